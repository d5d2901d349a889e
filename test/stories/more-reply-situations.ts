import type { TransactionContext } from "../../src/api/index.js";

type Kind = NonNullable<NonNullable<TransactionContext["instrument"]>["kind"]>;
type Transaction = NonNullable<TransactionContext["transaction"]>;

const JAKARTA = "2026-11-22T09:14:00+07:00";
const SHANGHAI = "2026-11-22T09:14:00+08:00";

/** What a provider's code is read from: the transaction, what pays, and the code. */
const coded = (
  provider: string,
  code: string,
  kind: Kind | undefined,
  transaction: Transaction = { amount: "49.90", currency: "USD" },
): TransactionContext => ({
  transaction,
  ...(kind === undefined ? {} : { instrument: { kind } }),
  failure: { provider, code },
});

/** Further situations, each of another group of causes, rail or kind. */
export const moreSituations: Record<string, TransactionContext> = {
  "a bank account that is short by a known sum": {
    transaction: { amount: "250000", currency: "JPY", kind: "transfer", at: "2026-11-22T09:14:00+09:00" },
    balance: { available: "180500" },
    fees: [{ party: "bank", flat: "660" }],
    instrument: { kind: "bank_account" },
  },
  "mobile money that is short": {
    transaction: { amount: "3500", currency: "KES", at: "2026-11-22T09:14:00+03:00", reference: "QK12ABC" },
    balance: { available: "3000" },
    fees: [],
    instrument: { kind: "mobile_money" },
  },
  "a prepaid card that is short": {
    transaction: { amount: "49.90", currency: "USD", at: "2026-11-22T09:14:00-05:00" },
    balance: { available: "20.00" },
    fees: [],
    instrument: { kind: "prepaid_card" },
  },
  "a large amount of VND over a balance": {
    transaction: { amount: "125000000", currency: "VND", at: JAKARTA, kind: "transfer" },
    balance: { available: "98500000" },
    fees: [{ party: "bank", flat: "11000" }],
    instrument: { kind: "wallet" },
  },
  "part of the balance is not for withdrawals": {
    transaction: { amount: "400000", currency: "IDR", kind: "withdrawal", at: JAKARTA },
    balance: { available: "500000", restricted: "200000" },
    fees: [],
    instrument: { kind: "wallet" },
  },
  "a fee that takes the whole withdrawal": {
    transaction: { amount: "2000", currency: "IDR", kind: "withdrawal", at: JAKARTA },
    balance: { available: "50000" },
    fees: [{ party: "bank", flat: "2500", paidBy: "payee" }],
    instrument: { kind: "wallet" },
  },
  "a fee that goes over a daily limit": {
    transaction: { amount: "1000.00", currency: "CNY", kind: "transfer", at: SHANGHAI },
    balance: { available: "5000.00" },
    fees: [{ flat: "5.00" }],
    limits: [{ window: "daily", max: "1000.00", used: "0.00", countsFees: true, timeZone: "Asia/Shanghai" }],
    instrument: { kind: "wallet" },
  },
  "over a monthly limit and short as well": {
    transaction: { amount: "3000000", currency: "IDR", kind: "transfer", at: JAKARTA },
    balance: { available: "2500000" },
    fees: [],
    limits: [{ window: "monthly", max: "20000000", used: "19000000", timeZone: "Asia/Jakarta" }],
    instrument: { kind: "wallet" },
  },
  "too many transactions today": {
    transaction: { amount: "50000", currency: "IDR", kind: "transfer", at: JAKARTA },
    balance: { available: "900000" },
    fees: [],
    limits: [{ window: "daily", maxCount: 10, usedCount: 10, timeZone: "Asia/Jakarta" }],
    instrument: { kind: "wallet" },
  },
  "over a limit that has no end": {
    transaction: { amount: "500.00", currency: "CNY", at: SHANGHAI },
    balance: { available: "900.00" },
    fees: [],
    limits: [{ window: "lifetime", max: "1000.00", used: "800.00" }],
    instrument: { kind: "wallet" },
  },
  "over the yearly limit of the regulator": {
    transaction: { amount: "5000.00", currency: "CNY", at: SHANGHAI, reference: "4200" },
    balance: { available: "9000.00" },
    fees: [],
    limits: [{ window: "yearly", max: "200000.00", used: "198000.00", timeZone: "Asia/Shanghai", setBy: "regulator" }],
    instrument: { kind: "wallet" },
  },
  "over a rolling limit of the bank": {
    transaction: { amount: "700.00", currency: "EUR", kind: "transfer", at: "2026-11-22T09:14:00+01:00" },
    balance: { available: "900.00" },
    fees: [],
    limits: [{ window: "rolling", period: "P7D", max: "1000.00", used: "600.00", party: "bank" }],
    instrument: { kind: "bank_account" },
  },
  "over the weekly limit on money coming in": {
    transaction: { amount: "500.00", currency: "EUR", kind: "top_up", at: "2026-11-22T09:14:00+01:00" },
    balance: { available: "100.00" },
    limits: [{ window: "weekly", max: "1000.00", used: "800.00", direction: "incoming", timeZone: "Europe/Berlin" }],
    instrument: { kind: "wallet" },
  },
  "a code for a daily limit": coded("xendit", "MAXIMUM_LIMIT_REACHED", "wallet", {
    amount: "150000",
    currency: "IDR",
    at: JAKARTA,
  }),
  "a card over its withdrawal limit": coded("stripe", "withdrawal_count_limit_exceeded", "debit_card"),
  "a payee whose wallet is full": {
    transaction: { amount: "500000", currency: "IDR", kind: "transfer", at: JAKARTA },
    balance: { available: "900000" },
    fees: [],
    payee: { balance: { available: "1800000", cap: "2000000" } },
    instrument: { kind: "wallet" },
  },
  "a payee that is not found": {
    transaction: { amount: "20.00", currency: "USD", kind: "transfer", at: "2026-11-22T09:14:00-08:00" },
    payee: { status: "not_found" },
    instrument: { kind: "bank_account" },
  },
  "a payee that cannot receive": {
    transaction: { amount: "500000", currency: "IDR", kind: "transfer", at: JAKARTA },
    payee: { status: "cannot_receive" },
  },
  "a payee that takes another currency": {
    transaction: { amount: "500.00", currency: "CNY", kind: "transfer", at: SHANGHAI },
    payee: { currencies: ["USD"] },
  },
  "an identity check that is too low": {
    transaction: { amount: "5000000", currency: "IDR", kind: "transfer", at: JAKARTA },
    account: { verification: "basic", requiredVerification: "full" },
    instrument: { kind: "wallet" },
  },
  "a closed account": { transaction: { amount: "80.00", currency: "EUR" }, account: { status: "closed" } },
  "a dormant account": {
    transaction: { amount: "300000", currency: "VND", kind: "withdrawal", at: JAKARTA },
    account: { status: "dormant" },
    instrument: { kind: "bank_account" },
  },
  "a card that is not enabled for this": coded("stripe", "transaction_not_allowed", "debit_card"),
  "a cancelled payment": coded("stripe", "canceled", "wallet", { amount: "88.00", currency: "CNY", at: SHANGHAI }),
  "a session that ran out": coded("alipay", "ACQ.TRADE_HAS_CLOSE", "wallet", {
    amount: "88.00",
    currency: "CNY",
    at: SHANGHAI,
  }),
  "a confirmation that failed": {
    transaction: { amount: "49.90", currency: "EUR", at: "2026-11-22T09:14:00+01:00" },
    instrument: { kind: "credit_card" },
    authentication: { method: "challenge", status: "failed" },
  },
  "wrong details of a card": coded("stripe", "incorrect_cvc", "credit_card"),
  "wrong details of a bank account": coded("iso20022", "AC01", "bank_account", {
    amount: "75.00",
    currency: "EUR",
    kind: "transfer",
  }),
  "a card that is blocked": {
    transaction: { amount: "49.90", currency: "USD" },
    instrument: { kind: "credit_card", status: "blocked" },
  },
  "a bank card that is not linked any more": {
    transaction: { amount: "200.00", currency: "CNY", kind: "top_up", at: SHANGHAI },
    instrument: { kind: "card", status: "not_linked" },
  },
  "a kind of card that is not accepted": coded("stripe", "card_not_supported", "prepaid_card"),
  "a top-up whose card has too little money": {
    transaction: { amount: "500000", currency: "IDR", kind: "top_up", at: JAKARTA },
    balance: { available: "100000" },
    fundingSources: [{ kind: "bank_card", available: "300000", label: "BCA" }],
    fees: [],
    instrument: { kind: "wallet" },
  },
  "a bank that cannot be reached": coded("stripe", "issuer_not_available", "credit_card"),
  "a direct debit whose mandate has ended": coded("iso20022", "MD01", "bank_account", {
    amount: "75.00",
    currency: "EUR",
    initiator: "merchant",
  }),
  "a recurring payment that the bank wants confirmed": {
    ...coded("stripe", "authentication_required", "credit_card"),
    transaction: { amount: "9.99", currency: "EUR", initiator: "merchant", at: "2026-11-22T09:14:00+01:00" },
  },
  "a recurring payment from a card without enough money": {
    ...coded("stripe", "insufficient_funds", "credit_card"),
    transaction: { amount: "9.99", currency: "EUR", initiator: "merchant", at: "2026-11-22T09:14:00+01:00" },
  },
  "a refund that the merchant cannot pay": {
    ...coded("stripe", "balance_insufficient", "credit_card"),
    transaction: { amount: "35.00", currency: "USD", kind: "refund", at: "2026-11-22T09:14:00-05:00" },
  },
  "a payout that the merchant cannot pay": {
    transaction: { amount: "900000", currency: "IDR", kind: "payout", at: JAKARTA, reference: "po-7" },
    balance: { available: "400000" },
    fees: [],
    instrument: { kind: "bank_account" },
  },
  "a fault in the merchant's setup": coded("stripe", "api_key_expired", "credit_card"),
  "a merchant that may not take this": coded("alipay", "ACQ.ACCESS_FORBIDDEN", "wallet", {
    amount: "88.00",
    currency: "CNY",
    at: SHANGHAI,
  }),
  "a device without a network": {
    transaction: { amount: "50000", currency: "IDR", at: JAKARTA },
    network: { status: "offline" },
    instrument: { kind: "wallet" },
  },
  "an outage without a known end": {
    transaction: { amount: "50000", currency: "IDR", at: JAKARTA },
    network: { service: "down" },
  },
  "a slow service": {
    transaction: { amount: "50000", currency: "IDR", at: JAKARTA },
    network: { service: "degraded" },
  },
  "a technical fault": coded("stripe", "processing_error", "credit_card"),
  "too many requests": coded("stripe", "rate_limit", undefined),
  "a withdrawal of which no answer came": {
    transaction: { amount: "100000", currency: "JPY", kind: "withdrawal", at: "2026-11-22T09:14:00+09:00" },
    network: { timedOut: true },
    instrument: { kind: "bank_account" },
  },
  "a transfer that was debited": {
    transaction: { amount: "200.00", currency: "CNY", kind: "transfer", at: SHANGHAI, debited: true },
    instrument: { kind: "wallet" },
  },
  "a duplicate without a reference": {
    transaction: { amount: "50000", currency: "IDR", kind: "transfer", at: JAKARTA },
    payeeId: "p1",
    history: [{ at: "2026-11-22T09:10:00+07:00", amount: "50000", currency: "IDR", payee: "p1", status: "succeeded" }],
  },
  "a review of risk": coded("adyen", "FRAUD-CANCELLED", "wallet", { amount: "88.00", currency: "CNY", at: SHANGHAI }),
  "a legal block": coded("iso20022", "RR04", "bank_account", { amount: "75.00", currency: "EUR", kind: "transfer" }),
  "a lost card with a balance": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA },
    balance: { available: "10000" },
    instrument: { kind: "debit_card", status: "lost" },
  },
  "a chain without gas": {
    transaction: { amount: "1.5", currency: "ETH", exponent: 18, kind: "transfer" },
    instrument: { kind: "crypto_wallet" },
    failure: { provider: "evm", code: "INSUFFICIENT_FUNDS" },
  },
  "a chain with a fee that is too low": {
    transaction: { amount: "1.5", currency: "ETH", exponent: 18, kind: "transfer" },
    instrument: { kind: "crypto_wallet" },
    failure: { provider: "evm", code: "REPLACEMENT_UNDERPRICED" },
  },
  "a contract that stopped it": {
    instrument: { kind: "crypto_wallet" },
    failure: { provider: "evm", code: "CALL_EXCEPTION" },
  },
  "the wrong network of a chain": {
    transaction: { kind: "transfer" },
    instrument: { kind: "crypto_wallet" },
    failure: { provider: "evm", code: "4901" },
  },
  "an order past its time": {
    transaction: {
      amount: "185000",
      currency: "IDR",
      at: "2026-11-22T10:14:00+07:00",
      expiresAt: "2026-11-22T10:00:00+07:00",
    },
  },
  "an amount with too many digits": {
    transaction: { amount: "1500.5", currency: "JPY", at: "2026-11-22T09:14:00+09:00" },
  },
  "a currency that is not accepted": coded("stripe", "currency_not_supported", "credit_card"),
  "a payment that went through": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA, status: "succeeded" },
  },
  "a refunded payment": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA, status: "refunded" },
  },
  "a pending transfer": {
    transaction: { amount: "200.00", currency: "CNY", kind: "transfer", at: SHANGHAI, status: "pending" },
  },
  "a planned payment over the balance": {
    transaction: { amount: "100.00", currency: "EUR", status: "planned" },
    balance: { available: "60.00" },
    fees: [],
    instrument: { kind: "wallet" },
  },
  "nothing known at all": {},
  "only a text that nobody knows": { failure: { message: "Oops, something happened" } },
  "a text about too little money": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA },
    failure: { message: "Saldo Anda tidak cukup untuk melakukan transaksi ini" },
  },
  "a code that says never": coded("stripe", "revocation_of_all_authorizations", "credit_card"),
  "a wrong PIN of a debit card": coded("stripe", "incorrect_pin", "debit_card"),
  "a wrong PIN and a low balance": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA },
    balance: { available: "100000" },
    fees: [],
    instrument: { kind: "wallet" },
    authentication: { method: "pin", status: "failed", attemptsLeft: 2 },
  },
  "a wallet whose remedies were all tried": {
    transaction: { amount: "150000", currency: "IDR", at: JAKARTA, reference: "t-1" },
    instrument: { kind: "wallet", status: "not_linked" },
    history: [
      {
        at: "2026-11-22T08:14:00+07:00",
        amount: "150000",
        currency: "IDR",
        reference: "t-1",
        status: "failed",
        cause: "instrument.not_linked",
        triedRemedies: ["link_instrument", "use_other_method"],
      },
    ],
  },
};
