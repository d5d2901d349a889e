import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes, everyAction } from "./example.js";

const en = { locale: "en" };
const transaction = { kind: "payment", amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };
const enough = { balance: { available: "5000" }, fees: [] };
const since = async (context: object, now: string) =>
  (await diagnose(context, { ...en, now })).causes.map(({ code, sinceAttempt }) => [code, sinceAttempt ?? false]);

describe("a daily limit that was over at ten in the evening", () => {
  const daily = { window: "daily", max: "1000", used: "900", timeZone: "UTC" };
  const context = { transaction, ...enough, limits: [daily] };

  it("is waited for until midnight", async () => {
    const { verdict, retry, largestAmount } = await diagnose(context, en);
    expect([verdict, retry.notBefore]).toEqual(["wait", "2026-03-11T00:00:00Z"]);
    expect(largestAmount?.value).toBe("100.00");
  });

  it.each(["2026-03-11T00:00:00Z", "2026-03-11T09:00:00Z", "2026-04-10T22:00:00Z", "2027-03-10T22:00:00Z"])(
    "is still why at %s, and nobody waits for it any more",
    async (now) => {
      const diagnosis = await diagnose(context, { ...en, now });
      expect(causeOf(diagnosis, "limit.daily")).toMatchObject({ certainty: "certain" });
      expect(everyAction(diagnosis)).not.toContain("wait_until");
      expect([diagnosis.verdict, diagnosis.retry.notBefore]).toEqual(["self_service", undefined]);
      // How much of the new day is used up is not known.
      expect(diagnosis.largestAmount).toBeNull();
    },
  );

  it("without a time zone is over a day later, wherever it is", async () => {
    const { timeZone: _, ...nowhere } = daily;
    const at = async (now: string) => (await diagnose({ ...context, limits: [nowhere] }, { ...en, now })).largestAmount;
    expect((await at("2026-03-11T20:00:00Z"))?.value).toBe("100.00");
    expect(await at("2026-03-12T02:00:00Z")).toBeNull();
  });

  it("is read as of the attempt where now is before it", async () => {
    const diagnosis = await diagnose(context, { ...en, now: "2026-03-01T00:00:00Z" });
    expect(diagnosis.retry.notBefore).toBe("2026-03-11T00:00:00Z");
  });

  it("leaves a month's limit that goes on to be waited for", async () => {
    const monthly = { window: "monthly", max: "1000", used: "950", timeZone: "UTC" };
    const diagnosis = await diagnose({ ...context, limits: [daily, monthly] }, { ...en, now: "2026-03-11T09:00:00Z" });
    expect(codes(diagnosis)).toEqual(["limit.daily", "limit.monthly"]);
    expect(diagnosis.retry.notBefore).not.toBe("2026-03-11T00:00:00Z");
  });
});

describe("what has ended since", () => {
  const limit = { window: "daily", max: "1000", used: "900", timeZone: "UTC" };
  const until = "2026-03-11T00:00:00Z";
  const failures = {
    "a daily limit": { ...enough, limits: [limit] },
    "the number of payments a day": {
      ...enough,
      limits: [{ window: "daily", maxCount: 3, usedCount: 3, timeZone: "UTC" }],
    },
    "a fee over the limit": {
      ...enough,
      fees: [{ flat: "10" }],
      limits: [{ ...limit, used: "845", countsFees: true }],
    },
    "a lock": { authentication: { method: "pin", status: "failed", lockedUntil: until } },
    "an outage": { network: { service: "down", serviceBackAt: until } },
    maintenance: { network: { service: "maintenance", serviceBackAt: until } },
  };
  const told = {
    en: [/\(ended on Mar 11, 2026, 00:00 UTC\)$/, / That ended on Mar 11, 2026, 00:00 UTC\.$/],
    "zh-CN": [/，已于 2026年3月11日.*结束$/, /该情况已于 2026年3月11日.*结束。$/],
    id: [/ \(berakhir pada 11 Mar 2026.*\)$/, / Hal itu berakhir pada 11 Mar 2026.*\.$/],
  };

  it.each(Object.entries(failures))("is told with its end, and with no time to wait for: %s", async (_, facts) => {
    for (const [locale, [heading, explanation]] of Object.entries(told)) {
      const diagnosis = await diagnose({ transaction, ...facts }, { locale, now: "2026-03-12T09:00:00Z" });
      const [cause] = diagnosis.causes;
      expect(diagnosis.summary).toMatch(heading as RegExp);
      expect(cause?.explanation).toMatch(explanation as RegExp);
      expect(`${diagnosis.summary} ${cause?.explanation}`.match(/2026/g)).toHaveLength(2);
      expect([cause?.endedAt, diagnosis.retry.when]).toEqual([until, "now"]);
    }
  });

  it("is not said of what goes on", async () => {
    const diagnosis = await diagnose({ transaction, ...failures["a lock"] }, { ...en, now: "2026-03-10T23:00:00Z" });
    expect(diagnosis.summary).toBe("The payment password is locked until Mar 11, 2026, 00:00 UTC");
    expect(diagnosis.causes[0]).not.toHaveProperty("endedAt");
  });

  it("is told without a time where the end of the window is not known", async () => {
    const { timeZone: _, ...nowhere } = limit;
    const diagnosis = await diagnose(
      { transaction, ...enough, limits: [nowhere] },
      { ...en, now: "2026-03-20T09:00:00Z" },
    );
    expect(diagnosis.summary).toBe("Over the daily limit by $50.00 (ended since)");
    expect(diagnosis.causes[0]?.endedAt).toBeNull();
  });
});

describe("a rolling limit", () => {
  it("with a stated reset is waited for until then", async () => {
    const limits = [{ window: "rolling", max: "1000", used: "900", resetsAt: "2026-03-11T18:00:00Z" }];
    const diagnosis = await diagnose({ transaction, ...enough, limits }, en);
    expect(diagnosis.retry).toMatchObject({ when: "later", notBefore: "2026-03-11T18:00:00Z" });
  });

  it("of a month counts what was paid on 31 January until 28 February, at the same hour", async () => {
    const limit = { window: "rolling", period: "P1M", max: "200", timeZone: "UTC" };
    const history = [{ at: "2026-01-31T10:00:00Z", amount: "100", currency: "USD", status: "succeeded" }];
    const at = async (text: string) =>
      codes(await diagnose({ transaction: { ...transaction, at: text }, ...enough, limits: [limit], history }, en));
    expect(await at("2026-02-28T09:59:59Z")).toEqual(["limit.rolling"]);
    expect(await at("2026-02-28T10:00:00Z")).toEqual([]);
  });
});

describe("what came true only after the attempt", () => {
  it("an order that ran out stands behind the wrong PIN, and blocks the next attempt", async () => {
    const context = {
      transaction: { ...transaction, expiresAt: "2026-03-10T22:15:00Z" },
      authentication: { method: "pin", status: "failed", attemptsLeft: 3 },
    };
    expect(await since(context, "2026-03-10T22:15:00Z")).toEqual([
      ["authentication.password_wrong", false],
      ["transaction.expired", true],
    ]);
    expect(await since(context, "2026-03-10T22:14:59Z")).toEqual([["authentication.password_wrong", false]]);
  });

  it("a card that was good in its month is no reason for a refusal in it", async () => {
    const context = {
      transaction: { ...transaction, at: "2026-02-20T10:00:00Z" },
      instrument: { kind: "debit_card", expires: "2026-02", status: "active" },
      failure: { provider: "stripe", code: "do_not_honor" },
    };
    expect(await since(context, "2026-03-10T10:00:00Z")).toEqual([
      ["issuer.declined", false],
      ["instrument.expired", true],
    ]);
    const { evidence } = causeOf(await diagnose(context, { ...en, now: "2026-03-10T10:00:00Z" }), "instrument.expired");
    expect(evidence.map(({ fact, value }) => [fact, value])).toEqual([["instrument.expires", "2026-02"]]);
  });
});

describe("several limits of one kind over at once", () => {
  const coming = {
    transaction: { ...transaction, kind: "top_up", at: "2026-03-10T10:00:00Z" },
    balance: { available: "0", cap: "5000" },
    fees: [],
  };
  const incoming = { direction: "incoming", timeZone: "UTC" };
  const dayAndMonth = [
    { window: "daily", max: "200", used: "200", ...incoming },
    { window: "monthly", max: "1000", used: "900", ...incoming },
  ];

  it("are waited for until the last of them ends", async () => {
    const diagnosis = await diagnose({ ...coming, limits: dayAndMonth }, en);
    expect(diagnosis).toMatchObject({ verdict: "wait", retry: { when: "later", notBefore: "2026-04-01T00:00:00Z" } });
    expect(causeOf(diagnosis, "limit.incoming").explanation).toContain("Apr 1");
  });

  it("are not waited for where one of them never ends", async () => {
    const lifetime = { window: "lifetime", max: "1000", used: "900", direction: "incoming" };
    const diagnosis = await diagnose({ ...coming, limits: [dayAndMonth[0], lifetime] }, en);
    expect(everyAction(diagnosis)).not.toContain("wait_until");
  });

  it("by count, by rolling periods and by fees wait for the last too", async () => {
    const until = async (limits: object[], more: object = {}) =>
      (await diagnose({ transaction, ...enough, limits, ...more }, en)).retry.notBefore;
    const zone = { timeZone: "UTC" };
    const counts = { maxCount: 3, usedCount: 3, ...zone };
    const both = [
      { window: "daily", ...counts },
      { window: "monthly", ...counts },
    ];
    expect(await until(both)).toBe("2026-04-01T00:00:00Z");
    const byFees = { max: "200", used: "50", countsFees: true, ...zone };
    const fees = [{ flat: "1" }];
    expect(
      await until(
        [
          { window: "daily", ...byFees },
          { window: "monthly", ...byFees },
        ],
        { fees },
      ),
    ).toBe("2026-04-01T00:00:00Z");
    const history = [{ at: "2026-03-10T12:00:00Z", amount: "900", currency: "USD", status: "succeeded" }];
    const rolling = { window: "rolling", max: "1000" };
    expect(
      await until(
        [
          { ...rolling, period: "P1D" },
          { ...rolling, period: "P7D" },
        ],
        { history },
      ),
    ).toBe("2026-03-17T12:00:00Z");
  });
});
