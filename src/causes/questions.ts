import type { AssessedQuestion } from "../base/assessment.js";
import { type Json, own } from "../base/json.js";
import { withMember } from "../base/patch.js";
import { largestPassable } from "../facts/amounts.js";
import { paidByMerchant, receivesOwn } from "../facts/meant.js";
import { paysByCard } from "../facts/sheet.js";
import { collectMissing, truthOf } from "../rules/engine.js";
import type { RuleOfCause } from "../rules/rule-set.js";
import { type FoundCause, findCauses, ignoredWhenPlanned, type Situation } from "./find.js";
import type { Survey } from "./survey.js";

/** Whose account a bank's code is about, where it does not say so. */
const INITIATOR = "/transaction/initiator";
/** Nobody answers more. */
const MOST_QUESTIONS = 5;
/** The areas that are asked for first: what the provider said and meant, what the sums are made of, and facts that own rules compare. */
const AREAS = [
  INITIATOR,
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

/** A missing fact with the causes it would decide. */
interface Asked {
  path: string;
  decides: Set<string>;
  /** Whether it decides a cause that was found, or one that a code names. */
  isDecisive: boolean;
  /** Everything that the easiest of the rules it decides still lacks, itself among it. */
  needs: ReadonlySet<string>;
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
  const ask = (needs: ReadonlySet<string>, code: string, isDecisive = true): void => {
    for (const path of needs) {
      const known = asked.get(path);
      if (known === undefined && !isWorthAsking(path, situation)) continue;
      const question = known ?? { path, decides: new Set(), isDecisive: false, needs };
      question.decides.add(code);
      question.isDecisive ||= isDecisive;
      if (needs.size < question.needs.size) question.needs = needs;
      asked.set(path, question);
    }
  };
  const assumed = new Set<string>();
  for (const found of situation.blocking) {
    for (const path of assumedIn(found, situation)) {
      assumed.add(path);
      ask(new Set([path]), found.cause.code);
    }
    if (isProved) continue;
    for (const needs of openIn(found, situation)) ask(needs, found.cause.code);
    if (!found.codes.some(({ row }) => row?.eitherAccount)) continue;
    const { code, ownCause = code } = found.cause.file;
    for (const decided of [code, ownCause]) ask(new Set([INITIATOR]), decided);
  }
  if (!isProved) {
    const named = namedByCode(situation);
    const isSure = situation.blocking.some(({ certainty }) => certainty === "certain");
    for (const cause of open) {
      if (cause.file.advice === true) continue;
      for (const needs of missingFor(cause.rules, situation)) {
        // Where one cause is certain, only its sums are worth more questions.
        const isOfSums = (path: string): boolean => !isSure || areaOf(path) < AREAS.length || named.has(cause.code);
        ask(new Set([...needs].filter(isOfSums)), cause.code, named.has(cause.code));
      }
    }
  }
  const feePaths = [...asked.keys()].filter((path) => PART_OF_FEE.test(path) && !assumed.has(path));
  if (feePaths.length > 0 && !feesMatter(situation)) for (const path of feePaths) asked.delete(path);
  // An amount is given together with its currency.
  if (asked.has("/transaction/amount")) asked.delete("/transaction/currency");
  const sorted = [...asked.values()].sort(
    (a, b) =>
      Number(b.isDecisive) - Number(a.isDecisive) ||
      areaOf(a.path) - areaOf(b.path) ||
      b.decides.size - a.decides.size ||
      (a.path < b.path ? -1 : 1),
  );
  return withNeeded(methodWithStatus(sorted)).map(({ path, decides }) => ({ path, decides: [...decides].sort() }));
}

/** Facts that a sum took as zero. */
const assumedIn = ({ rules }: FoundCause, { read }: Situation): string[] =>
  rules
    .flatMap((rule) => rule.restsOn)
    .flatMap((name) => {
      const reading = read(name);
      return reading.known ? [...(reading.assumed ?? [])] : [];
    });

/** Facts that would confirm or deny what only a code says. */
const openIn = ({ rules, cause }: FoundCause, situation: Situation): Set<string>[] =>
  rules.every((rule) => rule.byCode) ? missingFor(cause.byFacts, situation) : [];

/** The missing facts of each rule that is still open, without rules that cannot hold for this kind of transaction. */
function missingFor(rules: readonly RuleOfCause[], { read, rules: all, sheet }: Situation): Set<string>[] {
  const open = rules.filter(
    ({ compiled }) =>
      !compiled.leaves.some(({ fact }) => all.fact(fact)?.arises?.(sheet) === false) &&
      truthOf(compiled.condition, read) === null,
  );
  return open.map(({ compiled }) => {
    const missing = new Set<string>();
    collectMissing(compiled.condition, read, missing);
    return missing;
  });
}

const PART_OF_FEE = /^\/fees\/\d+\//;
/** Above every amount. */
const ENDLESS = "999999999999999999999999";

/**
 * Whether what is missing of the listed fees could change the causes, or the amount that would pass. Each fee that is not known is taken
 * as low and as high as its own minimum and maximum let it be.
 */
function feesMatter(situation: Situation): boolean {
  const { given, nowText, rules, sheet } = situation;
  const { amount } = sheet;
  const listed = own(given, "fees") as Json[] | undefined;
  if (!amount.known || listed === undefined) return true;
  const isOpen = sheet.fees?.map((fee) => fee.problem !== "" && !sheet.sumFees([fee], amount.value).known) ?? [];
  const found = ({ blocking, next }: Situation): string =>
    JSON.stringify([
      blocking.map(({ cause, certainty, ended }) => [cause.code, certainty, ended]),
      largestPassable(next.sheet).known,
    ]);
  const before = found(situation);
  return ["0", ENDLESS].some((flat) => {
    const fees = listed.map((fee, i): Json => {
      if (isOpen[i] !== true) return fee;
      const bounds = ["min", "max", "paidBy"].flatMap((name) => {
        const value = own(fee, name);
        return value === undefined ? [] : [[name, value]];
      });
      return { flat, ...Object.fromEntries(bounds) };
    });
    return found(findCauses(withMember(given, "fees", fees), nowText, rules, sheet.cache)) !== before;
  });
}

/** Right after the first question come those without whose answers its own decides nothing. */
function withNeeded(sorted: Asked[]): Asked[] {
  const needs = sorted[0]?.needs;
  if (needs === undefined || needs.size > MOST_QUESTIONS) return sorted;
  return sorted.sort((a, b) => Number(needs.has(b.path)) - Number(needs.has(a.path)));
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
  // An amount of nothing fits every balance and limit.
  if (sheet.amount.known && sheet.amount.value.lte(0) && /^\/(?:balance|fees|limits)/.test(path)) return false;
  const { kind = "payment", initiator } = sheet.transaction;
  // A transfer is always the customer's, and a payout the merchant's.
  if (path === INITIATOR) return kind === "payment" && initiator === undefined;
  // Nobody confirms what the merchant makes.
  if (path.startsWith("/authentication/") && paidByMerchant(kind)) return false;
  // The account that receives is the customer's own, which is no payee.
  return !(path.startsWith("/payee/") && receivesOwn(kind));
}

function areaOf(path: string): number {
  const at = AREAS.findIndex((area) => path === area || path.startsWith(`${area}/`));
  return at < 0 ? AREAS.length : at;
}

/** How a payment is confirmed is asked right after how that ended: alone it says nothing. */
function methodWithStatus(sorted: Asked[]): Asked[] {
  const method = sorted.find(({ path }) => path === METHOD);
  if (method === undefined || !sorted.some(({ path }) => path === STATUS)) return sorted;
  return sorted.flatMap((one) => (one === method ? [] : one.path === STATUS ? [one, method] : [one]));
}
