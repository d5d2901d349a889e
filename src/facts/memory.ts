import { isJsonObject, type Json, type JsonObject, own } from "../base/json.js";

/** The parts of a context that facts are derived from. */
const areas = [
  "transaction",
  "balance",
  "fees",
  "limits",
  "history",
  "network",
  "authentication",
  "account",
  "instrument",
  "payee",
  "payeeId",
  "failure",
  "extensions",
] as const;
export type Area = (typeof areas)[number];
const PLACE = new Map<Area, number>(areas.map((area, place) => [area, place]));
const placeOf = (area: Area): number => PLACE.get(area) as number;
const TRANSACTION = placeOf("transaction");

/** Says what is derived once for a context: the place where it is kept. */
export type Sum = number;
let sums = 0;
export const newSum = (): Sum => sums++;

/** Something derived, and the areas it rests on. */
interface Derived {
  value: unknown;
  rests: number;
}

/**
 * What was derived from a context, each thing once, with the areas it rests on: noted by themselves, as they are looked at. A context
 * that differs in one area from another takes over everything that rests on the others. Whatever is remembered may look at the context
 * through `area` alone, and at the transaction's members other than its amount as it likes: where one of those differs nothing is
 * taken over.
 */
export class Memory {
  /** The areas by their places. */
  readonly #parts: readonly (Json | undefined)[];
  readonly #before: Memory | undefined;
  readonly #changed: number = 0;
  readonly #sums: (Derived | undefined)[] = [];
  /** By the fact's place in its rule set. */
  readonly #facts: (Derived | undefined)[] = [];
  #rests = 0;

  constructor(context: JsonObject, before: Memory | undefined) {
    this.#parts = areas.map((area) => own(context, area));
    if (before === undefined || !differsInAmountAlone(before.#parts[TRANSACTION], this.#parts[TRANSACTION])) return;
    this.#before = before;
    for (let place = 0; place < areas.length; place++) {
      if (this.#parts[place] !== before.#parts[place]) this.#changed |= 1 << place;
    }
  }

  area(name: Area): Json | undefined {
    const place = placeOf(name);
    this.#rests |= 1 << place;
    return this.#parts[place];
  }

  /** `later` are areas that the result looks at only when it is used. */
  sum<T>(sum: Sum, derive: () => T, later: readonly Area[] = []): T {
    return this.#once(this.#sums, this.#before === undefined ? undefined : this.#before.#sums, sum, derive, later);
  }

  fact<T>(place: number, derive: (place: number) => T): T {
    return this.#once(this.#facts, this.#before === undefined ? undefined : this.#before.#facts, place, derive, []);
  }

  #once<T>(
    kept: (Derived | undefined)[],
    before: readonly (Derived | undefined)[] | undefined,
    place: number,
    derive: (place: number) => T,
    later: readonly Area[],
  ): T {
    let found = kept[place];
    if (found === undefined) {
      found = this.#asBefore(before?.[place]);
      if (found === undefined) {
        const outer = this.open();
        const value = derive(place);
        found = { value, rests: this.close(outer) };
        for (const area of later) found.rests |= 1 << placeOf(area);
      }
      kept[place] = found;
    }
    this.#rests |= found.rests;
    return found.value as T;
  }

  /** From here on it is noted anew what is looked at; what was noted so far is handed to `close`. */
  open(): number {
    const outer = this.#rests;
    this.#rests = 0;
    return outer;
  }

  /** The areas that were looked at since `open`. */
  close(outer: number): number {
    const rests = this.#rests;
    this.#rests |= outer;
    return rests;
  }

  /** Whether what rests on these areas is as it was before. */
  isAsBefore(rests: number): boolean {
    return this.#before !== undefined && (rests & this.#changed) === 0;
  }

  #asBefore(derived: Derived | undefined): Derived | undefined {
    return derived !== undefined && (derived.rests & this.#changed) === 0 ? derived : undefined;
  }
}

/** Patches change members and share the rest, so that what is the same is the same object. */
function differsInAmountAlone(before: Json | undefined, after: Json | undefined): boolean {
  if (before === after) return true;
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  const isSame = (key: string): boolean => key === "amount" || own(before, key) === own(after, key);
  return Object.keys(before).every(isSame) && Object.keys(after).every(isSame);
}
