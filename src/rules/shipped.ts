import { locales, providers } from "./generated/all.js";
import { generic } from "./generated/generic.js";
import { shell } from "./generated/shell.js";
import { composeRules, overlay } from "./load.js";
import type { RuleFiles, RuleSet } from "./rule-set.js";

let made: RuleSet | undefined;

/**
 * Everything that is shipped: all causes, all provider tables, all languages. Made when first asked for.
 * @example
 * import { defaultRules } from "txwhy";
 *
 * console.log(defaultRules().version); // 1.0.0
 */
export function defaultRules(): RuleSet {
  made ??= composeRules({ providers, locales, generic, shell });
  return made;
}

/**
 * One's own rules laid over the shipped ones (or over `base`) by code. `source` is a folder (in Node), or files by path.
 * @throws {InvalidRulesError} with file, place and reason of every fault; then nothing is diagnosed with them.
 * @example
 * import { diagnose, loadRules } from "txwhy";
 *
 * const rules = loadRules({
 *   "merchant/closed.json": {
 *     code: "merchant.closed",
 *     since: "1.0.0",
 *     rules: [
 *       {
 *         name: "shop_closed",
 *         certainty: "certain",
 *         when: { all: [{ fact: "extensions.shopOpen", operator: "equal", value: false }] },
 *         evidence: ["extensions.shopOpen"],
 *       },
 *     ],
 *     remedies: [],
 *     text: { title: "The shop is closed", explanation: "The shop takes no payment now." },
 *   },
 * });
 * const { causes } = await diagnose({ extensions: { shopOpen: false } }, { rules });
 * console.log(causes[0]?.title); // The shop is closed
 */
export const loadRules = (source: string | RuleFiles, base: RuleSet = defaultRules()): RuleSet => overlay(source, base);
