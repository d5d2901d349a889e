import type { FactValue, Kind, KindValues, Known } from "../base/known.js";
import type { Sheet } from "./sheet.js";

/** A fact that rules may name. Its meaning is in meanings.ts. */
export interface FactDefinition {
  name: string;
  kind: Kind;
  /** Selects the transactions that a rule is about. It says nothing about what is wrong, so it alone never contradicts a code. */
  scope?: true;
  /** False where nothing of the kind can limit this transaction, so that there is nothing to ask for. */
  arises?: (sheet: Sheet) => boolean;
  /** A name or code of a provider: compared without regard to case, width and spaces around it. */
  caseless?: true;
  /** Says only whether something is listed in the context. What is not listed contradicts no code. */
  listing?: true;
  /** Says what to do and not why it failed, so it is read for the next attempt, at the moment at which the answer is read. */
  ofNextAttempt?: true;
  derive(sheet: Sheet): Known<FactValue>;
}

/** A fact whose value fits its kind, checked by the compiler. */
export function fact<K extends Kind>(
  name: string,
  kind: K,
  derive: (sheet: Sheet) => Known<KindValues[K]>,
  marks: Omit<FactDefinition, "name" | "kind" | "derive"> = {},
): FactDefinition {
  return { name, kind, derive, ...marks };
}
