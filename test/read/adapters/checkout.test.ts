import { describe, expect, it } from "vitest";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const checkout = shapesOf("checkout");

const read = (payload: SourceValue) => checkout.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const declined = {
  id: "pay_awjzhfj776gulbp2nuslj4agbu",
  requested_on: "2019-08-14T18:13:54Z",
  source: {
    id: "src_lot2ch4ygk3ehi4fugxmk7r2di",
    type: "card",
    card_type: "Credit",
    expiry_month: 12,
    expiry_year: 2020,
    name: "Jane Doe",
    last4: "0907",
  },
  amount: 100,
  currency: "USD",
  reference: "order-9",
  status: "Declined",
  approved: false,
  "3ds": { enrolled: "Y", authentication_response: "Y" },
  customer: { id: "cus_1", email: "jane@example.com" },
  actions: [
    { id: "act_2", type: "Void", response_code: "10000", response_summary: "Approved" },
    { id: "act_1", type: "Authorization", response_code: "20051", response_summary: "Insufficient Funds" },
  ],
};

describe("a payment", () => {
  it("finds the code in the action that was refused", () => {
    expect(read(declined)).toEqual({
      format: "checkout.payment",
      context: {
        transaction: {
          id: "pay_awjzhfj776gulbp2nuslj4agbu",
          status: "failed",
          at: "2019-08-14T18:13:54Z",
          reference: "order-9",
          amount: "1.00",
          currency: "USD",
        },
        instrument: { kind: "credit_card", expires: "2020-12" },
        authentication: { method: "challenge", status: "passed" },
        failure: { provider: "checkout", code: "20051", message: "Insufficient Funds" },
      },
      warnings: [],
    });
    expect(JSON.stringify(read(declined))).not.toMatch(/Jane|jane|0907/);
  });

  it("with nothing but a response code is still Checkout.com's", () => {
    const short = {
      id: "pay_1",
      amount: 200,
      currency: "USD",
      response_summary: "Invalid Card Number",
      response_code: "20014",
    };
    expect(contextOf(short)).toMatchObject({ transaction: { status: "failed" }, failure: { code: "20014" } });
    expect(contextOf({ ...short, response_code: "200R1" })).toHaveProperty("failure.code", "200R1");
  });

  it("that was approved has no failure, though approvals have codes too", () => {
    const approved = {
      ...declined,
      status: undefined as unknown as SourceValue,
      approved: true,
      response_code: "10000",
      actions: [],
    };
    expect(contextOf(approved)).toHaveProperty("transaction.status", "succeeded");
    expect(contextOf(approved)).not.toHaveProperty("failure");
  });

  it.each([
    ["Authorized", "pending"],
    ["Pending", "pending"],
    ["Captured", "succeeded"],
    ["Partially Refunded", "succeeded"],
    ["Refunded", "refunded"],
    ["Voided", "cancelled"],
    ["Expired", "expired"],
  ])("in state %s is %s whatever its actions say", (state, status) => {
    expect(contextOf({ ...declined, status: state, approved: true })).toHaveProperty("transaction.status", status);
  });

  it("in a state nobody knows is unknown", () => {
    expect(contextOf({ ...declined, status: "Sleeping", approved: null, actions: [] })).toHaveProperty(
      "transaction.status",
      "unknown",
    );
  });

  it("that waits for 3-D Secure asks for it", () => {
    const pending = {
      id: "pay_1",
      status: "Pending",
      "3ds": { enrolled: "Y" },
      _links: {
        redirect: { href: "https://3ds2-sandbox.ckotech.co/x" },
        self: { href: "https://api.checkout.com/payments/pay_1" },
      },
    };
    expect(contextOf(pending)).toEqual({
      transaction: { id: "pay_1", status: "pending" },
      authentication: { method: "challenge", status: "required" },
    });
  });

  it("carries what the scheme advises", () => {
    const processing = { recommendation_code: "03", partner_merchant_advice_code: "03" };
    expect(contextOf({ ...declined, processing })).toMatchObject({
      failure: {
        adviceCode: "03",
        codes: [
          { scheme: "checkout.recommendation_code", code: "03" },
          { scheme: "mastercard.mac", code: "03" },
        ],
      },
    });
  });

  it.each([
    ["JPY", "100"],
    ["ISK", "100"],
    ["KWD", "0.100"],
    ["CLP", "1"],
    ["IDR", "1.00"],
  ])("has the minor units of Checkout.com in %s", (currency, amount) => {
    expect(contextOf({ ...declined, currency })).toHaveProperty("transaction.amount", amount);
  });

  it("keeps digits that no float holds", () => {
    expect(contextOf({ ...declined, amount: new NumberText("9007199254740993") })).toHaveProperty(
      "transaction.amount",
      "90071992547409.93",
    );
  });

  it("is not one of Razorpay's, whose ids begin alike", () => {
    expect(
      read({ id: "pay_29QQoUBi66xm2f", entity: "payment", amount: 100, currency: "INR", status: "failed" }),
    ).toBeNull();
    expect(read({ id: "pay_1", amount: 100, currency: "INR", status: "failed", order_id: "order_1" })).toBeNull();
    expect(read({ id: "pay_1", response_code: "05" })).toBeNull();
  });
});

describe("an event", () => {
  const event = (type: string, data: Record<string, SourceValue> = {}): SourceValue => ({
    id: "evt_az5sblvku4ge3dwpztvyizgcau",
    type,
    version: "2.0.0",
    created_on: "2022-11-22T12:12:14Z",
    data: { id: "pay_1", action_id: "act_1", amount: 250, currency: "GBP", ...data },
  });

  it.each([
    ["payment_declined", "failed"],
    ["payment_approved", "pending"],
    ["payment_captured", "succeeded"],
    ["payment_refunded", "refunded"],
    ["payment_canceled", "cancelled"],
    ["payment_expired", "expired"],
  ])("%s makes the payment %s", (type, status) => {
    expect(contextOf(event(type))).toMatchObject({
      transaction: { status, amount: "2.50", currency: "GBP", at: "2022-11-22T12:12:14Z" },
    });
  });

  it("carries the reason of a decline", () => {
    const context = contextOf(
      event("payment_declined", { response_code: "20005", response_summary: "Declined - Do Not Honour" }),
    );
    expect(context).toHaveProperty("failure.code", "20005");
    expect(contextOf(event("payment_refund_declined", { response_code: "20005" }))).toHaveProperty(
      "transaction.kind",
      "refund",
    );
  });

  it("about a void that was refused or a dispute says nothing of the payment", () => {
    expect(read(event("payment_void_declined"))).toBeNull();
    expect(read(event("dispute_received", { id: "dsp_1" }))).toBeNull();
  });
});

describe("an error", () => {
  it("has words for codes, all of them kept", () => {
    const error = {
      request_id: "0HL80RJLS76I7",
      error_type: "request_invalid",
      error_codes: ["payment_source_required", "amount_invalid"],
    };
    expect(contextOf(error)).toHaveProperty("failure.codes", [
      { scheme: "checkout.error_code", code: "payment_source_required" },
      { scheme: "checkout.error_code", code: "amount_invalid" },
      { scheme: "checkout.error_type", code: "request_invalid" },
    ]);
  });

  it("is not a list of other things", () => {
    expect(read({ error_type: "x", error_codes: [] })).toBeNull();
    expect(read({ error_codes: ["x"] })).toBeNull();
    expect(read({ error_type: "x", error_codes: [1] })).toBeNull();
  });
});
