/** Formats by locale. No number is kept. */
const formats = new Map<string, Intl.NumberFormat>();

/** Formats a count or a measurement for a locale. */
export function formatNumber(value: number, locale: string): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    formats.set(locale, format);
  }
  return format.format(value);
}
