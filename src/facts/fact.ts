import type { FactValue, Kind, KindValues, Reading } from "../base/known.js";
import type { Decimal } from "../base/money.js";
import type { FailureReading } from "./codes.js";
import type { Sheet } from "./sheet.js";

/** Everything a fact may be derived from: the context's sums, its codes, and what a search over amounts found. */
export interface Source {
  readonly sheet: Sheet;
  readonly failure: FailureReading | null;
  readonly amounts: AmountSearch;
}

/** Found by a search over amounts, which runs when it is first asked for. */
export interface AmountSearch {
  /** The largest amount without an amount cause; unknown where none is bound or none passes. */
  readonly largest: Reading<Decimal>;
  /** The least passable amount above the transaction's own. */
  readonly least: Reading<Decimal>;
  /** The fewest equal parts that all pass, each with its own fees; the last may be smaller. */
  readonly parts: Reading<{ count: number; each: Decimal }>;
}

/** One word of the vocabulary in which rules are written. */
export interface FactDefinition {
  name: string;
  kind: Kind;
  /** One line of meaning: what it is, in which unit, and when it is unknown. */
  doc: string;
  /** Says which transactions a rule is about, not what is wrong with one: a code is never contradicted by it alone. */
  scope?: true;
  derive(source: Source): Reading<FactValue>;
}

/** A fact whose value fits its kind, checked by the compiler. */
export function fact<K extends Kind>(
  name: string,
  kind: K,
  doc: string,
  derive: (source: Source) => Reading<KindValues[K]>,
  scope?: true,
): FactDefinition {
  return scope === undefined ? { name, kind, doc, derive } : { name, kind, doc, derive, scope };
}
