import { loadRules as load, type RuleFiles, type RuleSet } from "../../src/api/index.js";

/** `loadRules` for files that tests make piece by piece, or make wrong on purpose: their type says nothing of their form. */
export const loadRules = (files: string | Readonly<Record<string, unknown>>, base?: RuleSet): RuleSet =>
  load(files as string | RuleFiles, base);
