import { CERTAINTY_ORDER, surer } from "../base/certainty.js";
import type { Certainty } from "../base/diagnosis.js";
import { type Json, type JsonObject, own } from "../base/json.js";
import { type FactValue, type Known, known, UNKNOWN } from "../base/known.js";
import { applyPatch, PatchBuilder, withMember } from "../base/patch.js";
import { instantTextLike } from "../base/time.js";
import type { CodeReading, FailureReading } from "../facts/codes.js";
import { saysOutcomeUnknown } from "../facts/guidance.js";
import { moveAttempt } from "../facts/next-attempt.js";
import { Sheet } from "../facts/sheet.js";
import type { ValueCache } from "../facts/value-cache.js";
import { type CompiledRule, type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rules/rule-set.js";
import { addCode, replaceGeneral } from "./evidence.js";

/** A cause that applies, with the rules and codes that show it. */
export interface FoundCause {
  cause: CompiledCause;
  certainty: Certainty;
  rules: RuleOfCause[];
  codes: CodeReading[];
  /** Reads the facts by which it was found, where they are not those of the attempt or not of the code that decides. */
  read?: ReadFact;
  /** Was not so at the attempt, and blocks the next one: the order ran out since, or the card's last month ended. */
  sinceAttempt?: true;
  /** Explains the failure, but time has ended it before `now`: a limit that was reset, a lock that is over. It blocks no new attempt. */
  ended?: true;
}

/** The attempt that the customer would make at `now`. It is the attempt itself where `now` is not later. */
export interface NextAttempt {
  sheet: Sheet;
  read: ReadFact;
}

/** A code contradicts the facts. */
export interface FoundConflict {
  cause: string;
  facts: string[];
  code: CodeReading;
}

/** The facts and causes that a rule set finds in one context. Later steps read only this; it has no texts yet. */
export interface Situation {
  rules: CompiledRuleSet;
  /** The context as given. `context` is without the facts that a planned transaction ignores. */
  given: JsonObject;
  context: JsonObject;
  /** The moment at which the answer is read, never before the attempt. The causes do not depend on it; what to do does. */
  now: Known<number>;
  nowText: string | undefined;
  status: string;
  /** False for a succeeded, refunded or pending transaction: there is no failure to explain. */
  failed: boolean;
  /** The facts of the attempt. `read` gives them by name; facts about what to do are read for the next attempt. */
  sheet: Sheet;
  failure: FailureReading | null;
  read: ReadFact;
  /** The facts at `now`, for retry, waits and amounts. */
  next: NextAttempt;
  /** Blocking causes, the most decisive first; `sinceAttempt` last. */
  blocking: FoundCause[];
  advice: FoundCause[];
  conflicts: FoundConflict[];
  /** It is not known whether the attempt went through: no answer came, money left, or a code says to check the status first. */
  outcomeUnknown: boolean;
  /** Money may have moved, in this attempt or in an earlier one for the same: paying again may pay twice. */
  mayHaveMoved: boolean;
}

/** Statuses without a failure, except a pending transaction that timed out: its outcome is unknown. */
const NOT_FAILED = ["succeeded", "refunded", "pending"];
/** Facts about a failure do not apply to a planned transaction. */
const IGNORED_WHEN_PLANNED = ["/failure", "/transaction/debited", "/network/timedOut"];
export const ignoredWhenPlanned = (path: string): boolean =>
  IGNORED_WHEN_PLANNED.some((ignored) => path === ignored || path.startsWith(`${ignored}/`));

/**
 * Reads the facts of a context and finds the causes that apply, as of the time of the attempt. Synchronous and pure, because checking
 * remedies calls it for each patched context. `now` is an RFC 3339 text and defaults to the time of the attempt, and the other way round;
 * what came true between the two is a cause with `sinceAttempt`, and what time has ended in between is marked `ended`. `cache` holds the parsed values of the first
 * context, for its patched contexts. `only` restricts the search to these causes.
 */
export function findCauses(
  given: JsonObject,
  now: string | undefined,
  rules: CompiledRuleSet,
  cache?: ValueCache,
  only?: readonly string[],
): Situation {
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
  const sheet = new Sheet(context, now, rules.catalog, cache);
  const { failure } = sheet;
  const moment = laterMoment(sheet, now);
  const next = nextAttempt(sheet, context, moment, rules);
  const read = reader(sheet, rules, next.sheet);
  const holding =
    only === undefined
      ? rules.engine.holding(read)
      : only
          .flatMap((code) => rules.byCode.get(code)?.rules.map((rule) => rule.compiled) ?? [])
          .filter((rule) => truthOf(rule.condition, read) === true);
  const held = holding
    .map(({ index }) => rules.rules[index] as RuleOfCause)
    .sort((a, b) => a.compiled.index - b.compiled.index);
  const found = new Map<string, FoundCause>();
  for (const rule of held) {
    const cause = rules.byCode.get(rule.cause) as CompiledCause;
    if (rule.byCode || (!failed && cause.file.anyStatus !== true && cause.file.advice !== true)) continue;
    const certainty = rule.certainty as Certainty;
    const earlier = found.get(rule.cause);
    if (earlier === undefined) found.set(rule.cause, { cause, certainty, rules: [rule], codes: [] });
    else {
      earlier.rules.push(rule);
      earlier.certainty = surer(earlier.certainty, certainty);
    }
  }
  const conflicts: FoundConflict[] = [];
  if (failed) {
    const denyingRead = denyingReader(sheet, context, rules, read);
    addCode({ found, conflicts, held, failure, read, denyingRead, rules });
  }
  const atAttempt = new Set(found.keys());
  replaceGeneral(found, read);
  if (next.sheet !== sheet) {
    for (const one of found.values()) if (hasEnded(one, next.read)) one.ended = true;
    for (const rule of rules.dated) {
      const cause = rules.byCode.get(rule.cause) as CompiledCause;
      if (atAttempt.has(rule.cause) || (!failed && cause.file.anyStatus !== true && cause.file.advice !== true))
        continue;
      if (truthOf(rule.compiled.condition, next.read) !== true) continue;
      const certainty = rule.certainty as Certainty;
      found.set(rule.cause, { cause, certainty, rules: [rule], codes: [], read: next.read, sinceAttempt: true });
    }
  }
  const states = [...found.values()].map(({ cause }) => cause.file);
  const outcomeUnknown =
    failed && (saysOutcomeUnknown(failure?.guidance ?? null) || states.some((file) => file.outcomeUnknown === true));
  const mayHaveMoved =
    outcomeUnknown ||
    (failed && own(own(context, "transaction"), "debited") === true) ||
    (failed && failure?.guidance?.when === "check_status_first") ||
    states.some((file) => file.retry === "check_status_first");
  // The figures may be those after the debit.
  if (mayHaveMoved)
    for (const one of found.values()) if (COUNTS_MONEY.has(one.cause.groupName)) one.certainty = "possible";
  const all = [...found.values()].sort(
    (a, b) => precedence(a) - precedence(b) || a.cause.group - b.cause.group || (a.cause.code < b.cause.code ? -1 : 1),
  );
  const blocking = all.filter(({ cause }) => cause.file.advice !== true);
  const advice = all.filter(({ cause, ended }) => cause.file.advice === true && ended !== true);
  return {
    rules,
    given,
    context,
    ...moment,
    status,
    failed,
    sheet,
    failure,
    read,
    next,
    blocking,
    advice,
    conflicts,
    outcomeUnknown,
    mayHaveMoved,
  };
}

/** Groups of causes that compare the amount with figures that a payment changes. */
const COUNTS_MONEY: ReadonlySet<string> = new Set(["balance", "fee", "limit"]);

/** First what is unsafe or may have moved money, whatever its certainty; then by certainty; last what came true since the attempt. */
function precedence({ cause: { file }, certainty, sinceAttempt }: FoundCause): number {
  if (sinceAttempt === true) return CERTAINTY_ORDER.length;
  const isFirst = file.safety === true || file.outcomeUnknown === true || file.retry === "check_status_first";
  return isFirst ? -1 : CERTAINTY_ORDER.indexOf(certainty);
}

/** Only the bank's own limits can contradict a code of the issuer's. */
function denyingReader(sheet: Sheet, context: JsonObject, rules: CompiledRuleSet, read: ReadFact): ReadFact {
  const limits = own(context, "limits") as Json[] | undefined;
  if (limits === undefined || sheet.failure?.deciding?.level !== "issuer") return read;
  const banks = limits.filter((limit) => own(limit, "party") === "bank");
  if (banks.length === limits.length) return read;
  const bank = new Sheet(withMember(context, "limits", banks), sheet.atText, rules.catalog, sheet.cache);
  return reader(bank, rules, bank);
}

/**
 * Has json-rules-engine confirm every rule by which a cause was found, on the facts of the attempt, or of the next one.
 * @throws when it denies one: a defect of this program, never of the data.
 */
export async function confirmCauses({ rules, blocking, advice, read }: Situation): Promise<void> {
  const byReader = new Map<ReadFact, Set<CompiledRule>>();
  for (const found of [...blocking, ...advice]) {
    const reader = found.read ?? read;
    const known = byReader.get(reader) ?? new Set();
    for (const { compiled } of found.rules) known.add(compiled);
    byReader.set(reader, known);
  }
  for (const [reader, held] of byReader) await rules.engine.confirm([...held], reader);
}

/** The moment at which the answer is read; one before the attempt counts as the attempt. */
function laterMoment(sheet: Sheet, now: string | undefined): Pick<Situation, "now" | "nowText"> {
  const { at, atText, cache } = sheet;
  if (now === undefined || (at.known && cache.instant(now) <= at.value)) return { now: at, nowText: atText };
  return { now: known(cache.instant(now)), nowText: now };
}

function nextAttempt(
  sheet: Sheet,
  context: JsonObject,
  { now, nowText }: Pick<Situation, "now" | "nowText">,
  rules: CompiledRuleSet,
): NextAttempt {
  const isLater = sheet.at.known && now.known && now.value > sheet.at.value;
  if (!isLater || nowText === undefined) return { sheet, read: reader(sheet, rules, sheet) };
  const patch = new PatchBuilder(context);
  moveAttempt(patch, sheet, nowText, now.value);
  const moved = new Sheet(patch.document, nowText, rules.catalog, sheet.cache, sheet.warned);
  return { sheet: moved, read: reader(moved, rules, moved) };
}

/**
 * Begins a patch that describes the next attempt: where `now` is later than the attempt, it moves the context there. With `then`, an
 * RFC 3339 text, it moves on to that later time: windows that end until then are empty, locks are over, the service is back. Every patch
 * of a remedy starts with this, on the document that is diagnosed again with the same `now`.
 */
export function startNextAttempt(patch: PatchBuilder, { sheet, now, nowText }: Situation, then = nowText): void {
  if (then !== undefined) moveAttempt(patch, sheet, then, now.known ? now.value : undefined);
}

/** Reads facts by name, each once: those about what to do from `next`. */
function reader(sheet: Sheet, rules: CompiledRuleSet, next: Sheet): ReadFact {
  const facts = new Map<string, Known<FactValue>>();
  return (name) => {
    const found = facts.get(name);
    if (found !== undefined) return found;
    const definition = rules.fact(name);
    const derived = definition?.derive(definition.ofNextAttempt === true ? next : sheet) ?? UNKNOWN;
    facts.set(name, derived);
    return derived;
  };
}

/** Whether facts showed a cause at the attempt and show it no longer. What may have moved money does not end by itself. */
function hasEnded({ cause, rules }: FoundCause, next: ReadFact): boolean {
  if (cause.file.outcomeUnknown === true || cause.file.retry === "check_status_first") return false;
  return (
    rules.some((rule) => !rule.byCode) && cause.byFacts.every((rule) => truthOf(rule.compiled.condition, next) !== true)
  );
}

/**
 * An instant as RFC 3339 text: as written in the context, else in the time zone of the fact's limit, else with the offset of `now`.
 */
export function timeText({ sheet, context, read, nowText }: Situation, instant: number, fact?: string): string {
  const stated = [
    ...((own(context, "limits") as JsonObject[] | undefined) ?? []).map((limit) => own(limit, "resetsAt")),
    own(own(context, "network"), "serviceBackAt"),
    own(own(context, "authentication"), "lockedUntil"),
    own(own(context, "transaction"), "expiresAt"),
  ].find((text) => typeof text === "string" && sheet.cache.instant(text) === instant);
  if (typeof stated === "string") return stated;
  const zone = fact === undefined ? undefined : read(fact.replace(/\.[a-zA-Z]+$/, ".timeZone"));
  if (zone?.known && typeof zone.value === "string") return sheet.cache.instantText(instant, zone.value);
  return instantTextLike(instant, nowText);
}

/** Whether only a provider code says that the amount is wrong, so that no valid amount is known. */
export const isAmountOpen = ({ blocking }: Situation): boolean =>
  blocking.some(({ cause, rules }) => cause.file.amount === true && rules.every((rule) => rule.byCode));

/** Codes of the blocking causes, in their order. */
export const blockingCodes = (situation: Situation): string[] => situation.blocking.map(({ cause }) => cause.code);
