import { isObject, member, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  booleanOf,
  cardKind,
  firstOf,
  instant,
  lookUp,
  type MinorUnitDigits,
  memberAt,
  minorAmount,
  networkCode,
  objectAt,
  type PayloadFailure,
  type PayloadMoney,
  recognised,
  sentence,
  slashedExpiry,
  word,
} from "./payload.js";

/** Where Adyen's minor units differ from ISO 4217 (docs.adyen.com/development-resources/currency-codes). */
const digits: MinorUnitDigits = { CLP: 2, CVE: 0, IDR: 0, ISK: 2 };

const byResultCode: Record<string, string> = {
  Authorised: "succeeded",
  PartiallyAuthorised: "pending",
  Received: "pending",
  Pending: "pending",
  PresentToShopper: "pending",
  RedirectShopper: "pending",
  ChallengeShopper: "pending",
  IdentifyShopper: "pending",
  AuthenticationFinished: "pending",
  AuthenticationNotRequired: "pending",
  Cancelled: "cancelled",
  Refused: "failed",
  Error: "failed",
};

/** What else an answer of Adyen's payment API has; a bare result code could be anyone's. */
const besideResultCode = [
  "pspReference",
  "refusalReason",
  "refusalReasonCode",
  "merchantReference",
  "additionalData",
  "action",
  "paymentData",
  "authResponse",
];

/** The two characters before the colon of "05 : Do not honor". */
function rawCode(value: SourceValue | undefined): string | undefined {
  return networkCode(/^\s*([0-9A-Za-z]{2})\s*(?::|$)/.exec(word(value) ?? "")?.[1] ?? null);
}

/** `additionalData` has flat keys with dots; a form-encoded notification may have been read into nested ones. */
function extra(payload: SourceObject, key: string): SourceValue | undefined {
  return firstOf(memberAt(payload, "additionalData", key), memberAt(payload, `additionalData.${key}`));
}

function failureOf(payload: SourceObject, reason: string | undefined): PayloadFailure {
  const advice = rawCode(firstOf(extra(payload, "merchantAdviceCode"), extra(payload, "mcMerchantAdviceCode")));
  return {
    provider: "adyen",
    code: firstOf(word(member(payload, "refusalReasonCode")), word(extra(payload, "refusalReasonCode"))),
    networkCode: rawCode(extra(payload, "refusalReasonRaw")),
    adviceCode: advice,
    message: sentence(firstOf(reason, member(payload, "message"))),
    codes: [
      ["adyen.refusal_reason", reason],
      ["adyen.error_code", word(member(payload, "errorCode"))],
      ["mastercard.mac", advice],
    ],
  };
}

function moneyOf(payload: SourceObject): PayloadMoney {
  const amount = objectAt(payload, "amount");
  // A form-encoded notification has the two fields side by side.
  return amount === undefined
    ? minorAmount(member(payload, "value"), member(payload, "currency"), digits)
    : minorAmount(member(amount, "value"), member(amount, "currency"), digits);
}

function instrumentOf(payload: SourceObject): Record<string, string | undefined> {
  return { kind: cardKind(extra(payload, "fundingSource")), expires: slashedExpiry(extra(payload, "expiryDate")) };
}

function passed(payload: SourceObject): Record<string, string | undefined> {
  return booleanOf(extra(payload, "threeDAuthenticated")) === true ? { method: "challenge", status: "passed" } : {};
}

function readPayment(payload: SourceObject, resultCode: string, status: string): Recognised {
  const reason = word(member(payload, "refusalReason"));
  const isChallenge =
    /^(ChallengeShopper|IdentifyShopper)$/.test(resultCode) ||
    /^threeDS2/.test(word(memberAt(payload, "action", "type")) ?? "") ||
    word(member(payload, "paRequest")) !== undefined ||
    (resultCode === "RedirectShopper" && word(memberAt(payload, "action", "paymentMethodType")) === "scheme");
  const failure = failureOf(payload, reason);
  return recognised("adyen.payment", {
    transaction: {
      id: word(member(payload, "pspReference")),
      status,
      reference: word(member(payload, "merchantReference")),
    },
    money: moneyOf(payload),
    failure:
      status === "failed" || status === "cancelled"
        ? { ...failure, codes: [...(failure.codes ?? []), ["adyen.result_code", resultCode]] }
        : {},
    instrument: instrumentOf(payload),
    authentication: status === "pending" && isChallenge ? { method: "challenge", status: "required" } : passed(payload),
  });
}

/** A gift card that cannot pay: the answer says how much is left on it. */
function readGiftCard(payload: SourceObject): Recognised {
  const { amount, currency } = minorAmount(
    memberAt(payload, "balance", "value"),
    memberAt(payload, "balance", "currency"),
    digits,
  );
  return recognised("adyen.balance", {
    transaction: { id: word(member(payload, "pspReference")), status: "failed" },
    balance: currency === undefined ? {} : { available: amount ?? "0", currency },
    failure: { provider: "adyen", codes: [["adyen.result_code", word(member(payload, "resultCode"))]] },
  });
}

interface Outcome {
  kind?: string;
  /** What `success: "true"` means for the transaction; null where it says nothing of whether the payment went through. */
  yes: string | null;
  no: string | null;
}

/**
 * Events that settle the fate of a transaction. The rest (reports, disputes, contracts, manual reviews, a cancellation that did not succeed)
 * leave it open and are not read.
 */
const byEvent: Record<string, Outcome> = {
  AUTHORISATION: { yes: "succeeded", no: "failed" },
  PENDING: { yes: "pending", no: null },
  CAPTURE: { yes: "succeeded", no: "failed" },
  CAPTURE_FAILED: { yes: "failed", no: null },
  CANCELLATION: { yes: "cancelled", no: null },
  TECHNICAL_CANCEL: { yes: "cancelled", no: null },
  OFFER_CLOSED: { yes: "expired", no: null },
  EXPIRE: { yes: "expired", no: null },
  REFUND: { kind: "refund", yes: "succeeded", no: "failed" },
  REFUND_WITH_DATA: { kind: "refund", yes: "succeeded", no: "failed" },
  REFUND_FAILED: { kind: "refund", yes: "failed", no: null },
  REFUNDED_REVERSED: { kind: "refund", yes: "failed", no: null },
  PAYOUT_THIRDPARTY: { kind: "withdrawal", yes: "succeeded", no: "failed" },
  PAYOUT_DECLINE: { kind: "withdrawal", yes: "failed", no: null },
  PAYOUT_EXPIRE: { kind: "withdrawal", yes: "expired", no: null },
  PAIDOUT_REVERSED: { kind: "withdrawal", yes: "failed", no: null },
};

function readNotification(item: SourceObject): Recognised | null {
  const event = lookUp(byEvent, word(member(item, "eventCode")));
  const success = booleanOf(member(item, "success"));
  if (event === undefined || success === undefined) return null;
  const status = success ? event.yes : event.no;
  if (status === null) return null;
  // Of a success the reason is "authorisation code:last four:expiry", of a failure why it failed.
  const failure = status === "failed" ? failureOf(item, word(member(item, "reason"))) : {};
  return recognised("adyen.notification", {
    transaction: {
      id: word(member(item, "pspReference")),
      kind: event.kind,
      status,
      at: instant(member(item, "eventDate")),
      reference: word(member(item, "merchantReference")),
    },
    money: moneyOf(item),
    failure,
    instrument: instrumentOf(item),
    authentication: passed(item),
  });
}

function isNotification(item: SourceObject): boolean {
  return (
    word(member(item, "pspReference")) !== undefined &&
    word(member(item, "eventCode")) !== undefined &&
    ["merchantAccountCode", "eventDate", "amount", "operations", "originalReference", "success"].some((key) =>
      member(item, key),
    )
  );
}

const errorKinds = new Set(["validation", "security", "internal", "configuration"]);

function isError(payload: SourceObject): boolean {
  const status = member(payload, "status");
  return (
    errorKinds.has(word(member(payload, "errorType"))?.toLowerCase() ?? "") &&
    word(member(payload, "errorCode")) !== undefined &&
    word(member(payload, "message")) !== undefined &&
    (typeof status === "number" || status instanceof NumberText || word(member(payload, "pspReference")) !== undefined)
  );
}

/** A terminal answers with a query string: "refusalReason=210%20Not%20enough%20balance&…". */
function queryField(query: string, key: string): string | undefined {
  const found = new URLSearchParams(query).get(key);
  return found === null ? undefined : word(found);
}

/** Answers of a payment terminal (Terminal API). */
function readTerminal(response: SourceObject): Recognised | null {
  const inner = objectAt(response, "PaymentResponse");
  const answer = objectAt(inner, "Response");
  const status = lookUp(
    { Success: "succeeded", Failure: "failed", Partial: "pending" },
    word(member(answer, "Result")),
  );
  if (status === undefined) return null;
  const condition = word(member(answer, "ErrorCondition"));
  const said = member(answer, "AdditionalResponse");
  const query = typeof said === "string" ? said.slice(0, 5000) : "";
  const reason = firstOf(queryField(query, "refusalReason"), queryField(query, "message"));
  const cancelled = condition === "Cancel" || condition === "Aborted";
  return recognised("adyen.terminal", {
    transaction: {
      id: word(memberAt(inner, "POIData", "POITransactionID", "TransactionID")),
      status: status === "failed" && cancelled ? "cancelled" : status,
      at: instant(memberAt(inner, "POIData", "POITransactionID", "TimeStamp")),
      reference: word(memberAt(inner, "SaleData", "SaleTransactionID", "TransactionID")),
    },
    failure: {
      provider: "adyen",
      networkCode: rawCode(queryField(query, "refusalReasonRaw")),
      message: sentence(reason),
      codes: [
        ["adyen.refusal_reason", reason?.replace(/^\d+\s+/, "")],
        ["adyen.error_condition", condition],
      ],
    },
  });
}

/**
 * Answers of /payments and /payments/details, notifications, API errors and terminal answers of Adyen. Kept in code: notifications
 * keep their facts in flat keys with dots, and a state follows from an event and its success together.
 */
export const adyen: Adapter = {
  provider: "adyen",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const items = member(payload, "notificationItems");
    // Several items are several transactions: each is read by itself.
    if (Array.isArray(items)) return items.length === 1 ? adyen.read(items[0] ?? null) : null;
    const item = objectAt(payload, "NotificationRequestItem") ?? payload;
    if (isNotification(item)) return readNotification(item);

    const resultCode = word(member(payload, "resultCode"));
    const status = lookUp(byResultCode, resultCode);
    if (resultCode !== undefined && status !== undefined && besideResultCode.some((key) => member(payload, key)))
      return readPayment(payload, resultCode, status);
    if (resultCode === "NotEnoughBalance" && objectAt(payload, "balance")) return readGiftCard(payload);
    if (isError(payload)) {
      return recognised("adyen.error", {
        transaction: { id: word(member(payload, "pspReference")), status: "failed" },
        failure: failureOf(payload, undefined),
      });
    }
    const terminal = firstOf(objectAt(payload, "SaleToPOIResponse"), payload);
    return objectAt(terminal, "PaymentResponse", "Response") ? readTerminal(terminal ?? payload) : null;
  },
};
