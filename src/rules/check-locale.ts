import type { RuleIssue } from "../base/errors.js";
import { isJsonObject, type Json, type JsonObject, pointer } from "../base/json.js";
import { checkedBy } from "../base/schema.js";
import { schemaIssues, textIssues } from "./check.js";
import type { FactLanguage } from "./engine.js";
import { causeTextSchema } from "./file-schemas.js";
import type { CauseFile, CauseText, SomeWords, Words } from "./files.js";

/** A BCP 47 tag in its usual spelling: folders are named so, and Intl takes it. */
export function isLocaleTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

/** The texts of one `locales/<tag>/<group>.json`, by cause code; only those without a fault. */
export function readTexts(
  file: string,
  value: unknown,
  causes: ReadonlyMap<string, CauseFile>,
  language: FactLanguage,
  issues: RuleIssue[],
): [string, CauseText][] {
  if (!isJsonObject(value)) {
    issues.push({ file, path: "", code: "invalid_type", message: "expected texts by cause code" });
    return [];
  }
  return Object.entries(value).flatMap(([code, text]): [string, CauseText][] => {
    if (code === "$schema") return [];
    const report = (path: readonly (string | number)[], fault: string, message: string): void =>
      void issues.push({ file, path: pointer([code, ...path]), code: fault, message });
    const cause = causes.get(code);
    if (cause === undefined) {
      report([], "unknown_cause", `no cause is called "${code}"`);
      return [];
    }
    const parsed = checkedBy(causeTextSchema, text);
    if (!parsed.success) {
      for (const issue of schemaIssues(file, parsed.error))
        issues.push({ ...issue, path: `${pointer([code])}${issue.path}` });
      return [];
    }
    const found = textIssues(cause, parsed.data, language);
    for (const issue of found) report(issue.path, issue.code, issue.message);
    return found.length > 0 ? [] : [[code, parsed.data]];
  });
}

const PARTS = ["actions", "terms", "facts", "values", "questions", "phrases", "shell", "terminal"] as const;

/** Names of the user's own facts: a language may have words for them that English lacks. */
const OWN_FACT = /^\/(?:facts\/extensions\.|questions\/~1extensions~1)/;

/**
 * Where general words differ from English. A `whole` language has the same keys, another one may lack some. What English itself lacks
 * (the texts around an answer, where nothing shows one) is not asked for.
 */
export function wordIssues(file: string, english: Words, words: SomeWords, whole: boolean): RuleIssue[] {
  const issues = PARTS.flatMap((part) =>
    english[part] === undefined
      ? []
      : differences(file, english[part] as JsonObject, (words[part] ?? {}) as JsonObject, [part]),
  );
  return issues.filter(({ code, path }) =>
    code === "extra_key" ? !OWN_FACT.test(path) : whole || code !== "missing_key",
  );
}

/** Some words laid over others, key by key; an action's title and steps count as keys of their own. */
export function overWords(own: SomeWords, below: Words): Words {
  const merged = PARTS.flatMap((part) =>
    own[part] === undefined && below[part] === undefined ? [] : [[part, { ...below[part], ...own[part] }]],
  );
  const actions: Record<string, unknown> = { ...below.actions };
  for (const [name, words] of Object.entries(own.actions ?? {}))
    actions[name] = { ...below.actions[name as keyof Words["actions"]], ...words };
  return { ...Object.fromEntries(merged), actions } as Words;
}

/** What a new language lacks of the causes' texts, and where they differ from the English ones. */
export function completeTextIssues(
  tag: string,
  causes: Iterable<CauseFile>,
  texts: Readonly<Record<string, CauseText>>,
): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const lacking = new Map<string, string[]>();
  for (const { code, text } of causes) {
    const file = `locales/${tag}/${code.split(".")[0]}.json`;
    const own = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (own === undefined) lacking.set(file, [...(lacking.get(file) ?? []), code]);
    else issues.push(...differences(file, text as unknown as JsonObject, own as unknown as JsonObject, [code]));
  }
  for (const [file, codes] of lacking) issues.push(...missingIssues(file, [], codes, "missing_text"));
  return issues;
}

/** So many missing names get an issue each, with its place; more are listed in one. */
const FEW = 3;
/** At most this many names are listed in one message. */
const MOST_NAMES = 8;

function missingIssues(
  file: string,
  path: readonly (string | number)[],
  names: readonly string[],
  code: "missing_key" | "missing_text",
): RuleIssue[] {
  const message = code === "missing_key" ? "missing in this language" : "the cause has no words in this language";
  if (names.length <= FEW) return names.map((name) => ({ file, path: pointer([...path, name]), code, message }));
  const listed = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return [{ file, path: pointer(path), code, message: `missing in this language: ${listed}${more}` }];
}

/**
 * Where a translation lacks a key, has an extra one, or has other placeholders than English. A list of texts has as many as in English,
 * but for steps: a language may split them in its own way.
 */
function differences(file: string, english: Json, other: Json, path: readonly (string | number)[]): RuleIssue[] {
  const issue = (code: string, message: string): RuleIssue[] => [{ file, path: pointer(path), code, message }];
  if (Array.isArray(english) && Array.isArray(other) && path.at(-1) !== "steps") {
    if (english.length !== other.length) return issue("other_count", `English has ${english.length} here`);
    return english.flatMap((text, i) => differences(file, text, other[i] as Json, [...path, i]));
  }
  if (isJsonObject(english) !== isJsonObject(other)) return issue("other_forms", "English has other forms here");
  if (!isJsonObject(english) || !isJsonObject(other)) {
    const wanted = placeholders(english);
    const found = placeholders(other);
    return wanted.join() === found.join()
      ? []
      : issue("other_placeholders", `English has ${wanted.join(" ") || "none"}, here ${found.join(" ") || "none"}`);
  }
  const keys = Object.keys(english).filter((key) => key !== "$schema");
  const missing = keys.filter((key) => !Object.hasOwn(other, key));
  return [
    ...missingIssues(file, path, missing, "missing_key"),
    ...keys
      .filter((key) => Object.hasOwn(other, key))
      .flatMap((key) => differences(file, english[key] as Json, other[key] as Json, [...path, key])),
    ...Object.keys(other)
      .filter((key) => !Object.hasOwn(english, key) && key !== "$schema")
      .map((key) => ({ file, path: pointer([...path, key]), code: "extra_key", message: "English has no such key" })),
  ];
}

/** A language has its own use for terms: only facts and numbers have to be the same. */
const placeholders = (value: Json): string[] =>
  [...new Set(JSON.stringify(value).match(/\{[^{}"]*\}/g) ?? [])].filter((name) => !name.startsWith("{term.")).sort();
