import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { diagnose } from "../../support/untyped.js";
import { shapesOf } from "./shapes.js";

const braintree = shapesOf("braintree");

const read = (payload: SourceValue) => braintree.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const declined = {
  id: "3fsyhdh7",
  status: "processor_declined",
  type: "sale",
  currencyIsoCode: "USD",
  amount: "2001.00",
  merchantAccountId: "shop",
  orderId: "order-7",
  createdAt: "2023-03-01T10:11:12Z",
  creditCard: {
    bin: "411111",
    last4: "1111",
    debit: "Yes",
    expirationMonth: "12",
    expirationYear: "2031",
    cardholderName: "A Person",
  },
  processorResponseCode: "2001",
  processorResponseText: "Insufficient Funds",
  networkResponseCode: "51",
  merchantAdviceCode: "02",
  gatewayRejectionReason: null,
};

describe("a transaction", () => {
  it("gives the processor's code, the network's code and the advice", () => {
    expect(read({ success: false, message: "Insufficient Funds", transaction: declined })).toEqual({
      format: "braintree.transaction",
      context: {
        transaction: {
          id: "3fsyhdh7",
          status: "failed",
          at: "2023-03-01T10:11:12Z",
          reference: "order-7",
          amount: "2001.00",
          currency: "USD",
        },
        instrument: { kind: "debit_card", expires: "2031-12" },
        failure: {
          provider: "braintree",
          code: "2001",
          networkCode: "51",
          adviceCode: "02",
          message: "Insufficient Funds",
          codes: [{ scheme: "mastercard.mac", code: "02" }],
        },
      },
      warnings: [],
    });
  });

  it("is the same in snake case and in the kebab case of XML", () => {
    const spelled = (separator: string) =>
      Object.fromEntries(
        Object.entries(declined).map(([key, value]) => [
          key.replace(/[A-Z]/g, (c) => separator + c.toLowerCase()),
          value,
        ]),
      );
    for (const separator of ["_", "-"]) {
      const { creditCard: _, ...rest } = declined;
      expect(contextOf(spelled(separator))).toMatchObject({ failure: { code: "2001", networkCode: "51" } });
      expect(contextOf(rest)?.transaction).toEqual(contextOf(spelled(separator))?.transaction);
    }
  });

  it("that the gateway rejected says why, and keeps the approval of the processor out of it", () => {
    const rejected = {
      ...declined,
      status: "gateway_rejected",
      processorResponseCode: "1000",
      processorResponseText: "Approved",
      networkResponseCode: null,
      merchantAdviceCode: null,
      gatewayRejectionReason: "cvv",
    };
    expect(contextOf({ message: "Gateway Rejected: cvv", transaction: rejected })).toHaveProperty("failure", {
      provider: "braintree",
      message: "Gateway Rejected: cvv",
      codes: [{ scheme: "braintree.gateway_rejection_reason", code: "cvv" }],
    });
  });

  it.each([
    ["authorized", "pending"],
    ["settlement_pending", "pending"],
    ["submitted_for_settlement", "succeeded"],
    ["settled", "succeeded"],
    ["voided", "cancelled"],
    ["authorization_expired", "expired"],
    ["settlement_declined", "failed"],
    ["unrecognized", "unknown"],
  ])("in state %s is %s", (state, status) => {
    expect(contextOf({ ...declined, status: state, processorResponseCode: "1000" })).toHaveProperty(
      "transaction.status",
      status,
    );
  });

  it("declined at settlement has the code of the settlement", () => {
    const late = {
      ...declined,
      status: "settlement_declined",
      processorResponseCode: "1000",
      processorSettlementResponseCode: "4001",
    };
    expect(contextOf(late)).not.toHaveProperty("failure.code");
    expect(contextOf(late)).toHaveProperty(
      "failure.codes",
      expect.arrayContaining([{ scheme: "braintree.processor_settlement_response_code", code: "4001" }]),
    );
  });

  it("keeps an amount's digits and never guesses at one that is not plain", () => {
    const huge = { ...declined, amount: new NumberText("90071992547409931.10") };
    expect(contextOf(huge)).toHaveProperty("transaction.amount", "90071992547409931.10");
    expect(contextOf({ ...declined, amount: "1500", currencyIsoCode: "JPY" })).toHaveProperty(
      "transaction.amount",
      "1500",
    );
    const grouped = read({ ...declined, amount: "2,001.00" });
    expect(grouped?.context.transaction).not.toHaveProperty("amount");
    expect(grouped?.warnings).toHaveLength(1);
  });

  it("sent back to the payer is a refund", () => {
    expect(contextOf({ ...declined, type: "credit" })).toHaveProperty("transaction.kind", "refund");
  });

  it("over GraphQL nests its codes and shouts its state", () => {
    const node = {
      id: "dHJhbnNhY3Rpb25fMQ",
      status: "PROCESSOR_DECLINED",
      amount: { value: "2046.00", currencyCode: "EUR" },
      statusHistory: [
        { status: "PROCESSOR_DECLINED", processorResponse: { legacyCode: "2046", message: "Declined" } },
        { status: "AUTHORIZING" },
      ],
    };
    expect(contextOf(node)).toMatchObject({
      transaction: { amount: "2046.00", currency: "EUR", status: "failed" },
      failure: { code: "2046", message: "Declined" },
    });
    const rejected = {
      ...node,
      status: "GATEWAY_REJECTED",
      statusHistory: [{ status: "GATEWAY_REJECTED", gatewayRejectionReason: "APPLICATION_INCOMPLETE" }],
    };
    expect(contextOf(rejected)).toHaveProperty("failure.codes", [
      { scheme: "braintree.gateway_rejection_reason", code: "APPLICATION_INCOMPLETE" },
    ]);
  });

  it("says how 3-D Secure ended", () => {
    const secured = { ...declined, threeDSecureInfo: { status: "authenticate_failed", liabilityShifted: false } };
    expect(contextOf(secured)).toHaveProperty("authentication", { method: "challenge", status: "failed" });
  });
});

describe("other answers", () => {
  it("reads a verification of a card", () => {
    const verification = {
      amount: "1.00",
      currency_iso_code: "USD",
      status: "processor_declined",
      processor_response_code: "2000",
      processor_response_text: "Do Not Honor",
      credit_card: { cardholder_name: "Joe Johnson", expiration_date: "12/2012" },
    };
    expect(read({ verification })).toMatchObject({
      format: "braintree.verification",
      context: { transaction: { amount: "1.00" }, instrument: { expires: "2012-12" }, failure: { code: "2000" } },
    });
    expect(contextOf({ verification: { ...verification, amount: "0.00" } })?.transaction).not.toHaveProperty("amount");
  });

  it("reads the transaction inside a webhook", () => {
    const webhook = {
      kind: "transaction_settlement_declined",
      subject: { transaction: { ...declined, status: "settlement_declined" } },
    };
    expect(contextOf(webhook)).toHaveProperty("transaction.id", "3fsyhdh7");
  });

  it("finds validation errors however deep they lie", () => {
    const refused = {
      success: false,
      message: "Amount is required.",
      errors: {
        errors: [],
        transaction: {
          errors: [{ attribute: "amount", code: "81502", message: "Amount is required." }],
          creditCard: { errors: [{ attribute: "number", code: "81715", message: "Credit card number is invalid." }] },
        },
      },
    };
    expect(read(refused)).toMatchObject({
      format: "braintree.error",
      context: {
        failure: {
          message: "Amount is required.",
          codes: [
            { scheme: "braintree.validation_error_code", code: "81502" },
            { scheme: "braintree.validation_error_code", code: "81715" },
          ],
        },
      },
    });
  });

  it("leaves the transactions of others alone", () => {
    const others: SourceValue[] = [
      { transaction: { id: "1", status: "failed", amount: "10.00" } },
      { transaction: { succeeded: false, state: "gateway_processing_failed" } },
      { id: "1", status: "authorized", amount: "10.00", currency: "USD" },
      { errors: { transaction: { errors: [{ code: "E1", message: "no" }] } } },
      { errors: [{ code: "81502", message: "no attribute" }] },
      { status: "processor_declined" },
      null,
      [],
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });
});

it("a processor's answer is Braintree's wherever its code and text stand side by side", () => {
  expect(
    contextOf({ processorResponseCode: new NumberText("2001"), processorResponseText: "Insufficient Funds" }),
  ).toEqual({ failure: { provider: "braintree", code: "2001", message: "Insufficient Funds" } });
});

it("a processor that declined is told also where its code is not shown", () => {
  expect(contextOf({ id: "x1", type: "sale", status: "processor_declined" })).toMatchObject({
    failure: { message: "Processor declined" },
  });
});

describe("sales that Ruby's console printed", () => {
  const sale = (id: string, status: string, seconds: string, reason = "") =>
    `#<Braintree::Transaction id: "${id}", type: "sale", amount: "120.0", status: "${status}",${reason} created_at: Wed Jan 26 01:21:${seconds} UTC 2011, credit_card_details: #<token: nil, last_4: "5100", card_type: "MasterCard">, customer_details: #<id: nil, email: nil>, updated_at: Wed Jan 26 01:21:${seconds} UTC 2011>`;
  const printed = (reason: string) =>
    ` => #<Braintree::SuccessfulResult transaction:${sale("92h", "authorized", "38")}>\nresult = sale(card)\n => #<Braintree::ErrorResult params:{...} errors:<> transaction: ${sale("k2u", "gateway_rejected", "44", reason)}>`;

  it("are two: one that is authorized, and one that was rejected as its duplicate", async () => {
    const { transactions } = readTransaction(printed(' gateway_rejection_reason: "duplicate",'));
    expect(transactions).toMatchObject([
      { format: "braintree.transaction", context: { transaction: { id: "92h", status: "pending" } } },
      {
        context: {
          transaction: { id: "k2u", status: "failed" },
          failure: { codes: [{ scheme: "braintree.gateway_rejection_reason", code: "duplicate" }] },
        },
      },
    ]);
    const { causes, retry } = await diagnose(transactions[1]?.context);
    expect(causes[0]).toMatchObject({ code: "transaction.duplicate", certainty: "certain" });
    expect(retry.when).toBe("check_status_first");
  });

  it("show nothing of the dump as a message where no reason stands in it", () => {
    expect(readTransaction(printed("")).transactions[1]?.context).toEqual({
      transaction: { id: "k2u", status: "failed" },
    });
  });
});
