import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  camelName,
  cardExpiry,
  cardKind,
  firstOf,
  instant,
  lookUp,
  minorAmount,
  objectAt,
  objects,
  type PayloadFailure,
  recognised,
  sentence,
  word,
} from "./payload.js";

const categories = new Set([
  "API_ERROR",
  "AUTHENTICATION_ERROR",
  "INVALID_REQUEST_ERROR",
  "RATE_LIMIT_ERROR",
  "PAYMENT_METHOD_ERROR",
  "REFUND_ERROR",
  "MERCHANT_SUBSCRIPTION_ERROR",
  "EXTERNAL_VENDOR_ERROR",
]);

const byStatus: Record<string, string> = {
  APPROVED: "pending",
  PENDING: "pending",
  IN_PROGRESS: "pending",
  CANCEL_REQUESTED: "pending",
  COMPLETED: "succeeded",
  CANCELED: "cancelled",
  FAILED: "failed",
  REJECTED: "failed",
};

function field(object: SourceObject | undefined, name: string): SourceValue | undefined {
  return firstOf(member(object, name), member(object, camelName(name)));
}

function sub(object: SourceObject | undefined, name: string): SourceObject | undefined {
  const found = field(object, name);
  return isObject(found) ? found : undefined;
}

function errorsOf(holder: SourceObject | undefined): SourceObject[] {
  return objects(member(holder, "errors")).filter(
    (error) => categories.has(word(member(error, "category")) ?? "") && word(member(error, "code")) !== undefined,
  );
}

/** Words for "the issuer said no" beside which another error of the same attempt says more. */
const vague = new Set(["GENERIC_DECLINE", "CARD_DECLINED"]);

function failureOf(errors: SourceObject[]): PayloadFailure {
  const speaking = errors.find((error) => !vague.has(word(member(error, "code")) ?? "")) ?? errors[0];
  const rest = errors.filter((error) => error !== speaking);
  return {
    provider: "square",
    code: word(member(speaking, "code")),
    message: sentence(member(speaking, "detail")),
    codes: [
      ...rest.map((error): [string, string | undefined] => ["square.error_code", word(member(error, "code"))]),
      ["square.error_category", word(member(speaking, "category"))],
    ],
  };
}

/** What the payer was asked for, tip included. */
const moneyObject = (object: SourceObject | undefined): SourceObject | undefined =>
  sub(object, "total_money") ?? sub(object, "amount_money");

/** Amounts are of Square where they are an object under a name that ends in "money", beside a state Square knows. */
function isMovement(object: SourceObject | undefined): object is SourceObject {
  if (moneyObject(object) === undefined) return false;
  if (lookUp(byStatus, word(field(object, "status"))) === undefined) return false;
  return ["source_type", "card_details", "location_id", "order_id", "payment_id", "device_options"].some(
    (name) => field(object, name) !== undefined,
  );
}

function isRefund(object: SourceObject): boolean {
  return field(object, "payment_id") !== undefined && field(object, "source_type") === undefined;
}

function isFullyRefunded(object: SourceObject): boolean {
  const back = word(field(sub(object, "refunded_money"), "amount"));
  const total = word(field(moneyObject(object), "amount"));
  return back !== undefined && back !== "0" && back === total;
}

function readMovement(object: SourceObject, outer: SourceObject[]): Recognised {
  const said = lookUp(byStatus, word(field(object, "status")));
  const status = said === "succeeded" && isFullyRefunded(object) ? "refunded" : said;
  const details = sub(object, "card_details");
  const card = sub(details, "card");
  const amount = moneyObject(object);
  const inner = [...errorsOf(details), ...errorsOf(object)];
  const failure = failureOf(inner.length > 0 ? inner : outer);
  const terminal = field(object, "device_options") !== undefined;
  const refund = isRefund(object) && !terminal;
  const source = word(field(object, "source_type"));
  return recognised(terminal ? "square.terminal_checkout" : refund ? "square.refund" : "square.payment", {
    transaction: {
      id: word(field(object, "id")),
      kind: refund ? "refund" : undefined,
      status,
      at: instant(field(object, "created_at")),
      reference: word(field(object, "reference_id")),
    },
    money: minorAmount(field(amount, "amount"), field(amount, "currency")),
    failure:
      status === "pending"
        ? {}
        : {
            ...failure,
            codes: [...(failure.codes ?? []), ["square.cancel_reason", word(field(object, "cancel_reason"))]],
          },
    instrument: {
      kind: card
        ? cardKind(field(card, "card_type"))
        : lookUp({ BANK_ACCOUNT: "bank_account", WALLET: "wallet" }, source),
      expires: cardExpiry(field(card, "exp_month"), field(card, "exp_year")),
    },
  });
}

/**
 * Payments, refunds, terminal checkouts, webhooks and `errors` of Square. Kept in code: of several errors the one that says more
 * decides, with its own text.
 */
export const square: Adapter = {
  provider: "square",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const outer = errorsOf(payload);
    const carried = objectAt(payload, "data", "object") ?? payload;
    for (const name of ["payment", "refund", "checkout"]) {
      const object = objectAt(carried, name);
      if (isMovement(object)) return readMovement(object, outer);
    }
    if (isMovement(payload)) return readMovement(payload, outer);
    // Every error has to be Square's: other APIs answer with `errors` too.
    if (outer.length === 0 || outer.length !== objects(member(payload, "errors")).length) return null;
    return recognised("square.error", { transaction: { status: "failed" }, failure: failureOf(outer) });
  },
};
