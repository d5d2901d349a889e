import { isoExponent } from "../base/currencies.js";
import { combine, known, map, unknown } from "../base/known.js";
import { fractionDigits, max, ZERO } from "../base/money.js";
import { parseInstant } from "../base/time.js";
import { anyLessPasses, fewestParts, largestPassable, leastPassable } from "./amounts.js";
import { type FactDefinition, fact } from "./fact.js";
import { sameDetails, sameReference } from "./history.js";

/** The transaction, its sums, the balance and the fees. Money is in the transaction's currency, in major units. */
export const moneyFacts: readonly FactDefinition[] = [
  fact("transaction.amount", "money", (sheet) => sheet.amount),
  fact("transaction.currency", "text", (sheet) => sheet.stated("transaction", "currency")),
  fact("transaction.kind", "text", (sheet) => known(sheet.transaction.kind ?? "payment"), { scope: true }),
  fact("transaction.takesMoneyOut", "boolean", (sheet) => known(sheet.takesMoneyOut), { scope: true }),
  fact("transaction.status", "text", (sheet) => known(sheet.transaction.status ?? "failed"), { scope: true }),
  fact("transaction.debited", "boolean", (sheet) => sheet.stated("transaction", "debited")),
  fact("transaction.fractionDigits", "number", (sheet) => map(sheet.amount, fractionDigits)),
  fact("transaction.exponent", "number", (sheet) => {
    const { currency, exponent } = sheet.transaction;
    if (currency === undefined) return unknown("/transaction/currency");
    const digits = exponent ?? isoExponent(currency);
    return digits === undefined ? unknown("/transaction/exponent") : known(digits);
  }),
  fact("transaction.expiresAt", "time", (sheet) =>
    map(sheet.stated<string>("transaction", "expiresAt"), (text) => parseInstant(text) as number),
  ),
  fact("transaction.reference", "text", (sheet) => sheet.stated("transaction", "reference")),
  fact("transaction.at", "time", (sheet) => sheet.at),
  fact("history.sameReference", "boolean", (sheet) => sameReference(sheet)),
  fact("history.sameDetails", "boolean", (sheet) => sameDetails(sheet)),
  fact("fees.payer", "money", (sheet) => sheet.payerFees),
  fact("fees.payee", "money", (sheet) => sheet.payeeFees),
  fact("total.debit", "money", (sheet) => sheet.total),
  fact("total.arrives", "money", (sheet) => sheet.arrives),
  fact("balance.available", "money", (sheet) => sheet.available),
  fact("balance.held", "money", (sheet) => sheet.held),
  fact("balance.restricted", "money", (sheet) => sheet.restricted),
  fact("balance.usable", "money", (sheet) => sheet.usable),
  fact("balance.withHeld", "money", (sheet) => combine(sheet.usable, sheet.held, (a, b) => a.plus(b))),
  fact("balance.shortfall", "money", (sheet) => sheet.shortfall),
  fact("balance.cap", "money", (sheet) => sheet.cap),
  fact("balance.afterArrival", "money", (sheet) =>
    combine(
      combine(sheet.available, sheet.held, (a, b) => a.plus(b)),
      sheet.arrives,
      (a, b) => a.plus(b),
    ),
  ),
  fact("balance.capExcess", "money", (sheet) =>
    combine(
      combine(
        combine(sheet.available, sheet.held, (a, b) => a.plus(b)),
        sheet.arrives,
        (a, b) => a.plus(b),
      ),
      sheet.cap,
      (after, cap) => max(ZERO, after.minus(cap)),
    ),
  ),
  fact("leastAmount", "money", leastPassable, { ofNextAttempt: true }),
  fact("largestAmount", "money", largestPassable, { ofNextAttempt: true }),
  fact("largestAmount.anyLessPasses", "boolean", anyLessPasses, { ofNextAttempt: true }),
  fact("split.each", "money", (sheet) => map(fewestParts(sheet), (parts) => parts.each), { ofNextAttempt: true }),
  fact("split.parts", "number", (sheet) => map(fewestParts(sheet), (parts) => parts.count), { ofNextAttempt: true }),
];
