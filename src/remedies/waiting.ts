import { own } from "../base/json.js";
import { PatchBuilder } from "../base/patch.js";
import { latestOf, parseInstant } from "../base/time.js";
import { blockingCodes, type FoundCause, findCauses, startNextAttempt, timeText } from "../causes/find.js";
import { metLimits } from "../facts/limits.js";
import { endsBefore } from "./actions.js";
import type { Checked, ContextState } from "./check.js";
import { isWait } from "./policy.js";

/** Waiting alone clears every blocking cause. */
export interface Waiting {
  /** The end of the longest wait whose end is known; undefined if none is. */
  notBefore: string | undefined;
}

/**
 * Null if waiting alone does not clear every blocking cause. Each offered wait clears its own cause, and that cause stays cleared until
 * the longest wait ends. A cause that time has ended needs no wait.
 */
export function waitingFor(
  { situation }: ContextState,
  remedies: ReadonlyMap<FoundCause, readonly Checked[]>,
): Waiting | null {
  const open = situation.blocking.filter((found) => found.ended !== true);
  const waits = open.map((found) => remedies.get(found)?.find((remedy) => isWait(remedy.action)));
  if (waits.length === 0 || waits.some((wait) => wait === undefined)) return null;
  return { notBefore: latestOf(waits.flatMap((wait) => wait?.params.notBefore ?? [])) };
}

function blockingAt({ situation }: ContextState, until: number): string[] {
  const patch = new PatchBuilder(situation.given);
  startNextAttempt(patch, situation, timeText(situation, until));
  return blockingCodes(findCauses(patch.document, situation.nowText, situation.rules, situation.sheet.cache));
}

/** The first instant at which nothing blocks any more, by waiting alone; null if there is none or it is unknown. */
export function passesAt(state: ContextState): number | null {
  const { situation } = state;
  const { next, given } = situation;
  if (!situation.now.known) return null;
  const { value: now } = situation.now;
  const network = own(given, "network");
  const isDown = ["down", "maintenance"].includes(own(network, "service") as string);
  const stated = [
    isDown ? own(network, "serviceBackAt") : undefined,
    own(own(given, "authentication"), "lockedUntil"),
  ].flatMap((text) => (typeof text === "string" ? [parseInstant(text) as number] : []));
  const limits = (metLimits(next.sheet) ?? []).flatMap((limit) => limit.opensAt ?? []);
  // Each obstacle ends at its own time and does not come back, so the last end is the answer.
  const time = Math.max(now, ...limits, ...stated);
  if (time === now || endsBefore(situation, time) || blockingAt(state, time).length > 0) return null;
  return time;
}
