import type { Certainty } from "../base/diagnosis.js";
import { InvalidRulesError } from "../base/errors.js";
import { type CauseMeanings, ProviderCatalog } from "../facts/codes.js";
import type { FactDefinition } from "../facts/fact.js";
import { factDefinition, vocabulary } from "../facts/vocabulary.js";
import { type CompiledRule, type Condition, type Node, RuleEngine } from "./engine.js";
import { groups } from "./file-schemas.js";
import type { CauseFile, RemedyRule } from "./files.js";
import { kindsOf, languageFor } from "./language.js";
import type { RuleParts, RuleSet } from "./packs.js";

export interface RuleOfCause {
  name: string;
  cause: string;
  certainty: Certainty | "code";
  evidence: readonly string[];
  /** The facts of its condition and its evidence, each once. */
  restsOn: readonly string[];
  /** Whether its condition reads the provider's code. */
  byCode: boolean;
  /** Whether it leaves open whose it is to mend. */
  partyUnknown: boolean;
  compiled: CompiledRule;
}

export interface CompiledCause {
  code: string;
  /** Index of its group in payment order. */
  group: number;
  groupName: string;
  file: CauseFile;
  rules: readonly RuleOfCause[];
  /** The rules that read facts only, and no provider code. */
  byFacts: readonly RuleOfCause[];
  remedies: readonly { rule: RemedyRule; when: Node | null }[];
  replaces: readonly { code: string; when: Node | null }[];
}

/** A compiled rule set, ready for diagnosing. Applications see it as a `RuleSet`. */
export class CompiledRuleSet implements RuleSet {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly parts: RuleParts;
  readonly engine: RuleEngine;
  readonly locales: readonly string[];
  readonly causes: readonly string[];
  /** In the order of `causes`: group, then code. */
  readonly byCode: ReadonlyMap<string, CompiledCause>;
  /** All causes, in the order of their codes. */
  readonly sorted: readonly CompiledCause[];
  /** All rules, by their index in the engine. */
  readonly rules: readonly RuleOfCause[];
  /** Rules that compare the time of the attempt: only they can come true merely because time passes. */
  readonly dated: readonly RuleOfCause[];
  readonly catalog: ProviderCatalog;
  readonly #facts: ReadonlyMap<string, FactDefinition>;
  readonly #factsInTexts = new Map<string, readonly string[]>();

  constructor(parts: RuleParts) {
    this.id = parts.id;
    this.version = parts.version;
    this.hash = parts.hash;
    this.parts = parts;
    this.locales = Object.freeze(Object.keys(parts.words));
    this.catalog = new ProviderCatalog(parts.codes, parts, causeMeanings(parts.causes));
    const order = (file: CauseFile): number => groups.indexOf(file.code.split(".")[0] as (typeof groups)[number]);
    const files = [...parts.causes].sort((a, b) => order(a) - order(b) || (a.code < b.code ? -1 : 1));
    this.causes = Object.freeze(files.map(({ code }) => code));
    const language = languageFor(files);
    const flat = files.flatMap((file) =>
      file.rules.map((rule) => ({ id: `${file.code}/${rule.name}`, when: rule.when })),
    );
    this.engine = new RuleEngine(flat, language);
    const compiled = new Map(this.engine.rules.map((rule) => [rule.id, rule]));
    this.byCode = new Map(files.map((file) => [file.code, this.#cause(file, order(file), compiled)]));
    this.sorted = [...this.byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.rules = [...this.byCode.values()]
      .flatMap((cause) => cause.rules)
      .sort((a, b) => a.compiled.index - b.compiled.index);
    this.dated = this.rules.filter(({ byCode, compiled }) => !byCode && compiled.facts.has("transaction.at"));
    // The conditions that compare a user's own fact give its kind.
    const ownFacts = [...kindsOf(files).keys()].flatMap((name) => factDefinition(name, language.kindOf(name)) ?? []);
    this.#facts = new Map([...vocabulary, ...ownFacts].map((fact) => [fact.name, fact]));
    Object.freeze(this);
  }

  #cause(file: CauseFile, group: number, compiled: ReadonlyMap<string, CompiledRule>): CompiledCause {
    const optional = (when: Condition | undefined): Node | null =>
      when === undefined ? null : this.engine.condition(when);
    const rules = file.rules.map((rule): RuleOfCause => {
      const found = compiled.get(`${file.code}/${rule.name}`) as CompiledRule;
      const byCode = [...found.facts].some((name) => name.startsWith("failure."));
      return {
        name: rule.name,
        cause: file.code,
        certainty: rule.certainty,
        evidence: rule.evidence,
        partyUnknown: rule.partyUnknown === true,
        restsOn: [...new Set([...found.facts, ...rule.evidence])],
        byCode,
        compiled: found,
      };
    });
    return {
      code: file.code,
      group: group < 0 ? groups.length : group,
      groupName: file.code.split(".")[0] as string,
      file,
      rules,
      byFacts: rules.filter((rule) => !rule.byCode),
      remedies: file.remedies.map((rule) => ({ rule, when: optional(rule.when) })),
      replaces: (file.replaces ?? []).map((entry) =>
        typeof entry === "string" ? { code: entry, when: null } : { code: entry.code, when: optional(entry.when) },
      ),
    };
  }

  /** The facts used in the texts of a cause and of its remedies, in any language. */
  factsInTexts(code: string): readonly string[] {
    let names = this.#factsInTexts.get(code);
    if (names === undefined) {
      const { words, causeTexts } = this.parts;
      const cause = this.byCode.get(code);
      const texts: unknown[] = [cause?.file.text, ...Object.values(causeTexts).map((byCode) => byCode[code])];
      for (const { rule } of cause?.remedies ?? [])
        for (const { actions } of Object.values(words)) texts.push(actions[rule.action]);
      names = placeholdersIn(texts);
      this.#factsInTexts.set(code, names);
    }
    return names;
  }

  /** The definition of a fact; undefined for an unknown name. */
  fact(name: string): FactDefinition | undefined {
    return this.#facts.get(name) ?? factDefinition(name);
  }
}

/** What the cause files say about the codes that mean them. */
export function causeMeanings(causes: readonly CauseFile[]): CauseMeanings {
  const withoutReason = causes.filter((file) => file.givesNoReason === true);
  return {
    reasonless: new Set(withoutReason.map(({ code }) => code)),
    payees: new Map(causes.flatMap(({ code, payeeCause }) => (payeeCause === undefined ? [] : [[code, payeeCause]]))),
    moved: new Set(
      causes.filter((file) => file.outcomeUnknown || file.retry === "check_status_first").map(({ code }) => code),
    ),
    unknownOutcome: causes.find((file) => file.codeOfUnknownOutcome === true)?.code ?? null,
    merchants: new Map(causes.flatMap(({ code, merchantCause }) => (merchantCause ? [[code, merchantCause]] : []))),
    owns: new Map(causes.flatMap(({ code, ownCause }) => (ownCause ? [[code, ownCause]] : []))),
  };
}

/** Names in {braces}, except the numbers of a remedy and terms. */
function placeholdersIn(texts: readonly unknown[]): string[] {
  const names = [...JSON.stringify(texts).matchAll(/\{([^{}"]+)\}/g)].map(([, name]) => name as string);
  return [...new Set(names.filter((name) => !/^(?:params|term)\./.test(name)))];
}

/** Whether a value is a compiled rule set. Never throws, even for a Proxy whose traps throw. */
export function isRuleSet(value: unknown): value is CompiledRuleSet {
  try {
    return value instanceof CompiledRuleSet;
  } catch {
    return false;
  }
}

/**
 * The compiled rule set behind the public type.
 * @throws {InvalidRulesError} for a value that `loadRules` or `composeRules` did not make.
 */
export function compiled(rules: RuleSet): CompiledRuleSet {
  if (isRuleSet(rules)) return rules;
  const message = "expected a rule set made by loadRules";
  throw new InvalidRulesError([{ file: "(base)", path: "", code: "invalid_type", message }]);
}
