import { isJsonObject } from "../base/json.js";
import type { Kind } from "../base/known.js";
import { factDefinition, isExtension, ofKind } from "../facts/vocabulary.js";
import type { FactLanguage } from "./engine.js";

function constantKind(value: unknown): Kind | undefined {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value !== "string") return undefined;
  if (ofKind(value, "time") !== undefined) return "time";
  return ofKind(value, "money") === undefined ? "text" : "money";
}

/** Every condition of a file. */
const conditionsOf = (value: unknown): unknown[] => {
  if (!isJsonObject(value)) return [];
  const lists = ["rules", "remedies", "replaces"].flatMap((name) =>
    Array.isArray(value[name]) ? (value[name] as unknown[]) : [],
  );
  return lists.map((entry) => (isJsonObject(entry) ? entry.when : undefined));
};

/** The kinds in which the conditions of some files compare the user's own facts. */
export const kindsOf = (causes: readonly unknown[]): Map<string, ReadonlySet<Kind>> =>
  extensionKinds(causes.flatMap(conditionsOf), constantKind, (name) =>
    isExtension(name) ? undefined : factDefinition(name)?.kind,
  );

/** The facts that conditions may name: the vocabulary, and the user's own in the kind that these causes compare them as. */
export function languageFor(causes: readonly unknown[]): FactLanguage {
  const kinds = kindsOf(causes);
  const own = (name: string): Kind => [...(kinds.get(name) ?? [])].sort()[0] ?? "text";
  return {
    kindOf: (name) => (isExtension(name) ? own(name) : factDefinition(name)?.kind),
    isCaseless: (name) => factDefinition(name)?.caseless === true,
    constant: ofKind,
  };
}

/** Every leaf of some conditions, however deep. Anything that is no condition is skipped. */
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
 * Kinds of the user's own facts, from the constants and facts they are compared with. Texts that look like amounts or times count as plain
 * texts as soon as one of them does not. The check refuses a fact of more than one kind.
 */
function extensionKinds(
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
