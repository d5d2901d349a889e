import { isObject, member, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import { epochSeconds, firstOf, has, lookUp, memberAt, objectAt, recognised, word } from "./payload.js";
import {
  brandOf,
  codesOf,
  instrumentOf,
  methodOf,
  type Occasion,
  readCharge,
  readIntent,
  readInvoice,
  readMovement,
  readSession,
} from "./stripe-objects.js";

/** Prefixes of Stripe's ids. Omise, PAY.JP, Tap, Conekta and Clover also call their objects "charge" or "refund". */
const prefixes: Record<string, readonly string[]> = {
  charge: ["ch_", "py_"],
  refund: ["re_", "pyr_"],
  payout: ["po_"],
  topup: ["tu_"],
  invoice: ["in_"],
};

const errorTypes = new Set([
  "api_error",
  "card_error",
  "idempotency_error",
  "invalid_request_error",
  "rate_limit_error",
]);

/** Error codes that no other API with Stripe's error types has; some answer with `invalid_request_error` too. */
const ownErrorCode =
  /^(card_|charge_|payment_intent_|payment_method_|setup_intent_|setup_attempt_|bank_account_|payouts?_|instant_payouts_|terminal_reader_|capture_|amount_too_|balance_insufficient|expired_card|incorrect_(cvc|number|zip|address)|invalid_(cvc|number|expiry|charge)|insufficient_funds|processing_error|lock_timeout|idempotency_key_in_use|routing_number_invalid|testmode_charges_only|sepa_|debit_not_authorized|refer_to_customer|token_already_used|parameter_invalid_)/;

/** Fields that a charge of Stripe without an id still has, and the look-alikes do not. */
function looksLikeCharge(object: SourceObject): boolean {
  if (word(memberAt(object, "outcome", "seller_message")) !== undefined) return true;
  const near: [string, RegExp][] = [
    ["payment_intent", /^pi_/],
    ["customer", /^cus_/],
    ["balance_transaction", /^txn_/],
    ["payment_method", /^pm_/],
  ];
  return near.some(([key, id]) => id.test(word(member(object, key)) ?? ""));
}

function isOwn(object: SourceObject, name: string, occasion: Occasion): boolean {
  if (occasion.proven) return true;
  // PAY.JP copied Stripe's charges, prefixes included; these are its own additions.
  if (["captured_at", "fee_rate", "expired_at"].some((key) => Object.hasOwn(object, key))) return false;
  const id = word(member(object, "id"));
  if (id !== undefined) return (lookUp(prefixes, name) ?? []).some((prefix) => id.startsWith(prefix));
  return name === "charge" && looksLikeCharge(object);
}

function readObject(object: SourceObject, occasion: Occasion): Recognised | null {
  const name = word(member(object, "object"));
  switch (name) {
    case "payment_intent":
      return has(object, "status", "amount", "last_payment_error")
        ? readIntent(object, "stripe.payment_intent", occasion)
        : null;
    case "setup_intent":
      return has(object, "status", "last_setup_error") ? readIntent(object, "stripe.setup_intent", occasion) : null;
    case "checkout.session":
      return has(object, "status", "payment_status") ? readSession(object, occasion) : null;
    case "charge":
      return isOwn(object, name, occasion) ? readCharge(object, occasion) : null;
    case "invoice":
      return isOwn(object, name, occasion) ? readInvoice(object, occasion) : null;
    case "refund":
    case "payout":
    case "topup":
      return isOwn(object, name, occasion) ? readMovement(object, name, occasion) : null;
    default:
      return null;
  }
}

/** What a log prints of an error may lack its type, and what it prints of an intent all but its id. */
function holdsIntent(error: SourceObject, name: string, id: RegExp): boolean {
  const intent = objectAt(error, name);
  return word(member(intent, "object")) === name || id.test(word(member(intent, "id")) ?? "");
}

function isOwnError(error: SourceObject): boolean {
  const links = `${word(member(error, "doc_url")) ?? ""} ${word(member(error, "request_log_url")) ?? ""}`;
  if (/\bstripe\.com\//.test(links)) return true;
  if (holdsIntent(error, "payment_intent", /^pi_/) || holdsIntent(error, "setup_intent", /^seti_/)) return true;
  // PAY.JP has the same types and codes, and repeats the HTTP status inside the error.
  const httpStatus = member(error, "status");
  if (typeof httpStatus === "number" || httpStatus instanceof NumberText) return false;
  const type = word(member(error, "type")) ?? "";
  if (!errorTypes.has(type) && !/^Stripe[A-Z]\w*Error$/.test(type)) return false;
  if (type === "idempotency_error") return has(error, "message");
  if (type === "card_error" || type.startsWith("Stripe")) return has(error, "code", "decline_code", "message");
  if (has(error, "decline_code", "network_decline_code", "advice_code")) return true;
  return /^(ch|py)_/.test(word(member(error, "charge")) ?? "") || ownErrorCode.test(word(member(error, "code")) ?? "");
}

/** The error of the library for Apple's systems, which keeps the API's answer under long names. */
function appleError(payload: SourceObject): SourceObject | null {
  const info = objectAt(payload, "userInfo");
  if (info === undefined || word(member(payload, "domain")) !== "com.stripe.lib") return null;
  const named = (name: string): SourceValue => member(info, `com.stripe.lib:${name}`) ?? null;
  return {
    type: named("StripeErrorTypeKey"),
    code: named("StripeErrorCodeKey"),
    decline_code: named("DeclineCodeKey") ?? named("StripeDeclineCodeKey"),
    message: named("ErrorMessageKey") ?? member(payload, "message") ?? null,
  };
}

function readError(error: SourceObject, siblings: SourceObject): Recognised {
  const occasion: Occasion = { proven: true };
  const intent = firstOf(objectAt(error, "payment_intent"), objectAt(siblings, "payment_intent"));
  const setup = objectAt(error, "setup_intent");
  const charge = firstOf(objectAt(error, "charge"), objectAt(siblings, "charge"));
  if (intent !== undefined)
    return { ...readIntent(intent, "stripe.payment_intent", occasion, error), format: "stripe.error" };
  if (setup !== undefined)
    return { ...readIntent(setup, "stripe.setup_intent", occasion, error), format: "stripe.error" };
  if (charge !== undefined) return { ...readCharge(charge, occasion, error), format: "stripe.error" };
  const method = methodOf(error);
  return recognised("stripe.error", {
    transaction: {
      id: firstOf(
        word(member(error, "payment_intent")),
        word(member(error, "charge")),
        word(member(siblings, "payment_intent")),
      ),
      status: "failed",
    },
    failure: codesOf(error, firstOf(objectAt(error, "outcome"), objectAt(siblings, "outcome")), brandOf(method)),
    instrument: instrumentOf(method, error),
  });
}

/**
 * Payment intents, charges, setup intents, refunds, payouts, top-ups, invoices, checkout sessions, events and errors of Stripe. Kept
 * in code: objects nest in each other, expanded or not, by the version of the API.
 */
export const stripe: Adapter = {
  provider: "stripe",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const data = objectAt(payload, "data", "object");
    const eventId = word(member(payload, "id"));
    if (data !== undefined && (member(payload, "object") === "event" || /^evt_/.test(eventId ?? ""))) {
      const occasion = {
        type: word(member(payload, "type")),
        at: epochSeconds(member(payload, "created")),
        proven: /^evt_/.test(eventId ?? ""),
      };
      return readObject(data, occasion);
    }
    const error = objectAt(payload, "error");
    if (error !== undefined) return isOwnError(error) ? readError(error, payload) : null;
    const named = readObject(payload, { proven: false });
    if (named !== null) return named;
    const apple = appleError(payload);
    if (apple !== null) return readError(apple, {});
    // The Node library keeps the answer of the API in `raw` of its own error.
    const raw = objectAt(payload, "raw");
    if (raw !== undefined && isOwnError(raw)) return readError(raw, payload);
    return member(payload, "object") === undefined && isOwnError(payload) ? readError(payload, {}) : null;
  },
};
