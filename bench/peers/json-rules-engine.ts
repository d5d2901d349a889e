import { Engine, type NestedCondition, type TopLevelCondition } from "json-rules-engine";
import type { Condition } from "../../src/rules/engine.js";
import { rightOf } from "./constants.js";
import type { MakeMatcher } from "./contestant.js";

/** The same JSON; only constants become numbers, for its operators compare text as text. */
export function conditionOf(when: Condition): NestedCondition {
  if ("all" in when) return { all: when.all.map(conditionOf) };
  if ("any" in when) return { any: when.any.map(conditionOf) };
  if ("not" in when) return { not: conditionOf(when.not) };
  const right = rightOf(when);
  return { fact: when.fact, operator: when.operator, value: "fact" in right ? right : right.constant };
}

/** json-rules-engine as its documentation runs it: one engine, all rules, `run(facts)`. */
export const jsonRulesEngine: MakeMatcher = (rules) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const { id, when } of rules) {
    const condition = conditionOf(when);
    const conditions = (
      "all" in condition || "any" in condition ? condition : { all: [condition] }
    ) as TopLevelCondition;
    engine.addRule({ name: id, conditions, event: { type: id } });
  }
  return {
    name: "json-rules-engine",
    match: async ({ flat }) => (await engine.run(flat)).events.map((event) => event.type),
  };
};
