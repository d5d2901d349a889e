import type { FactName } from "../base/assessment.js";

// The language of conditions, apart from the engine that runs them: public types need it, and the engine's own types stay inside.

export type Constant = string | number | boolean;

export const operatorNames = [
  "equal",
  "notEqual",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
  "in",
  "notIn",
] as const;
export type OperatorName = (typeof operatorNames)[number];

/** One comparison: a fact with a constant, with a list of constants (`in`, `notIn`), or with another fact. */
export interface LeafCondition {
  fact: FactName;
  operator: OperatorName;
  value: Constant | Constant[] | { fact: FactName };
}

/**
 * A condition as rule files write it: json-rules-engine's JSON without its `path`, `params` and `priority`.
 * @example
 * { all: [{ fact: "transaction.amount", operator: "greaterThan", value: { fact: "balance.usable" } }] }
 */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | LeafCondition;
