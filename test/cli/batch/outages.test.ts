import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeHoursOf } from "../../../src/cli/batch/outages.js";
import type { BatchReport } from "../../../src/cli/batch/report-schema.js";
import type { HourCounts } from "../../../src/cli/batch/tally.js";
import { folderWith } from "../helpers.js";
import { batch, ndjson, text } from "./helpers.js";

/** Random numbers that are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

const HOURS = 14 * 24;
const MEANS = [0.2, 1, 5, 20, 100];

/** Two weeks of failures that come more often by day than by night, with outages of one to six hours at the given hours. */
function weeks(mean: number, outages: readonly number[], random: () => number): Map<number, number> {
  const counts = new Map<number, number>();
  const put = (hour: number, count: number): void => {
    if (count > 0) counts.set(hour, (counts.get(hour) ?? 0) + count);
  };
  for (let hour = 0; hour < HOURS; hour++)
    put(hour, poisson(mean * (1 + 0.5 * Math.sin((hour / 12) * Math.PI)), random));
  for (const start of outages) {
    const length = 1 + Math.floor(random() * 6);
    for (let hour = start; hour < start + length; hour++) put(hour, poisson(5 * mean + 12, random));
  }
  return counts;
}

describe("outages in failures by hour", () => {
  it("are found at least 95 times of 100, whatever is usual", () => {
    const random = randomFrom(7);
    let planted = 0;
    let found = 0;
    for (const mean of MEANS) {
      for (let run = 0; run < 60; run++) {
        const starts = [20 + Math.floor(random() * 100), 180 + Math.floor(random() * 100)];
        const counts: HourCounts = new Map([
          [JSON.stringify(["acme", "E1"]), weeks(mean, starts, random)],
          // Another code that fails all the time shows which hours there were.
          [JSON.stringify(["acme", "E2"]), weeks(20, [], random)],
        ]);
        const marked = codeHoursOf(counts)
          .filter(({ code }) => code === "E1")
          .flatMap(({ hours }) => hours.filter(({ spike }) => spike).map(({ at }) => Date.parse(at) / 3_600_000));
        planted += starts.length;
        found += starts.filter((start) => marked.some((hour) => hour >= start && hour < start + 6)).length;
      }
    }
    expect(found / planted).toBeGreaterThanOrEqual(0.95);
  });

  it("are seen in at most one of a thousand quiet hours", () => {
    const random = randomFrom(11);
    let alarms = 0;
    let quiet = 0;
    for (const mean of MEANS) {
      for (let run = 0; run < 60; run++) {
        const counts: HourCounts = new Map([[JSON.stringify(["acme", "E1"]), weeks(mean, [], random)]]);
        const [found] = codeHoursOf(counts);
        alarms += found?.hours.filter(({ spike }) => spike).length ?? 0;
        quiet += HOURS;
      }
    }
    expect(alarms / quiet).toBeLessThanOrEqual(0.001);
  });

  it("are not looked for in less than twelve hours", () => {
    const short = new Map(Array.from({ length: 11 }, (_, hour) => [hour, hour === 5 ? 500 : 1]));
    const [found] = codeHoursOf(new Map([[JSON.stringify(["acme", "E1"]), short]]));
    expect(found?.hours.some(({ spike }) => spike)).toBe(false);
  });

  it("stand in the reports of a batch by provider, code and hour", async () => {
    const row = (hour: number, code: string, id: number): object => ({
      transaction: { id: `${hour}-${code}-${id}`, at: new Date(Date.UTC(2026, 10, 20, hour, 10)).toISOString() },
      failure: { provider: "stripe", code },
    });
    const rows = Array.from({ length: 48 }, (_, hour) => [
      row(hour, "card_declined", 0),
      ...(hour === 30 || hour === 31 ? Array.from({ length: 40 }, (_, id) => row(hour, "processing_error", id)) : []),
    ]).flat();
    const folder = folderWith({ "in.ndjson": ndjson(rows) });
    const { out } = await batch([join(folder, "in.ndjson"), "--out", folder, "--report", join(folder, "r.html")]);
    expect(out.replace(/\s+/g, " ")).toContain(
      "2026-11-21 06:00 to 08:00 stripe processing_error: 80; usually at most 0 an hour",
    );
    const { hours } = JSON.parse(text(folder, "report.json")) as BatchReport;
    expect(hours.codes.map(({ code, count }) => [code, count])).toEqual([
      ["processing_error", 80],
      ["card_declined", 48],
    ]);
    expect(hours.codes[0]?.hours).toEqual([
      { at: "2026-11-21T06:00:00Z", count: 40, spike: true },
      { at: "2026-11-21T07:00:00Z", count: 40, spike: true },
    ]);
    const page = text(folder, "r.html");
    expect(page.match(/class="spike"/g)).toHaveLength(2);
    expect(page).toContain("2026-11-21T08:00:00Z");
  });
});
