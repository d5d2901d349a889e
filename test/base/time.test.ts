import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  addDuration,
  type CalendarWindow,
  endOfMonth,
  instantText,
  instantTextLike,
  isTimeZone,
  parseDuration,
  parseInstant,
  windowEnd,
} from "../../src/base/time.js";
import { patience, runs, tried } from "../support/runs.js";

const RUNS = tried(300);

const ZONES = [
  "UTC",
  "Asia/Jakarta",
  "Asia/Shanghai",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Asia/Gaza",
  "Asia/Beirut",
  "Asia/Amman",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/Monrovia",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Dublin",
  "Atlantic/Azores",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "America/Asuncion",
  "America/Santiago",
  "America/Havana",
  "America/Nuuk",
  "America/Scoresbysund",
  "America/Caracas",
  "Antarctica/Troll",
  "Antarctica/Casey",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "Pacific/Marquesas",
  "Pacific/Kwajalein",
];
const WINDOWS: CalendarWindow[] = ["daily", "weekly", "monthly", "yearly"];
const at = (text: string): number => {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`no instant: ${text}`);
  return instant;
};
const iso = (instant: number): string => Temporal.Instant.fromEpochMilliseconds(instant).toString();

/** The first instant of the next local day, ISO week, month or year, as Temporal knows it. */
function expectedEnd(now: number, window: CalendarWindow, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const next = {
    daily: () => today.add({ days: 1 }),
    weekly: () => today.add({ days: 8 - today.dayOfWeek }),
    monthly: () => today.with({ day: 1 }).add({ months: 1 }),
    yearly: () => today.with({ month: 1, day: 1 }).add({ years: 1 }),
  }[window]();
  return next.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}

const instants = fc.oneof(
  fc.integer({ min: Date.parse("1996-01-01T00:00:00Z"), max: Date.parse("2040-01-01T00:00:00Z") }),
  // About the days on which clocks are changed.
  fc
    .tuple(
      fc.integer({ min: 1996, max: 2036 }),
      fc.constantFrom(3, 4, 9, 10, 11),
      fc.integer({ min: 1, max: 31 }),
      fc.nat(1439),
    )
    .map(([year, month, day, minute]) => Date.UTC(year, month - 1, day, 0, minute)),
  fc.constantFrom(0, 1, -1, 999).map((shift) => Date.parse("2024-02-29T00:00:00Z") + shift),
);
const zones = fc.constantFrom(...ZONES);

describe("the end of a window", () => {
  test("is the first instant of the next local day, week, month or year", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...WINDOWS), zones, (now, window, zone) => {
        expect(iso(windowEnd(now, window, zone))).toBe(iso(expectedEnd(now, window, zone)));
      }),
      RUNS,
    );
  });

  test("is always still to come", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...WINDOWS), zones, (now, window, zone) => {
        expect(windowEnd(now, window, zone)).toBeGreaterThan(now);
      }),
      RUNS,
    );
  });

  test.each<[string, string, CalendarWindow, string, string]>([
    [
      "midnight in the east is not midnight in UTC",
      "2026-11-22T16:59:59Z",
      "daily",
      "Asia/Jakarta",
      "2026-11-22T17:00:00Z",
    ],
    ["at midnight itself the next day begins", "2026-11-22T17:00:00Z", "daily", "Asia/Jakarta", "2026-11-23T17:00:00Z"],
    ["a quarter hour off", "2026-11-22T12:00:00Z", "daily", "Asia/Kathmandu", "2026-11-22T18:15:00Z"],
    ["a week ends on Monday", "2026-11-22T12:00:00Z", "weekly", "UTC", "2026-11-23T00:00:00Z"],
    ["on Monday a week has just begun", "2026-11-23T00:00:00Z", "weekly", "UTC", "2026-11-30T00:00:00Z"],
    ["a week over the end of a year", "2026-12-31T12:00:00Z", "weekly", "UTC", "2027-01-04T00:00:00Z"],
    ["the end of February in a leap year", "2024-02-29T12:00:00Z", "monthly", "UTC", "2024-03-01T00:00:00Z"],
    ["the day after the 28th in a leap year", "2024-02-28T12:00:00Z", "daily", "UTC", "2024-02-29T00:00:00Z"],
    ["2100 is no leap year", "2100-02-28T12:00:00Z", "daily", "UTC", "2100-03-01T00:00:00Z"],
    ["December", "2026-12-15T00:00:00Z", "monthly", "UTC", "2027-01-01T00:00:00Z"],
    ["already the next year there", "2026-12-31T23:00:00Z", "yearly", "Asia/Tokyo", "2027-12-31T15:00:00Z"],
    ["a day of 23 hours", "2026-03-08T06:00:00Z", "daily", "America/New_York", "2026-03-09T04:00:00Z"],
    ["a day of 25 hours", "2026-11-01T05:00:00Z", "daily", "America/New_York", "2026-11-02T05:00:00Z"],
    ["a midnight that is skipped", "2018-11-03T15:00:00Z", "daily", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    [
      "a midnight that comes twice counts once",
      "2026-10-31T12:00:00Z",
      "daily",
      "America/Havana",
      "2026-11-01T04:00:00Z",
    ],
    ["a day that is skipped whole", "2011-12-29T20:00:00Z", "daily", "Pacific/Apia", "2011-12-30T10:00:00Z"],
    [
      "clocks put back over midnight: the same day once more, then the next",
      "2010-11-07T03:00:00Z",
      "daily",
      "America/St_Johns",
      "2010-11-07T03:30:00Z",
    ],
    ["before 1970", "1969-12-31T23:59:59Z", "daily", "UTC", "1970-01-01T00:00:00Z"],
    ["the year 99", "0099-12-31T12:00:00Z", "yearly", "UTC", "0100-01-01T00:00:00Z"],
  ])("%s", (_, now, window, zone, expected) => {
    expect(iso(windowEnd(at(now), window, zone))).toBe(iso(at(expected)));
  });
});

describe("in every zone that there is", () => {
  const every = Intl.supportedValuesOf("timeZone");
  const known = every.filter((zone) => {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      return true;
    } catch {
      return false;
    }
  });

  /** Instants about the changes of a zone's clocks, from one on: gaps, overlaps, and days that were left out at the day line. */
  function changes(zone: string, from: number, count: number): number[] {
    const found: number[] = [];
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
    while (found.length < count && at !== null) {
      at = at.getTimeZoneTransition("next");
      if (at !== null) found.push(at.epochMilliseconds);
    }
    return found;
  }
  const HOUR = 3_600_000;
  const SHIFTS = [-26 * HOUR, -12 * HOUR, -HOUR, -1, 0, 1, HOUR / 2, 13 * HOUR];
  const perZone = Math.ceil(runs(300) / 150);
  const sampled = fc.sample(fc.tuple(instants, fc.nat(1_000_000)), {
    numRuns: known.length * perZone,
    seed: fc.readConfigureGlobal().seed ?? 1,
  });

  test("the end of a window is what Temporal says, also where clocks change", { timeout: patience }, () => {
    expect(known.length).toBeGreaterThan(300);
    const wrong: string[] = [];
    for (const [i, zone] of known.entries()) {
      const chosen = sampled.slice(i * perZone, (i + 1) * perZone);
      const year = chosen.map(([, pick]) => (pick % 2 === 0 ? 1890 + (pick % 145) : 1990 + (pick % 40)));
      const turns = year.slice(1).flatMap((from) => changes(zone, Date.parse(`${from}-01-01T00:00:00Z`), 1));
      const about = turns.flatMap((at) => SHIFTS.map((shift) => at + shift));
      for (const [n, now] of [...chosen.map(([at]) => at), ...about].entries()) {
        const window = WINDOWS[(i + n) % WINDOWS.length] as CalendarWindow;
        for (const one of n % 3 === 0 ? ([window] as const) : (["daily", window] as const)) {
          const [found, expected] = [iso(windowEnd(now, one, zone)), iso(expectedEnd(now, one, zone))];
          // The contract: the first instant of the next local day that is still to come.
          if (found !== expected && Date.parse(expected) > now)
            wrong.push(`${zone} ${iso(now)} ${one}: ${found} not ${expected}`);
          if (windowEnd(now, one, zone) <= now) wrong.push(`${zone} ${iso(now)} ${one}: is over`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("an instant is written on its clocks so that it is the same instant", { timeout: patience }, () => {
    const wrong = known.flatMap((zone, i) =>
      [
        ...sampled.slice(i * perZone, (i + 1) * perZone).map(([at]) => at),
        Date.parse("1890-06-01T12:00:00Z") + i * 1000,
      ]
        .filter((at) => parseInstant(instantText(at, zone)) !== at)
        .map((at) => `${zone} ${iso(at)}: ${instantText(at, zone)}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("a duration", () => {
  const parts = fc
    .record({
      years: fc.nat(3),
      months: fc.nat(14),
      weeks: fc.nat(5),
      days: fc.nat(40),
      hours: fc.nat(60),
      minutes: fc.nat(90),
      seconds: fc.nat(90),
    })
    .filter((all) => Object.values(all).some((n) => n > 0));
  const written = (all: {
    years: number;
    months: number;
    weeks: number;
    days: number;
    hours: number;
    minutes: number;
    seconds: number;
  }): string => {
    const part = (n: number, unit: string): string => (n === 0 ? "" : `${n}${unit}`);
    const time = part(all.hours, "H") + part(all.minutes, "M") + part(all.seconds, "S");
    return `P${part(all.years, "Y")}${part(all.months, "M")}${part(all.weeks, "W")}${part(all.days, "D")}${time && `T${time}`}`;
  };

  test("adds months by the zone's calendar, then days of 24 hours", () => {
    fc.assert(
      fc.property(instants, parts, zones, (start, all, zone) => {
        const { years, months, weeks, days, hours, minutes, seconds } = all;
        const before = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
        const local = before.toPlainDateTime().add({ years, months });
        // A wall time that is skipped or comes twice: which instant that is the contract does not say.
        const early = local.toZonedDateTime(zone, { disambiguation: "earlier" }).epochMilliseconds;
        const late = local.toZonedDateTime(zone, { disambiguation: "later" }).epochMilliseconds;
        if (early !== late && years + months > 0) return;
        const moved = years + months > 0 ? early : start;
        const exact = moved + ((weeks * 7 + days) * 24 + hours) * 3_600_000 + minutes * 60_000 + seconds * 1000;
        const duration = parseDuration(written(all));
        expect(duration).toBeDefined();
        if (duration) expect(iso(addDuration(start, duration, zone))).toBe(iso(exact));
      }),
      RUNS,
    );
  });

  test.each([
    ["2026-01-31T10:00:00Z", "P1M", "UTC", "2026-02-28T10:00:00Z"],
    ["2024-01-31T10:00:00Z", "P1M", "UTC", "2024-02-29T10:00:00Z"],
    ["2024-02-29T10:00:00Z", "P1Y", "UTC", "2025-02-28T10:00:00Z"],
    ["2026-10-31T10:00:00Z", "P13M", "UTC", "2027-11-30T10:00:00Z"],
    ["2026-11-30T10:00:00Z", "P1M1D", "UTC", "2026-12-31T10:00:00Z"],
    ["2026-01-31T23:30:00Z", "P1M", "Asia/Tokyo", "2026-02-28T23:30:00Z"],
    ["2026-02-08T12:00:00Z", "P1M", "America/New_York", "2026-03-08T11:00:00Z"],
    ["2026-03-07T12:00:00Z", "P1D", "America/New_York", "2026-03-08T12:00:00Z"],
    ["2026-03-07T12:00:00Z", "P1W", "America/New_York", "2026-03-14T12:00:00Z"],
    ["2026-03-07T12:00:00Z", "PT0.250S", "UTC", "2026-03-07T12:00:00.25Z"],
    ["2026-03-07T12:00:00.123Z", "P1M", "Asia/Jakarta", "2026-04-07T12:00:00.123Z"],
  ])("%s and %s in %s is %s", (start, period, zone, expected) => {
    const duration = parseDuration(period);
    expect(duration).toBeDefined();
    if (duration) expect(iso(addDuration(at(start), duration, zone))).toBe(iso(at(expected)));
  });

  test.each(
    "P|PT|P1|1D|P0D|PT0S|P-1D|-P1D|+P1D|P1H|PT1D|P1D1M|P1DT|PT1.5H|P1.5D|p1d| P1D|P1D |P1Y2Y|P9999Y|P1D\n|PT1e3S|P１D".split(
      "|",
    ),
  )("%j is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("an instant", () => {
  test("is what Temporal reads, for every offset and fraction", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }),
        fc.integer({ min: -1439, max: 1439 }),
        fc.option(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 9 }), {
          nil: undefined,
        }),
        (instant, minutes, fraction) => {
          const local = new Date(Math.floor(instant / 1000) * 1000 + minutes * 60_000).toISOString().slice(0, 19);
          const two = (n: number): string => String(n).padStart(2, "0");
          const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
          const text = `${local}${fraction === undefined ? "" : `.${fraction}`}${offset}`;
          expect(parseInstant(text)).toBe(Temporal.Instant.from(text).epochMilliseconds);
        },
      ),
      RUNS,
    );
  });

  test.each([
    ["2026-11-22T09:00:00+08:00", "2026-11-22T01:00:00Z"],
    ["2026-11-22t09:00:00z", "2026-11-22T09:00:00Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
    ["2026-11-22T09:00:00-00:00", "2026-11-22T09:00:00Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
  ])("%s is read", (text, same) => {
    expect(parseInstant(text)).toBe(Temporal.Instant.from(same).epochMilliseconds);
  });

  test.each([
    "",
    "2026-11-22",
    "2026-11-22T09:00:00",
    "2026-11-22T09:00Z",
    "2026-11-22 09:00:00Z",
    "20261122T090000Z",
    "2026-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z",
    "2026-01-01T00:00:61Z",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00+08",
    "2026-01-01T00:00:00+0800",
    "2026-01-01T00:00:00+08:60",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00Z[UTC]",
    " 2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z ",
    "2026-01-01T00:00:00Z\n",
    "+012026-01-01T00:00:00Z",
    "２０２６-01-01T00:00:00Z",
    "1767225600",
  ])("%j is none", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("is written so that it is read again, in any zone", () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        expect(parseInstant(instantText(instant, zone))).toBe(instant);
        expect(instantText(instant, zone).slice(0, 19)).toBe(
          Temporal.Instant.fromEpochMilliseconds(instant)
            .toZonedDateTimeISO(zone)
            .toPlainDateTime()
            .toString({ smallestUnit: "second" }),
        );
        expect(parseInstant(instantTextLike(instant, "2026-11-22T09:00:00+05:45"))).toBe(instant);
      }),
      RUNS,
    );
  });
});

describe("a card's last month", () => {
  test.each([
    ["2026-11", "2026-12-01T00:00:00Z"],
    ["2026-12", "2027-01-01T00:00:00Z"],
    ["2024-02", "2024-03-01T00:00:00Z"],
  ])("%s is good to its end in UTC", (month, expected) => {
    expect(iso(endOfMonth(month))).toBe(iso(at(expected)));
  });
});

describe("a time zone", () => {
  test.each(["UTC", "Asia/Jakarta", "America/Argentina/Buenos_Aires", "Etc/GMT+8"])("%s is one", (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  test.each(["", "+08:00", "Mars/Olympus", "Asia/", "../etc/passwd", "x".repeat(65), "Asia/Jakarta ", "1"])(
    "%j is none",
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );
});
