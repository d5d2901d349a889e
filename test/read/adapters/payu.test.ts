import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import type { SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const payu = shapesOf("payu");

const status = (payload: SourceValue) =>
  (payu.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const payment = {
  mihpayid: "403993715525079998",
  mode: "CC",
  status: "failure",
  unmappedstatus: "failed",
  key: "gtKFFx",
  txnid: "txn_10005",
  amount: "10.00",
  addedon: "2024-12-11 12:43:03",
  firstname: "Somebody",
  email: "someone@example.com",
  error: "E312",
  error_Message: "Bank was unable to authenticate.",
  field9: "No balance",
};

describe("payu", () => {
  it("reads a failed payment in rupees and Indian time, and nobody's name", () => {
    expect(payu.read(payment)?.context).toEqual({
      transaction: {
        id: "403993715525079998",
        reference: "txn_10005",
        status: "failed",
        amount: "10.00",
        currency: "INR",
        at: "2024-12-11T12:43:03+05:30",
      },
      failure: {
        provider: "payu",
        code: "E312",
        message: "Bank was unable to authenticate.",
        codes: [{ scheme: "payu.unmappedstatus", code: "failed" }],
      },
    });
  });

  it("finds UPI's codes inside", () => {
    const read = payu.read({
      unmappedstatus: "failed",
      error: "E4218",
      error_Message: "Transaction failed due to collect request expired",
      field9: "U69|COLLECT EXPIRED|Completed Using Callback",
    });
    expect(read?.context.failure).toMatchObject({
      code: "E4218",
      codes: [
        { scheme: "upi.response_code", code: "U69" },
        { scheme: "payu.unmappedstatus", code: "failed" },
      ],
    });
  });

  it.each([
    [{ status: "success", unmappedstatus: "captured", error: "E000" }, "succeeded"],
    [{ unmappedstatus: "userCancelled" }, "cancelled"],
    [{ unmappedstatus: "dropped" }, "failed"],
    [{ status: "pending", unmappedstatus: "in progress" }, "pending"],
    [{ unmappedstatus: "auth" }, "pending"],
    [{ unmappedstatus: "autoRefund" }, "refunded"],
    [{ error: "E225" }, "pending"],
    [{ status: "success", unmappedstatus: "failed" }, "unknown"],
    [{ status: "failure", unmappedstatus: "captured" }, "unknown"],
  ])("reads %j", (members, expected) => {
    expect(status({ ...payment, ...members })).toBe(expected);
  });

  it("reads an entry of a verification, whose members are named otherwise", () => {
    const { error, amount, ...rest } = payment;
    const read = payu.read({ ...rest, error_code: error, amt: amount });
    expect(read?.context).toMatchObject({ transaction: { amount: "10.00" }, failure: { code: "E312" } });
  });

  it("reads Latin America, where the network's code stands beside a word", () => {
    const { transactions } = readTransaction({
      code: "SUCCESS",
      transactionResponse: {
        orderId: 7354347,
        transactionId: "15b6cec0",
        state: "DECLINED",
        responseCode: "CONTACT_THE_ENTITY",
        paymentNetworkResponseCode: "51",
      },
    });
    expect(transactions[0].context).toEqual({
      transaction: { id: "15b6cec0", status: "failed" },
      failure: { provider: "payu_latam", code: "CONTACT_THE_ENTITY", networkCode: "51" },
    });
  });

  it.each([
    ["an order", { txnid: "1", status: "failure", amount: "5" }],
    ["a word alone", { unmappedstatus: "failed" }],
    ["a state nobody knows", { ...payment, status: "Not Found", unmappedstatus: "odd" }],
    ["another state machine", { state: "DECLINED", transactionId: "1", responseCode: "51" }],
  ])("does not claim %s", (_, payload) => {
    expect(payu.read(payload)).toBeNull();
  });
});
