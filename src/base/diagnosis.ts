/** The words of the answer: what `diagnose` and `preflight` return. Every value is plain JSON. */

import type { WarningCode } from "./messages.js";

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
 * How support is reached.
 * @example
 * "phone"
 */
export type ChannelKind = "phone" | "chat" | "email";

/**
 * An amount in major units with exactly its currency's digits, as a decimal text: never a float.
 * @example
 * { value: "125.50", currency: "EUR" }
 */
export interface Money {
  value: string;
  currency: string;
}

/**
 * One operation of an RFC 6902 patch; only these three are ever made.
 * @example
 * { op: "replace", path: "/balance/available", value: "200.00" }
 */
export type PatchOperation = { op: "add" | "replace"; path: string; value: unknown } | { op: "remove"; path: string };
/**
 * An RFC 6902 patch onto the context that was diagnosed: applying it and diagnosing again gives `leaves`.
 * @example
 * [{ op: "remove", path: "/failure" }]
 */
export type JsonPatch = PatchOperation[];

/**
 * Something of the input that was not used, or not read as it stands. `line` counts from 1, where the input was a text.
 * @example
 * { path: "/balance/avaliable", code: "unknown_key", message: "did you mean available?" }
 */
export interface Warning {
  /** JSON Pointer of the place it is about. */
  path: string;
  code: WarningCode;
  message: string;
  /** What the message speaks of, for words in another language. `kind` says which message it is where a code has several. */
  params?: Record<string, string | number>;
  line?: number;
}

/**
 * A fact that a rule rests on. `value` is null where it is not known; money is a decimal text in major units and `unit` its currency.
 * @example
 * { fact: "balance.shortfall", value: "20.73", unit: "EUR", label: "Short" }
 */
export interface Evidence {
  fact: string;
  value: string | number | boolean | null;
  unit?: string;
  label: string;
}

/**
 * The numbers of a remedy: `notBefore` is RFC 3339, `source` a funding source's label. Other members are the action's own.
 * @example
 * { amount: { value: "20.73", currency: "EUR" }, source: "Bank card" }
 */
export interface RemedyParams {
  amount?: Money;
  notBefore?: string;
  limit?: Money;
  source?: string;
  [name: string]: unknown;
}

/**
 * One way out of a cause. `steps` are sentences in the locale; `patch` is null and `leaves` empty where the effect cannot be simulated.
 * @example
 * {
 *   action: "reduce_amount",
 *   who: "customer",
 *   title: "Pay €118.76 or less",
 *   steps: ["Change the amount and pay again."],
 *   params: { amount: { value: "118.76", currency: "EUR" } },
 *   effort: "seconds",
 *   patch: [{ op: "replace", path: "/transaction/amount", value: "118.76" }],
 *   verified: "clears_all",
 *   leaves: [],
 * }
 */
export interface Remedy {
  action: string;
  who: Who;
  title: string;
  steps: string[];
  params: RemedyParams;
  effort: Effort;
  /** Onto the context that was diagnosed; null where the effect cannot be simulated. */
  patch: JsonPatch | null;
  /** Found by diagnosing the patched context. */
  verified: "clears_all" | "clears_this" | "fails" | "not_simulated";
  /** Codes that still block after the patch, in the order of causes. */
  leaves: string[];
}

/**
 * Why the transaction failed, or a word of advice: what was found, the sum in words, and what helps, best first.
 * @example
 * {
 *   code: "network.offline",
 *   title: "The device is offline",
 *   explanation: "There is no connection, so nothing could be sent.",
 *   certainty: "certain",
 *   rules: ["stated_offline"],
 *   evidence: [{ fact: "network.status", value: "offline", label: "Network" }],
 *   remedies: [],
 * }
 */
export interface Cause {
  /** `<group>.<name>`: also the path of the rule file. */
  code: string;
  title: string;
  explanation: string;
  certainty: Certainty;
  /** Names of the rules that fired. */
  rules: string[];
  evidence: Evidence[];
  remedies: Remedy[];
  providerCodes?: { provider: string; code: string }[];
  sensitive?: true;
}

/**
 * One remedy of a plan, with the numbers it has there.
 * @example
 * { cause: "balance.insufficient", action: "top_up", params: { amount: { value: "20.73", currency: "EUR" } } }
 */
export interface PlanStep {
  cause: string;
  action: string;
  params: RemedyParams;
}

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, least effort, least money. `patch` is that of all steps in turn.
 * @example
 * { steps: [{ cause: "network.offline", action: "switch_network", params: {} }], patch: [], clears: true }
 */
export interface Plan {
  steps: PlanStep[];
  patch: JsonPatch;
  clears: true;
}

/**
 * When to try again. `notBefore` is RFC 3339, there only with `later` and where the time is known; `sameReference`: only under the
 * reference of this attempt, so that nothing is paid twice.
 * @example
 * { when: "later", notBefore: "2026-11-23T00:00:00+08:00", sameReference: false }
 */
export interface Retry {
  when: "now" | "after_remedy" | "later" | "check_status_first" | "never";
  notBefore?: string;
  sameReference: boolean;
}

/**
 * A missing fact that could add or remove a blocking cause. `path` is its JSON Pointer in the context, `ask` the question in the locale.
 * @example
 * { path: "/balance/available", ask: "What is the available balance?", decides: ["balance.insufficient"] }
 */
export interface Question {
  path: string;
  ask: string;
  /** Codes of the causes it would decide. */
  decides: string[];
}

/**
 * Evidence that contradicts itself: the cause it is about, the facts or codes, and a sentence.
 * @example
 * { cause: "instrument.expired", facts: ["instrument.status", "instrument.expires"], because: "These contradict each other." }
 */
export interface Conflict {
  cause: string;
  facts: string[];
  because: string;
}

/**
 * A way to reach support. `address` comes from the profile alone, never from the input.
 * @example
 * { kind: "chat", because: "Small matters are settled quickly in chat.", openNow: null }
 */
export interface Channel {
  kind: ChannelKind;
  because: string;
  /** null when the hours or the time are not known. */
  openNow: boolean | null;
  address?: string;
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
 * Something to have ready before support is asked.
 * @example
 * { item: "transaction_id", label: "Transaction number or reference", state: "have" }
 */
export interface PrepareItem {
  item: string;
  label: string;
  state: "have" | "missing" | "not_applicable";
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
 *   context: { account: { status: "frozen" } },
 *   causes: [{ code: "account.frozen", certainty: "certain", rules: ["stated_frozen"] }],
 *   questions: [],
 *   conflicts: [],
 *   tried: [],
 * }
 */
export interface HandoffPacket {
  schema: "txwhy.handoff/1";
  reason: EscalationReason;
  priority: Escalation["priority"];
  /** Give these back to `diagnose` with `context` to get the same diagnosis. */
  options: { locale: string; now?: string; audience: "customer" | "agent"; profile?: unknown };
  ruleSet: RuleSetId;
  /** The context as it was given, redacted, its keys in the order of the contract. */
  context: Record<string, unknown>;
  causes: {
    code: string;
    certainty: Certainty;
    rules: string[];
    providerCodes?: { provider: string; code: string }[];
  }[];
  questions: string[];
  conflicts: { cause: string; facts: string[] }[];
  /** Remedies already tried, from the failed entries of `history`. */
  tried: { cause: string; actions: string[] }[];
}

/**
 * The hand-over to a person; present exactly when the verdict is `escalate`.
 * @example
 * async function hand(context: unknown): Promise<Escalation | null> {
 *   return (await diagnose(context)).escalation;
 * }
 */
export interface Escalation {
  reason: EscalationReason;
  priority: "urgent" | "high" | "normal" | "low";
  channel: Channel;
  alternatives: Channel[];
  prepare: PrepareItem[];
  packet: HandoffPacket;
}

/**
 * Which rules made a diagnosis. `hash` is SHA-256 over all that diagnosing depends on, in hexadecimal.
 * @example
 * { id: "txwhy", version: "1.0.0", hash: "0123abcd" }
 */
export interface RuleSetId {
  id: string;
  version: string;
  hash: string;
}

/**
 * The answer of `diagnose`: plain JSON, the same bytes for the same context, options and rules.
 * @example
 * async function say(diagnosis: Diagnosis): Promise<string> {
 *   const [cause] = diagnosis.causes;
 *   return cause === undefined ? diagnosis.summary : `${cause.code}: ${cause.explanation}`;
 * }
 */
export interface Diagnosis {
  verdict: Verdict;
  summary: string;
  causes: Cause[];
  advice: Cause[];
  plan: Plan | null;
  retry: Retry;
  /** The most that would pass right now; null when unknown or nothing would. */
  largestAmount: Money | null;
  questions: Question[];
  ruledOut: { cause: string; because: string }[];
  conflicts: Conflict[];
  escalation: Escalation | null;
  warnings: Warning[];
  ruleSet: RuleSetId;
  locale: string;
}

/**
 * The answer of `preflight`: whether the transaction would pass, how much would, and when.
 * @example
 * { passes: true, causes: [], advice: [], questions: [], largestAmount: null, passesAt: "2026-11-22T09:00:00+08:00" }
 */
export interface Preflight {
  /** No rule fires on known facts. What is not known is in `questions`. */
  passes: boolean;
  causes: Cause[];
  advice: Cause[];
  questions: Question[];
  largestAmount: Money | null;
  /** Now when it passes, else the first time at which the full amount would pass by waiting alone; null when never or unknown. */
  passesAt: string | null;
}
