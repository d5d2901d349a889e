import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  booleanOf,
  cardExpiry,
  firstOf,
  instant,
  lookUp,
  majorAmount,
  memberAt,
  networkCode,
  objectAt,
  objects,
  type PayloadFailure,
  recognised,
  sentence,
  slashedExpiry,
  word,
} from "./payload.js";

const byStatus: Record<string, string> = {
  authorizing: "pending",
  authorized: "pending",
  settlement_pending: "pending",
  submitted_for_settlement: "succeeded",
  settling: "succeeded",
  settlement_confirmed: "succeeded",
  settled: "succeeded",
  verified: "succeeded",
  voided: "cancelled",
  authorization_expired: "expired",
  processor_declined: "failed",
  gateway_rejected: "failed",
  settlement_declined: "failed",
  failed: "failed",
  unrecognized: "unknown",
};

/** States whose names no other provider uses; the others need a field of Braintree beside them. */
const ownStatus = new Set(
  "submitted_for_settlement settlement_pending settlement_confirmed settlement_declined processor_declined gateway_rejected authorization_expired".split(
    " ",
  ),
);

/** Spellings by camelCase name; the names are those of this file, so the map stays small. */
const spellings = new Map<string, readonly string[]>();

function spellingsOf(camel: string): readonly string[] {
  const known = spellings.get(camel);
  if (known !== undefined) return known;
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const all = [...new Set([camel, snake, snake.replaceAll("_", "-")])];
  spellings.set(camel, all);
  return all;
}

/** A field in any of the spellings of Braintree's libraries: camelCase, snake_case, and the kebab-case of its XML. */
function field(object: SourceObject | undefined, camel: string): SourceValue | undefined {
  for (const name of spellingsOf(camel)) {
    const found = member(object, name);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function sub(object: SourceObject | undefined, camel: string): SourceObject | undefined {
  const found = field(object, camel);
  return isObject(found) ? found : undefined;
}

/** 1000 to 1999 are approvals. */
function declineCode(value: SourceValue | undefined): string | undefined {
  const code = word(value);
  return code !== undefined && /^[2-3]\d{3}$/.test(code) ? code : undefined;
}

/** GraphQL keeps the newest answer first in the history of a transaction. */
function lastEvent(object: SourceObject, name: string): SourceObject | undefined {
  return objects(field(object, "statusHistory")).find((event) => field(event, name) !== undefined);
}

/** GraphQL nests what the other interfaces keep flat, and writes the state in capitals. */
function processor(object: SourceObject): { code: string | undefined; text: SourceValue | undefined } {
  const nested = firstOf(
    sub(object, "processorResponse"),
    sub(lastEvent(object, "processorResponse"), "processorResponse"),
  );
  return {
    code: declineCode(firstOf(field(object, "processorResponseCode"), field(nested, "legacyCode"))),
    text: firstOf(field(object, "processorResponseText"), field(nested, "message")),
  };
}

const hasProcessor = (object: SourceObject): boolean =>
  processor(object).code !== undefined ||
  field(object, "processorResponseCode") !== undefined ||
  field(object, "processorResponseText") !== undefined ||
  field(sub(object, "processorResponse"), "legacyCode") !== undefined;

function statusOf(object: SourceObject): string | undefined {
  return lookUp(byStatus, word(member(object, "status"))?.toLowerCase());
}

/** A transaction or a verification of a card. */
function isSubject(object: SourceObject | undefined): object is SourceObject {
  if (object === undefined) return false;
  const status = word(member(object, "status"))?.toLowerCase() ?? "";
  if (lookUp(byStatus, status) === undefined) return false;
  if (ownStatus.has(status)) return ["id", "amount", "type"].some((key) => member(object, key)) || hasProcessor(object);
  return hasProcessor(object) || (field(object, "merchantAccountId") !== undefined && amountOf(object) !== undefined);
}

const amountOf = (object: SourceObject): SourceValue | undefined =>
  firstOf(memberAt(object, "amount", "value"), member(object, "amount"));

interface Validation {
  code: string;
  message: string | undefined;
}

/** Validation errors lie at any depth, under the name of the field they are about. */
function validations(value: SourceValue | undefined, depth = 0): Validation[] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((entry) => validations(entry, depth + 1));
  if (!isObject(value)) return [];
  const code = word(member(value, "code"));
  if (code !== undefined && /^[89]\d{4}$/.test(code) && Object.hasOwn(value, "attribute"))
    return [{ code, message: sentence(member(value, "message")) }];
  return Object.values(value)
    .slice(0, 50)
    .flatMap((entry) => validations(entry, depth + 1));
}

function instrumentOf(object: SourceObject): Record<string, string | undefined> {
  const card = firstOf(
    sub(object, "creditCard"),
    sub(object, "creditCardDetails"),
    sub(object, "paymentMethodSnapshot"),
  );
  const type = word(field(object, "paymentInstrumentType"));
  // "Unknown" is what Braintree says of most cards.
  const debit = lookUp({ yes: "debit_card" }, word(field(card, "debit"))?.toLowerCase());
  return {
    kind: debit ?? lookUp({ paypal_account: "wallet", venmo_account: "wallet", us_bank_account: "bank_account" }, type),
    expires: firstOf(
      cardExpiry(field(card, "expirationMonth"), field(card, "expirationYear")),
      slashedExpiry(field(card, "expirationDate")),
    ),
  };
}

function threeDSecure(object: SourceObject): Record<string, string | undefined> {
  const secure = sub(object, "threeDSecureInfo");
  const result = lookUp(
    { authenticate_successful: "passed", authenticate_failed: "failed", authenticate_rejected: "failed" },
    word(member(secure, "status"))?.toLowerCase(),
  );
  return result ? { method: "challenge", status: result } : {};
}

function failureOf(object: SourceObject, outer: SourceObject | undefined): PayloadFailure {
  const { code, text } = processor(object);
  const advice = networkCode(field(object, "merchantAdviceCode"));
  const settlement = word(field(object, "processorSettlementResponseCode"));
  const rejection = word(
    firstOf(
      field(object, "gatewayRejectionReason"),
      field(lastEvent(object, "gatewayRejectionReason"), "gatewayRejectionReason"),
    ),
  );
  return {
    provider: "braintree",
    code,
    networkCode: networkCode(field(object, "networkResponseCode")),
    adviceCode: advice,
    message: sentence(
      firstOf(
        code === undefined ? undefined : text,
        field(object, "processorSettlementResponseText"),
        member(outer, "message"),
      ),
    ),
    codes: [
      ["braintree.gateway_rejection_reason", rejection],
      ["braintree.processor_settlement_response_code", settlement],
      ["mastercard.mac", advice],
      ...validations(member(outer, "errors")).map((error): [string, string] => [
        "braintree.validation_error_code",
        error.code,
      ]),
    ],
  };
}

function readSubject(object: SourceObject, verification: boolean, outer: SourceObject | undefined): Recognised {
  const status = statusOf(object);
  const credit = word(member(object, "type"))?.toLowerCase() === "credit";
  return recognised(verification ? "braintree.verification" : "braintree.transaction", {
    transaction: {
      id: word(member(object, "id")),
      kind: credit ? "refund" : undefined,
      status,
      at: instant(field(object, "createdAt")),
      reference: word(field(object, "orderId")),
    },
    money: majorAmount(
      amountOf(object),
      firstOf(
        field(object, "currencyIsoCode"),
        memberAt(object, "amount", "currencyCode"),
        memberAt(object, "amount", "currencyIsoCode"),
      ),
    ),
    failure: status === "pending" ? {} : failureOf(object, outer),
    instrument: instrumentOf(object),
    authentication: threeDSecure(object),
  });
}

/**
 * Transactions, verifications, results with validation errors and webhooks of Braintree. Kept in code: a state means another thing for
 * each type, and three forms of one object are told apart by what they lack.
 */
export const braintree: Adapter = {
  provider: "braintree",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const holder = sub(payload, "subject") ?? payload;
    const transaction = objectAt(holder, "transaction");
    if (isSubject(transaction)) return readSubject(transaction, false, payload);
    for (const name of ["verification", "creditCardVerification"]) {
      const verification = sub(holder, name);
      if (isSubject(verification)) return readSubject(verification, true, payload);
    }
    if (isSubject(payload)) return readSubject(payload, false, undefined);
    return readRefusal(payload);
  },
};

/** A result without a transaction: the request was refused before anything was charged. */
function readRefusal(payload: SourceObject): Recognised | null {
  const result = firstOf(objectAt(payload, "apiErrorResponse"), objectAt(payload, "api_error_response"), payload);
  const errors = validations(member(result, "errors"));
  if (errors.length === 0 || booleanOf(member(result, "success")) === true) return null;
  return recognised("braintree.error", {
    transaction: { status: "failed" },
    failure: {
      provider: "braintree",
      message: firstOf(errors[0]?.message, sentence(member(result, "message"))),
      codes: errors.slice(0, 20).map((error) => ["braintree.validation_error_code", error.code]),
    },
  });
}
