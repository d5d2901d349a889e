import { isAlias, isMap, isPair, isScalar, isSeq, type Node, parseAllDocuments } from "yaml";
import { MAX_DEPTH } from "../../base/sizes.js";
import type { FoundValue } from "../prose.js";
import type { ReadingRecord, SourcePlace } from "../record.js";
import { ReadRefusal, type TextView } from "../source.js";
import type { SourceValue } from "../value.js";

/** A key with its colon, behind the dashes of lists. */
const KEYED = /^([ \t]*)((?:- +)*)[\w."'$@/:-]{1,120}:(?:[ \t]|\r?$)/;
/** What may stand between keys: an entry of a list, the deeper lines of a text, an empty line. */
const CONTINUED = /^(?:[ \t]+\S|- |-\r?$|\s*$)/;
/** Larger documents are data, not the dump of a payment. */
const MAX_BLOCK = 400_000;

interface Block {
  start: number;
  end: number;
}

/** The blocks of lines that are nested by their indentation as YAML is. A flat list of keys and values is none. */
function blocksOf(view: TextView): Block[] {
  const { text } = view;
  const blocks: Block[] = [];
  let start = -1;
  let nested = false;
  let levels: number[] = [];
  const close = (end: number): void => {
    if (start >= 0 && nested && end - start <= MAX_BLOCK) blocks.push({ start, end });
    start = -1;
    nested = false;
    levels = [];
  };
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, Math.min(next, at + 4000));
    const keyed = KEYED.exec(line.replace(/\r?\n$/, ""));
    if (keyed !== null) {
      const [, space = "", dashes = ""] = keyed;
      const indent = space.length + dashes.length;
      while (levels.length > 0 && (levels.at(-1) as number) >= indent) levels.pop();
      levels.push(indent);
      const depth = levels.length + dashes.length / 2 + (line.match(/[[{]/g)?.length ?? 0);
      if (depth > MAX_DEPTH) throw new ReadRefusal(view.origin(at), "too_large.depth", { most: MAX_DEPTH }, true);
      if (start < 0) start = at;
      else if (indent > 0) nested = true;
    } else if (start >= 0 && (!CONTINUED.test(line) || (line.match(/[[{]|- /g)?.length ?? 0) > MAX_DEPTH)) close(at);
    at = next;
  }
  close(text.length);
  return blocks;
}

/**
 * The YAML documents in a text. The library keeps every scalar as it is written (the failsafe schema) and knows its place, so that texts
 * are loose, as in a form. What is no YAML is passed over.
 */
export function scanYaml(view: TextView, record: ReadingRecord): FoundValue[] {
  return blocksOf(view).flatMap(({ start, end }) => {
    const text = view.text.slice(start, end);
    const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    const documents = parseAllDocuments(text, {
      schema: "failsafe",
      uniqueKeys: false,
      logLevel: "silent",
      strict: false,
    });
    if (!Array.isArray(documents)) return [];
    return documents.flatMap((document) => {
      if (document.errors.length > 0 || document.contents === null || !isMap(document.contents)) return [];
      const made = readNode(document.contents, { view, record, start }, 1);
      const at = start + (document.contents.range?.[0] ?? indent);
      const was = view.text.slice(at, at + 1000);
      record.repair(view, at, was, "", "structure");
      return [{ value: made, place: { view, key: at, value: at }, loose: true }];
    });
  });
}

interface Source {
  view: TextView;
  record: ReadingRecord;
  start: number;
}

function readNode(node: Node | null, source: Source, depth: number): SourceValue {
  const { view, record } = source;
  const at = placeOf(node, source).value;
  record.countValue(view, at);
  record.checkDepth(view, at, depth);
  if (node === null || isAlias(node)) return null;
  if (isScalar(node)) return scalarOf(String(node.value ?? ""), node.type === "PLAIN", source, at);
  if (isSeq(node)) {
    const list = record.array(view, at);
    for (const entry of node.items) {
      const value = entry as Node | null;
      record.push(list, readNode(value, source, depth + 1), placeOf(value, source, at));
    }
    return list;
  }
  const object = record.object(view, at);
  if (!isMap(node)) return null;
  for (const pair of node.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const value = pair.value as Node | null;
    const key = placeOf(pair.key, source).value;
    const place: SourcePlace = { view, key, value: placeOf(value, source, key).value };
    record.put(object, String(pair.key.value), readNode(value, source, depth + 1), place);
  }
  return object;
}

function scalarOf(text: string, bare: boolean, { view, record }: Source, at: number): SourceValue {
  record.checkString(view, at, text.length);
  if (bare && /^(?:~|null|)$/i.test(text)) return null;
  if (bare && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

function placeOf(node: Node | null, { view, start }: Source, otherwise = start): SourcePlace {
  const range = node?.range;
  const at = range === undefined || range === null ? otherwise : start + range[0];
  return { view, key: at, value: at };
}
