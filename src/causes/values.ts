import type { AssessedEvidence, AssessedFact, Reason } from "../base/assessment.js";
import { own } from "../base/json.js";
import type { FactValue, Kind } from "../base/known.js";
import { type Decimal, moneyText } from "../base/money.js";
import { instantTextLike } from "../base/time.js";
import type { Redactor } from "../redact/index.js";
import type { Leaf, ReadFact } from "../rules/engine.js";
import { type Situation, timeText } from "./find.js";

/** The sign of a comparison that holds, and of one that fails. */
const RELATIONS: Readonly<Record<string, readonly [holds: string, fails: string]>> = {
  equal: ["=", "≠"],
  notEqual: ["≠", "="],
  lessThan: ["<", "≥"],
  lessThanInclusive: ["≤", ">"],
  greaterThan: [">", "≤"],
  greaterThanInclusive: ["≥", "<"],
};

/** A secret is dropped from what is redacted; where its value is shown, this stands. */
const SECRET = "<SECRET>";

/** The fact values that the answer's texts use. Each value is formatted and redacted once, on first use. */
export class FactValues {
  readonly facts: Record<string, AssessedFact> = Object.create(null) as Record<string, AssessedFact>;
  readonly #situation: Situation;
  readonly #redactor: Redactor;

  constructor(situation: Situation, redactor: Redactor) {
    this.#situation = situation;
    this.#redactor = redactor;
  }

  /** Adds a fact to the answer; undefined if it is unknown. */
  add(name: string): AssessedFact | undefined {
    const known = this.facts[name];
    if (known !== undefined) return known;
    const fact = this.#readBy(this.#situation.read, name);
    if (fact !== undefined) this.facts[name] = fact;
    return fact;
  }

  #readBy(read: ReadFact, name: string): AssessedFact | undefined {
    const reading = read(name);
    const kind = this.#situation.rules.fact(name)?.kind;
    return reading.known && kind !== undefined ? this.#written(name, kind, reading.value) : undefined;
  }

  /** Adds a text of the context that is no fact of the rules. */
  addText(name: string, value: string | undefined): void {
    if (value !== undefined) this.facts[name] ??= { kind: "text", value };
  }

  /** The evidence of rules; an unknown fact has the value null. `read` gives the facts where they are not those of the attempt. */
  evidence(names: Iterable<string>, read?: ReadFact): AssessedEvidence[] {
    return [...new Set(names)].flatMap((name): AssessedEvidence[] => {
      const found = read === undefined ? this.add(name) : this.#readBy(read, name);
      if (found === undefined) return [{ fact: name, value: null }];
      const { value, unit } = found;
      return [unit === undefined ? { fact: name, value } : { fact: name, value, unit }];
    });
  }

  /** Why a comparison rules a cause out; `wanted` is the result that the rule needed. */
  denial({ fact, operator, kind, against }: Leaf, wanted: boolean): Reason {
    this.add(fact);
    const relation = RELATIONS[operator]?.[wanted ? 1 : 0];
    if (kind === "boolean" || kind === "text" || relation === undefined) return { code: "stated", params: { fact } };
    if ("fact" in against) {
      this.add(against.fact);
      return { code: "comparison", params: { fact, relation, other: against.fact } };
    }
    const value = this.#value(kind, [against.constant].flat()[0] as FactValue);
    return { code: "comparison", params: { fact, relation, constant: value } };
  }

  #written(name: string, kind: Kind, value: FactValue): AssessedFact {
    if (kind === "time") return { kind, value: timeText(this.#situation, value as number, name) };
    if (kind === "text") return { kind, value: this.#redacted(name, value as string) };
    if (kind === "number" && this.#redacted(name, value as number) === SECRET) return { kind: "text", value: SECRET };
    const written = this.#value(kind, value);
    const unit = kind === "money" ? this.#situation.sheet.currency : name.endsWith("Ms") ? "ms" : undefined;
    return unit === undefined ? { kind, value: written } : { kind, value: written, unit };
  }

  #value(kind: Kind, value: FactValue): string | number | boolean {
    const { sheet, nowText } = this.#situation;
    if (kind === "money") return moneyText(value as Decimal, sheet.exponent);
    return kind === "time" ? instantTextLike(value as number, nowText) : (value as string | number | boolean);
  }

  /** Redacted at its own place, so that a reference or code that only looks like a card number is kept, and a secret is none to show. */
  #redacted<Value extends string | number>(name: string, value: Value): Value | string {
    const keys = name.split(".");
    const placed = keys.reduceRight<unknown>((inside, key) => ({ [key]: inside }), value);
    const redacted = keys.reduce<unknown>((outside, key) => own(outside, key), this.#redactor.value(placed));
    return typeof redacted === typeof value ? (redacted as Value) : SECRET;
  }
}
