import type { HandoffPacket } from "../base/diagnosis.js";
import { createRedactor } from "../redact/index.js";
import { type Outcome, type OutcomeRecord, recordOutcome as record } from "../remedies/outcome.js";
import { defaultRules } from "../rules/shipped.js";
import { type CauseExplanation, type ExplainOptions, explainWith } from "../words/explain.js";
import { createDiagnose } from "./diagnose.js";

export type * from "../base/diagnosis.js";
export {
  InvalidContextError,
  InvalidRulesError,
  type Issue,
  type RuleIssue,
  UnreadableInputError,
} from "../base/errors.js";
export type { TransactionContext } from "../context/schema.js";
export type { CodeTable } from "../facts/code-table.js";
export { adapters } from "../read/adapters/index.js";
export { type Reading, type ReadOptions, type ReadTransaction, type Repair, readTransaction } from "../read/index.js";
export { redact } from "../redact/index.js";
export type { Outcome, OutcomeRecord } from "../remedies/outcome.js";
export type { Condition } from "../rules/condition.js";
export type { CauseFile, CauseText, LocaleFile, Profile, SomeWords, Words } from "../rules/files.js";
export { contextJsonSchema, packetJsonSchema } from "../rules/json-schemas.js";
export type { RuleFiles, RuleSet } from "../rules/packs.js";
export { defaultRules, loadRules } from "../rules/shipped.js";
export type { CauseExplanation, ExplainOptions } from "../words/explain.js";
export type { DiagnoseOptions } from "./options.js";

type Made = ReturnType<typeof createDiagnose>;
let made: Made | undefined;
/** Made when first called: a module that does nothing when it is loaded is left out by a bundler that needs none of it. */
const own = (): Made => {
  made ??= createDiagnose(defaultRules);
  return made;
};

/** Explains why a transaction failed, and what makes it go through. @throws {InvalidContextError} */
export const diagnose: Made["diagnose"] = (context, options) => own().diagnose(context, options);
/** Whether a transaction would pass if it were attempted now, how much would, and when. @throws {InvalidContextError} */
export const preflight: Made["preflight"] = (context, options) => own().preflight(context, options);

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
 * const context = { transaction: { amount: "50", currency: "EUR", at: "2026-11-22T09:00:00Z" }, account: { status: "frozen" } };
 * const { escalation } = await diagnose(context);
 * if (escalation !== null) {
 *   const tried = [{ cause: "account.frozen", actions: ["contact_support"] }];
 *   const { history } = recordOutcome(escalation.packet, { ticket: "T-1", result: "not_solved", tried });
 *   console.log((await diagnose({ ...context, history })).escalation?.packet.tried); // [{"cause":"account.frozen","actions":["contact_support"]}]
 * }
 */
export const recordOutcome = (packet: HandoffPacket, outcome: Outcome): OutcomeRecord =>
  record(packet, outcome, createRedactor());
