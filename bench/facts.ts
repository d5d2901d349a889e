import type { JsonObject } from "../src/base/json.js";
import type { FactValue, Known } from "../src/base/known.js";
import { findCauses } from "../src/causes/find.js";
import { factDefinition } from "../src/facts/vocabulary.js";
import { compiled } from "../src/rules/rule-set.js";
import { defaultRules } from "../src/rules/shipped.js";
import { kindOf, leavesOf, rulesOf } from "./rules.js";

export type Plain = string | number | boolean;
export type Nested = { [key: string]: Nested | Plain };

/** One payment's facts, derived before anything is measured. Unknown facts are left out for the peers. */
export interface Facts {
  /** As txwhy holds them: exact decimals, and what is unknown as such. */
  readings: ReadonlyMap<string, Known<FactValue>>;
  /** By name; money is a float. */
  flat: Readonly<Record<string, Plain>>;
  /** The same as objects in one another. */
  nested: Nested;
}

const names = new Set(
  rulesOf(1000).flatMap(({ when }) =>
    leavesOf(when).flatMap(({ fact, value }) =>
      typeof value === "object" && !Array.isArray(value) ? [fact, value.fact] : [fact],
    ),
  ),
);

export function factsOf(context: JsonObject): Facts {
  const { sheet } = findCauses(context, undefined, compiled(defaultRules()));
  const readings = new Map<string, Known<FactValue>>();
  const flat: Record<string, Plain> = {};
  const nested: Nested = {};
  for (const name of names) {
    const reading = factDefinition(name, kindOf(name))?.derive(sheet);
    if (reading === undefined) throw new Error(`no fact is called ${name}`);
    readings.set(name, reading);
    if (!reading.known) continue;
    const { value } = reading;
    const plain = typeof value === "object" ? Number(value.toFixed()) : value;
    flat[name] = plain;
    put(nested, name.split("."), plain);
  }
  return { readings, flat, nested };
}

function put(into: Nested, steps: readonly string[], value: Plain): void {
  const [step = "", ...rest] = steps;
  if (rest.length === 0) {
    into[step] = value;
    return;
  }
  const inner = into[step] ?? {};
  if (typeof inner !== "object") throw new Error(`${step} is a fact and a group of facts`);
  into[step] = inner;
  put(inner, rest, value);
}
