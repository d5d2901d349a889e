import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, PayloadFormat, Recognised } from "./adapter.js";
import {
  asList,
  countMembers,
  firstOf,
  firstWord,
  has,
  instant,
  localInstant,
  lookUp,
  majorIn,
  recognised,
  type StatusWords,
  sentence,
  type TransactionStatus,
} from "./payload.js";

const INDIA = "+05:30";

/** Where a refusal at the switch (outer, U…) repeats one of a bank (inner, two characters), the bank's says why. */
interface UpiCodes {
  outer?: string | undefined;
  inner?: string | undefined;
  message?: string | undefined;
}

const OUTER = /^U\d\d$/;
const INNER = /^[0-9A-Z]{2}$/;

/** A line from the switch: "U30|DEBIT HAS BEEN FAILED|Z9|INSUFFICIENT FUNDS …". Undefined for any other text. */
function upiCodes(line: string | undefined): UpiCodes | undefined {
  if (line === undefined || !line.includes("|")) return undefined;
  const [outer = "", message, inner = "", reason] = line.split("|").map((part) => part.trim());
  if (!OUTER.test(outer) || !message) return undefined;
  const nested = INNER.test(inner) ? inner : undefined;
  return { outer, inner: nested, message: nested !== undefined && reason ? reason : message };
}

/** Codes of a switch or bank after which the money may or may not have moved, or the payment is taken as done ("deemed"). */
const CODE_STATES: StatusWords = {
  "00": "succeeded",
  "01": "pending",
  RB: "pending",
  "96": "pending",
  BT: "unknown",
  UT: "unknown",
  U67: "unknown",
  U68: "unknown",
  U69: "expired",
};

const WORDS: StatusWords = {
  SUCCESS: "succeeded",
  FAILURE: "failed",
  FAILED: "failed",
  REJECT: "failed",
  REJECTED: "failed",
  DECLINED: "failed",
  EXPIRED: "expired",
  PENDING: "pending",
  SUBMITTED: "pending",
  DEEMED: "pending",
  "DEEMED SUCCESS": "pending",
  TIMEOUT: "unknown",
};

/** The state in words, made finer by what the codes say of a failure; a code alone decides where there is no word. */
function statusOf(word: string | undefined, codes: UpiCodes): TransactionStatus | undefined {
  const stated = word === undefined ? undefined : (lookUp(WORDS, word.toUpperCase()) ?? "unknown");
  if (stated !== undefined && stated !== "failed") return stated;
  // The bank's code speaks first: U30 around UT is a debit nobody has confirmed.
  const coded = firstOf(lookUp(CODE_STATES, codes.inner), lookUp(CODE_STATES, codes.outer));
  // A failure in words with an approval as code is no success.
  return coded === undefined || (stated === "failed" && coded === "succeeded") ? (stated ?? "failed") : coded;
}

/** A code goes where its shape belongs: U and two digits to the switch, two characters to a bank. */
function sorted(...codes: (string | undefined)[]): UpiCodes {
  const upper = codes.map((code) => code?.toUpperCase());
  return {
    outer: upper.find((code) => code !== undefined && OUTER.test(code)),
    inner: upper.find((code) => code !== undefined && INNER.test(code) && code !== "00"),
  };
}

interface Found {
  format: PayloadFormat;
  codes: UpiCodes;
  word?: string | undefined;
  transaction?: Record<string, string | undefined>;
  amount?: SourceValue | undefined;
  message?: string | undefined;
}

function made({ format, codes, word, transaction, amount, message }: Found): Recognised {
  return recognised(format, {
    transaction: { ...transaction, status: statusOf(word, codes) },
    money: majorIn("INR", amount),
    failure: {
      provider: "upi",
      code: codes.outer,
      message: message ?? codes.message,
      codes: [["upi.bank_code", codes.inner]],
    },
  });
}

function switchLine(payload: SourceValue): Recognised | null {
  const lines =
    typeof payload === "string"
      ? [payload]
      : ["raw", "message", "responseMessage", "upi"].map((key) => member(payload, key));
  const codes = firstOf(...lines.map((line) => upiCodes(sentence(line))));
  return codes === undefined ? null : made({ format: "upi.switch", codes });
}

/** What a UPI app hands back to the app that called it: `txnId`, `responseCode`, `Status`, `txnRef`, `ApprovalRefNo`. */
function appResponse(payload: SourceValue): Recognised | null {
  const word = firstWord(payload, "Status", "status");
  if (!/^(SUCCESS|FAILURE|SUBMITTED|FAILED|PENDING)$/i.test(word ?? "")) return null;
  // An app that was left before the payment gives the reference back and nothing else.
  const named = countMembers(payload, ["responseCode", "txnId", "ApprovalRefNo", "approvalRefNo"]);
  if (!has(payload, "txnRef") ? named < 3 : named === 0 && !has(payload, "Status")) return null;
  const code = firstWord(payload, "responseCode");
  return made({
    format: "upi.app_response",
    word,
    // Two digits are a word of the app's own ("01" for every failure), not the code of a bank.
    codes: sorted(/^\d\d$/.test(code ?? "") ? undefined : code),
    message: sentence(member(payload, "message")),
    transaction: { id: firstWord(payload, "txnId"), reference: firstWord(payload, "txnRef") },
  });
}

const MESSAGES = ["RespPay", "ReqTxnConfirmation", "RespTxnConfirmation", "RespChkTxn"];

/** NPCI's own messages, as parsed XML: `Resp` holds the result of the switch, its `Ref`s those of the banks. */
function npciMessage(payload: SourceValue): Recognised | null {
  const name = MESSAGES.find((key) => isObject(member(payload, key)));
  const body = name === undefined ? undefined : member(payload, name);
  const resp = member(body, "Resp") ?? member(body, "TxnConfirmation");
  const word = firstWord(resp, "@result", "@orgStatus");
  if (!isObject(resp) || word === undefined) return null;
  const refs = asList(member(resp, "Ref"));
  const failed = refs.find((ref) => !["00", undefined].includes(firstWord(ref, "@respCode")));
  const txn = member(body, "Txn");
  return made({
    format: "upi.npci",
    word,
    codes: sorted(firstWord(resp, "@errCode", "@orgErrCode"), firstWord(failed, "@respCode")),
    transaction: {
      id: firstWord(txn, "@id"),
      reference: firstWord(txn, "@refId"),
      at: instant(member(txn, "@ts")),
    },
    amount: refs.map((ref) => member(ref, "@orgAmount")).find((value) => value !== undefined),
  });
}

const PARTIES = [
  "payerVpa",
  "payeeVpa",
  "gatewayTransactionId",
  "gatewayReferenceId",
  "merchantRequestId",
  "upiRequestId",
];

/** Acquirers on the switch that speak JSON with `gatewayResponseCode` and `gatewayResponseStatus`. */
function gateway(payload: SourceValue): Recognised | null {
  const body = isObject(member(payload, "payload")) ? member(payload, "payload") : payload;
  if (!has(body, "gatewayResponseCode") || !has(body, "gatewayResponseStatus") || countMembers(body, PARTIES) === 0)
    return null;
  // The same members report on mandates, which move no money.
  if (has(body, "mandateType") && !has(body, "gatewayTransactionId")) return null;
  const message = sentence(member(body, "gatewayResponseMessage"));
  // "SUCCESS" for a collect request only means that the payer has been asked.
  const asked = /request (sent|received)/i.test(message ?? "");
  return made({
    format: "upi.gateway",
    word: asked ? "PENDING" : firstWord(body, "gatewayResponseStatus"),
    codes: sorted(
      firstWord(body, "gatewayResponseCode"),
      firstWord(body, "gatewayPayerResponseCode"),
      firstWord(body, "gatewayPayeeResponseCode"),
    ),
    transaction: {
      id: firstWord(body, "gatewayTransactionId"),
      reference: firstWord(body, "merchantRequestId"),
      at: instant(member(body, "transactionTimestamp")),
    },
    amount: member(body, "amount"),
    message,
  });
}

/** The callback of a bank (ICICI's form): `TxnStatus` with the bank's reference and the payer's address. */
function bankCallback(payload: SourceValue): Recognised | null {
  if (countMembers(payload, ["BankRRN", "TxnStatus", "merchantTranId"]) < 3) return null;
  return made({
    format: "upi.bank_callback",
    word: firstWord(payload, "TxnStatus"),
    codes: sorted(firstWord(payload, "ResponseCode", "responseCode")),
    transaction: {
      id: firstWord(payload, "BankRRN"),
      reference: firstWord(payload, "merchantTranId"),
      at: localInstant(member(payload, "TxnInitDate"), INDIA),
    },
    amount: member(payload, "PayerAmount"),
  });
}

const BANK_KEY = /^(payer|payee|remitter|beneficiary|bank|issuer|inner|sub|respCode|responseCode|response_code)/i;
const BANK_CODE = /^[A-Z][0-9A-Z]$/;

/** Any object that gives a switch code under the name of a code, and says that it is about UPI. */
function labelled(payload: SourceObject): Recognised | null {
  const keys = Object.keys(payload);
  const codes = keys
    .filter((key) => /code$/i.test(key))
    .map((key) => ({ key, code: firstWord(payload, key)?.toUpperCase() ?? "" }));
  const outer = codes.find(({ code }) => OUTER.test(code))?.code;
  const about =
    keys.some((key) => /upi|vpa|npci/i.test(key) || /^(rrn|custref|umn)$/i.test(key)) ||
    ["method", "mode", "paymentMode", "payment_mode", "rail", "network"].some((key) =>
      /^upi$/i.test(firstWord(payload, key) ?? ""),
    );
  // Mandates move no money.
  if (outer === undefined || !about || has(payload, "mandateType")) return null;
  const inner = codes.find(({ key, code }) => BANK_KEY.test(key) && BANK_CODE.test(code))?.code;
  const word = firstWord(payload, "status", "result", "Status")?.toUpperCase();
  // A word of the sender's own says nothing against the code, unless it sounds like a success.
  const stated =
    word !== undefined && (Object.hasOwn(WORDS, word) || /SUCCE|COMPLETE|PAID|CAPTURED/.test(word)) ? word : undefined;
  return made({
    format: "upi.response",
    word: stated,
    codes: { outer, inner },
    transaction: { id: firstWord(payload, "upiTxnId", "upi_txn_id", "npciTxnId", "txnId") },
    // Whether rupees or paise is the sender's own habit: an amount here is not taken.
    message: sentence(
      firstOf(...["errorMessage", "errMsg", "message", "description"].map((key) => member(payload, key))),
    ),
  });
}

/**
 * UPI, India's payment switch: its lines, its XML messages, and the JSON of banks and acquirers around it. Kept in code: answers are
 * one line of text, XML or JSON, with the code of a bank inside the text of a switch.
 */
export const upi: Adapter = {
  provider: "upi",
  read(payload) {
    if (typeof payload === "string") return switchLine(payload);
    if (!isObject(payload)) return null;
    return (
      npciMessage(payload) ??
      gateway(payload) ??
      bankCallback(payload) ??
      appResponse(payload) ??
      switchLine(payload) ??
      labelled(payload)
    );
  },
};
