import type { Warning } from "../base/diagnosis.js";
import { copyPlainJson, isJsonObject, own } from "../base/json.js";
import { MAX_TEXT } from "../base/sizes.js";
import type { TransactionContext } from "../context/parse.js";
import { createRedactor } from "../redact/index.js";
import type { Adapter } from "./adapters/adapter.js";
import { findTransactions, type Search } from "./find.js";
import { ReadingRecord, type RepairKind } from "./record.js";
import { readInside, readParts } from "./sniff.js";
import { LineIndex, ReadRefusal, TextView } from "./source.js";
import { shortened, unreadable } from "./unreadable.js";

/**
 * One transaction found in a text.
 * @example
 * { context: { failure: { code: "51" } }, format: "txwhy", line: 1 }
 */
export interface ReadTransaction {
  context: TransactionContext;
  /** "txwhy", "generic.error", or "<provider>.<shape>". */
  format: string;
  /** The line, from 1, on which its object starts. */
  line: number;
}

/**
 * One thing that was not strict JSON, or one amount that was not plain: where (line and column from 1), what stood there, and what was
 * read. Both redacted.
 * @example
 * { line: 3, column: 17, was: '"1.500,00"', now: '"1500.00"', kind: "text" }
 */
export interface Repair {
  line: number;
  column: number;
  was: string;
  now: string;
  kind: RepairKind;
}

/**
 * What was read in a text. `repairs` holds everything that was not strict JSON, `warnings` what was left out or is not known.
 * @example
 * function contextsOf({ transactions }: Reading): unknown[] {
 *   return transactions.map(({ context }) => context);
 * }
 */
export interface Reading {
  /** Never empty. */
  transactions: ReadTransaction[];
  repairs: Repair[];
  warnings: Warning[];
}

/**
 * How to read a text where it leaves a choice.
 * @example
 * { locale: "id", provider: "midtrans" }
 */
export interface ReadOptions {
  /** Decides whether `10.000` is ten or ten thousand, where the currency does not. */
  locale?: string;
  /** Whose payload it is; other providers' shapes are then not looked for. */
  provider?: string;
}

/** A reader that recognises the payloads these adapters know; `last` are asked only where nothing else is found. */
export function createReader(
  adapters: readonly Adapter[],
  last: readonly Adapter[] = [],
): (text: string, options?: ReadOptions) => Reading {
  return (text, options = {}) => {
    try {
      if (typeof text !== "string") throw new ReadRefusal(0, "not_text", {}, true);
      return read(text, plainOptions(options), adapters, last);
    } catch (error) {
      if (error instanceof ReadRefusal) throw unreadable(typeof text === "string" ? text : "", error);
      throw error;
    }
  };
}

/** The options as plain texts: nothing of theirs is called. */
function plainOptions(options: unknown): ReadOptions {
  const copied = copyPlainJson(options);
  if (!("value" in copied) || !isJsonObject(copied.value))
    throw new ReadRefusal(0, "invalid_option", { name: "options" }, true);
  const text = (name: "locale" | "provider"): ReadOptions => {
    const value = own(copied.value, name) ?? undefined;
    if (value === undefined) return {};
    if (typeof value !== "string") throw new ReadRefusal(0, "invalid_option", { name: `options.${name}` }, true);
    return { [name]: value };
  };
  return { ...text("locale"), ...text("provider") };
}

function read(text: string, options: ReadOptions, adapters: readonly Adapter[], last: readonly Adapter[]): Reading {
  if (text.length > MAX_TEXT) throw new ReadRefusal(0, "too_large.input", {}, true);
  const record = new ReadingRecord();
  const view = TextView.of(text);
  const provider = options.provider?.toLowerCase();
  const finding: Search = {
    adapters:
      provider === undefined ? adapters : adapters.filter((adapter) => adapter.provider.toLowerCase() === provider),
    last,
    record,
    locale: options.locale,
    provider: options.provider,
    inside: (inner) => readInside(inner, record),
  };
  const parts = readParts(view, record);
  let found = parts.flatMap((part) => findTransactions(part, finding));
  if (parts.length === 0) {
    // Not even a value: some switches report a failure in one line of text, which an adapter may know.
    const start = text.search(/\S/);
    const line = { value: text.trim(), place: { view, key: start, value: start }, loose: false };
    found = start < 0 ? [] : findTransactions(line, finding);
  }
  if (found.length === 0) throw new ReadRefusal(Math.max(0, text.search(/\S/)), "no_transaction");
  const lines = new LineIndex(text);
  const redactor = createRedactor();
  const shown = new Map<string, string>();
  const safe = (piece: string): string => {
    const known = shown.get(piece);
    if (known !== undefined) return known;
    const made = shortened(piece, redactor);
    shown.set(piece, made);
    return made;
  };
  return {
    transactions: found.map(({ context, format, at }) => ({
      context: context as TransactionContext,
      format,
      line: lines.position(at).line,
    })),
    repairs: record.repairs().map(({ at, was, now, kind }) => ({
      ...lines.position(at),
      was: safe(was),
      now: safe(now),
      kind,
    })),
    warnings: found.flatMap(({ warnings }) =>
      warnings.map(({ warning, at }) => ({ ...warning, line: warning.line ?? lines.position(at).line })),
    ),
  };
}
