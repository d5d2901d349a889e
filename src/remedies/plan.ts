import type { JsonPatch, Plan, PlanStep } from "../base/assessment.js";
import { type Decimal, ZERO } from "../base/money.js";
import type { FoundCause } from "../causes/find.js";
import { type Checked, check, checkedRemedies, EFFORT, type State } from "./check.js";
import { isOutcomeUnknown, isUnsafe, triedFor } from "./policy.js";
import { type Proposal, propose } from "./propose.js";

interface Partial {
  state: State;
  steps: PlanStep[];
  patch: JsonPatch;
  effort: number;
  money: Decimal;
  /** Places of causes and remedies, for plans that cost the same. */
  order: number[];
}

/** More steps than this nobody would follow. */
const MAX_STEPS = 6;

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, then least effort, then least money, then their order. Steps
 * are applied in turn, each found in what the ones before it left; the first that still blocks is cleared next.
 */
export function cheapestPlan(root: State): Plan | null {
  const { situation } = root;
  if (situation.blocking.length === 0 || isUnsafe(situation)) return null;
  if (isOutcomeUnknown(situation)) return null;
  let frontier: Partial[] = [{ state: root, steps: [], patch: [], effort: 0, money: ZERO, order: [] }];
  for (let step = 0; step < MAX_STEPS; step++) {
    let best: Partial | undefined;
    const next: Partial[] = [];
    for (const partial of frontier) {
      const open = ways(partial);
      // A plan clears the first cause at some step: taking that step first loses no plan, where it can be taken already. Only a new
      // order may come before it: without the old one's end, one wait may clear what took two.
      const first = partial.state.situation.blocking[0] as FoundCause;
      const firstNow = open.some((way) => way.standing === first) ? first.cause.code : null;
      for (const way of open) {
        const effort = partial.effort + EFFORT[way.proposal.rule.effort];
        if (best !== undefined && effort > best.effort) continue;
        const extended = extend(partial, way, effort, firstNow);
        if (extended === null) continue;
        if (extended.state.situation.blocking.length > 0) next.push(extended);
        else if (best === undefined || cheaper(extended, best) < 0) best = extended;
      }
    }
    if (best !== undefined) return { steps: best.steps, patch: best.patch, clears: true };
    // The cheapest beginnings only: a plan grows from few ways, and each costs a diagnosis.
    frontier = next.sort(cheaper).slice(0, 24);
  }
  return null;
}

interface Way {
  proposal: Proposal;
  standing: FoundCause;
  place: [cause: number, remedy: number];
  /** At the root, where remedies have been checked already. */
  checked: Checked | null;
}

/** Everything that could be done next, the least effort first. At the root the remedies stand in their final order. */
function ways({ state, steps }: Partial): Way[] {
  const { situation } = state;
  const found: Way[] = [];
  for (const [i, standing] of situation.blocking.entries()) {
    const tried = triedFor(standing.cause.code, situation);
    const isOpen = ({ action, patch }: Proposal): boolean => patch !== null && !tried.has(action);
    if (steps.length === 0) {
      for (const [j, checked] of checkedRemedies(state, standing).filter(isOpen).entries())
        found.push({ proposal: checked, standing, place: [i, j], checked });
    } else {
      for (const [j, proposal] of propose(situation, standing, state.raw).filter(isOpen).entries())
        found.push({ proposal, standing, place: [i, j], checked: null });
    }
  }
  return found.sort((a, b) => EFFORT[a.proposal.rule.effort] - EFFORT[b.proposal.rule.effort]);
}

/** A plan with one more step; null where that step fails, or does not clear the cause that is to be cleared first. */
function extend(partial: Partial, way: Way, effort: number, first: string | null): Partial | null {
  const { state } = partial;
  const { standing, proposal, place } = way;
  const { verified, leaves, after, patch } = way.checked ?? check(state, standing, proposal);
  if (after === null || patch === null || verified === "fails") return null;
  if (first !== null && leaves.includes(first) && proposal.action !== "start_again") return null;
  return {
    state: after,
    steps: [
      ...partial.steps,
      { cause: standing.cause.code, action: proposal.action, params: proposal.params } as PlanStep,
    ],
    patch: [...partial.patch, ...patch],
    effort,
    money: partial.money.plus(proposal.money),
    order: [...partial.order, ...place],
  };
}

function cheaper(a: Partial, b: Partial): number {
  const difference = a.effort - b.effort || a.money.cmp(b.money);
  if (difference !== 0) return difference;
  const at = a.order.findIndex((place, i) => place !== b.order[i]);
  return at < 0 ? 0 : (a.order[at] as number) - (b.order[at] ?? 0);
}
