import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf, contextsOf } from "./helpers.js";

const line = (time: string, value: object): string =>
  `2025-03-04 ${time} ERROR PayService answer ${JSON.stringify(value)}`;
const asked = { order_no: "A-77", amount: "120.00", currency: "CNY" };
const codeExpired = { order_no: "A-77", code: "ACQ.PAYMENT_AUTH_CODE_INVALID", msg: "支付失败，获取顾客账户信息失败" };
const tooLittle = { order_no: "A-77", code: "ACQ.BUYER_BALANCE_NOT_ENOUGH", msg: "买家余额不足" };

describe("several attempts at one payment in a log", () => {
  it("are that payment as its last attempt left it, with the amount of the request", async () => {
    const context = contextOf(
      [line("10:14:38", asked), line("10:14:39", codeExpired), line("10:15:12", tooLittle)].join("\n"),
    );
    expect(context).toMatchObject({
      transaction: { reference: "A-77", amount: "120.00", currency: "CNY" },
      failure: { message: "买家余额不足" },
    });
    const { causes } = await diagnose(context);
    expect(causes.map(({ code }) => code)).toEqual(["balance.insufficient"]);
  });

  it("are told in the order of their times where each has one, and the earlier ones are its history", () => {
    const failed = (createdAt: string, code: string) => ({
      ...{ id: "tr_1", status: "failed", amount: { value: "12.50", currency: "EUR" }, createdAt, error_code: code },
    });
    const [later, earlier] = [failed("2025-03-04T10:15:00Z", "R2"), failed("2025-03-04T10:14:00Z", "R1")];
    const context = contextOf(`second ${JSON.stringify(later)}\nfirst ${JSON.stringify(earlier)}`);
    expect(context).toMatchObject({
      transaction: { id: "tr_1", at: "2025-03-04T10:15:00Z" },
      failure: { code: "R2" },
      history: [{ at: "2025-03-04T10:14:00Z", amount: "12.50", currency: "EUR", status: "failed" }],
    });
  });

  it.each([
    ["of another order", { ...tooLittle, order_no: "A-78" }],
    [
      "with another amount",
      { ...tooLittle, amount: "99.00", currency: "CNY" },
      { ...codeExpired, amount: "120.00", currency: "CNY" },
    ],
    ["after one that ended in doubt", tooLittle, { order_no: "A-77", code: "ACQ.SYSTEM_ERROR", msg: "系统超时" }],
  ])("are not one: %s", (_, second, first: object = codeExpired) => {
    expect(contextsOf(`${line("10:14:39", first)}\n${line("10:15:12", second)}`)).toHaveLength(2);
  });

  it("take no amount from the request of another order", () => {
    const [only] = contextsOf(`${line("10:14:38", { ...asked, order_no: "A-78" })}\n${line("10:15:12", tooLittle)}`);
    expect(only).not.toHaveProperty("transaction.amount");
  });
});

it("a stack that a logger prints under its key, without quotes and without a comma behind it, is left out", () => {
  const text = `[03:19:55] ERROR (relay/13): Failed to submit
    err: {
      "type": "SDKClientError",
      "message": "transaction 0.0.1@2.3 failed precheck with status INSUFFICIENT_TX_FEE",
      "stack":
          Error: transaction 0.0.1@2.3 failed precheck with status INSUFFICIENT_TX_FEE
              at SDKClient.<anonymous> (/app/sdkClient.js:115:40)
      "status": { "_code": 9 }
    }`;
  expect(JSON.stringify(contextOf(text))).toContain("INSUFFICIENT_TX_FEE");
});

it("a code of the XRP Ledger in a report decides, not a word for what else the report names", async () => {
  const report =
    "The transaction failed with a status code of tecUNFUNDED_PAYMENT.\nThe payment has a destination tag: 12345";
  const { causes, said } = await diagnose(contextOf(report));
  expect(causes.map(({ code }) => code)).toEqual(["balance.insufficient"]);
  expect(said[0]).toMatchObject({ provider: "xrpl", code: "tecUNFUNDED_PAYMENT" });
});

describe("the errors of several layers", () => {
  const error = (domain: string, code: number, text: string): string =>
    `Error Domain=${domain} Code=${code} "${text}" UserInfo={NSLocalizedDescription=${text}}`;
  const [server, store] = [error("ASDErrorDomain", 500, "Unhandled"), error("SKErrorDomain", 0, "Cannot connect")];

  it.each([
    ["in a log", `<SKPaymentQueue>: failed: ${server}\n[purchases] ERROR: ${store}`],
    ["each on its line", `${server}\n${store}`],
    ["with one that is said again", `a: ${store}\nb: ${server}\nc: ${store}`],
  ])("are one failure: %s", (_, text) => {
    const context = contextOf(text);
    expect(context).toHaveProperty("failure.code", "0");
    expect(context).toHaveProperty("failure.message", expect.stringContaining("Unhandled"));
    expect(context).toHaveProperty("failure.message", expect.stringContaining("Cannot connect"));
  });

  it("are two where each has a code of its own", () => {
    const text = `a: ${error("SKErrorDomain", 3, "Payment invalid")}\nb: ${error("SKErrorDomain", 4, "Not allowed")}`;
    expect(contextsOf(text)).toHaveLength(2);
  });
});
