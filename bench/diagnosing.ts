import type { JsonObject } from "../src/base/json.js";
import { findCauses } from "../src/causes/find.js";
import { compiled } from "../src/rules/rule-set.js";
import { defaultRules } from "../src/rules/shipped.js";
import { failures } from "./contexts.js";
import { type Facts, factsOf } from "./facts.js";
import { loadDiagnose } from "./library.js";
import { type Contestant, type Line, race } from "./measure.js";
import { jsonRulesEngine } from "./peers/json-rules-engine.js";
import { shipped } from "./rules.js";

/** The whole answer (causes, checked remedies, plan, words), beside finding the causes alone and a peer's matching alone. */
export async function diagnosing(): Promise<Line[]> {
  const { diagnose, from } = await loadDiagnose();
  const lines: Line[] = [];
  const peer = jsonRulesEngine(shipped);
  for (const [name, context] of Object.entries(failures)) {
    const { causes, plan } = await diagnose(context);
    if (causes.length !== Number.parseInt(name, 10)) {
      throw new Error(`the payment for ${name} has ${causes.map((cause) => cause.code).join(", ") || "none"}`);
    }
    const remedies = causes.reduce((sum, cause) => sum + cause.remedies.length, 0);
    const facts: Facts = factsOf(context as JsonObject);
    const contestants: Contestant[] = [
      { name: "txwhy diagnose", run: () => diagnose(context) },
      { name: "txwhy, facts and causes alone", run: () => findCauses(context, undefined, compiled(defaultRules())) },
      { name: "json-rules-engine, same rules, facts ready", run: () => peer.match(facts) },
    ];
    const group = `diagnose (${from}), ${name}, ${remedies} remedies, plan of ${plan?.steps.length ?? 0}`;
    lines.push(...(await race(group, contestants)));
  }
  return lines;
}
