import { describe, expect, it } from "vitest";
import type { Assessment } from "../../src/api/index.js";
import { assess } from "../support/untyped.js";

const at = "2026-03-10T22:00:00Z";
const said = async (failure: object) => (await assess({ failure })).said;
const tried = async (context: object): Promise<Assessment["transaction"]> => (await assess(context)).transaction;

describe("what was tried", () => {
  it("has what was given of it, and nothing else", async () => {
    const transaction = { kind: "transfer", amount: "150", currency: "USD", at, reference: "R-1" };
    expect(await tried({ transaction, instrument: { kind: "wallet" } })).toEqual({
      kind: "transfer",
      amount: { value: "150.00", currency: "USD" },
      status: "failed",
      at,
      reference: "R-1",
      instrument: { kind: "wallet" },
    });
    expect(await tried({})).toEqual({ kind: "payment", status: "failed" });
    expect(await tried({ transaction: { currency: "USD" } })).toEqual({ kind: "payment", status: "failed" });
  });

  it("names the brand of a card whose kind is not known, and the kind of one without a brand", async () => {
    expect((await tried({ instrument: { brand: "visa" } })).instrument).toEqual({ brand: "visa" });
    expect((await tried({ instrument: { kind: "debit_card", brand: "visa" } })).instrument).toEqual({
      kind: "debit_card",
      brand: "visa",
    });
  });

  it("keeps a reference that only looks like a card number, and redacts a card number in one", async () => {
    const referenceOf = async (reference: string) => (await tried({ transaction: { reference } })).reference;
    expect(await referenceOf("A-4242424242424242")).toBe("A-4242424242424242");
    expect(await referenceOf("Jane 4242 4242 4242 4242")).not.toContain("4242 4242");
  });
});

describe("what was said", () => {
  it("begins with the code that decides, names each code once, and ends with the message", async () => {
    const codes = await said({ provider: "stripe", code: "card_declined", networkCode: "51", message: "No." });
    expect(codes.map(({ name, scheme, code }) => [name, scheme, code])).toEqual([
      ["ISO 8583 response code", "iso8583.de39", "51"],
      ["Stripe", "stripe.error_code", "card_declined"],
      ["Stripe", "message", "No."],
    ]);
  });

  it("has the meaning, the cause, the advice, the party and the source of a row", async () => {
    const [row] = await said({ provider: "stripe", code: "expired_card" });
    expect(row).toMatchObject({ provider: "stripe", cause: "instrument.expired", party: "customer" });
    expect(row?.meaning).toMatch(/expir/);
    expect(row?.retry).toEqual(expect.any(String));
    expect(row?.source).toEqual({
      title: expect.any(String),
      url: expect.stringMatching(/^https:\/\/docs\.stripe\.com/),
      date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
    });
  });

  it("has nothing of a code that its table does not know, and the name of a scheme that no table has", async () => {
    const nothing = { meaning: null, cause: null, retry: null, party: null };
    expect(await said({ codes: [{ scheme: "visa.de39", code: "Z9" }] })).toEqual([
      { provider: "visa", name: "Visa", scheme: "visa.de39", code: "Z9", ...nothing },
    ]);
    expect(await said({ codes: [{ scheme: "acme", code: "Q" }] })).toEqual([
      { provider: "", name: "", scheme: "acme", code: "Q", ...nothing },
    ]);
  });

  it("cuts a message that is longer than a line beside codes", async () => {
    const message = async (length: number) => (await said({ message: "y".repeat(length) }))[0]?.code;
    expect(await message(300)).toBe("y".repeat(300));
    expect(await message(301)).toBe(`${"y".repeat(299)}…`);
  });

  it("has the cause of a message only where no code decides", async () => {
    const message = "The card has expired, use another one";
    const alone = await said({ provider: "paypal", message });
    expect(alone).toMatchObject([{ scheme: "message", cause: "instrument.expired", party: "customer", meaning: null }]);
    const beside = await said({ provider: "stripe", code: "insufficient_funds", message });
    expect(beside.at(-1)).toMatchObject({ scheme: "message", code: message, cause: null, party: null });
  });
});
