import { coreRules } from "../rules/core.js";
import { type CauseExplanation, type ExplainOptions, explainWith } from "../words/explain.js";
import { createDiagnose } from "./diagnose.js";

export type * from "../base/diagnosis.js";
export { InvalidContextError, InvalidRulesError, type Issue, type RuleIssue } from "../base/errors.js";
/**
 * The library without provider tables and with English alone, for a browser that pays for what it imports:
 *
 *   import { diagnose, composeRules } from "txwhy/core";
 *   import stripe from "txwhy/codes/stripe";
 *   import id from "txwhy/locales/id";
 *   const rules = composeRules({ codes: [stripe], locales: [id] });
 *   await diagnose(context, { rules, locale: "id" });
 */
export type { TransactionContext } from "../context/schema.js";
export type { CodeTable } from "../facts/code-table.js";
export type { CodeTablePack } from "../facts/codes.js";
export { redact } from "../redact/index.js";
export type { Condition } from "../rules/condition.js";
export { coreRules, loadRules } from "../rules/core.js";
export type { CauseFile, CauseText, LocaleFile, Profile, SomeWords, Words } from "../rules/files.js";
export { composeRules } from "../rules/load.js";
export type { LocalePack, RuleFiles, RulePacks, RuleSet } from "../rules/packs.js";
export type { CauseExplanation, ExplainOptions } from "../words/explain.js";
export type { DiagnoseOptions } from "./options.js";

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

/**
 * Returns the description of a cause in the given locale; falls back to English. Null for an unknown code.
 * @throws {InvalidContextError} for an option of the wrong type.
 */
export const explain = (code: string, options: ExplainOptions = {}): CauseExplanation | null =>
  explainWith(code, options, coreRules);
