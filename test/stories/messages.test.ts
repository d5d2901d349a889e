import { describe, expect, it } from "vitest";
import { loadRules, readTransaction } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";

const read = async (message: string, more: object = {}) => {
  const { causes } = await diagnose({ failure: { message, ...more } }, { locale: "en" });
  return causes.map(({ code, certainty }) => `${code} ${certainty}`);
};

describe("a message", () => {
  it.each([
    ["Payment failed: your card has expired.", "instrument.expired"],
    ["The card that was used is long expired", "instrument.expired"],
    ["Your daily limit has been exceeded", "limit.daily"],
    ["saldo GoPay kamu tidak cukup", "balance.insufficient"],
    ["Ihre Karte ist leider abgelaufen", "instrument.expired"],
    ["La tarjeta fue rechazada por el banco", "issuer.declined"],
    ["O cartão está vencido", "instrument.expired"],
    ["Votre carte est expirée", "instrument.expired"],
    ["付款失败，余额不足", "balance.insufficient"],
    ["mera pin galat bata raha hai", "authentication.password_wrong"],
    ["error: INSUFFICIENT_FUNDS", "balance.insufficient"],
    ["El pago fue rechazado por cc_rejected_insufficient_amount", "balance.insufficient"],
    ["Pagamento recusado: cc_rejected_bad_filled_security_code", "instrument.invalid_details"],
    ["Your card was declined. order_id 123", "issuer.declined"],
    ["txn failed bal insuff acct", "balance.insufficient"],
    ["카드 잔액이 부족합니다", "balance.insufficient"],
    ["결제 실패: 한도 초과", "limit.per_transaction"],
    ["승인 거절 - 유효기간 만료", "instrument.expired"],
    ["Pagamento rifiutato: fondi insufficienti", "balance.insufficient"],
    ["La carta è scaduta", "instrument.expired"],
    ["Rs.1500 debited from A/c XX1234 but txn failed.", "transaction.debited_not_completed"],
    ["Amount will be reversed in 5 working days", "transaction.debited_not_completed"],
    ["we charged the customer twice for order 8891", "transaction.duplicate"],
    ["the transfer was stopped because our security checks flagged it", "risk.review_hold"],
    ["Your card does not have sufficient funds for this transaction", "balance.insufficient"],
    ["The merchant id is not known to the acquirer", "merchant.misconfigured"],
    ["Invalid parameter name", "merchant.misconfigured"],
    ["Authorization denied", "issuer.declined"],
    ["Payment link no longer active", "transaction.expired"],
    ["Transaction exceeded the current CPU usage limit imposed on the transaction", "chain.gas_insufficient"],
    ["Transfer/payment would kill account", "chain.reserve"],
    [
      "We only support this coin on the Ethereum network; it only supports USDT on the Ethereum mainnet",
      "chain.wrong_network",
    ],
    ["I deposit 21.63 usdt but I didn't get anything", "transaction.debited_not_completed"],
    ["Mandate is failed, cancelled or expired", "issuer.revoked"],
    ["Diese Option ist für Ihren Account nicht freigeschaltet", "merchant.not_permitted"],
    ["Spisanie; Neuspeshno; 3.99 BYN", "issuer.declined"],
    ["这个订单已经支付过了", "transaction.duplicate"],
    ["收款方当日的收款次数已达上限", "limit.count"],
    ["Dice que falló, pero se hizo el cargo en mi tarjeta", "transaction.debited_not_completed"],
    ["O pagamento falhou mas a cobrança foi feita", "transaction.debited_not_completed"],
    ["Zahlung fehlgeschlagen, aber die Abbuchung ist erfolgt", "transaction.debited_not_completed"],
    ["Your payment was returned because it was not claimed by the recipient", "payee.cannot_receive"],
    ["The gateway answers with an XML parse error", "merchant.misconfigured"],
    ["The acquirer's host is down", "provider.outage"],
    ["Customer entered a wrong PIN three times", "authentication.password_locked"],
    ["The beneficiary has reached the maximum balance on the wallet", "payee.limit_exceeded"],
    ["insufficient funds to pay for fees", "fee.exceeds_balance"],
    ["Error: Reason: Verification failed, connection should be dropped, Double spend TX", "chain.nonce_conflict"],
    ["You are trying to send money to a blocked UPI ID", "payee.cannot_receive"],
    ["Refund amount (£71.20) is greater than charge amount (£48.05)", "transaction.amount_invalid"],
    ["TransactionExpiredBlockheightExceededError: Signature 3io9 has expired: block height exceeded.", "chain.expired"],
    ["El sistema está ocupado, inténtelo más tarde", "provider.outage"],
    ["The requested URL was not found on the server", "merchant.misconfigured"],
    ["Two-step verification code required to complete this request", "authentication.challenge_required"],
    ["The seller is unable to accept payments", "merchant.not_permitted"],
    ["We couldn't find your wallet", "payee.not_found"],
    ["Transaction on your card XX9057 has been declined due to incorrect PIN", "authentication.password_wrong"],
    ["Die Zahlung konnte aufgrund von Netzwerkproblemen nicht durchgeführt werden", "network.unstable"],
    ["le délai de votre facture est expirée", "transaction.expired"],
    ["refund_fee大于可退金额", "transaction.amount_invalid"],
    ["Su tarjeta ha caducado", "instrument.expired"],
    ["Seu cartão expirou", "instrument.expired"],
    ["Votre carte ne dispose pas de fonds suffisants", "balance.insufficient"],
    ["Solde insuffisant", "balance.insufficient"],
    ["Ihre Karte weist nicht genügend Deckung auf", "balance.insufficient"],
    ["Der Sicherheitscode Ihrer Karte ist falsch", "instrument.invalid_details"],
    ["Le code de sécurité de votre carte est incorrect", "instrument.invalid_details"],
    ["O código de segurança do seu cartão está incorreto", "instrument.invalid_details"],
    ["Você excedeu o limite do cartão", "limit.per_transaction"],
    ["Transacción cancelada por el usuario", "authentication.cancelled"],
    ["Zahlung vom Nutzer abgebrochen", "authentication.cancelled"],
  ])("is understood by its phrase: %s", async (message, cause) => {
    expect(await read(message)).toEqual([`${cause} possible`]);
  });

  it.each([
    "Your daily limit has not been exceeded",
    "The card is not expired",
    "This is not because of insufficient funds",
    "没有超过日限额",
    "Your card was not charged",
    "Your card was not debited. The payment failed",
    "we were not charged twice",
    "No money was taken from your account",
    "saldo tidak terpotong",
    "Expired card, insufficient funds, or a blocked card",
    "Good morning to all of you",
  ])("claims nothing that its words deny or only list: %s", async (message) => {
    expect(await read(message)).toEqual([]);
  });

  it.each([
    ["The recipient's daily limit has been exceeded", "payee.limit_exceeded"],
    ["daily limit exceeded for the recipient", "payee.limit_exceeded"],
    ["the beneficiary account is closed", "payee.closed"],
    ["收款方账户被冻结", "payee.cannot_receive"],
    ["The recipient's card has expired", "payee.cannot_receive"],
    ["The beneficiary's account number is wrong", "payee.not_found"],
    ["The merchant's limit is exceeded", "payee.limit_exceeded"],
    ["The receiving bank is offline", "provider.outage"],
    ["The payee's bank refused", "payee.cannot_receive"],
    ["The recipient's card was reported lost", "payee.cannot_receive"],
  ])("says whose it is: %s", async (message, cause) => {
    expect(await read(message)).toEqual([`${cause} possible`]);
  });

  it("takes a bare refusal for all that is said only where hardly anything else is", async () => {
    expect(await read("Refused")).toEqual(["issuer.declined possible"]);
    expect(await read("Transfer was declined")).toEqual(["issuer.declined possible"]);
    expect(await read("[ test system ] DECLINED")).toEqual(["issuer.declined possible"]);
    expect(await read("[expired card] try another")).toEqual(["instrument.expired possible"]);
    expect(await read("The smart account refused the operation")).toEqual([]);
    expect(await read("Our own people rejected the request for a discount")).toEqual([]);
  });

  it.each([
    ["my money was deducted but the order failed", "transaction.debited_not_completed"],
    ["I was charged twice for one order", "transaction.duplicate"],
    ["Il affiche que le paiement a été refusé alors que le débit a bien été fait", "transaction.debited_not_completed"],
    ["I don't know whether the payment went through", "network.timeout"],
    ["if the payment failed why was my money deducted", "transaction.debited_not_completed"],
    ["paise kat gaye lekin payment fail", "transaction.debited_not_completed"],
    ["Your payment is still being processed", "network.timeout"],
    ["Payment status: IN_FLIGHT for a while, the logs show it as failed", "network.timeout"],
    ["the app is still showing a charge, the store say nothing came through", "transaction.debited_not_completed"],
    ["Vous allez être remboursés", "transaction.debited_not_completed"],
    ["The transaction timed out after 3D Secure", "network.timeout"],
  ])("warns that money may have moved: %s", async (message, cause) => {
    const { causes, retry, plan } = await diagnose({ failure: { message } });
    expect(causes.map(({ code }) => code)).toContain(cause);
    expect([retry.when, plan]).toEqual(["check_status_first", null]);
  });

  it.each([
    "Payment failed. If amount got deducted, it will be refunded within 5-7 working days.",
    "Payment failed. In case the money has been debited from your account, it will come back in 3 days.",
    "Payment failed. Any amount debited will be returned.",
    "If you were charged but the order failed, write to us.",
  ])("takes what a provider says for every case for no news of this one: %s", async (message) => {
    const moved = (found: readonly string[]) => found.filter((cause) => cause.startsWith("transaction.debited"));
    expect(moved(await read(message))).toEqual([]);
    const beside = await read(message, { provider: "razorpay", code: "insufficient_funds" });
    expect(beside).toEqual(["balance.insufficient certain"]);
  });

  it("warns of money that moved beside the code that decides", async () => {
    const message = "the money was deducted from my account";
    const causes = await read(message, { provider: "stripe", code: "insufficient_funds" });
    expect(causes.map((cause) => cause.split(" ")[0])).toEqual([
      "transaction.debited_not_completed",
      "balance.insufficient",
    ]);
  });

  it.each([
    ["Transaction failed. Please try again later.", "provider.error"],
    ["일시적인 오류로 결제시도가 정상적으로 처리되지 않았습니다.", "provider.error"],
    ["An internal error occurred", "provider.error"],
  ])("of a technical fault leaves nothing to mend but to wait: %s", async (message, cause) => {
    const { causes, retry } = await diagnose({ failure: { message } });
    expect(causes.map(({ code }) => code)).toEqual([cause]);
    expect(retry.when).toBe("later");
  });

  it.each([
    ["Your balance is too low, please try again later", "balance.insufficient"],
    ["Payment declined, please try again later", "issuer.declined"],
    ["Card declined. Please contact your bank for details", "issuer.declined"],
  ])("says by its other words what has to be mended: %s", async (message, cause) => {
    const { causes, retry } = await diagnose({ failure: { message } });
    expect(causes.map(({ code }) => code)).toEqual([cause]);
    expect(retry.when).toBe("after_remedy");
  });

  it("leaves the wait to a code of the same kind, and does not speak against what is published about one", async () => {
    const message = "Internal error, please try again later";
    expect((await diagnose({ failure: { code: "INTERNAL_ERROR", message } })).retry.when).toBe("later");
    const published = { provider: "stripe", code: "processing_error", message };
    expect((await diagnose({ failure: published })).retry.when).toBe("now");
  });

  it("says more than a code that stands for many things", async () => {
    const failure = { provider: "wechat_pay", code: "INVALID_REQUEST", message: "refund_fee大于可退金额" };
    expect((await diagnose({ failure })).causes.map(({ code }) => code)).toContain("transaction.amount_invalid");
  });

  it("gives the reason where a gateway's code gives none, and never where the bank's does", async () => {
    const said = "Transaction cannot be processed due to insufficient balance";
    expect(await read(said, { provider: "midtrans", code: "deny" })).toEqual(["balance.insufficient possible"]);
    expect(await read("Denied.", { provider: "midtrans", code: "deny" })).toEqual(["issuer.declined likely"]);
    expect(await read(said, { codes: [{ scheme: "iso8583.de39", code: "05" }] })).toEqual(["issuer.declined likely"]);
    expect(await read(said, { provider: "stripe", code: "expired_card" })).toEqual(["instrument.expired certain"]);
  });

  it("does not change what a code says of another try", async () => {
    const failure = { provider: "stripe", code: "do_not_try_again", message: "Your card has insufficient funds." };
    expect((await diagnose({ failure })).retry).toMatchObject({ when: "never" });
  });

  it("resembles rows of the code tables where no phrase is in it, and names them", async () => {
    const messages = [
      "amounts could not be converted",
      "transaction cannot be routed",
      "no usable payment instrument here",
      "bank is closing the day",
      "the order is queued",
    ];
    const answers = await Promise.all(messages.map((message) => diagnose({ failure: { message } }, { locale: "en" })));
    const resembling = answers.filter(({ said }) => said.at(-1)?.meaning?.startsWith("\u2248 "));
    expect(resembling.length).toBeGreaterThan(0);
    for (const { causes, said } of resembling) {
      expect(causes.map(({ certainty }) => certainty)).toEqual(["possible"]);
      expect(said.at(-1)?.meaning).toMatch(/^\u2248 [a-z_0-9]+ \S+/);
    }
  });

  it("is read in the time that its length takes, at its start and its end", async () => {
    const filler = "nothing is known of this order yet ".repeat(10_000);
    // The work it takes, so that a busy machine does not count.
    const start = process.cpuUsage();
    expect(await read(`${filler}. Your card has expired.`)).toEqual(["instrument.expired possible"]);
    expect(await read(`Your card has expired. ${filler}`)).toEqual(["instrument.expired possible"]);
    expect(await read(`${filler}. Your card has expired. ${filler}`)).toEqual([]);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });

  it("pasted alone is read by the same phrases", () => {
    expect(readTransaction("Hi, my card seems to have expired").transactions[0].context.failure?.message).toBeDefined();
    expect(() => readTransaction("Hi, my card is not expired")).toThrow();
  });

  it("is read by own phrases too, and they are checked", async () => {
    const own = {
      language: "en",
      negation: { before: [], after: [] },
      between: [],
      payee: { words: [], links: [] },
      means: { "balance.insufficient": ["piggy bank … empty"] },
    };
    const rules = loadRules({ "phrases/en.json": own });
    const { causes } = await diagnose({ failure: { message: "The piggy bank is empty" } }, { rules });
    expect(causes.map(({ code }) => code)).toEqual(["balance.insufficient"]);
    expect(await read("the piggy bank is empty")).toEqual([]);
    expect(() => loadRules({ "phrases/en.json": { ...own, means: { "balance.nope": ["piggy"] } } })).toThrow(/nope/);
  });
});

describe("a code that its provider's table lacks", () => {
  it("falls back to the well-known words", async () => {
    const { causes } = await diagnose({ failure: { provider: "stripe", code: "INSUFFICIENT_BALANCE" } });
    expect(causes.map(({ code, certainty }) => `${code} ${certainty}`)).toEqual(["balance.insufficient likely"]);
  });

  it.each(["ERR_INSUFFICIENT_FUNDS", "error.insufficient_funds", "InsufficientFunds"])(
    "falls back to them behind the word for an error: %s",
    async (code) => {
      const { causes } = await diagnose({ failure: { code } });
      expect(causes.map((cause) => `${cause.code} ${cause.certainty}`)).toEqual(["balance.insufficient likely"]);
    },
  );
});
