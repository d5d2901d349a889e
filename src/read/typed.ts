import { readAmountText, separatorRole } from "./amount.js";
import { currencyNames } from "./currency.js";
import { readMessage } from "./messages.js";

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
  return settled(read, separatorRole(read.separator, { currency, exponent }, locale));
}

/** Reads a typed percentage or share: no currency decides, and three digits after a point are decimals. */
export function readTypedRate(text: string, locale?: string): TypedAmount {
  const read = readAmountText(text, ["%"]);
  if (read.kind === "unreadable") return read;
  if (read.kind === "plain") return { kind: "amount", value: read.value };
  const none = { currency: undefined, exponent: undefined };
  return settled(read, read.separator === "." ? "decimal" : separatorRole(read.separator, none, locale));
}

function settled(
  { grouped, decimal }: { grouped: string; decimal: string },
  role: "group" | "decimal" | undefined,
): TypedAmount {
  if (role === undefined) return { kind: "ambiguous", grouped, decimal };
  return { kind: "amount", value: role === "group" ? grouped : decimal };
}

/** Why a typed amount cannot be taken, in English: names both readings, or shows how to write it. `path` says of which field. */
export function typedAmountFault(
  read: Exclude<TypedAmount, { kind: "amount" }>,
  text: string,
  path: string,
  currency: string | undefined,
): string {
  if (read.kind === "ambiguous") return readMessage("amount_ambiguous.decisive", ambiguousParams(text, read)).message;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return readMessage(currency === undefined ? "amount_unclear.no_currency" : "amount_unclear", { text: shown, path })
    .message;
}

/** Both readings of an ambiguous amount, and how to write it so that nobody can take its last three digits for a group. */
export function ambiguousParams(text: string, { grouped, decimal }: { grouped: string; decimal: string }) {
  const plainly = decimal.endsWith("0") ? decimal.slice(0, -1) : `${decimal}0`;
  return { text: text.trim(), grouped, decimal, plainly };
}
