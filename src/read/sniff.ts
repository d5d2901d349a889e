import { matchAt } from "./characters.js";
import { unwrapped } from "./clean.js";
import { scanTable, separatorOf } from "./csv.js";
import { sentData } from "./curl.js";
import { scanLines } from "./dumps/lines.js";
import { scanArrowMembers, scanUnopened } from "./dumps/members.js";
import { scanQueries } from "./dumps/query.js";
import { scanYaml } from "./dumps/yaml.js";
import { formCells, isForm, scanForm } from "./form.js";
import { beginsObject, type FoundValue, holdsObject, scanProse } from "./prose.js";
import type { ReadingRecord } from "./record.js";
import { Scanner } from "./scan.js";
import { ReadRefusal, type TextView } from "./source.js";
import { scanXml } from "./xml.js";

/** `<SKPaymentQueue: 0x2f1c>` and `<Response [402]>` are how programs print an object, and no XML. */
const XML_START = /[\s\ufeff]*(?=<(?:\?xml\s|!DOCTYPE|!--|[\p{L}_](?![\w.]*(?::? 0x| \[\d| object at ))))/uy;
const CURL = /\bcurl(?:\.exe)?\s/;
const DATA_OPTION = /\s["']?(?:-[a-zA-Z]{0,4}d|--data|--json)/;

/**
 * The ways in which a pasted text may be read, each with the values that it finds: strict JSON as it is, else whatever fits of the ways
 * in which people paste it. The next is tried only where no transaction was found in the one before.
 */
export function* readWays(view: TextView, record: ReadingRecord): Generator<FoundValue[]> {
  const strict = strictJson(view, record);
  if (strict !== null) return yield [strict];
  const clean = unwrapped(view, record);
  if (clean !== view) {
    const json = strictJson(clean, record);
    if (json !== null) return yield [json];
  }
  const xml = wholeXml(clean, record);
  if (xml !== null) return yield [xml];
  const command = clean.text.search(CURL);
  if (command >= 0 && DATA_OPTION.test(clean.text.slice(command))) {
    const parts = sent(clean, record);
    if (parts.length > 0) return yield parts;
  }
  if (isForm(clean.text)) {
    const cells = formCells(clean);
    return yield [scanForm(clean, cells, record)];
  }
  const known = separatorOf(clean, true);
  if (known !== null) return yield scanTable(clean, known, record);
  const ways = [scanUnopened, scanProse, scanArrowMembers, scanQueries, otherTable, lineOfText, yaml, scanLines];
  for (const way of ways) {
    const mark = record.checkpoint();
    yield way(clean, record);
    record.rollBack(mark);
  }
}

/** A line with a colon is YAML only where all of it can be read as such. */
const yaml = (view: TextView, record: ReadingRecord): FoundValue[] => quietly(record, () => scanYaml(view, record));

/** A table of none of the contract's columns. A prose with commas is no table: its lines have other numbers of them. */
function otherTable(view: TextView, record: ReadingRecord): FoundValue[] {
  const separator = separatorOf(view, false);
  if (separator === null) return [];
  try {
    return scanTable(view, separator, record);
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final || isTable(view.text, separator)) throw error;
    return [];
  }
}

/** Whether at least the first two rows have as many cells as the header, and enough of them that it is no chance. */
function isTable(text: string, separator: string): boolean {
  const rows = text
    .trim()
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/, 2);
  const [header = 0, first = 0] = rows.map((row) => row.split(separator).length);
  return header > 2 && first >= header && !/[.!?]$/.test(rows[0] as string);
}

/** Some switches report a failure in one line of text, which an adapter may know. */
function lineOfText(view: TextView): FoundValue[] {
  const start = view.text.search(/\S/);
  return start < 0 ? [] : [{ value: view.text.trim(), place: { view, key: start, value: start }, loose: false }];
}

/** The values in a text that stands inside a string: JSON or XML. Prose around them that cannot be read is prose. */
export function readInside(view: TextView, record: ReadingRecord): FoundValue[] {
  const first = /\S/.exec(view.text)?.[0] ?? "";
  if (first === "<") return quietly(record, () => [rootOnly(view, record)]);
  if (first === '"' || first === "{" || first === "[") {
    const strict = strictJson(view, record);
    if (strict !== null) return [strict];
  }
  if (!holdsObject(view.text)) return [];
  if (beginsObject(view.text)) return scanProse(view, record);
  return quietly(record, () => scanProse(view, record));
}

function strictJson(view: TextView, record: ReadingRecord): FoundValue | null {
  const mark = record.checkpoint();
  try {
    const { value, at } = new Scanner(view, record).document();
    return { value, place: { view, key: at, value: at }, loose: false, end: view.text.length };
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    return null;
  }
}

/** A page, or a piece of one: its words are read. */
const HTML = /^\s*<(?:!doctype html|html|head|body|div|p|span|table|ul|ol|br|h[1-6])(?=[\s>/])/i;

/** An XML document that is the whole text; a page that only begins like one is read as prose, if it holds JSON. */
function wholeXml(view: TextView, record: ReadingRecord): FoundValue | null {
  if (!new RegExp(XML_START).test(view.text) || HTML.test(view.text)) return null;
  const isPage = holdsObject(view.text);
  const mark = record.checkpoint();
  try {
    return rootOnly(view, record);
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    if (!isPage) record.broken ??= error;
    return null;
  }
}

function rootOnly(view: TextView, record: ReadingRecord): FoundValue {
  const start = matchAt(XML_START, view.text, 0).length;
  const { value, end } = scanXml(view, record, start);
  if (view.text.slice(end).trim() !== "")
    throw new ReadRefusal(view.origin(end), "something_follows", { language: "XML" });
  return { value, place: { view, key: start, value: start }, loose: true, end };
}

function quietly(record: ReadingRecord, read: () => FoundValue[]): FoundValue[] {
  const mark = record.checkpoint();
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    return [];
  }
}

/** What curl commands send: JSON, or form pairs, of which several `-d` make one body. */
function sent(view: TextView, record: ReadingRecord): FoundValue[] {
  const parts: FoundValue[] = [];
  let from = 0;
  const around = (end: number): void => {
    const text = view.text.slice(from, end);
    const was = text.trim();
    if (was !== "") record.repair(view, from + text.indexOf(was), was, "", "structure");
  };
  for (const { bodies, start, end } of sentData(view)) {
    around(start);
    const forms = bodies.filter((body) => isForm(body.text));
    if (forms.length === bodies.length) parts.push(scanForm(view, forms.flatMap(formCells), record));
    else for (const body of bodies) parts.push(...(strictParts(body, record) ?? scanProse(body, record)));
    from = end;
  }
  if (parts.length > 0) around(view.text.length);
  return parts;
}

const strictParts = (view: TextView, record: ReadingRecord): FoundValue[] | null => {
  const part = strictJson(view, record);
  return part === null ? null : [part];
};
