import type { Facts } from "../facts.js";
import type { BenchRule } from "../rules.js";

/** One way to find out which rules hold: the ids, in any order. */
export interface Matcher {
  name: string;
  match(facts: Facts): readonly string[] | Promise<readonly string[]>;
}
export type MakeMatcher = (rules: readonly BenchRule[]) => Matcher;
