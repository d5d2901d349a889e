import { describe, expect, it } from "vitest";
import type { SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const alipay = shapesOf("alipay");
const antom = shapesOf("antom");

const status = (payload: SourceValue) =>
  ((alipay.read(payload) ?? antom.read(payload))?.context.transaction as { status?: string } | undefined)?.status;

const pay = (members: Record<string, SourceValue>) => ({
  alipay_trade_pay_response: { out_trade_no: "70501111111S001111119", total_amount: "120.88", ...members },
  sign: "ERITJKEIJKJHKKKKKKKHJEREEEEEEEEEEE",
});

describe("alipay", () => {
  it("reads a refused payment by its sub code", () => {
    const refused = pay({
      code: "40004",
      msg: "Business Failed",
      sub_code: "ACQ.BUYER_BALANCE_NOT_ENOUGH",
      sub_msg: "买家余额不足",
    });
    expect(alipay.read(refused)).toEqual({
      format: "alipay.response",
      context: {
        transaction: { reference: "70501111111S001111119", status: "failed", amount: "120.88", currency: "CNY" },
        failure: {
          provider: "alipay",
          code: "ACQ.BUYER_BALANCE_NOT_ENOUGH",
          message: "买家余额不足",
          codes: [{ scheme: "alipay.code", code: "40004" }],
        },
      },
      warnings: [],
    });
  });

  it.each([
    ["10000", undefined, "succeeded"],
    ["10003", undefined, "pending"],
    ["20000", "isp.unknow-error", "unknown"],
    ["40004", "ACQ.SYSTEM_ERROR", "unknown"],
    ["40004", "ACQ.PAYMENT_FAIL", "failed"],
  ])("reads a payment answered with %s and %s as %s", (code, sub, expected) => {
    expect(status(pay({ code, msg: "m", ...(sub && { sub_code: sub }) }))).toBe(expected);
  });

  it("says nothing of the state when a query fails, nor takes sums of the query for the amount", () => {
    const read = alipay.read({
      alipay_trade_query_response: {
        code: "40004",
        msg: "Business Failed",
        sub_code: "ACQ.TRADE_NOT_EXIST",
        sub_msg: "交易不存在",
        buyer_pay_amount: "0.00",
        receipt_amount: "0.00",
        out_trade_no: "1000002",
      },
    });
    expect(read?.context.transaction).toEqual({ reference: "1000002" });
    expect(read?.context.failure).toMatchObject({ code: "ACQ.TRADE_NOT_EXIST" });
  });

  it.each([
    [{ trade_status: "WAIT_BUYER_PAY" }, "pending"],
    [{ trade_status: "TRADE_SUCCESS" }, "succeeded"],
    [{ trade_status: "TRADE_FINISHED" }, "succeeded"],
    [{ trade_status: "TRADE_CLOSED" }, "expired"],
    [{ trade_status: "TRADE_CLOSED", send_pay_date: "2024-01-01 10:00:00" }, "refunded"],
    [{}, "unknown"],
  ])("reads a queried trade with %j as %s", (members, expected) => {
    const body = { code: "10000", msg: "Success", trade_no: "2013112011001004330000121536", ...members };
    expect(status({ alipay_trade_query_response: body })).toBe(expected);
  });

  it("reads a notification, whose time is Beijing's", () => {
    const read = alipay.read({
      notify_type: "trade_status_sync",
      notify_id: "ac05",
      app_id: "2014072300007148",
      trade_no: "2013112011001004330000121536",
      out_trade_no: "6823789339978248",
      trade_status: "TRADE_SUCCESS",
      total_amount: "20.00",
      gmt_create: "2024-04-28 09:59:59",
      gmt_payment: "2024-04-28 10:00:05",
      buyer_logon_id: "someone@example.com",
    });
    expect(read?.context).toEqual({
      transaction: {
        id: "2013112011001004330000121536",
        reference: "6823789339978248",
        status: "succeeded",
        amount: "20.00",
        currency: "CNY",
        at: "2024-04-28T10:00:05+08:00",
      },
    });
  });

  it("reads a refund as a refund, without the sum of all refunds as its amount", () => {
    const body = {
      code: "40004",
      msg: "Business Failed",
      sub_code: "ACQ.SELLER_BALANCE_NOT_ENOUGH",
      refund_fee: "0.00",
    };
    expect(alipay.read({ alipay_trade_refund_response: body })?.context.transaction).toEqual({
      kind: "refund",
      status: "failed",
    });
  });

  it("reads what the app is told", () => {
    expect(status({ resultStatus: "6001", memo: "用户取消", result: "" })).toBe("cancelled");
    expect(status({ resultStatus: "8000", memo: "处理中", result: "" })).toBe("pending");
    expect(status({ resultStatus: "6004", memo: "", result: "" })).toBe("unknown");
  });

  it.each([
    ["another company's answer", { error_response: { code: "40004", msg: "x", sub_code: "TRADE.FAIL" } }],
    ["another company's code", { code: "40004", msg: "Not enough" }],
    ["an answer about nothing paid", { alipay_system_oauth_token_response: { code: "10000", msg: "Success" } }],
    ["a trade status alone", { trade_status: "TRADE_CLOSED", out_trade_no: "1" }],
  ])("does not claim %s", (_, payload) => {
    expect(alipay.read(payload)).toBeNull();
  });
});

describe("antom", () => {
  const notification = {
    notifyType: "PAYMENT_RESULT",
    result: { resultCode: "USER_BALANCE_NOT_ENOUGH", resultStatus: "F", resultMessage: "The balance is not enough." },
    paymentRequestId: "pay_1089760038715669_102775745075669",
    paymentId: "20200101234567890132",
    paymentAmount: { value: "8000", currency: "EUR" },
    paymentCreateTime: "2020-01-01T12:01:00+08:30",
  };

  it("reads a failed payment, its amount in minor units", () => {
    expect(antom.read(notification)?.context).toEqual({
      transaction: {
        id: "20200101234567890132",
        reference: "pay_1089760038715669_102775745075669",
        status: "failed",
        amount: "80.00",
        currency: "EUR",
        at: "2020-01-01T12:01:00+08:30",
      },
      failure: { provider: "antom", code: "USER_BALANCE_NOT_ENOUGH", message: "The balance is not enough." },
    });
  });

  it("knows a currency without minor units, and takes no fraction of one", () => {
    const yen = { ...notification, paymentAmount: { value: "100", currency: "JPY" } };
    expect(antom.read(yen)?.context.transaction).toMatchObject({ amount: "100", currency: "JPY" });
    const fraction = { ...notification, paymentAmount: { value: "12.34", currency: "USD" } };
    expect(antom.read(fraction)?.context.transaction).not.toHaveProperty("amount");
  });

  const result = (resultStatus: string, resultCode: string) => ({ resultStatus, resultCode, resultMessage: "m" });

  it.each([
    ["S", "SUCCESS", "succeeded"],
    ["U", "PAYMENT_IN_PROCESS", "pending"],
    ["U", "UNKNOWN_EXCEPTION", "unknown"],
    ["F", "PROCESS_FAIL", "failed"],
  ])("reads %s with %s as %s", (state, code, expected) => {
    expect(status({ result: result(state, code), paymentId: "p" })).toBe(expected);
  });

  it("takes the state of the payment, not of the question, from an inquiry", () => {
    const read = antom.read({
      result: result("S", "SUCCESS"),
      paymentStatus: "FAIL",
      paymentResultCode: "DO_NOT_HONOR",
      paymentResultMessage: "Refused",
      paymentResultInfo: { refusalCodeRaw: "05", merchantAdviceCode: "03" },
      paymentRequestId: "r",
    });
    expect(read?.context.transaction).toMatchObject({ status: "failed" });
    expect(read?.context.failure).toMatchObject({ code: "DO_NOT_HONOR", networkCode: "05", adviceCode: "03" });
    expect(status({ result: result("S", "SUCCESS"), paymentStatus: "PROCESSING", paymentId: "p" })).toBe("pending");
  });

  it("waits after a session was made, and after PAYMENT_PENDING", () => {
    expect(status({ result: result("S", "SUCCESS"), paymentRequestId: "r", paymentSessionData: "x" })).toBe("pending");
    expect(status({ ...notification, notifyType: "PAYMENT_PENDING", result: result("S", "SUCCESS") })).toBe("pending");
  });

  it("reads a refund", () => {
    const refund = {
      result: result("S", "SUCCESS"),
      refundRequestId: "q",
      refundId: "i",
      refundStatus: "PROCESSING",
      refundAmount: { value: "50", currency: "USD" },
    };
    expect(antom.read(refund)?.context.transaction).toEqual({
      id: "i",
      reference: "q",
      kind: "refund",
      status: "pending",
      amount: "0.50",
      currency: "USD",
    });
  });

  it.each([
    ["an acknowledgement", { result: result("S", "SUCCESS") }],
    ["a dispute", { ...notification, notifyType: "DISPUTE_CREATED" }],
    ["Paytm's resultInfo", { resultInfo: { resultStatus: "F", resultCode: "501", resultMsg: "System Error" } }],
    ["a laboratory's result", { ResultStatus: "F", result: { resultStatus: "F", resultCode: "718-7" } }],
  ])("does not claim %s", (_, payload) => {
    expect(antom.read(payload)).toBeNull();
  });
});
