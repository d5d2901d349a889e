import type { Warning } from "../base/diagnosis.js";
import { copyPlainJson } from "../base/json.js";
import { MAX_TEXT } from "../base/sizes.js";
import type { TransactionContext } from "../context/parse.js";
import { createRedactor } from "../redact/index.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import type { Adapter, PayloadFormat } from "./adapters/adapter.js";
import { numberedIn, stateNamedIn } from "./adapters/generic.js";
import { isFailedState } from "./adapters/generic-names.js";
import { leftOutOf, wantedBy, withAsked } from "./asked.js";
import { withToldDebit, withToldReason } from "./beside.js";
import { isBrokenPiece, isGuzzleCut, isNoRecord, objectBelow, wordsAround, wordsBesidePiece } from "./broken.js";
import { beforeCut, cutIn, hasFailed, type TextSearch } from "./cut.js";
import { beginsUnopened } from "./dumps/members.js";
import { type FoundTransaction, findEach, type Search } from "./find.js";
import { readMessage } from "./messages.js";
import { parseReadOptions, type ReadOptions } from "./options.js";
import { parsedValue, refusalOf } from "./parsed.js";
import type { FoundValue } from "./prose.js";
import { ReadingRecord, type RepairKind } from "./record.js";
import { onceEach, saysTheSame, withoutOriginal } from "./same.js";
import { readInside, readWays } from "./sniff.js";
import { LineIndex, ReadRefusal, TextView } from "./source.js";
import { providerIn, withSurroundings } from "./surroundings.js";
import { type KnownWords, namesPaid, speaksOfSuccess, type ToldFailure, toldFailure } from "./text.js";
import { noTransaction, shortened, unreadable } from "./unreadable.js";
import { isObject } from "./value.js";

/**
 * The shape in which a transaction was recognised: `txwhy` for a context of our own, `text` for a failure told in words, else
 * `<provider>.<shape>`. A later version may recognise more.
 * @example
 * "stripe.payment_intent"
 */
export type ReadFormat = "txwhy" | "text" | PayloadFormat | (string & {});

/**
 * One transaction that was read.
 * @example
 * { context: { failure: { code: "51" } }, format: "txwhy", line: 1 }
 */
export interface ReadTransaction {
  /** What `diagnose` takes. Amounts are decimal texts in major units. It is checked there, not here: a wrong word is kept as it was written. */
  readonly context: TransactionContext;
  /** The shape in which it was recognised. */
  readonly format: ReadFormat;
  /** The line, from 1, on which its object starts; 1 for a parsed value. */
  readonly line: number;
}

/**
 * One place that was not strict JSON, or one amount that was not plain, and what was read instead. Its texts are redacted.
 * @example
 * { line: 3, column: 17, was: '"1.500,00"', now: '"1500.00"', kind: "text" }
 */
export interface Repair {
  /** From 1; 1 for a parsed value. */
  readonly line: number;
  /** From 1, in UTF-16 units; 1 for a parsed value. */
  readonly column: number;
  /** What was written, at most 200 characters. */
  readonly was: string;
  /** What was read instead, at most 200 characters; empty where it was left out. */
  readonly now: string;
  /** "text" inside a string, "structure" outside. */
  readonly kind: RepairKind;
}

/**
 * What was read in an input.
 * @example
 * function contextsOf({ transactions }: Reading): unknown[] {
 *   return transactions.map(({ context }) => context);
 * }
 */
export interface Reading {
  /** In the order of the input. Never empty. */
  readonly transactions: readonly [ReadTransaction, ...ReadTransaction[]];
  /** Every place that was not strict JSON, in the order of the input. */
  readonly repairs: readonly Repair[];
  /** What was left out or is not known, such as an ambiguous amount; `path` is a JSON Pointer into the context. */
  readonly warnings: readonly Warning[];
}

/**
 * A reader that recognises the payloads these adapters know; `last` are asked only where nothing else is found. `provider` may name an
 * adapter or one of `providers`. `words` are what tells a failure in a text without any object, `own` the adapters of a rule set's own
 * tables: an app that writes a shape wants it before all others.
 */
export function createReader(
  adapters: readonly Adapter[],
  last: readonly Adapter[] = [],
  providers: readonly string[] = [],
  words: () => KnownWords = () => ({ words: [], phrases: { matches: () => [], saysFailed: () => false } }),
  own: (rules: CompiledRuleSet) => readonly Adapter[] = () => [],
): (input: unknown, options?: ReadOptions) => Reading {
  const known = [...new Set([...adapters, ...last].map(({ provider }) => provider).concat(providers))];
  return (input, options) => {
    const { locale, provider, rules } = parseReadOptions(options, known);
    const all = rules === undefined ? adapters : [...own(rules), ...adapters];
    const record = new ReadingRecord();
    const search: Search = {
      adapters: provider === undefined ? all : all.filter((adapter) => adapter.provider === provider),
      last,
      record,
      locale,
      provider,
      inside: (view) => readInside(view, record),
    };
    if (typeof input === "string")
      return answer(
        input,
        () => input,
        record,
        () => textTransactions(input, { ...search, words, providers }),
        locale,
      );
    const copied = copyPlainJson(input);
    if ("issues" in copied) {
      throw unreadable("", refusalOf(copied.issues[0] as (typeof copied.issues)[number]), locale);
    }
    const find = (): FoundTransaction[] => {
      const part = parsedValue(copied.value, record);
      const found = findEach([part], search).flat();
      if (found.length === 0) throw noTransaction("", [part]);
      return found;
    };
    return answer("", () => JSON.stringify(copied.value), record, find, locale);
  };
}

function textTransactions(text: string, search: TextSearch): FoundTransaction[] {
  if (text.length > MAX_TEXT) throw new ReadRefusal(0, "too_large.input", {}, true);
  const mark = search.record.checkpoint();
  try {
    const { found, seen } = objectsIn(text, search);
    return found.length > 0 ? found : [ofCutDump(text, search) ?? toldIn(text, seen, search)];
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    search.record.rollBack(mark);
    const told = unopened(text, search) ?? besideBroken(text, error, search);
    if (told === null) throw error;
    return told;
  }
}

/** The transactions that the objects of a text are; where none is one, every object that was seen. */
function objectsIn(text: string, search: TextSearch): { found: FoundTransaction[]; seen: FoundValue[] } {
  const seen: FoundValue[] = [];
  for (const parts of readWays(TextView.of(text), search.record)) {
    const each = findEach(parts, search);
    if (each.some((some) => some.length > 0)) {
      const found = onceEach(text, parts, each);
      const [only] = found;
      if (only === undefined || found.length > 1) return { found, seen };
      const prose = proseOf(text, parts);
      const told = withToldReason(withToldDebit(only, prose, search.words), prose, search.words);
      const whole = withAsked(told, parts);
      return { found: [withSurroundings(whole, prose, search.providers)], seen };
    }
    seen.push(...parts);
    const { broken } = search.record;
    const cut = broken && isGuzzleCut(text, broken) ? beforeCut(text, broken, search, objectsIn) : null;
    if (cut !== null) return { found: [cut], seen };
  }
  return { found: [], seen };
}

/** The failure of an object of which neither the first brace nor the end was copied. */
function unopened(text: string, search: TextSearch): FoundTransaction[] | null {
  const cut = beginsUnopened(text) ? cutIn(`{${text}`, search, objectsIn) : null;
  return cut === null ? null : [withSurroundings({ ...cut, at: text.search(/\S/) }, text, search.providers)];
}

/** The failure of a dump that was cut off, by its members: they say more than the words of the text. */
function ofCutDump(text: string, search: TextSearch): FoundTransaction | null {
  const { broken } = search.record;
  return broken?.begins === undefined ? null : beforeCut(text, broken, search, objectsIn);
}

/** The failure that a text tells in words. @throws {ReadRefusal} where it tells none. */
function toldIn(text: string, seen: readonly FoundValue[], search: TextSearch): FoundTransaction {
  const hasProvider = providerIn(text.slice(0, 10_000), search.providers) !== undefined;
  const numbered = hasProvider ? seen.flatMap(({ value }) => (isObject(value) ? (numberedIn(value) ?? []) : [])) : [];
  const words = search.words();
  const prose = [...new Set(numbered.filter((one) => !speaksOfSuccess(one))), proseOf(text, seen)].join("\n\n");
  const told =
    toldFailure(prose, words, { hasProvider }) ??
    toldInside(text, seen, words) ??
    statedIn(text, seen) ??
    (hasProvider && (namesPaid(text) || !speaksOfSuccess(text))
      ? toldFailure(prose, words, { hasProvider, withoutReason: true })
      : null);
  if (told === null) throw search.record.broken ?? noTransaction(text, seen);
  const at = Math.max(0, text.search(/\S/));
  const warnings = told.warnings.length > 0 ? told.warnings : leftOutOf(seen);
  const transaction = { ...wantedBy(seen), ...told.context.transaction };
  const failure = { ...(search.provider !== undefined && { provider: search.provider }), ...told.context.failure };
  const context = {
    ...(Object.keys(transaction).length > 0 && { transaction }),
    ...(Object.keys(failure).length > 0 && { failure }),
  };
  const one = { context, format: "text" as const, at, warnings: warnings.map((warning) => ({ warning, at })) };
  return withSurroundings(one, text, search.providers);
}

/**
 * The failures of a text in which an object is broken: those before and below it with what is left of the broken one, where it was cut off;
 * that of the one object before or below it, where the broken one is no record of its own; else what the text tells in words, without any
 * amount. Null where the text has to be refused.
 */
function besideBroken(
  text: string,
  refusal: ReadRefusal,
  search: TextSearch,
  isOutermost = false,
): FoundTransaction[] | null {
  if (!isBrokenPiece(text, refusal)) return null;
  const { begins, at } = refusal;
  const below = objectBelow(text, refusal);
  const found = (part: string) => objectsIn(part, search).found;
  const moved = (by: number) => (one: FoundTransaction) => ({ ...one, at: one.at + by });
  try {
    const beside = [
      ...(begins === undefined ? [] : found(text.slice(0, begins))),
      ...(below < 0 ? [] : found(text.slice(below)).map(moved(below))),
    ];
    const [only] = beside;
    const left = only !== undefined && begins !== undefined ? cutIn(text.slice(begins), search, objectsIn) : null;
    if (left !== null) {
      const isTold = isNoRecord(text, refusal) && beside.some((one) => saysTheSame(one, left));
      const all = isTold ? beside : withoutOriginal([...beside, moved(begins ?? 0)(left)]);
      if (all.every(hasFailed)) return all.map((one) => withSurroundings(one, text, search.providers));
    }
    if (beside.length > 1 || (only !== undefined && !(isNoRecord(text, refusal) && hasFailed(only)))) return null;
    const cut = only === undefined ? beforeCut(text, refusal, search, objectsIn) : null;
    if (cut !== null) return [cut];
    const plain = only !== undefined || below >= 0 ? null : (wordsAround(text) ?? wordsBesidePiece(text, refusal));
    const one = only ?? (plain === null ? null : toldIn(plain, [], search));
    const warning = { path: "/failure/message", ...readMessage("object_unread") };
    return one === null ? null : [{ ...one, warnings: [...one.warnings, { warning, at: begins ?? at }] }];
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    // The broken one lies in the braces of a program: all of it is broken.
    const isInside = error.begins !== undefined && error.begins < (begins ?? at);
    return isInside && !isOutermost ? besideBroken(text, error, search, true) : null;
  }
}

/** The failure that the objects of a text tell in words, where none of them is a transaction and none speaks of a success. */
function toldInside(text: string, seen: readonly FoundValue[], words: KnownWords): ReturnType<typeof toldFailure> {
  if (seen.length === 0) return null;
  if (!speaksOfSuccess(text)) return toldFailure(text, words);
  // What the people say of a success is about another payment, or about what they saw of this one.
  const objects = seen.flatMap(({ place: { view, value }, end }) =>
    end === undefined ? [] : view.text.slice(value, end),
  );
  const inside = [...new Set(objects)].join("\n\n");
  return speaksOfSuccess(inside) ? null : toldFailure(inside, words);
}

/** The failing state that the objects of a text name, where they say no more: `{mode: CHARGE, result: FAILED}`. */
function statedIn(text: string, seen: readonly FoundValue[]): ToldFailure | null {
  const states = seen.flatMap(({ value }) => (isObject(value) ? stateNamedIn(value) : undefined) ?? []);
  const [state] = states;
  if (!isFailedState(state) || states.some((other) => other !== state) || speaksOfSuccess(text)) return null;
  return { context: { transaction: { status: state } }, warnings: [] };
}

/** What is left of a text without the objects in it: those were looked at, and are no transactions. */
function proseOf(text: string, parts: readonly FoundValue[]): string {
  let prose = "";
  let from = 0;
  for (const { place, end } of parts) {
    if (end === undefined) continue;
    const start = place.view.origin(place.value);
    if (start >= from) prose += `${text.slice(from, start)}\n`;
    from = Math.max(from, end >= place.view.text.length ? text.length : place.view.origin(end));
  }
  return prose + text.slice(from);
}

/** Reads, and puts lines and columns of `text` to what was found. `shown` is the text from which an error shows an excerpt. */
function answer(
  text: string,
  shown: () => string,
  record: ReadingRecord,
  find: () => FoundTransaction[],
  locale: string | undefined,
): Reading {
  try {
    const [first, ...others] = find();
    if (first === undefined) throw noTransaction(text, []);
    const found: [FoundTransaction, ...FoundTransaction[]] = [first, ...others];
    const lines = new LineIndex(text);
    const transaction = ({ context, format, at }: FoundTransaction): ReadTransaction => ({
      context: context as TransactionContext,
      format,
      line: lines.position(at).line,
    });
    return {
      transactions: [transaction(first), ...others.map(transaction)],
      repairs: repairsOf(record, lines),
      warnings: found.flatMap(({ warnings }) =>
        warnings.map(({ warning, at }) => ({ ...warning, line: warning.line ?? lines.position(at).line })),
      ),
    };
  } catch (error) {
    if (error instanceof ReadRefusal) throw unreadable(shown(), error, locale);
    throw error;
  }
}

function repairsOf(record: ReadingRecord, lines: LineIndex): Repair[] {
  const redactor = createRedactor();
  const shown = new Map<string, string>();
  const safe = (piece: string): string => {
    const known = shown.get(piece);
    if (known !== undefined) return known;
    const made = shortened(piece, redactor);
    shown.set(piece, made);
    return made;
  };
  return record
    .repairs()
    .map(({ at, was, now, kind }) => ({ ...lines.position(at), was: safe(was), now: safe(now), kind }));
}
