import type { Effort, JsonPatch, Verified } from "../base/assessment.js";
import { type JsonObject, own } from "../base/json.js";
import { moneyText } from "../base/money.js";
import { applyPatch, PatchBuilder } from "../base/patch.js";
import { blockingCodes, type FoundCause, findCauses, type Situation, startNextAttempt } from "../causes/find.js";
import type { Action } from "../rules/files.js";
import { changesAmount, isAmountFixed, isWait, triedFor } from "./policy.js";
import { type Proposal, propose } from "./propose.js";

/** A remedy with the result of diagnosing the patched context. */
export interface Checked extends Proposal {
  verified: Verified;
  /** Codes of the causes that would still block. */
  leaves: string[];
  /** The patched context; null if the remedy cannot be simulated. */
  after: ContextState | null;
  /** Whether it was tried for this transaction before, and the cause came again. */
  tried: boolean;
}

/** A context, as given or patched, with the causes found in it. It caches its checked remedies and its patched contexts. */
export class ContextState {
  /** The context with nulls and unknown members, so that patches fit the caller's own document. */
  readonly raw: JsonObject;
  readonly situation: Situation;
  /** Cache of the checked remedies, by cause. */
  checked: Map<FoundCause, Checked[]> | undefined;
  /** Cache of the patched contexts, by the patch's JSON: causes often share a remedy. */
  patched: Map<string, ContextState> | undefined;

  constructor(raw: JsonObject, situation: Situation) {
    this.raw = raw;
    this.situation = situation;
  }
}

export const EFFORT: Record<Effort, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const VERIFIED: readonly Verified[] = ["clears_all", "clears_this", "not_simulated", "fails"];

/** The checked remedies of one found cause, best first. A wait that does not clear its cause is left out. */
export function checkedRemedies(state: ContextState, found: FoundCause): Checked[] {
  state.checked ??= new Map();
  const known = state.checked.get(found);
  if (known !== undefined) return known;
  const tried = triedFor(found.cause.code, state.situation);
  const checked = propose(state.situation, found, state.raw)
    .map((proposal) => checkProposal(state, found, proposal, tried.has(proposal.action)))
    .filter((remedy) => !(isWait(remedy.action) && remedy.leaves.includes(found.cause.code)));
  const sorted = inOrder(checked, state, found);
  state.checked.set(found, sorted);
  return sorted;
}

/** The proposals in the order of their checked remedies, as far as that is known without checking them. */
export const proposalsInOrder = (
  state: ContextState,
  found: FoundCause,
  wanted: (action: Action) => boolean,
): Proposal[] => inOrder(propose(state.situation, found, state.raw, wanted), state, found);

/** Last what was tried before; before it a change of an amount that the customer cannot change; then by result, then by effort. */
function inOrder<T extends Proposal & Partial<Checked>>(
  remedies: T[],
  { situation }: ContextState,
  { cause }: FoundCause,
): T[] {
  const tried = triedFor(cause.code, situation);
  const isFixed = isAmountFixed(situation);
  const rank = ({ action, verified, rule }: T): number[] => [
    Number(tried.has(action)),
    Number(isFixed && changesAmount(action)),
    verified === undefined ? 0 : VERIFIED.indexOf(verified),
    EFFORT[rule.effort],
  ];
  return remedies.sort((a, b) => compareLists(rank(a), rank(b)));
}

/** Compares two lists of numbers by their first difference. */
export function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, i) => place !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] ?? 0);
}

/** Simulates a proposal: diagnoses the patched context and compares the blocking causes before and after. */
export function checkProposal(state: ContextState, found: FoundCause, proposal: Proposal, tried = false): Checked {
  if (proposal.patch === null) return { ...proposal, verified: "not_simulated", leaves: [], after: null, tried };
  const after = patched(state, proposal.patch, proposal.document);
  const before = blockingCodes(state.situation);
  const blocked = topUpBlocked(state.situation, proposal);
  const leaves = [...blocked, ...blockingCodes(after.situation)];
  const isSame = ({ cause }: FoundCause): boolean => cause === found.cause;
  const still = after.situation.blocking.some(isSame) || after.situation.advice.some(isSame);
  const fails = blocked.length > 0 || still || leaves.some((code) => !before.includes(code));
  const verified = fails ? "fails" : leaves.length === 0 ? "clears_all" : "clears_this";
  return { ...proposal, verified, leaves, after, tried };
}

function patched(state: ContextState, patch: JsonPatch, document: JsonObject): ContextState {
  state.patched ??= new Map();
  const key = JSON.stringify(patch);
  const known = state.patched.get(key);
  if (known !== undefined) return known;
  const { raw, situation } = state;
  const given = raw === situation.given ? document : applyPatch(situation.given, patch);
  const after = new ContextState(
    document,
    findCauses(given, situation.nowText, situation.rules, situation.sheet.cache),
  );
  state.patched.set(key, after);
  return after;
}

/** Causes that block the top-up itself, made now: what arrives must fit the wallet's cap and the limits on incoming money. */
function topUpBlocked(situation: Situation, { arrives }: Proposal): string[] {
  const { given, nowText, rules, sheet } = situation;
  if (arrives === undefined) return [];
  if (own(own(given, "balance"), "cap") === undefined && own(given, "limits") === undefined) return [];
  const topUp = new PatchBuilder(given);
  startNextAttempt(topUp, situation);
  topUp.set("/transaction/kind", "top_up").set("/transaction/amount", moneyText(arrives, sheet.exponent));
  topUp.remove("/failure").set("/fees", []);
  const stopping = [...rules.byCode.values()].filter(({ file }) => file.stopsTopUp === true).map(({ code }) => code);
  return blockingCodes(findCauses(topUp.document, nowText, rules, sheet.cache, stopping));
}
