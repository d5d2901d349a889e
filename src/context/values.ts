import { isoExponent } from "../base/currencies.js";
import { type Message, message } from "../base/messages.js";
import { decimal, isDecimalText } from "../base/money.js";
import { isTimeZone, parseDuration, parseInstant } from "../base/time.js";

/** What is wrong with a value at its place: a stable code and what to do; null where it fits. */
export type Fault = (value: unknown) => Message | null;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function decimalFault(value: unknown, negative: boolean): Message | null {
  if (typeof value === "number") {
    const shortest = String(value);
    const digits = shortest.replace(/^-?(?:0\.)?0*/, "").replace(".", "");
    const significant = shortest.includes(".") ? digits : digits.replace(/0+$/, "");
    if (/[^\d.-]/.test(shortest) || significant.length > 15) {
      return message("not_a_decimal.inexact");
    }
  } else if (typeof value !== "string") return message("invalid_type.amount");
  else if (value.length > 200) return message("too_large.amount");
  else if (!isDecimalText(value)) {
    return message("not_a_decimal.text");
  }
  if (!negative && decimal(value).isNegative()) return message("negative");
  return null;
}

/** Three capitals, or the name of another asset; whether it is known is judged where its amount stands. */
function currencyFault(value: unknown): Message | null {
  if (typeof value !== "string") return message("invalid_type.currency");
  const capitals = value.toUpperCase();
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(value) && (value === capitals || isoExponent(capitals) === undefined))
    return null;
  return message("invalid_currency");
}

const named = {
  text: (value) => (typeof value === "string" ? null : message("invalid_type.text")),
  money: (value) => decimalFault(value, false),
  signedMoney: (value) => decimalFault(value, true),
  currency: currencyFault,
  time: (value) => (typeof value === "string" && parseInstant(value) !== undefined ? null : message("invalid_time")),
  month: (value) =>
    typeof value === "string" && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value) ? null : message("invalid_time.month"),
  zone: (value) => (typeof value === "string" && isTimeZone(value) ? null : message("invalid_time_zone")),
  duration: (value) =>
    typeof value === "string" && parseDuration(value) !== undefined ? null : message("invalid_duration"),
  flag: (value) => (typeof value === "boolean" ? null : message("invalid_type.flag")),
  object: (value) => (isObject(value) ? null : message("invalid_type.object")),
  list: (value) => (Array.isArray(value) ? null : message("invalid_type.array")),
} satisfies Record<string, Fault>;

/** What a value must be, as plain data: a kind by its name, a whole number within bounds, a share of `upTo`, or one of some texts. */
export type ValueKind =
  | keyof typeof named
  | { least: number; most: number }
  | { upTo: number }
  | { oneOf: readonly string[] };

/** What finds the fault of a value of this kind. */
export function faultOf(kind: ValueKind): Fault {
  if (typeof kind === "string") return named[kind];
  if ("oneOf" in kind) {
    const choices = kind.oneOf.join(", ");
    return (value) => {
      if (typeof value !== "string") return message("invalid_type.choice", { choices });
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
