import { locales, providers } from "./generated/all.js";
import { generic } from "./generated/generic.js";
import { composeRules, overlay } from "./rules.js";
import type { RuleFiles, RuleSet } from "./ruleset.js";

let made: RuleSet | undefined;

/** Everything that is shipped: all causes, all provider tables, all languages. Made when first asked for. */
export function defaultRules(): RuleSet {
  made ??= composeRules({ providers, locales, generic });
  return made;
}

/**
 * One's own rules laid over the shipped ones (or over `base`) by code. `source` is a folder (in Node), or files by path.
 * @throws {InvalidRulesError} with file, place and reason of every fault; then nothing is diagnosed with them.
 */
export const loadRules = (source: string | RuleFiles, base: RuleSet = defaultRules()): RuleSet => overlay(source, base);
