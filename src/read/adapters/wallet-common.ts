import { parseInstant } from "../../base/time.js";
import { member, type Value, type ValueObject } from "../value.js";
import { type Money, majorAmount, minorAmount, word } from "./common.js";

export type Status = "failed" | "pending" | "unknown" | "succeeded" | "expired" | "cancelled" | "refunded";
export type Kind = "payment" | "transfer" | "withdrawal" | "top_up" | "refund";

/** The words a provider has for the state of a payment. A word that is not in the list is no failure: its state is not known. */
export type States = Readonly<Record<string, Status>>;

/** The first of these members that is a word. */
export function field(value: Value | undefined, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const found = word(member(value, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the object has this member, and not as null. */
export const has = (value: Value | undefined, key: string): boolean => (member(value, key) ?? null) !== null;

/** How many of these members the object has. */
export const count = (value: Value | undefined, keys: readonly string[]): number =>
  keys.filter((key) => has(value, key)).length;

/** Whether the object has no members besides these. */
export const only = (value: ValueObject, keys: readonly string[]): boolean =>
  Object.keys(value).every((key) => keys.includes(key));

/** A list as it is, one thing as a list of one: parsed XML tells them apart only by how many there are. */
export function list(value: Value | undefined): Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** What a payload without an amount says of money: nothing, not even the currency its provider is used in. */
export const NO_MONEY: Money = { warnings: [] };

/** An amount in major units, in the currency beside it or else the one its provider defines. */
export const majorIn = (assumed: string, value: Value | undefined, stated?: Value): Money =>
  (value ?? null) === null ? NO_MONEY : majorAmount(value, stated ?? assumed);

/** An amount in minor units, in the currency beside it or else the one its provider defines. */
export const minorIn = (assumed: string, value: Value | undefined, stated?: Value): Money =>
  (value ?? null) === null ? NO_MONEY : minorAmount(value, stated ?? assumed);

/** RFC 3339 from a local time ("2019-10-08 12:41:36", or "20191008124136") in the one zone its provider writes in. */
export function localInstant(value: Value | undefined, offset: string): string | undefined {
  const parts = /^(\d{4})(-?)(\d\d)\2(\d\d)[T ]?(\d\d)(:?)(\d\d)\6(\d\d)(?:\.\d+)?$/.exec(word(value) ?? "");
  if (parts === null) return undefined;
  const [, year, , month, day, hour, , minute, second] = parts;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
  return parseInstant(text) === undefined ? undefined : text;
}
