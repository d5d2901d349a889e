import { MAX_DIGITS } from "../base/sizes.js";
import { plainSpaces } from "./characters.js";
import { type CurrencyAround, writtenDecimals } from "./currency.js";
import { type Separator, separatorMeaning } from "./locale.js";

/** What a text says as an amount. */
export type AmountText =
  /** One amount; `decimal` is the separator it shows to be the decimal one, where it shows that. */
  | { kind: "plain"; value: string; decimal?: Separator }
  /** One separator and exactly three digits: two amounts, a thousandfold apart. */
  | { kind: "either"; grouped: string; decimal: string; separator: Separator }
  | { kind: "unreadable" };

const UNREADABLE: AmountText = { kind: "unreadable" };
/** Over this length no amount has 200 digits or fewer, whatever stands between them. */
const MAX_LENGTH = 600;

const FOLDED: Readonly<Record<string, string>> = {
  "．": ".",
  "，": ",",
  "−": "-",
  "－": "-",
  "＇": "'",
  "’": "'",
  "￥": "¥",
  "＄": "$",
  "￡": "£",
  "￦": "₩",
};

/** Digits of any script as ASCII ones, and full-width signs as plain ones. */
function foldedDigits(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (character) => {
    if (Object.hasOwn(FOLDED, character)) return FOLDED[character] as string;
    if (!/\p{Nd}/u.test(character)) return character;
    // The digits of a script stand in a row of ten, from zero on; mathematical ones in five such rows.
    const code = character.codePointAt(0) as number;
    let before = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
    return String(before % 10);
  });
}

/** Takes a name off the front or the end of a text. What a longer word leaves behind is no digit, and refused as such. */
function without(text: string, names: readonly string[], end: "front" | "back"): string {
  for (const name of names) {
    const part = end === "front" ? text.slice(0, name.length) : text.slice(-name.length);
    if (part.toLowerCase() !== name.toLowerCase()) continue;
    return (end === "front" ? text.slice(name.length) : text.slice(0, -name.length)).trim();
  }
  return text;
}

/**
 * Reads an amount written by a person: grouped, with a sign or code of its own currency, in any digits.
 * Words for thousands, brackets, percent, exponents and anything else are unreadable rather than guessed.
 */
export function readAmountText(given: string, names: readonly string[]): AmountText {
  if (given.length > MAX_LENGTH) return UNREADABLE;
  let text = foldedDigits(plainSpaces(given)).trim();
  let sign = "";
  const minus = (): void => {
    if (sign === "" && text.startsWith("-")) {
      sign = "-";
      text = text.slice(1).trimStart();
    }
  };
  minus();
  // By its code and by its sign: `COP $2,000`.
  text = without(without(text, names, "front"), names, "front");
  minus();
  text = without(text, names, "back");
  // `10.000,-`: no cents.
  const whole = /^(.*\d)([.,])-$/.exec(text);
  const read = whole === null ? number(text) : wholeNumber(whole[1] as string, whole[2] as Separator);
  if (read.kind === "unreadable") return read;
  const digits = (read.kind === "plain" ? read.value : read.decimal).replace(".", "");
  if (digits.length > MAX_DIGITS) return UNREADABLE;
  const signed = (value: string): string => (/[1-9]/.test(value) ? sign + value : value);
  if (read.kind === "plain") return { ...read, value: signed(read.value) };
  return { ...read, grouped: signed(read.grouped), decimal: signed(read.decimal) };
}

function wholeNumber(text: string, decimal: Separator): AmountText {
  const other: Separator = decimal === "," ? "." : ",";
  const value = text.includes(other) ? ungrouped(text, other) : ungrouped(text, null);
  return value === null ? UNREADABLE : { kind: "plain", value, decimal };
}

/** The digits of a whole number, its groups well formed; null where they are not. `1,50,000` is India's way. */
function ungrouped(text: string, group: string | null): string | null {
  if (group === null) return /^(?:0|[1-9]\d*)$/.test(text) ? text : null;
  const [first = "", ...rest] = text.split(group);
  const last = rest.at(-1);
  const western = rest.every((part) => /^\d{3}$/.test(part)) && /^[1-9]\d{0,2}$/.test(first);
  const indian =
    group === "," &&
    last !== undefined &&
    /^\d{3}$/.test(last) &&
    rest.slice(0, -1).every((part) => /^\d{2}$/.test(part)) &&
    /^[1-9]\d?$/.test(first);
  return rest.length > 0 && (western || indian) ? first + rest.join("") : null;
}

/** Separators of a number: `٬` groups and `٫` is a decimal point in Arabic script; a space or an apostrophe only ever groups. */
function number(text: string): AmountText {
  if (!/^\d[\d.,' ٬٫]*$/.test(text) || !/\d$/.test(text)) return UNREADABLE;
  const separators = [...text.replace(/\d/g, "")];
  const kinds = [...new Set(separators)];
  if (kinds.length > 2) return UNREADABLE;
  const last = separators.at(-1);
  if (last === undefined) return plain(text, null, "", undefined);
  const at = text.lastIndexOf(last);
  const head = text.slice(0, at);
  const tail = text.slice(at + 1);
  const once = separators.filter((separator) => separator === last).length === 1;
  const mayBeDecimal = once && (last === "." || last === "," || last === "٫");
  if (kinds.length === 2) {
    const group = kinds.find((kind) => kind !== last) as string;
    return mayBeDecimal && group !== "٫" ? plain(head, group, tail, last) : UNREADABLE;
  }
  if (!mayBeDecimal) return last === "٫" ? UNREADABLE : plain(text, last, "", undefined);
  if (last === "٫" || tail.length !== 3 || head === "0" || head.length > 3) return plain(head, null, tail, last);
  const grouped = ungrouped(text, last);
  return grouped === null
    ? UNREADABLE
    : { kind: "either", grouped, decimal: `${head}.${tail}`, separator: last as Separator };
}

function plain(head: string, group: string | null, tail: string, decimal: string | undefined): AmountText {
  const whole = ungrouped(head, group);
  if (whole === null) return UNREADABLE;
  const value = tail === "" ? whole : `${whole}.${tail}`;
  if (decimal === "." || decimal === ",") return { kind: "plain", value, decimal };
  // A point that groups leaves the comma for the decimals, and the other way round.
  if (group === "." || group === ",") return { kind: "plain", value, decimal: group === "." ? "," : "." };
  return { kind: "plain", value };
}

/** What one separator before exactly three digits means: by how the currency is written, then by the locale. Undefined where neither says. */
export function separatorRole(
  separator: Separator,
  { currency, exponent }: CurrencyAround,
  locale: string | undefined,
): "group" | "decimal" | undefined {
  const written = writtenDecimals(currency, exponent);
  if (written === "other") return separatorMeaning(locale, separator);
  return written === "none" ? "group" : "decimal";
}
