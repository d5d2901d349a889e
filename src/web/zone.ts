import { instantTextLike, parseInstant, zonedTime } from "../base/time.js";

/** The zone of this machine's clock. */
export const machineZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone that this browser knows. */
export const allZones: readonly string[] = Intl.supportedValuesOf("timeZone");

const OFFSET = /^[+-]\d\d:\d\d$/;
export const isOffset = (zone: string): boolean => OFFSET.test(zone);

/** A clock time in a zone (or at an offset) as RFC 3339; undefined where there is no such time. */
export function timeAt(clock: string, zone: string): string | undefined {
  if (!isOffset(zone)) return zonedTime(clock, zone);
  const seconds = /T\d\d:\d\d$/.test(clock) ? ":00" : "";
  const time = `${clock}${seconds}${zone}`;
  return parseInstant(time) === undefined ? undefined : instantTextLike(parseInstant(time) as number, time);
}
