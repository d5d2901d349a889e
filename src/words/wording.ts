import type { AssessedCause, AssessedFact, Assessment, Audience, Money, Reason } from "../base/assessment.js";
import { own } from "../base/json.js";
import { filled } from "../base/messages.js";
import { parseInstant } from "../base/time.js";
import type { Action, CauseText, Profile, Template, Words } from "../rules/files.js";
import type { RuleSet } from "../rules/rule-set.js";
import { formatMoney } from "./money.js";
import { type TemplatePart, type Templates, templatesOf } from "./template.js";
import { formatTime } from "./time.js";

/** Facts that are shown as they were sent: a code that is spelled like one of our words stays what it is. */
const AS_SENT = /^(?:failure\.|extensions\.|transaction\.(?:reference|currency)$|instrument\.expires$)/;

/** A word by its own key: names from data never reach a prototype. */
const wordFor = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

const numberFormats = new Map<string, Intl.NumberFormat>();
function formatNumber(value: number, locale: string): string {
  let format = numberFormats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    numberFormats.set(locale, format);
  }
  return format.format(value);
}

/** For whom an answer is worded, and in what. */
export interface View {
  locale: string;
  audience: Audience;
  profile: Profile;
  rules: RuleSet;
}

/** The words and numbers of one assessment in one locale. Everything it shows of the input has been redacted before. */
export class Wording {
  readonly #view: View;
  readonly #words: Words;
  readonly #english: Words;
  readonly #templates: Templates;
  readonly #given: Assessment["facts"];
  readonly #facts = new Map<string, string | undefined>();

  constructor(view: View, facts: Assessment["facts"]) {
    const { words } = view.rules.parts;
    this.#view = view;
    this.#english = words.en as Words;
    this.#words = words[view.locale] ?? this.#english;
    this.#templates = templatesOf(view.rules);
    this.#given = facts;
  }

  /** A phrase of the locale with its {placeholders} filled. */
  phrase(name: string, values: Readonly<Record<string, string>> = {}): string {
    return filled(this.#words.phrases[name] ?? this.#english.phrases[name] ?? name, values);
  }

  money(value: Money): string {
    return formatMoney(value, this.#view.locale);
  }

  /** What a fact is called. Of the facts that all limits have alike one label serves. */
  label(fact: string): string {
    const { facts } = this.#words;
    const general = fact.replace(/^(limit|fee|payee)\.([a-zA-Z]+)\./, "limit.*.");
    return wordFor(facts, fact) ?? wordFor(facts, general) ?? wordFor(facts, fact.split(".")[0] as string) ?? fact;
  }

  /** A known fact as text; undefined where it is unknown. */
  fact(name: string): string | undefined {
    if (!this.#facts.has(name)) {
      const fact = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
      this.#facts.set(name, fact === undefined ? undefined : this.#written(fact, AS_SENT.test(name)));
    }
    return this.#facts.get(name);
  }

  #written({ kind, value, unit }: AssessedFact, asSent = false): string {
    const { locale } = this.#view;
    if (kind === "money") return this.money({ value: value as string, currency: unit ?? "" });
    if (kind === "time") return formatTime(value as string, locale);
    if (kind === "number") return formatNumber(value as number, locale);
    return asSent ? `${value}` : (wordFor(this.#words.values, `${value}`) ?? `${value}`);
  }

  /** The first template whose every placeholder is known, filled. A part in [[double brackets]] may be missing. */
  fill(template: Template | undefined, params: object = {}): string | undefined {
    const texts = typeof template === "string" ? [template] : (template ?? []);
    for (const text of texts) {
      const done = this.#filled(this.#templates.partsOf(text), params);
      if (done !== undefined) return done;
    }
    return undefined;
  }

  #filled(parts: readonly TemplatePart[], params: object): string | undefined {
    let done = "";
    for (const part of parts) {
      const value = typeof part === "string" ? part : this.#part(part, params);
      if (value === undefined) return undefined;
      done += value;
    }
    return done;
  }

  #part(part: Exclude<TemplatePart, string>, params: object): string | undefined {
    if ("optional" in part) return this.#filled(part.optional, params) ?? "";
    return "param" in part ? this.#param(own(params, part.param)) : this.fact(part.fact);
  }

  #param(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") return this.money(value as Money);
    if (typeof value === "number") return this.#written({ kind: "number", value });
    const text = String(value);
    return this.#written({ kind: parseInstant(text) === undefined ? "text" : "time", value: text });
  }

  #text(code: string): CauseText | undefined {
    const { rules, locale } = this.#view;
    return rules.parts.causeTexts[locale]?.[code] ?? rules.causes.get(code)?.file.text;
  }

  /** Title and explanation of a cause: by the rule that says most, and for the customer less where it is sensitive. */
  cause({ code, rules: fired }: AssessedCause): { title: string; explanation: string } {
    const { rules, audience } = this.#view;
    const text = this.#text(code);
    // Rules that this version of the words does not know: the code says more than nothing.
    if (text === undefined) return { title: code, explanation: code };
    const customer = audience === "customer" ? text.customer : undefined;
    const spoken = customer ?? text;
    // A rule that rests on facts says more than a code; its words are used only where a code is all there is.
    const byCode = new Set(rules.causes.get(code)?.rules.flatMap((rule) => (rule.byCode ? rule.name : [])));
    const byFacts = fired.filter((name) => !byCode.has(name));
    const special =
      customer !== undefined
        ? undefined
        : (byFacts.length > 0 ? byFacts : fired).map((name) => text.rules?.[name]).find((one) => one !== undefined);
    const title = special?.title ?? spoken.title;
    return { title, explanation: this.fill(special?.explanation) ?? this.fill(spoken.explanation) ?? title };
  }

  /** Title and steps of a remedy; a step that needs an unknown number is left out. */
  remedy(code: string, action: Action, params: object): { title: string; steps: string[] } {
    const text = this.#text(code)?.remedies?.[action];
    const general = this.#words.actions[action];
    const reset = action === "reset_payment_password" ? this.#resetSteps() : undefined;
    return {
      title: this.fill(text?.title, params) ?? this.fill(general?.title, params) ?? action,
      steps: (reset ?? text?.steps ?? general?.steps ?? []).flatMap((step) => this.fill(step, params) ?? []),
    };
  }

  #resetSteps(): readonly string[] | undefined {
    const { profile, locale } = this.#view;
    return profile.resetSteps?.[locale] ?? profile.resetSteps?.en;
  }

  /** Why known facts rule a cause out, with the numbers: "Amount $100.00 ≤ Usable balance $200.00". */
  denial({ code, params }: Reason): string {
    const fact = String(params.fact);
    const value = this.fact(fact) ?? "";
    if (code === "stated") return `${this.label(fact)}: ${value}`;
    const { other, constant, relation } = params;
    const against =
      other === undefined
        ? this.#written({ ...(this.#given[fact] ?? { kind: "text" }), value: constant as string | number })
        : `${this.label(String(other))} ${this.fact(String(other)) ?? ""}`;
    return `${this.label(fact)} ${value} ${relation} ${against}`;
  }

  /** Evidence that contradicts itself, with its values. */
  conflict({ code, params }: Reason, facts: readonly string[]): string {
    const shown = facts
      .filter((name) => name !== "failure.code")
      .map((name) => `${this.label(name)} ${this.fact(name) ?? ""}`.trim());
    return this.phrase(code, { facts: shown.join(this.phrase("list_separator")), code: String(params.code ?? "") });
  }

  ask(path: string): string {
    const pattern = /\d/.test(path) ? path.replace(/\/\d+(?=\/|$)/g, "/*") : path;
    return wordFor(this.#words.questions, pattern) ?? this.phrase("ask_other", { path });
  }
}
