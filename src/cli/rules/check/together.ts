import { isJsonObject, type Json } from "../../../base/json.js";
import { mergePatch } from "../../../base/patch.js";
import { blockingCodes, findCauses } from "../../../causes/find.js";
import { readContext } from "../../../context/parse.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";
import { count } from "../source.js";
import type { Trials } from "./witness.js";

/** Two causes that are found in one transaction. */
export interface Pair {
  causes: [first: string, second: string];
  /** The case or the two merged cases in which they are. */
  cases: string[];
}

interface Trial {
  code: string;
  name: string;
  given: Json;
  now: string | undefined;
}

/**
 * Pairs of blocking causes that are found together, each with a case as witness: first in the cases as they are, then in two cases
 * merged, one of each cause. A pair that is missing was not found together; that is no proof that it cannot be.
 */
export function pairsTogether(rules: CompiledRuleSet, { files, baseline }: Trials): Pair[] {
  const found = new Map<string, Pair>();
  const cases = files.flatMap(({ code, cases = [] }) =>
    cases
      .filter(({ expect }) => expect === "match")
      .map(({ name, given, now }): Trial => ({ code, name: `${code}: ${name}`, given: given as Json, now })),
  );
  const note = (names: string[], given: Json, now: string | undefined): void => {
    const codes = foundIn(mergePatch(baseline, given), now, rules).sort();
    for (const [i, first] of codes.entries()) {
      for (const second of codes.slice(i + 1)) {
        const key = `${first} ${second}`;
        if (!found.has(key)) found.set(key, { causes: [first, second], cases: names });
      }
    }
  };
  for (const { name, given, now } of cases) note([name], given, now);
  // The first case of a cause stands for it: all cases of two causes would be thousands.
  const firsts = files.flatMap(({ code }) => cases.find((one) => one.code === code) ?? []);
  for (const [i, one] of firsts.entries()) {
    for (const two of firsts.slice(i + 1)) {
      if (found.has([one.code, two.code].sort().join(" "))) continue;
      note([one.name, two.name], merged(one.given, two.given), one.now ?? two.now);
    }
  }
  return [...found.values()].sort((a, b) => (a.causes.join(" ") < b.causes.join(" ") ? -1 : 1));
}

function foundIn(given: Json, now: string | undefined, rules: CompiledRuleSet): string[] {
  try {
    return blockingCodes(findCauses(readContext(given).context, now, rules));
  } catch {
    // Two cases merged need not be a valid context.
    return [];
  }
}

/** Two merge patches as one; the second wins. Unlike a merge of documents, null is kept: it still has to remove. */
function merged(one: Json, two: Json): Json {
  if (!isJsonObject(one) || !isJsonObject(two)) return two;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])];
  return Object.fromEntries(
    keys.map((key) => [
      key,
      key in two && key in one ? merged(one[key] as Json, two[key] as Json) : ((two[key] ?? one[key] ?? null) as Json),
    ]),
  );
}

/** The pairs as a table: the two causes, and the case in which both are found. */
export function pairsText(pairs: readonly Pair[]): string {
  const width = (side: 0 | 1): number => Math.max(0, ...pairs.map(({ causes }) => causes[side].length));
  const lines = pairs.map(({ causes: [first, second], cases }) => {
    const where = cases.map((name) => `"${name}"`).join(" merged with ");
    return `${first.padEnd(width(0))}  ${second.padEnd(width(1))}  ${where}`;
  });
  return [...lines, `${count(pairs.length, "pair")} found together`].join("\n");
}
