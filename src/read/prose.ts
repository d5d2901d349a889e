import { Prose } from "./around.js";
import { GUZZLE_CUT, isCutDump } from "./broken.js";
import { BLANK, closers, folded, matchAt } from "./characters.js";
import { unescaped } from "./clean.js";
import { plainJson } from "./convert.js";
import { printedStart } from "./dumps/opening.js";
import { PrintedScanner } from "./dumps/printed.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";
import { TolerantScanner } from "./tolerant.js";
import type { SourceObject, SourceValue } from "./value.js";
import { scanXml } from "./xml.js";

/** One value found in a text. Cells of a table and elements of XML have no types of their own: theirs are loose. */
export interface FoundValue {
  value: SourceValue;
  place: SourcePlace;
  loose: boolean;
  /** Where an object in a text ends in its view; what lies outside of objects is prose. */
  end?: number;
  /** A row of a table: a record of its own, also where another one says the same. */
  row?: true;
}

const BRACKET = /[{}[\]｛｝［］<(]/g;
const KEY = /(?:[\p{L}_$][\p{L}\p{N}_$]*|\d+)/uy;
const XML_START = /<(?:\?xml\s|xml>|(?:\w+:)?Document[\s>])/y;
/**
 * Elements that only data has: a name with an underscore, one of a payment, of an answer or of ISO 20022. One that cannot be read is prose.
 */
const XML_DATA =
  /<(?:[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,6}|(?:[\w-]{1,20}:)?(?:payment|transaction|txn|refund|charge|notification|envelope|[a-z0-9-]{0,50}(?:response|result|reply)|ReturnedDebitItem|ReturnedCreditItem|OriginatingAccountRecords?|BACSDocument|TxInfAndSts|OrgnlPmtInfAndSts|FIToFIPmtStsRpt|CstmrPmtStsRpt|PmtRtr))[\s>]/iy;
/** XML inside a string, its quotes escaped: `"<?xml version=\\"1.0\\"?>…"`. */
const ESCAPED_XML = /<(?:\?xml|[\w:-]{1,80})\s[^<>"'\\]{0,100}=\s?\\+["']/y;
const MAX_ESCAPES = 6;
/** Of a value printed by another language, this much is shown as a repair. */
const MAX_SHOWN = 1000;

/**
 * Finds the objects, lists of objects and XML documents in a text and reads each. Whatever begins like one must be readable to its end,
 * so each character is read once; and what stands around them must be prose, not what is left of a larger JSON that was cut.
 */
export function scanProse(view: TextView, record: ReadingRecord, escapes = 0): FoundValue[] {
  const { text } = view;
  const parts: FoundValue[] = [];
  const prose = new Prose(view, record);
  const printed = new PrintedValues(view, record);
  const bracket = new RegExp(BRACKET);
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    const at = found.index;
    const character = folded(found[0]);
    if (character === "{" || character === "[") {
      const start = candidate(text, at);
      if (start.kind === "escaped") {
        if (escapes === MAX_ESCAPES) throw new ReadRefusal(view.origin(at), "bad_escape.repeated");
        prose.until(at);
        const { inner, end } = unescaped(view, at, record, start.quote);
        parts.push(...scanProse(inner, record, escapes + 1));
        prose.from(end);
        bracket.lastIndex = end;
      } else if (start.kind === "json") {
        prose.until(at);
        const { part, end } = objectAt(view, record, at);
        parts.push(part);
        prose.from(end);
        bracket.lastIndex = end;
      } else if (start.kind === "cut") {
        record.broken ??= Object.assign(new ReadRefusal(view.origin(start.next), "cut_off"), {
          begins: view.origin(at),
        });
        bracket.lastIndex = start.next;
      } else {
        const value = printed.at(at);
        if (value === null) {
          prose.opened(character, start.count, at);
          bracket.lastIndex = start.next;
        } else {
          prose.until(value.start);
          parts.push(value.part);
          prose.from(value.end);
          bracket.lastIndex = value.end;
        }
      }
    } else if (character === "(" || (character === "<" && text[at - 1] === "#")) {
      const value = printed.at(at);
      if (value === null) continue;
      prose.until(value.start);
      parts.push(value.part);
      prose.from(value.end);
      bracket.lastIndex = value.end;
    } else if (character !== "<") prose.closed(character, at);
    else if (escapes < MAX_ESCAPES && matchAt(ESCAPED_XML, text, at) !== "") {
      prose.until(at);
      const { inner, end } = unescaped(view, at, record);
      parts.push(...scanProse(inner, record, escapes + 1));
      prose.from(end);
      bracket.lastIndex = end;
    } else {
      const isData = matchAt(XML_DATA, text, at) !== "";
      if (!isData && matchAt(XML_START, text, at) === "") continue;
      const found = isData ? printed.element(at) : printed.document(at);
      if (found === null) continue;
      prose.until(at);
      parts.push(found.part);
      prose.from(found.end);
      bracket.lastIndex = found.end;
    }
  }
  if (parts.length > 0) prose.end(text.length);
  return parts;
}

/** The object or list that begins as JSON does: read tolerantly, else as a value that another language printed. */
function objectAt(view: TextView, record: ReadingRecord, at: number): { part: FoundValue; end: number } {
  const place = { view, key: at, value: at };
  const mark = record.checkpoint();
  try {
    const scanner = new TolerantScanner(view, record, at);
    const value = scanner.value(1);
    return { part: { value, place, loose: false, end: scanner.at }, end: scanner.at };
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    // Go prints the address of a struct as `&{…}`.
    const printed = new PrintedScanner(view, record, view.text[at - 1] === "&" ? at - 1 : at);
    try {
      const read = printed.document();
      return { part: { ...read, place, end: printed.at }, end: printed.at };
    } catch (other) {
      // Inside a dump that was cut off, that dump is what is broken.
      const around =
        record.broken?.said.code === "cut_off" && record.broken.begins !== undefined ? record.broken : null;
      const fault = around ?? (other instanceof ReadRefusal && other.final ? other : error);
      fault.begins ??= view.origin(at);
      throw fault;
    }
  }
}

/** Faults of XML for which the whole rest was searched. */
const ENDLESS = new Set(["cut_off", "comment_open", "xml"]);

/** The printed values of other languages in a text. What only looks like one is prose. */
class PrintedValues {
  readonly #view: TextView;
  readonly #record: ReadingRecord;
  /** Characters read in vain. Beyond twice the text nothing more is tried, so that the time grows with the text and no faster. */
  #vain = 0;

  constructor(view: TextView, record: ReadingRecord) {
    this.#view = view;
    this.#record = record;
  }

  /** The element that starts at an offset, where it is whole. */
  element(at: number): { part: FoundValue; end: number } | null {
    const { text } = this.#view;
    if (matchAt(XML_DATA, text, at) === "" || this.#vain > 2 * text.length) return null;
    const mark = this.#record.checkpoint();
    try {
      const { value, end } = scanXml(this.#view, this.#record, at);
      const last = this.#siblings(value, end);
      // Without an end of its own: where it is no transaction, its words are looked at with the prose.
      return { part: { value, place: { view: this.#view, key: at, value: at }, loose: true }, end: last };
    } catch (error) {
      if (!(error instanceof ReadRefusal) || error.final) throw error;
      this.#record.rollBack(mark);
      this.#failed(error, at);
      return null;
    }
  }

  /** The XML document that starts at an offset. One that is cut off or broken is prose: its words are looked at, no amount is taken. */
  document(at: number): { part: FoundValue; end: number } | null {
    if (this.#vain > 2 * this.#view.text.length) return null;
    const mark = this.#record.checkpoint();
    try {
      const { value, end } = scanXml(this.#view, this.#record, at);
      return { part: { value, place: { view: this.#view, key: at, value: at }, loose: true, end }, end };
    } catch (error) {
      if (!(error instanceof ReadRefusal) || error.final) throw error;
      this.#record.rollBack(mark);
      this.#record.broken ??= error;
      this.#failed(error, at);
      return null;
    }
  }

  /** Counts what was read in vain: up to the fault, or all that is left where an end was looked for that is not there. */
  #failed(error: ReadRefusal, at: number): void {
    const read = error.at - this.#view.origin(at);
    this.#vain += ENDLESS.has(error.said.code) ? this.#view.text.length - at : Math.max(1, read);
  }

  /** Elements that stand side by side without one around them are members of one answer. Gives where the last one ends. */
  #siblings(first: SourceObject, from: number): number {
    const isLeaf = (object: SourceObject): boolean => Object.values(object).every((value) => typeof value === "string");
    let end = from;
    while (isLeaf(first)) {
      const next = end + matchAt(BLANK, this.#view.text, end).length;
      if (matchAt(/<[a-z]\w{0,60}(?:\s?\/)?>/iy, this.#view.text, next) === "") break;
      const mark = this.#record.checkpoint();
      try {
        const { value, end: after } = scanXml(this.#view, this.#record, next);
        const [name = ""] = Object.keys(value);
        if (!isLeaf(value) || Object.hasOwn(first, name)) {
          this.#record.rollBack(mark);
          break;
        }
        const place = this.#record.place(value, name) ?? { view: this.#view, key: next, value: next };
        this.#record.put(first, name, value[name] as SourceValue, place);
        end = after;
      } catch (error) {
        if (!(error instanceof ReadRefusal) || error.final) throw error;
        this.#record.rollBack(mark);
        break;
      }
    }
    return end;
  }

  /** The value whose first bracket stands at an offset. */
  at(bracket: number): { part: FoundValue; start: number; end: number } | null {
    const { text } = this.#view;
    const start = printedStart(text, bracket);
    if (start === null || this.#vain > 2 * text.length) return null;
    const mark = this.#record.checkpoint();
    const scanner = new PrintedScanner(this.#view, this.#record, start);
    try {
      const { value, loose } = scanner.document();
      const was = text.slice(start, Math.min(scanner.at, start + MAX_SHOWN));
      this.#record.repair(this.#view, start, was, JSON.stringify(plainJson(value)).slice(0, MAX_SHOWN), "structure");
      const end = scanner.at;
      return { part: { value, place: { view: this.#view, key: start, value: start }, loose, end }, start, end };
    } catch (error) {
      if (!(error instanceof ReadRefusal) || error.final) throw error;
      this.#record.rollBack(mark);
      this.#vain += scanner.at - start;
      error.begins ??= this.#view.origin(start);
      if (isCutDump(text, start, scanner.at, error)) this.#record.broken ??= error;
      return null;
    }
  }
}

/** True where a text holds something `scanProse` would read. */
export function holdsObject(text: string): boolean {
  const bracket = /[{[｛［]/g;
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    const start = candidate(text, found.index);
    if (start.kind !== "prose") return true;
    bracket.lastIndex = start.next;
  }
  return false;
}

/** True where the first thing in a text is the brace of an object. */
export function beginsObject(text: string): boolean {
  const start = matchAt(BLANK, text, 0).length;
  return folded(text[start] ?? "") === "{" && candidate(text, start).kind !== "prose";
}

const CUT_ARGUMENT = /^["'][^\n{}]{0,100}\.\.\.['"`][,)]/;

type Candidate =
  | { kind: "json" }
  | { kind: "escaped"; quote?: string }
  | { kind: "prose"; next: number; count: number }
  | { kind: "cut"; next: number };

/** Whether a bracket begins JSON or belongs to the prose, by what follows it: no more is looked at than lies before the next bracket. */
function candidate(text: string, at: number): Candidate {
  let next = at;
  let lists = 0;
  while (folded(text[next] ?? "") === "[") {
    lists++;
    next += 1;
    next += matchAt(BLANK, text, next).length;
  }
  if (folded(text[next] ?? "") !== "{") return { kind: "prose", next: Math.max(next, at + 1), count: lists };
  const object = next;
  next += 1;
  next += matchAt(BLANK, text, next).length;
  const character = text[next] ?? "";
  if (character === "\\" && /^\\+["']/.test(text.slice(next, next + 80))) return { kind: "escaped" };
  const quote = text[at - 1] ?? "";
  if (character === "\\" && /["'`]/.test(quote) && /^(?:\\[nrt]|[ \t])+["']/.test(text.slice(next, next + 400)))
    return { kind: "escaped", quote };
  const cut = text.slice(next, next + 400).indexOf(GUZZLE_CUT);
  if (cut >= 0) return { kind: "cut", next: next + cut };
  // PHP cuts the arguments in its stack traces: execute('{"payer_id":"DP...')
  if (/["'`]/.test(quote) && CUT_ARGUMENT.test(text.slice(next, next + 200)))
    return { kind: "prose", next: object + 1, count: 0 };
  // Apple's systems describe a response as `{ URL: https://… } { Status Code: 422, Headers {…} }`.
  if (/^URL: \S/.test(text.slice(next, next + 6))) return { kind: "prose", next: object + 1, count: 1 };
  // The end of a block of code, in which a brace stays open.
  if (text.startsWith("```", next)) return { kind: "prose", next, count: 0 };
  const comment = character === "/" && /[/*]/.test(text[next + 1] ?? "");
  const symbol = character === ":" ? 1 : 0;
  if (closers(text[next + symbol] ?? "") !== undefined || comment) return { kind: "json" };
  if (character === "#" && next > object + 1) return { kind: "json" };
  const key = matchAt(KEY, text, next + symbol);
  const after = next + symbol + key.length;
  // Python's u'text'.
  if (/^[ubUB]$/.test(key) && closers(text[after] ?? "") !== undefined) return { kind: "json" };
  if (key !== "") {
    const colon = after + matchAt(BLANK, text, after).length;
    const separated = folded(text[colon] ?? "") === ":" ? text[colon + 1] !== ":" : text.startsWith("=>", colon);
    if (separated) return { kind: "json" };
  }
  // The brackets of a list that turned out to hold no object are prose; the brace after them is looked at on its own.
  return lists > 0 ? { kind: "prose", next: object, count: lists } : { kind: "prose", next: object + 1, count: 1 };
}
