import { describe, expect, it } from "vitest";
import { instantTextLike, latestOf, localClock, zonedTime } from "../../src/base/time.js";

const nine = Date.parse("2026-11-22T09:00:00Z");

describe("a time on the clock of a zone", () => {
  it.each<[string, string, string, string | undefined]>([
    ["is written with the offset of that day", "2026-11-22T09:00", "Asia/Jakarta", "2026-11-22T09:00:00+07:00"],
    ["may have seconds", "2026-11-22T09:00:30", "UTC", "2026-11-22T09:00:30Z"],
    ["has another offset in summer", "2026-07-22T09:00", "America/New_York", "2026-07-22T09:00:00-04:00"],
    [
      "is the first of two where clocks are set back",
      "2026-11-01T01:30",
      "America/New_York",
      "2026-11-01T01:30:00-04:00",
    ],
    [
      "is the first moment after it where clocks skip it",
      "2026-03-08T02:30",
      "America/New_York",
      "2026-03-08T03:00:00-04:00",
    ],
    ["is none without an hour", "2026-11-22", "UTC", undefined],
    ["is none of a day that there is not", "2026-02-30T09:00", "UTC", undefined],
    ["is none in a zone that there is not", "2026-11-22T09:00", "Asia/Atlantis", undefined],
  ])("%s", (_, clock, zone, wanted) => {
    expect(zonedTime(clock, zone)).toBe(wanted);
  });

  it.each<[string, string, { weekday: number; minutes: number }]>([
    ["2026-11-22T09:30:00Z", "UTC", { weekday: 6, minutes: 570 }],
    ["2026-11-22T09:30:00Z", "Asia/Kathmandu", { weekday: 6, minutes: 915 }],
    ["2026-11-22T23:59:00Z", "Asia/Jakarta", { weekday: 0, minutes: 419 }],
    ["2026-11-28T00:00:00Z", "UTC", { weekday: 5, minutes: 0 }],
  ])("says which day of the week it is, from Monday, and how late: %s in %s", (instant, zone, wanted) => {
    expect(localClock(Date.parse(instant), zone)).toEqual(wanted);
  });

  it.each<[string | undefined, string]>([
    ["2026-01-01T00:00:00+05:45", "2026-11-22T14:45:00+05:45"],
    ["2026-01-01T00:00:00-03:30", "2026-11-22T05:30:00-03:30"],
    ["2026-01-01T00:00:00+00:00", "2026-11-22T09:00:00Z"],
    ["2026-01-01T00:00:00Z", "2026-11-22T09:00:00Z"],
    ["no time", "2026-11-22T09:00:00Z"],
    [undefined, "2026-11-22T09:00:00Z"],
  ])("is written at the offset of another text: %s", (like, wanted) => {
    expect(instantTextLike(nine, like)).toBe(wanted);
  });

  it("is the latest of several, whatever their offsets", () => {
    expect(latestOf(["2026-11-22T09:00:00Z", "2026-11-22T12:00:00+08:00", "2026-11-22T08:59:59Z"])).toBe(
      "2026-11-22T09:00:00Z",
    );
    expect(latestOf([])).toBeUndefined();
  });
});
