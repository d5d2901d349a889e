import { member, type SourceObject, type SourceValue } from "../value.js";
import type { PayloadFormat, Recognised } from "./adapter.js";
import {
  booleanOf,
  cardExpiry,
  cardKind,
  epochSeconds,
  firstOf,
  lookUp,
  type MinorUnitDigits,
  memberAt,
  minorAmount,
  networkCode,
  objectAt,
  type PayloadFailure,
  recognised,
  sentence,
  word,
} from "./payload.js";

/** Where Stripe's integers differ from ISO 4217: MGA has no minor unit; ISK and UGX keep two digits that are always 00. */
const digits: MinorUnitDigits = { MGA: 0, ISK: 2, UGX: 2 };

/** What the envelope around an object tells about it. */
export interface Occasion {
  /** The type of the event that carried the object. */
  type?: string | undefined;
  at?: string | undefined;
  /** The envelope proves that the object is Stripe's. */
  proven: boolean;
}

export function codesOf(
  error: SourceObject | undefined,
  outcome: SourceObject | undefined,
  brand: string | undefined,
): PayloadFailure {
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
      // An idempotency error has no code, and its type says all of it.
      ["stripe.error_code", word(member(error, "code")) ?? (type === "idempotency_error" ? type : undefined)],
      // card_error adds nothing to the code; api_error and rate_limit_error come without one.
      ["stripe.error_type", type === "card_error" || type === "idempotency_error" ? undefined : type],
      ["stripe.outcome_reason", reason === decline ? undefined : reason],
      ["stripe.outcome_network_status", word(member(outcome, "network_status"))],
      ["stripe.advice_code", advice],
      [brand === "mastercard" ? "mastercard.mac" : "stripe.network_advice_code", networkAdvice],
      ["nacha.return_code", networkText !== undefined && /^R\d{2}$/.test(networkText) ? networkText : undefined],
    ],
  };
}

/** A charge says with `failure_code` and `failure_message` what an error says with `code` and `message`. */
function chargeError(charge: SourceObject | undefined): SourceObject | undefined {
  const code = member(charge, "failure_code");
  const message = member(charge, "failure_message");
  return code || message ? { code: code ?? null, message: message ?? null } : undefined;
}

/** The card or account in whichever place an object of this API version carries it. */
export function methodOf(...holders: (SourceObject | undefined)[]): { card?: SourceObject; type?: string | undefined } {
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

/** What pays. A `card_error` is about a card, also where no card is shown. */
export function instrumentOf(
  method: ReturnType<typeof methodOf>,
  error?: SourceObject,
): Record<string, string | undefined> {
  const { card, type = member(error, "type") === "card_error" ? "card" : "" } = method;
  const other = /_debit$|^us_bank_account$|^bank_account$/.test(type)
    ? "bank_account"
    : wallets.has(type)
      ? "wallet"
      : type === "card"
        ? "card"
        : undefined;
  return {
    kind: card ? (cardKind(member(card, "funding")) ?? "card") : other,
    expires: cardExpiry(member(card, "exp_month"), member(card, "exp_year")),
  };
}

function threeDSecure(charge: SourceObject | undefined): Record<string, string | undefined> {
  const result = word(memberAt(charge, "payment_method_details", "card", "three_d_secure", "result"));
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
function statusOfIntent(intent: SourceObject, error: SourceObject | undefined, occasion: Occasion): string {
  const said = word(member(intent, "status"));
  const status = lookUp(intentStatus, said);
  if (status !== undefined) return status;
  if (error !== undefined || /\.(payment|setup)_failed$/.test(occasion.type ?? "")) return "failed";
  return said === "requires_payment_method" || said === "requires_source" ? "pending" : "unknown";
}

/** What the payer is asked for. A redirect is a 3-D Secure challenge only where a card is the sole method. */
function actionRequired(intent: SourceObject): Record<string, string | undefined> {
  if (!/^requires_(source_)?action$/.test(word(member(intent, "status")) ?? "")) return {};
  const action = firstOf(objectAt(intent, "next_action"), objectAt(intent, "next_source_action"));
  const type = word(member(action, "type"));
  const types = member(intent, "payment_method_types");
  const cardOnly = Array.isArray(types) && types.length === 1 && types[0] === "card";
  if (type === "use_stripe_sdk" || (cardOnly && /^(redirect_to_url|authorize_with_url)$/.test(type ?? "")))
    return { method: "challenge", status: "required" };
  return {};
}

export function readIntent(
  intent: SourceObject,
  format: PayloadFormat,
  occasion: Occasion,
  outer?: SourceObject,
): Recognised {
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
    instrument: instrumentOf(method, error),
    authentication: { ...threeDSecure(charge), ...actionRequired(intent) },
  });
}

export function brandOf(method: ReturnType<typeof methodOf>): string | undefined {
  return word(member(method.card, "brand"))?.toLowerCase();
}

function withCancellation(failure: PayloadFailure, reason: SourceValue | undefined): PayloadFailure {
  return { ...failure, codes: [...(failure.codes ?? []), ["stripe.cancellation_reason", word(reason)]] };
}

function statusOfCharge(charge: SourceObject): string {
  if (booleanOf(member(charge, "refunded")) === true) return "refunded";
  const said = lookUp({ succeeded: "succeeded", pending: "pending", failed: "failed" }, word(member(charge, "status")));
  if (said !== undefined) return said;
  if (booleanOf(member(charge, "paid")) === true) return "succeeded";
  return chargeError(charge) || booleanOf(member(charge, "paid")) === false ? "failed" : "unknown";
}

export function readCharge(charge: SourceObject, occasion: Occasion, outer?: SourceObject): Recognised {
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
    kind: "payout",
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

export function readMovement(
  object: SourceObject,
  name: "refund" | "payout" | "topup",
  occasion: Occasion,
): Recognised {
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
export function readInvoice(invoice: SourceObject, occasion: Occasion): Recognised {
  const inner = firstOf(objectAt(invoice, "payment_intent"), objectAt(invoice, "charge"));
  const paid = booleanOf(member(invoice, "paid")) === true;
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
    instrument: instrumentOf(methodOf(error, inner), error),
  });
}

export function readSession(session: SourceObject, occasion: Occasion): Recognised {
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
