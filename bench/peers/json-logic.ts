import { LogicEngine } from "json-logic-engine";
import type { Condition } from "../../src/rules/engine.js";
import type { Nested } from "../facts.js";
import { isOrdered, rightOf } from "./constants.js";
import type { MakeMatcher } from "./contestant.js";

type Logic = { [operator: string]: unknown };
const OPERATORS: Readonly<Record<string, string>> = {
  equal: "===",
  notEqual: "!==",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
  in: "in",
};

/** An order is asked only of facts that are there: JSON Logic takes a missing one for zero. */
function logicOf(when: Condition): Logic {
  if ("all" in when) return { and: when.all.map(logicOf) };
  if ("any" in when) return { or: when.any.map(logicOf) };
  if ("not" in when) return { "!": logicOf(when.not) };
  const operator = OPERATORS[when.operator];
  if (operator === undefined) throw new Error(`json-logic-engine: no word for ${when.operator}`);
  const right = rightOf(when);
  const left = { var: when.fact };
  const compared = { [operator]: [left, "fact" in right ? { var: right.fact } : right.constant] };
  if (!isOrdered(when)) return compared;
  const there = "fact" in right ? [left, { var: right.fact }] : [left];
  return { and: [...there.map((fact) => ({ "!==": [fact, null] })), compared] };
}

/** json-logic-engine at its fastest: every rule compiled to a function once, the functions called in turn. */
export const jsonLogic: MakeMatcher = (rules) => {
  const engine = new LogicEngine();
  const compiled = rules.map(({ id, when }) => ({
    id,
    holds: engine.build(logicOf(when)) as (data: Nested) => unknown,
  }));
  return {
    name: "json-logic-engine, compiled",
    match: ({ nested }) => {
      const found: string[] = [];
      for (const { id, holds } of compiled) if (holds(nested) === true) found.push(id);
      return found;
    },
  };
};
