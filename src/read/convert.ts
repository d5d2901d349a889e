import type { Warning } from "../base/diagnosis.js";
import { type Json, type JsonObject, pointer, setOwn } from "../base/json.js";
import { type AmountText, readAmountText, separatorRole } from "./amount.js";
import { plainSpaces, withoutInvisible } from "./characters.js";
import { type CurrencyAround, currencyNames } from "./currency.js";
import { contextFields, type Field, type FieldType, fieldOf } from "./fields.js";
import type { Separator } from "./locale.js";
import { readMessage } from "./messages.js";
import { exactNumber, plainDecimal } from "./number.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { ReadRefusal } from "./source.js";
import { ambiguousParams } from "./typed.js";
import { isObject, NumberText, type SourceObject, type SourceValue } from "./value.js";

const STRICT_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

type Path = (string | number)[];
const NO_CURRENCY: CurrencyAround = { currency: undefined, exponent: undefined };
interface Undecided extends CurrencyAround {
  target: JsonObject;
  key: string;
  path: Path;
  text: string;
  reading: AmountText & { kind: "either" };
  place: SourcePlace | undefined;
  rate: boolean;
}

export interface Converted {
  context: JsonObject;
  /** With the offset, in the text as given, of what each is about. */
  warnings: { warning: Warning; at: number }[];
}

/** Any value as plain JSON: a number as a JavaScript number where that keeps every digit, else as a text. */
export function plainJson(value: SourceValue): Json {
  if (value instanceof NumberText) return exactNumber(value);
  if (Array.isArray(value)) return value.map(plainJson);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const key of Object.keys(value)) setOwn(result, key, plainJson(value[key] as SourceValue));
  return result;
}

/**
 * A context in txwhy's own shape as plain JSON: amounts as plain decimals, the other fields by their type, unknown ones as they are.
 * In a loose one (cells, form values, XML) every value is a text and takes the type of its field.
 */
export function converted(
  value: SourceObject,
  record: ReadingRecord,
  locale: string | undefined,
  loose: boolean,
): Converted {
  const conversion = new Conversion(record, locale, loose);
  const context = conversion.context(value);
  return { context, warnings: conversion.warnings };
}

class Conversion {
  readonly warnings: { warning: Warning; at: number }[] = [];
  readonly #record: ReadingRecord;
  readonly #locale: string | undefined;
  readonly #loose: boolean;
  readonly #undecided: Undecided[] = [];
  /** The separators that other amounts of this transaction show to be the decimal one. */
  readonly #shown = new Set<Separator>();
  #own: CurrencyAround = NO_CURRENCY;

  constructor(record: ReadingRecord, locale: string | undefined, loose: boolean) {
    this.#record = record;
    this.#locale = locale;
    this.#loose = loose;
  }

  context(value: SourceObject): JsonObject {
    const transaction = named(value, "transaction");
    if (isObject(transaction)) {
      const exponent = named(transaction, "exponent");
      const digits = exponent instanceof NumberText ? plainDecimal(exponent.text) : this.#loose ? exponent : undefined;
      this.#own = {
        currency: currencyOf(transaction),
        exponent: typeof digits === "string" && /^\d{1,2}$/.test(digits) ? Number(digits) : undefined,
      };
    }
    const context = this.#members(value, contextFields, [], this.#own);
    for (const amount of this.#undecided) this.#settle(amount);
    return context;
  }

  #members(
    value: SourceObject,
    fields: { readonly [name: string]: Field },
    path: Path,
    around: CurrencyAround,
  ): JsonObject {
    const own = currencyOf(value);
    const money = own === undefined || own === around.currency ? around : { currency: own, exponent: undefined };
    const result: JsonObject = {};
    for (const key of Object.keys(value)) {
      const name = this.#fieldName(value, key, fields);
      const field = fieldOf(fields, name);
      const place = this.#record.place(value, key);
      const member = value[key] as SourceValue;
      if (field === undefined) setOwn(result, name, plainJson(member));
      else if (typeof field === "string") this.#leaf(result, name, member, field, [...path, name], place, money);
      else setOwn(result, name, this.#nested(member, field, [...path, name], money));
    }
    return result;
  }

  /** The name a key was meant to be: invisible characters in a known one are a repair. */
  #fieldName(object: SourceObject, key: string, fields: { readonly [name: string]: Field }): string {
    if (fieldOf(fields, key) !== undefined) return key;
    const name = plainSpaces(key).trim();
    if (name === key || fieldOf(fields, name) === undefined || Object.hasOwn(object, name)) return key;
    this.#repair(this.#record.place(object, key), key, name, "key");
    return name;
  }

  #nested(value: SourceValue, field: Exclude<Field, FieldType>, path: Path, money: CurrencyAround): Json {
    if ("members" in field)
      return isObject(value) ? this.#members(value, field.members, path, money) : emptyObject(value);
    if (!Array.isArray(value)) return plainJson(value);
    const { each } = field;
    return value.map((entry, i) => {
      if (typeof each !== "string") return this.#nested(entry, each, [...path, i], money);
      const holder: JsonObject = {};
      this.#leaf(holder, "entry", entry, each, [...path, i], this.#record.place(value, i), money);
      return holder.entry ?? null;
    });
  }

  #leaf(
    target: JsonObject,
    key: string,
    value: SourceValue,
    type: FieldType,
    path: Path,
    place: SourcePlace | undefined,
    money: CurrencyAround,
  ) {
    if (type === "decimal" || type === "rate") {
      if (value instanceof NumberText) target[key] = plainDecimal(value.text);
      else if (typeof value === "number") this.#inexact(path, place);
      else if (typeof value !== "string") target[key] = plainJson(value);
      else if (!this.#loose || value !== "") this.#amount(target, key, value, type === "rate", path, place, money);
      return;
    }
    if (type === "number" && value instanceof NumberText) {
      const number = Number(value.text);
      target[key] = Number.isFinite(number) ? (number === 0 ? 0 : number) : plainDecimal(value.text);
      return;
    }
    if (typeof value !== "string") {
      target[key] = type === "free" ? emptyObject(value) : plainJson(value);
      return;
    }
    if (this.#loose && value === "") return;
    target[key] = this.#loose ? typed(value, type) : value;
    if (type === "word") {
      const word = plainSpaces(value).trim();
      if (word !== value && word !== "") {
        target[key] = word;
        this.#repair(place, value, word, "value");
      }
    }
  }

  /** A parsed number that may have lost digits. The transaction's own amount is refused, any other is left out with a warning. */
  #inexact(path: Path, place: SourcePlace | undefined): void {
    const at = pointer(path);
    if (at === "/transaction/amount")
      throw new ReadRefusal(originOf(place), "amount_inexact.decisive", { path: at }, true);
    this.warnings.push({ warning: { path: at, ...readMessage("amount_inexact", { path: at }) }, at: originOf(place) });
  }

  #amount(
    target: JsonObject,
    key: string,
    text: string,
    rate: boolean,
    path: Path,
    place: SourcePlace | undefined,
    money: CurrencyAround,
  ) {
    const reading = readAmountText(text, rate ? [] : currencyNames(money.currency));
    if (reading.kind === "unreadable") {
      const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      const key = money.currency === undefined ? "amount_unclear.no_currency" : "amount_unclear";
      throw new ReadRefusal(originOf(place), key, { text: shown, path: pointer(path) }, true);
    }
    // The place is kept while the amount is undecided, so that the order of the keys stays.
    target[key] = null;
    if (reading.kind === "either") {
      this.#undecided.push({ target, key, path, text, reading, place, rate, ...money });
      return;
    }
    if (reading.decimal !== undefined && !rate) this.#shown.add(reading.decimal);
    this.#set(target, key, text, reading.value, place);
  }

  /** One separator and three digits: what the currency says, then the locale, then another amount of the transaction. */
  #settle({ target, key, path, text, reading, place, rate, ...money }: Undecided): void {
    // A rate of more than a thousand does not occur.
    let meaning =
      rate && reading.separator === "."
        ? "decimal"
        : separatorRole(reading.separator, rate ? NO_CURRENCY : money, this.#locale);
    if (meaning === undefined && this.#shown.size === 1) {
      meaning = this.#shown.has(reading.separator) ? "decimal" : "group";
    }
    if (meaning !== undefined) {
      this.#set(target, key, text, meaning === "group" ? reading.grouped : reading.decimal, place);
      return;
    }
    const params = ambiguousParams(text, reading);
    if (pointer(path) === "/transaction/amount") {
      throw new ReadRefusal(originOf(place), "amount_ambiguous.decisive", params, true);
    }
    delete target[key];
    const warning = { path: pointer(path), ...readMessage("amount_ambiguous", params) };
    this.warnings.push({ warning, at: originOf(place) });
  }

  #set(target: JsonObject, key: string, was: string, now: string, place: SourcePlace | undefined): void {
    target[key] = now;
    if (was !== now) this.#repair(place, was, now, "value");
  }

  #repair(place: SourcePlace | undefined, was: string, now: string, which: "key" | "value"): void {
    if (place === undefined) return;
    const at = place[which];
    const quoted = /["'`“”„‟‘’‛「『＂＇]/.test(place.view.text[at] ?? "");
    this.#record.repair(place.view, quoted ? at + 1 : at, was, now, "text");
  }
}

/** PHP has one type for lists and objects, and prints an empty object as `[]`. Anything else stays as it is. */
const emptyObject = (value: SourceValue): Json => (Array.isArray(value) && value.length === 0 ? {} : plainJson(value));

const originOf = (place: SourcePlace | undefined): number => (place === undefined ? 0 : place.view.origin(place.value));

/** A cell by the type of its field; what does not look like it stays a text, and is judged with the context. */
function typed(text: string, type: FieldType): Json {
  if (type === "number" && STRICT_NUMBER.test(text)) return exactNumber(new NumberText(text));
  if (type === "boolean" && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

/** A member by its name, invisible characters aside. */
function named(object: SourceObject, name: string): SourceValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((other) => withoutInvisible(other).trim() === name);
  return key === undefined ? undefined : object[key];
}

function currencyOf(object: SourceObject): string | undefined {
  const currency = named(object, "currency");
  if (typeof currency !== "string") return undefined;
  const code = plainSpaces(currency).trim();
  return code === "" ? undefined : /^[a-z]{3}$/i.test(code) ? code.toUpperCase() : code;
}
