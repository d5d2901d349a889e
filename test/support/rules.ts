import { loadRules as load, type RuleFiles, type RuleSet } from "../../src/api/index.js";
import { type CompiledRuleSet, compiled } from "../../src/rules/rule-set.js";

/**
 * `loadRules` for files that tests make piece by piece, or make wrong on purpose: their type says nothing of their form. Gives the inside
 * of the rule set too.
 */
export const loadRules = (files: string | Readonly<Record<string, unknown>>, base?: RuleSet): CompiledRuleSet =>
  compiled(load(files as string | RuleFiles, base));
