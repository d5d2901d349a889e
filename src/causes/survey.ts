import type { AssessedConflict, AssessedQuestion, AssessedRuledOut } from "../base/assessment.js";
import type { Redactor } from "../redact/index.js";
import { collectMissing, denying, type Leaf, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, RuleOfCause } from "../rules/rule-set.js";
import { ignoredWhenPlanned, type Situation } from "./find.js";
import type { FactValues } from "./values.js";

/** A cause that missing facts leave open. */
export interface Undecided {
  cause: CompiledCause;
  /** JSON Pointers of the missing facts. */
  missing: string[];
}

/** The causes that were not found. */
export interface Survey {
  open: Undecided[];
  /** Causes that known facts rule out, with the comparison that does so. */
  out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[];
}

/**
 * Sorts the causes that do not apply into open ones and ruled-out ones, each in the order of their codes. A missing provider code leaves
 * a cause open only if the facts do not rule the cause out.
 */
export function survey({ rules, read }: Situation): Survey {
  const open: Undecided[] = [];
  const out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[] = [];
  for (const cause of rules.sorted) {
    const { holds, isOpen, isOpenByFacts } = overall(cause, read);
    // A cause whose rule holds was found, or was replaced by another.
    if (holds) continue;
    const denied = cause.byFacts.length > 0 && !isOpenByFacts;
    if (denied || !isOpen) {
      const found = firstDenial(denied ? cause.byFacts : cause.rules, read);
      if (found !== null) out.push({ cause, leaf: found.leaf, wanted: found.wanted });
      continue;
    }
    const missing = new Set<string>();
    for (const { compiled } of cause.rules) {
      if (truthOf(compiled.condition, read) === null) collectMissing(compiled.condition, read, missing);
    }
    open.push({ cause, missing: [...missing] });
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

/** Missing facts that could add or remove a blocking cause; the fact that decides the most causes comes first. */
export function questionsOf(situation: Situation, { open }: Survey): AssessedQuestion[] {
  const decides = new Map<string, Set<string>>();
  const ask = (path: string, code: string): void => void decides.set(path, (decides.get(path) ?? new Set()).add(code));
  const planned = situation.status === "planned";
  for (const { cause, missing } of open) {
    if (cause.file.advice === true) continue;
    for (const path of missing) if (!planned || !ignoredWhenPlanned(path)) ask(path, cause.code);
  }
  // An excess can be proved without a missing fact, but that fact still changes the sum.
  for (const { cause, rules } of situation.blocking) {
    for (const name of rules.flatMap((rule) => rule.restsOn)) {
      const reading = situation.read(name);
      if (reading.known) for (const path of reading.assumed ?? []) ask(path, cause.code);
    }
  }
  return [...decides]
    .map(([path, codes]) => ({ path, decides: [...codes].sort() }))
    .sort((a, b) => b.decides.length - a.decides.length || (a.path < b.path ? -1 : 1));
}

export const ruledOutBy = ({ out }: Survey, values: FactValues): AssessedRuledOut[] =>
  out.map(({ cause, leaf, wanted }) => ({ cause: cause.code, because: values.denial(leaf, wanted) }));

/** The contradictions in the evidence. `facts` names the facts; the reason has the code. */
export function conflictsOf({ conflicts }: Situation, values: FactValues, redactor: Redactor): AssessedConflict[] {
  return conflicts.map(({ cause, facts, code }) => {
    for (const name of facts) values.add(name);
    const because =
      code === null
        ? { code: "conflict_facts", params: {} }
        : { code: "conflict_code", params: { code: redactor.text(code.code) } };
    return { cause, facts, because };
  });
}
