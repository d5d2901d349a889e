import type { TransactionContext } from "../context/generated/types.js";
import { coreRules } from "../rules/core.js";
import { type CauseExplanation, type ExplainOptions, explainWith } from "../words/explain.js";
import { createDiagnose } from "./diagnose.js";
import { createLocalize } from "./localize.js";
import { type ManyResult, manyWith } from "./many.js";
import type { DiagnoseOptions } from "./options.js";

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
export type { CodeTable } from "../facts/code-table.js";
export type { CodeTablePack } from "../facts/codes.js";
export { redact } from "../redact/index.js";
export type { Condition } from "../rules/condition.js";
export { coreRules, loadRules } from "../rules/core.js";
export type {
  CauseFile,
  CauseText,
  FormName,
  Forms,
  LocaleFile,
  RetryLimit,
  RetryLimits,
  SomeWords,
  Template,
  Words,
} from "../rules/files.js";
export { composeRules } from "../rules/load.js";
export type { LocalePack, RuleFiles, RulePacks, RuleSet } from "../rules/packs.js";
export type { TermName } from "../rules/terms.js";
export type { CauseExplanation, ExplainOptions } from "../words/explain.js";
export type { Reply, ReplyChannel } from "../words/reply.js";
export type { ReplyNote } from "../words/reply-notes.js";
export type { ManyResult } from "./many.js";
export type { DiagnoseOptions, LocalizeOptions, ReplyOptions } from "./options.js";

type Functions = ReturnType<typeof createDiagnose>;
let functions: Functions | undefined;
type Texts = ReturnType<typeof createLocalize>;
let texts: Texts | undefined;
/** Made when first called: a module that does nothing when it is loaded is left out by a bundler that needs none of it. */
const own = (): Functions => {
  functions ??= createDiagnose(coreRules);
  return functions;
};
const inWords = (): Texts => {
  texts ??= createLocalize(coreRules);
  return texts;
};

/** Explains why a transaction failed, and what makes it go through. @throws {InvalidContextError} */
export const diagnose: Functions["diagnose"] = (context, options) => own().diagnose(context, options);
/** Diagnoses many contexts in their order, and lets timers run between two of them. @throws {InvalidContextError} for a faulty option. */
export const diagnoseMany = (
  contexts: Iterable<TransactionContext> | AsyncIterable<TransactionContext>,
  options: DiagnoseOptions = {},
): AsyncGenerator<ManyResult, void, undefined> => manyWith(diagnose, coreRules, contexts, options);
/** Everything that `diagnose` finds out, as data without a sentence. @throws {InvalidContextError} */
export const assess: Functions["assess"] = (context, options) => own().assess(context, options);
/** Puts an assessment into words. @throws {InvalidContextError} */
export const localize: Texts["localize"] = (assessment, options) => inWords().localize(assessment, options);
/** The message to the customer, ready to send. @throws {InvalidContextError} */
export const reply: Texts["reply"] = (assessment, options) => inWords().reply(assessment, options);
/** Whether a transaction would pass if it were attempted now, how much would, and when. @throws {InvalidContextError} */
export const preflight: Functions["preflight"] = (context, options) => own().preflight(context, options);

/**
 * Returns the description of a cause in the given locale; falls back to English. Null for an unknown code.
 * @throws {InvalidContextError} for an option of the wrong type.
 */
export const explain = (code: string, options: ExplainOptions = {}): CauseExplanation | null =>
  explainWith(code, options, coreRules);
