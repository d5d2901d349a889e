import type * as z from "zod/mini";
import type { RuleIssue } from "../../base/errors.js";
import { type Json, type JsonObject, pointer } from "../../base/json.js";
import { checkedBy } from "../../base/schema.js";
import {
  type GenericTable,
  genericTableSchema,
  type ProviderTable,
  providerTableSchema,
} from "../../facts/code-table.js";
import { duplicateKeys, schemaIssues } from "../../rules/check.js";
import {
  type CauseFile,
  type CauseText,
  localeTags,
  profileSchema,
  type Words,
  wordsSchema,
} from "../../rules/files.js";
import { checkRuleFiles, RuleSet } from "../../rules/rule-set.js";
import { causeFiles } from "./folder.js";

/** Everything that is wrong with a whole rules folder, and the rule set it makes where nothing is. */
export interface FolderReport {
  issues: RuleIssue[];
  causes: CauseFile[];
  tables: ProviderTable[];
  rules: RuleSet | null;
}

type Files = Readonly<Record<string, string>>;

/** Checks a whole rules folder: causes, their words in every language, provider tables, profiles. */
export function checkFolder(files: Files): FolderReport {
  const { causes, causeTexts, issues } = checkRuleFiles(causeFiles(files));
  const codes = new Set(causes.map(({ code }) => code));
  const tables: ProviderTable[] = [];
  for (const file of named(files, /^codes\/(?!generic\.json$)[^/]+\.json$/)) {
    const table = parsed(files, file, providerTableSchema, issues);
    if (table === undefined) continue;
    tables.push(table);
    issues.push(...tableIssues(file, table, codes));
  }
  const generic = readGeneric(files, codes, issues);
  const profiles = named(files, /^profiles\/[^/]+\.json$/).flatMap(
    (file) => parsed(files, file, profileSchema, issues) ?? [],
  );
  const words = readWords(files, issues);
  issues.push(...textIssues(causes, causeTexts));
  const packs = tables.map((table) => ({
    provider: table.provider,
    aliases: table.aliases ?? [],
    schemes: Object.keys(table.schemes),
    load: () => table,
  }));
  const rules =
    issues.length > 0
      ? null
      : new RuleSet({
          id: "folder",
          version: "0",
          hash: "",
          causes,
          providers: packs,
          generic: () => generic,
          words,
          causeTexts,
          profiles,
        });
  return { issues, causes, tables, rules };
}

const named = (files: Files, pattern: RegExp): string[] => Object.keys(files).filter((file) => pattern.test(file));

function parsed<T>(files: Files, file: string, schema: z.ZodMiniType<T>, issues: RuleIssue[]): T | undefined {
  const text = files[file] as string;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    issues.push({ file, path: "", code: "broken_json", message: `not JSON: ${(error as Error).message}` });
    return undefined;
  }
  for (const path of duplicateKeys(text)) {
    issues.push({ file, path, code: "duplicate_key", message: "this name stands twice in its object; keep one" });
  }
  const result = checkedBy(schema, value);
  if (result.success) return result.data;
  issues.push(...schemaIssues(file, result.error));
  return undefined;
}

function tableIssues(file: string, table: ProviderTable, codes: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = (path: (string | number)[], code: string, message: string): void =>
    void issues.push({ file, path: pointer(path), code, message });
  if (file !== `codes/${table.provider}.json`) {
    report(["provider"], "provider_not_path", `the file of ${table.provider} is codes/${table.provider}.json`);
  }
  if (!Object.hasOwn(table.schemes, table.mainScheme)) {
    report(["mainScheme"], "unknown_scheme", `no scheme is called "${table.mainScheme}"`);
  }
  for (const [name, scheme] of Object.entries(table.schemes)) {
    const sources = [{ path: ["schemes", name, "source"], source: scheme.source as string | undefined }];
    const seen = new Set<string>();
    for (const [i, row] of scheme.codes.entries()) {
      const path = ["schemes", name, "codes", i];
      const same = row.code.normalize("NFKC").trim().toLowerCase();
      if (seen.has(same)) report([...path, "code"], "duplicate_code", `"${row.code}" stands twice in its scheme`);
      seen.add(same);
      sources.push({ path: [...path, "source"] as string[], source: row.source });
      if (row.cause !== null && !codes.has(row.cause)) {
        report([...path, "cause"], "unknown_cause", `no cause is called "${row.cause}"`);
      }
    }
    for (const { path, source } of sources) {
      if (source !== undefined && !Object.hasOwn(table.sources, source)) {
        report(path, "unknown_source", `no source is called "${source}"`);
      }
    }
  }
  return issues;
}

function readGeneric(files: Files, codes: ReadonlySet<string>, issues: RuleIssue[]): GenericTable | null {
  const file = "codes/generic.json";
  if (files[file] === undefined) return null;
  const table = parsed(files, file, genericTableSchema, issues);
  if (table === undefined) return null;
  for (const part of ["words", "phrases"] as const) {
    for (const [i, { cause }] of table[part].entries()) {
      const path = pointer([part, i, "cause"]);
      if (!codes.has(cause))
        issues.push({ file, path, code: "unknown_cause", message: `no cause is called "${cause}"` });
    }
  }
  return table;
}

const PARTS = ["actions", "facts", "values", "questions", "phrases", "shell"] as const;

/** The phrases of every language. They must have the same keys as in English, with the same placeholders. */
function readWords(files: Files, issues: RuleIssue[]): Record<string, Words> {
  const found: Record<string, Words> = {};
  const fileOf = (locale: string): string => `locales/${locale}/words.json`;
  const read = (locale: string): Words | undefined => {
    const words = files[fileOf(locale)] === undefined ? undefined : parsed(files, fileOf(locale), wordsSchema, issues);
    if (words !== undefined) found[locale] = words;
    else if (files[fileOf(locale)] === undefined)
      issues.push({ file: fileOf(locale), path: "", code: "missing_file", message: "this language has no words" });
    return words;
  };
  const english = read("en");
  for (const locale of localeTags) {
    if (locale === "en") continue;
    const words = read(locale);
    if (english === undefined || words === undefined) continue;
    for (const part of PARTS) {
      issues.push(...differences(fileOf(locale), english[part] as JsonObject, words[part] as JsonObject, [part]));
    }
  }
  return found;
}

/** The texts of every cause in every language: the same members as in English, with the same placeholders. */
function textIssues(causes: readonly CauseFile[], texts: Record<string, Record<string, CauseText>>): RuleIssue[] {
  return localeTags.flatMap((locale) =>
    locale === "en"
      ? []
      : causes.flatMap(({ code, text }) => {
          const file = `locales/${locale}/${code.split(".")[0]}.json`;
          const other = texts[locale]?.[code];
          return other === undefined
            ? [
                {
                  file,
                  path: pointer([code]),
                  code: "missing_text",
                  message: "the cause has no words in this language",
                },
              ]
            : differences(file, text as JsonObject, other as JsonObject, [code]);
        }),
  );
}

/** Where a translation lacks a key, has one too many, or names other placeholders. Steps may be parted otherwise than in English. */
export function differences(
  file: string,
  english: Json,
  other: Json | undefined,
  path: (string | number)[],
): RuleIssue[] {
  const issue = (code: string, message: string): RuleIssue[] => [{ file, path: pointer(path), code, message }];
  if (other === undefined) return issue("missing_key", "missing in this language");
  const steps = path.at(-1) === "steps";
  if (Array.isArray(english) && Array.isArray(other) && !steps) {
    if (english.length !== other.length) return issue("other_count", `English has ${english.length} here`);
    return english.flatMap((text, i) => differences(file, text, other[i], [...path, i]));
  }
  if (typeof english === "string" || Array.isArray(english)) {
    const wanted = placeholders(english);
    const found = placeholders(other);
    return wanted.join() === found.join()
      ? []
      : issue("other_placeholders", `English has ${wanted.join(" ") || "none"}, here ${found.join(" ") || "none"}`);
  }
  const [ours, theirs] = [english as JsonObject, other as JsonObject];
  const extra = Object.keys(theirs)
    .filter((key) => !Object.hasOwn(ours, key))
    .map((key) => ({ file, path: pointer([...path, key]), code: "extra_key", message: "English has no such key" }));
  const members = Object.entries(ours).filter(([key]) => key !== "$schema");
  return [...members.flatMap(([key, value]) => differences(file, value, theirs[key], [...path, key])), ...extra];
}

const placeholders = (value: Json): string[] =>
  [...new Set(JSON.stringify(value).match(/\{[a-zA-Z_.]+\}/g) ?? [])].sort();
