/**
 * Instants are milliseconds since 1970 in UTC. Written here until `Temporal` is in every runtime that is supported; the tests compare it
 * with a polyfill. The offsets of time zones come from Intl.
 */

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?([Zz]|([+-])(\d\d):(\d\d))$/;
const DAY = 86_400_000;

/** The instant of an RFC 3339 text with an offset; undefined for anything else. Fractions of a millisecond are dropped. */
export function parseInstant(text: string): number | undefined {
  const m = RFC3339.exec(text);
  if (m === null) return undefined;
  const [year, month, day, hour, minute, second] = [m[1], m[2], m[3], m[4], m[5], m[6]].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offsetHours = Number(m[10] ?? 0);
  const offsetMinutes = Number(m[11] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const millis = m[7] === undefined ? 0 : Number(m[7].slice(0, 3).padEnd(3, "0"));
  const sign = m[9] === "-" ? -1 : 1;
  return utc(year, month, day, hour, minute, second, millis) - sign * (offsetHours * 60 + offsetMinutes) * 60_000;
}

/** The latest of some RFC 3339 texts, as it was written; undefined for none. */
export const latestOf = (texts: readonly string[]): string | undefined =>
  [...texts].sort((a, b) => (parseInstant(a) as number) - (parseInstant(b) as number)).at(-1);

/** Date.UTC reads the years 0 to 99 as 1900 to 1999; this one does not. */
function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0, millis = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millis);
  return date.getTime();
}

function daysInMonth(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0)).getUTCDate();
}

/** A formatter for each time zone that was used, because making one is slow. Only names of real zones are kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Null for a name that is not a time zone. */
function formatter(zone: string): Intl.DateTimeFormat | null {
  // The key is a text of its own: a piece cut out of a longer text would keep all of that in memory.
  const key = JSON.stringify(zone.toLowerCase());
  const found = formatters.get(key) ?? newFormatter(zone);
  if (found !== null) formatters.set(key, found);
  return found;
}

function newFormatter(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      era: "short",
    });
  } catch {
    return null;
  }
}

/** Whether the name is an IANA time zone known here. */
export function isTimeZone(zone: string): boolean {
  return zone.length <= 64 && /^[A-Za-z]/.test(zone) && formatter(zone) !== null;
}

/** The local time of a zone at an instant, written as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  if (zone === "UTC") return instant;
  const parts: Record<string, string> = {};
  for (const part of (formatter(zone) as Intl.DateTimeFormat).formatToParts(instant)) parts[part.type] = part.value;
  const year = Number(parts.year) * (parts.era === "BC" || parts.era === "B" ? -1 : 1);
  const shown = utc(
    year < 0 ? year + 1 : year,
    Number(parts.month),
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return shown + (((instant % 1000) + 1000) % 1000);
}

/** The first instant at which the clocks of a zone show this wall time; when they skip it, the instant of the jump. */
function instantOf(wall: number, zone: string, later = Number.NEGATIVE_INFINITY): number {
  if (zone === "UTC") return wall;
  const around = [wallClock(wall - DAY, zone) - (wall - DAY), wallClock(wall + DAY, zone) - (wall + DAY)];
  const hits = around.map((offset) => wall - offset).filter((instant) => wallClock(instant, zone) === wall);
  // Clocks set back over midnight show the start of a day twice: only a start that is still ahead counts.
  const ahead = hits.filter((instant) => instant > later);
  if (hits.length > 0) return ahead.length > 0 ? Math.min(...ahead) : Math.max(...hits);
  // The wall time is skipped: the jump is between the two candidates.
  let before = Math.min(...around.map((offset) => wall - offset)) - 1;
  let after = Math.max(...around.map((offset) => wall - offset));
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(middle, zone) >= wall) after = middle;
    else before = middle;
  }
  return after;
}

export type CalendarWindow = "daily" | "weekly" | "monthly" | "yearly";

/** The first instant of the next local day, ISO week (from Monday), month or year. */
export function windowEnd(now: number, window: CalendarWindow, zone: string): number {
  const local = new Date(wallClock(now, zone));
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  const wall = {
    daily: () => utc(year, month, day + 1),
    weekly: () => utc(year, month, day + 7 - ((local.getUTCDay() + 6) % 7)),
    monthly: () => utc(year, month + 1, 1),
    yearly: () => utc(year + 1, 1, 1),
  }[window]();
  return instantOf(wall, zone, now);
}

/** Whether an instant can be written in RFC 3339 at any offset, where a year has four digits. */
export const isWritable = (instant: number): boolean => instant < LAST_DAY;
const LAST_DAY = Date.UTC(9999, 11, 31);

/** An ISO 8601 duration in its calendar and clock parts. */
export interface Duration {
  months: number;
  days: number;
  millis: number;
}

const DURATION =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/;

/** Undefined for anything that is not a positive ISO 8601 duration of at most about 1,000 years. */
export function parseDuration(text: string): Duration | undefined {
  const m = DURATION.exec(text);
  if (m === null || text.length > 40) return undefined;
  const n = (i: number): number => Number(m[i] ?? 0);
  const months = n(1) * 12 + n(2);
  const days = n(3) * 7 + n(4);
  const millis = (n(5) * 60 + n(6)) * 60_000 + n(7) * 1000 + Number((m[8] ?? "").slice(0, 3).padEnd(3, "0"));
  const whole = months * 31 * DAY + days * DAY + millis;
  return whole > 0 && whole <= 1000 * 366 * DAY ? { months, days, millis } : undefined;
}

/** Adds a duration. A day is 24 hours; months and years follow the calendar of the zone, up to the last day of the month. */
export function addDuration(instant: number, duration: Duration, zone: string): number {
  let moved = instant;
  if (duration.months > 0) {
    const wall = wallClock(instant, zone);
    const local = new Date(wall);
    const month = local.getUTCFullYear() * 12 + local.getUTCMonth() + duration.months;
    const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
    const day = Math.min(local.getUTCDate(), daysInMonth(year, inYear));
    moved = instantOf(
      utc(year, inYear, day) + (wall - utc(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())),
      zone,
    );
  }
  return moved + duration.days * DAY + duration.millis;
}

/** The instant at which a card that is valid to the end of "YYYY-MM" expires, in UTC. */
export function endOfMonth(yearMonth: string): number {
  const [year, month] = yearMonth.split("-").map(Number) as [number, number];
  return utc(year, month + 1, 1);
}

/** RFC 3339 at the offset of the zone at that instant, rounded to the minute as RFC 3339 needs; "Z" for UTC. */
export function instantText(instant: number, zone = "UTC"): string {
  const minutes = Math.round((wallClock(instant, zone) - instant) / 60_000);
  const iso = new Date(instant + minutes * 60_000).toISOString().replace(".000Z", "Z").slice(0, -1);
  if (minutes === 0) return `${iso}Z`;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${iso}${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** RFC 3339 of a local time such as "2026-11-22T09:00"; undefined for anything else. For a skipped time, the first instant after it. */
export function zonedTime(clock: string, zone: string): string | undefined {
  const wall = parseInstant(`${clock}${/T\d\d:\d\d$/.test(clock) ? ":00" : ""}Z`);
  return wall === undefined || !isTimeZone(zone) ? undefined : instantText(instantOf(wall, zone), zone);
}

/** RFC 3339 at the offset that another text uses, so that an answer is in the time of the context. */
export function instantTextLike(instant: number, like: string | undefined): string {
  const m = like === undefined ? null : RFC3339.exec(like);
  if (m === null || m[9] === undefined) return instantText(instant);
  const minutes = (m[9] === "-" ? -1 : 1) * (Number(m[10]) * 60 + Number(m[11]));
  const iso = new Date(instant + minutes * 60_000).toISOString().replace(".000Z", "Z").slice(0, -1);
  return minutes === 0 ? `${iso}Z` : `${iso}${m[9]}${m[10]}:${m[11]}`;
}

/** Local weekday (0 Monday … 6 Sunday) and minutes since midnight, for opening hours. */
export function localClock(instant: number, zone: string): { weekday: number; minutes: number } {
  const local = new Date(wallClock(instant, zone));
  return { weekday: (local.getUTCDay() + 6) % 7, minutes: local.getUTCHours() * 60 + local.getUTCMinutes() };
}
