import type {
  Action,
  AssessedCause,
  assess,
  Cause,
  CauseCode,
  Conflict,
  Diagnosis,
  Escalation,
  Evidence,
  FactName,
  findCause,
  isCause,
  localize,
  Money,
  Plan,
  PlanStep,
  Remedy,
  Retry,
  Verdict,
} from "../../src/api/index.js";

// Compiled by `tsc` with the rest of the tests, never run. A line marked @ts-expect-error must be refused.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

/** The literals of a union that is open to other texts: what an editor offers. */
type Offered<T> = T extends string ? (string extends T ? never : T) : never;
/** Of the open codes, whether the editor offers one. An open union is not `string`, or nothing would be offered. */
type IsOffered<T, One extends string> = Same<Extract<T, One>, One>;

// Cause codes and facts are offered, and open to rules of one's own.
holds<IsOffered<CauseCode, "limit.daily">>();
holds<IsOffered<Cause["code"], "fee.exceeds_balance">>();
holds<IsOffered<FactName, "balance.shortfall">>();
holds<IsOffered<Evidence["fact"], "total.debit">>();
holds<IsOffered<Conflict["facts"][number], "instrument.status">>();
holds<IsOffered<Parameters<typeof findCause>[1], "limit.daily">>();
export const own: [CauseCode, FactName] = ["merchant.closed", "extensions.opensAt"];

// Actions are closed: rules of one's own have none of their own.
holds<Same<Remedy["action"], Action>>();
holds<Same<PlanStep["action"], Action>>();
holds<Same<Offered<Action>, Action>>();
export function misspelt(remedy: Remedy, diagnosis: Diagnosis): boolean {
  // @ts-expect-error an action that does not exist
  if (remedy.action === "wait_untill") return true;
  // @ts-expect-error a verdict that does not exist
  return diagnosis.verdict === "selfservice";
}

// A remedy's action tells its numbers.
type ParamsOf<A extends Action> = Extract<Remedy, { action: A }>["params"];
holds<Same<ParamsOf<"reduce_amount">["amount"], Money>>();
holds<Same<ParamsOf<"split_payment">["parts"], number>>();
holds<Same<ParamsOf<"split_payment">["amount"], Money>>();
holds<Same<ParamsOf<"raise_limit">["limit"], Money>>();
holds<Same<ParamsOf<"wait_for_unlock">["notBefore"], string>>();
holds<Same<ParamsOf<"top_up">["fee"], Money | undefined>>();
holds<Same<ParamsOf<"top_up">["amount"], Money | undefined>>();
holds<Same<ParamsOf<"wait_until">["notBefore"], string | undefined>>();
holds<Same<ParamsOf<"retry_now">["amount"], undefined>>();
export function numbers(remedy: Remedy): number | Money | string | undefined {
  switch (remedy.action) {
    case "split_payment":
      return remedy.params.parts;
    case "top_up":
      // @ts-expect-error the amount may be unknown
      remedy.params.amount.value;
      return remedy.params.fee;
    case "reduce_amount":
      return remedy.params.amount.value;
    default:
      return remedy.params.source;
  }
}

// The verdict tells what else is there.
holds<Same<Diagnosis["verdict"], Verdict>>();
holds<Same<Diagnosis["escalation"], Escalation | null>>();
type With<V extends Verdict> = Extract<Diagnosis, { verdict: V }>;
holds<Same<With<"escalate">["escalation"], Escalation>>();
holds<Same<With<"not_failed">["escalation"], null>>();
holds<Same<With<"not_failed">["plan"], null>>();
const codesOf = ({ causes }: Diagnosis) => causes.map(({ code }) => code);
export function first(diagnosis: Diagnosis): string {
  // @ts-expect-error there may be no cause
  diagnosis.causes[0].title;
  // @ts-expect-error nor need there be an escalation
  diagnosis.escalation.reason;
  const [cause] = diagnosis.causes;
  holds<Same<typeof cause, Cause | undefined>>();
  holds<Same<ReturnType<typeof codesOf>, CauseCode[]>>();
  switch (diagnosis.verdict) {
    case "self_service":
    case "wait":
      holds<Same<typeof diagnosis.escalation, null>>();
      return diagnosis.causes[0].title;
    case "escalate":
      return diagnosis.escalation.reason;
    default:
      return diagnosis.verdict satisfies "not_failed";
  }
}

// Only a later attempt has a time.
holds<Same<Retry["when"], "now" | "after_remedy" | "later" | "check_status_first" | "never">>();
holds<Same<Retry["notBefore"], string | undefined>>();
export const later: Retry[] = [
  { when: "later", sameReference: false },
  { when: "later", notBefore: "2026-11-23T00:00:00Z", sameReference: false },
  { when: "never", sameReference: false },
];
// @ts-expect-error now has no time
export const nowAt: Retry = { when: "now", notBefore: "2026-11-23T00:00:00Z", sameReference: false };
export function when(retry: Retry): string | undefined {
  if (retry.when === "later") return retry.notBefore;
  holds<Same<typeof retry.notBefore, undefined>>();
  return undefined;
}

// isCause narrows a cause to its code, and a diagnosis to one with causes.
export function narrowed(cause: Cause, diagnosis: Diagnosis, is: typeof isCause): string {
  if (is(cause, "limit.daily")) holds<Same<(typeof cause)["code"], CauseCode & "limit.daily">>();
  if (is(diagnosis, "limit.daily")) return diagnosis.causes[0].title;
  // @ts-expect-error a code is a text
  return is(cause, 5) ? "five" : "";
}

// Results are readonly, down to the last list.
export function changed(diagnosis: Diagnosis, cause: Cause, remedy: Remedy, plan: Plan, assessed: AssessedCause): void {
  // @ts-expect-error readonly
  diagnosis.summary = "";
  // @ts-expect-error readonly
  diagnosis.causes.length = 0;
  // @ts-expect-error readonly
  diagnosis.advice.push(cause);
  // @ts-expect-error readonly
  diagnosis.retry.when = "never";
  // @ts-expect-error readonly
  cause.evidence.pop();
  // @ts-expect-error readonly
  cause.remedies[0] = remedy;
  // @ts-expect-error readonly
  remedy.steps.push("");
  // @ts-expect-error readonly
  remedy.params.amount = undefined;
  // @ts-expect-error readonly
  plan.steps.push();
  // @ts-expect-error readonly
  assessed.rules.push("");
}

// An assessment is data: it has no sentence, and what has one is not an assessment.
export function words(assessment: Awaited<ReturnType<typeof assess>>, toWords: typeof localize): Diagnosis {
  // @ts-expect-error no sentence before localize
  assessment.summary;
  // @ts-expect-error no title either
  assessment.causes[0]?.title;
  // @ts-expect-error `now` was decided when it was assessed
  toWords(assessment, { now: "2026-11-22T09:00:00Z" });
  return toWords(assessment, { locale: "id", audience: "agent" });
}
