import { own } from "../base/json.js";
import { isTrue, type Known, known, UNKNOWN } from "../base/known.js";
import {
  bandAt,
  compare,
  type Decimal,
  decimal,
  type FeeTerms,
  feeEdges,
  fractionDigits,
  max,
  min,
  minorUnit,
  roundDown,
  roundUp,
  ZERO,
} from "../base/money.js";
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
  { fees, exponent }: { fees: readonly FeeTerms[] | null; exponent: number },
  fails: Fails,
  { guess, edges = [] }: { guess?: Decimal; edges?: readonly Decimal[] } = {},
): Decimal | undefined {
  const unit = minorUnit(exponent);
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
  const inside = [...edgesOf(fees ?? [], exponent), ...edges]
    .filter((edge) => edge.gte(from) && edge.lt(to))
    .sort((a, b) => a.cmp(b));
  const lows = [from, ...inside.map((edge) => edge.plus(unit))];
  const pieces = [...inside, roundDown(to, exponent)].map((high, i) => [lows[i] as Decimal, high] as const);
  for (const [low, high] of which === "last" ? pieces.reverse() : pieces) {
    steps = 0;
    const found = visit(low, high);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a fee may jump, rounded down to the minor unit: the ends of its bands, and its free allowance. */
const edgesOf = (fees: readonly FeeTerms[], exponent: number): Decimal[] =>
  [...feeEdges(fees), ...fees.flatMap((fee) => fee.freeAllowance ?? [])].map((edge) => roundDown(edge, exponent));

/** Doubles an amount until it is far enough, or larger than any real amount. */
function farFrom(start: Decimal, isFar: (amount: Decimal, farthest: Decimal) => boolean): Decimal {
  const farthest = start.times(1e20);
  let reach = start;
  while (reach.lt(farthest) && !isFar(reach, farthest)) reach = reach.times(2);
  return reach;
}

/** Bounds of a sum over an interval; infinite where nothing is known. */
interface Span {
  least: Decimal;
  most: Decimal;
}
const ENDLESS = decimal(Number.POSITIVE_INFINITY);
const ANYTHING: Span = { least: ENDLESS.neg(), most: ENDLESS };

/** The sum of the rates at an amount: what one more unit costs, without minimums and maximums. */
const steepness = (fees: readonly FeeTerms[], amount: Decimal): Decimal =>
  fees.reduce((sum, fee) => {
    const { rate } = fee.bands === undefined ? fee : (bandAt(fee.bands, amount) ?? fee);
    return sum.plus(rate ?? ZERO);
  }, ZERO);

/**
 * Bounds of what arrives over an interval between two edges, from the fees at its ends. It rises no faster than the amount, and falls only
 * where the rates add up to more than one, or by rounding: at most one unit for each fee but the first.
 */
function arriving(
  fees: readonly FeeTerms[],
  exponent: number,
  feeAt: (amount: Decimal) => Decimal | undefined,
  from: Decimal,
  to: Decimal,
): Span {
  if (fees.length === 0) return { least: from, most: to };
  const [first, last] = [feeAt(from), feeAt(to)];
  if (first === undefined || last === undefined) return ANYTHING;
  if (from === to) return { least: from.minus(first), most: from.minus(first) };
  const steep = max(ZERO, steepness(fees, to).minus(1));
  const slack = minorUnit(exponent).times(fees.length - 1);
  const fall = roundUp(to.minus(from).times(steep), exponent).plus(slack);
  return {
    least: max(from.minus(last), from.minus(first).minus(fall)),
    most: min(to.minus(first), to.minus(last).plus(fall)),
  };
}

type Measure = "amount" | "total" | "arrives";

/** An upper bound that a fact sets: at most `room`, for what it measures. */
interface Ceiling {
  measure: Measure;
  room: Decimal;
  /** Parts that are paid one after another share the room. */
  shared: boolean;
}

function* balanceCeilings(sheet: Sheet): Generator<Ceiling> {
  if (!sheet.takesMoneyOut) {
    if (!sheet.available.known || !sheet.held.known || !sheet.cap.known) return;
    const room = sheet.cap.value.minus(sheet.available.value).minus(sheet.held.value);
    return yield { measure: "arrives", room, shared: true };
  }
  if (sheet.usable.known) yield { measure: "total", room: sheet.usable.value, shared: true };
  const balance = own(sheet.area("payee"), "balance");
  const [available, cap] = [own(balance, "available"), own(balance, "cap")];
  if (available !== undefined && cap !== undefined) {
    yield {
      measure: "arrives",
      room: sheet.cache.decimal(cap as string | number).minus(sheet.cache.decimal(available as string | number)),
      shared: true,
    };
  }
}

/** All known bounds on the amount of a transaction; for each measure the tightest. */
class Bounds {
  readonly #allowed = new Map<Measure, Span>();
  /** The maximum for all parts together. */
  readonly #together = new Map<Measure, Decimal>();
  readonly #sheet: Sheet;
  readonly #payee: readonly FeeTerms[];
  /** Fees by amount object: a search asks for the ends of its intervals repeatedly. */
  readonly #seen = { payer: new Map<Decimal, Decimal | undefined>(), payee: new Map<Decimal, Decimal | undefined>() };

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#payee = sheet.feesOf("payee") ?? [];
    for (const ceiling of balanceCeilings(sheet)) this.#lower(ceiling);
    for (const limit of metLimits(sheet) ?? []) {
      const measure = limit.party === "payee" ? "arrives" : limit.countsFees ? "total" : "amount";
      if (limit.max.known) {
        const room = limit.max.value.minus(limit.used.known ? limit.used.value : ZERO);
        this.#lower({ measure, room, shared: limit.window !== "per_transaction" });
      }
      if (limit.min.known) {
        const { least, most } = this.#allows(measure);
        this.#allowed.set(measure, { least: max(least, limit.min.value), most });
      }
    }
  }

  #allows(measure: Measure): Span {
    return this.#allowed.get(measure) ?? ANYTHING;
  }
  #lower({ measure, room, shared }: Ceiling): void {
    const { least, most } = this.#allows(measure);
    this.#allowed.set(measure, { least, most: min(most, room) });
    if (shared) this.#together.set(measure, min(this.#together.get(measure) ?? room, room));
  }

  #feesAt(amount: Decimal, paidBy: "payer" | "payee"): Decimal | undefined {
    const seen = this.#seen[paidBy];
    if (!seen.has(amount)) {
      const sum = this.#sheet.feesAt(amount, paidBy);
      seen.set(amount, sum.known ? sum.value : undefined);
    }
    return seen.get(amount);
  }

  #span(measure: Measure, from: Decimal, to: Decimal): Span {
    if (measure === "amount") return { least: from, most: to };
    if (measure === "arrives") {
      const feeAt = (amount: Decimal): Decimal | undefined => this.#feesAt(amount, "payee");
      return arriving(this.#payee, this.#sheet.exponent, feeAt, from, to);
    }
    // Unknown fees are at least zero.
    const [first, last] = [this.#feesAt(from, "payer"), this.#feesAt(to, "payer")];
    return { least: from.plus(first ?? ZERO), most: to.plus(last ?? ENDLESS) };
  }

  /** Whether no amount of an interval passes: see `Fails`. */
  fails(from: Decimal, to: Decimal): boolean {
    for (const [measure, { least, most }] of this.#allowed) {
      const span = this.#span(measure, from, to);
      if (compare(span.least, most) > 0 || compare(span.most, least) < 0) return true;
    }
    return compare(min(to, this.#span("arrives", from, to).most), ZERO) <= 0;
  }

  /** Whether this number of parts, or any larger one, is too much together, however the amount is cut. */
  isTooMuch(count: number, amount: Decimal): boolean {
    const { fees, exponent } = this.#sheet;
    // Without bands the smallest part has the lowest fee.
    const hasBands = fees?.some((fee) => fee.bands !== undefined);
    const least = hasBands ? ZERO : (this.#feesAt(minorUnit(exponent), "payer") ?? ZERO);
    const [amounts, totals] = [this.#together.get("amount"), this.#together.get("total")];
    return amounts?.lt(amount) === true || totals?.lt(amount.plus(least.times(count))) === true;
  }

  /** Whether equal parts and a last one, each between two amounts, are too much together: true only where all of them are. */
  exceedTogether(count: number, each: readonly [Decimal, Decimal], final: readonly [Decimal, Decimal]): boolean {
    return [...this.#together].some(([measure, room]) => {
      const [one, end] = [this.#span(measure, ...each), this.#span(measure, ...final)];
      return one.least
        .times(count - 1)
        .plus(end.least)
        .gt(room);
    });
  }

  /** Whether every amount below one that passes is known to pass too: nothing is a minimum, and no fee is higher on less. */
  get isOpenBelow(): boolean {
    const hasMinimum = [...this.#allowed.values()].some(({ least }) => least.gt(ZERO));
    const fees = this.#sheet.fees ?? [];
    const takesAll = this.#payee.some((fee) => fee.flat?.gt(ZERO) === true || fee.min?.gt(ZERO) === true);
    return !hasMinimum && !takesAll && fees.every((fee) => fee.bands === undefined);
  }

  /** An amount above which none passes; undefined where nothing known bounds it. */
  upper(): Decimal | undefined {
    const direct = min(this.#allows("amount").most, this.#allows("total").most);
    if (direct.isFinite()) return direct;
    const { most } = this.#allows("arrives");
    if (!most.isFinite()) return undefined;
    // Only what arrives is bounded, so the payee's fees decide how much more may be sent. Above their last edge, an amount is too large
    // once neither the rates nor the rounding can bring what arrives back under the room.
    const { exponent } = this.#sheet;
    const start = edgesOf(this.#payee, exponent).reduce(max, max(most, ZERO)).plus(minorUnit(exponent));
    const reach = farFrom(start, (sent, farthest) => {
      return compare(this.#span("arrives", sent, farthest).least, most) > 0;
    });
    // Fees that rise faster than the amount never let that much arrive; then nothing arrives at all.
    return this.fails(reach, reach) ? reach : undefined;
  }

  /** A first guess of the largest amount: the room for the total minus the fees, repeated, is usually that amount. */
  guess(upper: Decimal): Decimal {
    const { most } = this.#allows("total");
    let near = upper;
    for (let i = 0; i < 9; i++) {
      const fees = this.#feesAt(near, "payer") ?? ZERO;
      const next = min(upper, roundDown(most.minus(fees), this.#sheet.exponent));
      if (next.eq(near)) break;
      near = next;
    }
    return near;
  }
}

const boundsOf = (sheet: Sheet): Bounds => new Bounds(sheet);

/** Searches for an amount that passes. None does where a limit on the count is exceeded. */
function searched(
  sheet: Sheet,
  search: (bounds: Bounds, fails: Fails, unit: Decimal) => Decimal | undefined,
): Known<Decimal> {
  if (metLimits(sheet)?.some((limit) => isTrue(limit.countExceeded))) return UNKNOWN;
  const bounds = sheet.once(boundsOf);
  const fails: Fails = (low, high) => bounds.fails(low, high);
  const found = search(bounds, fails, minorUnit(sheet.exponent));
  return found === undefined ? UNKNOWN : known(found);
}

/** The largest amount without an amount cause; unknown where nothing bounds it or none passes. */
export const largestPassable = (sheet: Sheet): Known<Decimal> => sheet.once(findLargest);

const findLargest = (sheet: Sheet): Known<Decimal> =>
  searched(sheet, (bounds, fails, unit) => {
    const upper = bounds.upper();
    return upper && find("last", [unit, upper], sheet, fails, { guess: bounds.guess(upper) });
  });

/** The smallest passable amount above the transaction's own. */
export const leastPassable = (sheet: Sheet): Known<Decimal> =>
  searched(sheet, (bounds, fails, unit) => {
    const { amount, exponent } = sheet;
    if (!amount.known) return undefined;
    const from = max(unit, roundDown(amount.value, exponent).plus(unit));
    const upper = bounds.upper() ?? farFrom(from, (reach) => !fails(reach, reach));
    return find("first", [from, upper], sheet, fails);
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
  const { amount, exponent } = sheet;
  if (sheet.transaction.splittable !== true || !amount.known) return UNKNOWN;
  // Digits that the currency does not have would be left to the last part, which could not be paid.
  if (fractionDigits(amount.value) > exponent) return UNKNOWN;
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
  const unit = minorUnit(sheet.exponent);
  const others = count - 1;
  const left = (each: Decimal): Decimal => amount.minus(each.times(others));
  const equal = roundUp(amount.div(count), sheet.exponent);
  const largest = roundDown(amount.minus(unit).div(others), sheet.exponent);
  const fails: Fails = (low, high) =>
    bounds.fails(low, high) ||
    bounds.fails(left(high), left(low)) ||
    bounds.exceedTogether(count, [low, high], [left(high), left(low)]);
  // The fee of the last part jumps where the last part crosses an edge.
  const edges = edgesOf(sheet.fees ?? [], sheet.exponent).flatMap((edge) => {
    const each = roundDown(amount.minus(edge).div(others), sheet.exponent);
    return [each.minus(unit), each];
  });
  return find("first", [equal, largest], sheet, fails, { edges });
}

/** The largest amount, where every smaller one passes as well: then "this much or less" is true. Unknown where that is not known. */
export const largestOfAll = (sheet: Sheet): Known<Decimal> =>
  sheet.once(boundsOf).isOpenBelow ? largestPassable(sheet) : UNKNOWN;

function countLeft(sheet: Sheet): number {
  return (metLimits(sheet) ?? []).reduce((left, limit) => {
    if (limit.window === "per_transaction" || !limit.maxCount.known || !limit.usedCount.known) return left;
    return Math.min(left, limit.maxCount.value - limit.usedCount.value);
  }, Number.POSITIVE_INFINITY);
}

/** The smallest amount to send so that at least `needed` arrives after its fees; undefined where none up to `most` does. */
export function leastArriving(
  needed: Decimal,
  from: Decimal,
  most: Decimal | undefined,
  fees: readonly FeeTerms[],
  exponent: number,
  feeAt: (amount: Decimal) => Decimal | undefined,
): Decimal | undefined {
  const fails: Fails = (low, high) => {
    const { least, most } = arriving(fees, exponent, feeAt, low, high);
    return !least.isFinite() || most.lt(needed);
  };
  const start = roundUp(max(from, needed), exponent);
  const reach = most ?? farFrom(start, (amount) => !fails(amount, amount));
  return find("first", [start, reach], { fees, exponent }, fails);
}
