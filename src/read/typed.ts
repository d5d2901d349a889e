import { readAmountText, separatorRole } from "./amount.js";
import { type CurrencyAround, currencyNames } from "./currency.js";
import { readMessage } from "./messages.js";

/**
 * Reads an amount that a person typed into a field or an option, by the rule for pasted ones: "150.000" is 150000 for IDR. `locale` decides
 * where the currency does not. What is ambiguous or unreadable gives a message that names both readings or shows how to write it.
 */
export function readTypedAmount(
  text: string,
  path: string,
  money: CurrencyAround,
  locale: string | undefined,
): { value: string } | { message: string } {
  const read = readAmountText(text, currencyNames(money.currency));
  if (read.kind === "plain") return { value: read.value };
  if (read.kind === "either") {
    const role = separatorRole(read.separator, money, locale);
    if (role !== undefined) return { value: role === "group" ? read.grouped : read.decimal };
    return { message: readMessage("amount_ambiguous.decisive", ambiguousParams(text, read)).message };
  }
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const key = money.currency === undefined ? "amount_unclear.no_currency" : "amount_unclear";
  return { message: readMessage(key, { text: shown, path }).message };
}

/** Both readings of an ambiguous amount, and how to write it so that nobody can take its last three digits for a group. */
export function ambiguousParams(text: string, { grouped, decimal }: { grouped: string; decimal: string }) {
  const plainly = decimal.endsWith("0") ? decimal.slice(0, -1) : `${decimal}0`;
  return { text: text.trim(), grouped, decimal, plainly };
}
