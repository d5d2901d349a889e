import { matchAt } from "../characters.js";
import { type FoundValue, scanProse } from "../prose.js";
import type { ReadingRecord } from "../record.js";
import { ReadRefusal, type TextView, TextViewBuilder } from "../source.js";
import { TolerantScanner } from "../tolerant.js";
import { isObject, type SourceValue } from "../value.js";
import { PrintedScanner } from "./printed.js";

const LINE = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
/** A member of a PHP or Ruby dump on a line of its own: `[code] => 51`, `["code"]=>`, `'code' => '51',`, `:code => "51",`. */
const ARROW = /^\s{0,200}(?:\[[^\]\n]{1,200}\]|"[^"\n]{1,200}"|'[^'\n]{1,200}'|:\w{1,80})[ \t]{0,80}=>/;
/** A line that only goes on with a value: its type, its brackets, or nothing. */
const GOES_ON =
  /^\s*(?:[()[\]{}]{1,4}[,;]?|(?:array ?|Array|[\w\\]{1,120} Object) ?\(?|(?:string|int|float|bool|object|array)\([^\n]{0,2000}|NULL,?)?\s*$/;
/** A member of JSON or of a JavaScript object on a line of its own. */
const COLON =
  /^[ \t]{0,200}(?:"[^"\n{}[\]]{1,200}"|'[^'\n]{1,200}'|[A-Za-z_$][\w$]{0,80}):[ \t]{0,20}(?=["'`{[\d-]|true|false|null|undefined)/;
/** To the end of the line where it is not closed: a search for the end from every quote would grow by the square. */
const STRING = /"(?:[^"\\\n]|\\.)*"?/g;
/** How the members of a dump are set apart tells which brackets they lost. */
const AROUND = [
  { first: /^\s*\[["']/, open: "array(1) {\n", close: "\n}" },
  { first: /^\s*\[/, open: "Array\n(\n", close: "\n)\n" },
  { first: /^\s*["']/, open: "array (\n", close: "\n)" },
  { first: /^\s*:/, open: "{\n", close: "\n}" },
] as const;

/** The members of a PHP or Ruby dump that were copied without the brackets around them. Each run of lines is a record. */
export function scanArrowMembers(view: TextView, record: ReadingRecord): FoundValue[] {
  const { text } = view;
  const parts: FoundValue[] = [];
  let run = { start: 0, end: 0, members: 0 };
  const readRun = (open: string, last: string): FoundValue | null => {
    const whole = new TextViewBuilder(view).put(open, run.start).copy(run.start, run.end).put(last, run.end).build();
    return attempt(record, () => {
      const { value, loose } = new PrintedScanner(whole, record, 0).document();
      const isRecord = isObject(value) || Array.isArray(value);
      return isRecord ? { value, place: { view, key: run.start, value: run.start }, loose } : null;
    });
  };
  const close = (): void => {
    const around = run.members > 1 ? AROUND.find(({ first }) => first.test(text.slice(run.start, run.end))) : undefined;
    // The last bracket may have been copied although the first was not.
    const part = around && (readRun(around.open, around.close) ?? readRun(around.open, ""));
    if (part) parts.push({ ...part, end: run.end });
    run = { start: 0, end: 0, members: 0 };
  };
  for (let at = 0; at < text.length; ) {
    const line = matchAt(LINE, text, at);
    const next = at + line.length;
    if (ARROW.test(line)) {
      if (run.members === 0) run.start = at;
      run = { ...run, end: at + line.trimEnd().length, members: run.members + 1 };
    } else if (run.members > 0 && GOES_ON.test(line)) {
      if (line.trim() !== "") run = { ...run, end: at + line.trimEnd().length };
    } else close();
    at = next;
  }
  close();
  return parts;
}

/** Whether a text begins with a member of an object whose first brace was not copied. */
export const beginsUnopened = (text: string): boolean => COLON.test(text.trimStart());

/**
 * The members of an object of JSON or JavaScript whose first brace was not copied: `code: 'x',` on lines of their own, up to the brace that
 * closes it. What follows that brace must be no more of the same object.
 */
export function scanUnopened(view: TextView, record: ReadingRecord): FoundValue[] {
  const { text } = view;
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const line = matchAt(LINE, text, at);
    // What stands inside a bracket that is open is no text without its first one.
    if (open > 0 || /\(\s*$/.test(line)) return [];
    if (COLON.test(line)) return unopenedAt(view, record, at);
    if (ARROW.test(line)) return scanArrowMembers(view, record);
    const brackets = line.replace(STRING, "").match(/[{}[\]]/g) ?? [];
    for (const bracket of brackets) open += bracket === "{" || bracket === "[" ? 1 : -1;
    at += line.length;
  }
  return [];
}

function unopenedAt(view: TextView, record: ReadingRecord, start: number): FoundValue[] {
  const { text } = view;
  const end = text.trimEnd().length;
  // A comma at the end of the text says that it was cut off there.
  const last = text[end - 1] === "," ? "" : "}";
  const whole = new TextViewBuilder(view).put("{", start).copy(start, end).put(last, end).build();
  const read = (scan: () => { value: SourceValue; end: number }): FoundValue | null =>
    attempt(record, () => {
      const { value, end: after } = scan();
      const stop = Math.min(end, start + after - 1);
      const rest = text.slice(stop);
      const more = /^[}\])]\s*,/.test(rest) || rest.split("\n").some((line) => COLON.test(line));
      if (!isObject(value) || Object.keys(value).length < 2 || more) return null;
      record.repair(view, start, "", "{", "structure");
      return { value, place: { view, key: start, value: start }, loose: false, end: stop };
    });
  const tolerant = read(() => {
    const scanner = new TolerantScanner(whole, record, 0);
    return { value: scanner.value(1), end: scanner.at };
  });
  const part =
    tolerant ??
    read(() => {
      const scanner = new PrintedScanner(whole, record, 0);
      return { value: scanner.document().value, end: scanner.at };
    });
  if (part === null) return [];
  const after = new TextViewBuilder(view).copy((part.end ?? end) + 1, text.length).build();
  return [part, ...scanProse(after, record)];
}

/** What is read, or null where it cannot be: then nothing of it is noted. */
function attempt(record: ReadingRecord, read: () => FoundValue | null): FoundValue | null {
  const mark = record.checkpoint();
  try {
    const found = read();
    if (found === null) record.rollBack(mark);
    return found;
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    return null;
  }
}
