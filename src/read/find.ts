import type { Warning } from "../base/diagnosis.js";
import type { Adapter, PayloadFormat } from "./adapters/adapter.js";
import { withoutInvisible } from "./characters.js";
import { converted, plainJson } from "./convert.js";
import { contextFields, fieldOf } from "./fields.js";
import { literalView } from "./literal.js";
import type { FoundValue } from "./prose.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { TextView } from "./source.js";
import { isObject, member, NumberText, type SourceObject, type SourceValue } from "./value.js";

/** Objects, lists and JSON strings inside which a transaction is looked for. */
const MAX_LEVELS = 6;
/** Members that show an object to be a context. An object with none of them and with unknown members may be an envelope. */
const TELLING = ["transaction", "balance", "limits", "fees", "failure"];

export interface FoundTransaction {
  context: Record<string, unknown>;
  format: "txwhy" | "text" | PayloadFormat;
  /** Where its object starts, as an offset in the text as given. */
  at: number;
  warnings: { warning: Warning; at: number }[];
}

export interface Search {
  adapters: readonly Adapter[];
  /** Asked only where nothing more telling is found, further in too. */
  last: readonly Adapter[];
  record: ReadingRecord;
  locale: string | undefined;
  provider: string | undefined;
  /** Reads a text inside a string; empty where it holds nothing to read. */
  inside(view: TextView): FoundValue[];
}

/** Every transaction in a value: a provider's payload, txwhy's own shape, or an `error` with a code or message, whatever is outermost. */
export function findTransactions(part: FoundValue, search: Search, level = 0): FoundTransaction[] {
  const { value, place, loose } = part;
  if (value === null || level > MAX_LEVELS) return [];
  if (typeof value === "string") return inString(value, place, search, level);
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => findTransactions(inner(value, i, entry, part, search), search, level + 1));
  }
  if (!isObject(value)) return [];
  const at = search.record.start(value);
  const recognised = recognise(value, at, search.adapters);
  if (recognised !== null) return [recognised];
  const own = ownShape(value, level);
  if (own === "whole") return [ownTransaction(value, at, search, loose)];
  const deeper = Object.keys(value)
    .filter((key) => own === null || fieldOf(contextFields, key) === undefined)
    .flatMap((key) => findTransactions(inner(value, key, value[key] as SourceValue, part, search), search, level + 1));
  if (deeper.length > 0) return deeper;
  if (own === "partly") return [ownTransaction(value, at, search, loose)];
  return genericFailure(value, at, search);
}

function inner(
  container: SourceValue[] | SourceObject,
  key: string | number,
  value: SourceValue,
  part: FoundValue,
  search: Search,
): FoundValue {
  return { value, place: search.record.place(container, key) ?? part.place, loose: part.loose };
}

function recognise(value: SourceValue, at: number, adapters: readonly Adapter[]): FoundTransaction | null {
  for (const adapter of adapters) {
    const found = adapter.read(value);
    if (found !== null) {
      const warnings = found.warnings.map((warning) => ({ warning, at }));
      return { context: found.context, format: found.format, at, warnings };
    }
  }
  return null;
}

function inString(text: string, place: SourcePlace, search: Search, level: number): FoundTransaction[] {
  const { record } = search;
  const mark = record.checkpoint();
  const view = /[{[<]/.test(text) ? literalView(place, text) : TextView.from(place.view, place.value, text);
  const found = search
    .inside(view)
    .flatMap((part) => findTransactions(part, search, typeof part.value === "string" ? level + 1 : level));
  if (found.length > 0) return found;
  // No transaction was found in it, so its repairs do not count.
  record.rollBack(mark);
  const recognised = recognise(text, place.view.origin(place.value), search.adapters);
  return recognised === null ? [] : [recognised];
}

function ownTransaction(value: SourceObject, at: number, search: Search, loose: boolean): FoundTransaction {
  const { context, warnings } = converted(value, search.record, search.locale, loose);
  return { context, format: "txwhy", at, warnings };
}

/**
 * Whether an object is a context: `whole` with a telling member; `partly` with other known ones, as they may be an envelope's. An empty
 * object, or one whose known members are all null, is a context only where it is all that was given.
 */
function ownShape(value: SourceObject, level: number): "whole" | "partly" | null {
  const keys = Object.keys(value);
  const named = keys.map(
    (key) => [fieldOf(contextFields, key) === undefined ? withoutInvisible(key).trim() : key, key] as const,
  );
  const known = named.filter(([name]) => fieldOf(contextFields, name) !== undefined);
  const stated = known.filter(([, key]) => value[key] !== null);
  if (!stated.some(([name, key]) => plausible(name, value[key] as SourceValue))) {
    return level === 0 && stated.length === 0 && known.length === keys.length ? "whole" : null;
  }
  const telling = stated.some(([name, key]) => TELLING.includes(name) && plausible(name, value[key] as SourceValue));
  return telling ? "whole" : "partly";
}

function plausible(name: string, value: SourceValue): boolean {
  const field = fieldOf(contextFields, name);
  if (field === undefined) return false;
  if (field === "free") return isObject(value);
  if (typeof field === "string") return typeof value === "string";
  if ("each" in field) return Array.isArray(value) && value.every(isObject);
  if (!isObject(value)) return false;
  // A customer or an instrument of somebody else's has the name alone in common.
  const keys = Object.keys(value);
  return keys.length === 0 || keys.some((key) => fieldOf(field.members, withoutInvisible(key).trim()) !== undefined);
}

/** A failure of a provider nobody knows: what the last adapters recognise, else `{"error": {"code": ..., "message": ...}}`. */
function genericFailure(value: SourceObject, at: number, { last, provider }: Search): FoundTransaction[] {
  const found = recognise(value, at, last) ?? plainError(value, at);
  if (found === null) return [];
  const failure = found.context.failure as Record<string, unknown> | undefined;
  if (provider === undefined || failure === undefined || Object.hasOwn(failure, "provider")) return [found];
  return [{ ...found, context: { ...found.context, failure: { provider, ...failure } } }];
}

function plainError(value: SourceObject, at: number): FoundTransaction | null {
  const error = member(value, "error");
  const code = member(error, "code");
  const message = member(error, "message");
  const failure: Record<string, unknown> = {};
  if (typeof code === "string" || code instanceof NumberText) failure.code = String(plainJson(code));
  if (typeof message === "string") failure.message = message;
  if (Object.keys(failure).length === 0) return null;
  return { context: { failure }, format: "generic.error", at, warnings: [] };
}
