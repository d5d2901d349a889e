import { parseInstant } from "../base/time.js";

/** Formats by locale. No time is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Seconds are shown only if there are any: without them, the end of a wait would read as earlier than it is. */
function formatFor(locale: string, seconds: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${seconds}`;
  let format = formats.get(key);
  if (format === undefined) {
    const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" } as const;
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    format = new Intl.DateTimeFormat(locale, { ...day, ...clock, ...(seconds ? { second: "2-digit" } : {}) });
    formats.set(key, format);
  }
  return format;
}

/** Formats an RFC 3339 time in its own offset, and shows the offset. */
export function formatTime(text: string, locale: string): string {
  const instant = parseInstant(text);
  if (instant === undefined) return text;
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text);
  const minutes = offset === null ? 0 : (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const clock =
    minutes === 0 ? "UTC" : `UTC${offset?.[1]}${Number(offset?.[2])}${offset?.[3] === "00" ? "" : `:${offset?.[3]}`}`;
  return `${formatFor(locale, instant % 60_000 !== 0).format(instant + minutes * 60_000)} (${clock})`;
}
