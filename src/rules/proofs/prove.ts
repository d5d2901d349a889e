import { pointer } from "../../base/json.js";
import { known, UNKNOWN } from "../../base/known.js";
import { type Node, type ReadFact, truthOf } from "../engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rule-set.js";
import { domainsWith } from "./domain.js";
import { decided, type Formula, leavesIn, notTrue } from "./formula.js";
import { type Solution, type Solved, solve } from "./solve.js";

export type FindingKind = "always_false" | "implied" | "equal" | "uncovered";

/** Something in a rule set that is proved to be wrong, whatever the transaction. */
export interface Finding {
  kind: FindingKind;
  /** The cause whose file is at fault. */
  cause: string;
  /** JSON Pointer into its file. */
  path: string;
  /** The rule at fault; missing for a condition of a remedy or of `replaces`. */
  rule?: RuleOfCause;
  /** The rule that makes it needless. */
  other?: RuleOfCause;
  /** Facts that show it: with these all conditions of the finding hold. Empty where a condition can never hold. */
  witness: Solution;
  /** Of a condition that can never hold: the fewest of its comparisons that contradict each other. */
  contradiction?: string[];
  /** False where the facts show it, but only a transaction that has these facts together proves that it happens. */
  certain: boolean;
}

/** What was proved, and how many questions were too large to decide. */
export interface Proofs {
  findings: Finding[];
  undecided: number;
}

/**
 * Proves faults of rules: conditions that can never hold, that another implies, that are equal, and causes without a way out. Only faults
 * of the causes in `own`, or between one of them and another cause, are looked for. A search that is too large claims nothing.
 */
export function prove(rules: CompiledRuleSet, own: readonly string[]): Proofs {
  const prover = new Prover(rules);
  for (const code of own) {
    const cause = rules.byCode.get(code);
    if (cause !== undefined) prover.causeAlone(cause);
  }
  prover.pairs(new Set(own));
  return { findings: prover.findings, undecided: prover.undecided };
}

/** How sure a rule makes its cause. A provider's code is as sure as its table says, so it compares with other codes only. */
const SURENESS: Record<RuleOfCause["certainty"], number> = { certain: 3, likely: 2, possible: 1, code: 0 };
const isAsSure = (one: RuleOfCause, other: RuleOfCause): boolean =>
  one.certainty === "code" || other.certainty === "code"
    ? one.certainty === other.certainty
    : SURENESS[one.certainty] >= SURENESS[other.certainty];

class Prover {
  readonly findings: Finding[] = [];
  undecided = 0;
  readonly #rules: CompiledRuleSet;
  readonly #domainOf: ReturnType<typeof domainsWith>;
  /** By condition: how the search for facts under which it holds ended. */
  readonly #holding = new Map<Node, Solved>();

  constructor(rules: CompiledRuleSet) {
    this.#rules = rules;
    this.#domainOf = domainsWith(rules.causes);
  }

  #solve(...formulas: Formula[]): Solved {
    const outcome = solve(formulas, this.#domainOf);
    if (outcome === "undecided") this.undecided++;
    return outcome;
  }

  #holds(condition: Node): Solved {
    const outcome = this.#holding.get(condition) ?? this.#solve(decided(condition));
    this.#holding.set(condition, outcome);
    return outcome;
  }

  /** Rules that can never hold imply everything: they are reported once, and left out of the comparisons. */
  #isDead(rule: RuleOfCause): boolean {
    return this.#holds(rule.compiled.condition) === "none";
  }

  /** Solution under which both hold, where `other` holds whenever `one` does; undefined where it does not follow. */
  #follows(one: Node, other: Node): Solution | undefined {
    const first = this.#holds(one);
    if (typeof first !== "object") return undefined;
    // Most pairs end here: the first facts that were found for `one` are a counterexample.
    if (truthOf(other, reading(first.values)) !== true) return undefined;
    return this.#solve(decided(one), notTrue(other)) === "none" ? first.values : undefined;
  }

  causeAlone(cause: CompiledCause): void {
    const { code } = cause;
    for (const [i, rule] of cause.rules.entries()) {
      const path = ["rules", i, "when"];
      const { condition } = rule.compiled;
      if (this.#isDead(rule)) this.#never(code, path, condition, rule);
      else this.#needlessParts(rule, condition, path);
    }
    const others = [
      ...cause.remedies.map(({ when }, i) => ({ when, path: ["remedies", i, "when"] })),
      ...cause.replaces.map(({ when }, i) => ({ when, path: ["replaces", i, "when"] })),
    ];
    for (const { when, path } of others)
      if (when !== null && this.#holds(when) === "none") this.#never(code, path, when);
    this.#wayOut(cause);
  }

  #never(cause: string, path: (string | number)[], condition: Node, rule?: RuleOfCause): void {
    const contradiction = this.#fewest(condition).map(leafText);
    const place = { cause, path: pointer(path), ...(rule === undefined ? {} : { rule }) };
    this.findings.push({ kind: "always_false", ...place, witness: new Map(), contradiction, certain: true });
  }

  /** Takes comparisons away from a contradiction for as long as it stays one. Only of a list that must hold together. */
  #fewest(condition: Node) {
    const parts = "all" in condition ? [...condition.all] : [condition];
    for (let i = parts.length - 1; i >= 0 && parts.length > 1; i--) {
      const rest = parts.filter((_, at) => at !== i);
      if (this.#solve(decided({ all: rest })) === "none") parts.splice(i, 1);
    }
    return parts.flatMap(leavesIn);
  }

  /** Parts of a condition without which it holds for the same transactions. */
  #needlessParts(rule: RuleOfCause, condition: Node, path: (string | number)[]): void {
    for (const { place, without } of smaller(condition)) {
      const [narrow, wide] = place.isOfAll ? [without, condition] : [condition, without];
      const witness = this.#follows(narrow, wide);
      if (witness === undefined) continue;
      const at = pointer([...path, ...place.path]);
      this.findings.push({ kind: "implied", cause: rule.cause, path: at, rule, witness, certain: true });
      return;
    }
  }

  /** A cause needs a remedy in every situation, or a human who takes over. Advice blocks nothing, so it needs neither. */
  #wayOut(cause: CompiledCause): void {
    const { file, code, groupName } = cause;
    const isMet = file.needsHuman === true || file.unsafe === true || file.outcomeUnknown === true;
    if (file.advice === true || isMet || groupName === "merchant") return;
    if (cause.remedies.some(({ when }) => when === null)) return;
    const none = cause.remedies.map(({ when }) => notTrue(when as Node));
    const isNever = cause.remedies.every(({ when }) => this.#holds(when as Node) === "none");
    for (const rule of cause.rules) {
      if (this.#isDead(rule)) continue;
      const outcome = this.#solve(decided(rule.compiled.condition), ...none);
      if (typeof outcome !== "object") continue;
      const witness = outcome.values;
      this.findings.push({ kind: "uncovered", cause: code, path: "/remedies", rule, witness, certain: isNever });
      return;
    }
  }

  pairs(own: ReadonlySet<string>): void {
    const all = this.#rules.sorted.flatMap((cause) => cause.rules.map((rule) => ({ cause, rule })));
    for (const [i, one] of all.entries()) {
      for (const two of all.slice(i + 1)) {
        if (!own.has(one.cause.code) && !own.has(two.cause.code)) continue;
        if (this.#isDead(one.rule) || this.#isDead(two.rule)) continue;
        this.#pair(one, two, own);
      }
    }
  }

  #pair(one: Placed, two: Placed, own: ReadonlySet<string>): void {
    const [first, second] = [one.rule.compiled.condition, two.rule.compiled.condition];
    const forth = this.#follows(first, second);
    const back = this.#follows(second, first);
    if (forth !== undefined && back !== undefined) {
      // The fault is put where the author can mend it.
      const [fault, other] = own.has(two.cause.code) ? [two, one] : [one, two];
      this.#add("equal", fault, other, forth);
    } else if (forth !== undefined && this.#isNeedless(one, two)) this.#add("implied", one, two, forth);
    else if (back !== undefined && this.#isNeedless(two, one)) this.#add("implied", two, one, back);
  }

  #add(kind: FindingKind, { cause, rule }: Placed, other: Placed, witness: Solution): void {
    const path = pointer(["rules", cause.rules.indexOf(rule), "when"]);
    this.findings.push({ kind, cause: cause.code, path, rule, other: other.rule, witness, certain: true });
  }

  /**
   * Whether a rule that implies another is needless. In one cause it is, unless it makes the cause surer or has words of its own. In two causes one has to replace
   * the other, else both are named for one fact; advice beside a cause is meant.
   */
  #isNeedless(narrow: Placed, wide: Placed): boolean {
    if (narrow.cause === wide.cause) {
      const says = narrow.cause.file.text.rules?.[narrow.rule.name];
      return says === undefined && isAsSure(wide.rule, narrow.rule);
    }
    if ((narrow.cause.file.advice === true) !== (wide.cause.file.advice === true)) return false;
    return !this.#replaces(narrow.cause.code, wide.cause.code);
  }

  #replaces(code: string, target: string): boolean {
    const reached = new Set([code]);
    // A set that grows while it is walked is walked to its new end.
    for (const one of reached)
      for (const { code: next } of this.#rules.byCode.get(one)?.replaces ?? []) reached.add(next);
    return reached.has(target);
  }
}

/** Reads the facts of a solution. */
export const reading =
  (values: Solution): ReadFact =>
  (fact) => {
    const value = values.get(fact);
    return value === undefined ? UNKNOWN : known(value);
  };

interface Placed {
  cause: CompiledCause;
  rule: RuleOfCause;
}

/** A condition less one part of one of its lists, for every part that has a neighbour. Lists below a "not" are left as they are. */
function smaller(node: Node): { place: { path: (string | number)[]; isOfAll: boolean }; without: Node }[] {
  if ("operator" in node || "not" in node) return [];
  const isOfAll = "all" in node;
  const key = isOfAll ? "all" : "any";
  const children = isOfAll ? node.all : node.any;
  const made = (parts: Node[]): Node => (isOfAll ? { all: parts } : { any: parts });
  const own =
    children.length < 2
      ? []
      : children.map((_, i) => ({
          place: { path: [key, i], isOfAll },
          without: made(children.filter((_, at) => at !== i)),
        }));
  const inner = children.flatMap((child, i) =>
    smaller(child).map(({ place, without }) => ({
      place: { path: [key, i, ...place.path], isOfAll: place.isOfAll },
      without: made(children.map((one, at) => (at === i ? without : one))),
    })),
  );
  // The last one first: of two equal parts the later is the needless one.
  return [...own, ...inner].reverse();
}

/** A comparison as a reader of the file knows it. */
export function leafText({ fact, operator, against }: ReturnType<typeof leavesIn>[number]): string {
  const right = "fact" in against ? against.fact : [against.constant].flat().map(String).join(", ");
  return `${fact} ${operator} ${right}`;
}
