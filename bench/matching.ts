import { matched } from "./contexts.js";
import { type Facts, factsOf } from "./facts.js";
import { type Line, race } from "./measure.js";
import type { Matcher } from "./peers/contestant.js";
import { handWritten } from "./peers/hand-written.js";
import { jsonLogic } from "./peers/json-logic.js";
import { jsonRulesEngine } from "./peers/json-rules-engine.js";
import { txwhy } from "./peers/txwhy.js";
import { zen } from "./peers/zen.js";
import { rulesOf, sizes } from "./rules.js";

/** Everyone must find the same rules on every payment: a race between different answers says nothing. */
async function agree(matchers: readonly Matcher[], payments: readonly Facts[]): Promise<number> {
  let held = 0;
  for (const [i, facts] of payments.entries()) {
    const found = await Promise.all(
      matchers.map(async ({ name, match }) => ({ name, ids: [...(await match(facts))].sort() })),
    );
    const wanted = found[0]?.ids ?? [];
    held += wanted.length;
    for (const { name, ids } of found) {
      if (JSON.stringify(ids) === JSON.stringify(wanted)) continue;
      const [extra, lacking] = [ids.filter((id) => !wanted.includes(id)), wanted.filter((id) => !ids.includes(id))];
      throw new Error(`${name} answers otherwise on payment ${i}: also ${extra.join(" ")}; not ${lacking.join(" ")}`);
    }
  }
  return held / payments.length;
}

/** Which rules hold, with the facts ready: payments in turn, one match a run. */
export async function matching(): Promise<Line[]> {
  const payments = matched.map(factsOf);
  const lines: Line[] = [];
  for (const size of sizes) {
    const rules = rulesOf(size);
    const makers = [handWritten, jsonLogic, zen, jsonRulesEngine];
    const matchers = [...txwhy(rules), ...makers.map((make) => make(rules))];
    const held = await agree(matchers, payments);
    const group = `matching, ${size} rules (${held.toFixed(1)} hold)`;
    const contestants = matchers.map(({ name, match }) => ({
      name,
      run: (turn: number) => match(payments[turn % payments.length] as Facts),
    }));
    lines.push(...(await race(group, contestants)));
  }
  return lines;
}
