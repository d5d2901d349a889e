import { describe, expect, it } from "vitest";
import { diagnose, preflight } from "../support/untyped.js";
import {
  actions,
  adviceCodes,
  causeOf,
  codes,
  evidence,
  example,
  plain,
  remedyOf,
  stepsOf,
  withTransaction,
} from "./example.js";

const en = { locale: "en" };

describe("a payment of 250,000 on a day with 820,000 of 1,000,000 used, by the customer's own limit", () => {
  const context = example("customer-daily-limit");

  it("is 70,000 over, and the settings must say at least 1,070,000", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.daily"]);
    expect(evidence(causeOf(diagnosis, "limit.daily"), "limit.daily.excess")).toBe("70000.00");
    const raise = remedyOf(diagnosis, "limit.daily", "raise_limit");
    expect(raise.params).toEqual({ limit: { value: "1070000.00", currency: "IDR" } });
    expect(raise.patch).toEqual([{ op: "replace", path: "/limits/0/max", value: "1070000.00" }]);
    expect(stepsOf(raise)).toMatch(/settings/);
    expect(stepsOf(raise)).toContain("IDR 1,070,000");
  });

  it("could be 180,000 now, or all of it after midnight in Jakarta", async () => {
    const diagnosis = await diagnose(context, en);
    expect(diagnosis.largestAmount?.value).toBe("180000.00");
    expect(remedyOf(diagnosis, "limit.daily", "wait_until").params.notBefore).toBe("2026-11-23T00:00:00+07:00");
  });

  it("is not to be raised above the ceiling, nor where the wallet or a regulator set it", async () => {
    const [daily] = context.limits as object[];
    for (const other of [{ ceiling: "1069999.99" }, { setBy: "wallet" }, { setBy: "regulator" }]) {
      const diagnosis = await diagnose({ ...context, limits: [{ ...daily, ...other }] }, en);
      expect(actions(causeOf(diagnosis, "limit.daily"))).not.toContain("raise_limit");
    }
  });
});

describe("a fee that counts against the daily limit", () => {
  const context = example("fee-over-daily-limit");

  it("takes the day 3.79 over, though the amount alone would fit", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["fee.exceeds_limit"]);
    // 0.6 % of 799.00 = 4.794, so 4.79; 4,200.00 + 799.00 + 4.79 = 5,003.79
    const cause = causeOf(diagnosis, "fee.exceeds_limit");
    expect(evidence(cause, "fee.limit.excess")).toBe("3.79");
    expect(remedyOf(diagnosis, cause.code, "raise_limit").params.limit?.value).toBe("5003.79");
    expect(remedyOf(diagnosis, cause.code, "wait_until").params.notBefore).toBe("2026-11-23T00:00:00+08:00");
    // 795.23 + 4.77 = 800.00; a cent more is 800.01.
    expect(diagnosis.largestAmount?.value).toBe("795.23");
  });

  it("does not matter to a limit that counts amounts only", async () => {
    const [daily] = context.limits as object[];
    expect(codes(await diagnose({ ...context, limits: [{ ...daily, countsFees: false }] }, en))).toEqual([]);
  });
});

describe("a transfer over the regulator's monthly limit", () => {
  const context = example("monthly-regulator-limit");

  it("waits until the 1st in Jakarta, and no setting changes that", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.monthly"]);
    expect(diagnosis.verdict).toBe("wait");
    expect(diagnosis.retry).toEqual({ when: "later", notBefore: "2026-12-01T00:00:00+07:00", sameReference: false });
    expect(actions(causeOf(diagnosis, "limit.monthly"))).toEqual(["reduce_amount", "wait_until", "use_other_method"]);
    // 20,000,000 − 19,600,000
    expect(diagnosis.largestAmount?.value).toBe("400000.00");
  });

  it("goes by the calendar of Jakarta, where December begins at 17:00 UTC", async () => {
    const until = async (at: string) => {
      const diagnosis = await diagnose({ ...context, transaction: { ...context.transaction, at } }, en);
      return Date.parse(remedyOf(diagnosis, "limit.monthly", "wait_until").params.notBefore as string);
    };
    expect(await until("2026-11-30T16:59:59Z")).toBe(Date.parse("2026-12-01T00:00:00+07:00"));
    expect(await until("2026-11-30T17:00:00Z")).toBe(Date.parse("2027-01-01T00:00:00+07:00"));
  });
});

describe("a limit of 250.00 in any seven days", () => {
  const context = example("rolling-limit");

  it("counts 240.00: not the failed one, and not what is older than seven days", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.rolling"]);
    expect(evidence(causeOf(diagnosis, "limit.rolling"), "limit.rolling.used")).toBe("240.00");
    expect(diagnosis.largestAmount?.value).toBe("10.00");
  });

  it("is released transaction by transaction", async () => {
    const until = async (amount: string) => {
      const diagnosis = await diagnose(withTransaction(context, { amount }), en);
      return remedyOf(diagnosis, "limit.rolling", "wait_until").params.notBefore;
    };
    // After the first release 140.00 are left: 110.00 fit to the cent, 120.00 need the second.
    expect(await until("110.00")).toBe("2026-11-23T09:30:00-05:00");
    expect(await until("120.00")).toBe("2026-11-25T16:45:00-05:00");
    expect(await until("250.00")).toBe("2026-11-27T20:10:00-05:00");
  });
});

describe("a payment near the alert", () => {
  const context = example("near-alert");

  it("passes, and is told that 1,850,000 of 2,000,000 would be used", async () => {
    const diagnosis = await diagnose(context, en);
    expect(diagnosis.verdict).toBe("not_failed");
    expect(codes(diagnosis)).toEqual([]);
    expect(adviceCodes(diagnosis)).toEqual(["limit.near"]);
    expect(plain(causeOf(diagnosis, "limit.near").explanation)).toContain("IDR 1,850,000");
    expect((await preflight(context, en)).passes).toBe(true);
  });

  it("is warned of from the alert on, and no earlier", async () => {
    const advice = async (amount: string) => adviceCodes(await diagnose(withTransaction(context, { amount }), en));
    expect(await advice("299999.99")).toEqual([]);
    expect(await advice("300000.00")).toEqual(["limit.near"]);
  });
});

describe("a transfer looked at before it is made", () => {
  const context = example("planned-over-daily-limit");

  it("would not pass today, but from midnight in Shanghai", async () => {
    const answer = await preflight(context, en);
    expect(answer).toMatchObject({
      passes: false,
      passesAt: "2026-11-23T00:00:00+08:00",
      // 5,000 − 2,000
      largestAmount: { value: "3000.00", currency: "CNY" },
    });
    expect(codes(answer)).toEqual(["limit.daily"]);
  });

  it("passes at once with 3,000", async () => {
    expect(await preflight(withTransaction(context, { amount: "3000.00" }), en)).toMatchObject({
      passes: true,
      passesAt: context.transaction.at,
      causes: [],
    });
  });

  it("never passes with more than a whole day holds", async () => {
    expect((await preflight(withTransaction(context, { amount: "5000.01" }), en)).passesAt).toBeNull();
  });

  it("is read as planned whatever its status says", async () => {
    const failed = { ...withTransaction(context, { status: "failed", debited: true }), network: { timedOut: true } };
    expect(codes(await preflight(failed, en))).toEqual(["limit.daily"]);
  });
});

describe("maintenance on the last evening of a month that is used up", () => {
  const context = example("maintenance-and-monthly-limit");

  it("is over when the later of the two waits is over", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["provider.maintenance", "limit.monthly"]);
    expect(diagnosis.verdict).toBe("wait");
    expect(diagnosis.retry.notBefore).toBe("2026-12-01T02:00:00+07:00");
    expect(diagnosis.plan?.steps.map(({ cause, action }) => [cause, action])).toEqual([
      ["provider.maintenance", "wait_until"],
    ]);
  });

  it("waiting for the 1st alone leaves the maintenance", async () => {
    const wait = remedyOf(await diagnose(context, en), "limit.monthly", "wait_until");
    expect(wait).toMatchObject({ verified: "clears_this", leaves: ["provider.maintenance"] });
  });

  it("passes then", async () => {
    expect((await preflight(context, en)).passesAt).toBe("2026-12-01T02:00:00+07:00");
  });
});
