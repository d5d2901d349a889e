import { isoExponent } from "../../base/currencies.js";
import type { Warning } from "../../base/diagnosis.js";
import { parseInstant } from "../../base/time.js";
import { readMessage } from "../messages.js";
import { isObject, member, NumberText, type Value, type ValueObject } from "../value.js";
import type { Recognised } from "./adapter.js";

/** Minor-unit digits by currency: what a provider does differently from ISO 4217. */
export type Digits = Readonly<Record<string, number>>;

/** The row of a table, looked up as an own key: a word out of a payload never meets a prototype. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The value at the end of a way of own keys and array positions, or undefined where it breaks off. */
export function at(value: Value | undefined, ...way: (string | number)[]): Value | undefined {
  let here = value;
  for (const step of way) {
    here = typeof step === "number" ? (Array.isArray(here) ? here[step] : undefined) : member(here, step);
  }
  return here;
}

/** The object at the end of a way, or undefined where there is none. */
export function objectAt(value: Value | undefined, ...way: (string | number)[]): ValueObject | undefined {
  const found = at(value, ...way);
  return isObject(found) ? found : undefined;
}

/** The objects of an array; anything else in it is skipped, and what is no array has none. */
export function objects(value: Value | undefined): ValueObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** A short word such as an id or a code: a trimmed string or a number as it was written; undefined when empty or longer than 128 characters. */
export function word(value: Value | undefined): string | undefined {
  const text =
    value instanceof NumberText
      ? value.text
      : typeof value === "number" && Number.isFinite(value)
        ? String(value)
        : value;
  if (typeof text !== "string") return undefined;
  const clean = text.replace(controls, " ").trim();
  return clean === "" || clean.length > 128 ? undefined : clean;
}

/** Free text on one line, cut after 500 characters; undefined when empty or no string. */
export function sentence(value: Value | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const clean = value.replace(controls, " ").trim();
  return clean === "" ? undefined : clean.slice(0, 500);
}

/** true and false, also as the words that webhooks and forms send for them. */
export function truth(value: Value | undefined): boolean | undefined {
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (text === true || text === "true") return true;
  return text === false || text === "false" ? false : undefined;
}

/** The first argument that is known. */
export function firstOf<T>(...values: (T | null | undefined)[]): T | undefined {
  for (const value of values) if (value !== undefined && value !== null) return value;
  return undefined;
}

/** A number without exponent, every digit kept: from a number's source text, a number JSON carries exactly, or a string of plain digits. */
export function plainNumber(value: Value | undefined): string | undefined {
  let text: string;
  if (value instanceof NumberText) text = value.text;
  else if (typeof value === "string") {
    if (!/^-?\d{1,200}(\.\d{1,200})?$/.test(value.trim())) return undefined;
    text = value.trim();
  } else if (typeof value === "number" && Number.isFinite(value)) {
    text = String(value);
    // Above 15 digits a parsed number may already have lost some; only whole numbers that are still exact are taken.
    if (!Number.isSafeInteger(value) && text.replace(/e.*$/, "").replace(/^-?[0.]*|\./g, "").length > 15)
      return undefined;
  } else return undefined;
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const shift = Number(exponent);
  if (Math.abs(shift) > 400 || text.length > 450) return undefined;
  const point = whole.length + shift;
  const digits = whole + fraction;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  return sign + left.replace(/^0+(?=\d)/, "") + (right === "" ? "" : `.${right}`);
}

/** A currency of ISO 4217 in capitals; undefined for anything else. */
export function isoCurrency(value: Value | undefined): string | undefined {
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

/** What is known of an amount: it never stands without its currency. */
export interface Money {
  amount?: string;
  currency?: string;
  warnings: Warning[];
}

/** That an amount was left out, and why. */
export const leftOut = (kind: "currency" | "form" | "units"): Warning[] => [
  { path: "/transaction/amount", ...readMessage(`amount_unreadable.${kind}`) },
];

function money(
  value: Value | undefined,
  code: Value | undefined,
  read: (n: string, c: string) => string | undefined,
): Money {
  const currency = isoCurrency(code);
  if (value === undefined || value === null) return { ...(currency && { currency }), warnings: [] };
  const number = plainNumber(value);
  if (currency === undefined) return { warnings: leftOut("currency") };
  const amount = number === undefined ? undefined : read(number, currency);
  if (amount === undefined || amount.startsWith("-")) return { currency, warnings: leftOut("form") };
  // Providers send 0 to check a card, not to move money, so it is not the amount of a payment.
  return /[1-9]/.test(amount) ? { amount, currency, warnings: [] } : { currency, warnings: [] };
}

/** An amount in minor units as a decimal string in major units. `differing` lists where the provider departs from ISO 4217. */
export function minorAmount(value: Value | undefined, currency: Value | undefined, differing: Digits = {}): Money {
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
export function majorAmount(value: Value | undefined, currency: Value | undefined): Money {
  return money(value, currency, (number) => number);
}

/** An RFC 3339 time with an offset, also when a space or a short offset was written; a local time without one is not an instant. */
export function instant(value: Value | undefined): string | undefined {
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
export function epochSeconds(value: Value | undefined): string | undefined {
  const number = plainNumber(value);
  if (number === undefined || !/^\d{9,10}$/.test(number)) return undefined;
  return new Date(Number(number) * 1000).toISOString().replace(".000Z", "Z");
}

/** The month to the end of which a card is good, as "YYYY-MM"; a year of two digits is of this century. */
export function cardExpiry(month: Value | undefined, year: Value | undefined): string | undefined {
  const m = word(month);
  const y = word(year);
  if (m === undefined || y === undefined || !/^(0?[1-9]|1[0-2])$/.test(m) || !/^(20)?\d{2}$/.test(y)) return undefined;
  return `${y.length === 2 ? `20${y}` : y}-${m.padStart(2, "0")}`;
}

/** `cardExpiry` for the one text "MM/YYYY" or "MM/YY". */
export function slashedExpiry(value: Value | undefined): string | undefined {
  const [month, year, ...rest] = (word(value) ?? "").split("/");
  return rest.length === 0 ? cardExpiry(month ?? null, year ?? null) : undefined;
}

/** "debit_card" or "credit_card" from the word a provider has for how a card is funded. A prepaid card is neither. */
export function cardKind(value: Value | undefined): string | undefined {
  const funding = word(value)?.toLowerCase();
  return funding === "debit" || funding === "credit" ? `${funding}_card` : undefined;
}

/** A code of DE 39 as the networks write it, two characters. */
export function networkCode(value: Value | undefined): string | undefined {
  const code = word(value)?.toUpperCase();
  return code !== undefined && /^[0-9A-Z]{2}$/.test(code) ? code : undefined;
}

export interface Failure {
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
export interface Parts {
  transaction: Record<string, string | undefined>;
  money?: Money;
  failure?: Failure;
  instrument?: Record<string, string | undefined>;
  authentication?: Record<string, string | undefined>;
  balance?: Record<string, string | undefined>;
}

function known<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> | undefined {
  const entries = Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Puts the parts together. What went through has no failure, even where the payload still carries the code of an approval. */
export function recognised(format: string, parts: Parts): Recognised {
  const { provider, codes = [], ...said } = parts.failure ?? {};
  const seen = new Set<string>();
  const others = codes.flatMap(([scheme, code]) => {
    if (code === undefined || seen.has(`${scheme} ${code}`)) return [];
    seen.add(`${scheme} ${code}`);
    return [{ scheme, code }];
  });
  // Assigned and not spread, so that what is read shares a shape (see `withMember`).
  const evidence = known<unknown>(Object.assign({}, said, { codes: others.length === 0 ? undefined : others }));
  const { status } = parts.transaction;
  const failed = status !== "succeeded" && status !== "refunded";
  const { warnings = [], amount, currency } = parts.money ?? {};
  const context = known<unknown>({
    transaction: known(Object.assign({}, parts.transaction, { amount, currency })),
    balance: parts.balance && known(parts.balance),
    instrument: parts.instrument && known(parts.instrument),
    authentication: parts.authentication && known(parts.authentication),
    failure: failed && evidence ? Object.assign({}, provider && { provider }, evidence) : undefined,
  });
  return { format, context: context ?? {}, warnings };
}
