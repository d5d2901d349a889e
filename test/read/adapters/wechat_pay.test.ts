import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/api/index.js";
import { readTransaction } from "../../../src/read/index.js";
import type { SourceValue } from "../../../src/read/value.js";
import { parseXml } from "../../../src/read/xml.js";
import { shapesOf } from "./shapes.js";

const wechatPay = shapesOf("wechat_pay");

const status = (payload: SourceValue) =>
  (wechatPay.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

describe("wechat_pay version 2", () => {
  it("reads a payer without enough money from XML", () => {
    const xml = parseXml(
      "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg>" +
        "<result_code><![CDATA[FAIL]]></result_code><err_code><![CDATA[NOTENOUGH]]></err_code>" +
        "<err_code_des><![CDATA[余额不足]]></err_code_des><out_trade_no>1217752501</out_trade_no></xml>",
    );
    expect(wechatPay.read(xml)).toEqual({
      format: "wechat_pay.v2",
      context: {
        transaction: { reference: "1217752501", status: "failed" },
        failure: { provider: "wechat_pay", code: "NOTENOUGH", message: "余额不足" },
      },
      warnings: [],
    });
  });

  it("reads fen as yuan and Beijing time", () => {
    const read = wechatPay.read({
      return_code: "SUCCESS",
      result_code: "SUCCESS",
      appid: "wx2421b1c4370ec43b",
      openid: "oUpF8uMEb4qRXf22hE3X68TekukE",
      transaction_id: "1004400740201409030005092168",
      out_trade_no: "1409811653",
      total_fee: "105",
      fee_type: "CNY",
      time_end: "20140903131540",
    });
    expect(read?.context).toEqual({
      transaction: {
        id: "1004400740201409030005092168",
        reference: "1409811653",
        status: "succeeded",
        amount: "1.05",
        currency: "CNY",
        at: "2014-09-03T13:15:40+08:00",
      },
    });
  });

  const failed = (code: string) => ({ return_code: "SUCCESS", result_code: "FAIL", err_code: code, err_code_des: "x" });

  it.each([
    [failed("USERPAYING"), "pending"],
    [failed("SYSTEMERROR"), "unknown"],
    [failed("BANKERROR"), "unknown"],
    [failed("AUTHCODEEXPIRE"), "failed"],
    [{ return_code: "FAIL", return_msg: "签名失败" }, "failed"],
    [{ return_code: "SUCCESS", result_code: "SUCCESS", trade_state: "NOTPAY", out_trade_no: "1" }, "pending"],
    [{ return_code: "SUCCESS", result_code: "SUCCESS", trade_state: "PAYERROR", out_trade_no: "1" }, "failed"],
    [{ return_code: "SUCCESS", result_code: "SUCCESS", trade_state: "REFUND", out_trade_no: "1" }, "refunded"],
    [{ return_code: "SUCCESS", result_code: "SUCCESS", trade_state: "SOMETHING", out_trade_no: "1" }, "unknown"],
    [{ return_code: "SUCCESS", result_code: "SUCCESS", prepay_id: "wx2015", appid: "w" }, "pending"],
  ])("reads %j as %s", (payload, expected) => {
    expect(status(payload)).toBe(expected);
  });

  it("reads a refusal that is all a log has kept", () => {
    expect(status({ result_code: "FAIL", err_code: "NOTENOUGH", err_code_des: "余额不足" })).toBe("failed");
    expect(wechatPay.read({ result_code: "FAIL", err_code: "E1" })).toBeNull();
  });

  it("tells a refund and a transfer from a payment, as NOTENOUGH is then the merchant's", () => {
    expect(wechatPay.read({ ...failed("NOTENOUGH"), out_refund_no: "r" })?.context.transaction).toMatchObject({
      kind: "refund",
    });
    expect(wechatPay.read({ ...failed("NOTENOUGH"), partner_trade_no: "t" })?.context.transaction).toMatchObject({
      kind: "payout",
    });
  });
});

describe("wechat_pay version 3", () => {
  it("reads an order that could not be paid", () => {
    const read = wechatPay.read({
      mchid: "1230000109",
      out_trade_no: "1217752501201407033233368018",
      transaction_id: "1217752501201407033233368018",
      trade_state: "PAYERROR",
      trade_state_desc: "支付失败",
      amount: { total: 100, payer_total: 90, currency: "CNY" },
      payer: { openid: "o" },
    });
    expect(read?.context.transaction).toMatchObject({ status: "failed", amount: "1.00", currency: "CNY" });
    expect(read?.context.failure).toEqual({
      provider: "wechat_pay",
      message: "支付失败",
      codes: [{ scheme: "wechat_pay.trade_state", code: "PAYERROR" }],
    });
  });

  it("reads an error, a refund and a sealed notification", () => {
    expect(wechatPay.read({ code: "NOTENOUGH", message: "余额不足" })?.context.failure).toMatchObject({
      code: "NOTENOUGH",
    });
    expect(status({ code: "SYSTEM_ERROR", message: "系统错误" })).toBe("unknown");
    expect(status({ code: "USERPAYING", message: "用户支付中" })).toBe("pending");
    const refund = {
      refund_id: "5",
      out_refund_no: "n",
      status: "PROCESSING",
      amount: { total: 888, refund: 88, currency: "CNY" },
    };
    expect(wechatPay.read(refund)?.context.transaction).toEqual({
      id: "5",
      reference: "n",
      kind: "refund",
      status: "pending",
      amount: "0.88",
      currency: "CNY",
    });
    const sealed = {
      event_type: "TRANSACTION.SUCCESS",
      resource_type: "encrypt-resource",
      resource: { ciphertext: "x" },
      create_time: "2015-05-20T13:29:35+08:00",
    };
    expect(wechatPay.read(sealed)?.context.transaction).toEqual({
      status: "succeeded",
      at: "2015-05-20T13:29:35+08:00",
    });
  });

  it.each([
    ["the merchant's acknowledgement", { return_code: "SUCCESS", return_msg: "OK" }],
    ["anybody's code and message", { code: "SYSTEM_ERROR", message: "Something broke" }],
    ["an error with more in it", { code: "NOTENOUGH", message: "x", requestId: "1" }],
    ["a state alone", { trade_state: "SUCCESS" }],
    ["another return_code", { return_code: "R01", return_msg: "x" }],
  ])("does not claim %s", (_, payload) => {
    expect(wechatPay.read(payload)).toBeNull();
  });
});

describe("the answer of requestPayment in a mini programme", () => {
  it.each([
    "requestPayment:fail cancel",
    "requestPayment:fail_cancel",
    "chooseWXPay:cancel",
    "get_brand_wcpay_request:cancel",
  ])("%s is likely the customer, but not certain", async (errMsg) => {
    for (const text of [JSON.stringify({ errMsg }), `fail \u56de\u8c03 {errMsg: "${errMsg}"}`]) {
      const { causes } = await diagnose(readTransaction(text).transactions[0].context);
      expect(causes).toMatchObject([{ code: "authentication.cancelled", certainty: "likely" }]);
    }
  });

  it("tells what was missing in its request", () => {
    const read = wechatPay.read({
      errMsg: "requestPayment:fail:\u8c03\u7528\u652f\u4ed8JSAPI\u7f3a\u5c11\u53c2\u6570: total_fee",
    });
    expect(read?.context).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "wechat_pay", message: "\u8c03\u7528\u652f\u4ed8JSAPI\u7f3a\u5c11\u53c2\u6570: total_fee" },
    });
  });

  it("is none where it went well, or where another function failed", () => {
    expect(wechatPay.read({ errMsg: "requestPayment:ok" })).toBeNull();
    expect(wechatPay.read({ errMsg: "getLocation:fail cancel" })).toBeNull();
  });
});
