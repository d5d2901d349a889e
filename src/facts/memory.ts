import { type Json, type JsonObject, own } from "../json.js";

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
const BIT = new Map<Area, number>(areas.map((area, i) => [area, 1 << i]));
const bit = (area: Area): number => BIT.get(area) as number;

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
  readonly #context: JsonObject;
  readonly #before: Memory | undefined;
  readonly #changed: number = 0;
  readonly #sums: (Derived | undefined)[] = [];
  /** By the fact's place in its rule set. */
  readonly #facts: (Derived | undefined)[] = [];
  #rests = 0;

  constructor(context: JsonObject, before: Memory | undefined) {
    this.#context = context;
    if (before === undefined || !differsInAmountAlone(before.#context, context)) return;
    this.#before = before;
    for (const area of areas) if (own(context, area) !== own(before.#context, area)) this.#changed |= bit(area);
  }

  area(name: Area): Json | undefined {
    this.#rests |= bit(name);
    return own(this.#context, name);
  }

  /** `later` are areas that the result looks at only when it is used. */
  sum<T>(sum: Sum, derive: () => T, later: readonly Area[] = []): T {
    let found = this.#sums[sum];
    if (found === undefined) {
      found = this.#before === undefined ? undefined : this.#asBefore(this.#before.#sums[sum]);
      if (found === undefined) {
        const outer = this.open();
        const value = derive();
        found = { value, rests: this.close(outer) };
        for (const area of later) found.rests |= bit(area);
      }
      this.#sums[sum] = found;
    }
    this.#rests |= found.rests;
    return found.value as T;
  }

  fact<T>(place: number, derive: (place: number) => T): T {
    let found = this.#facts[place];
    if (found === undefined) {
      found = this.#before === undefined ? undefined : this.#asBefore(this.#before.#facts[place]);
      if (found === undefined) {
        const outer = this.open();
        const value = derive(place);
        found = { value, rests: this.close(outer) };
      }
      this.#facts[place] = found;
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
function differsInAmountAlone(a: JsonObject, b: JsonObject): boolean {
  const [before, after] = [a.transaction, b.transaction] as [JsonObject | undefined, JsonObject | undefined];
  if (before === after) return true;
  if (before === undefined || after === undefined) return false;
  for (const key of Object.keys({ ...before, ...after })) {
    if (key !== "amount" && own(before, key) !== own(after, key)) return false;
  }
  return true;
}
