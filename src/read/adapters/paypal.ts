import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  cardKind,
  firstOf,
  instant,
  lookUp,
  majorAmount,
  memberAt,
  objectAt,
  objects,
  type PayloadFailure,
  type PayloadMoney,
  recognised,
  sentence,
  word,
} from "./payload.js";

/** Names of the error envelope. They say which kind of answer it is, not why the payment failed. */
const envelopeNames = new Set(
  (
    "UNPROCESSABLE_ENTITY INVALID_REQUEST VALIDATION_ERROR RESOURCE_NOT_FOUND RESOURCE_CONFLICT NOT_AUTHORIZED PERMISSION_DENIED " +
    "AUTHENTICATION_FAILURE INTERNAL_SERVER_ERROR INTERNAL_SERVICE_ERROR SERVICE_UNAVAILABLE RATE_LIMIT_REACHED " +
    "METHOD_NOT_SUPPORTED UNSUPPORTED_MEDIA_TYPE MEDIA_TYPE_NOT_ACCEPTABLE MALFORMED_REQUEST"
  ).split(" "),
);

/** Issues that mean the order is still under way. */
const stillPending = new Set(["ORDER_IS_PENDING_APPROVAL", "ORDER_COMPLETION_IN_PROGRESS", "PENDING_CAPTURE"]);

/** States of captures, authorizations and refunds; version 1 writes them in small letters. */
const byStatus: Record<string, string> = {
  COMPLETED: "succeeded",
  CAPTURED: "succeeded",
  PARTIALLY_REFUNDED: "succeeded",
  PARTIALLY_CAPTURED: "succeeded",
  REFUNDED: "refunded",
  CREATED: "pending",
  PENDING: "pending",
  PROCESSING: "pending",
  DECLINED: "failed",
  DENIED: "failed",
  FAILED: "failed",
  VOIDED: "cancelled",
  CANCELLED: "cancelled",
  EXPIRED: "expired",
};

const byOrderStatus: Record<string, string> = {
  CREATED: "pending",
  SAVED: "pending",
  APPROVED: "pending",
  PAYER_ACTION_REQUIRED: "pending",
  COMPLETED: "succeeded",
  VOIDED: "cancelled",
};

const upperWord = (value: SourceValue | undefined): string | undefined => word(value)?.toUpperCase();

/** "INSTRUMENT_DECLINED" is a code, "Value is invalid." in the same place of version 1 is not. */
const asCode = (value: SourceValue | undefined): string | undefined => {
  const code = word(value);
  return code !== undefined && /^[A-Z][A-Z0-9_]{2,}$/.test(code) ? code : undefined;
};

function moneyOf(amount: SourceObject | undefined): PayloadMoney {
  return majorAmount(
    firstOf(member(amount, "value"), member(amount, "total")),
    firstOf(member(amount, "currency_code"), member(amount, "currency")),
  );
}

/** Approvals are 0000 and, of some processors, 00. */
function processorCode(capture: SourceObject | undefined): string | undefined {
  const code = upperWord(memberAt(capture, "processor_response", "response_code"));
  return code === undefined || /^0+$/.test(code) ? undefined : code;
}

function captureFailure(capture: SourceObject, brand: string | undefined): PayloadFailure {
  const advice = word(memberAt(capture, "processor_response", "payment_advice_code"));
  // The same number is another advice at Visa, so it is Mastercard's only where the card is.
  const mastercard = brand === "MASTERCARD" ? advice : undefined;
  return {
    provider: "paypal",
    adviceCode: mastercard,
    codes: [
      ["paypal.processor_response_code", processorCode(capture)],
      ["paypal.status_reason", asCode(memberAt(capture, "status_details", "reason"))],
      ["paypal.reason_code", asCode(member(capture, "reason_code"))],
      [mastercard ? "mastercard.mac" : "paypal.payment_advice_code", advice],
    ],
  };
}

function instrumentOf(source: SourceObject | undefined): Record<string, string | undefined> {
  const card = objectAt(source, "card");
  const expiry = word(member(card, "expiry"));
  const kind = objectAt(source, "paypal") || objectAt(source, "venmo") ? "wallet" : card ? "card" : undefined;
  return {
    kind: cardKind(member(card, "type")) ?? kind,
    expires: expiry !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(expiry) ? expiry : undefined,
  };
}

function threeDSecure(source: SourceObject | undefined): Record<string, string | undefined> {
  const result = upperWord(
    memberAt(source, "card", "authentication_result", "three_d_secure", "authentication_status"),
  );
  const status = lookUp({ Y: "passed", N: "failed", R: "failed" }, result);
  return status ? { method: "challenge", status } : {};
}

/** From the best outcome to the worst. */
const outcomes = ["succeeded", "refunded", "cancelled", "expired", "pending", "failed"];

function rank(payment: SourceObject): number {
  return outcomes.indexOf(lookUp(byStatus, upperWord(member(payment, "status"))) ?? "pending");
}

/**
 * The payment that decides. An order is COMPLETED also when its only capture was declined, so the captures speak: of several attempts at one
 * unit the best, of several units the worst.
 */
function decidingPayment(units: SourceObject[]): SourceObject | undefined {
  const perUnit = units.map((unit) => {
    const captures = objects(memberAt(unit, "payments", "captures"));
    const attempts = captures.length > 0 ? captures : objects(memberAt(unit, "payments", "authorizations"));
    return [...attempts].sort((a, b) => rank(a) - rank(b))[0];
  });
  return perUnit.filter((payment) => payment !== undefined).sort((a, b) => rank(b) - rank(a))[0];
}

function readOrder(order: SourceObject): Recognised {
  const units = objects(member(order, "purchase_units"));
  const payment = decidingPayment(units);
  const status = firstOf(
    lookUp(byStatus, upperWord(member(payment, "status"))),
    lookUp(byOrderStatus, upperWord(member(order, "status"))),
  );
  const source = objectAt(order, "payment_source");
  return recognised("paypal.order", {
    transaction: {
      id: word(member(order, "id")),
      status,
      at: firstOf(
        instant(member(payment, "create_time")),
        instant(member(order, "update_time")),
        instant(member(order, "create_time")),
      ),
      reference: word(firstOf(member(units[0], "invoice_id"), member(payment, "invoice_id"))),
    },
    // Several units are several sums; only a single one is the order's. A short answer has the sum in its capture alone.
    money: moneyOf(units.length === 1 ? (objectAt(units[0], "amount") ?? objectAt(payment, "amount")) : undefined),
    failure:
      payment && status !== "pending" ? captureFailure(payment, upperWord(memberAt(source, "card", "brand"))) : {},
    instrument: instrumentOf(source),
    authentication: threeDSecure(source),
  });
}

function statusOfCapture(capture: SourceObject, event: string | undefined): string | undefined {
  const said = firstOf(member(capture, "status"), member(capture, "state"));
  return firstOf(lookUp(byStatus, upperWord(said)), lookUp(byStatus, event?.split(".").at(-1)));
}

function readCapture(capture: SourceObject, name: string, event: string | undefined): Recognised {
  const status = statusOfCapture(capture, event);
  return recognised(`paypal.${name}`, {
    transaction: {
      id: word(member(capture, "id")),
      kind: name === "refund" ? name : undefined,
      status,
      at: instant(member(capture, "create_time")),
      reference: word(firstOf(member(capture, "invoice_id"), member(capture, "invoice_number"))),
    },
    money: moneyOf(objectAt(capture, "amount")),
    failure: status === "pending" ? {} : captureFailure(capture, undefined),
  });
}

function readError(error: SourceObject): Recognised {
  const issues = objects(member(error, "details"));
  const codes = issues.map((detail) => asCode(member(detail, "issue"))).filter((code) => code !== undefined);
  const name = asCode(member(error, "name"));
  // Version 1 has the reason itself as the name, where version 2 has an envelope.
  const code = codes[0] ?? (name !== undefined && !envelopeNames.has(name) ? name : undefined);
  const described = issues.find((detail) => asCode(member(detail, "issue")) === code) ?? issues[0];
  return recognised("paypal.error", {
    transaction: { status: code !== undefined && stillPending.has(code) ? "pending" : "failed" },
    failure: {
      provider: "paypal",
      code,
      message: sentence(firstOf(member(described, "description"), member(error, "message"))),
      codes: [
        ...codes.slice(1, 20).map((other): [string, string] => ["paypal.issue", other]),
        ["paypal.error_name", name === code ? undefined : name],
      ],
    },
  });
}

function isError(payload: SourceObject): boolean {
  const name = asCode(member(payload, "name"));
  if (name === undefined) return false;
  if (word(member(payload, "debug_id")) !== undefined) return true;
  const details = objects(member(payload, "details"));
  return envelopeNames.has(name) && details.some((detail) => word(member(detail, "issue")) !== undefined);
}

function isOrder(payload: SourceObject): boolean {
  const units = objects(member(payload, "purchase_units"));
  const status = lookUp(byOrderStatus, upperWord(member(payload, "status")));
  const paid = units.some((unit) => objectAt(unit, "payments") !== undefined);
  // Without a state or a payment it is the request for an order.
  if (status === undefined && (!paid || member(payload, "status") !== undefined)) return false;
  return paid || units.some((unit) => isAmount(objectAt(unit, "amount"))) || isLinked(payload);
}

const isAmount = (amount: SourceObject | undefined): boolean =>
  word(member(amount, "currency_code")) !== undefined && word(member(amount, "value")) !== undefined;

const isLinked = (payload: SourceObject): boolean =>
  objects(member(payload, "links")).some((link) => /\bpaypal\.com\//.test(word(member(link, "href")) ?? ""));

/** Fields of a capture, authorization or refund that no other provider has beside `amount.currency_code`. */
const captureFields = [
  "processor_response",
  "seller_protection",
  "final_capture",
  "seller_receivable_breakdown",
  "seller_payable_breakdown",
  "status_details",
  "network_transaction_reference",
];

function captureName(payload: SourceObject): string | undefined {
  const known = lookUp(byStatus, upperWord(member(payload, "status"))) !== undefined;
  if (!known || !isAmount(objectAt(payload, "amount"))) return undefined;
  const hrefs = objects(member(payload, "links")).map((link) => word(member(link, "href")) ?? "");
  if (
    member(payload, "seller_payable_breakdown") ||
    hrefs.some((href) => /paypal\.com\/v2\/payments\/refunds\//.test(href))
  )
    return "refund";
  if (
    hrefs.some((href) => /paypal\.com\/v2\/payments\/authorizations\/[^/]+$/.test(href)) &&
    !member(payload, "final_capture")
  )
    return "authorization";
  return isLinked(payload) || captureFields.some((key) => member(payload, key) !== undefined) ? "capture" : undefined;
}

/** A payment of version 1: {"id": "PAY-…", "intent": "sale", "state": "failed", "transactions": [...]}. */
function readV1(payment: SourceObject): Recognised | null {
  const state = lookUp(
    {
      created: "pending",
      approved: "succeeded",
      failed: "failed",
      canceled: "cancelled",
      expired: "expired",
      pending: "pending",
    },
    word(member(payment, "state"))?.toLowerCase(),
  );
  const transactions = objects(member(payment, "transactions"));
  const id = word(member(payment, "id")) ?? "";
  if (state === undefined || transactions.length === 0 || !/^PAY(ID)?-/.test(id)) return null;
  const sale = objectAt(transactions[0], "related_resources", 0, "sale");
  const status = firstOf(lookUp(byStatus, upperWord(member(sale, "state"))), state);
  const intent = word(member(payment, "intent"));
  return recognised("paypal.payment", {
    transaction: {
      id,
      // An approved authorization or order still has to be captured.
      status: status === "succeeded" && sale === undefined && intent !== "sale" ? "pending" : status,
      at: instant(member(payment, "create_time")),
      reference: word(member(transactions[0], "invoice_number")),
    },
    money: moneyOf(transactions.length === 1 ? objectAt(transactions[0], "amount") : undefined),
    failure:
      status === "pending"
        ? {}
        : { provider: "paypal", codes: [["paypal.failure_reason", asCode(member(payment, "failure_reason"))]] },
  });
}

/** What became of a subscription's last payment; the subscription itself goes on. */
function readSubscription(subscription: SourceObject, event: string): Recognised | null {
  const last = objectAt(subscription, "billing_info", "last_failed_payment");
  if (last === undefined || event !== "BILLING.SUBSCRIPTION.PAYMENT.FAILED") return null;
  return recognised("paypal.subscription", {
    transaction: { id: word(member(subscription, "id")), status: "failed", at: instant(member(last, "time")) },
    money: moneyOf(objectAt(last, "amount")),
    failure: { provider: "paypal", codes: [["paypal.subscription_reason_code", asCode(member(last, "reason_code"))]] },
  });
}

const eventResources: readonly string[] = ["capture", "authorization", "refund", "sale"];

function readEvent(payload: SourceObject, event: string): Recognised | null {
  const resource = objectAt(payload, "resource");
  if (resource === undefined) return null;
  if (isOrder(resource)) return { ...readOrder(resource), format: "paypal.event" };
  const type = word(member(payload, "resource_type"))?.toLowerCase();
  if (type === "subscription") return readSubscription(resource, event);
  const name = eventResources.find((known) => known === type);
  if (name === undefined || /\.(DISPUTE|REVERSED)\b/.test(event)) return null;
  return statusOfCapture(resource, event) === undefined ? null : readCapture(resource, name, event);
}

/**
 * Orders, captures, authorizations, refunds, payments of version 1, webhooks and errors of PayPal. Kept in code: an order is what its
 * deciding capture is, and an event names its resource.
 */
export const paypal: Adapter = {
  provider: "paypal",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const event = word(member(payload, "event_type"));
    if (event !== undefined && /^(PAYMENT|CHECKOUT|BILLING)\.[A-Z.-]+$/.test(event)) return readEvent(payload, event);
    if (isOrder(payload)) return readOrder(payload);
    const name = captureName(payload);
    if (name !== undefined) return readCapture(payload, name, undefined);
    return isError(payload) ? readError(payload) : readV1(payload);
  },
};
