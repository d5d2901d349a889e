import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

const causesOf = async (text: string) => {
  const { causes, retry } = await diagnose(contextOf(text));
  return { causes: causes.map(({ code, certainty }) => `${code} ${certainty}`), retry: retry.when };
};

describe("a code of the provider in plain sight", () => {
  it.each([
    [
      "in a link to it, beside words that give no reason",
      "PayPal: the order could not be processed. https://developer.paypal.com/docs/api/orders/v2/#error-ORDER_NOT_APPROVED Order.php:332",
      "authentication.challenge_required",
    ],
    ["beside an error", "PayPal said: Error while processing transaction. CREDIT_CARD_REFUSED", "issuer.declined"],
  ])("says why: %s", async (_, text, cause) => expect((await causesOf(text)).causes).toEqual([`${cause} possible`]));

  it("does not hide words that say more", async () =>
    expect((await causesOf("Stripe card_declined: Your card has insufficient funds.")).causes).toEqual([
      "balance.insufficient possible",
    ]));

  it("is read from a link with one member", () => {
    expect(contextOf("the shop went to https://shop.example/return?error=insufficient_funds")).toMatchObject({
      failure: { code: "insufficient_funds" },
    });
  });
});

describe("a log around a failed payment", () => {
  it("is not told by the line of its router, which failed as a request", async () => {
    const text = [
      'heroku/router: http_error="Invalid status line" at=error code=H17 desc="Poorly formatted HTTP response" method=POST path="/pay?api_key=1" host=shop.example request_id=7 fwd="203.0.113.7" dyno=web.1 connect=1ms service=24ms status=503 bytes=13',
      "app/web.1:    type: 'StripeCardError',",
      "app/web.1:    stack: 'Error: Your card was declined.",
    ].join("\n");
    expect(JSON.stringify(contextOf(text))).not.toMatch(/H17|api_key/);
    expect((await causesOf(text)).causes).toEqual(["issuer.declined possible"]);
  });

  it.each([
    'In the SDK the response is 402 ("No MID for this transaction") for the token of the card',
    "Error: 422 - Description: No MID, [Issue: FIELD_UNSET]",
  ])("is told by the number of an answer of HTTP, with its reason: %s", (text) => {
    expect(contextOf(text)).toMatchObject({ failure: { message: expect.stringContaining("No MID") } });
  });

  it("is read where Splunk unfolded it", () => {
    const text =
      "response:\t{\t[-]\t\n  \t body:\t{\t[-]\t\n    \t correlation_id:\t 3f5c9707\t\n    \t error_code:\t PAYMENT_METHOD_FAILED\t\n    \t error_messages:\t[\t[-]\t\n      \t It did not go through\t\n    \t]\t\n  \t}\t\n  \t status:\t 403\t\n";
    expect(contextOf(text)).toMatchObject({ failure: { provider: "klarna", code: "PAYMENT_METHOD_FAILED" } });
    expect(JSON.stringify(contextOf(text))).not.toContain("[-");
  });
});

describe("why it failed, in the words of banks", () => {
  it.each([
    ["the payment failed due to expired card", "instrument.expired"],
    ["The Card Holder was not authorised, this is used in 3-D authorization", "authentication.challenge_failed"],
    ["Лимит: превышен суточный лимит переводов", "limit.daily"],
    ["giao dịch bị từ chối: số dư tài khoản không đủ", "balance.insufficient"],
    ["Rücklastschrift wegen mangelnder Deckung", "balance.insufficient"],
    ["devuelta por cuenta inexistente", "payee.not_found"],
    ["عذراً، رصيدك غير كافٍ", "balance.insufficient"],
    ["رفض البنك العملية: تجاوزت الحد اليومي", "limit.daily"],
    ["o pix foi rejeitado pelo PSP do recebedor", "payee.cannot_receive"],
    ["a instituição de destino não está respondendo", "provider.outage"],
    ["valor acima do limite noturno do Pix", "limit.daily"],
    ["提示超出单日累计限额", "limit.daily"],
    ["salio lako halitoshi kufanya muamala", "balance.insufficient"],
    ["用户APP余额不足", "balance.insufficient"],
    ["PayPayで「残高不足のため決済完了されませんでした」と表示", "balance.insufficient"],
    ["1日の利用限度額を超えました", "limit.daily"],
    ["お支払い限度額を超えています", "limit.per_transaction"],
    ["口座が存在しません", "payee.not_found"],
    ["振込エラー「受取人口座なし」", "payee.not_found"],
    ["Giao dịch vượt quá hạn mức chuyển tiền trong ngày", "limit.daily"],
    ["User rejected the transaction", "authentication.cancelled"],
    ["Transaction could not be broadcast due to dust outputs.", "limit.minimum"],
    ["Операция отклонена. Превышен лимит на переводы за сутки", "limit.daily"],
    ["Fehlermeldung: Empfänger stimmt nicht mit IBAN überein", "payee.not_found"],
    ["debit card txn declined as daily online limit exceeded", "limit.daily"],
    ["NEFT to XX21 was returned by beneficiary bank. Reason: ACCOUNT CLOSED", "payee.closed"],
    ["the bank says: your account is closed", "account.closed"],
    [
      "PayPay\u6c7a\u6e08\u3067\u300c\u73fe\u5728\u3054\u5229\u7528\u3044\u305f\u3060\u3051\u307e\u305b\u3093\u300d\u3068\u51fa\u307e\u3059",
      "provider.outage",
    ],
    ["\uacb0\uc81c \uc2e4\ud328: \uc794\uc561\uc774 \ubd80\uc871\ud569\ub2c8\ub2e4", "balance.insufficient"],
    ["\uce74\ub4dc\uc0ac\uc5d0\uc11c \uc2b9\uc778\uc774 \uac70\uc808\ub418\uc5c8\uc2b5\ub2c8\ub2e4", "issuer.declined"],
    [
      "the attempt failed because additional action is required before it can be completed",
      "authentication.challenge_required",
    ],
    ["Payment declined by customer's bank", "issuer.declined"],
    ["the wallet says I don't have enough gas tokens", "chain.gas_insufficient"],
    ["карту отклоняют при оплате", "issuer.declined"],
    ["смс с кодом так и не приходит", "authentication.challenge_required"],
    ["이 카드가 거절되었습니다", "issuer.declined"],
    ["thẻ của tôi bị từ chối", "issuer.declined"],
    ["kartım reddedildi", "issuer.declined"],
    ["kartımdan iki kez çekildi", "transaction.duplicate"],
    ["Eine Challenge-Anfrage wurde abgebrochen", "authentication.challenge_failed"],
  ])("%s", async (text, cause) => expect((await causesOf(text)).causes).toEqual([`${cause} possible`]));
});

describe("an error that a program threw for a payment", () => {
  it.each(["NagadException: Please verify provided data", "GatewayError: the order was not taken", "SKError: unknown"])(
    "is read where nothing says why: %s",
    (text) => expect(contextOf(text)).toEqual({ failure: { message: text } }),
  );
});

it("a response code beside a card or its authorisation is that of its issuer", async () => {
  expect((await causesOf('J\'ai "response_code: 05" pour cette autorisation')).causes).toEqual([
    "issuer.declined possible",
  ]);
});

describe("why it failed, in the words of nodes and programs of chains", () => {
  it.each([
    ["Transfer: insufficient lamports 5000, need 20000", "balance.insufficient"],
    ["Simulation failed: Error processing Instruction 1: custom program error: 0x1", "balance.insufficient"],
    ["checking transaction: GasBalanceTooLow", "chain.gas_insufficient"],
    ["kind: InsufficientCoinBalance, command: 0", "balance.insufficient"],
    ["rejected: Transaction nonce is too low. Try incrementing the nonce.", "chain.nonce_conflict"],
    ["Error #-25: Missing inputs", "transaction.duplicate"],
    ["The latest ledger sequence 12 is greater than the transaction's LastLedgerSequence", "chain.expired"],
    ["submit failed (OutsideValidityIntervalUTxO (SlotNo 12))", "chain.expired"],
    ['submit failed (BabbageOutputTooSmallUTxO [(Addr {id = "a"})])', "chain.reserve"],
    ["submit: 1010: Invalid Transaction: Payment", "chain.gas_insufficient"],
    ["the order was refused: MIN_NOTIONAL", "limit.minimum"],
    ["Payment sheet was cancelled", "authentication.cancelled"],
    ["simulation failed: custom program error: 0xbc0", "chain.reverted"],
    ["horizon said op_underfunded", "balance.insufficient"],
  ])("%s", async (text, cause) => expect((await causesOf(text)).causes).toEqual([`${cause} possible`]));

  it("a contract that stopped, and a fault while processing, give way to the reason beside them", async () => {
    const log = "Error processing Instruction 2\nProgram log: insufficient lamports 1, need 2\nProgram Abc failed";
    expect((await causesOf(log)).causes).toEqual(["balance.insufficient possible"]);
  });

  it("words of two lines are no phrase", async () => {
    const text = "Log: min relay fee not met, insufficient\nGas was set by hand";
    expect((await causesOf(text)).causes).toEqual(["chain.fee_too_low possible"]);
  });
});

describe("the code of a table in a sentence", () => {
  it.each([
    ["Our debit came back, ACH return R29", "nacha", "R29", "issuer.revoked"],
    ["SEPA transfer rejected with reason AC04", "iso20022", "AC04", undefined],
    ["Lastschrift zurückgegeben, Grund AM04", "iso20022", "AM04", "balance.insufficient"],
    ["UPI collect failed with U69", "upi", "U69", undefined],
    ["ATM cash withdrawal declined, resp code: 51", "iso8583", "51", "balance.insufficient"],
    ["sent 20 and got tecNO_DST_INSUF_XRP", "xrpl", "tecNO_DST_INSUF_XRP", undefined],
  ])("is told with its meaning, and is possible at most: %s", async (text, provider, code, cause) => {
    const { said, causes, retry } = await diagnose(contextOf(text));
    expect(said[0]).toMatchObject({ provider, ...(code && { code }) });
    expect(said[0]?.meaning).not.toBeNull();
    expect(causes[0]?.certainty).toBe("possible");
    if (cause !== undefined) expect(causes[0]?.code).toBe(cause);
    expect(retry.when).not.toBe("now");
  });

  it.each([
    ["of another scheme", "NEFT returned, reason R03, account closed", "nacha"],
    ["that is a name", "card declined at gate R29", "nacha"],
    ["without a word for it", "card declined for seat AM04", "iso20022"],
  ])("is left alone where the word may be something else: %s", async (_, text, provider) => {
    const { said } = await diagnose(contextOf(text));
    expect(said.map((one) => one.provider)).not.toContain(provider);
  });

  it("in a notice of lines has its scheme from the words around it", async () => {
    const notice = "ACH debit returned.\nReturn code: R01\nTrace: 0912";
    expect((await diagnose(contextOf(notice))).said[0]).toMatchObject({ provider: "nacha", code: "R01" });
  });
});

describe("a failure that only the inside of an object tells", () => {
  it("is told in words", async () => {
    const text = "tx: ExecutionError { inner: Inner { kind: InsufficientCoinBalance, command: Some(0) } }";
    expect((await causesOf(text)).causes).toEqual(["balance.insufficient possible"]);
  });

  it("is not where the object tells of a success", () => {
    const text = 'body: {"foo": {"success": true, "note": "earlier try: insufficient funds"}}';
    expect(() => readTransaction(text)).toThrow();
  });

  it("stands in front of the frames of a stack trace, whose arguments are cut off", () => {
    const text = `ERROR: exchange {"code":-2010,"msg":"Account has insufficient balance for requested action."}
#0 /srv/app/Exchange.php(12): Exchange->handle(400, '', 'POST', '{"code":-2010,"...')
#1 [internal function]: Exchange->request('order')
#2 {main}`;
    expect(contextOf(text)).toMatchObject({ failure: { code: "-2010" } });
  });
});

describe("a number in a text", () => {
  it("is a code where the text names its provider", async () => {
    expect(await causesOf("Redsys nos devuelve un 0180")).toMatchObject({
      causes: ["instrument.unsupported possible"],
    });
    expect(await causesOf("dlocal: response code was 303")).toMatchObject({
      causes: ["risk.suspected_fraud possible"],
    });
    expect(await causesOf("BillingClient: purchase not made. Response code: 7")).toMatchObject({
      causes: ["transaction.duplicate possible"],
    });
  });

  it("is none where it is an answer of HTTP, or the text names no provider", () => {
    expect(refusal("dlocal returned 500 for the request").message).toContain("no transaction");
    expect(refusal("the response code was 303").message).toContain("no transaction");
  });
});

describe("an object that names nothing but its state", () => {
  it("is a failure of which no more is known", () => {
    expect(contextOf("result in dart : {trx_mode: CHARGE, sdk_result: FAILED}")).toEqual({
      transaction: { status: "failed" },
    });
  });

  it("is none where something else in the text went well", () => {
    expect(refusal("{mode: CHARGE, result: FAILED} then {mode: CHARGE, result: SUCCESS}").message).toContain(
      "no transaction",
    );
  });
});

describe("words without their accents", () => {
  it("mean what they mean with them", async () => {
    for (const text of ["Autorizacao negada", "Autorização negada"])
      expect(await causesOf(text)).toMatchObject({ causes: ["issuer.declined possible"] });
    for (const text of ["numero de tarjeta incorrecto", "Número de tarjeta incorrecto"])
      expect(await causesOf(text)).toMatchObject({ causes: ["instrument.invalid_details possible"] });
  });
});

describe("a log that names a payment as paid and as failed", () => {
  it("leaves open whether it was paid", async () => {
    const log =
      "webhook: order 67, status - paid\nwebhook: the payment failed for an unknown reason, order 67 was moved";
    expect(await causesOf(log)).toMatchObject({
      causes: ["transaction.debited_not_completed possible", "issuer.declined possible"],
      retry: "check_status_first",
    });
  });
  it("keeps the line that says paid, however long the log is", async () => {
    const log = `Mollie: order 67, status - paid\n${"GET /orders 200 in 4 ms\n".repeat(80)}Error payment failed for order 67`;
    expect((await causesOf(log)).causes).toEqual(["transaction.debited_not_completed possible"]);
  });
  it("is no failure where it says only that it was paid", () => {
    expect(refusal("Mollie order 67, status: paid, thanks").hint).not.toBe("");
  });
});

describe("the name of an error and the frames of its stack trace", () => {
  it("are no reason for it", async () => {
    const trace = `Not approved - Traceback: File "/srv/pay.py", line 50, in pay response = request('post', url, params, headers) File "/srv/api.py", line 9, in request err.get('code') CardError: Your card was declined.`;
    for (const text of ["`CardError: Request req_x1: Your card was declined.`", trace])
      expect(await causesOf(text)).toMatchObject({ causes: ["issuer.declined possible"] });
  });
  it("are none in JavaScript either", async () => {
    const text =
      "PayError: insufficient funds\n    at timeout (/app/base/time.js:181:20)\n    at async expired (/app/card.js:5:1)\n    at new CardBlocked (C:\\app\\x.js:7:9)";
    expect(contextOf(text)).toMatchObject({ failure: { message: "PayError: insufficient funds" } });
    expect(await causesOf(text)).toMatchObject({ causes: ["balance.insufficient possible"] });
  });
});

describe("a page", () => {
  it("is read for its words", async () => {
    const page =
      "<div>Ticket <a href='x'>1</a></div>Hello,<br>the payment failed, but I have been charged already.<br>";
    expect((await causesOf(page)).causes).toEqual(["transaction.debited_not_completed possible"]);
  });
});

describe("what banks answer over FinTS", () => {
  it.each([
    ["HBCI error code: 9210:Auftrag abgelehnt - keine Referenz", "issuer.declined"],
    ["9010:Empfängerkonto 12 für Übertrag nicht zulässig. (3: CustomMsg)", "payee.cannot_receive"],
    ["9000:Interner Fehler, es ist unklar ob der Auftrag verarbeitet wurde.", "network.timeout"],
  ])("%s", async (text, cause) => expect((await causesOf(text)).causes[0]).toBe(`${cause} possible`));
});

describe("the lines of a program in a Python stack trace", () => {
  it("tell nothing of the payment", async () => {
    const text =
      'File "a.py", line 7, in send\n    await pay(order, timeout=timeout)\n  File "b.py", line 2, in <module>\n    expired = card_expired(card)\nWalletError: NOT_ENOUGH_FUNDS';
    expect((await causesOf(text)).causes).toEqual(["balance.insufficient possible"]);
  });

  it("name no state of it", async () => {
    const text = "    result = await self._execute(query, timeout=timeout)\na.b.WalletError: NOT_ENOUGH_FUNDS";
    expect(contextOf(text)).toHaveProperty("transaction.status", "failed");
    expect((await causesOf(text)).causes).toEqual(["balance.insufficient likely"]);
  });
});

describe("an error that a person quotes", () => {
  it("is read, as is one that a program raised about a provider", () => {
    const quoted = 'I get a response code "QX7" and response message "Trouble at the bank" after the second step.';
    expect(readTransaction(quoted).transactions[0].context.failure?.message).toContain("Trouble at the bank");
    const raised = "Stack Trace\nValidationError: Razorpay: No such payment #MGHT5.";
    expect(readTransaction(raised).transactions[0].context.failure?.provider).toBe("razorpay");
    expect(() => readTransaction("ValidationError: no such page #MGHT5.")).toThrow("Cannot read");
  });
});

describe("a nonce that is only mentioned", () => {
  it("is no conflict of nonces", async () => {
    const { causes } = await causesOf(
      "it failed with code program_failed_9 after init(amount, nonce, seed) was called by the app",
    );
    expect(causes.join()).not.toContain("nonce_conflict");
  });
});

describe("what shops and banks write in other words", () => {
  it.each([
    ["failed transactions, but customers get debited nonetheless", "transaction.debited_not_completed"],
    ["Sorry, we couldn't approve this purchase", "issuer.declined"],
    ["We tried to charge your payment method for the plan, but it was declined.", "issuer.declined"],
    ["All our payments on the website are being declined by Acme Wallet", "issuer.declined"],
    ["with three cards I tried, and they all get declined", "issuer.declined"],
    ["We asked for the payment, but it was declined by the user", "authentication.cancelled"],
    ["the payment fails with a message, the card gets charged", "transaction.debited_not_completed"],
    ["This merchant is having trouble accepting your payment right now", "merchant.misconfigured"],
    ["um erro ocorreu ao processar o seu pagamento", "provider.error"],
    ["交易订单处理失败，请稍后再试", "provider.error"],
    ["Ödeme hatası: LİMİTİ YETERSİZ", "balance.insufficient"],
    ["Kart numarası geçersizdir", "instrument.invalid_details"],
  ])("%s", async (text, cause) => {
    expect(await causesOf(text)).toMatchObject({ causes: [`${cause} possible`] });
  });
});

describe("what a payee's bank and a service of payouts say", () => {
  it("is that the payee cannot receive it", async () => {
    const { causes } = await causesOf("the recipient's bank is currently unable to receive money");
    expect(causes).toEqual(["payee.cannot_receive possible"]);
  });
  it("is kept where only its code says that it failed", () => {
    const text = "SoapFault exception: [ERR_PAYOUT_NOT_POSSIBLE] Odmowa";
    expect(contextOf(text)).toMatchObject({ failure: { message: text } });
  });
});

describe("a status that the shop does not know", () => {
  it("is no transaction that the account may not make", async () => {
    const { causes } = await causesOf("Error: Acme: Received invalid transaction status CANCELLED");
    expect(causes).toEqual(["authentication.cancelled certain"]);
  });
});

describe("an object of a number and a message", () => {
  it.each([
    ["with a state that is a number", 'Response Optional(["status": 1006, "message": Khach tu choi.]) from momo.vn'],
    [
      "that is quoted twice",
      'momo.vn says {"status": 1006, "message": "Khach tu choi"}, so {"status": 1006, "message": "Khach tu choi"}',
    ],
  ])("is a failure of the provider that the text names: %s", async (_, text) => {
    const context = contextOf(text);
    expect(context).toHaveProperty("failure.provider", "momo_vn");
    expect((await diagnose(context)).causes).toMatchObject([
      { code: "authentication.cancelled", certainty: "possible" },
    ]);
  });

  it.each([
    ["of nobody named", '{"status": 1006, "message": "Khach tu choi"} what is that?'],
    ["of HTTP", 'momo.vn says {"status": 301, "message": "Khach tu choi"}'],
    ["of a success", 'momo.vn says {"status": 9000, "message": "Transaction successful"}'],
  ])("is none where it is that %s", (_, text) => {
    expect(refusal(text).hint).not.toBe("");
  });
});

describe("objects that tell of no failure", () => {
  it.each([
    [
      "leave the words of the text",
      'It looks successful, but the one-time password is wrong:\ndata = { "batch": { "state": 7, "headers": { "x": ... } } };',
      "authentication.challenge_failed",
    ],
    [
      "tell by their message, whatever the people say of a success",
      'Yesterday it was successful. Now:\n{"message":"Pool.Remember: transaction J7A6: insufficient funds (account KQ7L, data {_struct:{} Raw:0})"}',
      "balance.insufficient",
    ],
    [
      "also where they are cut inside it",
      'The node says, and the log was cut:\n{"id":"77","message":"insufficient funds for the transfer: have 0 wa',
      "balance.insufficient",
    ],
  ])("%s", async (_, text, code) => {
    expect((await diagnose(contextOf(text))).causes).toMatchObject([{ code }]);
  });
});
