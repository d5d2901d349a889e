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
  minorAmount,
  networkCode,
  recognised,
  type StatusWords,
  sentence,
  type TransactionStatus,
} from "./payload.js";

const STATES: StatusWords = {
  succeeded: "succeeded",
  partially_captured: "succeeded",
  partially_captured_and_capturable: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
  cancelled_post_capture: "cancelled",
  expired: "expired",
  processing: "pending",
  requires_customer_action: "pending",
  requires_merchant_action: "pending",
  requires_payment_method: "pending",
  requires_confirmation: "pending",
  requires_capture: "pending",
  partially_authorized_and_requires_capture: "pending",
  conflicted: "unknown",
};

const MARKS = [
  "unified_code",
  "unified_message",
  "connector",
  "amount_capturable",
  "net_amount",
  "profile_id",
  "attempt_count",
  "connector_transaction_id",
  "client_secret",
];

function statusOf(payload: SourceValue): TransactionStatus | undefined {
  const status = lookUp(STATES, firstWord(payload, "status"));
  // After a refused attempt the payment asks for another method: the attempt has failed.
  const refused = firstWord(payload, "status") === "requires_payment_method" && has(payload, "error_code");
  return refused ? "failed" : status;
}

/** Version 2 keeps the error in an object of its own, and the amount as well. */
function version2(payload: SourceValue): Recognised | null {
  const error = member(payload, "error");
  const amount = member(payload, "amount");
  const status = lookUp(STATES, firstWord(payload, "status"));
  const ours = has(error, "unified_code") || (isObject(amount) && has(amount, "order_amount"));
  if (status === undefined || !ours || countMembers(payload, [...MARKS, "id", "amount"]) < 2) return null;
  return recognised("hyperswitch.payment", {
    transaction: { id: firstWord(payload, "id"), status, at: instant(member(payload, "created")) },
    money: minorAmount(member(amount, "order_amount"), member(amount, "currency")),
    failure: {
      provider: "hyperswitch",
      code: firstWord(error, "unified_code"),
      networkCode: networkCode(member(error, "network_decline_code")),
      adviceCode: firstWord(error, "network_advice_code"),
      message: sentence(member(error, "message")),
      codes: [["hyperswitch.error_code", firstWord(error, "code")]],
    },
  });
}

function payment(payload: SourceValue): Recognised | null {
  const status = statusOf(payload);
  const unified = /^UE_\d{3,4}$/.test(firstWord(payload, "unified_code") ?? "");
  if (status === undefined || !(unified || (has(payload, "payment_id") && countMembers(payload, MARKS) > 1)))
    return null;
  return recognised("hyperswitch.payment", {
    transaction: {
      id: firstWord(payload, "payment_id"),
      reference: firstWord(payload, "merchant_order_reference_id"),
      status,
      at: instant(member(payload, "created")),
    },
    money: minorAmount(member(payload, "amount"), member(payload, "currency")),
    failure: {
      provider: "hyperswitch",
      code: firstWord(payload, "unified_code"),
      networkCode: firstOf(
        networkCode(member(payload, "issuer_error_code")),
        networkCode(member(payload, "network_decline_code")),
      ),
      adviceCode: firstWord(payload, "network_advice_code"),
      message: firstOf(
        ...["issuer_error_message", "error_message", "unified_message"].map((key) => sentence(member(payload, key))),
      ),
      codes: [
        ["hyperswitch.error_code", firstWord(payload, "error_code")],
        ["hyperswitch.error_category", firstWord(payload, "error_category")],
      ],
    },
  });
}

/** `{ error: { type, code: "IR_06", message } }`: the request did not get as far as a payment. */
function error(payload: SourceObject): Recognised | null {
  const body = isObject(member(payload, "error")) ? member(payload, "error") : undefined;
  const code = firstWord(body, "code");
  if (body === undefined || !hasOnly(payload, ["error"]) || code === undefined || !/^(IR|HE|CE|WE)_\d\d$/.test(code))
    return null;
  return recognised("hyperswitch.error", {
    transaction: {},
    failure: {
      provider: "hyperswitch",
      message: sentence(member(body, "message")),
      codes: [["hyperswitch.api_error", code]],
    },
  });
}

/** Hyperswitch: payments, bare or in a webhook (`content.object`), and API errors. */
export const hyperswitch: Adapter = {
  provider: "hyperswitch",
  read(payload) {
    if (!isObject(payload)) return null;
    const object = member(member(payload, "content"), "object");
    const body = isObject(object) ? object : payload;
    return payment(body) ?? version2(body) ?? error(payload);
  },
};
