import type { Json, JsonObject } from "../../../base/json.js";
import type { FactValue, Kind } from "../../../base/known.js";
import type { Finding } from "../../../rules/proofs/prove.js";
import type { CompiledRuleSet, RuleOfCause } from "../../../rules/rule-set.js";

/** One fault that `rules check` reports. */
export interface CheckIssue {
  file: string;
  /** JSON Pointer into the file; empty for the whole file. */
  path: string;
  code: string;
  message: string;
  witness?: Witness;
}

/** What shows a proved fault. */
export interface Witness {
  /** Values of facts, with which the conditions hold. */
  facts: Record<string, string | number | boolean>;
  /** The case of a rule file that has such facts. */
  case?: string;
  /** A whole context that has such facts: with it the conditions were tried and hold. */
  context?: JsonObject;
}

/** The issue of a finding, without its context. */
export function issueOf(finding: Finding, rules: CompiledRuleSet): CheckIssue {
  const { cause, path, kind, witness } = finding;
  const facts = Object.fromEntries(
    [...witness].map(([name, value]) => [name, plainValue(value, rules.fact(name)?.kind)] as const),
  );
  const issue = { file: `${cause.replace(".", "/")}.json`, path, code: kind, message: messageOf(finding) };
  return witness.size === 0 ? issue : { ...issue, witness: { facts } };
}

function messageOf({ kind, cause, rule, other, contradiction = [] }: Finding): string {
  const second = other === undefined ? "" : nameOf(other, cause);
  switch (kind) {
    case "always_false":
      return contradiction.length === 1
        ? `this condition can never hold: no value makes ${contradiction[0]} true`
        : `this condition can never hold: ${listed(contradiction)} contradict each other`;
    case "equal":
      return `this condition means the same as that of ${second}; keep one of them`;
    case "implied":
      if (other === undefined) return "the condition means the same without this part; remove it";
      return other.cause === cause
        ? `wherever this condition holds, that of ${second} holds too; remove this rule`
        : `wherever this condition holds, that of ${second} holds too; let one cause replace the other`;
    case "uncovered":
      return `by rule "${rule?.name}" this cause is found where no remedy is offered, and no human takes over; add a remedy or needsHuman`;
  }
}

const nameOf = ({ name, cause }: RuleOfCause, from: string): string =>
  cause === from ? `rule "${name}"` : `rule "${name}" of ${cause}`;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** A fact as JSON writes it. */
export function plainValue(value: FactValue, kind: Kind | undefined): string | number | boolean {
  if (typeof value === "object") return value.toString();
  if (kind !== "time") return value;
  const date = new Date(value as number);
  return Number.isNaN(date.getTime()) ? (value as number) : date.toISOString();
}

/** "balance.usable = 0, transaction.amount = 1" */
export const factsText = (facts: Readonly<Record<string, Json>>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(", ");
