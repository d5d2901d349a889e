import { describe, expect, it } from "vitest";
import { localize } from "../../src/api/index.js";
import { assess, diagnose, preflight } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-03-10T22:00:00Z" };
const short = { transaction, balance: { available: "20.00" }, fees: [] };
const maintenance = { transaction, network: { service: "maintenance", serviceBackAt: "2026-03-11T00:00:00Z" } };

describe("whose a cause is to mend", () => {
  const partyOf = async (failure: object, more: object = {}) =>
    (await assess({ transaction, failure, ...more })).causes[0]?.party;

  it("is said where a sum or a code that gives the cause tells it", async () => {
    expect((await assess(short)).causes[0]?.party).toBe("customer");
    expect(await partyOf({ provider: "stripe", code: "insufficient_funds" })).toBe("customer");
    expect(await partyOf({ provider: "stripe", code: "issuer_not_available" })).toBe("issuer");
  });

  it("is left out of a cause that only the state of the payment names: who cancelled is not said", async () => {
    expect(await partyOf({ provider: "adyen", code: "15" })).toBeUndefined();
    expect(await partyOf({ provider: "authorize_net", code: "65" })).toBe("customer");
  });

  it("is said again where a fact shows it beside the code", async () => {
    const authentication = { method: "challenge", status: "cancelled" };
    expect(await partyOf({ provider: "adyen", code: "15" }, { authentication })).toBe("customer");
  });
});

describe("the largest amount", () => {
  const largest = async (context: object) => (await assess(context)).largestAmount;

  it("is what the balance covers", async () => {
    expect(await largest(short)).toMatchObject({ value: "20.00", currency: "USD" });
  });

  it("is unknown where nothing failed, and where only a code says that the amount is wrong", async () => {
    expect(await largest({ ...short, transaction: { ...transaction, status: "succeeded" } })).toBeNull();
    const failure = { provider: "stripe", code: "amount_too_large" };
    expect(await largest({ ...short, failure })).toBeNull();
  });
});

describe("questions", () => {
  const unsure = { transaction, balance: { available: "20.00", holds: null } };

  it("are asked of a payment that failed, and by a check beforehand also where nothing failed", async () => {
    const known = { amount: "150.00", currency: "USD", at: transaction.at };
    expect((await assess({ transaction: known })).questions).not.toEqual([]);
    for (const status of ["succeeded", "refunded", "pending"])
      expect((await assess({ ...unsure, transaction: { ...known, status } })).questions, status).toEqual([]);
    expect((await assess({ transaction: { ...known, status: "planned" } })).questions).toEqual([]);
    expect((await preflight({ transaction: known })).questions).not.toEqual([]);
  });

  it("are not asked about other sums where one is proved and what mends it was checked", async () => {
    expect((await assess(short)).questions).toEqual([]);
    // Also where a code says the same.
    expect((await assess({ ...short, failure: { code: "51" } })).questions).toEqual([]);
    // Without the fees it is not known which amount would pass.
    const open = { transaction, balance: { available: "20.00" }, failure: { code: "51" } };
    expect((await assess(open)).questions.map(({ path }) => path)).toEqual(["/fees", "/limits"]);
  });
});

describe("a cause that has ended since the attempt", () => {
  const endedAt = async (now: string) => (await assess(maintenance, { now })).causes[0]?.endedAt;

  it("says when it ended, from the second on in which it does", async () => {
    expect(await endedAt("2026-03-10T23:59:59Z")).toBeUndefined();
    expect(await endedAt("2026-03-11T00:00:00Z")).toBe("2026-03-11T00:00:00Z");
    expect(await endedAt("2026-03-12T00:00:00Z")).toBe("2026-03-11T00:00:00Z");
  });

  it("says nothing of an end while the time of the customer is not later than that of the attempt", async () => {
    expect(await endedAt(transaction.at)).toBeUndefined();
  });
});

describe("what a wallet says of new passwords", () => {
  const wrong = { transaction, authentication: { method: "payment_password", status: "failed" } };
  const policies = async (options: object) =>
    (await assess(wrong, options)).causes.flatMap(({ remedies }) =>
      remedies.map(({ action, params }): [string, boolean] => [action, "passwordPolicy" in params]),
    );

  it("stands in the remedy of a new password alone, and nowhere where the wallet says nothing", async () => {
    const told = await policies({ profile: "gopay" });
    expect(told.length).toBeGreaterThan(1);
    for (const [action, has] of told) expect(has, action).toBe(action === "reset_payment_password");
    const untold = await policies({});
    expect(untold.map(([action]) => action)).toContain("reset_payment_password");
    for (const [action, has] of untold) expect(has, action).toBe(false);
  });
});

describe("an assessment", () => {
  it("names the profile it was made with, and none where none was given", async () => {
    expect((await assess(short, { profile: "gopay" })).profile).toBe("gopay");
    expect("profile" in (await assess(short))).toBe(false);
  });

  it("has a member only where there is something to say", async () => {
    const [cause] = (await assess(short)).causes;
    for (const name of ["providerCodes", "sensitive", "sinceAttempt", "endedAt"])
      expect(Object.keys(cause ?? {})).not.toContain(name);
    const cancelled = await assess({ transaction, failure: { provider: "adyen", code: "15" } });
    expect(Object.keys(cancelled.causes[0] ?? {})).not.toContain("party");
    const expired = await assess(
      { transaction: { ...transaction, expiresAt: "2026-03-11T00:00:00Z" } },
      { now: "2026-03-12T00:00:00Z" },
    );
    expect(expired.causes[0]).toMatchObject({ code: "transaction.expired", sinceAttempt: true });
  });

  it("names the facts that show a cause, and the codes, of which a message is none", async () => {
    const [cause] = (await assess({ ...short, failure: { provider: "stripe", code: "insufficient_funds" } })).causes;
    expect(cause?.providerCodes).toEqual([{ provider: "stripe", code: "insufficient_funds" }]);
    expect(cause?.evidence).toContainEqual({ fact: "transaction.amount", value: "150.00", unit: "USD" });
    const [told] = (await assess({ transaction, failure: { message: "Insufficient funds" } })).causes;
    expect(told?.code).toBe("balance.insufficient");
    expect(Object.keys(told ?? {})).not.toContain("providerCodes");
  });

  it("hides a source that holds a card number", async () => {
    const { causes } = await assess({
      ...short,
      fundingSources: [{ kind: "credit_card", label: "4111 1111 1111 1111", available: "500.00" }],
    });
    const topUp = causes[0]?.remedies.find(({ action }) => action === "top_up");
    expect(topUp?.params.source).toMatch(/^<CARD_1 /);
    expect(JSON.stringify(causes)).not.toContain("4111 1111");
  });

  it("has its warnings in the order of their places, with the lines that were read", async () => {
    const { warnings } = await assess({
      transaction: { ...transaction, unknownMember: "x" },
      balance: { available: "20.00", alsoUnknown: "y" },
      zebra: 1,
      account: { unknown: true },
      fees: [{ flat: "1.00", currency: "EUR" }],
    });
    expect(warnings.map(({ path }) => path)).toEqual([
      "/account/unknown",
      "/balance/alsoUnknown",
      "/fees/0/flat",
      "/transaction/unknownMember",
      "/zebra",
    ]);
    expect(warnings[2]).toEqual({
      path: "/fees/0/flat",
      code: "currency_mismatch",
      params: { currency: "EUR", expected: "USD" },
    });
    for (const warning of warnings) expect(Object.values(warning)).not.toContain(undefined);
  });

  it("is what a diagnosis says in words", async () => {
    const assessment = await assess(short);
    expect(await localize(assessment, { locale: "id" })).toEqual(await diagnose(short, { locale: "id" }));
  });
});

describe("a customer who cannot sign in", () => {
  it("is not sent to a channel that asks for it", async () => {
    const channels = async (canLogIn?: boolean) =>
      (
        await assess(
          { transaction, customer: { canLogIn }, failure: { provider: "acme", code: "E1" } },
          { profile: "gopay" },
        )
      ).facts;
    expect((await channels(false))["customer.canLogIn"]).toEqual({ kind: "boolean", value: false });
    expect((await channels())["customer.canLogIn"]).toBeUndefined();
  });
});
