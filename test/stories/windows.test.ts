import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { diagnose, preflight } from "../support/untyped.js";
import { actions, causeOf, codes, evidence, plain, remediesOf, remedyOf } from "./example.js";

const en = { locale: "en" };
/** A Friday. */
const at = "2026-11-20T09:00:00+08:00";
const paying = (amount: string, limits: readonly object[], more: object = {}) => ({
  transaction: { amount, currency: "USD", at },
  limits,
  ...more,
});
/** What is asked for to decide on a cause; a code of the provider could decide on each. */
const asked = ({ questions }: Diagnosis, code: string): string[] =>
  questions.filter(({ path, decides }) => path !== "/failure/code" && decides.includes(code)).map(({ path }) => path);
const ruledOut = (diagnosis: Diagnosis): string[] => diagnosis.ruledOut.map(({ cause }) => cause);
const untilOf = (diagnosis: Diagnosis, code: string): unknown =>
  remediesOf(diagnosis, code, "wait_until")[0]?.params.notBefore;

describe("a window of the calendar that is used up", () => {
  it.each([
    ["daily", "2026-11-21T00:00:00+08:00"],
    ["weekly", "2026-11-23T00:00:00+08:00"],
    ["monthly", "2026-12-01T00:00:00+08:00"],
    ["yearly", "2027-01-01T00:00:00+08:00"],
  ])("is empty again at its end: %s", async (window, end) => {
    const context = paying("60", [{ window, max: "100", used: "50", timeZone: "Asia/Shanghai" }]);
    const diagnosis = await diagnose(context, en);
    const wait = remedyOf(diagnosis, `limit.${window}`, "wait_until");
    expect(wait.params.notBefore).toBe(end);
    expect(wait.patch).toEqual([
      { op: "replace", path: "/transaction/at", value: end },
      { op: "replace", path: "/limits/0/used", value: "0.00" },
    ]);
    expect((await preflight(context, en)).passesAt).toBe(end);
  });

  it("has no end that is known without a time zone", async () => {
    const diagnosis = await diagnose(paying("60", [{ window: "daily", max: "100", used: "50" }]), en);
    expect(untilOf(diagnosis, "limit.daily")).toBeUndefined();
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("never ends in a lifetime, whatever the time zone", async () => {
    const context = paying("60", [{ window: "lifetime", max: "100", used: "50", timeZone: "Asia/Shanghai" }]);
    expect(untilOf(await diagnose(context, en), "limit.lifetime")).toBeUndefined();
    expect((await preflight(context, en)).passesAt).toBeNull();
  });

  it("ends when it is said to end, as it was written, and not by the calendar", async () => {
    const resetsAt = "2026-11-20T18:00:00Z";
    const limit = { window: "daily", max: "100", used: "50", resetsAt, timeZone: "Asia/Shanghai" };
    expect(untilOf(await diagnose(paying("60", [limit]), en), "limit.daily")).toBe(resetsAt);
    const answer = await preflight(paying("60", [{ ...limit, window: "lifetime" }]), en);
    expect(answer.passesAt).toBe(resetsAt);
  });

  it("does not help a payment that a whole window cannot hold", async () => {
    const context = paying("100.01", [{ window: "daily", max: "100", used: "50", timeZone: "Asia/Shanghai" }]);
    expect(untilOf(await diagnose(context, en), "limit.daily")).toBeUndefined();
    expect((await preflight(context, en)).passesAt).toBeNull();
  });
});

describe("what is said of a window that has ended since", () => {
  const limit = { window: "daily", max: "100", used: "50", maxCount: 2, usedCount: 2 };
  const ending = (resetsAt: string) => ({ ...limit, resetsAt });

  it("is known no longer, from its end on", async () => {
    const diagnosis = await diagnose(paying("60", [ending("2026-11-20T01:00:00Z")]), en);
    expect(codes(diagnosis)).toEqual([]);
    // Nor would a figure beside that end count, so none is asked for.
    expect(asked(diagnosis, "limit.daily")).toEqual([]);
    expect(asked(diagnosis, "limit.count")).toEqual([]);
  });

  it("stands until then", async () => {
    const diagnosis = await diagnose(paying("60", [ending("2026-11-20T01:00:00.001Z")]), en);
    expect(codes(diagnosis)).toEqual(["limit.count", "limit.daily"]);
  });

  it("stands where it is not known what time it is", async () => {
    const context = {
      ...paying("60", [ending("2026-11-20T01:00:00Z")]),
      transaction: { amount: "60", currency: "USD" },
    };
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.count", "limit.daily"]);
    expect(untilOf(diagnosis, "limit.daily")).toBeUndefined();
  });

  it("does not hide that the amount alone is over", async () => {
    const diagnosis = await diagnose(paying("101", [ending("2026-11-20T01:00:00Z")]), en);
    const cause = causeOf(diagnosis, "limit.daily");
    expect(evidence(cause, "limit.daily.after")).toBe("101.00");
    expect(plain(cause.explanation)).toBe("$101.00 alone is $1.00 over the daily limit of $100.00.");
    expect(asked(diagnosis, "limit.count")).toEqual([]);
  });
});

describe("waiting", () => {
  const zone = { timeZone: "Asia/Shanghai" };

  it("empties every window that has ended by then, sums and counts, and no other", async () => {
    const limits = [
      { window: "weekly", max: "100", used: "80", maxCount: 3, usedCount: 2, ...zone },
      { window: "daily", max: "100", used: "20", maxCount: 3, usedCount: 1, ...zone },
      { window: "monthly", max: "500", used: "200", maxCount: 30, usedCount: 9, ...zone },
      { window: "per_transaction", max: "90", used: "5", ...zone },
    ];
    const diagnosis = await diagnose(paying("30", limits), en);
    expect(remedyOf(diagnosis, "limit.weekly", "wait_until").patch).toEqual([
      { op: "replace", path: "/transaction/at", value: "2026-11-23T00:00:00+08:00" },
      { op: "replace", path: "/limits/0/used", value: "0.00" },
      { op: "replace", path: "/limits/0/usedCount", value: 0 },
      { op: "replace", path: "/limits/1/used", value: "0.00" },
      { op: "replace", path: "/limits/1/usedCount", value: 0 },
    ]);
  });

  it("is over when both the sum and the count have room again", async () => {
    const limits = [
      { window: "weekly", max: "100", used: "80", ...zone },
      { window: "monthly", maxCount: 3, usedCount: 3, ...zone },
    ];
    expect((await preflight(paying("30", limits), en)).passesAt).toBe("2026-12-01T00:00:00+08:00");
    const [weekly] = limits;
    const both = { ...weekly, maxCount: 3, usedCount: 3 };
    expect((await preflight(paying("30", [both]), en)).passesAt).toBe("2026-11-23T00:00:00+08:00");
  });

  it("does not help where the count of one window stands for ever", async () => {
    const limits = [
      { window: "weekly", max: "100", used: "80", ...zone },
      { window: "lifetime", maxCount: 3, usedCount: 3, ...zone },
    ];
    const answer = await preflight(paying("30", limits), en);
    expect(answer.passesAt).toBeNull();
    expect(actions(causeOf(answer, "limit.count"))).not.toContain("wait_until");
  });

  it("does not help where no transaction is allowed at all", async () => {
    const limit = { window: "daily", maxCount: 0, usedCount: 0, ...zone };
    expect((await preflight(paying("30", [limit]), en)).passesAt).toBeNull();
  });
});

describe("a limit on each transaction", () => {
  it("has nothing used up, whatever is said of it", async () => {
    const limit = (max: string) => ({ window: "per_transaction", max, used: "90" });
    expect(codes(await diagnose(paying("60", [limit("60")]), en))).toEqual([]);
    const diagnosis = await diagnose(paying("60", [limit("59.99")]), en);
    expect(codes(diagnosis)).toEqual(["limit.per_transaction"]);
    expect(actions(causeOf(diagnosis, "limit.per_transaction"))).not.toContain("wait_until");
  });

  it("has a count that no waiting ends", async () => {
    const limit = { window: "per_transaction", maxCount: 1, usedCount: 1, resetsAt: "2026-11-21T00:00:00Z" };
    expect((await preflight(paying("60", [limit]), en)).passesAt).toBeNull();
  });
});

describe("of two limits of one window", () => {
  const zone = { timeZone: "Asia/Shanghai" };
  const limit = (max: string, used?: string) => ({
    window: "daily",
    max,
    used,
    setBy: "customer",
    ceiling: "999",
    ...zone,
  });
  const raised = (diagnosis: Diagnosis): unknown => remedyOf(diagnosis, "limit.daily", "raise_limit").patch;

  it("the one with less headroom speaks", async () => {
    const [wide, tight] = [limit("80", "30"), limit("100", "70")];
    for (const [limits, place] of [
      [[wide, tight], 1],
      [[tight, wide], 0],
    ] as const) {
      const diagnosis = await diagnose(paying("60", limits), en);
      expect(evidence(causeOf(diagnosis, "limit.daily"), "limit.daily.headroom")).toBe("30.00");
      // Both are over, so both are raised.
      expect(raised(diagnosis)).toHaveLength(2);
      expect(raised(diagnosis)).toContainEqual({ op: "replace", path: `/limits/${place}/max`, value: "130.00" });
    }
  });

  it("the one that is proved exceeded speaks, also while the other is not known", async () => {
    const diagnosis = await diagnose(paying("45", [limit("50"), limit("80", "50")]), en);
    expect(evidence(causeOf(diagnosis, "limit.daily"), "limit.daily.excess")).toBe("15.00");
  });

  it("one that is not known leaves the window open", async () => {
    const diagnosis = await diagnose(paying("20", [limit("100", "60"), limit("50")]), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asked(diagnosis, "limit.daily")).toEqual(["/limits/1/used"]);
    expect(ruledOut(diagnosis)).not.toContain("limit.daily");
  });

  it("the one with the lower most speaks where nothing is known of what is used up", async () => {
    const diagnosis = await diagnose(paying("60", [limit("50"), limit("40"), limit("45")]), en);
    expect(evidence(causeOf(diagnosis, "limit.daily"), "limit.daily.excess")).toBe("20.00");
  });

  it("where neither is exceeded both are ruled out, by the one with less headroom", async () => {
    const diagnosis = await diagnose(paying("20", [limit("100", "60"), limit("80", "50")]), en);
    expect(ruledOut(diagnosis)).toContain("limit.daily");
    expect(plain(diagnosis.ruledOut.find(({ cause }) => cause === "limit.daily")?.because ?? "")).toMatch(/70.*80/);
    expect(diagnosis.largestAmount?.value).toBe("30.00");
  });
});

describe("a limit that is not about a highest amount", () => {
  it.each([
    ["a least amount", { min: "5" }],
    ["a count", { maxCount: 5, usedCount: 1 }],
    ["an alert", { warnAt: "500" }],
  ])("cannot be exceeded by one: %s", async (_, limit) => {
    const diagnosis = await diagnose(paying("60", [{ window: "daily", ...limit }]), en);
    expect(asked(diagnosis, "limit.daily")).toEqual([]);
    expect(ruledOut(diagnosis)).toContain("limit.daily");
  });

  it("but says nothing at all asks for one", async () => {
    expect(asked(await diagnose(paying("60", [{ window: "daily" }]), en), "limit.daily")).toEqual([
      "/limits/0/max",
      "/limits/0/used",
    ]);
  });

  it("is open while one of several least amounts cannot be compared", async () => {
    for (const amounts of [
      ["5", "500"],
      ["500", "5"],
    ]) {
      const limits = amounts.map((min) => ({ window: "daily", min, currency: min === "500" ? "EUR" : "USD" }));
      const diagnosis = await diagnose(paying("60", limits));
      expect(codes(diagnosis)).toEqual([]);
      expect(ruledOut(diagnosis)).not.toContain("limit.minimum");
    }
  });

  it("asks how many came before it", async () => {
    const diagnosis = await diagnose(paying("60", [{ window: "daily", maxCount: 5 }]), en);
    expect(asked(diagnosis, "limit.count")).toEqual(["/limits/0/usedCount"]);
  });

  it("is over by any transaction where none is allowed, and no waiting helps", async () => {
    const limit = { window: "daily", maxCount: 0, timeZone: "Asia/Shanghai" };
    const diagnosis = await diagnose(paying("60", [limit]), en);
    expect(codes(diagnosis)).toEqual(["limit.count"]);
    expect(untilOf(diagnosis, "limit.count")).toBeUndefined();
  });
});

describe("whose limit is met", () => {
  const met = async (kind: string, party: string, direction: string): Promise<boolean> => {
    const limits = [{ window: "per_transaction", max: "50", party, direction }];
    const context = { ...paying("60", limits), transaction: { kind, amount: "60", currency: "USD", at } };
    return codes(await diagnose(context, en)).length > 0;
  };

  it.each(["payment", "transfer", "withdrawal"])(
    "a %s meets what limits going out, and what the payee may take",
    async (kind) => {
      for (const party of ["payer", "merchant", "bank", "payee"]) expect(await met(kind, party, "outgoing")).toBe(true);
      for (const party of ["payer", "merchant", "bank"]) expect(await met(kind, party, "incoming")).toBe(false);
      expect(await met(kind, "payee", "incoming")).toBe(true);
    },
  );

  it.each(["top_up", "refund"])(
    "a %s meets what limits the payer's coming in, a top-up the bank's going out too",
    async (kind) => {
      expect(await met(kind, "payer", "incoming")).toBe(true);
      for (const party of ["merchant", "bank", "payee"]) expect(await met(kind, party, "incoming")).toBe(false);
      for (const party of ["payer", "merchant", "payee"]) expect(await met(kind, party, "outgoing")).toBe(false);
      expect(await met(kind, "bank", "outgoing")).toBe(kind === "top_up");
    },
  );
});

describe("on the last day that can be written", () => {
  const context = (limit: object) => ({
    transaction: { amount: "60", currency: "USD", at: "9999-12-31T12:00:00Z" },
    limits: [{ max: "100", ...limit }],
    history: [{ at: "9999-12-30T12:00:00Z", amount: "50", status: "succeeded" }],
  });

  it.each([
    ["daily", { window: "daily", used: "50", timeZone: "UTC" }],
    ["rolling", { window: "rolling", period: "P7D" }],
  ])("nobody is told to wait for a day after it: %s", async (window, limit) => {
    const diagnosis = await diagnose(context(limit), en);
    expect(codes(diagnosis)).toEqual([`limit.${window}`]);
    expect(untilOf(diagnosis, `limit.${window}`)).toBeUndefined();
    expect((await preflight(context(limit), en)).passesAt).toBeNull();
  });
});
