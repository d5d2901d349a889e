import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const adyen = shapesOf("adyen");

const read = (payload: SourceValue) => adyen.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

describe("an answer of /payments", () => {
  const refused = {
    additionalData: {
      refusalReasonRaw: "51 : Insufficient funds/over credit limit",
      merchantAdviceCode: "02 : Try again later",
      fundingSource: "DEBIT",
      expiryDate: "3/2030",
      cardHolderName: "Checkout Shopper",
    },
    pspReference: "V4HZ4RBFJGXXGN82",
    refusalReason: "Not enough balance",
    resultCode: "Refused",
    refusalReasonCode: "12",
    merchantReference: "order-4711",
    amount: { currency: "EUR", value: 1250 },
  };

  it("gives the reason as code and as text, and the issuer's own code", () => {
    expect(read(refused)).toEqual({
      format: "adyen.payment",
      context: {
        transaction: {
          id: "V4HZ4RBFJGXXGN82",
          status: "failed",
          reference: "order-4711",
          amount: "12.50",
          currency: "EUR",
        },
        instrument: { kind: "debit_card", expires: "2030-03" },
        failure: {
          provider: "adyen",
          code: "12",
          networkCode: "51",
          adviceCode: "02",
          message: "Not enough balance",
          codes: [
            { scheme: "adyen.refusal_reason", code: "Not enough balance" },
            { scheme: "mastercard.mac", code: "02" },
            { scheme: "adyen.result_code", code: "Refused" },
          ],
        },
      },
      warnings: [],
    });
  });

  it("needs neither an amount nor a numbered reason", () => {
    const short = { pspReference: "8514775559925128", refusalReason: "Expired Card", resultCode: "Refused" };
    expect(contextOf(short)).toMatchObject({
      failure: { codes: expect.arrayContaining([{ scheme: "adyen.refusal_reason", code: "Expired Card" }]) },
    });
    expect(contextOf(short)).not.toHaveProperty("failure.code");
  });

  it("takes no network code from words without a number", () => {
    const raw = { ...refused, additionalData: { refusalReasonRaw: "DECLINED" } };
    expect(contextOf(raw)).not.toHaveProperty("failure.networkCode");
  });

  it.each([
    ["Authorised", "succeeded"],
    ["Received", "pending"],
    ["Pending", "pending"],
    ["PresentToShopper", "pending"],
    ["Cancelled", "cancelled"],
    ["Error", "failed"],
  ])("that says %s is %s", (resultCode, status) => {
    expect(contextOf({ pspReference: "V4HZ4RBFJGXXGN82", resultCode })).toHaveProperty("transaction.status", status);
  });

  it("that asks for a challenge has not failed", () => {
    const challenge = { resultCode: "ChallengeShopper", action: { type: "threeDS2", paymentMethodType: "scheme" } };
    expect(contextOf(challenge)).toEqual({
      transaction: { status: "pending" },
      authentication: { method: "challenge", status: "required" },
    });
    const bank = { resultCode: "RedirectShopper", action: { type: "redirect", paymentMethodType: "ideal" } };
    expect(contextOf(bank)).toEqual({ transaction: { status: "pending" } });
  });

  it.each([
    ["IDR", 250000, "250000"],
    ["CLP", 100000, "1000"],
    ["ISK", 50000, "500"],
    ["CVE", 700, "700"],
    ["JPY", 700, "700"],
    ["KWD", 1500, "1.500"],
  ])("has the minor units of Adyen in %s", (currency, value, amount) => {
    expect(contextOf({ ...refused, amount: { currency, value } })).toHaveProperty("transaction.amount", amount);
  });

  it("keeps digits that no float holds", () => {
    const amount = { currency: "EUR", value: new NumberText("9007199254740993") };
    expect(contextOf({ ...refused, amount })).toHaveProperty("transaction.amount", "90071992547409.93");
  });

  it("about a gift card says what is left on it", () => {
    const empty = {
      pspReference: "FKSPNCQ8HXSKGK82",
      resultCode: "NotEnoughBalance",
      balance: { currency: "EUR", value: 0 },
    };
    expect(contextOf(empty)).toHaveProperty("balance", { available: "0", currency: "EUR" });
    expect(contextOf({ ...empty, balance: { currency: "EUR", value: 550 } })).toMatchObject({
      transaction: { status: "failed" },
      balance: { available: "5.50", currency: "EUR" },
      failure: { codes: [{ scheme: "adyen.result_code", code: "NotEnoughBalance" }] },
    });
    expect(read({ ...empty, resultCode: "Success" })).toBeNull();
  });

  it("is read from the form of the older interface, its names as they came and as PHP has them", () => {
    const form =
      "paymentResult.pspReference=88&paymentResult.refusalReason=Expired+Card&paymentResult.resultCode=Refused";
    const php = {
      paymentResult_pspReference: "88",
      paymentResult_refusalReason: "Expired Card",
      paymentResult_resultCode: "Refused",
    };
    for (const text of [form, JSON.stringify(php)]) {
      const [{ context, format }] = readTransaction(text).transactions;
      expect(format).toMatch(/^adyen\.payment/);
      expect(context).toMatchObject({
        transaction: { id: "88", status: "failed" },
        failure: {
          message: "Expired Card",
          codes: expect.arrayContaining([{ scheme: "adyen.refusal_reason", code: "Expired Card" }]),
        },
      });
    }
  });

  it("is not anyone's bare result code", () => {
    expect(read({ resultCode: "Refused" })).toBeNull();
    expect(read({ resultCode: "Refused", reason: "no" })).toBeNull();
    expect(read({ resultCode: 0, refusalReason: "no" })).toBeNull();
  });
});

describe("a notification", () => {
  const item = (changes: Record<string, SourceValue> = {}): SourceValue => ({
    NotificationRequestItem: {
      additionalData: { expiryDate: "03/2030", refusalReasonRaw: "05 : Do not honor" },
      amount: { currency: "GBP", value: 6500 },
      eventCode: "AUTHORISATION",
      eventDate: "2023-10-23T15:41:20+02:00",
      merchantAccountCode: "Shop",
      merchantReference: "order-1",
      operations: [],
      paymentMethod: "mc",
      pspReference: "QFQTPCQ8HXSKGK82",
      reason: "Refused",
      success: "false",
      ...changes,
    },
  });
  const envelope = (...notificationItems: SourceValue[]): SourceValue => ({ live: "false", notificationItems });

  it("tells success by its word, not by being there", () => {
    expect(contextOf(envelope(item()))).toMatchObject({
      transaction: {
        status: "failed",
        at: "2023-10-23T15:41:20+02:00",
        amount: "65.00",
        currency: "GBP",
        reference: "order-1",
      },
      failure: { networkCode: "05", codes: [{ scheme: "adyen.refusal_reason", code: "Refused" }] },
    });
    const authorised = contextOf(envelope(item({ success: "true", reason: "033899:1111:03/2030" })));
    expect(authorised).toHaveProperty("transaction.status", "succeeded");
    expect(JSON.stringify(authorised)).not.toContain("1111");
  });

  it("reads true and false as JSON has them too", () => {
    expect(contextOf(item({ success: true }))).toHaveProperty("transaction.status", "succeeded");
    expect(contextOf(item({ success: false }))).toHaveProperty("transaction.status", "failed");
  });

  it.each([
    ["CAPTURE_FAILED", "true", "failed", undefined],
    ["REFUND", "false", "failed", "refund"],
    ["REFUND_FAILED", "true", "failed", "refund"],
    ["CANCELLATION", "true", "cancelled", undefined],
    ["PENDING", "true", "pending", undefined],
    ["OFFER_CLOSED", "true", "expired", undefined],
    ["PAYOUT_DECLINE", "true", "failed", "payout"],
  ])("%s with success %s is %s", (eventCode, success, status, kind) => {
    const context = contextOf(item({ eventCode, success }));
    expect(context).toHaveProperty("transaction.status", status);
    expect(context?.transaction).toEqual(
      kind ? expect.objectContaining({ kind }) : expect.not.objectContaining({ kind: expect.anything() }),
    );
  });

  it("about a dispute, a report or a cancellation that failed does not tell what became of the payment", () => {
    expect(read(item({ eventCode: "CHARGEBACK", success: "true" }))).toBeNull();
    expect(read(item({ eventCode: "REPORT_AVAILABLE", success: "true" }))).toBeNull();
    expect(read(item({ eventCode: "CANCELLATION", success: "false" }))).toBeNull();
    expect(read(item({ success: "maybe" }))).toBeNull();
  });

  it("with several items is so many transactions", () => {
    const refund = item({ eventCode: "REFUND" });
    const found = adyen.readAll?.(envelope(item(), refund) as never).map(({ recognised }) => recognised.context);
    expect(found).toMatchObject([{ transaction: { status: "failed" } }, { transaction: { kind: "refund" } }]);
    expect(read(envelope())).toBeNull();
    expect(read(item())).not.toBeNull();
  });

  it("sent as a form has its amount in two flat fields", () => {
    const form = {
      eventCode: "AUTHORISATION",
      success: "false",
      pspReference: "8515131751004933",
      merchantAccountCode: "Shop",
      eventDate: "2018-01-01T12:00:00.00Z",
      currency: "EUR",
      value: "1130",
      reason: "Expired Card",
      "additionalData.refusalReasonRaw": "54 : Expired card",
    };
    expect(contextOf(form)).toMatchObject({
      transaction: { amount: "11.30", currency: "EUR" },
      failure: { networkCode: "54" },
    });
  });
});

describe("errors and terminals", () => {
  it("reads an API error with its own code", () => {
    const error = {
      status: 422,
      errorCode: "101",
      message: "Invalid card number",
      errorType: "validation",
      pspReference: "8516091485743033",
    };
    expect(read(error)).toMatchObject({
      format: "adyen.error",
      context: { failure: { message: "Invalid card number", codes: [{ scheme: "adyen.error_code", code: "101" }] } },
    });
    expect(read({ status: 422, errorCode: "101", message: "no", errorType: "fatal" })).toBeNull();
  });

  it("reads the query string a terminal answers with", () => {
    const answer = (Result: string, ErrorCondition?: string): SourceValue => ({
      SaleToPOIResponse: {
        PaymentResponse: {
          Response: {
            Result,
            ...(ErrorCondition && { ErrorCondition }),
            AdditionalResponse: "refusalReason=210%20Not%20enough%20balance&cardHolderName=A%20Person",
          },
          SaleData: { SaleTransactionID: { TransactionID: "27908", TimeStamp: "2019-04-29T00:00:00.000Z" } },
          POIData: {
            POITransactionID: { TransactionID: "BV0q001556522769000.X", TimeStamp: "2019-04-29T11:00:00.000Z" },
          },
        },
      },
    });
    expect(contextOf(answer("Failure", "Refusal"))).toMatchObject({
      transaction: { status: "failed", at: "2019-04-29T11:00:00.000Z", reference: "27908" },
      failure: {
        codes: [
          { scheme: "adyen.refusal_reason", code: "Not enough balance" },
          { scheme: "adyen.error_condition", code: "Refusal" },
        ],
      },
    });
    expect(contextOf(answer("Failure", "Cancel"))).toHaveProperty("transaction.status", "cancelled");
    expect(contextOf(answer("Success"))).toEqual(expect.not.objectContaining({ failure: expect.anything() }));
    expect(JSON.stringify(read(answer("Failure", "Refusal")))).not.toContain("Person");
  });
});
