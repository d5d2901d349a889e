import { InvalidRulesError, type RuleIssue } from "../base/errors.js";
import { copyPlainJson, type Json, setOwn } from "../base/json.js";
import { checkRuleFiles } from "./check-files.js";
import { compose } from "./compose.js";
import { readRuleFolder, ruleFilesIn } from "./folder.js";
import { hash as coreHash } from "./generated/core.js";
import { hashOf, hashWith } from "./hash.js";
import type { LocalePack, RuleFiles, RulePacks, RuleSet } from "./packs.js";
import { CompiledRuleSet, compiled } from "./rule-set.js";

/**
 * The shipped causes in English, with the code tables and languages of `packs`. Your own packs are checked like the files of
 * `loadRules`, and reported as `codes/<provider>.json` and `locales/<tag>/…`.
 * @throws {InvalidRulesError} with file, place and reason of every fault in one of your own packs.
 * @example
 * import { composeRules, diagnose } from "txwhy/core";
 * import id from "txwhy/locales/id";
 * import stripe from "txwhy/codes/stripe";
 *
 * const rules = composeRules({ codes: [stripe], locales: [id] });
 * const { causes } = await diagnose({ failure: { provider: "stripe", code: "expired_card" } }, { rules, locale: "id" });
 * console.log(causes.map(({ code }) => code)); // ["instrument.expired"]
 */
export function composeRules({ codes = [], locales = [] }: RulePacks = {}): RuleSet {
  const shipped = {
    codes: codes.filter(({ hash }) => hash !== undefined),
    locales: locales.filter(({ hash }) => hash !== undefined),
  };
  const hash = hashWith(coreHash, [
    ...shipped.codes.map((pack): [string, string] => [`codes/${pack.provider}`, pack.hash as string]),
    ...shipped.locales.map((pack): [string, string] => [`locales/${pack.locale}`, pack.hash as string]),
  ]);
  const base = compose(shipped, hash);
  const own: Record<string, unknown> = {};
  for (const pack of codes) if (pack.hash === undefined) own[`codes/${pack.provider}.json`] = pack.load();
  for (const pack of locales) if (pack.hash === undefined) Object.assign(own, filesOf(pack));
  return Object.keys(own).length === 0 ? base : overlay(own as RuleFiles, base);
}

/** A language as the files it would be. */
function filesOf({ locale, load }: LocalePack): Record<string, unknown> {
  const { words, causes } = load();
  const files: Record<string, Record<string, unknown>> = {};
  for (const [code, text] of Object.entries(causes)) {
    const file = `locales/${locale}/${code.split(".")[0]}.json`;
    files[file] = { ...files[file], [code]: text };
  }
  return { ...files, [`locales/${locale}/words.json`]: words };
}

/** Files by path as plain values. No accessor or method of them is called, and no reference to them is kept. */
function plainFiles(source: unknown): Record<string, Json> {
  const issues: RuleIssue[] = [];
  const files: Record<string, Json> = {};
  const refuse = (file: string, path: string, code: string, message: string) =>
    issues.push({ file, path, code, message });
  try {
    if (typeof source !== "object" || source === null || Array.isArray(source)) throw new TypeError();
    const members = Object.getOwnPropertyDescriptors(source);
    for (const [file, { enumerable, ...member }] of Object.entries(members)) {
      if (!enumerable) continue;
      const content: unknown = member.get || member.set ? member.get : member.value;
      // A text may have any length here: it is checked when it is parsed.
      const copied = typeof content === "string" ? { value: content } : copyPlainJson(content);
      if ("value" in copied) setOwn(files, file, copied.value ?? null);
      else for (const { path, code, message } of copied.issues) refuse(file, path, code, message);
    }
  } catch {
    refuse("(files)", "", "invalid_type", "expected a folder, or rule files by path");
  }
  if (issues.length > 0) throw new InvalidRulesError(issues);
  return files;
}

/**
 * Own rule files laid over `base`. `source` is a folder (in Node), or files by path. A cause replaces the one of its code, a profile the
 * one of its id, a row of a code table the row of its code; words and texts replace those of the same key. A language that the base lacks
 * must be complete. Nothing in the files is run or fetched.
 * @throws {InvalidRulesError} with file, place and reason of every fault.
 */
export function overlay(source: string | RuleFiles, base: RuleSet): CompiledRuleSet {
  const below = compiled(base);
  const files = typeof source === "string" ? ruleFilesIn(readRuleFolder(source)) : plainFiles(source);
  const { issues, parts, contents } = checkRuleFiles(files, below.parts);
  if (issues.length > 0) throw new InvalidRulesError(issues);
  const { id, version, hash } = below;
  const content = [...contents].sort(([a], [b]) => (a < b ? -1 : 1)) as Json;
  return new CompiledRuleSet({
    ...parts,
    id: `${id.replace(/\+own$/, "")}+own`,
    version,
    hash: hashOf([hash, content]),
  });
}

/** A whole rules folder, which needs no other rules: its faults, its causes with their cases, and the rule set where there is no fault. */
export function loadWhole(files: Readonly<Record<string, string>>) {
  const { issues, causes, parts, contents } = checkRuleFiles(ruleFilesIn(files), null);
  const hash = issues.length > 0 ? "" : hashOf([...contents].sort(([a], [b]) => (a < b ? -1 : 1)) as Json);
  const rules = issues.length > 0 ? null : new CompiledRuleSet({ ...parts, id: "folder", version: "0", hash });
  return { issues, causes, rules };
}
