import { parseInstant } from "../../src/base/time.js";
import type { LeafCondition } from "../../src/rules/engine.js";
import type { Plain } from "../facts.js";
import { kindOf } from "../rules.js";

/** A rule's constant as peers compare it: money is a float, a time in milliseconds. */
function plainConstant(fact: string, value: Plain): Plain {
  const kind = kindOf(fact);
  if (kind === "money") return Number(value);
  return kind === "time" ? (parseInstant(String(value)) as number) : value;
}

/** The right side of a comparison: another fact's name, a constant or several. */
export function rightOf({ fact, value }: LeafCondition): { fact: string } | { constant: Plain | Plain[] } {
  if (Array.isArray(value)) return { constant: value.map((one) => plainConstant(fact, one)) };
  return typeof value === "object" ? value : { constant: plainConstant(fact, value) };
}

export const isOrdered = ({ operator }: LeafCondition): boolean => /^(?:less|greater)Than/.test(operator);
