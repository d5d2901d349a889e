import { type Json, type JsonObject, own } from "../base/json.js";
import type { CodeRow } from "./code-table.js";
import type { CauseMeanings, CodeReading } from "./codes.js";

type TransactionKind = keyof NonNullable<CodeRow["kinds"]>;

/**
 * What a code means for this transaction. Its kind may change it: on a refund or payout the payer is the merchant, and on a top-up, withdrawal
 * or refund the payee is the customer. So may the initiator of a payment, and the currency of a network fee.
 */
export function meantFor(code: CodeReading, context: JsonObject, meanings: CauseMeanings): CodeReading {
  if (code.level === "advice") return code;
  const transaction = own(context, "transaction");
  const kind = (own(transaction, "kind") as TransactionKind | undefined) ?? "payment";
  const special = code.row?.kinds?.[kind];
  if (code.row !== undefined && special !== undefined) {
    const { cause = code.row.cause, meaning = code.row.meaning, retry = code.row.retry } = special;
    const row = { ...code.row, ...special, cause, meaning, retry };
    // Among words a code stays weak evidence, whatever its table says.
    const certainty = code.pointer === "/failure/message" ? code.certainty : (row.certainty ?? "likely");
    return { ...code, row, cause, certainty, family: undefined };
  }
  if (code.row?.feeCurrencyCause !== undefined && hasFeeInOtherCurrency(context))
    return { ...code, cause: code.row.feeCurrencyCause, family: undefined };
  const { cause } = code;
  if (cause === null)
    return code.row?.retry === "check_status_first" ? { ...code, cause: meanings.unknownOutcome } : code;
  const instead =
    (paidByMerchant(kind) && meanings.merchants.get(cause)) || (receivesOwn(kind) && meanings.owns.get(cause));
  if (instead) return { ...code, cause: instead, family: undefined };
  if (code.row?.eitherAccount !== true || kind !== "payment") return code;
  // A direct debit of the merchant is about the payer's account. Where nobody says who started the payment, it may be one.
  const initiator = own(transaction, "initiator");
  if (initiator === "merchant") return { ...code, cause: meanings.owns.get(cause) ?? cause };
  return initiator === undefined ? { ...code, certainty: "possible" } : code;
}

/** Whether the merchant makes it: a refund or a payout. */
export const paidByMerchant = (kind: string): boolean => kind === "refund" || kind === "payout";

/** Whether the account that receives is the customer's own. */
export const receivesOwn = (kind: string): boolean => kind === "top_up" || kind === "withdrawal" || kind === "refund";

/** Whether a network fee is in another currency than the amount, as the gas of a token's transfer is. */
function hasFeeInOtherCurrency(context: JsonObject): boolean {
  const currency = own(own(context, "transaction"), "currency");
  const fees = (own(context, "fees") as Json[] | undefined) ?? [];
  return fees.some((fee) => own(fee, "party") === "network" && (own(fee, "currency") ?? currency) !== currency);
}
