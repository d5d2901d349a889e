import type { FactValue, Kind, KindValues, Reading } from "../base/known.js";
import type { Sheet } from "./sheet.js";

/** One word of the vocabulary in which rules are written. */
export interface FactDefinition {
  name: string;
  kind: Kind;
  /** Says which transactions a rule is about, not what is wrong with one: a code is never contradicted by it alone. */
  scope?: true;
  derive(sheet: Sheet): Reading<FactValue>;
}

/** A fact whose value fits its kind, checked by the compiler. */
export function fact<K extends Kind>(
  name: string,
  kind: K,
  derive: (sheet: Sheet) => Reading<KindValues[K]>,
  scope?: true,
): FactDefinition {
  return scope === undefined ? { name, kind, derive } : { name, kind, derive, scope };
}
