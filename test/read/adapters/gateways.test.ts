import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { meant } from "../../support/meant.js";
import { assess } from "../../support/untyped.js";

async function told(text: string): Promise<string> {
  const [read] = readTransaction(text).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read.format, transaction.status, ...causes.map((c) => `${c.certainty} ${c.code}`)].join(" ");
}
const transactionOf = (text: string) => readTransaction(text).transactions[0]?.context.transaction;
const formatOf = (text: string) => readTransaction(text).transactions[0]?.format;

describe("Toss Payments", () => {
  it.each([
    ['{"code":"REJECT_ACCOUNT_PAYMENT","message":"x"}', "failed certain balance.insufficient"],
    ['{"code":"INVALID_STOPPED_CARD","message":"x"}', "failed certain instrument.blocked"],
    ['{"code":"EXCEED_MAX_MONTHLY_PAYMENT_AMOUNT","message":"x"}', "failed certain limit.monthly"],
    ['{"code":"NOT_FOUND_PAYMENT_SESSION","message":"x"}', "failed certain transaction.expired"],
    ["code=PAY_PROCESS_CANCELED&message=x&orderId=o-1", "cancelled certain authentication.cancelled"],
  ])("has an error: %s", async (text, wanted) => expect(await told(text)).toBe(`toss_payments.error ${wanted}`));

  it("says which payment ended, of how much", () => {
    const text = JSON.stringify({
      paymentKey: "k1",
      orderId: "o-1",
      status: "ABORTED",
      currency: "KRW",
      totalAmount: 15000,
      failure: { code: "COMMON_ERROR", message: "x" },
    });
    expect(formatOf(text)).toBe("toss_payments.payment");
    const said = { id: "k1", reference: "o-1", status: "failed", amount: "15000", currency: "KRW" };
    expect(transactionOf(text)).toEqual(said);
  });

  it.each(['{"code":"INVALID_CARD_NUMBER","message":"x"}', '{"code":"INVALID_REQUEST","message":"x"}'])(
    "has codes that others have too: %s",
    (text) => expect(formatOf(text)).toBe("generic"),
  );

  it("asks to look up a payment that was processed before", async () => {
    expect(await meant("toss_payments", "ALREADY_PROCESSED_PAYMENT", "payment")).toEqual([
      "likely transaction.duplicate",
    ]);
  });
});

describe("GMO Payment Gateway", () => {
  it.each([
    ["ErrCode=G55&ErrInfo=42G550000", "failed likely limit.per_transaction"],
    ['[{"errCode":"G83","errInfo":"42G830000"}]', "failed certain instrument.invalid_details"],
    ["ErrCode=E21|E21&ErrInfo=E21010001|E21010999", "failed likely authentication.challenge_failed"],
    ["ErrCode=E01&ErrInfo=E01040010", "failed certain transaction.duplicate"],
  ])("refuses: %s", async (text, wanted) => expect(await told(text)).toBe(`gmo_pg.error ${wanted}`));

  it.each(["GMO エラー G12", "GMOペイメント エラーコード: 42G120000"])("is named in a sentence: %s", async (text) => {
    expect(await told(text)).toContain("possible instrument.declined");
  });

  it("is not meant by such a code alone", () => {
    expect(formatOf('{"code":"G12","message":"failed"}')).toBe("generic");
    expect(() => readTransaction("エラーコード G12")).toThrow();
  });
});

describe("CloudPayments", () => {
  it("declines a charge", async () => {
    const text = '{"Model":{"ReasonCode":5206,"PublicId":"pk_1","TransactionId":891,"Amount":10},"Success":false}';
    expect(await told(text)).toBe("cloudpayments.transaction failed certain authentication.challenge_failed");
  });

  it("tells the shop of a declined payment", () => {
    const text = "TransactionId=17&Amount=123.50&Currency=RUB&CardFirstSix=400005&InvoiceId=o-1&ReasonCode=5041";
    const said = { id: "17", reference: "o-1", status: "failed", amount: "123.50", currency: "RUB" };
    expect(transactionOf(text)).toEqual(said);
  });

  it("has a reason code that others have too", () => {
    expect(formatOf('{"TransactionId":17,"ReasonCode":203,"PublicId":"pk_1","Message":"declined"}')).toBe("generic");
    expect(formatOf('{"TransactionId":17,"ReasonCode":5041,"Message":"declined"}')).toBe("generic");
  });
});

describe("PayTR", () => {
  const back = (rest: string) => `merchant_oid=o-1&hash=x&${rest}`;
  it.each([
    ["status=failed&total_amount=0&failed_reason_code=10", "failed certain authentication.challenge_required"],
    ["status=failed&total_amount=0&failed_reason_code=6", "failed likely authentication.cancelled"],
    ["status=success&total_amount=3456", "succeeded"],
  ])("tells the shop: %s", async (rest, wanted) => expect(await told(back(rest))).toBe(`paytr.callback ${wanted}`));

  it("counts in hundredths of a lira", () => {
    expect(transactionOf(back("status=success&total_amount=3456&currency=TL"))).toMatchObject({
      amount: "34.56",
      currency: "TRY",
    });
    expect(transactionOf(back("status=failed&total_amount=0&payment_amount=3456&currency=USD"))).toMatchObject({
      amount: "34.56",
      currency: "USD",
    });
  });

  it("leaves it open how much a failed payment was about where it says 0", () => {
    expect(transactionOf(back("status=failed&total_amount=0"))).not.toHaveProperty("amount");
  });
});

describe("Transbank Webpay", () => {
  const answer = (more: object) =>
    JSON.stringify({ buy_order: "o-1", payment_type_code: "VN", amount: 10000, status: "FAILED", ...more });
  it.each([
    [{ response_code: -7 }, "failed certain instrument.blocked"],
    [{ response_code: -11 }, "failed certain limit.count"],
    [{ response_code: -1, status: "AUTHORIZED" }, "failed likely instrument.invalid_details"],
    [{ response_code: 0, status: "AUTHORIZED" }, "succeeded"],
  ])("answers %j", async (more, wanted) => expect(await told(answer(more))).toBe(`transbank.transaction ${wanted}`));

  it.each(["-2", "-3", "-4", "-5"])("has no one cause for %s, which means another thing on level 2", async (code) => {
    expect(await meant("transbank", code, "payment")).toEqual([]);
  });

  it("writes pesos whole, and leaves open in which currency an amount with decimals is", () => {
    expect(transactionOf(answer({ response_code: -8 }))).toMatchObject({ amount: "10000", currency: "CLP" });
    expect(transactionOf(answer({ response_code: -8, amount: 10.5 }))).not.toHaveProperty("currency");
  });

  it("is not told by a response code alone", () => {
    expect(formatOf('{"response_code":-1,"status":"FAILED","amount":10000}')).toBe("generic");
  });
});
