import { matchAt } from "./characters.js";
import { unwrapped } from "./clean.js";
import { scanTable, separatorOf } from "./csv.js";
import { sentData } from "./curl.js";
import { formCells, isForm, scanForm } from "./form.js";
import type { Ledger } from "./ledger.js";
import { beginsObject, holdsObject, type Part, scanProse } from "./prose.js";
import { Scanner } from "./scan.js";
import { Refusal, type View } from "./source.js";
import { scanXml } from "./xml.js";

const XML_START = /[\s\ufeff]*(?=<(?:\?xml\s|!DOCTYPE|!--|[\p{L}_]))/uy;
const CURL = /\bcurl(?:\.exe)?\s/;
const DATA_OPTION = /\s["']?(?:-[a-zA-Z]{0,4}d|--data|--json)/;

/** The values a pasted text consists of: strict JSON as it is, else whatever of the ways in which people paste it fits. */
export function readParts(view: View, ledger: Ledger): Part[] {
  const strict = strictJson(view, ledger);
  if (strict !== null) return [strict];
  const clean = unwrapped(view, ledger);
  if (clean !== view) {
    const json = strictJson(clean, ledger);
    if (json !== null) return [json];
  }
  const xml = wholeXml(clean, ledger);
  if (xml !== null) return [xml];
  const command = clean.text.search(CURL);
  if (command >= 0 && DATA_OPTION.test(clean.text.slice(command))) {
    const parts = sent(clean, ledger);
    if (parts.length > 0) return parts;
  }
  if (isForm(clean.text)) {
    const cells = formCells(clean);
    return [scanForm(clean, cells, ledger)];
  }
  const known = separatorOf(clean, true);
  if (known !== null) return scanTable(clean, known, ledger);
  const parts = scanProse(clean, ledger);
  if (parts.length > 0) return parts;
  const separator = separatorOf(clean, false);
  return separator === null ? [] : scanTable(clean, separator, ledger);
}

/** The values in a text that stands inside a string: JSON or XML. Prose around them that cannot be read is prose. */
export function readInside(view: View, ledger: Ledger): Part[] {
  const first = /\S/.exec(view.text)?.[0] ?? "";
  if (first === "<") return quietly(ledger, () => [rootOnly(view, ledger)]);
  if (first === '"' || first === "{" || first === "[") {
    const strict = strictJson(view, ledger);
    if (strict !== null) return [strict];
  }
  if (!holdsObject(view.text)) return [];
  if (beginsObject(view.text)) return scanProse(view, ledger);
  return quietly(ledger, () => scanProse(view, ledger));
}

function strictJson(view: View, ledger: Ledger): Part | null {
  const mark = ledger.mark();
  try {
    const { value, at } = new Scanner(view, ledger).document();
    return { value, place: { view, key: at, value: at }, loose: false };
  } catch (error) {
    if (!(error instanceof Refusal) || error.final) throw error;
    ledger.undo(mark);
    return null;
  }
}

/** An XML document that is the whole text; a page that only begins like one is read as prose, if it holds JSON. */
function wholeXml(view: View, ledger: Ledger): Part | null {
  if (!new RegExp(XML_START).test(view.text)) return null;
  if (!holdsObject(view.text)) return rootOnly(view, ledger);
  return quietly(ledger, () => [rootOnly(view, ledger)])[0] ?? null;
}

function rootOnly(view: View, ledger: Ledger): Part {
  const start = matchAt(XML_START, view.text, 0).length;
  const { value, end } = scanXml(view, ledger, start);
  if (view.text.slice(end).trim() !== "") throw new Refusal(view.origin(end), "something_follows", { language: "XML" });
  return { value, place: { view, key: start, value: start }, loose: true };
}

function quietly(ledger: Ledger, read: () => Part[]): Part[] {
  const mark = ledger.mark();
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refusal) || error.final) throw error;
    ledger.undo(mark);
    return [];
  }
}

/** What curl commands send: JSON, or form pairs, of which several `-d` make one body. */
function sent(view: View, ledger: Ledger): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const around = (end: number): void => {
    const text = view.text.slice(from, end);
    const was = text.trim();
    if (was !== "") ledger.repair(view, from + text.indexOf(was), was, "", "structure");
  };
  for (const { bodies, start, end } of sentData(view)) {
    around(start);
    const forms = bodies.filter((body) => isForm(body.text));
    if (forms.length === bodies.length) parts.push(scanForm(view, forms.flatMap(formCells), ledger));
    else for (const body of bodies) parts.push(...(strictParts(body, ledger) ?? scanProse(body, ledger)));
    from = end;
  }
  if (parts.length > 0) around(view.text.length);
  return parts;
}

const strictParts = (view: View, ledger: Ledger): Part[] | null => {
  const part = strictJson(view, ledger);
  return part === null ? null : [part];
};
