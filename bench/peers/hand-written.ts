import type { BenchRule } from "../rules.js";
import type { MakeMatcher } from "./contestant.js";
import { handWritten as onFacts } from "./hand-written-rules.js";
import type { Payment, Predicate } from "./payment.js";

const PROVIDER_CODE = /^([a-z_]+\.[a-z0-9_]+)\/provider_code$/;

function predicateOf({ id, when, copyOf }: BenchRule): Predicate {
  if (copyOf === undefined) {
    const code = PROVIDER_CODE.exec(id)?.[1];
    const predicate = code === undefined ? onFacts[id] : (p: Payment) => p["failure.cause"] === code;
    if (predicate === undefined) throw new Error(`bench/peers/hand-written-rules.ts has not got ${id} yet`);
    return predicate;
  }
  const parts = "all" in when ? when.all : [];
  const [first, second] = parts.map((part) => ("value" in part ? part.value : undefined));
  if (copyOf === null) {
    const [score, amount] = [Number(first), Number(second)];
    return (p) => p["extensions.riskScore"] > score && p["transaction.amount"] > amount;
  }
  const original = onFacts[copyOf] as Predicate;
  return (p) => p["extensions.tenant"] === first && original(p);
}

/** TypeScript without an engine: a function a rule, called in turn. It compares floats and answers "false" for "not known". */
export const handWritten: MakeMatcher = (rules) => {
  const all = rules.map((rule) => ({ id: rule.id, holds: predicateOf(rule) }));
  return {
    name: "hand-written TypeScript",
    match: ({ flat }) => {
      const found: string[] = [];
      for (const { id, holds } of all) if (holds(flat as unknown as Payment)) found.push(id);
      return found;
    },
  };
};
