import type { TransactionContext } from "../../src/api/index.js";

/** Thirty situations whose replies are read whole, in every language. */
export const situations: Record<string, TransactionContext> = {
  "the balance is short by the fee": {
    transaction: { amount: "150000", currency: "IDR", at: "2026-11-22T09:14:00+07:00", reference: "trx-88121" },
    balance: { available: "150000" },
    fees: [{ party: "wallet", flat: "2500" }],
    instrument: { kind: "wallet" },
  },
  "the wallet is short, and a card is linked": {
    transaction: { amount: "1200.00", currency: "CNY", at: "2026-11-22T09:14:00+08:00", kind: "transfer" },
    balance: { available: "800.00" },
    fees: [{ party: "wallet", rate: "0.006" }],
    instrument: { kind: "wallet" },
    fundingSources: [{ kind: "bank_card", available: "5000.00" }],
  },
  "the wallet is short and the fees are not known": {
    transaction: { amount: "120.00", currency: "EUR", at: "2026-11-22T09:14:00+01:00" },
    balance: { available: "100.00" },
  },
  "a card without enough money": {
    transaction: { amount: "49.90", currency: "USD", at: "2026-11-22T09:14:00-05:00", reference: "pi_3Q" },
    instrument: { kind: "debit_card", brand: "visa" },
    failure: { provider: "stripe", code: "insufficient_funds" },
  },
  "a code for too little money, and nothing else is known": {
    transaction: { amount: "49.90", currency: "USD" },
    failure: { provider: "braintree", code: "2001" },
  },
  "a bank account without enough money": {
    transaction: { amount: "49.90", currency: "EUR", kind: "transfer" },
    instrument: { kind: "bank_account" },
    failure: { provider: "iso20022", code: "AM04" },
  },
  "over the daily limit": {
    transaction: { amount: "300000", currency: "IDR", kind: "transfer", at: "2026-11-22T09:14:00+07:00" },
    balance: { available: "900000" },
    fees: [],
    limits: [{ window: "daily", max: "1000000", used: "820000", timeZone: "Asia/Jakarta" }],
    instrument: { kind: "wallet" },
  },
  "over a daily limit that the customer set": {
    transaction: { amount: "300000", currency: "IDR", at: "2026-11-22T09:14:00+07:00" },
    balance: { available: "900000" },
    fees: [],
    limits: [
      {
        window: "daily",
        max: "1000000",
        used: "820000",
        timeZone: "Asia/Jakarta",
        setBy: "customer",
        ceiling: "5000000",
      },
    ],
    instrument: { kind: "wallet" },
  },
  "over the limit for one transaction": {
    transaction: { amount: "2500.00", currency: "EUR", kind: "withdrawal" },
    balance: { available: "3000.00" },
    fees: [],
    limits: [{ window: "per_transaction", max: "2000.00" }],
  },
  "below the minimum": {
    transaction: { amount: "5000", currency: "IDR", kind: "withdrawal", at: "2026-11-22T09:14:00+08:00" },
    balance: { available: "900000" },
    fees: [],
    limits: [{ window: "per_transaction", min: "10000" }],
  },
  "a top-up over the wallet's cap": {
    transaction: { amount: "500000", currency: "IDR", kind: "top_up", at: "2026-11-22T09:14:00+07:00" },
    balance: { available: "1800000", cap: "2000000" },
    fees: [],
    instrument: { kind: "wallet" },
  },
  "part of the money is on hold": {
    transaction: { amount: "100.00", currency: "EUR" },
    balance: { available: "60.00", held: "80.00" },
    fees: [],
    instrument: { kind: "wallet" },
  },
  "no answer came": {
    transaction: {
      amount: "150000",
      currency: "IDR",
      at: "2026-11-22T09:14:00+07:00",
      reference: "trx-1",
      status: "unknown",
    },
    balance: { available: "20000" },
    network: { timedOut: true },
  },
  "money has left": {
    transaction: {
      amount: "1250000",
      currency: "IDR",
      at: "2026-11-22T09:14:00+07:00",
      reference: "trx-2",
      debited: true,
    },
    balance: { available: "90000" },
    fees: [],
  },
  "a duplicate": {
    transaction: { amount: "80.00", currency: "EUR", at: "2026-11-22T09:14:00+01:00", reference: "r-1" },
    history: [
      {
        at: "2026-11-22T09:10:00+01:00",
        amount: "80.00",
        currency: "EUR",
        reference: "r-1",
        status: "succeeded",
      },
    ],
  },
  "activity that is not the customer's": {
    transaction: { amount: "150000", currency: "IDR", at: "2026-11-22T09:14:00+07:00" },
    balance: { available: "120000" },
    account: { unrecognisedActivity: true },
    authentication: { method: "pin", status: "failed", attemptsLeft: 1 },
  },
  "fraud is suspected": {
    transaction: { amount: "49.90", currency: "USD" },
    instrument: { kind: "credit_card" },
    failure: { provider: "stripe", code: "fraudulent" },
  },
  "a stolen card": {
    transaction: { amount: "49.90", currency: "USD" },
    instrument: { kind: "credit_card" },
    failure: { provider: "stripe", code: "stolen_card" },
  },
  "an expired card": {
    transaction: { amount: "49.90", currency: "USD", at: "2026-11-22T09:14:00-05:00" },
    instrument: { kind: "credit_card", expires: "2026-10" },
  },
  "an expired card that is said to be active, and money that is there after all": {
    transaction: { amount: "80.00", currency: "EUR" },
    balance: { available: "500.00" },
    fees: [],
    failure: { provider: "stripe", code: "insufficient_funds" },
  },
  "a wrong PIN": {
    transaction: { amount: "150000", currency: "IDR" },
    authentication: { method: "pin", status: "failed", attemptsLeft: 2 },
  },
  "a locked PIN": {
    transaction: { amount: "150000", currency: "IDR", at: "2026-11-22T09:14:00+07:00" },
    authentication: { method: "pin", attemptsLeft: 0, lockedUntil: "2026-11-22T10:14:00+07:00" },
  },
  "an expired one-time code": {
    transaction: { amount: "150000", currency: "IDR" },
    authentication: { method: "otp", status: "expired" },
  },
  "a bank that wants a confirmation": {
    transaction: { amount: "49.90", currency: "EUR" },
    instrument: { kind: "credit_card" },
    failure: { provider: "stripe", code: "authentication_required" },
  },
  "a bank that gives no reason": {
    transaction: { amount: "49.90", currency: "EUR" },
    instrument: { kind: "credit_card" },
    failure: { provider: "stripe", code: "do_not_honor" },
  },
  "a frozen account": {
    transaction: { amount: "150000", currency: "IDR", at: "2026-11-22T09:14:00+09:00" },
    account: { status: "frozen" },
  },
  "an unstable network": {
    transaction: { amount: "88.00", currency: "CNY", at: "2026-11-22T09:14:00+08:00" },
    network: { status: "unstable", latencyMs: 3400, lossRate: 0.2 },
  },
  "maintenance until a known time": {
    transaction: { amount: "88.00", currency: "CNY", at: "2026-11-22T09:14:00+08:00" },
    network: { service: "maintenance", serviceBackAt: "2026-11-22T12:00:00+08:00" },
  },
  "an order that expired": {
    transaction: { amount: "185000", currency: "IDR", at: "2026-11-22T09:14:00+07:00", status: "expired" },
  },
  "a payee whose account is closed": {
    transaction: { amount: "500.00", currency: "CNY", kind: "transfer", at: "2026-11-22T09:14:00+08:00" },
    payee: { status: "closed" },
  },
  "nothing that explains it": {
    transaction: { amount: "480", currency: "CNY", at: "2026-11-22T09:14:00+08:00" },
    failure: { provider: "acme", code: "E777" },
  },
  "a payment that is still pending": {
    transaction: { amount: "150000", currency: "IDR", at: "2026-11-22T09:14:00+07:00", status: "pending" },
  },
};
