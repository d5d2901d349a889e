import { locales } from "../../rules/generated/all.js";
import { generic } from "../../rules/generated/generic.js";
import { pageCodes } from "../../rules/generated/page-codes.js";
import { shell } from "../../rules/generated/shell.js";
import { composeRules } from "../../rules/load.js";
import type { RuleSet } from "../../rules/rule-set.js";

let made: RuleSet | undefined;

/** The shipped rules, with provider tables that say of a code what it means for a diagnosis and no more: the page is one small file. */
export function pageRules(): RuleSet {
  made ??= composeRules({ providers: pageCodes, locales, generic, shell });
  return made;
}
