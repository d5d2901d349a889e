import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { causes, english, hash, profiles, version } from "./generated/core.js";
import { canonicalJson, type Json } from "./json.js";
import type { GenericTable } from "./provider-schema.js";
import type { ProviderPack } from "./providers.js";
import type { CauseText, Words } from "./rule-schema.js";
import { type LocalePack, overlayRules, type RuleFiles, type RuleParts, RuleSet } from "./ruleset.js";

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
}

/**
 * The shipped causes with the tables and words handed in; English is always there.
 * @example
 * import { composeRules, diagnose } from "txwhy/core";
 * import id from "txwhy/locales/id";
 * import stripe from "txwhy/providers/stripe";
 *
 * const rules = composeRules({ providers: [stripe], locales: [id] });
 * const { causes } = await diagnose({ failure: { provider: "stripe", code: "expired_card" } }, { rules, locale: "id" });
 * console.log(causes.map(({ code }) => code)); // ["instrument.expired"]
 */
export function composeRules(packs: RulePacks = {}): RuleSet {
  return new RuleSet(partsOf(packs));
}

function partsOf({ providers = [], locales = [], generic }: RulePacks): RuleParts {
  const words: Record<string, Words> = { en: english() };
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
    causes: causes(),
    words,
    causeTexts,
    providers,
    generic: generic ?? (() => null),
    profiles: profiles(),
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

function readFolder(folder: string): Record<string, string> {
  const { readdirSync, readFileSync } = fileSystem();
  const files: Record<string, string> = {};
  const visit = (inside: string): void => {
    for (const entry of readdirSync(`${folder}/${inside}`, { withFileTypes: true })) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".json") && path.includes("/"))
        files[path] = readFileSync(`${folder}/${path}`, "utf8");
    }
  };
  visit("");
  return files;
}

/**
 * One's own rules laid over `base` by code. `source` is a folder (in Node), or files by path: `<group>/<name>.json` and, if wanted,
 * `locales/<locale>/<group>.json`, as JSON text or as values. Nothing in them is run or fetched.
 * @throws {InvalidRulesError} with file, place and reason of every fault.
 */
export function overlay(source: string | RuleFiles, base: RuleSet): RuleSet {
  const files = typeof source === "string" ? readFolder(source.replace(/[\\/]+$/, "")) : source;
  const content = Object.entries(files).map(([path, value]) => [
    path,
    typeof value === "string" ? value : canonicalJson(value as Json),
  ]);
  const digest = bytesToHex(sha256(utf8ToBytes(canonicalJson([base.hash, ...content.sort()] as Json))));
  return overlayRules(base.parts, files, digest);
}
