import { Almanac, Engine, Rule, type RuleProperties, type TopLevelCondition } from "json-rules-engine";
import { compareValues, type FactValue, type Kind, type Known } from "../base/known.js";
import { type Condition, type Constant, type OperatorName, operatorNames } from "./condition.js";

export { type Condition, type Constant, type LeafCondition, type OperatorName, operatorNames } from "./condition.js";

/** Missing from the library's own types at 7.3.1. Not added to them: an augmentation would reach every application that imports ours. */
interface Evaluable {
  evaluate(almanac: Almanac): Promise<{ result: boolean | null }>;
}

/** true, false, or null when missing facts leave it undecided (Kleene's logic). */
export type Truth = boolean | null;
/** Reads a fact by its name. */
export type ReadFact = (name: string) => Known<FactValue>;

const ORDERED: Record<string, (order: number) => boolean> = {
  equal: (order) => order === 0,
  notEqual: (order) => order !== 0,
  lessThan: (order) => order < 0,
  lessThanInclusive: (order) => order <= 0,
  greaterThan: (order) => order > 0,
  greaterThanInclusive: (order) => order >= 0,
};
const LISTED: Record<string, (found: boolean) => boolean> = { in: (found) => found, notIn: (found) => !found };
/** The operators that a kind of fact allows: text and booleans have no order. */
export function operatorsOf(kind: Kind): readonly OperatorName[] {
  if (kind === "boolean") return ["equal", "notEqual"];
  if (kind === "text") return ["equal", "notEqual", "in", "notIn"];
  return operatorNames.slice(0, 6);
}

/** What the engine needs to know about facts: their kind, and how a constant of that kind is written. */
export interface FactLanguage {
  kindOf(name: string): Kind | undefined;
  /** Whether the fact's texts are compared without regard to case. */
  isCaseless(name: string): boolean;
  constant(value: Constant, kind: Kind): FactValue | undefined;
}

export interface Leaf {
  fact: string;
  operator: OperatorName;
  kind: Kind;
  isCaseless: boolean;
  /** The other fact, or the constant; a list for `in` and `notIn`. */
  against: { fact: string } | { constant: FactValue | readonly FactValue[] };
  /** Compares a known value with the other fact's, or with the constant: the list of them for `in` and `notIn`. */
  holds(left: FactValue, right: FactValue | readonly FactValue[]): boolean;
}
/** A compiled condition. */
export type Node = { all: Node[] } | { any: Node[] } | { not: Node } | Leaf;

/** One rule ready to run: compiled for our own three-valued evaluation, and as a rule of json-rules-engine. */
export interface CompiledRule {
  id: string;
  /** Index in `RuleEngine.rules`. */
  index: number;
  condition: Node;
  leaves: Leaf[];
  facts: ReadonlySet<string>;
  /** An equality with a constant without which the rule cannot hold: the index finds the rule by it. */
  key: { fact: string; value: FactValue } | null;
  library: Rule & Evaluable;
}

const isLeaf = (node: Node): node is Leaf => "operator" in node;

/** A fact's value with its kind, so that the library's operators can compare without guessing. */
class Typed {
  readonly kind: Kind;
  readonly value: FactValue;
  readonly isCaseless: boolean;
  constructor(kind: Kind, value: FactValue, isCaseless: boolean) {
    this.kind = kind;
    this.value = value;
    this.isCaseless = isCaseless;
  }
}

/** A text as it is compared where case does not count; any other value as it is. */
const folded = <T extends FactValue>(value: T): T =>
  (typeof value === "string" ? value.normalize("NFKC").trim().toLowerCase() : value) as T;

/**
 * A set of rules over named facts, with nothing about payments. Every verdict is reached twice: our three-valued evaluation picks the
 * rules that hold on known facts alone, and only those go to json-rules-engine, which must agree.
 */
export class RuleEngine {
  readonly rules: readonly CompiledRule[];
  readonly #language: FactLanguage;
  /** The index: rules by the fact of their key, then by its value. */
  readonly #keyed: { fact: string; rules: Map<FactValue, CompiledRule[]> }[] = [];
  readonly #unkeyed: CompiledRule[] = [];
  readonly #library: Engine;

  constructor(rules: readonly { id: string; when: Condition }[], language: FactLanguage) {
    this.#language = language;
    this.#library = new Engine([], { allowUndefinedFacts: true, pathResolver: refusePath });
    for (const name of Object.keys(ORDERED))
      this.#library.addOperator(name, (fact, value) => this.#ordered(name, fact, value));
    for (const name of Object.keys(LISTED))
      this.#library.addOperator(name, (fact, value) => this.#listed(name, fact, value));
    this.rules = rules.map((rule, index) => this.#compile(rule.id, index, rule.when));
    // The fact with the most different constants leaves the fewest candidates.
    const constants = new Map<string, Set<FactValue>>();
    for (const { condition } of this.rules) {
      for (const { fact, value } of keysOf(condition))
        constants.set(fact, (constants.get(fact) ?? new Set()).add(value));
    }
    for (const rule of this.rules) {
      const telling = ({ fact }: { fact: string }): number => constants.get(fact)?.size ?? 0;
      rule.key = keysOf(rule.condition).sort((a, b) => telling(b) - telling(a))[0] ?? null;
      if (rule.key === null) {
        this.#unkeyed.push(rule);
        continue;
      }
      const { fact, value } = rule.key;
      const keyed = this.#keyed.find((one) => one.fact === fact) ?? {
        fact,
        rules: new Map<FactValue, CompiledRule[]>(),
      };
      if (keyed.rules.size === 0) this.#keyed.push(keyed);
      keyed.rules.set(value, [...(keyed.rules.get(value) ?? []), rule]);
    }
  }

  /** The rules that hold on known facts, in no order. Only rules that the index leaves are evaluated. */
  holding(read: ReadFact): CompiledRule[] {
    const found: CompiledRule[] = [];
    const holds = ({ condition }: CompiledRule): boolean => truthOf(condition, read) === true;
    for (const { fact, rules } of this.#keyed) {
      const reading = read(fact);
      const candidates = reading.known ? rules.get(reading.value) : undefined;
      if (candidates !== undefined) for (const rule of candidates) if (holds(rule)) found.push(rule);
    }
    for (const rule of this.#unkeyed) if (holds(rule)) found.push(rule);
    return found;
  }

  /**
   * Has json-rules-engine decide the rules that hold, on an almanac of this call alone, so that calls cannot disturb each other.
   * @throws when it denies one: a defect of this program, never of the data.
   */
  async confirm(rules: readonly CompiledRule[], read: ReadFact): Promise<void> {
    const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver: refusePath });
    const added = new Set<string>();
    for (const { facts } of rules) {
      for (const name of facts) {
        if (added.has(name)) continue;
        added.add(name);
        const reading = read(name);
        const kind = this.#language.kindOf(name);
        if (reading.known && kind !== undefined)
          almanac.addFact(name, new Typed(kind, reading.value, this.#language.isCaseless(name)), {
            cache: false,
          });
      }
    }
    const results = await Promise.all(rules.map((rule) => rule.library.evaluate(almanac)));
    const denied = rules[results.findIndex(({ result }) => result !== true)];
    if (denied !== undefined) throw new Error(`defect: json-rules-engine denies rule ${denied.id}, which holds`);
  }

  #compile(id: string, index: number, when: Condition): CompiledRule {
    const leaves: Leaf[] = [];
    const condition = this.condition(when, leaves);
    const facts = new Set(
      leaves.flatMap((leaf) => ("fact" in leaf.against ? [leaf.fact, leaf.against.fact] : [leaf.fact])),
    );
    const library = new Rule({ conditions: when as TopLevelCondition, event: { type: id }, name: id }) as Rule &
      Evaluable;
    this.#library.addRule(library as unknown as RuleProperties);
    return { id, index, condition, leaves, facts, key: null, library };
  }

  /** Compiles a condition for `truthOf`; its leaves are added to the list. */
  condition(condition: Condition, leaves: Leaf[] = []): Node {
    if ("all" in condition) return { all: condition.all.map((child) => this.condition(child, leaves)) };
    if ("any" in condition) return { any: condition.any.map((child) => this.condition(child, leaves)) };
    if ("not" in condition) return { not: this.condition(condition.not, leaves) };
    const { fact, operator, value } = condition;
    const kind = this.#language.kindOf(fact) as Kind;
    const isFact = typeof value === "object" && !Array.isArray(value);
    const constant = (one: Constant): FactValue => this.#language.constant(one, kind) as FactValue;
    const against = isFact
      ? { fact: value.fact }
      : { constant: Array.isArray(value) ? value.map(constant) : constant(value) };
    const isCaseless = this.#language.isCaseless(fact);
    const leaf = { fact, operator, kind, isCaseless, against, holds: comparison(operator, kind, isCaseless) };
    leaves.push(leaf);
    return leaf;
  }

  /** The library passes the fact, and the constant of the rule or another fact; anything else compares as false. */
  #ordered(operator: string, fact: unknown, value: unknown): boolean {
    if (!(fact instanceof Typed)) return false;
    const other = value instanceof Typed ? value.value : this.#language.constant(value as Constant, fact.kind);
    if (other === undefined || (value instanceof Typed && value.kind !== fact.kind)) return false;
    const [one, two] = fact.isCaseless ? [folded(fact.value), folded(other)] : [fact.value, other];
    return (ORDERED[operator] as (order: number) => boolean)(compareValues(fact.kind, one, two));
  }

  #listed(operator: string, fact: unknown, value: unknown): boolean {
    if (!(fact instanceof Typed) || !Array.isArray(value)) return false;
    const [one, list] = fact.isCaseless ? [folded(fact.value), value.map(folded)] : [fact.value, value];
    return (LISTED[operator] as (found: boolean) => boolean)(list.includes(one));
  }
}

/** Rules have no `path`. If one came through, nothing would be looked up by it. */
export function refusePath(): never {
  throw new Error("defect: a rule's path reached the engine");
}

/** The truth of a condition on known facts. `override` replaces the answer of single leaves. */
export function truthOf(node: Node, read: ReadFact, override?: (leaf: Leaf) => Truth | undefined): Truth {
  if (isLeaf(node)) return override?.(node) ?? leafTruth(node, read);
  if ("not" in node) {
    const truth = truthOf(node.not, read, override);
    return truth === null ? null : !truth;
  }
  const isAll = "all" in node;
  const children = isAll ? node.all : node.any;
  let result: Truth = isAll;
  for (let i = 0; i < children.length; i++) {
    const truth = truthOf(children[i] as Node, read, override);
    if (truth === !isAll) return truth;
    if (truth === null) result = null;
  }
  return result;
}

function leafTruth(leaf: Leaf, read: ReadFact): Truth {
  const left = read(leaf.fact);
  if (!left.known) return null;
  const { against } = leaf;
  if ("fact" in against) {
    const right = read(against.fact);
    return right.known ? leaf.holds(left.value, right.value) : null;
  }
  return leaf.holds(left.value, against.constant);
}

function comparison(operator: OperatorName, kind: Kind, isCaseless: boolean): Leaf["holds"] {
  if (isCaseless) {
    const exact = comparison(operator, kind, false);
    return (left, right) => exact(folded(left), Array.isArray(right) ? right.map(folded) : folded(right as FactValue));
  }
  const listed = LISTED[operator];
  if (listed !== undefined) return (left, right) => listed((right as readonly FactValue[]).includes(left));
  const ordered = ORDERED[operator] as (order: number) => boolean;
  return (left, right) => ordered(compareValues(kind, left, right as FactValue));
}

/**
 * Adds the missing facts of an undecided condition: those of every part that could still decide it. Nothing is added where no answer
 * decides it, because a part depends on something that cannot be known: a figure in another currency, say.
 */
export function collectMissing(node: Node, read: ReadFact, into: Set<string>): void {
  for (const path of missingIn(node, read, true) ?? []) into.add(path);
}

/** The missing facts that could give an undecided condition the `wanted` truth; null where no answer could. */
function missingIn(node: Node, read: ReadFact, wanted: boolean): string[] | null {
  if (isLeaf(node)) {
    const sides = "fact" in node.against ? [read(node.fact), read(node.against.fact)] : [read(node.fact)];
    const missing = sides.map((side) => (side.known ? null : side.missing));
    return missing.some((paths) => paths?.length === 0) ? null : missing.flatMap((paths) => paths ?? []);
  }
  if ("not" in node) return missingIn(node.not, read, !wanted);
  const open = ("all" in node ? node.all : node.any).filter((child) => truthOf(child, read) === null);
  const parts = open.map((child) => missingIn(child, read, wanted));
  const needsEvery = "all" in node === wanted;
  const answerable = parts.filter((part) => part !== null);
  if (needsEvery ? answerable.length < parts.length : answerable.length === 0) return null;
  return answerable.flat();
}

/** The first leaf by which known facts make a condition false, and the value it would need (`wanted`); null where none does alone. */
export function denying(node: Node, read: ReadFact, wanted = true): { leaf: Leaf; wanted: boolean } | null {
  if (isLeaf(node)) return leafTruth(node, read) === !wanted ? { leaf: node, wanted } : null;
  if ("not" in node) return denying(node.not, read, !wanted);
  for (const child of "all" in node ? node.all : node.any) {
    const found = denying(child, read, wanted);
    if (found !== null) return found;
  }
  return null;
}

/** Equalities with a constant without which a condition cannot hold; only texts and booleans, which are keys of a Map. */
function keysOf(condition: Node): NonNullable<CompiledRule["key"]>[] {
  const candidates = "all" in condition ? condition.all : [condition];
  return candidates.flatMap((child) => {
    if (!isLeaf(child) || child.operator !== "equal" || !("constant" in child.against) || child.isCaseless) return [];
    return child.kind === "text" || child.kind === "boolean"
      ? [{ fact: child.fact, value: child.against.constant as FactValue }]
      : [];
  });
}
