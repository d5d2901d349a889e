import type { CodeRow, CodeTable } from "../../facts/code-table.js";
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

/** A table with what its build for the page leaves out: that a row names no cause, or that its source says nothing of another try. */
function whole(table: CodeTable): CodeTable {
  const schemes = Object.entries(table.schemes).map(([name, scheme]) => [
    name,
    { ...scheme, codes: scheme.codes.map((row): CodeRow => ({ ...UNSAID, ...row })) },
  ]);
  return { ...table, schemes: Object.fromEntries(schemes) as CodeTable["schemes"] };
}
const UNSAID = { cause: null, retry: "unknown" } as const;
const codes = pageCodes.map((pack) => ({ ...pack, load: () => whole(pack.load()) }));

/** The shipped rules, with code tables reduced to what diagnosing needs, because the page is one small file. */
export function pageRules(): CompiledRuleSet {
  made ??= compose({ codes, locales }, hash, {
    generic,
    phrases,
    resemblance: (packs) => new Resemblance(packs),
    namedCodes: (packs) => new NamedCodes(packs),
    shell,
  });
  return made;
}
