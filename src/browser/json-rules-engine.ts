import type { AlmanacOptions, Rule as LibraryRule } from "json-rules-engine";
import rule from "json-rules-engine/dist/rule.js";

/**
 * Stands in for json-rules-engine's own door, which opens on all of it. The rule that reads its condition and reaches the verdict is the
 * library's; of its Engine and its Almanac only that is here which a rule asks of them.
 */
export const Rule = "default" in rule ? rule.default : rule;

type Evaluate = (fact: unknown, value: unknown) => boolean;

export class Engine {
  readonly operators = new Map<string, { evaluate: Evaluate }>();

  addOperator(name: string, evaluate: Evaluate): void {
    this.operators.set(name, { evaluate });
  }

  addRule(added: LibraryRule & { setEngine(engine: Engine): void }): void {
    added.setEngine(this);
  }

  /** Facts stand in the almanac of each call. */
  getFact(): undefined {}
}

export class Almanac {
  readonly #facts = new Map<string, unknown>();
  readonly #pathResolver: AlmanacOptions["pathResolver"];

  constructor({ pathResolver }: AlmanacOptions) {
    this.#pathResolver = pathResolver;
  }

  addFact(name: string, value: unknown): void {
    this.#facts.set(name, value);
  }

  /** Undefined where it is not known. */
  async factValue(name: string, _params?: object, path?: string): Promise<unknown> {
    const value = this.#facts.get(name);
    return path ? this.#pathResolver?.(value as object, path) : value;
  }

  /** A rule compares with a constant, or with another fact. */
  async getValue(value: unknown): Promise<unknown> {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, "fact")) return value;
    const { fact, path } = value as { fact: string; path?: string };
    return this.factValue(fact, undefined, path);
  }
}
