import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { contextOf } from "../helpers.js";

interface Sum {
  amount?: string;
  currency?: string;
  exponent?: number;
}

/** The amount of a payment that failed, and the words about one that was left out. */
function sumOf(more: object): { sum: Sum; left: string[] } {
  const { transactions, warnings } = readTransaction(JSON.stringify({ id: "7", status: "failed", ...more }));
  const { id, status, ...sum } = transactions[0].context.transaction as Sum & { id: string; status: string };
  expect([id, status]).toEqual(["7", "failed"]);
  return { sum, left: warnings.map(({ message }) => message) };
}

describe("the amount of a payment that names it in its own way", () => {
  it.each([
    [{ amount: { value: "12.50", currency: "EUR", scale: "2" } }, { amount: "12.50", currency: "EUR" }],
    [
      { amount: { "@value": "12.50", "@currency": "EUR", faceValue: "3", valueScale: "2" } },
      { amount: "12.50", currency: "EUR" },
    ],
    [
      { amount: "5.00", currency: "EUR", x: { amount: "7.00" } },
      { amount: "5.00", currency: "EUR" },
    ],
    [
      { amount: "5.00", amount_cents: "700", currency: "EUR" },
      { amount: "7.00", currency: "EUR" },
    ],
    [{ amount: "USD 5.00" }, { amount: "5.00", currency: "USD" }],
  ])("is read from %j", (more, sum) => {
    expect(sumOf(more)).toEqual({ sum, left: [] });
  });

  it.each([
    ["a value outside an amount", { value: "7.00", currency: "EUR" }],
    ["a part of which there is nothing", { dollar_amount: "0.00" }],
  ])("is not %s", (_, more) => {
    const { sum, left } = sumOf(more);
    expect(sum).not.toHaveProperty("amount");
    expect(left).toEqual([]);
  });

  it.each([
    [
      "is one of nobody knows what",
      { dollar_amount: "5.00", currency: "USD" },
      { currency: "USD" },
      "dollar_amount 5.00,",
    ],
    ["is the first of such", { dollar_amount: "5.00", other_amount: "7.00" }, {}, "dollar_amount 5.00,"],
    [
      "is beside another",
      { amount: "5,00", total: "6,00", currency: "EUR" },
      { currency: "EUR" },
      "amount 5,00, 6,00,",
    ],
    ["names another currency", { amount: "USD 5.00", currency: "EUR" }, { currency: "EUR" }, "amount USD 5.00,"],
    ["is longer than anybody reads", { amount: "1".repeat(70) }, {}, `amount ${"1".repeat(60)},`],
    ["could be ten or ten thousand", { amount: "10.000", currency: "USD" }, { currency: "USD" }, "amount 10.000,"],
    ["has two currencies", { amount: "10.000", currency: "USD", curr: "EUR" }, {}, "amount 10.000,"],
    ["has a currency of nobody", { amount: "5.00", currency: "WEIRD" }, {}, "amount 5.00,"],
    [
      "is of a coin and no number",
      { amount: "1,5,5", currency: "XRP" },
      { currency: "XRP", exponent: 6 },
      "amount 1,5,5,",
    ],
    ["is negative", { amount: "-5.00", currency: "EUR" }, { currency: "EUR" }, "amount -5.00,"],
    [
      "is in cents of a coin",
      { amount_cents: "500", currency: "XRP" },
      { currency: "XRP", exponent: 6 },
      "amount_cents 500,",
    ],
  ])("is left out and shown where it %s", (_, more, sum, shown) => {
    const found = sumOf(more);
    expect(found.sum).toEqual(sum);
    expect(found.left).toHaveLength(1);
    expect(found.left[0]).toContain(` ${shown}`);
  });

  it("is shown under no more than 60 letters of its name", () => {
    const name = "order.charges.first.attempt.of.the.late.payment.details.of.today.amount";
    expect(sumOf({ [name]: "5.00" }).left[0]).toContain(` ${name.slice(0, 60)} 5.00,`);
  });

  it("is by itself enough to say which payment failed, also where it is left out", () => {
    expect(contextOf('{"status":"failed","amount":"5.00"}')).toEqual({ transaction: { status: "failed" } });
  });
});

describe("the balance of a payment that failed", () => {
  it("is available in the currency of the amount, where it has a fraction", () => {
    const sum = { id: "7", status: "failed", amount: "5.00", currency: "EUR" };
    expect(contextOf(JSON.stringify({ ...sum, balance: "1.50" }))).toEqual({
      transaction: sum,
      balance: { available: "1.50" },
    });
    expect(contextOf(JSON.stringify({ ...sum, balance: "150" }))).toEqual({ transaction: sum });
  });

  it("is left out where no currency is named", () => {
    expect(contextOf('{"id":"7","status":"failed","balance":"1.50"}')).not.toHaveProperty("balance");
  });
});

describe("the amount for which a request asked", () => {
  const asked = (amount: string, currency?: string) => {
    const request = JSON.stringify({ order_id: "A7", amount, currency });
    const answer = JSON.stringify({ order_id: "A7", error: "The card was declined" });
    return (contextOf(`Request: ${request}\nResponse: ${answer}`) as { transaction: Sum }).transaction;
  };
  const failed = { reference: "A7", status: "failed" };

  it.each([
    ["5.50", "EUR", {}],
    ["5500", "JPY", {}],
    ["5.50", "XRP", { exponent: 6 }],
    ["5", "XRP", { exponent: 6 }],
  ])("is that of its answer: %s %s", (amount, currency, more) => {
    expect(asked(amount, currency)).toEqual({ ...failed, amount, currency, ...more });
  });

  it.each([
    ["may be in cents", "550", "EUR"],
    ["has no currency", "5.50", undefined],
  ])("is left out where it %s", (_, amount, currency) => {
    expect(asked(amount, currency)).toEqual(failed);
  });
});
