import type { Remedy } from "../base/diagnosis.js";
import type { PlanStep } from "../base/remedy.js";
import { isWait } from "../remedies/policy.js";

type Offered = Pick<Remedy, "action" | "verified" | "tried">;

/** Remedies in the order for the verdict `wait`: waiting comes first, the others keep their order. */
export const waitingFirst = <R extends Pick<Remedy, "action">>(remedies: readonly R[]): R[] => [
  ...remedies.filter(({ action }) => isWait(action)),
  ...remedies.filter(({ action }) => !isWait(action)),
];

/**
 * Remedies in the order in which a desk names them: adding money before a smaller amount where both help as much, what was tried behind
 * the rest, and last what does not work.
 */
export function deskOrder<R extends Offered>(remedies: readonly R[]): R[] {
  const adds = remedies.find(({ action, verified }) => action === "top_up" && verified !== "fails");
  const rank = ({ action, verified, tried }: R): number => {
    if (verified === "fails") return 3;
    if (tried === true) return 2;
    return action === "reduce_amount" && adds?.verified === verified ? 1 : 0;
  };
  return [...remedies].sort((a, b) => rank(a) - rank(b));
}

/** The steps of the plan where the first remedy alone does not clear everything; empty where it does, or nobody knows. */
export function neededSteps(first: Offered | undefined, plan: { readonly steps: readonly PlanStep[] } | null) {
  if (plan === null || first === undefined) return [];
  return plan.steps.length > 1 || first.verified === "clears_this" ? plan.steps : [];
}
