import { isObject, member, type Value, type ValueObject } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import { firstOf, instant, lookUp, recognised, sentence } from "./common.js";
import {
  count,
  field,
  has,
  type Kind,
  localInstant,
  minorIn,
  only,
  type States,
  type Status,
} from "./wallet-common.js";

/** Version 2 writes local Beijing time without an offset. */
const BEIJING = "+08:00";

const TRADE_STATES: States = {
  SUCCESS: "succeeded",
  REFUND: "refunded",
  NOTPAY: "pending",
  USERPAYING: "pending",
  ACCEPT: "pending",
  CLOSED: "cancelled",
  REVOKED: "cancelled",
  PAYERROR: "failed",
};

const REFUND_STATES: States = {
  SUCCESS: "succeeded",
  PROCESSING: "pending",
  CLOSED: "cancelled",
  REFUNDCLOSE: "cancelled",
  ABNORMAL: "failed",
  CHANGE: "failed",
};

/** Codes that are no refusal: the payer is still typing, or nobody knows yet and the order must be looked up. */
const CODE_STATES: States = {
  USERPAYING: "pending",
  USER_PAYING: "pending",
  SYSTEMERROR: "unknown",
  SYSTEM_ERROR: "unknown",
  BANKERROR: "unknown",
  BANK_ERROR: "unknown",
};

function codeStatus(code: string | undefined): Status {
  return lookUp(CODE_STATES, code) ?? "failed";
}

/** What a successful answer of version 2 says: an order made, paid, paid back or paid out. Null where it says nothing of a transaction. */
function acceptedStatus(xml: Value): Status | null {
  if (has(xml, "trade_state")) return lookUp(TRADE_STATES, field(xml, "trade_state")) ?? "unknown";
  // A refund query numbers its refunds from 0; an accepted refund has yet to reach the payer.
  if (has(xml, "refund_status_0")) return lookUp(REFUND_STATES, field(xml, "refund_status_0")) ?? "unknown";
  if (has(xml, "refund_id")) return "pending";
  if (has(xml, "payment_no")) return "succeeded";
  if (has(xml, "transaction_id") && count(xml, ["time_end", "total_fee"]) > 0) return "succeeded";
  return count(xml, ["prepay_id", "code_url", "mweb_url"]) > 0 ? "pending" : null;
}

const V2_MARKS = [
  "return_msg",
  "result_code",
  "err_code",
  "err_code_des",
  "appid",
  "mch_id",
  "nonce_str",
  "trade_state",
];

/** Version 2: the members of `<xml>`, amounts in fen. */
function version2(xml: Value): Recognised | null {
  const returned = field(xml, "return_code");
  const result = field(xml, "result_code");
  const code = field(xml, "err_code");
  // Logs often keep the refusal alone.
  const refused = returned === undefined && result === "FAIL" && code !== undefined && has(xml, "err_code_des");
  if (!refused && (!/^(SUCCESS|FAIL)$/.test(returned ?? "") || count(xml, V2_MARKS) === 0)) return null;
  if (result === undefined && returned === "SUCCESS" && !has(xml, "trade_state")) return null;
  const status = returned === "FAIL" || result === "FAIL" ? codeStatus(code) : acceptedStatus(xml);
  if (status === null) return null;
  const refund = count(xml, ["refund_id", "out_refund_no", "refund_status_0"]) > 0;
  const kind: Kind | undefined = refund ? "refund" : has(xml, "partner_trade_no") ? "transfer" : undefined;
  // Transfers name their amount differently; it is in fen as well.
  const amount = member(xml, refund ? "refund_fee" : "total_fee") ?? member(xml, "payment_amount");
  return recognised("wechat_pay.v2", {
    transaction: {
      id: field(xml, ...(refund ? ["refund_id"] : ["transaction_id", "payment_no"])),
      reference: field(xml, ...(refund ? ["out_refund_no"] : ["out_trade_no", "partner_trade_no"])),
      kind,
      status,
      at: localInstant(member(xml, "time_end"), BEIJING),
    },
    money: minorIn("CNY", amount, member(xml, "fee_type")),
    failure: {
      provider: "wechat_pay",
      code,
      message: firstOf(
        sentence(member(xml, "err_code_des")),
        sentence(member(xml, "trade_state_desc")),
        sentence(member(xml, "return_msg")),
      ),
      codes: [["wechat_pay.trade_state", field(xml, "trade_state")]],
    },
  });
}

/** Version 3: an order or a refund, as queried or as decrypted from a notification. */
function version3(payload: Value): Recognised | null {
  const amount = member(payload, "amount");
  if (has(payload, "refund_id") && has(payload, "out_refund_no")) {
    const status = lookUp(REFUND_STATES, field(payload, "status", "refund_status"));
    if (status === undefined) return null;
    return recognised("wechat_pay.refund", {
      transaction: {
        id: field(payload, "refund_id"),
        reference: field(payload, "out_refund_no"),
        kind: "refund",
        status,
        at: firstOf(instant(member(payload, "success_time")), instant(member(payload, "create_time"))),
      },
      money: minorIn("CNY", member(amount, "refund"), member(amount, "currency")),
      failure: {
        provider: "wechat_pay",
        codes: [["wechat_pay.refund_status", field(payload, "status", "refund_status")]],
      },
    });
  }
  const state = field(payload, "trade_state");
  const status = lookUp(TRADE_STATES, state);
  if (status === undefined) return null;
  // Some callers reduce the answer to its state: then the state alone is not enough to know whose it is.
  if (count(payload, ["out_trade_no", "transaction_id", "mchid", "trade_state_desc", "trade_type", "sp_mchid"]) === 0)
    return null;
  return recognised("wechat_pay.v3", {
    transaction: {
      id: field(payload, "transaction_id"),
      reference: field(payload, "out_trade_no"),
      status,
      at: instant(member(payload, "success_time")),
    },
    money: minorIn("CNY", member(amount, "total"), member(amount, "currency")),
    failure: {
      provider: "wechat_pay",
      message: sentence(member(payload, "trade_state_desc")),
      codes: [["wechat_pay.trade_state", state]],
    },
  });
}

/** Codes of version 3 that nobody else words so. */
const OWN_CODES = [
  "ACCOUNTERROR",
  "ACCOUNT_ERROR",
  "APPID_MCHID_NOT_MATCH",
  "AUTHCODEEXPIRE",
  "AUTH_CODE_INVALID",
  "BANKERROR",
  "BANK_ERROR",
  "CONTRACT_NOT_EXIST",
  "FREQUENCY_LIMITED",
  "FREQUENCY_LIMIT_EXCEED",
  "INVALID_TRANSACTIONID",
  "MCH_NOT_EXISTS",
  "NOTENOUGH",
  "NOT_ENOUGH",
  "OPENID_MISMATCH",
  "ORDERCLOSED",
  "ORDERNOTEXIST",
  "ORDERPAID",
  "ORDER_CLOSED",
  "ORDER_NOT_EXIST",
  "OUT_TRADE_NO_USED",
  "RULELIMIT",
  "RULE_LIMIT",
  "SYSTEMERROR",
  "TRADE_ERROR",
  "USERPAYING",
  "USER_ACCOUNT_ABNORMAL",
  "USER_PAYING",
];
/** General words: WeChat's own where the text beside them is Chinese, as all of its texts are. */
const COMMON_CODES = ["INVALID_REQUEST", "NO_AUTH", "PARAM_ERROR", "SIGN_ERROR", "SYSTEM_ERROR", "RESOURCE_NOT_EXISTS"];

function error(payload: ValueObject): Recognised | null {
  const code = field(payload, "code");
  const message = sentence(member(payload, "message"));
  if (code === undefined || message === undefined || !only(payload, ["code", "message", "detail"])) return null;
  if (!OWN_CODES.includes(code) && !(COMMON_CODES.includes(code) && /\p{Script=Han}/u.test(message))) return null;
  return recognised("wechat_pay.error", {
    transaction: { status: codeStatus(code) },
    failure: { provider: "wechat_pay", code, message },
  });
}

/** The envelope of a notification of version 3; what is inside is encrypted, but the event says how it ended. */
function envelope(payload: Value): Recognised | null {
  const [subject, word] = (field(payload, "event_type") ?? "").split(".");
  if (field(payload, "resource_type") !== "encrypt-resource" || !isObject(member(payload, "resource"))) return null;
  const refund = subject === "REFUND";
  const status = refund
    ? lookUp(REFUND_STATES, word)
    : subject === "TRANSACTION" && word === "SUCCESS"
      ? "succeeded"
      : undefined;
  if (status === undefined) return null;
  return recognised("wechat_pay.notification", {
    transaction: { kind: refund ? "refund" : undefined, status, at: instant(member(payload, "create_time")) },
    failure: { provider: "wechat_pay", codes: [["wechat_pay.refund_status", refund ? word : undefined]] },
  });
}

/** WeChat Pay: version 2 (parsed XML), version 3 (JSON), its errors and notifications. */
export const wechatPay: Adapter = {
  provider: "wechat_pay",
  read(payload) {
    if (!isObject(payload)) return null;
    const xml = member(payload, "xml");
    return version2(isObject(xml) ? xml : payload) ?? version3(payload) ?? error(payload) ?? envelope(payload);
  },
};
