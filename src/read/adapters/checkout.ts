import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, PayloadFormat, Recognised } from "./adapter.js";
import {
  booleanOf,
  cardExpiry,
  cardKind,
  firstOf,
  instant,
  lookUp,
  type MinorUnitDigits,
  memberAt,
  minorAmount,
  networkCode,
  objectAt,
  objects,
  type PayloadFailure,
  recognised,
  sentence,
  word,
} from "./payload.js";

/** Where Checkout.com's amounts differ from ISO 4217 (checkout.com/docs, "Format the amount value"): CLP ends in 00, CLF is whole. */
const digits: MinorUnitDigits = { CLP: 2, CLF: 0 };

const byStatus: Record<string, string> = {
  Pending: "pending",
  Authorized: "pending",
  "Retry Scheduled": "pending",
  "Deferred Capture": "pending",
  "Capture Pending": "pending",
  "Partially Captured": "succeeded",
  Captured: "succeeded",
  Paid: "succeeded",
  "Card Verified": "succeeded",
  "Partially Refunded": "succeeded",
  Refunded: "refunded",
  Voided: "cancelled",
  Canceled: "cancelled",
  Expired: "expired",
  Declined: "failed",
  Returned: "failed",
};

interface Event {
  status: string;
  kind?: string;
}

/** Events that tell what became of the payment. A refused void, a dispute or a risk note leaves that open and is not read. */
const byEvent: Record<string, Event> = {
  payment_declined: { status: "failed" },
  payment_authentication_failed: { status: "failed" },
  payment_capture_declined: { status: "failed" },
  card_verification_declined: { status: "failed" },
  payment_refund_declined: { status: "failed", kind: "refund" },
  payment_returned: { status: "failed", kind: "withdrawal" },
  payment_approved: { status: "pending" },
  payment_pending: { status: "pending" },
  payment_capture_pending: { status: "pending" },
  payment_refund_pending: { status: "pending", kind: "refund" },
  payment_retry_scheduled: { status: "pending" },
  payment_captured: { status: "succeeded" },
  payment_paid: { status: "succeeded" },
  card_verified: { status: "succeeded" },
  payment_refunded: { status: "refunded" },
  payment_voided: { status: "cancelled" },
  payment_canceled: { status: "cancelled" },
  payment_expired: { status: "expired" },
};

/** A response code: three digits for the range, two characters for the reason. 10xxx is an approval. */
function responseCode(value: SourceValue | undefined): string | undefined {
  const code = word(value)?.toUpperCase();
  return code !== undefined && /^[1-5]\d{2}[0-9A-Z]{2}$/.test(code) ? code : undefined;
}

const isApproval = (code: string | undefined): boolean => code?.startsWith("10") === true;

/** The action that decided: the newest one that was refused, else the newest. */
function decidingAction(payment: SourceObject): SourceObject | undefined {
  const coded = objects(member(payment, "actions")).filter((action) => responseCode(member(action, "response_code")));
  return coded.find((action) => !isApproval(responseCode(member(action, "response_code")))) ?? coded[0];
}

function failureOf(payment: SourceObject): PayloadFailure {
  const action = decidingAction(payment);
  const code = firstOf(responseCode(member(payment, "response_code")), responseCode(member(action, "response_code")));
  const processing = firstOf(objectAt(payment, "processing"), objectAt(action, "processing"));
  const advice = networkCode(
    firstOf(member(processing, "recommendation_code"), member(payment, "recommendation_code")),
  );
  const networkAdvice = networkCode(member(processing, "partner_merchant_advice_code"));
  return {
    provider: "checkout",
    code: isApproval(code) ? undefined : code,
    adviceCode: advice,
    message: isApproval(code)
      ? undefined
      : sentence(firstOf(member(payment, "response_summary"), member(action, "response_summary"))),
    codes: [
      ["checkout.recommendation_code", advice],
      ["mastercard.mac", networkAdvice],
    ],
  };
}

function statusOf(payment: SourceObject, failure: PayloadFailure, event: string | undefined): string {
  const said = firstOf(lookUp(byStatus, word(member(payment, "status"))), lookUp(byEvent, event)?.status);
  if (said !== undefined) return said;
  const approved = booleanOf(member(payment, "approved"));
  if (failure.code !== undefined || approved === false) return "failed";
  const code = firstOf(member(payment, "response_code"), member(decidingAction(payment), "response_code"));
  return approved === true || isApproval(responseCode(code)) ? "succeeded" : "unknown";
}

function threeDSecure(payment: SourceObject, status: string | undefined): Record<string, string | undefined> {
  const secure = objectAt(payment, "3ds");
  if (secure === undefined) return {};
  if (status === "pending" && memberAt(payment, "_links", "redirect"))
    return { method: "challenge", status: "required" };
  const answer = word(member(secure, "authentication_response"))?.toUpperCase();
  const result = lookUp({ Y: "passed", N: "failed", R: "failed" }, answer);
  return result ? { method: "challenge", status: result } : {};
}

function readPayment(payment: SourceObject, format: PayloadFormat, event?: string, eventTime?: string): Recognised {
  const failure = failureOf(payment);
  const status = statusOf(payment, failure, event);
  const source = firstOf(objectAt(payment, "source"), objectAt(payment, "destination"));
  const card = member(source, "expiry_month") !== undefined;
  return recognised(format, {
    transaction: {
      id: word(member(payment, "id")),
      // Money sent to a destination is a payout.
      kind: lookUp(byEvent, event)?.kind ?? (objectAt(payment, "destination") ? "withdrawal" : undefined),
      status,
      at: firstOf(instant(member(payment, "requested_on")), instant(member(payment, "processed_on")), eventTime),
      reference: word(member(payment, "reference")),
    },
    money: minorAmount(member(payment, "amount"), member(payment, "currency"), digits),
    failure: status === "pending" ? {} : failure,
    instrument: card
      ? {
          kind: cardKind(member(source, "card_type")),
          expires: cardExpiry(member(source, "expiry_month"), member(source, "expiry_year")),
        }
      : { kind: /bank_account/.test(word(member(source, "type")) ?? "") ? "bank_account" : undefined },
    authentication: threeDSecure(payment, status),
  });
}

const links = (payload: SourceObject): string =>
  ["self", "payment", "actions", "redirect"]
    .map((key) => word(memberAt(payload, "_links", key, "href")) ?? "")
    .join(" ");

/** Razorpay's ids begin with "pay_" too, so an id alone is not enough, and its payments carry `entity`. */
function isPayment(payload: SourceObject): boolean {
  if (Object.hasOwn(payload, "entity")) return false;
  const id = word(member(payload, "id")) ?? "";
  const action = word(member(payload, "action_id")) ?? "";
  if (!id.startsWith("pay_") && !action.startsWith("act_")) return false;
  return (
    responseCode(member(payload, "response_code")) !== undefined ||
    action.startsWith("act_") ||
    objects(member(payload, "actions")).some((entry) => /^act_/.test(word(member(entry, "id")) ?? "")) ||
    /checkout\.com\//.test(links(payload)) ||
    (booleanOf(member(payload, "approved")) !== undefined &&
      lookUp(byStatus, word(member(payload, "status"))) !== undefined) ||
    (/^src_/.test(word(memberAt(payload, "source", "id")) ?? "") && member(payload, "amount") !== undefined)
  );
}

function isError(payload: SourceObject): boolean {
  const codes = member(payload, "error_codes");
  return (
    Array.isArray(codes) &&
    codes.length > 0 &&
    codes.every((code) => typeof code === "string") &&
    word(member(payload, "error_type")) !== undefined
  );
}

/** Payments, payouts, events and errors of Checkout.com. Kept in code: of the actions of a payment the last one decides. */
export const checkout: Adapter = {
  provider: "checkout",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const data = objectAt(payload, "data");
    const type = word(member(payload, "type"));
    if (data !== undefined && /^evt_/.test(word(member(payload, "id")) ?? "") && type !== undefined) {
      const paymentId = /^pay_/.test(word(member(data, "id")) ?? "");
      return paymentId && lookUp(byEvent, type) !== undefined
        ? readPayment(data, "checkout.event", type, instant(member(payload, "created_on")))
        : null;
    }
    if (isPayment(payload)) return readPayment(payload, "checkout.payment");
    if (!isError(payload)) return null;
    const codes = member(payload, "error_codes") as SourceValue[];
    return recognised("checkout.error", {
      transaction: { status: "failed" },
      failure: {
        provider: "checkout",
        codes: [
          ...codes.slice(0, 20).map((code): [string, string | undefined] => ["checkout.error_code", word(code)]),
          ["checkout.error_type", word(member(payload, "error_type"))],
        ],
      },
    });
  },
};
