import { compare, type Decimal } from "./money.js";

/**
 * What is known of a fact. Unknown is never false and never zero: it names the missing facts, as JSON Pointers into the context.
 * `assumed` names facts that were missing and counted as zero, which is allowed only where an excess is proved by what is left.
 */
export type Reading<T> = Known<T> | Unknown;
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly assumed?: readonly string[];
}
export interface Unknown {
  readonly known: false;
  readonly missing: readonly string[];
}

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const knownAssuming = <T>(value: T, assumed: readonly string[]): Known<T> =>
  assumed.length === 0 ? { known: true, value } : { known: true, value, assumed };
export const unknown = (...missing: string[]): Unknown => ({ known: false, missing });
/** Not to be had from any one fact: nothing is asked for. */
export const NOTHING: Unknown = { known: false, missing: [] };

export const isTrue = (reading: Reading<boolean>): boolean => reading.known && reading.value;

/** What keeps any of them unknown, each path once. */
export function missingOf(...readings: Reading<unknown>[]): string[] {
  const paths = new Set<string>();
  for (const reading of readings) if (!reading.known) for (const path of reading.missing) paths.add(path);
  return [...paths];
}
export const assumedOf = (...readings: Reading<unknown>[]): string[] => [
  ...new Set(readings.flatMap((reading) => (reading.known ? (reading.assumed ?? []) : []))),
];

/** A function of readings: unknown as soon as one of them is, with all that is missing. */
export function combine<A, B, T>(a: Reading<A>, b: Reading<B>, join: (a: A, b: B) => T): Reading<T> {
  if (a.known && b.known) {
    const value = join(a.value, b.value);
    return a.assumed === undefined && b.assumed === undefined
      ? { known: true, value }
      : knownAssuming(value, assumedOf(a, b));
  }
  if (a.known) return b as Unknown;
  return b.known ? a : { known: false, missing: missingOf(a, b) };
}
export const map = <A, T>(a: Reading<A>, change: (a: A) => T): Reading<T> =>
  a.known ? knownAssuming(change(a.value), a.assumed ?? []) : a;

/** True as soon as one is known to be true; false only when all are known to be false. */
export function someTrue(readings: Iterable<Reading<boolean>>): Reading<boolean> {
  const missing = new Set<string>();
  let undecided = false;
  for (const reading of readings) {
    if (reading.known && reading.value) return reading;
    if (!reading.known) {
      undecided = true;
      for (const path of reading.missing) missing.add(path);
    }
  }
  return undecided ? { known: false, missing: [...missing] } : known(false);
}

/** The kinds of facts: how their values are held, compared and written. Money is in the transaction's currency, a time in milliseconds. */
export interface KindValues {
  money: Decimal;
  number: number;
  boolean: boolean;
  text: string;
  time: number;
}
export type Kind = keyof KindValues;
export type FactValue = KindValues[Kind];

/** Negative, zero or positive as a stands below, at or above b; both of this kind. */
export function compareValues(kind: Kind, a: FactValue, b: FactValue): number {
  if (kind === "money") return compare(a as Decimal, b as Decimal);
  return a < b ? -1 : a > b ? 1 : 0;
}
