import type * as z from "zod/mini";
import type { RuleIssue } from "../base/errors.js";
import { isJsonObject, pointer } from "../base/json.js";
import type { Kind } from "../base/known.js";
import { checkedBy } from "../base/schema.js";
import { type FactLanguage, operatorNames, operatorsOf } from "./engine.js";
import { type Action, actions, type CauseFile, type CauseText, causeFileSchema, type Template } from "./files.js";

type Path = (string | number)[];
type Report = (path: Path, code: string, message: string) => void;

/** Told of one file; whoever has more has one fault, many times. */
const MOST_DUPLICATES = 100;

/** The pointers of names that stand twice in one object of a JSON text; the text must be valid JSON. */
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

/** Everything that is wrong with one rule file by itself. `language` knows the facts. */
export function causeIssues(file: string, value: unknown, language: FactLanguage): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report: Report = (path, code, message) => issues.push({ file, path: pointer(path), code, message });
  if (isJsonObject(value)) {
    // Named before the rest of the schema, so that each fault reads as what it is, and all are told at once.
    actionIssues(value.remedies, report);
    whenIssues(value, language, report);
  }
  const parsed = checkedBy(causeFileSchema, value);
  if (!parsed.success) {
    const known = new Set(issues.map((issue) => issue.path));
    return [...issues, ...schemaIssues(file, parsed.error).filter((issue) => !known.has(issue.path))];
  }
  const cause = parsed.data;
  if (
    file
      .replace(/\.json$/, "")
      .split("/")
      .slice(-2)
      .join(".") !== cause.code
  ) {
    report(["code"], "code_not_path", `the file of ${cause.code} is ${cause.code.replace(".", "/")}.json`);
  }
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
  if (cause.conflict !== undefined) {
    for (const [i, name] of cause.conflict.facts.entries()) isFact(name, ["conflict", "facts", i]);
  }
  for (const issue of textIssues(cause, cause.text, language))
    report(["text", ...issue.path], issue.code, issue.message);
  return issues;
}

/** Every condition of the file, wherever it stands; a missing one is the schema's matter. */
function whenIssues(value: Record<string, unknown>, language: FactLanguage, report: Report): void {
  for (const list of ["rules", "remedies", "replaces"]) {
    const entries = value[list];
    if (!Array.isArray(entries)) continue;
    for (const [i, entry] of entries.entries()) {
      if (isJsonObject(entry) && entry.when !== undefined)
        conditionIssues(entry.when, [list, i, "when"], language, report, list === "rules");
    }
  }
  if (isJsonObject(value.conflict) && value.conflict.when !== undefined) {
    conditionIssues(value.conflict.when, ["conflict", "when"], language, report);
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
      report([...path, "value"], "money_in_rule", "no amount of money stands in a rule; compare with a fact");
    }
  }
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** What a text may name beside facts: a parameter that the action it belongs to may have. */
const PARAMS = ["amount", "notBefore", "limit", "source", "fee", "parts", "level", "attempts"].map(
  (name) => `params.${name}`,
);

/** Placeholders that name nothing, and words for rules and remedies the cause does not have. */
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
    for (const one of [template ?? []].flat()) {
      for (const [, name = ""] of one.matchAll(PLACEHOLDER)) {
        if (params && (PARAMS.includes(name) || ownParams.includes(name))) continue;
        if (language.kindOf(name) === undefined) {
          issues.push({ path, code: "unknown_placeholder", message: `no fact is called "${name}"` });
        }
      }
    }
  };
  check(text.title, ["title"]);
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
    for (const [i, step] of (words?.steps ?? []).entries()) check(step, ["remedies", action, "steps", i], true);
  }
  return issues;
}

/** `replaces` that name no cause, or run in a ring. */
export function replaceIssues(causes: ReadonlyMap<string, CauseFile>, fileOf: (code: string) => string): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const targets = (code: string): string[] =>
    (causes.get(code)?.replaces ?? []).map((entry) => (typeof entry === "string" ? entry : entry.code));
  const rings = ringsOf([...causes.keys()], targets);
  for (const code of causes.keys()) {
    for (const [i, target] of targets(code).entries()) {
      const place = { file: fileOf(code), path: pointer(["replaces", i]) };
      if (!causes.has(target))
        issues.push({ ...place, code: "unknown_replaces", message: `no cause is called "${target}"` });
      else if (rings.get(code) === rings.get(target)) {
        issues.push({ ...place, code: "replaces_ring", message: `${code} and ${target} replace each other` });
      }
    }
  }
  return issues;
}

/**
 * By code, the ring it is in: codes that reach each other have the same one (Kosaraju). Without recursion and each way gone once, for a
 * chain may be as long as a folder is large.
 */
function ringsOf(codes: readonly string[], targets: (code: string) => string[]): Map<string, number> {
  const sources = new Map<string, string[]>(codes.map((code) => [code, []]));
  for (const code of codes) for (const target of targets(code)) sources.get(target)?.push(code);
  const visit = (from: string, seen: Set<string>, next: (code: string) => string[], left: (code: string) => void) => {
    if (seen.has(from)) return;
    seen.add(from);
    const open = [{ code: from, ways: next(from).values() }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const { value, done } = top.ways.next();
      if (done) {
        left(top.code);
        open.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        open.push({ code: value, ways: next(value).values() });
      }
    }
  };
  const order: string[] = [];
  const seen = new Set<string>();
  for (const code of codes) visit(code, seen, targets, (done) => order.push(done));
  const rings = new Map<string, number>();
  const placed = new Set<string>();
  for (const [ring, code] of order.reverse().entries())
    visit(
      code,
      placed,
      (one) => sources.get(one) ?? [],
      (one) => rings.set(one, ring),
    );
  return rings;
}

/** Every leaf of some conditions, however they are nested; anything else is passed over. */
function* leavesOf(node: unknown): Generator<Record<string, unknown>> {
  const open: unknown[] = [node];
  while (open.length > 0) {
    const one = open.pop();
    if (!isJsonObject(one)) continue;
    for (const key of ["all", "any"]) if (Array.isArray(one[key])) for (const child of one[key]) open.push(child);
    open.push(one.not);
    if (typeof one.fact === "string") yield one;
  }
}

/**
 * Kinds of a user's own facts, by all that they are compared with: constants, and facts of the vocabulary. Texts that could be amounts or
 * times are texts as soon as one of them could not. More than one kind is left for the gate to refuse.
 */
export function extensionKinds(
  conditions: readonly unknown[],
  constantKind: (value: unknown) => Kind | undefined,
  factKind: (name: string) => Kind | undefined,
): Map<string, ReadonlySet<Kind>> {
  const kinds = new Map<string, Set<Kind>>();
  const note = (name: string, kind: Kind | undefined): void => {
    if (!name.startsWith("extensions.") || kind === undefined) return;
    kinds.set(name, (kinds.get(name) ?? new Set()).add(kind));
  };
  for (const condition of conditions) {
    for (const { fact, value } of leavesOf(condition)) {
      const other = isJsonObject(value) && typeof value.fact === "string" ? value.fact : undefined;
      if (other === undefined) for (const one of [value].flat()) note(fact as string, constantKind(one));
      else {
        note(fact as string, factKind(other));
        note(other, factKind(fact as string));
      }
    }
  }
  for (const found of kinds.values()) {
    if (!found.has("text")) continue;
    found.delete("money");
    found.delete("time");
  }
  return kinds;
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
