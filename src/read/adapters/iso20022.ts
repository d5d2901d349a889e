import { isObject, member, type SourceObject, type SourceValue } from "../value.js";
import type { Adapter, FoundPayload, PayloadFormat, Recognised } from "./adapter.js";
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

/**
 * What a report answers to: a credit transfer sends money, a direct debit is a payment that the merchant collects. A direct debit is also
 * told by its mandate and by the creditor's identifier, where the original message is not named.
 */
function sentAs(
  name: string | undefined,
  reference: SourceValue | undefined,
): { kind?: TransactionKind; initiator?: "merchant" } {
  if (name !== undefined && /pain\.001|pacs\.00[89]/i.test(name)) return { kind: "transfer" };
  const isDebit = (name !== undefined && /pain\.008|pacs\.003/i.test(name)) || hasMandate(reference);
  return isDebit ? { kind: "payment", initiator: "merchant" } : {};
}

const hasMandate = (reference: SourceValue | undefined): boolean =>
  isObject(reference) && (has(reference, "MndtRltdInf") || has(reference, "CdtrSchmeId"));

const given = (id: string | undefined): string | undefined => (id === "NOTPROVIDED" ? undefined : id);

/** pacs.002 and pain.002: the status of each payment, or of a batch or of all where no payment is named. */
function report(body: SourceObject, format: PayloadFormat): FoundPayload[] {
  const group = asList(member(body, "OrgnlGrpInfAndSts"))[0];
  const batches = asList(member(body, "OrgnlPmtInfAndSts"));
  const entries = [body, ...batches].flatMap((level) =>
    asList(member(level, "TxInfAndSts")).map((transaction) => ({
      transaction,
      batch: level === body ? undefined : level,
    })),
  );
  const named = entries.length > 0 ? entries : [{ transaction: undefined, batch: batches[0] }];
  return named.flatMap(({ transaction, batch }): FoundPayload[] => {
    const found = reported(body, format, group, batch, transaction);
    return found === null ? [] : [{ recognised: found, object: isObject(transaction) ? transaction : body }];
  });
}

/** A payment whose reason may be given for its batch or for the whole message: a shape in data knows no such levels. */
function reported(
  body: SourceValue,
  format: PayloadFormat,
  group: SourceValue | undefined,
  batch: SourceValue | undefined,
  transaction: SourceValue | undefined,
): Recognised | null {
  const code = firstOf(firstWord(transaction, "TxSts"), firstWord(batch, "PmtInfSts"), firstWord(group, "GrpSts"));
  const reason = reasonOf("StsRsnInf", transaction, batch, group);
  if (code === undefined && reason.codes.length === 0) return null;
  const status: TransactionStatus | undefined =
    code === undefined ? undefined : (lookUp(STATES, code.toUpperCase()) ?? "unknown");
  const [first, ...more] = reason.codes;
  return recognised(format, {
    transaction: {
      id: given(firstWord(transaction, "OrgnlTxId", "OrgnlInstrId", "StsId")),
      reference: given(firstWord(transaction, "OrgnlEndToEndId")),
      ...sentAs(
        firstWord(firstOf(group, member(transaction, "OrgnlGrpInf")), "OrgnlMsgNmId"),
        member(transaction, "OrgnlTxRef"),
      ),
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
}

/** pacs.004: each settled, and sent back. */
function paymentReturns(body: SourceObject): FoundPayload[] {
  return asList(member(body, "TxInf")).flatMap((transaction) => {
    const reason = reasonOf("RtrRsnInf", transaction, member(body, "GrpHdr"), member(body, "OrgnlGrpInf"));
    if (!isObject(transaction) || (reason.codes.length === 0 && !has(transaction, "RtrId"))) return [];
    const found = recognised("iso20022.pacs_004", {
      transaction: {
        id: given(firstWord(transaction, "OrgnlTxId", "OrgnlInstrId", "RtrId")),
        reference: given(firstWord(transaction, "OrgnlEndToEndId")),
        ...sentAs(
          firstWord(firstOf(member(transaction, "OrgnlGrpInf"), member(body, "OrgnlGrpInf")), "OrgnlMsgNmId"),
          member(transaction, "OrgnlTxRef"),
        ),
        // The money is back with the payer, but the payment has failed and the reason says why.
        status: "failed",
        at: instant(memberAt(body, "GrpHdr", "CreDtTm")),
      },
      money: firstOf(originalAmount(transaction), amountOf(member(transaction, "RtrdIntrBkSttlmAmt"))) ?? NO_MONEY,
      failure: {
        provider: "iso20022",
        message: reason.message,
        codes: [
          ...reason.codes.map((code): [string, string] => ["iso20022.return_reason", code]),
          ...reason.proprietary.map((code): [string, string] => ["iso20022.proprietary_reason", code]),
        ],
      },
    });
    return [{ recognised: found, object: transaction }];
  });
}

function readAll(payload: SourceValue): FoundPayload[] {
  if (!isObject(payload)) return [];
  const document = isObject(member(payload, "Document")) ? member(payload, "Document") : payload;
  const interbank = member(document, "FIToFIPmtStsRpt");
  if (isObject(interbank)) return report(interbank, "iso20022.pacs_002");
  const customer = member(document, "CstmrPmtStsRpt");
  if (isObject(customer)) return report(customer, "iso20022.pain_002");
  const returned = member(document, "PmtRtr");
  if (isObject(returned)) return paymentReturns(returned);
  // One entry of a report, torn out.
  return has(payload, "TxSts") && countMembers(payload, ["StsRsnInf", "OrgnlEndToEndId", "OrgnlTxId"]) > 0
    ? report({ TxInfAndSts: payload }, "iso20022.transaction")
    : [];
}

/** Bank messages: ISO 20022 pacs.002, pain.002 and pacs.004, as parsed XML or JSON. */
export const iso20022: Adapter = {
  provider: "iso20022",
  readAll,
  read: (payload) => readAll(payload)[0]?.recognised ?? null,
};
