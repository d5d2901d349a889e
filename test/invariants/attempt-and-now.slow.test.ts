import { describe, expect } from "vitest";
import { type Assessment, type Diagnosis, defaultRules, localize, reply } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { Wording } from "../../src/words/wording.js";
import { cases, type Fields } from "../support/contexts.js";
import { always, at } from "../support/laws.js";
import { assess } from "../support/untyped.js";

const LOCALES = ["en", "zh-CN", "id"];

/** Every sentence of an answer. */
const sentences = ({ summary, causes, advice, questions, ruledOut, conflicts }: Diagnosis): string[] => [
  summary,
  ...[...causes, ...advice].flatMap(({ title, explanation, remedies }) => [
    title,
    explanation,
    ...remedies.flatMap((remedy) => [remedy.title, ...remedy.steps]),
  ]),
  ...questions.map(({ ask }) => ask),
  ...[...ruledOut, ...conflicts].map(({ because }) => because),
];

/** The ends of waits that a context states or that were worked out from it, as they were written, if they are past. */
function pastEnds(context: Fields, { facts, causes }: Assessment): string[] {
  const stated = [
    ...((context.limits as Fields[] | undefined) ?? []).map(({ resetsAt }) => resetsAt),
    at(context, "/network/serviceBackAt"),
    at(context, "/authentication/lockedUntil"),
    ...Object.entries(facts).flatMap(([name, { value }]) =>
      /(?:clearsAt|resetsAt|lockedUntil|serviceBackAt)$/.test(name) ? [value] : [],
    ),
    ...causes.map(({ endedAt }) => endedAt),
  ];
  const now = Date.parse(facts.now?.value as string);
  // The attempt itself and the end of an order are no waits.
  const others = [at(context, "/transaction/at"), at(context, "/transaction/expiresAt"), facts.now?.value];
  const moments = new Set(others.map((time) => Date.parse(`${time}`)));
  return stated.filter(
    (time): time is string => typeof time === "string" && Date.parse(time) <= now && !moments.has(Date.parse(time)),
  );
}

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

  always(
    "no sentence names a time to wait for that has passed",
    async ({ context }) => {
      for (const wait of LATER) {
        const assessment = await later(context, wait);
        if (assessment === null) return;
        const ends = pastEnds(context, assessment);
        if (ends.length === 0) continue;
        for (const locale of LOCALES) {
          const wording = new Wording(locale, compiled(defaultRules()), "agent", assessment.transaction);
          const texts = (["agent", "customer"] as const).flatMap((audience) =>
            sentences(localize(assessment, { locale, audience })),
          );
          const { text } = reply(assessment, { locale });
          for (const end of ends) {
            const time = wording.time(end);
            // When it ended is said, and in these words alone.
            const told = ["ended_at", "ended_heading_at"].map((name) =>
              wording.phrase(name, { cause: "", time }).trim(),
            );
            for (const one of [...texts, text]) {
              const rest = told.reduce((left, phrase) => left.replaceAll(phrase, ""), one);
              expect(rest, `${locale}: ${one}`).not.toContain(time);
            }
          }
        }
      }
    },
    cases,
    60,
  );
});
