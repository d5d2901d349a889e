import type { Effort, JsonPatch, Verified } from "../base/assessment.js";
import { type JsonObject, own } from "../base/json.js";
import { moneyText } from "../base/money.js";
import { applyPatch, withMember } from "../base/patch.js";
import { blockingCodes, type FoundCause, findCauses, type Situation } from "../causes/find.js";
import { isWait, triedFor } from "./policy.js";
import { type Proposal, propose } from "./propose.js";

/** A remedy with what diagnosing the patched context found. */
export interface Checked extends Proposal {
  verified: Verified;
  leaves: string[];
  /** The patched context and what it comes to; null where nothing could be simulated. */
  after: ContextState | null;
}

/**
 * A context on the way to a plan: as it was given, and as the rules read it. What is found out of it is kept in it, and goes when it goes:
 * a WeakMap would carry it through every collection of garbage.
 */
export class ContextState {
  readonly raw: JsonObject;
  readonly situation: Situation;
  /** What the remedies of a found cause come to. */
  checked: Map<FoundCause, Checked[]> | undefined;
  /** What it becomes by a patch, by the patch's text: two causes often have the same way out. */
  patched: Map<string, ContextState> | undefined;

  constructor(raw: JsonObject, situation: Situation) {
    this.raw = raw;
    this.situation = situation;
  }
}

export const EFFORT: Record<Effort, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const VERIFIED: readonly Verified[] = ["clears_all", "clears_this", "not_simulated", "fails"];

/** All remedies of one found cause, each checked, best first. Those tried before without success are left out. */
export function checkedRemedies(state: ContextState, found: FoundCause): Checked[] {
  state.checked ??= new Map();
  const known = state.checked.get(found);
  if (known !== undefined) return known;
  const tried = triedFor(found.cause.code, state.situation);
  const checked = allRemedies(state, found)
    .filter((remedy) => !tried.has(remedy.action))
    .sort(
      (a, b) =>
        VERIFIED.indexOf(a.verified) - VERIFIED.indexOf(b.verified) || EFFORT[a.rule.effort] - EFFORT[b.rule.effort],
    );
  state.checked.set(found, checked);
  return checked;
}

/** Every remedy that applies, in the rule file's order, also those tried before. */
export function allRemedies(state: ContextState, found: FoundCause): Checked[] {
  return propose(state.situation, found, state.raw)
    .map((proposal) => checkProposal(state, found, proposal))
    .filter((remedy) => !(isWait(remedy.action) && remedy.leaves.includes(found.cause.code)));
}

export function checkProposal(state: ContextState, found: FoundCause, proposal: Proposal): Checked {
  if (proposal.patch === null) return { ...proposal, verified: "not_simulated", leaves: [], after: null };
  const after = patched(state, proposal.patch, proposal.document);
  const before = blockingCodes(state.situation);
  const blocked = topUpBlocked(state.situation, proposal);
  const leaves = [...blocked, ...blockingCodes(after.situation)];
  const isSame = ({ cause }: FoundCause): boolean => cause === found.cause;
  const still = after.situation.blocking.some(isSame) || after.situation.advice.some(isSame);
  const fails = blocked.length > 0 || still || leaves.some((code) => !before.includes(code));
  const verified = fails ? "fails" : leaves.length === 0 ? "clears_all" : "clears_this";
  return { ...proposal, verified, leaves, after };
}

function patched(state: ContextState, patch: JsonPatch, document: JsonObject): ContextState {
  state.patched ??= new Map();
  const key = JSON.stringify(patch);
  const known = state.patched.get(key);
  if (known !== undefined) return known;
  const { raw, situation } = state;
  const given = raw === situation.given ? document : applyPatch(situation.given, patch);
  const after = new ContextState(document, findCauses(given, situation.now, situation.rules, situation.sheet.cache));
  state.patched.set(key, after);
  return after;
}

/** A top-up is a transaction of its own: what arrives must fit under the wallet's cap and its limits on incoming money. */
function topUpBlocked({ given, now, rules, sheet }: Situation, { arrives }: Proposal): string[] {
  if (arrives === undefined) return [];
  const limits = own(given, "limits");
  if (own(own(given, "balance"), "cap") === undefined && limits === undefined) return [];
  const transaction = withMember(own(given, "transaction"), "kind", "top_up");
  const arriving = withMember(transaction, "amount", moneyText(arrives, sheet.exponent));
  const topUp = withMember(withMember(withMember(given, "failure", undefined), "fees", []), "transaction", arriving);
  const stopping = [...rules.byCode.values()].filter(({ file }) => file.stopsTopUp === true).map(({ code }) => code);
  return blockingCodes(findCauses(topUp, now, rules, sheet.cache, stopping));
}
