import type { Memory } from "../facts/memory.js";
import { type CompiledRule, type ReadFact, type Truth, truthOf } from "../rules/engine.js";

/** What the condition of each rule is: found once, and taken over from before the patch where nothing that it rests on has changed. */
export class Truths {
  readonly #memory: Memory;
  readonly #read: ReadFact;
  readonly #before: Truths | undefined;
  /** By the rule's index; undefined until it is asked for. */
  readonly #found: (Truth | undefined)[] = [];
  /** The areas that it rests on. */
  readonly #rests: number[] = [];

  constructor(memory: Memory, read: ReadFact, before: Truths | undefined) {
    this.#memory = memory;
    this.#read = read;
    this.#before = before;
  }

  of(rule: CompiledRule): Truth {
    const found = this.#found[rule.index];
    return found === undefined ? this.#find(rule) : found;
  }

  #find({ index, condition }: CompiledRule): Truth {
    const before = this.#before;
    if (before !== undefined) {
      const truth = before.#found[index];
      const rests = before.#rests[index] as number;
      if (truth !== undefined && this.#memory.isAsBefore(rests)) return this.#keep(index, truth, rests);
    }
    const outer = this.#memory.open();
    const truth = truthOf(condition, this.#read);
    return this.#keep(index, truth, this.#memory.close(outer));
  }

  #keep(index: number, truth: Truth, rests: number): Truth {
    this.#found[index] = truth;
    this.#rests[index] = rests;
    return truth;
  }
}
