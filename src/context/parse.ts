import { isIsoCurrency } from "../base/currencies.js";
import type { Warning } from "../base/diagnosis.js";
import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, isJsonObject, type Json, type JsonObject, pointer } from "../base/json.js";
import { message } from "../base/messages.js";
import { nearest } from "../base/nearest.js";
import { redactText } from "../redact/index.js";
import { rememberField } from "../redact/keys.js";
import { contextShape as generatedShape } from "./generated/shapes.js";
import type { TransactionContext } from "./generated/types.js";
import { faultOf, type ValueCheck, type ValueKind } from "./values.js";

export type * from "./generated/types.js";

/**
 * A schema as plain data, generated from zod, so that checking input needs no schema library. `exact`: an unknown member or null is a
 * fault. Of `either` the last one that takes the value's type is used.
 */
export type PlainShape =
  | ValueKind
  | { list: PlainShape; least?: number }
  | { each: PlainShape }
  | { either: readonly PlainShape[] }
  | { members: Readonly<Record<string, PlainShape>>; required?: readonly string[]; exact?: boolean };

/** What the walk needs to know of the value at one place. */
export interface Shape {
  /** Members of an object, in the order of the contract. */
  members: ReadonlyMap<string, Shape> | null;
  required: readonly string[];
  exact: boolean;
  /** The entries of a list. */
  element: Shape | null;
  /** The values of an object with any keys. */
  each: Shape | null;
  either: readonly Shape[] | null;
  /** Checks the value itself, without its members and entries. */
  fault: ValueCheck;
}

const LEAF = { members: null, required: [], exact: false, element: null, each: null, either: null };

export function shapeFrom(plain: PlainShape): Shape {
  if (typeof plain !== "object") return { ...LEAF, fault: faultOf(plain) };
  if ("list" in plain) {
    const { list, least = 0 } = plain;
    const isList = faultOf("list");
    const fault: ValueCheck = (value) =>
      isList(value) ?? ((value as Json[]).length < least ? message("invalid_value.few", { least }) : null);
    return { ...LEAF, element: shapeFrom(list), fault };
  }
  if ("each" in plain) return { ...LEAF, each: shapeFrom(plain.each), fault: faultOf("object") };
  if ("either" in plain) return { ...LEAF, either: plain.either.map(shapeFrom), fault: faultOf("any") };
  if (!("members" in plain)) return { ...LEAF, fault: faultOf(plain) };
  for (const key of Object.keys(plain.members)) rememberField(key);
  const members = Object.entries(plain.members).map(([key, member]): [string, Shape] => [key, shapeFrom(member)]);
  const { required = [], exact = false } = plain;
  return { ...LEAF, members: new Map(members), required, exact, fault: faultOf("object") };
}

let made: Shape | undefined;
/** The shape of a whole context. It is built at the first call and holds nothing of any input. */
export function contextShape(): Shape {
  made ??= shapeFrom(generatedShape());
  return made;
}

export interface ReadContext {
  /** The input as plain JSON with its nulls and unknown keys. Patches apply to this one. */
  raw: JsonObject;
  /** The same without nulls and unknown keys: what the rules see. */
  context: JsonObject;
  warnings: Warning[];
}

/**
 * Reads a context. Unknown keys become warnings with a suggestion and are kept out of the rules.
 * @throws {InvalidContextError} with every fault at once, each at its JSON Pointer.
 */
export function readContext(input: unknown): ReadContext {
  const copied = copyPlainJson(input);
  if ("issues" in copied) throw new InvalidContextError(copied.issues.map(redacted));
  const raw = copied.value;
  if (!isJsonObject(raw)) throw new InvalidContextError([{ path: "", ...message("invalid_type.context") }]);
  const { value, issues, warnings } = walked(raw, contextShape());
  const found = [...issues, ...currencyIssues(raw)];
  if (found.length > 0) throw new InvalidContextError(inOrder(found));
  return { raw, context: value as JsonObject, warnings };
}

/**
 * Checks foreign data, such as the body of a request, and returns it as a typed context: a plain copy with which `diagnose` gives the
 * same answer. Unknown keys stay in it, and `diagnose` reports them as warnings.
 * @throws {InvalidContextError} with every fault at once, each at its JSON Pointer.
 * @example
 * import { parseContext } from "txwhy";
 *
 * const body: unknown = JSON.parse('{ "transaction": { "amount": "120.00", "currency": "EUR" } }');
 * console.log(parseContext(body).transaction?.amount); // 120.00
 */
export function parseContext(value: unknown): TransactionContext {
  return readContext(value).raw as TransactionContext;
}

/** Checks plain JSON and leaves out what the shape does not know. Issues are in the order of their places. */
export function checked(value: Json, shape: Shape, at: readonly string[] = []): { value: Json; issues: Issue[] } {
  const { value: read, issues } = walked(value, shape, at);
  return { value: read, issues: inOrder(issues) };
}

function walked(value: Json, shape: Shape, at: readonly string[] = []) {
  const walk = new Walk(at);
  return { value: walk.read(value, shape), issues: walk.issues, warnings: walk.warnings };
}

const redacted = (issue: Issue): Issue => ({ ...issue, path: redactText(issue.path) });
const inOrder = (issues: readonly Issue[]): Issue[] =>
  issues.map(redacted).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** An amount needs its currency, and a currency outside ISO 4217 needs its number of digits. */
function currencyIssues(raw: JsonObject): Issue[] {
  const transaction = raw.transaction;
  if (!isJsonObject(transaction)) return [];
  const { amount, currency: code, exponent } = transaction;
  const path = "/transaction/currency";
  if ((code ?? null) === null) {
    return (amount ?? null) === null ? [] : [{ path, ...message("required.currency") }];
  }
  const isAsset = typeof code === "string" && !isIsoCurrency(code.toUpperCase());
  if (isAsset && (exponent ?? null) === null) return [{ path, ...message("unknown_currency") }];
  return [];
}

/** Suggestions cost time: an input with more unknown keys than this is not a misspelt one. */
const MAX_SUGGESTIONS = 100;

/**
 * One walk over a value: leaves out nulls and unknown members, and names the fault of every value that does not fit its place. Where
 * nothing is left out the value itself is returned.
 */
class Walk {
  readonly issues: Issue[] = [];
  readonly warnings: Warning[] = [];
  readonly #path: (string | number)[];
  #unknown = 0;

  constructor(at: readonly string[]) {
    this.#path = [...at];
  }

  read(value: Json, shape: Shape): Json {
    if (shape.either !== null) return this.read(value, chosen(value, shape.either));
    const fault = shape.fault(value);
    if (fault !== null) this.issues.push({ path: pointer(this.#path), ...fault });
    else if (shape.element !== null) return this.#entries(value as Json[], shape.element);
    else if (shape.each !== null) this.#values(value as JsonObject, shape.each);
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

  #values(value: JsonObject, shape: Shape): void {
    for (const key of Object.keys(value)) this.#at(key, value[key] as Json, shape);
  }

  #members(value: JsonObject, { required, exact }: Shape, members: ReadonlyMap<string, Shape>): Json {
    const keys = Object.keys(value);
    let result: JsonObject | null = null;
    for (const [i, key] of keys.entries()) {
      const member = value[key] as Json;
      const inner = members.get(key);
      const isLeftOut = inner === undefined || (member === null && !exact);
      const read = isLeftOut ? undefined : this.#at(key, member, inner);
      if (inner === undefined) this.#unknownKey(key, members, exact);
      if (read !== member) result ??= firstOf(value, keys, i);
      if (result !== null && read !== undefined) result[key] = read;
    }
    for (const name of required) {
      if (Object.hasOwn(result ?? value, name)) continue;
      this.issues.push({ path: pointer([...this.#path, name]), ...message("required", { name }) });
    }
    return result ?? value;
  }

  #unknownKey(key: string, members: ReadonlyMap<string, Shape>, exact: boolean): void {
    const near = ++this.#unknown > MAX_SUGGESTIONS ? undefined : nearest(key, [...members.keys()]);
    const path = pointer([...this.#path, key]);
    if (exact) {
      const said = near === undefined ? message("unknown_key.refused") : message("unknown_key.meant", { near });
      this.issues.push({ path, ...said });
    } else {
      const said = near === undefined ? message("unknown_key") : message("unknown_key.near", { near });
      this.warnings.push({ path: redactText(path), ...said });
    }
  }

  #at(step: string | number, value: Json, shape: Shape): Json {
    this.#path.push(step);
    const read = this.read(value, shape);
    this.#path.pop();
    return read;
  }
}

/** The alternative for a value: the last one that takes its type, so that the fault named is the fault meant. */
function chosen(value: Json, alternatives: readonly Shape[]): Shape {
  const isObject = isJsonObject(value);
  const takes = (shape: Shape): boolean =>
    Array.isArray(value)
      ? shape.element !== null
      : isObject
        ? shape.members !== null || shape.each !== null
        : shape.element === null && shape.members === null && shape.each === null;
  return (alternatives.findLast(takes) ?? alternatives.at(-1)) as Shape;
}

/** A copy of the first members. */
function firstOf(value: JsonObject, keys: readonly string[], count: number): JsonObject {
  const copy: JsonObject = {};
  for (let i = 0; i < count; i++) copy[keys[i] as string] = value[keys[i] as string] as Json;
  return copy;
}
