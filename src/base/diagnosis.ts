import type {
  Action,
  AssessedCause,
  AssessedChannel,
  AssessedConflict,
  AssessedEscalation,
  AssessedEvidence,
  AssessedPrepareItem,
  AssessedQuestion,
  AssessedRemedy,
  AssessedRuledOut,
  AssessedWarning,
  Assessment,
  CauseCode,
  Money,
} from "./assessment.js";

export type * from "./assessment.js";

/** The answer in words: what `diagnose`, `localize` and `preflight` return. Every value is plain JSON. */

type Worded<T, Words> = Omit<T, keyof Words> & Words;

/**
 * A warning with its sentence.
 * @example
 * { path: "/balance/avaliable", code: "unknown_key", message: "unknown key, left out; did you mean \"available\"?" }
 */
export type Warning = AssessedWarning & { readonly message: string };

/**
 * A fact that a rule uses, with its name in the locale.
 * @example
 * { fact: "balance.shortfall", value: "20.73", unit: "EUR", label: "Short" }
 */
export type Evidence = AssessedEvidence & { readonly label: string };

interface RemedyWords {
  readonly title: string;
  /** Sentences in the locale, in the order to follow. */
  readonly steps: readonly string[];
}
type RemedyWithWords<A extends Action> = Extract<AssessedRemedy, { action: A }> & RemedyWords;

/**
 * A remedy for a cause. `action` decides which `params` it has. When its effect cannot be simulated, `patch` is null and `leaves` empty.
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
export type Remedy = { [A in Action]: RemedyWithWords<A> }[Action];

interface CauseWords {
  readonly title: string;
  /** Contains the sum: "€120.00 + €0.73 fee = €120.73, more than the €100.00 available: short €20.73." */
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  /** Best first. */
  readonly remedies: readonly Remedy[];
}

/**
 * Why the transaction failed, or a piece of advice, with the sum in words, the evidence and the remedies.
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
export type Cause = Worded<AssessedCause, CauseWords>;

/**
 * A missing fact that could add or remove a blocking cause, with the question in the locale.
 * @example
 * { path: "/balance/available", ask: "What is the available balance?", decides: ["balance.insufficient"] }
 */
export type Question = AssessedQuestion & { readonly ask: string };

/**
 * A cause that known facts rule out, with the reason in a sentence.
 * @example
 * { cause: "network.offline", because: "Network: online" }
 */
export type RuledOut = Worded<AssessedRuledOut, { readonly because: string }>;

/**
 * Evidence that contradicts itself: the cause it is about, the facts or codes, and a sentence.
 * @example
 * { cause: "instrument.expired", facts: ["instrument.status", "instrument.expires"], because: "These contradict each other." }
 */
export type Conflict = Worded<AssessedConflict, { readonly because: string }>;

/**
 * A support channel. `address` comes from the profile, never from the input.
 * @example
 * { kind: "chat", because: "Small matters are settled quickly in chat.", openNow: null }
 */
export type Channel = Worded<AssessedChannel, { readonly because: string }>;

/**
 * Something to have ready before contacting support.
 * @example
 * { item: "transaction_id", label: "Transaction number or reference", state: "have" }
 */
export type PrepareItem = AssessedPrepareItem & { readonly label: string };

interface EscalationWords {
  readonly channel: Channel;
  readonly alternatives: readonly Channel[];
  readonly prepare: readonly PrepareItem[];
}

/**
 * An escalation to a person; present exactly when the verdict is `escalate`. For a customer whose cause is sensitive the packet leaves out
 * why: take the whole one from the assessment.
 * @example
 * import type { TransactionContext } from "txwhy";
 *
 * async function hand(context: TransactionContext): Promise<Escalation | null> {
 *   return (await diagnose(context)).escalation;
 * }
 */
export type Escalation = Worded<AssessedEscalation, EscalationWords>;

interface DiagnosisBase
  extends Worded<
    Omit<Assessment, "facts" | "profile" | "verdict" | "causes" | "escalation" | "plan">,
    {
      /** True, but not blocking. */
      readonly advice: readonly Cause[];
      readonly questions: readonly Question[];
      readonly ruledOut: readonly RuledOut[];
      readonly conflicts: readonly Conflict[];
      readonly warnings: readonly Warning[];
    }
  > {
  /** One sentence with the numbers. */
  readonly summary: string;
  /** The locale of the texts. */
  readonly locale: string;
}
type Blocked = readonly [Cause, ...Cause[]];
/** The first may be missing. The compiler would forget that for a plain list in a union with `Blocked`. */
type Causes = readonly Cause[] & { readonly 0?: Cause };

/** The customer, or time alone, can solve it. */
interface Solvable extends DiagnosisBase {
  readonly verdict: "self_service" | "wait";
  readonly causes: Blocked;
  readonly plan: Assessment["plan"];
  readonly escalation: null;
}
/** A person has to take over. */
interface Escalated extends DiagnosisBase {
  readonly verdict: "escalate";
  readonly causes: Causes;
  readonly plan: Assessment["plan"];
  readonly escalation: Escalation;
}
/** Nothing failed. */
interface NotFailed extends DiagnosisBase {
  readonly verdict: "not_failed";
  /** Empty. */
  readonly causes: Causes;
  readonly plan: null;
  readonly escalation: null;
}

/**
 * The answer of `diagnose`: plain JSON, the same bytes for the same context, options and rules. `verdict` narrows the type: "escalate"
 * has an `escalation`, "self_service" and "wait" have at least one cause.
 * @example
 * async function say(diagnosis: Diagnosis): Promise<string> {
 *   const [cause] = diagnosis.causes;
 *   return cause === undefined ? diagnosis.summary : `${cause.code}: ${cause.explanation}`;
 * }
 */
export type Diagnosis = Solvable | Escalated | NotFailed;

/**
 * The answer of `preflight`: whether the transaction would pass, which amount would, and when.
 * @example
 * { outcome: "passes", passes: true, causes: [], advice: [], questions: [], largestAmount: null, passesAt: "2026-11-22T09:00:00+08:00" }
 */
export interface Preflight {
  /** `unknown`: nothing was found that blocks it, but no amount, balance or limit is known to pass. `questions` has what would decide. */
  readonly outcome: "passes" | "blocked" | "unknown";
  /** Whether `outcome` is "passes". */
  readonly passes: boolean;
  readonly causes: readonly Cause[];
  readonly advice: readonly Cause[];
  readonly questions: readonly Question[];
  readonly largestAmount: Money | null;
  /** `now` if it passes, else the first time at which the full amount would pass after waiting only; null when never or unknown. */
  readonly passesAt: string | null;
}

/**
 * The cause or advice with the given code, or undefined.
 * @example
 * import { diagnose, findCause } from "txwhy";
 *
 * const diagnosis = await diagnose({ network: { status: "offline" } });
 * console.log(findCause(diagnosis, "network.offline")?.certainty); // certain
 */
export const findCause = (
  { causes, advice }: Pick<Diagnosis, "causes" | "advice">,
  code: CauseCode,
): Cause | undefined => [...causes, ...advice].find((cause) => cause.code === code);

/**
 * Whether a cause has the given code, or a diagnosis has a blocking cause with it. Narrows the `code` of the cause, and
 * the diagnosis to one with causes.
 * @example
 * import { diagnose, isCause } from "txwhy";
 *
 * const diagnosis = await diagnose({ network: { status: "offline" } });
 * console.log(isCause(diagnosis, "network.offline")); // true
 */
export function isCause<C extends CauseCode>(value: Cause, code: C): value is Cause & { readonly code: C };
export function isCause<C extends CauseCode>(
  value: Diagnosis,
  code: C,
): value is Exclude<Diagnosis, NotFailed> & { readonly causes: Blocked };
export function isCause(value: Cause | Diagnosis, code: CauseCode): boolean {
  return "code" in value ? value.code === code : value.causes.some((cause) => cause.code === code);
}
