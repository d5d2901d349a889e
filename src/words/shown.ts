import type { Cause, Diagnosis } from "../base/diagnosis.js";
import { deskOrder, waitingFirst } from "./order.js";
import type { Wording } from "./wording.js";

/** The causes with their remedies in the order in which an agent sees them: a desk's, but waiting first where waiting is enough. */
export function causesShown({ causes, verdict }: Pick<Diagnosis, "causes" | "verdict">): Cause[] {
  return causes.map((cause) => {
    const remedies = deskOrder(cause.remedies);
    return { ...cause, remedies: verdict === "wait" ? waitingFirst(remedies) : remedies };
  });
}

/** Who can solve it, in a few words: the customer, time, a person, or whoever must do the first thing of all. */
export function verdictText({ verdict, causes }: Pick<Diagnosis, "verdict" | "causes">, wording: Wording): string {
  const who = causesShown({ causes: causes.slice(0, 1), verdict })[0]?.remedies[0]?.who;
  if (verdict !== "self_service" || who === undefined || who === "customer")
    return wording.phrase(`verdict_${verdict}`);
  return wording.phrase("verdict_other", { who: wording.phrase(`who_${who}`) });
}

/** A longer code is a sentence, and would not fit a heading. */
const LONGEST_CODE = 40;

/**
 * The heading of an answer, on one line, and what goes below it. Where no cause is known the summary is several sentences: the heading is
 * that, with the provider's code.
 */
export function headingOf(
  { summary, causes, verdict, said }: Pick<Diagnosis, "summary" | "causes" | "verdict" | "said">,
  wording: Wording,
): { heading: string; below: string | null } {
  if (causes.length > 0 || verdict === "not_failed") return { heading: summary, below: null };
  const open = wording.phrase("heading_open");
  const [answer] = said;
  if (answer === undefined || !wording.forAgent || answer.scheme === "message" || answer.code.length > LONGEST_CODE)
    return { heading: open, below: summary };
  const { name, code } = answer;
  const isNamed = name !== "" && name !== "generic";
  const text = isNamed ? wording.labelled(name, code) : code;
  // The summary begins with the same code.
  const begun = isNamed ? wording.phrase("said_by", { name, code }) : wording.phrase("said", { code });
  const below = summary.startsWith(begun) ? summary.slice(begun.length) : summary;
  return { heading: open + wording.phrase("in_brackets", { text }), below };
}

/** The steps of the plan as sentences; none where the plan is only the first remedy, which is shown anyway. */
export function planTexts({ plan, causes }: Pick<Diagnosis, "plan" | "causes">, wording: Wording): string[] {
  if (plan === null) return [];
  const [step, ...more] = plan.steps;
  const leading = causes[0]?.remedies[0];
  const isLeading = step !== undefined && step.cause === causes[0]?.code && step.action === leading?.action;
  if (step === undefined || (more.length === 0 && isLeading && leading?.verified === "clears_all")) return [];
  return plan.steps.map((one) => wording.step(one, causes));
}

/** When to try again, as the agent reads it: "not before 23 Nov, 00:00 WIB". */
export function retryText({ when, notBefore, sameReference }: Diagnosis["retry"], wording: Wording): string {
  if (when === "later" && notBefore !== undefined) {
    return wording.phrase("retry_later_at", { time: wording.time(notBefore) });
  }
  if (when === "check_status_first" && !sameReference) return wording.phrase("retry_check_status");
  return wording.phrase(`retry_${when}`);
}
