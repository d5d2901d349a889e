import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalJson, type Json } from "../src/base/json.js";
import { plainShapeOf } from "../src/context/derive.js";
import { outcomeSchema, packetSchema } from "../src/context/packet.js";
import { optionsSchema, profileSchema } from "../src/context/profile.js";
import { contextSchema } from "../src/context/schema.js";
import { fileSchemas } from "../src/rules/json-schemas.js";
import { typesOf } from "./input-types.js";

/**
 * Turns rules/ into modules that a bundle can hold: data as text, read when first used. Cases are left out: they prove a rule, and
 * nobody diagnoses with them. The hash is that of everything diagnosing depends on.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const rules = join(root, "rules");
const out = join(root, "src", "rules", "generated");
const contextOut = join(root, "src", "context", "generated");

const read = (path: string): Json => JSON.parse(readFileSync(path, "utf8")) as Json;
const without = (value: Json, ...keys: string[]): Json =>
  Object.fromEntries(
    Object.entries(value as Record<string, Json>).filter(([key]) => !["$schema", ...keys].includes(key)),
  );
const list = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();

const folders = readdirSync(rules, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const groups = folders.filter((name) => !["locales", "codes", "profiles"].includes(name)).sort();

const causes = groups.flatMap((group) =>
  list(join(rules, group)).map((file) => without(read(join(rules, group, file)), "cases")),
);
const profiles = list(join(rules, "profiles")).map((file) => without(read(join(rules, "profiles", file))));
const locales = Object.fromEntries(
  readdirSync(join(rules, "locales"))
    .sort()
    .map((locale) => {
      const folder = join(rules, "locales", locale);
      const texts = list(folder)
        .filter((file) => file !== "words.json")
        .map((file) => without(read(join(folder, file))));
      return [
        locale,
        { words: without(read(join(folder, "words.json"))), causes: Object.assign({}, ...texts) as Json },
      ];
    }),
) as Record<string, { words: Json; causes: Json }>;
const names = list(join(rules, "codes")).filter((file) => file !== "generic.json");
const providers = Object.fromEntries(
  names.map((file) => [basename(file, ".json"), without(read(join(rules, "codes", file)))]),
);
const generic = without(read(join(rules, "codes", "generic.json")));

const { version } = read(join(root, "package.json")) as { version: string };
const hash = createHash("sha256")
  .update(canonicalJson({ causes, profiles, locales, providers, generic } as Json))
  .digest("hex");

const text = (value: Json): string => JSON.stringify(JSON.stringify(value));
const made = new Set<string>();
/** A module that is already right is left alone: a build or a test may be reading it. */
function emit(path: string, ...lines: string[]): void {
  write(join(out, path), lines);
}

function write(file: string, lines: readonly string[]): void {
  const content = `${["// Made by scripts/generate.ts from rules/ and the schemas. Not to be edited.", ...lines].join("\n")}\n`;
  made.add(file);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeFileSync(file, content);
}

const { en, ...others } = locales as typeof locales & { en: { words: Json; causes: Json } };
emit(
  "core.ts",
  'import type { CauseFile, Profile, Words } from "../files.js";',
  `export const version = ${JSON.stringify(version)};`,
  `export const hash = ${JSON.stringify(hash)};`,
  "interface Core { causes: CauseFile[]; profiles: Profile[]; english: Words }",
  `export const core = (): Core => JSON.parse(${text({ causes, profiles, english: without(en.words, "shell") } as Json)}) as Core;`,
);
for (const [locale, content] of Object.entries(others)) {
  emit(
    `locales/${locale}.ts`,
    'import type { LocalePack } from "../../rule-set.js";',
    `const pack: LocalePack = { locale: ${JSON.stringify(locale)}, load: () => JSON.parse(${text(content)}) as ReturnType<LocalePack["load"]> };`,
    "export default pack;",
  );
}
for (const [name, table] of Object.entries(providers)) {
  const { aliases, schemes } = table as { aliases?: string[]; schemes: Record<string, unknown> };
  emit(
    `codes/${name}.ts`,
    'import type { ProviderTable } from "../../../facts/code-table.js";',
    'import type { ProviderPack } from "../../../facts/codes.js";',
    "const pack: ProviderPack = {",
    `  provider: ${JSON.stringify((table as { provider: string }).provider)},`,
    `  aliases: ${JSON.stringify(aliases ?? [])},`,
    `  schemes: ${JSON.stringify(Object.keys(schemes))},`,
    `  load: () => JSON.parse(${text(table)}) as ProviderTable,`,
    "};",
    "export default pack;",
  );
}
emit(
  "generic.ts",
  'import type { GenericTable } from "../../facts/code-table.js";',
  `export const generic = (): GenericTable => JSON.parse(${text(generic)}) as GenericTable;`,
);
emit(
  "shell.ts",
  `export const shell = (): Record<string, string> => JSON.parse(${text((en.words as { shell: Json }).shell)}) as Record<string, string>;`,
);
// Input is checked by shapes that are plain data, so that a browser needs no schema library to diagnose.
const inputs = { context: contextSchema, options: optionsSchema, packet: packetSchema, outcome: outcomeSchema };
write(join(contextOut, "shapes.ts"), [
  'import type { PlainShape } from "../parse.js";',
  ...Object.entries(inputs).map(
    ([name, schema]) =>
      `export const ${name}Shape = (): PlainShape => JSON.parse(${text(plainShapeOf(schema) as Json)}) as PlainShape;`,
  ),
]);
write(join(contextOut, "types.ts"), typesOf([contextSchema, profileSchema, outcomeSchema]));
const schemas = fileSchemas();
const ids = Object.keys(providers);
emit(
  "all.ts",
  ...ids.map((name) => `import ${name} from "./codes/${name}.js";`),
  ...Object.keys(others).map((locale) => `import ${locale.replace(/-/g, "_")} from "./locales/${locale}.js";`),
  `export const providers = [${ids.join(", ")}];`,
  `export const locales = [${Object.keys(others)
    .map((locale) => locale.replace(/-/g, "_"))
    .join(", ")}];`,
);
// The schemas that rule files name, so that an editor completes facts and operators. They are committed beside the rules.
for (const [name, schema] of Object.entries(schemas)) {
  const file = join(rules, name);
  const content = `${JSON.stringify(schema, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, "utf8") !== content) writeFileSync(file, content);
}

for (const entry of [out, contextOut].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }),
)) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !made.has(file)) rmSync(file);
}
console.log(
  `generated: ${causes.length} causes, ${ids.length} provider tables, ${Object.keys(locales).length} locales`,
);
