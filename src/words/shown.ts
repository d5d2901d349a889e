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
