import type { Kind } from "../src/base/known.js";
import { factDefinition, ofKind } from "../src/facts/vocabulary.js";
import type { Condition, LeafCondition } from "../src/rules/engine.js";
import { compiled } from "../src/rules/rule-set.js";
import { defaultRules } from "../src/rules/shipped.js";

/** A rule as all contestants are given it. */
export interface BenchRule {
  id: string;
  when: Condition;
  /** For own rules: the shipped rule that was copied, null where the rule is about nothing shipped. */
  copyOf?: string | null;
}

export const sizes = [50, 200, 1000, 5000] as const;

const shipped: readonly BenchRule[] = [...compiled(defaultRules()).parts.causes]
  .sort((a, b) => (a.code < b.code ? -1 : 1))
  .flatMap((file) => file.rules.map((rule) => ({ id: `${file.code}/${rule.name}`, when: rule.when })));

export const leavesOf = (when: Condition): LeafCondition[] => {
  if ("all" in when) return when.all.flatMap(leavesOf);
  if ("any" in when) return when.any.flatMap(leavesOf);
  return "not" in when ? leavesOf(when.not) : [when];
};

/** Rules about a payment's facts, without those that only look its provider's code up. */
const onFacts = shipped.filter(({ when }) => leavesOf(when).every(({ fact }) => !fact.startsWith("failure.")));

/** Rules of which an index on equalities knows nothing: every engine has to look at them. */
const everyTenth = 10;

/**
 * A rule of a platform's own, as they come in numbers: nine of ten are a shipped rule for one tenant alone, with the tenant first. The
 * tenth is a threshold on a score and an amount.
 */
function ownRule(index: number): BenchRule {
  if (index % everyTenth === everyTenth - 1) {
    const score: Condition = { fact: "extensions.riskScore", operator: "greaterThan", value: index % 97 };
    const amount: Condition = { fact: "transaction.amount", operator: "greaterThan", value: String(index % 89) };
    return { id: `own/score_${index}`, when: { all: [score, amount] }, copyOf: null };
  }
  const copied = index - Math.floor(index / everyTenth);
  const source = onFacts[copied % onFacts.length] as BenchRule;
  const tenant = `tenant-${Math.floor(copied / onFacts.length)}`;
  const mine: Condition = { fact: "extensions.tenant", operator: "equal", value: tenant };
  const when = { all: [mine, ...("all" in source.when ? source.when.all : [source.when])] };
  return { id: `own/${tenant}/${source.id}`, when, copyOf: source.id };
}

/** So many rules: 50 are taken evenly from the shipped ones on facts; more are all shipped ones and own ones. */
export function rulesOf(size: number): BenchRule[] {
  if (size <= onFacts.length)
    return Array.from({ length: size }, (_, i) => onFacts[Math.floor((i * onFacts.length) / size)] as BenchRule);
  return [...shipped, ...Array.from({ length: size - shipped.length }, (_, i) => ownRule(i))];
}

const OWN_KINDS: Readonly<Record<string, Kind>> = { "extensions.tenant": "text", "extensions.riskScore": "number" };

export const kindOf = (name: string): Kind | undefined => OWN_KINDS[name] ?? factDefinition(name)?.kind;
export const language = { kindOf, isCaseless: () => false, constant: ofKind };
export { shipped };
