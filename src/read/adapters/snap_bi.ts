import { isObject, member, type SourceValue } from "../value.js";
import type { Adapter } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  instant,
  lookUp,
  majorAmount,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  type TransactionStatus,
  word,
} from "./payload.js";

const STATES: StatusWords = {
  "00": "succeeded",
  "01": "pending",
  "02": "pending",
  "03": "pending",
  "04": "refunded",
  "05": "cancelled",
  "06": "failed",
};

/** Bank Indonesia's service codes (digits 4 and 5 of the response code) that move money at once, and of which kind. */
const KINDS: Readonly<Record<string, TransactionKind>> = {
  "17": "transfer",
  "18": "transfer",
  "22": "transfer",
  "23": "transfer",
  "38": "top_up",
  "43": "transfer",
  "58": "refund",
};
/** Services whose success only means that a payment was begun. */
const BEGINS = ["27", "47", "54", "60"];
const CANCELS = "57";
/** Look-ups: their answer is about the question, never about the payment. */
const INQUIRIES = ["26", "36", "51", "55", "61"];

const REFERENCES = ["originalPartnerReferenceNo", "originalReferenceNo", "partnerReferenceNo", "referenceNo", "trxId"];

const TIMES = ["transactionDate", "paidTime", "trxDateTime", "createdTime", "finishedTime"];

function responseCode(payload: SourceValue | undefined): string | undefined {
  const code = word(payload);
  return code !== undefined && /^(20[02]|40[013459]|429|50[0-4])\d{4}$/.test(code) ? code : undefined;
}

/** What the case of an answer alone says about the money; null where it says nothing about a transaction. */
function statusOf(code: string): TransactionStatus | undefined | null {
  const [http, service] = [code.slice(0, 3), code.slice(3, 5)];
  if (http.startsWith("20")) {
    if (INQUIRIES.includes(service)) return null;
    if (service === CANCELS) return "cancelled";
    if (http === "202" || BEGINS.includes(service)) return "pending";
    return lookUp(KINDS, service) !== undefined ? "succeeded" : null;
  }
  if (INQUIRIES.includes(service)) return http.startsWith("5") ? "unknown" : undefined;
  return http === "504" ? "unknown" : "failed";
}

/**
 * SNAP BI, the Indonesian open API standard (Midtrans, DANA, DOKU, banks): answers with a seven-digit code (HTTP status, service,
 * case) and notifications with `latestTransactionStatus`. Kept in code: a code is a status, a service and a case in one number, and
 * what it says depends on the service.
 */
export const snapBi: Adapter = {
  provider: "snap_bi",
  read(payload) {
    if (!isObject(payload)) return null;
    const latest = firstWord(payload, "latestTransactionStatus");
    const code =
      typeof member(payload, "responseMessage") === "string"
        ? responseCode(member(payload, "responseCode"))
        : undefined;
    const notified = latest !== undefined && /^0\d$/.test(latest) && countMembers(payload, REFERENCES) > 0;
    if (code === undefined && !notified) return null;

    let status = latest === undefined ? statusOf(code ?? "") : lookUp(STATES, latest);
    if (status === null) return null;
    const description = firstWord(payload, "transactionStatusDesc");
    // Some senders write 06 (failed) beside "SUCCESS": neither is believed.
    if (status === "failed" && /^success/i.test(description ?? "")) status = "unknown";

    const service = code?.slice(3, 5) ?? "";
    // Of an inquiry the answer is "found"; the reason stands in the code of the original request.
    const original = responseCode(member(payload, "originalResponseCode"));
    const reason = latest === undefined ? code : original;
    const amount = ["amount", "transAmount", "paidAmount", "totalAmount", "refundAmount"]
      .map((key) => member(payload, key))
      .find(isObject);
    return recognised(latest === undefined ? "snap_bi.response" : "snap_bi.transaction_status", {
      transaction: {
        id: firstWord(payload, "originalReferenceNo", "referenceNo"),
        reference: firstWord(payload, "originalPartnerReferenceNo", "partnerReferenceNo", "trxId"),
        kind: lookUp(KINDS, service),
        status,
        at: firstOf(...TIMES.map((key) => instant(member(payload, key)))),
      },
      money: majorAmount(member(amount, "value"), member(amount, "currency")),
      failure: {
        provider: "snap_bi",
        code: reason,
        message:
          sentence(member(payload, latest === undefined ? "responseMessage" : "originalResponseMessage")) ??
          description,
        codes: latest === undefined ? [] : [["snap_bi.transaction_status", latest]],
      },
    });
  },
};
