import type { FactValue, Kind } from "../../base/known.js";
import { compare, type Decimal, decimal, ZERO } from "../../base/money.js";
import type { Leaf } from "../engine.js";
import type { Domain } from "./domain.js";

/** A number plus a multiple of something smaller than any number, so that "below" needs no guess of how far. */
interface Distance {
  value: Decimal;
  tiny: number;
}
/** `to` is at most `from` and `distance`. */
interface Edge {
  from: number;
  to: number;
  distance: Distance;
}

const below = (a: Distance, b: Distance): boolean => {
  const order = compare(a.value, b.value);
  return order < 0 || (order === 0 && a.tiny < b.tiny);
};
const sum = (a: Distance, b: Distance): Distance => ({ value: a.value.plus(b.value), tiny: a.tiny + b.tiny });
const numeric = (value: FactValue): Decimal => (typeof value === "object" ? value : decimal(value as number));

/**
 * Solution for facts of money, number and time that meet all comparisons; null where none do. Decides: the comparisons are bounds on the
 * difference of two values, and such bounds contradict each other only in a ring that comes back below its start (Bellman and Ford).
 */
export function placedInOrder(
  leaves: readonly Leaf[],
  domainOf: (fact: string) => Domain | undefined,
): Map<string, FactValue> | null {
  const kinds = new Map<string, Kind>();
  for (const { fact, against, kind } of leaves) {
    kinds.set(fact, kind);
    if ("fact" in against) kinds.set(against.fact, kind);
  }
  const names = [...kinds.keys()];
  const edges = [
    ...leaves.flatMap((leaf) => edgesOf(leaf, names, domainOf)),
    ...names.flatMap((name, i) => bounds(domainOf(name), i + 1)),
  ];
  const found = shortest(edges, names.length + 1);
  if (found === null) return null;
  for (let tiny = 1, tries = 0; tries < 20; tries++, tiny /= 10) {
    const at = (i: number): Decimal => {
      const [own, zero] = [found[i] as Distance, found[0] as Distance];
      return own.value.minus(zero.value).plus(decimal(tiny).times(own.tiny - zero.tiny));
    };
    const values = [ZERO, ...names.map((_, i) => at(i + 1))];
    if (!edges.every((edge) => fits(edge, values))) continue;
    return new Map(
      names.map((name, i) => {
        const value = values[i + 1] as Decimal;
        return [name, kinds.get(name) === "money" ? value : value.toNumber()];
      }),
    );
  }
  return null;
}

/** Strict edges need a real distance between their ends. */
function fits({ from, to, distance }: Edge, values: readonly Decimal[]): boolean {
  const order = compare(values[to] as Decimal, (values[from] as Decimal).plus(distance.value));
  return distance.tiny < 0 ? order < 0 : order <= 0;
}

/** Node 0 is the number zero, from which constants are measured. */
function edgesOf(
  { fact, operator, against }: Leaf,
  names: readonly string[],
  domainOf: (fact: string) => Domain | undefined,
): Edge[] {
  const left = names.indexOf(fact) + 1;
  const right = "fact" in against ? names.indexOf(against.fact) + 1 : 0;
  const constant = "fact" in against ? ZERO : numeric(against.constant as FactValue);
  const isWhole =
    domainOf(fact)?.integer === true && (!("fact" in against) || domainOf(against.fact)?.integer === true);
  const atMost = (strict: boolean): Edge => {
    const step = strict && isWhole ? constant.ceil().minus(1) : isWhole ? constant.floor() : constant;
    return { from: right, to: left, distance: { value: step, tiny: strict && !isWhole ? -1 : 0 } };
  };
  const atLeast = (strict: boolean): Edge => {
    const step = strict && isWhole ? constant.floor().plus(1) : isWhole ? constant.ceil() : constant;
    return { from: left, to: right, distance: { value: step.negated(), tiny: strict && !isWhole ? -1 : 0 } };
  };
  switch (operator) {
    case "lessThan":
      return [atMost(true)];
    case "lessThanInclusive":
      return [atMost(false)];
    case "greaterThan":
      return [atLeast(true)];
    case "greaterThanInclusive":
      return [atLeast(false)];
    default:
      return [atMost(false), atLeast(false)];
  }
}

function bounds(domain: Domain | undefined, node: number): Edge[] {
  const edges: Edge[] = [];
  if (domain?.most !== undefined) edges.push({ from: 0, to: node, distance: { value: decimal(domain.most), tiny: 0 } });
  if (domain?.least !== undefined)
    edges.push({ from: node, to: 0, distance: { value: decimal(domain.least).negated(), tiny: 0 } });
  return edges;
}

/** Distances that meet every edge; null where some ring of edges is shorter than nothing. */
function shortest(edges: readonly Edge[], nodes: number): Distance[] | null {
  const distances: Distance[] = Array.from({ length: nodes }, () => ({ value: ZERO, tiny: 0 }));
  for (let round = 0; round <= nodes; round++) {
    let changed = false;
    for (const { from, to, distance } of edges) {
      const shorter = sum(distances[from] as Distance, distance);
      if (!below(shorter, distances[to] as Distance)) continue;
      distances[to] = shorter;
      changed = true;
    }
    if (!changed) return distances;
  }
  return null;
}
