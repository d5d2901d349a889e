/** By locale: nothing of a number is kept. */
const formats = new Map<string, Intl.NumberFormat>();

/** A count or a measurement as people of the locale write it. */
export function formatNumber(value: number, locale: string): string {
  let format = formats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    formats.set(locale, format);
  }
  return format.format(value);
}
