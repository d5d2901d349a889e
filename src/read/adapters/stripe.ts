import { isObject, member, NumberText, type Value, type ValueObject } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  at,
  cardExpiry,
  cardKind,
  type Digits,
  epochSeconds,
  type Failure,
  firstOf,
  lookUp,
  minorAmount,
  networkCode,
  objectAt,
  recognised,
  sentence,
  truth,
  word,
} from "./common.js";

/** Where Stripe's integers differ from ISO 4217: MGA has no minor unit; ISK and UGX keep two digits that are always 00. */
const digits: Digits = { MGA: 0, ISK: 2, UGX: 2 };

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

interface Occasion {
  /** The type of the event that carried the object. */
  type?: string | undefined;
  at?: string | undefined;
  /** The envelope proves that the object is Stripe's. */
  proven: boolean;
}

function codesOf(error: ValueObject | undefined, outcome: ValueObject | undefined, brand: string | undefined): Failure {
  const reason = word(member(outcome, "reason"));
  // For what the issuer refused, the reason is the decline code; for what Stripe blocked it is Radar's own word.
  const byIssuer = word(member(outcome, "type")) === "issuer_declined";
  const decline = word(member(error, "decline_code")) ?? (byIssuer ? reason : undefined);
  const networkText = firstOf(
    word(member(error, "network_decline_code")),
    word(member(outcome, "network_decline_code")),
  );
  const advice = firstOf(word(member(error, "advice_code")), word(member(outcome, "advice_code")));
  const networkAdvice = firstOf(
    word(member(error, "network_advice_code")),
    word(member(outcome, "network_advice_code")),
  );
  const type = word(member(error, "type"));
  return {
    provider: "stripe",
    code: decline,
    networkCode: networkCode(networkText ?? null),
    adviceCode: advice,
    message: sentence(member(error, "message")),
    codes: [
      ["stripe.error_code", word(member(error, "code"))],
      // card_error adds nothing to the code; api_error and rate_limit_error come without one.
      ["stripe.error_type", type === "card_error" ? undefined : type],
      ["stripe.outcome_reason", reason === decline ? undefined : reason],
      ["stripe.outcome_network_status", word(member(outcome, "network_status"))],
      ["stripe.advice_code", advice],
      [brand === "mastercard" ? "mastercard.mac" : "stripe.network_advice_code", networkAdvice],
      ["nacha.return_code", networkText !== undefined && /^R\d{2}$/.test(networkText) ? networkText : undefined],
    ],
  };
}

/** A charge says with `failure_code` and `failure_message` what an error says with `code` and `message`. */
function chargeError(charge: ValueObject | undefined): ValueObject | undefined {
  const code = member(charge, "failure_code");
  const message = member(charge, "failure_message");
  return code || message ? { code: code ?? null, message: message ?? null } : undefined;
}

/** The card or account in whichever place an object of this API version carries it. */
function methodOf(...holders: (ValueObject | undefined)[]): { card?: ValueObject; type?: string | undefined } {
  for (const holder of holders) {
    for (const key of ["payment_method", "payment_method_details", "source", "card"]) {
      const method = objectAt(holder, key);
      if (method === undefined) continue;
      const type = word(member(method, "type")) ?? word(member(method, "object"));
      const card = objectAt(method, "card") ?? (member(method, "exp_month") === undefined ? undefined : method);
      return { ...(card && { card }), type };
    }
  }
  return {};
}

const wallets = new Set([
  "alipay",
  "wechat_pay",
  "cashapp",
  "paypal",
  "grabpay",
  "amazon_pay",
  "revolut_pay",
  "kakao_pay",
]);

function instrumentOf(method: ReturnType<typeof methodOf>): Record<string, string | undefined> {
  const { card, type = "" } = method;
  const other = /_debit$|^us_bank_account$|^bank_account$/.test(type)
    ? "bank_account"
    : wallets.has(type)
      ? "wallet"
      : undefined;
  return {
    kind: card ? cardKind(member(card, "funding")) : other,
    expires: cardExpiry(member(card, "exp_month"), member(card, "exp_year")),
  };
}

function threeDSecure(charge: ValueObject | undefined): Record<string, string | undefined> {
  const result = word(at(charge, "payment_method_details", "card", "three_d_secure", "result"));
  const status = lookUp({ authenticated: "passed", failed: "failed" }, result);
  return status ? { method: "challenge", status } : {};
}

const intentStatus: Record<string, string> = {
  succeeded: "succeeded",
  processing: "pending",
  requires_capture: "pending",
  requires_action: "pending",
  requires_source_action: "pending",
  requires_confirmation: "pending",
  canceled: "cancelled",
};

/** An intent without a method is a failed attempt only when it says what went wrong; a fresh one waits for its payer. */
function statusOfIntent(intent: ValueObject, error: ValueObject | undefined, occasion: Occasion): string {
  const said = word(member(intent, "status"));
  const status = lookUp(intentStatus, said);
  if (status !== undefined) return status;
  if (error !== undefined || /\.(payment|setup)_failed$/.test(occasion.type ?? "")) return "failed";
  return said === "requires_payment_method" || said === "requires_source" ? "pending" : "unknown";
}

/** What the payer is asked for. A redirect is a 3-D Secure challenge only where a card is the sole method. */
function actionRequired(intent: ValueObject): Record<string, string | undefined> {
  if (!/^requires_(source_)?action$/.test(word(member(intent, "status")) ?? "")) return {};
  const action = firstOf(objectAt(intent, "next_action"), objectAt(intent, "next_source_action"));
  const type = word(member(action, "type"));
  const types = member(intent, "payment_method_types");
  const cardOnly = Array.isArray(types) && types.length === 1 && types[0] === "card";
  if (type === "use_stripe_sdk" || (cardOnly && /^(redirect_to_url|authorize_with_url)$/.test(type ?? "")))
    return { method: "challenge", status: "required" };
  return {};
}

function readIntent(intent: ValueObject, format: string, occasion: Occasion, outer?: ValueObject): Recognised {
  const setup = format === "stripe.setup_intent";
  const charge = firstOf(objectAt(intent, "latest_charge"), objectAt(intent, "charges", "data", 0));
  const error = firstOf(
    outer,
    objectAt(intent, setup ? "last_setup_error" : "last_payment_error"),
    chargeError(charge),
  );
  const method = methodOf(error, intent, charge);
  const status = statusOfIntent(intent, error, occasion);
  return recognised(format, {
    transaction: {
      id: word(member(intent, "id")),
      status,
      at: firstOf(epochSeconds(member(charge, "created")), occasion.at, epochSeconds(member(intent, "created"))),
    },
    money: minorAmount(member(intent, "amount"), member(intent, "currency"), digits),
    // While it is under way the last error is that of an earlier attempt.
    failure:
      status === "pending"
        ? {}
        : withCancellation(
            codesOf(error, objectAt(charge, "outcome"), brandOf(method)),
            member(intent, "cancellation_reason"),
          ),
    instrument: instrumentOf(method),
    authentication: { ...threeDSecure(charge), ...actionRequired(intent) },
  });
}

function brandOf(method: ReturnType<typeof methodOf>): string | undefined {
  return word(member(method.card, "brand"))?.toLowerCase();
}

function withCancellation(failure: Failure, reason: Value | undefined): Failure {
  return { ...failure, codes: [...(failure.codes ?? []), ["stripe.cancellation_reason", word(reason)]] };
}

function statusOfCharge(charge: ValueObject): string {
  if (truth(member(charge, "refunded")) === true) return "refunded";
  const said = lookUp({ succeeded: "succeeded", pending: "pending", failed: "failed" }, word(member(charge, "status")));
  if (said !== undefined) return said;
  if (truth(member(charge, "paid")) === true) return "succeeded";
  return chargeError(charge) || truth(member(charge, "paid")) === false ? "failed" : "unknown";
}

function readCharge(charge: ValueObject, occasion: Occasion, outer?: ValueObject): Recognised {
  const method = methodOf(charge);
  const failure = codesOf(firstOf(outer, chargeError(charge)), objectAt(charge, "outcome"), brandOf(method));
  return recognised("stripe.charge", {
    transaction: {
      id: word(member(charge, "id")),
      status: statusOfCharge(charge),
      at: firstOf(epochSeconds(member(charge, "created")), occasion.at),
    },
    money: minorAmount(member(charge, "amount"), member(charge, "currency"), digits),
    failure,
    instrument: instrumentOf(method),
    authentication: threeDSecure(charge),
  });
}

const moneyOut: Record<string, { kind: string; statuses: Record<string, string> }> = {
  refund: {
    kind: "refund",
    statuses: {
      succeeded: "succeeded",
      pending: "pending",
      requires_action: "pending",
      failed: "failed",
      canceled: "cancelled",
    },
  },
  payout: {
    kind: "withdrawal",
    statuses: { paid: "succeeded", pending: "pending", in_transit: "pending", failed: "failed", canceled: "cancelled" },
  },
  topup: {
    kind: "top_up",
    statuses: {
      succeeded: "succeeded",
      pending: "pending",
      failed: "failed",
      canceled: "cancelled",
      reversed: "refunded",
    },
  },
};

function readMovement(object: ValueObject, name: "refund" | "payout" | "topup", occasion: Occasion): Recognised {
  const shape = moneyOut[name];
  const code = firstOf(word(member(object, "failure_code")), word(member(object, "failure_reason")));
  const said = lookUp(shape?.statuses ?? {}, word(member(object, "status")));
  const status = said ?? (code === undefined ? "unknown" : "failed");
  return recognised(`stripe.${name}`, {
    transaction: {
      id: word(member(object, "id")),
      kind: shape?.kind,
      status,
      at: firstOf(epochSeconds(member(object, "created")), occasion.at),
    },
    money: minorAmount(member(object, "amount"), member(object, "currency"), digits),
    failure:
      status === "failed"
        ? {
            provider: "stripe",
            message: sentence(member(object, "failure_message")),
            codes: [[`stripe.${name}_failure_code`, code]],
          }
        : {},
  });
}

/** An invoice says nothing of why; an expanded payment does. An open invoice has failed only when the event says so. */
function readInvoice(invoice: ValueObject, occasion: Occasion): Recognised {
  const inner = firstOf(objectAt(invoice, "payment_intent"), objectAt(invoice, "charge"));
  const paid = truth(member(invoice, "paid")) === true;
  const failedNow = occasion.type === "invoice.payment_failed";
  const byStatus = { paid: "succeeded", open: "pending", draft: "pending", void: "cancelled", uncollectible: "failed" };
  const said = lookUp(byStatus, word(member(invoice, "status"))) ?? "unknown";
  const status = paid ? "succeeded" : failedNow ? "failed" : said;
  const error = firstOf(objectAt(inner, "last_payment_error"), chargeError(inner));
  return recognised("stripe.invoice", {
    transaction: {
      id: word(member(invoice, "id")),
      status,
      at: firstOf(occasion.at, epochSeconds(member(invoice, "created"))),
    },
    money: minorAmount(
      firstOf(member(invoice, "amount_due"), member(invoice, "total")),
      member(invoice, "currency"),
      digits,
    ),
    failure: status === "failed" ? codesOf(error, objectAt(inner, "outcome"), undefined) : {},
    instrument: instrumentOf(methodOf(error, inner)),
  });
}

function readSession(session: ValueObject, occasion: Occasion): Recognised {
  const state = word(member(session, "status"));
  const paid = /^(paid|no_payment_required)$/.test(word(member(session, "payment_status")) ?? "");
  const status = paid
    ? "succeeded"
    : occasion.type === "checkout.session.async_payment_failed"
      ? "failed"
      : (lookUp({ open: "pending", complete: "pending", expired: "expired" }, state) ?? "unknown");
  const expiresAt =
    status === "pending" || status === "expired" ? epochSeconds(member(session, "expires_at")) : undefined;
  return recognised("stripe.checkout_session", {
    transaction: {
      id: word(member(session, "id")),
      status,
      at: firstOf(epochSeconds(member(session, "created")), occasion.at),
      reference: word(member(session, "client_reference_id")),
      expiresAt,
    },
    money: minorAmount(member(session, "amount_total"), member(session, "currency"), digits),
  });
}

/** Fields that a charge of Stripe without an id still has, and the look-alikes do not. */
function looksLikeCharge(object: ValueObject): boolean {
  if (word(at(object, "outcome", "seller_message")) !== undefined) return true;
  const near: [string, RegExp][] = [
    ["payment_intent", /^pi_/],
    ["customer", /^cus_/],
    ["balance_transaction", /^txn_/],
    ["payment_method", /^pm_/],
  ];
  return near.some(([key, id]) => id.test(word(member(object, key)) ?? ""));
}

function isOwn(object: ValueObject, name: string, occasion: Occasion): boolean {
  if (occasion.proven) return true;
  // PAY.JP copied Stripe's charges, prefixes included; these are its own additions.
  if (["captured_at", "fee_rate", "expired_at"].some((key) => Object.hasOwn(object, key))) return false;
  const id = word(member(object, "id"));
  if (id !== undefined) return (lookUp(prefixes, name) ?? []).some((prefix) => id.startsWith(prefix));
  return name === "charge" && looksLikeCharge(object);
}

function readObject(object: ValueObject, occasion: Occasion): Recognised | null {
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

function has(object: ValueObject, ...keys: string[]): boolean {
  return keys.some((key) => member(object, key) !== undefined && member(object, key) !== null);
}

function isOwnError(error: ValueObject): boolean {
  const links = `${word(member(error, "doc_url")) ?? ""} ${word(member(error, "request_log_url")) ?? ""}`;
  if (/\bstripe\.com\//.test(links)) return true;
  if (word(at(error, "payment_intent", "object")) === "payment_intent") return true;
  if (word(at(error, "setup_intent", "object")) === "setup_intent") return true;
  // PAY.JP has the same types and codes, and repeats the HTTP status inside the error.
  const httpStatus = member(error, "status");
  if (typeof httpStatus === "number" || httpStatus instanceof NumberText) return false;
  const type = word(member(error, "type")) ?? "";
  if (!errorTypes.has(type) && !/^Stripe[A-Z]\w*Error$/.test(type)) return false;
  if (type === "card_error" || type.startsWith("Stripe")) return has(error, "code", "decline_code", "message");
  if (has(error, "decline_code", "network_decline_code", "advice_code")) return true;
  return /^(ch|py)_/.test(word(member(error, "charge")) ?? "") || ownErrorCode.test(word(member(error, "code")) ?? "");
}

function readError(error: ValueObject, siblings: ValueObject): Recognised {
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
    instrument: instrumentOf(method),
  });
}

/** Payment intents, charges, setup intents, refunds, payouts, top-ups, invoices, checkout sessions, events and errors of Stripe. */
export const stripe: Adapter = {
  provider: "stripe",
  read(payload: Value): Recognised | null {
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
    // The Node library keeps the answer of the API in `raw` of its own error.
    const raw = objectAt(payload, "raw");
    if (raw !== undefined && isOwnError(raw)) return readError(raw, payload);
    return member(payload, "object") === undefined && isOwnError(payload) ? readError(payload, {}) : null;
  },
};
