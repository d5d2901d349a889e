import type { AssessedConflict, EscalationReason, Plan, Verdict } from "../base/assessment.js";
import type { Situation } from "../causes/find.js";
import { type ContextState, checkedRemedies } from "./check.js";
import { isOutcomeUnknown, isWait, mayHavePaid, needsHuman } from "./policy.js";
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
  const human = blocking.filter(needsHuman);
  // A risk has to be reviewed before anybody checks whether money moved.
  if (human.some(({ cause }) => cause.groupName === "risk")) return "needs_human";
  if (isOutcomeUnknown(situation)) return "unknown_outcome";
  if (human.length > 0) return "needs_human";
  const first = blocking[0]?.cause.code;
  if (first !== undefined && conflicts.some((conflict) => conflict.cause === first)) return "conflicting_evidence";
  if (exhausted) return "remedies_exhausted";
  return blocking.length === 0 ? "no_rule_matched" : null;
}

/**
 * Whether the customer can do nothing more: every remedy of some blocking cause that is the customer's was tried and failed, or none is,
 * and neither a plan for all causes nor time clears it.
 */
export function isExhausted(state: ContextState, plan: Plan | null): boolean {
  const { situation } = state;
  // While money may have moved, the other causes have no remedies on purpose: what happened is found out first.
  const looked = mayHavePaid(situation) ? situation.blocking.slice(0, 1) : situation.blocking;
  return looked.some((found) => {
    const own = checkedRemedies(state, found).filter(({ rule, action }) => rule.who === "customer" || isWait(action));
    const helps = own.filter(({ verified }) => verified !== "fails");
    return helps.length === 0 ? plan === null : helps.every(({ tried }) => tried);
  });
}

export function verdictOf(silent: boolean, reason: EscalationReason | null, waiting: Waiting | null): Verdict {
  if (silent) return "not_failed";
  if (reason !== null) return "escalate";
  return waiting === null ? "self_service" : "wait";
}
