import { readAmountText } from "./amount.js";
import { currencyNames, writtenDecimals } from "./currency.js";
import { type Separator, separatorMeaning } from "./locale.js";

/** What decides how a typed amount is read, as far as it is known. */
export interface TypedAround {
  /** ISO 4217 code, or the name of another asset. */
  currency?: string | undefined;
  /** Minor-unit digits, where the transaction gives its own. */
  exponent?: number | undefined;
  /** BCP 47 tag of the number format that was chosen. */
  locale?: string | undefined;
}

/** A typed amount: a plain decimal, the two values it may have, or nothing that can be read. */
export type TypedAmount =
  | { kind: "amount"; value: string }
  | { kind: "ambiguous"; grouped: string; decimal: string }
  | { kind: "unreadable" };

/**
 * Reads an amount that a person typed by the rule for pasted ones: `150.000` is 150000 in rupiah, `1,500.00` is 1500.00 everywhere, and
 * `10.000` dollars are ambiguous. Words for thousands are unreadable rather than guessed.
 */
export function readTypedAmount(text: string, { currency, exponent, locale }: TypedAround): TypedAmount {
  const read = readAmountText(text, currencyNames(currency));
  if (read.kind === "unreadable") return read;
  if (read.kind === "plain") return { kind: "amount", value: read.value };
  return settled(read, writtenDecimals(currency, exponent), locale);
}

/** Reads a typed percentage or share: no currency decides, and three digits after a point are decimals. */
export function readTypedRate(text: string, locale?: string): TypedAmount {
  const read = readAmountText(text, ["%"]);
  if (read.kind === "unreadable") return read;
  if (read.kind === "plain") return { kind: "amount", value: read.value };
  return settled(read, read.separator === "." ? "three" : "other", locale);
}

function settled(
  { grouped, decimal, separator }: { grouped: string; decimal: string; separator: Separator },
  written: "none" | "three" | "other",
  locale: string | undefined,
): TypedAmount {
  const meaning = written === "none" ? "group" : written === "three" ? "decimal" : separatorMeaning(locale, separator);
  if (meaning === undefined) return { kind: "ambiguous", grouped, decimal };
  return { kind: "amount", value: meaning === "group" ? grouped : decimal };
}
