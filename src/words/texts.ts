import type { AssessedCause, AssessedFact, Assessment, Audience, Reason, Said } from "../base/assessment.js";
import type { Action, Profile } from "../rules/files.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { formatNumber } from "./number.js";
import type { Values } from "./template.js";
import { Wording } from "./wording.js";

/** Facts shown as they were sent: a code spelled like one of our words must not be translated. */
const AS_SENT = /^(?:failure\.|extensions\.|transaction\.(?:reference|currency)$|instrument\.expires$)/;

/** The month in which a card expires. */
const MONTH = /^\d{4}-\d\d$/;

/** Amounts that are left out of sentences where they are zero: nobody writes "plus a fee of $0.00". */
const SHOWN_ABOVE_ZERO = /^(?:fees\.|balance\.held$|params\.fee$|(?:[\w.]+\.)?limit\.(?:\w+\.)?used$)/;
/** Ends of waits. One that is past is no time to wait for, so texts leave it out. */
const END_OF_WAIT = /\.(?:clearsAt|resetsAt|lockedUntil|serviceBackAt)$/;
const isZero = (value: unknown): boolean => /^-?0(?:\.0+)?$/.test(String(value));

/** The locale, audience, profile and rules of an answer's texts. */
export interface View {
  locale: string;
  audience: Audience;
  profile: Profile;
  rules: CompiledRuleSet;
  /** Four digits: times of this year are written without it. */
  year?: string;
}

/** What is no time is not past. */
const isPast = (time: unknown, now: unknown): boolean => Date.parse(String(time)) <= Date.parse(String(now));

const feeOf = (params: object): unknown => (params as { fee?: { value?: unknown } }).fee?.value;

/** The sentences of one assessment in one locale. All values from the input are redacted already. */
export class AnswerTexts {
  readonly wording: Wording;
  readonly #view: View;
  readonly #given: Assessment["facts"];
  readonly #said: readonly Said[];
  readonly #facts = new Map<string, string | undefined>();

  constructor(view: View, { facts, said, transaction }: Pick<Assessment, "facts" | "said" | "transaction">) {
    this.wording = new Wording(view.locale, view.rules, view.audience, transaction, view.year);
    this.#view = view;
    this.#given = facts;
    this.#said = said;
  }

  /** A fact as text; undefined if it is unknown. */
  fact(name: string): string | undefined {
    if (!this.#facts.has(name)) {
      const fact = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
      this.#facts.set(name, fact === undefined ? undefined : this.#text(name, fact));
    }
    return this.#facts.get(name);
  }

  #text(name: string, fact: AssessedFact): string {
    const [title] = name === "failure.cause" ? this.wording.titles([`${fact.value}`], []) : [];
    return title ?? this.#written(fact, AS_SENT.test(name));
  }

  #written({ kind, value, unit }: AssessedFact, asSent = false): string {
    if (kind === "money") return this.wording.money({ value: value as string, currency: unit ?? "" });
    if (kind === "time") return this.wording.time(value as string);
    if (kind === "number") return formatNumber(value as number, this.#view.locale);
    if (MONTH.test(`${value}`)) return this.wording.month(`${value}`);
    return asSent ? `${value}` : this.wording.value(`${value}`);
  }

  #values(params: object = {}): Values {
    return {
      fact: (name) => (this.#isLeftOut(name) ? undefined : this.fact(name)),
      param: (name) => (name === "fee" && isZero(feeOf(params)) ? undefined : this.wording.param(params, name)),
    };
  }

  #isLeftOut(name: string): boolean {
    const value = this.#given[name]?.value;
    if (SHOWN_ABOVE_ZERO.test(name)) return isZero(value);
    return END_OF_WAIT.test(name) && isPast(value, this.#given.now?.value);
  }

  /**
   * Title, heading and explanation of a cause, from the best rule that applies. The customer is told less about a sensitive cause; what
   * an agent reads begins with what the provider said.
   */
  cause(cause: AssessedCause): { title: string; heading: string; explanation: string } {
    const { code, rules: fired } = cause;
    const { rules, audience } = this.#view;
    const text = this.wording.causeText(code);
    // The rule set of a stored assessment may have causes that this one does not have: show their code.
    if (text === undefined) return { title: code, heading: code, explanation: code };
    const customer = audience === "customer" ? text.customer : undefined;
    const spoken = customer ?? text;
    // Rules about facts explain more than rules about a code, whose texts are used only if there is nothing else.
    const byCode = new Set(rules.byCode.get(code)?.rules.flatMap((rule) => (rule.byCode ? rule.name : [])));
    const byFacts = fired.filter((name) => !byCode.has(name));
    const special =
      customer !== undefined
        ? undefined
        : (byFacts.length > 0 ? byFacts : fired).map((name) => text.rules?.[name]).find((one) => one !== undefined);
    const values = this.#values();
    const title = this.wording.fill(special?.title, values) ?? this.wording.fill(spoken.title, values) ?? code;
    // A code alone does not show the sum that a heading has.
    const heading =
      customer === undefined && (special === undefined || byFacts.length > 0)
        ? this.wording.fill(text.heading, values)
        : undefined;
    const explanation =
      this.wording.fill(special?.explanation, values) ?? this.wording.fill(spoken.explanation, values) ?? title;
    const because = audience === "agent" ? this.said(cause) : "";
    return this.#withEnd(cause, { title, heading: heading ?? title, explanation: `${because}${explanation}` });
  }

  /** What time has ended is said to have ended, and when, if that is known. */
  #withEnd({ endedAt }: AssessedCause, texts: ReturnType<AnswerTexts["cause"]>): ReturnType<AnswerTexts["cause"]> {
    if (endedAt === undefined) return texts;
    const time = endedAt === null ? undefined : this.wording.time(endedAt);
    const said = (name: string, cause = ""): string =>
      time === undefined ? this.wording.phrase(name, { cause }) : this.wording.phrase(`${name}_at`, { cause, time });
    return {
      title: texts.title,
      heading: said("ended_heading", texts.heading),
      explanation: this.wording.sentences([texts.explanation, said("ended")]),
    };
  }

  /** What the provider said that names this cause: "Stripe: insufficient_funds. "; empty where it said nothing of it. */
  said({ providerCodes = [] }: Pick<AssessedCause, "providerCodes">): string {
    const entries = providerCodes.map(
      ({ provider, code }) =>
        this.#said.find((said) => said.code === code && (said.provider === provider || said.scheme === provider)) ?? {
          name: provider,
          code,
        },
    );
    const names = [...new Set(entries.map(({ name }) => name))];
    return names
      .map((name) => {
        const codes = entries.filter((entry) => entry.name === name).map(({ code }) => code);
        return this.saidBy(name, [...new Set(codes)].join(", "));
      })
      .join("");
  }

  /** "Stripe: insufficient_funds. "; the code alone where the provider is unknown. */
  saidBy(name: string, code: string): string {
    const isKnown = name !== "" && name !== "generic";
    return isKnown ? this.wording.phrase("said_by", { name, code }) : this.wording.phrase("said", { code });
  }

  /** Title and steps of a remedy; a step that needs an unknown number is left out. */
  remedy(code: string, action: Action, params: object): { title: string; steps: string[] } {
    const text = this.wording.causeText(code)?.remedies?.[action];
    const general = this.wording.words.actions[action];
    const reset = action === "reset_payment_password" ? this.#resetSteps() : undefined;
    const values = this.#values(params);
    return {
      title: this.wording.fill(text?.title, values) ?? this.wording.fill(general?.title, values) ?? action,
      steps: (reset ?? text?.steps ?? general?.steps ?? []).flatMap((step) => this.wording.fill(step, values) ?? []),
    };
  }

  /** What a reply says of a remedy: one sentence, or undefined where it has none. */
  say(code: string, action: Action, params: object): string | undefined {
    const own = this.wording.causeText(code)?.remedies?.[action]?.say;
    return this.wording.fill(own ?? this.wording.words.actions[action]?.say, this.#values(params));
  }

  #resetSteps(): readonly string[] | undefined {
    const { profile, locale } = this.#view;
    return profile.resetSteps?.[locale] ?? profile.resetSteps?.en;
  }

  /** Why known facts rule a cause out, with the numbers: "Amount $100.00 ≤ Usable balance $200.00". */
  denial({ code, params }: Reason): string {
    const fact = String(params.fact);
    const label = this.wording.label(fact);
    const value = this.fact(fact) ?? "";
    if (code === "stated") return this.wording.labelled(label, value);
    const { other, constant, relation } = params;
    const against =
      other === undefined
        ? this.#written({ ...(this.#given[fact] ?? { kind: "text" }), value: constant as string | number })
        : `${this.wording.label(String(other))} ${this.fact(String(other)) ?? ""}`;
    return `${label} ${value} ${relation} ${against}`;
  }

  /** A contradiction in the evidence, with its values. */
  conflict({ code, params }: Reason, facts: readonly string[]): string {
    const shown = facts
      .filter((name) => name !== "failure.code")
      .map((name) => `${this.wording.label(name)} ${this.fact(name) ?? ""}`.trim());
    return this.wording.phrase(code, { facts: this.wording.list(shown), code: String(params.code ?? "") });
  }
}
