import type * as z from "zod/mini";
import type { RuleIssue } from "../base/errors.js";
import { isJsonObject } from "../base/json.js";
import { checkedBy } from "../base/schema.js";
import { parseDuration } from "../base/time.js";
import type { CodeTable, GenericTable, PhraseTable } from "../facts/code-table.js";
import { codeTableSchema, genericTableSchema, phraseTableSchema } from "../facts/code-table-schema.js";
import type { CodeTablePack } from "../facts/codes.js";
import { messageReader } from "../facts/message.js";
import { causeIssues, duplicateKeys, isTooDeep, replaceIssues, schemaIssues } from "./check.js";
import {
  doubledNames,
  genericIssues,
  overPhrases,
  overTable,
  packOf,
  phraseIssues,
  sourceIssues,
  tableIssues,
} from "./check-codes.js";
import { completeTextIssues, isLocaleTag, overWords, readTexts, wordIssues } from "./check-locale.js";
import type { FactLanguage } from "./engine.js";
import { causeFileSchema, profileSchema, someWordsSchema, wordsSchema } from "./file-schemas.js";
import type { CauseFile, CauseText, Profile, RetryLimits, SomeWords, Words } from "./files.js";
import { type RuleFileKind, ruleFileKind } from "./folder.js";
import { kindsOf, languageFor } from "./language.js";
import type { RuleParts } from "./packs.js";
import { retryLimitsSchema } from "./retry-limit-schema.js";
import { type AppliedLimit, overLimits } from "./retry-limits.js";

/** What was found in rule files: every fault, the causes of these files with their cases, and all parts together with the base's. */
export interface CheckedFiles {
  issues: RuleIssue[];
  causes: CauseFile[];
  /** Base and files together. Only of use where there are no issues. */
  parts: Omit<RuleParts, "id" | "version" | "hash">;
  /** The files' contents, parsed. */
  contents: Map<string, unknown>;
}

type Base = Omit<RuleParts, "id" | "version" | "hash">;
type Files<T = unknown> = [file: string, value: T][];

/**
 * Checks rule files and lays them over `base`; nothing in them is run or fetched. Without a base the files must be complete: a whole rules
 * folder, with English words.
 */
export function checkRuleFiles(files: Readonly<Record<string, unknown>>, base: Base | null): CheckedFiles {
  const issues: RuleIssue[] = [];
  const contents = parseFiles(files, issues);
  const of = (kind: RuleFileKind["kind"]): Files => [...contents].filter(([file]) => ruleFileKind(file)?.kind === kind);
  for (const file of contents.keys()) {
    if (ruleFileKind(file) !== null) continue;
    const message =
      "no rule file has this path; see codes/<provider>.json, phrases/<tag>.json, locales/<tag>/<group>.json, profiles/<id>.json";
    issues.push({ file, path: "", code: "unknown_file", message });
  }
  const { causes, all, language, codes } = checkCauses(of("cause"), base?.causes ?? [], issues);
  const packs = checkTables(of("codes"), base?.codes ?? [], codes, issues);
  const generic = checkGeneric(of("generic"), base, codes, issues);
  const phrases = checkPhrases(of("phrases"), base, codes, issues);
  const profiles = checkProfiles(of("profile"), base?.profiles ?? [], issues);
  const retryLimits = checkRetryLimits(of("retry_limits"), base?.retryLimits ?? [], issues);
  const own = new Set(causes.map(({ code }) => code));
  const { words, causeTexts } = checkLocales(contents, { all, language, own, base }, issues);
  const parts: Base = {
    causes: [...all.values()],
    words,
    causeTexts,
    codes: packs,
    generic,
    phrases,
    messages: base?.messages ?? messageReader(),
    namedCodes: base?.namedCodes ?? null,
    profiles,
    retryLimits,
  };
  return { issues: inFewWords(issues), causes, parts, contents };
}

function parseFiles(files: Readonly<Record<string, unknown>>, issues: RuleIssue[]): Map<string, unknown> {
  const contents = new Map<string, unknown>();
  for (const [file, content] of Object.entries(files)) {
    const value = typeof content === "string" ? parseText(file, content, issues) : content;
    if (value === undefined) continue;
    if (isTooDeep(value)) issues.push({ file, path: "", code: "too_large", message: "nested deeper than 64 levels" });
    else contents.set(file, value);
  }
  return contents;
}

function parseText(file: string, text: string, issues: RuleIssue[]): unknown {
  try {
    const value: unknown = JSON.parse(text);
    for (const path of duplicateKeys(text))
      issues.push({ file, path, code: "duplicate_key", message: "this key is in its object twice; keep one" });
    return value;
  } catch (error) {
    issues.push({ file, path: "", code: "broken_json", message: `not JSON: ${(error as Error).message}` });
    return undefined;
  }
}

/** A file by its schema; undefined where it has faults. */
function parsed<T>(schema: z.ZodMiniType<T>, file: string, value: unknown, issues: RuleIssue[]): T | undefined {
  const result = checkedBy(schema, value);
  if (result.success) return result.data;
  for (const issue of schemaIssues(file, result.error)) issues.push(issue);
  return undefined;
}

interface Causes {
  /** Of the files alone. */
  causes: CauseFile[];
  /** With those of the base, by code. */
  all: Map<string, CauseFile>;
  language: FactLanguage;
  /** Every code that is or will be a cause, also one whose file has faults. */
  codes: Set<string>;
}

function checkCauses(files: Files, base: readonly CauseFile[], issues: RuleIssue[]): Causes {
  const named = files.map(([, value]) => (isJsonObject(value) ? value.code : undefined));
  const own = new Set(named.filter((code) => typeof code === "string"));
  const final = [...base.filter((cause) => !own.has(cause.code)), ...files.map(([, value]) => value)];
  const language = languageFor(final);
  const fileOf = new Map<string, string>();
  const causes = files.flatMap(([file, value]) => {
    const found = causeIssues(file, value, language);
    for (const issue of found) issues.push(issue);
    if (found.length > 0) return [];
    const cause = causeFileSchema.parse(value);
    fileOf.set(cause.code, file);
    return [cause];
  });
  const firstWith = new Map<string, string>();
  for (const [file, value] of [...files].reverse())
    for (const name of kindsOf([value]).keys()) firstWith.set(name, file);
  for (const [name, kinds] of kindsOf(final)) {
    if (kinds.size < 2) continue;
    const message = `${name} is compared as ${[...kinds].sort().join(" and as ")}; a fact has one kind`;
    issues.push({ file: firstWith.get(name) ?? "", path: "", code: "mixed_kinds", message });
  }
  const all = new Map([...base, ...causes].map((cause) => [cause.code, cause]));
  for (const issue of replaceIssues(all, (code) => fileOf.get(code) ?? `${code.replace(".", "/")}.json`))
    issues.push(issue);
  return { causes, all, language, codes: new Set([...all.keys(), ...own]) };
}

function checkTables(
  files: Files,
  base: readonly CodeTablePack[],
  causes: ReadonlySet<string>,
  issues: RuleIssue[],
): readonly CodeTablePack[] {
  let packs = base;
  for (const [file, value] of files) {
    const table: CodeTable | undefined = parsed(codeTableSchema, file, value, issues);
    if (table === undefined) continue;
    for (const issue of tableIssues(file, table, causes)) issues.push(issue);
    for (const issue of doubledNames(file, table, packs)) issues.push(issue);
    const below = packs.find((pack) => pack.provider === table.provider)?.load();
    if (below !== undefined) for (const issue of sourceIssues(file, table, below)) issues.push(issue);
    const others = packs.filter((pack) => pack.provider !== table.provider);
    packs = [...others, packOf(below === undefined ? table : overTable(table, below))];
  }
  return packs;
}

function checkGeneric(
  files: Files,
  base: Base | null,
  causes: ReadonlySet<string>,
  issues: RuleIssue[],
): () => GenericTable | null {
  const below = base?.generic ?? (() => null);
  const [file, value] = files[0] ?? [];
  const own = file === undefined ? undefined : parsed(genericTableSchema, file, value, issues);
  if (file === undefined || own === undefined) return below;
  for (const issue of genericIssues(file, own, causes)) issues.push(issue);
  return () => {
    const lower = below();
    return lower === null ? own : { words: [...lower.words, ...own.words] };
  };
}

function checkPhrases(
  files: Files,
  base: Base | null,
  causes: ReadonlySet<string>,
  issues: RuleIssue[],
): () => readonly PhraseTable[] {
  const below = base?.phrases ?? (() => []);
  const own = files.flatMap(([file, value]): PhraseTable[] => {
    const table: PhraseTable | undefined = parsed(phraseTableSchema, file, value, issues);
    if (table === undefined) return [];
    for (const issue of phraseIssues(file, table, causes)) issues.push(issue);
    return [table];
  });
  return own.length === 0 ? below : () => overPhrases(own, below());
}

function checkProfiles(files: Files, base: readonly Profile[], issues: RuleIssue[]): Profile[] {
  const profiles = new Map(base.map((profile) => [profile.id, profile]));
  for (const [file, value] of files) {
    const profile: Profile | undefined = parsed(profileSchema, file, value, issues);
    if (profile === undefined) continue;
    const wanted = `profiles/${profile.id}.json`;
    if (file !== wanted)
      issues.push({ file, path: "/id", code: "id_not_path", message: `the file of ${profile.id} is ${wanted}` });
    if (profile.channels.length === 0)
      issues.push({ file, path: "/channels", code: "too_small", message: "expected at least 1" });
    profiles.set(profile.id, profile);
  }
  return [...profiles.values()];
}

function checkRetryLimits(files: Files, base: readonly AppliedLimit[], issues: RuleIssue[]): AppliedLimit[] {
  const [file, value] = files[0] ?? [];
  const own: RetryLimits | undefined = file === undefined ? undefined : parsed(retryLimitsSchema, file, value, issues);
  if (file === undefined || own === undefined) return [...base];
  for (const [i, { window }] of own.limits.entries()) {
    if (parseDuration(window) !== undefined) continue;
    const message = `"${window}" is no ISO 8601 duration; write it as P30D or PT24H`;
    issues.push({ file, path: `/limits/${i}/window`, code: "invalid_duration", message });
  }
  return overLimits(own.limits, base);
}

interface LocaleCheck {
  all: ReadonlyMap<string, CauseFile>;
  language: FactLanguage;
  /** Codes of causes that replace one of the base: the base's texts are about another file. */
  own: ReadonlySet<string>;
  base: Base | null;
}

function checkLocales(
  contents: ReadonlyMap<string, unknown>,
  { all, language, own, base }: LocaleCheck,
  issues: RuleIssue[],
): Pick<Base, "words" | "causeTexts"> {
  // Tags are names from data: maps keep them from reaching a prototype.
  const words = new Map<string, Words>(Object.entries(base?.words ?? {}));
  const texts = new Map<string, Map<string, CauseText>>();
  for (const [tag, known] of Object.entries(base?.causeTexts ?? {}))
    texts.set(tag, new Map(Object.entries(known).filter(([code]) => !own.has(code))));
  const added = new Map<string, { file: string; words: SomeWords }>();
  const tags = new Set<string>(base === null ? ["en"] : []);
  for (const [file, value] of contents) {
    const kind = ruleFileKind(file);
    if (kind === null || !("locale" in kind)) continue;
    const { locale } = kind;
    if (!isLocaleTag(locale)) {
      const message = "the folder is called like no language; write a BCP 47 tag, as in vi or pt-BR";
      issues.push({ file, path: "", code: "invalid_tag", message });
      continue;
    }
    tags.add(locale);
    if (kind.kind === "words") {
      const schema: z.ZodMiniType<SomeWords> = base === null && locale === "en" ? wordsSchema : someWordsSchema;
      const read = parsed(schema, file, value, issues);
      if (read !== undefined) added.set(locale, { file, words: read });
    } else {
      const read = readTexts(file, value, all, language, issues);
      const into = texts.get(locale) ?? new Map<string, CauseText>();
      for (const [code, text] of read) into.set(code, text);
      texts.set(locale, into);
    }
  }
  // English first: the others are compared with it.
  for (const tag of [...tags].sort((a, b) => Number(b === "en") - Number(a === "en"))) {
    const below = words.get(tag);
    const file = `locales/${tag}/words.json`;
    const found = added.get(tag);
    const english = words.get("en");
    const whole = below === undefined;
    if (found === undefined) {
      if (whole && !contents.has(file))
        issues.push({ file, path: "", code: "missing_file", message: "this language has no general words" });
    } else {
      if (english !== undefined) for (const issue of wordIssues(file, english, found.words, whole)) issues.push(issue);
      words.set(tag, whole ? (found.words as Words) : overWords(found.words, below));
    }
    if (whole && tag !== "en") {
      const known = Object.fromEntries(texts.get(tag) ?? []);
      for (const issue of completeTextIssues(tag, all.values(), known)) issues.push(issue);
    }
  }
  const causeTexts = [...texts].map(([tag, known]) => [tag, Object.fromEntries(known)] as const);
  return { words: Object.fromEntries(words), causeTexts: Object.fromEntries(causeTexts) };
}

const MOST_ISSUES = 1000;
const LONGEST_MESSAGE = 500;

/** Keeps a report readable: a message may quote a name of any length, and a file may have a million faults. */
function inFewWords(issues: readonly RuleIssue[]): RuleIssue[] {
  const reported = issues.slice(0, MOST_ISSUES).map((issue) => {
    const { message } = issue;
    if (message.length <= LONGEST_MESSAGE) return issue;
    return { ...issue, message: `${message.slice(0, LONGEST_MESSAGE / 2)} … ${message.slice(-LONGEST_MESSAGE / 2)}` };
  });
  const more = issues.length - reported.length;
  const last = reported.at(-1);
  if (more > 0 && last !== undefined)
    reported.push({ file: last.file, path: "", code: "more_faults", message: `and ${more} more; fix these first` });
  return reported;
}
