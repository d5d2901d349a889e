import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Json } from "../src/base/json.js";
import { assessmentSchema } from "../src/context/assessment.js";
import { plainShapeOf } from "../src/context/derive.js";
import { outcomeSchema, packetSchema } from "../src/context/packet.js";
import { optionsSchema, profileSchema } from "../src/context/profile.js";
import { contextSchema } from "../src/context/schema.js";
import type { GenericTable } from "../src/facts/code-table.js";
import { vocabulary } from "../src/facts/vocabulary.js";
import { actions, groups } from "../src/rules/file-schemas.js";
import type { Profile, RetryLimits } from "../src/rules/files.js";
import { type RuleFileKind, readRuleFolder, ruleFileKind } from "../src/rules/folder.js";
import { hashOf, hashWith } from "../src/rules/hash.js";
import { fileSchemas } from "../src/rules/json-schemas.js";
import { newestLimits } from "../src/rules/retry-limits.js";
import { typesOf } from "./input-types.js";
import { inOrderOfLikeness, pageTables } from "./page-tables.js";

/**
 * Turns rules/ into modules that a bundle can hold: data as text, parsed when first used. The files are found by their folders; nothing
 * lists them a second time. The hash covers all that diagnosing depends on.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const rules = join(root, "rules");

const files = Object.entries(readRuleFolder(rules)).map(([path, text]) => ({
  path: path.replace(/\.json$/, "").split("/"),
  kind: ruleFileKind(path),
  text,
}));
/** What an editor reads, and the cases that prove a rule, are left out. */
const without = (value: Json, ...keys: string[]): Json =>
  Object.fromEntries(
    Object.entries(value as Record<string, Json>).filter(([key]) => !["$schema", ...keys].includes(key)),
  );
const ofKind = (kind: RuleFileKind["kind"]): { name: string; locale: string; value: Json }[] =>
  files
    .filter((file) => file.path.length > 1 && file.kind?.kind === kind)
    .map(({ path, text }) => ({
      name: path.at(-1) as string,
      locale: path[1] as string,
      value: without(JSON.parse(text) as Json, ...(kind === "cause" ? ["cases"] : [])),
    }));

const { limits: retryLimits } = JSON.parse(
  files.find(({ kind }) => kind?.kind === "retry_limits")?.text ?? "",
) as RetryLimits;
/** Of each limit the newest edition, without where it is from. */
const appliedLimits = newestLimits(retryLimits).map((limit) =>
  without(limit as unknown as Json, "edition", "source", "note"),
);
const causes = ofKind("cause").map(({ value }) => value);
const profiles = ofKind("profile").map(({ value }) => value as unknown as Profile);
const texts = ofKind("texts");
const locales: Record<string, { words: Json; causes: Json }> = Object.fromEntries(
  ofKind("words").map(({ locale, value }) => {
    const own = texts.filter((file) => file.locale === locale).map((file) => file.value);
    return [locale, { words: value, causes: Object.assign({}, ...own) as Json }];
  }),
);
const codeFiles = ofKind("codes");
/** Reading payloads needs the shapes, diagnosing does not: they are a module of their own, and no part of the hash. */
const tables: Record<string, Json> = Object.fromEntries(
  codeFiles.map(({ name, value }) => [name, without(value, "shapes")]),
);
const shapes = codeFiles.flatMap(({ value }) => {
  const { provider, mainScheme, shapes } = value as {
    provider: string;
    mainScheme: string;
    shapes?: { source: string }[];
  };
  return shapes === undefined
    ? []
    : [{ provider, mainScheme, shapes: shapes.map((shape) => without(shape as Json, "source")) }];
});
const generic = ofKind("generic")[0]?.value as Json;
const phrases = ofKind("phrases").map(({ value }) => value) as Json;

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const coreHash = hashOf({
  causes,
  profiles: profiles as unknown as Json,
  english: locales.en as Json,
  retryLimits: retryLimits as unknown as Json,
});
const tableHashes = Object.entries(tables).map(([name, table]): [string, string] => [name, hashOf(table)]);
const localeHashes = Object.entries(locales).map(([name, locale]): [string, string] => [name, hashOf(locale)]);
const hash = hashWith(coreHash, [
  ...tableHashes.map(([name, one]): [string, string] => [`codes/${name}`, one]),
  ...localeHashes.filter(([name]) => name !== "en").map(([name, one]): [string, string] => [`locales/${name}`, one]),
  ["generic", hashOf(generic)],
  ["phrases", hashOf(phrases)],
]);

const text = (value: Json): string => JSON.stringify(JSON.stringify(value));
const made = new Set<string>();
/** Writes a module, but only where it changes: a build or a test may be reading it. */
function emitInto(room: string, path: string, ...lines: string[]): void {
  const file = join(root, "src", room, "generated", path);
  const content = `${["// Made by scripts/generate.ts from rules/ and the schemas. Not to be edited.", ...lines].join("\n")}\n`;
  made.add(file);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeFileSync(file, content);
}

const emit = (path: string, ...lines: string[]): void => emitInto("rules", path, ...lines);

/** The texts around an answer: modules of their own, for what shows one. */
const AROUND = ["shell", "terminal"] as const;
type Spoken = Pick<Profile, "resetSteps" | "tone">;
const only = <T>(byTag: Readonly<Record<string, T>> = {}, tag: string): Record<string, T> =>
  Object.hasOwn(byTag, tag) ? { [tag]: byTag[tag] as T } : {};
/** What a profile says in one language. */
const spokenIn = ({ resetSteps, tone }: Spoken, tag: string): Spoken => ({
  resetSteps: only(resetSteps, tag),
  tone: only(tone, tag),
});

const { en, ...others } = locales as typeof locales & { en: { words: Json; causes: Json } };
emit(
  "core.ts",
  'import type { CauseFile, Profile, Words } from "../files.js";',
  'import type { AppliedLimit } from "../retry-limits.js";',
  `export const version = ${JSON.stringify(version)};`,
  `export const hash = ${JSON.stringify(coreHash)};`,
  "interface Core { causes: CauseFile[]; profiles: Profile[]; english: Words; retryLimits: AppliedLimit[] }",
  `export const core = (): Core => JSON.parse(${text({ causes, profiles: profiles.map((profile) => ({ ...profile, ...spokenIn(profile, "en") })), english: without(en.words, ...AROUND), retryLimits: appliedLimits } as unknown as Json)}) as Core;`,
);
for (const [locale, content] of Object.entries(others)) {
  emit(
    `locales/${locale}.ts`,
    'import type { LocalePack } from "../../packs.js";',
    "const pack: LocalePack = {",
    `  locale: ${JSON.stringify(locale)},`,
    `  hash: ${JSON.stringify(new Map(localeHashes).get(locale))},`,
    `  load: () => JSON.parse(${text({ ...content, words: without(content.words, ...AROUND), profiles: profiles.map((profile) => ({ id: profile.id, ...spokenIn(profile, locale) })) } as unknown as Json)}) as ReturnType<LocalePack["load"]>,`,
    "};",
    "export default pack;",
  );
}
for (const [name, table] of Object.entries(tables)) {
  const { aliases, schemes } = table as { aliases?: string[]; schemes: Record<string, unknown> };
  emit(
    `codes/${name}.ts`,
    'import type { CodeTable } from "../../../facts/code-table.js";',
    'import type { CodeTablePack } from "../../../facts/codes.js";',
    "const pack: CodeTablePack = {",
    `  provider: ${JSON.stringify((table as { provider: string }).provider)},`,
    `  aliases: ${JSON.stringify(aliases ?? [])},`,
    `  schemes: ${JSON.stringify(Object.keys(schemes))},`,
    `  hash: ${JSON.stringify(new Map(tableHashes).get(name))},`,
    `  load: () => JSON.parse(${text(table)}) as CodeTable,`,
    "};",
    "export default pack;",
  );
}
emit(
  "page-codes.ts",
  'import type { CodeTablesByColumns } from "../../facts/code-table.js";',
  "/** The code tables without what only their readers need. */",
  `export const pageCodes = (): CodeTablesByColumns => JSON.parse(${text(pageTables(Object.values(tables)))}) as CodeTablesByColumns;`,
);
emit(
  "shapes.ts",
  'import type { ProviderShapes } from "../../facts/code-table.js";',
  "/** How each provider's payloads are told and read. */",
  `export const shapes = (): ProviderShapes[] => JSON.parse(${text(inOrderOfLikeness(shapes as Json[]))}) as ProviderShapes[];`,
);
const spellings = codeFiles.flatMap(({ value }) => {
  const { provider, schemes } = value as { provider: string; schemes: Record<string, { spelled?: Json }> };
  return Object.entries(schemes).flatMap(([scheme, { spelled }]) =>
    spelled === undefined ? [] : [{ provider, scheme, ...(spelled as object) }],
  );
});
emit(
  "spellings.ts",
  'import type { CodeSpelling } from "../../facts/named-codes.js";',
  "/** How the short codes of the tables are written in a sentence. */",
  `export const codeSpellings: readonly CodeSpelling[] = ${JSON.stringify(spellings, null, 2)};`,
);
// The words of a cause stand in one text: a third of the file is then not the names of its members.
const genericWords: Record<string, string> = {};
for (const { word, cause, family = "" } of (generic as unknown as GenericTable).words) {
  const key = `${cause} ${family}`.trim();
  genericWords[key] = `${genericWords[key] ?? ""} ${word}`.trim();
}
emit(
  "generic.ts",
  'import type { GenericTable } from "../../facts/code-table.js";',
  "// Parsed where it is called: what runs when a module is loaded, no bundler leaves out.",
  `const words = (): Record<string, string> => JSON.parse(${text(genericWords)});`,
  "export const generic = (): GenericTable => ({",
  "  words: Object.entries(words()).flatMap(([meaning, list]) => {",
  '    const [cause = "", family] = meaning.split(" ");',
  '    return list.split(" ").map((word) => ({ word, cause, ...(family === "limit" && { family }) }));',
  "  }),",
  "});",
);
// A list of phrases stands in one text too: two quotation marks and a comma for each of thousands are a kilobyte of the page.
const joined = (value: Json): Json => {
  if (Array.isArray(value)) {
    if (value.some((phrase) => String(phrase).includes("|"))) throw new Error(`a phrase with a "|": ${value}`);
    return value.length === 0 ? [] : value.join("|");
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, joined(one as Json)]));
};
emit(
  "phrases.ts",
  'import type { PhraseTable } from "../../facts/code-table.js";',
  "const lists = (name: string, value: unknown): unknown =>",
  '  typeof value === "string" && name !== "language" ? value.split("|") : value;',
  `export const phrases = (): PhraseTable[] => JSON.parse(${text(inOrderOfLikeness((phrases as Json[]).map(joined)))}, lists);`,
);
for (const part of AROUND) {
  const byTag = Object.entries(locales).map(([tag, { words }]) => [tag, (words as Record<string, Json>)[part]]);
  emit(
    `${part}.ts`,
    "/** By language. */",
    `export const ${part} = (): Record<string, Record<string, string>> => JSON.parse(${text(Object.fromEntries(byTag) as Json)}) as Record<string, Record<string, string>>;`,
  );
}
// Input is checked by shapes that are plain data, so that a browser needs no schema library to diagnose.
const inputs = {
  context: contextSchema,
  options: optionsSchema,
  packet: packetSchema,
  outcome: outcomeSchema,
  assessment: assessmentSchema,
};
emitInto(
  "context",
  "shapes.ts",
  'import type { PlainShape } from "../parse.js";',
  ...Object.entries(inputs).map(
    ([name, schema]) =>
      `export const ${name}Shape = (): PlainShape => JSON.parse(${text(plainShapeOf(schema) as Json)}) as PlainShape;`,
  ),
);
emitInto("context", "types.ts", ...typesOf([contextSchema, profileSchema, outcomeSchema]));
const schemas = fileSchemas();
const ids = Object.keys(tables);
const tags = Object.keys(others);
const identifier = (tag: string): string => tag.replace(/-/g, "_");
emit(
  "provider-names.ts",
  `export const providerNames = ${JSON.stringify(ids)} as const;`,
  "/** Providers without a table that a text may name. */",
  `export const otherProviders: readonly string[] = ${JSON.stringify((generic as unknown as GenericTable).providers ?? [])};`,
);
emit(
  "all.ts",
  ...ids.map((name) => `import ${name} from "./codes/${name}.js";`),
  ...tags.map((tag) => `import ${identifier(tag)} from "./locales/${tag}.js";`),
  `export const hash = ${JSON.stringify(hash)};`,
  `export const codes = [${ids.join(", ")}];`,
  `export const locales = [${tags.map(identifier).join(", ")}];`,
);
// Types only: the first room may name what the rule files hold without importing a later room.
const union = (names: Iterable<string>): string => [...names].map((name) => JSON.stringify(name)).join(" | ");
const causeCodes = causes.map((cause) => (cause as { code: string }).code);
emitInto(
  "base",
  "names.ts",
  "/** Codes of the shipped causes. */",
  `export type CauseCode = ${union(causeCodes)};`,
  "/** Steps of a payment, in order: the first half of a cause code. */",
  `export type CauseGroup = ${union(groups)};`,
  "/** What a remedy does. */",
  `export type Action = ${union(actions)};`,
  "/** Facts that rules can compare, without the user's own. */",
  `export type FactName = ${union(vocabulary.map(({ name }) => name))};`,
  "/** Languages that are shipped. */",
  `export type LocaleTag = ${union(Object.keys(locales))};`,
  "/** Providers whose code tables are shipped. */",
  `export type CodeTableName = ${union(ids)};`,
);
// The schemas that rule files name, so that an editor completes facts and operators. They are committed beside the rules.
for (const [name, schema] of Object.entries(schemas)) {
  const file = join(rules, name);
  const content = `${JSON.stringify(schema, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeFileSync(file, content);
}

for (const room of ["base", "context", "rules"]) {
  const folder = join(root, "src", room, "generated");
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !made.has(file)) rmSync(file);
  }
}
console.log(`generated: ${causes.length} causes, ${ids.length} code tables, ${Object.keys(locales).length} locales`);
