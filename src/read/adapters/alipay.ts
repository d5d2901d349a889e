import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, PayloadFormat, Recognised } from "./adapter.js";
import {
  countMembers,
  firstOf,
  firstWord,
  has,
  instant,
  localInstant,
  lookUp,
  majorIn,
  minorAmount,
  networkCode,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  type TransactionStatus,
} from "./payload.js";

/** Alipay writes local Beijing time without an offset. */
const BEIJING = "+08:00";

/** 20000: the service could not answer; 10003: the payer is still entering the password. */
const GATEWAY: StatusWords = { "10003": "pending", "20000": "unknown" };
/** Sub codes after which Alipay says to ask for the outcome before anything else. */
const OPEN_ENDED =
  /\b(SYSTEM_ERROR|aop\.(unknow-error|ACQ\.SYSTEM_ERROR)|INVOKE_TIMEOUT|REQUEST_PROCESSING)\b|unknow-error$/;

function tradeState(body: SourceValue): TransactionStatus | undefined {
  switch (firstWord(body, "trade_status")) {
    case "WAIT_BUYER_PAY":
      return "pending";
    case "TRADE_SUCCESS":
    case "TRADE_FINISHED":
      return "succeeded";
    case "TRADE_CLOSED":
      // Closed is either never paid in time, or paid and paid back in full.
      return countMembers(body, ["gmt_payment", "send_pay_date", "gmt_refund", "refund_fee"]) > 0
        ? "refunded"
        : "expired";
    default:
      return undefined;
  }
}

/** What a successful answer means depends on what was asked. */
function accepted(method: string, body: SourceValue): TransactionStatus | undefined {
  if (method.endsWith("_query")) return tradeState(body) ?? "unknown";
  if (method === "alipay_trade_cancel") return firstWord(body, "action") === "refund" ? "refunded" : "cancelled";
  if (method === "alipay_trade_close") return "cancelled";
  if (method === "alipay_trade_pay" || method === "alipay_trade_refund") return "succeeded";
  if (method.startsWith("alipay_fund_trans")) {
    return (
      lookUp(
        { SUCCESS: "succeeded", DEALING: "pending", FAIL: "failed", REFUND: "refunded" },
        firstWord(body, "status"),
      ) ?? "unknown"
    );
  }
  return "pending";
}

function gatewayStatus(method: string, body: SourceValue): TransactionStatus | undefined {
  const [code, sub] = [firstWord(body, "code"), firstWord(body, "sub_code")];
  if (code === "10000" && sub === undefined) return accepted(method, body);
  if (OPEN_ENDED.test(sub ?? "")) return "unknown";
  const known = lookUp(GATEWAY, code);
  // A question that failed says nothing about the payment.
  return known ?? (method.endsWith("_query") ? undefined : "failed");
}

function kindOf(method: string): TransactionKind | undefined {
  if (method === "alipay_trade_refund" || method.endsWith("_refund_query")) return "refund";
  return method.startsWith("alipay_fund_trans") ? "transfer" : undefined;
}

function trade(
  body: SourceValue,
  format: PayloadFormat,
  status: TransactionStatus | undefined,
  kind?: TransactionKind,
): Recognised {
  return recognised(format, {
    transaction: {
      id: firstWord(body, "trade_no", "order_id"),
      reference: firstWord(body, "out_trade_no", "out_biz_no"),
      kind,
      status,
      at: localInstant(
        member(body, "send_pay_date") ?? member(body, "gmt_payment") ?? member(body, "gmt_create"),
        BEIJING,
      ),
    },
    // `refund_fee` is the sum of all refunds of the trade, not of this one: it is no amount of a transaction.
    money: majorIn("CNY", member(body, "total_amount") ?? member(body, "trans_amount"), member(body, "trans_currency")),
    failure: {
      provider: "alipay",
      code: firstWord(body, "sub_code"),
      message: sentence(member(body, "sub_msg")) ?? sentence(member(body, "msg")),
      codes: [
        ["alipay.code", firstWord(body, "code")],
        ["alipay.trade_status", firstWord(body, "trade_status")],
      ],
    },
  });
}

/** `{ alipay_trade_pay_response: { code, msg, … }, sign }`, or that inner object alone. */
function gateway(payload: SourceObject): Recognised | null {
  const key = Object.keys(payload).find((name) => /^alipay_[a-z_]+_response$/.test(name));
  const body = member(payload, key ?? "error_response") ?? payload;
  const code = firstWord(body, "code") ?? "";
  if (!/^[124]000\d$/.test(code) || !has(body, "msg")) return null;
  // Taobao and others answer with `error_response` too; only Alipay's sub codes look like this.
  if (key === undefined && !/^(ACQ|isv|isp|aop)\./i.test(firstWord(body, "sub_code") ?? "")) return null;
  const method = key?.replace(/_response$/, "") ?? "";
  if (key !== undefined && !/^alipay_(trade|fund|pcredit)_/.test(method)) return null;
  return trade(body, "alipay.response", gatewayStatus(method, body), kindOf(method));
}

function notification(payload: SourceValue): Recognised | null {
  const status = tradeState(payload);
  if (status === undefined || countMembers(payload, ["trade_no", "out_trade_no"]) === 0) return null;
  if (
    countMembers(payload, [
      "notify_type",
      "notify_id",
      "app_id",
      "seller_id",
      "buyer_id",
      "total_amount",
      "gmt_create",
    ]) < 2
  )
    return null;
  return trade(payload, "alipay.notification", status);
}

const APP_STATES: StatusWords = {
  "4000": "failed",
  "5000": "failed",
  "6001": "cancelled",
  "6002": "unknown",
  "6004": "unknown",
  "8000": "pending",
  "9000": "succeeded",
};

/** What the mobile SDK hands to the app. */
function appResult(payload: SourceValue): Recognised | null {
  const code = firstWord(payload, "resultStatus");
  const status = lookUp(APP_STATES, code);
  if (status === undefined || !has(payload, "memo") || !has(payload, "result")) return null;
  return recognised("alipay.app_result", {
    transaction: { status },
    failure: { provider: "alipay", message: sentence(member(payload, "memo")), codes: [["alipay.app_result", code]] },
  });
}

const ANTOM_PAYMENT: StatusWords = {
  SUCCESS: "succeeded",
  FAIL: "failed",
  CANCELLED: "cancelled",
  PROCESSING: "pending",
  PENDING: "pending",
  UNKNOWN: "unknown",
};
const ANTOM_IDS = [
  "paymentRequestId",
  "paymentId",
  "paymentStatus",
  "refundRequestId",
  "refundId",
  "captureId",
  "captureRequestId",
  "transferRequestId",
  "transferId",
  "acquirerId",
  "pspId",
];
const ANTOM_NOTIFICATIONS = ["PAYMENT_RESULT", "PAYMENT_PENDING", "REFUND_RESULT", "CAPTURE_RESULT"];

interface Result {
  code: string;
  state: string;
  message: string | undefined;
}

function antomResult(value: SourceValue | undefined): Result | undefined {
  const [code, state] = [firstWord(value, "resultCode"), firstWord(value, "resultStatus")];
  if (code === undefined || state === undefined || !/^[SFU]$/.test(state) || !has(value, "resultMessage"))
    return undefined;
  return { code, state, message: sentence(member(value, "resultMessage")) };
}

/** S, F and U of the call itself: U is an outcome nobody knows yet, unless the code says that it is under way. */
function antomStatus(payload: SourceValue, result: Result): TransactionStatus {
  if (result.state === "F") return "failed";
  if (result.state === "U") return /(IN_PROCESS|PROCESSING|PENDING)$/.test(result.code) ? "pending" : "unknown";
  if (firstWord(payload, "notifyType") === "PAYMENT_PENDING") return "pending";
  if (has(payload, "cancelTime")) return "cancelled";
  return countMembers(payload, ["paymentSessionData", "redirectActionForm", "normalUrl", "paymentActionForm"]) > 0
    ? "pending"
    : "succeeded";
}

/** Antom and Alipay+: `result` with S, F or U. In an inquiry `result` is about the question and `paymentStatus` about the payment. */
function antom(payload: SourceObject): Recognised | null {
  const notifyType = firstWord(payload, "notifyType");
  if (notifyType !== undefined && !ANTOM_NOTIFICATIONS.includes(notifyType)) return null;
  const nested = ["result", "transferResult"]
    .map((key) => antomResult(member(payload, key)))
    .find((found) => found !== undefined);
  const result = nested ?? antomResult(payload);
  if (result === undefined) return null;
  // "Success" with nothing beside it only acknowledges a message.
  if (result.state === "S" && countMembers(payload, ANTOM_IDS) === 0) return null;

  const refund = has(payload, "refundRequestId") || has(payload, "refundId") || notifyType === "REFUND_RESULT";
  const transfer = has(payload, "transferRequestId") || has(payload, "transferId");
  const kind: TransactionKind | undefined = refund ? "refund" : transfer ? "transfer" : undefined;
  const stated = firstWord(payload, refund ? "refundStatus" : "paymentStatus");
  const status = stated === undefined ? antomStatus(payload, result) : (lookUp(ANTOM_PAYMENT, stated) ?? "unknown");
  const reason = stated === undefined ? result.code : firstWord(payload, "paymentResultCode");
  const card = member(payload, "paymentResultInfo");
  const amounts = refund ? ["refundAmount"] : ["paymentAmount", "captureAmount", "transferFromAmount"];
  const amount = amounts.map((key) => member(payload, key)).find(isObject);
  return recognised(refund ? "antom.refund" : transfer ? "antom.transfer" : "antom.payment", {
    transaction: {
      id: firstWord(payload, refund ? "refundId" : transfer ? "transferId" : "paymentId"),
      reference: firstWord(payload, refund ? "refundRequestId" : transfer ? "transferRequestId" : "paymentRequestId"),
      kind,
      status,
      at: firstOf(
        instant(member(payload, refund ? "refundTime" : "paymentTime")),
        instant(member(payload, "paymentCreateTime")),
      ),
    },
    money: minorAmount(member(amount, "value"), member(amount, "currency")),
    failure: {
      provider: "antom",
      code: reason,
      networkCode: networkCode(member(card, "refusalCodeRaw")),
      adviceCode: firstWord(card, "merchantAdviceCode", "networkAdviceCode"),
      message: stated === undefined ? result.message : sentence(member(payload, "paymentResultMessage")),
      codes: [["antom.payment_status", stated]],
    },
  });
}

/**
 * Alipay (gateway answers, notifications, SDK results) and its international sisters Antom and Alipay+. Kept in code: the answer lies
 * under the name of its method, and results of apps are JSON inside a text.
 */
export const alipay: Adapter = {
  provider: "alipay",
  read(payload) {
    if (!isObject(payload)) return null;
    return gateway(payload) ?? notification(payload) ?? antom(payload) ?? appResult(payload);
  },
};
