import type { Json } from "../../base/json.js";
import { mergePatch } from "../../base/patch.js";
import { findCauses, type Situation } from "../../causes/find.js";
import { survey } from "../../causes/survey.js";
import { readContext } from "../../context/parse.js";
import { type Leaf, truthOf } from "../../rules/engine.js";
import type { CauseFile } from "../../rules/files.js";
import type { CompiledCause, CompiledRuleSet } from "../../rules/rule-set.js";

/** A case that fails, or a gap in the cases of a cause. */
export interface CaseFailure {
  code: string;
  message: string;
}

type Outcome = "match" | "no_match" | "unknown";
type RuleCase = NonNullable<CauseFile["cases"]>[number];

/**
 * Runs the cases of rule files; each is a merge patch on the baseline. Every cause needs a case of each kind, and each comparison in its
 * conditions must matter: if it gave the opposite, the result of some case would change.
 */
export function testRules(
  files: readonly CauseFile[],
  rules: CompiledRuleSet,
  baseline: Json,
): { passed: number; failures: CaseFailure[] } {
  const failures: CaseFailure[] = [];
  let passed = 0;
  for (const file of files) {
    const cause = rules.byCode.get(file.code) as CompiledCause;
    const cases = (file.cases ?? []).map((one) => ({ one, situation: assessCase(one, rules, baseline) }));
    const report = (message: string): void => void failures.push({ code: file.code, message });
    for (const { one, situation } of cases) {
      const outcome = typeof situation === "string" ? situation : outcomeOf(situation, file.code);
      if (outcome === one.expect) passed++;
      else report(`"${one.name}": expected ${one.expect}, found ${outcome}`);
    }
    for (const kind of ["match", "no_match", "unknown"] as const) {
      if (!cases.some(({ one }) => one.expect === kind)) report(`no case expects ${kind}`);
    }
    const read = cases.flatMap(({ situation }) => (typeof situation === "string" ? [] : [situation]));
    for (const leaf of idleLeaves(cause, read)) report(`no case depends on ${leaf}`);
  }
  return { passed, failures };
}

function assessCase(one: RuleCase, rules: CompiledRuleSet, baseline: Json): Situation | string {
  try {
    const { context, warnings } = readContext(mergePatch(baseline, one.given as Json));
    const unknown = warnings.find((warning) => warning.code === "unknown_key");
    return unknown === undefined ? findCauses(context, one.now, rules) : `unknown key ${unknown.path}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function outcomeOf(situation: Situation, code: string): Outcome {
  if ([...situation.blocking, ...situation.advice].some(({ cause }) => cause.code === code)) return "match";
  return survey(situation).open.some((cause) => cause.code === code) ? "unknown" : "no_match";
}

/** Comparisons that could give the opposite in every case without changing the result of their rule. */
function* idleLeaves(cause: CompiledCause, cases: readonly Situation[]): Generator<string> {
  for (const { name, compiled } of cause.rules) {
    for (const leaf of compiled.leaves) {
      const matters = cases.some(({ read }) => {
        const flipped = (other: Leaf): boolean | undefined => {
          if (other !== leaf) return undefined;
          const truth = truthOf(leaf, read);
          return truth === null ? undefined : !truth;
        };
        return truthOf(compiled.condition, read) !== truthOf(compiled.condition, read, flipped);
      });
      if (!matters) yield `${leaf.fact} ${leaf.operator} of rule ${name}`;
    }
  }
}
