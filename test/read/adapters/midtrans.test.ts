import { describe, expect, it } from "vitest";
import { NumberText } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const midtrans = shapesOf("midtrans");

const notification = {
  transaction_id: "0d8178e1-c6c7-4ab4-81a6-893be9d924ab",
  order_id: "order-04",
  merchant_id: "G141532850",
  gross_amount: "275000.00",
  currency: "IDR",
  payment_type: "gopay",
  transaction_time: "2024-03-05 23:59:01",
  transaction_status: "settlement",
  fraud_status: "accept",
  status_code: "200",
  status_message: "midtrans payment notification",
  signature_key: "f00d",
};

describe("midtrans", () => {
  it("finds the issuer's code in the text of a denied card payment", () => {
    const read = midtrans.read({
      transaction_id: "b98fafec-fc2b-436f-bc6d-87853291cb35",
      order_id: "C17550",
      gross_amount: "145000.00",
      payment_type: "credit_card",
      transaction_time: "2014-08-24 15:44:15",
      transaction_status: "deny",
      fraud_status: "accept",
      masked_card: "491111-1113",
      status_code: "202",
      status_message: "Deny by Bank [BNI] with code [05] and message [Do not honour]",
    });
    expect(read?.context).toEqual({
      transaction: {
        id: "b98fafec-fc2b-436f-bc6d-87853291cb35",
        reference: "C17550",
        amount: "145000.00",
        currency: "IDR",
        status: "failed",
        at: "2014-08-24T15:44:15+07:00",
      },
      failure: {
        provider: "midtrans",
        networkCode: "05",
        message: "Deny by Bank [BNI] with code [05] and message [Do not honour]",
        codes: [
          { scheme: "midtrans.status_code", code: "202" },
          { scheme: "midtrans.transaction_status", code: "deny" },
        ],
      },
    });
  });

  it("does not take the bank's name in brackets for a code", () => {
    const message = "Deny by Bank [CI] with code [51] and message [Insufficient funds]";
    const read = midtrans.read({ ...notification, transaction_status: "deny", status_message: message });
    expect(read?.context.failure).toMatchObject({ networkCode: "51" });
  });

  it("keeps the channel's 201 apart from the status 202", () => {
    const read = midtrans.read({
      ...notification,
      transaction_status: "deny",
      status_code: "202",
      channel_response_code: "201",
      channel_response_message: "Wallet balance is insufficient",
    });
    expect(read?.format).toBe("midtrans.notification");
    expect(read?.context.failure).toMatchObject({
      code: "201",
      message: "Wallet balance is insufficient",
      codes: [
        { scheme: "midtrans.status_code", code: "202" },
        { scheme: "midtrans.transaction_status", code: "deny" },
      ],
    });
  });

  it("gives the three digits of American Express a namespace of their own", () => {
    const read = midtrans.read({
      ...notification,
      payment_type: "credit_card",
      transaction_status: "deny",
      channel_response_code: "110",
    });
    expect(read?.context.failure).not.toHaveProperty("code");
    expect(read?.context.failure).toMatchObject({
      codes: expect.arrayContaining([{ scheme: "midtrans.amex_response_code", code: "110" }]),
    });
  });

  it.each([
    ["pending", "pending"],
    ["authorize", "pending"],
    ["settlement", "succeeded"],
    ["capture", "succeeded"],
    ["deny", "failed"],
    ["failure", "failed"],
    ["expire", "expired"],
    ["cancel", "cancelled"],
    ["refund", "refunded"],
    ["partial_refund", "succeeded"],
  ])("reads %s as %s", (word, status) => {
    const read = midtrans.read({ ...notification, transaction_status: word });
    expect(read?.context.transaction).toMatchObject({ status });
  });

  it("carries no failure for a payment that went through", () => {
    expect(midtrans.read(notification)?.context).not.toHaveProperty("failure");
  });

  it("waits for a capture that the fraud check has not accepted", () => {
    const captured = { ...notification, transaction_status: "capture" };
    expect(midtrans.read({ ...captured, fraud_status: "challenge" })?.context.transaction).toMatchObject({
      status: "pending",
    });
    expect(midtrans.read({ ...captured, fraud_status: "deny" })?.context.transaction).toMatchObject({
      status: "failed",
    });
  });

  it("is rupiah where no currency is named, and gives the time a payment runs out", () => {
    const read = midtrans.read({
      transaction_status: "pending",
      order_id: "o-1",
      status_code: "201",
      gross_amount: new NumberText("44000"),
      expiry_time: "2024-03-06 00:14:01",
    });
    expect(read?.context.transaction).toMatchObject({
      status: "pending",
      amount: "44000",
      currency: "IDR",
      expiresAt: "2024-03-06T00:14:01+07:00",
    });
  });

  it("leaves out an amount with grouping, and says so", () => {
    const read = midtrans.read({ ...notification, gross_amount: "275,000.00" });
    expect(read?.context.transaction).not.toHaveProperty("amount");
    expect(read?.warnings).toMatchObject([{ path: "/transaction/amount" }]);
  });

  it("reads an error answer, and leaves the outcome open after a server error", () => {
    const duplicate = midtrans.read({
      status_code: "406",
      status_message: "order_id has already been taken",
      id: "a1",
    });
    expect(duplicate?.context).toEqual({
      failure: {
        provider: "midtrans",
        message: "order_id has already been taken",
        codes: [{ scheme: "midtrans.status_code", code: "406" }],
      },
    });
    const broken = midtrans.read({ status_code: "500", status_message: "Sorry. Our system is recovering." });
    expect(broken?.context.transaction).toEqual({ status: "unknown" });
  });

  it("reads a failed payout, with its own codes", () => {
    const read = midtrans.read({
      reference_no: "21b6d59f9414b2636b",
      amount: "10000.00",
      status: "failed",
      updated_at: "2018-07-23T10:23:31Z",
      error_code: "002",
      error_message: "Invalid destination account number",
    });
    expect(read?.context.transaction).toMatchObject({ kind: "payout", status: "failed", at: "2018-07-23T10:23:31Z" });
    expect(read?.context.failure).toMatchObject({ codes: [{ scheme: "midtrans.payout_error_code", code: "002" }] });
  });

  it.each([
    [
      "another service's error with a numeric status_code",
      { status_code: 34, status_message: "Not found", success: false },
    ],
    [
      "a status with nothing of Midtrans beside it",
      { transaction_status: "pending", order_id: "1", payment_type: "x" },
    ],
    ["a state Midtrans does not have", { ...notification, transaction_status: "DECLINED" }],
    ["an acknowledgement", { status_code: "200", status_message: "OK" }],
    ["no object", "deny"],
  ])("does not claim %s", (_, payload) => {
    expect(midtrans.read(payload)).toBeNull();
  });
});
