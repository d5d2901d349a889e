import type { AssessedConflict, EscalationReason, Retry, Verdict } from "../base/assessment.js";
import { latestOf } from "../base/time.js";
import { type Situation, timeText } from "../causes/find.js";
import { adviceTime } from "./actions.js";
import { type ContextState, checkedRemedies } from "./check.js";
import { isOutcomeUnknown, isRetryBarred, mayHavePaid } from "./policy.js";
import type { Waiting } from "./waiting.js";

/**
 * Whether there is nothing to explain: the transaction succeeded, was refunded or is pending, or it is planned, and nothing blocks it. A
 * cause that applies to any status blocks even a transaction that succeeded.
 */
export const isSilent = ({ failed, status, blocking }: Situation): boolean =>
  blocking.length === 0 && (!failed || status === "planned");

/** Why a human has to take over: the first reason that applies; null if none does. */
export function escalationReason(
  situation: Situation,
  conflicts: readonly AssessedConflict[],
  exhausted: boolean,
): EscalationReason | null {
  const { blocking } = situation;
  const human = blocking.filter(({ cause }) => cause.file.needsHuman === true);
  // A risk has to be reviewed before anybody checks whether money moved.
  if (human.some(({ cause }) => cause.groupName === "risk")) return "needs_human";
  if (isOutcomeUnknown(situation)) return "unknown_outcome";
  if (human.length > 0) return "needs_human";
  const first = blocking[0]?.cause.code;
  if (first !== undefined && conflicts.some((conflict) => conflict.cause === first)) return "conflicting_evidence";
  if (exhausted) return "remedies_exhausted";
  return blocking.length === 0 ? "no_rule_matched" : null;
}

/** Whether every customer remedy of some blocking cause was tried and failed. */
export function isExhausted(state: ContextState): boolean {
  const { situation } = state;
  return situation.blocking.some((found) => {
    const own = checkedRemedies(state, found).filter((remedy) => remedy.rule.who === "customer");
    return own.length > 0 && own.every((remedy) => remedy.tried);
  });
}

export function verdictOf(silent: boolean, reason: EscalationReason | null, waiting: Waiting | null): Verdict {
  if (silent) return "not_failed";
  if (reason !== null) return "escalate";
  return waiting === null ? "self_service" : "wait";
}

export function retryOf(situation: Situation, verdict: Verdict, notBefore: string | undefined): Retry {
  const { status, failure } = situation;
  const plain = (when: Retry["when"]): Retry => ({ when, sameReference: false });
  if (verdict === "not_failed") {
    if (status === "planned") return plain("now");
    return plain(status === "pending" ? "check_status_first" : "never");
  }
  if (isRetryBarred(situation)) return plain("never");
  if (mayHavePaid(situation)) return { when: "check_status_first", sameReference: true };
  const advice = failure?.advice;
  if (advice?.when === "never") return plain("never");
  const advised = adviceTime(situation);
  const times = [notBefore, advised === undefined ? undefined : timeText(situation, advised)];
  if (verdict === "wait" || advice?.when === "later") {
    const latest = latestOf(times.filter((text): text is string => text !== undefined));
    return latest === undefined ? plain("later") : { when: "later", notBefore: latest, sameReference: false };
  }
  return plain("after_remedy");
}
