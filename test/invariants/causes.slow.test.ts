import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Diagnosis, defaultRules } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { cases, type Fields } from "../support/contexts.js";
import { always, at, codes, leaves, without } from "../support/laws.js";
import { patience, tried } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";
import { areFoundFromThePacket, areNotRuledOut, giveTheVerdict, standInOrder } from "../support/verdicts.js";

describe("causes", () => {
  always("stand by safety, then certainty, then group, then code, each once", async ({ context, options }) =>
    standInOrder(await diagnose(context, options)),
  );

  always("are never ruled out as well, and what is ruled out stands by code", async ({ context, options }) =>
    areNotRuledOut(await diagnose(context, options)),
  );

  always("give the verdict, the retry and the hand-over", async (given) =>
    giveTheVerdict(await diagnose(given.context, given.options), given),
  );

  always("can be found again from the packet", async ({ context, options }) =>
    areFoundFromThePacket(await diagnose(context, options), { context, options }),
  );

  always("ask only for what is missing, at most five things, each once", async ({ context, options }) => {
    const { questions } = await diagnose(context, options);
    for (const { path, decides } of questions) {
      expect(decides.length).toBeGreaterThan(0);
      // Bands of which none fits are there, and the fee is yet unknown.
      if (/\/bands$/.test(path)) continue;
      expect([path, at(context, path)]).toEqual([path, undefined]);
    }
    const paths = questions.map(({ path }) => path);
    expect(paths.length).toBeLessThanOrEqual(5);
    expect(new Set(paths).size).toBe(paths.length);
  });

  /**
   * A missing fact may leave a cause open, never make one: what stands by facts without it must not have been ruled out with it. Where
   * the contract says what counts in place of a missing fact, leaving it out says something else and the law does not apply.
   */
  const HAS_DEFAULT = [
    /^\/transaction\/(kind|status|exponent|id)$/,
    /^\/transaction\/currency$/,
    /^\/balance\/(held|restricted|currency)$/,
    // Without a kind the balance is the payer's own; a card's account is another one.
    /^\/instrument\/kind$/,
    /^\/limits\/\d+\/(direction|party|countsFees|currency|resetsAt|timeZone|window)$/,
    // A rolling window without a figure counts the history; a limit of nothing is a limit not known.
    /^\/limits\/\d+\/(used|usedCount)$/,
    /^\/fees\//,
    /^\/fundingSources\/\d+\/kind$/,
    /^\/history\/\d+\/(id|at|amount|status|currency)$/,
    /^\/failure\//,
    /^\/network\/(serviceBackAt|secure)$/,
    /^\/authentication\/lockedUntil$/,
    /^\/payee\/currencies\//,
    /^\/extensions\//,
  ];
  const byFacts = (diagnosis: Diagnosis): string[] =>
    diagnosis.causes
      .filter(({ certainty, rules }) => certainty === "certain" && rules.some((rule) => rule !== "provider_code"))
      .map((cause) => cause.code);

  const MAY_NOT_BE_LEFT_OUT =
    /^\/transaction\/currency$|^\/[a-zA-Z]+\/.*\/(?:window|at|amount|status|kind|scheme|code)$/;
  /** Some of the places whose absence is only a lack of knowledge. */
  const omissible = (context: Fields, picks: readonly number[]): { place: string; partial: Fields }[] => {
    const places = [...leaves(context)].filter((path) => {
      const place = `/${path.join("/")}`;
      const isUsed = /^\/limits\/\d+\/used(?:Count)?$/.test(place);
      if (isUsed && at(context, `/limits/${path[1]}/window`) !== "rolling") return true;
      return !MAY_NOT_BE_LEFT_OUT.test(place) && !HAS_DEFAULT.some((pattern) => pattern.test(place));
    });
    const chosen = new Set(picks.map((pick) => places[pick % Math.max(1, places.length)] ?? []));
    return [...chosen]
      .filter((path) => path.length > 0)
      .map((path) => ({ place: `/${path.join("/")}`, partial: without(context, path) }));
  };
  const picks = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });
  const { byCode: known } = compiled(defaultRules());

  test("never come of a fact that was left out, and are not lost by one that is added", { timeout: patience }, () =>
    fc.assert(
      fc.asyncProperty(cases, picks, async ({ context, options }, chosen) => {
        const full = await diagnose(context, options);
        const out = full.ruledOut.map(({ cause }) => cause);
        const standing = codes(full);
        const replaced = standing.flatMap((name) => known.get(name)?.replaces.map((entry) => entry.code) ?? []);
        for (const { place, partial } of omissible(context, chosen)) {
          const found = byFacts(await diagnose(partial, options));
          expect([place, found.filter((name) => out.includes(name))]).toEqual([place, []]);
          // Without a time nothing is over, not even a window.
          if (full.verdict === "not_failed" || place === "/transaction/at") continue;
          const lost = found.filter((name) => !standing.includes(name) && !replaced.includes(name));
          expect([place, lost]).toEqual([place, []]);
        }
      }),
      tried(150),
    ),
  );
});
