import type { FactValue, Known } from "../../src/base/known.js";
import { RuleEngine } from "../../src/rules/engine.js";
import type { Facts } from "../facts.js";
import { type BenchRule, language } from "../rules.js";
import type { Matcher } from "./contestant.js";

const UNKNOWN: Known<FactValue> = { known: false, missing: [] };
const readerOf = (facts: Facts) => (name: string) => facts.readings.get(name) ?? UNKNOWN;

/** Our own reading alone, and with json-rules-engine's confirmation of what holds, as `diagnose` does it once. */
export function txwhy(rules: readonly BenchRule[]): [Matcher, Matcher] {
  const engine = new RuleEngine(rules, language);
  return [
    { name: "txwhy", match: (facts) => engine.holding(readerOf(facts)).map((rule) => rule.id) },
    {
      name: "txwhy, confirmed",
      match: async (facts) => {
        const read = readerOf(facts);
        const held = engine.holding(read);
        await engine.confirm(held, read);
        return held.map((rule) => rule.id);
      },
    },
  ];
}
