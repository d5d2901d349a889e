import type { AssessedConflict, EscalationReason, Verdict } from "../base/assessment.js";
import type { Situation } from "../causes/find.js";
import { allRemedies, type ContextState } from "./check.js";
import { isOutcomeUnknown, triedFor } from "./policy.js";
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
    const tried = triedFor(found.cause.code, situation);
    if (tried.size === 0) return false;
    const own = allRemedies(state, found).filter((remedy) => remedy.rule.who === "customer");
    return own.length > 0 && own.every((remedy) => tried.has(remedy.action));
  });
}

export function verdictOf(silent: boolean, reason: EscalationReason | null, waiting: Waiting | null): Verdict {
  if (silent) return "not_failed";
  if (reason !== null) return "escalate";
  return waiting === null ? "self_service" : "wait";
}
