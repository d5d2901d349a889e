import type { Money } from "../base/assessment.js";

/** Formats by locale, currency and number of decimals. No amount is kept. */
const formats = new Map<string, Intl.NumberFormat>();

function formatFor(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    const style = currency === "" ? {} : ({ style: "currency", currency } as const);
    format = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format;
}

/** Usual number of decimals, by locale and currency. */
const usualDigits = new Map<string, number>();

function usualDigitsOf(locale: string, currency: string): number {
  if (currency === "") return 0;
  const key = `${locale} ${currency}`;
  let digits = usualDigits.get(key);
  if (digits === undefined) {
    const options = new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions();
    digits = options.minimumFractionDigits ?? 2;
    usualDigits.set(key, digits);
  }
  return digits;
}

/** Maximum number of decimals that every supported Intl implementation can write. */
const MOST_DIGITS = 20;

/**
 * Formats an amount for a locale. Nothing is rounded. A whole amount has no decimals if the locale usually writes its currency without
 * them.
 */
export function formatMoney({ value, currency }: Money, locale: string): string {
  const isCode = /^[A-Z]{3}$/.test(currency);
  const code = isCode ? currency : "";
  const fraction = value.split(".")[1] ?? "";
  const significant = fraction.replace(/0+$/, "").length;
  const usual = usualDigitsOf(locale, code);
  const digits =
    significant === 0 ? Math.min(usual, fraction.length) : Math.max(significant, usual, Math.min(fraction.length, 2));
  if (digits > MOST_DIGITS) return `${value} ${currency}`.trim();
  const number = formatFor(locale, code, digits).format(value as `${number}`);
  return isCode || currency === "" ? number : `${number} ${currency}`;
}
