import { htmlCharacter, JSON_ESCAPES } from "../base/escapes.js";
import { matchFrom } from "./scan.js";

/** A text as the detectors see it, with the way back: unit `i` of `text` stands for `source.slice(starts[i], ends[i])`. */
export interface Folded {
  readonly source: string;
  readonly text: string;
  /** Absent when every unit stands for itself. */
  readonly starts?: readonly number[];
  readonly ends?: readonly number[];
}

/** Replaces a whole placeholder, so that no detector looks inside one or reads across it. */
export const OPAQUE = "\ue000";

/** Placeholders as this module writes them. The number is short so that no secret can dress up as one. */
export const PLACEHOLDER =
  /<(CARD|IBAN|ACCOUNT|ID|PHONE|EMAIL|NAME|ADDRESS|CUSTOMER|PAYEE|IP|SECRET)_([1-9]\d{0,5})(?: …\d{4})?>/g;

const STICKY_PLACEHOLDER = new RegExp(PLACEHOLDER.source, "y");
const ANSI_COLOUR = /\u001b\[[0-9;]{0,20}[A-Za-z]/y;
const PLAIN = /^[\t\n\r\x20-\x7e]*$/;
/** Characters that folding does not change: those of ASCII, but for the one that may open a placeholder, and Chinese ones. */
const UNCHANGED = /[\t\n\r\x20-\x3b\x3d-\x7e\u4e00-\u9fff]+/y;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Mn}\p{Me}\p{Cc}]/gu;
const DECIMAL_DIGIT = /\p{Nd}/u;
const DASH = /[\p{Pd}\u2212]/u;
const SPACE = /[\p{Zs}\u2800]/u;
const LINE_END = /[\u0085\u2028\u2029]/;
const DOT = /[\u00b7\u2022\u2219\u22c5\u30fb]/;

/** Digits of one script stand together in Unicode, from 0 to 9, so the distance to the start of the run is the value. */
function digitValue(codePoint: number): string {
  let before = 0;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(codePoint - before - 1))) before++;
  return String(before % 10);
}

function foldCharacter(character: string): string {
  if (character === OPAQUE) return " ";
  if (/[\t\n\r]/.test(character)) return character;
  if (LINE_END.test(character)) return "\n";
  if (DASH.test(character)) return "-";
  if (SPACE.test(character)) return " ";
  if (DOT.test(character)) return ".";
  if (DECIMAL_DIGIT.test(character)) {
    const compatible = character.normalize("NFKC");
    return /^\d$/.test(compatible) ? compatible : digitValue(compatible.codePointAt(0) ?? 0);
  }
  return character.normalize("NFKC").replace(INVISIBLE, "");
}

class Builder {
  private readonly pieces: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  add(piece: string, start: number, end: number): void {
    this.pieces.push(piece);
    for (let i = 0; i < piece.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Units that stand for themselves. */
  addUnchanged(run: string, start: number): void {
    this.pieces.push(run);
    for (let at = start; at < start + run.length; at++) {
      this.starts.push(at);
      this.ends.push(at + 1);
    }
  }

  build(source: string): Folded {
    return { source, text: this.pieces.join(""), starts: this.starts, ends: this.ends };
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): number => matchFrom(pattern, text, at)?.[0].length ?? 0;

/** NFKC, digits of every script as ASCII digits, no invisible characters, one kind of dash and space, placeholders opaque. */
export function fold(source: string): Folded {
  if (PLAIN.test(source) && (!source.includes("<") || source.search(PLACEHOLDER) < 0)) return { source, text: source };
  const folded = new Builder();
  for (let at = 0; at < source.length; ) {
    const unchanged = matchAt(UNCHANGED, source, at);
    if (unchanged > 0) {
      folded.addUnchanged(source.slice(at, at + unchanged), at);
      at += unchanged;
      continue;
    }
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    const placeholder = matchAt(STICKY_PLACEHOLDER, source, at);
    const colour = matchAt(ANSI_COLOUR, source, at);
    const end = at + (placeholder || colour || character.length);
    folded.add(placeholder > 0 ? OPAQUE : colour > 0 ? "" : foldCharacter(character), at, end);
    at = end;
  }
  return folded.build(source);
}

const ESCAPE =
  /(?:%[0-9a-f]{2})+|\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\x[0-9a-f]{2}|\\[nrtbf"'\\/]|&#(?:\d{1,7}|x[0-9a-f]{1,6});|&(?:quot|apos|amp|lt|gt|nbsp);/gi;
/** A form feed starts a new line; the rest as JSON reads it. */
const LETTERS: Readonly<Record<string, string>> = { ...JSON_ESCAPES, f: "\n" };

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function decodeEscape(escaped: string): string {
  if (escaped.startsWith("&")) return htmlCharacter(escaped.slice(1, -1)) ?? "";
  const hexadecimal = /^\\[ux]\{?([0-9a-f]+)/i.exec(escaped)?.[1];
  if (hexadecimal !== undefined) return fromCode(Number.parseInt(hexadecimal, 16));
  const letter = escaped.slice(1);
  return LETTERS[letter.toLowerCase()] ?? letter;
}

const utf8 = new TextEncoder();

/** `%E5%AF%86` as characters, each with the number of escaped bytes it took. */
function decodePercent(run: string): Array<readonly [character: string, bytes: number]> {
  try {
    return Array.from(decodeURIComponent(run), (character) => [character, utf8.encode(character).length] as const);
  } catch {
    const bytes = run.match(/%[0-9a-f]{2}/gi) ?? [];
    return bytes.map((byte) => [fromCode(Number.parseInt(byte.slice(1), 16)), 1] as const);
  }
}

/** One level of JSON, URL and HTML escapes taken off, or undefined when there is none. */
export function unescapeOnce(folded: Folded): Folded | undefined {
  const { text } = folded;
  if (text.search(ESCAPE) < 0) return undefined;
  const result = new Builder();
  const startOf = (unit: number) => folded.starts?.[unit] ?? unit;
  const endOf = (unit: number) => folded.ends?.[unit] ?? unit + 1;
  let done = 0;
  const copyUntil = (end: number) => {
    for (; done < end; done++) result.add(text.charAt(done), startOf(done), endOf(done));
  };
  for (const match of text.matchAll(ESCAPE)) {
    copyUntil(match.index);
    const decoded = match[0].startsWith("%") ? decodePercent(match[0]) : [[decodeEscape(match[0]), 0] as const];
    for (const [piece, bytes] of decoded) {
      const length = bytes === 0 ? match[0].length : bytes * 3;
      const unit = Array.from(piece, foldCharacter).join("");
      result.add(unit, startOf(done), endOf(done + length - 1));
      done += length;
    }
  }
  copyUntil(text.length);
  return result.build(folded.source);
}

/** Where the units from `start` to `end` stand in the source. */
export function sourceSpan(folded: Folded, start: number, end: number): readonly [start: number, end: number] {
  return [folded.starts?.[start] ?? start, folded.ends?.[end - 1] ?? end];
}
