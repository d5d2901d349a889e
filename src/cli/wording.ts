import type { Cause, Money, PlanStep, RemedyParams } from "../base/diagnosis.js";
import type { CauseText, Template, Words } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { formatMoney } from "../words/money.js";
import { formatTime } from "../words/render.js";

const said = ({ shell, phrases }: Words, name: string): string | undefined => shell?.[name] ?? phrases[name];

/** The phrases around a diagnosis in its locale. */
export class Wording {
  readonly locale: string;
  readonly #rules: CompiledRuleSet;
  readonly #words: Words;
  readonly #english: Words;
  /** Whether it is an agent who reads, who is told what the customer is not. */
  readonly forAgent: boolean;

  constructor(locale: string, rules: CompiledRuleSet, audience: "customer" | "agent" = "agent") {
    this.locale = locale;
    this.#rules = rules;
    this.#english = rules.parts.words.en as Words;
    this.#words = rules.parts.words[locale] ?? this.#english;
    this.forAgent = audience === "agent";
  }

  phrase(name: string, values: Readonly<Record<string, string>> = {}): string {
    const text = said(this.#words, name) ?? said(this.#english, name) ?? name;
    return text.replace(/\{([a-z_]+)\}/g, (_, key: string) => values[key] ?? "");
  }

  money(value: Money): string {
    return formatMoney(value, this.locale);
  }

  time(value: string): string {
    return formatTime(value, this.locale);
  }

  labelled(label: string, text: string): string {
    return this.phrase("label", { label, text });
  }

  list(items: readonly string[]): string {
    return items.join(this.phrase("list_separator"));
  }

  /** What a fact is called. */
  label(fact: string): string {
    const general = fact.replace(/^(limit|fee|payee)\.([a-zA-Z]+)\./, "limit.*.");
    const { facts } = this.#words;
    return facts[fact] ?? facts[general] ?? facts[fact.split(".")[0] as string] ?? fact;
  }

  #text(code: string): CauseText | undefined {
    return this.#rules.parts.causeTexts[this.locale]?.[code] ?? this.#rules.byCode.get(code)?.file.text;
  }

  /** The titles of causes by their codes; those that stand in a diagnosis are called as there. */
  titles(codes: readonly string[], causes: readonly Cause[]): string[] {
    return codes.map((code) => {
      const standing = causes.find((cause) => cause.code === code);
      const text = this.#text(code);
      const general = this.forAgent ? text?.title : (text?.customer?.title ?? text?.title);
      return standing?.title ?? general ?? code;
    });
  }

  /** A step of a plan: as its remedy is called, with the amount it has in the plan. */
  step({ cause, action, params }: PlanStep, causes: readonly Cause[]): string {
    const remedies = causes.find(({ code }) => code === cause)?.remedies ?? [];
    const same = remedies.filter((remedy) => remedy.action === action);
    const exact = same.find((remedy) => JSON.stringify(remedy.params) === JSON.stringify(params));
    if (exact !== undefined) return exact.title;
    const templates = [
      this.#text(cause)?.remedies?.[action as keyof CauseText["remedies"]],
      this.#words.actions[action as keyof Words["actions"]],
    ];
    for (const template of templates as ({ title?: Template } | undefined)[]) {
      const title = this.#filled(template?.title, params);
      if (title !== undefined) return title;
    }
    return same[0]?.title ?? action;
  }

  /** The first template that parameters alone can fill. */
  #filled(template: Template | undefined, params: RemedyParams): string | undefined {
    for (const text of [template ?? []].flat()) {
      let complete = true;
      const filled = text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
        const value = name.startsWith("params.") ? this.#param(params[name.slice(7)]) : undefined;
        if (value === undefined) complete = false;
        return value ?? "";
      });
      if (complete) return filled;
    }
    return undefined;
  }

  #param(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") return this.money(value as Money);
    return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? this.time(String(value)) : String(value);
  }
}
