import type { JsonPatch, Plan, PlanStep } from "../base/assessment.js";
import { type Decimal, ZERO } from "../base/money.js";
import type { FoundCause } from "../causes/find.js";
import type { Action } from "../rules/files.js";
import {
  type Checked,
  type ContextState,
  checkedRemedies,
  checkProposal,
  compareLists,
  EFFORT,
  proposalsInOrder,
} from "./check.js";
import { changesAmount, isAmountFixed, isUnsafe, mayHavePaid, triedFor } from "./policy.js";
import type { Proposal } from "./propose.js";

/** The steps of a plan so far, and the context that they lead to. */
interface PartialPlan {
  state: ContextState;
  steps: PlanStep[];
  patch: JsonPatch;
  effort: number;
  money: Decimal;
  /** Indexes of each step's cause and remedy; they decide between plans that cost the same. */
  order: number[];
}
type Allowed = (found: FoundCause, action: Action) => boolean;

/** Every plan of up to this many steps is looked at. For longer ones only the cheapest beginnings are extended. */
const EXACT_STEPS = 4;
const WIDTH_BEYOND = 24;
/** Maximum number of steps in a plan: nobody follows a longer one. */
const MAX_STEPS = 6;
/** Maximum number of remedies tried for one cause. Only funding sources can be more; the cheapest of them are enough. */
const MOST_WAYS = 8;
/** Maximum number of contexts diagnosed for one plan: reached only with hundreds of funding sources or with many causes at once. */
const MAX_DIAGNOSES = 3_000;

/**
 * The cheapest set of remedies after which nothing blocks: fewest steps, then least effort, then least money, then the order of causes and
 * remedies. Each step is proposed for the context that the earlier steps lead to. What was tried before is a step only where nothing new
 * clears, and a change of a fixed amount only where nothing else does. Null if there is no such plan.
 */
export function cheapestPlan(root: ContextState): Plan | null {
  const { situation } = root;
  if (situation.blocking.length === 0 || isUnsafe(situation) || mayHavePaid(situation)) return null;
  const isFixed = isAmountFixed(situation);
  const tried = new Map(situation.blocking.map(({ cause: { code } }) => [code, triedFor(code, situation)]));
  const isNew: Allowed = ({ cause }, action) => tried.get(cause.code)?.has(action) !== true;
  const keepsAmount: Allowed = (_, action) => !(isFixed && changesAmount(action));
  const wasTried = [...tried.values()].some((actions) => actions.size > 0);
  const searches: Allowed[] = [(found, action) => isNew(found, action) && keepsAmount(found, action)];
  if (wasTried) searches.push(keepsAmount);
  if (isFixed) searches.push(isNew);
  if (isFixed && wasTried) searches.push(() => true);
  for (const allowed of searches) {
    const plan = search(root, allowed);
    if (plan !== null) return plan;
  }
  return null;
}

/**
 * Extends the partial plans step by step, the cheapest first. The first one that clears everything is the cheapest of its length. Partial
 * plans that lead to the same context are one, so the order of independent steps costs nothing.
 */
function search(root: ContextState, allowed: Allowed): Plan | null {
  let frontier: PartialPlan[] = [{ state: root, steps: [], patch: [], effort: 0, money: ZERO, order: [] }];
  let diagnoses = 0;
  for (let length = 1; length <= MAX_STEPS && frontier.length > 0; length++) {
    const choices = frontier.flatMap((partial) => choicesAfter(partial, allowed)).sort(byCost);
    const reached = new Set<string>();
    const next: PartialPlan[] = [];
    for (const choice of choices) {
      const context = JSON.stringify(choice.proposal.document);
      if (reached.has(context)) continue;
      if (++diagnoses > MAX_DIAGNOSES) break;
      const extended = extend(choice);
      if (extended === null) continue;
      if (extended.state.situation.blocking.length === 0) {
        return { steps: extended.steps, patch: extended.patch, clears: true };
      }
      reached.add(context);
      next.push(extended);
    }
    frontier = length < EXACT_STEPS ? next : next.slice(0, WIDTH_BEYOND);
  }
  return null;
}

/** A remedy that a partial plan may take next, and what the plan then costs. */
interface Choice {
  partial: PartialPlan;
  proposal: Proposal;
  found: FoundCause;
  /** Null except for the first step, whose remedies have been checked already. */
  checked: Checked | null;
  effort: number;
  money: Decimal;
  order: number[];
}

const byCost = (a: Choice, b: Choice): number =>
  a.effort - b.effort || a.money.cmp(b.money) || compareLists(a.order, b.order);

/** The remedies that may come next. Those of the first step have been checked; the others are checked when it is their turn. */
function choicesAfter(partial: PartialPlan, allowed: Allowed): Choice[] {
  const { state, steps } = partial;
  const { situation } = state;
  return situation.blocking.flatMap((found, i) => {
    const wanted = (action: Action): boolean => allowed(found, action);
    const checked = steps.length === 0 ? checkedRemedies(state, found).filter(({ action }) => wanted(action)) : null;
    const choices = (checked ?? proposalsInOrder(state, found, wanted)).flatMap((proposal, j): Choice[] => {
      if (proposal.patch === null) return [];
      return [
        {
          partial,
          proposal,
          found,
          checked: checked?.[j] ?? null,
          effort: partial.effort + EFFORT[proposal.rule.effort],
          money: partial.money.plus(proposal.money),
          order: [...partial.order, i, j],
        },
      ];
    });
    return choices.length <= MOST_WAYS ? choices : choices.sort(byCost).slice(0, MOST_WAYS);
  });
}

/** The plan with one more step; null if the step fails. */
function extend({ partial, proposal, found, checked, effort, money, order }: Choice): PartialPlan | null {
  const { verified, after, patch } = checked ?? checkProposal(partial.state, found, proposal);
  if (after === null || patch === null || verified === "fails") return null;
  const step = { cause: found.cause.code, action: proposal.action, params: proposal.params } as PlanStep;
  return {
    state: after,
    steps: [...partial.steps, step],
    patch: [...partial.patch, ...patch],
    effort,
    money,
    order,
  };
}
