import { matchAt } from "./characters.js";
import { unwrapped } from "./clean.js";
import { scanTable, separatorOf } from "./csv.js";
import { sentData } from "./curl.js";
import { formCells, isForm, scanForm } from "./form.js";
import { beginsObject, type FoundValue, holdsObject, scanProse } from "./prose.js";
import type { ReadingRecord } from "./record.js";
import { Scanner } from "./scan.js";
import { ReadRefusal, type TextView } from "./source.js";
import { scanXml } from "./xml.js";

const XML_START = /[\s\ufeff]*(?=<(?:\?xml\s|!DOCTYPE|!--|[\p{L}_]))/uy;
const CURL = /\bcurl(?:\.exe)?\s/;
const DATA_OPTION = /\s["']?(?:-[a-zA-Z]{0,4}d|--data|--json)/;

/** The values a pasted text consists of: strict JSON as it is, else whatever of the ways in which people paste it fits. */
export function readParts(view: TextView, record: ReadingRecord): FoundValue[] {
  const strict = strictJson(view, record);
  if (strict !== null) return [strict];
  const clean = unwrapped(view, record);
  if (clean !== view) {
    const json = strictJson(clean, record);
    if (json !== null) return [json];
  }
  const xml = wholeXml(clean, record);
  if (xml !== null) return [xml];
  const command = clean.text.search(CURL);
  if (command >= 0 && DATA_OPTION.test(clean.text.slice(command))) {
    const parts = sent(clean, record);
    if (parts.length > 0) return parts;
  }
  if (isForm(clean.text)) {
    const cells = formCells(clean);
    return [scanForm(clean, cells, record)];
  }
  const known = separatorOf(clean, true);
  if (known !== null) return scanTable(clean, known, record);
  const parts = scanProse(clean, record);
  if (parts.length > 0) return parts;
  const separator = separatorOf(clean, false);
  return separator === null ? [] : scanTable(clean, separator, record);
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
    return { value, place: { view, key: at, value: at }, loose: false };
  } catch (error) {
    if (!(error instanceof ReadRefusal) || error.final) throw error;
    record.rollBack(mark);
    return null;
  }
}

/** An XML document that is the whole text; a page that only begins like one is read as prose, if it holds JSON. */
function wholeXml(view: TextView, record: ReadingRecord): FoundValue | null {
  if (!new RegExp(XML_START).test(view.text)) return null;
  if (!holdsObject(view.text)) return rootOnly(view, record);
  return quietly(record, () => [rootOnly(view, record)])[0] ?? null;
}

function rootOnly(view: TextView, record: ReadingRecord): FoundValue {
  const start = matchAt(XML_START, view.text, 0).length;
  const { value, end } = scanXml(view, record, start);
  if (view.text.slice(end).trim() !== "")
    throw new ReadRefusal(view.origin(end), "something_follows", { language: "XML" });
  return { value, place: { view, key: start, value: start }, loose: true };
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
