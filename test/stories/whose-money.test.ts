import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/api/index.js";
import { diagnose, preflight } from "../support/untyped.js";
import { causeOf, codes } from "./example.js";

const en = { locale: "en" };
const transaction = { kind: "payment", amount: "100.00", currency: "USD", at: "2026-03-10T10:00:00Z" };
const certainties = async (context: object) =>
  (await diagnose(context, en)).causes.map(({ code, certainty }) => [code, certainty]);

describe("a code for too little money", () => {
  const failure = { provider: "stripe", code: "insufficient_funds" };

  it.each([
    ["no fees are listed", {}],
    ["a fee is in another currency", { fees: [{ flat: "1", currency: "EUR" }] }],
    ["no band fits", { fees: [{ bands: [{ upTo: "50", flat: "1" }] }] }],
  ])("is not contradicted by a balance that covers the amount while %s", async (_, facts) => {
    const diagnosis = await diagnose({ transaction, balance: { available: "100.50" }, failure, ...facts }, en);
    expect(diagnosis.causes.map(({ code, certainty }) => [code, certainty])).toEqual([
      ["balance.insufficient", "certain"],
    ]);
    expect([diagnosis.conflicts, diagnosis.verdict]).toEqual([[], "self_service"]);
  });

  it("is contradicted by a balance that covers amount and fees", async () => {
    const context = { transaction, balance: { available: "100.50" }, fees: [{ flat: "0.50" }], failure };
    expect((await diagnose(context, en)).conflicts).toHaveLength(1);
  });

  it.each(["card", "debit_card", "credit_card"])("is not contradicted by a wallet where a %s pays", async (kind) => {
    const context = { transaction, instrument: { kind }, balance: { available: "500" }, fees: [], failure };
    expect((await diagnose(context, en)).conflicts).toEqual([]);
    expect(await certainties(context)).toEqual([["balance.insufficient", "certain"]]);
  });

  it("on a refund or payout is about the merchant's account", async () => {
    for (const kind of ["refund", "payout"]) {
      const context = { transaction: { ...transaction, kind }, failure: { provider: "iso8583", code: "51" } };
      const diagnosis = await diagnose(context, en);
      expect(codes(diagnosis)).toEqual(["merchant.balance_insufficient"]);
      expect(causeOf(diagnosis, "merchant.balance_insufficient").party).toBe("merchant");
      expect(diagnosis.escalation?.reason).toBe("needs_human");
    }
  });

  it.each([
    ["mpesa", "2001", "payout", "merchant.misconfigured"],
    ["mpesa", "2001", "payment", "authentication.password_wrong"],
    ["mpesa", "1", "payout", "merchant.balance_insufficient"],
    ["wechat_pay", "NOTENOUGH", "refund", "merchant.balance_insufficient"],
    ["wechat_pay", "NOTENOUGH", "payment", "balance.insufficient"],
    ["acme", "INVALID_PIN", "payout", "merchant.misconfigured"],
    ["alipay", "PAYER_BALANCE_NOT_ENOUGH", "payout", "merchant.balance_insufficient"],
    ["alipay", "ACQ.SELLER_BALANCE_NOT_ENOUGH", "refund", "merchant.balance_insufficient"],
    ["nacha", "R02", "payment", "account.closed"],
    ["nacha", "R02", "payout", "payee.closed"],
    ["xendit", "INSUFFICIENT_BALANCE", "payout", "merchant.balance_insufficient"],
    ["iso8583", "61", "refund", "merchant.misconfigured"],
    ["iso8583", "13", "payout", "merchant.misconfigured"],
  ])("and other codes mean what they mean for the kind: %s %s on a %s", async (provider, code, kind, cause) => {
    const context = { transaction: { ...transaction, kind }, failure: { provider, code } };
    expect(codes(await diagnose(context, en))).toEqual([cause]);
  });

  it("of a chain is about the gas where the fee is in another coin", async () => {
    const context = {
      transaction: { amount: "500", currency: "USDT", exponent: 6, at: transaction.at },
      balance: { available: "900" },
      fees: [{ party: "network", flat: "0.002", currency: "ETH" }],
      failure: { provider: "evm", code: "insufficient funds for gas * price + value" },
    };
    const diagnosis = await diagnose(context, en);
    expect([codes(diagnosis), diagnosis.conflicts]).toEqual([["chain.gas_insufficient"], []]);
  });
});

describe("a wallet that is nearly empty", () => {
  it("does not explain why a card was declined", async () => {
    const context = {
      transaction,
      instrument: { kind: "credit_card" },
      balance: { available: "5" },
      fees: [],
      failure: { provider: "stripe", code: "do_not_honor" },
    };
    expect(codes(await diagnose(context, en))).toEqual(["issuer.declined"]);
  });
});

describe("a top-up", () => {
  const topUp = {
    transaction: { ...transaction, kind: "top_up" },
    balance: { available: "0", cap: "9000" },
    limits: [],
  };
  const from = (source: object) => ({ ...topUp, fees: [], fundingSources: [{ kind: "bank_card", ...source }] });

  it.each([
    ["instrument.expired", { status: "expired" }],
    ["instrument.blocked", { status: "blocked" }],
    ["balance.insufficient", { available: "99.99" }],
    ["limit.minimum", { minTopUp: "100.01" }],
    ["limit.per_transaction", { maxTopUp: "99.99" }],
  ])("meets what its only source allows: %s", async (code, source) => {
    expect(await certainties(from(source))).toEqual([[code, "certain"]]);
  });

  it("may be as large as source, bank and wallet allow", async () => {
    const largest = async (source: object, facts: object = {}) =>
      (await preflight({ ...from(source), ...facts }, en)).largestAmount?.value;
    expect(await largest({ available: "500", maxTopUp: "300" })).toBe("300.00");
    expect(await largest({ available: "200", fees: [{ flat: "1" }] }, { fees: undefined })).toBe("199.00");
    const bank = { window: "daily", party: "bank", max: "400", used: "150", timeZone: "UTC" };
    expect(await largest({ available: "500" }, { limits: [bank] })).toBe("250.00");
  });

  it("counts what arrives against a limit on incoming money", async () => {
    const context = {
      transaction: { ...transaction, kind: "top_up", amount: "201000", currency: "JPY" },
      fees: [{ party: "payee", flat: "1000", paidBy: "payee" }],
      limits: [{ window: "daily", direction: "incoming", max: "200000", used: "0", timeZone: "UTC" }],
    };
    expect(codes(await diagnose(context, en))).toEqual([]);
    const more = { ...context, transaction: { ...context.transaction, amount: "201001" } };
    expect(codes(await diagnose(more, en))).toEqual(["limit.incoming"]);
  });
});

describe("amounts that are proposed", () => {
  it.each(["IDR", "COP", "HUF", "IRR"])("are whole in %s, unless digits are stated", async (currency) => {
    const largest = async (more: object) => {
      const context = { transaction: { amount: "50000", currency, ...more }, balance: { available: "40563.95" } };
      return (await diagnose({ ...context, fees: [{ rate: "0.007" }] }, en)).largestAmount?.value;
    };
    // 40,281 + 281.97 = 40,562.97
    expect(await largest({})).toBe("40281.00");
    expect(await largest({ exponent: 2 })).toBe("40281.98");
  });

  it("are not given in gold, whose smallest unit ISO 4217 does not name", async () => {
    const context = { transaction: { amount: "1.5", currency: "XAU" } };
    expect(codes(await diagnose(context, en))).toEqual([]);
  });
});

describe("a one-time code", () => {
  const failed = (authentication: object) => ({ transaction, authentication: { status: "failed", ...authentication } });

  it("without attempts left has run out; a PIN is locked", async () => {
    expect(codes(await diagnose(failed({ method: "otp", attemptsLeft: 0 }), en))).toEqual([
      "authentication.code_expired",
    ]);
    expect(codes(await diagnose(failed({ method: "pin", attemptsLeft: 0 }), en))).toEqual([
      "authentication.password_locked",
    ]);
  });

  it("and a lock that was over at the attempt left no zero behind", async () => {
    const lockedUntil = "2026-03-10T09:00:00Z";
    const diagnosis = await diagnose(failed({ method: "pin", attemptsLeft: 0, lockedUntil }), en);
    expect(codes(diagnosis)).toEqual(["authentication.password_wrong"]);
    expect(JSON.stringify(diagnosis.causes)).not.toMatch(/left(?: before it is locked)?: 0/);
  });
});

describe("a cancelled payment", () => {
  const intent = { id: "pi_1", object: "payment_intent", status: "canceled", amount: 1000, currency: "usd" };
  const whose = async (payload: object) => {
    const [{ context }] = readTransaction(JSON.stringify(payload)).transactions;
    const { causes } = await diagnose(context, en);
    return causes.map(({ code, party }) => `${code} ${party ?? "nobody"}`);
  };

  it.each([
    ["void_invoice", "authentication.cancelled nobody"],
    ["abandoned", "authentication.cancelled nobody"],
    ["automatic", "authentication.cancelled nobody"],
    ["requested_by_customer", "authentication.cancelled customer"],
  ])("is the customer's only where the payload says so: %s", async (reason, expected) => {
    expect(await whose({ ...intent, cancellation_reason: reason })).toEqual([expected]);
  });

  it("that was voided says nothing of who did it", async () => {
    const voided = { id: "a1b2c3", status: "voided", type: "sale", amount: "10.00", currencyIsoCode: "USD" };
    expect(await whose({ ...voided, merchantAccountId: "m" })).toEqual(["authentication.cancelled nobody"]);
    expect(await whose(intent)).toEqual(["authentication.cancelled nobody"]);
  });

  it("is explained by a code alone, with what the code says of who did it", async () => {
    const said = async (provider: string, code: string) => {
      const { causes, said } = await diagnose({ failure: { provider, code } }, en);
      return [causes[0]?.code, causes[0]?.party, said[0]?.party];
    };
    expect(await said("yookassa", "canceled_by_merchant")).toEqual(["authentication.cancelled", undefined, null]);
    expect(await said("iso8583", "17")).toEqual(["authentication.cancelled", "customer", "customer"]);
  });
});

describe("a payout that a merchant makes through its provider", () => {
  const causesOf = async (payload: object) => {
    const [{ context }] = readTransaction(JSON.stringify(payload)).transactions;
    const { causes } = await diagnose(context, en);
    return [context.transaction?.kind, ...causes.map(({ code }) => code)];
  };

  it("is the merchant's: an empty balance is not the customer's", async () => {
    const disbursement = { id: "57f1ca56bb1a631a65eee65e", external_id: "d-1", amount: 17000, bank_code: "BCA" };
    const xendit = {
      ...disbursement,
      account_holder_name: "A",
      status: "FAILED",
      failure_code: "INSUFFICIENT_BALANCE",
    };
    expect(await causesOf(xendit)).toEqual(["payout", "merchant.balance_insufficient"]);
    const iris = { reference_no: "21b6d59f9414b2636b", amount: "10000.00", status: "failed" };
    const midtrans = { ...iris, updated_at: "2026-03-10T10:23:31Z", error_code: "016" };
    expect(await causesOf(midtrans)).toEqual(["payout", "merchant.balance_insufficient"]);
  });

  it("in another provider's words is read as well", async () => {
    const cashfree = { transfer_id: "T1", transfer_amount: 1500.5, status: "FAILED" };
    expect(await causesOf({ data: { ...cashfree, status_code: "INSUFFICIENT_BALANCE" } })).toEqual([
      "payout",
      "merchant.balance_insufficient",
    ]);
    expect(await causesOf({ data: { ...cashfree, status_code: "INVALID_IFSC_FAIL" } })).toEqual([
      "payout",
      "payee.not_found",
    ]);
    const wechat = { out_detail_no: "D1", detail_status: "FAIL", transfer_amount: 200000 };
    expect(await causesOf({ ...wechat, fail_reason: "DAY_RECEIVED_QUOTA_EXCEED" })).toEqual([
      "payout",
      "payee.limit_exceeded",
    ]);
    const checkout = { id: "pay_1", amount: 1000, currency: "EUR", status: "Declined", destination: { type: "card" } };
    expect(await causesOf({ ...checkout, response_code: "2005C" })).toEqual(["payout", "instrument.blocked"]);
    const payu = { mihpayid: "1", merchantTxnId: "R1", amt: "72.00", status: "failure", action: "refund", token: "T" };
    expect(await causesOf({ ...payu, error_code: "R102" })).toEqual(["refund", "merchant.balance_insufficient"]);
    expect(await causesOf({ ...payu, error_code: "R0016" })).toEqual(["refund", "balance.cap_exceeded"]);
    const alipay = { code: "40004", msg: "Business Failed", sub_code: "PAYER_STATUS_ERROR", out_biz_no: "A1" };
    expect(await causesOf({ alipay_fund_trans_uni_transfer_response: alipay })).toEqual([
      "payout",
      "merchant.not_permitted",
    ]);
  });

  it("that the receiving account cannot take is about that account", async () => {
    const payout = { id: "po_1", object: "payout", amount: 1000, currency: "usd", status: "failed" };
    expect(await causesOf({ ...payout, failure_code: "account_closed" })).toEqual(["payout", "payee.closed"]);
    const refund = { id: "re_1", object: "refund", amount: 1000, currency: "usd", status: "failed" };
    expect(await causesOf({ ...refund, failure_reason: "expired_or_canceled_card" })).toEqual([
      "refund",
      "instrument.expired",
    ]);
  });
});
