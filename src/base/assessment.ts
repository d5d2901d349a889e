import type { FactName as ShippedFactName } from "./generated/names.js";
import type { WarningCode } from "./messages.js";
import type { AssessedRemedy, CauseCode, Money, Plan } from "./remedy.js";
import type { Party, Said, TransactionSummary } from "./said.js";

export type * from "./remedy.js";
export type * from "./said.js";

/** Everything that is found out about a transaction, as data and codes: what `assess` returns, less the whole of it (see diagnosis.ts). */

/**
 * The name of a fact that rules compare: one of the vocabulary, or `extensions.*` of your own.
 * @example
 * "balance.shortfall"
 */
export type FactName = ShippedFactName | (string & {});

/**
 * How sure a cause is: `certain` where stated facts and sums show it, `likely` for signs, `possible` for a guess worth asking about.
 * @example
 * "certain"
 */
export type Certainty = "certain" | "likely" | "possible";
/**
 * What is to be done: the customer can solve it, time alone solves it, a person must take over, or nothing failed.
 * @example
 * "self_service"
 */
export type Verdict = "self_service" | "wait" | "escalate" | "not_failed";
/**
 * Who reads the texts: the customer is told less where a cause is sensitive.
 * @example
 * "agent"
 */
export type Audience = "customer" | "agent";

/**
 * Why something was found, as a code with what the sentence about it speaks of.
 * @example
 * { code: "comparison", params: { fact: "transaction.amount", relation: "≤", other: "balance.usable" } }
 */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/**
 * A fact as the texts use it, redacted. Money is a decimal text in major units and `unit` its currency; a time is RFC 3339.
 * @example
 * { kind: "money", value: "20.73", unit: "EUR" }
 */
export interface AssessedFact {
  readonly kind: "money" | "time" | "number" | "boolean" | "text";
  readonly value: string | number | boolean;
  readonly unit?: string;
}

/**
 * A fact that a rule rests on. `value` is null where it is not known; money is a decimal text in major units and `unit` its currency.
 * @example
 * { fact: "balance.shortfall", value: "20.73", unit: "EUR" }
 */
export interface AssessedEvidence {
  readonly fact: FactName;
  readonly value: string | number | boolean | null;
  readonly unit?: string;
}

/**
 * A provider's code as it was sent, redacted.
 * @example
 * { provider: "stripe", code: "insufficient_funds" }
 */
export interface ProviderCode {
  readonly provider: string;
  readonly code: string;
}

interface CauseBase {
  /** `<group>.<name>`: also the path of the rule file. */
  readonly code: CauseCode;
  readonly certainty: Certainty;
  /** Names of the rules that fired. */
  readonly rules: readonly string[];
  readonly providerCodes?: readonly ProviderCode[];
  /** The customer is told less than the agent. */
  readonly sensitive?: true;
  /** Whose it is to mend; missing where the rule file does not say it. */
  readonly party?: Party;
  /** Was not so at the attempt, and blocks the next one; such causes come last. */
  readonly sinceAttempt?: true;
  /** When time ended it, before `now`: it explains the failure and stops no new attempt. RFC 3339; null where only that it ended is known. */
  readonly endedAt?: string | null;
}

/**
 * Why the transaction failed, or a piece of advice, as data.
 * @example
 * {
 *   code: "network.offline",
 *   certainty: "certain",
 *   rules: ["stated_offline"],
 *   evidence: [{ fact: "network.status", value: "offline" }],
 *   remedies: [],
 * }
 */
export interface AssessedCause extends CauseBase {
  readonly evidence: readonly AssessedEvidence[];
  readonly remedies: readonly AssessedRemedy[];
}

interface RetryBase {
  /** Only under the reference of this attempt, so that nothing is paid twice. */
  readonly sameReference: boolean;
  /** `hard`: the same instrument cannot succeed; `soft`: it may. Missing where the provider's table does not say it. */
  readonly decline?: "hard" | "soft";
  /** How many more tries of this payment the card network's rules allow; missing where no rule or no history is known. */
  readonly attemptsLeft?: number;
  /** The code that decided, redacted; missing where no code did. */
  readonly because?: ProviderCode;
}
interface RetryLater extends RetryBase {
  readonly when: "later";
  /** RFC 3339; missing where the time is unknown. */
  readonly notBefore?: string;
}
interface RetryOtherwise extends RetryBase {
  readonly when: "now" | "after_remedy" | "check_status_first" | "never";
  /** Never there: only a later attempt has a time. */
  readonly notBefore?: never;
}

/**
 * When to try again, by `when`. Only `later` may have a time, `notBefore`.
 * @example
 * { when: "later", notBefore: "2026-11-23T00:00:00+08:00", sameReference: false }
 */
export type Retry = RetryLater | RetryOtherwise;

/**
 * A missing fact that could add or remove a blocking cause.
 * @example
 * { path: "/balance/available", decides: ["balance.insufficient"] }
 */
export interface AssessedQuestion {
  /** JSON Pointer of the missing fact in the context. */
  readonly path: string;
  /** Codes of the causes it would decide. */
  readonly decides: readonly CauseCode[];
}

/**
 * A cause that known facts rule out, and by what.
 * @example
 * { cause: "network.offline", because: { code: "stated", params: { fact: "network.status" } } }
 */
export interface AssessedRuledOut {
  readonly cause: CauseCode;
  readonly because: Reason;
}

/**
 * Evidence that contradicts itself: the cause it is about, and the facts or codes.
 * @example
 * { cause: "balance.insufficient", facts: ["failure.code", "balance.usable"], because: { code: "conflict_code", params: { code: "51" } } }
 */
export interface AssessedConflict {
  readonly cause: CauseCode;
  readonly facts: readonly FactName[];
  readonly because: Reason;
}

/**
 * How support is reached.
 * @example
 * "phone"
 */
export type ChannelKind = "phone" | "chat" | "email";

/**
 * A way to reach support, as data. `address` comes from the profile alone, never from the input.
 * @example
 * { kind: "chat", because: { code: "channel_chat", params: {} }, openNow: null }
 */
export interface AssessedChannel {
  readonly kind: ChannelKind;
  readonly because: Reason;
  /** null when the hours or the time are not known. */
  readonly openNow: boolean | null;
  readonly address?: string;
}

/**
 * Why a person takes over: the first of these that holds.
 * @example
 * "unknown_outcome"
 */
export type EscalationReason =
  | "unknown_outcome"
  | "needs_human"
  | "conflicting_evidence"
  | "remedies_exhausted"
  | "no_rule_matched";

/**
 * How soon a person has to look at it.
 * @example
 * "high"
 */
export type Priority = "urgent" | "high" | "normal" | "low";

/**
 * Something to have ready before support is asked.
 * @example
 * { item: "transaction_id", state: "have" }
 */
export interface AssessedPrepareItem {
  readonly item:
    | "account_details"
    | "transaction_id"
    | "amount_and_currency"
    | "time_of_attempt"
    | "provider_code"
    | "what_was_tried"
    | "proof_of_debit"
    | "identity_document";
  readonly state: "have" | "missing" | "not_applicable";
}

/**
 * Which rules made an answer. `hash` is SHA-256 over all that diagnosing depends on, in hexadecimal.
 * @example
 * { id: "txwhy", version: "1.0.0", hash: "0123abcd" }
 */
export interface RuleSetId {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}

/**
 * What the human who takes over needs: redacted, and enough to make the same diagnosis again. `packetJsonSchema()` describes it.
 * @example
 * {
 *   schema: "txwhy.handoff/1",
 *   reason: "needs_human",
 *   priority: "normal",
 *   options: { locale: "en", audience: "agent" },
 *   ruleSet: { id: "txwhy", version: "1.0.0", hash: "0123abcd" },
 *   transaction: { kind: "payment", status: "failed" },
 *   said: [],
 *   context: { account: { status: "frozen" } },
 *   causes: [{ code: "account.frozen", certainty: "certain", rules: ["stated_frozen"] }],
 *   questions: [],
 *   conflicts: [],
 *   tried: [],
 * }
 */
export interface HandoffPacket {
  readonly schema: "txwhy.handoff/1";
  readonly reason: EscalationReason;
  readonly priority: Priority;
  /** Give these back to `diagnose` with `context` to get the same diagnosis. */
  readonly options: {
    readonly locale: string;
    readonly now?: string;
    readonly audience: Audience;
    readonly profile?: unknown;
  };
  readonly ruleSet: RuleSetId;
  /** What was tried, as it was understood. */
  readonly transaction: TransactionSummary;
  /** Every code that was read, and the message. */
  readonly said: readonly Said[];
  /** The context as it was given, redacted, its keys in the order of the contract. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly causes: readonly {
    readonly code: CauseCode;
    readonly certainty: Certainty;
    readonly rules: readonly string[];
    readonly providerCodes?: readonly ProviderCode[];
  }[];
  readonly questions: readonly string[];
  readonly conflicts: readonly { readonly cause: CauseCode; readonly facts: readonly string[] }[];
  /** Remedies already tried, from the failed entries of `history`. */
  readonly tried: readonly { readonly cause: CauseCode; readonly actions: readonly string[] }[];
}

/**
 * The hand-over to a person, as data. The packet is for the person who takes over. It tells everything, so it is never shown to the
 * customer: in a diagnosis for a customer whose cause is sensitive (fraud, theft, loss) it keeps the transaction and the codes of the
 * causes, and leaves out what the provider said and the other facts. The whole packet is in the assessment.
 * @example
 * import { assess, type TransactionContext } from "txwhy";
 *
 * async function reason(context: TransactionContext): Promise<string | undefined> {
 *   return (await assess(context)).escalation?.reason;
 * }
 */
export interface AssessedEscalation {
  readonly reason: EscalationReason;
  readonly priority: Priority;
  readonly channel: AssessedChannel;
  readonly alternatives: readonly AssessedChannel[];
  readonly prepare: readonly AssessedPrepareItem[];
  readonly packet: HandoffPacket;
}

/**
 * Something of the input that was not used, or not read as it stands: a code with what its sentence speaks of.
 * @example
 * { path: "/balance/avaliable", code: "unknown_key", params: { kind: "near", near: "available" } }
 */
export interface AssessedWarning {
  /** JSON Pointer of the place it is about. */
  readonly path: string;
  readonly code: WarningCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** From 1, where the input was a text. */
  readonly line?: number;
}

/**
 * Everything found out about one transaction: codes and values, and no sentence. Plain JSON that may be stored and put into words later,
 * in any language, without the context: see `localize`. The same bytes for the same context, options and rules.
 * @example
 * import { assess, type TransactionContext } from "txwhy";
 *
 * async function codes(context: TransactionContext): Promise<string[]> {
 *   const assessment: Assessment = await assess(context);
 *   return assessment.causes.map(({ code }) => code);
 * }
 */
export interface Assessment {
  /** What was tried, as it was understood. */
  readonly transaction: TransactionSummary;
  /** Every code that was read, known or not, the one that decides first; then the message. */
  readonly said: readonly Said[];
  readonly verdict: Verdict;
  /** Blocking causes, most decisive first. */
  readonly causes: readonly AssessedCause[];
  /** True, but not blocking. */
  readonly advice: readonly AssessedCause[];
  readonly plan: Plan | null;
  readonly retry: Retry;
  /** The most that would pass right now; null when unknown or nothing would. */
  readonly largestAmount: Money | null;
  /** At most five, the one that decides most first. */
  readonly questions: readonly AssessedQuestion[];
  readonly ruledOut: readonly AssessedRuledOut[];
  readonly conflicts: readonly AssessedConflict[];
  /** Present exactly when the verdict is `escalate`. */
  readonly escalation: AssessedEscalation | null;
  readonly warnings: readonly AssessedWarning[];
  readonly ruleSet: RuleSetId;
  /** The values that the texts use, by the name of the fact, redacted. What is unknown is missing. */
  readonly facts: Readonly<Record<string, AssessedFact>>;
  /** The support profile it was made with, as the caller named it; missing for the default one. */
  readonly profile?: unknown;
}
