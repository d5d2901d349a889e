import { contextShape, type Shape } from "./context-shape.js";
import type { Warning } from "./diagnosis.js";
import { InvalidContextError, type Issue } from "./errors.js";
import { copyPlainJson, isJsonObject, type Json, type JsonObject, pointer } from "./json.js";
import { message } from "./messages.js";
import { isoExponent } from "./money.js";
import { redactText } from "./redact.js";

export type { TransactionContext } from "./context-schema.js";

export interface ParsedContext {
  /** The input as plain JSON, nulls and unknown keys included: what a patch is made for. */
  raw: JsonObject;
  /** The same without nulls and without the keys no rule knows. */
  context: JsonObject;
  warnings: Warning[];
}

/**
 * Reads a context. Misspelt and unknown keys become warnings with a suggestion and are kept out of the rules.
 * @throws {InvalidContextError} with every fault at once, each at its JSON Pointer.
 */
export function parseContext(input: unknown): ParsedContext {
  const copied = copyPlainJson(input);
  if ("issues" in copied) throw new InvalidContextError(copied.issues.map(redacted));
  const raw = copied.value;
  if (!isJsonObject(raw)) {
    throw new InvalidContextError([{ path: "", ...message("invalid_type.context") }]);
  }
  const walk = new Walk();
  const context = walk.read(raw, contextShape()) as JsonObject;
  const issues = [...walk.faults, ...walk.missing, ...currencyIssues(raw)];
  if (issues.length > 0) {
    throw new InvalidContextError(
      issues.map(redacted).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    );
  }
  return { raw, context, warnings: walk.warnings };
}

const redacted = (issue: Issue): Issue => ({ ...issue, path: redactText(issue.path) });

/** An amount needs its currency, and a currency outside ISO 4217 needs its number of digits. */
function currencyIssues(raw: JsonObject): Issue[] {
  const transaction = raw.transaction;
  if (!isJsonObject(transaction)) return [];
  const { amount, currency: code, exponent } = transaction;
  const path = "/transaction/currency";
  if ((code ?? null) === null) {
    return (amount ?? null) === null ? [] : [{ path, ...message("required.currency") }];
  }
  const isAsset = typeof code === "string" && isoExponent(code.toUpperCase()) === undefined;
  if (isAsset && (exponent ?? null) === null) {
    return [{ path, ...message("unknown_currency") }];
  }
  return [];
}

/** A text with more unknown keys than this is no misspelt context. */
const MAX_SUGGESTIONS = 100;

/**
 * One walk over a context: leaves out nulls and what no rule knows, and names the fault of every value that does not fit its place. Where
 * nothing is left out the value itself comes back.
 */
class Walk {
  readonly faults: Issue[] = [];
  readonly warnings: Warning[] = [];
  /** Members that must be there. */
  readonly missing: Issue[] = [];
  readonly #path: (string | number)[] = [];

  read(value: Json, shape: Shape): Json {
    const fault = shape.fault(value);
    if (fault !== null) this.faults.push({ path: pointer(this.#path), ...fault });
    else if (shape.element !== null) return this.#entries(value as Json[], shape.element);
    else if (shape.members !== null) return this.#members(value as JsonObject, shape, shape.members);
    return value;
  }

  #entries(value: Json[], shape: Shape): Json {
    let result = value;
    for (const [i, entry] of value.entries()) {
      const read = this.#at(i, entry, shape);
      if (read === entry) continue;
      if (result === value) result = [...value];
      result[i] = read;
    }
    return result;
  }

  #members(value: JsonObject, { required }: Shape, members: ReadonlyMap<string, Shape>): Json {
    const keys = Object.keys(value);
    let result: JsonObject | null = null;
    for (const [i, key] of keys.entries()) {
      const member = value[key] as Json;
      const inner = members.get(key);
      const read = inner === undefined || member === null ? undefined : this.#at(key, member, inner);
      if (inner === undefined) {
        const suggest = this.warnings.length < MAX_SUGGESTIONS;
        this.warnings.push(unknownKey(this.#path, key, [...members.keys()], suggest));
      }
      if (read !== member) result ??= firstOf(value, keys, i);
      if (result !== null && read !== undefined) result[key] = read;
    }
    for (const name of required) {
      if (Object.hasOwn(result ?? value, name)) continue;
      this.missing.push({ path: pointer([...this.#path, name]), ...message("required", { name }) });
    }
    return result ?? value;
  }

  #at(step: string | number, value: Json, shape: Shape): Json {
    this.#path.push(step);
    const read = this.read(value, shape);
    this.#path.pop();
    return read;
  }
}

/** A copy of the first members. */
function firstOf(value: JsonObject, keys: readonly string[], count: number): JsonObject {
  const copy: JsonObject = {};
  for (let i = 0; i < count; i++) copy[keys[i] as string] = value[keys[i] as string] as Json;
  return copy;
}

function unknownKey(path: readonly (string | number)[], key: string, keys: string[], suggest: boolean): Warning {
  const near = suggest ? nearest(key, keys) : undefined;
  const said = near === undefined ? message("unknown_key") : message("unknown_key.near", { near });
  return { path: redactText(pointer([...path, key])), ...said };
}

/** The one of `names` that a misspelling most likely meant: at most a third of its letters differ. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = editDistance(plain(word), plain(name));
    if (distance < least && distance <= Math.max(1, Math.floor(name.length / 3))) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
