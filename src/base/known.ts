import { compare, type Decimal } from "./money.js";

/**
 * A value that may be unknown. Unknown is never false and never zero: it names the missing facts, as JSON Pointers into the context.
 * `assumed` names missing facts that were counted as zero, which is allowed only where the rest alone proves an excess.
 */
export type Known<T> = KnownValue<T> | Unknown;
export interface KnownValue<T> {
  readonly known: true;
  readonly value: T;
  readonly assumed?: readonly string[];
}
export interface Unknown {
  readonly known: false;
  readonly missing: readonly string[];
}

export const known = <T>(value: T): KnownValue<T> => ({ known: true, value });
/** With `assumed` undefined, a plain known value. An empty list: something unknown was counted as zero, and nobody can be asked for it. */
export const knownAssuming = <T>(value: T, assumed: readonly string[] | undefined): KnownValue<T> =>
  assumed === undefined ? { known: true, value } : { known: true, value, assumed };
export const unknown = (...missing: string[]): Unknown => ({ known: false, missing });
/** Unknown, and no single missing fact would change that: there is nothing to ask for. */
export const UNKNOWN: Unknown = { known: false, missing: [] };

export const isTrue = (fact: Known<boolean>): boolean => fact.known && fact.value;

/** The facts that are missing for any of the values, each path once. */
export function missingOf(...facts: Known<unknown>[]): string[] {
  const paths = new Set<string>();
  for (const fact of facts) if (!fact.known) for (const path of fact.missing) paths.add(path);
  return [...paths];
}
export const assumedOf = (...facts: Known<unknown>[]): string[] => [
  ...new Set(facts.flatMap((fact) => (fact.known ? (fact.assumed ?? []) : []))),
];

/** A function of two values: unknown when one of them is, with everything that is missing. */
export function combine<A, B, T>(a: Known<A>, b: Known<B>, join: (a: A, b: B) => T): Known<T> {
  if (a.known && b.known) {
    const value = join(a.value, b.value);
    return a.assumed === undefined && b.assumed === undefined
      ? { known: true, value }
      : knownAssuming(value, assumedOf(a, b));
  }
  if (a.known) return b as Unknown;
  if (b.known || isHopeless(a)) return a;
  return isHopeless(b) ? b : { known: false, missing: missingOf(a, b) };
}
/** Unknown for good: whatever else is missing decides nothing. */
const isHopeless = ({ missing }: Unknown): boolean => missing.length === 0;
export const map = <A, T>(a: Known<A>, change: (a: A) => T): Known<T> =>
  a.known ? knownAssuming(change(a.value), a.assumed) : a;

/** True when one value is known to be true; false only when all are known to be false. */
export function someTrue(facts: Iterable<Known<boolean>>): Known<boolean> {
  const missing = new Set<string>();
  let undecided = false;
  for (const fact of facts) {
    if (fact.known && fact.value) return fact;
    if (!fact.known) {
      undecided = true;
      for (const path of fact.missing) missing.add(path);
    }
  }
  return undecided ? { known: false, missing: [...missing] } : known(false);
}

/** The kinds of facts and the types of their values. Money is in the transaction's currency, a time in milliseconds. */
export interface KindValues {
  money: Decimal;
  number: number;
  boolean: boolean;
  text: string;
  time: number;
}
export type Kind = keyof KindValues;
export type FactValue = KindValues[Kind];

/** Negative, zero or positive as a is below, equal to or above b; both of this kind. */
export function compareValues(kind: Kind, a: FactValue, b: FactValue): number {
  if (kind === "money") return compare(a as Decimal, b as Decimal);
  return a < b ? -1 : a > b ? 1 : 0;
}
