import { combine, known, map, unknown } from "../base/known.js";
import { fractionDigits, max, ZERO } from "../base/money.js";
import { parseInstant } from "../base/time.js";
import { fewestParts, largestPassable, leastPassable } from "./amounts.js";
import { type FactDefinition, fact } from "./fact.js";
import { sameDetails, sameReference } from "./history.js";

/** The transaction, its sums, the balance and the fees. Money is in the transaction's currency, in major units. */
export const moneyFacts: readonly FactDefinition[] = [
  fact("transaction.amount", "money", "What was to be paid, without fees.", (sheet) => sheet.amount),
  fact("transaction.currency", "text", "Currency or asset code.", (sheet) => sheet.stated("transaction", "currency")),
  fact(
    "transaction.kind",
    "text",
    "payment where it is not stated.",
    (sheet) => known(sheet.transaction.kind ?? "payment"),
    true,
  ),
  fact(
    "transaction.takesMoneyOut",
    "boolean",
    "True for payments, transfers and withdrawals; top-ups and refunds bring money in.",
    (sheet) => known(sheet.takesMoneyOut),
    true,
  ),
  fact(
    "transaction.status",
    "text",
    "failed where it is not stated.",
    (sheet) => known(sheet.transaction.status ?? "failed"),
    true,
  ),
  fact(
    "transaction.debited",
    "boolean",
    "Money has left the payer although the transaction did not complete.",
    (sheet) => sheet.stated("transaction", "debited"),
  ),
  fact(
    "transaction.fractionDigits",
    "number",
    "Digits after the point of the amount, without trailing zeros.",
    (sheet) => map(sheet.amount, fractionDigits),
  ),
  fact("transaction.exponent", "number", "Digits the currency has.", (sheet) =>
    sheet.currency === undefined ? unknown("/transaction/currency") : known(sheet.exponent),
  ),
  fact("transaction.expiresAt", "time", "When the order or code runs out.", (sheet) =>
    map(sheet.stated<string>("transaction", "expiresAt"), (text) => parseInstant(text) as number),
  ),
  fact("transaction.reference", "text", "The reference under which it was sent.", (sheet) =>
    sheet.stated("transaction", "reference"),
  ),
  fact(
    "now",
    "time",
    "The instant everything is seen from: the option now, else the time of the attempt.",
    (sheet) => sheet.now,
  ),
  fact(
    "history.sameReference",
    "boolean",
    "An earlier transaction with the same reference went through or is under way.",
    (sheet) => sameReference(sheet),
  ),
  fact(
    "history.sameDetails",
    "boolean",
    "An earlier transaction of the same amount, currency and payee within ten minutes went through or is under way.",
    (sheet) => sameDetails(sheet),
  ),
  fact(
    "fees.payer",
    "money",
    "All fees the payer bears; unknown where no fees are listed.",
    (sheet) => sheet.payerFees,
  ),
  fact("fees.payee", "money", "All fees the payee bears; zero where none is listed.", (sheet) => sheet.payeeFees),
  fact("total.debit", "money", "Amount plus the payer's fees: what leaves the account.", (sheet) => sheet.total),
  fact(
    "total.arrives",
    "money",
    "Amount less the payee's fees: what reaches the other side.",
    (sheet) => sheet.arrives,
  ),
  fact("balance.available", "money", "Spendable now, the restricted part included.", (sheet) => sheet.available),
  fact(
    "balance.held",
    "money",
    "Frozen and not in the available balance; zero where only the available balance is given.",
    (sheet) => sheet.held,
  ),
  fact(
    "balance.restricted",
    "money",
    "Part of the available balance that may not be used for this kind; zero where only the available balance is given.",
    (sheet) => sheet.restricted,
  ),
  fact("balance.usable", "money", "Available less restricted.", (sheet) => sheet.usable),
  fact("balance.withHeld", "money", "Usable plus held: what would be there were the holds released.", (sheet) =>
    combine(sheet.usable, sheet.held, (a, b) => a.plus(b)),
  ),
  fact(
    "balance.shortfall",
    "money",
    "What is missing to cover the total; of the amount alone where the fees are unknown and it is over already.",
    (sheet) => sheet.shortfall,
  ),
  fact("balance.cap", "money", "The most the wallet may hold.", (sheet) => sheet.cap),
  fact("balance.afterArrival", "money", "Available plus held plus what arrives.", (sheet) =>
    combine(
      combine(sheet.available, sheet.held, (a, b) => a.plus(b)),
      sheet.arrives,
      (a, b) => a.plus(b),
    ),
  ),
  fact("balance.capExcess", "money", "How far what arrives would go over the cap.", (sheet) =>
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
  fact("leastAmount", "money", "The least passable amount above this one.", leastPassable),
  fact(
    "largestAmount",
    "money",
    "The largest amount without an amount cause; unknown where nothing bounds it or none passes.",
    largestPassable,
  ),
  fact("split.each", "money", "Each part, where the amount is paid in the fewest parts that all pass.", (sheet) =>
    map(fewestParts(sheet), (parts) => parts.each),
  ),
  fact("split.parts", "number", "The fewest parts that all pass.", (sheet) =>
    map(fewestParts(sheet), (parts) => parts.count),
  ),
];
