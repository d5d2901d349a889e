import type { CodeReading, FailureReading } from "../facts/codes.js";
import { denying, type Leaf, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rules/rule-set.js";
import { atLeastAsSure, surer } from "./certainty.js";
import type { FoundCause, FoundConflict } from "./find.js";

/** The causes that a code may mean: its own cause, the causes that replace it, and the code's whole family if it names one. */
function familyOf(cause: CompiledCause, { family }: CodeReading, rules: CompiledRuleSet): CompiledCause[] {
  return [...rules.byCode.values()].filter(
    (other) =>
      other === cause ||
      other.replaces.some((replaced) => replaced.code === cause.code) ||
      (family !== undefined && other.file.family === family),
  );
}

/**
 * A provider's code is evidence, not truth. If the facts confirm the code, its cause becomes certain. If they contradict it, the cause
 * is only possible and a conflict is reported. Without facts, the code table gives the certainty.
 */
export function addCode(
  found: Map<string, FoundCause>,
  conflicts: FoundConflict[],
  held: readonly RuleOfCause[],
  failure: FailureReading | null,
  read: ReadFact,
  rules: CompiledRuleSet,
): void {
  const deciding = failure?.deciding;
  const byCode = held.filter((rule) => rule.byCode);
  for (const name of new Set(byCode.map((rule) => rule.cause))) {
    const cause = rules.byCode.get(name) as CompiledCause;
    const fired = byCode.filter((rule) => rule.cause === name);
    if (deciding?.cause !== name) {
      addOwnRules(found, cause, fired, failure);
      continue;
    }
    const codes = (failure?.codes ?? []).filter((code) => code.cause === name);
    const family = familyOf(cause, deciding, rules);
    const agreeing = family
      .flatMap((member) => found.get(member.code) ?? [])
      .filter((one) => one.rules.some((rule) => !rule.byCode));
    if (agreeing.length > 0) {
      for (const one of agreeing) {
        one.codes.push(...codes);
        if (deciding.certainty !== "possible") one.certainty = "certain";
        if (one.cause === cause) one.rules.push(...fired);
      }
      continue;
    }
    // Facts deny a code for one cause if they deny that cause; they deny a code for a family if they deny all of the payer's causes in it.
    const named = deciding.family === undefined ? [cause] : family.filter((member) => member.file.party !== "payee");
    const denied = named.every((member) => denies(member, read, rules)) && !cause.file.codeMayMeanMore;
    const stated = fired.map((rule) => (rule.certainty === "code" ? deciding.certainty : rule.certainty)).reduce(surer);
    found.set(cause.code, { cause, certainty: denied ? "possible" : stated, rules: fired, codes });
    if (denied)
      conflicts.push({
        cause: cause.code,
        facts: ["failure.code", ...denyingFacts(named, read, rules)],
        code: deciding,
      });
  }
}

/** Rules that name a code themselves apply like any other rule, whether or not a table knows the code. */
function addOwnRules(
  found: Map<string, FoundCause>,
  cause: CompiledCause,
  fired: readonly RuleOfCause[],
  failure: FailureReading | null,
): void {
  const code = failure?.deciding ?? failure?.codes[0];
  const certainty = fired.map((rule) => (rule.certainty === "code" ? "likely" : rule.certainty)).reduce(surer);
  const one = found.get(cause.code) ?? { cause, certainty, rules: [], codes: [] };
  one.certainty = surer(one.certainty, certainty);
  one.rules.push(...fired);
  if (code !== undefined && !one.codes.includes(code)) one.codes.push(code);
  found.set(cause.code, one);
}

/** Whether known facts make every rule of the cause false, among the rules for this kind of transaction. */
function denies(cause: CompiledCause, read: ReadFact, rules: CompiledRuleSet): boolean {
  const about = rulesAbout(cause, read, rules);
  return about.length > 0 && about.every((rule) => truthOf(rule.compiled.condition, read) === false);
}

/** The rules of a cause that apply to this kind of transaction: a rule for outgoing money cannot deny a code for incoming money. */
function rulesAbout(cause: CompiledCause, read: ReadFact, rules: CompiledRuleSet): RuleOfCause[] {
  const isElsewhere = (leaf: Leaf): boolean => rules.fact(leaf.fact)?.scope === true && truthOf(leaf, read) === false;
  return cause.byFacts.filter((rule) => !rule.compiled.leaves.some(isElsewhere));
}

function denyingFacts(family: readonly CompiledCause[], read: ReadFact, rules: CompiledRuleSet): string[] {
  const facts = new Set<string>();
  for (const cause of family) {
    for (const rule of rulesAbout(cause, read, rules)) {
      const leaf = denying(rule.compiled.condition, read)?.leaf;
      if (leaf === undefined) continue;
      facts.add(leaf.fact);
      if ("fact" in leaf.against) facts.add(leaf.against.fact);
    }
  }
  // A missing limit is weaker evidence than the amounts of a listed one, so it is named only if there is nothing else.
  const telling = [...facts].filter((name) => !/\.(?:exists|byFeesOnly)$/.test(name));
  return telling.length > 0 ? telling : [...facts];
}

/** A specific cause replaces its general cause and takes over its codes, unless it is less certain. */
export function replaceGeneral(found: Map<string, FoundCause>, read: ReadFact): void {
  for (const specific of [...found.values()]) {
    for (const { code, when } of specific.cause.replaces) {
      const general = found.get(code);
      if (general === undefined || !atLeastAsSure(specific.certainty, general.certainty)) continue;
      if (when !== null && truthOf(when, read) !== true) continue;
      specific.codes.push(...general.codes.filter((one) => !specific.codes.includes(one)));
      found.delete(code);
    }
  }
}
