import type { Evidence } from "../../base/diagnosis.js";
import type { Json } from "../../base/json.js";
import type { Words } from "../../rules/files.js";
import { formatMoney } from "../../words/money.js";
import type { Wording } from "../../words/wording.js";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** A value of the evidence in the format of the locale. */
export function valueText(
  { value, unit }: Pick<Evidence, "value" | "unit">,
  wording: Wording,
  values: Words["values"],
): string {
  const { locale } = wording;
  if (value === null) return "?";
  if (typeof value === "boolean") return values[String(value)] ?? String(value);
  if (typeof value === "number") {
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value);
    return unit === undefined ? number : `${number} ${unit}`;
  }
  if (unit !== undefined) return formatMoney({ value, currency: unit }, locale);
  return TIME.test(value) ? wording.time(value) : (values[value] ?? value);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A duration in its two largest units: "3 hours 29 minutes". */
export function durationText(millis: number, locale: string): string {
  let rest = Math.round(Math.abs(millis) / 1000);
  const said: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) said.push(new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count));
    if (said.length === 2) break;
  }
  return said.join(" ");
}

export const indentedJson = (value: unknown): string => JSON.stringify(value as Json, null, 2);
