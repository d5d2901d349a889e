import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  has,
  hasOnly,
  instant,
  localInstant,
  lookUp,
  minorIn,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  type TransactionStatus,
} from "./payload.js";

/** Version 2 writes local Beijing time without an offset. */
const BEIJING = "+08:00";

const TRADE_STATES: StatusWords = {
  SUCCESS: "succeeded",
  REFUND: "refunded",
  NOTPAY: "pending",
  USERPAYING: "pending",
  ACCEPT: "pending",
  CLOSED: "cancelled",
  REVOKED: "cancelled",
  PAYERROR: "failed",
};

const REFUND_STATES: StatusWords = {
  SUCCESS: "succeeded",
  PROCESSING: "pending",
  CLOSED: "cancelled",
  REFUNDCLOSE: "cancelled",
  ABNORMAL: "failed",
  CHANGE: "failed",
};

/** Codes that are no refusal: the payer is still typing, or nobody knows yet and the order must be looked up. */
const CODE_STATES: StatusWords = {
  USERPAYING: "pending",
  USER_PAYING: "pending",
  SYSTEMERROR: "unknown",
  SYSTEM_ERROR: "unknown",
  BANKERROR: "unknown",
  BANK_ERROR: "unknown",
};

function codeStatus(code: string | undefined): TransactionStatus {
  return lookUp(CODE_STATES, code) ?? "failed";
}

/** What a successful answer of version 2 says: an order made, paid, paid back or paid out. Null where it says nothing of a transaction. */
function acceptedStatus(xml: SourceValue): TransactionStatus | null {
  if (has(xml, "trade_state")) return lookUp(TRADE_STATES, firstWord(xml, "trade_state")) ?? "unknown";
  // A refund query numbers its refunds from 0; an accepted refund has yet to reach the payer.
  if (has(xml, "refund_status_0")) return lookUp(REFUND_STATES, firstWord(xml, "refund_status_0")) ?? "unknown";
  if (has(xml, "refund_id")) return "pending";
  if (has(xml, "payment_no")) return "succeeded";
  if (has(xml, "transaction_id") && countMembers(xml, ["time_end", "total_fee"]) > 0) return "succeeded";
  return countMembers(xml, ["prepay_id", "code_url", "mweb_url"]) > 0 ? "pending" : null;
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

/** What the Java libraries put into the message of their exception. */
const THROWN = /错误代码：\[(\w{2,40})\][，,]\s?错误详情：\[([^\]\n]{0,500})\]/;

function thrown(text: string): Recognised | null {
  const [, err_code, err_code_des] = THROWN.exec(text.slice(0, 10_000)) ?? [];
  return err_code === undefined ? null : version2({ result_code: "FAIL", err_code, err_code_des: err_code_des ?? "" });
}

/** Version 2: the members of `<xml>`, amounts in fen. */
function version2(xml: SourceValue): Recognised | null {
  const returned = firstWord(xml, "return_code");
  const result = firstWord(xml, "result_code");
  const code = firstWord(xml, "err_code");
  // Logs often keep the refusal alone.
  const refused = returned === undefined && result === "FAIL" && code !== undefined && has(xml, "err_code_des");
  if (!refused && (!/^(SUCCESS|FAIL)$/.test(returned ?? "") || countMembers(xml, V2_MARKS) === 0)) return null;
  if (result === undefined && returned === "SUCCESS" && !has(xml, "trade_state")) return null;
  const status = returned === "FAIL" || result === "FAIL" ? codeStatus(code) : acceptedStatus(xml);
  if (status === null) return null;
  const refund = countMembers(xml, ["refund_id", "out_refund_no", "refund_status_0"]) > 0;
  const kind: TransactionKind | undefined = refund ? "refund" : has(xml, "partner_trade_no") ? "transfer" : undefined;
  // Transfers name their amount differently; it is in fen as well.
  const amount = member(xml, refund ? "refund_fee" : "total_fee") ?? member(xml, "payment_amount");
  return recognised("wechat_pay.v2", {
    transaction: {
      id: firstWord(xml, ...(refund ? ["refund_id"] : ["transaction_id", "payment_no"])),
      reference: firstWord(xml, ...(refund ? ["out_refund_no"] : ["out_trade_no", "partner_trade_no"])),
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
      codes: [["wechat_pay.trade_state", firstWord(xml, "trade_state")]],
    },
  });
}

/** Version 3: an order or a refund, as queried or as decrypted from a notification. */
function version3(payload: SourceValue): Recognised | null {
  const amount = member(payload, "amount");
  if (has(payload, "refund_id") && has(payload, "out_refund_no")) {
    const status = lookUp(REFUND_STATES, firstWord(payload, "status", "refund_status"));
    if (status === undefined) return null;
    return recognised("wechat_pay.refund", {
      transaction: {
        id: firstWord(payload, "refund_id"),
        reference: firstWord(payload, "out_refund_no"),
        kind: "refund",
        status,
        at: firstOf(instant(member(payload, "success_time")), instant(member(payload, "create_time"))),
      },
      money: minorIn("CNY", member(amount, "refund"), member(amount, "currency")),
      failure: {
        provider: "wechat_pay",
        codes: [["wechat_pay.refund_status", firstWord(payload, "status", "refund_status")]],
      },
    });
  }
  const state = firstWord(payload, "trade_state");
  const status = lookUp(TRADE_STATES, state);
  if (status === undefined) return null;
  // Some callers reduce the answer to its state: then the state alone is not enough to know whose it is.
  if (
    countMembers(payload, ["out_trade_no", "transaction_id", "mchid", "trade_state_desc", "trade_type", "sp_mchid"]) ===
    0
  )
    return null;
  return recognised("wechat_pay.v3", {
    transaction: {
      id: firstWord(payload, "transaction_id"),
      reference: firstWord(payload, "out_trade_no"),
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

function error(payload: SourceObject): Recognised | null {
  const code = firstWord(payload, "code");
  const message = sentence(member(payload, "message"));
  if (code === undefined || message === undefined || !hasOnly(payload, ["code", "message", "detail"])) return null;
  if (!OWN_CODES.includes(code) && !(COMMON_CODES.includes(code) && /\p{Script=Han}/u.test(message))) return null;
  return recognised("wechat_pay.error", {
    transaction: { status: codeStatus(code) },
    failure: { provider: "wechat_pay", code, message },
  });
}

/** The envelope of a notification of version 3; what is inside is encrypted, but the event says how it ended. */
function envelope(payload: SourceValue): Recognised | null {
  const [subject, word] = (firstWord(payload, "event_type") ?? "").split(".");
  if (firstWord(payload, "resource_type") !== "encrypt-resource" || !isObject(member(payload, "resource"))) return null;
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

/**
 * WeChat Pay: version 2 (parsed XML), version 3 (JSON), its errors and notifications. Kept in code: an answer has three layers of
 * success, and its two versions share names.
 */
export const wechatPay: Adapter = {
  provider: "wechat_pay",
  read(payload) {
    if (typeof payload === "string") return thrown(payload);
    if (!isObject(payload)) return null;
    const xml = member(payload, "xml");
    return version2(isObject(xml) ? xml : payload) ?? version3(payload) ?? error(payload) ?? envelope(payload);
  },
};
