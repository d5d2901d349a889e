import { htmlCharacter, JSON_ESCAPES } from "../base/escapes.js";
import { matchAt, plainSpaces } from "./characters.js";
import { withoutLogPrefixes } from "./dumps/log.js";
import type { ReadingRecord } from "./record.js";
import { ReadRefusal, type TextView, TextViewBuilder } from "./source.js";

const ANSI =
  /(?:\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])|\u009b[0-?]*[ -/]*[@-~])+/g;

/** Without the colour codes of a terminal. Refused where one stands inside a number: what is left might be another number. */
function withoutColours(view: TextView, record: ReadingRecord): TextView {
  return replaced(view, record, ANSI, (code, at) => {
    if (/[\d.]/.test(view.text[at - 1] ?? "") && /[\d.eE]/.test(view.text[at + code.length] ?? "")) {
      throw new ReadRefusal(view.origin(at), "colour_in_number", {}, true);
    }
    return "";
  });
}

/** Letters of mathematics, as which some copy bold text: 𝗰𝗼𝗱𝗲. Between the quotes of JSON they belong to the value. */
const MATHEMATICAL = /[\u{1d400}-\u{1d7ff}]+/gu;
const withoutMathematics = (view: TextView, record: ReadingRecord): TextView =>
  view.text.includes('"') ? view : replaced(view, record, MATHEMATICAL, (found) => found.normalize("NFKC"));

const QUOTE_MARK = /^(?:[ \t]{0,3}>)+ ?/gm;

/** Without the marks of a mail quote in front of the lines. */
const withoutQuoteMarks = (view: TextView, record: ReadingRecord): TextView =>
  replaced(view, record, QUOTE_MARK, () => "");

/** The frames of a PHP stack trace: they show the arguments of each call, cut off in the middle. */
const FRAME = /^#\d{1,4} (?:\/|[A-Za-z]:\\|phar:|\[internal function\]|\{main\})[^\r\n]*/gm;

const withoutFrames = (view: TextView, record: ReadingRecord): TextView => replaced(view, record, FRAME, () => "");

const UNFOLDED = /[{[][ \t]{1,20}\[[-+]\](?=[ \t]{0,20}\r?\n)/;
/** The only text of a list comes onto the line of its key, and the tabs of the indentation become spaces, so that the lines are YAML. */
const TREE =
  /\[[ \t]{1,20}\[[-+]\][ \t]{0,20}\r?\n[ \t]{0,200}(?=[^\s{[\]}"\d-])|[{[][ \t]{1,20}\[[-+]\](?=[ \t]{0,20}\r?\n)|^[ \t]{0,200}[}\]],?[ \t]{0,20}(?=\r?$)|(?<=^ {1,200}|:)\t/gm;

/** Without the brackets of Splunk's tree, each with a mark that it is unfolded: what is in them stands in lines below. */
const withoutTree = (view: TextView, record: ReadingRecord): TextView =>
  UNFOLDED.test(view.text) ? replaced(view, record, TREE, (found) => (found === "\t" ? " " : "")) : view;

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
const NUMBER_IN_FRONT = /^[ \t]*(\d{1,9})(?:[ \t]*([|:│┃→])|([.)])(?=\s|$)|(?=\s|$))[ \t]?/;

/** The number in front of a line and what sets it apart. The same must stand in every line: `2.50` is no line 2. */
function numbered(line: string): { number: number; mark: string; front: number } | null {
  const found = NUMBER_IN_FRONT.exec(line.slice(0, 64));
  return found === null
    ? null
    : { number: Number(found[1]), mark: found[2] ?? found[3] ?? " ", front: found[0].length };
}

/**
 * Without the line numbers of a listing. Only lines numbered one after the other count as one, and only where its first line starts an
 * object or a list: a column of amounts is left alone.
 */
function withoutLineNumbers(view: TextView, record: ReadingRecord): TextView {
  const { text } = view;
  if (!/^[ \t]*\d/m.test(text)) return view;
  const builder = new TextViewBuilder(view);
  let expected: { number: number; mark: string } | null = null;
  let changed = false;
  let inside = false;
  for (let at = 0; at < text.length; ) {
    const line = matchAt(LINE, text, at);
    const found = numbered(line);
    const next = at + line.length;
    const listed: boolean =
      found !== null &&
      (expected !== null
        ? found.number === expected.number && found.mark === expected.mark
        : !inside && startsListing(line, found, matchAt(LINE, text, next)));
    if (found !== null && listed) {
      record.repair(view, at, line.slice(0, found.front), "");
      builder.copy(at + found.front, next);
      expected = { number: found.number + 1, mark: found.mark };
      changed = true;
    } else {
      builder.copy(at, next);
      if (line.trim() !== "") expected = null;
    }
    inside = /[{[,:]\s*$/.test(line.slice(-80));
    at = next;
  }
  return changed ? builder.build() : view;
}

function startsListing(line: string, found: { number: number; mark: string; front: number }, after: string): boolean {
  if (!/^[ \t]*[{[｛［<]/.test(line.slice(found.front, found.front + 80))) return false;
  const next = numbered(after);
  return next !== null && next.number === found.number + 1 && next.mark === found.mark;
}

const ESCAPED_HTML = /[{[,(](?:\s|&nbsp;|&#160;|<br ?\/?>){0,50}&(?:quot|#34|#x22|apos|#39|#x27);/i;
const PLAIN_OBJECT = /[{｛]\s{0,50}["'“]/;
// Digits are never written as entities by anything that escapes HTML; one that is stays, and is refused where a number should stand.
const ENTITY = /&(quot|apos|amp|lt|gt|nbsp|#34|#38|#39|#160|#x22|#x27);|<br ?\/?>/gi;

/** Unescaped, where the quotes around the keys are HTML entities. */
function withoutEntities(view: TextView, record: ReadingRecord): TextView {
  if (PLAIN_OBJECT.test(view.text)) return view;
  if (!ESCAPED_HTML.test(view.text) && !/^\s*&lt;(?:\?xml|[a-z])/i.test(view.text.slice(0, 1000))) return view;
  return replaced(view, record, ENTITY, (entity) => {
    const character = entity.startsWith("&") ? htmlCharacter(entity.slice(1, -1)) : undefined;
    return plainSpaces(character ?? " ");
  });
}

/** Removes what a terminal, a mail or a page adds to every line or character of a text. */
export function unwrapped(view: TextView, record: ReadingRecord): TextView {
  let clean = withoutMathematics(withoutColours(view, record), record);
  // In XML a line may begin with the end of a tag.
  if (!/^[\s\ufeff]*</.test(clean.text.slice(0, 1000))) clean = withoutQuoteMarks(clean, record);
  clean = withoutLineNumbers(withoutFrames(withoutTree(clean, record), record), record);
  clean = withoutLogPrefixes(clean, record);
  return withoutEntities(clean, record);
}

function replaced(
  view: TextView,
  record: ReadingRecord,
  pattern: RegExp,
  by: (found: string, at: number) => string,
): TextView {
  let builder: TextViewBuilder | undefined;
  let from = 0;
  for (const match of view.text.matchAll(pattern)) {
    const now = by(match[0], match.index);
    record.repair(view, match.index, match[0], now);
    builder ??= new TextViewBuilder(view);
    builder.copy(from, match.index).put(now, match.index);
    from = match.index + match[0].length;
  }
  return builder === undefined ? view : builder.copy(from, view.text.length).build();
}

const BACKSLASHES = /\\+/y;
const ESCAPED_RUN = /[^\\"']*/y;

/**
 * The text of the string in which an escaped object (`{\"amount\": ...`) stands, unescaped once, and where that string ends: at the first
 * quote with fewer backslashes than those of the object; or at the quote that opened it, where Python printed a text with its line breaks.
 */
export function unescaped(
  view: TextView,
  start: number,
  record: ReadingRecord,
  quote?: string,
): { inner: TextView; end: number } {
  const { text } = view;
  const first = text.indexOf("\\", start);
  const level = matchAt(BACKSLASHES, text, first).length;
  const builder = new TextViewBuilder(view);
  let from = start;
  let at = start;
  while (at < text.length) {
    at += matchAt(ESCAPED_RUN, text, at).length;
    if (at >= text.length) break;
    const run = matchAt(BACKSLASHES, text, at).length;
    if (run === 0) {
      // An apostrophe inside a text ends nothing when the object's own quotes are double ones.
      if (text[at] === (quote ?? text[first + level])) break;
      at++;
      continue;
    }
    const after = text[at + run] ?? "";
    if (quote === undefined && (after === '"' || after === "'") && run < level && after === text[first + level]) break;
    builder.copy(from, at);
    const pairs = run >> 1;
    let now = "\\".repeat(pairs);
    builder.put(now, at);
    let end = at + pairs * 2;
    if (run % 2 === 1) {
      const code = /^u[0-9a-fA-F]{4}/.exec(text.slice(end + 1, end + 6))?.[0];
      const known = Object.hasOwn(JSON_ESCAPES, after) ? JSON_ESCAPES[after] : undefined;
      const letter = known ?? (after === "'" ? after : `\\${after}`);
      const read = code === undefined ? letter : String.fromCharCode(Number.parseInt(code.slice(1), 16));
      builder.put(read, end);
      now += read;
      end += 1 + (code?.length ?? after.length);
    }
    const was = text.slice(at, end);
    if (was !== now) record.repair(view, at, was, now);
    at = end;
    from = end;
  }
  return { inner: builder.copy(from, at).build(), end: at };
}
