import { xmlCharacter } from "../base/escapes.js";
import type { MessageParams } from "../base/messages.js";
import { MAX_TEXT } from "../base/sizes.js";
import { matchAt } from "./characters.js";
import type { ReadMessageKey } from "./messages.js";
import { ReadingRecord } from "./record.js";
import { ReadRefusal, TextView } from "./source.js";
import { unreadable } from "./unreadable.js";
import type { SourceObject, SourceValue } from "./value.js";

const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy;
const SPACE = /\s*/y;
const TEXT = /[^<]*/y;
/** A document type that only names its definition, as Worldpay's messages have one. Nothing is fetched, and none may define anything. */
const PLAIN_TYPE = /<!DOCTYPE\s[\w\s.:-]{1,80}(?:"[^"<>]{0,300}"\s*){0,2}>/y;

/**
 * Reads an XML document whose document type, if it has one, defines nothing: an element is an object of its attributes (`@name`) and children, one that repeats is an
 * array, one with text alone is that text, text beside something else is `#text`. Prefixes of namespaces are left out. Nothing is
 * converted, so an amount is a text.
 * @throws {UnreadableInputError} on anything that is not well-formed, a `<!DOCTYPE` with definitions, or an entity other than the five and numbers.
 */
export function parseXml(text: string): SourceValue {
  try {
    const view = TextView.of(text);
    if (text.length > MAX_TEXT) throw new ReadRefusal(0, "too_large.document", {}, true);
    const { value, end } = scanXml(view, new ReadingRecord(), 0);
    if (text.slice(end).trim() !== "") throw new ReadRefusal(end, "something_follows", { language: "XML" });
    return value;
  } catch (error) {
    if (error instanceof ReadRefusal) throw unreadable(text, error);
    throw error;
  }
}

/** Reads the XML document that starts at an offset, and says where it ends. Its root is the one member of the result. */
export function scanXml(view: TextView, record: ReadingRecord, start: number): { value: SourceObject; end: number } {
  const scanner = new XmlScanner(view, record, start);
  const value = scanner.document();
  return { value, end: scanner.at };
}

class XmlScanner {
  at: number;
  readonly #view: TextView;
  readonly #text: string;
  readonly #record: ReadingRecord;

  constructor(view: TextView, record: ReadingRecord, at: number) {
    this.#view = view;
    this.#text = view.text;
    this.#record = record;
    this.at = at;
  }

  document(): SourceObject {
    const document = this.#record.object(this.#view, this.at);
    this.#prolog();
    const at = this.at;
    if (this.#text[at] !== "<") this.#refuse("xml.element");
    const { name, value } = this.#element(1);
    this.#record.put(document, name, value, { view: this.#view, key: at, value: at });
    return document;
  }

  /** Everything before the root: byte order mark, declaration, comments, instructions. */
  #prolog(): void {
    if (this.#text[this.at] === "\ufeff") this.at++;
    for (;;) {
      this.at += matchAt(SPACE, this.#text, this.at).length;
      if (!this.#skipped()) return;
    }
  }

  /** Steps over a comment, an instruction or the name of a document type; the definitions of one are never read. */
  #skipped(): boolean {
    if (this.#text.startsWith("<!--", this.at)) this.#past("-->", "comment_open");
    else if (this.#text.startsWith("<?", this.at)) this.#past("?>", "xml.instruction");
    else if (this.#text.startsWith("<!", this.at) && !this.#text.startsWith("<![CDATA[", this.at)) {
      const plain = matchAt(PLAIN_TYPE, this.#text, this.at);
      if (plain === "") this.#refuse("xml.document_type");
      this.at += plain.length;
    } else return false;
    return true;
  }

  #past(end: string, key: ReadMessageKey): void {
    const found = this.#text.indexOf(end, this.at + 2);
    if (found < 0) this.#refuse(key);
    this.at = found + end.length;
  }

  /** `at` is where the text of an element stands, or the element itself where it has more than text. */
  #element(depth: number): { name: string; value: SourceValue; at: number } {
    const start = this.at;
    this.#record.countValue(this.#view, start);
    this.#record.checkDepth(this.#view, start, depth);
    this.at++;
    const tag = this.#name();
    const content = this.#record.object(this.#view, start);
    let text = "";
    let textAt = start;
    if (this.#attributes(content)) {
      for (;;) {
        const from = this.at;
        const raw = matchAt(TEXT, this.#text, from);
        this.at += raw.length;
        if (raw.trim() !== "") {
          if (text === "") textAt = from + raw.search(/\S/);
          text += this.#decoded(raw, from);
        }
        if (this.#text.startsWith("<![CDATA[", this.at)) {
          const inside = this.at + 9;
          this.#past("]]>", "xml.cdata");
          if (text === "") textAt = inside;
          text += this.#text.slice(inside, this.at - 3);
        } else if (this.#text.startsWith("</", this.at)) {
          this.#close(tag);
          break;
        } else if (this.at >= this.#text.length) {
          this.#refuse("cut_off.element", { tag: tag.slice(0, 40) });
        } else if (!this.#skipped()) this.#child(content, depth);
      }
    }
    text = text.trim();
    this.#record.checkString(this.#view, start, text.length);
    if (Object.keys(content).length === 0) return { name: local(tag), value: text, at: textAt };
    if (text !== "") this.#record.put(content, "#text", text, { view: this.#view, key: textAt, value: textAt });
    return { name: local(tag), value: content, at: start };
  }

  #child(content: SourceObject, depth: number): void {
    const start = this.at;
    const { name, value, at } = this.#element(depth + 1);
    const place = { view: this.#view, key: start, value: at };
    const seen = Object.hasOwn(content, name) ? (content[name] as SourceValue) : undefined;
    if (seen === undefined) this.#record.put(content, name, value, place);
    else if (Array.isArray(seen)) this.#record.push(seen, value, place);
    else {
      const before = this.#record.place(content, name) ?? place;
      const list = this.#record.array(this.#view, before.value);
      this.#record.push(list, seen, before);
      this.#record.push(list, value, place);
      content[name] = list;
    }
  }

  /** Reads to the end of the opening tag; false where the element is closed by it. */
  #attributes(content: SourceObject): boolean {
    for (;;) {
      const space = matchAt(SPACE, this.#text, this.at);
      this.at += space.length;
      if (this.#text.startsWith("/>", this.at)) {
        this.at += 2;
        return false;
      }
      if (this.#text[this.at] === ">") {
        this.at++;
        return true;
      }
      const start = this.at;
      if (space === "") this.#refuse("xml.tag");
      const name = this.#name();
      this.at += matchAt(SPACE, this.#text, this.at).length;
      if (this.#text[this.at] !== "=") this.#refuse("xml.attribute");
      this.at++;
      this.at += matchAt(SPACE, this.#text, this.at).length;
      const quote = this.#text[this.at] ?? "";
      if (quote !== '"' && quote !== "'") this.#refuse("xml.attribute");
      const from = ++this.at;
      const end = this.#text.indexOf(quote, from);
      if (end < 0) this.#refuse("xml.attribute_open");
      const raw = this.#text.slice(from, end);
      if (raw.includes("<")) this.#refuse("xml.attribute_open");
      this.at = end + 1;
      this.#record.countValue(this.#view, start);
      this.#record.checkString(this.#view, start, raw.length);
      // Declarations of prefixes say nothing once the prefixes are gone.
      if (!name.startsWith("xmlns:")) {
        const place = { view: this.#view, key: start, value: from };
        this.#record.put(content, `@${local(name)}`, this.#decoded(raw, from), place);
      }
    }
  }

  #close(tag: string): void {
    const start = this.at;
    this.at += 2;
    const name = this.#name();
    this.at += matchAt(SPACE, this.#text, this.at).length;
    if (name !== tag || this.#text[this.at] !== ">") {
      this.at = start;
      this.#refuse("xml.closing", { tag: tag.slice(0, 40) });
    }
    this.at++;
  }

  #name(): string {
    const name = matchAt(NAME, this.#text, this.at);
    if (name === "") this.#refuse("xml.name");
    this.at += name.length;
    return name;
  }

  /** The five entities and numbers; any other could stand for anything. */
  #decoded(raw: string, from: number): string {
    if (!raw.includes("&")) return raw;
    const references = /&([^;&]{0,12};?)/g;
    let decoded = "";
    let end = 0;
    // One by one: `replace` looks for all of them before it hands over the first, which may be refused.
    for (let found = references.exec(raw); found !== null; found = references.exec(raw)) {
      decoded += raw.slice(end, found.index) + this.#referred(found[1] as string, from + found.index);
      end = references.lastIndex;
    }
    return decoded + raw.slice(end);
  }

  #referred(reference: string, at: number): string {
    const character = reference.endsWith(";") ? xmlCharacter(reference.slice(0, -1)) : undefined;
    if (character !== undefined) return character;
    this.at = at;
    return this.#refuse("xml.entity");
  }

  #refuse(key: ReadMessageKey, params: MessageParams = {}): never {
    throw new ReadRefusal(this.#view.origin(Math.min(this.at, this.#text.length)), key, params);
  }
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
