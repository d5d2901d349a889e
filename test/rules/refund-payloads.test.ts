import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { meant } from "../support/meant.js";
import { assess } from "../support/untyped.js";

/** What a payload is read as, and the cause it leads to. */
async function told(payload: object | string): Promise<string> {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const [read] = readTransaction(text).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read?.format, transaction.kind, transaction.status, ...causes.map(({ code }) => code)].join(" ");
}

const TOO_LITTLE = "refund failed merchant.balance_insufficient";

describe("a refund that is told by a member of its payload", () => {
  const redsys = { Ds_Order: "1001", Ds_Response: "0116", Ds_Amount: "123", Ds_Currency: "978" };
  const eway = { ResponseCode: "51", ResponseMessage: "D4451", TransactionID: 1, TransactionStatus: false };
  const reply = { decision: "REJECT", reasonCode: "204", requestID: "1", purchaseTotals: { currency: "USD" } };
  const paytabs = { tran_ref: "T1", cart_id: "c-1", cart_amount: "10.00", cart_currency: "SAR" };
  const payment_result = { response_status: "D", response_code: "316", response_message: "Insufficient funds" };
  const zalopay = { return_code: 2, sub_return_code: -63, return_message: "failed", sub_return_message: "balance" };
  const vpc = "vpc_TxnResponseCode=5&vpc_Amount=100&vpc_Currency=SAR&vpc_Command=";

  it.each<[string, object | string, object | string]>([
    ["redsys.notification", { ...redsys, Ds_TransactionType: "3" }, { ...redsys, Ds_TransactionType: "0" }],
    [
      "eway.transaction",
      { ...eway, Customer: {}, Refund: { TotalAmount: 100 } },
      { ...eway, Customer: {}, Payment: { TotalAmount: 100, CurrencyCode: "AUD" } },
    ],
    [
      "cybersource.reply",
      { replyMessage: { ...reply, ccCreditReply: { reasonCode: "204", amount: "1.00" } } },
      { replyMessage: { ...reply, ccAuthReply: { reasonCode: "204", amount: "1.00" } } },
    ],
    ["mastercard_gateway.vpc", `${vpc}refund`, `${vpc}pay`],
    [
      "paytabs.payment",
      { ...paytabs, tran_type: "Refund", payment_result },
      { ...paytabs, tran_type: "Sale", payment_result },
    ],
    ["zalopay.response", { ...zalopay, refund_id: 1 }, zalopay],
  ])("%s: the merchant has too little, and of a payment the customer", async (format, refund, payment) => {
    expect(await told(refund)).toBe(`${format} ${TOO_LITTLE}`);
    expect(await told(payment)).toBe(`${format} payment failed balance.insufficient`);
  });

  it("of CyberSource is told by its amount, and a payout by its recipient", async () => {
    const answer = { id: "1", submitTimeUtc: "2026-03-10T10:00:00Z", status: "DECLINED" };
    const reason = (code: string) => ({ ...answer, errorInformation: { reason: code, message: "declined" } });
    const refund = { ...reason("INSUFFICIENT_FUND"), refundAmountDetails: { refundAmount: "1.00", currency: "USD" } };
    expect(await told(refund)).toBe(`cybersource.payment ${TOO_LITTLE}`);
    const payout = { ...reason("EXPIRED_CARD"), recipientInformation: { card: { currency: "USD" } } };
    expect(await told(payout)).toBe("cybersource.payment payout failed payee.cannot_receive");
  });

  it("of Mastercard's gateway is told by the type of the transaction, as a payout is", async () => {
    const order = { id: "o-1", amount: 20.1, currency: "USD", status: "FAILED" };
    const sent = (type: string) => ({ result: "FAILURE", order, transaction: { id: "1", type, amount: 20.1 } });
    const expired = { response: { gatewayCode: "EXPIRED_CARD", acquirerCode: "54" } };
    expect(await told({ ...sent("DISBURSEMENT"), ...expired })).toBe(
      "mastercard.gateway payout failed payee.cannot_receive",
    );
    expect(await told({ ...sent("PAYMENT"), ...expired })).toBe("mastercard.gateway payment failed instrument.expired");
  });

  it("of T-Bank is the answer to a cancellation", async () => {
    const answer = { TerminalKey: "T", OrderId: "1", PaymentId: "9", OriginalAmount: 100, NewAmount: 100 };
    const refused = { ...answer, Success: false, Status: "CONFIRMED", ErrorCode: "1051" };
    expect(await told(refused)).toBe(`tbank.cancel ${TOO_LITTLE}`);
    const done = { ...answer, Success: true, Status: "REFUNDED", ErrorCode: "0", NewAmount: 0 };
    expect(await told(done)).toBe("tbank.cancel refund succeeded");
  });

  it("of Moneris is told by the type of the transaction", async () => {
    const receipt = { ReceiptId: "r-1", ResponseCode: "076", TransAmount: "1.00", TransID: "1-0_1" };
    const declined = { ...receipt, ResponseCode: "481" };
    expect(await told({ ...declined, TransType: "04" })).toBe("moneris.receipt refund failed issuer.declined");
    expect(await told({ ...declined, TransType: "00" })).toBe("moneris.receipt payment failed issuer.declined");
  });

  it("of Opayo is told by its words where it has no code", async () => {
    const answer = { VPSProtocol: "3.00", Status: "INVALID" };
    const StatusDetail = "The refund amount is greater than the original transaction amount.";
    expect(await told({ ...answer, StatusDetail })).toBe("opayo.response refund failed merchant.misconfigured");
    expect(await told({ ...answer, StatusDetail: "The amount is invalid." })).toMatch(/^opayo\.response payment /);
  });

  it("of Authorize.Net is told by its type", async () => {
    const detail = { transId: "1", responseReasonCode: "54", responseCode: "3", transactionType: "refundTransaction" };
    expect(await told({ transaction: detail })).toBe("authorize_net.transaction refund failed merchant.not_permitted");
  });

  it("of Fortis that was carried out has not failed", async () => {
    const data = { id: "1", transaction_amount: 100, reason_code_id: 1000, status_code: 111, location_id: "l" };
    expect(await told({ type: "Transaction", data })).toBe("fortis.transaction refund succeeded");
  });

  it("of Redsys is read from the XML of its older interface", async () => {
    const sent = "<DATOSENTRADA><DS_MERCHANT_TRANSACTIONTYPE>3</DS_MERCHANT_TRANSACTIONTYPE></DATOSENTRADA>";
    const xml = `<RETORNOXML><CODIGO>SIS0057</CODIGO><RECIBIDO>${sent}</RECIBIDO></RETORNOXML>`;
    expect(await told(xml)).toBe("redsys.error refund failed merchant.misconfigured");
  });

  it("of eWAY says in its errors why it was refused", async () => {
    const answer = { TransactionStatus: false, Customer: {}, Refund: { TotalAmount: 0 }, Errors: "V6151" };
    expect(await told(answer)).toBe("eway.transaction refund failed merchant.misconfigured");
  });
});

describe("a refund that is told by its code, which only refunds have", () => {
  const opayo = (detail: string) => ({ VPSProtocol: "3.00", Status: "INVALID", StatusDetail: detail });
  const momo = { partnerCode: "M", orderId: "o-1", requestId: "r-1", transId: 1, responseTime: 1, message: "x" };
  const errors = [{ errorCode: "55", errorText: "The sum of credits would exceed the original debit." }];
  const authorized = { responseCode: "3", transId: "0", accountNumber: "XXXX1111", errors };

  it.each<[string, object]>([
    ["opayo.response refund failed transaction.duplicate", opayo("4034 : The Transaction has already been Refunded.")],
    ["momo_vn.payment refund failed transaction.duplicate", { ...momo, resultCode: 1081 }],
    [
      "payjp.error refund failed merchant.not_permitted",
      { error: { code: "refund_limit_exceeded", message: "x", status: 400, type: "client_error" } },
    ],
    ["redsys.error refund failed merchant.misconfigured", { errorCode: "SIS0057" }],
    ["authorize_net.response refund failed merchant.misconfigured", { transactionResponse: authorized }],
  ])("%s", async (expected, payload) => {
    expect(await told(payload)).toBe(expected);
  });
});

describe("the errors of a refund at Square", () => {
  it.each([
    ["REFUND_DECLINED", "issuer.declined"],
    ["RESERVATION_DECLINED", "issuer.declined"],
    ["REFUND_AMOUNT_INVALID", "merchant.misconfigured"],
    ["REFUND_ALREADY_PENDING", "transaction.duplicate"],
    ["REFUND_ERROR_PAYMENT_NEEDS_COMPLETION", "merchant.misconfigured"],
    ["PAYMENT_NOT_REFUNDABLE", "merchant.not_permitted"],
    ["PAYMENT_NOT_REFUNDABLE_DUE_TO_DISPUTE", "merchant.not_permitted"],
    ["INSUFFICIENT_PERMISSIONS_FOR_REFUND", "merchant.not_permitted"],
  ])("say so without their category too: %s", async (code, cause) => {
    const expected = `square.error refund failed ${cause}`;
    expect(await told({ errors: [{ code, detail: "x" }] })).toBe(expected);
    expect(await told({ errors: [{ category: "INVALID_REQUEST_ERROR", code }] })).toBe(expected);
  });

  it("are not those of a payment", async () => {
    expect(await told({ errors: [{ category: "PAYMENT_METHOD_ERROR", code: "CARD_EXPIRED" }] })).toBe(
      "square.error payment failed instrument.expired",
    );
  });
});

describe("a payout of T-Bank", () => {
  const answer = { Success: true, PaymentId: "1", OrderId: "2" };
  const E2C = "1762332910910E2C";

  it.each([
    [
      "by its terminal",
      { TerminalKey: E2C, Status: "REJECTED", ErrorCode: "1051" },
      "failed merchant.balance_insufficient",
    ],
    ["by its terminal, done", { TerminalKey: E2C, Status: "COMPLETED", ErrorCode: "0" }, "succeeded"],
    ["by its state", { TerminalKey: "T", Status: "CREDIT_CHECKING", ErrorCode: "0" }, "pending"],
  ])("is told %s", async (_, more, expected) => {
    expect(await told({ ...answer, ...more })).toBe(`tbank.payout payout ${expected}`);
  });

  it("is no payment by card", async () => {
    const payment = { ...answer, TerminalKey: "T", Status: "REJECTED", ErrorCode: "1051" };
    expect(await told(payment)).toBe("tbank.payment payment failed balance.insufficient");
  });
});

describe("a code on a refund", () => {
  it.each([
    ["nmi", "300", "possible merchant.misconfigured"],
    ["opayo", "4033", "certain merchant.misconfigured"],
    ["oppwa", "800.100.164", "likely merchant.misconfigured"],
    ["payway", "QV", "likely merchant.misconfigured"],
    ["zalopay", "-2", "certain merchant.not_permitted"],
    ["zalopay", "-14", "likely merchant.misconfigured"],
  ])("is about the merchant: %s %s", async (provider, code, cause) => {
    expect(await meant(provider, code, "refund")).toEqual([cause]);
  });

  it("of a number that ZaloPay does not find names no cause", async () => {
    expect(await meant("zalopay", "-101", "refund")).toEqual([]);
  });
});
