import type * as z from "zod/mini";
import type { RuleIssue } from "../base/errors.js";
import { isJsonObject, pointer } from "../base/json.js";
import { checkedBy } from "../base/schema.js";
import { operatorNames } from "./condition.js";
import { type FactLanguage, operatorsOf } from "./engine.js";
import { actions, causeFileSchema } from "./file-schemas.js";
import type { Action, CauseFile, CauseText, Template } from "./files.js";
import { type TermName, terms } from "./terms.js";

type Path = (string | number)[];
type Report = (path: Path, code: string, message: string) => void;

/** Maximum number of duplicates reported per file. */
const MOST_DUPLICATES = 100;

/** Pointers of keys that occur twice in one object of a JSON text. The text must be valid JSON. */
export function duplicateKeys(text: string): string[] {
  const found: string[] = [];
  const stack: { keys: Set<string> | null; at: string | number }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
  let last = "";
  for (let m = token.exec(text); m !== null; m = token.exec(text)) {
    const top = stack.at(-1);
    if (m[0] === "{") stack.push({ keys: new Set(), at: "" });
    else if (m[0] === "[") stack.push({ keys: null, at: 0 });
    else if (m[0] === "}" || m[0] === "]") stack.pop();
    else if (m[0] === "," && top?.keys === null) top.at = (top.at as number) + 1;
    else if (m[0] === ":" && top !== undefined && top.keys !== null) {
      const key = JSON.parse(last) as string;
      top.at = key;
      if (top.keys.has(key) && found.length < MOST_DUPLICATES) found.push(pointer(stack.map((level) => level.at)));
      top.keys.add(key);
    }
    last = m[0];
  }
  return found;
}

/** Zod's issues with their places. */
export function schemaIssues(file: string, error: z.core.$ZodError): RuleIssue[] {
  return error.issues.flatMap((issue): RuleIssue[] => {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        file,
        path: pointer([...path, key]),
        code: "unknown_key",
        message: "unknown key; remove it",
      }));
    }
    return [{ file, path: pointer(path), code: issue.code, message: issue.message }];
  });
}

/** All faults of one cause file, without regard to other files. `language` knows the facts. */
export function causeIssues(file: string, value: unknown, language: FactLanguage): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report: Report = (path, code, message) => issues.push({ file, path: pointer(path), code, message });
  if (isJsonObject(value)) {
    // The schema only says that these are invalid. Checked by hand, each fault gets a code and a place of its own.
    actionIssues(value.remedies, report);
    whenIssues(value, language, report);
  }
  const parsed = checkedBy(causeFileSchema, value);
  if (!parsed.success) {
    const known = new Set(issues.map((issue) => issue.path));
    return [...issues, ...schemaIssues(file, parsed.error).filter((issue) => !known.has(issue.path))];
  }
  const cause = parsed.data;
  const wanted = `${cause.code.replace(".", "/")}.json`;
  if (file !== wanted) report(["code"], "code_not_path", `the file of ${cause.code} is ${wanted}`);
  const isFact = (name: string, path: Path): void => {
    if (language.kindOf(name) === undefined) report(path, "unknown_fact", `no fact is called "${name}"`);
  };
  const names = cause.rules.map((rule) => rule.name);
  for (const [i, rule] of cause.rules.entries()) {
    if (names.indexOf(rule.name) < i)
      report(["rules", i, "name"], "duplicate_rule", `two rules are called "${rule.name}"`);
    for (const [j, name] of rule.evidence.entries()) isFact(name, ["rules", i, "evidence", j]);
  }
  for (const [i, remedy] of cause.remedies.entries()) {
    for (const [name, param] of Object.entries(remedy.params ?? {})) {
      if (typeof param === "object") isFact(param.fact, ["remedies", i, "params", name, "fact"]);
    }
  }
  for (const issue of textIssues(cause, cause.text, language))
    report(["text", ...issue.path], issue.code, issue.message);
  return issues;
}

/** Faults of every condition in the file. The schema reports a missing one. */
function whenIssues(value: Record<string, unknown>, language: FactLanguage, report: Report): void {
  for (const list of ["rules", "remedies", "replaces"]) {
    const entries = value[list];
    if (!Array.isArray(entries)) continue;
    for (const [i, entry] of entries.entries()) {
      if (isJsonObject(entry) && entry.when !== undefined)
        conditionIssues(entry.when, [list, i, "when"], language, report, list === "rules");
    }
  }
}

function actionIssues(remedies: unknown, report: Report): void {
  if (!Array.isArray(remedies)) return;
  for (const [i, remedy] of remedies.entries()) {
    if (isJsonObject(remedy) && typeof remedy.action === "string" && !actions.includes(remedy.action as Action)) {
      report(["remedies", i, "action"], "unknown_action", `no action is called "${remedy.action}"`);
    }
  }
}

function conditionIssues(value: unknown, path: Path, language: FactLanguage, report: Report, top = false): void {
  if (!isJsonObject(value)) return report(path, "invalid_condition", "expected a condition");
  const allowed = ["all", "any", "not"].filter((key) => Object.hasOwn(value, key));
  const keys = Object.keys(value);
  if (allowed.length > 0) {
    for (const key of keys) {
      if (key !== allowed[0])
        report([...path, key], "unknown_key", `a group holds one of all, any, not and nothing else`);
    }
    const key = allowed[0] as string;
    const inner = value[key];
    if (key === "not") return conditionIssues(inner, [...path, key], language, report);
    if (!Array.isArray(inner) || inner.length === 0)
      return report([...path, key], "invalid_condition", `"${key}" needs at least one condition`);
    for (const [i, child] of inner.entries()) conditionIssues(child, [...path, key, i], language, report);
    return;
  }
  if (top) return report(path, "invalid_condition", "a rule begins with all, any or not");
  for (const key of keys) {
    if (!["fact", "operator", "value"].includes(key))
      report([...path, key], "unknown_key", "unknown key; a condition has fact, operator and value");
  }
  leafIssues(value, path, language, report);
}

function leafIssues(leaf: Record<string, unknown>, path: Path, language: FactLanguage, report: Report): void {
  const { fact, operator, value } = leaf;
  const kind = typeof fact === "string" ? language.kindOf(fact) : undefined;
  if (kind === undefined) return report([...path, "fact"], "unknown_fact", `no fact is called ${JSON.stringify(fact)}`);
  if (!operatorNames.includes(operator as never)) {
    return report([...path, "operator"], "unknown_operator", `no operator is called ${JSON.stringify(operator)}`);
  }
  if (!operatorsOf(kind).includes(operator as never)) {
    return report([...path, "operator"], "wrong_operator", `${String(operator)} does not compare a ${kind}`);
  }
  const listed = operator === "in" || operator === "notIn";
  if (isJsonObject(value)) {
    const other =
      Object.keys(value).length === 1 && typeof value.fact === "string" ? language.kindOf(value.fact) : undefined;
    if (other === undefined)
      report([...path, "value", "fact"], "unknown_fact", `no fact is called ${JSON.stringify(value.fact)}`);
    else if (other !== kind || listed)
      report([...path, "value", "fact"], "wrong_kind", `a ${kind} is not compared with a ${other}`);
    return;
  }
  if (listed !== Array.isArray(value))
    return report([...path, "value"], "wrong_kind", listed ? "expected a list" : "expected one value");
  for (const one of [value].flat()) {
    if (language.constant(one as never, kind) === undefined) {
      report([...path, "value"], "wrong_kind", `${JSON.stringify(one)} is not a ${kind}`);
    } else if (kind === "money" && !/^-?0+$/.test(String(one))) {
      report([...path, "value"], "money_in_rule", "a rule contains no amount of money; compare with a fact");
    }
  }
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** Parameters of actions, which the texts of remedies may name beside facts. */
const PARAMS = ["amount", "notBefore", "limit", "source", "fee", "parts", "level", "attempts", "initiator", "upTo"].map(
  (name) => `params.${name}`,
);

/** Every text of a template, in every form. */
const textsOf = (template: Template | undefined): string[] =>
  template === undefined
    ? []
    : typeof template === "string" || Array.isArray(template)
      ? [template].flat()
      : Object.values(template).flatMap((text) => text ?? []);

const factsOf = (text: string | readonly string[]): string =>
  [...new Set([...[text].flat().join().matchAll(PLACEHOLDER)].map(([whole]) => whole))]
    .filter((name) => !name.startsWith("{term."))
    .sort()
    .join(" ");

/** Forms that have other placeholders than the default: a fact would be lost, or the form never used. */
function formIssues(template: Template, path: Path): { path: Path; code: string; message: string }[] {
  if (typeof template === "string" || Array.isArray(template)) return [];
  const wanted = factsOf(template.default);
  return (
    Object.entries(template)
      // An agent may be told more: figures that say nothing to a customer.
      .filter(([form, text]) => form !== "agent" && text !== undefined && factsOf(text) !== wanted)
      .map(([form, text]) => ({
        path: [...path, form],
        code: "other_placeholders",
        message: `the default form has ${wanted || "none"}, here ${factsOf(text as string | string[]) || "none"}`,
      }))
  );
}

/** Unknown placeholders, and texts for rules and remedies that the cause does not have. */
export function textIssues(
  cause: CauseFile,
  text: CauseText,
  language: FactLanguage,
): { path: Path; code: string; message: string }[] {
  const issues: { path: Path; code: string; message: string }[] = [];
  const ownParams = cause.remedies.flatMap((remedy) =>
    Object.keys(remedy.params ?? {}).map((name) => `params.${name}`),
  );
  const check = (template: Template | undefined, path: Path, params = false): void => {
    if (template !== undefined) issues.push(...formIssues(template, path));
    for (const one of textsOf(template)) {
      for (const [, name = ""] of one.matchAll(PLACEHOLDER)) {
        if (name.startsWith("term.")) {
          if (!terms.includes(name.slice(5) as TermName))
            issues.push({ path, code: "unknown_placeholder", message: `no term is called "${name.slice(5)}"` });
          continue;
        }
        if (params && (PARAMS.includes(name) || ownParams.includes(name))) continue;
        if (language.kindOf(name) === undefined) {
          issues.push({ path, code: "unknown_placeholder", message: `no fact is called "${name}"` });
        }
      }
    }
  };
  check(text.title, ["title"]);
  check(text.heading, ["heading"]);
  check(text.explanation, ["explanation"]);
  check(text.customer?.title, ["customer", "title"]);
  check(text.customer?.explanation, ["customer", "explanation"]);
  for (const [name, words] of Object.entries(text.rules ?? {})) {
    if (!cause.rules.some((rule) => rule.name === name)) {
      issues.push({ path: ["rules", name], code: "unknown_rule", message: `the cause has no rule "${name}"` });
    }
    check(words.title, ["rules", name, "title"]);
    check(words.explanation, ["rules", name, "explanation"]);
  }
  for (const [action, words] of Object.entries(text.remedies ?? {})) {
    if (!cause.remedies.some((remedy) => remedy.action === action)) {
      issues.push({
        path: ["remedies", action],
        code: "unknown_action",
        message: `the cause has no remedy "${action}"`,
      });
    }
    check(words?.title, ["remedies", action, "title"], true);
    check(words?.say, ["remedies", action, "say"], true);
    for (const [i, step] of (words?.steps ?? []).entries()) check(step, ["remedies", action, "steps", i], true);
  }
  return issues;
}

/** `replaces` that name no cause, or that lead back to the cause itself. */
export function replaceIssues(causes: ReadonlyMap<string, CauseFile>, fileOf: (code: string) => string): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const targets = (code: string): string[] =>
    (causes.get(code)?.replaces ?? []).map((entry) => (typeof entry === "string" ? entry : entry.code));
  for (const code of causes.keys()) {
    for (const [i, target] of targets(code).entries()) {
      const place = { file: fileOf(code), path: pointer(["replaces", i]) };
      if (!causes.has(target))
        issues.push({ ...place, code: "unknown_replaces", message: `no cause is called "${target}"` });
      else if (leadsTo(code, target, targets)) {
        issues.push({ ...place, code: "replaces_ring", message: `${code} and ${target} replace each other` });
      }
    }
  }
  return issues;
}

/** Whether a cause is reached from another one by what it replaces, and what that replaces. */
function leadsTo(wanted: string, from: string, targets: (code: string) => string[]): boolean {
  const seen = new Set([from]);
  for (const code of seen) {
    if (code === wanted) return true;
    // A set that grows while it is walked is walked to its new end.
    for (const next of targets(code)) seen.add(next);
  }
  return false;
}

/** Whether a value is nested deeper than any rule file needs; then it is not looked into. */
export function isTooDeep(value: unknown, most = 64): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}
