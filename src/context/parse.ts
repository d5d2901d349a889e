import { isoExponent } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, isJsonObject, type Json, type JsonObject, pointer } from "../base/json.js";
import { message } from "../base/messages.js";
import { nearest } from "../base/nearest.js";
import { redactText } from "../redact/index.js";
import { contextShape, type Shape } from "./shape.js";

export type { TransactionContext } from "./schema.js";

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
