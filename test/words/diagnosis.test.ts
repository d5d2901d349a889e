import { describe, expect, it } from "vitest";
import { assess, localize, type TransactionContext } from "../../src/api/index.js";
import { causesShown, planTexts, retryText } from "../../src/words/shown.js";
import { Wording } from "../../src/words/wording.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const summary = async (context: object, audience: "customer" | "agent" = "agent"): Promise<string> =>
  (await diagnose({ transaction, ...context }, { locale: "en", audience })).summary;

describe("the heading of an answer", () => {
  it.each([
    ["succeeded", /went through/],
    ["refunded", /was refunded/],
    ["pending", /still being processed/],
    ["planned", /^Nothing known stands in the way/],
  ])("says of something %s that it did not fail", async (status, words) => {
    expect(await summary({ transaction: { ...transaction, status }, balance: { available: "500" } })).toMatch(words);
  });

  it("is the first cause with its number", async () => {
    expect(await summary({ balance: { available: "20" }, fees: [] })).toBe("Balance too low: short $130.00");
  });

  it("is what the provider said where no cause is known, for an agent, with what its table says of trying again", async () => {
    const failure = { provider: "stripe", code: "unheard_of" };
    expect(await summary({ failure })).toMatch(/^Stripe: unheard_of\. /);
    expect(await summary({ failure }, "customer")).not.toMatch(/stripe|unheard_of/i);
    expect(await summary({ failure: { provider: "stripe", code: "do_not_try_again" } })).not.toMatch(/^Stripe: /);
  });

  it("says where no cause is known what its code's table says, and tells a customer of another try only where it is not the usual", async () => {
    const open = { failure: { provider: "stripe", code: "unheard_of" } };
    const usual = await summary(open, "customer");
    expect(usual).toBe("What is given does not explain the failure.");
    const never = await summary({ failure: { ...open.failure, adviceCode: "do_not_try_again" } }, "customer");
    expect(never.startsWith(usual)).toBe(true);
    expect(never.length).toBeGreaterThan(usual.length);
    const pending = { failure: { codes: [{ scheme: "midtrans.transaction_status", code: "authorize" }] } };
    expect(await summary(pending, "customer")).not.toMatch(/midtrans|authorize/i);
  });
});

describe("a cause in words", () => {
  it("has only the members that are known", async () => {
    const { causes } = await diagnose({ transaction, network: { status: "offline" } });
    expect(Object.keys(causes[0] ?? {}).sort()).toEqual(
      ["certainty", "code", "evidence", "explanation", "party", "remedies", "rules", "title"].sort(),
    );
    const ended = await diagnose(
      { transaction, network: { service: "down", serviceBackAt: "2026-11-22T10:00:00Z" } },
      { now: "2026-11-22T12:00:00Z" },
    );
    expect(ended.causes[0]).toMatchObject({ endedAt: "2026-11-22T10:00:00Z" });
    const since = await diagnose(
      { transaction: { ...transaction, expiresAt: "2026-11-22T09:15:00Z" }, network: { status: "offline" } },
      { now: "2026-11-22T12:00:00Z" },
    );
    expect(since.causes.at(-1)).toMatchObject({ sinceAttempt: true });
  });

  it("of another cause beside a risk is a title alone for the customer, with no number and nothing to do", async () => {
    const risk = {
      transaction,
      failure: { provider: "stripe", code: "fraudulent" },
      balance: { available: "20" },
      fees: [],
    };
    const [first, second] = (await diagnose(risk, { audience: "customer", locale: "en" })).causes;
    expect(first?.explanation).not.toBe(first?.title);
    expect(second).toMatchObject({ explanation: second?.title, evidence: [], remedies: [] });
    const [, forAgent] = (await diagnose(risk, { audience: "agent", locale: "en" })).causes;
    expect(forAgent?.explanation).toMatch(/\$130\.00/);
  });
});

describe("the way to human support, in words", () => {
  const frozen: TransactionContext = {
    transaction,
    account: { status: "frozen" },
    customer: { id: "c-1", preferredChannel: "email", canLogIn: false },
  };

  it("has a reason for each channel, an address only where the profile has one, and what to have ready", async () => {
    const { escalation } = await diagnose(frozen, { locale: "en" });
    expect(escalation?.channel.because).toMatch(/\S \S/);
    expect(escalation?.channel).not.toHaveProperty("address");
    expect(escalation?.prepare.length).toBeGreaterThan(0);
    for (const { label } of escalation?.prepare ?? []) expect(label).toMatch(/\S \S|^\p{Lu}/u);
  });

  it("is that of another profile where one is given later, chosen as if it had been given first", async () => {
    const kept = await assess(frozen, { now: "2026-11-22T09:00:00Z" });
    const later = localize(kept, { locale: "en", profile: "gopay" });
    expect(later).toEqual(await diagnose(frozen, { locale: "en", profile: "gopay", now: "2026-11-22T09:00:00Z" }));
    expect(later.escalation?.channel).not.toEqual(localize(kept, { locale: "en" }).escalation?.channel);
  });

  it("says with which options it was put into words, and no others", async () => {
    const { at: _, ...undated } = transaction;
    const kept = await assess({ ...frozen, transaction: undated });
    expect(localize(kept, { locale: "id", audience: "agent" }).escalation?.packet.options).toEqual({
      locale: "id",
      audience: "agent",
    });
    const timed = await assess(frozen, { now: "2026-11-22T10:00:00Z", profile: "gopay" });
    expect(localize(timed, { locale: "en" }).escalation?.packet.options).toEqual({
      locale: "en",
      audience: "customer",
      now: "2026-11-22T10:00:00Z",
      profile: "gopay",
    });
  });
});

describe("what an agent is shown", () => {
  const wording = new Wording("en", loadRules({}));
  const limit = { window: "daily", max: "200", used: "100", setBy: "customer", ceiling: "900", timeZone: "UTC" };

  it("has waiting first where time is enough, and a desk's order else", async () => {
    const waits = await diagnose({ transaction, balance: { available: "900" }, fees: [], limits: [limit] });
    const first = (answer: typeof waits) => causesShown(answer)[0]?.remedies.map(({ action }) => action);
    expect(first({ ...waits, verdict: "wait" } as typeof waits)?.[0]).toBe("wait_until");
    expect(first({ ...waits, verdict: "self_service" } as typeof waits)?.[0]).not.toBe("wait_until");
  });

  it("names the steps of a plan that is more than the first remedy", async () => {
    const two = await diagnose(
      { transaction, balance: { available: "20" }, fees: [], limits: [limit] },
      { locale: "en", audience: "agent" },
    );
    expect(two.plan?.steps.length).toBe(2);
    expect(planTexts(two, wording).length).toBe(2);
    expect(planTexts(two, wording).join()).toContain("$130.00");
    const one = await diagnose({ transaction, balance: { available: "20" }, fees: [] }, { locale: "en" });
    expect(one.plan?.steps.length).toBe(1);
    expect(planTexts(one, wording)).toEqual([]);
    const others = one.causes.map((cause) => ({ ...cause, remedies: cause.remedies.slice(1) }));
    expect(planTexts({ ...one, causes: others }, wording).length).toBe(1);
    expect(planTexts({ ...one, plan: null }, wording)).toEqual([]);
  });

  it("says when to try again: with the time where one is known, and without 'the same reference' where there is none", () => {
    const later = { when: "later", sameReference: false } as const;
    expect(retryText({ ...later, notBefore: "2026-11-23T00:00:00Z" }, wording)).toMatch(/Nov 23/);
    expect(retryText(later, wording)).toBe(wording.phrase("retry_later"));
    expect(retryText({ when: "check_status_first", sameReference: true }, wording)).toMatch(/same reference/);
    expect(retryText({ when: "check_status_first", sameReference: false }, wording)).not.toMatch(/same reference/);
    expect(retryText({ when: "never", sameReference: false }, wording)).toBe(wording.phrase("retry_never"));
  });
});
