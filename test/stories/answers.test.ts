import { describe, expect, it } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import { diagnose, preflight } from "../support/untyped.js";
import { adviceCodes, causeOf, codes, example, plain, remedyOf } from "./example.js";

const en = { locale: "en" };
const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const short = { transaction, balance: { available: "100.00" }, fees: [] };
const daily = { window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" };

describe("the summary", () => {
  const summary = async (context: object) => plain((await diagnose(context, en)).summary);

  it("is the first cause with its number, whatever is to be done", async () => {
    expect(await summary({ transaction, limits: [daily] })).toBe("Over the daily limit by $20.00");
    const unstable = { transaction, limits: [daily], network: { status: "unstable" } };
    expect(await summary(unstable)).toBe("Over the daily limit by $20.00");
    expect(await summary({ network: { status: "offline" } })).toBe("The device is offline");
  });

  it("is the title alone where only a code names the cause", async () => {
    expect(await summary({ transaction, failure: { code: "DAILY_LIMIT_EXCEEDED" } })).toBe("Over the daily limit");
  });

  it("says what the provider said, and whether to try again, where no cause is known", async () => {
    const failure = { provider: "acme", code: "E777" };
    const agent = (await diagnose({ transaction, failure }, { ...en, audience: "agent" })).summary;
    expect(agent).toMatch(/^acme: E777\. What is given does not explain the failure/);
    expect(await summary({ transaction, failure })).toMatch(/^What is given does not explain the failure/);
  });

  it("says no step where none is known", async () => {
    const full = { available: "5.00", held: "95.01", cap: "100.00" };
    const diagnosis = await diagnose(
      { transaction: { ...transaction, kind: "top_up", amount: "50" }, balance: full },
      en,
    );
    expect(causeOf(diagnosis, "balance.cap_exceeded").remedies).toEqual([]);
    expect(diagnosis.summary).toContain("$50.01");
  });

  it("says what is so where nothing failed, or nothing is known", async () => {
    const of = (status: string) => summary({ transaction: { ...transaction, status } });
    expect(await of("succeeded")).toMatch(/went through/);
    expect(await of("refunded")).toMatch(/was refunded/);
    expect(await of("pending")).toMatch(/still being processed/);
    expect(await of("planned")).toMatch(/Nothing known stands in the way/);
    expect(await summary({})).toMatch(/What is given does not explain the failure/);
  });
});

describe("what contradicts itself", () => {
  const because = async (context: object) => (await diagnose(context, en)).conflicts.map((one) => plain(one.because));

  it("is told with the code and the numbers that deny it", async () => {
    const limits = [{ ...daily, max: "900.00" }];
    expect(await because({ transaction, limits, failure: { code: "DAILY_LIMIT_EXCEEDED" } })).toEqual([
      "The code DAILY_LIMIT_EXCEEDED says otherwise than the facts: Used with this transaction $220.00; Limit $900.00.",
    ]);
  });

  it("is not seen where a card is stated active past its last month: it has expired", async () => {
    const instrument = { kind: "debit_card", status: "active", expires: "2026-10" };
    expect(await because({ transaction, instrument })).toEqual([]);
  });
});

describe("the questions", () => {
  it("name each cause once that a fee would change, whether it is proved or open", async () => {
    const limits = [{ window: "daily", max: "130.00", used: "0.00", countsFees: true, timeZone: "UTC" }];
    const { questions } = await diagnose({ ...short, fees: null, limits }, en);
    expect(questions.find(({ path }) => path === "/fees")?.decides).toEqual([
      "balance.insufficient",
      "fee.exceeds_limit",
      "limit.daily",
    ]);
  });

  it("ask for the code of what failed, not of what is planned", async () => {
    const asked = async (status: string) =>
      (await diagnose({ transaction: { ...transaction, status } }, en)).questions.map(({ path }) => path);
    expect(await asked("failed")).toContain("/failure/code");
    expect(await asked("planned")).not.toContain("/failure/code");
  });

  it("and what is ruled out are none where nothing failed", async () => {
    const { questions, ruledOut } = await diagnose({ transaction: { ...transaction, status: "succeeded" } }, en);
    expect([questions, ruledOut]).toEqual([[], []]);
  });
});

describe("a stolen card", () => {
  it("is never tried again, whatever else stands against the payment", async () => {
    const diagnosis = await diagnose({ ...short, instrument: { kind: "prepaid_card", status: "stolen" } }, en);
    expect(codes(diagnosis)).toEqual(["instrument.lost_or_stolen", "balance.insufficient"]);
    expect(diagnosis.retry).toEqual({ when: "never", sameReference: false });
  });
});

describe("an answer", () => {
  it("hides the card number that a source of money is named by", async () => {
    const fundingSources = [{ kind: "credit_card", label: "Visa 4111 1111 1111 1111" }];
    const source = remedyOf(await diagnose({ ...short, fundingSources }, en), "balance.insufficient", "top_up").params
      .source;
    expect(source).toMatch(/^Visa /);
    expect(source).not.toContain("4111 1111");
  });

  it("says what a password must be like only where a new one is chosen", async () => {
    const diagnosis = await diagnose(example("wrong-payment-password"), { ...en, profile: "gopay" });
    const code = "authentication.password_wrong";
    expect(remedyOf(diagnosis, code, "reset_payment_password").params).toHaveProperty("passwordPolicy");
    expect(remedyOf(diagnosis, code, "enter_password_again").params).toEqual({});
  });

  it("names the rules it was found by", async () => {
    const { id, version, hash } = defaultRules();
    expect((await diagnose(short, en)).ruleSet).toEqual({ id, version, hash });
  });

  it("before a payment is made has the same advice as after", async () => {
    const context = { ...short, balance: { available: "500.00" }, account: { twoFactor: false } };
    const { advice } = await preflight(context, en);
    expect(adviceCodes({ advice })).toEqual(["authentication.two_factor_off"]);
    expect(advice[0]?.remedies.map(({ action }) => action)).toEqual(["turn_on_two_factor"]);
    expect(advice).toEqual((await diagnose(context, en)).advice);
  });
});
