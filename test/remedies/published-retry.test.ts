import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CodeTable, Diagnosis } from "../../src/api/index.js";
import { defaultRules } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { diagnose } from "../support/untyped.js";

type Row = CodeTable["schemes"][string]["codes"][number];
interface Answer {
  scheme: string;
  row: Row;
  diagnosis: Diagnosis;
}

const folder = new URL("../../rules/codes/", import.meta.url);
const tables = readdirSync(folder)
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CodeTable)
  .filter(({ schemes }) => schemes !== undefined);

/** Each row of each table, sent alone with an amount and a time: by its provider in the main scheme, by its scheme otherwise. */
async function answers(): Promise<Answer[]> {
  const found: Answer[] = [];
  for (const table of tables) {
    for (const [scheme, { codes }] of Object.entries(table.schemes)) {
      for (const row of codes) {
        const transaction = { amount: "10.00", currency: "USD", at: "2026-11-22T09:00:00Z", reference: "R-1" };
        // A row whose code stands for many is sent as one of them.
        const code = /^\d+x+\d+$/i.test(row.code) ? row.code.replace(/x/gi, "9") : row.code;
        const isMain = scheme === table.mainScheme;
        const failure = isMain ? { provider: table.provider, code } : { codes: [{ scheme, code }] };
        const diagnosis = await diagnose({ transaction, failure }, { locale: "en", audience: "agent" });
        found.push({ scheme, row, diagnosis });
      }
    }
  }
  return found;
}

const fileOf = (code: string | undefined) => compiled(defaultRules()).byCode.get(code ?? "")?.file;
const stands = ({ diagnosis }: Answer, has: (file: NonNullable<ReturnType<typeof fileOf>>) => boolean): boolean =>
  diagnosis.causes.some(({ code }) => {
    const file = fileOf(code);
    return file !== undefined && has(file);
  });

/** Why an answer may differ from what is published. */
const REASONS: Record<string, (answer: Answer) => boolean> = {
  "a lost or stolen card and suspected fraud are never tried again": (answer) =>
    answer.diagnosis.retry.when === "never" &&
    stands(answer, ({ unsafe, retry }) => unsafe === true || retry === "never"),
  "the outcome is unknown, or it may have been paid before: the status is checked first": (answer) =>
    answer.diagnosis.retry.when === "check_status_first" &&
    stands(answer, ({ outcomeUnknown, retry }) => outcomeUnknown === true || retry === "check_status_first"),
  "the only code says that the failed payment succeeded: the status is checked first": ({ row, diagnosis }) =>
    row.state === "succeeded" && diagnosis.retry.when === "check_status_first",
  "a person has to act before it can be tried now": (answer) =>
    answer.row.retry === "now" &&
    answer.diagnosis.retry.when === "after_remedy" &&
    stands(answer, ({ needsHuman, code }) => needsHuman === true || code.startsWith("merchant.")),
  "what the customer has cancelled is only tried again by the customer": (answer) =>
    answer.row.retry === "now" &&
    answer.diagnosis.retry.when === "after_remedy" &&
    stands(answer, ({ retry }) => retry === "after_remedy"),
  "waiting alone clears it": ({ row, diagnosis }) =>
    row.retry === "after_remedy" && diagnosis.verdict === "wait" && diagnosis.retry.when === "later",
};

describe("what the sources publish about another try", async () => {
  const all = await answers();

  it("is what every row answers, or the reason is stated", () => {
    const unexplained = all
      .filter(({ row }) => row.retry !== "unknown")
      .filter(({ row, diagnosis }) => diagnosis.retry.when !== row.retry)
      .filter((answer) => !Object.values(REASONS).some((holds) => holds(answer)))
      .map(
        ({ scheme, row, diagnosis }) =>
          `${scheme} ${row.code} ${row.cause}: ${row.retry}, answered ${diagnosis.retry.when}`,
      );
    expect(unexplained).toEqual([]);
  });

  it("needs every reason that is stated", () => {
    const differing = all.filter(({ row, diagnosis }) => row.retry !== "unknown" && diagnosis.retry.when !== row.retry);
    expect(Object.keys(REASONS).filter((reason) => !differing.some((answer) => REASONS[reason]?.(answer)))).toEqual([]);
  });

  it("gives its waiting time, and names the code", () => {
    const waits = all.filter(({ row, diagnosis }) => row.wait !== undefined && diagnosis.retry.when === "later");
    expect(waits.length).toBeGreaterThan(10);
    for (const { row, diagnosis } of waits) {
      expect(diagnosis.retry.notBefore, row.code).toBeDefined();
      expect(diagnosis.retry.because?.code).toBe(row.code);
    }
  });

  it("says hard where nothing may follow, soft where something may, and neither where nothing is published", () => {
    const wrong = all.filter(({ row, diagnosis }) => {
      const derived = { never: "hard", later: "soft", now: "soft", after_remedy: "soft" }[row.retry as string];
      const published = row.state === "succeeded" ? undefined : (row.decline ?? derived);
      // Where nothing may follow for the sake of safety, nothing is called soft.
      const expected = published === "soft" && diagnosis.retry.when === "never" ? undefined : published;
      return diagnosis.retry.decline !== expected;
    });
    expect(
      wrong.map(({ scheme, row, diagnosis }) => `${scheme} ${row.code} ${row.retry} ${diagnosis.retry.decline}`),
    ).toEqual([]);
  });

  it("never says that a retry may succeed where none may be made", () => {
    for (const { row, diagnosis } of all)
      if (diagnosis.retry.when === "never") expect(diagnosis.retry.decline, row.code).not.toBe("soft");
  });

  it("says hard or soft as the source calls it", () => {
    const called = (wanted: string, code: string) =>
      all.find(({ scheme, row }) => scheme === wanted && row.code === code)?.diagnosis.retry.decline;
    expect(called("visa.category", "1")).toBe("hard");
    expect(["2", "3", "4"].map((code) => called("visa.category", code))).toEqual(["soft", "soft", "soft"]);
    expect(["03", "21", "42"].map((code) => called("mastercard.mac", code))).toEqual(["hard", "hard", "hard"]);
    expect(["01", "02", "24", "30"].map((code) => called("mastercard.mac", code))).toEqual(Array(4).fill("soft"));
    expect(called("stripe.advice_code", "do_not_try_again")).toBe("hard");
    // A number to be corrected: another try may follow, and the source still calls it hard.
    expect(called("braintree.processor_response_code", "2005")).toBe("hard");
    expect(called("checkout.response_code", "20005")).toBe("soft");
    expect(called("abecs.elo", "05")).toBe("soft");
    const stated = all.filter(({ row }) => row.decline !== undefined);
    expect(stated.length).toBeGreaterThan(400);
  });

  it("falls to what the cause needs only where nothing is published", () => {
    for (const { row, diagnosis } of all.filter(({ row }) => row.retry === "unknown")) {
      if (diagnosis.retry.when === "never" || diagnosis.retry.when === "check_status_first") continue;
      expect(diagnosis.retry.because, row.code).toBeUndefined();
    }
  });

  it("has a person look at a payment whose only code says that it is under way", () => {
    const open = all.filter(({ row }) => row.retry === "check_status_first" && row.cause === null);
    expect(open.length).toBeGreaterThan(40);
    for (const { row, diagnosis } of open) {
      expect(diagnosis.escalation?.reason, row.code).toBe("unknown_outcome");
      expect(diagnosis.retry.sameReference).toBe(true);
    }
  });
});
