import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  asList,
  countMembers,
  firstOf,
  firstWord,
  has,
  hasOnly,
  localInstant,
  lookUp,
  majorIn,
  memberAt,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  type TransactionStatus,
  word,
} from "./payload.js";

/** Safaricom writes local Nairobi time without an offset. */
const NAIROBI = "+03:00";

/** Result codes that say more than "it failed". */
const RESULTS: StatusWords = { "0": "succeeded", "1019": "expired", "1032": "cancelled", "4999": "pending" };

const resultStatus = (code: string): TransactionStatus => lookUp(RESULTS, code) ?? "failed";

/** The value of a named item in Daraja's lists: `{ Name, Value }` from the phone prompt, `{ Key, Value }` elsewhere. */
function item(items: SourceValue | undefined, name: string): SourceValue | undefined {
  return member(
    asList(items).find((entry) => firstWord(entry, "Name", "Key") === name),
    "Value",
  );
}

/** As Daraja spells a name, and as the classes do that programs read it into. */
const spelt = (name: string): string[] => [
  name,
  name.charAt(0).toLowerCase() + name.slice(1),
  name.replace(/^./, (first) => first.toLowerCase()).replace(/ID$/, "Id"),
];

/** The phone prompt (STK push): its callback, the answer to its query, and its acceptance, which only means that the prompt was sent. */
function prompt(payload: SourceValue): Recognised | null {
  const body = memberAt(payload, "Body", "stkCallback") ?? member(payload, "stkCallback") ?? payload;
  const request = firstWord(body, ...spelt("CheckoutRequestID"));
  const code = firstWord(body, ...spelt("ResultCode"));
  const accepted = firstWord(body, ...spelt("ResponseCode"));
  if (request === undefined || (code ?? accepted) === undefined) return null;
  const items = memberAt(body, "CallbackMetadata", "Item");
  const status = code === undefined ? (accepted === "0" ? "pending" : "failed") : resultStatus(code);
  return recognised("mpesa.stk_push", {
    transaction: {
      id: request,
      reference: firstWord(body, ...spelt("MerchantRequestID")),
      status,
      at: localInstant(item(items, "TransactionDate"), NAIROBI),
    },
    money: majorIn("KES", item(items, "Amount")),
    failure: {
      provider: "mpesa",
      code,
      message: sentence(firstWord(body, ...spelt(code === undefined ? "ResponseDescription" : "ResultDesc"))),
    },
  });
}

/** A result torn out of its callback: two members that only M-PESA names so, with a code it has. */
function bareResult(payload: SourceObject): Recognised | null {
  const code = firstWord(payload, "ResultCode") ?? "";
  const known = ["1", "17", "26", "1001", "1019", "1025", "1032", "1037", "2001", "9999"].includes(code);
  if (!known || !has(payload, "ResultDesc") || !hasOnly(payload, ["ResultCode", "ResultDesc", "ResultType"]))
    return null;
  return recognised("mpesa.result", {
    transaction: { status: resultStatus(code) },
    failure: { provider: "mpesa", code, message: sentence(member(payload, "ResultDesc")) },
  });
}

/** "Completed", "Failed" …: what a status query says of the transaction it asked about. */
const QUERIED: StatusWords = {
  completed: "succeeded",
  failed: "failed",
  declined: "failed",
  cancelled: "cancelled",
  expired: "expired",
  pending: "pending",
  authorized: "pending",
};

/** `Result` of a payout (B2C, B2B), a reversal or a status query. */
function result(payload: SourceValue): Recognised | null {
  const body = member(payload, "Result") ?? payload;
  const code = firstWord(body, "ResultCode");
  if (code === undefined || !has(body, "ResultDesc")) return null;
  if (!has(body, "ConversationID") && !has(body, "OriginatorConversationID")) return null;
  const items = memberAt(body, "ResultParameters", "ResultParameter");
  const keys = asList(items).map((entry) => firstWord(entry, "Key") ?? "");
  // A balance is no transaction.
  if (keys.includes("AccountBalance")) return null;
  const query = keys.includes("TransactionStatus");
  const queried = word(item(items, "TransactionStatus"))?.toLowerCase();
  const kind: TransactionKind | undefined = keys.includes("OriginalTransactionID")
    ? "refund"
    : query
      ? undefined
      : "payout";
  return recognised(query ? "mpesa.transaction_status" : "mpesa.result", {
    transaction: {
      id: word(item(items, "ReceiptNo")) ?? firstWord(body, "TransactionID"),
      reference: firstWord(body, "OriginatorConversationID"),
      kind,
      status: query ? (lookUp(QUERIED, queried) ?? "unknown") : resultStatus(code),
      at: completedAt(word(firstOf(item(items, "TransactionCompletedDateTime"), item(items, "TransCompletedTime")))),
    },
    money: majorIn("KES", firstOf(item(items, "TransactionAmount"), item(items, "Amount"))),
    failure: { provider: "mpesa", code: query ? undefined : code, message: sentence(member(body, "ResultDesc")) },
  });
}

/** "19.12.2019 11:45:50", or fourteen digits. */
function completedAt(value: string | undefined): string | undefined {
  const day = value?.replace(/^(\d\d)\.(\d\d)\.(\d{4}) /, "$3-$2-$1 ");
  return localInstant(day, NAIROBI);
}

/** Money paid in to a till or paybill number. Only the confirmation knows the balance it left; before that the payment is being checked. */
function paidIn(payload: SourceValue): Recognised | null {
  if (countMembers(payload, ["TransID", "TransTime", "TransAmount", "BusinessShortCode"]) < 4) return null;
  return recognised("mpesa.c2b", {
    transaction: {
      id: firstWord(payload, "TransID"),
      reference: firstWord(payload, "BillRefNumber"),
      status: firstWord(payload, "OrgAccountBalance") === undefined ? "pending" : "succeeded",
      at: localInstant(member(payload, "TransTime"), NAIROBI),
    },
    money: majorIn("KES", member(payload, "TransAmount")),
  });
}

/** `{ requestId, errorCode: "500.001.1001", errorMessage }`: the request was refused, or the thing asked about is still under way. */
function error(payload: SourceObject): Recognised | null {
  const code = firstWord(payload, "errorCode");
  const message = sentence(member(payload, "errorMessage"));
  if (code === undefined || !/^\d{3}\.\d{3}\.\d{2,4}$/.test(code) || message === undefined) return null;
  return recognised("mpesa.error", {
    transaction: { status: /being processed/i.test(message) ? "pending" : undefined },
    failure: { provider: "mpesa", message, codes: [["mpesa.error_code", code]] },
  });
}

/** A payout that was taken in and will be reported later. */
function acceptedPayout(payload: SourceValue): Recognised | null {
  if (countMembers(payload, ["ConversationID", "OriginatorConversationID", "ResponseCode", "ResponseDescription"]) < 4)
    return null;
  return recognised("mpesa.accepted", {
    transaction: {
      reference: firstWord(payload, "OriginatorConversationID"),
      status: firstWord(payload, "ResponseCode") === "0" ? "pending" : "failed",
    },
    failure: { provider: "mpesa", message: sentence(member(payload, "ResponseDescription")) },
  });
}

/** Safaricom M-PESA (Daraja). Kept in code: its results are lists of keys with values, and some codes mean another thing to each call. */
export const mpesa: Adapter = {
  provider: "mpesa",
  read(payload) {
    if (!isObject(payload)) return null;
    const readers = [prompt, result, acceptedPayout, paidIn];
    for (const read of readers) {
      const found = read(payload);
      if (found !== null) return found;
    }
    return bareResult(payload) ?? error(payload);
  },
};
