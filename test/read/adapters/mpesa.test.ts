import { describe, expect, it } from "vitest";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const mpesa = shapesOf("mpesa");

const status = (payload: SourceValue) =>
  (mpesa.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const callback = (members: Record<string, SourceValue>) => ({
  Body: {
    stkCallback: { MerchantRequestID: "29115-34620561-1", CheckoutRequestID: "ws_CO_191220191020363925", ...members },
  },
});

describe("mpesa", () => {
  it("reads the names as libraries in Java and Kotlin print them", () => {
    const payload = { body: { stkCallback: { checkoutRequestId: "ws_1", resultCode: 1032, resultDesc: "Cancelled" } } };
    expect(mpesa.read(payload)?.context).toMatchObject({
      transaction: { id: "ws_1", status: "cancelled" },
      failure: { provider: "mpesa", code: "1032" },
    });
  });

  it("reads a prompt the payer has cancelled", () => {
    expect(mpesa.read(callback({ ResultCode: 1032, ResultDesc: "Request cancelled by user." }))).toEqual({
      format: "mpesa.stk_push",
      context: {
        transaction: { id: "ws_CO_191220191020363925", reference: "29115-34620561-1", status: "cancelled" },
        failure: { provider: "mpesa", code: "1032", message: "Request cancelled by user." },
      },
      warnings: [],
    });
  });

  it("reads a paid prompt in shillings and Nairobi time, without the phone number", () => {
    const Item = [
      { Name: "Amount", Value: new NumberText("1.50") },
      { Name: "MpesaReceiptNumber", Value: "NLJ7RT61SV" },
      { Name: "TransactionDate", Value: new NumberText("20191219102115") },
      { Name: "PhoneNumber", Value: new NumberText("254708374149") },
    ];
    const read = mpesa.read(callback({ ResultCode: 0, ResultDesc: "Done.", CallbackMetadata: { Item } }));
    expect(read?.context).toEqual({
      transaction: {
        id: "ws_CO_191220191020363925",
        reference: "29115-34620561-1",
        status: "succeeded",
        amount: "1.50",
        currency: "KES",
        at: "2019-12-19T10:21:15+03:00",
      },
    });
  });

  it.each([
    [1, "failed"],
    [1019, "expired"],
    [1037, "failed"],
    [2001, "failed"],
    [4999, "pending"],
  ])("reads result %d as %s", (code, expected) => {
    expect(status(callback({ ResultCode: code, ResultDesc: "x" }))).toBe(expected);
  });

  it("waits after the prompt was only sent, and reads the answer to a query", () => {
    const sent = {
      MerchantRequestID: "1",
      CheckoutRequestID: "2",
      ResponseCode: "0",
      ResponseDescription: "Success. Request accepted",
    };
    expect(status(sent)).toBe("pending");
    expect(mpesa.read({ ...sent, ResultCode: "1", ResultDesc: "The balance is insufficient" })?.context).toMatchObject({
      transaction: { status: "failed" },
      failure: { code: "1" },
    });
  });

  const result = (code: number, ResultParameter: SourceValue = []) => ({
    Result: {
      ResultType: 0,
      ResultCode: code,
      ResultDesc: "Described.",
      OriginatorConversationID: "29112-34801843-1",
      ConversationID: "AG_20191219_00006c6fddb15123addf",
      TransactionID: "NLJ0000000",
      ResultParameters: { ResultParameter },
    },
  });

  it("reads a payout", () => {
    const read = mpesa.read(
      result(0, [
        { Key: "TransactionAmount", Value: 190 },
        { Key: "B2CRecipientIsRegisteredCustomer", Value: "Y" },
        { Key: "TransactionCompletedDateTime", Value: "19.12.2019 11:45:50" },
        { Key: "ReceiverPartyPublicName", Value: "254708374149 - Somebody" },
      ]),
    );
    expect(read?.context).toEqual({
      transaction: {
        id: "NLJ0000000",
        reference: "29112-34801843-1",
        kind: "payout",
        status: "succeeded",
        amount: "190",
        currency: "KES",
        at: "2019-12-19T11:45:50+03:00",
      },
    });
    expect(mpesa.read(result(2001))?.context.failure).toMatchObject({ code: "2001" });
  });

  it("takes the state asked about, not of the question, from a status query", () => {
    const read = mpesa.read(
      result(0, [
        { Key: "TransactionStatus", Value: "Declined" },
        { Key: "ReceiptNo", Value: "MBN31H462N" },
        { Key: "Amount", Value: 300 },
      ]),
    );
    expect(read?.context).toMatchObject({ transaction: { id: "MBN31H462N", status: "failed", amount: "300" } });
    expect(read?.context.failure).not.toHaveProperty("code");
    expect(status(result(0, [{ Key: "TransactionStatus", Value: "Odd" }]))).toBe("unknown");
  });

  it("reads a result torn out of its callback only with a code M-PESA has", () => {
    expect(mpesa.read({ ResultCode: 1, ResultDesc: "The balance is insufficient" })?.context.failure).toMatchObject({
      code: "1",
    });
    expect(mpesa.read({ ResultCode: 0, ResultDesc: "Accepted" })).toBeNull();
    expect(mpesa.read({ ResultCode: 55, ResultDesc: "Something" })).toBeNull();
  });

  it("reads money paid in: confirmed with a balance, else still being checked", () => {
    const paid = {
      TransactionType: "Pay Bill",
      TransID: "RKTQDM7W6S",
      TransTime: "20191122063845",
      TransAmount: "10",
      BusinessShortCode: "600638",
      BillRefNumber: "inv-8",
      OrgAccountBalance: "49197.00",
      MSISDN: "2547",
    };
    expect(mpesa.read(paid)?.context).toEqual({
      transaction: {
        id: "RKTQDM7W6S",
        reference: "inv-8",
        status: "succeeded",
        amount: "10",
        currency: "KES",
        at: "2019-11-22T06:38:45+03:00",
      },
    });
    expect(status({ ...paid, OrgAccountBalance: "" })).toBe("pending");
  });

  it("reads an API error, which is no failure while the payment is being processed", () => {
    const locked = { requestId: "1", errorCode: "500.001.1001", errorMessage: "Unable to lock subscriber" };
    expect(mpesa.read(locked)?.context).toEqual({
      failure: {
        provider: "mpesa",
        message: "Unable to lock subscriber",
        codes: [{ scheme: "mpesa.error_code", code: "500.001.1001" }],
      },
    });
    expect(status({ ...locked, errorMessage: "The transaction is being processed" })).toBe("pending");
  });

  it.each([
    ["a balance", result(0, [{ Key: "AccountBalance", Value: "Working Account|KES|1" }])],
    ["a result without a conversation", { Result: { ResultCode: 1, ResultDesc: "x" } }],
    ["another error code", { errorCode: "E500", errorMessage: "x" }],
    ["a request id alone", { CheckoutRequestID: "x" }],
  ])("does not claim %s", (_, payload) => {
    expect(mpesa.read(payload)).toBeNull();
  });
});
