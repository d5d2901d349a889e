import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { assess } from "../../support/untyped.js";
import { contextOf } from "../helpers.js";

/** What an answer is read as, and the causes it leads to. */
async function told(answer: object): Promise<string> {
  const [read] = readTransaction(JSON.stringify(answer)).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read?.format, transaction.kind, transaction.status, ...causes.map(({ code }) => code)].join(" ");
}

const refused = (refusalCode: string, more: object = {}) => ({
  outcome: "refused",
  refusalCode,
  paymentId: "p",
  ...more,
});

it("the XML that says a refund was received says of how much, and that it is open", () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE paymentService PUBLIC "-//WorldPay//DTD WorldPay PaymentService v1//EN" "http://dtd.worldpay.com/paymentService_v1.dtd">
<paymentService version="1.4" merchantCode="M"><reply><ok><refundReceived orderCode="o-1">
<amount value="1250" currencyCode="GBP" exponent="2" debitCreditIndicator="credit"/></refundReceived></ok></reply></paymentService>`;
  expect(contextOf(text)).toEqual({
    transaction: { kind: "refund", reference: "o-1", status: "pending", amount: "12.50", currency: "GBP" },
  });
});

describe("an answer of Access Worldpay", () => {
  it("that refuses has the code and the card", () => {
    const paymentInstrument = {
      type: "card/plain+masked",
      cardBrand: "mastercard",
      fundingType: "debit",
      expiryDate: { month: 9, year: 2029 },
    };
    const more = {
      transactionReference: "o-1",
      refusalDescription: "REFUSED",
      advice: { code: "01" },
      paymentInstrument,
    };
    expect(contextOf(JSON.stringify(refused("5", more)))).toEqual({
      transaction: { id: "p", reference: "o-1", status: "failed" },
      instrument: { kind: "debit_card", brand: "mastercard", expires: "2029-09" },
      failure: { provider: "worldpay", code: "5", adviceCode: "01", message: "REFUSED" },
    });
  });

  it.each([
    ["51", "balance.insufficient"],
    ["54", "instrument.expired"],
    ["59", "risk.suspected_fraud"],
    ["91", "issuer.unavailable"],
    ["N7", "instrument.invalid_details"],
  ])("that refuses with %s says %s", async (code, cause) => {
    expect(await told(refused(code))).toBe(`worldpay.access payment failed ${cause}`);
  });

  it("has the scheme's own code beside Worldpay's, where a merchant has asked for it", () => {
    expect(contextOf(JSON.stringify(refused("N7", { gatewayRefusalCode: "5" })))).toMatchObject({
      failure: { code: "5", networkCode: "N7" },
    });
  });

  it.each([
    ["3dsAuthenticationFailed", "payment failed authentication.challenge_failed"],
    ["fraudHighRisk", "payment failed risk.suspected_fraud"],
    ["3dsChallenged", "payment pending"],
  ])("that ends before the card's bank is asked is read: %s", async (outcome, expected) => {
    expect(await told({ outcome, transactionReference: "o-1" })).toBe(`worldpay.access ${expected}`);
  });

  it("that takes a refund is one that is under way", async () => {
    const _links = { self: { href: "https://access.worldpay.com/api/payments/abc" } };
    expect(await told({ outcome: "sentForRefund", _links })).toBe("worldpay.access refund pending");
    expect(await told({ outcome: "authorized", _links })).toBe("worldpay.access payment succeeded");
  });

  it("to a query has its amount in minor units and the code of its events", async () => {
    const events = [
      { eventName: "authorizationRequested" },
      { eventName: "authorizationRefused", description: "Do not honour", code: "51", outcome: "refused" },
    ];
    const value = { currency: "JPY", amount: 1200 };
    const answer = { paymentId: "p", transactionReference: "o-1", lastEvent: "authorizationRefused", value, events };
    expect(contextOf(JSON.stringify(answer))).toMatchObject({ transaction: { amount: "1200", currency: "JPY" } });
    expect(await told(answer)).toBe("worldpay.query payment failed balance.insufficient");
    expect(await told({ _embedded: { payments: [answer] } })).toBe(
      "worldpay.query payment failed balance.insufficient",
    );
  });

  it("tells of a refund that failed, with the issuer's code", async () => {
    const refund = { refusal: { code: "91", description: "issuer unavailable" } };
    const amount = { value: 100, currencyCode: "EUR" };
    const details = { classification: "payment", transactionReference: "o-1", type: "refundFailed", refund, amount };
    expect(await told({ eventId: "e", eventDetails: details })).toBe("worldpay.event refund failed issuer.unavailable");
    expect(contextOf(JSON.stringify({ eventId: "e", eventDetails: details }))).toMatchObject({
      transaction: { amount: "1.00", currency: "EUR" },
    });
  });

  it("is not told by an outcome alone", () => {
    const [read] = readTransaction(JSON.stringify({ outcome: "refused", message: "no", id: "1" })).transactions;
    expect(read.format).toBe("generic");
  });
});
