import fc from "fast-check";
import type { Kind } from "../../src/base/known.js";
import { type Condition, type Constant, operatorsOf } from "../../src/rules/engine.js";

/** A condition that does not yet say what its facts are compared with: that is picked when the values at hand are known. */
export type Sketch = { all: Sketch[] } | { any: Sketch[] } | { not: Sketch } | LeafSketch;
interface LeafSketch {
  fact: string;
  operator: number;
  other: boolean;
  picks: number[];
}

const leaf = (names: readonly string[]): fc.Arbitrary<Sketch> =>
  fc.record({
    fact: fc.constantFrom(...names),
    operator: fc.nat(23),
    other: fc.boolean(),
    picks: fc.array(fc.nat(9999), { minLength: 1, maxLength: 3 }),
  });

/** Trees of all, any and not, as deep as rule files are and deeper. */
export const sketches = (names: readonly string[]): fc.Arbitrary<Sketch> =>
  fc.letrec<{ node: Sketch; group: Sketch }>((tie) => ({
    group: fc.oneof(
      fc.array(tie("node"), { minLength: 1, maxLength: 4 }).map((all): Sketch => ({ all })),
      fc.array(tie("node"), { minLength: 1, maxLength: 4 }).map((any): Sketch => ({ any })),
      tie("node").map((not): Sketch => ({ not })),
    ),
    node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf(names), tie("group")),
  })).group;

export interface Language {
  kindOf(name: string): Kind;
  names: readonly string[];
  /** Constants worth comparing with: the values at hand and their neighbours. */
  constants(kind: Kind): readonly Constant[];
}

export function filledIn(sketch: Sketch, language: Language): Condition {
  if ("all" in sketch) return { all: sketch.all.map((child) => filledIn(child, language)) };
  if ("any" in sketch) return { any: sketch.any.map((child) => filledIn(child, language)) };
  if ("not" in sketch) return { not: filledIn(sketch.not, language) };
  const { fact, picks } = sketch;
  const kind = language.kindOf(fact);
  const operators = operatorsOf(kind);
  const operator = operators[sketch.operator % operators.length] as (typeof operators)[number];
  const constants = language.constants(kind);
  const picked = picks.map((pick) => constants[pick % constants.length] as Constant);
  if (operator === "in" || operator === "notIn") return { fact, operator, value: picked };
  const others = language.names.filter((name) => language.kindOf(name) === kind);
  return sketch.other
    ? { fact, operator, value: { fact: others[(picks[0] as number) % others.length] as string } }
    : { fact, operator, value: picked[0] as Constant };
}

/** The same condition with other constants. */
export function withConstants(when: Condition, change: (value: Constant, fact: string) => Constant): Condition {
  if ("all" in when) return { all: when.all.map((child) => withConstants(child, change)) };
  if ("any" in when) return { any: when.any.map((child) => withConstants(child, change)) };
  if ("not" in when) return { not: withConstants(when.not, change) };
  const { fact, value } = when;
  if (Array.isArray(value)) return { ...when, value: value.map((one) => change(one, fact)) };
  return typeof value === "object" ? when : { ...when, value: change(value, fact) };
}

/** An amount as a whole number of 10^-40 parts: compared without any decimal library. */
export function scaled(text: string): bigint {
  const [whole = "0", part = ""] = text.replace("-", "").split(".");
  const units = BigInt(whole + part.padEnd(40, "0"));
  return text.startsWith("-") ? -units : units;
}
