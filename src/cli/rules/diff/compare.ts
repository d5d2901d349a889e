import { canonicalJson, type Json } from "../../../base/json.js";
import type { CodeRow } from "../../../facts/code-table.js";
import { phrasesOf } from "../../../facts/phrases.js";
import type { CauseFile } from "../../../rules/files.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";

/** One thing that changed in a cause: which part, which entry of it where it has several, and how. */
export interface Change {
  part: "rule" | "when" | "certainty" | "evidence" | "remedy" | "remedies" | "text" | "case" | "replaces" | "mark";
  /** Rule, action, locale, case or mark. */
  name: string;
  was: Json;
  now: Json;
}

export interface CodeChange {
  provider: string;
  scheme: string;
  code: string;
  /** What the code means and how sure that is; null where the table has no such code. */
  was: CodeMeaning | null;
  now: CodeMeaning | null;
}

export interface CodeMeaning {
  cause: string | null;
  certainty?: string;
  family?: string;
  state?: string;
  retry: string;
  wait?: string;
  kinds?: object;
  eitherAccount?: true;
}

/** What two rule sets differ in, whatever the order of keys and files. */
export interface RuleDifference {
  causes: { added: string[]; removed: string[]; changed: { code: string; changes: Change[] }[] };
  codes: CodeChange[];
  /** Locales whose general phrases differ, and profiles that differ, by id. */
  words: string[];
  profiles: string[];
}

/** A rule set with the cases of its causes, which it does not keep itself. */
export interface Side {
  rules: CompiledRuleSet;
  causes: ReadonlyMap<string, CauseFile>;
}

export function compareRules(before: Side, after: Side): RuleDifference {
  const codes = (side: Side): readonly string[] => side.rules.causes;
  const [old, now] = [codes(before), codes(after)];
  const kept = now.filter((code) => before.rules.byCode.has(code));
  const changed = kept.map((code) => ({ code, changes: causeChanges(code, before, after) }));
  return {
    causes: {
      added: now.filter((code) => !before.rules.byCode.has(code)),
      removed: old.filter((code) => !after.rules.byCode.has(code)),
      changed: changed.filter(({ changes }) => changes.length > 0),
    },
    codes: codeChanges(before.rules, after.rules),
    words: unequal(before.rules.parts.words, after.rules.parts.words),
    profiles: unequal(profilesOf(before.rules), profilesOf(after.rules)),
  };
}

export const isSame = ({ causes, codes, words, profiles }: RuleDifference): boolean =>
  [causes.added, causes.removed, causes.changed, codes, words, profiles].every(({ length }) => length === 0);

const profilesOf = ({ parts }: CompiledRuleSet): Record<string, Json> =>
  Object.fromEntries(parts.profiles.map((profile) => [profile.id, plain(profile)]));

/** Without members that only editors read. */
function plain(value: unknown): Json {
  const copy = JSON.parse(JSON.stringify(value ?? null)) as Json;
  if (typeof copy === "object" && copy !== null && !Array.isArray(copy)) delete copy.$schema;
  return copy;
}

const equal = (a: Json, b: Json): boolean => canonicalJson(a) === canonicalJson(b);

/** Names whose values differ, or that only one side has. */
function unequal(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => !equal(plain(before[name]), plain(after[name])));
}

const MARKS = [
  "advice",
  "sensitive",
  "safety",
  "needsHuman",
  "codeMayMeanMore",
  "merchantCause",
  "ownCause",
  "since",
] as const;

function causeChanges(code: string, before: Side, after: Side): Change[] {
  const [old, now] = [before.causes.get(code), after.causes.get(code)] as [CauseFile, CauseFile];
  const changes: Change[] = [];
  const note = (part: Change["part"], name: string, was: unknown, is: unknown): void => {
    const [a, b] = [plain(was), plain(is)];
    if (!equal(a, b)) changes.push({ part, name, was: a, now: b });
  };
  for (const [name, [was, is]] of paired(old.rules, now.rules, (rule) => rule.name)) {
    if (was === undefined || is === undefined) {
      note("rule", name, was, is);
      continue;
    }
    note("when", name, was.when, is.when);
    note("certainty", name, was.certainty, is.certainty);
    note("evidence", name, was.evidence, is.evidence);
  }
  const remedies = paired(old.remedies, now.remedies, (remedy) => remedy.action);
  for (const [action, [was, is]] of remedies) note("remedy", action, was, is);
  if (remedies.every(([, [was, is]]) => was !== undefined && is !== undefined))
    note("remedies", "order", old.remedies.map(actionOf), now.remedies.map(actionOf));
  note("replaces", "", sortedReplaces(old), sortedReplaces(now));
  for (const mark of MARKS) note("mark", mark, old[mark], now[mark]);
  note("text", "en", old.text, now.text);
  const [oldTexts, nowTexts] = [before.rules.parts.causeTexts, after.rules.parts.causeTexts];
  for (const locale of [...new Set([...Object.keys(oldTexts), ...Object.keys(nowTexts)])].sort())
    note("text", locale, oldTexts[locale]?.[code], nowTexts[locale]?.[code]);
  for (const [name, [was, is]] of paired(old.cases ?? [], now.cases ?? [], (one) => one.name))
    note("case", name, was, is);
  return changes;
}

const actionOf = ({ action }: CauseFile["remedies"][number]): string => action;

const sortedReplaces = ({ replaces = [] }: CauseFile): Json[] =>
  replaces.map((entry) => plain(entry)).sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));

/** Pairs the entries of two lists by name. A repeated name counts as a new one. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (entry: T) => string,
): [string, [T | undefined, T | undefined]][] {
  const sides = [before, after].map((entries) => {
    const named = new Map<string, T>();
    for (const entry of entries) {
      let name = nameOf(entry);
      for (let again = 2; named.has(name); again++) name = `${nameOf(entry)} (${again})`;
      named.set(name, entry);
    }
    return named;
  }) as [Map<string, T>, Map<string, T>];
  return [...new Set([...sides[0].keys(), ...sides[1].keys()])].map((name) => [
    name,
    [sides[0].get(name), sides[1].get(name)],
  ]);
}

function codeChanges(before: CompiledRuleSet, after: CompiledRuleSet): CodeChange[] {
  const [old, now] = [meanings(before), meanings(after)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key)?.meaning ?? null, now.get(key)?.meaning ?? null];
    if (equal(plain(was), plain(is))) return [];
    const { provider, scheme, code } = (now.get(key) ?? old.get(key)) as MeantCode;
    return [{ provider, scheme, code, was, now: is }];
  });
}

interface MeantCode {
  provider: string;
  scheme: string;
  code: string;
  meaning: CodeMeaning;
}

/** The meaning of every code for a diagnosis. Its texts, notes and sources do not change one. */
function meanings({ catalog, parts }: CompiledRuleSet): Map<string, MeantCode> {
  const found = new Map<string, MeantCode>();
  const add = (provider: string, scheme: string, code: string, meaning: CodeMeaning): void =>
    void found.set(JSON.stringify([provider, scheme, code]), { provider, scheme, code, meaning });
  for (const pack of catalog.packs) {
    const { provider, schemes } = pack.load();
    for (const [scheme, { codes }] of Object.entries(schemes))
      for (const row of codes) add(provider, scheme, row.code, meaningOf(row));
  }
  const { words } = parts.generic() ?? { words: [] };
  for (const { word, ...meaning } of words)
    add("generic", "word", word, { ...meaning, retry: "unknown" } as CodeMeaning);
  for (const { language, phrase, cause, family } of phrasesOf(parts.phrases()))
    add(language, "message", phrase, {
      cause,
      ...(family === undefined ? {} : { family }),
      retry: "unknown",
    } as CodeMeaning);
  return found;
}

const meaningOf = ({ cause, certainty, family, state, retry, wait, kinds, eitherAccount }: CodeRow): CodeMeaning =>
  JSON.parse(JSON.stringify({ cause, certainty, family, state, retry, wait, kinds, eitherAccount })) as CodeMeaning;
