/**
 * What was made from a key, kept for the next time. It is emptied when it has grown to its limit, and longer texts are not kept: keys come
 * from data, which must not fill the memory.
 */
export class Bounded<K, V> {
  readonly #kept = new Map<K, V>();
  readonly #limit: number;
  readonly #make: (key: K) => V;

  constructor(limit: number, make: (key: K) => V) {
    this.#limit = limit;
    this.#make = make;
  }

  get(key: K): V {
    const found = this.#kept.get(key);
    if (found !== undefined || this.#kept.has(key)) return found as V;
    const made = this.#make(key);
    if (typeof key === "string" && key.length > MOST_CHARACTERS) return made;
    if (this.#kept.size >= this.#limit) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }
}

const MOST_CHARACTERS = 2000;
