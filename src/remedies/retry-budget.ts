import { type Json, own } from "../base/json.js";
import { addDuration, type Duration, parseDuration, parseInstant } from "../base/time.js";
import { type Situation, timeText } from "../causes/find.js";
import type { AppliedLimit } from "../rules/retry-limits.js";

/** How often a declined payment may still be tried, by the card network's rules. */
export interface Budget {
  attemptsLeft: number;
  /** RFC 3339: when one more attempt is free again; only where none is left. */
  freeAt?: string;
}

/**
 * The strictest of the network's rules that apply; null where the network, the earlier attempts or the time are unknown. The earlier
 * attempts are the failed entries of `history`, which is about one payer and names no card: each may have been with this one.
 */
export function budgetOf(situation: Situation): Budget | null {
  const { context, rules, status } = situation;
  const history = own(context, "history") as Json[] | undefined;
  const brand = brandOf(situation);
  if (status === "planned" || history === undefined || brand === undefined || !situation.now.known) return null;
  const now = situation.now.value;
  const attempts = attemptsIn(history, situation);
  let strictest: Budget | null = null;
  for (const limit of rules.parts.retryLimits) {
    if (limit.brand !== brand) continue;
    const window = parseDuration(limit.window) as Duration;
    const ends = attempts
      .filter(({ at, isSameAmount }) => at <= now && (isSameAmount || !limit.sameAmount))
      .map(({ at }) => addDuration(at, window, "UTC"))
      .filter((end) => end > now)
      .sort((a, b) => a - b);
    const budget = left(limit, ends, situation);
    if (strictest === null || isStricter(budget, strictest)) strictest = budget;
  }
  return strictest;
}

/** What one rule leaves, by when each attempt ceases to count. */
function left({ count, counts }: AppliedLimit, ends: readonly number[], situation: Situation): Budget {
  const allowed = counts === "retries" ? count + 1 : count;
  const attemptsLeft = Math.max(0, allowed - ends.length);
  if (attemptsLeft > 0) return { attemptsLeft };
  // One is free again when fewer attempts count than are allowed.
  return { attemptsLeft, freeAt: timeText(situation, ends[ends.length - allowed] as number) };
}

const freedAt = ({ freeAt = "" }: Budget): number => parseInstant(freeAt) ?? 0;
const isStricter = (a: Budget, b: Budget): boolean =>
  a.attemptsLeft === b.attemptsLeft ? freedAt(a) > freedAt(b) : a.attemptsLeft < b.attemptsLeft;

interface Attempt {
  at: number;
  isSameAmount: boolean;
}

/** This attempt and the failed ones before it to the same payee. A payee that is not known may be the same. */
function attemptsIn(history: readonly Json[], { context, sheet }: Situation): Attempt[] {
  const { amount, currency, cache } = sheet;
  const { id } = sheet.transaction;
  const payee = own(context, "payeeId");
  const isThis = (entry: Json): boolean => id !== undefined && own(entry, "id") === id;
  const earlier = history
    .filter((entry) => own(entry, "status") === "failed" && !isThis(entry))
    .filter((entry) => payee === undefined || [undefined, payee].includes(own(entry, "payee") as string | undefined))
    .map((entry): Attempt => {
      const isSameCurrency = (own(entry, "currency") ?? currency) === currency;
      const isSameAmount =
        !amount.known || (isSameCurrency && cache.decimal(own(entry, "amount") as string).eq(amount.value));
      return { at: cache.instant(own(entry, "at") as string), isSameAmount };
    });
  return sheet.at.known ? [...earlier, { at: sheet.at.value, isSameAmount: true }] : earlier;
}

/** The card network: as stated, else the one that the scheme of a code names: "visa.de39", "abecs.elo". */
function brandOf({ context, failure, rules }: Situation): string | undefined {
  const stated = own(own(context, "instrument"), "brand") as string | undefined;
  if (stated !== undefined) return stated;
  const brands = new Set(rules.parts.retryLimits.map(({ brand }) => brand));
  const named = (failure?.codes ?? []).filter(
    ({ pointer, row }) => pointer !== "/failure/adviceCode" && row !== undefined,
  );
  return named.flatMap(({ scheme = "" }) => scheme.split(".")).find((name) => brands.has(name));
}
