import { currencyNamed } from "../read/currency.js";

/** What a text that cannot be read may speak of. It is offered, and never taken unasked. */
export interface Seen {
  amounts: string[];
  codes: string[];
}

/** Words and letters for thousands and millions, as they stand behind a number in chats. */
const SHORT: Readonly<Record<string, number>> = { rb: 3, ribu: 3, k: 3, jt: 6, juta: 6, 千: 3, 万: 4, 元: 0 };
const AMOUNT =
  /(Rp\.?|IDR|CNY|RMB|USD|EUR|[¥€$£])?\s?(\d[\d.,]*\d|\d)\s?(ribu|rb|juta|jt|k|千|万|元)?(?![A-Za-z\d])/giu;
const MOST_SEEN = 4;
const MOST_READ = 4000;

/** The amounts and codes that stand in a text: "150rb" is offered as 150000, with the currency beside it where one is named. */
export function seenIn(text: string): Seen {
  const start = text.slice(0, MOST_READ);
  const amounts = [...start.matchAll(AMOUNT)].flatMap(([, sign, digits = "", short]) => {
    if (sign === undefined && short === undefined) return [];
    const zeros = short === undefined ? 0 : (SHORT[short.toLowerCase()] ?? 0);
    if (zeros > 0 && !/^\d{1,9}$/.test(digits)) return [];
    const value = `${digits}${"0".repeat(zeros)}`;
    const currency = sign === undefined ? currencyOf(short) : currencyNamed(sign.replace(/\.$/, ""));
    return currency === undefined ? [value] : [`${value} ${currency}`];
  });
  const codes = [...start.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[a-z]+(?:_[a-z0-9]+)+\b/g)].map(
    ([code]) => code,
  );
  return { amounts: [...new Set(amounts)].slice(0, MOST_SEEN), codes: [...new Set(codes)].slice(0, MOST_SEEN) };
}

const currencyOf = (short: string | undefined): string | undefined =>
  /^(?:rb|ribu|jt|juta)$/i.test(short ?? "") ? "IDR" : /^[千万元]$/.test(short ?? "") ? "CNY" : undefined;
