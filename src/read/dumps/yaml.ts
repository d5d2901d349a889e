import { MAX_DEPTH } from "../../base/sizes.js";
import type { FoundValue } from "../prose.js";
import type { ReadingRecord, SourcePlace } from "../record.js";
import { ReadRefusal, type TextView } from "../source.js";
import type { SourceValue } from "../value.js";
import { type YamlNode, yamlTree } from "./yaml-tree.js";

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
export function blocksOf(view: TextView): Block[] {
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

/** The YAML documents in a text. Every scalar is kept as it is written, so that texts are loose, as in a form. What is no YAML is passed over. */
export function scanYaml(view: TextView, record: ReadingRecord): FoundValue[] {
  return blocksOf(view).flatMap(({ start, end }) => {
    const root = yamlTree(view.text.slice(start, end));
    if (root?.kind !== "map") return [];
    const made = readNode(root, { view, record, start }, 1);
    const at = start + root.at;
    record.repair(view, at, view.text.slice(at, at + 1000), "", "structure");
    return [{ value: made, place: { view, key: at, value: at }, loose: true }];
  });
}

interface Source {
  view: TextView;
  record: ReadingRecord;
  start: number;
}

function readNode(node: YamlNode, source: Source, depth: number): SourceValue {
  const { view, record, start } = source;
  const at = start + node.at;
  record.countValue(view, at);
  record.checkDepth(view, at, depth);
  if (node.kind === "alias") return null;
  if (node.kind === "scalar") return scalarOf(node.text, node.bare, source, at);
  if (node.kind === "list") {
    const list = record.array(view, at);
    for (const entry of node.entries) {
      const place = { view, key: start + entry.at, value: start + entry.at };
      record.push(list, readNode(entry, source, depth + 1), place);
    }
    return list;
  }
  const object = record.object(view, at);
  for (const [key, value] of node.pairs) {
    if (key.kind !== "scalar") continue;
    const place: SourcePlace = { view, key: start + key.at, value: start + value.at };
    record.put(object, key.text, readNode(value, source, depth + 1), place);
  }
  return object;
}

function scalarOf(text: string, bare: boolean, { view, record }: Source, at: number): SourceValue {
  record.checkString(view, at, text.length);
  if (bare && /^(?:~|null|)$/i.test(text)) return null;
  if (bare && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}
