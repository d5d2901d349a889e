import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/api/index.js";
import { readTransaction } from "../../src/read/index.js";

const read = (text: string) => readTransaction(text).transactions;
const first = (text: string) => read(text)[0].context;

describe("what stands around the only transaction of a text", () => {
  it("tells a refund by the class that a program names", async () => {
    const xml =
      "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>NOTENOUGH</err_code><err_code_des>余额不足</err_code_des><mch_id>1</mch_id></xml>";
    expect(first(`响应：${xml}`).transaction?.kind).toBeUndefined();
    const context = first(`响应：${xml}\n\tat com.example.wxpay.WxPayRefundResult.compose(WxPayRefundResult.java:111)`);
    expect(context.transaction?.kind).toBe("refund");
    expect((await diagnose(context)).causes[0]?.code).toBe("merchant.balance_insufficient");
  });

  it("tells a payout by the endpoint that was called, and nothing by a page of help", () => {
    const error = '{"name":"INSUFFICIENT_FUNDS","message":"An error has occurred.","debug_id":"7be41f09c2d58"}';
    expect(first(`POST https://api.example.com/v1/payments/payouts\n${error}`).transaction?.kind).toBe("payout");
    expect(first(`see https://docs.example.com/v1/payouts\n${error}`).transaction?.kind).toBeUndefined();
    expect(first(`I want a refund!\n${error}`).transaction?.kind).toBeUndefined();
  });

  it("is told in words beside a request that a program printed, of which most members are not ours", () => {
    const request =
      '{"transaction"=>{"type"=>"sale", "billing"=>{"first_name"=>"Ana", "country"=>"CA"}, "amount"=>"118.65", "order_id"=>"4417", "channel"=>"web", "options"=>{"store"=>"true"}}}';
    const found = first(`Error: not enough money in the account\nParameters: ${request}`);
    expect(found.failure?.message).toContain("not enough money");
  });

  it("tells the amount of a labelled request, where its answer names neither an amount nor what it answers", () => {
    const answer = '{"code":310,"message":"Invalid withdrawal address"}';
    const asked = '{"withdrawAmount":"2.5","coin":"USDT","address":"T1"}';
    expect(first(`RequestBody:\n${asked}\nResponseBody:\n${answer}`).transaction).toMatchObject({
      amount: "2.5",
      currency: "USDT",
    });
    expect(first(`Balance:\n${asked}\nResponseBody:\n${answer}`).transaction).not.toHaveProperty("amount");
  });

  it("names the provider of a bare error where the text names exactly one", () => {
    const error = '{"code":400,"error_code":"CHECKOUT_ERROR","error_message":"external error"}';
    expect(first(`Uncaught Xendit\\Exceptions\\ApiException\n${error}`).failure?.provider).toBe("xendit");
    expect(first(`Xendit or Midtrans?\n${error}`).failure?.provider).toBeUndefined();
    // A number is a code of many providers.
    expect(first('Stripe says {"status":"failed","code":51,"id":"x1"}').failure?.provider).toBeUndefined();
  });

  it("names a provider by its domain, with the error whose number is beside it", async () => {
    const [cause] = (await diagnose(first("Paying with Authorize.net gives error 27 at the till"))).causes;
    expect(cause?.providerCodes).toEqual([expect.objectContaining({ provider: "authorize_net", code: "27" })]);
  });

  it("leaves the payment out that an error of its refund is about", () => {
    const text = `DEBUG refund, payments: {"captures":[{"id":"7UN785592Y624000E","status":"COMPLETED","amount":{"currency_code":"EUR","value":"22.00"},"final_capture":true}]}
DEBUG POST https://api.paypal.com/v2/payments/captures/7UN785592Y624000E/refund
Response Body: {"name":"UNPROCESSABLE_ENTITY","message":"failed","debug_id":"7b","details":[{"issue":"REFUND_FAILED_INSUFFICIENT_FUNDS"}]}`;
    expect(read(text).map(({ context }) => [context.transaction?.status, context.transaction?.kind])).toEqual([
      ["failed", "refund"],
    ]);
  });
});

describe("what programs print around an error", () => {
  it("reads a text of Python with its line breaks", () => {
    const text =
      'returned (402, \'{\\n  "error": {\\n    "message": "It\\\'s declined.",\\n    "type": "card_error",\\n    "code": "card_declined"\\n  }\\n}\\n\')';
    expect(read(text)[0]).toMatchObject({
      format: "stripe.error",
      context: { failure: { message: "It's declined.", codes: [{ code: "card_declined" }] } },
    });
  });

  it("reads decimals and ids that are made from a text, and keeps their digits", () => {
    const text = "{'status': 'failed', 'amount': Decimal('2078.00'), 'currency': u'USD', 'id': ObjectId(\"5f1\")}";
    expect(first(text).transaction).toMatchObject({ amount: "2078.00", currency: "USD", id: "5f1" });
  });

  it("reads members whose braces were not copied", () => {
    const text =
      "code: 'BAD_REQUEST_ERROR',\n    description: 'Too little, says the bank. Add more.',\n    source: 'NA',\n    step: 'NA',";
    expect(read(text)[0]).toMatchObject({
      format: "razorpay.error",
      context: { failure: { message: "Too little, says the bank. Add more." } },
    });
  });

  it("reads the error of Stripe's library for Apple's systems", () => {
    const text =
      'Error Domain=com.stripe.lib Code=70 "Declined." UserInfo={com.stripe.lib:ErrorMessageKey=Declined., com.stripe.lib:StripeErrorCodeKey=card_declined, com.stripe.lib:StripeErrorTypeKey=card_error, com.stripe.lib:DeclineCodeKey=insufficient_funds}';
    expect(first(text).failure).toMatchObject({ provider: "stripe", code: "insufficient_funds" });
  });

  it("reads the message that the Java libraries of WeChat Pay throw", () => {
    const text =
      "WxPayException: 返回代码：[SUCCESS]，返回信息：[OK]，结果代码：[FAIL]，错误代码：[ORDERPAID]，错误详情：[该订单已支付]";
    expect(first(text).failure).toEqual({ provider: "wechat_pay", code: "ORDERPAID", message: "该订单已支付" });
  });

  it("takes a printed null for nothing", () => {
    const text = "{status: error, success: false, transaction_id: null, tx_ref: d7cf-19}";
    expect(first(text).transaction).toEqual({ status: "failed", reference: "d7cf-19" });
  });
});

describe("the floor under the known shapes", () => {
  const amountOf = (amount: string) => first(`Transaction ID: T-1\nAmount: ${amount}\nStatus: Failed`).transaction;

  it.each([
    ["49.90 EUR", "49.90", "EUR"],
    ["EUR 1.500,00", "1500.00", "EUR"],
    ["Rp150.000", "150000", "IDR"],
    ["€ 12,50", "12.50", "EUR"],
  ])("takes %s, which names its own currency", (text, amount, currency) => {
    expect(amountOf(text)).toMatchObject({ amount, currency });
  });

  it.each(["$49.90", "128.50元", "£5.00", "500rb", "10.000 EUR"])("leaves out %s", (text) => {
    expect(amountOf(text)?.amount).toBeUndefined();
  });

  it("leaves out a whole number that a program printed: it may be cents", () => {
    const printed =
      "Array\n(\n    [id] => tx_1\n    [status] => failed\n    [amount] => 27000\n    [currency] => usd\n)\n";
    expect(first(printed).transaction).toEqual({ id: "tx_1", status: "failed", currency: "USD" });
    expect(first(printed.replace("usd", "jpy")).transaction?.amount).toBe("27000");
    expect(first(printed.replace("27000", "270.00")).transaction?.amount).toBe("270.00");
    expect(first("id,amount,currency,status\ntx_1,270,USD,failed").transaction?.amount).toBe("270");
  });

  it("reads the reason code of a bank in a table of returns", () => {
    const table = "Date;Amount;Currency;Status;Return Reason;Reference\n2026-05-01;100,00;EUR;Returned;AM04;INV-1";
    expect(first(table).failure).toMatchObject({ provider: "iso20022", code: "AM04" });
  });

  it("takes nothing from what was bought or from who paid", () => {
    const text =
      '{"status":"failed","reference":"S-1","items":[{"id":"9","description":"Shoes","amount":"5.00"}],"sender":{"hash":"f07f","name":"A"}}';
    expect(first(text)).toEqual({ transaction: { status: "failed", reference: "S-1" } });
  });
});

describe("answers of UPI apps, one below the other", () => {
  it("keeps each, with the app's own word before a code of two digits", () => {
    const text = `PhonePe
txnId=YBL9e1&txnRef=96&Status=Failed&responseCode=01

MiPay
txnId=&txnRef=29&responseCode=&Status=SUBMITTED

Truecaller
txnId=null&responseCode=U16&Status=failure&txnRef=37`;
    expect(read(text).map(({ context }) => context.transaction)).toEqual([
      { id: "YBL9e1", reference: "96", status: "failed" },
      { reference: "29", status: "pending" },
      { reference: "37", status: "failed" },
    ]);
  });
});
