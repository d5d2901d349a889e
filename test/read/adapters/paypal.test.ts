import { describe, expect, it } from "vitest";
import { paypal } from "../../../src/read/adapters/paypal.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const read = (payload: SourceValue) => paypal.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const capture = (
  status: string,
  response_code = "5120",
  value: SourceValue = "25.04",
): Record<string, SourceValue> => ({
  id: "7TK53561YB803214S",
  status,
  amount: { currency_code: "USD", value },
  final_capture: true,
  invoice_id: "INV-1",
  processor_response: { avs_code: "A", cvv_code: "M", response_code, payment_advice_code: "02" },
  create_time: "2023-05-01T10:00:00Z",
});

const order = (captures: SourceValue[], brand = "VISA"): Record<string, SourceValue> => ({
  id: "5B57438865155480N",
  intent: "CAPTURE",
  status: "COMPLETED",
  payment_source: { card: { name: "CCREJECT", last_digits: "1881", expiry: "2029-01", brand, type: "CREDIT" } },
  purchase_units: [
    {
      reference_id: "default",
      amount: { currency_code: "USD", value: "25.04" },
      payee: { email_address: "shop@business.example.com" },
      payments: { captures },
    },
  ],
  payer: { email_address: "buyer@example.com" },
});

describe("a notification of the older kind (IPN)", () => {
  const shape = shapesOf("paypal");
  const money = { mc_gross: "19.95", mc_currency: "USD", txn_id: "61E", ipn_track_id: "48e" };

  it("has the amount, the state and why it is open", () => {
    expect(shape.read({ ...money, payment_status: "Pending", pending_reason: "echeck" })?.context).toEqual({
      transaction: { id: "61E", status: "pending", amount: "19.95", currency: "USD" },
      failure: { provider: "paypal", codes: [{ scheme: "paypal.status_reason", code: "echeck" }] },
    });
  });

  it.each([
    ["Completed", "succeeded"],
    ["Denied", "failed"],
    ["Expired", "expired"],
    ["Voided", "cancelled"],
    ["Reversed", "refunded"],
  ])("that says %s is %s", (payment_status, status) => {
    expect(shape.read({ ...money, payment_status })?.context).toMatchObject({ transaction: { status } });
  });

  it.each([
    ["subscr_cancel", "cancelled"],
    ["subscr_eot", "expired"],
    ["subscr_failed", "failed"],
    ["recurring_payment_suspended_due_to_max_failed_payment", "failed"],
  ])("of a subscription with %s is %s", (txn_type, status) => {
    const subscription = {
      txn_type,
      subscr_id: "S-1",
      mc_amount3: "5.50",
      mc_currency: "AUD",
      payer_status: "verified",
    };
    expect(shape.read(subscription)?.context).toMatchObject({
      transaction: { id: "S-1", status, amount: "5.50", currency: "AUD" },
    });
  });

  it("of a subscription that began tells of no payment", () => {
    expect(shape.read({ txn_type: "subscr_signup", subscr_id: "S-1", mc_currency: "AUD" })).toBeNull();
  });
});

describe("an error", () => {
  const error = (issue: string): SourceValue => ({
    name: "UNPROCESSABLE_ENTITY",
    details: [{ issue, description: "What went wrong." }],
    message: "The requested action could not be performed.",
    debug_id: "f7707100bc347",
  });

  it("has its cause in the issue, not in the name", () => {
    expect(read(error("INSTRUMENT_DECLINED"))).toEqual({
      format: "paypal.error",
      context: {
        transaction: { status: "failed" },
        failure: {
          provider: "paypal",
          code: "INSTRUMENT_DECLINED",
          message: "What went wrong.",
          codes: [{ scheme: "paypal.error_name", code: "UNPROCESSABLE_ENTITY" }],
        },
      },
      warnings: [],
    });
  });

  it("is no decline while the order waits for its approval", () => {
    for (const issue of ["ORDER_IS_PENDING_APPROVAL", "ORDER_COMPLETION_IN_PROGRESS", "PENDING_CAPTURE"])
      expect(contextOf(error(issue))).toHaveProperty("transaction.status", "pending");
  });

  it("of version 1 has the cause for its name", () => {
    const old = { name: "INSTRUMENT_DECLINED", message: "Declined.", information_link: "https://x", debug_id: "1" };
    expect(contextOf(old)).toHaveProperty("failure.code", "INSTRUMENT_DECLINED");
    const invalid = {
      name: "VALIDATION_ERROR",
      debug_id: "1",
      details: [{ field: "amount", issue: "Value is invalid." }],
    };
    expect(contextOf(invalid)).not.toHaveProperty("failure.code");
  });

  it("without a debug id is PayPal's only under one of its names", () => {
    const details = [{ issue: "CARD_EXPIRED" }];
    expect(contextOf({ name: "UNPROCESSABLE_ENTITY", details })).toHaveProperty("failure.code", "CARD_EXPIRED");
    expect(read({ name: "SomethingElse", details })).toBeNull();
    expect(read({ name: "UNPROCESSABLE_ENTITY", message: "no" })).toBeNull();
  });
});

describe("an order", () => {
  it("that is COMPLETED with a declined capture has failed", () => {
    const reading = read(order([capture("DECLINED")]));
    expect(reading).toEqual({
      format: "paypal.order",
      context: {
        transaction: {
          id: "5B57438865155480N",
          status: "failed",
          at: "2023-05-01T10:00:00Z",
          reference: "INV-1",
          amount: "25.04",
          currency: "USD",
        },
        instrument: { kind: "credit_card", expires: "2029-01" },
        failure: {
          provider: "paypal",
          codes: [
            { scheme: "paypal.processor_response_code", code: "5120" },
            { scheme: "paypal.payment_advice_code", code: "02" },
          ],
        },
      },
      warnings: [],
    });
    expect(JSON.stringify(reading)).not.toMatch(/CCREJECT|1881|example\.com/);
  });

  it("takes the advice for Mastercard's only where the card is one", () => {
    expect(contextOf(order([capture("DECLINED")], "MASTERCARD"))).toMatchObject({
      failure: { adviceCode: "02", codes: expect.arrayContaining([{ scheme: "mastercard.mac", code: "02" }]) },
    });
    expect(contextOf(order([capture("DECLINED")], "VISA"))).not.toHaveProperty("failure.adviceCode");
  });

  it("that went through at the second attempt has not failed", () => {
    const context = contextOf(order([capture("DECLINED"), capture("COMPLETED", "0000")]));
    expect(context).toHaveProperty("transaction.status", "succeeded");
    expect(context).not.toHaveProperty("failure");
  });

  it("of two units, one declined, has failed, and has no single amount", () => {
    const unit = (status: string) => ({
      amount: { currency_code: "USD", value: "1.00" },
      payments: { captures: [capture(status)] },
    });
    const context = contextOf({ ...order([]), purchase_units: [unit("COMPLETED"), unit("DECLINED")] });
    expect(context).toHaveProperty("transaction.status", "failed");
    expect(context?.transaction).not.toHaveProperty("amount");
  });

  it.each([
    ["CREATED", "pending"],
    ["APPROVED", "pending"],
    ["PAYER_ACTION_REQUIRED", "pending"],
    ["COMPLETED", "succeeded"],
    ["VOIDED", "cancelled"],
  ])("in state %s without captures is %s", (state, status) => {
    expect(contextOf({ ...order([]), status: state })).toHaveProperty("transaction.status", status);
  });

  it("that authorised a card is still to be captured", () => {
    const units = [
      { amount: { currency_code: "USD", value: "1.00" }, payments: { authorizations: [capture("CREATED", "0000")] } },
    ];
    expect(contextOf({ ...order([]), purchase_units: units })).toHaveProperty("transaction.status", "pending");
  });

  it("not sent yet is only a request", () => {
    const { status: _, ...request } = order([]);
    expect(read({ ...request, purchase_units: [{ amount: { currency_code: "USD", value: "1.00" } }] })).toBeNull();
  });

  it("says how 3-D Secure ended", () => {
    const card = { authentication_result: { three_d_secure: { enrollment_status: "Y", authentication_status: "N" } } };
    expect(contextOf({ ...order([capture("DECLINED")]), payment_source: { card } })).toHaveProperty(
      "authentication.status",
      "failed",
    );
  });
});

describe("a capture", () => {
  it("that was declined carries the processor's code", () => {
    expect(read(capture("DECLINED", "9500"))).toMatchObject({
      format: "paypal.capture",
      context: {
        transaction: { status: "failed", amount: "25.04", currency: "USD", reference: "INV-1" },
        failure: { codes: expect.arrayContaining([{ scheme: "paypal.processor_response_code", code: "9500" }]) },
      },
    });
  });

  it("that is pending or completed has no failure", () => {
    for (const [state, status] of [
      ["PENDING", "pending"],
      ["COMPLETED", "succeeded"],
    ] as const) {
      expect(contextOf(capture(state, "0000"))).toHaveProperty("transaction.status", status);
      expect(contextOf(capture(state, "0000"))).not.toHaveProperty("failure");
    }
  });

  it("keeps the digits of its amount, also of yen and beyond 2^53", () => {
    expect(contextOf(capture("DECLINED", "5120", "9007199254740993.11"))).toHaveProperty(
      "transaction.amount",
      "9007199254740993.11",
    );
    expect(contextOf(capture("DECLINED", "5120", new NumberText("10.10")))).toHaveProperty(
      "transaction.amount",
      "10.10",
    );
    const yen = { ...capture("DECLINED"), amount: { currency_code: "JPY", value: "1500" } };
    expect(contextOf(yen)).toHaveProperty("transaction.amount", "1500");
  });

  it("sent back is a refund", () => {
    const refund = {
      id: "1",
      status: "FAILED",
      amount: { currency_code: "EUR", value: "3.00" },
      seller_payable_breakdown: { gross_amount: { currency_code: "EUR", value: "3.00" } },
    };
    expect(read(refund)).toMatchObject({
      format: "paypal.refund",
      context: { transaction: { kind: "refund", status: "failed" } },
    });
  });
});

describe("a webhook", () => {
  const event = (event_type: string, resource_type: string, resource: SourceValue): SourceValue => ({
    id: "WH-1",
    event_version: "1.0",
    create_time: "2023-05-01T10:00:01Z",
    event_type,
    resource_type,
    resource,
  });

  it("speaks for its capture", () => {
    expect(contextOf(event("PAYMENT.CAPTURE.DENIED", "capture", capture("DECLINED")))).toMatchObject({
      transaction: { status: "failed" },
      failure: { codes: expect.arrayContaining([{ scheme: "paypal.processor_response_code", code: "5120" }]) },
    });
  });

  it("of version 1 has a sale with a total", () => {
    const sale = { id: "S", state: "denied", amount: { total: "7.47", currency: "USD" }, invoice_number: "I" };
    expect(contextOf(event("PAYMENT.SALE.DENIED", "sale", sale))).toMatchObject({
      transaction: { status: "failed", amount: "7.47", currency: "USD", reference: "I" },
    });
  });

  it("about a subscription tells of the payment that failed", () => {
    const subscription = {
      id: "I-BW452GLLEP1G",
      status: "ACTIVE",
      subscriber: { email_address: "x@example.com" },
      billing_info: {
        last_failed_payment: {
          amount: { currency_code: "USD", value: "15.00" },
          time: "2019-12-01T01:20:49Z",
          reason_code: "PAYMENT_DENIED",
        },
      },
    };
    expect(contextOf(event("BILLING.SUBSCRIPTION.PAYMENT.FAILED", "subscription", subscription))).toEqual({
      transaction: {
        id: "I-BW452GLLEP1G",
        status: "failed",
        at: "2019-12-01T01:20:49Z",
        amount: "15.00",
        currency: "USD",
      },
      failure: { provider: "paypal", codes: [{ scheme: "paypal.subscription_reason_code", code: "PAYMENT_DENIED" }] },
    });
    expect(read(event("BILLING.SUBSCRIPTION.UPDATED", "subscription", subscription))).toBeNull();
  });

  it("about a reversal, a dispute or a product is not read", () => {
    expect(read(event("PAYMENT.CAPTURE.REVERSED", "capture", capture("COMPLETED")))).toBeNull();
    expect(read(event("CATALOG.PRODUCT.CREATED", "product", { id: "P" }))).toBeNull();
    expect(read(event("PAYMENT.CAPTURE.SOMETHING", "capture", { id: "1" }))).toBeNull();
  });
});

it("reads a payment of version 1", () => {
  const payment = {
    id: "PAYID-L7OA",
    intent: "sale",
    state: "failed",
    failure_reason: "UNABLE_TO_COMPLETE_TRANSACTION",
    transactions: [{ amount: { total: "30.11", currency: "USD" } }],
    create_time: "2017-09-22T20:53:05Z",
  };
  expect(contextOf(payment)).toMatchObject({
    transaction: { status: "failed", amount: "30.11" },
    failure: { codes: [{ scheme: "paypal.failure_reason", code: "UNABLE_TO_COMPLETE_TRANSACTION" }] },
  });
  expect(contextOf({ ...payment, state: "approved" })).toHaveProperty("transaction.status", "succeeded");
  expect(contextOf({ ...payment, state: "approved", intent: "authorize" })).toHaveProperty(
    "transaction.status",
    "pending",
  );
});

it("leaves alone what only looks alike", () => {
  const others: SourceValue[] = [
    { id: "1", status: "DECLINED", amount: { currency_code: "USD", value: "1.00" } },
    { id: "1", status: "DECLINED", amount: { currency: "USD", value: 100 }, final_capture: true },
    { id: "1", status: "WEIRD", purchase_units: [{ amount: { currency_code: "USD", value: "1.00" } }] },
    { name: "TypeError", message: "x", debug_id: "1" },
    { event_type: "payment.failed", resource: {} },
    null,
    [],
  ];
  for (const payload of others) expect(read(payload)).toBeNull();
});
