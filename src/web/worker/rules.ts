import { NamedCodes } from "../../facts/named-codes.js";
import { Resemblance } from "../../facts/resemblance.js";
import { compose } from "../../rules/compose.js";
import { hash, locales } from "../../rules/generated/all.js";
import { generic } from "../../rules/generated/generic.js";
import { pageCodes } from "../../rules/generated/page-codes.js";
import { phrases } from "../../rules/generated/phrases.js";
import { shell } from "../../rules/generated/shell.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";

let made: CompiledRuleSet | undefined;

/** The shipped rules, with code tables reduced to what diagnosing needs, because the page is one small file. */
export function pageRules(): CompiledRuleSet {
  made ??= compose({ codes: pageCodes, locales }, hash, {
    generic,
    phrases,
    resemblance: (packs) => new Resemblance(packs),
    namedCodes: (packs) => new NamedCodes(packs),
    shell,
  });
  return made;
}
