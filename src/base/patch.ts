import type { JsonPatch, PatchOperation } from "./assessment.js";
import { at, child, isJsonObject, type Json, type JsonObject, own, pointer, setOwn, stepsTo } from "./json.js";

/**
 * The document with the patch applied. The given one is not changed; parts that the patch does not touch are shared. For patches that this
 * library made, perhaps for a document in which members are `null` that this one does not have.
 */
export function applyPatch(document: JsonObject, patch: JsonPatch): JsonObject {
  let result: Json = document;
  for (const operation of patch) {
    const value = operation.op === "remove" ? undefined : (operation.value as Json);
    result = write(result, stepsTo(operation.path), 0, value);
  }
  return result as JsonObject;
}

function write(node: Json | undefined, path: readonly string[], from: number, value: Json | undefined): Json {
  const key = path[from] as string;
  const isLast = from === path.length - 1;
  if (value === undefined && (Array.isArray(node) ? node[Number(key)] : own(node, key)) === undefined)
    return node ?? {};
  if (Array.isArray(node)) {
    const copy = [...node];
    if (!isLast) copy[Number(key)] = write(copy[Number(key)], path, from + 1, value);
    else if (value === undefined) copy.splice(Number(key), 1);
    else copy[Number(key)] = value;
    return copy;
  }
  return withMember(node, key, isLast ? value : write(own(node, key), path, from + 1, value));
}

/** A copy of an object (an empty one for anything else) with one member set, or left out where its value is undefined. */
export function withMember(node: Json | undefined, key: string, value: Json | undefined): JsonObject {
  const copy: JsonObject = isJsonObject(node) ? { ...node } : {};
  if (value === undefined) delete copy[key];
  else setOwn(copy, key, value);
  return copy;
}

/** Builds an RFC 6902 patch on a document, one change at a time, each valid after the ones before it. */
export class PatchBuilder {
  readonly operations: PatchOperation[] = [];
  #document: JsonObject;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  get document(): JsonObject {
    return this.#document;
  }

  /** Sets a member; missing or null parents are created. */
  set(path: string, value: Json): this {
    const steps = stepsTo(path);
    const last = steps.pop() as string;
    let parent: Json | undefined = this.#document;
    for (const [i, step] of steps.entries()) {
      const found = child(parent, step);
      if (found === undefined || found === null) {
        const inner = [...steps.slice(i + 1), last].reduceRight<Json>((made, name) => ({ [name]: made }), value);
        const missing = pointer(steps.slice(0, i + 1));
        return this.#push({ op: found === undefined ? "add" : "replace", path: missing, value: inner });
      }
      parent = found;
    }
    return this.#push({ op: child(parent, last) === undefined ? "add" : "replace", path, value });
  }

  /** Removes a member if it is present. */
  remove(path: string): this {
    return at(this.#document, path) === undefined ? this : this.#push({ op: "remove", path });
  }

  #push(operation: PatchOperation): this {
    this.operations.push(operation);
    this.#document = applyPatch(this.#document, [operation]);
    return this;
  }
}

/** The RFC 7396 merge of a patch into a document: null removes. Used by the cases of rules and by what-if. */
export function mergePatch(document: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const result: JsonObject = isJsonObject(document) ? { ...document } : {};
  for (const key of Object.keys(patch)) {
    const value = patch[key] as Json;
    if (value === null) delete result[key];
    else setOwn(result, key, mergePatch(own(result, key), value));
  }
  return result;
}
