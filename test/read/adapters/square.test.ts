import { describe, expect, it } from "vitest";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const square = shapesOf("square");

const read = (payload: SourceValue) => square.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const failed = {
  id: "hYy9pRFVxpDsO1FB05SunFWUe9JZY",
  created_at: "2022-01-19T20:40:08.123Z",
  amount_money: { amount: 1000, currency: "USD" },
  total_money: { amount: 1150, currency: "USD" },
  status: "FAILED",
  source_type: "CARD",
  location_id: "LH2YR4PX7DPMA",
  reference_id: "order-3",
  buyer_email_address: "buyer@example.com",
  card_details: {
    status: "FAILED",
    card: {
      card_brand: "VISA",
      last_4: "1111",
      exp_month: 11,
      exp_year: 2032,
      cardholder_name: "A Person",
      card_type: "CREDIT",
    },
    errors: [
      { category: "PAYMENT_METHOD_ERROR", code: "GENERIC_DECLINE", detail: "Declined" },
      { category: "PAYMENT_METHOD_ERROR", code: "CVV_FAILURE", detail: "CVV does not match" },
    ],
  },
};

describe("a payment", () => {
  it("is told by the error that says most, with the total the payer was asked for", () => {
    expect(read({ payment: failed })).toEqual({
      format: "square.payment",
      context: {
        transaction: {
          id: "hYy9pRFVxpDsO1FB05SunFWUe9JZY",
          status: "failed",
          at: "2022-01-19T20:40:08.123Z",
          reference: "order-3",
          amount: "11.50",
          currency: "USD",
        },
        instrument: { kind: "credit_card", brand: "visa", expires: "2032-11" },
        failure: {
          provider: "square",
          code: "CVV_FAILURE",
          message: "CVV does not match",
          codes: [
            { scheme: "square.error_code", code: "GENERIC_DECLINE" },
            { scheme: "square.error_category", code: "PAYMENT_METHOD_ERROR" },
          ],
        },
      },
      warnings: [],
    });
    expect(JSON.stringify(read(failed))).not.toMatch(/Person|1111|example\.com/);
  });

  it("takes the errors beside it when it has none of its own", () => {
    const payload = {
      errors: [{ category: "PAYMENT_METHOD_ERROR", code: "INSUFFICIENT_FUNDS", detail: "No funds" }],
      payment: { ...failed, card_details: { status: "FAILED" } },
    };
    expect(contextOf(payload)).toMatchObject({
      transaction: { amount: "11.50" },
      failure: { code: "INSUFFICIENT_FUNDS" },
    });
  });

  it.each([
    ["COMPLETED", "succeeded"],
    ["APPROVED", "pending"],
    ["PENDING", "pending"],
    ["CANCELED", "cancelled"],
  ])("in state %s is %s", (state, status) => {
    expect(contextOf({ ...failed, status: state })).toHaveProperty("transaction.status", status);
  });

  it("paid back in full is refunded, paid back in part is not", () => {
    const back = (amount: number) => ({ ...failed, status: "COMPLETED", refunded_money: { amount, currency: "USD" } });
    expect(contextOf(back(1150))).toHaveProperty("transaction.status", "refunded");
    expect(contextOf(back(150))).toHaveProperty("transaction.status", "succeeded");
  });

  it("may have no more than a total", () => {
    const { amount_money: _, ...rest } = failed;
    expect(contextOf({ payment: rest })).toHaveProperty("transaction.amount", "11.50");
  });

  it("inside a webhook and in camel case is the same", () => {
    const event = {
      merchant_id: "M",
      type: "payment.updated",
      event_id: "e",
      data: { type: "payment", id: "p", object: { payment: failed } },
    };
    expect(contextOf(event)).toHaveProperty("failure.code", "CVV_FAILURE");
    const camel = {
      id: "p1",
      amountMoney: { amount: "1000", currency: "USD" },
      status: "FAILED",
      sourceType: "CARD",
      createdAt: "2022-01-19T20:40:08.123Z",
      cardDetails: { card: { expMonth: "11", expYear: "2032" }, errors: failed.card_details.errors },
    };
    expect(contextOf({ payment: camel })).toMatchObject({
      transaction: { amount: "10.00", at: "2022-01-19T20:40:08.123Z" },
      instrument: { expires: "2032-11" },
      failure: { code: "CVV_FAILURE" },
    });
  });

  it("has the minor units of ISO 4217, every digit of them", () => {
    const sum = (amount: SourceValue, currency: string) => contextOf({ ...failed, total_money: { amount, currency } });
    expect(sum(1150, "JPY")).toHaveProperty("transaction.amount", "1150");
    expect(sum(1150, "KWD")).toHaveProperty("transaction.amount", "1.150");
    expect(sum(new NumberText("9007199254740993"), "USD")).toHaveProperty("transaction.amount", "90071992547409.93");
  });
});

describe("other answers", () => {
  it("reads errors alone, in whatever wrapper", () => {
    const payload = {
      success: false,
      message: "Hibaüzenet",
      errors: [{ category: "PAYMENT_METHOD_ERROR", code: "GENERIC_DECLINE", detail: "Kártya elutasítva" }],
    };
    expect(read(payload)).toMatchObject({
      format: "square.error",
      context: {
        transaction: { status: "failed" },
        failure: { code: "GENERIC_DECLINE", message: "Kártya elutasítva" },
      },
    });
  });

  it("reads a refund as a refund", () => {
    const refund = {
      id: "r",
      status: "REJECTED",
      amount_money: { amount: 100, currency: "CAD" },
      payment_id: "p",
      location_id: "L",
    };
    expect(read({ refund })).toMatchObject({
      format: "square.refund",
      context: { transaction: { kind: "refund", status: "failed", amount: "1.00" } },
    });
  });

  it("reads a terminal checkout that nobody paid", () => {
    const cancelled = {
      id: "08YceKh7B3ZqO",
      amount_money: { amount: 2610, currency: "USD" },
      device_options: { device_id: "dbb5d83a" },
      status: "CANCELED",
      cancel_reason: "TIMED_OUT",
    };
    expect(contextOf({ checkout: cancelled })).toMatchObject({
      transaction: { status: "cancelled", amount: "26.10" },
      failure: { codes: [{ scheme: "square.cancel_reason", code: "TIMED_OUT" }] },
    });
  });

  it("leaves the errors and payments of others alone", () => {
    const others: SourceValue[] = [
      { errors: [{ code: "GENERIC_DECLINE", detail: "no category" }] },
      { errors: [] },
      { errors: [{ category: "payment", code: "X" }] },
      { payment: { id: "1", status: "FAILED", amount: 100, currency: "USD" } },
      { amount_money: { amount: 1, currency: "USD" }, status: "FAILED" },
      { category: "PAYMENT_METHOD_ERROR", code: 403, message: "flagged" },
      null,
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });
});
