import { isObject, member, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  countMembers,
  firstWord,
  has,
  localInstant,
  lookUp,
  majorIn,
  recognised,
  type StatusWords,
  sentence,
  type TransactionStatus,
} from "./payload.js";
import { upiCodes } from "./upi.js";

/** PayU India writes local time without an offset. */
const INDIA = "+05:30";

const STATES: StatusWords = {
  success: "succeeded",
  failure: "failed",
  failed: "failed",
  pending: "pending",
};

/** `unmappedstatus` is the finer of the two states. */
const UNMAPPED: StatusWords = {
  captured: "succeeded",
  auth: "pending",
  initiated: "pending",
  "in progress": "pending",
  pending: "pending",
  usercancelled: "cancelled",
  cancelled: "cancelled",
  failed: "failed",
  failure: "failed",
  bounced: "failed",
  dropped: "failed",
  autorefund: "refunded",
  refunded: "refunded",
};

/** The bank has not answered yet: no refusal, whatever the coarse state says. */
const OPEN_ENDED = "E225";

function statusOf(payload: SourceValue, error: string | undefined): TransactionStatus | undefined {
  const coarse = lookUp(STATES, firstWord(payload, "status")?.toLowerCase());
  const fine = lookUp(UNMAPPED, firstWord(payload, "unmappedstatus")?.toLowerCase());
  // One says success and the other does not: neither is believed.
  if (coarse === "succeeded" && fine !== undefined && fine !== "succeeded" && fine !== "refunded") return "unknown";
  if (fine === "succeeded" && coarse === "failed") return "unknown";
  const status = fine ?? coarse;
  return status === "failed" && error === OPEN_ENDED ? "pending" : status;
}

const MARKS = [
  "mihpayid",
  "txnid",
  "unmappedstatus",
  "error_Message",
  "field9",
  "PG_TYPE",
  "bank_ref_num",
  "productinfo",
  "bankcode",
];

function india(payload: SourceValue): Recognised | null {
  const error = firstWord(payload, "error", "error_code", "Error");
  const code = error !== undefined && /^E\d{3,5}$/.test(error) ? error : undefined;
  if (!has(payload, "unmappedstatus") && !has(payload, "mihpayid")) return null;
  if (countMembers(payload, MARKS) + (code === undefined ? 0 : 1) + (has(payload, "status") ? 1 : 0) < 3) return null;
  const status = statusOf(payload, code);
  if (status === undefined) return null;
  const upi = upiCodes(sentence(member(payload, "field9")));
  return recognised("payu.payment", {
    transaction: {
      id: firstWord(payload, "mihpayid"),
      reference: firstWord(payload, "txnid"),
      status,
      at: localInstant(member(payload, "addedon"), INDIA),
    },
    money: majorIn("INR", member(payload, "amount") ?? member(payload, "amt") ?? member(payload, "transaction_amount")),
    failure: {
      provider: "payu",
      // E000 is "no error".
      code: code === "E000" ? undefined : code,
      message: sentence(member(payload, "error_Message")) ?? sentence(member(payload, "field9")),
      codes: [
        ["upi.response_code", upi?.outer],
        ["upi.bank_code", upi?.inner],
        ["payu.unmappedstatus", firstWord(payload, "unmappedstatus")],
      ],
    },
  });
}

/** PayU India: redirects, webhooks, verification. Kept in code: its two states contradict each other, and a text holds UPI's codes. */
export const payu: Adapter = {
  provider: "payu",
  read: (payload) => (isObject(payload) ? india(payload) : null),
};
