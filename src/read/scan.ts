import { JSON_ESCAPES } from "../base/escapes.js";
import type { MessageParams } from "../base/messages.js";
import { matchAt, PLAIN_SPACE } from "./characters.js";
import type { ReadMessageKey } from "./messages.js";
import type { ReadingRecord } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";
import { NumberText, type SourceObject, type SourceValue } from "./value.js";

export const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN_TEXT = /[^"\\\u0000-\u001f]*/y;
const WORD = /[a-z]+/y;
const UNICODE_ESCAPE = /\\u[0-9a-fA-F]{4}/y;

/**
 * Reads JSON as RFC 8259 has it and nothing else, without losing a digit. Numbers stay as they are written, the same key twice is refused
 * unless the values are equal, and sizes are limits. What differs in a tolerant reading is in the members that `TolerantScanner` overrides.
 */
export class Scanner {
  at: number;
  protected readonly view: TextView;
  protected readonly text: string;
  protected readonly record: ReadingRecord;

  constructor(view: TextView, record: ReadingRecord, at = 0) {
    this.view = view;
    this.text = view.text;
    this.record = record;
    this.at = at;
  }

  /** The one value the text consists of, and where it starts. */
  document(): { value: SourceValue; at: number } {
    this.skip();
    const at = this.at;
    const value = this.value(1);
    this.skip();
    if (this.at < this.text.length) this.refuse("something_follows", { language: "JSON" });
    return { value, at };
  }

  value(depth: number): SourceValue {
    this.record.countValue(this.view, this.at);
    switch (this.peek()) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      default:
        return this.scalar();
    }
  }

  protected object(depth: number): SourceObject {
    this.record.checkDepth(this.view, this.at, depth);
    const object = this.record.object(this.view, this.at);
    this.take();
    this.skip();
    if (this.peek() === "}") {
      this.take();
      return object;
    }
    for (;;) {
      const keyAt = this.at;
      const key = this.key();
      this.skip();
      this.colon();
      this.skip();
      const valueAt = this.at;
      const value = this.value(depth + 1);
      this.record.put(object, key, value, { view: this.view, key: keyAt, value: valueAt });
      if (this.ends("}")) return object;
    }
  }

  protected array(depth: number): SourceValue[] {
    this.record.checkDepth(this.view, this.at, depth);
    const array = this.record.array(this.view, this.at);
    this.take();
    this.skip();
    if (this.peek() === "]") {
      this.take();
      return array;
    }
    for (;;) {
      const at = this.at;
      const value = this.value(depth + 1);
      this.record.push(array, value, { view: this.view, key: at, value: at });
      if (this.ends("]")) return array;
    }
  }

  /** After an entry: true at the closing bracket, false where another entry follows. */
  private ends(close: "}" | "]"): boolean {
    this.skip();
    const next = this.peek();
    if (next === ",") {
      const comma = this.at;
      this.take();
      this.skip();
      if (this.peek() !== close) return false;
      this.trailingComma(comma);
    } else if (next !== close) {
      if (this.at >= this.text.length) this.refuse("cut_off");
      this.refuse(close === "}" ? "comma_missing.member" : "comma_missing", { close });
    }
    this.take();
    return true;
  }

  protected string(): string {
    const start = this.at++;
    let value = "";
    for (;;) {
      const plain = matchAt(PLAIN_TEXT, this.text, this.at);
      this.at += plain.length;
      value += plain;
      const next = this.text[this.at];
      if (next === '"') {
        this.at++;
        this.record.checkString(this.view, start, value.length);
        this.record.string(this.view, start, this.at);
        return value;
      }
      if (next === undefined) this.refuse("cut_off.string");
      if (next !== "\\") this.refuse("control_character");
      value += this.escape();
    }
  }

  /** What the escape at this place stands for. */
  protected escape(): string {
    const unicode = matchAt(UNICODE_ESCAPE, this.text, this.at);
    if (unicode !== "") {
      this.at += unicode.length;
      return String.fromCharCode(Number.parseInt(unicode.slice(2), 16));
    }
    const letter = this.text[this.at + 1] ?? "";
    if (!Object.hasOwn(JSON_ESCAPES, letter)) return this.otherEscape(letter);
    this.at += 2;
    return JSON_ESCAPES[letter] as string;
  }

  protected number(): NumberText {
    const text = matchAt(NUMBER, this.text, this.at);
    if (text === "") this.refuse("not_a_value.json");
    this.record.checkNumber(this.view, this.at, text);
    this.at += text.length;
    return new NumberText(text);
  }

  protected scalar(): SourceValue {
    const word = matchAt(WORD, this.text, this.at);
    if (word !== "true" && word !== "false" && word !== "null") return this.number();
    this.at += word.length;
    return word === "null" ? null : word === "true";
  }

  protected key(): string {
    if (this.peek() !== '"') this.refuse("key_missing.quoted");
    return this.string();
  }

  protected skip(): void {
    this.at += matchAt(PLAIN_SPACE, this.text, this.at).length;
  }

  /** The character at this place, as the punctuation it stands for. */
  protected peek(): string {
    return this.text[this.at] ?? "";
  }

  /** Steps over the punctuation at this place. */
  protected take(): void {
    this.at++;
  }

  protected colon(): void {
    if (this.peek() !== ":") this.refuse("colon_missing");
    this.take();
  }

  protected trailingComma(comma: number): void {
    this.at = comma;
    this.refuse("comma_trailing");
  }

  protected otherEscape(letter: string): string {
    return this.refuse("bad_escape", { letter });
  }

  protected refuse(key: ReadMessageKey, params: MessageParams = {}, at = this.at): never {
    throw new ReadRefusal(this.view.origin(Math.min(at, this.text.length)), key, params);
  }
}
