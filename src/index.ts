import { defaultRules } from "./defaults.js";
import { createDiagnose } from "./diagnose.js";
import type { HandoffPacket } from "./diagnosis.js";
import { type CauseExplanation, explainCause, localeOf } from "./explain.js";
import { type Outcome, type OutcomeRecord, recordOutcome as record } from "./outcome.js";
import { createRedactor } from "./redact.js";

export type { TransactionContext } from "./context-schema.js";
export { defaultRules, loadRules } from "./defaults.js";
export type * from "./diagnosis.js";
export { InvalidContextError, InvalidRulesError, type Issue, type RuleIssue, UnreadableInputError } from "./errors.js";
export type { CauseExplanation } from "./explain.js";
export type { DiagnoseOptions } from "./options.js";
export type { Outcome, OutcomeRecord } from "./outcome.js";
export { adapters } from "./read/adapters/index.js";
export { type Reading, type ReadOptions, type ReadTransaction, type Repair, readTransaction } from "./read/index.js";
export { redact } from "./redact.js";
export type { Profile } from "./rule-schema.js";
export type { RuleFiles, RuleSet } from "./ruleset.js";
export { contextJsonSchema, packetJsonSchema } from "./schemas.js";

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
 * What is known of a cause by its code, in a language (English where there are no words in it); null for a code that no rule has.
 * @example
 * import { explain } from "txwhy";
 *
 * console.log(explain("limit.daily")?.title); // Over the daily limit
 * console.log(explain("no.such_cause")); // null
 */
export const explain = (code: string, options: { locale?: string } = {}): CauseExplanation | null =>
  explainCause(code, localeOf(options), defaultRules());

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
