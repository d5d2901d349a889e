import { type Json, type JsonObject, setOwn } from "../../../base/json.js";
import { mergePatch } from "../../../base/patch.js";
import { findCauses } from "../../../causes/find.js";
import { readContext } from "../../../context/parse.js";
import { type ReadFact, truthOf } from "../../../rules/engine.js";
import type { CauseFile } from "../../../rules/files.js";
import type { Finding } from "../../../rules/proofs/prove.js";
import type { CompiledRuleSet } from "../../../rules/rule-set.js";
import { plainValue, type Witness } from "./issue.js";

/** The contexts that may show a finding: the cases of rule files, as patches of a healthy context. */
export interface Trials {
  files: readonly CauseFile[];
  baseline: Json;
}

/**
 * A whole context with which the conditions of a finding hold, tried with the rules; undefined where none was found. First a case of
 * the rule files, then the baseline with the facts of the witness that a context states.
 */
export function confirmed(
  finding: Finding,
  rules: CompiledRuleSet,
  { files, baseline }: Trials,
): Pick<Witness, "case" | "context"> | undefined {
  const about = [finding.cause, finding.other?.cause];
  for (const code of about) {
    for (const one of files.find((file) => file.code === code)?.cases ?? []) {
      const context = mergePatch(baseline, one.given as Json);
      if (shows(finding, context, one.now, rules))
        return { case: `${code}: ${one.name}`, context: context as JsonObject };
    }
  }
  const made = mergePatch(baseline, statedFacts(finding, rules));
  return shows(finding, made, undefined, rules) ? { context: made as JsonObject } : undefined;
}

function shows(finding: Finding, given: Json, now: string | undefined, rules: CompiledRuleSet): boolean {
  let read: ReadFact;
  try {
    const { context, warnings } = readContext(given);
    if (warnings.length > 0) return false;
    read = findCauses(context, now, rules).read;
  } catch {
    // The facts of a witness need not make a valid context.
    return false;
  }
  const { rule, other, kind, cause } = finding;
  const holding = [rule, other].flatMap((one) => (one === undefined ? [] : [one.compiled.condition]));
  if (holding.some((condition) => truthOf(condition, read) !== true)) return false;
  const remedies = kind === "uncovered" ? (rules.byCode.get(cause)?.remedies ?? []) : [];
  return remedies.every(({ when }) => when !== null && truthOf(when, read) !== true);
}

/** The facts of a witness that a context states under their own name. The others are sums and comparisons. */
function statedFacts({ witness }: Finding, rules: CompiledRuleSet): JsonObject {
  const patch: JsonObject = {};
  for (const [name, value] of witness) {
    if (name === "transaction.takesMoneyOut") {
      mergeInto(patch, ["transaction", "kind"], value === true ? "payment" : "top_up");
      continue;
    }
    mergeInto(patch, name.split("."), plainValue(value, rules.fact(name)?.kind));
  }
  return patch;
}

function mergeInto(patch: JsonObject, steps: readonly string[], value: Json): void {
  const [last] = steps.slice(-1);
  let holder = patch;
  for (const step of steps.slice(0, -1)) {
    const inner = holder[step];
    const next = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner : {};
    setOwn(holder, step, next);
    holder = next as JsonObject;
  }
  setOwn(holder, last as string, value);
}
