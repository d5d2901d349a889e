import { describe, expect } from "vitest";
import type { Fields } from "../support/contexts.js";
import { always, at } from "../support/laws.js";
import { assess } from "../support/untyped.js";

/** An hour, a day, a month and a year, in milliseconds. */
const LATER = [3_600_000, 86_400_000, 31 * 86_400_000, 366 * 86_400_000];

describe("however much later the answer is read", () => {
  const later = async (context: Fields, wait: number) => {
    const attempt = Date.parse(at(context, "/transaction/at") as string);
    return Number.isNaN(attempt) ? null : assess(context, { now: new Date(attempt + wait).toISOString() });
  };
  const atAttempt = ({ causes }: Awaited<ReturnType<typeof assess>>) =>
    causes.flatMap(({ code, certainty, sinceAttempt }) => (sinceAttempt ? [] : [[code, certainty]]));

  always("the causes of the attempt are the same, and those since then come last", async ({ context }) => {
    const first = await later(context, 0);
    if (first === null) return;
    for (const wait of LATER) {
      const answer = (await later(context, wait)) as typeof first;
      if (answer.verdict === "not_failed" || first.verdict === "not_failed") continue;
      expect(atAttempt(answer)).toEqual(atAttempt(first));
      const marks = answer.causes.map(({ sinceAttempt }) => sinceAttempt === true);
      expect(marks).toEqual([...marks].sort());
    }
  });

  always("nobody waits for what has ended", async ({ context }) => {
    for (const wait of LATER) {
      const answer = await later(context, wait);
      if (answer === null) return;
      const now = Date.parse(answer.facts.now?.value as string);
      const times = answer.causes.flatMap(({ remedies }) =>
        remedies.flatMap(({ params }) => ("notBefore" in params ? [Date.parse(params.notBefore as string)] : [])),
      );
      expect(times.filter((time) => time <= now)).toEqual([]);
      // A day is over wherever it is.
      const days = (at(context, "/limits") as Fields[] | undefined)?.every(({ window }) => window === "daily") ?? true;
      const isLimit = ({ code }: { code: string }) => code.startsWith("limit.");
      if (days && wait >= 31 * 86_400_000 && answer.causes.length > 0 && answer.causes.every(isLimit))
        expect(answer.verdict).not.toBe("wait");
    }
  });
});
