import { Bounded } from "../base/cache.js";
import type { Evidence, Money, RemedyParams } from "../base/diagnosis.js";
import { own } from "../base/json.js";
import type { FactValue, Kind } from "../base/known.js";
import { type Decimal, decimal, moneyText } from "../base/money.js";
import { instantTextLike, parseInstant } from "../base/time.js";
import { type FoundCause, type Situation, timeText } from "../causes/find.js";
import type { Redactor } from "../redact/index.js";
import type { Leaf } from "../rules/engine.js";
import type { Action, CauseText, Profile, Template, Words } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { formatMoney } from "./money.js";

export type Audience = "customer" | "agent";

/** The locale that answers a wish: by exact tag, then by language, else English. `exact` is false where nothing of the wish could be met. */
export function chooseLocale(wish: string | undefined, rules: CompiledRuleSet): { locale: string; met: boolean } {
  if (wish === undefined) return { locale: "en", met: true };
  const locales = Object.keys(rules.parts.words);
  const tag = wish.toLowerCase().replace(/_/g, "-");
  const language = tag.split("-")[0];
  const found =
    locales.find((locale) => locale.toLowerCase() === tag) ??
    locales.find((locale) => locale.toLowerCase().split("-")[0] === language);
  return { locale: found ?? "en", met: found !== undefined };
}

const numberFormats = new Bounded<string, Intl.NumberFormat>(100);
const numberFormat = (locale: string): Intl.NumberFormat =>
  numberFormats.get(locale, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));

/** Counts and digits are few and come again. */
const writtenNumbers = new Bounded<string, string>(1000);
const formatNumber = (value: number, locale: string): string =>
  writtenNumbers.get(`${locale} ${value}`, () => numberFormat(locale).format(value));

const dateFormats = new Bounded<string, Intl.DateTimeFormat>(100);
/** Seconds are shown where there are any: a time to wait for must not read as an earlier one. */
function dateFormat(locale: string, seconds: boolean): Intl.DateTimeFormat {
  return dateFormats.get(`${locale} ${seconds}`, () => {
    const day = { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" } as const;
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    return new Intl.DateTimeFormat(locale, { ...day, ...clock, ...(seconds ? { second: "2-digit" } : {}) });
  });
}

/** An RFC 3339 time on its own clock, with the offset said. */
export function formatTime(text: string, locale: string): string {
  const instant = parseInstant(text);
  if (instant === undefined) return text;
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text);
  const minutes = offset === null ? 0 : (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const clock =
    minutes === 0 ? "UTC" : `UTC${offset?.[1]}${Number(offset?.[2])}${offset?.[3] === "00" ? "" : `:${offset?.[3]}`}`;
  return `${dateFormat(locale, instant % 60_000 !== 0).format(instant + minutes * 60_000)} (${clock})`;
}

const AS_SENT = /^(?:failure\.|extensions\.|transaction\.(?:reference|currency)$|instrument\.expires$)/;

/** A word by its own key: names from data never reach a prototype. */
const named = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

/** What facts are called, found once for each language of a rule set. */
const labelsOf = new WeakMap<Words, Map<string, string>>();
function labelsFor(words: Words): Map<string, string> {
  const labels = labelsOf.get(words) ?? new Map<string, string>();
  labelsOf.set(words, labels);
  return labels;
}

/** A template read: text, a fact, a parameter of the remedy, or a part that is left out where something in it is missing. */
type Part = string | { fact: string } | { param: string } | { optional: Part[] };
const templates = new Bounded<string, Part[]>(5000);
const partsOf = (text: string): Part[] => templates.get(text, readTemplate);

function readTemplate(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/\[\[(.*?)\]\]|\{([^{}]+)\}/g)) {
    const [whole, optional, name] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (optional !== undefined) parts.push({ optional: readTemplate(optional) });
    else if (name?.startsWith("params.")) parts.push({ param: name.slice(7) });
    else parts.push({ fact: name as string });
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

const RELATIONS: Record<string, [holds: string, fails: string]> = {
  equal: ["=", "≠"],
  notEqual: ["≠", "="],
  lessThan: ["<", "≥"],
  lessThanInclusive: ["≤", ">"],
  greaterThan: [">", "≤"],
  greaterThanInclusive: ["≥", "<"],
};

/** Words and numbers of one situation in one locale. Every text that comes from data goes through redaction. */
export class Renderer {
  readonly locale: string;
  readonly #situation: Situation;
  readonly #rules: CompiledRuleSet;
  readonly #words: Words;
  readonly #labels: Map<string, string>;
  readonly #redactor: Redactor;
  readonly #audience: Audience;
  readonly #profile: Profile;
  readonly #facts = new Map<string, string | undefined>();
  readonly #sentTexts = new Map<string, string>();
  readonly #amounts = new Map<string, string>();

  constructor(situation: Situation, locale: string, audience: Audience, profile: Profile, redactor: Redactor) {
    this.locale = locale;
    this.#situation = situation;
    this.#rules = situation.rules;
    this.#words = (situation.rules.parts.words[locale] ?? situation.rules.parts.words.en) as Words;
    this.#labels = labelsFor(this.#words);
    this.#redactor = redactor;
    this.#audience = audience;
    this.#profile = profile;
  }

  /** A phrase of the locale with its {placeholders} filled. */
  phrase(name: string, values: Readonly<Record<string, string>> = {}): string {
    const text = this.#words.phrases[name] ?? this.#rules.parts.words.en?.phrases[name] ?? name;
    return text.replace(/\{([a-z_]+)\}/g, (_, key: string) => values[key] ?? "");
  }

  money(value: Money): string {
    const key = `${value.value} ${value.currency}`;
    const written = this.#amounts.get(key) ?? formatMoney(value, this.locale);
    this.#amounts.set(key, written);
    return written;
  }

  time(text: string): string {
    return formatTime(text, this.locale);
  }

  /** What a fact is called. Of the facts that all limits have alike one label serves. */
  label(fact: string): string {
    let label = this.#labels.get(fact);
    if (label === undefined) {
      const { facts } = this.#words;
      const general = fact.replace(/^(limit|fee|payee)\.([a-zA-Z]+)\./, "limit.*.");
      label = named(facts, fact) ?? named(facts, general) ?? named(facts, fact.split(".")[0] as string) ?? fact;
      this.#labels.set(fact, label);
    }
    return label;
  }

  /** A known fact as text; undefined where it is unknown. */
  fact(name: string): string | undefined {
    let written = this.#facts.get(name);
    if (written === undefined && !this.#facts.has(name)) {
      written = this.#written(name);
      this.#facts.set(name, written);
    }
    return written;
  }

  #written(name: string): string | undefined {
    const reading = this.#situation.read(name);
    const kind = this.#rules.fact(name)?.kind;
    if (!reading.known || kind === undefined) return undefined;
    // Codes, references and names are data: a code that is spelled like one of our words stays what it is.
    if (kind === "time") return this.time(timeText(this.#situation, reading.value as number, name));
    if (kind === "text" && AS_SENT.test(name)) return this.#sent(name, reading.value as string);
    return this.value(reading.value, kind);
  }

  /** A text of the input, redacted as what stands under its name: a reference or a code survives that only looks like a card number. */
  #sent(name: string, text: string): string {
    const written = this.#sentTexts.get(name) ?? this.#redacted(name, text);
    this.#sentTexts.set(name, written);
    return written;
  }

  #redacted(name: string, text: string): string {
    const key = name.slice(name.lastIndexOf(".") + 1);
    const redacted = own(this.#redactor.value({ [key]: text }), key);
    return typeof redacted === "string" ? redacted : this.#redactor.text(text);
  }

  /** A fact's value as people write it. */
  value(value: FactValue, kind: Kind): string {
    const { sheet } = this.#situation;
    switch (kind) {
      case "money":
        return this.money({ value: moneyText(value as Decimal, sheet.exponent), currency: sheet.currency ?? "" });
      case "time":
        return this.time(instantTextLike(value as number, sheet.nowText));
      case "number":
        return formatNumber(value as number, this.locale);
      case "boolean":
        return named(this.#words.values, String(value)) ?? String(value);
      case "text":
        return named(this.#words.values, value as string) ?? this.#redactor.text(value as string);
    }
  }

  /** The first template whose every placeholder is known, filled. A part in [[double brackets]] may be missing. */
  fill(template: Template | undefined, params: RemedyParams = {}): string | undefined {
    const texts = typeof template === "string" ? [template] : (template ?? []);
    for (const text of texts) {
      const filled = this.#filled(partsOf(text), params);
      if (filled !== undefined) return filled;
    }
    return undefined;
  }

  #filled(parts: readonly Part[], params: RemedyParams): string | undefined {
    let filled = "";
    for (const part of parts) {
      const value = typeof part === "string" ? part : this.#part(part, params);
      if (value === undefined) return undefined;
      filled += value;
    }
    return filled;
  }

  #part(part: Exclude<Part, string>, params: RemedyParams): string | undefined {
    if ("optional" in part) return this.#filled(part.optional, params) ?? "";
    return "param" in part ? this.#param(own(params as never, part.param)) : this.fact(part.fact);
  }

  #param(value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "object") return this.money(value as Money);
    if (typeof value === "number") return this.value(value, "number");
    return parseInstant(String(value)) === undefined ? this.value(String(value), "text") : this.time(String(value));
  }

  #text(code: string): CauseText {
    const cause = this.#rules.byCode.get(code);
    return this.#rules.parts.causeTexts[this.locale]?.[code] ?? (cause?.file.text as CauseText);
  }

  /** Title and explanation of a cause that stands: of the rule that speaks, and for the customer less where it is sensitive. */
  cause({ cause, rules }: FoundCause): { title: string; explanation: string } {
    const text = this.#text(cause.code);
    const spoken = this.#audience === "customer" && text.customer !== undefined ? text.customer : text;
    // A rule that rests on facts says more than a code; only where a code is all there is, its words are used.
    const facts = rules.filter((rule) => !rule.byCode);
    const special = (facts.length > 0 ? facts : rules)
      .map((rule) => text.rules?.[rule.name])
      .find((one) => one !== undefined);
    const words = spoken === text.customer ? undefined : special;
    const explanation = this.fill(words?.explanation) ?? this.fill(spoken.explanation) ?? words?.title ?? spoken.title;
    return { title: words?.title ?? spoken.title, explanation };
  }

  /** Title and steps of a remedy; a step that needs an unknown number is left out. */
  remedy(code: string, action: Action, params: RemedyParams): { title: string; steps: string[] } {
    const text = this.#text(code).remedies?.[action];
    const general = this.#words.actions[action];
    const steps =
      (action === "reset_payment_password" ? this.#resetSteps() : undefined) ?? text?.steps ?? general?.steps ?? [];
    return {
      title: this.fill(text?.title, params) ?? this.fill(general?.title, params) ?? action,
      steps: steps.flatMap((step) => this.fill(step, params) ?? []),
    };
  }

  #resetSteps(): string[] | undefined {
    const steps = this.#profile.resetSteps;
    return steps?.[this.locale] ?? steps?.en;
  }

  evidence(rules: FoundCause["rules"]): Evidence[] {
    const names = [...new Set(rules.flatMap((rule) => rule.evidence))];
    return names.flatMap((name) => this.#evidence(name) ?? []);
  }

  #evidence(name: string): Evidence | undefined {
    const definition = this.#rules.fact(name);
    const reading = this.#situation.read(name);
    const label = this.label(name);
    if (definition === undefined) return undefined;
    if (!reading.known) return { fact: name, value: null, label };
    const { sheet } = this.#situation;
    const { value } = reading;
    switch (definition.kind) {
      case "money": {
        const text = moneyText(value as Decimal, sheet.exponent);
        return sheet.currency === undefined
          ? { fact: name, value: text, label }
          : { fact: name, value: text, unit: sheet.currency, label };
      }
      case "time":
        return { fact: name, value: timeText(this.#situation, value as number, name), label };
      case "number":
        return name.endsWith("Ms")
          ? { fact: name, value: value as number, unit: "ms", label }
          : { fact: name, value: value as number, label };
      case "text":
        return { fact: name, value: this.#sent(name, value as string), label };
      case "boolean":
        return { fact: name, value: value as boolean, label };
    }
  }

  /** Why a leaf rules a cause out, with the numbers: "Amount $100.00 ≤ Usable balance $200.00". */
  denial(leaf: Leaf, wanted: boolean): string {
    const label = this.label(leaf.fact);
    const value = this.fact(leaf.fact) ?? "";
    const relation = RELATIONS[leaf.operator]?.[wanted ? 1 : 0];
    if (leaf.kind === "boolean" || leaf.kind === "text" || relation === undefined) return `${label}: ${value}`;
    const { against } = leaf;
    const other =
      "fact" in against
        ? `${this.label(against.fact)} ${this.fact(against.fact) ?? ""}`
        : this.value([against.constant].flat()[0] as FactValue, leaf.kind);
    return `${label} ${value} ${relation} ${other}`;
  }

  ask(path: string): string {
    const pattern = /\d/.test(path) ? path.replace(/\/\d+(?=\/|$)/g, "/*") : path;
    return named(this.#words.questions, pattern) ?? this.phrase("ask_other", { path: this.#redactor.text(path) });
  }
}

/** Decimal text as Money, with exactly the currency's digits. */
export const moneyOf = (value: Decimal | string, exponent: number, currency: string): Money => ({
  value: moneyText(typeof value === "string" ? decimal(value) : value, exponent),
  currency,
});
