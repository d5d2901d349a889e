import { describe, expect, it } from "vitest";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const xendit = shapesOf("xendit");

const status = (payload: SourceValue) =>
  (xendit.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const failedPayment = {
  event: "payment.failed",
  api_version: "v3",
  business_id: "5f21361959ab6b3b7a5b7d2e",
  created: "2025-04-03T10:15:00.000Z",
  data: {
    payment_id: "py-fd3bbf86",
    payment_request_id: "pr-7755eed3",
    reference_id: "cart-77",
    status: "FAILED",
    request_amount: 80000,
    currency: "IDR",
    channel_code: "GOPAY",
    failure_code: "INSUFFICIENT_BALANCE",
    metadata: { customer: "someone" },
  },
};

const charge = {
  id: "ewc_168b969b",
  business_id: "63507702e70a76e77284652a",
  reference_id: "6364645e7c669",
  status: "SUCCEEDED",
  currency: "PHP",
  charge_amount: new NumberText("1000.50"),
  channel_code: "PH_GCASH",
  created: "2022-11-04T01:01:21.063815Z",
  failure_code: null,
};

describe("xendit", () => {
  it("reads a failed payment from its webhook, and none of the merchant's own data", () => {
    expect(xendit.read(failedPayment)).toEqual({
      format: "xendit.payment",
      context: {
        transaction: { id: "py-fd3bbf86", reference: "cart-77", status: "failed", amount: "80000", currency: "IDR" },
        failure: { provider: "xendit", code: "INSUFFICIENT_BALANCE" },
      },
      warnings: [],
    });
  });

  it("reads an e-wallet charge, bare or in its webhook", () => {
    const expected = {
      id: "ewc_168b969b",
      reference: "6364645e7c669",
      status: "succeeded",
      amount: "1000.50",
      currency: "PHP",
      at: "2022-11-04T01:01:21.063815Z",
    };
    expect(xendit.read(charge)?.context).toEqual({ transaction: expected });
    const event = { event: "ewallet.capture", business_id: "b", data: charge };
    expect(xendit.read(event)?.context).toEqual({ transaction: expected });
  });

  it("passes the issuer's code on beside Xendit's own", () => {
    const data = {
      ...failedPayment.data,
      failure_code: "DECLINED_BY_ISSUER",
      payment_details: { authorization_data: { network_response_code: "51" } },
    };
    expect(xendit.read({ ...failedPayment, data })?.context.failure).toMatchObject({
      code: "DECLINED_BY_ISSUER",
      networkCode: "51",
    });
  });

  it("reads a disbursement as a payout in rupiah", () => {
    const read = xendit.read({
      id: "57f1ca56bb1a631a65eee65e",
      external_id: "demo_1475459775872",
      user_id: "57b4e5181473eeb61c11f9b9",
      amount: 17000,
      bank_code: "BCA",
      account_holder_name: "Somebody",
      disbursement_description: "Reimbursement",
      status: "FAILED",
      failure_code: "INVALID_DESTINATION",
      created: "2016-10-03T03:02:46.239Z",
    });
    expect(read?.context).toEqual({
      transaction: {
        id: "57f1ca56bb1a631a65eee65e",
        reference: "demo_1475459775872",
        kind: "payout",
        status: "failed",
        amount: "17000",
        currency: "IDR",
        at: "2016-10-03T03:02:46.239Z",
      },
      failure: { provider: "xendit", code: "INVALID_DESTINATION" },
    });
  });

  it("reads a payout and a card charge", () => {
    const payout = {
      id: "disb-571f3644",
      reference_id: "p-1",
      channel_code: "ID_BCA",
      amount: 9,
      currency: "IDR",
      status: "ACCEPTED",
    };
    expect(xendit.read(payout)?.context.transaction).toMatchObject({ kind: "payout", status: "pending" });
    const card = {
      id: "598942aabb91a4ec309e9a35",
      external_id: "invoice-9",
      merchant_reference_code: "m-1",
      status: "FAILED",
      authorized_amount: 150000,
      failure_reason: "EXPIRED_CARD",
      masked_card_number: "400000XXXXXX0002",
    };
    expect(xendit.read(card)?.format).toBe("xendit.card_charge");
    expect(xendit.read(card)?.context.failure).toEqual({ provider: "xendit", code: "EXPIRED_CARD" });
  });

  it.each([
    ["PAID", "succeeded"],
    ["SETTLED", "succeeded"],
    ["PENDING", "pending"],
    ["EXPIRED", "expired"],
  ])("reads an invoice that is %s as %s", (word, expected) => {
    const invoice = {
      id: "5798",
      external_id: "inv-1",
      user_id: "u",
      merchant_name: "Shop",
      amount: 50000,
      status: word,
      expiry_date: "2025-01-02T00:00:00Z",
    };
    expect(xendit.read(invoice)?.context.transaction).toMatchObject({
      status: expected,
      amount: "50000",
      currency: "IDR",
      expiresAt: "2025-01-02T00:00:00Z",
    });
  });

  it("reads money on a virtual account as paid", () => {
    const paid = {
      callback_virtual_account_id: "c",
      payment_id: "p",
      external_id: "va-1",
      amount: 5000,
      bank_code: "BNI",
      transaction_timestamp: "2024-05-01T02:00:00Z",
    };
    expect(xendit.read(paid)?.context.transaction).toMatchObject({ status: "succeeded", amount: "5000" });
  });

  it("reads the first e-wallet API, whose amounts are texts", () => {
    const ovo = {
      event: "ewallet.payment",
      external_id: "ovo-1",
      business_id: "b",
      ewallet_type: "OVO",
      amount: "8888",
      status: "FAILED",
      failure_code: "USER_DID_NOT_AUTHORIZE_THE_PAYMENT",
    };
    expect(xendit.read(ovo)?.context).toEqual({
      transaction: { reference: "ovo-1", status: "failed", amount: "8888", currency: "IDR" },
      failure: { provider: "xendit", code: "USER_DID_NOT_AUTHORIZE_THE_PAYMENT" },
    });
    expect(status({ external_id: "dana-1", ewallet_type: "DANA", payment_status: "PAID", amount: 1001 })).toBe(
      "succeeded",
    );
  });

  it("knows a charge by its channel alone", () => {
    const bare = { status: "FAILED", channel_code: "ID_OVO", failure_code: "INSUFFICIENT_BALANCE" };
    expect(xendit.read(bare)?.context.failure).toEqual({ provider: "xendit", code: "INSUFFICIENT_BALANCE" });
  });

  it("takes the state from the event when the data has none, and knows nothing after an unknown word", () => {
    const { status: _, ...data } = failedPayment.data;
    expect(status({ ...failedPayment, event: "payment_request.expired", data })).toBe("expired");
    expect(status({ ...failedPayment, event: "payment.created", data })).toBe("unknown");
    expect(status({ ...failedPayment, data: { ...data, status: "ON_ITS_WAY" } })).toBe("unknown");
  });

  it("reads a failed refund as a refund", () => {
    const data = {
      id: "rfd-6f4a",
      payment_request_id: "pr-1",
      amount: 10000,
      currency: "IDR",
      status: "FAILED",
      failure_code: "INSUFFICIENT_BALANCE",
    };
    expect(xendit.read({ event: "refund.failed", business_id: "b", data })?.context.transaction).toMatchObject({
      kind: "refund",
      status: "failed",
    });
  });

  it("reads an API error, whose outcome is open after a server error", () => {
    const blocked = xendit.read({ error_code: "CHANNEL_UNAVAILABLE", message: "The channel has a problem." });
    expect(blocked?.context).toEqual({
      failure: { provider: "xendit", code: "CHANNEL_UNAVAILABLE", message: "The channel has a problem." },
    });
    expect(status({ error_code: "SERVER_ERROR", message: "Unexpected.", errors: [] })).toBe("unknown");
  });

  it.each([
    ["an error with a word of nobody in particular", { error_code: "SERVER_ERROR", message: "Oops" }],
    [
      "another service's error object",
      { error_code: "INVALID_API_KEY", message: "no", documentation_url: "https://x" },
    ],
    ["an event on a token", { event: "payment_token.activation", business_id: "b", data: { status: "ACTIVE" } }],
    [
      "an event without a business or a known object",
      { event: "payment.failed", data: { status: "FAILED", amount: 5 } },
    ],
    ["an order with an external id", { external_id: "1", status: "FAILED", amount: 100, user_id: "u" }],
    ["a wrapper", { data: failedPayment.data }],
  ])("does not claim %s", (_, payload) => {
    expect(xendit.read(payload)).toBeNull();
  });
});
