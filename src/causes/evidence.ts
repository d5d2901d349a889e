import type { CodeReading, FailureReading } from "../facts/codes.js";
import { denying, type Leaf, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rules/rule-set.js";
import { atLeastAsSure, surer } from "./certainty.js";
import type { FoundCause, FoundConflict } from "./find.js";

/** The causes a code may mean: its own, what replaces that, and the whole family of a code that names one. */
function familyOf(cause: CompiledCause, { family }: CodeReading, rules: CompiledRuleSet): CompiledCause[] {
  return [...rules.byCode.values()].filter(
    (other) =>
      other === cause ||
      other.replaces.some((replaced) => replaced.code === cause.code) ||
      (family !== undefined && other.file.family === family),
  );
}

/**
 * A provider's code is evidence, not truth. Where the numbers show what it means it makes that certain; where they deny it, it is only
 * possible and a conflict; alone it is as certain as its table.
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
    // A code for one cause is denied by what denies that cause, one for a family by what denies all of the payer's own.
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

/** Rules that name a code themselves, known to a table or not, hold as any others do: none of them is what the table makes of the code. */
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

/** Known facts speak against every rule of the cause that is about this kind of transaction. */
function denies(cause: CompiledCause, read: ReadFact, rules: CompiledRuleSet): boolean {
  const about = rulesAbout(cause, read, rules);
  return about.length > 0 && about.every((rule) => truthOf(rule.compiled.condition, read) === false);
}

/** A rule about money going out says nothing of money coming in: a code then speaks of another's money. */
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
  // That such a limit is not listed says less than the numbers of one that is.
  const telling = [...facts].filter((name) => !/\.(?:exists|byFeesOnly)$/.test(name));
  return telling.length > 0 ? telling : [...facts];
}

/** A more specific cause takes the place of its general one, with its codes, unless it is less sure. */
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
