import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  has,
  hasOnly,
  instant,
  lookUp,
  majorAmount,
  majorIn,
  memberAt,
  networkCode,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  word,
} from "./payload.js";

const STATES: StatusWords = {
  SUCCEEDED: "succeeded",
  SUCCESS: "succeeded",
  COMPLETED: "succeeded",
  CAPTURED: "succeeded",
  PAID: "succeeded",
  SETTLED: "succeeded",
  FAILED: "failed",
  COMPLIANCE_REJECTED: "failed",
  EXPIRED: "expired",
  CANCELLED: "cancelled",
  CANCELED: "cancelled",
  VOIDED: "cancelled",
  REFUNDED: "refunded",
  REVERSED: "refunded",
  PENDING: "pending",
  PENDING_COMPLIANCE_ASSESSMENT: "pending",
  PROCESSING: "pending",
  REQUIRES_ACTION: "pending",
  ACCEPTING_PAYMENTS: "pending",
  AWAITING_CAPTURE: "pending",
  AUTHORIZED: "pending",
  ACCEPTED: "pending",
  REQUESTED: "pending",
  READY: "pending",
  LOCKED: "pending",
  ACTIVE: "pending",
};

/** What the last word of an event says, for data without a status of its own. */
const EVENTS: StatusWords = {
  succeeded: "succeeded",
  capture: "succeeded",
  failed: "failed",
  failure: "failed",
  expired: "expired",
  expiry: "expired",
  cancelled: "cancelled",
  canceled: "cancelled",
  pending: "pending",
  authorization: "pending",
  awaiting_capture: "pending",
};

/** Codes that only Xendit words so. A bare `{ error_code, message }` with any other code could be anybody's. */
const ERROR_CODES = [
  "ACCOUNT_ACCESS_BLOCKED",
  "API_VALIDATION_ERROR",
  "BANK_CODE_NOT_SUPPORTED_ERROR",
  "CALLBACK_URL_NOT_FOUND",
  "CHANNEL_CODE_NOT_SUPPORTED_ERROR",
  "CHANNEL_NOT_ACTIVATED",
  "CHANNEL_UNAVAILABLE",
  "CUSTOMER_NOT_FOUND_ERROR",
  "DUPLICATE_ERROR",
  "DUPLICATE_PAYMENT",
  "DUPLICATE_TRANSACTION_ERROR",
  "EWALLET_APP_UNREACHABLE",
  "EXPIRED_OTP_ERROR",
  "IDEMPOTENCY_ERROR",
  "INACTIVE_PAYMENT_REQUEST",
  "INSUFFICIENT_BALANCE",
  "INVALID_API_KEY",
  "INVALID_JSON_FORMAT",
  "INVALID_MERCHANT_CREDENTIALS",
  "INVALID_MERCHANT_SETTINGS",
  "INVALID_OTP_ERROR",
  "INVALID_PAYMENT_METHOD_ID",
  "INVALID_VALUE_ERROR",
  "MAXIMUM_TRANSFER_LIMIT_ERROR",
  "MAX_OTP_ATTEMPTS_ERROR",
  "OTP_DELIVERY_ERROR",
  "OVO_TIMEOUT_ERROR",
  "PAYMENT_AMOUNT_LIMITS_EXCEEDED",
  "PAYMENT_ATTEMPT_COUNTS_EXCEEDED",
  "PAYMENT_REQUEST_RATE_LIMITED",
  "PHONE_NUMBER_NOT_REGISTERED",
  "RECIPIENT_ACCOUNT_NUMBER_ERROR",
  "RECIPIENT_AMOUNT_ERROR",
  "REQUEST_FORBIDDEN_ERROR",
  "SENDING_TRANSACTION_ERROR",
  "UNSUPPORTED_CURRENCY",
  "USER_DECLINED_THE_TRANSACTION",
  "USER_DID_NOT_AUTHORIZE_THE_PAYMENT",
];
/** Xendit's general words, which others use too: these need its own list of field errors beside them. */
const COMMON_CODES = ["SERVER_ERROR", "DATA_NOT_FOUND", "RATE_LIMIT_EXCEEDED"];
/** Answers after which the charge may have been made all the same. */
const OPEN_ENDED = ["SERVER_ERROR", "TIMEOUT_ERROR", "PARTNER_TIMEOUT_ERROR", "OVO_TIMEOUT_ERROR"];

const INVOICE = ["user_id", "merchant_name", "invoice_url", "expiry_date", "is_high", "paid_amount", "payment_channel"];
const CARD = ["merchant_reference_code", "credit_card_charge_id", "credit_card_token_id", "charge_type"];

/** Which Xendit object this is, by the members only that object has; undefined when it is none. */
function shapeOf(data: SourceValue): string | undefined {
  // The first e-wallet API: one webhook names its state `status`, another `payment_status`.
  if (has(data, "ewallet_type") && has(data, "external_id") && countMembers(data, ["status", "payment_status"]) > 0)
    return "ewallet_payment";
  if (has(data, "callback_virtual_account_id") && has(data, "payment_id") && has(data, "external_id"))
    return "virtual_account_payment";
  if (!has(data, "status")) return undefined;
  const id = firstWord(data, "id", "payment_id", "payment_request_id") ?? "";
  if (/^(rfd|ewr)[-_]/.test(id)) return "refund";
  if (/^disb[-_]/.test(id) && has(data, "channel_code")) return "payout";
  if (has(data, "charge_amount") && has(data, "channel_code")) return "ewallet_charge";
  if (
    /^(ID|PH|MY|TH|VN)_[A-Z]/.test(firstWord(data, "channel_code") ?? "") &&
    countMembers(data, ["failure_code", "amount"]) > 0
  )
    return "payment";
  if (has(data, "request_amount") && countMembers(data, ["payment_request_id", "payment_id"]) > 0) return "payment";
  if (/^(pr|py|ddpy|qrpy|ewc)[-_]/.test(id) && has(data, "currency")) return "payment";
  if (!has(data, "external_id")) return undefined;
  if (has(data, "bank_code") && countMembers(data, ["disbursement_description", "account_holder_name"]) > 0)
    return "disbursement";
  if (has(data, "amount") && countMembers(data, INVOICE) > 1) return "invoice";
  return countMembers(data, CARD) > 0 ? "card_charge" : undefined;
}

const KINDS: Readonly<Record<string, TransactionKind>> = {
  refund: "refund",
  payout: "transfer",
  disbursement: "transfer",
};

/** The first of these were Indonesian only and name no currency. */
const RUPIAH = ["ewallet_payment", "disbursement", "invoice", "virtual_account_payment", "card_charge"];

/** The issuer's own code, where Xendit passes it on with a card payment. */
function issuerCode(data: SourceValue): string | undefined {
  const details = [data, member(data, "payment_details"), member(data, "payment_detail")];
  return firstOf(
    ...details.flatMap((place) => [
      networkCode(member(place, "network_response_code")),
      networkCode(memberAt(place, "authorization_data", "network_response_code")),
    ]),
  );
}

function transaction(data: SourceValue, name: string, event?: string): Recognised {
  // A virtual account payment is only reported once it is there.
  const status =
    name === "virtual_account_payment"
      ? "succeeded"
      : lookUp(STATES, firstWord(data, "status", "payment_status")?.toUpperCase());
  const amount = ["request_amount", "charge_amount", "amount", "authorized_amount", "capture_amount"]
    .map((key) => member(data, key))
    .find((value) => word(value) !== undefined);
  const stated = member(data, "currency");
  return recognised(`xendit.${name}`, {
    transaction: {
      id: firstWord(data, "id", "payment_id", "payment_request_id"),
      reference: firstWord(data, "reference_id", "external_id"),
      kind: lookUp(KINDS, name),
      // A status or an event nobody knows is no failure.
      status: status ?? (has(data, "status") ? undefined : lookUp(EVENTS, event?.split(".").at(-1))) ?? "unknown",
      at: instant(member(data, "created")) ?? instant(member(data, "transaction_timestamp")),
      expiresAt: name === "invoice" ? instant(member(data, "expiry_date")) : undefined,
    },
    money: RUPIAH.includes(name) ? majorIn("IDR", amount, stated) : majorAmount(amount, stated),
    failure: {
      provider: "xendit",
      code: firstWord(data, "failure_code", "failure_reason"),
      networkCode: issuerCode(data),
      message: sentence(member(data, "failure_message")),
    },
  });
}

function error(payload: SourceObject): Recognised | null {
  const code = firstWord(payload, "error_code");
  if (code === undefined || typeof member(payload, "message") !== "string") return null;
  const known = ERROR_CODES.includes(code) || (COMMON_CODES.includes(code) && has(payload, "errors"));
  if (!known || !hasOnly(payload, ["error_code", "message", "errors", "request_id", "status_code", "statusCode"]))
    return null;
  return recognised("xendit.error", {
    transaction: { status: OPEN_ENDED.includes(code) ? "unknown" : undefined },
    failure: { provider: "xendit", code, message: sentence(member(payload, "message")) },
  });
}

/** Events about money; those on tokens, accounts, sessions and plans are no transactions. */
const MONEY_EVENT = /^(payment|payment_request|ewallet|payout|refund|capture|qr|direct_debit|disbursement|invoice)\./;

const SUBJECTS: Readonly<Record<string, string>> = {
  refund: "refund",
  payout: "payout",
  disbursement: "disbursement",
  invoice: "invoice",
};

/**
 * Xendit: payments, e-wallet and card charges, invoices, disbursements and payouts, bare or in a webhook, and API errors. Kept in
 * code: a dozen objects share their names and are told apart by event and version.
 */
export const xendit: Adapter = {
  provider: "xendit",
  read(payload) {
    if (!isObject(payload)) return null;
    const event = firstWord(payload, "event");
    const data = member(payload, "data");
    if (event !== undefined && isObject(data)) {
      const shape = shapeOf(data);
      if (!MONEY_EVENT.test(event) || (shape === undefined && !has(payload, "business_id"))) return null;
      return transaction(data, shape ?? lookUp(SUBJECTS, event.split(".")[0]) ?? "payment", event);
    }
    const shape = shapeOf(payload);
    return shape === undefined ? error(payload) : transaction(payload, shape);
  },
};
