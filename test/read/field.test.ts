import { describe, expect, it } from "vitest";
import { UnreadableInputError } from "../../src/base/errors.js";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

const causesOf = async (text: string) => (await diagnose(contextOf(text))).causes.map((cause) => cause.code);

describe("of several codes with their messages", () => {
  it("each message belongs to the code of its prefix", () => {
    expect(
      contextOf(
        '{"orderId":"A-77","gatewayErrorCode":"0000","gatewayErrorMessage":"accepted for processing","acquirerErrorCode":"E71","acquirerErrorMessage":"Card has expired"}',
      ),
    ).toMatchObject({ failure: { code: "E71", message: "Card has expired" } });
  });

  it("each message belongs to the code of its suffix", () => {
    expect(
      contextOf(
        '{"orderId":"77","respCode_1":"00","respMsg_1":"request accepted","respCode_2":"51","respMsg_2":"Insufficient balance"}',
      ),
    ).toMatchObject({ failure: { code: "51", message: "Insufficient balance" } });
  });

  it("each message belongs to the code of its object", () => {
    expect(
      contextOf(
        '{"request":{"code":"00","msg":"request taken"},"result":{"code":"E51","msg":"not enough money","order_id":"7"}}',
      ),
    ).toMatchObject({ failure: { code: "E51", message: "not enough money" } });
  });

  it("the message of a success is none of the failure", () => {
    expect(contextOf('{"orderId":"77","respCode":"00","respMsg":"request accepted","origRespCode":"E66"}')).toEqual({
      transaction: { reference: "77", status: "failed" },
      failure: { code: "E66" },
    });
  });

  it("a message of another failing code is taken where the code has none", () => {
    expect(
      contextOf('{"orderId":"77","declineCode":"E51","errorCode":"9","errorMessage":"Refused by the bank"}'),
    ).toMatchObject({ failure: { code: "E51", message: "Refused by the bank" } });
  });
});

describe("an amount that is seen and not taken", () => {
  const payload = (more: string) => `{"id":"p-9","status":"failed","reason":"refused by the bank",${more}}`;

  it.each([
    ['"dollar_amount":"5095.53"', "dollar_amount", "5095.53"],
    ['"txnAmt":"1250"', "txnAmt", "1250"],
    ['"purchase_amount":80', "purchase_amount", "80"],
  ])("is warned of: %s", (more, field, value) => {
    const { transactions, warnings } = readTransaction(payload(more));
    expect(transactions[0].context.transaction).not.toHaveProperty("amount");
    expect(warnings).toMatchObject([
      { code: "amount_unreadable", path: "/transaction/amount", params: { kind: "seen", field, value } },
    ]);
  });

  it.each([
    '"dollar_amount":"0.00"',
    '"tax_amount":"3.20"',
    '"refunded_amount":"5.00"',
    '"amount":"9.50","currency":"EUR","fee_amount":"1.00"',
  ])("is not one that is nothing, a part, or another one's: %s", (more) =>
    expect(readTransaction(payload(more)).warnings).toEqual([]),
  );

  it("is warned of in the request that a text shows", () => {
    const text = `The transfer was declined by the bank.\ncurl -X POST https://api.example/pay \\\n  -H 'X-Trace: 1' \\\n  --data-raw '{"amount": 7300, "payee": "x-1"}'`;
    const { transactions, warnings } = readTransaction(text);
    expect(warnings).toMatchObject([{ code: "amount_unreadable", params: { field: "amount", value: "7300" } }]);
    expect(transactions[0].context.failure?.message).toBe("The transfer was declined by the bank.");
  });
});

describe("lines with dotted keys", () => {
  it("are read by their last word", () => {
    expect(
      contextOf("shop.order.ref = N-5\nshop.order.state = DECLINED\nshop.order.error = card_expired"),
    ).toMatchObject({
      transaction: { status: "failed" },
      failure: { code: "card_expired" },
    });
  });

  it("are not those of the customer or of what was bought", () => {
    expect(refusal("order.items.state = PENDING\norder.customer.code = A7-44")).toBeInstanceOf(UnreadableInputError);
  });

  it("are refused with a hint that is true", () => {
    expect(refusal("shop.order.state = PENDING\nshop.order.units = 6319").hint).toContain(
      "{shop.order.state, shop.order.units}, does not say which payment failed or why",
    );
  });

  it("say that a subscription is in its grace period", async () => {
    const text = "notification_type = SUBSCRIPTION_IN_GRACE_PERIOD\nsub.order.state = PENDING";
    expect(contextOf(text)).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "google_play", code: "SUBSCRIPTION_IN_GRACE_PERIOD" },
    });
    expect((await diagnose(contextOf(text))).causes).toMatchObject([
      { code: "instrument.declined", certainty: "possible" },
    ]);
  });
});

describe("subscriptions of Google Play", () => {
  it.each([
    [
      '{"kind":"androidpublisher#subscriptionPurchaseV2","subscriptionState":"SUBSCRIPTION_STATE_ON_HOLD","latestOrderId":"GPA.1"}',
      "SUBSCRIPTION_STATE_ON_HOLD",
    ],
    [
      '{"packageName":"x.y","subscriptionNotification":{"version":"1.0","notificationType":6,"purchaseToken":"t","subscriptionId":"gold"}}',
      "SUBSCRIPTION_IN_GRACE_PERIOD",
    ],
    [
      '{"packageName":"x.y","subscriptionNotification":{"version":"1.0","notificationType":5,"purchaseToken":"t","subscriptionId":"gold"}}',
      "SUBSCRIPTION_ON_HOLD",
    ],
  ])("whose renewal was not paid: %s", async (text, code) => {
    expect(contextOf(text)).toMatchObject({ failure: { provider: "google_play", code } });
    expect(await causesOf(text)).toEqual(["instrument.declined"]);
  });

  it("that are paid have not failed", () => {
    expect(() =>
      readTransaction('{"subscriptionState":"SUBSCRIPTION_STATE_ACTIVE","latestOrderId":"GPA.1"}'),
    ).toThrow();
  });
});

describe("a tree of Splunk", () => {
  const tree =
    "answer:\t{\t[-]\t\n  \t body:\t{\t[-]\t\n    \t correlation_id:\t 9c\t\n    \t error_code:\t PAYMENT_METHOD_FAILED\t\n    \t error_messages:\t[\t[-]\t\n      \t The charge of it failed\t\n    \t]\t\n    \t fraud_status:\t REJECTED\t\n  \t}\t\n  \t status:\t 403\t\n";

  it("keeps its lists and what stands in them", () => {
    expect(contextOf(tree)).toMatchObject({
      failure: {
        code: "PAYMENT_METHOD_FAILED",
        message: "The charge of it failed",
        codes: [{ scheme: "klarna.fraud_status", code: "REJECTED" }],
      },
    });
  });

  it("says that the check for fraud rejected it", async () => {
    const { causes } = await diagnose(contextOf(tree));
    expect(causes[0]).toMatchObject({ code: "risk.suspected_fraud", certainty: "possible" });
  });

  it("says without that check that the stored card failed", async () =>
    expect(
      await causesOf('{"correlation_id":"9c","error_code":"PAYMENT_METHOD_FAILED","error_messages":["No"]}'),
    ).toEqual(["instrument.declined"]));
});

describe("an object as CakePHP's debugger prints it", () => {
  const dump = `object(Shop\\Payment) {
\t[private] id => (int) 771
\t[private] status => 'declined'
\t[private] card => null
\t[protected] error => object(Shop\\Fault) {
\t\t[private] code => 'E51'
\t\t[private] message => 'Saldo insuficiente (R$ 9)'
\t}
}`;
  const read = {
    transaction: { id: "771", status: "failed" },
    failure: { code: "E51", message: "Saldo insuficiente (R$ 9)" },
  };

  it("is read", () => expect(contextOf(dump)).toEqual(read));

  it.each([
    ["its last brace", dump.slice(0, -2)],
    ["its braces", dump.slice(0, -5)],
    ["its last brace, in a code block", `What is this?\n\n\`\`\`\n${dump.slice(0, -2)}\n\`\`\`\n`],
  ])("is read without %s", (_, text) => {
    const { transactions, warnings } = readTransaction(text);
    expect(transactions).toMatchObject([{ format: "generic", context: read }]);
    expect(warnings).toMatchObject([{ code: "object_unread" }]);
  });

  it("is read by the words before it was cut inside a text", () => {
    expect(contextOf(dump.slice(0, -20))).toMatchObject({ transaction: { id: "771" }, failure: { code: "E51" } });
  });

  it("of Cielo's webservice is read by the code of the authorisation, and not by that of its check", async () => {
    const cielo = `object(Cielo\\Transaction) {
\t[private] tid => '10069930690A1B2C1001'
\t[private] authentication => object(Cielo\\Authentication) {
\t\t[private] code => '5'
\t\t[private] message => 'Transacao sem autenticacao'
\t}
\t[private] authorization => object(Cielo\\Authorization) {
\t\t[private] lr => '51'
\t\t[private] message => 'Autorização negada'
\t}
}`;
    expect(readTransaction(cielo).transactions).toMatchObject([
      {
        format: "cielo.transaction",
        context: { failure: { codes: [{ scheme: "cielo.return_code", code: "51" }], message: "Autorização negada" } },
      },
    ]);
    expect(await causesOf(cielo)).toEqual(["balance.insufficient"]);
  });
});

describe("a payment of Pix", () => {
  it.each([
    ["O Pix voltou com o código DS04, e agora?", "payee.cannot_receive"],
    ["Pix recusado, motivo AC07", "payee.closed"],
    ["Pix negado: motivo AM04", "provider.error"],
    ["Pagamento rejeitado pelo PSP do recebedor", "payee.cannot_receive"],
  ])("that the payee's bank rejected: %s", async (text, cause) => {
    const { causes } = await diagnose(contextOf(text));
    expect(causes.map(({ code, certainty }) => `${code} ${certainty}`)).toEqual([`${cause} possible`]);
  });

  it("keeps the meanings of ISO 20022 elsewhere", async () =>
    expect(await causesOf("SEPA transfer rejected, reason DS04")).toEqual(["issuer.declined"]));
});

describe("a query of Alipay that finds no trade", () => {
  it("asks to look the status up before anyone pays again", async () => {
    const text =
      '{"alipay_trade_query_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST","sub_msg":"交易不存在","out_trade_no":"A-9","receipt_amount":"0.00"}}';
    const { retry, causes } = await diagnose(contextOf(text));
    expect(retry.when).toBe("check_status_first");
    expect(causes.every(({ code }) => !code.startsWith("transaction."))).toBe(true);
  });
});

describe("an answer of UnionPay", () => {
  const answer = (more: object) =>
    JSON.stringify({
      merId: "777290058110097",
      orderId: "N20260101",
      txnType: "01",
      txnTime: "20260102030405",
      txnAmt: "1250",
      currencyCode: "156",
      ...more,
    });

  it("tells of the payment by the original code, and its amount is in fen", () => {
    expect(
      contextOf(
        answer({
          respCode: "00",
          respMsg: "成功[0000000]",
          origRespCode: "64",
          origRespMsg: "卡上的余额不足[1000051]",
        }),
      ),
    ).toEqual({
      transaction: {
        reference: "N20260101",
        status: "failed",
        at: "2026-01-02T03:04:05+08:00",
        amount: "12.50",
        currency: "CNY",
      },
      failure: { provider: "unionpay", code: "64", message: "卡上的余额不足[1000051]" },
    });
  });

  it("that was asked for and is paid has not failed", () => {
    expect(
      contextOf(answer({ respCode: "00", respMsg: "成功", origRespCode: "00", origRespMsg: "成功" })),
    ).toMatchObject({
      transaction: { status: "succeeded" },
    });
  });

  it.each(["03", "04", "05"])("with %s is not known yet", async (respCode) => {
    const { retry } = await diagnose(contextOf(answer({ respCode, respMsg: "请查询" })));
    expect(retry.when).toBe("check_status_first");
  });
});

describe("words in Chinese for wrong details of a card", () => {
  it.each([
    "持卡人身份信息、手机号或CVN2输入不正确，验证失败",
    "CVN2有误",
    "持卡人身份信息不正确",
    "手机号输入不正确，验证失败",
  ])("%s", async (message) =>
    expect(await causesOf(`{"id":"7","status":"failed","message":"${message}"}`)).toEqual([
      "instrument.invalid_details",
    ]),
  );
});

describe("what people write of a payment that may be there already", () => {
  it.each([
    ["English", "The app was unable to verify the payment was successful", "network.timeout"],
    ["English", "It says it could not confirm that my transfer went through", "network.timeout"],
    ["English", "Then it made a second unwanted payment, for the same bill", "transaction.duplicate"],
    ["English", "I paid the invoice a second time by mistake", "transaction.duplicate"],
    ["English", "The bot took two payments this month", "transaction.duplicate"],
    ["Chinese", "系统提示无法确认支付是否成功", "network.timeout"],
    ["Chinese", "它今天又扣了一次", "transaction.duplicate"],
    ["Indonesian", "aplikasi tidak bisa memastikan pembayaran berhasil", "network.timeout"],
    ["Indonesian", "saya membayar dua kali untuk tagihan ini", "transaction.duplicate"],
    ["Spanish", "no se pudo verificar que el pago se hizo", "network.timeout"],
    ["Spanish", "el sistema realizó un segundo pago", "transaction.duplicate"],
    ["Portuguese", "não foi possível confirmar se o pagamento foi feito", "network.timeout"],
    ["Portuguese", "o aplicativo fez um segundo pagamento", "transaction.duplicate"],
    ["French", "impossible de vérifier si le paiement est passé", "network.timeout"],
    ["French", "il a effectué un deuxième paiement", "transaction.duplicate"],
    ["German", "es ließ sich nicht sagen, ob die Zahlung erfolgreich war", "network.timeout"],
    ["German", "Es wurden zwei Zahlungen an den Laden ausgeführt", "transaction.duplicate"],
    ["Hindi", "payment ka status verify nahi ho paya, payment ka kya hua", "network.timeout"],
    ["Hindi", "मेरे दो भुगतान हो गए", "transaction.duplicate"],
  ])("is warned of, and nobody is told to pay again: %s, %s", async (_, text, cause) => {
    const { causes, retry } = await diagnose(contextOf(text));
    expect(causes.map(({ code, certainty }) => `${code} ${certainty}`)).toEqual([`${cause} possible`]);
    expect(retry.when).toBe("check_status_first");
  });

  it("tells of both at once, and its amounts are not taken", () => {
    const { transactions, warnings } = readTransaction(
      "It could not verify that the payment was successful. Next day it made a second payment, also for $4.00!",
    );
    expect(transactions[0].context.transaction?.amount).toBeUndefined();
    expect(warnings).toMatchObject([{ code: "amount_seen", params: { text: "$4.00" } }]);
  });

  it.each(["we were unable to verify your card", "pay in two payments of 5", "the second payment is due in May"])(
    "is not what this says: %s",
    async (text) => {
      const message = `Card declined: insufficient funds. ${text}`;
      expect((await causesOf(message)).join()).not.toMatch(/duplicate|timeout/);
    },
  );
});

describe("what an error of Razorpay says of the step", () => {
  it("counts where its reason is no more than an error", async () => {
    const error = { code: "BAD_REQUEST_ERROR", description: "Payment Error", reason: "payment_error" };
    const text = (step: string) => JSON.stringify({ error: { ...error, source: "customer", step } });
    const { causes } = await diagnose(contextOf(text("payment_authentication")));
    expect(causes).toMatchObject([{ code: "authentication.challenge_failed", certainty: "possible" }]);
    expect(await causesOf(text("payment_initiation"))).toEqual([]);
  });

  it("is not asked where its reason is known", async () =>
    expect(
      await causesOf(
        '{"error":{"code":"BAD_REQUEST_ERROR","description":"No money","reason":"insufficient_funds","step":"payment_authentication"}}',
      ),
    ).toEqual(["balance.insufficient"]));
});

describe("words that say which state it came to", () => {
  it.each(["kemarin status order otomatis menjadi deny", "the order status changed by itself to declined"])(
    "are enough: %s",
    (text) => expect(contextOf(text)).toEqual({ failure: { message: text } }),
  );
});

describe("several codes of a bank", () => {
  it("show the one of the order, not that of the message", async () => {
    const text = "HBCI 9050: Nachricht teilweise fehlerhaft\nHBCI 9010: Auftrag abgelehnt (3)";
    const { summary } = await diagnose(contextOf(text), { audience: "agent" });
    expect(summary).not.toContain("9050");
  });
});

describe("a confirmation in an app that nobody gave", () => {
  it("has run out", async () =>
    expect(
      await causesOf('{"orderId":"7","status":"REJECTED","errorMessage":"User has not acted upon the payment"}'),
    ).toEqual(["transaction.expired"]));

  it("or was called off is one of the two", async () =>
    expect(
      await causesOf(
        '{"orderId":"7","status":"REJECTED","errorMessage":"User has cancelled or not acted upon the payment"}',
      ),
    ).toEqual(["authentication.cancelled"]));
});
