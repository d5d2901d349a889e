import type { Cause, Money, PlanStep, RemedyParams } from "../base/diagnosis.js";
import { filled } from "../base/messages.js";
import type { CauseText, Template, Words } from "../rules/files.js";
import type { RuleSet } from "../rules/rule-set.js";
import { formatMoney } from "./money.js";
import { formatTime } from "./render.js";

const phraseIn = ({ shell, phrases }: Words, name: string): string | undefined => shell?.[name] ?? phrases[name];

/** The words around a diagnosis in its locale: headings, labels and titles, for the command line and the page. */
export class Wording {
  readonly locale: string;
  readonly #rules: RuleSet;
  readonly #words: Words;
  readonly #english: Words;
  /** Whether an agent reads it: an agent is told more than the customer. */
  readonly forAgent: boolean;

  constructor(locale: string, rules: RuleSet, audience: "customer" | "agent" = "agent") {
    this.locale = locale;
    this.#rules = rules;
    this.#english = rules.parts.words.en as Words;
    this.#words = rules.parts.words[locale] ?? this.#english;
    this.forAgent = audience === "agent";
  }

  /** A phrase of the locale, else of English, with its {placeholders} filled; its name where nobody has it. */
  phrase(name: string, values: Readonly<Record<string, string>> = {}): string {
    return filled(phraseIn(this.#words, name) ?? phraseIn(this.#english, name) ?? name, values);
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

  /** The label of a fact; its name where it has none. */
  label(fact: string): string {
    const general = fact.replace(/^(limit|fee|payee)\.([a-zA-Z]+)\./, "limit.*.");
    const { facts } = this.#words;
    return facts[fact] ?? facts[general] ?? facts[fact.split(".")[0] as string] ?? fact;
  }

  #text(code: string): CauseText | undefined {
    return this.#rules.parts.causeTexts[this.locale]?.[code] ?? this.#rules.causes.get(code)?.file.text;
  }

  /** The titles of causes by their codes. A cause of `causes` keeps the title it has there. */
  titles(codes: readonly string[], causes: readonly Cause[]): string[] {
    return codes.map((code) => {
      const diagnosed = causes.find((cause) => cause.code === code);
      const text = this.#text(code);
      const general = this.forAgent ? text?.title : (text?.customer?.title ?? text?.title);
      return diagnosed?.title ?? general ?? code;
    });
  }

  /** The title of a plan's step: that of its remedy, with the amount that the plan gives it. */
  step({ cause, action, params }: PlanStep, causes: readonly Cause[]): string {
    const remedies = causes.find(({ code }) => code === cause)?.remedies ?? [];
    const same = remedies.filter((remedy) => remedy.action === action);
    const exact = same.find((remedy) => JSON.stringify(remedy.params) === JSON.stringify(params));
    if (exact !== undefined) return exact.title;
    const own = this.#text(cause)?.remedies?.[action as keyof CauseText["remedies"]] as
      | { title?: Template }
      | undefined;
    const general = this.#words.actions[action as keyof Words["actions"]] as { title?: Template } | undefined;
    const title = this.#fromParams(own?.title, params) ?? this.#fromParams(general?.title, params);
    return title ?? same[0]?.title ?? action;
  }

  /** The first template that needs nothing but parameters, filled. */
  #fromParams(template: Template | undefined, params: RemedyParams): string | undefined {
    const entries = Object.entries(params).flatMap(([name, value]) => {
      const text = this.#param(value);
      return text === undefined ? [] : [[name, text] as const];
    });
    const values = Object.fromEntries(entries);
    return [template ?? []]
      .flat()
      .filter((sentence) =>
        placeholdersOf(sentence).every(
          (name) => name.startsWith(PARAM) && Object.hasOwn(values, name.slice(PARAM.length)),
        ),
      )
      .map((sentence) => filled(sentence.replaceAll(`{${PARAM}`, "{"), values))[0];
  }

  #param(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") return this.money(value as Money);
    return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? this.time(String(value)) : String(value);
  }
}

const PARAM = "params.";
const placeholdersOf = (sentence: string): string[] =>
  [...sentence.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string);
