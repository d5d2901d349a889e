import stringWidth from "string-width";
import type { Paint, Style } from "./style.js";

/** A piece of text and how it is painted. */
export type Span = string | readonly [text: string, paint: Paint];

interface Unit {
  text: string;
  width: number;
  paint: Paint;
  /** It needs a space before it, except at the start of a line. */
  spaced: boolean;
}

const plainly: Paint = (text) => text;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const NOT_FIRST = /^[、。，．：；！？）」』】〉》”’…!),.:;?\]}%]/u;
const NOT_LAST = /[（「『【〈《“‘([{]$/u;

export const widthOf = (text: string): number => stringWidth(text);
export const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

/** Breaks text into lines of at most `width` columns. Between Han characters a line may break, but not before closing or after opening punctuation. */
export function wrapped(content: Span | readonly Span[], width: number): string[] {
  const spans = (typeof content === "string" || isSpan(content) ? [content] : content) as readonly Span[];
  const lines: Unit[][] = [[]];
  let used = 0;
  for (const unit of spans.flatMap((span) => unitsOf(span, width))) {
    const line = lines.at(-1) as Unit[];
    const needed = unit.width + (unit.spaced && line.length > 0 ? 1 : 0);
    if (line.length > 0 && used + needed > width) {
      lines.push([unit]);
      used = unit.width;
    } else {
      line.push(unit);
      used += needed;
    }
  }
  return lines.map(lineText);
}

const isSpan = (content: Span | readonly Span[]): content is Span =>
  content.length === 2 && typeof content[1] === "function";

function lineText(units: readonly Unit[]): string {
  let text = "";
  let run = "";
  let paint = plainly;
  for (const [i, unit] of units.entries()) {
    if (unit.paint !== paint) {
      text += paint(run);
      run = "";
      paint = unit.paint;
    }
    if (unit.spaced && i > 0) run += " ";
    run += unit.text;
  }
  return text + paint(run);
}

/** The pieces between which a line may break: words, and single wide characters. */
function unitsOf(span: Span, width: number): Unit[] {
  const [text, paint] = typeof span === "string" ? [span, plainly] : span;
  const units: Unit[] = [];
  for (const [i, word] of text.split(/[ \n\t]+/).entries()) {
    const spaced = i > 0;
    if (word === "") continue;
    for (const [j, part] of parts(word, width).entries()) {
      units.push({ text: part, width: widthOf(part), paint, spaced: j === 0 && spaced });
    }
  }
  return units;
}

function parts(word: string, width: number): string[] {
  if (/^[\u0021-\u007e]*$/.test(word) && word.length <= width) return [word];
  const result: string[] = [];
  let current = "";
  let currentWidth = 0;
  let last = "";
  for (const { segment } of graphemes.segment(word)) {
    const segmentWidth = widthOf(segment);
    const wide = segmentWidth === 2 || widthOf(last) === 2;
    const mayPart = wide && !NOT_FIRST.test(segment) && !NOT_LAST.test(last);
    if (current !== "" && (mayPart || currentWidth + segmentWidth > width)) {
      result.push(current);
      current = "";
      currentWidth = 0;
    }
    current += segment;
    currentWidth += segmentWidth;
    last = segment;
  }
  return [...result, current];
}

/** Collects the lines of a text for the terminal. */
export class Page {
  readonly style: Style;
  readonly #lines: string[] = [];

  constructor(style: Style) {
    this.style = style;
  }

  /** Adds an empty line, unless the last one is empty. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== "") this.#lines.push("");
  }

  line(text: string): void {
    this.#lines.push(text.trimEnd());
  }

  /** Adds wrapped text after a prefix. Further lines are indented to the width of the prefix. */
  hang(before: string, content: Span | readonly Span[], paint: Paint = plainly): void {
    const indent = widthOf(before);
    for (const [i, line] of wrapped(content, Math.max(16, this.style.width - indent)).entries()) {
      this.line(i === 0 ? paint(before) + line : " ".repeat(indent) + line);
    }
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}
