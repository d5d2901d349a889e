import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { RuleIssue } from "../../base/errors.js";
import { isJsonObject, type Json } from "../../base/json.js";
import { checkRuleFiles } from "../../rules/check-files.js";
import { causeFileSchema } from "../../rules/file-schemas.js";
import type { CauseFile } from "../../rules/files.js";
import { ruleFileKind, ruleFilesIn } from "../../rules/folder.js";
import { loadWhole } from "../../rules/load.js";
import { type CompiledRuleSet, compiled } from "../../rules/rule-set.js";
import { defaultRules, loadRules } from "../../rules/shipped.js";
import { quoted } from "../args.js";
import { UsageError } from "../io.js";
import { filesOf, isFile, shippedRules } from "./folder.js";

/** The rule files a command works on, and the rule set they make. */
export interface RuleSource {
  issues: RuleIssue[];
  /** Of the source alone, with their cases. */
  causes: readonly CauseFile[];
  /** Null where there are issues. */
  rules: CompiledRuleSet | null;
  /** The healthy context that cases are patches of. */
  baseline: Json;
  /** The texts of the rule files, by path in the folder. */
  files: Readonly<Record<string, string>>;
  counted: string;
  /** A whole rules folder, with its own baseline. Otherwise the files are laid over the shipped rules. */
  whole: boolean;
}

/**
 * The rule files of a folder, or one cause file. A folder with a baseline needs no other rules; anything else is laid over the shipped
 * rules. Without a path: the shipped rules.
 * @throws {UsageError} when there is no such path, or no rule file in it.
 */
export function loadSource(path: string | undefined): RuleSource {
  const files = path !== undefined && isFile(path) ? singleFile(path) : filesOf(path ?? shippedRules());
  const own = ruleFilesIn(files);
  const baseline = files["baseline.json"];
  if (baseline !== undefined) {
    const { issues, causes, rules } = loadWhole(files);
    const parsed = parsedBaseline(baseline, issues);
    return { issues, causes, rules, baseline: parsed, files: own, counted: counted(own), whole: true };
  }
  if (Object.keys(own).length === 0) {
    throw new UsageError(`${quoted(path ?? "")} has no rule files; they are called <group>/<name>.json`);
  }
  const { issues, causes } = checkRuleFiles(own, compiled(defaultRules()).parts);
  const rules = issues.length > 0 ? null : compiled(loadRules(own));
  const { baseline: shipped } = shippedSource();
  return { issues, causes, rules, baseline: shipped, files: own, counted: counted(own), whole: false };
}

/** What the files are, as "2 causes, 1 code table, 3 languages". */
function counted(files: Readonly<Record<string, string>>): string {
  const kinds = Object.keys(files).map(ruleFileKind);
  const ofKind = (kind: string): number => kinds.filter((one) => one?.kind === kind).length;
  const languages = new Set(kinds.flatMap((one) => (one !== null && "locale" in one ? [one.locale] : []))).size;
  const parts: [number, string][] = [
    [ofKind("cause"), "cause"],
    [ofKind("codes"), "code table"],
    [languages, "language"],
    [ofKind("profile"), "profile"],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, one]) => count(n, one))
    .join(", ");
}

/** The shipped rules with their cases, which the library itself leaves out. */
export function shippedSource(): { causes: CauseFile[]; baseline: Json } {
  const files = filesOf(shippedRules());
  const causes = defaultRules().causes.map((code) =>
    causeFileSchema.parse(JSON.parse(files[`${code.replace(".", "/")}.json`] ?? "null")),
  );
  return { causes, baseline: JSON.parse(files["baseline.json"] ?? "{}") as Json };
}

export const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** One cause file, under the path that belongs to its code. */
function singleFile(path: string): Record<string, string> {
  const text = readFileSync(path, "utf8");
  let code: unknown;
  try {
    const value: unknown = JSON.parse(text);
    code = isJsonObject(value) ? value.code : undefined;
  } catch {
    // The check reports what is wrong with it.
  }
  const name = typeof code === "string" && /^[a-z]+\.[a-z0-9_]+$/.test(code) ? code.replace(".", "/") : undefined;
  return { [name === undefined ? `file/${basename(path)}` : `${name}.json`]: text };
}

function parsedBaseline(text: string, issues: RuleIssue[]): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const message = `not JSON: ${(error as Error).message}`;
    issues.push({ file: "baseline.json", path: "", code: "broken_json", message });
    return {};
  }
}
