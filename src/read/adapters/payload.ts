import { isoExponent } from "../../base/currencies.js";
import type { Warning } from "../../base/diagnosis.js";
import { parseInstant } from "../../base/time.js";
import { withoutChoices } from "../choices.js";
import { readMessage } from "../messages.js";
import { exactText, plainNumber } from "../number.js";
import { isObject, member, NumberText, type SourceObject, type SourceValue } from "../value.js";
import type { PayloadFormat, Recognised } from "./adapter.js";

/** Minor-unit digits by currency: what a provider does differently from ISO 4217. */
export type MinorUnitDigits = Readonly<Record<string, number>>;

/** The row of a table, looked up as an own key: a word out of a payload never meets a prototype. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

const camelNames = new Map<string, string>();

/** Libraries in Java, JavaScript and C# print `card_type` as `cardType`. The names are our own, so there are not many. */
export function camelName(name: string): string {
  const known = camelNames.get(name);
  if (known !== undefined) return known;
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  camelNames.set(name, camel);
  return camel;
}

/** The value at a path of own keys and array positions, or undefined. */
export function memberAt(value: SourceValue | undefined, ...way: (string | number)[]): SourceValue | undefined {
  let here = value;
  for (const step of way) {
    here = typeof step === "number" ? (Array.isArray(here) ? here[step] : undefined) : member(here, step);
  }
  return here;
}

/** The object at a path, or undefined. */
export function objectAt(value: SourceValue | undefined, ...way: (string | number)[]): SourceObject | undefined {
  const found = memberAt(value, ...way);
  return isObject(found) ? found : undefined;
}

/** The objects of an array; anything else in it is skipped, and what is no array has none. */
export function objects(value: SourceValue | undefined): SourceObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** How programs print a value that is not there, and people one that they do not show. */
const printedNothing = /^(?:null|nil|undefined|\(null\)|<null>|[*\u2022]{2,})$/i;

/** A short word such as an id or a code: a trimmed string, or a number with all its digits; undefined when empty, "null" or longer than 128 characters. */
export function word(value: SourceValue | undefined): string | undefined {
  const text = value instanceof NumberText ? value.text : typeof value === "number" ? exactText(value) : value;
  if (typeof text !== "string") return undefined;
  const clean = text.replace(controls, " ").trim();
  return clean === "" || clean.length > 128 || printedNothing.test(clean) ? undefined : clean;
}

/** Nodes of TRON send their words as hexadecimal ASCII. No hash has only printable characters. */
const spelledOut = (text: string): string =>
  /^(?:[2-7][0-9a-f]){12,2000}$/i.test(text)
    ? text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    : text;

/** Free text on one line, cut after 500 characters; undefined when empty or no string. */
export function sentence(value: SourceValue | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const clean = spelledOut(value.trim()).replace(controls, " ").trim();
  return clean === "" || printedNothing.test(clean) ? undefined : clean.slice(0, 500);
}

/** true and false, also as the words that webhooks and forms send for them. */
export function booleanOf(value: SourceValue | undefined): boolean | undefined {
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (text === true || text === "true") return true;
  return text === false || text === "false" ? false : undefined;
}

/** The first argument that is known. */
export function firstOf<T>(...values: (T | null | undefined)[]): T | undefined {
  for (const value of values) if (value !== undefined && value !== null) return value;
  return undefined;
}

/** A currency of ISO 4217 in capitals; undefined for anything else. */
export function isoCurrency(value: SourceValue | undefined): string | undefined {
  const code = word(value)?.toUpperCase();
  return code !== undefined && isoExponent(code) !== undefined ? code : undefined;
}

/** Moves the decimal point of a whole number to the left, by string, exactly; undefined when it has a point already. */
export function shiftPoint(number: string, digits: number): string | undefined {
  const parts = /^(-?)(\d+)$/.exec(number);
  if (parts === null) return undefined;
  const [, sign = "", whole = ""] = parts;
  const padded = whole.padStart(digits + 1, "0");
  const point = padded.length - digits;
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, "");
  return sign + left + (digits === 0 ? "" : `.${padded.slice(point)}`);
}

/** An amount of a payload, which always has its currency. */
export interface PayloadMoney {
  amount?: string;
  currency?: string;
  warnings: Warning[];
}

/** The warning that an amount was left out, and why. */
export const leftOut = (kind: "currency" | "form" | "inexact"): Warning[] => [
  { path: "/transaction/amount", ...readMessage(`amount_unreadable.${kind}`) },
];

function money(
  value: SourceValue | undefined,
  code: SourceValue | undefined,
  read: (n: string, c: string) => string | undefined,
): PayloadMoney {
  const currency = isoCurrency(code);
  if (value === undefined || value === null) return { ...(currency && { currency }), warnings: [] };
  const number = plainNumber(value);
  if (currency === undefined) return { warnings: leftOut("currency") };
  if (typeof value === "number" && number === undefined) return { currency, warnings: leftOut("inexact") };
  const amount = number === undefined ? undefined : read(number, currency);
  if (amount === undefined || amount.startsWith("-")) return { currency, warnings: leftOut("form") };
  // Providers send 0 to check a card, not to move money, so it is not the amount of a payment.
  return /[1-9]/.test(amount) ? { amount, currency, warnings: [] } : { currency, warnings: [] };
}

/** An amount in minor units as a decimal string in major units. `differing` lists where the provider departs from ISO 4217. */
export function minorAmount(
  value: SourceValue | undefined,
  currency: SourceValue | undefined,
  differing: MinorUnitDigits = {},
): PayloadMoney {
  return money(value, currency, (number, code) => {
    const iso = isoExponent(code) ?? 0;
    const shifted = shiftPoint(number, lookUp(differing, code) ?? iso);
    if (shifted === undefined) return undefined;
    // A provider with more digits than the currency fills them with zeros; those go, a digit that counts stays.
    const [whole = "", fraction = ""] = shifted.split(".");
    const kept = fraction.slice(0, iso) + fraction.slice(iso).replace(/0+$/, "");
    return kept === "" ? whole : `${whole}.${kept}`;
  });
}

/** An amount already in major units, its digits as they were written. */
export function majorAmount(value: SourceValue | undefined, currency: SourceValue | undefined): PayloadMoney {
  return money(value, currency, (number) => number);
}

/** An RFC 3339 time with an offset, also when a space or a short offset was written; a local time without one is not an instant. */
export function instant(value: SourceValue | undefined): string | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})? ?([Zz]|[+-]\d\d:?\d\d)$/.exec(
    word(value) ?? "",
  );
  if (parts === null) return undefined;
  const [, day, minutes, seconds = ":00", fraction = "", zone = ""] = parts;
  const offset = zone.toUpperCase().replace(/^(...)(\d\d)$/, "$1:$2");
  const text = `${day}T${minutes}${seconds}${fraction}${offset}`;
  return parseInstant(text) === undefined ? undefined : text;
}

/** Seconds since 1970 as an RFC 3339 time in UTC; undefined for what is no such count (milliseconds too). */
export function epochSeconds(value: SourceValue | undefined): string | undefined {
  const number = plainNumber(value);
  if (number === undefined || !/^\d{9,10}$/.test(number)) return undefined;
  return new Date(Number(number) * 1000).toISOString().replace(".000Z", "Z");
}

/** The last month in which a card is valid, as "YYYY-MM". A year of two digits is in this century. */
export function cardExpiry(month: SourceValue | undefined, year: SourceValue | undefined): string | undefined {
  const m = word(month);
  const y = word(year);
  if (m === undefined || y === undefined || !/^(0?[1-9]|1[0-2])$/.test(m) || !/^(20)?\d{2}$/.test(y)) return undefined;
  return `${y.length === 2 ? `20${y}` : y}-${m.padStart(2, "0")}`;
}

/** `cardExpiry` for the one text "MM/YYYY" or "MM/YY". */
export function slashedExpiry(value: SourceValue | undefined): string | undefined {
  const [month, year, ...rest] = (word(value) ?? "").split("/");
  return rest.length === 0 ? cardExpiry(month ?? null, year ?? null) : undefined;
}

/** "debit_card" or "credit_card" from the word a provider has for how a card is funded. A prepaid card is neither. */
export function cardKind(value: SourceValue | undefined): string | undefined {
  const funding = word(value)?.toLowerCase();
  return funding === "debit" || funding === "credit" ? `${funding}_card` : undefined;
}

/** A code of DE 39 as the networks write it, two characters. */
export function networkCode(value: SourceValue | undefined): string | undefined {
  const code = word(value)?.toUpperCase();
  return code !== undefined && /^[0-9A-Z]{2}$/.test(code) ? code : undefined;
}

export interface PayloadFailure {
  provider?: string | undefined;
  /** In the provider's main scheme. */
  code?: string | undefined;
  networkCode?: string | undefined;
  adviceCode?: string | undefined;
  message?: string | undefined;
  /** Pairs of scheme and code; those without a code are dropped. */
  codes?: [scheme: string, code: string | undefined][];
}

/** The parts an adapter found; whatever is undefined or empty is left out of the context. */
export interface PayloadParts {
  transaction: Record<string, string | undefined>;
  money?: PayloadMoney;
  /** Minor-unit digits, for an asset that is no currency of ISO 4217. */
  exponent?: number;
  failure?: PayloadFailure;
  instrument?: Record<string, string | undefined>;
  authentication?: Record<string, string | undefined>;
  balance?: Record<string, string | undefined>;
}

function givenOnly<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> | undefined {
  const entries = Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Puts the parts together. What went through has no failure, even where the payload still carries the code of an approval. */
export function recognised(format: PayloadFormat, parts: PayloadParts): Recognised {
  const { provider, codes = [], ...said } = parts.failure ?? {};
  const seen = new Set<string>();
  const others = codes.flatMap(([scheme, code]) => {
    if (code === undefined || seen.has(`${scheme} ${code}`)) return [];
    seen.add(`${scheme} ${code}`);
    return [{ scheme, code }];
  });
  const message = said.message && withoutChoices(said.message);
  const evidence = givenOnly<unknown>({ ...said, message, codes: others.length === 0 ? undefined : others });
  const { status } = parts.transaction;
  const failed = status !== "succeeded" && status !== "refunded";
  const { warnings = [], amount, currency } = parts.money ?? {};
  const context = givenOnly<unknown>({
    transaction: givenOnly<unknown>({ ...parts.transaction, amount, currency, exponent: parts.exponent }),
    balance: parts.balance && givenOnly(parts.balance),
    instrument: parts.instrument && givenOnly(parts.instrument),
    authentication: parts.authentication && givenOnly(parts.authentication),
    failure: failed && evidence ? { ...(provider && { provider }), ...evidence } : undefined,
  });
  return { format, context: context ?? {}, warnings };
}

export type TransactionStatus = "failed" | "pending" | "unknown" | "succeeded" | "expired" | "cancelled" | "refunded";
export type TransactionKind = "payment" | "transfer" | "withdrawal" | "top_up" | "refund" | "payout";

/** The words a provider has for the state of a payment. A word that is not in the list is no failure: its state is not known. */
export type StatusWords = Readonly<Record<string, TransactionStatus>>;

/** The first of these members that is a word. */
export function firstWord(value: SourceValue | undefined, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const found = word(member(value, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the object has one of these members, and not as null. */
export const has = (value: SourceValue | undefined, ...keys: string[]): boolean =>
  keys.some((key) => (member(value, key) ?? null) !== null);

/** How many of these members the object has. */
export const countMembers = (value: SourceValue | undefined, keys: readonly string[]): number =>
  keys.filter((key) => has(value, key)).length;

/** A list as it is, one thing as a list of one: parsed XML tells them apart only by how many there are. */
export function asList(value: SourceValue | undefined): SourceValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** For a payload without an amount: the currency is left out too. */
export const NO_MONEY: PayloadMoney = { warnings: [] };

/** RFC 3339 from a local time ("2019-10-08 12:41:36", "08.10.2019 12:41:36" or "20191008124136") in the one zone its provider writes in. */
export function localInstant(value: SourceValue | undefined, offset: string): string | undefined {
  const parts = /^(\d{4})(-?)(\d\d)\2(\d\d)[T ]?(\d\d)(:?)(\d\d)\6(\d\d)(?:\.\d+)?$/.exec(
    word(value)?.replace(/^(\d\d)\.(\d\d)\.(\d{4}) /, "$3-$2-$1 ") ?? "",
  );
  if (parts === null) return undefined;
  const [, year, , month, day, hour, , minute, second] = parts;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  return parseInstant(text) === undefined ? undefined : text;
}
