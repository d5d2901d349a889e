import { matchAt } from "../characters.js";
import { ReadRefusal } from "../source.js";
import { isObject, type SourceObject, type SourceValue } from "../value.js";
import { type KeySign, keyAt } from "./keys.js";
import { PrintedTexts } from "./texts.js";
import { bareValue, endOfLines, endOfWords, FreeNumber } from "./tokens.js";

const SPACE = /[\s\u25b6\u25bc]*/uy;
const INLINE_SPACE = /[ \t]*/y;
/** What Node and others print in place of a value that they do not show. */
const NOT_SHOWN =
  /\[(?:Object|Array|Circular(?: \*\d+)?|Getter(?:\/Setter)?|Setter|(?:Async)?Function[^\]\n]{0,200}|class [^\]\n]{0,200}|Symbol\([^)\n]{0,100}\))\]|<>|<Buffer [^>\n]{0,400}>/y;
/** A remark behind an entry of a literal that was copied from a program. */
const REMARK = /(?:\/\/[^\n]*\n\s*){1,20}/y;
const MORE = /(?:\.\.\.|\u2026) ?\d+ more (?:items?|entries)|\.{3}(?=\s*[)\]}])/y;
const PHP_PAREN = /(?:(?:Array|array)|[\w\\]{1,120} Object)\s{0,200}\(/y;
const PHP_BRACE = /(?:array\(\d{1,9}\)|object\([\w\\@]{1,120}\)(?:#\d{1,9} ?\(\d{1,9}\))?) ?\{/y;
const PHP_INDENTED = /array ?\(size=\d{1,9}\)|object\([\w\\@]{1,120}\)\[\d{1,9}\]/y;
const RUBY = /#<[\w:]{1,120}(?: ?0x[0-9a-f]{1,16}|:0x[0-9a-f]{1,16})?(?: [A-Z][\w:]{0,80}(?= \w+=))?/y;
const APPLE = /Error Domain=(\S{1,200}) Code=(-?\d{1,12})(?: "((?:[^"\\]|\\.){0,2000})")?(?: UserInfo=)?/y;
const NAMED =
  /(?:<ref \*\d+> )?(?:0x[0-9a-f]{1,16} )?[&%^ ]{0,2}(?:[\p{L}_\\][\p{L}\p{N}_.$\\:]{0,120}(?:<[\w., ?]{0,60}>)?(?:#\d{1,9}|@[0-9a-f]{1,16}|\(\d{1,9}\))? ?(?=[{[])|[\p{L}_\\][\p{L}\p{N}_.$\\:]{0,120}(?=\())?[{[(]/uy;
/** Symfony's dumper puts each entry on a line, with its visibility in front. */
const LINED = /^[ \u25bc]{0,10}\r?\n\s{0,300}[+#-]["\p{L}_]/u;
/** In place of a text: a symbol or letter that a literal lacks, something that is put in only when the program runs. */
const BROKEN = /^(?:[:%]|[ubrf]{1,2}\s*["'`])|^[^\p{L}\p{N}]*$|\$\{/iu;
/** A value, so no name of a class. */
const LITERAL = /^(?:None|null|nil|undefined|true|false|True|False)\b/;
const CLOSES: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")", "<": ">" };

/** What a value stands in: where it ends, and whether its texts may stand without quotes. */
interface Around {
  close: string;
  sign: KeySign | undefined;
  bare: boolean;
  /** White space alone sets entries apart, as in Go and in PHP's var_dump. */
  spaced: boolean;
}
const OUTSIDE: Around = { close: "", sign: undefined, bare: false, spaced: false };

/**
 * Reads one value as other languages print it: PHP (`print_r`, `var_dump`, `var_export`, Xdebug), Ruby, Python, Java, Kotlin, Dart, Go,
 * Swift, Objective-C, Rust, C#, Node. No library reads these with places and digits. Nothing is added where a separator or an end is
 * missing, since then the value may be cut off too.
 */
export class PrintedScanner extends PrintedTexts {
  /** Texts stood without quotes, so that a number may have been a text. */
  #bare = false;
  /** Characters that were read in vain. A text that needs more than a few passes is refused. */
  #vain = 0;

  /** The value at this place; loose where its texts have no quotes. */
  document(): { value: SourceValue; loose: boolean } {
    const value = this.#value(1, OUTSIDE);
    if (this.#bare) asTexts(value);
    return { value, loose: this.#bare };
  }

  #value(depth: number, around: Around): SourceValue {
    this.record.countValue(this.view, this.at);
    this.record.checkDepth(this.view, this.at, depth);
    this.skip(SPACE);
    const hidden = matchAt(NOT_SHOWN, this.text, this.at);
    if (hidden !== "") {
      this.at += hidden.length;
      return null;
    }
    const typed = this.typed();
    if (typed !== undefined) return typed;
    if (/["'`]/.test(this.text[this.at] ?? "")) {
      const read = (): string => this.string(around.sign);
      return around.sign === ":" ? read() : this.#attempt(around, read);
    }
    // An object that is broken is no text.
    const certain = around.sign === ":" && /^(?:\{|\[\s*\{)/.test(this.text.slice(this.at, this.at + 100));
    if (certain) return this.#container(depth, around) ?? null;
    return this.#attempt(around, () => this.#container(depth, around));
  }

  /** Reads a quoted text or a container, and, where texts have no quotes and it turns out to be prose, the text that it begins. */
  #attempt(around: Around, read: () => SourceValue | undefined): SourceValue {
    const start = this.at;
    if (!around.bare) return read() ?? this.#free(around);
    const mark = this.record.checkpoint();
    try {
      const value = read();
      if (value !== undefined && this.#ended(around)) return value;
    } catch (error) {
      if (!(error instanceof ReadRefusal) || error.final) throw error;
    }
    this.#vain += this.at - start;
    if (this.#vain > 2 * this.text.length) {
      throw new ReadRefusal(this.view.origin(start), "too_large.repairs", {}, true);
    }
    this.record.rollBack(mark);
    this.at = start;
    return this.#free(around);
  }

  #ended({ close, spaced }: Around): boolean {
    const next = this.at + matchAt(INLINE_SPACE, this.text, this.at).length;
    const character = this.text[next] ?? "";
    return character === close || /[,;\r\n]/.test(character) || (spaced && next > this.at) || close === "";
  }

  /** A container with what names it, or undefined where none starts here. */
  #container(depth: number, around: Around): SourceValue | undefined {
    const start = this.at;
    const text = this.text;
    if (matchAt(APPLE, text, start) !== "") return this.#appleError(depth);
    const indented = matchAt(PHP_INDENTED, text, start);
    if (indented !== "") {
      this.at += indented.length;
      return this.#indented(depth, start);
    }
    const brace = matchAt(PHP_BRACE, text, start);
    if (brace !== "") {
      this.at += brace.length;
      return this.#entries("}", depth, start, { spaced: true, bare: false });
    }
    const paren = matchAt(PHP_PAREN, text, start);
    if (paren !== "") {
      this.at += paren.length;
      const lines =
        !paren.startsWith("array") &&
        /^\s{0,2000}(?:\[[^\]\n]{0,400}\] =>|\))/.test(text.slice(this.at, this.at + 2500));
      return lines ? this.#lines(depth, start) : this.#entries(")", depth, start, { spaced: false, bare: false });
    }
    const ruby = matchAt(RUBY, text, start);
    if (ruby !== "") {
      this.at += ruby.length;
      if (text[this.at] === ":") this.at++;
      return this.#entries(">", depth, start, { spaced: true, bare: false });
    }
    const named = matchAt(NAMED, text, start);
    if (named === "" || LITERAL.test(named)) return undefined;
    this.at += named.length;
    const open = named.at(-1) as string;
    this.at += matchAt(/#\d{1,9}(?=[\s\u25b6\u25bc}])/uy, text, this.at).length;
    const go =
      open !== "(" &&
      (named.startsWith("&") || named === "map[" || /^[A-Z]\w*:[^\s"'{[]/.test(text.slice(this.at, this.at + 200)));
    const lined = named.startsWith("array:") || LINED.test(text.slice(this.at, this.at + 400));
    const spaced = go || lined || (around.spaced && around.bare);
    const value = this.#entries(CLOSES[open] as string, depth, start, { spaced, bare: around.bare });
    return unwrapped(value, named);
  }

  /** Entries up to a closing bracket: an object where they have keys, else a list. */
  #entries(close: string, depth: number, start: number, how: { spaced: boolean; bare: boolean }): SourceValue {
    const object = this.record.object(this.view, start);
    const list = this.record.array(this.view, start);
    let sign: KeySign | undefined;
    let { spaced } = how;
    for (;;) {
      this.skip(SPACE);
      this.at += matchAt(REMARK, this.text, this.at).length;
      this.at += matchAt(MORE, this.text, this.at).length;
      this.skip(SPACE);
      if (this.text[this.at] === close) break;
      if (this.at >= this.text.length) this.refuse("cut_off");
      const keyStart = this.at;
      const key = keyAt(this.text, keyStart, sign);
      if (key !== null) {
        sign ??= key.sign;
        spaced ||= key.tight && close === "]";
        this.at = key.end;
        this.skip(INLINE_SPACE);
        const at = this.at;
        // Swift prints the keys of its dictionaries in quotes and their values without.
        const bare = key.bare || (key.sign === ":" && close === "]");
        const value = this.#value(depth + 1, { close, sign: key.sign, bare, spaced });
        this.record.put(object, key.name, value, { view: this.view, key: keyStart, value: at });
      } else {
        const value = this.#value(depth + 1, { close, sign, bare: how.bare && close !== "}", spaced });
        this.record.push(list, value, this.placeOf(keyStart));
      }
      if (this.at === keyStart) this.refuse("value_missing");
      this.#separated(close, spaced);
    }
    this.at++;
    if (Object.keys(object).length > 0) {
      // A value without a key beside others with one: `1,500` or a key that was lost. Only a call may have both.
      if (list.length > 0 && close !== ")") this.refuse("key_missing");
      return this.#listOf(object, start) ?? this.#withAttributes(object);
    }
    return list;
  }

  #separated(close: string, spaced: boolean): void {
    const from = this.at;
    this.skip(SPACE);
    const next = this.text[this.at];
    if (next === "," || next === ";") this.at++;
    else if (next !== close && !(spaced && this.at > from) && next !== undefined) {
      this.refuse("comma_missing.member", { close });
    }
  }

  /** A PHP array whose keys count up from 0 as the list it is. */
  #listOf(object: SourceObject, start: number): SourceValue[] | undefined {
    const keys = Object.keys(object);
    if (!keys.every((key, i) => key === String(i))) return undefined;
    const list = this.record.array(this.view, start);
    for (const key of keys) {
      this.record.push(list, object[key] as SourceValue, this.record.place(object, key) ?? this.placeOf(start));
    }
    return list;
  }

  /** The lines of print_r up to the closing bracket. Its texts have no quotes and may go on over several lines. */
  #lines(depth: number, start: number): SourceValue {
    const object = this.record.object(this.view, start);
    // A browser shows them as one line.
    const end = /^ {1,9}\[/.test(this.text.slice(this.at, this.at + 10)) ? endOfWords : endOfLines;
    this.#bare = true;
    for (;;) {
      this.skip(SPACE);
      if (this.text[this.at] === ")") break;
      if (this.at >= this.text.length) this.refuse("cut_off");
      const keyStart = this.at;
      const key = this.text[keyStart] === "[" ? keyAt(this.text, keyStart, "=>") : null;
      if (key === null) this.refuse("key_missing");
      this.at = key.end;
      this.skip(INLINE_SPACE);
      const at = this.at;
      const nested = matchAt(PHP_PAREN, this.text, at) !== "";
      const value = nested ? this.#value(depth + 1, OUTSIDE) : this.#restOfEntry(end);
      this.record.put(object, key.name, value, { view: this.view, key: keyStart, value: at });
    }
    this.at++;
    if (Object.keys(object).length === 0) return this.record.array(this.view, start);
    return this.#listOf(object, start) ?? this.#withAttributes(object);
  }

  /** The objects of PHP's libraries keep their members in an array of one name: they are the object's own. */
  #withAttributes(object: SourceObject): SourceObject {
    for (const name of ["_attributes", "_values"]) {
      const inner = Object.hasOwn(object, name) ? object[name] : undefined;
      if (!isObject(inner)) continue;
      for (const key of Object.keys(inner)) {
        if (Object.hasOwn(object, key)) continue;
        this.record.put(object, key, inner[key] as SourceValue, this.record.place(inner, key) ?? this.placeOf(0));
      }
      delete object[name];
    }
    return object;
  }

  #restOfEntry(endOf: (text: string, at: number) => number | undefined): SourceValue {
    const start = this.at;
    this.record.countValue(this.view, start);
    const end = endOf(this.text, start);
    this.at = end ?? this.text.length;
    if (end === undefined) this.refuse("cut_off");
    return this.checked(start, this.text.slice(start, end).trim());
  }

  /** Xdebug sets entries apart by their indentation alone. */
  #indented(depth: number, start: number): SourceValue {
    const text = this.text;
    const own = indentOf(text, start);
    const object = this.record.object(this.view, start);
    let first: number | undefined;
    for (;;) {
      const gap = matchAt(/\s*/y, text, this.at);
      const keyStart = this.at + gap.length;
      const indent = indentOf(text, keyStart);
      const key = indent > own && (first === undefined || indent === first) ? keyAt(text, keyStart, "=>") : null;
      if (key === null) {
        const empty = matchAt(/empty\b/y, text, keyStart);
        if (empty !== "" && indent > own) this.at = keyStart + empty.length;
        break;
      }
      first ??= indent;
      this.at = key.end;
      this.skip(SPACE);
      const at = this.at;
      const value = this.#value(depth + 1, { close: "\n", sign: "=>", bare: false, spaced: true });
      this.record.put(object, key.name, value, { view: this.view, key: keyStart, value: at });
    }
    return this.#listOf(object, start) ?? object;
  }

  /** `Error Domain=… Code=… "…" UserInfo={…}` of Apple's systems. */
  #appleError(depth: number): SourceValue {
    const start = this.at;
    APPLE.lastIndex = start;
    const [whole = "", domain = "", code = "", message] = APPLE.exec(this.text) ?? [];
    const object = this.record.object(this.view, start);
    const place = this.placeOf(start);
    this.record.put(object, "domain", domain, place);
    this.record.put(object, "code", code, place);
    if (message !== undefined) this.record.put(object, "message", message, place);
    this.at += whole.length;
    if (whole.endsWith("UserInfo=")) {
      const at = this.at;
      const info = matchAt(/\(null\)/y, this.text, at);
      this.at += info.length;
      if (info === "") this.record.put(object, "userInfo", this.#value(depth + 1, OUTSIDE), this.placeOf(at));
    }
    return object;
  }

  /** A value without quotes: up to where its entry ends. */
  #free(around: Around): SourceValue {
    const start = this.at;
    const end = this.#endOfFree(around);
    const text = this.text.slice(start, end).trim();
    this.at = end;
    this.record.checkString(this.view, start, text.length);
    const { value, kind } = bareValue(text);
    if (value instanceof FreeNumber) this.record.checkNumber(this.view, start, text);
    if (kind === "plain") return value;
    if (!around.bare && (text === "" || kind === "text" || (around.sign === ":" && !/[.:<]/.test(text)))) {
      this.refuse(text === "" ? "value_missing" : "not_a_value", { word: text.slice(0, 40) }, start);
    }
    // Dart leaves its space where a text is empty; without one, or without a letter or digit, this is broken JSON.
    const broken =
      around.sign === ":" &&
      !around.spaced &&
      (text === "" ? end === start && !/\s/.test(this.text[start - 1] ?? "") : BROKEN.test(`${value}`));
    if (broken) this.refuse("value_missing", {}, start);
    if (around.bare) this.#bare = true;
    return value;
  }

  /** Ends at the container's own closing bracket, or at a comma, semicolon or space after which the next entry begins. */
  #endOfFree({ close, sign, bare, spaced }: Around): number {
    const text = this.text;
    const stop = /[()[\]{}<>,;\n]|[ \t](?=[\p{L}_])/gu;
    stop.lastIndex = this.at;
    let depth = 0;
    for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
      const at = found.index;
      const character = found[0];
      if (character === close) {
        if (depth === 0) return at;
        depth--;
      } else if (CLOSES[character] === close) depth++;
      else if (depth > 0) continue;
      else if (character === "," || character === ";") {
        if (!bare || sign === undefined || this.#entryFollows(at + 1, close, sign)) return at;
      } else if (spaced && character === "\n") return at;
      else if (spaced && /[ \t]/.test(character)) {
        if (!bare || sign === undefined || this.#tightKeyAt(at + 1)) return at;
      }
    }
    if (close === "" || close === "\n") return text.length;
    return this.refuse("cut_off");
  }

  #entryFollows(at: number, close: string, sign: KeySign): boolean {
    const next = at + matchAt(/\s{0,400}/y, this.text, at).length;
    return this.text[next] === close || keyAt(this.text, next, sign) !== null;
  }

  /** A key of Go: the value follows its colon at once, and may be empty. An address is no key. */
  #tightKeyAt(at: number): boolean {
    return matchAt(/[\p{L}_]\w{0,120}:(?!\/\/)(?=\S|\s[A-Z]\w{0,80}:)/uy, this.text, at) !== "";
  }
}

function indentOf(text: string, at: number): number {
  // Deeper than that is no dump.
  const from = Math.max(0, at - 400);
  const line = text.slice(from, at).lastIndexOf("\n") + 1;
  return matchAt(INLINE_SPACE, text, from + line).length;
}

/** `Optional("x")`, `Bundle[{…}]` and `Decimal('1.00')` are what they hold. */
function unwrapped(value: SourceValue, named: string): SourceValue {
  if (!Array.isArray(value)) return value;
  const [only] = value;
  if (named.startsWith("bless")) return only ?? value;
  if (value.length !== 1 || only === undefined) return value;
  return named.length > 1 || (named === "{" && isObject(only)) ? only : value;
}

/** Numbers without quotes among texts without quotes: `10.000` may have been a text. */
function asTexts(value: SourceValue): void {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) {
      if (entry instanceof FreeNumber) value[i] = entry.text;
      else asTexts(entry);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const entry = value[key] as SourceValue;
      if (entry instanceof FreeNumber) value[key] = entry.text;
      else asTexts(entry);
    }
  }
}
