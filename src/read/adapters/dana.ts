import { isObject, member, type Value } from "../value.js";
import type { Adapter } from "./adapter.js";
import { at, firstOf, instant, lookUp, minorAmount, recognised, sentence } from "./common.js";
import { count, field, type States, type Status } from "./wallet-common.js";

/** DANA's first API, before SNAP; its SNAP messages are read as SNAP BI. */
const STATES: States = {
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

const RESULTS: Readonly<Record<string, Status>> = { F: "failed", U: "unknown", A: "pending" };

/** A successful answer without a state: an order was made, or only a question answered. */
function answered(method: string): Status | null {
  if (/\.order\.(cancel|close)$/i.test(method)) return "cancelled";
  return /\.(createOrder|pay)$/i.test(method) ? "pending" : null;
}

function statusOf(method: string, body: Value): Status | undefined | null {
  const stated = field(body, "acquirementStatus") ?? field(member(body, "statusDetail"), "acquirementStatus");
  if (stated !== undefined) return lookUp(STATES, stated) ?? "unknown";
  const result = field(member(body, "resultInfo"), "resultStatus");
  if (result === "S") return answered(method);
  // A question that failed says nothing about the payment.
  if (/\.query$/i.test(method) && result === "F") return undefined;
  return lookUp(RESULTS, result) ?? null;
}

/** DANA's first API: `{ request | response: { head: { function: "dana.…" }, body } }`, amounts in cents. */
export const dana: Adapter = {
  provider: "dana",
  read(payload) {
    if (!isObject(payload)) return null;
    const message = firstOf(member(payload, "response"), member(payload, "request")) ?? payload;
    const method = field(member(message, "head"), "function") ?? "";
    const body = member(message, "body");
    if (!method.startsWith("dana.") || !isObject(body)) return null;
    if (count(body, ["resultInfo", "acquirementStatus"]) === 0) return null;
    const status = statusOf(method, body);
    if (status === null) return null;
    const result = member(body, "resultInfo");
    const amount = firstOf(member(body, "orderAmount"), at(body, "amountDetail", "orderAmount"));
    return recognised("dana.order", {
      transaction: {
        id: field(body, "acquirementId"),
        reference: field(body, "merchantTransId"),
        status,
        at: firstOf(instant(member(body, "createdTime")), instant(at(body, "timeDetail", "createdTime"))),
      },
      money: minorAmount(member(amount, "value"), member(amount, "currency")),
      failure: {
        provider: "dana",
        code: field(result, "resultStatus") === "S" ? undefined : field(result, "resultCode"),
        message: sentence(member(result, "resultMsg")),
        codes: [
          [
            "dana.acquirement_status",
            field(body, "acquirementStatus") ?? field(member(body, "statusDetail"), "acquirementStatus"),
          ],
        ],
      },
    });
  },
};
