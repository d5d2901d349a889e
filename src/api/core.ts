import { composeRules, overlay } from "../rules/load.js";
import type { RuleFiles, RuleSet } from "../rules/rule-set.js";
import { createDiagnose } from "./diagnose.js";

export type * from "../base/diagnosis.js";
export { InvalidContextError, InvalidRulesError, type Issue, type RuleIssue, TxwhyError } from "../base/errors.js";
/**
 * The library without provider tables and with English alone, for a browser that pays for what it imports:
 *
 *   import { diagnose, composeRules } from "txwhy/core";
 *   import stripe from "txwhy/codes/stripe";
 *   import id from "txwhy/locales/id";
 *   const rules = composeRules({ providers: [stripe], locales: [id] });
 *   await diagnose(context, { rules, locale: "id" });
 */
export type { IssueCode, WarningCode } from "../base/messages.js";
export type * from "../context/generated/types.js";
export { parseContext } from "../context/parse.js";
export { redact } from "../redact/index.js";
export { composeRules, type RulePacks } from "../rules/load.js";
export type { RuleFiles, RuleSet } from "../rules/rule-set.js";
export type { DiagnoseOptions } from "./options.js";

let made: RuleSet | undefined;
/**
 * The shipped causes in English, without provider tables. Made when first asked for.
 * @example
 * import { coreRules } from "txwhy/core";
 *
 * console.log(coreRules().causes.has("balance.insufficient")); // true
 */
export function coreRules(): RuleSet {
  made ??= composeRules();
  return made;
}

/** One's own rules laid over `base`, the core rules where it is not given. */
export const loadRules = (source: string | RuleFiles, base: RuleSet = coreRules()): RuleSet => overlay(source, base);

type Made = ReturnType<typeof createDiagnose>;
let answers: Made | undefined;
/** Made when first called: a module that does nothing when it is loaded is left out by a bundler that needs none of it. */
const own = (): Made => {
  answers ??= createDiagnose(coreRules);
  return answers;
};

/** Explains why a transaction failed, and what makes it go through. @throws {InvalidContextError} */
export const diagnose: Made["diagnose"] = (context, options) => own().diagnose(context, options);
/** Whether a transaction would pass if it were attempted now, how much would, and when. @throws {InvalidContextError} */
export const preflight: Made["preflight"] = (context, options) => own().preflight(context, options);
