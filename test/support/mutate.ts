import { hostileTexts } from "./hostile.js";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = (string | number)[];

/** Draws the same numbers for the same seed (mulberry32). */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** A whole number from 0, less than `sides`. */
  below(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  }
  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

export function* places(value: Json, path: Path = []): Generator<Path> {
  yield path;
  if (Array.isArray(value)) for (const [i, entry] of value.entries()) yield* places(entry, [...path, i]);
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value)) yield* places(member, [...path, key]);
}

type Holder = Record<string | number, Json>;
const holderOf = (root: Json, path: Path): Holder =>
  path.slice(0, -1).reduce<Json>((holder, step) => (holder as Holder)[step] as Json, root) as Holder;

/** The value with another at this place; `undefined` takes it away. */
export function put(root: Json, path: Path, value: Json | undefined): Json {
  if (path.length === 0) return value ?? null;
  const copy = structuredClone(root);
  const holder = holderOf(copy, path);
  const last = path.at(-1) as string | number;
  if (value === undefined) {
    if (Array.isArray(holder)) holder.splice(last as number, 1);
    else delete holder[last];
  } else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

export const get = (root: Json, path: Path): Json =>
  path.length === 0 ? root : (holderOf(root, path)[path.at(-1) as string | number] as Json);

const NUMBERS = "0 -0 1 -1 0.5 0.005 99.99 100 100.00 999999999999999 1e15 1e-7 1e400 00 1.000 1,000 9007199254740993";
const WORDS =
  "failed planned pending succeeded unknown USD EUR JPY IDR BTC usd UTC Asia/Jakarta daily rolling per_transaction payer payee P1D P1M 2026-11-22T01:00:00Z 2026-11-22 2026-02 stripe adyen midtrans 51 05 insufficient_funds";
const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.1,
  1e300,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { amount: "1", currency: "USD" },
  { all: [] },
  { fact: "constructor" },
  ...NUMBERS.split(" "),
  ...WORDS.split(" "),
  ...hostileTexts.filter((text) => text.length < 1000),
];

/** One place made otherwise: taken away, doubled, renamed, nested, replaced, or put where something else was. */
export function mutated(root: Json, dice: Dice, donor: Json): Json {
  const all = [...places(root)];
  const path = dice.one(all);
  const here = get(root, path);
  const fresh = (): Json =>
    dice.below(3) === 0 ? structuredClone(get(donor, dice.one([...places(donor)]))) : dice.one(VALUES);
  switch (dice.below(8)) {
    case 0:
      return path.length === 0 ? root : put(root, path, undefined);
    case 1:
      return put(root, path, dice.below(2) === 0 ? [here] : { [dice.one(hostileTexts)]: here });
    case 2:
      if (Array.isArray(here))
        return put(
          root,
          path,
          Array.from({ length: 1 + dice.below(40) }, () => structuredClone(here)).flat() as Json[],
        );
      return put(root, path, fresh());
    case 3:
      if (typeof here === "object" && here !== null && !Array.isArray(here))
        return put(root, [...path, dice.below(2) === 0 ? dice.one(hostileTexts) : dice.one(WORDS.split(" "))], fresh());
      return put(root, path, fresh());
    case 4:
      return typeof here === "string" ? put(root, path, mutatedText(here, dice, "")) : put(root, path, fresh());
    case 5: {
      const other = get(root, dice.one(all));
      return put(root, path, structuredClone(other));
    }
    default:
      return put(root, path, fresh());
  }
}

const PIECES = [
  ..."{}[]\"':,\\/&=;<>()",
  "\\u0000",
  "\\ud800",
  '"',
  "&quot;",
  "<!--",
  "<![CDATA[",
  "curl -d '",
  "```json\n",
  "> ",
  "\r\n",
  "\t",
  "%7B",
  "None",
  "NaN",
  "//",
  "/*",
  "-----BEGIN",
  ...hostileTexts.filter((text) => text.length < 1000),
];

/** A few characters taken away, doubled, moved, changed, or put in; now and then very many. */
export function mutatedText(text: string, dice: Dice, donor: string): string {
  const from = dice.below(text.length + 1);
  const to = Math.min(text.length, from + 1 + dice.below(dice.below(4) === 0 ? text.length + 1 : 12));
  const piece = text.slice(from, to);
  switch (dice.below(7)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + piece + text.slice(to);
    case 2: {
      const times = dice.below(60) === 0 ? Math.ceil(200_000 / Math.max(1, piece.length)) : 1 + dice.below(20);
      return text.slice(0, from) + piece.repeat(times) + text.slice(to);
    }
    case 3:
      return text.slice(0, from) + String.fromCharCode(dice.below(dice.below(2) === 0 ? 128 : 65_536)) + text.slice(to);
    case 4: {
      const start = dice.below(donor.length + 1);
      return text.slice(0, from) + donor.slice(start, start + dice.below(200)) + text.slice(from);
    }
    case 5:
      return text.slice(0, from);
    default:
      return text.slice(0, from) + dice.one(PIECES) + text.slice(from);
  }
}
