import { isObject, member, type SourceValue } from "../value.js";
import type { Adapter } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  instant,
  lookUp,
  memberAt,
  minorAmount,
  recognised,
  type StatusWords,
  sentence,
  type TransactionStatus,
} from "./payload.js";

/** DANA's first API, before SNAP; its SNAP messages are read as SNAP BI. */
const STATES: StatusWords = {
  INIT: "pending",
  PAYING: "pending",
  PENDING: "pending",
  MERCHANT_ACCEPT: "pending",
  SUCCESS: "succeeded",
  FINISHED: "succeeded",
  CLOSED: "expired",
  CANCELLED: "cancelled",
  FAILED: "failed",
  REFUNDED: "refunded",
};

const RESULTS: Readonly<Record<string, TransactionStatus>> = { F: "failed", U: "unknown", A: "pending" };

/** A successful answer without a state: an order was made, or only a question answered. */
function answered(method: string): TransactionStatus | null {
  if (/\.order\.(cancel|close)$/i.test(method)) return "cancelled";
  return /\.(createOrder|pay)$/i.test(method) ? "pending" : null;
}

function statusOf(method: string, body: SourceValue): TransactionStatus | undefined | null {
  const stated = firstWord(body, "acquirementStatus") ?? firstWord(member(body, "statusDetail"), "acquirementStatus");
  if (stated !== undefined) return lookUp(STATES, stated) ?? "unknown";
  const result = firstWord(member(body, "resultInfo"), "resultStatus");
  if (result === "S") return answered(method);
  // A question that failed says nothing about the payment.
  if (/\.query$/i.test(method) && result === "F") return undefined;
  return lookUp(RESULTS, result) ?? null;
}

/**
 * DANA's first API: `{ request | response: { head: { function: "dana.…" }, body } }`, amounts in cents. Kept in code: it has no table
 * of its own, and a state depends on the method that was called.
 */
export const dana: Adapter = {
  provider: "dana",
  read(payload) {
    if (!isObject(payload)) return null;
    const message = firstOf(member(payload, "response"), member(payload, "request")) ?? payload;
    const method = firstWord(member(message, "head"), "function") ?? "";
    const body = member(message, "body");
    if (!method.startsWith("dana.") || !isObject(body)) return null;
    if (countMembers(body, ["resultInfo", "acquirementStatus"]) === 0) return null;
    const status = statusOf(method, body);
    if (status === null) return null;
    const result = member(body, "resultInfo");
    const amount = firstOf(member(body, "orderAmount"), memberAt(body, "amountDetail", "orderAmount"));
    return recognised("dana.order", {
      transaction: {
        id: firstWord(body, "acquirementId"),
        reference: firstWord(body, "merchantTransId"),
        status,
        at: firstOf(instant(member(body, "createdTime")), instant(memberAt(body, "timeDetail", "createdTime"))),
      },
      money: minorAmount(member(amount, "value"), member(amount, "currency")),
      failure: {
        provider: "dana",
        code: firstWord(result, "resultStatus") === "S" ? undefined : firstWord(result, "resultCode"),
        message: sentence(member(result, "resultMsg")),
        codes: [
          [
            "dana.acquirement_status",
            firstWord(body, "acquirementStatus") ?? firstWord(member(body, "statusDetail"), "acquirementStatus"),
          ],
        ],
      },
    });
  },
};
