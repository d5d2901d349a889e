import type { Effort, JsonPatch, Plan, PlanStep, Remedy } from "../base/diagnosis.js";
import { type JsonObject, own } from "../base/json.js";
import { type Decimal, moneyText, ZERO } from "../base/money.js";
import { applyPatch, PatchBuilder, withMember } from "../base/patch.js";
import { endOfMonth, latestOf, parseInstant } from "../base/time.js";
import { blockingCodes, type FoundCause, findCauses, type Situation } from "../causes/find.js";
import { metLimits } from "../facts/limits.js";
import { waitEffect } from "./actions.js";
import { isUnsafe, isWait, type Proposal, propose, triedFor, UNKNOWN_OUTCOME } from "./propose.js";

/** A remedy with what diagnosing the patched context found. */
export interface Checked extends Proposal {
  verified: Remedy["verified"];
  leaves: string[];
  /** The patched context and what it comes to; null where nothing could be simulated. */
  after: State | null;
}

/**
 * A context on the way to a plan: as it was given, and as the rules read it. What is found out of it is kept in it, and goes when it goes:
 * a WeakMap would carry it through every collection of garbage.
 */
export class State {
  readonly raw: JsonObject;
  readonly situation: Situation;
  /** What the remedies of a standing cause come to. */
  checked: Map<FoundCause, Checked[]> | undefined;
  /** What it becomes by a patch, by the patch's text: two causes often have the same way out. */
  patched: Map<string, State> | undefined;

  constructor(raw: JsonObject, situation: Situation) {
    this.raw = raw;
    this.situation = situation;
  }
}

const EFFORT: Record<Effort, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const VERIFIED: readonly Remedy["verified"][] = ["clears_all", "clears_this", "not_simulated", "fails"];
/** What a top-up may run into by itself. */
const TOP_UP_CAUSES = ["balance.cap_exceeded", "limit.incoming"];

/** All remedies of one standing cause, each checked, best first. Those tried before without success are left out. */
export function checkedRemedies(state: State, standing: FoundCause): Checked[] {
  state.checked ??= new Map();
  const known = state.checked.get(standing);
  if (known !== undefined) return known;
  const tried = triedFor(standing.cause.code, state.situation);
  const checked = allRemedies(state, standing)
    .filter((remedy) => !tried.has(remedy.action))
    .sort(
      (a, b) =>
        VERIFIED.indexOf(a.verified) - VERIFIED.indexOf(b.verified) || EFFORT[a.rule.effort] - EFFORT[b.rule.effort],
    );
  state.checked.set(standing, checked);
  return checked;
}

/** Every remedy that applies, in the rule file's order, also those tried before. */
export function allRemedies(state: State, standing: FoundCause): Checked[] {
  return propose(state.situation, standing, state.raw)
    .map((proposal) => check(state, standing, proposal))
    .filter((remedy) => !(isWait(remedy.action) && remedy.leaves.includes(standing.cause.code)));
}

function check(state: State, standing: FoundCause, proposal: Proposal): Checked {
  if (proposal.patch === null) return checkedOf(proposal, "not_simulated", [], null);
  const after = patched(state, proposal.patch, proposal.document);
  const before = blockingCodes(state.situation);
  const blocked = topUpBlocked(state.situation, proposal);
  const leaves = [...blocked, ...blockingCodes(after.situation)];
  const isSame = ({ cause }: FoundCause): boolean => cause === standing.cause;
  const still = after.situation.blocking.some(isSame) || after.situation.advice.some(isSame);
  const fails = blocked.length > 0 || still || leaves.some((code) => !before.includes(code));
  const verified = fails ? "fails" : leaves.length === 0 ? "clears_all" : "clears_this";
  return checkedOf(proposal, verified, leaves, after);
}

/** Member by member: an object spread with more members has a shape of its own each time, in which nothing is found quickly. */
function checkedOf(
  { action, rule, params, patch, document, money, arrives }: Proposal,
  verified: Checked["verified"],
  leaves: string[],
  after: State | null,
): Checked {
  return { action, rule, params, patch, document, money, arrives, verified, leaves, after };
}

function patched(state: State, patch: JsonPatch, document: JsonObject): State {
  state.patched ??= new Map();
  const key = JSON.stringify(patch);
  const known = state.patched.get(key);
  if (known !== undefined) return known;
  const { raw, situation } = state;
  const given = raw === situation.given ? document : applyPatch(situation.given, patch);
  const found = new State(document, findCauses(given, situation.now, situation.rules, situation.sheet.cache));
  state.patched.set(key, found);
  return found;
}

/** A top-up is a transaction of its own: what arrives must fit under the wallet's cap and its limits on incoming money. */
function topUpBlocked({ given, now, rules, sheet }: Situation, { arrives }: Proposal): string[] {
  if (arrives === undefined) return [];
  const limits = own(given, "limits");
  if (own(own(given, "balance"), "cap") === undefined && limits === undefined) return [];
  const transaction = withMember(own(given, "transaction"), "kind", "top_up");
  const arriving = withMember(transaction, "amount", moneyText(arrives, sheet.exponent));
  const topUp = withMember(withMember(withMember(given, "failure", undefined), "fees", []), "transaction", arriving);
  return blockingCodes(findCauses(topUp, now, rules, sheet.cache, TOP_UP_CAUSES));
}

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
  if (situation.blocking.some(({ cause }) => UNKNOWN_OUTCOME.includes(cause.code))) return null;
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
    steps: [...partial.steps, { cause: standing.cause.code, action: proposal.action, params: proposal.params }],
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

/** What waiting alone does. */
export interface Waiting {
  /** The latest of the waits; undefined where one of them has no known end. */
  notBefore: string | undefined;
}

/**
 * Whether time alone clears every blocking cause; null where it does not. Each wait that is offered clears its own cause, and what has
 * ended by then stays so until the latest of them.
 */
export function waitingFor(
  { situation }: State,
  remedies: ReadonlyMap<FoundCause, readonly Checked[]>,
): Waiting | null {
  const waits = situation.blocking.map((standing) => remedies.get(standing)?.find((remedy) => isWait(remedy.action)));
  if (waits.length === 0 || waits.some((wait) => wait === undefined)) return null;
  const known = waits.map((wait) => wait?.params.notBefore).filter((text): text is string => text !== undefined);
  return { notBefore: known.length === waits.length ? latestOf(known) : undefined };
}

function blockingAt({ situation }: State, until: number): string[] {
  const patch = new PatchBuilder(situation.given);
  waitEffect(patch, situation, until);
  return blockingCodes(findCauses(patch.document, situation.now, situation.rules, situation.sheet.cache));
}

/** The first instant at which nothing blocks any more by waiting alone; null where there is none or it is not known. */
export function passesAt(state: State): number | null {
  const { situation } = state;
  const { sheet, given } = situation;
  if (!sheet.now.known) return null;
  const { value: now } = sheet.now;
  const network = own(given, "network");
  const isDown = ["down", "maintenance"].includes(own(network, "service") as string);
  const stated = [
    isDown ? own(network, "serviceBackAt") : undefined,
    own(own(given, "authentication"), "lockedUntil"),
  ].flatMap((text) => (typeof text === "string" ? [parseInstant(text) as number] : []));
  const limits = (metLimits(sheet) ?? []).flatMap((limit) => limit.opensAt ?? []);
  // Everything ends by itself at its own time, and what has ended stays so: the last end is the first time that is enough.
  const time = Math.max(now, ...limits, ...stated);
  if (time === now || endsBefore(situation, time) || blockingAt(state, time).length > 0) return null;
  return time;
}

/** The order or the card would have run out by then. */
function endsBefore({ given }: Situation, time: number): boolean {
  const expires = own(own(given, "transaction"), "expiresAt") as string | undefined;
  const month = own(own(given, "instrument"), "expires") as string | undefined;
  return (
    (expires !== undefined && (parseInstant(expires) as number) <= time) ||
    (month !== undefined && endOfMonth(month) <= time)
  );
}
