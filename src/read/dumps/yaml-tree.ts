import { CST, Parser } from "yaml";
import { MAX_DEPTH } from "../../base/sizes.js";

/** A node of a YAML document, with the offset at which it starts. A scalar is as it is written; of an alias only its place is kept. */
export type YamlNode = { at: number } & (
  | { kind: "map"; pairs: YamlPair[] }
  | { kind: "list"; entries: YamlNode[] }
  | { kind: "scalar"; text: string; bare: boolean }
  | { kind: "alias" }
);
type YamlPair = [key: YamlNode, value: YamlNode];

class NotYaml extends Error {}
const fail = (): never => {
  throw new NotYaml();
};
const must = (condition: boolean): void => void (condition || fail());

const isBlank = ({ type }: CST.Token): boolean => type === "space" || type === "comment" || type === "newline";
const isBlock = (token?: CST.Token | null): boolean => token?.type === "block-map" || token?.type === "block-seq";
const breaks = (tokens: CST.SourceToken[] = []): boolean => tokens.some(({ type }) => type === "newline");

/**
 * The document of a text that has neither directives nor markers of documents; null where it is none. The composer of `yaml` reads and
 * refuses the same, but weighs more than all of this. What lies deeper than any reading may go is not looked into, and stands as an alias.
 */
export function yamlTree(text: string): YamlNode | null {
  try {
    let root: YamlNode | null = null;
    for (const token of new Parser().parse(text)) {
      if (token.type === "document" && root === null) {
        const { start, value, end = [] } = token;
        root = nodeOf(value, start, propsOf(start, "doc-start", value, { indent: 0, fresh: true }), 1);
        must(end.every(isBlank));
      } else must(isBlank(token));
    }
    return root;
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    return null;
  }
}

/** What stands before a node: its mark (`-`, `?`, `:`), the comma in a flow collection, its names, the last end of a line. */
interface Props {
  found: Map<CST.SourceToken["type"], CST.SourceToken>;
  names: CST.SourceToken[];
  line: number;
  end: number;
}

/** An anchor, or a tag: local, one of YAML's own, or verbatim. Other tags need a directive, which no block has. */
const NAME = /^(?:&.+|!(?:<(?!!!?>)[^>]*>|!?[^!<][^!]*)?)$/s;

/** Outside of flow collections, indentation counts, and whether what follows begins a line. */
interface Layout {
  indent: number;
  fresh: boolean;
}

function propsOf(
  tokens: CST.SourceToken[],
  mark: CST.SourceToken["type"],
  next: CST.Token | null | undefined,
  block?: Layout,
): Props {
  const last = tokens.at(-1);
  const end = last === undefined ? (next?.offset ?? 0) : last.offset + last.source.length;
  const props: Props = { found: new Map(), names: [], line: -1, end };
  let fresh = block?.fresh ?? false;
  let space = fresh;
  let name = false;
  let tab: CST.SourceToken | undefined;
  for (const token of tokens) {
    const { type, offset, source } = token;
    must(!name || type === "space" || type === "newline" || type === "comma");
    must(!tab || !fresh || type === "comment" || type === "newline");
    name = type === "anchor" || type === "tag";
    tab = type === "space" && block && source.includes("\t") ? token : undefined;
    if (type === "comment") must(space);
    else if (type === "newline") props.line = offset;
    else if (type !== "space") {
      must(!props.found.has(type));
      props.found.set(type, token);
      if (name) props.names.push(token);
      else must(type === mark ? props.names.length === 0 : type === "comma" && !block);
    }
    if (type !== "space") fresh = type === "newline" || (type === mark && type !== "map-value-ind");
    space = isBlank(token);
  }
  must(!name || !next || isBlank(next));
  must(!tab || !block || !((fresh && tab.indent <= block.indent) || isBlock(next)));
  return props;
}

/** The node of a token; without one, the empty scalar behind what stands before it and its spaces. */
function nodeOf(token: CST.Token | null | undefined, before: CST.SourceToken[], props: Props, depth: number): YamlNode {
  must(props.names.every(({ source }) => NAME.test(source)));
  if (!token) {
    let next = before.findLastIndex((other) => !isBlank(other)) + 1;
    while (next > 0 && before[next]?.type === "space") next++;
    return { at: before[next]?.offset ?? props.end, kind: "scalar", text: "", bare: true };
  }
  const at = token.offset;
  if (depth > MAX_DEPTH) return { at, kind: "alias" };
  if (token.type === "alias") {
    must(token.source.length > 1 && props.names.length === 0 && (token.end ?? []).every(isBlank));
    return { at, kind: "alias" };
  }
  if (token.type === "block-map") return mapOf(token, depth + 1);
  if (token.type === "flow-collection") return flowOf(token, depth + 1);
  if (token.type === "block-seq") {
    must(props.names.every(({ offset }) => offset < props.line));
    return listOf(token, depth + 1);
  }
  const text = CST.resolveAsScalar(token, false, fail)?.value ?? fail();
  return { at, kind: "scalar", text, bare: token.type === "scalar" };
}

function listOf({ offset: at, indent, items }: CST.BlockSequence, depth: number): YamlNode {
  const entries: YamlNode[] = [];
  for (const { start, value } of items) {
    const props = propsOf(start, "seq-item-ind", value, { indent, fresh: true });
    if (props.found.has("seq-item-ind")) entries.push(nodeOf(value, start, props, depth));
    else must(props.names.length === 0 && !value);
  }
  return { at, kind: "list", entries };
}

function mapOf({ offset: at, indent, items }: CST.BlockMap, depth: number): YamlNode {
  const pairs: YamlPair[] = [];
  let gap = -1;
  for (const [index, item] of items.entries()) {
    const { start, key, sep, value } = item;
    const props = propsOf(start, "explicit-key-ind", key ?? sep?.[0], { indent, fresh: true });
    const mark = props.found.get("explicit-key-ind");
    if (!mark && !sep && props.names.length === 0) {
      gap = index;
      continue;
    }
    if (mark) must(mark.indent === indent);
    else {
      must(!key || (key.type !== "block-seq" && (!("indent" in key) || key.indent === indent)));
      must(!props.names.some(({ offset }) => offset < props.line) && !spansLines(key, depth));
      must(value?.type !== "block-map" || breaks(sep));
    }
    pairs.push(pairOf(item, props, depth, { indent, fresh: !key || key.type === "block-scalar" }));
  }
  must(gap < 0 || gap === items.length - 1);
  return { at, kind: "map", pairs };
}

function flowOf({ offset: at, start: { source }, items, end }: CST.FlowCollection, depth: number): YamlNode {
  const pairs: YamlPair[] = [];
  const entries: YamlNode[] = [];
  for (const item of items) {
    const { start, key, sep, value } = item;
    must(!isBlock(key) && !isBlock(value));
    const props = propsOf(start, "explicit-key-ind", key ?? sep?.[0]);
    const single = !sep && !props.found.has("explicit-key-ind");
    const comma = props.found.has("comma");
    if (single && !value && props.names.length === 0) {
      must(item === items.at(-1) && !(comma && item === items[0]));
      continue;
    }
    must(comma === (item !== items[0]));
    if (source === "[" && single) entries.push(nodeOf(value, [], props, depth));
    else {
      const pair = pairOf(item, props, depth);
      pairs.push(pair);
      entries.push({ at: pair[0].at, kind: "map", pairs: [pair] });
    }
  }
  const [closing, ...rest] = end;
  must(closing?.source === (source === "{" ? "}" : "]") && rest.every(isBlank));
  return source === "{" ? { at, kind: "map", pairs } : { at, kind: "list", entries };
}

/** A key and its value. Only behind a `?` or in a flow collection may a key have none. */
function pairOf(item: CST.CollectionItem, props: Props, depth: number, block?: Layout): YamlPair {
  const { start, key, sep = [], value } = item;
  const name = nodeOf(key, start, props, depth);
  const valued = propsOf(sep, "map-value-ind", value, block);
  if (valued.found.has("map-value-ind")) return [name, nodeOf(value, sep, valued, depth)];
  must(block ? props.found.has("explicit-key-ind") : !value);
  return [name, { at: name.at, kind: "scalar", text: "", bare: true }];
}

/** Whether a key goes over several lines. */
function spansLines(token: CST.Token | null | undefined, depth: number): boolean {
  if (!token) return false;
  if (token.type !== "flow-collection") {
    return !("source" in token) || token.source.includes("\n") || ("end" in token && breaks(token.end));
  }
  const within = ({ start, key, sep, value }: CST.CollectionItem): boolean =>
    breaks(start) || breaks(sep) || spansLines(key, depth + 1) || spansLines(value, depth + 1);
  return depth > MAX_DEPTH || token.items.some(within);
}
