import { compose } from "../rules/compose.js";
import { hash } from "../rules/generated/core.js";
import { overlay } from "../rules/load.js";
import type { RuleFiles } from "../rules/packs.js";
import type { RuleSet } from "../rules/rule-set.js";
import { createDiagnose } from "./diagnose.js";

export type * from "../base/diagnosis.js";
export { findCause, isCause } from "../base/diagnosis.js";
export { InvalidContextError, InvalidRulesError, type Issue, type RuleIssue, TxwhyError } from "../base/errors.js";
/**
 * The library without provider tables and with English alone, for a browser that pays for what it imports:
 *
 *   import { diagnose, composeRules } from "txwhy/core";
 *   import stripe from "txwhy/codes/stripe";
 *   import id from "txwhy/locales/id";
 *   const rules = composeRules({ codes: [stripe], locales: [id] });
 *   await diagnose(context, { rules, locale: "id" });
 */
export type { IssueCode, WarningCode } from "../base/messages.js";
export type * from "../context/generated/types.js";
export { parseContext } from "../context/parse.js";
export { redact } from "../redact/index.js";
export { composeRules } from "../rules/load.js";
export type { RuleFiles, RulePacks } from "../rules/packs.js";
export type { RuleSet } from "../rules/rule-set.js";
export type { DiagnoseOptions, LocalizeOptions } from "./options.js";

let made: RuleSet | undefined;
/**
 * The shipped causes in English, without provider tables. Made when first asked for.
 * @example
 * import { coreRules } from "txwhy/core";
 *
 * console.log(coreRules().causes.has("balance.insufficient")); // true
 */
export function coreRules(): RuleSet {
  made ??= compose({}, hash);
  return made;
}

/** One's own rules laid over `base`, the core rules where it is not given. */
export const loadRules = (source: string | RuleFiles, base: RuleSet = coreRules()): RuleSet => overlay(source, base);

type Functions = ReturnType<typeof createDiagnose>;
let functions: Functions | undefined;
/** Made when first called: a module that does nothing when it is loaded is left out by a bundler that needs none of it. */
const own = (): Functions => {
  functions ??= createDiagnose(coreRules);
  return functions;
};

/** Explains why a transaction failed, and what makes it go through. @throws {InvalidContextError} */
export const diagnose: Functions["diagnose"] = (context, options) => own().diagnose(context, options);
/** Everything that `diagnose` finds out, as data without a sentence. @throws {InvalidContextError} */
export const assess: Functions["assess"] = (context, options) => own().assess(context, options);
/** Puts an assessment into words. @throws {InvalidContextError} */
export const localize: Functions["localize"] = (assessment, options) => own().localize(assessment, options);
/** Whether a transaction would pass if it were attempted now, how much would, and when. @throws {InvalidContextError} */
export const preflight: Functions["preflight"] = (context, options) => own().preflight(context, options);
