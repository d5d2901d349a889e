import { type Json, own } from "../base/json.js";
import { type Known, known, knownAssuming, UNKNOWN, unknown } from "../base/known.js";
import type { Decimal } from "../base/money.js";
import { type FactDefinition, fact } from "./fact.js";
import { onlySource, type Sheet } from "./sheet.js";

/** A member of the only funding source of a top-up. Without such a source there is nothing to ask for. */
function ofSource<T>(sheet: Sheet, name: string, read: (value: Json) => T): Known<T> {
  const source = onlySource(sheet);
  if (source === null) return UNKNOWN;
  const value = own(source, name);
  return value === undefined ? unknown(`/fundingSources/0/${name}`) : known(read(value));
}

const money = (name: string): FactDefinition =>
  fact(`source.${name}`, "money", (sheet) =>
    ofSource(sheet, name, (value) => sheet.cache.decimal(value as string | number)),
  );

/** What leaves the source: the amount with its fees. With unknown fees the amount alone proves that it is too much. */
function debit(sheet: Sheet): Known<Decimal> {
  const { amount, total } = sheet;
  const available = ofSource(sheet, "available", (value) => sheet.cache.decimal(value as string | number));
  if (total.known || !amount.known || !available.known || amount.value.lte(available.value)) return total;
  return knownAssuming(amount.value, total.missing);
}

/** Where the money of a top-up comes from, if there is only one such source. */
export const sourceFacts: readonly FactDefinition[] = [
  fact("source.isOnly", "boolean", (sheet) => known(onlySource(sheet) !== null), { scope: true }),
  fact("source.status", "text", (sheet) => ofSource(sheet, "status", (value) => value as string)),
  money("available"),
  money("minTopUp"),
  money("maxTopUp"),
  fact("source.debit", "money", debit),
];
