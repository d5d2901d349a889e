import { writtenDecimals } from "../read/currency.js";
import type { TypedAround } from "../read/typed.js";
import { answerOf, typedAmount } from "./answers.js";
import type { Input } from "./protocol.js";
import { filled, type PageWords } from "./words/index.js";

/** An amount in the format of the page, every digit of it. */
export function amountText(value: string, currency: string | undefined, locale: string): string {
  const digits = value.split(".")[1]?.length ?? 0;
  const isCode = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  const format = new Intl.NumberFormat(locale, {
    ...(isCode ? { style: "currency", currency } : {}),
    minimumFractionDigits: Math.min(digits, 20),
    maximumFractionDigits: Math.min(Math.max(digits, 0), 20),
  });
  const text = digits > 20 ? value : format.format(value as `${number}`);
  return isCode || currency === undefined ? text : `${text} ${currency}`;
}

/**
 * A known number as it stands in a field: grouped as the page's language groups it, where the rule for typed amounts reads that back as the
 * same number; else plain.
 */
export function fieldAmount(value: string, input: Input, around: TypedAround, locale: string): string {
  if (input.kind !== "money") return value;
  const [whole = "", fraction = ""] = value.split(".");
  // "500500.00" rupiah are written without decimals.
  const isWhole = /^0*$/.test(fraction) && writtenDecimals(around.currency, around.exponent) === "none";
  const meant = isWhole ? whole : value;
  const digits = isWhole ? 0 : fraction.length;
  if (digits > 20) return value;
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const shown = format.format(meant as `${number}`);
  const read = typedAmount(input, shown, around);
  return read?.kind === "amount" && read.value === meant ? shown : value;
}

/** How a typed amount is understood, for beside its field; null where nothing needs saying. */
export function echoOf(
  input: Input,
  typed: string,
  around: TypedAround,
  locale: string,
  words: PageWords,
): { text: string; isBad: boolean } | null {
  if (typed.trim() === "") return null;
  if (input.kind === "amount") {
    const value = answerOf(input, typed, around) as { amount: string; currency: string } | undefined;
    if (value !== undefined) return { text: `= ${amountText(value.amount, value.currency, locale)}`, isBad: false };
  }
  const read = typedAmount(input, typed, around);
  if (read === null) return null;
  if (read.kind === "unreadable") return { text: words.bad_number, isBad: true };
  if (read.kind === "ambiguous") {
    return { text: filled(words.ambiguous_number, { grouped: read.grouped, decimal: read.decimal }), isBad: true };
  }
  if (input.kind !== "money") return null;
  return { text: `= ${amountText(read.value, around.currency, locale)}`, isBad: false };
}
