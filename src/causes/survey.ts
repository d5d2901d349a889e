import { collectMissing, denying, type Leaf, type ReadFact } from "../rules/engine.js";
import type { CompiledCause, RuleOfCause } from "../rules/rule-set.js";
import type { Situation } from "./find.js";
import type { Truths } from "./truths.js";

/** What is known of a cause that does not stand: ruled out by known facts, or left open by missing ones. */
export interface Undecided {
  cause: CompiledCause;
  missing: string[];
}

/**
 * The causes that do not stand, by code: which known facts rule out (with the leaf that does it), and which missing facts leave open. A
 * code that is not given leaves a cause open only while the numbers do not deny it.
 */
export function survey({ rules, read, truths }: Situation): {
  open: Undecided[];
  out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[];
} {
  const open: Undecided[] = [];
  const out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[] = [];
  for (const cause of rules.sorted) {
    const { holds, isOpen, isOpenByFacts } = overall(cause, truths);
    // One that holds stands, or has been replaced.
    if (holds) continue;
    const denied = cause.byFacts.length > 0 && !isOpenByFacts;
    if (denied || !isOpen) {
      const found = firstDenial(denied ? cause.byFacts : cause.rules, read);
      if (found !== null) out.push({ cause, leaf: found.leaf, wanted: found.wanted });
      continue;
    }
    const missing = new Set<string>();
    for (const { compiled } of cause.rules) {
      if (truths.of(compiled) === null) collectMissing(compiled.condition, read, missing);
    }
    open.push({ cause, missing: [...missing] });
  }
  return { open, out };
}

/** What the rules of a cause come to together. */
function overall(
  { rules }: CompiledCause,
  truths: Truths,
): { holds: boolean; isOpen: boolean; isOpenByFacts: boolean } {
  const sum = { holds: false, isOpen: false, isOpenByFacts: false };
  for (const { byCode, compiled } of rules) {
    const truth = truths.of(compiled);
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
