import type { FactValue } from "../../base/known.js";
import type { Leaf } from "../engine.js";
import type { Domain } from "./domain.js";
import { type Formula, factsComparedBy, isOrdered } from "./formula.js";
import { placedInOrder } from "./order.js";

/** Solution of the facts that some formulas need; every other fact is unknown. */
export type Solution = ReadonlyMap<string, FactValue>;

/** The search ends undecided after so many steps: a proof is then not claimed. */
const MOST_STEPS = 20_000;

/** How a search ended: with values, with the certainty that there are none, or undecided. */
export type Solved = { values: Solution } | "none" | "undecided";

class OutOfSteps extends Error {}

/** Solution under which all formulas hold at once. */
export function solve(formulas: readonly Formula[], domainOf: (fact: string) => Domain | undefined): Solved {
  try {
    const values = new Search(domainOf).find(formulas, [], new Set());
    return values === null ? "none" : { values };
  } catch (error) {
    if (error instanceof OutOfSteps) return "undecided";
    throw error;
  }
}

class Search {
  readonly #domainOf: (fact: string) => Domain | undefined;
  #steps = 0;

  constructor(domainOf: (fact: string) => Domain | undefined) {
    this.#domainOf = domainOf;
  }

  /** Takes all that must hold first, and only then tries the alternatives, one after the other. */
  find(open: readonly Formula[], given: readonly Leaf[], without: ReadonlySet<string>): Solution | null {
    const leaves = [...given];
    const unknown = new Set(without);
    const choices: Formula[][] = [];
    const pending = [...open];
    while (pending.length > 0) {
      const formula = pending.shift() as Formula;
      if ("every" in formula) pending.unshift(...formula.every);
      else if ("some" in formula) choices.push(formula.some);
      else if ("unknown" in formula) unknown.add(formula.unknown);
      else leaves.push(formula.compares);
    }
    this.#step();
    if (leaves.some((leaf) => factsComparedBy(leaf).some((fact) => unknown.has(fact)))) return null;
    const values = this.#values(leaves);
    if (values === null) return null;
    const [first, ...rest] = choices.sort((a, b) => a.length - b.length);
    if (first === undefined) return values;
    const others = rest.map((some): Formula => ({ some }));
    for (const one of first) {
      const found = this.find([one, ...others], leaves, unknown);
      if (found !== null) return found;
    }
    return null;
  }

  #values(leaves: readonly Leaf[]): Solution | null {
    const ordered = placedInOrder(leaves.filter(isOrdered), this.#domainOf);
    if (ordered === null) return null;
    const texts = this.#texts(leaves.filter((leaf) => !isOrdered(leaf)));
    return texts === null ? null : new Map([...ordered, ...texts]);
  }

  /**
   * Texts and booleans have no order: only being the same counts. So it is enough to try the constants that are named, and for each fact
   * one text of its own that is named nowhere.
   */
  #texts(leaves: readonly Leaf[]): Map<string, FactValue> | null {
    const facts = [...new Set(leaves.flatMap(factsComparedBy))];
    const named = new Set<FactValue>(
      leaves.flatMap(({ against }) => ("constant" in against ? [against.constant].flat() : [])) as FactValue[],
    );
    for (const fact of facts) for (const value of this.#domainOf(fact)?.values ?? []) named.add(value);
    const texts = [...named].filter((value) => typeof value === "string");
    const free = facts.map((_, i) => `other ${i + 1}`).filter((text) => !texts.includes(text));
    const kinds = new Map(leaves.flatMap((leaf) => factsComparedBy(leaf).map((fact) => [fact, leaf.kind] as const)));
    const single = (fact: string) => leaves.filter((leaf) => leaf.fact === fact && "constant" in leaf.against);
    const pairs = leaves.filter(({ against }) => "fact" in against);
    const choices = facts.map((fact): FactValue[] => {
      const all = kinds.get(fact) === "boolean" ? [true, false] : (this.#domainOf(fact)?.values ?? [...texts, ...free]);
      return all.filter((value) =>
        single(fact).every((leaf) => leaf.holds(value, (leaf.against as { constant: FactValue }).constant)),
      );
    });
    const chosen = new Map<string, FactValue>();
    const choose = (i: number): boolean => {
      const fact = facts[i];
      if (fact === undefined) return true;
      for (const value of choices[i] as FactValue[]) {
        this.#step();
        chosen.set(fact, value);
        if (pairs.every((leaf) => mayHold(leaf, chosen)) && choose(i + 1)) return true;
      }
      chosen.delete(fact);
      return false;
    };
    if (choices.some((values) => values.length === 0)) return null;
    return choose(0) ? chosen : null;
  }

  #step(): void {
    if (++this.#steps > MOST_STEPS) throw new OutOfSteps();
  }
}

/** Whether a comparison of two facts holds, or one of them has no value yet. */
function mayHold({ fact, against, holds }: Leaf, chosen: ReadonlyMap<string, FactValue>): boolean {
  const left = chosen.get(fact);
  const right = chosen.get((against as { fact: string }).fact);
  return left === undefined || right === undefined || holds(left, right);
}
