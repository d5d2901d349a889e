import { ZenEngine } from "@gorules/zen-engine";
import type { Condition } from "../../src/rules/engine.js";
import { isOrdered, rightOf } from "./constants.js";
import type { MakeMatcher } from "./contestant.js";

const OPERATORS: Readonly<Record<string, string>> = {
  equal: "==",
  notEqual: "!=",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
  in: "in",
  notIn: "not in",
};

/** An order is asked only of facts that are there: a missing one makes the whole decision fail. */
function expressionOf(when: Condition): string {
  if ("all" in when) return when.all.map((child) => `(${expressionOf(child)})`).join(" and ");
  if ("any" in when) return when.any.map((child) => `(${expressionOf(child)})`).join(" or ");
  if ("not" in when) return `not (${expressionOf(when.not)})`;
  const right = rightOf(when);
  const compared = `${when.fact} ${OPERATORS[when.operator]} ${"fact" in right ? right.fact : JSON.stringify(right.constant)}`;
  if (!isOrdered(when)) return compared;
  const there = "fact" in right ? [when.fact, right.fact] : [when.fact];
  return [...there.map((fact) => `${fact} != null`), compared].join(" and ");
}

/** zen-engine as a decision table that collects: a row a rule, its condition an expression, its output the rule's id. */
export const zen: MakeMatcher = (rules) => {
  const rows = rules.map(({ id, when }, i) => ({ _id: `r${i}`, when: expressionOf(when), rule: JSON.stringify(id) }));
  const inputs = [{ id: "when", name: "when" }];
  const outputs = [{ id: "rule", name: "rule", field: "rule" }];
  const content = { hitPolicy: "collect", inputs, outputs, rules: rows };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: "facts", name: "facts", type: "inputNode" },
      { id: "table", name: "table", type: "decisionTableNode", content },
      { id: "found", name: "found", type: "outputNode" },
    ],
    edges: [
      { id: "in", sourceId: "facts", targetId: "table" },
      { id: "out", sourceId: "table", targetId: "found" },
    ],
  });
  return {
    name: "zen-engine, decision table",
    match: async ({ nested }) => {
      const { result } = await decision.evaluate(nested);
      return (result as { rule: string }[]).map(({ rule }) => rule);
    },
  };
};
