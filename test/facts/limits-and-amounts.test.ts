import { describe, expect, it, test } from "vitest";
import { causeOf, codes, evidence, remedyOf } from "../stories/example.js";
import { assess, diagnose } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-03-10T22:00:00Z" };
const balance = { available: "100.00" };

describe("an amount below the largest one", () => {
  test.each([
    ["passes too where no fee falls as the amount rises", [{ bands: [{ upTo: "120", flat: "1" }, { flat: "2" }] }], {}],
    ["passes too where it is exactly the minimum", [], { limits: [{ window: "per_transaction", min: "0.01" }] }],
    ["may pass or not where the fee falls at an edge below", [{ bands: [{ upTo: "20", flat: "90" }, {}] }], null],
    ["may pass or not where the payee's fee takes all of a small one", [{ paidBy: "payee", flat: "5" }], null],
  ])("%s", async (_name, fees, more) => {
    const diagnosis = await diagnose({ transaction, balance, fees, ...more });
    const { params } = remedyOf(diagnosis, "balance.insufficient", "reduce_amount");
    expect(params.upTo).toEqual(more === null ? undefined : params.amount);
  });
});

describe("what a payment was made with", () => {
  const failure = { provider: "iso8583", code: "51" };
  test.each([
    ["what the code is about, where nothing else says it", {}, { kind: "card" }],
    ["what is stated, whatever the code is about", { instrument: { kind: "wallet" } }, { kind: "wallet" }],
    ["a brand, where only that is stated", { instrument: { brand: "visa" } }, { brand: "visa" }],
    ["no card where the balance is known", { balance }, undefined],
    [
      "what the code is about beside a known balance, where that is no card",
      { balance, failure: { provider: "bacs", code: "0" } },
      { kind: "bank_account" },
    ],
  ])("is %s", async (_name, context, instrument) => {
    expect((await assess({ transaction, failure, ...context })).transaction.instrument).toEqual(instrument);
  });
});

describe("of several limits", () => {
  it("the minimum that is missed is the highest, and one that is just reached is not missed", async () => {
    const minimum = (min: string) => ({ window: "per_transaction", min });
    const diagnosis = await diagnose({ transaction, limits: [minimum("160"), minimum("200"), minimum("120")] });
    expect(evidence(causeOf(diagnosis, "limit.minimum"), "limit.minimum.min")).toBe("200.00");
    expect(codes(await diagnose({ transaction, limits: [minimum("150")] }))).toEqual([]);
  });

  const daily = { window: "daily", maxCount: 3, usedCount: 3 };
  const weekly = { window: "weekly", maxCount: 5, usedCount: 9 };
  const monthly = { window: "monthly", maxCount: 50, usedCount: 9 };
  test.each([
    ["last", [monthly, daily, weekly]],
    ["first", [weekly, daily, monthly]],
  ])(
    "the count that decides is the one with the fewest payments left, also where it is listed %s",
    async (_, limits) => {
      const cause = causeOf(await diagnose({ transaction, limits }), "limit.count");
      expect([evidence(cause, "limit.count.used"), evidence(cause, "limit.count.maxCount")]).toEqual([9, 5]);
    },
  );

  it("none is reached by a count that is not", async () => {
    expect(codes(await diagnose({ transaction, limits: [monthly] }))).toEqual([]);
  });

  it("fees exceed the one with the least room, and never one that the amount alone exceeds", async () => {
    const limit = (window: string, max: string) => ({ window, max, used: "0", countsFees: true });
    const fees = [{ flat: "1" }];
    const shown = async (...limits: object[]) => {
      const diagnosis = await diagnose({ transaction, fees, limits });
      return diagnosis.causes.map(({ code, evidence: shown }) => [
        code,
        shown.find(({ fact }) => /max$/.test(fact))?.value,
      ]);
    };
    expect(await shown(limit("daily", "150.50"), limit("weekly", "150.20"))).toEqual([["fee.exceeds_limit", "150.20"]]);
    expect(await shown(limit("monthly", "100"), limit("daily", "150.50"))).toEqual([
      ["fee.exceeds_limit", "150.50"],
      ["limit.monthly", "100.00"],
    ]);
    expect(await shown(limit("monthly", "1000"), limit("daily", "151"))).toEqual([]);
  });
});
