import { type Assessment, assess, survey } from "./assess.js";
import { parseContext } from "./context.js";
import { type Leaf, truthOf } from "./engine.js";
import { type Json, mergePatch } from "./json.js";
import type { CauseFile } from "./rule-schema.js";
import type { CompiledCause, RuleSet } from "./ruleset.js";

/** What went wrong with the proof of a cause. */
export interface CaseFailure {
  code: string;
  message: string;
}

type Outcome = "match" | "no_match" | "unknown";
type RuleCase = NonNullable<CauseFile["cases"]>[number];

/**
 * Runs the cases of rule files: each a merge patch on the baseline. Besides, every cause must have a case of each kind, be silent on
 * the baseline, and each leaf of each condition must matter: were it to say the opposite, some case would come out otherwise.
 */
export function testRules(
  files: readonly CauseFile[],
  rules: RuleSet,
  baseline: Json,
): { passed: number; failures: CaseFailure[] } {
  const failures: CaseFailure[] = [];
  let passed = 0;
  for (const file of files) {
    const cause = rules.causes.get(file.code) as CompiledCause;
    const cases = (file.cases ?? []).map((one) => ({ one, assessment: assessCase(one, rules, baseline) }));
    const report = (message: string): void => void failures.push({ code: file.code, message });
    for (const { one, assessment } of cases) {
      const outcome = typeof assessment === "string" ? assessment : outcomeOf(assessment, file.code);
      if (outcome === one.expect) passed++;
      else report(`"${one.name}": expected ${one.expect}, found ${outcome}`);
    }
    for (const kind of ["match", "no_match", "unknown"] as const) {
      if (!cases.some(({ one }) => one.expect === kind)) report(`no case expects ${kind}`);
    }
    const read = cases.flatMap(({ assessment }) => (typeof assessment === "string" ? [] : [assessment]));
    for (const leaf of idleLeaves(cause, read)) report(`no case depends on ${leaf}`);
  }
  return { passed, failures };
}

function assessCase(one: RuleCase, rules: RuleSet, baseline: Json): Assessment | string {
  try {
    const { context, warnings } = parseContext(mergePatch(baseline, one.given as Json));
    const unknown = warnings.find((warning) => warning.code === "unknown_key");
    return unknown === undefined ? assess(context, one.now, rules) : `unknown key ${unknown.path}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function outcomeOf(assessment: Assessment, code: string): Outcome {
  if ([...assessment.blocking, ...assessment.advice].some(({ cause }) => cause.code === code)) return "match";
  return survey(assessment).open.some(({ cause }) => cause.code === code) ? "unknown" : "no_match";
}

/** Leaves that could say the opposite in every case without changing what their rule comes to. */
function* idleLeaves(cause: CompiledCause, cases: readonly Assessment[]): Generator<string> {
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
