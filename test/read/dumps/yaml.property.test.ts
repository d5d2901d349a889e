import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments } from "yaml";
import { blocksOf, scanYaml } from "../../../src/read/dumps/yaml.js";
import { type YamlNode, yamlTree } from "../../../src/read/dumps/yaml-tree.js";
import { ReadingRecord } from "../../../src/read/record.js";
import { TextView } from "../../../src/read/source.js";

/** What the composer of `yaml` makes of a text; null where it finds a fault. */
function composed(text: string): YamlNode | null {
  const [document] = parseAllDocuments(text, {
    schema: "failsafe",
    uniqueKeys: false,
    logLevel: "silent",
    strict: false,
  }) as ReturnType<typeof parseAllDocuments> & unknown[];
  return document === undefined || document.errors.length > 0 ? null : nodeOf(document.contents as Node);
}

function nodeOf(node: Node): YamlNode {
  const at = node.range?.[0] ?? 0;
  if (isAlias(node)) return { at, kind: "alias" };
  if (isScalar(node)) return { at, kind: "scalar", text: String(node.value), bare: node.type === "PLAIN" };
  if (isSeq(node)) return { at, kind: "list", entries: node.items.map((entry) => nodeOf(entry as Node)) };
  const pairs = (isMap(node) ? node.items : []).map(({ key, value }): [YamlNode, YamlNode] => {
    const name = nodeOf(key as Node);
    return [name, value === null ? { at: name.at, kind: "scalar", text: "", bare: true } : nodeOf(value as Node)];
  });
  return { at, kind: "map", pairs };
}

/** Behind an empty value, the composer has an empty key before the spaces, and the reader at its colon. */
function withoutEmptyKeys(node: YamlNode | null): unknown {
  if (node?.kind === "list") return { ...node, entries: node.entries.map(withoutEmptyKeys) };
  if (node?.kind !== "map") return node;
  const named = (key: YamlNode): boolean => key.kind !== "scalar" || key.text !== "";
  return {
    ...node,
    pairs: node.pairs.map(([key, value]) => [named(key) && withoutEmptyKeys(key), withoutEmptyKeys(value)]),
  };
}

const oneOf = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""));

const scalars = oneOf("v", "1.50", "true", "~", "v w", "v: w", "http://x", "a#b", "é", "'it''s'", "'q", '"d"', '"d');
const escapes = oneOf('"\\u0041\\n"', '"\\x4"', '"\\q"', '"a\n    b"', "'a\n\n    b'", '"\\\n    c"', '"\t"');
const texts = oneOf("|\n    t\n     u\n", ">-\n    t\n\n    u", "|+2", ">x", "| # c", "|\n  t", "|\n\n      \n    t");
const names = oneOf("&x ", "&x v", "& v", "*x", "* ", "*x: v", "!t v", "!!str v", "!h!t v", "!<x> v", "!<!> v", "! v");
const strays = oneOf(
  "- v",
  "? v",
  ": v",
  "@",
  "`",
  "%",
  ",",
  "]",
  "}",
  "\t",
  "\tv",
  " # c",
  "# c",
  "#c",
  "[a: b]",
  "{a",
);
const plainFlows = oneOf("v", "'v'", '"v w"', "1", "*x", "&x v", "!t v", "", "a: b", "'k':v", "? k", "? k : v", "- v");
const { flows } = fc.letrec<{ flows: string }>((tie) => {
  const item = joined(oneOf("", "", "a: ", "b :", "? ", '"k":'), fc.oneof(plainFlows, tie("flows")));
  const items = fc.array(joined(item, oneOf(", ", ", ", ",", ",\n    ", " ", " # c\n    ", ",,")), { maxLength: 3 });
  const inside = items.map((made) => made.join("").replace(/, $/, ""));
  const closed = (open: string, close: string): fc.Arbitrary<string> =>
    joined(oneOf(open), inside, oneOf(close, close, close, `\n  ${close}`, `\n${close}`, ""));
  return { flows: fc.oneof({ maxDepth: 3 }, plainFlows, closed("[", "]"), closed("{", "}"), closed("[", "}")) };
});
const values = fc.oneof(scalars, scalars, scalars, escapes, texts, names, flows, flows, fc.constant(""), strays);
const keys = fc.oneof(
  { weight: 3, arbitrary: oneOf("a", "b", "c") },
  oneOf("'k'", '"k"', "k x", "&x a", "*x", "!t a", "[a]", "{a: b}", ""),
);
const lines = joined(
  oneOf("", "", "  ", "  ", "  ", "    ", " ", "   ", "\t"),
  oneOf("", "", "", "", "", "- ", "- ", "- - ", "-", "? "),
  keys,
  oneOf(": ", ": ", ": ", ": ", ": ", ": ", ":", " : ", ":\t", " "),
  values,
  oneOf("\n", "\n", "\n", "\n", "\r\n", " \n", "\n\n", " # c\n", "\n---\n", "\n...\n"),
);
const entries = joined(oneOf("  - ", "- ", "    - "), values, oneOf("\n"));
const yamlLike = fc
  .tuple(
    oneOf("a:\n  b: c\n", "a:\n  b: c\n", "a:\n", ""),
    fc.array(fc.oneof({ weight: 4, arbitrary: lines }, { weight: 1, arbitrary: entries }), { maxLength: 4 }),
    fc.option(fc.nat({ max: 80 }), { freq: 5 }),
  )
  .map(([first, rest, cut]) => `${first}${rest.join("")}`.slice(0, cut ?? undefined));

describe("the reader of YAML", () => {
  test("reads and passes over the same documents as the composer of its package, with the same places", () => {
    const seen = { read: 0, passed: 0 };
    fc.assert(
      fc.property(yamlLike, (text) => {
        for (const { start, end } of blocksOf(TextView.of(text))) {
          const block = text.slice(start, end);
          const tree = yamlTree(block);
          expect(withoutEmptyKeys(tree)).toEqual(withoutEmptyKeys(composed(block)));
          seen[tree === null ? "passed" : "read"]++;
        }
      }),
      { numRuns: 5000 },
    );
    expect(seen.read).toBeGreaterThan(300);
    expect(seen.passed).toBeGreaterThan(500);
  });

  test.each([
    ["a name that touches what follows", "a:\n  b: &x{c: d}\n"],
    ["a name that touches another one", "a:\n  b: !<x>&y c\n", "a:\n  b: [!<x>&y c]\n"],
    ["a comment that touches a mark or a bracket", "a:\n  b: [#c\n    d]\n", "a:\n  b: {c: d,#e\n    f: g}\n"],
    ["two names of a kind", "a:\n  b: &x &y c\n", "a:\n  b: !t !u c\n"],
    ["a list on the line of its name", "a:\n  ? &x - c\n  : d\n", "a:\n  b:\n  - &x - c\n"],
    ["a block in a flow collection", "a:\n  b: [\n    - c\n  ]\n", "a:\n  b: {\n    - c: d\n  }\n"],
    ["a comma with nothing before it", "a:\n  b: [,]\n", "a:\n  b: [c,,d]\n", "a:\n  b: {, c: d}\n"],
  ])("passes over %s, as the composer does", (_, ...faulty) => {
    for (const text of faulty) expect([text, yamlTree(text), composed(text)]).toEqual([text, null, null]);
  });

  test("looks no deeper into brackets than any reading may go", () => {
    const deep = (levels: number): string => `a:\n  b:\n${"    [\n".repeat(levels)}${"    ]\n".repeat(levels)}  c: d\n`;
    const read = (text: string): unknown => scanYaml(TextView.of(text), new ReadingRecord());
    expect(read(deep(60))).toHaveLength(1);
    expect(() => read(deep(70))).toThrow("64");
    expect(() => read(deep(30_000))).toThrow("64");
  });

  test("keeps a scalar as it is written, whatever its tag says of it", () => {
    const [found] = scanYaml(
      TextView.of("a:\n  at: !!timestamp 2026-01-02\n  id: !!binary aGk=\n"),
      new ReadingRecord(),
    );
    expect(found?.value).toEqual({ a: { at: "2026-01-02", id: "aGk=" } });
  });
});
