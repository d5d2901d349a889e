import { isIsoCurrency } from "../base/currencies.js";
import { type Message, message } from "../base/messages.js";
import { decimal, isDecimalText } from "../base/money.js";
import { isTimeZone, parseDuration, parseInstant } from "../base/time.js";

/** Finds what is wrong with one value: a stable code and what to do; null where the value fits. */
export type ValueCheck = (value: unknown) => Message | null;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";

function decimalFault(value: unknown, negative: boolean): Message | null {
  if (typeof value === "number") {
    const shortest = String(value);
    const digits = shortest.replace(/^-?(?:0\.)?0*/, "").replace(".", "");
    const significant = shortest.includes(".") ? digits : digits.replace(/0+$/, "");
    if (/[^\d.-]/.test(shortest) || significant.length > 15) return message("not_a_decimal.inexact");
  } else if (!isText(value)) return message("invalid_type.amount");
  else if (value.length > 200) return message("too_large.amount");
  else if (!isDecimalText(value)) return message("not_a_decimal.text");
  if (!negative && decimal(value).isNegative()) return message("negative");
  return null;
}

/** Three capitals, or the name of another asset. Whether an asset needs an exponent is checked with its transaction. */
function currencyFault(value: unknown): Message | null {
  if (!isText(value)) return message("invalid_type.currency");
  const capitals = value.toUpperCase();
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(value) && (value === capitals || !isIsoCurrency(capitals))) return null;
  return message("invalid_currency");
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

const textFault = (value: unknown): Message | null => (isText(value) ? null : message("invalid_type.text"));

const faults = {
  text: textFault,
  word: textFault,
  nonEmpty: (value) => textFault(value) ?? (value === "" ? message("invalid_value.empty") : null),
  name: (value) => (isText(value) && /^[a-z0-9_-]+$/.test(value) ? null : message("invalid_value.name")),
  money: (value) => decimalFault(value, false),
  signedMoney: (value) => decimalFault(value, true),
  rate: (value) => decimalFault(value, false),
  currency: currencyFault,
  time: (value) => (isText(value) && parseInstant(value) !== undefined ? null : message("invalid_time")),
  month: (value) => (isText(value) && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value) ? null : message("invalid_time.month")),
  day: (value) =>
    isText(value) && DAY.test(value) && parseInstant(`${value}T00:00:00Z`) !== undefined
      ? null
      : message("invalid_time.day"),
  clock: (value) => (isText(value) && CLOCK.test(value) ? null : message("invalid_time.clock")),
  zone: (value) => (isText(value) && isTimeZone(value) ? null : message("invalid_time_zone")),
  duration: (value) => (isText(value) && parseDuration(value) !== undefined ? null : message("invalid_duration")),
  flag: (value) => (typeof value === "boolean" ? null : message("invalid_type.flag")),
  object: (value) => (isObject(value) ? null : message("invalid_type.object")),
  list: (value) => (Array.isArray(value) ? null : message("invalid_type.array")),
  any: () => null,
} satisfies Record<string, ValueCheck>;

/**
 * What a value must be, as plain data: a named kind, a whole number within bounds, a number from 0 to `upTo`, or one of a few texts.
 * `word` is a text in which spaces around it mean nothing; `rate` is a decimal that is not an amount of money.
 */
export type ValueKind =
  | keyof typeof faults
  | { readonly least: number; readonly most: number }
  | { readonly upTo: number }
  | { readonly oneOf: readonly string[] };

/** Returns the check for one kind of value. */
export function faultOf(kind: ValueKind): ValueCheck {
  if (typeof kind === "string") return faults[kind];
  if ("oneOf" in kind) {
    const choices = kind.oneOf.join(", ");
    return (value) => {
      if (!isText(value)) return message("invalid_type.choice", { choices });
      return kind.oneOf.includes(value) ? null : message("invalid_value", { choices });
    };
  }
  if ("upTo" in kind) {
    const most = kind.upTo;
    return (value) =>
      typeof value === "number" && value >= 0 && value <= most ? null : message("invalid_type.number", { most });
  }
  const { least, most } = kind;
  return (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? null
      : message("invalid_type.integer", { least, most });
}
