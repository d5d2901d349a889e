import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

/**
 * Writes docs/api.md from the docstrings of what the package exports: signature, meaning, errors and an example of each. A name without a
 * docstring or an example is a fault.
 */
const root = fileURLToPath(new URL("..", import.meta.url));

/** The entry points, in the order in which they are read about. */
const ENTRIES = [
  { name: "txwhy", file: "src/api/index.ts", about: "Everything: all causes, all provider tables, all languages." },
  {
    name: "txwhy/core",
    file: "src/api/core.ts",
    about: "The same without provider tables and with English alone, for a browser.",
  },
  { name: "txwhy/redact", file: "src/redact/index.ts", about: "Redaction alone: it brings no rules and no engine." },
  {
    name: "txwhy/mcp",
    file: "src/cli/mcp/server.ts",
    about: "The server for models, for Node. It needs the package `@modelcontextprotocol/server`.",
  },
  {
    name: "txwhy/codes/*",
    file: "src/rules/code-pack.ts",
    about: "One module for each provider's table of codes, as its default export.",
  },
  {
    name: "txwhy/locales/*",
    file: "src/rules/locale-pack.ts",
    about: "One module for each language beside English, as its default export.",
  },
];
interface Documented {
  name: string;
  kind: "function" | "class" | "value" | "type";
  signature: string;
  text: string;
  throws: string[];
  examples: string[];
}

export interface Example {
  name: string;
  /** "type": the example is a value of the type. */
  kind: Documented["kind"];
  /** The entry point it is imported from. */
  entry: string;
  code: string;
}

const config = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);

/** The whole page, the examples in it, and what is missing. */
export function apiPage(): { page: string; examples: Example[]; faults: string[] } {
  const program = ts.createProgram(
    ENTRIES.map(({ file }) => join(root, file)),
    options,
  );
  const checker = program.getTypeChecker();
  const sections: { entry: (typeof ENTRIES)[number]; own: Documented[]; same: string[] }[] = [];
  const named = new Set<string>();
  for (const entry of ENTRIES) {
    const source = program.getSourceFile(join(root, entry.file)) as ts.SourceFile;
    const module = checker.getSymbolAtLocation(source) as ts.Symbol;
    const own: Documented[] = [];
    const same: string[] = [];
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = resolved(exported, checker);
      const name = exported.name === "default" ? (entry.name.split("/")[1] as string) : exported.name;
      if (named.has(name)) same.push(name);
      else own.push(documented(name, symbol, checker));
      named.add(name);
    }
    sections.push({ entry, own: own.sort(inOrder), same: same.sort() });
  }
  const all = sections.flatMap(({ own }) => own);
  const faults = all.flatMap((one) => [
    ...(one.text === "" ? [`${one.name} has no docstring`] : []),
    ...(one.examples.length === 0 ? [`${one.name} has no example`] : []),
  ]);
  const examples = sections.flatMap(({ entry, own }) =>
    own.flatMap(({ name, kind, examples: codes }) => codes.map((code) => ({ name, kind, entry: entry.name, code }))),
  );
  return { page: written(sections), examples, faults };
}

const resolved = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

const KINDS = ["function", "value", "class", "type"];
const inOrder = (a: Documented, b: Documented): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1);

function documented(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): Documented {
  const declaration = symbol.declarations?.[0] as ts.Declaration;
  const [call] = symbol.flags & ts.SymbolFlags.Value ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
  const described =
    [call, symbol].find((one) => one !== undefined && one.getDocumentationComment(checker).length > 0) ?? symbol;
  const tags = described.getJsDocTags(checker);
  const tagged = (tag: string): string[] =>
    tags.filter((one) => one.name === tag).map((one) => ts.displayPartsToString(one.text).trim());
  const text = plain(ts.displayPartsToString(described.getDocumentationComment(checker)));
  const more = { text, throws: tagged("throws").map(plain), examples: tagged("example") };
  if (call !== undefined) return { name, kind: "function", signature: callText(name, call, checker), ...more };
  if (ts.isClassDeclaration(declaration))
    return { name, kind: "class", signature: classText(declaration, checker), ...more };
  if (ts.isInterfaceDeclaration(declaration))
    return { name, kind: "type", signature: unexported(declaration), ...more };
  if (ts.isTypeAliasDeclaration(declaration))
    return { name, kind: "type", signature: aliasText(name, declaration, checker), ...more };
  const type = checker.typeToString(checker.getTypeOfSymbol(symbol), undefined, ts.TypeFormatFlags.NoTruncation);
  return { name, kind: "value", signature: `const ${name}: ${type};`, ...more };
}

/** A docstring is wrapped in the source; only an empty line parts it. */
const plain = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " "))
    .join("\n\n");

function callText(name: string, call: ts.Signature, checker: ts.TypeChecker): string {
  const declaration = call.getDeclaration() as ts.SignatureDeclaration | undefined;
  const parameters = (declaration?.parameters ?? []).map((parameter) => {
    const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
    return `${parameter.name.getText()}${optional ? "?" : ""}: ${parameter.type?.getText() ?? "unknown"}`;
  });
  const result = declaration?.type?.getText() ?? checker.typeToString(call.getReturnType());
  const line = `function ${name}(${parameters.join(", ")}): ${result};`;
  return line.length <= 100 ? line : `function ${name}(\n  ${parameters.join(",\n  ")},\n): ${result};`;
}

/** An interface or alias as it stands in the source, its docstring shown apart. */
function unexported(declaration: ts.Declaration): string {
  return declaration.getText().replace(/^export (?:declare )?/, "");
}

function classText(declaration: ts.ClassDeclaration, checker: ts.TypeChecker): string {
  const heritage = declaration.heritageClauses?.map((clause) => ` ${clause.getText()}`).join("") ?? "";
  const members = declaration.members.flatMap((member) => {
    const name = member.name?.getText() ?? "";
    if (name === "" || name.startsWith("#")) return [];
    const doc = member.getFullText().match(/\/\*\*[\s\S]*?\*\//)?.[0];
    const comment = doc === undefined ? "" : `  ${doc}\n`;
    const type = checker.typeToString(checker.getTypeAtLocation(member));
    return [`${comment}  readonly ${name}: ${type};`];
  });
  return `class ${declaration.name?.getText()}${heritage} {\n${members.join("\n")}\n}`;
}

/** An alias of an inferred type is written out; any other is shown as it stands. */
function aliasText(name: string, declaration: ts.TypeAliasDeclaration, checker: ts.TypeChecker): string {
  const source = unexported(declaration);
  if (!/z\.(?:infer|input)|\bInput</.test(source)) return source;
  return `type ${name} = ${shape(checker.getTypeAtLocation(declaration.name), checker, declaration, "")};`;
}

/** A type written out member by member, with the docstring of each. */
function shape(given: ts.Type, checker: ts.TypeChecker, place: ts.Node, indent: string): string {
  const type = checker.getNonNullableType(given);
  const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  if (element !== undefined) {
    const inner = shape(element, checker, place, indent);
    return /[|&]/.test(inner) && !inner.startsWith("{") ? `(${inner})[]` : `${inner}[]`;
  }
  // The compiler keeps members of a union in the order in which it met them anywhere in the program.
  if (type.isUnion() && type.types.every((one) => one.isStringLiteral()))
    return type.types
      .map((one) => checker.typeToString(one))
      .sort()
      .join(" | ");
  const members = type.isUnion() ? [] : type.getProperties();
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0 && type.getStringIndexType() === undefined;
  if (!isObject || members.length === 0)
    return checker.typeToString(type, place, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias);
  const lines = members.map((member) => {
    const doc = ts.displayPartsToString(member.getDocumentationComment(checker)).replace(/\s*\n\s*/g, " ");
    const optional = member.flags & ts.SymbolFlags.Optional ? "?" : "";
    const inner = shape(checker.getTypeOfSymbolAtLocation(member, place), checker, place, `${indent}  `);
    return `${doc === "" ? "" : `${indent}  /** ${doc} */\n`}${indent}  ${member.name}${optional}: ${inner};`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function written(sections: readonly { entry: (typeof ENTRIES)[number]; own: Documented[]; same: string[] }[]): string {
  const anchors = anchorsOf(sections.flatMap(({ entry, own }) => [entry.name, ...own.map(({ name }) => name)]));
  const link = (name: string): string => `[\`${name}\`](#${anchors.get(name)})`;
  const blocks = ["# API", "Made from the docstrings by `npm run docs`. Every example here is run by a test."];
  blocks.push(
    sections
      .map(({ entry, own }) => `- ${link(entry.name)}: ${own.map(({ name }) => link(name)).join(" · ")}`)
      .join("\n"),
  );
  for (const { entry, own, same } of sections) {
    blocks.push(`## ${entry.name}`, entry.about);
    if (same.length > 0) blocks.push(`As above: ${same.map(link).join(", ")}.`);
    for (const one of own) {
      blocks.push(`### ${one.name}`, one.text, fenced(one.signature));
      for (const error of one.throws)
        blocks.push(
          `**Throws** ${error.replace(/^\{?([A-Za-z]+)\}?/, (_, name: string) => (anchors.has(name) ? link(name) : `\`${name}\``))}`,
        );
      const words = new Set(one.signature.replace(/\/\*\*[\s\S]*?\*\//g, "").match(/\b[A-Z]\w+\b/g) ?? []);
      const named = [...words].filter((word) => word !== one.name && anchors.has(word));
      if (named.length > 0) blocks.push(`See ${named.map(link).join(", ")}.`);
      for (const example of one.examples) blocks.push(fenced(example));
    }
  }
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

const fenced = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

/** As GitHub makes them: a heading that comes again is numbered. */
function anchorsOf(headings: readonly string[]): Map<string, string> {
  const seen = new Map<string, number>([["api", 1]]);
  return new Map(
    headings.map((heading) => {
      const slug = heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replace(/ /g, "-");
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      return [heading, count === 0 ? slug : `${slug}-${count}`];
    }),
  );
}

export const apiFile = join(root, "docs", "api.md");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { page, faults } = apiPage();
  for (const fault of faults) console.error(fault);
  const old = (() => {
    try {
      return readFileSync(apiFile, "utf8");
    } catch {
      return "";
    }
  })();
  if (old !== page) writeFileSync(apiFile, page);
  console.log(`docs/api.md: ${page.split("\n").length} lines`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
