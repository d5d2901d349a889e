import type { AssessedConflict, AssessedRuledOut } from "../base/assessment.js";
import type { Redactor } from "../redact/index.js";
import { denying, type Leaf, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, RuleOfCause } from "../rules/rule-set.js";
import type { Situation } from "./find.js";
import type { FactValues } from "./values.js";

/** The causes that were not found. */
export interface Survey {
  /** Causes that missing facts leave open. */
  open: CompiledCause[];
  /** Causes that known facts rule out, with the comparison that does so. */
  out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[];
}

/**
 * Sorts the causes that do not apply into open ones and ruled-out ones, each in the order of their codes. A missing provider code leaves
 * a cause open only if the facts do not rule the cause out.
 */
export function survey({ rules, read, blocking, advice }: Situation): Survey {
  const open: CompiledCause[] = [];
  const out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[] = [];
  // Some were found by other facts than those of the attempt: by a code that does not decide, or since then.
  const named = new Set([...blocking, ...advice].map(({ cause }) => cause));
  for (const cause of rules.sorted) {
    if (named.has(cause)) continue;
    const { holds, isOpen, isOpenByFacts } = overall(cause, read);
    // A cause whose rule holds was found, or was replaced by another.
    if (holds) continue;
    const denied = cause.byFacts.length > 0 && !isOpenByFacts;
    if (denied || !isOpen) {
      const found = firstDenial(denied ? cause.byFacts : cause.rules, read);
      if (found !== null) out.push({ cause, leaf: found.leaf, wanted: found.wanted });
      continue;
    }
    open.push(cause);
  }
  return { open, out };
}

/** Whether any rule of a cause holds or is still open. */
function overall(
  { rules }: CompiledCause,
  read: ReadFact,
): { holds: boolean; isOpen: boolean; isOpenByFacts: boolean } {
  const sum = { holds: false, isOpen: false, isOpenByFacts: false };
  for (const { byCode, compiled } of rules) {
    const truth = truthOf(compiled.condition, read);
    if (truth === true) sum.holds = true;
    if (truth !== null) continue;
    sum.isOpen = true;
    if (!byCode) sum.isOpenByFacts = true;
  }
  return sum;
}

function firstDenial(rules: readonly RuleOfCause[], read: ReadFact): ReturnType<typeof denying> {
  for (const { compiled } of rules) {
    const found = denying(compiled.condition, read);
    if (found !== null) return found;
  }
  return null;
}

export const ruledOutBy = ({ out }: Survey, values: FactValues): AssessedRuledOut[] =>
  out.map(({ cause, leaf, wanted }) => ({ cause: cause.code, because: values.denial(leaf, wanted) }));

/** The codes that facts contradict. `facts` names the facts; the reason has the code. */
export function conflictsOf({ conflicts }: Situation, values: FactValues, redactor: Redactor): AssessedConflict[] {
  return conflicts.map(({ cause, facts, code }) => {
    for (const name of facts) values.add(name);
    return { cause, facts, because: { code: "conflict_code", params: { code: redactor.text(code.code) } } };
  });
}

/** Whether a sum is known to pass: the amount fits a balance, a cap or a limit. */
export const hasKnownRoom = ({ out }: Survey): boolean =>
  out.some(({ cause, leaf }) => cause.file.amount === true && "fact" in leaf.against);
