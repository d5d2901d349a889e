import { describe, expect, it } from "vitest";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const razorpay = shapesOf("razorpay");

const read = (payload: SourceValue) => razorpay.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const failed = {
  id: "pay_TU17WFeXwe0HQr",
  entity: "payment",
  amount: 100000,
  currency: "INR",
  status: "failed",
  order_id: "order_TU0xExample123",
  method: "card",
  captured: false,
  card: { id: "card_1", name: "Gaurav Kumar", last4: "1111", type: "debit", network: "Visa" },
  email: "gaurav@example.com",
  contact: "+919999999999",
  error_code: "BAD_REQUEST_ERROR",
  error_description: "Your payment was not completed due to insufficient account balance.",
  error_source: "customer",
  error_step: "payment_authorization",
  error_reason: "insufficient_funds",
  created_at: 1567674599,
};

describe("a payment", () => {
  it("has the reason for its code and the class of error beside it", () => {
    expect(read(failed)).toEqual({
      format: "razorpay.payment",
      context: {
        transaction: {
          id: "pay_TU17WFeXwe0HQr",
          status: "failed",
          at: "2019-09-05T09:09:59Z",
          reference: "order_TU0xExample123",
          amount: "1000.00",
          currency: "INR",
        },
        instrument: { kind: "debit_card", brand: "visa" },
        failure: {
          provider: "razorpay",
          code: "insufficient_funds",
          message: "Your payment was not completed due to insufficient account balance.",
          codes: [{ scheme: "razorpay.error_code", code: "BAD_REQUEST_ERROR" }],
        },
      },
      warnings: [],
    });
    expect(JSON.stringify(read(failed))).not.toMatch(/Gaurav|gaurav|9999999999/);
  });

  it.each([
    ["created", "pending"],
    ["authorized", "pending"],
    ["captured", "succeeded"],
    ["refunded", "refunded"],
  ])("in state %s is %s", (state, status) => {
    const context = contextOf({ ...failed, status: state });
    expect(context).toHaveProperty("transaction.status", status);
    expect(context).not.toHaveProperty("failure");
  });

  it("captured and wholly paid back is refunded", () => {
    expect(contextOf({ ...failed, status: "captured", refund_status: "full" })).toHaveProperty(
      "transaction.status",
      "refunded",
    );
    expect(contextOf({ ...failed, status: "captured", refund_status: "partial" })).toHaveProperty(
      "transaction.status",
      "succeeded",
    );
  });

  it("in a state nobody knows, without an error, is unknown", () => {
    const { error_code: _c, error_reason: _r, error_description: _d, ...rest } = failed;
    expect(contextOf({ ...rest, status: "dreaming" })).toHaveProperty("transaction.status", "unknown");
  });

  it("has subunits of one hundred, three digits or none, every digit kept", () => {
    const sum = (amount: SourceValue, currency: string) => contextOf({ ...failed, amount, currency });
    expect(sum(2500, "JPY")).toHaveProperty("transaction.amount", "2500");
    expect(sum(2500, "KWD")).toHaveProperty("transaction.amount", "2.500");
    expect(sum(new NumberText("9007199254740993"), "INR")).toHaveProperty("transaction.amount", "90071992547409.93");
  });

  it("trimmed of its entity is known by its order or its class of error", () => {
    const { entity: _, ...trimmed } = failed;
    expect(contextOf(trimmed)).toHaveProperty("failure.code", "insufficient_funds");
    expect(read({ id: "pay_1", amount: 100, currency: "USD", status: "Declined" })).toBeNull();
    expect(read({ ...failed, id: "py_1" })).toBeNull();
  });

  it("takes NA for no reason", () => {
    expect(contextOf({ ...failed, error_reason: "NA" })).not.toHaveProperty("failure.code");
  });
});

describe("a webhook", () => {
  const event = (name: string, payload: Record<string, SourceValue>): SourceValue => ({
    entity: "event",
    event: name,
    payload,
  });

  it("speaks for the payment it carries", () => {
    expect(contextOf(event("payment.failed", { payment: { entity: failed } }))).toHaveProperty(
      "failure.code",
      "insufficient_funds",
    );
  });

  it("lends the payment the outcome that it lacks", () => {
    const entity = { id: "pay_valid_01", amount: 250000, method: "upi", error_reason: "insufficient_funds" };
    expect(contextOf({ event: "payment.failed", payload: { payment: { entity } } })).toMatchObject({
      transaction: { status: "failed" },
      failure: { code: "insufficient_funds" },
    });
    const { error_reason: _, ...captured } = entity;
    expect(contextOf({ event: "payment.captured", payload: { payment: { entity: captured } } })).toHaveProperty(
      "transaction.status",
      "succeeded",
    );
  });

  it("about a refund or a payout speaks for that, not for the payment beside it", () => {
    const refund = { id: "rfnd_1", entity: "refund", amount: 100, currency: "INR", status: "failed" };
    expect(
      contextOf(event("refund.failed", { refund: { entity: refund }, payment: { entity: failed } })),
    ).toMatchObject({
      transaction: { id: "rfnd_1", kind: "refund", status: "failed" },
    });
    const payout = {
      id: "pout_1",
      entity: "payout",
      amount: 5000,
      currency: "INR",
      status: "reversed",
      status_details: {
        description: "Beneficiary bank is offline",
        source: "beneficiary_bank",
        reason: "beneficiary_bank_offline",
      },
    };
    expect(contextOf(event("payout.reversed", { payout: { entity: payout } }))).toMatchObject({
      transaction: { kind: "payout", status: "failed", amount: "50.00" },
      failure: { code: "beneficiary_bank_offline" },
    });
  });

  it("about a settlement is not read", () => {
    expect(read(event("settlement.processed", { settlement: { entity: { id: "setl_1" } } }))).toBeNull();
  });
});

describe("an error", () => {
  const error = {
    code: "BAD_REQUEST_ERROR",
    description: "Your payment has been cancelled.",
    source: "customer",
    step: "payment_authentication",
    reason: "payment_cancelled",
    metadata: { payment_id: "pay_EDNBKIP31Y4jl8", order_id: "order_DBJKIP31Y4jl8" },
  };

  it("names the payment it is about", () => {
    const expected = {
      format: "razorpay.error",
      context: {
        transaction: { id: "pay_EDNBKIP31Y4jl8", reference: "order_DBJKIP31Y4jl8", status: "failed" },
        failure: { code: "payment_cancelled" },
      },
    };
    expect(read({ error })).toMatchObject(expected);
    expect(read(error)).toMatchObject(expected);
  });

  it("in its oldest form has no more than a class and a description", () => {
    expect(contextOf({ error: { code: "BAD_REQUEST_ERROR", description: "Authentication failed" } })).toHaveProperty(
      "failure.message",
      "Authentication failed",
    );
  });

  it("of another provider is left alone", () => {
    const others: SourceValue[] = [
      { error: { code: "BAD_REQUEST_ERROR", message: "Bad request" } },
      { error: { code: "GATEWAY_ERROR", description: "upstream" } },
      { code: "BAD_REQUEST_ERROR", description: "bare" },
      { error: "BAD_REQUEST_ERROR" },
      { entity: "payment" },
      { entity: "event", event: "payment.failed" },
      null,
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });
});
