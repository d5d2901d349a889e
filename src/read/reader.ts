import type { Warning } from "../base/diagnosis.js";
import { copyPlainJson } from "../base/json.js";
import { MAX_TEXT } from "../base/sizes.js";
import type { TransactionContext } from "../context/parse.js";
import { createRedactor } from "../redact/index.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import type { Adapter, PayloadFormat } from "./adapters/adapter.js";
import { wantedIn } from "./adapters/generic.js";
import { type FoundTransaction, findEach, type Search } from "./find.js";
import { parseReadOptions, type ReadOptions } from "./options.js";
import { parsedValue, refusalOf } from "./parsed.js";
import type { FoundValue } from "./prose.js";
import { ReadingRecord, type RepairKind } from "./record.js";
import { onceEach } from "./same.js";
import { readInside, readWays } from "./sniff.js";
import { LineIndex, ReadRefusal, TextView } from "./source.js";
import { withSurroundings } from "./surroundings.js";
import { type KnownWords, toldFailure } from "./text.js";
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
  words: () => KnownWords = () => ({ words: [], phrases: { matches: () => [] } }),
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
        () => textTransactions(input, search, words, providers),
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

function textTransactions(
  text: string,
  search: Search,
  words: () => KnownWords,
  providers: readonly string[],
): FoundTransaction[] {
  if (text.length > MAX_TEXT) throw new ReadRefusal(0, "too_large.input", {}, true);
  const view = TextView.of(text);
  const seen: FoundValue[] = [];
  for (const parts of readWays(view, search.record)) {
    const found = findEach(parts, search);
    if (found.some((some) => some.length > 0)) {
      const once = onceEach(text, parts, found);
      const [only] = once;
      if (only === undefined || once.length > 1) return once;
      return [withSurroundings(only, proseOf(text, parts), providers)];
    }
    seen.push(...parts);
  }
  const told = toldFailure(proseOf(text, seen), words()) ?? toldInside(text, seen, words());
  if (told === null) throw noTransaction(text, seen);
  const at = Math.max(0, text.search(/\S/));
  const { warnings } = told;
  const transaction = { ...wantedBy(seen), ...told.context.transaction };
  const context = {
    ...(Object.keys(transaction).length > 0 && { transaction }),
    failure: { ...(search.provider !== undefined && { provider: search.provider }), ...told.context.failure },
  };
  const one = { context, format: "text", at, warnings: warnings.map((warning) => ({ warning, at })) };
  return [withSurroundings(one, text, providers)];
}

/** What says that something went well; a flag that is off says the opposite. */
const DONE =
  /\b(?:success\w*|succeeded|complete[d]?|paid|approved|settled|captured|confirmed|berhasil|sukses|pagad[oa]|aprovad[oa]|aprobad[oa])\b(?!["']?\s{0,4}[:=]>?\s{0,4}["']?(?:false|0|no|null|nil|none)\b)|成功|已支付/i;

/** The failure that the objects of a text tell in words, where none of them is a transaction and none speaks of a success. */
function toldInside(text: string, seen: readonly FoundValue[], words: KnownWords): ReturnType<typeof toldFailure> {
  return seen.length === 0 || DONE.test(text) ? null : toldFailure(text, words);
}

/** The amount that the objects in a text ask for, where all that name one name the same. */
function wantedBy(seen: readonly FoundValue[]): Record<string, string | number> {
  const wanted = seen
    .map(({ value }) => (isObject(value) ? wantedIn(value) : undefined))
    .filter((one) => one !== undefined);
  const [first] = wanted;
  const same = wanted.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return first !== undefined && same ? first : {};
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
