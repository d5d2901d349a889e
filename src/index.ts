import { defaultRules } from "./defaults.js";
import { createDiagnose } from "./diagnose.js";
import type { HandoffPacket } from "./diagnosis.js";
import { type Outcome, type OutcomeRecord, recordOutcome as record } from "./escalate.js";
import { type CauseExplanation, explainCause } from "./explain.js";
import { createRedactor } from "./redact.js";

export type { TransactionContext } from "./context-schema.js";
export { defaultRules, loadRules } from "./defaults.js";
export type { DiagnoseOptions } from "./diagnose.js";
export type * from "./diagnosis.js";
export { InvalidContextError, InvalidRulesError, type Issue, type RuleIssue, UnreadableInputError } from "./errors.js";
export type { Outcome, OutcomeRecord } from "./escalate.js";
export type { CauseExplanation } from "./explain.js";
export { adapters } from "./read/adapters/index.js";
export { type Reading, readTransaction } from "./read/index.js";
export { redact } from "./redact.js";
export type { Profile } from "./rule-schema.js";
export type { RuleFiles, RuleSet } from "./ruleset.js";
export { contextJsonSchema, packetJsonSchema } from "./schemas.js";

const made = createDiagnose(defaultRules);

export const { diagnose, preflight } = made;

/** What is known of a cause by its code, in a language; null for a code that no rule has. */
export const explain = (code: string, options: { locale?: string } = {}): CauseExplanation | null =>
  explainCause(code, options.locale, defaultRules());

/**
 * Records what came of a hand-over: ticket, result, the remedy that worked, a note. Put its `history` into the next context and what was
 * tried in vain is not proposed again. Texts are redacted.
 */
export const recordOutcome = (packet: HandoffPacket, outcome: Outcome): OutcomeRecord =>
  record(packet, outcome, createRedactor());
