import { describe, expect, it } from "vitest";
import { diagnose } from "../../src/api/index.js";
import { readTransaction } from "../../src/read/index.js";
import { refusal } from "./helpers.js";

const read = (text: string) => readTransaction(text).transactions;
const first = (text: string) => read(text)[0].context;
const causeOf = async (text: string) => {
  const [cause] = (await diagnose(first(text))).causes;
  return cause === undefined ? undefined : `${cause.code} ${cause.certainty}`;
};

describe("a context as PHP prints it", () => {
  it("has an empty list where the contract has an object", () => {
    expect(first('{"customer":[],"extensions":[],"failure":{"code":"51"},"limits":[]}')).toEqual({
      customer: {},
      extensions: {},
      failure: { code: "51" },
      limits: [],
    });
    expect(first('{"failure":{"code":"51"},"customer":["x"]}').customer).toEqual(["x"]);
  });
});

describe("somebody else's object with a member that has a name of ours", () => {
  it("is no context, however its customer is numbered", () => {
    const request = '{ "sum": 12, "customer": { "id": 4417, "firstName": "Ada" }, "options": { "store": true } }';
    expect(refusal(request).hint).toContain("no transaction");
    expect(first('{"order":{"n":1},"authentication":{"method":"otp","status":"failed"}}').authentication).toEqual({
      method: "otp",
      status: "failed",
    });
  });
});

describe("a transaction of somebody else's", () => {
  const theirs = {
    transaction: {
      id: "11",
      amount: "3.33",
      type: "SALE",
      result: "DECLINED",
      "display-message": "Invalid security code",
    },
    error: { "result-code": "073" },
  };

  it("is none of ours because it has an id and an amount", async () => {
    const text = JSON.stringify(theirs);
    expect(first(text).transaction).not.toHaveProperty("amount");
    expect(await causeOf(text)).toBe("instrument.invalid_details possible");
  });

  it("is ours where it has but a member too many", () => {
    const text = JSON.stringify({ transaction: { id: "11", amount: "3.33", currency: "EUR", colour: "red" } });
    expect(first(text).transaction).toMatchObject({ amount: "3.33", currency: "EUR" });
  });
});

describe("values that people took out", () => {
  const stripped = `{
  "status": "failed", "currency": "EUR", "amount": "12.50",
  "customerId": ****, "batch": <hidden>, "account": XXXX,
  "shop":,
  "errorCode": "insufficient_funds"
}`;

  it("are read as not there, and nothing else is lost", () => {
    expect(first(stripped)).toMatchObject({
      transaction: { status: "failed", amount: "12.50", currency: "EUR" },
      failure: { code: "insufficient_funds" },
    });
  });

  it("leave the amount unknown where it was taken out", () => {
    expect(first(stripped.replace('"12.50"', "***")).transaction).not.toHaveProperty("amount");
  });

  it("are not guessed in the middle of a line, where a quote or bracket may be missing", () => {
    expect(refusal('{"transaction":{"id":,"amount":"1.00"}}').message).toContain("value is missing");
  });
});

it("a key that a misplaced quote broke over two lines is the key", () => {
  const text =
    '{"name":"INSTRUMENT_DECLINED","message":"The instrument was declined.","link":"https://a.example/x","\ndebug_id":"7c1d"}';
  expect(first(text).failure).toMatchObject({ provider: "paypal", code: "INSTRUMENT_DECLINED" });
});

describe("dictionaries of Swift", () => {
  it("have their keys in quotes and their values without", () => {
    const text =
      'onFailure: ["reference": NQ77009, "status": failed, "responsemessage": DECLINED: ask (the bank), today, "tries": 3]';
    expect(first(text)).toMatchObject({
      transaction: { status: "failed" },
      failure: { message: "DECLINED: ask (the bank), today" },
    });
  });

  it("may have keys of any type, and remarks", () => {
    const text = `[AnyHashable("status"): "failed", // of the payment
  AnyHashable("error_code"): "insufficient_funds"]`;
    expect(first(text).failure).toMatchObject({ code: "insufficient_funds" });
  });
});

it("pairs of Ruby without their braces are a record", () => {
  expect(first('gateway said :decision=>"REJECT", :message=>"Not enough money", @success=false')).toMatchObject({
    transaction: { status: "failed" },
    failure: { message: "Not enough money" },
  });
});

describe("a code of a table in the middle of a sentence", () => {
  it("means what the table says, and at most possibly", async () => {
    const text = "Todos los pagos terminan como rechazados por cc_rejected_insufficient_amount, hace dos dias ya";
    expect(await causeOf(text)).toBe("balance.insufficient possible");
    const { said } = await diagnose(first(text));
    expect(said[0]).toMatchObject({ provider: "mercado_pago", code: "cc_rejected_insufficient_amount" });
  });

  it("means nothing where the codes that are named mean different things", async () => {
    expect(await causeOf("either cc_rejected_insufficient_amount or cc_rejected_max_attempts")).toBeUndefined();
  });

  it("counts as the code of a payload that does not say whose it is", async () => {
    expect(await causeOf('{"status":"failed","id":"t1","code":"cc_rejected_insufficient_amount"}')).toBe(
      "balance.insufficient possible",
    );
  });
});

describe("a failure told beside the request that it answers", () => {
  const request = '{"amount":1250000,"currency":"IDR","order_ref":"A-1","channel":"wallet"}';

  it("has the amount that was asked for", () => {
    expect(first(`We always get API_VALIDATION_ERROR\nwith this body\n${request}\nwhy?`)).toMatchObject({
      transaction: { amount: "1250000", currency: "IDR" },
      failure: { message: expect.stringContaining("API_VALIDATION_ERROR") as unknown },
    });
  });

  it("has none where it may be cents, and where two requests ask for two", () => {
    const euros = request.replace("IDR", "EUR");
    expect(first(`We always get API_VALIDATION_ERROR ${euros}`).transaction).toBeUndefined();
    const other = request.replace("1250000", "900000");
    expect(first(`We always get API_VALIDATION_ERROR ${request} and ${other}`).transaction).toBeUndefined();
  });
});

describe("a payload of nobody known", () => {
  it("is not failed because it says what was bought", () => {
    expect(refusal('{"amount":"12.50","currency":"EUR","description":"Blue shoes","order_id":"A-1"}').hint).toContain(
      "does not say which payment failed or why",
    );
  });

  it("has no amount where a whole number in quotes may be cents", () => {
    const text = '{"status":"failed","id":"t1","amount":"6000","currency":"EUR"}';
    expect(first(text).transaction).toEqual({ id: "t1", status: "failed", currency: "EUR" });
    expect(first(text.replace("6000", "60.00")).transaction?.amount).toBe("60.00");
  });

  it("is failed where the whole message is a state", () => {
    const xml =
      "<response><orderid>A-1</orderid><result>101</result><message>[ test system ] DECLINED</message><fraudcheck mode='ON'><result>NOT_RUN</result></fraudcheck></response>";
    expect(first(xml).transaction).toMatchObject({ status: "failed" });
  });
});

describe("a state told in words", () => {
  it("is read without an object", () => {
    expect(first("Error: Acme: Received data with invalid payment state: Refused").failure?.message).toContain(
      "Refused",
    );
    expect(first("Acme: Received invalid transaction status CANCELLED").transaction?.status).toBe("cancelled");
  });

  it("is none where two differ", () => {
    expect(first("card_declined; payment status: cancelled, order status: failed").transaction).toBeUndefined();
  });
});

it("the name of a tag is no word of a text", async () => {
  const text = "card_declined in <fraudreport mode='ON'><lostcard></lostcard></fraudreport>";
  expect(await causeOf(text)).toBe("issuer.declined possible");
});

describe("a failure told without its reason", () => {
  it.each([
    "PlatformException(stopped, Failed to complete the payment, null, null)",
    'the shop says "Processor declined: Approved (1000)"',
    "Error executing API call (422: Unprocessable Entity): Line 1 is invalid.",
    'ORDER_DONE | code (ERROR): 502, Response: "<html><title>502 Bad Gateway</title></html>"',
  ])("is read: %s", async (text) => {
    const { transactions } = readTransaction(text);
    expect(transactions).toHaveLength(1);
    for (const { certainty } of (await diagnose(transactions[0].context)).causes) expect(certainty).toBe("possible");
  });

  it("is none in a text about something else", () => {
    expect(refusal("the payment page looks nice, thank you for the purchase").hint).toContain("no transaction");
  });
});

it("members that were copied without their braces have the bank's code and message", () => {
  const text =
    ' "exact_message": "Normal",\n "bank_resp_code": "095",\n "bank_message": "Transaction not approved",\n "kind_code": "00",\n';
  expect(first(text).failure).toEqual({ code: "095", message: "Transaction not approved" });
});

it("an answer of PayPal's older interface is read with its code and amount", async () => {
  const text =
    "ACK=Failure&CORRELATIONID=ab12&L_ERRORCODE0=10417&L_SHORTMESSAGE0=Transaction%20cannot%20complete&L_LONGMESSAGE0=Use%20another%20way%20to%20pay&PAYMENTREQUEST_0_AMT=12.50&PAYMENTREQUEST_0_CURRENCYCODE=EUR";
  expect(first(text).transaction).toMatchObject({ status: "failed", amount: "12.50", currency: "EUR" });
  expect(await causeOf(text)).toBe("instrument.declined likely");
});

describe("names in traditional characters", () => {
  it("are those of a code, a message and a state", () => {
    expect(first("回應碼：39\n回應訊息：交易不在受理時間範圍內").failure).toEqual({
      code: "39",
      message: "交易不在受理時間範圍內",
    });
    expect(first("訂單狀態：付款失敗\n錯誤訊息：餘額不足").failure).toEqual({ message: "餘額不足" });
    expect(first("回應碼：1\n回應訊息：成功").transaction).toEqual({ status: "succeeded" });
  });

  it("may stand beside the English ones", () => {
    expect(first("訊息代碼 Message code：10200999\n訊息說明 Note for message：MacValue Error.").failure).toEqual({
      code: "10200999",
      message: "MacValue Error.",
    });
  });
});

describe("a list of one message", () => {
  it("is the message", () => {
    const answer = { error: { type: "UNPROCESSABLE", message: ["Name can't be blank"] } };
    expect(first(JSON.stringify(answer)).failure).toEqual({ message: "Name can't be blank" });
  });
});

describe("a request with the date on which a card expires", () => {
  it("does not say that it has", () => {
    const request = 'pay DEBUG: sending {"type":"Sale","amount":100,"card":{"CardExpireDateYear":"29"}} []';
    expect(refusal(request).hint).toContain("no transaction");
  });
});
