import type { Certainty } from "../base/diagnosis.js";
import { type JsonObject, own } from "../base/json.js";
import { type FactValue, type Known, UNKNOWN } from "../base/known.js";
import { applyPatch } from "../base/patch.js";
import { instantTextLike } from "../base/time.js";
import type { CodeReading, FailureReading } from "../facts/codes.js";
import { Sheet } from "../facts/sheet.js";
import type { ValueCache } from "../facts/value-cache.js";
import { type ReadFact, truthOf } from "../rules/engine.js";
import type { CompiledCause, CompiledRuleSet, RuleOfCause } from "../rules/rule-set.js";
import { CERTAINTY_ORDER, surer } from "./certainty.js";
import { addCode, replaceGeneral } from "./evidence.js";

/** A cause that applies, with the rules and codes that show it. */
export interface FoundCause {
  cause: CompiledCause;
  certainty: Certainty;
  rules: RuleOfCause[];
  codes: CodeReading[];
}

/** A code contradicts the facts, or facts contradict each other. */
export interface FoundConflict {
  cause: string;
  facts: string[];
  /** Null if only facts contradict each other. */
  code: CodeReading | null;
}

/** The facts and causes that a rule set finds in one context. Later steps read only this; it has no texts yet. */
export interface Situation {
  rules: CompiledRuleSet;
  /** The context as given. `context` is without the facts that a planned transaction ignores. */
  given: JsonObject;
  context: JsonObject;
  now: string | undefined;
  status: string;
  /** False for a succeeded, refunded or pending transaction: there is no failure to explain. */
  failed: boolean;
  sheet: Sheet;
  failure: FailureReading | null;
  read: ReadFact;
  /** Blocking causes, the most certain first. */
  blocking: FoundCause[];
  advice: FoundCause[];
  conflicts: FoundConflict[];
}

/** Statuses without a failure, except a pending transaction that timed out: its outcome is unknown. */
const NOT_FAILED = ["succeeded", "refunded", "pending"];
/** Facts about a failure do not apply to a planned transaction. */
const IGNORED_WHEN_PLANNED = ["/failure", "/transaction/debited", "/network/timedOut"];
export const ignoredWhenPlanned = (path: string): boolean =>
  IGNORED_WHEN_PLANNED.some((ignored) => path === ignored || path.startsWith(`${ignored}/`));

/**
 * Reads the facts of a context and finds the causes that apply. Synchronous and pure, because checking remedies calls it for each
 * patched context. `now` is an RFC 3339 text; if undefined, the time of the attempt is used. `cache` holds the parsed values of the first
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
  const facts = new Map<string, Known<FactValue>>();
  const read: ReadFact = (name) => {
    const known = facts.get(name);
    if (known !== undefined) return known;
    const derived = rules.fact(name)?.derive(sheet) ?? UNKNOWN;
    facts.set(name, derived);
    return derived;
  };
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
  if (failed) addCode(found, conflicts, held, failure, read, rules);
  for (const { cause } of found.values()) {
    if (cause.conflict !== null && truthOf(cause.conflict.when, read) === true) {
      conflicts.push({ cause: cause.code, facts: [...cause.conflict.facts], code: null });
    }
  }
  replaceGeneral(found, read);
  const all = [...found.values()].sort(
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
    blocking,
    advice,
    conflicts,
  };
}

/**
 * An instant as RFC 3339 text: as written in the context, else in the time zone of the fact's limit, else with the offset of `now`.
 */
export function timeText({ sheet, context, read }: Situation, instant: number, fact?: string): string {
  const stated = [
    ...((own(context, "limits") as JsonObject[] | undefined) ?? []).map((limit) => own(limit, "resetsAt")),
    own(own(context, "network"), "serviceBackAt"),
    own(own(context, "authentication"), "lockedUntil"),
    own(own(context, "transaction"), "expiresAt"),
  ].find((text) => typeof text === "string" && sheet.cache.instant(text) === instant);
  if (typeof stated === "string") return stated;
  const zone = fact === undefined ? undefined : read(fact.replace(/\.[a-zA-Z]+$/, ".timeZone"));
  if (zone?.known && typeof zone.value === "string") return sheet.cache.instantText(instant, zone.value);
  return instantTextLike(instant, sheet.nowText);
}

/** Whether only a provider code says that the amount is wrong, so that no valid amount is known. */
export const isAmountOpen = ({ blocking }: Situation): boolean =>
  blocking.some(({ cause, rules }) => cause.file.amount === true && rules.every((rule) => rule.byCode));

/** Codes of the blocking causes, in their order. */
export const blockingCodes = (situation: Situation): string[] => situation.blocking.map(({ cause }) => cause.code);
