import { readMessage } from "../messages.js";
import { isObject, member, type SourceValue } from "../value.js";
import type { Adapter, PayloadFormat, Recognised } from "./adapter.js";
import {
  asList,
  countMembers,
  firstOf,
  firstWord,
  has,
  instant,
  lookUp,
  majorAmount,
  memberAt,
  minorAmount,
  NO_MONEY,
  type PayloadMoney,
  recognised,
  type StatusWords,
  sentence,
  type TransactionKind,
  type TransactionStatus,
  word,
} from "./payload.js";

/** ExternalPaymentTransactionStatus1Code: accepted is not yet settled. */
const STATES: StatusWords = {
  RJCT: "failed",
  CANC: "cancelled",
  ACSC: "succeeded",
  ACCC: "succeeded",
  PDNG: "pending",
  RCVD: "pending",
  RVCM: "pending",
  ACTC: "pending",
  ACCP: "pending",
  ACSP: "pending",
  ACWC: "pending",
  ACWP: "pending",
  ACFC: "pending",
  ACPD: "pending",
  PATC: "pending",
  PART: "pending",
  // Neither with the payee nor back with the payer.
  BLCK: "unknown",
};

/** `{ "@Ccy": "EUR", "#text": "100.00" }` from XML, or what the JSON forms make of it. */
function amountOf(value: SourceValue | undefined): PayloadMoney | undefined {
  if (!isObject(value)) return undefined;
  const digits = ["#text", "value", "Value", "amount", "Amount", "$", "_"]
    .map((key) => member(value, key))
    .find((found) => word(found) !== undefined);
  const currency = firstWord(value, "@Ccy", "Ccy", "ccy", "currency", "Currency", "$Ccy", "_Ccy");
  return digits === undefined || currency === undefined ? undefined : majorAmount(digits, currency);
}

/** The instructed amount of the original transaction: what the payer wanted, before what was settled. */
function originalAmount(transaction: SourceValue): PayloadMoney | undefined {
  const reference = member(transaction, "OrgnlTxRef");
  return firstOf(
    amountOf(memberAt(reference, "Amt", "InstdAmt")),
    amountOf(member(reference, "InstdAmt")),
    amountOf(member(transaction, "OrgnlInstdAmt")),
    amountOf(member(reference, "IntrBkSttlmAmt")),
    amountOf(member(transaction, "OrgnlIntrBkSttlmAmt")),
  );
}

interface Reason {
  codes: string[];
  proprietary: string[];
  message: string | undefined;
}

/** Codes and text of the first level that gives any: of the transaction, else of its batch, else of the whole message. */
function reasonOf(name: string, ...levels: (SourceValue | undefined)[]): Reason {
  for (const level of levels) {
    const infos = asList(member(level, name));
    const codes = infos.flatMap((info) => firstWord(member(info, "Rsn"), "Cd") ?? firstWord(info, "Rsn") ?? []);
    const proprietary = infos.flatMap((info) => firstWord(member(info, "Rsn"), "Prtry") ?? []);
    const texts = infos.flatMap((info) => asList(member(info, "AddtlInf"))).map(sentence);
    const message = texts.filter((text) => text !== undefined).join(" ");
    if (codes.length + proprietary.length + message.length > 0)
      return { codes, proprietary, message: message === "" ? undefined : message };
  }
  return { codes: [], proprietary: [], message: undefined };
}

/** What a report answers to: a credit transfer sends money, a direct debit is a payment. */
function kindOf(name: string | undefined): TransactionKind | undefined {
  if (name === undefined) return undefined;
  return /pain\.001|pacs\.00[89]/i.test(name) ? "transfer" : /pain\.008|pacs\.003/i.test(name) ? "payment" : undefined;
}

const given = (id: string | undefined): string | undefined => (id === "NOTPROVIDED" ? undefined : id);

/** pacs.002 and pain.002: the status of a payment, of its batch or of all. */
function report(body: SourceValue, format: PayloadFormat): Recognised | null {
  const group = asList(member(body, "OrgnlGrpInfAndSts"))[0];
  const batches = asList(member(body, "OrgnlPmtInfAndSts"));
  const entries = [body, ...batches].flatMap((level) =>
    asList(member(level, "TxInfAndSts")).map((transaction) => ({
      transaction,
      batch: level === body ? undefined : level,
    })),
  );
  // One reading is one transaction; in a report on several the first that was refused speaks.
  const refused = entries.find(({ transaction }) => firstWord(transaction, "TxSts") === "RJCT");
  const { transaction, batch } = refused ?? entries[0] ?? { transaction: undefined, batch: batches[0] };
  const code = firstOf(firstWord(transaction, "TxSts"), firstWord(batch, "PmtInfSts"), firstWord(group, "GrpSts"));
  const reason = reasonOf("StsRsnInf", transaction, batch, group);
  if (code === undefined && reason.codes.length === 0) return null;
  const status: TransactionStatus | undefined =
    code === undefined ? undefined : (lookUp(STATES, code.toUpperCase()) ?? "unknown");
  const [first, ...more] = reason.codes;
  const found = recognised(format, {
    transaction: {
      id: given(firstWord(transaction, "OrgnlTxId", "OrgnlInstrId", "StsId")),
      reference: given(firstWord(transaction, "OrgnlEndToEndId")),
      kind: kindOf(firstWord(firstOf(group, member(transaction, "OrgnlGrpInf")), "OrgnlMsgNmId")),
      status,
      at: firstOf(instant(member(transaction, "AccptncDtTm")), instant(memberAt(body, "GrpHdr", "CreDtTm"))),
    },
    money: (transaction === undefined ? undefined : originalAmount(transaction)) ?? NO_MONEY,
    failure: {
      provider: "iso20022",
      code: first,
      message: reason.message,
      codes: [
        ...more.map((other): [string, string] => ["iso20022.status_reason", other]),
        ...reason.proprietary.map((other): [string, string] => ["iso20022.proprietary_reason", other]),
        ["iso20022.transaction_status", code],
      ],
    },
  });
  return several(found, entries.length);
}

/** pacs.004: settled, and sent back. */
function paymentReturn(body: SourceValue): Recognised | null {
  const transactions = asList(member(body, "TxInf"));
  const transaction = transactions[0];
  const reason = reasonOf("RtrRsnInf", transaction, member(body, "GrpHdr"), member(body, "OrgnlGrpInf"));
  if (!isObject(transaction) || (reason.codes.length === 0 && !has(transaction, "RtrId"))) return null;
  const found = recognised("iso20022.pacs_004", {
    transaction: {
      id: given(firstWord(transaction, "OrgnlTxId", "OrgnlInstrId", "RtrId")),
      reference: given(firstWord(transaction, "OrgnlEndToEndId")),
      kind: kindOf(firstWord(firstOf(member(transaction, "OrgnlGrpInf"), member(body, "OrgnlGrpInf")), "OrgnlMsgNmId")),
      // The money is back with the payer, but the payment has failed and the reason says why.
      status: "failed",
      at: instant(memberAt(body, "GrpHdr", "CreDtTm")),
    },
    money: firstOf(originalAmount(transaction), amountOf(member(transaction, "RtrdIntrBkSttlmAmt"))) ?? {
      warnings: [],
    },
    failure: {
      provider: "iso20022",
      message: reason.message,
      codes: [
        ...reason.codes.map((code): [string, string] => ["iso20022.return_reason", code]),
        ...reason.proprietary.map((code): [string, string] => ["iso20022.proprietary_reason", code]),
      ],
    },
  });
  return several(found, transactions.length);
}

function several(found: Recognised, number: number): Recognised {
  if (number < 2) return found;
  const warning = { path: "/transaction", ...readMessage("several_transactions", { count: number }) };
  return { ...found, warnings: [...found.warnings, warning] };
}

const RETURN_KEYS = [
  "returnCode",
  "return_code",
  "ach_return_code",
  "achReturnCode",
  "nachaReturnCode",
  "nacha_return_code",
  "returnReasonCode",
  "return_reason_code",
];

function returnCode(value: SourceValue | undefined): string | undefined {
  const code = firstWord(value, ...RETURN_KEYS)?.toUpperCase();
  return code !== undefined && /^R\d\d$/.test(code) ? code : undefined;
}

/** Dwolla's failure of a transfer calls it just `code`, and explains it. */
function dwollaCode(payload: SourceValue): string | undefined {
  const code = firstWord(payload, "code");
  const explained = has(payload, "description") && countMembers(payload, ["explanation", "_links"]) > 0;
  return explained && code !== undefined && /^R\d\d$/.test(code) ? code : undefined;
}

/** A return of the US clearing house (ACH). There is no JSON form of its own: a return code under a name that says so is the mark. */
function achReturn(payload: SourceValue): Recognised | null {
  const addenda = member(payload, "addenda99");
  const reason = firstOf(addenda, member(payload, "failure_reason"), member(payload, "return"));
  const code = firstOf(returnCode(payload), returnCode(reason), dwollaCode(payload));
  if (code === undefined) return null;
  // In an entry of the file format the amount is in cents; Plaid writes dollars.
  const entry =
    isObject(addenda) && countMembers(payload, ["transactionCode", "RDFIIdentification", "DFIAccountNumber"]) > 0;
  const plaid = isObject(member(payload, "failure_reason"));
  const money = entry
    ? minorAmount(member(payload, "amount"), "USD")
    : plaid
      ? majorAmount(
          member(payload, "amount") ?? member(payload, "transfer_amount"),
          firstWord(payload, "iso_currency_code") ?? "USD",
        )
      : undefined;
  return recognised("nacha.return", {
    transaction: {
      id:
        firstWord(payload, ...(plaid ? ["transfer_id", "id"] : ["traceNumber", "id"])) ??
        firstWord(addenda, "originalTrace"),
      status: "failed",
      at: plaid ? firstOf(instant(member(payload, "created")), instant(member(payload, "timestamp"))) : undefined,
    },
    ...(money && { money }),
    failure: {
      provider: "nacha",
      code,
      message: firstOf(
        ...["description", "reason", "returnReason", "return_reason"].flatMap((key) => [
          sentence(member(payload, key)),
          sentence(member(reason, key)),
        ]),
      ),
    },
  });
}

/** Bank messages: ISO 20022 pacs.002, pain.002 and pacs.004, as parsed XML or JSON, and ACH returns. */
export const iso20022: Adapter = {
  provider: "iso20022",
  read(payload) {
    if (!isObject(payload)) return null;
    const document = isObject(member(payload, "Document")) ? member(payload, "Document") : payload;
    const interbank = member(document, "FIToFIPmtStsRpt");
    if (isObject(interbank)) return report(interbank, "iso20022.pacs_002");
    const customer = member(document, "CstmrPmtStsRpt");
    if (isObject(customer)) return report(customer, "iso20022.pain_002");
    const returned = member(document, "PmtRtr");
    if (isObject(returned)) return paymentReturn(returned);
    // One entry of a report, torn out.
    if (has(payload, "TxSts") && countMembers(payload, ["StsRsnInf", "OrgnlEndToEndId", "OrgnlTxId"]) > 0)
      return report({ TxInfAndSts: payload }, "iso20022.transaction");
    return achReturn(payload);
  },
};
