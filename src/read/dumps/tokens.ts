import { longEscapeAt } from "../characters.js";
import { LITERAL_WORDS } from "../tolerant.js";
import { NumberText, type SourceValue } from "../value.js";

/** A number that stood without quotes. Where the texts around it have no quotes either, it may have been a text too. */
export class FreeNumber extends NumberText {}

/** Words for true, false and nothing in the languages that print values. */
const WORDS: Readonly<Record<string, boolean | null>> = {
  ...LITERAL_WORDS,
  YES: true,
  NO: false,
  "<nil>": null,
  "<null>": null,
  "(null)": null,
  "(nil)": null,
  "*RECURSION*": null,
};
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]*(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/;
const SYMBOL = /^:[\p{L}_][\p{L}\p{N}_]*[?!]?$/u;
const CONSTANT = /^[\p{L}_\\][\p{L}\p{N}_]*(?:(?:\.|::|\\|-)[\p{L}\p{N}_]+)*$|^<[\p{L}_][^<>\n]{0,200}>$/u;

/** What a piece without quotes says: a word, a number, a date, the name of a constant, or free text. */
export function bareValue(text: string): { value: SourceValue; kind: "plain" | "constant" | "text" } {
  if (Object.hasOwn(WORDS, text)) return { value: WORDS[text] as boolean | null, kind: "plain" };
  if (PLAIN_NUMBER.test(text)) return { value: new FreeNumber(text), kind: "plain" };
  if (DATE.test(text)) return { value: text, kind: "plain" };
  // A symbol of Ruby or an atom of Elixir.
  if (SYMBOL.test(text) && !Object.hasOwn(WORDS, text.slice(1))) return { value: text.slice(1), kind: "constant" };
  return { value: text, kind: CONSTANT.test(text) ? "constant" : "text" };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  e: "\u001b",
  "0": "\0",
  "\\": "\\",
  "/": "/",
  '"': '"',
  "'": "'",
  "`": "`",
  $: "$",
  "#": "#",
};
/** What the escape at an offset stands for, and how long it is. One that no language knows keeps its backslash. */
export function escapeAt(text: string, at: number): { value: string; length: number; unfinished: boolean } {
  const long = longEscapeAt(text, at);
  if (long !== undefined) {
    const { value = text.slice(at, at + long.length), length } = long;
    return { value, length, unfinished: long.value === undefined };
  }
  const letter = text[at + 1] ?? "";
  const known = Object.hasOwn(ESCAPES, letter) ? (ESCAPES[letter] as string) : `\\${letter}`;
  return { value: known, length: 1 + letter.length, unfinished: /[uUx]/.test(letter) || letter === "" };
}

/** The end of a text of so many UTF-8 bytes. */
export function endOfBytes(text: string, start: number, bytes: number): number {
  let left = bytes;
  let at = start;
  while (left > 0 && at < text.length) {
    const code = text.codePointAt(at) as number;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += code < 0x10000 ? 1 : 2;
  }
  return at;
}

/** Where the text of an entry of print_r ends: before a line with the next key or the closing bracket. */
export function endOfLines(text: string, at: number): number | undefined {
  const next = /\r?\n(?=[ \t]*(?:\[[^\]\n]{1,400}\] =>|\)[ \t]*(?:\r|\n|$)|$))/g;
  next.lastIndex = at;
  return next.exec(text)?.index;
}

/** The same where all entries stand on one line: before the next key or a bracket that closes none of the text's own. */
export function endOfWords(text: string, from: number): number | undefined {
  const next = /[()]|\s(?=\[[^\]\n]{1,400}\] =>)/g;
  next.lastIndex = from;
  let depth = 0;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    if (found[0] === "(") depth++;
    else if (depth === 0 || found[0] !== ")") return found.index;
    else depth--;
  }
  return undefined;
}
