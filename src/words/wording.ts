import type { TransactionSummary } from "../base/assessment.js";
import type { Audience, Cause, Money, PlanStep } from "../base/diagnosis.js";
import { filled } from "../base/filled.js";
import { own } from "../base/json.js";
import { parseInstant } from "../base/time.js";
import type { Action, CauseText, Template, Words } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import type { TermName } from "../rules/terms.js";
import { formsOf } from "./forms.js";
import { formatMoney } from "./money.js";
import { formatNumber } from "./number.js";
import { type Fit, formed, type Templates, templatesOf, type Values } from "./template.js";
import { formatMonth, formatTime } from "./time.js";

/** Languages that write no space between sentences. */
const UNSPACED = /^(?:zh|ja)\b/;

/** Looks up own members only: a name from the input must not reach the prototype. */
const wordFor = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

/** The words of one locale of a rule set: phrases, labels, amounts and times. English replaces a missing phrase. */
export class Wording {
  readonly locale: string;
  readonly words: Words;
  readonly #rules: CompiledRuleSet;
  readonly #english: Words;
  readonly #templates: Templates;
  readonly #fit: Fit;
  /** Of the transaction. */
  readonly currency: string | undefined;
  readonly #year: string | undefined;
  /** Whether the reader is an agent, who is told more than the customer. */
  readonly forAgent: boolean;

  /** Without a transaction, texts have their default form. */
  constructor(
    locale: string,
    rules: CompiledRuleSet,
    audience: Audience = "agent",
    transaction?: Pick<TransactionSummary, "kind" | "amount" | "instrument" | "status">,
    year?: string,
  ) {
    this.locale = locale;
    this.#rules = rules;
    this.#english = rules.parts.words.en as Words;
    this.#templates = templatesOf(rules);
    this.words = rules.parts.words[locale] ?? this.#english;
    this.forAgent = audience === "agent";
    this.currency = transaction?.amount?.currency;
    this.#year = year;
    const forms = transaction === undefined ? [] : formsOf(transaction, audience);
    // What is only planned is not done again.
    const again = transaction?.status === "planned" ? "pay" : "again";
    this.#fit = { forms, term: (name) => this.#term(name === "again" ? again : name, forms) };
  }

  #term(name: string, forms: readonly string[]): string | undefined {
    const of = ({ terms }: Words) => (Object.hasOwn(terms, name) ? terms[name as TermName] : undefined);
    const term = of(this.words) ?? of(this.#english);
    return term === undefined ? undefined : formed(term, forms);
  }

  /** A phrase of the locale with its {placeholders} and terms filled; falls back to English, then to the name of the phrase. */
  phrase(name: string, values: Readonly<Record<string, string>> = {}): string {
    const of = ({ shell, terminal, phrases }: Words): string | undefined =>
      shell?.[name] ?? terminal?.[name] ?? phrases[name];
    const text = of(this.words) ?? of(this.#english) ?? name;
    const value = (key: string): string | undefined => values[key];
    // A phrase with optional parts or terms is filled as the other texts are.
    return /\[\[|\{term\./.test(text) ? (this.fill(text, { fact: value, param: value }) ?? text) : filled(text, values);
  }

  money(value: Money): string {
    return formatMoney(value, this.locale);
  }

  time(value: string): string {
    const short = this.#year !== undefined && value.startsWith(this.#year);
    const named = this.#year !== undefined;
    return formatTime(value, { locale: this.locale, currency: this.currency, words: this.words, short, named });
  }

  /** A month such as "2026-10" in words: "October 2026". */
  month(value: string): string {
    return formatMonth(value, this.locale);
  }

  /** The word for a value such as "offline" or "true"; the value itself if it has none. */
  value(value: string): string {
    return wordFor(this.words.values, value) ?? value;
  }

  labelled(label: string, text: string): string {
    return this.phrase("label", { label, text });
  }

  /** Sentences one after the other. */
  sentences(texts: readonly string[]): string {
    return texts.filter((text) => text !== "").join(UNSPACED.test(this.locale) ? "" : " ");
  }

  /** A text as a sentence: with a capital letter, and a full stop as the language writes it. */
  sentence(text: string): string {
    const begun = text.charAt(0).toLocaleUpperCase(this.locale) + text.slice(1);
    return /[.!?。！？:：]$/u.test(begun) ? begun : `${begun}${this.phrase("full_stop")}`;
  }

  list(items: readonly string[]): string {
    return items.join(this.phrase("list_separator"));
  }

  /** The label of a fact, or its name if it has none. Facts that all limits have share one label. */
  label(fact: string): string {
    const { facts } = this.words;
    const general = fact.replace(/^(limit|fee|payee)\.([a-zA-Z]+)\./, "limit.*.");
    return wordFor(facts, fact) ?? wordFor(facts, general) ?? wordFor(facts, fact.split(".")[0] as string) ?? fact;
  }

  /** The question for a missing fact. */
  ask(path: string): string {
    const general = path.replace(/\/\d+\//, "/*/");
    return wordFor(this.words.questions, general) ?? this.phrase("ask_other", { path });
  }

  /** The texts of a cause; undefined if this rule set does not have the cause. */
  causeText(code: string): CauseText | undefined {
    return this.#rules.parts.causeTexts[this.locale]?.[code] ?? this.#rules.byCode.get(code)?.file.text;
  }

  fill(template: Template | undefined, values: Values): string | undefined {
    const text = this.#templates.fill(template, values, this.#fit);
    return text === undefined ? undefined : this.#spaced(text);
  }

  /** Chinese has a space between characters and numbers or Latin letters, and none beside its own punctuation. */
  #spaced(text: string): string {
    if (!UNSPACED.test(this.locale)) return text;
    return text
      .replace(/([（，。；：！？）]) +/g, "$1")
      .replace(/ +([（，。；：！？）])/g, "$1")
      .replace(/(?<=\p{Script=Han})(?<![年月日])(?=[A-Za-z$€£¥\d])/gu, " ")
      .replace(/(?<=[A-Za-z\d])(?![年月日])(?=\p{Script=Han})/gu, " ");
  }

  /** The fullest wording of a text, without a transaction: facts stay as {names}. */
  shown(template: Template | undefined): string {
    return this.#templates.shown(template, this.#fit);
  }

  /** A number of a remedy as text. */
  param(params: object, name: string): string | undefined {
    const value: unknown = own(params, name);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") return this.money(value as Money);
    if (typeof value === "number") return formatNumber(value, this.locale);
    const text = String(value);
    return parseInstant(text) === undefined ? this.value(text) : this.time(text);
  }

  /** The titles of causes. A cause in `causes` keeps its title there. */
  titles(codes: readonly string[], causes: readonly Cause[]): string[] {
    return codes.map((code) => {
      const diagnosed = causes.find((cause) => cause.code === code);
      const text = this.causeText(code);
      const general = this.forAgent ? text?.title : (text?.customer?.title ?? text?.title);
      return diagnosed?.title ?? (general === undefined ? code : this.shown(general));
    });
  }

  /** The title of a plan's step: the title of its remedy, with the plan's own amount. */
  step({ cause, action, params }: PlanStep, causes: readonly Cause[]): string {
    const remedies = causes.find(({ code }) => code === cause)?.remedies ?? [];
    const same = remedies.filter((remedy) => remedy.action === action);
    const exact = same.find((remedy) => JSON.stringify(remedy.params) === JSON.stringify(params));
    if (exact !== undefined) return exact.title;
    // A later step has other facts, so only the step's parameters may fill its title.
    const values: Values = { fact: () => undefined, param: (name) => this.param(params, name) };
    const title = this.fill(this.causeText(cause)?.remedies?.[action as Action]?.title, values);
    return title ?? this.fill(this.words.actions[action as Action]?.title, values) ?? same[0]?.title ?? action;
  }
}
