import { describe, expect, it } from "vitest";
import { readTransaction, UnreadableInputError } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";

const refused = (value: unknown): UnreadableInputError => {
  try {
    readTransaction(value);
  } catch (error) {
    if (error instanceof UnreadableInputError) return error;
    throw error;
  }
  throw new Error("it was read");
};

describe("a parsed value", () => {
  it("is read as its text is: the body of a webhook, an envelope, a list, a context of our own", () => {
    const intent = {
      object: "payment_intent",
      id: "pi_1",
      amount: 9999,
      currency: "usd",
      status: "requires_payment_method",
      last_payment_error: {
        type: "card_error",
        code: "card_declined",
        decline_code: "insufficient_funds",
        message: "m",
      },
    };
    const bodies: unknown[] = [
      intent,
      { id: "evt_1", object: "event", type: "payment_intent.payment_failed", data: { object: intent } },
      [intent, { ...intent, id: "pi_2" }],
      {
        transaction: { amount: 12.5, currency: "EUR", at: "2026-11-22T09:00:00Z" },
        balance: { available: "1.500,00" },
      },
      { body: JSON.stringify({ failure: { provider: "stripe", code: "expired_card" } }) },
    ];
    for (const body of bodies) {
      const { transactions } = readTransaction(JSON.stringify(body));
      expect(readTransaction(body).transactions).toEqual(transactions);
    }
  });

  it("can be diagnosed, and takes no options but the reader's", async () => {
    const { transactions } = readTransaction(
      { transaction: { amount: "10.000", currency: "EUR" }, balance: { available: "12" } },
      { locale: "id" },
    );
    const { causes } = await diagnose(transactions[0].context);
    expect(causes.map(({ code }) => code)).toContain("balance.insufficient");
  });

  it("has no lines: everything in it is at line 1, and a warning says its place by a pointer", () => {
    const value = { transaction: { amount: "1,50", currency: "EUR" }, fees: [{ flat: 0.1 + 0.2 }] };
    const { transactions, repairs, warnings } = readTransaction([value, value]);
    expect(transactions.map(({ line }) => line)).toEqual([1, 1]);
    expect(repairs).toContainEqual({ line: 1, column: 1, was: "1,50", now: "1.50", kind: "text" });
    expect(warnings.map(({ path, code, line }) => [path, code, line])).toEqual([
      ["/fees/0/flat", "amount_inexact", 1],
      ["/fees/0/flat", "amount_inexact", 1],
    ]);
  });

  it("is left as it was, and its keys never meet a prototype", () => {
    const value = JSON.parse('{"__proto__":{"transaction":{"amount":1}},"failure":{"code":"51"}}') as unknown;
    const before = JSON.stringify(value);
    expect(readTransaction(Object.freeze(value)).transactions[0].context).toMatchObject({ failure: { code: "51" } });
    expect(JSON.stringify(value)).toBe(before);
  });
});

describe("a number in a parsed value", () => {
  const amountOf = (amount: number): unknown =>
    (readTransaction({ transaction: { amount, currency: "EUR" } }).transactions[0].context as { transaction: unknown })
      .transaction;

  it.each([
    [0.1, "0.1"],
    [150000, "150000"],
    [123456789012.345, "123456789012.345"],
    [1e20, "100000000000000000000"],
    [-0, "0"],
  ])("is an amount where its digits are sure: %s", (number, text) => {
    expect(amountOf(number)).toEqual({ amount: text, currency: "EUR" });
  });

  it.each([1e21, 1e-7, 0.1 + 0.2, Number("12345678901234567"), 1234567890123456])(
    "is refused as the amount of the transaction where digits may be lost: %s",
    (number) => {
      expect(() => amountOf(number)).toThrow(/\/transaction\/amount may have lost digits/);
    },
  );

  it("is left out, with a warning, where it is the inexact amount of a provider's payload", () => {
    const intent = {
      object: "payment_intent",
      id: "pi_1",
      amount: Number("12345678901234567"),
      currency: "usd",
      status: "canceled",
    };
    const { transactions, warnings } = readTransaction(intent);
    expect(transactions[0].context.transaction).not.toHaveProperty("amount");
    expect(warnings).toEqual([
      expect.objectContaining({ path: "/transaction/amount", code: "amount_unreadable", params: { kind: "inexact" } }),
    ]);
  });

  it("is never an id of which digits may be lost", () => {
    const intent = {
      object: "charge",
      id: Number("12345678901234567"),
      outcome: { seller_message: "no" },
      status: "failed",
    };
    expect(JSON.stringify(readTransaction(intent).transactions[0].context)).not.toContain("1234567890");
  });

  it("that is no amount stays the number it is", () => {
    const { context } = readTransaction({ network: { lossRate: 0.1 + 0.2 }, failure: { code: "51" } }).transactions[0];
    expect(context.network).toEqual({ lossRate: 0.1 + 0.2 });
  });
});

describe("what is no JSON", () => {
  const cycle: Record<string, unknown> = { failure: { code: "51" } };
  cycle.self = cycle;

  it.each<[string, unknown, RegExp]>([
    ["undefined", undefined, /expected a text or a parsed JSON value/],
    ["a function", () => ({}), /expected a text or a parsed JSON value/],
    ["a Buffer", Buffer.from("{}"), /decode a Buffer to text first/],
    ["a Date inside", { transaction: { at: new Date(0) } }, /value at \/transaction\/at is not plain JSON/],
    ["a BigInt inside", { transaction: { amount: 10n } }, /value at \/transaction\/amount is not plain JSON/],
    ["a cycle", cycle, /value at \/self is not plain JSON/],
    ["a list of more than 10,000", [Array(10_001).fill(1)], /more than 10000 entries/],
    ["a number", 42, /no transaction/],
    ["null", null, /no transaction/],
    ["an empty list", [], /no transaction/],
    ["an object about something else", { hello: "world" }, /no transaction/],
  ])("or no transaction is refused with a hint: %s", (_, value, hint) => {
    expect(refused(value)).toMatchObject({ line: 1, column: 1, hint: expect.stringMatching(hint) });
  });

  it("is not called: an accessor is refused and stays untouched", () => {
    let called = false;
    const value = {
      get transaction() {
        called = true;
        return {};
      },
    };
    expect(refused(value).hint).toMatch(/\/transaction is not plain JSON/);
    expect(called).toBe(false);
  });

  it("shows what was given, without what must not leave", () => {
    const { excerpt, message } = refused({ note: "card 4111 1111 1111 1111" });
    expect(excerpt).toContain("note");
    expect(excerpt + message).not.toMatch(/1111 1111/);
  });
});
