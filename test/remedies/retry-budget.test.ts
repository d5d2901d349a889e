import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const at = "2026-11-20T09:00:00Z";
const transaction = { id: "T-1", amount: "10.00", currency: "USD", at };
const declined = { provider: "stripe", code: "insufficient_funds" };
const visa = { kind: "credit_card", brand: "visa" };
const mastercard = { kind: "credit_card", brand: "mastercard" };
const DAY = 86_400_000;

/** Failed attempts, one every so many milliseconds before this one; the oldest first. */
const earlier = (count: number, every: number, more: object = {}): object[] =>
  Array.from({ length: count }, (_, i) => ({
    at: new Date(Date.parse(at) - (count - i) * every).toISOString(),
    amount: "10.00",
    status: "failed",
    ...more,
  }));
const retryAfter = async (history: object[], instrument: object = visa, more: object = {}) =>
  (await diagnose({ transaction, instrument, failure: declined, history, payeeId: "shop", ...more })).retry;

describe("the tries that a card network allows", () => {
  it("are twenty after the first for Visa, counted over thirty days", async () => {
    expect((await retryAfter([])).attemptsLeft).toBe(20);
    expect((await retryAfter(earlier(4, DAY))).attemptsLeft).toBe(16);
    expect((await retryAfter(earlier(4, 31 * DAY))).attemptsLeft).toBe(20);
  });

  it("are not known without a history, and without a network", async () => {
    expect((await diagnose({ transaction, instrument: visa, failure: declined })).retry.attemptsLeft).toBeUndefined();
    expect((await retryAfter([], { kind: "credit_card" })).attemptsLeft).toBeUndefined();
    expect((await retryAfter([], { ...visa, brand: "jcb" })).attemptsLeft).toBeUndefined();
  });

  it("are ten in 24 hours for Mastercard, whatever the amount, and 35 of the same amount in thirty days", async () => {
    expect((await retryAfter(earlier(3, 3_600_000, { amount: "7.00" }), mastercard)).attemptsLeft).toBe(6);
    expect((await retryAfter(earlier(28, DAY), mastercard)).attemptsLeft).toBe(6);
    expect((await retryAfter(earlier(28, DAY, { amount: "7.00" }), mastercard)).attemptsLeft).toBe(9);
  });

  it("are fifteen after the first for Elo, of the same amount in thirty days, also where the table names the brand", async () => {
    const elo = { kind: "credit_card", brand: "elo" };
    expect((await retryAfter(earlier(3, DAY), elo)).attemptsLeft).toBe(12);
    expect((await retryAfter(earlier(3, DAY, { amount: "7.00" }), elo)).attemptsLeft).toBe(15);
    const over = await retryAfter(earlier(15, DAY), elo);
    expect([over.when, over.attemptsLeft, over.notBefore]).toEqual(["later", 0, "2026-12-05T09:00:00Z"]);
    const failure = { codes: [{ scheme: "abecs.elo", code: "51" }] };
    expect((await retryAfter(earlier(3, DAY), { kind: "credit_card" }, { failure })).attemptsLeft).toBe(12);
  });

  it("are used by failed attempts alone, to the same payee and, for Visa, of the same amount and currency", async () => {
    for (const other of [
      { status: "succeeded" },
      { payee: "another" },
      { amount: "10.01" },
      { currency: "EUR" },
      { id: "T-1" },
    ])
      expect((await retryAfter(earlier(1, DAY, other))).attemptsLeft, JSON.stringify(other)).toBe(20);
    for (const same of [{ payee: "shop" }, { amount: "10" }, { currency: "USD" }])
      expect((await retryAfter(earlier(1, DAY, same))).attemptsLeft, JSON.stringify(same)).toBe(19);
  });

  it("do not count an attempt that is still to come", async () => {
    expect((await retryAfter(earlier(1, -DAY))).attemptsLeft).toBe(20);
  });

  it("are used up by the rule that frees one last, where two rules are", async () => {
    const many = [...earlier(35, DAY / 2), ...earlier(10, 60_000)];
    const both = await retryAfter(many, mastercard);
    expect([both.when, both.attemptsLeft]).toEqual(["later", 0]);
    expect(Date.parse(both.notBefore ?? "")).toBeGreaterThan(Date.parse(at) + DAY);
  });

  it("are used up: later, when the oldest attempt no longer counts", async () => {
    const retry = await retryAfter(earlier(20, DAY));
    expect(retry).toMatchObject({ when: "later", attemptsLeft: 0, notBefore: "2026-11-30T09:00:00Z" });
    expect(await retryAfter(earlier(19, DAY))).toMatchObject({ when: "after_remedy", attemptsLeft: 1 });
    const nextDay = await diagnose(
      { transaction, instrument: visa, failure: declined, history: earlier(20, DAY) },
      { now: "2026-11-30T09:00:00Z" },
    );
    expect(nextDay.retry).toMatchObject({ when: "after_remedy", attemptsLeft: 1 });
  });

  it("are also known where a code names the network", async () => {
    const failure = { codes: [{ scheme: "visa.de39", code: "51" }] };
    expect((await diagnose({ transaction, failure, history: [] })).retry.attemptsLeft).toBe(20);
  });

  it("do not matter where nothing may be tried", async () => {
    const stolen = await retryAfter([], visa, { failure: { provider: "stripe", code: "stolen_card" } });
    expect(stolen).toMatchObject({ when: "never" });
    expect(stolen.attemptsLeft).toBeUndefined();
  });

  it("may be set by rules of one's own", async () => {
    const limit = {
      id: "visa_soft_declines",
      brand: "visa",
      declines: "soft",
      counts: "attempts",
      count: 2,
      window: "P7D",
      sameAmount: true,
      edition: "our acquirer's letter",
      source: { title: "Letter", url: "https://acquirer.example/letter", date: "2026-11-20" },
    };
    const rules = loadRules({ "retry-limits.json": { limits: [limit] } });
    const { retry } = await diagnose({ transaction, instrument: visa, failure: declined, history: [] }, { rules });
    expect(retry.attemptsLeft).toBe(1);
    const faulty = { limits: [{ ...limit, window: "Pseven" }] };
    expect(() => loadRules({ "retry-limits.json": faulty })).toThrow("retry-limits.json");
  });
});

describe("a payment that the merchant started", () => {
  it("is not tried again at once where the customer has to confirm", async () => {
    const failure = { provider: "fintoc", code: "mfa_authorization_timeout" };
    expect((await diagnose({ transaction, failure })).retry.when).toBe("now");
    const offSession = { ...transaction, initiator: "merchant" };
    expect((await diagnose({ transaction: offSession, failure })).retry.when).toBe("after_remedy");
  });
});

describe("the reference of a retry", () => {
  it("stays where only the way to the bank was at fault", async () => {
    const down = await diagnose({ transaction, network: { service: "down" } });
    expect(down.retry).toMatchObject({ when: "later", sameReference: true });
    const short = await diagnose({
      transaction,
      network: { status: "offline" },
      balance: { available: "1" },
      fees: [],
    });
    expect(short.retry.sameReference).toBe(false);
  });
});
