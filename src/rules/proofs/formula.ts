import type { Leaf, Node } from "../engine.js";

/**
 * What a proof asks of the facts. A comparison holds only where its facts are known; "unknown" asks that a fact is not.
 */
export type Formula = { every: Formula[] } | { some: Formula[] } | { compares: Leaf } | { unknown: string };

const OPPOSITE = {
  equal: "notEqual",
  notEqual: "equal",
  lessThan: "greaterThanInclusive",
  greaterThanInclusive: "lessThan",
  greaterThan: "lessThanInclusive",
  lessThanInclusive: "greaterThan",
  in: "notIn",
  notIn: "in",
} as const;

const opposite = (leaf: Leaf): Leaf => ({
  ...leaf,
  operator: OPPOSITE[leaf.operator],
  holds: (left, right) => !leaf.holds(left, right),
});

/** Whether a kind has an order, in which proofs place its values. */
export const isOrdered = ({ kind }: Leaf): boolean => kind !== "text" && kind !== "boolean";

/** The facts that a comparison reads. */
export const factsComparedBy = ({ fact, against }: Leaf): string[] =>
  "fact" in against ? [fact, against.fact] : [fact];

/** In an order "different" is "below or above", which the search can place. */
function comparing(leaf: Leaf): Formula {
  if (leaf.operator !== "notEqual" || !isOrdered(leaf)) return { compares: leaf };
  return {
    some: [{ compares: { ...leaf, operator: "greaterThan" } }, { compares: { ...leaf, operator: "lessThan" } }],
  };
}

/** That a condition is known to be true, or with `wanted` false, known to be false. */
export function decided(node: Node, wanted = true): Formula {
  if ("not" in node) return decided(node.not, !wanted);
  if ("operator" in node) return comparing(wanted ? node : opposite(node));
  const children = ("all" in node ? node.all : node.any).map((child) => decided(child, wanted));
  return "all" in node === wanted ? { every: children } : { some: children };
}

/** That a condition is not known to be true: it is false, or missing facts leave it open. */
export function notTrue(node: Node, wanted = true): Formula {
  if ("not" in node) return notTrue(node.not, !wanted);
  if ("operator" in node) {
    const open = factsComparedBy(node).map((unknown): Formula => ({ unknown }));
    return { some: [comparing(wanted ? opposite(node) : node), ...open] };
  }
  const children = ("all" in node ? node.all : node.any).map((child) => notTrue(child, wanted));
  return "all" in node === wanted ? { some: children } : { every: children };
}

/** Every comparison of a condition, in its order. */
export function leavesIn(node: Node): Leaf[] {
  if ("operator" in node) return [node];
  if ("not" in node) return leavesIn(node.not);
  return ("all" in node ? node.all : node.any).flatMap(leavesIn);
}
