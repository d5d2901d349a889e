/**
 * What was made from a key, kept for the next time. It is emptied when it has grown to its limit, and long texts are not kept: keys come
 * from data, which must not fill the memory.
 */
export class Bounded<K, V> {
  readonly #kept = new Map<K, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The same key must always make the same. */
  get(key: K, make: (key: K) => V): V {
    const found = this.#kept.get(key);
    if (found !== undefined || this.#kept.has(key)) return found as V;
    const made = make(key);
    if (typeof key === "string" && key.length > MOST_CHARACTERS) return made;
    if (this.#kept.size >= this.#limit) this.#kept.clear();
    this.#kept.set(key, made);
    return made;
  }
}

const MOST_CHARACTERS = 500;
