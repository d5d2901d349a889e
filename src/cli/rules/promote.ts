import { isMap, isSeq, parseDocument } from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../../base/json.js";
import { mergePatch } from "../../base/patch.js";
import { blockingCodes, findCauses } from "../../causes/find.js";
import { readContext } from "../../context/parse.js";
import type { ReadTransaction } from "../../read/index.js";
import { redact } from "../../redact/index.js";
import type { CauseFile } from "../../rules/files.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { InputError } from "../io.js";

type RuleCase = NonNullable<CauseFile["cases"]>[number];

/** A case made of a real transaction, and the cause whose file it proves. */
export interface Promoted {
  code: string;
  case: RuleCase;
}

/**
 * A case of a rule file from a transaction that was read: redacted, without the customer and with numbered names, as a patch of the baseline.
 * @throws {InputError} when no cause is found in it, or another one once it is redacted.
 * @throws {InvalidContextError} when it is no transaction context.
 */
export function promoted(
  { context: given, format }: ReadTransaction,
  now: string | undefined,
  rules: CompiledRuleSet,
  baseline: Json,
): Promoted {
  const { customer: _, ...context } = readContext(given).context;
  const firstIn = (one: JsonObject): string | undefined => blockingCodes(findCauses(one, now, rules))[0];
  const code = firstIn(context);
  if (code === undefined) throw new InputError("no cause is found in it, so no rule file can hold it as a case");
  const safe = withoutNames(redact(context) as JsonObject);
  const patch = patchBetween(baseline, safe) ?? {};
  const again = readContext(mergePatch(baseline, patch)).context;
  if (firstIn(again) !== code)
    throw new InputError(`once it is redacted it is no longer diagnosed as ${code}; write the case by hand`);
  const name = `a real transaction, read from ${format}`;
  return { code, case: { name, given: patch, expect: "match", ...(now === undefined ? {} : { now }) } };
}

/** Members that name one transaction, source or payee. Rules only compare them with each other. */
const NAMING: readonly string[] = ["id", "reference", "label", "payee", "payeeId"];

/** A context in which such names are numbered: what was the same still is. Provider codes and own facts stay as they are. */
function withoutNames(context: JsonObject): JsonObject {
  const numbered = new Map<string, string>();
  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key));
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner as Json, name)]));
    if (typeof value !== "string" || !NAMING.includes(key)) return value;
    const name = numbered.get(value) ?? `${key}-${numbered.size + 1}`;
    numbered.set(value, name);
    return name;
  };
  const { failure, extensions, ...rest } = context;
  const kept = { failure, extensions };
  return {
    ...(walk(rest, "") as JsonObject),
    ...Object.fromEntries(Object.entries(kept).filter(([, area]) => area !== undefined)),
  } as JsonObject;
}

/** The merge patch that makes `to` of `from`; undefined where they are equal. */
function patchBetween(from: Json | undefined, to: Json): Json | undefined {
  if (!isJsonObject(from) || !isJsonObject(to)) return JSON.stringify(from) === JSON.stringify(to) ? undefined : to;
  const patch: JsonObject = {};
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch[key] = null;
  for (const [key, value] of Object.entries(to)) {
    const change = patchBetween(from[key] as Json | undefined, value as Json);
    if (change !== undefined) patch[key] = change;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** The text of a rule file with one more case at its end. Everything else keeps its layout. */
export function withCase(text: string, one: RuleCase): string {
  const indented = JSON.stringify(one, null, 2).replaceAll("\n", "\n    ");
  const document = parseDocument(text);
  const cases = document.get("cases", true);
  const last = isSeq(cases) ? cases.items.at(-1) : undefined;
  const end = endOf(last);
  if (end !== undefined) return `${text.slice(0, end)},\n    ${indented}${text.slice(end)}`;
  const list = `[\n    ${indented}\n  ]`;
  if (isSeq(cases) && cases.range) return `${text.slice(0, cases.range[0])}${list}${text.slice(cases.range[1])}`;
  const member = isMap(document.contents) ? endOf(document.contents.items.at(-1)?.value) : undefined;
  if (member === undefined) throw new InputError("the rule file is no JSON object");
  return `${text.slice(0, member)},\n  "cases": ${list}${text.slice(member)}`;
}

const endOf = (node: unknown): number | undefined =>
  (node as { range?: [number, number, number] } | undefined)?.range?.[1];
