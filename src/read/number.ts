import type { NumberText } from "./value.js";

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

/** As a JavaScript number where that keeps every digit, else its plain notation as a text. */
export function exactNumber(number: NumberText): number | string {
  const plain = plainDecimal(number.text);
  const value = Number(plain);
  if (!Number.isFinite(value)) return plain;
  const shortest = plainDecimal(String(value));
  const digits = plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
  return digits === shortest ? value : plain;
}
