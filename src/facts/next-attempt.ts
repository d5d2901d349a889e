import { type Json, own } from "../base/json.js";
import { moneyText, ZERO } from "../base/money.js";
import type { PatchBuilder } from "../base/patch.js";
import { type Limit, listedLimits } from "./limits.js";
import type { Sheet } from "./sheet.js";

/**
 * Moves a context from its attempt to a later one at `then`, an RFC 3339 text: `transaction.at` moves, ended windows are emptied, a lock
 * that ended is gone, a service that was expected back is up. Nothing else changes; in particular the codes of the failure stay.
 *
 * `sheet` has the facts of the attempt. `now` is the moment at which the answer is read: what was used since a window ended up to then is
 * unknown, so that figure is removed; a window that ends after it is empty when it ends. Does nothing if `then` is not after the attempt.
 */
export function moveAttempt(patch: PatchBuilder, sheet: Sheet, then: string, now: number | undefined): void {
  const instant = sheet.cache.instant(then);
  if (sheet.at.known && instant <= sheet.at.value) return;
  patch.set("/transaction/at", then);
  for (const limit of listedLimits(sheet) ?? []) {
    if (limit.hasEndedBy(instant)) startWindow(patch, limit, sheet, now !== undefined && limit.hasEndedBy(now));
    else if (limit.window === "rolling") release(patch, limit, sheet, instant);
  }
  const { lockedUntil, serviceBackAt } = statedEnds(sheet);
  if (lockedUntil !== undefined && lockedUntil <= instant) endLock(patch, sheet);
  if (serviceBackAt !== undefined && serviceBackAt <= instant && own(sheet.area("network"), "service") !== undefined)
    patch.set("/network/service", "up");
}

/** A new window: nothing is used of it when it begins; later it is unknown how much. */
function startWindow(patch: PatchBuilder, limit: Limit, { exponent }: Sheet, isRunning: boolean): void {
  const empty = { used: moneyText(ZERO, exponent), usedCount: 0 };
  for (const name of ["used", "usedCount"] as const) {
    const path = `${limit.pointer}/${name}`;
    if (isRunning) patch.remove(path);
    else if (limit.states(name)) patch.set(path, empty[name]);
  }
  // When the new window ends is not stated.
  patch.remove(`${limit.pointer}/resetsAt`);
}

/** A rolling window counts less later. Where only the history gives what is used, moving the attempt is enough. */
function release(patch: PatchBuilder, limit: Limit, { exponent }: Sheet, then: number): void {
  const [used, count] = [limit.usedThen(then), limit.usedCountThen(then)];
  if (limit.states("used") && used.known) patch.set(`${limit.pointer}/used`, moneyText(used.value, exponent));
  if (limit.states("usedCount") && count.known) patch.set(`${limit.pointer}/usedCount`, count.value);
}

/** The stated ends of a lock and of an outage; undefined where none is stated. */
function statedEnds(sheet: Sheet): { lockedUntil: number | undefined; serviceBackAt: number | undefined } {
  const instant = (value: Json | undefined): number | undefined =>
    typeof value === "string" ? sheet.cache.instant(value) : undefined;
  return {
    lockedUntil: instant(own(sheet.area("authentication"), "lockedUntil")),
    serviceBackAt: instant(own(sheet.area("network"), "serviceBackAt")),
  };
}

/** After a lock ends, the earlier failed attempts no longer count. */
function endLock(patch: PatchBuilder, sheet: Sheet): void {
  const authentication = sheet.area("authentication");
  patch.remove("/authentication/lockedUntil");
  if (own(authentication, "attemptsLeft") === 0) patch.remove("/authentication/attemptsLeft");
  if (own(authentication, "status") === "failed") patch.remove("/authentication/status");
}
