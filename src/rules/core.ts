import { compose } from "./compose.js";
import { hash } from "./generated/core.js";
import { overlay } from "./load.js";
import type { RuleFiles, RuleSet } from "./packs.js";

let made: RuleSet | undefined;
/**
 * The shipped causes in English, without code tables. Made when first asked for.
 * @example
 * import { coreRules } from "txwhy/core";
 *
 * console.log(coreRules().causes.includes("balance.insufficient")); // true
 */
export function coreRules(): RuleSet {
  made ??= compose({}, hash);
  return made;
}

/**
 * Own rule files laid over `base`, or over the core rules. As the `loadRules` of `txwhy`.
 * @throws {InvalidRulesError} with file, place and reason of every fault.
 */
export const loadRules = (source: string | RuleFiles, base: RuleSet = coreRules()): RuleSet => overlay(source, base);
