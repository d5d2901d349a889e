import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { meant as allMeant, answered } from "../support/meant.js";
import { assess } from "../support/untyped.js";

/** The first cause that a code means on a transaction of this kind, with its certainty. */
const meant = async (...given: Parameters<typeof allMeant>): Promise<string | undefined> =>
  (await allMeant(...given))[0];

describe("a code that means something else on a payout", () => {
  it.each([
    ["stripe", "account_closed", "certain account.closed", "certain payee.closed"],
    ["stripe", "no_account", "likely instrument.invalid_details", "certain payee.not_found"],
    ["stripe", "bank_account_restricted", "likely account.not_permitted", "likely payee.cannot_receive"],
    ["stripe", "debit_not_authorized", "likely issuer.revoked", "likely merchant.not_permitted"],
    ["razorpay", "transaction_limit_exceeded", "likely limit.daily", "certain payee.limit_exceeded"],
    ["razorpay", "bank_account_invalid", "certain instrument.invalid_details", "certain payee.not_found"],
    ["dlocal", "302", "likely balance.insufficient", "possible merchant.misconfigured"],
    ["dlocal", "303", "likely risk.suspected_fraud", "possible payee.not_found"],
    ["dlocal", "310", "certain instrument.lost_or_stolen", undefined],
    ["cybersource", "EXPIRED_CARD", "certain instrument.expired", "certain payee.cannot_receive"],
    ["cybersource", "INVALID_ACCOUNT", "certain instrument.invalid_details", "certain payee.not_found"],
    ["dlocal", "320", "certain authentication.challenge_required", "certain payee.not_found"],
    ["iso8583", "54", "likely instrument.expired", "likely payee.cannot_receive"],
    ["iso8583", "SN", "certain limit.daily", "certain payee.limit_exceeded"],
    ["mastercard", "14", "certain instrument.invalid_details", "certain payee.not_found"],
    ["visa", "46", "certain account.closed", "certain payee.closed"],
    ["momo_vn", "4001", "likely account.frozen", "likely payee.cannot_receive"],
    ["snap_bi", "4034309", "likely account.dormant", "certain payee.cannot_receive"],
    ["snap_bi", "4034318", "possible account.closed", "certain payee.closed"],
    ["wechat_pay", "MONEY_LIMIT", "possible limit.per_transaction", "possible payee.limit_exceeded"],
    ["rapyd", "NOT_ENOUGH_FUNDS", "certain balance.insufficient", "certain merchant.balance_insufficient"],
    ["checkout", "20005", "likely issuer.declined", "likely payee.cannot_receive"],
    ["checkout", "20057", "certain account.not_permitted", "likely payee.cannot_receive"],
    ["checkout", "20065", "certain limit.count", "possible payee.limit_exceeded"],
    ["checkout", "20091", "certain issuer.unavailable", "likely provider.outage"],
    ["checkout", "30015", "certain instrument.invalid_details", "likely payee.not_found"],
    ["circle", "invalid_wire_rtn", "likely instrument.invalid_details", "likely payee.not_found"],
    ["dwolla", "R15", "likely account.frozen", "likely payee.cannot_receive"],
    [
      "rapyd",
      "ERROR_EWALLET_TRANSFER_SOURCE_EWALLET_DISABLED",
      "likely account.frozen",
      "likely merchant.not_permitted",
    ],
  ])("%s %s: %s on a payment, %s on a payout", async (provider, code, onPayment, onPayout) => {
    expect(await meant(provider, code, "payment")).toBe(onPayment);
    expect(await meant(provider, code, "payout")).toBe(onPayout);
  });

  it("is about the receiver's account in a transfer between Indonesian banks too", async () => {
    expect(await meant("snap_bi", "4031709", "transfer")).toBe("certain payee.cannot_receive");
    expect(await meant("snap_bi", "4031718", "transfer")).toBe("certain payee.closed");
  });

  it("is a guess on a payment where nobody says whose account the bank could not find", async () => {
    expect(await meant("snap_bi", "4045411", "payment")).toBe("possible payee.not_found");
    expect(await meant("snap_bi", "4044311", "payout")).toBe("likely payee.not_found");
  });
});

describe("a code that means something else on a refund", () => {
  it.each([
    ["alipay", "ACQ.TRADE_HAS_CLOSE", "likely transaction.expired", "likely merchant.not_permitted"],
    ["dlocal", "5012", "certain risk.compliance_block", "certain merchant.balance_insufficient"],
    ["xendit", "INSUFFICIENT_BALANCE", "certain balance.insufficient", "likely merchant.balance_insufficient"],
    ["wechat_pay", "NO_AUTH", "likely merchant.not_permitted", "certain merchant.not_permitted"],
    ["wechat_pay", "ORDERNOTEXIST", undefined, "likely merchant.misconfigured"],
    ["yookassa", "insufficient_funds", "certain balance.insufficient", "certain merchant.balance_insufficient"],
    ["yookassa", "general_decline", "likely issuer.declined", undefined],
  ])("%s %s: %s on a payment, %s on a refund", async (provider, code, onPayment, onRefund) => {
    expect(await meant(provider, code, "payment")).toBe(onPayment);
    expect(await meant(provider, code, "refund")).toBe(onRefund);
  });
});

describe("a code that only refunds have", () => {
  it.each([
    ["alipay", "ACQ.TRADE_NOT_ALLOW_REFUND", "certain merchant.not_permitted"],
    ["adyen", "Insufficient in-process funds", "certain merchant.balance_insufficient"],
    ["braintree", "91512", "likely transaction.duplicate"],
    ["braintree", "915201", "likely issuer.declined"],
    ["klarna", "TEMPORARILY_UNAVAILABLE", "certain provider.outage"],
    ["mangopay", "001003", "likely merchant.balance_insufficient"],
    ["mangopay", "005407", "certain transaction.duplicate"],
    ["opayo", "4035", "likely merchant.misconfigured"],
    ["paymongo", "available_balance_insufficient", "certain merchant.balance_insufficient"],
    ["paytm", "619", "likely merchant.misconfigured"],
    ["paytm", "704", "likely merchant.balance_insufficient"],
    ["payu", "128", "likely merchant.not_permitted"],
    ["rapyd", "ERROR_GET_EWALLET_NOT_ENOUGH_FUNDS", "certain merchant.balance_insufficient"],
    ["redsys", "9057", "likely merchant.misconfigured"],
    ["redsys", "SIS0214", "certain merchant.not_permitted"],
    ["sips", "24", "likely merchant.misconfigured"],
    ["square", "PAYMENT_NOT_REFUNDABLE", "certain merchant.not_permitted"],
    ["wechat_pay", "NOT_ENOUGH", "certain merchant.balance_insufficient"],
    ["wechat_pay", "USER_ACCOUNT_ABNORMAL", "certain account.closed"],
    ["xendit", "REFUND_NOT_SUPPORTED", "certain merchant.not_permitted"],
    ["yookassa", "yoo_money_account_closed", "certain account.closed"],
  ])("%s %s is %s", async (provider, code, cause) => {
    expect(await meant(provider, code, "refund")).toBe(cause);
  });

  it("is asked about first where the refund may have been made", async () => {
    const again = async (code: string) => (await answered("refund", { provider: "wechat_pay", code })).retry.when;
    expect(await again("SYSTEM_ERROR")).toBe("check_status_first");
    expect(await again("TRADE_OVERDUE")).toBe("never");
  });
});

describe("a code that only payouts have", () => {
  it.each([
    ["adyen", "invalidToAccount", "likely payee.not_found"],
    ["cashfree_payouts", "INVALID_MODE_FOR_PYID", "certain merchant.not_permitted"],
    ["circle", "vendor_inactive", "likely merchant.not_permitted"],
    ["dlocal", "814", "certain payee.currency_unsupported"],
    ["dlocal", "832", "certain provider.outage"],
    ["mangopay", "121003", "certain merchant.balance_insufficient"],
    ["mangopay", "121006", "certain payee.cannot_receive"],
    ["mangopay", "002997", "likely payee.cannot_receive"],
    ["payu", "1006", "likely merchant.misconfigured"],
    ["paypal", "NEGATIVE_BALANCE", "certain merchant.balance_insufficient"],
    ["paypal", "UNVERIFIED_RECIPIENT_NOT_SUPPORTED", "certain payee.cannot_receive"],
    ["rapyd", "ERROR_CREATE_PAYOUT_TO_CARD_SERVICE_NOT_SUPPORTED", "certain payee.cannot_receive"],
    ["wechat_pay", "NAME_MISMATCH", "certain payee.not_found"],
    ["wechat_pay", "PAYEE_ACCOUNT_ABNORMAL", "certain payee.cannot_receive"],
    ["wechat_pay", "SEND_FAILED", "likely network.timeout"],
    ["wise", "transfer.insufficient_funds", "certain merchant.balance_insufficient"],
    ["xendit", "REJECTED_BY_CHANNEL", "possible payee.cannot_receive"],
  ])("%s %s is %s", async (provider, code, cause) => {
    expect(await meant(provider, code, "payout")).toBe(cause);
  });
});

describe("a code of payouts where nobody says that it is one", () => {
  it.each([
    ["checkout", "50280", "likely merchant.balance_insufficient"],
    ["payermax", "AMOUNT_NOT_ENOUGH", "possible merchant.balance_insufficient"],
    ["rapyd", "ERROR_PAYOUT_AMOUNT_MORE_THAN_MAXIMUM", "likely merchant.misconfigured"],
  ])("%s %s never asks the customer for money or another amount", async (provider, code, cause) => {
    expect(await meant(provider, code, "payment")).toBe(cause);
  });
});

describe("a payload of a payout or refund", () => {
  const causesOf = async (payload: object) => {
    const [read] = readTransaction(JSON.stringify(payload)).transactions;
    const { transaction, causes } = await assess(read?.context);
    return [read?.format, transaction.kind, transaction.status, ...causes.map(({ code }) => code)];
  };

  it("of Mollie says why the balance was not paid out", async () => {
    const payout = { resource: "payout", id: "payout_1", balanceId: "bal_1", status: "failed" };
    const amount = { currency: "EUR", value: "10.00" };
    const statusReason = { code: "insufficient_funds", message: "The balance is too low." };
    expect(await causesOf({ ...payout, amount, statusReason })).toEqual([
      "mollie.payout",
      "payout",
      "failed",
      "merchant.balance_insufficient",
    ]);
  });

  it("of Mollie says why a transfer from a business account was not made", async () => {
    const transfer = { resource: "business-account-transfer", id: "batr_1", status: "failed" };
    const amount = { currency: "EUR", value: "10.00" };
    const statusReason = { code: "insufficient-funds" };
    expect(await causesOf({ ...transfer, amount, statusReason })).toEqual([
      "mollie.transfer",
      "payout",
      "failed",
      "merchant.balance_insufficient",
    ]);
  });

  it("of Braintree says why the merchant was not paid", async () => {
    const disbursement = { id: "d_1", amount: "10.00", exceptionMessage: "bank_rejected", success: false };
    expect(await causesOf({ kind: "disbursement_exception", disbursement })).toEqual([
      "braintree.disbursement",
      "payout",
      "failed",
      "payee.cannot_receive",
    ]);
  });

  it("of Braintree's GraphQL is a refund by its path, whose customer is not asked to pay again", async () => {
    const error = (legacyCode: string) => ({
      message: "Not refunded.",
      path: ["refundTransaction"],
      extensions: { errorType: "user_error", errorClass: "VALIDATION", legacyCode },
    });
    expect(await causesOf({ errors: [error("91512")], data: { refundTransaction: null } })).toEqual([
      "braintree.graphql_error",
      "refund",
      "failed",
      "transaction.duplicate",
    ]);
    expect((await causesOf({ errors: [error("915200")] })).slice(1)).toEqual(["refund", "failed", "issuer.declined"]);
  });

  it("of Braintree that was declined at settlement has the cause of the settlement", async () => {
    const sale = { id: "abc12345", type: "sale", status: "settlement_declined", amount: "10.00" };
    const codes = { processorResponseCode: "1000", processorSettlementResponseCode: "4005" };
    expect((await causesOf({ ...sale, ...codes, currencyIsoCode: "USD" })).slice(2)).toEqual([
      "failed",
      "risk.suspected_fraud",
    ]);
  });

  it("of Rapyd is a refund or payout by the words of its error", async () => {
    const error = (error_code: string) => ({ status: { error_code, status: "ERROR", operation_id: "o-1" } });
    expect(await causesOf(error("ERROR_CREATE_REFUND_PAYMENT_NOT_REFUNDABLE"))).toEqual([
      "rapyd.error",
      "refund",
      "failed",
      "merchant.not_permitted",
    ]);
    expect(await causesOf(error("ERROR_PAYOUT_BENEFICIARY_FIELDS_NOT_VALID"))).toEqual([
      "rapyd.error",
      "payout",
      "failed",
      "payee.not_found",
    ]);
    expect((await causesOf(error("ERROR_CREATE_PAYMENT_INSUFFICIENT_FUNDS"))).slice(1)).toEqual([
      "payment",
      "failed",
      "balance.insufficient",
    ]);
  });

  it("of Mangopay is a refund also where its type is a payout", async () => {
    const refund = { Id: "1", Type: "PAYOUT", Nature: "REFUND", InitialTransactionType: "PAYIN", Status: "FAILED" };
    const DebitedFunds = { Currency: "EUR", Amount: 1000 };
    const result = { ResultCode: "005403", ResultMessage: "The refund cannot exceed initial transaction amount" };
    expect(await causesOf({ ...refund, DebitedFunds, ...result })).toEqual([
      "mangopay.transaction",
      "refund",
      "failed",
      "merchant.misconfigured",
    ]);
  });

  it("of Mangopay that brings a payout back is a failed payout", async () => {
    const back = { Id: "1", Nature: "REFUND", InitialTransactionType: "PAYOUT", Status: "SUCCEEDED" };
    const result = { DebitedFunds: { Currency: "EUR", Amount: 1000 }, ResultCode: "000000", ResultMessage: "Success" };
    const RefundReason = { RefundReasonType: "BANKACCOUNT_HAS_BEEN_CLOSED" };
    expect(await causesOf({ ...back, ...result, RefundReason })).toEqual([
      "mangopay.payout_return",
      "payout",
      "failed",
      "payee.closed",
    ]);
  });

  it("of PayMongo tells that the merchant has too little for the refund", async () => {
    const errors = [{ code: "available_balance_insufficient", detail: "Refund amount is too high." }];
    expect(await causesOf({ errors })).toEqual([
      "paymongo.refund_error",
      "refund",
      "failed",
      "merchant.balance_insufficient",
    ]);
  });

  it("of Paytm is a refund by its reference", async () => {
    const refund = { MID: "m", ORDERID: "o-1", REFID: "r-1", TXNAMOUNT: "10.00", STATUS: "TXN_FAILURE" };
    expect(await causesOf({ ...refund, RESPCODE: "704", RESPMSG: "Balance not enough" })).toEqual([
      "paytm.transaction",
      "refund",
      "failed",
      "merchant.balance_insufficient",
    ]);
  });

  it("of Razorpay that waits for the merchant's money has not failed", async () => {
    const payout = { id: "pout_1", entity: "payout", amount: 1000, currency: "INR", status: "queued" };
    const status_details = { reason: "low_balance", source: "business" };
    expect((await causesOf({ ...payout, status_details })).slice(1)).toEqual(["payout", "pending"]);
  });

  it("of WeChat Pay tells that the customer's card could not take the refund", async () => {
    const refund = { refund_id: "50300001", out_refund_no: "r-1", out_trade_no: "o-1", status: "ABNORMAL" };
    const amount = { total: 1000, refund: 1000, currency: "CNY" };
    expect((await causesOf({ ...refund, amount })).slice(1)).toEqual(["refund", "failed", "instrument.blocked"]);
  });

  it("of Adyen that asks for more than is left of the payment is no lack of the customer's money", async () => {
    const item = { eventCode: "CAPTURE", success: "false", pspReference: "QFQTPCQ8HXSKGK82", merchantReference: "o-1" };
    const amount = { currency: "EUR", value: 1000 };
    const reason = "Insufficient balance on payment";
    const notified = (eventCode: string) => ({ NotificationRequestItem: { ...item, eventCode, amount, reason } });
    for (const eventCode of ["CAPTURE", "REFUND"])
      expect((await causesOf({ live: "false", notificationItems: [notified(eventCode)] })).slice(2)).toEqual([
        "failed",
        "merchant.misconfigured",
      ]);
  });

  it("of PayPal is told for the item of a batch that failed, and by its event", async () => {
    const payout_item = { recipient_type: "EMAIL", amount: { value: "1.00", currency: "USD" }, sender_item_id: "5" };
    const failed = {
      payout_item_id: "A",
      transaction_status: "FAILED",
      payout_item,
      errors: { name: "CLOSED_MARKET" },
    };
    const event = { event_type: "PAYMENT.PAYOUTS-ITEM.FAILED", resource_type: "payouts_item", resource: failed };
    for (const payload of [{ batch_header: { batch_status: "SUCCESS" }, items: [failed] }, event])
      expect(await causesOf(payload)).toEqual(["paypal.payout", "payout", "failed", "payee.cannot_receive"]);
  });

  it("of Plaid is a refund by its event, and has the return codes of all bank transfers", async () => {
    const failure_reason = { failure_code: "R02", description: "Account closed" };
    const event = { event_id: 1, transfer_id: "t-1", transfer_amount: "12.34", failure_reason };
    const refund = { ...event, transfer_type: "debit", event_type: "refund.returned", refund_id: "r-1" };
    expect(await causesOf({ transfer_events: [refund] })).toEqual([
      "plaid.transfer",
      "refund",
      "failed",
      "account.closed",
    ]);
    const frozen = { failure_code: "R16", description: "Account frozen" };
    const credit = { ...event, transfer_type: "credit", event_type: "returned", failure_reason: frozen };
    expect((await causesOf({ transfer_events: [credit] })).slice(1)).toEqual([
      "payout",
      "failed",
      "payee.cannot_receive",
    ]);
  });

  it("of Square is a refund by the category of its error", async () => {
    const error = { category: "REFUND_ERROR", code: "INSUFFICIENT_FUNDS", detail: "Not enough money." };
    expect((await causesOf({ errors: [error] })).slice(1)).toEqual([
      "refund",
      "failed",
      "merchant.balance_insufficient",
    ]);
  });

  it("of Worldpay to a card has the answer of the card's issuer", async () => {
    const scheme = { name: "visa", reference: "400200004000009" };
    const _links = { "payouts:payout": { href: "https://try.access.worldpay.com/payouts/abc" } };
    const refused = { outcome: "refused", refusalCode: "9G", receivedAt: "2025-08-01T10:37:36.923Z" };
    expect(await causesOf({ ...refused, scheme, _links })).toEqual([
      "worldpay.payout",
      "payout",
      "failed",
      "payee.cannot_receive",
    ]);
  });
});
