import type { Certainty } from "../base/diagnosis.js";
import { InvalidRulesError, type RuleIssue } from "../base/errors.js";
import { isJsonObject } from "../base/json.js";
import type { Kind } from "../base/known.js";
import { checkedBy } from "../base/schema.js";
import type { GenericTable } from "../facts/code-table.js";
import { ProviderCatalog, type ProviderPack } from "../facts/codes.js";
import type { FactDefinition } from "../facts/fact.js";
import { factDefinition, isExtension, ofKind, vocabulary } from "../facts/vocabulary.js";
import {
  causeIssues,
  duplicateKeys,
  extensionKinds,
  isTooDeep,
  replaceIssues,
  schemaIssues,
  textIssues,
} from "./check.js";
import {
  type CompiledRule,
  type Condition,
  type Constant,
  type FactLanguage,
  type Node,
  RuleEngine,
} from "./engine.js";
import {
  type CauseFile,
  type CauseText,
  causeFileSchema,
  causeTextSchema,
  groups,
  type Profile,
  type RemedyRule,
  type Words,
} from "./files.js";

/** The files of a rule set, parsed. */
export interface RuleParts {
  id: string;
  version: string;
  /** SHA-256 of the files' content, in hexadecimal. */
  hash: string;
  causes: readonly CauseFile[];
  /** By locale; English words must be there, English cause texts stand in the causes. */
  words: Readonly<Record<string, Words>>;
  causeTexts: Readonly<Record<string, Readonly<Record<string, CauseText>>>>;
  providers: readonly ProviderPack[];
  generic: () => GenericTable | null;
  profiles: readonly Profile[];
}

/** The words of one more language, parsed when the rule set is made. */
export interface LocalePack {
  locale: string;
  load(): { words: Words; causes: Record<string, CauseText> };
}

export interface RuleOfCause {
  name: string;
  cause: string;
  certainty: Certainty | "code";
  evidence: readonly string[];
  /** The facts of its condition and its evidence, each once. */
  restsOn: readonly string[];
  /** Rests on the provider's code and not on the context's facts. */
  byCode: boolean;
  compiled: CompiledRule;
}

export interface CompiledCause {
  code: string;
  /** Place of its group in the way of a payment. */
  group: number;
  file: CauseFile;
  rules: readonly RuleOfCause[];
  /** Those of them that rest on facts and not on a code. */
  byFacts: readonly RuleOfCause[];
  remedies: readonly { rule: RemedyRule; when: Node | null }[];
  replaces: readonly { code: string; when: Node | null }[];
  conflict: { when: Node; facts: readonly string[] } | null;
}

/**
 * A checked, compiled, frozen set of rules. Made by `loadRules` or `composeRules`, or shipped; its other members are for the library.
 * @example
 * import { loadRules } from "txwhy";
 *
 * const { id, version, hash } = loadRules({});
 * console.log([id, version, hash.length]); // ["txwhy+own","1.0.0",64]
 */
export class RuleSet {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly parts: RuleParts;
  readonly engine: RuleEngine;
  /** By code, in the order of causes: group, then code. */
  readonly causes: ReadonlyMap<string, CompiledCause>;
  /** The same in the order of their codes. */
  readonly byCode: readonly CompiledCause[];
  /** By the place of their compiled ones in the engine. */
  readonly rules: readonly RuleOfCause[];
  readonly catalog: ProviderCatalog;
  readonly #facts: ReadonlyMap<string, FactDefinition>;

  constructor(parts: RuleParts) {
    this.id = parts.id;
    this.version = parts.version;
    this.hash = parts.hash;
    this.parts = parts;
    this.catalog = new ProviderCatalog(parts.providers, parts.generic);
    const order = (file: CauseFile): number => groups.indexOf(file.code.split(".")[0] as (typeof groups)[number]);
    const files = [...parts.causes].sort((a, b) => order(a) - order(b) || (a.code < b.code ? -1 : 1));
    const language = languageFor(files);
    const flat = files.flatMap((file) =>
      file.rules.map((rule) => ({ id: `${file.code}/${rule.name}`, when: rule.when })),
    );
    this.engine = new RuleEngine(flat, language);
    const compiled = new Map(this.engine.rules.map((rule) => [rule.id, rule]));
    this.causes = new Map(files.map((file) => [file.code, this.#cause(file, order(file), compiled)]));
    this.byCode = [...this.causes.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.rules = [...this.causes.values()]
      .flatMap((cause) => cause.rules)
      .sort((a, b) => a.compiled.index - b.compiled.index);
    // A user's own facts have the kind that the conditions compare them with.
    const ownFacts = [...kindsOf(files).keys()].flatMap((name) => factDefinition(name, language.kindOf(name)) ?? []);
    this.#facts = new Map([...vocabulary, ...ownFacts].map((fact) => [fact.name, fact]));
    Object.freeze(this);
  }

  #cause(file: CauseFile, group: number, compiled: ReadonlyMap<string, CompiledRule>): CompiledCause {
    const optional = (when: Condition | undefined): Node | null =>
      when === undefined ? null : this.engine.condition(when);
    const rules = file.rules.map((rule): RuleOfCause => {
      const found = compiled.get(`${file.code}/${rule.name}`) as CompiledRule;
      const byCode = [...found.facts].some((name) => name.startsWith("failure."));
      return {
        name: rule.name,
        cause: file.code,
        certainty: rule.certainty,
        evidence: rule.evidence,
        restsOn: [...new Set([...found.facts, ...rule.evidence])],
        byCode,
        compiled: found,
      };
    });
    return {
      code: file.code,
      group: group < 0 ? groups.length : group,
      file,
      rules,
      byFacts: rules.filter((rule) => !rule.byCode),
      remedies: file.remedies.map((rule) => ({ rule, when: optional(rule.when) })),
      conflict:
        file.conflict === undefined ? null : { ...file.conflict, when: this.engine.condition(file.conflict.when) },
      replaces: (file.replaces ?? []).map((entry) =>
        typeof entry === "string" ? { code: entry, when: null } : { code: entry.code, when: optional(entry.when) },
      ),
    };
  }

  /** How a fact is derived; undefined for a name that no rule and no vocabulary has. */
  fact(name: string): FactDefinition | undefined {
    return this.#facts.get(name) ?? factDefinition(name);
  }
}

const constant = (value: Constant, kind: Kind) => ofKind(value, kind);

function constantKind(value: unknown): Kind | undefined {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value !== "string") return undefined;
  if (ofKind(value, "time") !== undefined) return "time";
  return ofKind(value, "money") === undefined ? "text" : "money";
}

/** Every condition of a file, wherever it stands. */
const conditionsOf = (value: unknown): unknown[] => {
  if (!isJsonObject(value)) return [];
  const lists = ["rules", "remedies", "replaces"].flatMap((name) =>
    Array.isArray(value[name]) ? (value[name] as unknown[]) : [],
  );
  return [...lists, value.conflict].map((entry) => (isJsonObject(entry) ? entry.when : undefined));
};

const kindsOf = (causes: readonly unknown[]): Map<string, ReadonlySet<Kind>> =>
  extensionKinds(causes.flatMap(conditionsOf), constantKind, (name) =>
    isExtension(name) ? undefined : factDefinition(name)?.kind,
  );

function languageFor(causes: readonly unknown[]): FactLanguage {
  const kinds = kindsOf(causes);
  const own = (name: string): Kind => [...(kinds.get(name) ?? [])].sort()[0] ?? "text";
  return { kindOf: (name) => (isExtension(name) ? own(name) : factDefinition(name)?.kind), constant };
}

/**
 * Rule files by path, as JSON text or parsed: `<group>/<name>.json`, `locales/<locale>/<group>.json`.
 * @example
 * { "locales/id/merchant.json": '{"merchant.closed": {"title": "Toko tutup", "explanation": "Toko sedang tutup."}}' }
 */
export type RuleFiles = Readonly<Record<string, unknown>>;

interface ReadFiles {
  causes: CauseFile[];
  causeTexts: Record<string, Record<string, CauseText>>;
  issues: RuleIssue[];
}

/** Reads and checks rule files; nothing in them is run or fetched. `base` are the causes they are laid over. */
export function checkRuleFiles(files: RuleFiles, base: readonly CauseFile[] = []): ReadFiles {
  const issues: RuleIssue[] = [];
  const parsed = new Map<string, unknown>();
  for (const [file, content] of Object.entries(files)) {
    const value = parseFile(file, content, issues);
    if (value === undefined) continue;
    if (isTooDeep(value)) issues.push({ file, path: "", code: "too_large", message: "nested deeper than 64 levels" });
    else parsed.set(file, value);
  }
  const isCause = (file: string): boolean => !file.split("/").includes("locales");
  const raw = [...parsed].filter(([file]) => isCause(file));
  const codes = new Set(raw.map(([, value]) => (isJsonObject(value) ? value.code : undefined)));
  const final = [...base.filter((cause) => !codes.has(cause.code)), ...raw.map(([, value]) => value)];
  const language = languageFor(final);
  const causes: CauseFile[] = [];
  const fileOf = new Map<string, string>();
  for (const [file, value] of raw) {
    const found = causeIssues(file, value, language);
    for (const issue of found) issues.push(issue);
    if (found.length > 0) continue;
    const cause = causeFileSchema.parse(value);
    const other = fileOf.get(cause.code);
    if (other !== undefined)
      issues.push({ file, path: "/code", code: "duplicate_code", message: `${other} has this code too; keep one` });
    causes.push(cause);
    fileOf.set(cause.code, file);
  }
  const firstWith = new Map<string, string>();
  for (const [file, value] of [...raw].reverse()) for (const name of kindsOf([value]).keys()) firstWith.set(name, file);
  for (const [name, kinds] of kindsOf(final)) {
    if (kinds.size < 2) continue;
    const file = firstWith.get(name) ?? "";
    const message = `${name} is compared as ${[...kinds].sort().join(" and as ")}; a fact has one kind`;
    issues.push({ file, path: "", code: "mixed_kinds", message });
  }
  const all = new Map([...base, ...causes].map((cause) => [cause.code, cause]));
  const fileOfCause = (code: string): string => fileOf.get(code) ?? `${code.replace(".", "/")}.json`;
  for (const issue of replaceIssues(all, fileOfCause)) issues.push(issue);
  const causeTexts: ReadFiles["causeTexts"] = Object.create(null) as ReadFiles["causeTexts"];
  for (const [file, value] of parsed) {
    if (!isCause(file)) readTexts(file, value, all, language, causeTexts, issues);
  }
  return { causes, causeTexts, issues: inFewWords(issues) };
}

const MOST_ISSUES = 1000;
const LONGEST_MESSAGE = 500;

/** A message may quote a name of any length, and a file be wrong in a million places. */
function inFewWords(issues: readonly RuleIssue[]): RuleIssue[] {
  const told = issues.slice(0, MOST_ISSUES).map((issue) => {
    const { message } = issue;
    if (message.length <= LONGEST_MESSAGE) return issue;
    return { ...issue, message: `${message.slice(0, LONGEST_MESSAGE / 2)} … ${message.slice(-LONGEST_MESSAGE / 2)}` };
  });
  const more = issues.length - told.length;
  const last = told.at(-1);
  if (more > 0 && last !== undefined)
    told.push({ file: last.file, path: "", code: "more_faults", message: `and ${more} more; mend these first` });
  return told;
}

/** Asked of anything, a Proxy with traps too. */
export function isRuleSet(value: unknown): value is RuleSet {
  try {
    return value instanceof RuleSet;
  } catch {
    return false;
  }
}

function parseFile(file: string, content: unknown, issues: RuleIssue[]): unknown {
  if (typeof content !== "string") return content;
  try {
    const value: unknown = JSON.parse(content);
    for (const path of duplicateKeys(content)) {
      issues.push({ file, path, code: "duplicate_key", message: "this name stands twice in its object; keep one" });
    }
    return value;
  } catch (error) {
    issues.push({ file, path: "", code: "broken_json", message: `not JSON: ${(error as Error).message}` });
    return undefined;
  }
}

/** A locale's file holds texts by cause code. Files of `words` are not a user's to change. */
function readTexts(
  file: string,
  value: unknown,
  causes: ReadonlyMap<string, CauseFile>,
  language: FactLanguage,
  into: ReadFiles["causeTexts"],
  issues: RuleIssue[],
): void {
  const steps = file.split("/");
  const locale = steps[steps.lastIndexOf("locales") + 1] ?? "";
  if (!isJsonObject(value))
    return void issues.push({ file, path: "", code: "invalid_type", message: "expected texts by cause code" });
  for (const [code, text] of Object.entries(value)) {
    const cause = causes.get(code);
    if (code === "$schema") continue;
    if (cause === undefined) {
      issues.push({ file, path: `/${code}`, code: "unknown_cause", message: `no cause is called "${code}"` });
      continue;
    }
    const parsed = checkedBy(causeTextSchema, text);
    if (!parsed.success) {
      issues.push(...schemaIssues(file, parsed.error).map((issue) => ({ ...issue, path: `/${code}${issue.path}` })));
      continue;
    }
    for (const issue of textIssues(cause, parsed.data, language)) {
      issues.push({ file, path: `/${[code, ...issue.path].join("/")}`, code: issue.code, message: issue.message });
    }
    // A locale is a name from data, and may be called __proto__.
    if (!Object.hasOwn(into, locale)) into[locale] = {};
    (into[locale] as Record<string, CauseText>)[code] = parsed.data;
  }
}

/**
 * A rule set of one's own files laid over another by code.
 * @throws {InvalidRulesError} naming file, place and reason of every fault; then nothing is diagnosed with them.
 */
export function overlayRules(base: RuleParts, files: RuleFiles, hash: string): RuleSet {
  const read = checkRuleFiles(files, base.causes);
  if (read.issues.length > 0) throw new InvalidRulesError(read.issues);
  const own = new Map(read.causes.map((cause) => [cause.code, cause]));
  const causeTexts = Object.create(null) as Record<string, Record<string, CauseText>>;
  for (const locale of new Set([...Object.keys(base.causeTexts), ...Object.keys(read.causeTexts)])) {
    const kept = Object.entries(base.causeTexts[locale] ?? {}).filter(([code]) => !own.has(code));
    causeTexts[locale] = { ...Object.fromEntries(kept), ...read.causeTexts[locale] };
  }
  return new RuleSet({
    ...base,
    id: `${base.id}+own`,
    hash,
    causes: [...base.causes.filter((cause) => !own.has(cause.code)), ...read.causes],
    causeTexts,
  });
}
