import type { AssessedQuestion } from "../base/assessment.js";
import { type Json, own } from "../base/json.js";
import { paysByCard } from "../facts/sheet.js";
import { collectMissing, truthOf } from "../rules/engine.js";
import type { RuleOfCause } from "../rules/rule-set.js";
import { type FoundCause, ignoredWhenPlanned, type Situation } from "./find.js";
import type { Survey } from "./survey.js";

/** Nobody answers more. */
const MOST_QUESTIONS = 5;
/** The areas that are asked for first: what the provider said, what the sums are made of, and facts that own rules compare. */
const AREAS = [
  "/failure",
  "/transaction/amount",
  "/transaction/currency",
  "/balance",
  "/fees",
  "/limits",
  "/extensions",
];
const STATUS = "/authentication/status";
const METHOD = "/authentication/method";
/** Nobody is paid by these: the money stays the customer's own. */
const WITHOUT_PAYEE = ["withdrawal", "top_up"];

/** A missing fact with the causes it would decide. */
interface Asked {
  path: string;
  decides: Set<string>;
  /** Whether it decides a cause that was found, or one that a code names. */
  isDecisive: boolean;
}

/** Missing facts worth asking for, at most five: the first of all that are missing. */
export const questionsOf = (situation: Situation, surveyed: Survey, isProved: boolean): AssessedQuestion[] =>
  missingFacts(situation, surveyed, isProved).slice(0, MOST_QUESTIONS);

/**
 * All missing facts that could change the causes. `isProved`: a sum shows the first cause, and its remedies are checked; then only facts
 * that change a sum are asked for. Otherwise first those that decide a cause that was found or that a code names, then the provider's code,
 * amount, balance, fees and limits, then the rest by how many causes each decides.
 */
export function missingFacts(situation: Situation, { open }: Survey, isProved: boolean): AssessedQuestion[] {
  const asked = new Map<string, Asked>();
  const ask = (path: string, code: string, isDecisive: boolean): void => {
    const known = asked.get(path);
    if (known === undefined && !isWorthAsking(path, situation)) return;
    const question = known ?? { path, decides: new Set(), isDecisive: false };
    question.decides.add(code);
    question.isDecisive ||= isDecisive;
    asked.set(path, question);
  };
  for (const found of situation.blocking) {
    const missing = isProved ? assumedIn(found, situation) : openIn(found, situation);
    for (const path of missing) ask(path, found.cause.code, true);
  }
  if (!isProved) {
    const named = namedByCode(situation);
    const isSure = situation.blocking.some(({ certainty }) => certainty === "certain");
    for (const cause of open) {
      if (cause.file.advice === true) continue;
      for (const path of missingFor(cause.rules, situation)) {
        // Where one cause is certain, only its sums are worth more questions.
        if (isSure && areaOf(path) === AREAS.length && !named.has(cause.code)) continue;
        ask(path, cause.code, named.has(cause.code));
      }
    }
  }
  // An amount is given together with its currency.
  if (asked.has("/transaction/amount")) asked.delete("/transaction/currency");
  const sorted = [...asked.values()].sort(
    (a, b) =>
      Number(b.isDecisive) - Number(a.isDecisive) ||
      areaOf(a.path) - areaOf(b.path) ||
      b.decides.size - a.decides.size ||
      (a.path < b.path ? -1 : 1),
  );
  return methodWithStatus(sorted).map(({ path, decides }) => ({ path, decides: [...decides].sort() }));
}

/** Facts that a sum took as zero. */
const assumedIn = ({ rules }: FoundCause, { read }: Situation): string[] =>
  rules
    .flatMap((rule) => rule.restsOn)
    .flatMap((name) => {
      const reading = read(name);
      return reading.known ? [...(reading.assumed ?? [])] : [];
    });

/** Facts that change a cause that was found: those that a sum took as zero, and those that would confirm or deny what only a code says. */
function openIn(found: FoundCause, situation: Situation): string[] {
  const { rules, cause } = found;
  const assumed = assumedIn(found, situation);
  return rules.every((rule) => rule.byCode) ? [...assumed, ...missingFor(cause.byFacts, situation)] : assumed;
}

/** The missing facts of rules that are still open, without rules that cannot hold for this kind of transaction. */
function missingFor(rules: readonly RuleOfCause[], { read, rules: all, sheet }: Situation): Set<string> {
  const missing = new Set<string>();
  for (const { compiled } of rules) {
    if (compiled.leaves.some(({ fact }) => all.fact(fact)?.arises?.(sheet) === false)) continue;
    if (truthOf(compiled.condition, read) === null) collectMissing(compiled.condition, read, missing);
  }
  return missing;
}

/** The causes that codes name, each with the others of its family where a code does not say which one. */
function namedByCode({ failure, rules }: Situation): Set<string> {
  const named = new Set<string>();
  for (const { cause, family } of failure?.codes ?? []) {
    if (cause !== null) named.add(cause);
    if (family !== undefined) for (const one of rules.sorted) if (one.file.family === family) named.add(one.code);
  }
  return named;
}

function isWorthAsking(path: string, { context, status, sheet }: Situation): boolean {
  if (status === "planned" && ignoredWhenPlanned(path)) return false;
  // The money of a card is its issuer's: whoever asks here does not know it.
  if (sheet.takesMoneyOut && paysByCard(sheet) && /^\/(?:balance|fundingSources)/.test(path)) return false;
  // Figures in another currency cannot be compared.
  const stated = own(own(context, "balance"), "currency") ?? sheet.currency;
  if (path.startsWith("/balance/") && stated !== sheet.currency) return false;
  // A fee of at most nothing is nothing, whatever else it says.
  const fee = /^\/fees\/(\d+)\//.exec(path);
  const fees = own(context, "fees") as Json[] | undefined;
  if (fee !== null && Number(own(fees?.[Number(fee[1])], "max") ?? 1) === 0) return false;
  // An amount of nothing fits every balance and limit.
  if (sheet.amount.known && sheet.amount.value.lte(0) && /^\/(?:balance|fees|limits)/.test(path)) return false;
  return !(path.startsWith("/payee/") && WITHOUT_PAYEE.includes(sheet.transaction.kind ?? "payment"));
}

function areaOf(path: string): number {
  const at = AREAS.findIndex((area) => path === area || path.startsWith(`${area}/`));
  return at < 0 ? AREAS.length : at;
}

/** How a payment is confirmed is asked right after how that ended: alone it says nothing. */
function methodWithStatus(sorted: readonly Asked[]): Asked[] {
  const method = sorted.find(({ path }) => path === METHOD);
  if (method === undefined || !sorted.some(({ path }) => path === STATUS)) return [...sorted];
  return sorted.flatMap((one) => (one === method ? [] : one.path === STATUS ? [one, method] : [one]));
}
