import type { Cause } from "../base/diagnosis.js";
import { type SummedAmount, sumOf } from "../words/picture.js";
import type { Wording } from "../words/wording.js";
import { padded, widthOf } from "./layout.js";
import type { Paint, Style } from "./style.js";

/** Bars below each other: `parts` follow one another, `against` is what they are measured against. */
interface Picture {
  parts: Bar[];
  against: Bar;
}

interface Bar {
  label: string;
  value: number;
  text: string;
}

const WIDEST = 40;
const NARROWEST = 10;

/** Bars for a cause that is a sum, such as needed against available. Empty for other causes and where there is no room. */
export function bars(cause: Cause, wording: Wording, style: Style, room: number): string[] {
  const picture = pictureOf(cause, wording);
  if (picture === null) return [];
  const rows = [...picture.parts, picture.against];
  const labels = Math.max(...rows.map(({ label }) => widthOf(label)));
  const texts = Math.max(...rows.map(({ text }) => widthOf(text)));
  const length = Math.min(WIDEST, room - labels - texts - 4);
  if (length < NARROWEST) return [];
  const total = picture.parts.reduce((sum, part) => sum + part.value, 0);
  const scale = Math.max(total, picture.against.value) / length;
  const [full, empty] = style.unicode ? ["█", "░"] : ["#", "."];
  const row = ({ label, text }: Bar, start: number, end: number, paint: Paint): string => {
    const bar =
      style.dim(empty.repeat(start)) + paint(full.repeat(end - start)) + style.dim(empty.repeat(length - end));
    return `${padded(label, labels)}  ${bar}  ${text}`;
  };
  let before = 0;
  const drawn = picture.parts.map((part, i) => {
    const start = cells(before, scale, length);
    before += part.value;
    const end = cells(before, scale, length);
    const paint = i === picture.parts.length - 1 ? style.yellow : style.cyan;
    return row(
      part,
      Math.min(start, length - 1),
      Math.max(end, Math.min(start, length - 1) + (part.value > 0 ? 1 : 0)),
      paint,
    );
  });
  return [...drawn, row(picture.against, 0, cells(picture.against.value, scale, length), style.green)];
}

/** How many cells an amount takes. Only an amount of 0 takes none, and only the widest takes all. */
function cells(value: number, scale: number, length: number): number {
  const exact = value / scale;
  if (exact <= 0) return 0;
  return exact >= length ? length : Math.min(length - 1, Math.max(1, Math.round(exact)));
}

/** The cause's sum with its labels. An amount below zero takes no room. */
function pictureOf(cause: Cause, wording: Wording): Picture | null {
  const sum = sumOf(cause);
  if (sum === null) return null;
  const labels = new Map(cause.evidence.map(({ fact, label }) => [fact, label]));
  const bar = ({ fact, value }: SummedAmount, phrase?: string): Bar => ({
    label: phrase === undefined ? (labels.get(fact) ?? wording.label(fact)) : wording.phrase(phrase),
    value: Math.max(0, Number(value)),
    text: wording.money({ value: sum.text(value), currency: sum.currency }),
  });
  const { kind, parts, total, against } = sum;
  switch (kind) {
    case "balance":
      return { parts: [bar(total, "bar_needed")], against: bar(against, "bar_available") };
    case "cap":
      return { parts: [bar(total)], against: bar(against) };
    case "limit":
      return {
        parts: parts.map((part) => bar(part, part.role === "used" ? "bar_used" : "bar_this")),
        against: bar(against, "bar_limit"),
      };
    case "minimum":
      return { parts: [bar(total, "bar_this")], against: bar(against) };
  }
}
