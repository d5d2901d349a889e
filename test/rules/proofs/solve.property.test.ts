import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FactValue, Kind } from "../../../src/base/known.js";
import { decimal } from "../../../src/base/money.js";
import {
  type Condition,
  type FactLanguage,
  type Node,
  operatorsOf,
  RuleEngine,
  truthOf,
} from "../../../src/rules/engine.js";
import type { Domain } from "../../../src/rules/proofs/domain.js";
import { decided, factsComparedBy, leavesIn, notTrue } from "../../../src/rules/proofs/formula.js";
import { reading } from "../../../src/rules/proofs/prove.js";
import { type Solution, solve } from "../../../src/rules/proofs/solve.js";

/**
 * A vocabulary so small that every combination of values that could matter can be tried: between and beside the constants 0, 1 and 2 there
 * are as many amounts as there are facts of money, and of the texts one that no condition names.
 */
const VALUES: Record<string, { kind: Kind; domain?: Domain; values: readonly FactValue[] }> = {
  price: { kind: "money", values: amounts() },
  fee: { kind: "money", values: amounts() },
  tries: { kind: "number", domain: { least: 0, most: 3, integer: true }, values: [0, 1, 2, 3] },
  left: { kind: "number", domain: { least: 0, most: 3, integer: true }, values: [0, 1, 2, 3] },
  secure: { kind: "boolean", values: [true, false] },
  status: { kind: "text", domain: { values: ["up", "down"] }, values: ["up", "down"] },
  wanted: { kind: "text", values: ["up", "down", "elsewhere", "named nowhere"] },
};
function amounts(): FactValue[] {
  return ["-1", "-0.5", "0", "0.3", "0.6", "1", "1.3", "1.6", "2", "2.5", "3"].map((text) => decimal(text));
}
const domainOf = (fact: string): Domain | undefined => VALUES[fact]?.domain;

const language: FactLanguage = {
  kindOf: (name) => VALUES[name]?.kind,
  isCaseless: () => false,
  constant: (value, kind) => (kind === "money" ? decimal(value as number) : (value as FactValue)),
};
const CONSTANTS: Record<string, readonly (string | number | boolean)[]> = {
  money: [0, 1, 2],
  number: [0, 1, 2, 3],
  boolean: [true, false],
  text: ["up", "down", "elsewhere"],
};

const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...Object.keys(VALUES)).chain((fact) => {
  const kind = VALUES[fact]?.kind as Kind;
  const others = Object.keys(VALUES).filter((name) => name !== fact && VALUES[name]?.kind === kind);
  const constant = fc.constantFrom(...(CONSTANTS[kind] as readonly (string | number | boolean)[]));
  const other = fc.constantFrom(...others.map((name) => ({ fact: name })), ...(others.length === 0 ? [true] : []));
  const comparing = (operator: string): fc.Arbitrary<Condition> => {
    if (operator === "in" || operator === "notIn")
      return fc
        .array(constant, { minLength: 1, maxLength: 2 })
        .map((value) => ({ fact, operator, value }) as Condition);
    return fc.oneof(constant, other).map((value) => ({ fact, operator, value }) as Condition);
  };
  return fc.constantFrom(...operatorsOf(kind)).chain(comparing);
});

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => {
  const several = fc.array(tie("node"), { minLength: 1, maxLength: 3 });
  return {
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      several.map((all): Condition => ({ all })),
      several.map((any): Condition => ({ any })),
      tie("node").map((not): Condition => ({ not })),
    ),
  };
}).node;

const compile = (when: Condition): Node =>
  (new RuleEngine([{ id: "tried", when: { all: [when] } }], language).rules[0] as { condition: Node }).condition;

/** Every solution of the facts that the conditions name, each fact unknown or with one of its values. */
function* everySolution(...nodes: Node[]): Generator<Solution> {
  const facts = [...new Set(nodes.flatMap(leavesIn).flatMap(factsComparedBy))];
  function* from(i: number, values: Map<string, FactValue>): Generator<Solution> {
    const fact = facts[i];
    if (fact === undefined) return yield values;
    values.delete(fact);
    yield* from(i + 1, values);
    for (const value of VALUES[fact]?.values ?? []) yield* from(i + 1, values.set(fact, value));
    values.delete(fact);
  }
  yield* from(0, new Map());
}
function isPossible(isSo: (solution: Solution) => boolean, ...nodes: Node[]): boolean {
  for (const solution of everySolution(...nodes)) if (isSo(solution)) return true;
  return false;
}
/** So many that every end is met often; fewer for a quick run would prove nothing. */
const TRIES = { numRuns: 400 };
const holds = (node: Node, solution: Solution): boolean => truthOf(node, reading(solution)) === true;
const small = (...nodes: Node[]): boolean => new Set(nodes.flatMap(leavesIn).flatMap(factsComparedBy)).size <= 4;

describe("the search for facts under which conditions hold, against trying every combination of values", () => {
  it("finds facts where there are some, and claims that there are none only where there are none", () => {
    const ends = { values: 0, none: 0 };
    fc.assert(
      fc.property(condition, (when) => {
        const node = compile(when);
        fc.pre(small(node));
        const found = solve([decided(node)], domainOf);
        expect(found).not.toBe("undecided");
        if (typeof found === "object") expect(holds(node, found.values)).toBe(true);
        expect(typeof found === "object").toBe(isPossible((solution) => holds(node, solution), node));
        ends[typeof found === "object" ? "values" : "none"]++;
      }),
      TRIES,
    );
    expect(Math.min(ends.values, ends.none)).toBeGreaterThan(20);
  });

  it("decides whether one condition implies another", () => {
    const ends = { apart: 0, implied: 0 };
    fc.assert(
      fc.property(condition, condition, (one, other) => {
        const [first, second] = [compile(one), compile(other)];
        fc.pre(small(first, second));
        const found = solve([decided(first), notTrue(second)], domainOf);
        const isApart = (solution: Solution): boolean => holds(first, solution) && !holds(second, solution);
        if (typeof found === "object") expect(isApart(found.values)).toBe(true);
        expect(typeof found === "object").toBe(isPossible(isApart, first, second));
        ends[typeof found === "object" ? "apart" : "implied"]++;
      }),
      TRIES,
    );
    expect(Math.min(ends.apart, ends.implied)).toBeGreaterThan(20);
  });
});
