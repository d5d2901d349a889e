/**
 * Replaces jsonpath-plus in every build for browsers and workers. json-rules-engine passes a rule's `path` to it, and its "safe" mode has
 * run code from such a path (fixed only in versions outside the engine's range). Our rules have no `path`, so this is never called.
 */
export function JSONPath(): never {
  throw new Error("defect: a JSONPath was looked up");
}
