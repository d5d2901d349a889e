import { plainNumber } from "../number.js";
import { isObject, member, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, Recognised } from "./adapter.js";
import {
  booleanOf,
  firstOf,
  firstWord,
  instant,
  isoCurrency,
  leftOut,
  lookUp,
  majorAmount,
  objectAt,
  type PayloadMoney,
  recognised,
  sentence,
  word,
} from "./payload.js";

const byStatus: Record<string, string> = {
  failed: "failed",
  failure: "failed",
  fail: "failed",
  declined: "failed",
  denied: "failed",
  rejected: "failed",
  refused: "failed",
  error: "failed",
  unsuccessful: "failed",
  pending: "pending",
  processing: "pending",
  in_progress: "pending",
  submitted: "pending",
  authorized: "pending",
  authorised: "pending",
  requires_action: "pending",
  success: "succeeded",
  successful: "succeeded",
  succeeded: "succeeded",
  completed: "succeeded",
  paid: "succeeded",
  captured: "succeeded",
  approved: "succeeded",
  settled: "succeeded",
  expired: "expired",
  cancelled: "cancelled",
  canceled: "cancelled",
  voided: "cancelled",
  refunded: "refunded",
  unknown: "unknown",
};

/** Codes of an answer in which nothing went wrong. */
const successCodes = /^(0+|ok|success|successful|approved|2\d\d)$/i;

/** What makes an error one of a payment, where its code is only a number. */
const paymentKeys = ["amount", "transaction_id", "transactionId", "payment_id", "paymentId", "order_id", "orderId"];

/** A code that names a failure: a number alone is a number of HTTP or JSON-RPC as often as not. */
function failureCode(error: SourceObject, payload: SourceObject): string | undefined {
  const code = firstWord(error, "code", "error_code", "errorCode", "decline_code", "reason_code", "reasonCode");
  if (code === undefined || /\s/.test(code) || successCodes.test(code) || /^-/.test(code)) return undefined;
  if (/[A-Za-z]/.test(code)) return code;
  const http = /^[1-5]\d\d$/.test(code);
  return !http && paymentKeys.some((key) => word(member(payload, key)) !== undefined) ? code : undefined;
}

/** The payment's own state. A number is the state of the HTTP answer and says nothing of it. */
function stateOf(payload: SourceObject): { said: string | undefined; status: string | undefined } {
  const said = firstWord(
    payload,
    "transaction_status",
    "transactionStatus",
    "payment_status",
    "paymentStatus",
    "status",
    "state",
  );
  if (said === undefined || /^\d+$/.test(said)) return { said: undefined, status: undefined };
  return { said, status: lookUp(byStatus, said.toLowerCase().replace(/[\s-]+/g, "_")) };
}

/** Of an unknown provider only an amount with a point shows its units: "150.00" is in major ones, 15000 could be either. */
function moneyOf(payload: SourceObject): PayloadMoney {
  const amount = member(payload, "amount");
  const currency = firstOf(
    member(payload, "currency"),
    member(payload, "currency_code"),
    member(payload, "currencyCode"),
  );
  const text =
    amount instanceof NumberText ? amount.text : typeof amount === "string" ? plainNumber(amount) : word(amount);
  if (text === undefined || /^-?\d+\.\d\d?$/.test(text)) return majorAmount(amount, currency);
  const known = isoCurrency(currency);
  return {
    ...(known && { currency: known }),
    warnings: leftOut("units"),
  };
}

function providerOf(payload: SourceObject): string | undefined {
  const name = firstWord(payload, "provider", "gateway", "processor", "psp", "payment_provider", "paymentProvider");
  return name !== undefined && /^[A-Za-z][\w .-]{1,30}$/.test(name)
    ? name.toLowerCase().replace(/[^a-z0-9]+/g, "_")
    : undefined;
}

/** Errors of programs and of JSON-RPC look alike and are no payments. */
const foreignKeys = ["jsonrpc", "stack", "errno", "syscall", "stackTrace", "traceback"];

/** An error with a code and a message from a provider that no other adapter knows: `{"error": {"code", "message"}}` or the same flat. */
export const generic: Adapter = {
  provider: "generic",
  read(payload: SourceValue): Recognised | null {
    if (!isObject(payload)) return null;
    const nested = objectAt(payload, "error");
    const error = nested ?? payload;
    if ([payload, error].some((part) => foreignKeys.some((key) => Object.hasOwn(part, key)))) return null;
    // {"error": "insufficient_funds", "message": "..."} has its code in the place of the envelope.
    const bare = word(member(payload, "error"));
    const code = bare !== undefined && /^[A-Za-z]+(_[A-Za-z0-9]+)+$/.test(bare) ? bare : failureCode(error, payload);
    const message = firstOf(
      ...["message", "error_message", "errorMessage", "description", "error_description", "detail"].map((key) =>
        sentence(member(error, key)),
      ),
    );
    if (code === undefined || message === undefined) return null;

    const { said, status } = stateOf(payload);
    const success = booleanOf(member(payload, "success"));
    // A state nobody knows, or a success beside a code, is not turned into a failure.
    if ((said !== undefined && status === undefined) || (success === true && status === undefined)) return null;
    // Without an envelope, a state or a payment the pair could be any message with a code.
    const failing = nested !== undefined || bare !== undefined || success === false;
    const payment = paymentKeys.some((key) => word(member(payload, key)) !== undefined);
    const httpError = /^[45]\d\d$/.test(firstWord(payload, "status", "statusCode", "status_code", "http_status") ?? "");
    if (status === undefined && !failing && !payment && !httpError) return null;

    return recognised("generic.error", {
      transaction: {
        id: firstWord(payload, "transaction_id", "transactionId", "payment_id", "paymentId", "id"),
        status: status ?? "failed",
        at: firstOf(...["timestamp", "created_at", "createdAt", "date"].map((key) => instant(member(payload, key)))),
        reference: firstWord(payload, "reference", "order_id", "orderId"),
      },
      money: moneyOf(payload),
      failure: { provider: providerOf(payload) ?? providerOf(error), code, message },
    });
  },
};
