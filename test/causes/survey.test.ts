import { describe, expect, it } from "vitest";
import { assess } from "../support/untyped.js";

const transaction = { kind: "payment", amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };

describe("what is ruled out", () => {
  it.each<[string, object, object]>([
    [
      "a code that does not decide names",
      {
        failure: {
          codes: [
            { scheme: "iso8583.de39", code: "51" },
            { scheme: "stripe.decline_code", code: "fraudulent" },
          ],
        },
      },
      {},
    ],
    [
      "came true since the attempt",
      { transaction: { ...transaction, expiresAt: "2026-03-11T00:00:00Z" } },
      { now: "2026-03-12T00:00:00Z" },
    ],
    ["facts and a code name", { failure: { code: "51" }, balance: { available: "20" }, fees: [] }, {}],
  ])("is no cause that %s", async (_, facts, options) => {
    const { causes, advice, ruledOut } = await assess({ transaction, ...facts }, options);
    const named = [...causes, ...advice].map(({ code }) => code);
    expect(named).not.toEqual([]);
    expect(ruledOut.map(({ cause }) => cause).filter((cause) => named.includes(cause))).toEqual([]);
  });
});

describe("a contradiction", () => {
  const conflictsOf = async (facts: object) => (await assess({ transaction, ...facts })).conflicts;

  it("between a code and the facts names the code, without what it must not show", async () => {
    const facts = { balance: { available: "500" }, fees: [] };
    expect(await conflictsOf({ ...facts, failure: { provider: "stripe", code: "insufficient_funds" } })).toMatchObject([
      {
        cause: "balance.insufficient",
        facts: expect.arrayContaining(["failure.code", "balance.usable"]),
        because: { code: "conflict_code", params: { code: "insufficient_funds" } },
      },
    ]);
  });
});
