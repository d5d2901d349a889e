import { describe, expect, it } from "vitest";
import { stripe } from "../../../src/read/adapters/stripe.js";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";

const read = (payload: SourceValue) => stripe.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const declinedIntent = {
  id: "pi_3OabcdEZgr",
  object: "payment_intent",
  amount: 9999,
  created: 1700000000,
  currency: "usd",
  last_payment_error: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    type: "card_error",
    network_decline_code: "51",
    payment_method: {
      id: "pm_1",
      object: "payment_method",
      billing_details: { name: "Jenny Rosen", email: "jenny@example.com" },
      card: { brand: "visa", exp_month: 4, exp_year: 2031, funding: "debit", last4: "9995" },
      type: "card",
    },
  },
  metadata: { order_id: "6735" },
  status: "requires_payment_method",
};

describe("a payment intent", () => {
  it("takes the decline, the network's code and the card from the last error", () => {
    expect(read(declinedIntent)).toEqual({
      format: "stripe.payment_intent",
      context: {
        transaction: {
          id: "pi_3OabcdEZgr",
          status: "failed",
          at: "2023-11-14T22:13:20Z",
          amount: "99.99",
          currency: "USD",
        },
        instrument: { kind: "debit_card", expires: "2031-04" },
        failure: {
          provider: "stripe",
          code: "insufficient_funds",
          networkCode: "51",
          message: "Your card has insufficient funds.",
          codes: [{ scheme: "stripe.error_code", code: "card_declined" }],
        },
      },
      warnings: [],
    });
  });

  it("never carries the payer's name, mail, last digits or metadata", () => {
    expect(JSON.stringify(read(declinedIntent))).not.toMatch(/Jenny|example\.com|9995|6735/);
  });

  it("has not failed while nobody has tried to pay it", () => {
    const fresh = { ...declinedIntent, last_payment_error: null };
    expect(contextOf(fresh)).toMatchObject({ transaction: { status: "pending" } });
    expect(contextOf(fresh)).not.toHaveProperty("failure");
  });

  it("asks the payer to authenticate without calling that a failure, and forgets the error of an earlier attempt", () => {
    const waiting = {
      ...declinedIntent,
      status: "requires_action",
      next_action: { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } },
    };
    expect(contextOf(waiting)).toMatchObject({
      transaction: { status: "pending" },
      authentication: { method: "challenge", status: "required" },
    });
    expect(contextOf(waiting)).not.toHaveProperty("failure");
  });

  it("does not take a voucher or a bank's page for a challenge", () => {
    const voucher = { ...declinedIntent, status: "requires_action", next_action: { type: "oxxo_display_details" } };
    expect(contextOf(voucher)).not.toHaveProperty("authentication");
    const bank = {
      ...declinedIntent,
      status: "requires_action",
      payment_method_types: ["ideal"],
      next_action: { type: "redirect_to_url" },
    };
    expect(contextOf(bank)).not.toHaveProperty("authentication");
    expect(contextOf({ ...bank, payment_method_types: ["card"] })).toHaveProperty("authentication.status", "required");
  });

  it.each([
    ["succeeded", "succeeded"],
    ["processing", "pending"],
    ["requires_capture", "pending"],
    ["requires_confirmation", "pending"],
    ["canceled", "cancelled"],
    ["something_new", "failed"],
  ])("in state %s with an old error is %s", (status, expected) => {
    expect(contextOf({ ...declinedIntent, status })).toHaveProperty("transaction.status", expected);
  });

  it("in an error whose type a log left out is told by its payment intent", () => {
    const intent = { id: "pi_1", amount: 129900, currency: "eur", status: "requires_payment_method" };
    const error = { code: "card_declined", decline_code: "insufficient_funds", payment_intent: intent };
    const [read] = readTransaction(JSON.stringify({ error })).transactions;
    expect(read).toMatchObject({
      format: "stripe.error",
      context: {
        transaction: { id: "pi_1", status: "failed", amount: "1299.00", currency: "EUR" },
        failure: { provider: "stripe", code: "insufficient_funds" },
      },
    });
  });

  it("in a state nobody knows and without an error is unknown, not failed", () => {
    expect(contextOf({ ...declinedIntent, last_payment_error: null, status: "something_new" })).toHaveProperty(
      "transaction.status",
      "unknown",
    );
  });

  it("finds what the network said in the charge inside it", () => {
    const { last_payment_error: _, ...rest } = declinedIntent;
    const intent = {
      ...rest,
      charges: {
        data: [
          {
            id: "ch_1",
            object: "charge",
            created: 1700000100,
            failure_code: "card_declined",
            failure_message: "Your card was declined.",
            outcome: {
              network_status: "declined_by_network",
              reason: "do_not_honor",
              type: "issuer_declined",
              network_advice_code: "02",
              network_decline_code: "05",
            },
            payment_method_details: {
              type: "card",
              card: { brand: "mastercard", exp_month: 1, exp_year: 2030, funding: "credit" },
            },
          },
        ],
      },
    };
    expect(contextOf(intent)).toMatchObject({
      transaction: { status: "failed", at: "2023-11-14T22:15:00Z" },
      instrument: { kind: "credit_card", expires: "2030-01" },
      failure: { code: "do_not_honor", networkCode: "05" },
    });
    expect(contextOf(intent)).toHaveProperty(
      "failure.codes",
      expect.arrayContaining([{ scheme: "mastercard.mac", code: "02" }]),
    );
  });
});

describe("minor units", () => {
  const paid = (amount: SourceValue, currency: string) => contextOf({ ...declinedIntent, amount, currency });
  it.each([
    ["jpy", "9999"],
    ["mga", "9999"],
    ["kwd", "9.999"],
    ["idr", "99.99"],
    ["huf", "99.99"],
  ])("of %s are as Stripe defines them", (currency, amount) => {
    expect(paid(9999, currency)).toHaveProperty("transaction.amount", amount);
  });

  it("of ISK and UGX carry two zeros that the currency does not have", () => {
    expect(paid(50000, "isk")).toHaveProperty("transaction.amount", "500");
    expect(paid(50000, "ugx")).toHaveProperty("transaction.amount", "500");
  });

  it("keep digits that no float holds", () => {
    expect(paid(new NumberText("90071992547409931"), "usd")).toHaveProperty("transaction.amount", "900719925474099.31");
  });

  it("of a currency nobody lists are left out with a warning", () => {
    const reading = read({ ...declinedIntent, currency: "usdc" });
    expect(reading?.context.transaction).not.toHaveProperty("amount");
    expect(reading?.context.transaction).not.toHaveProperty("currency");
    expect(reading?.warnings).toMatchObject([{ path: "/transaction/amount", code: "amount_unreadable" }]);
  });
});

describe("an error envelope", () => {
  const declined = {
    error: {
      charge: "ch_NORMALIZED",
      advice_code: "try_again_later",
      code: "card_declined",
      decline_code: "generic_decline",
      doc_url: "https://stripe.com/docs/error-codes/card-declined",
      message: "Your card was declined.",
      network_decline_code: "01",
      payment_intent: { ...declinedIntent, amount: 5000 },
      type: "card_error",
    },
  };

  it("speaks for the intent it carries", () => {
    expect(read(declined)).toMatchObject({
      format: "stripe.error",
      context: {
        transaction: { id: "pi_3OabcdEZgr", amount: "50.00", status: "failed" },
        failure: { code: "generic_decline", networkCode: "01", adviceCode: "try_again_later" },
      },
    });
  });

  it("does not turn an intent that has succeeded into a failure", () => {
    const late = {
      error: {
        code: "payment_intent_unexpected_state",
        message: "You cannot confirm this PaymentIntent because it has already succeeded.",
        payment_intent: { ...declinedIntent, last_payment_error: null, status: "succeeded" },
        type: "invalid_request_error",
      },
    };
    expect(contextOf(late)).toHaveProperty("transaction.status", "succeeded");
    expect(contextOf(late)).not.toHaveProperty("failure");
  });

  it("reads an outcome beside the error", () => {
    const payload = {
      error: { type: "card_error", code: "card_declined", decline_code: "transaction_not_allowed" },
      outcome: { network_decline_code: "57", risk_level: "normal" },
    };
    expect(contextOf(payload)).toHaveProperty("failure.networkCode", "57");
  });

  it("is read from the library's own error and without its envelope", () => {
    const raw = { type: "card_error", code: "expired_card", message: "Your card has expired." };
    expect(contextOf({ type: "StripeCardError", raw, statusCode: 402 })).toHaveProperty("failure.codes", [
      { scheme: "stripe.error_code", code: "expired_card" },
    ]);
    expect(read(raw)?.format).toBe("stripe.error");
  });

  it("keeps the kind of an error that has no code", () => {
    const payload = {
      error: { type: "api_error", message: "Sorry!", request_log_url: "https://dashboard.stripe.com/test/logs/req_1" },
    };
    expect(contextOf(payload)).toHaveProperty("failure.codes", [{ scheme: "stripe.error_type", code: "api_error" }]);
  });

  it("leaves alone the errors of others who use Stripe's words", () => {
    const otherApi = {
      error: {
        message: "Incorrect API key provided",
        type: "invalid_request_error",
        param: null,
        code: "invalid_api_key",
      },
    };
    const payjp = { error: { type: "card_error", code: "expired_card", message: "Card has expired", status: 402 } };
    const plain = { error: { code: "card_declined", message: "Declined" } };
    for (const payload of [otherApi, payjp, plain]) expect(read(payload)).toBeNull();
  });
});

describe("a charge", () => {
  const charge = {
    id: "ch_19lEGwI4amPefGV6kCxtZyQC",
    object: "charge",
    amount: 1800,
    captured: false,
    created: 1486632686,
    currency: "eur",
    failure_code: "expired_card",
    failure_message: "Your card has expired.",
    outcome: { network_status: "declined_by_network", reason: "expired_card", type: "issuer_declined" },
    paid: false,
    refunded: false,
    source: { object: "card", exp_month: 8, exp_year: 2016, funding: "credit" },
  };

  it("without a decline code has the issuer's reason", () => {
    expect(contextOf(charge)).toMatchObject({
      transaction: { amount: "18.00", currency: "EUR", status: "failed", at: "2017-02-09T09:31:26Z" },
      instrument: { kind: "credit_card", expires: "2016-08" },
      failure: { code: "expired_card" },
    });
  });

  it("blocked by Stripe keeps Stripe's reason apart from the issuer's codes", () => {
    const outcome = { network_status: "not_sent_to_network", reason: "highest_risk_level", type: "blocked" };
    const context = contextOf({ ...charge, failure_code: "card_declined", outcome });
    expect(context).not.toHaveProperty("failure.code");
    expect(context).toHaveProperty(
      "failure.codes",
      expect.arrayContaining([
        { scheme: "stripe.outcome_reason", code: "highest_risk_level" },
        { scheme: "stripe.outcome_network_status", code: "not_sent_to_network" },
      ]),
    );
  });

  it("that was paid, and one that was paid back, are no failures", () => {
    const paid = { ...charge, paid: true, failure_code: null, failure_message: null, status: "succeeded" };
    expect(contextOf(paid)).toHaveProperty("transaction.status", "succeeded");
    expect(contextOf({ ...paid, refunded: true })).toHaveProperty("transaction.status", "refunded");
    expect(contextOf({ ...paid, status: "pending" })).toHaveProperty("transaction.status", "pending");
  });

  it("says how 3-D Secure ended", () => {
    const secure = (result: string) => ({ type: "card", card: { three_d_secure: { result } } });
    expect(contextOf({ ...charge, payment_method_details: secure("failed") })).toHaveProperty(
      "authentication.status",
      "failed",
    );
    expect(contextOf({ ...charge, payment_method_details: secure("exempted") })).not.toHaveProperty("authentication");
  });

  it("of a bank debit has the code of the return, not of a card network", () => {
    const debit = {
      ...charge,
      failure_code: "payment_method_provider_decline",
      outcome: { network_decline_code: "R01", type: "issuer_declined" },
      payment_method_details: { type: "us_bank_account", us_bank_account: {} },
      source: null,
    };
    expect(contextOf(debit)).toMatchObject({ instrument: { kind: "bank_account" } });
    expect(contextOf(debit)).not.toHaveProperty("failure.networkCode");
    expect(contextOf(debit)).toHaveProperty(
      "failure.codes",
      expect.arrayContaining([{ scheme: "nacha.return_code", code: "R01" }]),
    );
  });

  it("of Omise, Tap, Conekta or PAY.JP is not Stripe's", () => {
    const omise = { ...charge, id: "chrg_test_5xuy4w91xqz7d1w9u0t" };
    const tap = { ...charge, id: "chg_TS02A0120", status: "DECLINED" };
    const conekta = { ...charge, id: "5fbd4c1e5f9b4c0f4c8b4567" };
    const payjp = { ...charge, captured_at: null, fee_rate: "3.00" };
    for (const payload of [omise, tap, conekta, payjp]) expect(read(payload)).toBeNull();
  });
});

describe("an event", () => {
  const event = {
    id: "evt_1",
    object: "event",
    created: 1700000500,
    type: "payment_intent.payment_failed",
    data: { object: declinedIntent },
  };

  it("speaks for its object, at the time of the event", () => {
    expect(read(event)).toMatchObject({
      format: "stripe.payment_intent",
      context: {
        transaction: { status: "failed", at: "2023-11-14T22:21:40Z" },
        failure: { code: "insufficient_funds" },
      },
    });
  });

  it("about anything but money is not read", () => {
    expect(read({ ...event, data: { object: { id: "cus_1", object: "customer" } } })).toBeNull();
    expect(
      read({ ...event, data: { object: { id: "dp_1", object: "dispute", amount: 1, currency: "usd" } } }),
    ).toBeNull();
  });

  it("of PAY.JP is not Stripe's", () => {
    const payjp = { id: "evnt_1", object: "event", type: "charge.failed", data: { id: "ch_1", object: "charge" } };
    expect(read(payjp)).toBeNull();
  });

  it("that an invoice could not be paid makes the invoice failed, which alone it would not be", () => {
    const invoice = { id: "in_1", object: "invoice", amount_due: 2000, currency: "gbp", status: "open", paid: false };
    const failed = { ...event, type: "invoice.payment_failed", data: { object: invoice } };
    expect(contextOf(failed)).toMatchObject({ transaction: { status: "failed", amount: "20.00", currency: "GBP" } });
    expect(contextOf(invoice)).toHaveProperty("transaction.status", "pending");
    expect(contextOf({ ...invoice, paid: true })).toHaveProperty("transaction.status", "succeeded");
  });

  it("that a session expired is no decline", () => {
    const session = {
      id: "cs_test_1",
      object: "checkout.session",
      amount_total: 3000,
      currency: "usd",
      expires_at: 1700086400,
      payment_status: "unpaid",
      status: "expired",
    };
    const context = contextOf({ ...event, type: "checkout.session.expired", data: { object: session } });
    expect(context).toMatchObject({ transaction: { status: "expired", expiresAt: "2023-11-15T22:13:20Z" } });
    expect(contextOf({ ...session, payment_status: "paid", status: "complete" })).toHaveProperty(
      "transaction.status",
      "succeeded",
    );
    expect(contextOf({ ...session, status: "open" })).toHaveProperty("transaction.status", "pending");
  });
});

describe("other movements of money", () => {
  it("are told apart by their kind", () => {
    const refund = {
      id: "re_1",
      object: "refund",
      amount: 100,
      currency: "usd",
      failure_reason: "lost_or_stolen_card",
      status: "failed",
    };
    expect(contextOf(refund)).toMatchObject({
      transaction: { kind: "refund", status: "failed", amount: "1.00" },
      failure: { codes: [{ scheme: "stripe.refund_failure_code", code: "lost_or_stolen_card" }] },
    });
    const payout = {
      id: "po_1",
      object: "payout",
      amount: 1100,
      currency: "usd",
      failure_code: "account_closed",
      status: "failed",
    };
    expect(contextOf(payout)).toMatchObject({
      transaction: { kind: "payout" },
      failure: { codes: [{ scheme: "stripe.payout_failure_code", code: "account_closed" }] },
    });
    expect(contextOf({ ...payout, status: "in_transit", failure_code: null })).toHaveProperty(
      "transaction.status",
      "pending",
    );
  });

  it("include the setting up of a card", () => {
    const setup = {
      id: "seti_1",
      object: "setup_intent",
      status: "requires_payment_method",
      last_setup_error: { type: "invalid_request_error", code: "setup_intent_authentication_failure" },
    };
    expect(read(setup)).toMatchObject({
      format: "stripe.setup_intent",
      context: {
        transaction: { status: "failed" },
        failure: {
          codes: [
            { scheme: "stripe.error_code", code: "setup_intent_authentication_failure" },
            { scheme: "stripe.error_type", code: "invalid_request_error" },
          ],
        },
      },
    });
  });

  it("of Omise's refunds are not Stripe's", () => {
    expect(read({ id: "rfnd_test_1", object: "refund", amount: 100, currency: "thb", status: "closed" })).toBeNull();
  });
});

it("throws for nothing and claims nothing that is not an object of Stripe", () => {
  const others: SourceValue[] = [
    null,
    true,
    1,
    "pi_1",
    [],
    {},
    { object: 5 },
    { error: "x" },
    { error: [] },
    { object: "list", data: [] },
  ];
  for (const payload of others) expect(read(payload)).toBeNull();
});
