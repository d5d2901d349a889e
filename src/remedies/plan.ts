import type { JsonPatch, Plan, PlanStep } from "../base/assessment.js";
import { type Decimal, ZERO } from "../base/money.js";
import type { FoundCause } from "../causes/find.js";
import { type Checked, type ContextState, checkedRemedies, checkProposal, EFFORT } from "./check.js";
import { isOutcomeUnknown, isUnsafe, triedFor } from "./policy.js";
import { type Proposal, propose } from "./propose.js";

/** The steps of a plan so far, and the context they lead to. */
interface PartialPlan {
  state: ContextState;
  steps: PlanStep[];
  patch: JsonPatch;
  effort: number;
  money: Decimal;
  /** Indexes of each step's cause and remedy; they decide between plans that cost the same. */
  order: number[];
}

/** Maximum number of steps in a plan: nobody follows a longer one. */
const MAX_STEPS = 6;

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, then least effort, then least money, then the order of causes.
 * Each step is proposed for the context that the earlier steps lead to. Null if there is no such plan.
 */
export function cheapestPlan(root: ContextState): Plan | null {
  const { situation } = root;
  if (situation.blocking.length === 0 || isUnsafe(situation)) return null;
  if (isOutcomeUnknown(situation)) return null;
  let frontier: PartialPlan[] = [{ state: root, steps: [], patch: [], effort: 0, money: ZERO, order: [] }];
  for (let step = 0; step < MAX_STEPS; step++) {
    let best: PartialPlan | undefined;
    const next: PartialPlan[] = [];
    for (const partial of frontier) {
      const open = nextSteps(partial);
      // Every plan clears the first cause at some step, so that step can come first if it is already possible. Only a new order may
      // come before it: without the old order's expiry, one wait may clear two causes.
      const first = partial.state.situation.blocking[0] as FoundCause;
      const firstNow = open.some((step) => step.found === first) ? first.cause.code : null;
      for (const choice of open) {
        const effort = partial.effort + EFFORT[choice.proposal.rule.effort];
        if (best !== undefined && effort > best.effort) continue;
        const extended = extend(partial, choice, effort, firstNow);
        if (extended === null) continue;
        if (extended.state.situation.blocking.length > 0) next.push(extended);
        else if (best === undefined || cheaper(extended, best) < 0) best = extended;
      }
    }
    if (best !== undefined) return { steps: best.steps, patch: best.patch, clears: true };
    // Only the cheapest partial plans are extended, because each extension costs a diagnosis.
    frontier = next.sort(cheaper).slice(0, 24);
  }
  return null;
}

/** A remedy that a partial plan may take next. */
interface NextStep {
  proposal: Proposal;
  found: FoundCause;
  place: [cause: number, remedy: number];
  /** Null except for the first step, whose remedies have been checked already. */
  checked: Checked | null;
}

/** The possible next steps, least effort first. For the first step, the remedies are in the order of the answer. */
function nextSteps({ state, steps }: PartialPlan): NextStep[] {
  const { situation } = state;
  const next: NextStep[] = [];
  for (const [i, found] of situation.blocking.entries()) {
    const tried = triedFor(found.cause.code, situation);
    const isOpen = ({ action, patch }: Proposal): boolean => patch !== null && !tried.has(action);
    if (steps.length === 0) {
      for (const [j, checked] of checkedRemedies(state, found).filter(isOpen).entries())
        next.push({ proposal: checked, found, place: [i, j], checked });
    } else {
      for (const [j, proposal] of propose(situation, found, state.raw).filter(isOpen).entries())
        next.push({ proposal, found, place: [i, j], checked: null });
    }
  }
  return next.sort((a, b) => EFFORT[a.proposal.rule.effort] - EFFORT[b.proposal.rule.effort]);
}

/** The plan with one more step; null if the step fails, or does not clear the cause that must be cleared first. */
function extend(partial: PartialPlan, choice: NextStep, effort: number, first: string | null): PartialPlan | null {
  const { state } = partial;
  const { found, proposal, place } = choice;
  const { verified, leaves, after, patch } = choice.checked ?? checkProposal(state, found, proposal);
  if (after === null || patch === null || verified === "fails") return null;
  if (first !== null && leaves.includes(first) && proposal.action !== "start_again") return null;
  return {
    state: after,
    steps: [
      ...partial.steps,
      { cause: found.cause.code, action: proposal.action, params: proposal.params } as PlanStep,
    ],
    patch: [...partial.patch, ...patch],
    effort,
    money: partial.money.plus(proposal.money),
    order: [...partial.order, ...place],
  };
}

function cheaper(a: PartialPlan, b: PartialPlan): number {
  const difference = a.effort - b.effort || a.money.cmp(b.money);
  if (difference !== 0) return difference;
  const at = a.order.findIndex((place, i) => place !== b.order[i]);
  return at < 0 ? 0 : (a.order[at] as number) - (b.order[at] ?? 0);
}
