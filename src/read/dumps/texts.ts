import type { MessageParams } from "../../base/messages.js";
import { matchAt } from "../characters.js";
import type { ReadMessageKey } from "../messages.js";
import type { ReadingRecord, SourcePlace } from "../record.js";
import { ReadRefusal, type TextView } from "../source.js";
import type { SourceValue } from "../value.js";
import type { KeySign } from "./keys.js";
import { bareValue, endOfBytes, escapeAt, FreeNumber } from "./tokens.js";

const TYPED =
  /(?:int|float|double|bool|boolean|integer)\(([^)\n]{0,420})\)|(?:int|float|boolean|\((?:int|float|bool)\)) ([^\s,]{1,420})(?=\s|$)/y;
const ENUM = /enum\(([^)\n]{1,200})\)/y;
const BYTES = /string\((\d{1,9})\) "/y;
const LENGTH = /string '/y;
const RAW_END = /[\]}]'(?=\s{0,20}[,;)}\]])/g;

/** A place in a text that moves on, and the values that say by themselves where they end: quoted ones, and those of var_dump. */
export class PrintedTexts {
  at: number;
  protected readonly view: TextView;
  protected readonly text: string;
  protected readonly record: ReadingRecord;
  /** Characters that were read as JSON in quotes. */
  #raw = 0;

  constructor(view: TextView, record: ReadingRecord, at: number) {
    this.view = view;
    this.text = view.text;
    this.record = record;
    this.at = at;
  }

  /** A value with its type in front, as var_dump prints it. */
  protected typed(): SourceValue | undefined {
    const { at } = this;
    const text = this.text;
    TYPED.lastIndex = at;
    const scalar = TYPED.exec(text);
    if (scalar !== null) {
      const { value } = bareValue((scalar[1] ?? scalar[2] ?? "").trim());
      if (value instanceof FreeNumber) this.record.checkNumber(this.view, at, value.text);
      this.at += scalar[0].length;
      return value;
    }
    ENUM.lastIndex = at;
    const constant = ENUM.exec(text);
    if (constant !== null) {
      this.at += constant[0].length;
      return (constant[1] as string).replace(/^.*::/, "");
    }
    BYTES.lastIndex = at;
    const counted = BYTES.exec(text);
    if (counted !== null) return this.counted(at + counted[0].length, Number(counted[1]));
    if (matchAt(LENGTH, text, at) === "") return undefined;
    // A text that is long is cut by Xdebug: 'The pay'... (length=1200)
    const length = /'(?:\.\.\.)? \(length=\d{1,9}\)/g;
    length.lastIndex = at + 8;
    const found = length.exec(text);
    if (found === null) this.refuse("cut_off.string");
    this.at = length.lastIndex;
    return this.checked(at, text.slice(at + 8, found.index));
  }

  /** PHP escapes nothing in it, so its length says where it ends; where somebody changed the text, the quote at the end of a line does. */
  private counted(start: number, bytes: number): string {
    let end = endOfBytes(this.text, start, bytes);
    if (this.text[end] !== '"') {
      const quote = /"(?=[ \t]*(?:\r|\n|\}|$))/g;
      quote.lastIndex = start;
      end = quote.exec(this.text)?.index ?? -1;
      if (end < 0) this.refuse("cut_off.string");
    }
    this.at = end + 1;
    return this.checked(start, this.text.slice(start, end));
  }

  protected string(sign: KeySign | undefined): string {
    let value = "";
    do {
      value += this.quoted(sign);
    } while (this.joined());
    return value;
  }

  private quoted(sign: KeySign | undefined): string {
    const start = this.at;
    const text = this.text;
    const quote = text[start] as string;
    const json = sign === "=" && quote === "'" ? this.rawJson(start) : undefined;
    if (json !== undefined) return json;
    const end = quote === '"' ? /["\\]/g : quote === "'" ? /['\\]/g : /[`\\]/g;
    let value = "";
    let from = start + 1;
    for (;;) {
      end.lastIndex = from;
      const found = end.exec(text);
      if (found === null) this.refuse("cut_off.string", {}, start);
      value += text.slice(from, found.index);
      if (quote === "`" && value.includes("${")) this.refuse("not_a_value.placeholder");
      if (found[0] === quote) {
        this.at = found.index + 1;
        this.record.string(this.view, start, this.at);
        return this.checked(start, value);
      }
      const written = escapeAt(text, found.index);
      // In the single quotes of PHP a path may hold them.
      if (written.unfinished && sign !== "=>") this.refuse("bad_escape.unfinished", {}, found.index);
      value += written.value;
      from = found.index + written.length;
    }
  }

  /** JSON as Java prints it in quotes, where nothing is escaped a second time; undefined where it is none. */
  private rawJson(start: number): string | undefined {
    if (this.#raw > this.text.length || !/[[{]/.test(this.text[start + 1] ?? "")) return undefined;
    RAW_END.lastIndex = start;
    const end = (RAW_END.exec(this.text)?.index ?? this.text.length) + 1;
    const json = this.text.slice(start + 1, end);
    this.#raw += json.length;
    try {
      JSON.parse(json);
    } catch {
      return undefined;
    }
    this.at = end + 1;
    return this.checked(start, json);
  }

  /** A long text that Node or PHP prints in pieces, joined by `+` or `.`. */
  private joined(): boolean {
    const joint = matchAt(/[ \t]{0,200}[+.]\s{0,200}(?=["'`])/y, this.text, this.at);
    this.at += joint.length;
    return joint !== "";
  }

  protected placeOf(at: number): SourcePlace {
    return { view: this.view, key: at, value: at };
  }

  protected checked(at: number, text: string): string {
    this.record.checkString(this.view, at, text.length);
    return text;
  }

  protected skip(pattern: RegExp): void {
    this.at += matchAt(pattern, this.text, this.at).length;
  }

  protected refuse(key: ReadMessageKey, params: MessageParams = {}, at = this.at): never {
    throw new ReadRefusal(this.view.origin(Math.min(at, this.text.length)), key, params);
  }
}
