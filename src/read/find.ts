import type { Warning } from "../base/diagnosis.js";
import { transactionStatuses } from "../context/schema.js";
import type { Adapter, PayloadFormat } from "./adapters/adapter.js";
import { withoutInvisible } from "./characters.js";
import { converted } from "./convert.js";
import { writtenDecimals } from "./currency.js";
import { contextFields, type Fields, fieldOf } from "./fields.js";
import { literalView } from "./literal.js";
import { readMessage } from "./messages.js";
import type { FoundValue } from "./prose.js";
import type { ReadingRecord, SourcePlace } from "./record.js";
import { TextView } from "./source.js";
import { isObject, type SourceObject, type SourceValue } from "./value.js";

/** Objects, lists and JSON strings inside which a transaction is looked for. */
const MAX_LEVELS = 6;
const statuses: ReadonlySet<string> = new Set(transactionStatuses);
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

/**
 * The transactions of each of the values in a text, in order: known shapes, and for a value without one what the last adapters make of it.
 * Beside a known one an object without any code is its surroundings (a request, a log record), not another payment.
 */
export function findEach(parts: readonly FoundValue[], search: Search): FoundTransaction[][] {
  const all = parts.map((part) => findKnown(part, search, 0));
  // An event with a member `transaction: {}` says nothing where another object does.
  const known = parts.length > 1 ? all.map((found) => found.filter(saysAnything)) : all;
  const beside = known.some((found) => found.length > 0);
  return parts.map((part, i) => {
    const found = known[i] as FoundTransaction[];
    if (found.length > 0) return found;
    const floor = findFloor(part, search, 0);
    return beside ? floor.filter(({ context }) => codeOf(context) !== undefined) : floor;
  });
}

/** Whether a context holds anything of ours, or nothing but ours. */
function saysAnything({ context }: FoundTransaction): boolean {
  const names = Object.keys(context);
  const ours = names.filter((key) => isNameOf(contextFields, key));
  return ours.length === names.length || ours.some((key) => Object.keys((context[key] ?? {}) as object).length > 0);
}

const codeOf = (context: Record<string, unknown>): unknown =>
  (context.failure as Record<string, unknown> | undefined)?.code;

/** Every transaction of a known shape in a value: a provider's payload or txwhy's own, whatever is outermost. */
function findKnown(part: FoundValue, search: Search, level: number): FoundTransaction[] {
  const { value, place, loose } = part;
  if (value === null || level > MAX_LEVELS) return [];
  if (typeof value === "string") return inString(value, place, search, level, findKnown);
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => findKnown(inner(value, i, entry, part, search), search, level + 1));
  }
  if (!isObject(value)) return [];
  const at = search.record.start(value);
  const recognised = recognise(value, at, search);
  if (recognised.length > 0) return recognised;
  const own = ownShape(value, level);
  // `{"transaction": {"id": "…"}, "status": "FAILED", "error_code": "…"}` is somebody else's.
  const isTold = own === "whole" && namesHardlyMore(value) && isTheirs(value, search);
  if (own === "whole" && !isTold) return [ownTransaction(value, at, search, loose)];
  const deeper = Object.keys(value)
    .filter((key) => own === null || fieldOf(contextFields, key) === undefined)
    .flatMap((key) => findKnown(inner(value, key, value[key] as SourceValue, part, search), search, level + 1));
  if (deeper.length > 0 || own !== "partly") return deeper;
  return isTheirs(value, search) ? [] : [ownTransaction(value, at, search, loose)];
}

/** Whether a key is a name of ours, also with characters in it that nobody sees. */
const isNameOf = (fields: Fields, key: string): boolean => fieldOf(fields, withoutInvisible(key).trim()) !== undefined;

/** Whether the members of ours say hardly more than which transaction it was. */
const namesHardlyMore = (value: SourceObject): boolean =>
  Object.entries(value).every(
    ([key, member]) =>
      !isNameOf(contextFields, key) ||
      (isObject(member) && Object.keys(member).every((name) => /^(?:id|reference|status|at)$/.test(name))),
  );

/** Whether an object with members of its own tells of a failure beside the ones that have a name of ours: `customer` is in many payloads. */
const isTheirs = (value: SourceObject, search: Search): boolean =>
  Object.keys(value).some((key) => !isNameOf(contextFields, key)) &&
  recognise(value, 0, { ...search, adapters: search.last }).some(
    (found) => found.context.failure !== undefined || transactionOf(found)?.status !== undefined,
  );

function inner(
  container: SourceValue[] | SourceObject,
  key: string | number,
  value: SourceValue,
  part: FoundValue,
  search: Search,
): FoundValue {
  return { value, place: search.record.place(container, key) ?? part.place, loose: part.loose };
}

function recognise(value: SourceValue, at: number, { adapters, record }: Search): FoundTransaction[] {
  for (const adapter of adapters) {
    const one = adapter.readAll === undefined ? adapter.read(value) : null;
    const found = one === null ? (adapter.readAll?.(value) ?? []) : [{ recognised: one, object: value }];
    if (found.length === 0) continue;
    return found.map(({ recognised: { context, format, warnings }, object }) => {
      const start = isObject(object) && object !== value ? record.start(object) : at;
      return { context, format, at: start, warnings: warnings.map((warning) => ({ warning, at: start })) };
    });
  }
  return [];
}

function inString(
  text: string,
  place: SourcePlace,
  search: Search,
  level: number,
  find: typeof findKnown,
): FoundTransaction[] {
  const { record } = search;
  const encoded = fromBase64(text);
  if (encoded !== undefined) {
    const mark = record.checkpoint();
    const found = search
      .inside(TextView.from(place.view, place.value, encoded))
      .flatMap((part) => find(part, search, level + 1));
    if (found.length === 0) record.rollBack(mark);
    return found;
  }
  // Without a bracket or a quote there is nothing to read in it.
  if (!/[{[<"\uff5b\uff3b]/.test(text))
    return find === findKnown ? recognise(text, place.view.origin(place.value), search) : [];
  const mark = record.checkpoint();
  const view = /[{[<]/.test(text) ? literalView(place, text) : TextView.from(place.view, place.value, text);
  const found = search
    .inside(view)
    .flatMap((part) => find(part, search, typeof part.value === "string" ? level + 1 : level));
  if (found.length > 0) return found;
  // No transaction was found in it, so its repairs do not count.
  record.rollBack(mark);
  return find === findKnown ? recognise(text, place.view.origin(place.value), search) : [];
}

/** The object in a text of base64, as banks and stores send it signed: `eyJ` is how `{"` begins. Of a signed one it is the second part. */
function fromBase64(text: string): string | undefined {
  const part = /^(?:eyJ[\w-]{4,2000}\.)?(eyJ[\w+/-]{16,200000}={0,2})(?:\.[\w-]{0,2000})?$/.exec(text)?.[1];
  if (part === undefined) return undefined;
  try {
    const bytes = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    const json = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    return json.startsWith("{") && json.trimEnd().endsWith("}") ? json : undefined;
  } catch {
    return undefined;
  }
}

function ownTransaction(value: SourceObject, at: number, search: Search, loose: boolean): FoundTransaction {
  const { context, warnings } = converted(value, search.record, search.locale, loose);
  const flat = loose ? flatFacts(value, context, at, search) : {};
  return { context: { ...flat, ...context }, format: "txwhy", at, warnings };
}

/** `id;amount;currency;status;balance.available`: the transaction of a row whose other columns alone are paths of a context. */
function flatFacts(value: SourceObject, context: Record<string, unknown>, at: number, search: Search) {
  if (Object.hasOwn(context, "transaction") || Object.hasOwn(context, "failure")) return {};
  const rest: SourceObject = {};
  for (const [key, cell] of Object.entries(value)) if (fieldOf(contextFields, key) === undefined) rest[key] = cell;
  const [found] = recognise(rest, at, { ...search, adapters: search.last });
  if (found === undefined) return {};
  for (const key of Object.keys(rest)) delete context[key];
  const { transaction, failure } = found.context;
  return { ...(transaction !== undefined && { transaction }), ...(failure !== undefined && { failure }) };
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
  if (stated.some(([name, key]) => name === "transaction" && isForeign(value[key] as SourceValue))) return null;
  if (!stated.some(([name, key]) => plausible(name, value[key] as SourceValue))) {
    return level === 0 && stated.length === 0 && known.length === keys.length ? "whole" : null;
  }
  const telling = stated.some(([name, key]) => TELLING.includes(name) && plausible(name, value[key] as SourceValue));
  if (telling) return "whole";
  const ours =
    known.length === keys.length || stated.some(([name, key]) => isWhollyOurs(name, value[key] as SourceValue));
  return ours ? "partly" : null;
}

/** Among members of somebody else's, one of ours has no member that is not ours: `customer: { id, firstName }` is theirs. */
function isWhollyOurs(name: string, value: SourceValue): boolean {
  const field = fieldOf(contextFields, name);
  if (field === undefined || typeof field === "string" || !("members" in field) || !isObject(value)) return true;
  return Object.keys(value).every((key) => isNameOf(field.members, key));
}

/**
 * Another's transaction has the name in common: mostly members that ours does not have, or a state that is none of ours beside one of them.
 */
function isForeign(transaction: SourceValue): boolean {
  const field = fieldOf(contextFields, "transaction");
  if (!isObject(transaction) || typeof field !== "object" || !("members" in field)) return false;
  const names = Object.keys(transaction);
  const theirs = names.filter((key) => !isNameOf(field.members, key));
  const status = Object.hasOwn(transaction, "status") ? transaction.status : undefined;
  const isOdd = typeof status === "string" && !statuses.has(status);
  return isOdd ? theirs.length > 0 : theirs.length > 2 && theirs.length * 2 > names.length;
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
  return keys.length === 0 || keys.some((key) => isNameOf(field.members, key));
}

/**
 * Failures that no adapter knows. The outermost object that carries one is the transaction, with what lies in it; but a list in it whose
 * entries are transactions themselves is a batch, where the object around it has no amount of its own.
 */
function findFloor(part: FoundValue, search: Search, level: number): FoundTransaction[] {
  const { value, place, row } = part;
  if (value === null || level > MAX_LEVELS) return [];
  if (typeof value === "string")
    return /[{[<]|^eyJ/.test(value) ? inString(value, place, search, level, findFloor) : [];
  if (Array.isArray(value))
    return value.flatMap((entry, i) => findFloor(inner(value, i, entry, part, search), search, level + 1));
  if (!isObject(value)) return [];
  const [told] = recognise(value, search.record.start(value), { ...search, adapters: search.last });
  const own = told === undefined || row === true ? told : withoutWholeAmount(told);
  if (own !== undefined && amountOf(own) !== undefined) return [named(own, search)];
  const lists = Object.keys(value).flatMap((key) => {
    const list = value[key];
    const found = Array.isArray(list) && list.length > 1 ? batch(list, search) : [];
    return found.map((one) => named(one, search));
  });
  if (lists.length > 0) return lists;
  if (own !== undefined) return [named(own, search)];
  return Object.keys(value).flatMap((key) =>
    findFloor(inner(value, key, value[key] as SourceValue, part, search), search, level + 1),
  );
}

/** A program that writes `"amount": "27000"` may mean cents; the same words in the row of a table are a person's. */
function withoutWholeAmount(found: FoundTransaction): FoundTransaction {
  const { amount, ...rest } = transactionOf(found) ?? {};
  const whole = typeof amount === "string" && /^\d+$/.test(amount);
  if (!whole || rest.exponent !== undefined || writtenDecimals(String(rest.currency), undefined) === "none")
    return found;
  const warning = {
    path: "/transaction/amount",
    ...readMessage("amount_unreadable.seen", { field: "amount", value: amount }),
  };
  return {
    ...found,
    context: { ...found.context, transaction: rest },
    warnings: [...found.warnings, { warning, at: found.at }],
  };
}

/** The entries of a list, where each is a transaction with an id or an amount; else none. */
function batch(list: SourceValue[], search: Search): FoundTransaction[] {
  const found = list.flatMap((entry) =>
    isObject(entry) ? recognise(entry, search.record.start(entry), { ...search, adapters: search.last }) : [],
  );
  const whole = found.length === list.length && found.every((one) => idOf(one) ?? amountOf(one));
  return whole ? found : [];
}

const transactionOf = ({ context }: FoundTransaction) => context.transaction as Record<string, unknown> | undefined;
const amountOf = (found: FoundTransaction): unknown => transactionOf(found)?.amount;
const idOf = (found: FoundTransaction): unknown => transactionOf(found)?.id;

/** With the provider that the caller names, where the payload names none. */
function named(found: FoundTransaction, { provider }: Search): FoundTransaction {
  const failure = found.context.failure as Record<string, unknown> | undefined;
  if (provider === undefined || failure === undefined || Object.hasOwn(failure, "provider")) return found;
  return { ...found, context: { ...found.context, failure: { provider, ...failure } } };
}
