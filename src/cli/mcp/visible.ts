import { withEscapes } from "../io.js";

/**
 * Characters that a reader does not see but a model reads: tags, fillers, variation selectors. The joiners and the selectors of emoji
 * and of Indic and Persian writing stay.
 */
const HIDDEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

const shown = (text: string): string =>
  withEscapes(text).replace(HIDDEN, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);

/** A copy in which nothing is hidden in a text, and every text is on one line. */
export const visible = <T>(value: T): T => mapped(value, (text) => shown(text.replace(/\s*[\n\r\t\u0085]\s*/g, " ")));

/** As `visible`, but line feeds and tabs stay. */
export const visibleLines = <T>(value: T): T => mapped(value, shown);

function mapped<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapped(item, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapped(member, change)])) as T;
}
