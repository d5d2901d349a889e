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
  readonly #derived = { sums: new Map<string, Derived>(), facts: new Map<string, Derived>() };
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

  sum<T>(name: string, derive: () => T, later?: readonly Area[]): T {
    return this.#once("sums", name, derive, later) as T;
  }

  fact<T>(name: string, derive: (name: string) => T): T {
    return this.#once("facts", name, derive) as T;
  }

  /** What is derived from something, with the areas it rests on. */
  watch<A, T>(derive: (from: A) => T, from: A): { value: T; rests: number } {
    const outer = this.#rests;
    this.#rests = 0;
    const value = derive(from);
    const rests = this.#rests;
    this.#rests |= outer;
    return { value, rests };
  }

  /** Whether what rests on these areas is as it was before. */
  isAsBefore(rests: number): boolean {
    return this.#before !== undefined && (rests & this.#changed) === 0;
  }

  #once(kind: "sums" | "facts", name: string, derive: (name: string) => unknown, later?: readonly Area[]): unknown {
    const memo = this.#derived[kind];
    let found = memo.get(name);
    if (found === undefined) {
      found = this.#taken(kind, name);
      if (found === undefined) {
        found = this.watch(derive, name);
        for (const area of later ?? []) found.rests |= bit(area);
      }
      memo.set(name, found);
    }
    this.#rests |= found.rests;
    return found.value;
  }

  #taken(kind: "sums" | "facts", name: string): Derived | undefined {
    if (this.#before === undefined) return undefined;
    const derived = this.#before.#derived[kind].get(name);
    return derived !== undefined && this.isAsBefore(derived.rests) ? derived : undefined;
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
