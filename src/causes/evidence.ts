import { surer } from "../base/certainty.js";
import { known } from "../base/known.js";
import type { CodeReading, FailureReading } from "../facts/codes.js";
import { denying, type Leaf, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rules/rule-set.js";
import type { FoundCause, FoundConflict } from "./find.js";

/** What a code is compared with. */
export interface CodeEvidence {
  found: Map<string, FoundCause>;
  conflicts: FoundConflict[];
  /** The rules that hold. */
  held: readonly RuleOfCause[];
  failure: FailureReading | null;
  read: ReadFact;
  /** Reads the facts that may contradict the code that decides: of the limits, only the bank's where the issuer gave it. */
  denyingRead: ReadFact;
  rules: CompiledRuleSet;
}

/** The causes that a code may mean: its own cause, the causes that replace it, and the whole family if the code names one. */
function familyOf(cause: CompiledCause, family: string | undefined, rules: CompiledRuleSet): CompiledCause[] {
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
export function addCode(evidence: CodeEvidence): void {
  const { found, held, failure, rules } = evidence;
  const byCode = held.filter((rule) => rule.byCode);
  for (const name of new Set(byCode.map((rule) => rule.cause))) {
    const cause = rules.byCode.get(name) as CompiledCause;
    const fired = byCode.filter((rule) => rule.cause === name);
    if (failure?.deciding?.cause === name) addDecidingCode(evidence, cause, fired, failure.deciding);
    else addOwnRules(found, cause, fired, failure);
  }
  addSafetyCodes(evidence);
}

function addDecidingCode(
  { found, conflicts, failure, denyingRead, rules }: CodeEvidence,
  cause: CompiledCause,
  fired: RuleOfCause[],
  deciding: CodeReading,
): void {
  const codes = (failure?.codes ?? []).filter((code) => code.cause === cause.code);
  const named = deciding.family ?? (cause.file.codeNamesFamily === true ? cause.file.family : undefined);
  const family = familyOf(cause, named, rules);
  const agreeing = family
    .flatMap((member) => found.get(member.code) ?? [])
    .filter((one) => one.rules.some((rule) => !rule.byCode));
  if (agreeing.length > 0) {
    for (const one of agreeing) {
      one.codes.push(...codes);
      if (deciding.certainty !== "possible") one.certainty = "certain";
      if (one.cause === cause) one.rules.push(...fired);
    }
    return;
  }
  // Facts deny a code for one cause if they deny that cause; they deny a code for a family if they deny all of the payer's causes in it.
  const meant = named === undefined ? [cause] : family.filter((member) => member.file.party !== "payee");
  const apply = meant.filter((member) => rulesAbout(member, denyingRead, rules).length > 0);
  const denied =
    apply.length > 0 &&
    apply.every((member) => denies(member, denyingRead, rules)) &&
    cause.file.codeMayMeanMore !== true;
  const stated = fired.map((rule) => (rule.certainty === "code" ? deciding.certainty : rule.certainty)).reduce(surer);
  found.set(cause.code, { cause, certainty: denied ? "possible" : stated, rules: fired, codes });
  if (denied)
    conflicts.push({
      cause: cause.code,
      facts: ["failure.code", ...denyingFacts(apply, denyingRead, rules)],
      code: deciding,
    });
}

/** A code for a cause of safety, and what a message tells of money that may have moved, apply whatever other code decides. */
function addSafetyCodes({ found, failure, read, rules }: CodeEvidence): void {
  for (const code of failure?.codes ?? []) {
    const cause = code.cause === null ? undefined : rules.byCode.get(code.cause);
    if (
      cause === undefined ||
      (cause.file.safety !== true && code.beside !== true) ||
      code.cause === failure?.deciding?.cause
    )
      continue;
    const readCode = readingOf(code, read);
    const fired = cause.rules.filter((rule) => rule.byCode && truthOf(rule.compiled.condition, readCode) === true);
    if (fired.length === 0) continue;
    const one = found.get(cause.code);
    if (one !== undefined) one.codes.push(code);
    else found.set(cause.code, { cause, certainty: code.certainty, rules: fired, codes: [code], read: readCode });
  }
}

/** Reads the facts of a failure as if this code decided. */
function readingOf({ cause, code, scheme, provider }: CodeReading, read: ReadFact): ReadFact {
  const facts: Record<string, string | null | undefined> = {
    "failure.cause": cause,
    "failure.code": code,
    "failure.scheme": scheme,
    "failure.provider": provider,
  };
  return (name) => (typeof facts[name] === "string" ? known(facts[name]) : read(name));
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

/** Whether known facts make every rule of the cause false, among the rules for this kind of transaction. What is not listed denies nothing. */
function denies(cause: CompiledCause, read: ReadFact, rules: CompiledRuleSet): boolean {
  const isUnlisted = (leaf: Leaf): boolean => rules.fact(leaf.fact)?.listing === true && truthOf(leaf, read) === false;
  return rulesAbout(cause, read, rules).every(
    ({ compiled }) => truthOf(compiled.condition, read) === false && !compiled.leaves.some(isUnlisted),
  );
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
  return [...facts];
}

/** A specific cause replaces its general cause and takes over its codes, unless it is less certain. */
export function replaceGeneral(found: Map<string, FoundCause>, read: ReadFact): void {
  for (const specific of [...found.values()]) {
    for (const { code, when } of specific.cause.replaces) {
      const general = found.get(code);
      if (general === undefined || surer(specific.certainty, general.certainty) !== specific.certainty) continue;
      if (when !== null && truthOf(when, read) !== true) continue;
      specific.codes.push(...general.codes.filter((one) => !specific.codes.includes(one)));
      found.delete(code);
    }
  }
}
