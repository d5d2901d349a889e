import { describe, expect, it } from "vitest";
import type { SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const hyperswitch = shapesOf("hyperswitch");

const status = (payload: SourceValue) =>
  (hyperswitch.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const payment = {
  payment_id: "pay_mbabizu24mvu3mela5njyhpit4",
  merchant_id: "merchant_1668273825",
  status: "failed",
  amount: 6540,
  net_amount: 6540,
  currency: "USD",
  connector: "stripe",
  client_secret: "x",
  created: "2024-09-11T19:14:58.000Z",
  customer: { name: "Somebody", email: "someone@example.com" },
  error_code: "card_declined",
  error_message: "Your card has insufficient funds.",
  unified_code: "UE_9000",
  unified_message: "Something went wrong",
};

describe("hyperswitch", () => {
  it("reads a refund that is open as a refund, whatever it shares with a payment", () => {
    const refund = { refund_id: "ref_1", payment_id: "pay_1", amount: 100, currency: "GBP", status: "pending" };
    const nothing = { error_code: null, error_message: null, unified_code: null, unified_message: null };
    expect(hyperswitch.read({ ...refund, ...nothing, connector: "truelayer", profile_id: "p" })?.context).toEqual({
      transaction: {
        id: "ref_1",
        kind: "refund",
        reference: "pay_1",
        status: "pending",
        amount: "1.00",
        currency: "GBP",
      },
    });
  });

  it("has the reason of its attempt where the payment itself names none", () => {
    const { error_code: _, error_message: __, unified_code: ___, unified_message: ____, ...bare } = payment;
    const attempts = [{ status: "failure", error_message: "The card number provided is invalid." }];
    expect(hyperswitch.read({ ...bare, profile_id: "p", attempts })?.context.failure).toEqual({
      provider: "hyperswitch",
      message: "The card number provided is invalid.",
    });
  });

  it("reads a failed payment, its amount in minor units and the connector's code apart", () => {
    expect(hyperswitch.read(payment)?.context).toEqual({
      transaction: {
        id: "pay_mbabizu24mvu3mela5njyhpit4",
        status: "failed",
        amount: "65.40",
        currency: "USD",
        at: "2024-09-11T19:14:58.000Z",
      },
      failure: {
        provider: "hyperswitch",
        code: "UE_9000",
        message: "Your card has insufficient funds.",
        codes: [{ scheme: "hyperswitch.error_code", code: "card_declined" }],
      },
    });
  });

  it("reads the few members of a test fixture", () => {
    const few = { status: "failed", error_code: "13", error_message: "INVALID AMOUNT", unified_code: "UE_9000" };
    expect(hyperswitch.read(few)?.context.failure).toMatchObject({ code: "UE_9000", message: "INVALID AMOUNT" });
  });

  it("passes on what the issuer and the network said", () => {
    const read = hyperswitch.read({ ...payment, issuer_error_code: "51", network_advice_code: "03" });
    expect(read?.context.failure).toMatchObject({ networkCode: "51", adviceCode: "03" });
  });

  it.each([
    ["succeeded", "succeeded"],
    ["partially_captured", "succeeded"],
    ["processing", "pending"],
    ["requires_customer_action", "pending"],
    ["requires_capture", "pending"],
    ["cancelled", "cancelled"],
    ["expired", "expired"],
    ["conflicted", "unknown"],
  ])("reads %s as %s", (word, expected) => {
    expect(status({ ...payment, status: word })).toBe(expected);
  });

  it("takes a payment that asks for another method after an error for a failed attempt", () => {
    expect(status({ ...payment, status: "requires_payment_method" })).toBe("failed");
    expect(status({ ...payment, status: "requires_payment_method", error_code: null })).toBe("pending");
  });

  it("reads version 2, where error and amount are objects", () => {
    const read = hyperswitch.read({
      id: "12345_pay_01",
      status: "failed",
      amount: { order_amount: 6540, currency: "USD", net_amount: 6540 },
      connector: "stripe",
      error: { code: "51", message: "Declined", unified_code: "UE_2300", network_decline_code: "51" },
    });
    expect(read?.context).toEqual({
      transaction: { id: "12345_pay_01", status: "failed", amount: "65.40", currency: "USD" },
      failure: {
        provider: "hyperswitch",
        code: "UE_2300",
        networkCode: "51",
        message: "Declined",
        codes: [{ scheme: "hyperswitch.error_code", code: "51" }],
      },
    });
  });

  it("reads a webhook and an API error", () => {
    const webhook = { event_type: "payment_failed", content: { type: "payment_details", object: payment } };
    expect(hyperswitch.read(webhook)?.context).toEqual(hyperswitch.read(payment)?.context);
    const error = { error: { type: "invalid_request", message: "Missing required param", code: "IR_04" } };
    expect(hyperswitch.read(error)?.context.failure).toMatchObject({
      codes: [{ scheme: "hyperswitch.api_error", code: "IR_04" }],
    });
  });

  it.each([
    ["a payment of somebody else", { payment_id: "p", status: "failed", amount: 5, currency: "USD" }],
    ["a job", { status: "failed", error_code: "13", error_message: "x" }],
    ["another error", { error: { type: "invalid_request", code: "card_declined", message: "x" } }],
  ])("does not claim %s", (_, payload) => {
    expect(hyperswitch.read(payload)).toBeNull();
  });
});
