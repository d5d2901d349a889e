import { SheetAmounts } from "./amounts.js";
import type { Certainty } from "./diagnosis.js";
import { type CompiledRule, collectMissing, denying, type Leaf, type ReadFact, type Truth, truthOf } from "./engine.js";
import type { FactDefinition, Source } from "./facts/fact.js";
import { type Memory, newSum } from "./facts/memory.js";
import { type FactValue, NOTHING, type Reading } from "./facts/reading.js";
import { Sheet } from "./facts/sheet.js";
import { applyPatch, type JsonObject, own } from "./json.js";
import type { CodeReading, FailureReading } from "./providers.js";
import type { CompiledCause, RuleOfCause, RuleSet } from "./ruleset.js";
import { instantText, instantTextLike, parseInstant } from "./time.js";

/** A cause that stands, before anything is said about it. */
export interface Standing {
  cause: CompiledCause;
  certainty: Certainty;
  rules: RuleOfCause[];
  codes: CodeReading[];
}

/** A code and the numbers contradict each other, or facts do. */
export interface FoundConflict {
  cause: string;
  facts: string[];
  code: CodeReading | null;
}

/** What one context comes to under a rule set: everything that later steps read, and no words yet. */
export interface Assessment {
  rules: RuleSet;
  /** As it was handed in; `context` is the part of it that counts. */
  given: JsonObject;
  context: JsonObject;
  now: string | undefined;
  status: string;
  /** False for succeeded, refunded and pending ones: nothing about them is to be explained. */
  failed: boolean;
  sheet: Sheet;
  failure: FailureReading | null;
  read: ReadFact;
  truths: Truths;
  source: Source;
  /** Blocking causes, most decisive first. */
  blocking: Standing[];
  advice: Standing[];
  conflicts: FoundConflict[];
}

const CERTAINTY_ORDER: readonly Certainty[] = ["certain", "likely", "possible"];
const surer = (a: Certainty, b: Certainty): Certainty =>
  CERTAINTY_ORDER.indexOf(a) <= CERTAINTY_ORDER.indexOf(b) ? a : b;
const atLeastAsSure = (a: Certainty, b: Certainty): boolean => surer(a, b) === a;

/** The one cause that stands whatever the transaction's status is. */
const ALWAYS = "risk.abnormal_activity";
/** Statuses of which nothing failed; a pending one that timed out has an unknown outcome. */
const NOT_FAILED = ["succeeded", "refunded", "pending"];
/** What is said of a failure is not true of a transaction that is only planned. */
const IGNORED_WHEN_PLANNED = ["/failure", "/transaction/debited", "/network/timedOut"];
export const ignoredWhenPlanned = (path: string): boolean =>
  IGNORED_WHEN_PLANNED.some((ignored) => path === ignored || path.startsWith(`${ignored}/`));

/**
 * Reads the facts of a context and finds what stands. Synchronous and pure: the many diagnoses of patched contexts run through here too,
 * and take over from the one `before` the patch what it has not touched. `now` is an RFC 3339 text; without it the time of the attempt
 * counts. With `only`, the other causes are not looked at.
 */
export function assess(
  given: JsonObject,
  now: string | undefined,
  rules: RuleSet,
  before?: Assessment,
  only?: readonly string[],
): Assessment {
  const status = (own(own(given, "transaction"), "status") as string | undefined) ?? "failed";
  const context =
    status === "planned"
      ? applyPatch(
          given,
          IGNORED_WHEN_PLANNED.map((path) => ({ op: "remove", path })),
        )
      : given;
  const failed =
    !NOT_FAILED.includes(status) || (status === "pending" && own(own(context, "network"), "timedOut") === true);
  const sheet = new Sheet(context, now, before?.sheet);
  const source = new SourceOf(context, sheet, rules);
  const { failure } = source;
  const derive = (place: number): Reading<FactValue> => (rules.facts[place] as FactDefinition).derive(source);
  const read: ReadFact = (name, place = rules.placeOf(name)) => {
    return place === undefined ? (rules.fact(name)?.derive(source) ?? NOTHING) : sheet.memory.fact(place, derive);
  };
  const truths = new Truths(sheet.memory, read, before?.truths);
  const holding =
    only === undefined
      ? rules.engine.holding(read, (rule) => truths.of(rule))
      : only
          .flatMap((code) => rules.causes.get(code)?.rules.map((rule) => rule.compiled) ?? [])
          .filter((rule) => truths.of(rule) === true);
  const held = holding
    .map(({ index }) => rules.rules[index] as RuleOfCause)
    .sort((a, b) => a.compiled.index - b.compiled.index);
  const standing = new Map<string, Standing>();
  for (const rule of held) {
    const cause = rules.causes.get(rule.cause) as CompiledCause;
    if (rule.byCode || (!failed && cause.code !== ALWAYS && cause.file.advice !== true)) continue;
    const certainty = rule.certainty as Certainty;
    const stands = standing.get(rule.cause);
    if (stands === undefined) standing.set(rule.cause, { cause, certainty, rules: [rule], codes: [] });
    else {
      stands.rules.push(rule);
      stands.certainty = surer(stands.certainty, certainty);
    }
  }
  const conflicts: FoundConflict[] = [];
  if (failed) addCode(standing, conflicts, held, failure, read, rules);
  for (const { cause } of standing.values()) {
    if (cause.conflict !== null && truthOf(cause.conflict.when, read) === true) {
      conflicts.push({ cause: cause.code, facts: [...cause.conflict.facts], code: null });
    }
  }
  replaceGeneral(standing, read);
  const all = [...standing.values()].sort(
    (a, b) =>
      CERTAINTY_ORDER.indexOf(a.certainty) - CERTAINTY_ORDER.indexOf(b.certainty) ||
      a.cause.group - b.cause.group ||
      (a.cause.code < b.cause.code ? -1 : 1),
  );
  const blocking = all.filter(({ cause }) => cause.file.advice !== true);
  const advice = all.filter(({ cause }) => cause.file.advice === true);
  return {
    rules,
    given,
    context,
    now,
    status,
    failed,
    sheet,
    failure,
    read,
    truths,
    source,
    blocking,
    advice,
    conflicts,
  };
}

const FAILURE = newSum();

/** Everything facts are derived from. */
class SourceOf implements Source {
  readonly sheet: Sheet;
  readonly amounts: SheetAmounts;
  readonly #context: JsonObject;
  readonly #rules: RuleSet;

  constructor(context: JsonObject, sheet: Sheet, rules: RuleSet) {
    this.sheet = sheet;
    this.amounts = new SheetAmounts(sheet);
    this.#context = context;
    this.#rules = rules;
  }

  get failure(): FailureReading | null {
    const { sheet } = this;
    return sheet.once(FAILURE, () =>
      sheet.area("failure") === undefined ? null : this.#rules.catalog.read(this.#context),
    );
  }
}

/** What the condition of each rule is: found once, and taken over from before the patch where nothing that it rests on has changed. */
class Truths {
  readonly #memory: Memory;
  readonly #read: ReadFact;
  readonly #before: Truths | undefined;
  /** By the rule's index; undefined until it is asked for. */
  readonly #found: (Truth | undefined)[] = [];
  /** The areas that it rests on. */
  readonly #rests: number[] = [];

  constructor(memory: Memory, read: ReadFact, before: Truths | undefined) {
    this.#memory = memory;
    this.#read = read;
    this.#before = before;
  }

  of(rule: CompiledRule): Truth {
    const found = this.#found[rule.index];
    return found === undefined ? this.#find(rule) : found;
  }

  #find({ index, condition }: CompiledRule): Truth {
    const before = this.#before;
    if (before !== undefined) {
      const truth = before.#found[index];
      const rests = before.#rests[index] as number;
      if (truth !== undefined && this.#memory.isAsBefore(rests)) return this.#keep(index, truth, rests);
    }
    const outer = this.#memory.open();
    const truth = truthOf(condition, this.#read);
    return this.#keep(index, truth, this.#memory.close(outer));
  }

  #keep(index: number, truth: Truth, rests: number): Truth {
    this.#found[index] = truth;
    this.#rests[index] = rests;
    return truth;
  }
}

/**
 * An instant for the answer: as the context wrote it, else on the clock of the limit's zone that the fact belongs to, else at the offset
 * of now.
 */
export function timeText({ sheet, context, read }: Assessment, instant: number, fact?: string): string {
  const stated = [
    ...((own(context, "limits") as JsonObject[] | undefined) ?? []).map((limit) => own(limit, "resetsAt")),
    own(own(context, "network"), "serviceBackAt"),
    own(own(context, "authentication"), "lockedUntil"),
    own(own(context, "transaction"), "expiresAt"),
  ].find((text) => typeof text === "string" && parseInstant(text) === instant);
  if (typeof stated === "string") return stated;
  const zone = fact === undefined ? undefined : read(fact.replace(/\.[a-zA-Z]+$/, ".timeZone"));
  if (zone?.known && typeof zone.value === "string") return instantText(instant, zone.value);
  return instantTextLike(instant, sheet.nowText);
}

/** A code alone speaks against the amount: no known number tells which amount would do. */
export const isAmountOpen = ({ blocking }: Assessment): boolean =>
  blocking.some(({ cause, rules }) => AMOUNT_CAUSE.test(cause.code) && rules.every((rule) => rule.byCode));
const AMOUNT_CAUSE = /^(?:balance\.|fee\.|limit\.|payee\.limit_exceeded$|transaction\.amount_invalid$)/;

/** Codes of what still blocks, in order. */
export const blockingCodes = (assessment: Assessment): string[] => assessment.blocking.map(({ cause }) => cause.code);

/** The causes a code may mean: its own, what stands in place of that, and the whole family of a code that names one. */
function familyOf(cause: CompiledCause, speaking: CodeReading, rules: RuleSet): CompiledCause[] {
  return [...rules.causes.values()].filter(
    (other) =>
      other === cause ||
      other.replaces.some((replaced) => replaced.code === cause.code) ||
      (speaking.family === "limit" &&
        (other.code.startsWith("limit.") ||
          other.code === "fee.exceeds_limit" ||
          other.code === "payee.limit_exceeded") &&
        other.file.advice !== true),
  );
}

/**
 * A provider's code is evidence, not truth. Where the numbers show what it means it makes that certain; where they deny it, it is only
 * possible and a conflict; alone it is as certain as its table.
 */
function addCode(
  standing: Map<string, Standing>,
  conflicts: FoundConflict[],
  held: readonly RuleOfCause[],
  failure: FailureReading | null,
  read: ReadFact,
  rules: RuleSet,
): void {
  const speaking = failure?.speaking;
  const byCode = held.filter((rule) => rule.byCode);
  for (const name of new Set(byCode.map((rule) => rule.cause))) {
    const cause = rules.causes.get(name) as CompiledCause;
    const fired = byCode.filter((rule) => rule.cause === name);
    if (speaking?.cause !== name) {
      addOwnRules(standing, cause, fired, failure);
      continue;
    }
    const codes = (failure?.codes ?? []).filter((code) => code.cause === name);
    const family = familyOf(cause, speaking, rules);
    const agreeing = family
      .flatMap((member) => standing.get(member.code) ?? [])
      .filter((one) => one.rules.some((rule) => !rule.byCode));
    if (agreeing.length > 0) {
      for (const one of agreeing) {
        one.codes.push(...codes);
        if (speaking.certainty !== "possible") one.certainty = "certain";
        if (one.cause === cause) one.rules.push(...fired);
      }
      continue;
    }
    // A code for one cause is denied by what denies that cause, one for a family by what denies all of the payer's own.
    const named =
      speaking.family === undefined ? [cause] : family.filter((member) => member.code !== "payee.limit_exceeded");
    const denied = named.every((member) => denies(member, read, rules)) && !cause.file.codeMayMeanMore;
    const stated = fired.map((rule) => (rule.certainty === "code" ? speaking.certainty : rule.certainty)).reduce(surer);
    standing.set(cause.code, { cause, certainty: denied ? "possible" : stated, rules: fired, codes });
    if (denied)
      conflicts.push({
        cause: cause.code,
        facts: ["failure.code", ...denyingFacts(named, read, rules)],
        code: speaking,
      });
  }
}

/** Rules that name a code themselves, known to a table or not, hold as any others do: none of them is what the table makes of the code. */
function addOwnRules(
  standing: Map<string, Standing>,
  cause: CompiledCause,
  fired: readonly RuleOfCause[],
  failure: FailureReading | null,
): void {
  const code = failure?.speaking ?? failure?.codes[0];
  const certainty = fired.map((rule) => (rule.certainty === "code" ? "likely" : rule.certainty)).reduce(surer);
  const one = standing.get(cause.code) ?? { cause, certainty, rules: [], codes: [] };
  one.certainty = surer(one.certainty, certainty);
  one.rules.push(...fired);
  if (code !== undefined && !one.codes.includes(code)) one.codes.push(code);
  standing.set(cause.code, one);
}

/** Known facts speak against every rule of the cause that is about this kind of transaction. */
function denies(cause: CompiledCause, read: ReadFact, rules: RuleSet): boolean {
  const about = rulesAbout(cause, read, rules);
  return about.length > 0 && about.every((rule) => truthOf(rule.compiled.condition, read) === false);
}

/** A rule about money going out says nothing of money coming in: a code then speaks of another's money. */
function rulesAbout(cause: CompiledCause, read: ReadFact, rules: RuleSet): RuleOfCause[] {
  const isElsewhere = (leaf: Leaf): boolean => rules.fact(leaf.fact)?.scope === true && truthOf(leaf, read) === false;
  return cause.byFacts.filter((rule) => !rule.compiled.leaves.some(isElsewhere));
}

function denyingFacts(family: readonly CompiledCause[], read: ReadFact, rules: RuleSet): string[] {
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
function replaceGeneral(standing: Map<string, Standing>, read: ReadFact): void {
  for (const specific of [...standing.values()]) {
    for (const { code, when } of specific.cause.replaces) {
      const general = standing.get(code);
      if (general === undefined || !atLeastAsSure(specific.certainty, general.certainty)) continue;
      if (when !== null && truthOf(when, read) !== true) continue;
      specific.codes.push(...general.codes.filter((one) => !specific.codes.includes(one)));
      standing.delete(code);
    }
  }
}

/** What is known of a cause that does not stand: ruled out by known facts, or left open by missing ones. */
export interface Undecided {
  cause: CompiledCause;
  missing: string[];
}

/**
 * The causes that do not stand, by code: which known facts rule out (with the leaf that does it), and which missing facts leave open. A
 * code that is not given leaves a cause open only while the numbers do not deny it.
 */
export function survey({ rules, read, truths }: Assessment): {
  open: Undecided[];
  out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[];
} {
  const open: Undecided[] = [];
  const out: { cause: CompiledCause; leaf: Leaf; wanted: boolean }[] = [];
  for (const cause of rules.byCode) {
    const { holds, isOpen, isOpenByFacts } = overall(cause, truths);
    // One that holds stands, or has been replaced.
    if (holds) continue;
    const denied = cause.byFacts.length > 0 && !isOpenByFacts;
    if (denied || !isOpen) {
      const found = firstDenial(denied ? cause.byFacts : cause.rules, read);
      if (found !== null) out.push({ cause, leaf: found.leaf, wanted: found.wanted });
      continue;
    }
    const missing = new Set<string>();
    for (const { compiled } of cause.rules) {
      if (truths.of(compiled) === null) collectMissing(compiled.condition, read, missing);
    }
    open.push({ cause, missing: [...missing] });
  }
  return { open, out };
}

/** What the rules of a cause come to together. */
function overall(
  { rules }: CompiledCause,
  truths: Truths,
): { holds: boolean; isOpen: boolean; isOpenByFacts: boolean } {
  const sum = { holds: false, isOpen: false, isOpenByFacts: false };
  for (const { byCode, compiled } of rules) {
    const truth = truths.of(compiled);
    if (truth === true) sum.holds = true;
    if (truth !== null) continue;
    sum.isOpen = true;
    if (!byCode) sum.isOpenByFacts = true;
  }
  return sum;
}

function firstDenial(rules: readonly RuleOfCause[], read: ReadFact): ReturnType<typeof denying> {
  for (const { compiled } of rules) {
    const found = denying(compiled.condition, read);
    if (found !== null) return found;
  }
  return null;
}
