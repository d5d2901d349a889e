import type { CauseCode as ShippedCauseCode } from "./generated/names.js";
import type { WarningCode } from "./messages.js";

/** The answer as data: what `assess` returns. Its wording is in diagnosis.ts. */

/**
 * The code of a cause, `<group>.<name>`: a shipped cause, or one of your own rules.
 * @example
 * "limit.daily"
 */
export type CauseCode = ShippedCauseCode | (string & {});

/**
 * How certain a cause is. `certain`: facts and sums prove it. `likely`: signs point to it. `possible`: worth asking about.
 * @example
 * "certain"
 */
export type Certainty = "certain" | "likely" | "possible";
/**
 * Who can solve it. `self_service`: the customer. `wait`: time alone. `escalate`: a person must take over. `not_failed`: nothing failed.
 * @example
 * "self_service"
 */
export type Verdict = "self_service" | "wait" | "escalate" | "not_failed";
/**
 * How long a remedy takes, as an order of magnitude.
 * @example
 * "minutes"
 */
export type Effort = "seconds" | "minutes" | "hours" | "days";
/**
 * Who can carry a remedy out.
 * @example
 * "customer"
 */
export type Who = "customer" | "payee" | "merchant" | "issuer" | "support";
/**
 * Who has to fix a cause.
 * @example
 * "issuer"
 */
export type Party = "customer" | "payee" | "merchant" | "issuer" | "network" | "provider" | "wallet";
/**
 * Who reads the texts. For a sensitive cause the customer sees less than the agent.
 * @example
 * "agent"
 */
export type Audience = "customer" | "agent";

/**
 * An amount of money in major units, as a decimal string with exactly the digits of its currency.
 * @example
 * { value: "125.50", currency: "EUR" }
 */
export interface Money {
  readonly value: string;
  /** ISO 4217 code, or the code of another asset. */
  readonly currency: string;
}

/**
 * One operation of an RFC 6902 JSON Patch. Only these three are used.
 * @example
 * { op: "replace", path: "/balance/available", value: "200.00" }
 */
export type PatchOperation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string };
/**
 * An RFC 6902 JSON Patch for the context that was diagnosed. Diagnosing the patched context gives the causes in `leaves`.
 * @example
 * [{ op: "remove", path: "/failure" }]
 */
export type JsonPatch = readonly PatchOperation[];

/**
 * A reason as a code, with the values that its sentence uses.
 * @example
 * { code: "comparison", params: { fact: "transaction.amount", relation: "≤", other: "balance.usable" } }
 */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The value of a fact, redacted. Money is a decimal string in major units, and `unit` is its currency. A time is RFC 3339.
 * @example
 * { kind: "money", value: "20.73", unit: "EUR" }
 */
export interface AssessedFact {
  readonly kind: "money" | "time" | "number" | "boolean" | "text";
  readonly value: string | number | boolean;
  readonly unit?: string;
}

/**
 * A fact that a rule uses. `value` is null when it is unknown. Money is a decimal string in major units, and `unit` is its currency.
 * @example
 * { fact: "balance.shortfall", value: "20.73", unit: "EUR" }
 */
export interface AssessedEvidence {
  readonly fact: string;
  readonly value: string | number | boolean | null;
  readonly unit?: string;
}

/** The rules for a new payment password, from the wallet's profile. */
interface PasswordDemands {
  readonly contains: readonly ("letters" | "digits" | "special_characters")[];
  readonly notPrevious: boolean;
}

/** All parameters that remedies have. */
interface Numbers {
  readonly amount: Money;
  /** The payer's fee, on top of the amount. */
  readonly fee: Money;
  /** The lowest setting of the limit that lets the payment pass. */
  readonly limit: Money;
  readonly parts: number;
  /** RFC 3339. */
  readonly notBefore: string;
  /** The label of the funding source, or its kind. */
  readonly source: string;
  readonly level: "basic" | "full";
  readonly passwordPolicy: PasswordDemands;
}
/** `Always` are required and `Known` are missing when unknown. The others are never there, so that each can be read without narrowing. */
type Params<Always extends keyof Numbers = never, Known extends keyof Numbers = never> = {
  readonly [K in Always]: Numbers[K];
} & { readonly [K in Known]?: Numbers[K] } & {
  readonly [K in Exclude<keyof Numbers, Always | Known>]?: never;
};

/**
 * The parameters of each remedy, by its action. Amounts are in the currency of the transaction, times are RFC 3339. A missing
 * parameter is unknown.
 * @example
 * function least(params: RemedyParamsByAction["top_up"]): string {
 *   return params.amount === undefined ? "unknown" : params.amount.value;
 * }
 */
export interface RemedyParamsByAction {
  /** `amount` is the smallest top-up that covers the shortfall; `fee` is added to it. */
  top_up: Params<never, "amount" | "source" | "fee">;
  /** The largest amount that passes. */
  reduce_amount: Params<"amount">;
  /** The smallest amount that passes. */
  increase_amount: Params<never, "amount">;
  /** `parts` payments of `amount` each; the last may be smaller. */
  split_payment: Params<"amount" | "parts">;
  wait_until: Params<never, "notBefore">;
  wait_for_unlock: Params<"notBefore">;
  raise_limit: Params<"limit">;
  verify_identity: Params<never, "level">;
  /** How much has to be spent or moved out. */
  make_room: Params<never, "amount">;
  release_hold: Params<never, "amount">;
  reset_payment_password: Params<never, "passwordPolicy">;
  retry_now: Params;
  check_status: Params;
  test_network: Params;
  switch_network: Params;
  use_secure_network: Params;
  use_other_method: Params;
  update_details: Params;
  link_instrument: Params;
  enter_password_again: Params;
  request_new_code: Params;
  complete_challenge: Params;
  sign_in_again: Params;
  start_again: Params;
  correct_payee: Params;
  ask_payee: Params;
  contact_issuer: Params;
  contact_merchant: Params;
  contact_support: Params;
  secure_account: Params;
  turn_on_two_factor: Params;
  add_gas: Params;
  raise_fee: Params;
  reset_nonce: Params;
}

/**
 * The kind of a remedy.
 * @example
 * "top_up"
 */
export type Action = keyof RemedyParamsByAction;

/**
 * The parameters of any remedy.
 * @example
 * { amount: { value: "20.73", currency: "EUR" }, source: "Bank card" }
 */
export type RemedyParams = RemedyParamsByAction[Action];

/**
 * The result of checking a remedy. `clears_all`: nothing blocks afterwards. `clears_this`: only other causes remain. `fails`: its cause
 * remains, or a new one appears. `not_simulated`: its effect cannot be simulated.
 * @example
 * "clears_all"
 */
export type Verified = "clears_all" | "clears_this" | "fails" | "not_simulated";

interface RemedyOf<A extends Action> {
  readonly action: A;
  readonly who: Who;
  readonly params: RemedyParamsByAction[A];
  readonly effort: Effort;
  /** For the context that was diagnosed; null when the effect cannot be simulated. */
  readonly patch: JsonPatch | null;
  /** Found by diagnosing the patched context. */
  readonly verified: Verified;
  /** Codes that still block after the patch, in the order of causes. */
  readonly leaves: readonly CauseCode[];
}

/**
 * A remedy for a cause, as data. `action` decides which `params` it has.
 * @example
 * {
 *   action: "reduce_amount",
 *   who: "customer",
 *   params: { amount: { value: "118.76", currency: "EUR" } },
 *   effort: "seconds",
 *   patch: [{ op: "replace", path: "/transaction/amount", value: "118.76" }],
 *   verified: "clears_all",
 *   leaves: [],
 * }
 */
export type AssessedRemedy = { [A in Action]: RemedyOf<A> }[Action];

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
  /** The customer sees less than the agent. */
  readonly sensitive?: true;
  /** Who has to fix it; missing when the rule file does not say. */
  readonly party?: Party;
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

interface PlanStepOf<A extends Action> {
  readonly cause: CauseCode;
  readonly action: A;
  readonly params: RemedyParamsByAction[A];
}

/**
 * One remedy of a plan, with its parameters.
 * @example
 * { cause: "balance.insufficient", action: "top_up", params: { amount: { value: "20.73", currency: "EUR" } } }
 */
export type PlanStep = { [A in Action]: PlanStepOf<A> }[Action];

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, then least effort, then least money. `patch` applies all steps.
 * @example
 * { steps: [{ cause: "network.offline", action: "switch_network", params: {} }], patch: [], clears: true }
 */
export interface Plan {
  readonly steps: readonly PlanStep[];
  readonly patch: JsonPatch;
  readonly clears: true;
}

/**
 * When to try again. `notBefore` is RFC 3339, and present only with `later` when the time is known. `sameReference`: use the reference
 * of this attempt again, so that nothing is paid twice.
 * @example
 * { when: "later", notBefore: "2026-11-23T00:00:00+08:00", sameReference: false }
 */
export interface Retry {
  readonly when: "now" | "after_remedy" | "later" | "check_status_first" | "never";
  readonly notBefore?: string;
  readonly sameReference: boolean;
}

/**
 * A missing fact that could add or remove a blocking cause.
 * @example
 * { path: "/balance/available", decides: ["balance.insufficient"] }
 */
export interface AssessedQuestion {
  /** JSON Pointer of the missing fact in the context. */
  readonly path: string;
  /** Codes of the causes that it would add or remove. */
  readonly decides: readonly CauseCode[];
}

/**
 * A cause that known facts rule out, and the reason.
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
 * { cause: "instrument.expired", facts: ["instrument.status", "instrument.expires"], because: { code: "conflict_facts", params: {} } }
 */
export interface AssessedConflict {
  readonly cause: CauseCode;
  readonly facts: readonly string[];
  readonly because: Reason;
}

/**
 * The kind of a support channel.
 * @example
 * "phone"
 */
export type ChannelKind = "phone" | "chat" | "email";

/**
 * A support channel, as data. `address` comes from the profile, never from the input.
 * @example
 * { kind: "chat", because: { code: "channel_chat", params: {} }, openNow: null }
 */
export interface AssessedChannel {
  readonly kind: ChannelKind;
  readonly because: Reason;
  /** Null when the hours or the time are unknown. */
  readonly openNow: boolean | null;
  readonly address?: string;
}

/**
 * Why a person must take over: the first of these that applies.
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
 * How soon a person has to act.
 * @example
 * "high"
 */
export type Priority = "urgent" | "high" | "normal" | "low";

/**
 * Something to have ready before contacting support.
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
 * The rules behind an answer. `hash` is the SHA-256 of everything that a diagnosis depends on, in hexadecimal.
 * @example
 * { id: "txwhy", version: "1.0.0", hash: "0123abcd" }
 */
export interface RuleSetId {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}

/**
 * Everything that the person who takes over needs. It is redacted, and diagnosing it gives the same diagnosis. Its schema is
 * `packetJsonSchema()`.
 * @example
 * {
 *   schema: "txwhy.handoff/1",
 *   reason: "needs_human",
 *   priority: "normal",
 *   options: { locale: "en", audience: "agent" },
 *   ruleSet: { id: "txwhy", version: "1.0.0", hash: "0123abcd" },
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
  /** Pass these to `diagnose` with `context` to repeat the diagnosis. */
  readonly options: {
    readonly locale: string;
    readonly now?: string;
    readonly audience: Audience;
    readonly profile?: unknown;
  };
  readonly ruleSet: RuleSetId;
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
 * An escalation to a person, as data.
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
 * A part of the input that was ignored or read differently, as a code with the values that its sentence uses.
 * @example
 * { path: "/balance/avaliable", code: "unknown_key", params: { kind: "near", near: "available" } }
 */
export interface AssessedWarning {
  /** JSON Pointer of the place. */
  readonly path: string;
  readonly code: WarningCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Counts from 1; present when the input was text. */
  readonly line?: number;
}

/**
 * The answer about one transaction as codes and values, without a sentence. It is plain JSON: store it, and let `localize` put it into
 * words later, in any language, without the context. The same context, options and rules give the same bytes.
 * @example
 * import { assess, type TransactionContext } from "txwhy";
 *
 * async function codes(context: TransactionContext): Promise<string[]> {
 *   const assessment: Assessment = await assess(context);
 *   return assessment.causes.map(({ code }) => code);
 * }
 */
export interface Assessment {
  readonly verdict: Verdict;
  /** Blocking causes, most decisive first. */
  readonly causes: readonly AssessedCause[];
  /** True, but not blocking. */
  readonly advice: readonly AssessedCause[];
  readonly plan: Plan | null;
  readonly retry: Retry;
  /** The largest amount that passes now; null when it is unknown or no amount passes. */
  readonly largestAmount: Money | null;
  readonly questions: readonly AssessedQuestion[];
  readonly ruledOut: readonly AssessedRuledOut[];
  readonly conflicts: readonly AssessedConflict[];
  /** Present exactly when the verdict is `escalate`. */
  readonly escalation: AssessedEscalation | null;
  readonly warnings: readonly AssessedWarning[];
  readonly ruleSet: RuleSetId;
  /** The values that the texts use, by name of the fact, redacted. Unknown facts are missing. */
  readonly facts: Readonly<Record<string, AssessedFact>>;
  /** The `profile` option it was made with; missing for the default profile. */
  readonly profile?: unknown;
}
