import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  cardExpiry,
  cardKind,
  epochSeconds,
  firstOf,
  lookUp,
  memberAt,
  minorAmount,
  objectAt,
  type PayloadFailure,
  recognised,
  sentence,
  word,
} from "./payload.js";

const errorCodes = new Set(["BAD_REQUEST_ERROR", "GATEWAY_ERROR", "SERVER_ERROR"]);

interface Shape {
  prefix: string;
  kind?: string;
  statuses: Record<string, string>;
}

type RazorpayEntity = "payment" | "payout" | "refund";

const shapes: Readonly<Record<RazorpayEntity, Shape>> = {
  payment: {
    prefix: "pay_",
    statuses: {
      created: "pending",
      pending: "pending",
      authorized: "pending",
      captured: "succeeded",
      refunded: "refunded",
      failed: "failed",
    },
  },
  refund: {
    prefix: "rfnd_",
    kind: "refund",
    statuses: { created: "pending", pending: "pending", processed: "succeeded", failed: "failed" },
  },
  payout: {
    prefix: "pout_",
    kind: "withdrawal",
    statuses: {
      pending: "pending",
      queued: "pending",
      scheduled: "pending",
      processing: "pending",
      processed: "succeeded",
      rejected: "failed",
      failed: "failed",
      reversed: "failed",
      cancelled: "cancelled",
    },
  },
};

function failureOf(error: SourceObject, prefix: "" | "error_"): PayloadFailure {
  const field = (name: string): SourceValue | undefined => member(error, prefix + name);
  const reason = word(field("reason"));
  return {
    provider: "razorpay",
    // "NA" stands where nothing is known.
    code: reason === "NA" ? undefined : reason,
    message: sentence(field("description")),
    codes: [["razorpay.error_code", word(field("code"))]],
  };
}

/** RazorpayX says why a payout failed in `status_details`, older answers in `failure_reason`. */
function payoutFailure(payout: SourceObject): PayloadFailure {
  const details = firstOf(objectAt(payout, "status_details"), objectAt(payout, "error"));
  return {
    provider: "razorpay",
    code: word(member(details, "reason")),
    message: sentence(firstOf(member(details, "description"), member(payout, "failure_reason"))),
  };
}

function instrumentOf(payment: SourceObject): Record<string, string | undefined> {
  const method = word(member(payment, "method"));
  const card = objectAt(payment, "card");
  if (card !== undefined || method === "card" || method === "emi")
    return {
      kind: cardKind(member(card, "type")),
      expires: cardExpiry(member(card, "expiry_month"), member(card, "expiry_year")),
    };
  const upi = word(memberAt(payment, "upi", "payer_account_type"));
  const kinds = { netbanking: "bank_account", emandate: "bank_account", wallet: "wallet" };
  return { kind: lookUp(kinds, method) ?? lookUp({ bank_account: "bank_account", credit_card: "credit_card" }, upi) };
}

const isEntity = (name: string): name is RazorpayEntity => Object.hasOwn(shapes, name);

function readEntity(object: SourceObject, name: string, outcome?: string): Recognised | null {
  if (!isEntity(name)) return null;
  const shape = shapes[name];
  const failure = name === "payout" ? payoutFailure(object) : failureOf(object, "error_");
  const told = failure.code !== undefined || failure.codes?.some(([, code]) => code !== undefined) === true;
  const said = lookUp(shape.statuses, word(member(object, "status")) ?? outcome) ?? (told ? "failed" : "unknown");
  const failed = said === "failed" || said === "cancelled";
  const fully = word(member(object, "refund_status")) === "full";
  return recognised(`razorpay.${name}`, {
    transaction: {
      id: word(member(object, "id")),
      kind: shape.kind,
      status: said === "succeeded" && fully ? "refunded" : said,
      at: epochSeconds(member(object, "created_at")),
      reference: word(member(object, name === "payment" ? "order_id" : "reference_id")),
    },
    money: minorAmount(member(object, "amount"), member(object, "currency")),
    failure: failed ? failure : {},
    instrument: name === "payment" ? instrumentOf(object) : {},
  });
}

/** The name of an entity: its own word, or for a trimmed payment fields that only Razorpay has. Checkout.com's ids begin with "pay_" too. */
function entityName(object: SourceObject): string | undefined {
  const named = word(member(object, "entity"));
  const id = word(member(object, "id")) ?? "";
  if (named !== undefined) {
    const shape = lookUp(shapes, named);
    const known = shape && (id === "" ? Object.hasOwn(object, "error_code") : id.startsWith(shape.prefix));
    return known ? named : undefined;
  }
  const ours =
    errorCodes.has(word(member(object, "error_code")) ?? "") || /^order_/.test(word(member(object, "order_id")) ?? "");
  return id.startsWith("pay_") && ours && member(object, "status") !== undefined ? "payment" : undefined;
}

/**
 * An error of the API or of Checkout: a class of error, with a `description` where others have a message. Outside an envelope, and for the
 * classes that others have too, it must also say who was at fault.
 */
function isError(error: SourceObject, enveloped: boolean): boolean {
  const code = word(member(error, "code")) ?? "";
  if (!errorCodes.has(code) || sentence(member(error, "description")) === undefined) return false;
  if (enveloped && code === "BAD_REQUEST_ERROR") return true;
  return ["source", "step", "reason", "metadata", "field"].some((key) => Object.hasOwn(error, key));
}

function readError(error: SourceObject): Recognised {
  return recognised("razorpay.error", {
    transaction: {
      id: word(memberAt(error, "metadata", "payment_id")),
      status: "failed",
      reference: word(memberAt(error, "metadata", "order_id")),
    },
    failure: failureOf(error, ""),
  });
}

/** The event's own subject speaks: refund.failed carries the payment beside the refund. */
function readEvent(carried: SourceObject, event: string): Recognised | null {
  const [subject = "", outcome] = event.split(".");
  for (const name of [subject, "payment"]) {
    const entity = objectAt(carried, name, "entity");
    const prefix = lookUp(shapes, name)?.prefix;
    if (entity === undefined || prefix === undefined) continue;
    return word(member(entity, "id"))?.startsWith(prefix) ? readEntity(entity, name, outcome) : null;
  }
  return null;
}

/**
 * Payments, refunds, payouts, webhooks and errors of Razorpay. Kept in code: its entities nest in each other, and the reason stands in
 * another place in each.
 */
export const razorpay: Adapter = {
  provider: "razorpay",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const event = word(member(payload, "event"));
    const carried = objectAt(payload, "payload");
    if (event !== undefined && carried !== undefined) return readEvent(carried, event);
    const name = entityName(payload);
    if (name !== undefined) return readEntity(payload, name);
    const enveloped = objectAt(payload, "error");
    const error = enveloped ?? payload;
    return isError(error, enveloped !== undefined) ? readError(error) : null;
  },
};
