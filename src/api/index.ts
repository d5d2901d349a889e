import type { HandoffPacket } from "../base/diagnosis.js";
import type { TransactionContext } from "../context/generated/types.js";
import { createRedactor } from "../redact/index.js";
import { type Outcome, type OutcomeRecord, outcomeRecord } from "../remedies/outcome.js";
import { defaultRules } from "../rules/shipped.js";
import { type CauseExplanation, type ExplainOptions, explainWith } from "../words/explain.js";
import { createDiagnose } from "./diagnose.js";
import { createLocalize } from "./localize.js";
import { type ManyResult, manyWith } from "./many.js";
import type { DiagnoseOptions } from "./options.js";

export type * from "../base/diagnosis.js";
export { findCause, isCause } from "../base/diagnosis.js";
export {
  InvalidContextError,
  InvalidRulesError,
  type Issue,
  type RuleIssue,
  TxwhyError,
  UnreadableInputError,
} from "../base/errors.js";
export type { IssueCode, WarningCode } from "../base/messages.js";
export type * from "../context/generated/types.js";
export { parseContext } from "../context/parse.js";
export type { CodeTable } from "../facts/code-table.js";
export {
  type ReadFormat,
  type Reading,
  type ReadOptions,
  type ReadProvider,
  type ReadTransaction,
  type Repair,
  readTransaction,
} from "../read/index.js";
export { redact } from "../redact/index.js";
export type { OutcomeRecord } from "../remedies/outcome.js";
export type { Condition } from "../rules/condition.js";
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
export { assessmentJsonSchema, contextJsonSchema, packetJsonSchema } from "../rules/json-schemas.js";
export type { RuleFiles, RuleSet } from "../rules/packs.js";
export { defaultRules, loadRules } from "../rules/shipped.js";
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
  functions ??= createDiagnose(defaultRules);
  return functions;
};
const inWords = (): Texts => {
  texts ??= createLocalize(defaultRules);
  return texts;
};

/**
 * Explains why a transaction failed, and what makes it go through: `assess`, then `localize`.
 * Pure: no clock, no network, no change to its input; the same context, options and rules give the same Diagnosis.
 * @throws {InvalidContextError} when context or options are not what the contract allows. "No rule matched" does not throw: see `escalation`.
 * @example
 * import { diagnose } from "txwhy";
 *
 * const transaction = { amount: "120.00", currency: "EUR" };
 * const { verdict, causes, plan } = await diagnose({ transaction, balance: { available: "100.00" }, fees: [] });
 * console.log(verdict); // self_service
 * console.log(causes[0]?.explanation); // €120.00 is needed, but only €100.00 is available: short €20.00.
 * console.log(plan?.steps.map(({ action }) => action)); // ["top_up"]
 */
export const diagnose: Functions["diagnose"] = (context, options) => own().diagnose(context, options);

/**
 * Diagnoses many contexts, one after the other and in their order, and lets timers and input run between two of them; a loop of
 * `await diagnose(context)` would hold them back. A context that is not one gives its error and does not end the loop. To end it, leave
 * the `for await`: the source is closed too.
 * @throws {InvalidContextError} for a faulty option, before the first context is read.
 * @example
 * import { diagnoseMany } from "txwhy";
 *
 * const contexts = [{ network: { status: "offline" as const } }, { transaction: { amount: "1,000" } }];
 * const found: string[] = [];
 * for await (const { diagnosis, error } of diagnoseMany(contexts)) found.push(diagnosis?.causes[0]?.code ?? error?.code ?? "none");
 * console.log(found); // ["network.offline","invalid_context"]
 */
export const diagnoseMany = (
  contexts: Iterable<TransactionContext> | AsyncIterable<TransactionContext>,
  options: DiagnoseOptions = {},
): AsyncGenerator<ManyResult, void, undefined> => manyWith(diagnose, defaultRules, contexts, options);

/**
 * Everything that `diagnose` finds out, as data without a sentence: plain JSON that may be stored, and put into words by `localize` later.
 * @throws {InvalidContextError} as `diagnose` does.
 * @example
 * import { assess, localize } from "txwhy";
 *
 * const assessment = await assess({ network: { status: "offline" } });
 * console.log(assessment.causes.map(({ code }) => code)); // ["network.offline"]
 * console.log(localize(assessment).causes[0]?.title); // The device is offline
 */
export const assess: Functions["assess"] = (context, options) => own().assess(context, options);

/**
 * Puts an assessment into words: in any language, for any audience, without the context and without diagnosing again. A profile that is
 * given takes the place of the one it was made with.
 * @throws {InvalidContextError} when the options are not what the contract allows.
 * @example
 * import { assess, localize } from "txwhy";
 *
 * const stored = JSON.stringify(await assess({ network: { status: "offline" } }));
 * const { causes, locale } = localize(JSON.parse(stored), { locale: "id" });
 * console.log([locale, causes[0]?.code]); // ["id","network.offline"]
 */
export const localize: Texts["localize"] = (assessment, options) => inWords().localize(assessment, options);

/**
 * The message to the customer, ready to send and true at `now`: what was tried, why it did not work in one sentence without a code or a
 * provider's name, and what to do. Where there is a risk it names nothing else; where money may have moved it offers no way to pay again.
 * @throws {InvalidContextError} when the options are not what the contract allows.
 * @example
 * import { assess, reply } from "txwhy";
 *
 * const transaction = { amount: "120.00", currency: "EUR" };
 * const assessment = await assess({ transaction, balance: { available: "100.00" }, fees: [] });
 * console.log(reply(assessment, { channel: "sms" }).text.slice(0, 42)); // Your payment of €120.00 did not go through
 */
export const reply: Texts["reply"] = (assessment, options) => inWords().reply(assessment, options);

/**
 * Whether a transaction would pass if it were attempted now: every status is read as planned.
 * @throws {InvalidContextError} as `diagnose` does.
 * @example
 * import { preflight } from "txwhy";
 *
 * const limits = [{ window: "daily" as const, max: "200", used: "180", timeZone: "Europe/Berlin" }];
 * const transaction = { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00+01:00" };
 * const { passes, largestAmount, passesAt } = await preflight({ transaction, limits });
 * console.log([passes, largestAmount?.value, passesAt]); // [false,"20.00","2026-11-23T00:00:00+01:00"]
 */
export const preflight: Functions["preflight"] = (context, options) => own().preflight(context, options);

/**
 * Returns the description of a cause in the given locale; falls back to English. Null for an unknown code. Own causes are known to the
 * rules that hold them: give these as `rules`.
 * @throws {InvalidContextError} for an option of the wrong type.
 * @example
 * import { explain } from "txwhy";
 *
 * console.log(explain("limit.daily")?.title); // Over the daily limit
 * console.log(explain("no.such_cause")); // null
 */
export const explain = (code: string, options: ExplainOptions = {}): CauseExplanation | null =>
  explainWith(code, options, defaultRules);

/**
 * Records what came of a hand-over: ticket, result, the remedy that worked, a note. Put its `history` into the next context and what was
 * tried in vain is not proposed again. Texts are redacted. `history` is empty where the packet has no amount or time.
 * @example
 * import { diagnose, recordOutcome } from "txwhy";
 *
 * const context = { transaction: { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00Z" }, account: { status: "frozen" as const } };
 * const { escalation } = await diagnose(context);
 * if (escalation !== null) {
 *   const tried = [{ cause: "account.frozen", actions: ["contact_support"] }];
 *   const { history } = recordOutcome(escalation.packet, { ticket: "T-1", result: "not_solved", tried });
 *   console.log((await diagnose({ ...context, history })).escalation?.packet.tried); // [{"cause":"account.frozen","actions":["contact_support"]}]
 * }
 */
export const recordOutcome = (packet: HandoffPacket, outcome: Outcome): OutcomeRecord =>
  outcomeRecord(packet, outcome, createRedactor());
