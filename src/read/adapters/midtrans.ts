import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  countMembers,
  firstWord,
  has,
  hasOnly,
  instant,
  localInstant,
  lookUp,
  majorIn,
  recognised,
  type StatusWords,
  sentence,
  type TransactionStatus,
} from "./payload.js";

/** Midtrans writes local Jakarta time without an offset. */
const JAKARTA = "+07:00";

const STATES: StatusWords = {
  authorize: "pending",
  pending: "pending",
  capture: "succeeded",
  settlement: "succeeded",
  deny: "failed",
  failure: "failed",
  expire: "expired",
  cancel: "cancelled",
  refund: "refunded",
  chargeback: "refunded",
  // Part of the money stayed with the merchant: the payment itself went through.
  partial_refund: "succeeded",
  partial_chargeback: "succeeded",
};

const COMPANIONS = ["order_id", "transaction_id", "payment_type", "transaction_time", "status_message", "merchant_id"];
const MARKS = ["gross_amount", "fraud_status", "signature_key", "status_code"];

function status(payload: SourceValue): TransactionStatus | undefined {
  const found = lookUp(STATES, firstWord(payload, "transaction_status")?.toLowerCase());
  // A captured card payment is only safe once the fraud check has accepted it.
  if (found !== "succeeded") return found;
  const fraud = firstWord(payload, "fraud_status");
  return fraud === "challenge" ? "pending" : fraud === "deny" ? "failed" : found;
}

/** The issuer's code, which Midtrans puts into the text: "[05] Do not honor" or "with code [05] and message […]". */
function issuerCode(message: string | undefined): string | undefined {
  return /(?:^|\bcode )\[([0-9A-Z]{2})\]/i.exec(message ?? "")?.[1];
}

/** One field holds three code lists: GoPay's numbers, the issuer's two characters, and three digits from American Express. */
function channelScheme(payload: SourceValue, code: string | undefined): string {
  return firstWord(payload, "payment_type") === "credit_card" && code?.length === 3
    ? "midtrans.amex_response_code"
    : "midtrans.channel_response_code";
}

function payment(payload: SourceValue): Recognised {
  const message = sentence(member(payload, "status_message"));
  const channel = firstWord(payload, "channel_response_code");
  const scheme = channelScheme(payload, channel);
  const main = scheme === "midtrans.channel_response_code";
  return recognised(
    firstWord(payload, "signature_key") === undefined ? "midtrans.transaction" : "midtrans.notification",
    {
      transaction: {
        id: firstWord(payload, "transaction_id"),
        reference: firstWord(payload, "order_id"),
        status: status(payload),
        at: localInstant(member(payload, "transaction_time"), JAKARTA),
        expiresAt: localInstant(member(payload, "expiry_time"), JAKARTA),
      },
      money: majorIn("IDR", member(payload, "gross_amount"), member(payload, "currency")),
      failure: {
        provider: "midtrans",
        code: main ? channel : undefined,
        networkCode: issuerCode(message),
        message: sentence(member(payload, "channel_response_message")) ?? message,
        codes: [
          [scheme, main ? undefined : channel],
          ["midtrans.status_code", firstWord(payload, "status_code")],
          ["midtrans.transaction_status", firstWord(payload, "transaction_status")],
        ],
      },
    },
  );
}

/** An error answer: no transaction in it, and nothing but the code and its text. */
function isError(payload: SourceObject): boolean {
  return (
    typeof member(payload, "status_code") === "string" &&
    /^[45]\d\d$/.test(firstWord(payload, "status_code") ?? "") &&
    typeof member(payload, "status_message") === "string" &&
    hasOnly(payload, ["status_code", "status_message", "id", "validation_messages", "error_messages"])
  );
}

function error(payload: SourceValue): Recognised {
  const code = firstWord(payload, "status_code");
  return recognised("midtrans.error", {
    // A 5xx answer to a charge leaves open whether it was made.
    transaction: { status: code?.startsWith("5") ? "unknown" : undefined },
    failure: {
      provider: "midtrans",
      message: sentence(member(payload, "status_message")),
      codes: [["midtrans.status_code", code]],
    },
  });
}

const PAYOUT_STATES: StatusWords = {
  queued: "pending",
  approved: "pending",
  processed: "pending",
  completed: "succeeded",
  failed: "failed",
  rejected: "failed",
};

function payout(payload: SourceValue): Recognised | null {
  const state = lookUp(PAYOUT_STATES, firstWord(payload, "status"));
  if (state === undefined || !has(payload, "reference_no") || !has(payload, "updated_at")) return null;
  return recognised("midtrans.payout", {
    transaction: {
      kind: "transfer",
      id: firstWord(payload, "reference_no"),
      status: state,
      at: instant(member(payload, "updated_at")),
    },
    money: majorIn("IDR", member(payload, "amount")),
    failure: {
      provider: "midtrans",
      message: sentence(member(payload, "error_message")),
      codes: [["midtrans.payout_error_code", firstWord(payload, "error_code")]],
    },
  });
}

/**
 * Midtrans (GoPay, cards, virtual accounts, QRIS): notifications, charge and status answers, errors, payouts. Kept in code: one field
 * holds three lists of codes, and a state depends on the fraud check.
 */
export const midtrans: Adapter = {
  provider: "midtrans",
  read(payload) {
    if (!isObject(payload)) return null;
    const known = lookUp(STATES, firstWord(payload, "transaction_status")?.toLowerCase()) !== undefined;
    if (known && countMembers(payload, MARKS) > 0 && countMembers(payload, [...MARKS, ...COMPANIONS]) > 1)
      return payment(payload);
    return isError(payload) ? error(payload) : payout(payload);
  },
};
