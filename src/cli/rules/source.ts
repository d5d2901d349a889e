import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { RuleIssue } from "../../base/errors.js";
import { isJsonObject, type Json } from "../../base/json.js";
import { type CauseFile, causeFileSchema } from "../../rules/files.js";
import { checkRuleFiles, type RuleSet } from "../../rules/rule-set.js";
import { defaultRules, loadRules } from "../../rules/shipped.js";
import { quoted } from "../args.js";
import { UsageError } from "../io.js";
import { ownRuleFiles, readRuleFolder, shippedRules } from "./folder.js";
import { checkFolder } from "./report.js";

/** Rule files that a command is about, and the rule set they make. */
export interface RuleSource {
  issues: RuleIssue[];
  /** Of the source alone, with their cases. */
  causes: readonly CauseFile[];
  /** Null where there are issues. */
  rules: RuleSet | null;
  /** The healthy context that cases are patches of. */
  baseline: Json;
  counted: string;
  /** Whether it stands by itself: it has a baseline and is not laid over the shipped rules. */
  whole: boolean;
}

/**
 * The rule files of a folder, or one file of a cause. A folder with a baseline stands by itself; anything else is laid over the shipped
 * rules. Without a path the shipped rules.
 * @throws {UsageError} when there is no such path, or no rule file in it.
 */
export function loadSource(path: string | undefined): RuleSource {
  const files = path !== undefined && isFile(path) ? singleFile(path) : readRuleFolder(path ?? shippedRules());
  const baseline = files["baseline.json"];
  if (baseline !== undefined) {
    const { issues, causes, tables, rules } = checkFolder(files);
    const counted = `${count(causes.length, "cause")}, ${count(tables.length, "provider table")}`;
    return { issues, causes, rules, baseline: parsedBaseline(baseline, issues), counted, whole: true };
  }
  const own = ownRuleFiles(files);
  if (Object.keys(own).length === 0) {
    throw new UsageError(`${quoted(path ?? "")} has no rule files; they are called <group>/<name>.json`);
  }
  const { issues, causes } = checkRuleFiles(own, defaultRules().parts.causes);
  const rules = issues.length > 0 ? null : loadRules(own);
  const counted = count(causes.length, "cause");
  return { issues, causes, rules, baseline: shippedSource().baseline, counted, whole: false };
}

/** The shipped rules with their cases, which the library itself leaves out. */
export function shippedSource(): { causes: CauseFile[]; baseline: Json } {
  const files = readRuleFolder(shippedRules());
  const causes = [...defaultRules().causes.keys()].map((code) =>
    causeFileSchema.parse(JSON.parse(files[`${code.replace(".", "/")}.json`] ?? "null")),
  );
  return { causes, baseline: JSON.parse(files["baseline.json"] ?? "{}") as Json };
}

export const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** One file of a cause, under the path that its code asks for. */
function singleFile(path: string): Record<string, string> {
  const text = readFileSync(path, "utf8");
  let code: unknown;
  try {
    const value: unknown = JSON.parse(text);
    code = isJsonObject(value) ? value.code : undefined;
  } catch {
    // The check says what is wrong with it.
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
