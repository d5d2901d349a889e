import { BLANK, closers, folded, longEscapeAt, matchAt, plainSpaces } from "./characters.js";
import { NUMBER, Scanner } from "./scan.js";
import type { NumberText, SourceValue } from "./value.js";

const CONSTRUCTED = /\(\s?(?=(["'])(?:(?!\1)[^\\\n]){0,200}\1\s?\))/y;
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const DIGITS = /\d+/y;
/** What somebody left out of a paste, and said so: `"a": 1, .... omitted for brevity }`. */
const LEFT_OUT = /(?:\.{3,6}|\u2026)[^\n{}[\]:]{0,100}(?=\s{0,200}[}\]])/y;
const REST_OF_LINE = /[^\r\n]*/y;
/** A stack as pretty loggers print it under its key: lines without quotes, and no comma behind them. */
const PRINTED_STACK = /"stack":[ \t]{0,20}\r?\n(?:[ \t]*[^\s"{}][^\n]*\n)+/y;
/** What ends or changes no string, whatever opened it. */
const ORDINARY = /[^"'`“”„‟‘’‛」』＂＇\\$\u0000-\u001f]*/y;
/** Digits of any script with what may stand between them: read as a text, which the rules for amounts then judge. */
const FOREIGN_NUMBER = /[-−－]?[\p{Nd}.．٫]*\p{Nd}/uy;
/** Words for true, false and nothing in JSON, Python, JavaScript and Ruby. */
export const LITERAL_WORDS: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
  null: null,
  Null: null,
  NULL: null,
  nil: null,
  None: null,
  undefined: null,
};
/** What people put in place of a value that they do not show; and a value that is not there, at the end of its line. */
const MASKED = /(?:[*\u2022]{2,60}|[xX]{3,60}|<[\w -]{1,30}>|\.{3}|\u2026)(?=\s{0,200}[,}\]])|(?=,[ \t]{0,20}\r?\n)/y;
const AFTER_NUMBER = /[\s,}\]，｝］\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]/;

/**
 * Reads what people paste for JSON: other quotes, full-width punctuation, comments, trailing commas, bare keys, literals of other
 * languages. Each is noted as a repair. Nothing is ever added that separates or ends values (no comma, quote or bracket), since where one
 * is missing the value may be cut off too; and a number is taken only where it is plainly written.
 */
export class TolerantScanner extends Scanner {
  protected override skip(): void {
    for (;;) {
      const blank = matchAt(BLANK, this.text, this.at);
      const odd = blank.search(/[^ \t\r\n]/);
      if (odd >= 0) {
        let end = blank.length;
        while (/[ \t\r\n]/.test(blank[end - 1] as string)) end--;
        const was = blank.slice(odd, end);
        this.record.repair(this.view, this.at + odd, was, plainSpaces(was), "structure");
      }
      this.at += blank.length;
      const end = this.commentEnd();
      if (end === this.at) return;
      this.repaired(this.at, end, "");
      this.at = end;
    }
  }

  /** Where the comment at this place ends, or this place where there is none. */
  private commentEnd(): number {
    const { text, at } = this;
    if (text.startsWith("/*", at)) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) this.refuse("comment_open");
      return end + 2;
    }
    if (text.startsWith('"stack"', at)) return at + matchAt(PRINTED_STACK, text, at).length;
    if (/[.\u2026]/.test(text[at] ?? "") && !/:\s*$/.test(text.slice(Math.max(0, at - 200), at)))
      return at + matchAt(LEFT_OUT, text, at).length;
    if (text[at] !== "#" && !text.startsWith("//", at)) return at;
    return at + matchAt(REST_OF_LINE, text, at).length;
  }

  protected override peek(): string {
    const character = this.text[this.at] ?? "";
    return closers(character) !== undefined ? '"' : folded(character);
  }

  protected override take(): void {
    const character = this.text[this.at] as string;
    if (folded(character) !== character) this.repaired(this.at, this.at + 1, folded(character));
    this.at++;
  }

  protected override string(): string {
    const start = this.at;
    const opening = this.text[start] as string;
    const ends = closers(opening) as string;
    const marks: [at: number, was: string, now: string][] = [];
    let value = "";
    this.at++;
    let from = this.at;
    for (;;) {
      this.at += matchAt(ORDINARY, this.text, this.at).length;
      const character = this.text[this.at];
      if (character === undefined) this.refuse("cut_off.string", {}, start);
      if (ends.includes(character)) break;
      if (opening === "`" && this.text.startsWith("${", this.at)) this.refuse("not_a_value.placeholder");
      if (character === "\\") {
        value += this.text.slice(from, this.at);
        value += this.escape();
        from = this.at;
      } else {
        if (character < " ") marks.push([this.at, character, JSON.stringify(character).slice(1, -1)]);
        this.at++;
      }
    }
    value += this.text.slice(from, this.at);
    if (opening !== '"') this.repaired(start, start + 1, '"');
    for (const [at, was, now] of marks) this.record.repair(this.view, at, was, now, "text");
    if (this.text[this.at] !== '"') this.repaired(this.at, this.at + 1, '"');
    this.at++;
    this.record.checkString(this.view, start, value.length);
    this.record.string(this.view, start, this.at);
    return value;
  }

  /** Escapes of JavaScript and Python. One that none of them knows keeps its backslash. */
  protected override otherEscape(letter: string): string {
    const start = this.at;
    const long = /[xuU]/.test(letter) ? longEscapeAt(this.text, start) : undefined;
    let value = letter;
    if (long !== undefined) {
      if (long.value === undefined) this.refuse("bad_escape.beyond");
      value = long.value;
      this.at += long.length;
    } else if (letter === "u") {
      this.refuse("bad_escape.unicode");
    } else if (letter === "x" || letter === "") {
      this.refuse("bad_escape.unfinished");
    } else {
      if (letter === "v") value = "\v";
      else if (letter === "0" && !/\d/.test(this.text[start + 2] ?? "")) value = "\0";
      else if (letter === "\n") value = "";
      else if (closers(letter) === undefined) value = `\\${letter}`;
      this.at += 2;
    }
    this.record.repair(this.view, start, this.text.slice(start, this.at), JSON.stringify(value).slice(1, -1), "text");
    return value;
  }

  protected override key(): string {
    const start = this.at;
    if (this.peek() === '"') return this.trimmed(start, this.string());
    const symbol = this.text[start] === ":";
    if (symbol && this.quotedAt(start + 1)) return this.symbol();
    const name =
      matchAt(IDENTIFIER, this.text, start + (symbol ? 1 : 0)) || (symbol ? "" : matchAt(DIGITS, this.text, start));
    if (name === "") this.refuse("key_missing");
    this.at += name.length + (symbol ? 1 : 0);
    if (name.length === 1 && /[ubUB]/.test(name) && !symbol && this.quotedAt(this.at)) {
      // Python's u'text' and b'text'.
      this.repaired(start, this.at, "");
      return this.string();
    }
    this.repaired(start, this.at, JSON.stringify(name));
    return name;
  }

  /** A key without the line break or space that a misplaced quote put into it. */
  private trimmed(start: number, key: string): string {
    const name = key.trim();
    if (name === key || name === "") return key;
    this.record.repair(this.view, start + 1, key, name, "text");
    return name;
  }

  protected override colon(): void {
    if (this.text.startsWith("=>", this.at)) {
      this.repaired(this.at, this.at + 2, ":");
      this.at += 2;
    } else super.colon();
  }

  protected override trailingComma(comma: number): void {
    this.repaired(comma, comma + 1, "");
  }

  protected override number(): NumberText {
    const start = this.at;
    const number = matchAt(NUMBER, this.text, start);
    const next = this.text[start + number.length] ?? ",";
    if (number === "" || !AFTER_NUMBER.test(next)) {
      this.refuse("not_a_number");
    }
    return super.number();
  }

  protected override scalar(): SourceValue {
    const start = this.at;
    const foreign = matchAt(FOREIGN_NUMBER, this.text, start);
    if (/^[-\d]/.test(this.text[start] ?? "") && /^[-.\d]*$/.test(foreign)) return this.number();
    if (foreign !== "" && AFTER_NUMBER.test(this.text[start + foreign.length] ?? ",")) {
      this.record.checkNumber(this.view, start, foreign);
      this.repaired(start, start, '"');
      this.at += foreign.length;
      this.repaired(this.at, this.at, '"');
      return foreign;
    }
    MASKED.lastIndex = start;
    const masked = MASKED.exec(this.text)?.[0];
    if (masked !== undefined) {
      this.at += masked.length;
      this.repaired(start, this.at, "null");
      return null;
    }
    if (this.text[start] === ":") return this.symbol();
    const word = matchAt(IDENTIFIER, this.text, start);
    if (word === "") {
      this.refuse(start >= this.text.length ? "cut_off" : "value_missing");
    }
    this.at += word.length;
    if (/^[ubUB]$/.test(word) && this.quotedAt(this.at)) {
      this.repaired(start, this.at, "");
      return this.string();
    }
    const made = matchAt(CONSTRUCTED, this.text, this.at);
    if (made !== "") {
      // A decimal, an id or a time of Python or a database's shell: it holds the text that it is made of.
      this.at += made.length;
      this.repaired(start, this.at, "");
      const text = this.string();
      this.skip();
      this.repaired(this.at, this.at + 1, "");
      this.at++;
      return text;
    }
    if (!Object.hasOwn(LITERAL_WORDS, word) || this.text[this.at] === "(") {
      this.refuse("not_a_value", { word: word.slice(0, 40) }, start);
    }
    const value = LITERAL_WORDS[word] as boolean | null;
    if (word !== String(value)) this.repaired(start, this.at, String(value));
    return value;
  }

  /** A symbol of Ruby, `:failed` or `:"failed"`. */
  private symbol(): string {
    const start = this.at++;
    if (this.quotedAt(this.at)) {
      this.repaired(start, this.at, "");
      return this.string();
    }
    const name = matchAt(IDENTIFIER, this.text, this.at);
    // A colon right after a colon, or before a literal, is one colon too many and no symbol.
    const stray = folded(this.text[start - 1] ?? "") === ":" || Object.hasOwn(LITERAL_WORDS, name);
    if (name === "" || stray) this.refuse("value_missing", {}, start);
    this.at += name.length;
    this.repaired(start, this.at, JSON.stringify(name));
    return name;
  }

  private quotedAt(at: number): boolean {
    return closers(this.text[at] ?? "") !== undefined;
  }

  private repaired(start: number, end: number, now: string): void {
    this.record.repair(this.view, start, this.text.slice(start, end), now, "structure");
  }
}
