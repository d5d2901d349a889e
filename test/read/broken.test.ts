import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

const first = async (text: string) => (await diagnose(contextOf(text))).causes[0]?.code;

describe("a text in which an object is broken", () => {
  it.each([
    ["cut off behind a sentence", 'The gateway said {"result":"x","error_code":"insufficient_funds","errors":[{"a":'],
    [
      "cut off in a string",
      'Log of the node:\n{\n  "ok": false,\n  "result": "telINSUF_FEE_P",\n  "note": "Fee insuff',
    ],
    [
      "a line of a program",
      "try {\n  // sending 10\n  Receipt receipt = send(account, 10).get();\n}\nRuntimeException: insufficient funds",
    ],
    ["quoted with an ellipsis behind it", `It threw: {'message': "you have insufficient funds" ....`],
  ])("tells its failure by its words: %s", (_, text) => {
    const { transactions, warnings } = readTransaction(text);
    expect(transactions).toHaveLength(1);
    const [{ context, format }] = transactions;
    expect(format).toBe("text");
    expect(context.failure?.message).toBeDefined();
    expect(context.transaction).toBeUndefined();
    expect(warnings.map(({ code }) => code)).toContain("object_unread");
  });

  it("gives no amount of the broken object", async () => {
    const text = 'Payment failed, see {"amount":"25.00","currency":"EUR","reason":"insufficient_funds","card":{"a';
    const context = contextOf(text) as { transaction?: object };
    expect(context.transaction).toBeUndefined();
    expect(await first(text)).toBe("balance.insufficient");
  });

  it("is the object before it, where the broken one goes on with the same line", () => {
    const text =
      'ERROR failed with {"status":"failed","code":"no_such_code_77","message":"It broke."}\nERROR the store said {"code":"x_1","sub":{"a';
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77" } });
  });

  it("is the object below it, where the broken one is a line of a program", () => {
    const text =
      'payload = {\n  "phone": number,\n  "sum": offer.price,  (never None)\n}\nthe answer:\n{"code":"no_such_code_77","message":"It broke."}';
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77", message: "It broke." } });
  });

  it("is the object before it, where the broken one lies in the braces of a program", () => {
    const text =
      'It said\n{"code":"no_such_code_77","message":"It broke."}\nexports.pay = async (a, b) => {\n  find({ id: 5 }, { sum: 1 });\n  if (a) { // it stops here';
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77" } });
  });

  it("is the object before it, where a console printed the broken one", () => {
    const text = "Error:\n{\n  status: failed,\n  code: no_such_code_77\n}\n{\n  reason: 'it failed',\n  data: '0x12";
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77" } });
  });

  it.each([
    ["nothing but the object", '{"id":"7","code":"no_such_code_77","message":"insufficient fu'],
    ["a try in it that failed", '{"id":"7","code":"x_1","tries":[{"status":"failed","code":"no_such_code_77"},{"st'],
    ["nothing but the object in a code block", '```json\n{"status":"failed","message":"insufficient funds","a":{\n```'],
    ["a context of our own", 'It failed: {"transaction":{"amount":"12.00","currency":"EUR"},"failure":{"code":"51'],
    [
      "a list of records",
      'failed:\n{"status":"failed","message":"insufficient funds"}\n{"status":"failed","message":"ins',
    ],
    ["another object below it", 'insufficient funds\n{"a":1,,"b":2}\n{"status":"failed","code":"no_such_code_77"}'],
    ["a success", 'why no email? {"status":"succeeded","error_code":"insufficient_funds","a":{'],
    ["one that is under way", 'customer asks: {"status":"processing","error":"insufficient_funds","a":{'],
    ["empty members alone", 'the object {"failure_code":null,"error_code":null,"amount":12,"a":{'],
    ["two values for an amount", "insufficient funds {amount=1.00, amount=2.00, currency=EUR, status=failed}"],
  ])("is refused: %s", (_, text) => {
    expect(refusal(text).hint).not.toBe("");
  });
});

describe("an object of nobody known that was cut off", () => {
  it.each([
    [
      "says that it failed",
      '{"ref":"A-7","status":"FAILED","code":"no_such_code_77","amount":12.50,"currency":"EUR","raw":"{\\"x',
    ],
    [
      "has an error",
      '{"error":{"code":"no_such_code_77","message":"It broke."},"amount":12.50,"currency":"EUR","tries":[{"no":1',
    ],
    [
      "has a code that says that something went wrong",
      'ERROR: pay -> {"code":"E_no_such_code_77","message":"Awaiting a parent","amount":12.50,"stack":["0 pay',
    ],
  ])("is read without its amount where it %s before the cut", (_, text) => {
    const { transactions, warnings } = readTransaction(text);
    const code = expect.stringMatching(/^(?:E_)?no_such_code_77$/);
    expect(transactions).toMatchObject([{ format: "generic", context: { failure: { code } } }]);
    expect(transactions[0].context.transaction).not.toHaveProperty("amount");
    expect(warnings.map(({ code }) => code)).toContain("object_unread");
  });
});

describe("an object that was whole inside one that was cut off", () => {
  const credit =
    '{"id":"c1","status":"failed","failure_reason":"It is too much.","failure_reason_code":"no-such-code","currency":"USD","amount":"25.01"}';

  it("is read whole, with its amount", () => {
    expect(readTransaction(`{"credits":[${credit}],"errors":[{"status":"Bad Req`).transactions).toMatchObject([
      { context: { transaction: { amount: "25.01", currency: "USD" }, failure: { code: "no-such-code" } } },
    ]);
  });

  it.each([
    ["in a list of what came before", `{"id":"p","attempts":[${credit}],"note":"then it w`],
    ["beside another one", `{"credits":[${credit},${credit.replace("c1", "c2")}],"note":"then it w`],
  ])("is refused where it stands %s", (_, text) => {
    expect(refusal(text).hint).toContain("paste it whole");
  });
});

describe("a refused refund that was cut off", () => {
  it("is read without the payment that it was about, which went through", () => {
    const capture =
      '{"id":"4K","status":"COMPLETED","amount":{"currency_code":"EUR","value":"22.00"},"final_capture":true,"seller_protection":{"status":"ELIGIBLE"}}';
    const log = `refund of ${capture}\nPOST https://api.paypal.com/v2/payments/captures/4K/refund\nBody: {"name":"UNPROCESSABLE_ENTITY","message":"No.","debug_id":"5c","details":[{"issue":"REFUND_FAILED_INSUFFICIENT_FUNDS","description":"Capture could`;
    expect(contextOf(log)).toMatchObject({
      transaction: { status: "failed", kind: "refund" },
      failure: { code: "REFUND_FAILED_INSUFFICIENT_FUNDS" },
    });
  });
});

describe("an object of nobody known that says no failure before it was cut off", () => {
  it.each([
    ["its code says that there is no error", '{"code":"NO_ERROR","message":"ok","amount":12.50,"log":["0 pay'],
    ["it names a state", '{"code":"E_no_such_code_77","state":"pending","amount":12.50,"log":["0 pay'],
  ])("is refused: %s", (_, text) => {
    expect(refusal(text).hint).toContain("paste it whole");
  });
});

describe("an object inside a text that was cut off in it", () => {
  const inner = JSON.stringify(
    '{"success":false,"code":"PAYMENT_ERROR","message":"Payment Failed","data":{"merchantId":"M1","merchantTransactionId":"ref_1","transactionId":"T77","amount":100,"state":"FAILED","responseCode":"Z8","paymentInstrument":{"type":"UPI","payer',
  ).slice(0, -1);

  it("is read before the object around it, where its shape is known", () => {
    const { transactions } = readTransaction(`{"status":"FAILURE","error_code":"PAYMENT_ERROR","raw":${inner}\n`);
    expect(transactions).toMatchObject([
      { format: "phonepe.payment", context: { transaction: { amount: "1.00" }, failure: { provider: "phonepe" } } },
    ]);
  });

  it("leaves the object around it as it is, where its shape is not known", () => {
    const unknown = inner.replaceAll("merchant", "buyer").replace("transactionId", "number");
    const text = `{"status":"FAILURE","error_code":"no_such_code_77","raw":${unknown}`;
    expect(readTransaction(text).transactions).toMatchObject([
      { format: "generic", context: { failure: { code: "no_such_code_77" } } },
    ]);
  });
});

describe("an error of Apple's systems that was cut off", () => {
  it("is read for its words, whatever stood around it", () => {
    const text =
      'It throws after a 30 second timeout.\n<SKPaymentQueue: 0x28>: Error Domain=ASDErrorDomain Code=907 "(null)" UserInfo={NSUnderlyingError=0x2 {Error Domain=AMSErrorDomain Code=6 "Payment Sheet Failed" UserInfo={NSLocalizedDescription=Payment Sheet Failed, AMSStatusCode=200, AMSServerPayload={\n    "cancel-purchase-batch" = 1;\n    dialog =     {\n        defaultButton = Buy;\n        explanation = "Enter the pass';
    expect(readTransaction(text).transactions).toMatchObject([
      { context: { failure: { provider: "apple_storekit", message: "Payment Sheet Failed" } } },
    ]);
  });
});

it("an object that was cut off behind the code of a payment that still waits is pending", () => {
  const text =
    '{\n  "code": "E_DEFERRED_PAYMENT",\n  "message": "The payment was deferred (awaiting approval of a parent)",\n  "stack": [\n    "0   app   0x01';
  expect(contextOf(text)).toMatchObject({
    transaction: { status: "pending" },
    failure: { code: "E_DEFERRED_PAYMENT" },
  });
});

describe("the members of an object of which neither the first brace nor the end was copied", () => {
  it("are those of the failure that an answer inside them tells", () => {
    const text = `    "transaction_id": {
        "id": "OMO25"
    },
    "status": "FAILURE",
    "error_message": "Payment Failed",
    "raw_connector_response": "{\\"success\\":false,\\"code\\":\\"PAYMENT_ERROR\\",\\"message\\":\\"Payment Failed\\",\\"data\\":{\\"merchantId\\":\\"M\\",\\"merchantTransactionId\\":\\"r1\\",\\"transactionId\\":\\"OMO25\\",\\"amount\\":1,\\"state\\":\\"FAILED\\",\\"responseCode\\":\\"Z8\\",\\"paymentInstrument\\":{\\"type\\":\\"UPI\\",\\"utr\\":\\"5272`;
    expect(contextOf(text)).toMatchObject({
      transaction: { id: "OMO25", reference: "r1", amount: "0.01", currency: "INR" },
      failure: { provider: "phonepe", codes: expect.arrayContaining([{ scheme: "upi.bank_code", code: "Z8" }]) },
    });
  });

  it("are their own failure where they name a code, without an amount that may have gone on", () => {
    const text = `"status": "FAILED",\n"amount": "12.50", "currency": "EUR",\n"error_code": "no_such_code",\n"more": { "a": 1,`;
    expect(contextOf(text)).toEqual({ transaction: { status: "failed" }, failure: { code: "no_such_code" } });
  });
});

describe("an object of a known provider that was cut off", () => {
  const square =
    '{"errors": [{"code": "GENERIC_DECLINE", "detail": "Authorization error", "category": "PAYMENT_METHOD_ERROR"}], "payment": {"id": "*****", "amount_money": {"amount": 4210, "currency": "USD"}, "status": "FAILED", "source_type": "CARD"';

  it.each([
    ["where the log ended", `Error calling CreatePayment: ${square}, "card_details": {"card": {"card_bra`],
    [
      "by hand, with a remark",
      `Error calling CreatePayment: ${square}, "card": {"exp_month": 11, .... left out here ****"}}`,
    ],
    ["at the end of a code block", `We see this:\n\`\`\`\n${square}, "note": "x",\n\`\`\`\nAny idea?`],
    ["with nothing around it", `${square}, "note": "x",`],
  ])("is read up to the cut: %s", (_, text) => {
    const { transactions, warnings } = readTransaction(text);
    expect(transactions).toMatchObject([
      {
        format: "square.payment",
        context: {
          transaction: { status: "failed", amount: "42.10", currency: "USD" },
          failure: { provider: "square", code: "GENERIC_DECLINE" },
        },
      },
    ]);
    expect(transactions[0].context.transaction).not.toHaveProperty("id");
    expect(warnings.map(({ code, message }) => [code, message])).toContainEqual([
      "object_unread",
      expect.stringContaining("ends before its object does"),
    ]);
  });

  it("is read where Python printed it", () => {
    const text =
      "Record(stream='tx', data={'id': 77, 'status': 'failed', 'reference': 'T1', 'amount': 29700, 'gateway_response': \"Can't reach the bank\", 'channel': 'card', 'currency': 'ZAR', 'log': {'history': [{'type': 'err";
    expect(contextOf(text)).toMatchObject({ transaction: { amount: "297.00", currency: "ZAR", status: "failed" } });
  });

  it.each([
    [
      "var_dump",
      'array(6) { ["id"]=> string(4) "5e81" ["external_id"]=> string(6) "A-1980" ["status"]=> string(7) "EXPIRED" ["merchant_name"]=> string(2) "UP" ["amount"]=> int(32000) ["currency"]=> string(3) "IDR" ["banks"]=> array(2) { [0]=> array(3) { ["code"]=> string(3) "BRI" ["ty',
    ],
    [
      "print_r",
      "Array\n(\n    [id] => 5e81\n    [external_id] => A-1980\n    [status] => EXPIRED\n    [merchant_name] => UP\n    [amount] => 32000\n    [currency] => IDR\n    [banks] => Array\n        (\n            [0] => Array\n                (\n                    [co",
    ],
  ])("is read where PHP printed it with %s", (_, text) => {
    expect(contextOf(text)).toMatchObject({ transaction: { status: "expired" } });
  });

  it("loses the amount whose currency lies behind the cut", () => {
    const text = `Error: ${square.slice(0, square.indexOf(', "currency"'))}, "curr`;
    expect(contextOf(text)).toMatchObject({ failure: { code: "GENERIC_DECLINE" } });
    expect(contextOf(text)).not.toHaveProperty("transaction.amount");
  });

  it("loses the amount that is cut itself", () => {
    const text = `Error: ${square.slice(0, square.indexOf("4210") + 2)}`;
    expect(JSON.stringify(contextOf(text))).not.toContain("42");
  });

  it("is left to its words where it names no code before the cut", () => {
    const text =
      'failed: {"payment": {"id": "p1", "status": "FAILED", "amount_money": {"amount": 4210, "currency": "USD"}, "ca';
    expect(() => readTransaction(text)).not.toThrow(TypeError);
    expect(JSON.stringify(refusalOrContext(text))).not.toContain("42.10");
  });

  it("is a record beside the one before it", () => {
    const { transactions } = readTransaction(`${square}}}\n${square}, "card_de`);
    expect(transactions).toMatchObject([{ format: "square.payment" }, { format: "square.payment" }]);
  });

  it("is not told again where it stands behind words", () => {
    const { transactions } = readTransaction(`${square}}}\nand so says the log: ${square}, "card_de`);
    expect(transactions).toMatchObject([{ format: "square.payment" }]);
  });

  it("is read beside what its request asked for, of nobody known", () => {
    const request = (order: number) => `{"method": "card", "amount": 408, "currency": "mxn", "order_id": ${order}}`;
    const answer = (code: number) =>
      `{"category": "gateway", "description": "It broke", "http_code": 402, "error_code": ${code}, "request_id": "7c`;
    const text = `Call 1:\n${request(1)}\nAnswer 1:\n${answer(3001)}"}\nCall 2:\n${request(2)}\nAnswer 2:\n${answer(1003)}`;
    expect(readTransaction(text).transactions).toMatchObject([
      { context: { failure: { code: "3001" } } },
      { context: { failure: { code: "1003" } } },
    ]);
  });
});

const refusalOrContext = (text: string): unknown => {
  try {
    return contextOf(text);
  } catch (error) {
    return String(error);
  }
};

it("a message of SWIFT, which has braces of its own, tells its code", async () => {
  const text =
    "{1:F01AAAADEFFAXXX0000000000}{2:O1990835261020BBBBDEFFAXXX00000000002610200835N}{4:\n:20:REF1\n:21:REF2\n:79:/REJT/99\n/AC04/\n/MREF/REF2\n-}";
  expect(await first(text)).toBe("payee.closed");
});

describe("a brace that is never closed", () => {
  it("does not matter where its block of code ends", () => {
    const text = 'It says "insufficient funds":\n```php\nif (isWell($answer)) {\n```\nWhy?';
    expect(contextOf(text)).toHaveProperty("failure.message");
  });

  it("does not matter where its first half was not copied from a program", () => {
    const text = 'It says "insufficient funds":\n} catch (Failed $e) {\n  echo $e;\n}';
    expect(contextOf(text)).toHaveProperty("failure.message");
  });

  it("does not matter behind the last object, which it cannot hold", () => {
    const text = 'failed {"status":"failed","code":"no_such_code_77"} and then Error=0x1 {Error Dom';
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77" } });
  });

  it("is refused behind a context of our own", () => {
    expect(refusal('see {"transaction":{"id":"x","status":"failed"}} and {broken').reason).toBe("cut_off");
  });

  it("is refused in front of it, for the object may be a piece", () => {
    expect(refusal('{ oops {"status":"failed","code":"no_such_code_77"}').hint).not.toBe("");
  });
});

describe("an object of a program with a value that is not filled in", () => {
  it("leaves the answer below it, also in quotation marks", () => {
    const text =
      "const order = {\n  AMOUNT: `$" +
      '{125}`,\n  ID: "7",\n}\n\nresponse: "{"status":"failed","code":"no_such_code_77","message":"No."}"\nstatus: "done"';
    expect(contextOf(text)).toMatchObject({ failure: { code: "no_such_code_77" } });
  });
});

describe("a piece of a file in a conversation", () => {
  const version = '"dependencies": {\n    "pay-sdk": "1.9.2",\n\nmax: which version?';
  it.each([
    ["cut", `Every card answers "insufficient funds".\n${version}\nanna: yesterday it was successful`],
    ["without a comma", 'It says "insufficient funds", before it was successful. {"theme": "dark" "lang": "en"}'],
    ["in Chinese", '报错余额不足，但是昨天是成功的\n"wxpay": {\n  "sandbox": true,\n谁能看一下'],
  ])("leaves what the people say: %s", async (_, text) => {
    const { causes } = await diagnose(contextOf(text));
    expect(causes).toMatchObject([{ code: "balance.insufficient", certainty: "possible" }]);
  });

  it.each([
    [
      "with a state",
      'It says "insufficient funds", then successful. {"theme": "dark", "status": "SUCCESS" "lang": "en"}',
    ],
    [
      "with one behind the fault",
      'It says "insufficient funds", then successful. {"theme": "dark" "status": "SUCCESS"}',
    ],
  ])("is data %s", (_, text) => {
    expect(refusal(text).hint).not.toBe("");
  });
});

describe("an object of YooKassa that was cancelled without a reason", () => {
  const whole =
    '{"id":"2d1f0c52-000f-5000-a000-1ab2c3d4e5f6","status":"canceled","paid":false,"amount":{"value":"1490.00","currency":"RUB"},"created_at":"2024-02-03T11:22:33.123Z","metadata":{}';
  it.each([
    ["whole", `${whole},"test":false}`],
    ["cut", `answer: ${whole},"payment_method":{"type":"bank_card","id":`],
    [
      "in a notification that is cut",
      `{"type":"notification","event":"payment.canceled","object":${whole},"card":{"x":`,
    ],
  ])("has failed, and nobody knows why: %s", async (_, text) => {
    const context = contextOf(text);
    expect(context).toMatchObject({ transaction: { status: "failed", amount: "1490.00", currency: "RUB" } });
    expect((await diagnose(context)).causes).toEqual([]);
  });
});

describe("a code that stands beside an object that was cut off", () => {
  const alipay =
    'ErrorScene|40002|isv.invalid-signature|null|method=alipay.trade.refund|Body:{"alipay_trade_refund_response":{"code":"40002","msg":"Arguments","sub_code":';
  const square =
    '{"errors": [{"code": "NO_SUCH_CODE_7", "category": "PAYMENT_METHOD_ERROR"}], "payment": {"id": "abc", "amount_money": {"amount": 4210, "currency": "USD"}, "status": "FAILED", "card_details": {"x":';
  it.each([
    ["before its own came", alipay, "merchant.misconfigured"],
    ["where no table has its own", `log: code=INSUFFICIENT_FUNDS, body cut: ${square}`, "balance.insufficient"],
  ])("may say why: %s", async (_, text, code) => {
    const context = contextOf(text);
    expect((await diagnose(context)).causes).toMatchObject([{ code, certainty: "possible" }]);
  });

  it.each([
    ["the name of a setting", `'b2c_failed' => 'https://shop.example', "card_declined": true, body: ${square}`],
    ["a time-out", `see gateway_timeout in the settings, body: ${square}`],
  ])("is none where it is %s", (_, text) => {
    expect(contextOf(text)).not.toHaveProperty("failure.message");
  });
});
