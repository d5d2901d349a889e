import { describe, expect, it } from "vitest";
import { generic } from "../../../src/read/adapters/generic.js";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { refusal } from "../helpers.js";

const read = (payload: SourceValue) => generic.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;
const contextsOf = (text: string) => readTransaction(text).transactions.map(({ context }) => context);

describe("an error of nobody in particular", () => {
  it("is read from its envelope, and names no provider", () => {
    expect(read({ error: { code: "INSUFFICIENT_FUNDS", message: "Not enough money" } })).toEqual({
      format: "generic",
      context: {
        transaction: { status: "failed" },
        failure: { code: "INSUFFICIENT_FUNDS", message: "Not enough money" },
      },
      warnings: [],
    });
  });

  it("tells the message for the person before the one for the program", () => {
    const error = { code: "Failed", localizedMessage: "Your card has insufficient funds.", message: "See the intent." };
    expect(contextOf({ error })).toMatchObject({ failure: { message: "Your card has insufficient funds." } });
  });

  it("tells the message inside before the name of the answer around it", () => {
    const data = { type: "BalanceError", message: "Not enough money at this address" };
    const error = { code: "-32000", message: "Server error", data };
    expect(contextOf({ error })).toMatchObject({ failure: { message: "Not enough money at this address" } });
    expect(contextOf({ error: { code: "-32000", message: "Server error" } })).toMatchObject({
      failure: { message: "Server error" },
    });
  });

  it("has failed in a state that nobody knows too, where an error or a refusal in words stands beside it", () => {
    const state = { id: "p-1", status: "requires_new_card" };
    const read = (more: object) => contextOf({ ...state, ...more } as SourceValue);
    const withStatus = (status: string) => ({ transaction: { status } });
    expect(read({ error: { code: "51", message: "Not enough money" } })).toMatchObject(withStatus("failed"));
    expect(read({ code: "51", message: "The card was declined." })).toMatchObject(withStatus("failed"));
    expect(read({ code: "51" })).toMatchObject(withStatus("unknown"));
    expect(read({ code: "51", message: "We look into it." })).toMatchObject(withStatus("unknown"));
  });

  it("has failed where its message is a state in another language", () => {
    expect(contextOf({ ref: "r-1", msg: "TRANSAKSI GAGAL" })).toMatchObject({ transaction: { status: "failed" } });
  });

  it("has what the bank says for its message", () => {
    expect(contextOf({ id: "p-1", result: "Not approved", "Bank says": "CARD EXPIRED" })).toMatchObject({
      transaction: { status: "failed" },
      failure: { message: "CARD EXPIRED" },
    });
  });

  it("is no request that a web server logged", () => {
    const line = { at: "error", code: "H17", desc: "Bad response", method: "POST", path: "/pay", dyno: "web.1" };
    expect(read({ ...line, status: "503" })).toBeNull();
    expect(read({ error_code: "card_expired", message: "Card expired", method: "POST", path: "/pay" })).not.toBeNull();
  });

  it("names the provider that the payload names", () => {
    const payload = { gateway: "Acme Pay", error: { code: "card_expired", message: "Card expired" } };
    expect(contextOf(payload)).toHaveProperty("failure.provider", "acme_pay");
  });

  it("is read flat where a state says that it failed", () => {
    expect(contextOf({ code: "limit_exceeded", message: "Too much", status: "declined" })).toMatchObject({
      transaction: { status: "failed" },
      failure: { code: "limit_exceeded" },
    });
    expect(contextOf({ error: "insufficient_funds", message: "Not enough" })).toHaveProperty(
      "failure.code",
      "insufficient_funds",
    );
    expect(contextOf({ success: false, reason: "card_expired", id: "T1" })).toMatchObject({
      transaction: { id: "T1", status: "failed" },
      failure: { code: "card_expired" },
    });
  });

  it.each([
    ["PENDING", "pending"],
    ["in-progress", "pending"],
    ["PAYMENT_FAILED", "failed"],
    ["TXN_FAILURE", "failed"],
    ["CANCELED", "cancelled"],
    ["expired", "expired"],
    ["已取消", "cancelled"],
    ["支付失败", "failed"],
    ["Gagal", "failed"],
    ["kedaluwarsa", "expired"],
    ["rechazado", "failed"],
    ["pendiente", "pending"],
    ["recusada", "failed"],
    ["concluído", "succeeded"],
  ])("in state %s is %s", (state, status) => {
    expect(contextOf({ code: "X1", message: "some state", status: state })).toHaveProperty(
      "transaction.status",
      status,
    );
  });

  it.each([
    ["snake", { transaction_id: "T9", payment_status: "failed", error_code: "E51", error_message: "No money left" }],
    ["camel", { transactionId: "T9", paymentStatus: "FAILED", errorCode: "E51", errorMessage: "No money left" }],
    [
      "kebab",
      { "transaction-id": "T9", "payment-status": "failed", "error-code": "E51", "error-message": "No money left" },
    ],
    ["upper", { TRANSACTION_ID: "T9", STATUS: "FAILED", ERROR_CODE: "E51", MESSAGE: "No money left" }],
    [
      "envelopes",
      { data: { payment: { txnId: "T9", state: "failed" } }, error: { code: "E51", message: "No money left" } },
    ],
    ["Chinese", { 交易号: "T9", 交易状态: "失败", 错误码: "E51", 错误信息: "No money left" }],
    ["Indonesian", { id_transaksi: "T9", status: "gagal", kode_error: "E51", pesan: "No money left" }],
    ["Spanish", { idTransaccion: "T9", estado: "rechazado", codigo_error: "E51", mensaje: "No money left" }],
    ["Portuguese", { id_transacao: "T9", situação: "recusado", codigo_erro: "E51", mensagem: "No money left" }],
  ])("has its facts under %s names", (_, payload) => {
    expect(contextOf(payload as SourceValue)).toEqual({
      transaction: { id: "T9", status: "failed" },
      failure: { code: "E51", message: "No money left" },
    });
  });

  it("takes the worst state of a payload: an answer that came back well may carry a payment that failed", () => {
    const payload = { status: "success", message: "Transaction fetched", data: { id: "1", status: "failed" } };
    expect(contextOf(payload)).toHaveProperty("transaction.status", "failed");
  });

  it("is not made of a success, nor of what says only one thing", () => {
    const others: SourceValue[] = [
      { code: "SUCCESS", message: "all is well", status: "successful" },
      { message: "fine thanks", success: true },
      { code: 200 },
      { status: "failed" },
      { message: "Hello you" },
      { id: "pay_1" },
      { amount: 100, currency: "USD" },
      { error: null, id: "1" },
      { error: false, id: "1" },
      {},
      null,
      [],
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });

  it("takes a number that HTTP does not have for the provider's code", () => {
    const payload = { Success: false, ErrorCode: "481", Message: "Wrong parameters." };
    expect(contextOf(payload)).toMatchObject({ failure: { code: "481" } });
  });

  it("does not take the number of an HTTP answer for the provider's code", () => {
    const payload = { code: 404, message: "No such payment", id: "T1" };
    expect(contextOf(payload)?.failure).toEqual({ message: "No such payment" });
  });

  it("has failed in a state that names its reason behind the refusal", () => {
    expect(contextOf({ id: "1", status: "REJECTED_VALIDATION", message: "Address untraceable" })).toMatchObject({
      transaction: { status: "failed" },
    });
    expect(contextOf({ id: "1", status: "VALIDATION_PENDING_X", message: "Address untraceable" })).not.toMatchObject({
      transaction: { status: "failed" },
    });
  });

  it("has no code that is only a sign", () => {
    expect(read({ code: "?", message: "901" })).toBeNull();
  });

  it("does not take the code of a bank for one of an error", () => {
    expect(read({ externalID: "7", bankCode: "BCA", description: "Payment for food", amount: 10000 })).toBeNull();
  });

  it("has a kind where the payload names its operation", () => {
    expect(contextOf({ id: "1", status: "failed", type: "WITHDRAWAL" })).toHaveProperty(
      "transaction.kind",
      "withdrawal",
    );
    expect(contextOf({ id: "1", status: "failed", operation: "refund" })).toHaveProperty("transaction.kind", "refund");
  });

  it("is no answer of 3-D Secure that all went well, which says who pays and not that it was paid", () => {
    const answer = { Status: "Y", status: "success", Cavv: "AAAB=", Eci: "02", PurchAmount: "856100" };
    expect(read(answer)).toBeNull();
    expect(contextOf({ ...answer, status: "failed", ErrorMessage: "It broke." })).toHaveProperty("failure.message");
  });

  it("has the kind that the domain of its error names, and none from the domain of a site", () => {
    const of = (domain: string) => contextOf({ error: { domain, code: "NO_SUCH_77", message: "It did not work." } });
    expect(of("StoreKit.RefundRequestError")).toMatchObject({ transaction: { kind: "refund" } });
    expect(of("moneytransfer.example")).toMatchObject({ transaction: { status: "failed" } });
    expect(of("moneytransfer.example")?.transaction).not.toHaveProperty("kind");
  });
});

describe("its amount", () => {
  const sum = (amount: SourceValue, currency: SourceValue = "USD") =>
    read({ error: { code: "DECLINED_X", message: "no money" }, amount, currency });

  it.each([
    ["150.00", "USD", "150.00"],
    [new NumberText("150.50"), "USD", "150.50"],
    [150.5, "USD", "150.5"],
    ["1.500,00", "EUR", "1500.00"],
    ["150.000", "IDR", "150000"],
    [150000, "IDR", "150000"],
    [8000, "JPY", "8000"],
  ])("%s in %s is %s", (amount, currency, expected) => {
    expect(sum(amount, currency)?.context).toHaveProperty("transaction.amount", expected);
  });

  it.each([
    [{ nominal: "150.000", mata_uang: "IDR" }, "150000", "IDR"],
    [{ 金额: "88.00", 币种: "CNY" }, "88.00", "CNY"],
    [{ monto: "99.90", moneda: "MXN" }, "99.90", "MXN"],
    [{ valor: "10,50", moeda: "BRL" }, "10.50", "BRL"],
    [{ amount: { value: "12.50", currency: "EUR" } }, "12.50", "EUR"],
    [{ amount_cents: 1250, currency: "EUR" }, "12.50", "EUR"],
    [{ PURCHASEAMOUNT: "742.50", CURRENCYCODE: "32" }, "742.50", "ARS"],
    [{ withdrawAmount: "73.75", coin: "USDT" }, "73.75", "USDT"],
  ])("is found under its name: %j", (part, amount, currency) => {
    expect(contextOf({ id: "1", status: "failed", ...part } as SourceValue)).toMatchObject({
      transaction: { amount, currency },
    });
  });

  it("is that of a coin, with its digits, where the coin is named", () => {
    expect(contextOf({ id: "1", state: "failed", amount: "89.99", currency: "xrp" })).toMatchObject({
      transaction: { amount: "89.99", currency: "XRP", exponent: 6 },
    });
    expect(contextOf({ id: "1", state: "failed", amount: "1", currency: "WEIRD" })?.transaction).not.toHaveProperty(
      "currency",
    );
  });

  it.each([
    ["could be cents or dollars", { amount: 15000, currency: "USD" }],
    ["could be ten or ten thousand", { amount: "10.000", currency: "USD" }],
    ["has no currency", { amount: "25.00" }],
    ["could be cents or lira, as with banks that number their currencies", { amount: "1500", currency: "949" }],
    ["has two currencies", { amount: "25.00", currency: "USD", data: { currency: "EUR" } }],
    ["stands beside another", { amount: "25.00", total: "30.00", currency: "USD" }],
  ])("is left out where it %s, and the warning shows it", (_, part) => {
    const found = read({ id: "1", status: "failed", ...part } as SourceValue);
    expect(found?.context.transaction).not.toHaveProperty("amount");
    expect(found?.warnings).toHaveLength(1);
    expect(found?.warnings[0]?.message).toContain(String(part.amount));
  });
});

describe("the floor in a text", () => {
  it("reads flat tables", () => {
    expect(
      contextsOf("amount,currency,status,error\n25,USD,failed,insufficient funds\n3.50,EUR,expired,\n"),
    ).toMatchObject([
      { transaction: { amount: "25", currency: "USD", status: "failed" }, failure: { message: "insufficient funds" } },
      { transaction: { amount: "3.50", currency: "EUR", status: "expired" } },
    ]);
  });

  it("reads a table that has a path of the contract beside flat names", () => {
    expect(contextsOf("id;amount;currency;status;balance.available\nT1;25,00;EUR;failed;10,00\n")).toMatchObject([
      {
        transaction: { id: "T1", amount: "25.00", currency: "EUR", status: "failed" },
        balance: { available: "10.00" },
      },
    ]);
  });

  it("reads a batch as so many transactions, and an order with its attempts as one", () => {
    const one = { id: "1", status: "failed", amount: "5.00", currency: "EUR" };
    const batch = { result: "error", items: [one, { ...one, id: "2" }] };
    expect(contextsOf(JSON.stringify(batch)).map(({ transaction }) => transaction?.id)).toEqual(["1", "2"]);
    const order = { ...one, id: "O", attempts: [one, { ...one, id: "2" }] };
    expect(contextsOf(JSON.stringify(order)).map(({ transaction }) => transaction?.id)).toEqual(["O"]);
  });

  it("gives way to a known payload inside, and to one beside", () => {
    const known = { pspReference: "8514775559925128", refusalReason: "Expired Card", resultCode: "Refused" };
    const around = { code: "PAYMENT_ERROR", message: "Payment failed", success: false, data: { response: [known] } };
    expect(readTransaction(around).transactions.map(({ format }) => format)).toEqual(["adyen.payment"]);
    const log = `request {"id": "r1", "message": "charging now"} answer ${JSON.stringify(known)}`;
    expect(readTransaction(log).transactions.map(({ format }) => format)).toEqual(["adyen.payment"]);
  });

  it("takes the name of the provider from the caller", () => {
    const { transactions } = readTransaction({ error: { code: "X9", message: "no way" } }, { provider: "paypal" });
    expect(transactions[0].context.failure).toEqual({ provider: "paypal", code: "X9", message: "no way" });
  });

  it("refuses an object that carries no failure", () => {
    expect(refusal('{"id": "cus_1", "name": "x"}').hint).not.toBe("");
  });

  it("takes another's transaction for no context of ours, although it has the name of one", () => {
    const body = { data: { transaction: { id: "83", wallet_id: "C36", message: "Insufficient funds", status: "TF" } } };
    const { context, format } = readTransaction(body).transactions[0];
    expect(format).toBe("generic");
    expect(context).toEqual({
      transaction: { id: "83", status: "failed" },
      failure: { message: "Insufficient funds" },
    });
  });

  it("spells out a message in hexadecimal, as nodes of TRON send it", () => {
    const message = Buffer.from("contract validate error : account does not exist").toString("hex");
    const { context } = readTransaction({ code: "CONTRACT_VALIDATE_ERROR", message }).transactions[0];
    expect(context.failure?.message).toBe("contract validate error : account does not exist");
  });
});
