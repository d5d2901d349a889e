import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";

/** The amounts that would pass, worked out by hand. */
const paying = (amount: string | null, facts: object, more: object = {}) => ({
  transaction: { amount, currency: "USD", at: "2026-11-20T09:00:00Z", ...more },
  ...facts,
});
const single = (limit: object) => ({ window: "per_transaction", ...limit });

describe("the largest amount", () => {
  const largest = async (facts: object, more?: object): Promise<string | null> =>
    (await diagnose(paying("500", facts, more))).largestAmount?.value ?? null;
  const toPayee = (fees: object[]) => fees.map((fee) => ({ ...fee, paidBy: "payee" }));

  it("leaves room for its fee in the balance", async () => {
    // 99.01 + 0.99 = 100.00; 99.02 + 0.99 is a cent too much.
    expect(await largest({ balance: { available: "100" }, fees: [{ rate: "0.01" }] })).toBe("99.01");
    expect(await largest({ balance: { available: "100", restricted: "40" }, fees: [{ flat: "1" }] })).toBe("59.00");
    // Fees that are not known may take any part of it.
    expect(await largest({ balance: { available: "100" } })).toBeNull();
    expect(await largest({ balance: { available: "100" }, fees: [] })).toBe("100.00");
  });

  it("may lie above the edge at which a fee falls, or just below it", async () => {
    const fees = [{ bands: [{ upTo: "50", flat: "5" }, { flat: "1" }] }];
    expect(await largest({ balance: { available: "52" }, fees })).toBe("51.00");
    expect(await largest({ balance: { available: "51.01" }, fees })).toBe("50.01");
    expect(await largest({ balance: { available: "51" }, fees })).toBe("46.00");
    const free = [{ flat: "5", freeAllowance: "50" }];
    expect(await largest({ balance: { available: "54" }, fees: free })).toBe("50.00");
    expect(await largest({ balance: { available: "55.01" }, fees: free })).toBe("50.01");
  });

  it("lies below every edge in whatever order they stand", async () => {
    const fees = [
      { bands: [{ upTo: "80", flat: "0" }, { flat: "90" }] },
      { bands: [{ upTo: "20", flat: "0" }, { upTo: "60", flat: "50" }, { flat: "0" }] },
    ];
    expect(await largest({ balance: { available: "85" }, fees })).toBe("80.00");
    expect(await largest({ balance: { available: "59" }, fees })).toBe("20.00");
  });

  it("fits the tightest of the limits, with what each of them counts", async () => {
    const daily = { window: "daily", max: "100", used: "30" };
    expect(await largest({ limits: [single({ max: "80" }), daily] })).toBe("70.00");
    expect(await largest({ limits: [daily, single({ max: "60" }), { ...daily, used: "35" }] })).toBe("60.00");
    expect(await largest({ limits: [daily, { ...daily, used: "35" }] })).toBe("65.00");
    expect(await largest({ limits: [daily], fees: toPayee([{ flat: "2" }]) })).toBe("70.00");
    expect(await largest({ limits: [{ ...daily, countsFees: true }], fees: [{ flat: "2" }] })).toBe("68.00");
    expect(await largest({ limits: [{ ...daily, party: "payee" }], fees: toPayee([{ flat: "2" }]) })).toBe("72.00");
    expect(await largest({ limits: [daily, single({ max: "90", currency: "EUR" })] })).toBeNull();
    expect(await largest({ limits: [daily, { window: "weekly", max: "900" }] })).toBeNull();
  });

  it("fits what the payee may still hold, after the payee's fee", async () => {
    const payee = { balance: { available: "30", cap: "100" } };
    expect(await largest({ payee })).toBe("70.00");
    expect(await largest({ payee, fees: toPayee([{ flat: "2" }]) })).toBe("72.00");
    // 0.5 of 140.01 is 70.005, rounded 70.01: 70.00 arrive. Of 140.02 it is 70.01: a cent more arrives.
    expect(await largest({ payee, fees: toPayee([{ rate: "0.5" }]) })).toBe("140.01");
    expect(await largest({ payee: { balance: { cap: "100" } } })).toBeNull();
    expect(await largest({ payee: { balance: { available: "30" } } })).toBeNull();
  });

  it("fits under the cap, where money comes in", async () => {
    const topUp = { kind: "top_up" };
    const balance = { available: "30", held: "10", cap: "100" };
    expect(await largest({ balance }, topUp)).toBe("60.00");
    expect(await largest({ balance, fees: toPayee([{ flat: "1" }]) }, topUp)).toBe("61.00");
    expect(await largest({ balance: { available: "30" } }, topUp)).toBeNull();
    expect(await largest({ balance: { held: "10", cap: "100" } }, topUp)).toBeNull();
  });

  it("is none where a least amount is above it, a count is used up, or nothing bounds it", async () => {
    expect(await largest({ limits: [single({ min: "20", max: "10" })] })).toBeNull();
    expect(await largest({ limits: [single({ min: "10", max: "10" })] })).toBe("10.00");
    expect(
      await largest({ limits: [single({ max: "10" }), { window: "daily", maxCount: 1, usedCount: 1 }] }),
    ).toBeNull();
    expect(await largest({ limits: [single({ max: "10" }), { window: "daily", maxCount: 2, usedCount: 1 }] })).toBe(
      "10.00",
    );
    expect(await largest({ limits: [] })).toBeNull();
  });

  it("is none where all of it would be eaten by the payee's fee", async () => {
    expect(await largest({ limits: [single({ max: "10" })], fees: toPayee([{ flat: "10" }]) })).toBeNull();
    expect(await largest({ limits: [single({ max: "10" })], fees: toPayee([{ rate: "1" }]) })).toBeNull();
    expect(await largest({ limits: [single({ max: "10.01" })], fees: toPayee([{ flat: "10" }]) })).toBe("10.01");
    expect(await largest({ limits: [single({ max: "10" })], fees: toPayee([{ flat: "0" }]) })).toBe("10.00");
  });

  it("is not bounded by what the payee may take where the payee's fee is not known", async () => {
    const fees = toPayee([{ bands: [{ upTo: "10", flat: "1" }] }]);
    const limit = single({ party: "payee", max: "50" });
    expect(await largest({ fees, limits: [limit] })).toBeNull();
    expect(await largest({ fees, limits: [limit, single({ max: "60" })] })).toBe("60.00");
  });

  it("is a whole number of minor units, one at least", async () => {
    const free = (available: string) => largest({ balance: { available }, fees: [] });
    expect(await free("10.009")).toBe("10.00");
    expect(await free("0.01")).toBe("0.01");
    expect(await free("0.009")).toBeNull();
    expect(await free("-5")).toBeNull();
  });

  it("needs no amount, but a currency", async () => {
    const facts = { balance: { available: "5" }, fees: [] };
    expect((await diagnose(paying(null, facts))).largestAmount?.value).toBe("5.00");
    expect((await diagnose(facts)).largestAmount).toBeNull();
  });
});

describe("the least amount above one that is too small", () => {
  const least = async (amount: string, facts: object): Promise<string | null> => {
    const { causes } = await diagnose(paying(amount, facts));
    const remedies = causes.flatMap((cause) => cause.remedies);
    return remedies.find(({ action }) => action === "increase_amount")?.params.amount?.value ?? null;
  };
  const payee = (fee: object) => ({ fees: [{ ...fee, paidBy: "payee" }] });

  it("is the highest of the least amounts, with what each of them counts", async () => {
    expect(await least("5", { limits: [single({ min: "20" }), single({ min: "30" }), single({ min: "10" })] })).toBe(
      "30.00",
    );
    expect(await least("5", { limits: [single({ min: "20", countsFees: true })], fees: [{ flat: "2" }] })).toBe(
      "18.00",
    );
    expect(await least("5", { limits: [single({ min: "20", party: "payee" })], ...payee({ flat: "2" }) })).toBe(
      "22.00",
    );
    expect(await least("5", { limits: [single({ min: "20", max: "25" })] })).toBe("20.00");
    expect(await least("5", { limits: [single({ min: "20", max: "19" })] })).toBeNull();
  });

  it("may be reached by a fee that falls away above", async () => {
    const fees = [{ bands: [{ upTo: "10", flat: "5" }, { flat: "0" }] }];
    const limits = [single({ min: "14", countsFees: true })];
    expect(await least("3", { limits, fees })).toBe("9.00");
    expect(await least("8.99", { limits, fees })).toBe("9.00");
    expect(await least("10.01", { limits, fees })).toBe("14.00");
  });

  it("may lie beyond an edge below which none is enough", async () => {
    const fees = [{ bands: [{ upTo: "10", flat: "5" }, { flat: "0" }] }];
    expect(await least("3", { limits: [single({ min: "17", countsFees: true })], fees })).toBe("17.00");
  });

  it("leaves a cent to the payee, however far that is", async () => {
    expect(await least("2", payee({ flat: "3" }))).toBe("3.01");
    expect(await least("0.01", payee({ flat: "1000000" }))).toBe("1000000.01");
    expect(await least("2", payee({ rate: "1" }))).toBeNull();
    expect(await least("2", { ...payee({ flat: "3" }), balance: { available: "3.01" } })).toBe("3.01");
    expect(await least("2", { ...payee({ flat: "3" }), balance: { available: "3" } })).toBeNull();
  });

  it("is not offered where a count is used up", async () => {
    const count = { window: "daily", maxCount: 1, usedCount: 1 };
    expect(await least("5", { limits: [single({ min: "20" }), count] })).toBeNull();
  });
});

describe("the fewest parts", () => {
  const parts = async (amount: string, facts: object, more: object = { splittable: true }): Promise<unknown> => {
    const { causes } = await diagnose(paying(amount, facts, more));
    const split = causes.flatMap((cause) => cause.remedies).find(({ action }) => action === "split_payment");
    return split === undefined ? null : [split.params.parts, split.params.amount?.value];
  };
  const daily = { window: "daily", max: "100", used: "0" };

  it("are as equal as cents allow", async () => {
    expect(await parts("10", { limits: [single({ max: "3" })] })).toEqual([4, "2.50"]);
    expect(await parts("10", { limits: [single({ max: "3.50" })] })).toEqual([3, "3.34"]);
    expect(await parts("10", { limits: [single({ max: "3.33" })] })).toEqual([4, "2.50"]);
    expect(await parts("10", { limits: [single({ max: "5" })] })).toEqual([2, "5.00"]);
  });

  it("cannot be had where all of them together are over", async () => {
    const limits = [single({ max: "6" })];
    expect(await parts("10", { limits: [...limits, { ...daily, used: "90" }] })).toEqual([2, "5.00"]);
    expect(await parts("10", { limits: [...limits, { ...daily, used: "90.01" }] })).toBeNull();
    expect(await parts("10", { limits, fees: [{ flat: "1" }], balance: { available: "12" } })).toEqual([2, "5.00"]);
    expect(await parts("10", { limits, fees: [{ flat: "1" }], balance: { available: "11.99" } })).toBeNull();
    expect(await parts("10", { limits, balance: { available: "10" } })).toEqual([2, "5.00"]);
  });

  it("may together bring the payee less than the whole would", async () => {
    const fees = [{ flat: "0.25", paidBy: "payee" }];
    const payee = (max: string) => ({ fees, limits: [single({ max: "6" }), { ...daily, party: "payee", max }] });
    expect(await parts("10", payee("9.50"))).toEqual([2, "5.00"]);
    expect(await parts("10", payee("9.49"))).toEqual([3, "3.34"]);
    const cap = (room: string) => ({
      fees,
      limits: [single({ max: "6" })],
      payee: { balance: { available: "0", cap: room } },
    });
    expect(await parts("10", cap("9.50"))).toEqual([2, "5.00"]);
    expect(await parts("10", cap("9.49"))).toEqual([3, "3.34"]);
  });

  it("are none smaller than a least amount", async () => {
    expect(await parts("10", { limits: [single({ max: "4", min: "3.32" })] })).toEqual([3, "3.34"]);
    expect(await parts("10", { limits: [single({ max: "4", min: "3.33" })] })).toBeNull();
  });

  it("are no more than may still be counted", async () => {
    const counted = (max: string, count: object) => ({ limits: [single({ max }), { window: "daily", ...count }] });
    expect(await parts("10", counted("5", { maxCount: 3, usedCount: 1 }))).toEqual([2, "5.00"]);
    expect(await parts("10", counted("4", { maxCount: 3, usedCount: 1 }))).toBeNull();
    expect(await parts("10", counted("4", { maxCount: 4, usedCount: 1 }))).toEqual([3, "3.34"]);
    expect(await parts("10", counted("4", { maxCount: 2 }))).toEqual([3, "3.34"]);
  });

  it("are not kept from being more by what is counted in each of them", async () => {
    expect(await parts("10", { limits: [single({ max: "5" }), single({ maxCount: 1, usedCount: 0 })] })).toEqual([
      2,
      "5.00",
    ]);
  });

  it("are not judged by what arrives where that is not known", async () => {
    const fees = [{ bands: [{ upTo: "1", flat: "0" }], paidBy: "payee" }];
    const payee = [single({ min: "9", party: "payee" }), { ...daily, party: "payee", max: "9" }];
    expect(await parts("10", { fees, limits: [single({ max: "5" }), ...payee] })).toEqual([2, "5.00"]);
  });

  it("may each cost less than smaller ones would", async () => {
    const fees = [{ bands: [{ upTo: "1", flat: "5" }, { flat: "0" }] }];
    expect(await parts("10", { fees, limits: [single({ max: "6" })], balance: { available: "12" } })).toEqual([
      2,
      "5.00",
    ]);
  });

  it("cannot be had of an amount with more digits than the currency has", async () => {
    expect(await parts("1.00", { limits: [single({ max: "0.60" })] })).toEqual([2, "0.50"]);
    expect(await parts("1.005", { limits: [single({ max: "0.60" })] })).toBeNull();
  });

  it("are offered only where the amount is known to be paid in parts", async () => {
    const limits = [single({ max: "3" })];
    expect(await parts("10", { limits }, {})).toBeNull();
    expect(await parts("10", { limits }, { splittable: false })).toBeNull();
  });
});

describe("the least top-up of which a shortfall of 5.00 is left", () => {
  const topUp = async (source: object): Promise<string | null> => {
    const balance = { available: "95" };
    const fundingSources = [{ kind: "bank_card", ...source }];
    const { causes } = await diagnose(paying("100", { balance, fees: [], fundingSources }));
    const remedies = causes.flatMap((cause) => cause.remedies);
    return remedies.find(({ action }) => action === "top_up")?.params.amount?.value ?? null;
  };
  const fees = (fee: object) => [{ ...fee, paidBy: "payee" }];

  it("makes up for the fee that is taken from it", async () => {
    expect(await topUp({})).toBe("5.00");
    expect(await topUp({ fees: fees({ flat: "1" }) })).toBe("6.00");
    expect(await topUp({ fees: fees({ flat: "100000" }) })).toBe("100005.00");
    expect(await topUp({ fees: fees({ flat: "1" }), minTopUp: "20" })).toBe("20.00");
  });

  it("is no more than the source takes", async () => {
    expect(await topUp({ fees: fees({ flat: "1" }), maxTopUp: "6" })).toBe("6.00");
    expect(await topUp({ fees: fees({ flat: "1" }), maxTopUp: "5.99" })).toBeNull();
    expect(await topUp({ maxTopUp: "4" })).toBeNull();
  });

  it("may lie above the edge at which the fee falls", async () => {
    expect(await topUp({ fees: fees({ bands: [{ upTo: "10", flat: "8" }, { flat: "0" }] }) })).toBe("10.01");
  });

  it("is none where the fee is not known", async () => {
    expect(await topUp({ fees: fees({ bands: [{ upTo: "3", flat: "0" }] }), maxTopUp: "50" })).toBeNull();
  });
});
