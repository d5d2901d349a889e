import type { Issue } from "./errors.js";
import { type Message, message } from "./messages.js";
import { MAX_DEPTH, MAX_ENTRIES, MAX_STRING, MAX_VALUES } from "./sizes.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The own member of an object, so that names from data never reach a prototype. */
export function own(value: unknown, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export const pointer = (parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");

/** The steps of a JSON Pointer. */
export function stepsTo(path: string): string[] {
  if (path === "") return [];
  const steps = path.slice(1).split("/");
  return path.includes("~") ? steps.map((part) => part.replace(/~1/g, "/").replace(/~0/g, "~")) : steps;
}

/** Sets an own property of a fresh object, whatever its name. */
export function setOwn<T>(target: { [key: string]: T }, key: string, value: T): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * A plain JSON copy of a value, or the reasons why it is not JSON. Reads own property descriptors only, so no getter, method or iterator
 * of the input is called. Members with `undefined` are left out, as in JSON.
 */
export function copyPlainJson(input: unknown): { value: Json } | { issues: Issue[] } {
  const issues: Issue[] = [];
  const ancestors: object[] = [];
  /** The path of the value being copied. */
  const path: (string | number)[] = [];
  let values = 0;
  let full = false;

  const fault = (said: Message, place: readonly (string | number)[] = path): null => {
    if (issues.length < 100) issues.push({ path: pointer(place), ...said });
    return null;
  };
  const notJson = (said: string): null => fault({ code: "not_json", message: said });
  const tooLarge = (said: Message, place: readonly (string | number)[] = path): null => {
    full = true;
    return fault(said, place);
  };

  const copy = (value: unknown): Json => {
    if (full) return null;
    if (++values > MAX_VALUES) return tooLarge(message("too_large.context_values", { most: MAX_VALUES }), []);
    switch (typeof value) {
      case "boolean":
        return value;
      case "number":
        // JSON has one zero: -0 becomes 0.
        return Number.isFinite(value) ? value + 0 : notJson("a number must be finite");
      case "string":
        return value.length > MAX_STRING ? tooLarge(message("too_large.string")) : value;
      case "object":
        break;
      default:
        return notJson(`${typeof value} is not JSON; send a plain value`);
    }
    if (value === null) return null;
    if (ancestors.includes(value)) return notJson("the value contains itself");
    if (ancestors.length >= MAX_DEPTH) return tooLarge(message("too_large.context_depth", { most: MAX_DEPTH }));
    const array = Array.isArray(value);
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (array ? !isPlainPrototype(prototype, "Array") : prototype !== null && !isPlainPrototype(prototype, "Object")) {
      return notJson("an instance of a class is not JSON; send a plain object");
    }
    if (array && value.length > MAX_ENTRIES)
      return tooLarge(message("too_large.context_entries", { most: MAX_ENTRIES }));
    ancestors.push(value);
    const result = array ? copyArray(value) : copyObject(value);
    ancestors.pop();
    return result;
  };

  const copyArray = (array: unknown[]): Json => {
    const result: Json[] = [];
    for (let i = 0; i < array.length && !full; i++) {
      const descriptor = Object.getOwnPropertyDescriptor(array, i);
      path.push(i);
      if (descriptor === undefined) notJson("the array has a hole here");
      else if (!("value" in descriptor)) notJson("an accessor is not JSON");
      else result.push(copy(descriptor.value));
      path.pop();
    }
    return result;
  };

  const copyObject = (object: object): Json => {
    const result: JsonObject = {};
    for (const key of Reflect.ownKeys(object)) {
      if (full) break;
      const descriptor = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      if (typeof key === "symbol") notJson("a symbol key is not JSON");
      else if (key.length > MAX_STRING) tooLarge(message("too_large.key"));
      else {
        path.push(key);
        if (!("value" in descriptor)) notJson("an accessor is not JSON; send its value");
        else if (descriptor.value !== undefined) setOwn(result, key, copy(descriptor.value));
        path.pop();
      }
    }
    return result;
  };

  try {
    const value = copy(input);
    return issues.length > 0 ? { issues } : { value };
  } catch {
    // Only a Proxy's trap can throw here.
    return { issues: [{ path: "", code: "not_json", message: "the value cannot be read as plain JSON" }] };
  }
}

/** Also true for the same built-in of another realm (an iframe, a vm). */
function isPlainPrototype(prototype: unknown, name: "Object" | "Array"): boolean {
  if (prototype === Object.prototype || prototype === Array.prototype) {
    return prototype === (name === "Array" ? Array.prototype : Object.prototype);
  }
  if (typeof prototype !== "object" || prototype === null) return false;
  const parent = Object.getPrototypeOf(prototype) as unknown;
  const root = name === "Array" ? parent !== null && Object.getPrototypeOf(parent) === null : parent === null;
  const made = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
  const called = typeof made === "function" ? Object.getOwnPropertyDescriptor(made, "name")?.value : undefined;
  return (
    root &&
    called === name &&
    (Object.getOwnPropertyDescriptor(prototype, "hasOwnProperty") !== undefined) === (name === "Object")
  );
}

/** The member of an object or the element of an array that one step of a pointer names. */
export function child(node: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(node)) return /^(?:0|[1-9]\d*)$/.test(step) ? node[Number(step)] : undefined;
  return own(node, step);
}

/** The value at a pointer, or undefined. */
export const at = (document: Json | undefined, path: string): Json | undefined =>
  stepsTo(path).reduce<Json | undefined>(child, document);

/** JSON text with sorted keys: the same value gives the same text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`)
    .join(",")}}`;
}

/** The enumerable own members. No accessor is called: undefined where there is one, and for a value that is not an object. */
export function membersOf(value: unknown): Record<string, unknown> | undefined {
  try {
    if (!isJsonObject(value)) return undefined;
    const members = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(([, member]) => member.enumerable);
    if (members.some(([, member]) => !("value" in member))) return undefined;
    return Object.fromEntries(members.map(([name, { value }]) => [name, value]));
  } catch {
    // A Proxy may throw whatever it likes.
    return undefined;
  }
}
