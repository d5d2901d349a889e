import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { InvalidRulesError, type RuleIssue } from "../base/errors.js";
import { canonicalJson, copyPlainJson, type Json, setOwn } from "../base/json.js";
import type { GenericTable } from "../facts/code-table.js";
import type { ProviderPack } from "../facts/codes.js";
import type { CauseText, Words } from "./files.js";
import { core, hash, version } from "./generated/core.js";
import { isRuleSet, type LocalePack, overlayRules, type RuleFiles, type RuleParts, RuleSet } from "./rule-set.js";

/**
 * What a rule set is put together from beside the shipped causes: tables and words that one pays for by importing them.
 * @example
 * { providers: [], locales: [] }
 */
export interface RulePacks {
  providers?: readonly ProviderPack[];
  locales?: readonly LocalePack[];
  /** Code words and phrases for providers without a table. */
  generic?: () => GenericTable;
  /** What stands around an answer in a terminal or on a page, in English; other languages bring their own. */
  shell?: () => Readonly<Record<string, string>>;
}

/**
 * The shipped causes with the tables and words handed in; English is always there.
 * @example
 * import { composeRules, diagnose } from "txwhy/core";
 * import id from "txwhy/locales/id";
 * import stripe from "txwhy/codes/stripe";
 *
 * const rules = composeRules({ providers: [stripe], locales: [id] });
 * const { causes } = await diagnose({ failure: { provider: "stripe", code: "expired_card" } }, { rules, locale: "id" });
 * console.log(causes.map(({ code }) => code)); // ["instrument.expired"]
 */
export function composeRules(packs: RulePacks = {}): RuleSet {
  return new RuleSet(partsOf(packs));
}

function partsOf({ providers = [], locales = [], generic, shell }: RulePacks): RuleParts {
  const { causes, profiles, english } = core();
  const words: Record<string, Words> = { en: shell === undefined ? english : { ...english, shell: shell() } };
  const causeTexts: Record<string, Record<string, CauseText>> = {};
  for (const pack of locales) {
    const content = pack.load();
    words[pack.locale] = content.words;
    causeTexts[pack.locale] = content.causes;
  }
  return {
    id: "txwhy",
    version,
    hash,
    causes,
    words,
    causeTexts,
    providers,
    generic: generic ?? (() => null),
    profiles,
  };
}

type FileSystem = Pick<typeof import("node:fs"), "readdirSync" | "readFileSync">;

/** Node's file system where there is one: in a browser rule files are handed over as values. */
function fileSystem(): FileSystem {
  const node = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }).process;
  const fs = node?.getBuiltinModule?.("node:fs");
  if (fs === undefined) throw new TypeError("loadRules: no file system here; hand the files over as { path: content }");
  return fs as FileSystem;
}

/** A folder or file that cannot be read is told like any other fault of the rules. */
function attempt<T>(issues: RuleIssue[], file: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || (error as Error).name === "TypeError") throw error;
    const said = code === "ENOENT" ? "there is no such file or folder" : `cannot be read (${code})`;
    issues.push({ file, path: "", code: "unreadable", message: `${said}; name a folder of rule files` });
    return undefined;
  }
}

function readFolder(folder: string): Record<string, string> {
  const { readdirSync, readFileSync } = fileSystem();
  const files: Record<string, string> = {};
  const issues: RuleIssue[] = [];
  const visit = (inside: string): void => {
    const entries = attempt(issues, inside || folder.slice(0, 500), () =>
      readdirSync(`${folder}/${inside}`, { withFileTypes: true }),
    );
    for (const entry of entries ?? []) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".json") && path.includes("/")) {
        const text = attempt(issues, path, () => readFileSync(`${folder}/${path}`, "utf8"));
        if (text !== undefined) files[path] = text;
      }
    }
  };
  // Node refuses a path with NUL in it as a faulty argument, though it is one that no file can have.
  if (folder === "" || folder.includes("\0"))
    throw new InvalidRulesError([
      { file: folder.slice(0, 500), path: "", code: "unreadable", message: "name a folder" },
    ]);
  visit("");
  if (issues.length > 0) throw new InvalidRulesError(issues);
  return files;
}

/** Files by path with plain values only: nothing of what is handed in is called, and nothing of it is kept. */
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
      // A text is as long as it is; it is checked when it is parsed.
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
 * One's own rules laid over `base` by code. `source` is a folder (in Node), or files by path: `<group>/<name>.json` and, if wanted,
 * `locales/<locale>/<group>.json`, as JSON text or as values. Nothing in them is run or fetched.
 * @throws {InvalidRulesError} with file, place and reason of every fault.
 */
export function overlay(source: string | RuleFiles, base: RuleSet): RuleSet {
  if (!isRuleSet(base))
    throw new InvalidRulesError([
      { file: "(base)", path: "", code: "invalid_type", message: "expected a rule set made by loadRules" },
    ]);
  const files = typeof source === "string" ? readFolder(source.replace(/(?<=[^\\/])[\\/]+$/, "")) : plainFiles(source);
  const content = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === "string" ? value : canonicalJson(value),
  ]);
  const digest = bytesToHex(sha256(utf8ToBytes(canonicalJson([base.hash, ...content.sort()] as Json))));
  return overlayRules(base.parts, files, digest);
}
