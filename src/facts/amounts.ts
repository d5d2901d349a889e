import { isTrue, type Known, known, map, missingOf, UNKNOWN } from "../base/known.js";
import {
  compare,
  type Decimal,
  type FeeTerms,
  fractionDigits,
  max,
  minorUnit,
  roundDown,
  roundUp,
} from "../base/money.js";
import { arriving, Bounds, edgesOf, farFrom, unknownBounds } from "./bounds.js";
import { metLimits } from "./limits.js";
import type { Sheet } from "./sheet.js";

/**
 * True when no amount of an interval passes; for a single amount it is exact. Both ends are between two neighbouring edges of the fees.
 *
 * The total does not simply rise with the amount: a fee may jump or fall at the edge of a band, and each fee is rounded by itself. Between
 * two edges every single fee only rises, which bounds the total over an interval. Halving intervals with these bounds finds the exact first
 * or last amount that passes.
 */
type Fails = (from: Decimal, to: Decimal) => boolean;

/** Maximum number of intervals in one search: reached only where fees take the whole amount. */
const MAX_STEPS = 4_000;
/** Maximum number of parts offered. Every count up to here is tried. */
const MOST_PARTS = 200;

/** The first or last amount in [from, to] that passes, in steps of the minor unit; undefined where none does. */
function find(
  which: "first" | "last",
  [from, to]: [Decimal, Decimal],
  { fees, digits }: { fees: readonly FeeTerms[] | null; digits: number },
  fails: Fails,
  { guess, edges = [] }: { guess?: Decimal; edges?: readonly Decimal[] } = {},
): Decimal | undefined {
  const unit = minorUnit(digits);
  let steps = 0;
  const visit = (low: Decimal, high: Decimal): Decimal | undefined => {
    if (compare(low, high) > 0 || ++steps > MAX_STEPS || fails(low, high)) return undefined;
    const end = which === "last" ? high : low;
    if (low.eq(high) || !fails(end, end)) return end;
    const half = low.plus(high.minus(low).div(unit).div(2).floor().times(unit));
    const middle = guess?.gte(low) && guess.lt(high) ? guess : half;
    const next = middle.plus(unit);
    return which === "last" ? (visit(next, high) ?? visit(low, middle)) : (visit(low, middle) ?? visit(next, high));
  };
  const inside = [...edgesOf(fees ?? [], digits), ...edges]
    .filter((edge) => edge.gte(from) && edge.lt(to))
    .sort((a, b) => a.cmp(b));
  const lows = [from, ...inside.map((edge) => edge.plus(unit))];
  const pieces = [...inside, roundDown(to, digits)].map((high, i) => [lows[i] as Decimal, high] as const);
  for (const [low, high] of which === "last" ? pieces.reverse() : pieces) {
    steps = 0;
    const found = visit(low, high);
    if (found !== undefined) return found;
  }
  return undefined;
}

const boundsOf = (sheet: Sheet): Bounds => new Bounds(sheet);

/** Searches for an amount that passes, in steps of the smallest unit that is paid. None does where a limit on the count is exceeded. */
function searched(
  sheet: Sheet,
  search: (bounds: Bounds, fails: Fails, unit: Decimal) => Decimal | undefined,
): Known<Decimal> {
  if (metLimits(sheet)?.some((limit) => isTrue(limit.countExceeded))) return UNKNOWN;
  const bounds = sheet.once(boundsOf);
  const fails: Fails = (low, high) => bounds.fails(low, high);
  const found = search(bounds, fails, minorUnit(sheet.proposedExponent));
  return found === undefined ? UNKNOWN : known(found);
}

/** The fees of a sheet, and the digits of the amounts that are tried. */
const steps = ({ fees, proposedExponent }: Sheet) => ({ fees, digits: proposedExponent });

/**
 * The largest amount without an amount cause. Unknown where nothing bounds it, none passes, or a bound rests on a fact that is missing:
 * `mostByKnownFacts` leaves such a fact out.
 */
export const largestPassable = (sheet: Sheet): Known<Decimal> => sheet.once(findLargest);
const findLargest = (sheet: Sheet): Known<Decimal> => {
  const open = unknownBounds(sheet);
  return open.length > 0 ? { known: false, missing: missingOf(...open) } : mostByKnownFacts(sheet);
};

/** The largest amount that the known facts allow; a missing fact may lower it. Unknown where nothing known bounds it or none passes. */
export const mostByKnownFacts = (sheet: Sheet): Known<Decimal> => sheet.once(findMost);
const findMost = (sheet: Sheet): Known<Decimal> =>
  searched(sheet, (bounds, fails, unit) => {
    const upper = bounds.upper();
    return upper && find("last", [unit, upper], steps(sheet), fails, { guess: bounds.guess(upper) });
  });

/** Whether every amount below the largest one passes too: not where there is a minimum, or a fee falls as the amount rises. */
export function anyLessPasses(sheet: Sheet): Known<boolean> {
  return map(mostByKnownFacts(sheet), (largest) => {
    const { fees, digits } = steps(sheet);
    const unit = minorUnit(digits);
    const edges = edgesOf(fees ?? [], digits)
      .filter((edge) => edge.gte(unit) && edge.lt(largest))
      .sort((a, b) => a.cmp(b));
    const lows = [unit, ...edges.map((edge) => edge.plus(unit))];
    const bounds = sheet.once(boundsOf);
    return [...edges, largest].every((high, i) => bounds.isOpen(lows[i] as Decimal, high));
  });
}

/** The smallest passable amount above the transaction's own. */
export const leastPassable = (sheet: Sheet): Known<Decimal> =>
  searched(sheet, (bounds, fails, unit) => {
    const { amount, proposedExponent } = sheet;
    if (!amount.known) return undefined;
    const from = max(unit, roundDown(amount.value, proposedExponent).plus(unit));
    const upper = bounds.upper() ?? farFrom(from, (reach) => !fails(reach, reach));
    return find("first", [from, upper], steps(sheet), fails);
  });

/** The fewest parts that all pass, each with its own fees: equal ones, of which the last may be smaller. */
export const fewestParts = (sheet: Sheet): Known<Parts> => sheet.once(findParts);

interface Parts {
  count: number;
  each: Decimal;
}

/**
 * The fewest parts, paid one after another, that fit the shared room; of those the ones that differ least. Unknown where no count up to the
 * maximum does.
 */
function findParts(sheet: Sheet): Known<Parts> {
  const { amount } = sheet;
  if (sheet.transaction.splittable !== true || !amount.known) return UNKNOWN;
  // Digits that cannot be paid would be left to the last part.
  if (fractionDigits(amount.value) > sheet.proposedExponent) return UNKNOWN;
  const bounds = sheet.once(boundsOf);
  const most = Math.min(MOST_PARTS, countLeft(sheet));
  for (let count = 2; count <= most && !bounds.isTooMuch(count, amount.value); count++) {
    const each = partsOf(amount.value, count, bounds, sheet);
    if (each !== undefined) return known({ count, each });
  }
  return UNKNOWN;
}

/** The smallest equal part of which this number, the last perhaps smaller, make up the amount and pass; undefined if there is none. */
function partsOf(amount: Decimal, count: number, bounds: Bounds, sheet: Sheet): Decimal | undefined {
  const { fees, digits } = steps(sheet);
  const unit = minorUnit(digits);
  const others = count - 1;
  const left = (each: Decimal): Decimal => amount.minus(each.times(others));
  const equal = roundUp(amount.div(count), digits);
  const largest = roundDown(amount.minus(unit).div(others), digits);
  const fails: Fails = (low, high) =>
    bounds.fails(low, high) ||
    bounds.fails(left(high), left(low)) ||
    bounds.exceedTogether(count, [low, high], [left(high), left(low)]);
  // The fee of the last part jumps where the last part crosses an edge.
  const edges = edgesOf(fees ?? [], digits).flatMap((edge) => {
    const each = roundDown(amount.minus(edge).div(others), digits);
    return [each.minus(unit), each];
  });
  return find("first", [equal, largest], { fees, digits }, fails, { edges });
}

function countLeft(sheet: Sheet): number {
  return (metLimits(sheet) ?? []).reduce((left, limit) => {
    if (limit.window === "per_transaction" || !limit.maxCount.known || !limit.usedCount.known) return left;
    return Math.min(left, limit.maxCount.value - limit.usedCount.value);
  }, Number.POSITIVE_INFINITY);
}

/**
 * The smallest amount to send so that at least `needed` arrives after its fees; undefined where none up to `most` does. `digits` are those
 * of the amount, `exponent` those to which fees are rounded.
 */
export function leastArriving(
  needed: Decimal,
  from: Decimal,
  most: Decimal | undefined,
  fees: readonly FeeTerms[],
  { exponent, proposedExponent: digits }: Pick<Sheet, "exponent" | "proposedExponent">,
  feeAt: (amount: Decimal) => Decimal | undefined,
): Decimal | undefined {
  const fails: Fails = (low, high) => {
    const { least, most } = arriving(fees, exponent, feeAt, low, high);
    return !least.isFinite() || most.lt(needed);
  };
  const start = roundUp(max(from, needed), digits);
  const reach = most ?? farFrom(start, (amount) => !fails(amount, amount));
  return find("first", [start, reach], { fees, digits }, fails);
}
