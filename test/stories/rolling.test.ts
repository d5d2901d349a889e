import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { missingIn } from "../support/missing.js";
import { diagnose, preflight } from "../support/untyped.js";
import { causeOf, codes, evidence, remedyOf } from "./example.js";

const en = { locale: "en" };
const at = "2026-11-20T09:00:00Z";
const earlier = (time: string, amount: string, more: object = {}) => ({
  at: time,
  amount,
  status: "succeeded",
  ...more,
});
const paying = (amount: string, limit: object, history?: object[]) => ({
  transaction: { id: "T-9", amount, currency: "USD", at },
  limits: [{ window: "rolling", max: "100", period: "P7D", ...limit }],
  history,
});
const usedIn = (diagnosis: Diagnosis): unknown => evidence(causeOf(diagnosis, "limit.rolling"), "limit.rolling.used");
/** What is asked for to decide on the limit; a code of the provider could decide on it too. */
const missingFor = (context: object): string[] =>
  missingIn(context)
    .filter(({ path, decides }) => path !== "/failure/code" && decides.includes("limit.rolling"))
    .map(({ path }) => path);
const asked = ({ questions }: Diagnosis, code = "limit.rolling"): string[] =>
  questions.filter(({ path, decides }) => path !== "/failure/code" && decides.includes(code)).map(({ path }) => path);

describe("what a rolling limit counts", () => {
  it("is what went through or is under way, and neither what failed nor the attempt itself", async () => {
    const history = [
      earlier("2026-11-19T09:00:00Z", "40"),
      earlier("2026-11-18T09:00:00Z", "30", { status: "pending" }),
      earlier("2026-11-17T09:00:00Z", "20", { status: "failed" }),
      earlier("2026-11-20T09:00:00Z", "50", { id: "T-9", status: "pending" }),
    ];
    expect(usedIn(await diagnose(paying("50", {}, history), en))).toBe("70.00");
  });

  it("is what came after the period's first instant, up to now", async () => {
    const history = [
      earlier("2026-11-13T09:00:00Z", "1"),
      earlier("2026-11-13T09:00:00.001Z", "2"),
      earlier("2026-11-20T09:00:00Z", "4"),
      earlier("2026-11-20T09:00:00.001Z", "8"),
    ];
    expect(usedIn(await diagnose(paying("99", {}, history), en))).toBe("6.00");
  });

  it("is what is stated, where it is stated", async () => {
    const history = [earlier("2026-11-19T09:00:00Z", "40")];
    expect(usedIn(await diagnose(paying("50", { used: "90" }, history), en))).toBe("90.00");
    expect(codes(await diagnose(paying("50", { maxCount: 5, usedCount: 5 }, history), en))).toEqual(["limit.count"]);
    expect(codes(await diagnose(paying("50", { maxCount: 1, usedCount: 0 }, history), en))).toEqual([]);
  });

  it("goes by the calendar of the limit's time zone, else of UTC", async () => {
    // On Lord Howe Island clocks went half an hour ahead on 4 October: midnight in UTC is 10:30 before that day and 11:00 after it.
    const history = [earlier("2026-10-03T00:00:00Z", "60")];
    const until = async (limit: object) => {
      const context = paying("50", { period: "P1M", ...limit }, history);
      const transaction = { ...context.transaction, at: "2026-10-20T09:00:00Z" };
      const diagnosis = await diagnose({ ...context, transaction }, en);
      return Date.parse(remedyOf(diagnosis, "limit.rolling", "wait_until").params.notBefore as string);
    };
    expect(await until({})).toBe(Date.parse("2026-11-03T00:00:00Z"));
    expect(await until({ timeZone: "Australia/Lord_Howe" })).toBe(Date.parse("2026-11-02T23:30:00Z"));
  });

  it("cannot be added up where a part of it is in another currency, and that is said", async () => {
    const history = [earlier("2026-11-19T09:00:00Z", "90"), earlier("2026-11-18T09:00:00Z", "90", { currency: "EUR" })];
    const diagnosis = await diagnose(paying("50", {}, history), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(diagnosis.warnings.map(({ path, code }) => [path, code])).toEqual([
      ["/history/1/amount", "currency_mismatch"],
    ]);
    expect(asked(diagnosis)).toEqual([]);
  });

  it("is warned of where it is counted and in another currency, and nowhere else", async () => {
    const history = [
      earlier("2026-11-01T09:00:00Z", "90", { currency: "EUR" }),
      earlier("2026-11-18T09:00:00Z", "90", { currency: "USD" }),
      earlier("2026-11-19T09:00:00Z", "90", { currency: "EUR" }),
      earlier("2026-11-25T09:00:00Z", "90", { currency: "EUR" }),
    ];
    const { warnings } = await diagnose(paying("50", {}, history), en);
    expect(warnings.map(({ path }) => path)).toEqual(["/history/2/amount"]);
  });

  it("is a count also where the currency of the transaction is not known", async () => {
    const history = [earlier("2026-11-19T09:00:00Z", "90", { currency: "EUR" })];
    const context = { ...paying("50", { max: null, maxCount: 1 }, history), transaction: { at } };
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.count"]);
    expect(diagnosis.warnings).toEqual([]);
  });

  it("is warned of once for each such part, however many limits count it", async () => {
    const history = [earlier("2026-11-19T09:00:00Z", "90", { currency: "EUR" })];
    const context = paying("50", {}, history);
    const { warnings } = await diagnose({ ...context, limits: [...context.limits, ...context.limits] }, en);
    expect(warnings).toHaveLength(1);
  });

  it("is not kept from being added up by what is over, or in the transaction's own currency", async () => {
    const history = [
      earlier("2026-11-01T09:00:00Z", "90", { currency: "EUR" }),
      earlier("2026-11-19T09:00:00Z", "90", { currency: "USD" }),
      earlier("2026-11-25T09:00:00Z", "90", { currency: "EUR" }),
    ];
    const diagnosis = await diagnose(paying("50", {}, history), en);
    expect(usedIn(diagnosis)).toBe("90.00");
    expect(diagnosis.warnings).toEqual([]);
  });
});

describe("a rolling limit of which something is not known", () => {
  const history = [earlier("2026-11-19T09:00:00Z", "60")];

  it("asks for the history", async () => {
    const diagnosis = await diagnose(paying("50", {}), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(missingFor(paying("50", {}))).toEqual(["/history"]);
  });

  it("asks for its period", async () => {
    const diagnosis = await diagnose(paying("50", { period: null }, history), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asked(diagnosis)).toEqual(["/limits/0/period"]);
  });

  it("asks when it was", async () => {
    const context = { ...paying("50", {}, history), transaction: { amount: "50", currency: "USD" } };
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual([]);
    expect(missingFor(context)).toEqual(["/transaction/at"]);
  });

  it("asks for all of it at once", () => {
    const context = { ...paying("50", { period: null }), transaction: { amount: "50", currency: "USD" } };
    expect(missingFor(context).sort()).toEqual(["/history", "/limits/0/period", "/transaction/at"]);
  });

  it("is exceeded all the same by an amount that alone is over it", async () => {
    expect(codes(await diagnose(paying("101", { period: null }), en))).toEqual(["limit.rolling"]);
  });
});

describe("a rolling limit beside another wait", () => {
  const history = [earlier("2026-11-19T09:00:00Z", "30"), earlier("2026-11-15T09:00:00Z", "20")];
  const passesAt = async (amount: string, limit: object, ...others: object[]) => {
    const context = paying(amount, limit, history);
    return (await preflight({ ...context, limits: [...context.limits, ...others] }, en)).passesAt;
  };

  it("is waited for until both its sum and its count have room", async () => {
    // The sum needs the first release only, the count both.
    expect(await passesAt("60", { maxCount: 1 })).toBe("2026-11-26T09:00:00Z");
    expect(await passesAt("80", { maxCount: 2 })).toBe("2026-11-26T09:00:00Z");
    expect(await passesAt("60", { maxCount: 0 })).toBeNull();
    expect(await passesAt("101", { maxCount: 1 })).toBeNull();
  });

  it("is not waited for where it has room to the cent and to the last transaction", async () => {
    const daily = { window: "daily", max: "60", used: "50", resetsAt: "2026-11-21T00:00:00Z" };
    expect(await passesAt("50", { maxCount: 3 }, daily)).toBe("2026-11-21T00:00:00Z");
  });
});

describe("waiting for a rolling limit", () => {
  // The history is counted anew for that time.
  const movedTo = (value: string) => ({ op: "replace", path: "/transaction/at", value });
  const history = [
    earlier("2026-11-01T09:00:00Z", "50"),
    earlier("2026-11-25T09:00:00Z", "50"),
    earlier("2026-11-19T09:00:00Z", "30"),
    earlier("2026-11-15T09:00:00Z", "20"),
    earlier("2026-11-17T09:00:00Z", "40"),
  ];

  it("ends with the release that is enough, and leaves the rest used up", async () => {
    const diagnosis = await diagnose(paying("70", {}, history), en);
    const wait = remedyOf(diagnosis, "limit.rolling", "wait_until");
    expect(wait.params.notBefore).toBe("2026-11-24T09:00:00Z");
    expect(wait).toMatchObject({ verified: "clears_all", patch: [movedTo("2026-11-24T09:00:00Z")] });
    expect((await preflight(paying("70", {}, history), en)).passesAt).toBe("2026-11-24T09:00:00Z");
  });

  it("ends with the release after which the count fits", async () => {
    const context = paying("1", { max: null, maxCount: 2 }, history);
    const wait = remedyOf(await diagnose(context, en), "limit.count", "wait_until");
    expect(wait.params.notBefore).toBe("2026-11-24T09:00:00Z");
    expect(wait).toMatchObject({ verified: "clears_all", patch: [movedTo("2026-11-24T09:00:00Z")] });
    expect((await preflight(context, en)).passesAt).toBe("2026-11-24T09:00:00Z");
  });

  it("never takes off more than is used up", async () => {
    const context = paying("70", { used: "45", maxCount: 2, usedCount: 2 }, history);
    const wait = remedyOf(await diagnose(context, en), "limit.rolling", "wait_until");
    expect(wait.params.notBefore).toBe("2026-11-22T09:00:00Z");
    const later = remedyOf(
      await diagnose({ ...context, ...paying("100", { used: "45" }, history) }, en),
      "limit.rolling",
      "wait_until",
    );
    expect(later.params.notBefore).toBe("2026-11-24T09:00:00Z");
    expect(later.patch).toEqual([
      movedTo("2026-11-24T09:00:00Z"),
      { op: "replace", path: "/limits/0/used", value: "0.00" },
    ]);
  });

  it("has no end where what is stated is more than the history releases", async () => {
    const context = paying("70", { used: "125" }, history);
    expect((await preflight(context, en)).passesAt).toBeNull();
    const diagnosis = await diagnose(context, en);
    expect(causeOf(diagnosis, "limit.rolling").remedies.map(({ action }) => action)).not.toContain("wait_until");
  });

  it("has no end where the history is not known", async () => {
    expect((await preflight(paying("70", { used: "50" }), en)).passesAt).toBeNull();
    expect((await preflight(paying("70", { max: null, maxCount: 2, usedCount: 2 }), en)).passesAt).toBeNull();
  });
});
