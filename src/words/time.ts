import { parseInstant } from "../base/time.js";
import type { Words } from "../rules/files.js";

/** Time zones that people of a currency, or readers of a language, call by name. Only one whose clock shows the same is named. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  IDR: ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"],
  id: ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"],
  CNY: ["Asia/Shanghai"],
  "zh-CN": ["Asia/Shanghai"],
  HKD: ["Asia/Hong_Kong"],
  TWD: ["Asia/Taipei"],
  JPY: ["Asia/Tokyo"],
  KRW: ["Asia/Seoul"],
  SGD: ["Asia/Singapore"],
  MYR: ["Asia/Kuala_Lumpur"],
  PHP: ["Asia/Manila"],
  THB: ["Asia/Bangkok"],
  VND: ["Asia/Ho_Chi_Minh"],
  INR: ["Asia/Kolkata"],
  KES: ["Africa/Nairobi"],
  NGN: ["Africa/Lagos"],
  ZAR: ["Africa/Johannesburg"],
  GBP: ["Europe/London"],
  EUR: ["Europe/Berlin", "Europe/Athens", "Europe/Lisbon"],
  USD: ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"],
  CAD: ["America/Toronto", "America/Winnipeg", "America/Edmonton", "America/Vancouver"],
  MXN: ["America/Mexico_City"],
  BRL: ["America/Sao_Paulo"],
  AUD: ["Australia/Sydney", "Australia/Brisbane", "Australia/Perth"],
};

/** How a time is written, and whose zones are known. */
export interface TimeStyle {
  locale: string;
  /** Of the transaction: tells the country. */
  currency?: string | undefined;
  /** Names of time zones in `values`, and the pattern `time_in_zone`. */
  words: Pick<Words, "values" | "phrases">;
  /** Without the year, for a reply of the same year. */
  short?: boolean;
  /** Without the zone where it has no name: a customer does not read offsets. */
  named?: boolean;
}

/** Formats by locale and style. No time is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${key}`;
  let format = formats.get(name);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale, options);
    formats.set(name, format);
  }
  return format;
}

/** Seconds are shown only if there are any: without them, the end of a wait would read as earlier than it is. */
function clock(locale: string, instant: number, short: boolean): string {
  const seconds = instant % 60_000 === 0 ? {} : ({ second: "2-digit" } as const);
  const year = short ? {} : ({ year: "numeric" } as const);
  const day = { timeZone: "UTC", ...year, month: "short", day: "numeric" } as const;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const key = `${short} ${"second" in seconds}`;
  return formatFor(key, locale, { ...day, ...time, ...seconds }).format(instant);
}

/** Formats a month such as "2026-10", the last one in which a card is good. */
export function formatMonth(text: string, locale: string): string {
  const month = formatFor("month", locale, { timeZone: "UTC", year: "numeric", month: "long" });
  return month.format(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1));
}

/** Formats an RFC 3339 time in its own offset, with the name by which people there call their time: WIB, 北京时间, CET. */
export function formatTime(text: string, style: TimeStyle): string {
  const instant = parseInstant(text);
  if (instant === undefined) return text;
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text);
  const minutes = offset === null ? 0 : (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const { phrases } = style.words;
  const time = clock(style.locale, instant + minutes * 60_000, style.short === true);
  const zone = zoneName(instant, minutes, style);
  if (style.named === true && zone.startsWith("UTC") && zone !== "UTC") return time;
  return (phrases.time_in_zone ?? "{time} {zone}").replace("{time}", () => time).replace("{zone}", () => zone);
}

function zoneName(instant: number, minutes: number, { locale, currency = "", words }: TimeStyle): string {
  if (minutes === 0 && currency !== "GBP") return "UTC";
  const near = [...(ZONES[currency] ?? []), ...(ZONES[locale] ?? [])];
  const zone = near.find((name) => offsetOf(name, instant) === minutes);
  const own = zone === undefined ? undefined : words.values[zone];
  if (own !== undefined) return own;
  // Intl abbreviates zones by the country of the locale: CET is known to British English, EST to American.
  const short = zone === undefined ? [] : [locale, "en-GB"].map((one) => namedBy(zone, instant, one, "short"));
  const long = zone === undefined ? undefined : namedBy(zone, instant, locale, "long");
  const named = locale.startsWith("zh") ? long : (short.find((name) => name !== undefined) ?? long);
  if (named !== undefined) return named;
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "-" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

const partOf = (format: Intl.DateTimeFormat, instant: number): string =>
  format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";

/** How far the clock of a zone is ahead of UTC, in minutes. */
function offsetOf(zone: string, instant: number): number {
  const name = partOf(formatFor(`offset ${zone}`, "en", { timeZone: zone, timeZoneName: "longOffset" }), instant);
  const match = /([+-])(\d\d):(\d\d)/.exec(name);
  return match === null ? 0 : (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** The name of a zone in a language; undefined if Intl knows only its offset. */
function namedBy(zone: string, instant: number, locale: string, style: "short" | "long"): string | undefined {
  const name = partOf(formatFor(`${style} ${zone}`, locale, { timeZone: zone, timeZoneName: style }), instant);
  return /^(?:GMT|UTC)[+-]/.test(name) ? undefined : name;
}
