import type { AssessedEvidence, AssessedFact, Reason } from "../base/assessment.js";
import { own } from "../base/json.js";
import type { FactValue, Kind } from "../base/known.js";
import { type Decimal, moneyText } from "../base/money.js";
import { instantTextLike } from "../base/time.js";
import type { Redactor } from "../redact/index.js";
import type { Leaf } from "../rules/engine.js";
import { type Situation, timeText } from "./find.js";

/** How a comparison reads where it holds, and where it does not. */
const RELATIONS: Readonly<Record<string, readonly [holds: string, fails: string]>> = {
  equal: ["=", "≠"],
  notEqual: ["≠", "="],
  lessThan: ["<", "≥"],
  lessThanInclusive: ["≤", ">"],
  greaterThan: [">", "≤"],
  greaterThanInclusive: ["≥", "<"],
};

/** The values that the texts of an answer use, written and redacted as they are asked for, each once. */
export class FactValues {
  readonly facts: Record<string, AssessedFact> = Object.create(null) as Record<string, AssessedFact>;
  readonly #situation: Situation;
  readonly #redactor: Redactor;

  constructor(situation: Situation, redactor: Redactor) {
    this.#situation = situation;
    this.#redactor = redactor;
  }

  /** Takes a fact into the answer; undefined where it is unknown. */
  add(name: string): AssessedFact | undefined {
    const known = this.facts[name];
    if (known !== undefined) return known;
    const { rules, read } = this.#situation;
    const reading = read(name);
    const kind = rules.fact(name)?.kind;
    if (!reading.known || kind === undefined) return undefined;
    const fact = this.#written(name, kind, reading.value);
    this.facts[name] = fact;
    return fact;
  }

  /** Takes in a text that stands in the context beside the rules' own facts. */
  addText(name: string, value: string | undefined): void {
    if (value !== undefined) this.facts[name] ??= { kind: "text", value };
  }

  /** What rules rest on, unknown facts too. */
  evidence(names: Iterable<string>): AssessedEvidence[] {
    return [...new Set(names)].flatMap((name): AssessedEvidence[] => {
      if (this.#situation.rules.fact(name) === undefined) return [];
      const found = this.add(name);
      if (found === undefined) return [{ fact: name, value: null }];
      const { value, unit } = found;
      return [unit === undefined ? { fact: name, value } : { fact: name, value, unit }];
    });
  }

  /** Why a leaf that was needed as `wanted` rules a cause out. */
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
    const written = this.#value(kind, value);
    const unit = kind === "money" ? this.#situation.sheet.currency : name.endsWith("Ms") ? "ms" : undefined;
    return unit === undefined ? { kind, value: written } : { kind, value: written, unit };
  }

  #value(kind: Kind, value: FactValue): string | number | boolean {
    const { sheet } = this.#situation;
    if (kind === "money") return moneyText(value as Decimal, sheet.exponent);
    return kind === "time" ? instantTextLike(value as number, sheet.nowText) : (value as string | number | boolean);
  }

  /** Redacted as what stands under its name: a reference or a code survives that only looks like a card number. */
  #redacted(name: string, text: string): string {
    const key = name.slice(name.lastIndexOf(".") + 1);
    const redacted = own(this.#redactor.value({ [key]: text }), key);
    return typeof redacted === "string" ? redacted : this.#redactor.text(text);
  }
}
