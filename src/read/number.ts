import { MAX_DIGITS, MAX_EXPONENT } from "../base/sizes.js";
import { NumberText, type SourceValue } from "./value.js";

/** A JSON number in plain notation with the digits it was written with: `1e3` is `1000`, `1.50` stays, and minus zero is zero. */
export function plainDecimal(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const before =
    point <= 0
      ? "0"
      : digits
          .slice(0, point)
          .padEnd(point, "0")
          .replace(/^0+(?=\d)/, "");
  const after = point >= digits.length ? "" : "0".repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
  const plain = after === "" ? before : `${before}.${after}`;
  return /[1-9]/.test(plain) ? sign + plain : plain;
}

/**
 * A number of a payload in plain notation with every digit: a number that was read from a text, a text of plain digits, or a JavaScript
 * number that is sure to have all its digits. Undefined for anything else.
 */
export function plainNumber(value: SourceValue | undefined): string | undefined {
  const text = value instanceof NumberText ? value.text : typeof value === "number" ? exactText(value) : value;
  if (typeof text !== "string") return undefined;
  const match = /^-?\d+(?:\.\d+)?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (match === null || Math.abs(Number(match[1] ?? 0)) > MAX_EXPONENT) return undefined;
  if (typeof value === "string" && (match[1] !== undefined || text.length > 2 * MAX_DIGITS)) return undefined;
  return plainDecimal(match[0]);
}

/**
 * A JavaScript number as its shortest text, where that is sure to be the number that was meant: at most 15 significant digits and no
 * exponent (contract §1). Undefined otherwise: digits may be lost already.
 */
export function exactText(value: number): string | undefined {
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return undefined;
  const significant = text.includes(".") ? text.replace(/^-?0?\.?0*|\./g, "") : text.replace(/^-|0+$/g, "");
  return significant.length <= 15 ? text : undefined;
}

/** As a JavaScript number where that keeps every digit, else its plain notation as a text. */
export function exactNumber(number: NumberText): number | string {
  const plain = plainDecimal(number.text);
  const value = Number(plain);
  if (!Number.isFinite(value)) return plain;
  const shortest = plainDecimal(String(value));
  const digits = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
  return digits === shortest ? value : plain;
}
