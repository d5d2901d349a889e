import type { AmountSearch } from "./facts/fact.js";
import { metLimits } from "./facts/limits.js";
import { newSum } from "./facts/memory.js";
import { isTrue, known, NOTHING, type Reading } from "./facts/reading.js";
import type { ReadFee, Sheet } from "./facts/sheet.js";
import { own } from "./json.js";
import {
  type Decimal,
  decimal,
  type FeeTerms,
  feeEdges,
  max,
  min,
  minorUnit,
  roundDown,
  roundUp,
  ZERO,
} from "./money.js";

/**
 * The amounts that would pass. A fee may jump, fall at the edge of a band and is rounded by itself, so totals do not simply rise with the
 * amount. Between the edges every single fee does, which gives bounds over an interval; halving intervals by these bounds finds the exact
 * first or last amount that passes.
 */
interface Probe {
  passes(amount: Decimal): boolean;
  /** True only when no amount of the interval passes; both ends lie between two edges of the fees. */
  surelyFails(from: Decimal, to: Decimal): boolean;
}

/** Intervals looked at before a search gives up: reached only where fees eat the whole amount. */
const MAX_STEPS = 20_000;
/** Nobody pays in more parts than this: a split that needs more is not offered. Up to here every count is tried. */
const MOST_PARTS = 200;

/** The last (or first) amount in [from, to] that passes, in steps of one unit; undefined where none does. */
function search(from: Decimal, to: Decimal, unit: Decimal, probe: Probe, last: boolean): Decimal | undefined {
  let steps = 0;
  const visit = (low: Decimal, high: Decimal): Decimal | undefined => {
    if (low.gt(high) || ++steps > MAX_STEPS || probe.surelyFails(low, high)) return undefined;
    const end = last ? high : low;
    if (probe.passes(end)) return end;
    if (low.eq(high)) return undefined;
    const middle = low.plus(high.minus(low).div(unit).div(2).floor().times(unit));
    const next = middle.plus(unit);
    return last ? (visit(next, high) ?? visit(low, middle)) : (visit(low, middle) ?? visit(next, high));
  };
  return visit(from, to);
}

/** Where a fee may jump, down to the minor unit: the edges of its bands, and its free allowance. */
const edgesOf = (fees: readonly FeeTerms[], exponent: number): Decimal[] =>
  [...feeEdges(fees), ...fees.flatMap((fee) => fee.freeAllowance ?? [])].map((edge) => roundDown(edge, exponent));

/** Rates of all fees at their highest. */
const steepest = (fees: readonly FeeTerms[]): Decimal =>
  fees.reduce((sum, fee) => {
    const rates = [fee.rate ?? ZERO, ...(fee.bands ?? []).map((band) => band.rate ?? ZERO)];
    return sum.plus(rates.reduce(max));
  }, ZERO);

/**
 * Bounds of what arrives over an interval between two edges, from the fees at its ends. While the rates together stay under one, what
 * arrives rises with the amount but for the rounding of several fees at once, one unit each.
 */
function arrivingBetween(
  from: Decimal,
  to: Decimal,
  [first, last]: [Decimal | undefined, Decimal | undefined],
  fees: readonly FeeTerms[],
  unit: Decimal,
): { least: Decimal; most: Decimal } | undefined {
  if (first === undefined || last === undefined) return undefined;
  const wide = { least: from.minus(last), most: to.minus(first) };
  if (steepest(fees).gt(1)) return wide;
  const slack = fees.length > 1 ? unit.times(fees.length) : ZERO;
  return { least: max(wide.least, from.minus(first).minus(slack)), most: min(wide.most, to.minus(last).plus(slack)) };
}

/** The parts of [from, to] between the edges of the fees, in rising order. */
function pieces(from: Decimal, to: Decimal, fees: readonly FeeTerms[], exponent: number): [Decimal, Decimal][] {
  const unit = minorUnit(exponent);
  const edges = edgesOf(fees, exponent);
  const inside = edges.filter((edge) => edge.gte(from) && edge.lt(to)).sort((a, b) => a.cmp(b));
  const result: [Decimal, Decimal][] = [];
  let low = from;
  for (const edge of inside) {
    if (edge.gte(low)) result.push([low, edge]);
    low = edge.plus(unit);
  }
  result.push([low, to]);
  return result;
}

type Measure = "amount" | "total" | "arrives";

/** What a fact allows: no more than its room, by what it measures. */
interface Ceiling {
  measure: Measure;
  room: Decimal;
  /** Parts paid one after another use it up together. */
  shared: boolean;
}
interface Floor {
  measure: Measure;
  least: Decimal;
}

/** Of the bounds that measure alike only the tightest counts. */
function tightest<T extends { measure: Measure; shared?: boolean }>(
  bounds: readonly T[],
  tighter: (a: T, b: T) => boolean,
): T[] {
  const kept = new Map<string, T>();
  for (const bound of bounds) {
    const key = `${bound.measure} ${bound.shared}`;
    const other = kept.get(key);
    if (other === undefined || tighter(bound, other)) kept.set(key, bound);
  }
  return [...kept.values()];
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
      room: decimal(cap as string | number).minus(decimal(available as string | number)),
      shared: true,
    };
  }
}

/** Everything known that bounds the amount of a transaction, taken from its sheet. */
class Bounds implements Probe {
  readonly ceilings: readonly Ceiling[];
  readonly floors: readonly Floor[];
  readonly #sheet: Sheet;
  readonly #fees: Readonly<Record<"payer" | "payee", readonly ReadFee[] | null>>;
  readonly #seen = new Map<string, Decimal | undefined>();

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    this.#fees = { payer: sheet.feesOf("payer"), payee: sheet.feesOf("payee") };
    const ceilings = [...balanceCeilings(sheet)];
    const floors: Floor[] = [];
    for (const limit of metLimits(sheet) ?? []) {
      const measure = limit.party === "payee" ? "arrives" : limit.countsFees ? "total" : "amount";
      if (limit.max.known) {
        const room = limit.max.value.minus(limit.used.known ? limit.used.value : ZERO);
        ceilings.push({ measure, room, shared: limit.window !== "per_transaction" });
      }
      if (limit.min.known) floors.push({ measure, least: limit.min.value });
    }
    this.ceilings = tightest(ceilings, (a, b) => a.room.lt(b.room));
    this.floors = tightest(floors, (a, b) => a.least.gt(b.least));
  }

  #feesAt(amount: Decimal, paidBy: "payer" | "payee"): Decimal | undefined {
    const fees = this.#fees[paidBy];
    if (fees === null || fees.length === 0) return fees === null && paidBy === "payer" ? undefined : ZERO;
    const key = `${paidBy} ${amount.toFixed()}`;
    if (!this.#seen.has(key)) {
      const sum = this.#sheet.sumFees(fees, amount);
      this.#seen.set(key, sum.known ? sum.value : undefined);
    }
    return this.#seen.get(key);
  }

  /** The measure at an amount, or undefined where it is unknown and so can prove nothing. */
  measure(kind: Measure, amount: Decimal): Decimal | undefined {
    if (kind === "amount") return amount;
    const fees = this.#feesAt(amount, kind === "total" ? "payer" : "payee");
    if (kind === "total") return fees === undefined ? amount : amount.plus(fees);
    return fees === undefined ? undefined : amount.minus(fees);
  }

  /** Known to be less than the least: fees that are not known may lift the total over it. */
  isUnder({ measure, least }: Floor, amount: Decimal): boolean {
    if (measure === "total" && this.#feesAt(amount, "payer") === undefined) return false;
    return this.measure(measure, amount)?.lt(least) === true;
  }

  passes(amount: Decimal): boolean {
    if (!amount.gt(0)) return false;
    for (const { measure, room } of this.ceilings) if (this.measure(measure, amount)?.gt(room)) return false;
    if (this.floors.some((floor) => this.isUnder(floor, amount))) return false;
    const payee = this.#feesAt(amount, "payee");
    return payee === undefined || !payee.gt(0) || amount.gt(payee);
  }

  surelyFails(from: Decimal, to: Decimal): boolean {
    const payee: [Decimal | undefined, Decimal | undefined] = [this.#feesAt(from, "payee"), this.#feesAt(to, "payee")];
    const payer: [Decimal | undefined, Decimal | undefined] = [this.#feesAt(from, "payer"), this.#feesAt(to, "payer")];
    const arriving = arrivingBetween(from, to, payee, this.#fees.payee ?? [], minorUnit(this.#sheet.exponent));
    const least = (kind: Measure): Decimal | undefined => {
      if (kind === "amount") return from;
      if (kind === "arrives") return arriving?.least;
      return payer[0] === undefined ? from : from.plus(payer[0]);
    };
    const most = (kind: Measure): Decimal | undefined => {
      if (kind === "amount") return to;
      if (kind === "arrives") return arriving?.most;
      return payer[1] === undefined ? undefined : to.plus(payer[1]);
    };
    return (
      this.ceilings.some(({ measure, room }) => least(measure)?.gt(room)) ||
      this.floors.some((floor) => most(floor.measure)?.lt(floor.least)) ||
      (payee[0]?.gt(0) === true && !to.gt(payee[0]))
    );
  }

  /** No amount above this one passes; undefined where nothing known bounds it. */
  upper(): Decimal | undefined {
    const direct = this.ceilings.filter(({ measure }) => measure !== "arrives").map(({ room }) => room);
    if (direct.length > 0) return direct.reduce(min);
    if (this.ceilings.length === 0) return undefined;
    // Only what arrives is bounded: the payee's fees decide how much more may be sent. Above their last edge they only rise.
    const room = this.ceilings.map((ceiling) => ceiling.room).reduce(min);
    let reach = edgesOf(this.#fees.payee ?? [], this.#sheet.exponent)
      .reduce(max, max(room, ZERO))
      .plus(minorUnit(this.#sheet.exponent));
    for (let i = 0; i < 64; i++) {
      if (this.ceilings.some(({ measure, room }) => this.measure(measure, reach)?.gt(room))) return reach;
      reach = reach.times(2);
    }
    // Fees that rise faster than the amount never let so much arrive: then they leave nothing of it instead.
    return this.passes(reach) ? undefined : reach;
  }

  /** The tightest bound on amount and payer's fees together, narrowed by the fees at either end: mostly it is the answer itself. */
  narrowed(from: Decimal, to: Decimal): Decimal {
    const room = this.ceilings.filter(({ measure }) => measure === "total").map((ceiling) => ceiling.room);
    if (room.length === 0) return to;
    const most = room.reduce(min);
    let high = to;
    for (let i = 0; i < 4; i++) {
      const above = this.#feesAt(high, "payer");
      if (above === undefined || high.plus(above).lte(most)) break;
      const low = max(from, roundDown(most.minus(above), this.#sheet.exponent));
      const below = this.#feesAt(low, "payer");
      if (below === undefined) break;
      const next = roundDown(most.minus(below), this.#sheet.exponent);
      if (next.gte(high) || next.lt(from)) break;
      high = next;
    }
    return high;
  }
}

const [BOUNDS, LARGEST, LEAST, PARTS] = [newSum(), newSum(), newSum(), newSum()];

/** Searches over the amounts of one sheet, each run when it is first asked for. */
export class SheetAmounts implements AmountSearch {
  readonly #sheet: Sheet;
  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  get #bounds(): Bounds {
    return this.#sheet.once(BOUNDS, () => new Bounds(this.#sheet), ["transaction", "fees"]);
  }

  get largest(): Reading<Decimal> {
    return this.#sheet.once(LARGEST, () => {
      const found = overCount(this.#sheet) ? undefined : this.#findLargest();
      return found === undefined ? NOTHING : known(found);
    });
  }
  #findLargest(): Decimal | undefined {
    const { currency, exponent, fees } = this.#sheet;
    const unit = minorUnit(exponent);
    const bounds = this.#bounds;
    const upper = bounds.upper();
    if (currency === undefined || upper === undefined || upper.lt(unit)) return undefined;
    for (const [low, high] of pieces(unit, roundDown(upper, exponent), fees ?? [], exponent).reverse()) {
      const found = search(low, bounds.narrowed(low, high), unit, bounds, true);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  get least(): Reading<Decimal> {
    return this.#sheet.once(LEAST, () => {
      const found = overCount(this.#sheet) ? undefined : this.#findLeast();
      return found === undefined ? NOTHING : known(found);
    });
  }
  #findLeast(): Decimal | undefined {
    const { amount, exponent, fees } = this.#sheet;
    if (!amount.known) return undefined;
    const unit = minorUnit(exponent);
    const bounds = this.#bounds;
    const from = max(unit, roundDown(amount.value, exponent).plus(unit));
    const upper = bounds.upper() ?? reachOf(from, bounds);
    for (const [low, high] of pieces(from, roundDown(upper, exponent), fees ?? [], exponent)) {
      const found = search(low, high, unit, bounds, false);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  get parts(): Reading<{ count: number; each: Decimal }> {
    return this.#sheet.once(PARTS, () => {
      const { largest } = this;
      return partsOf(this.#sheet, this.#bounds, largest.known ? largest.value : undefined);
    });
  }
}

function overCount(sheet: Sheet): boolean {
  return (metLimits(sheet) ?? []).some((limit) => isTrue(limit.countExceeded));
}

/** Without any upper bound: as far as doubling has to go to find an amount that passes. */
function reachOf(from: Decimal, bounds: Bounds): Decimal {
  let reach = from;
  for (let i = 0; i < 64 && !bounds.passes(reach); i++) reach = reach.times(2);
  return reach;
}

/**
 * The fewest equal parts, the last perhaps smaller, paid one after another: together they must fit what they use up together. Nothing where
 * no count up to the most that anyone would pay in does.
 */
function partsOf(
  sheet: Sheet,
  bounds: Bounds,
  largest: Decimal | undefined,
): Reading<{ count: number; each: Decimal }> {
  const { amount } = sheet;
  const unit = minorUnit(sheet.exponent);
  if (sheet.transaction.splittable !== true || !amount.known || !amount.value.gt(0)) return NOTHING;
  // What is used up together is used up by parts as well.
  const isOver = ({ measure, room, shared }: Ceiling): boolean =>
    shared && measure !== "arrives" && amount.value.gt(room);
  if (bounds.ceilings.some(isOver)) return NOTHING;
  // No part can be larger than the largest amount that passes.
  const fewest = largest === undefined ? 2 : Math.max(2, amount.value.minus(unit).divToInt(largest).toNumber() + 1);
  const most = Math.min(MOST_PARTS, countLeft(sheet));
  // Fees that only rise with the amount are never less than on the smallest part, and smaller parts are ever farther below a least.
  const rising = (sheet.fees ?? []).every((fee) => fee.bands === undefined);
  const leastTotal = bounds.measure("total", unit)?.minus(unit) ?? ZERO;
  const noneFrom = (count: number, each: Decimal): boolean =>
    rising &&
    (bounds.ceilings.some(
      ({ measure, room, shared }) =>
        shared && measure === "total" && amount.value.plus(leastTotal.times(count)).gt(room),
    ) ||
      bounds.floors.some((floor) => floor.measure !== "arrives" && bounds.isUnder(floor, each)));
  for (let count = fewest; count <= most; count++) {
    const units = amount.value.div(unit).ceil();
    const each = units
      .plus(count - 1)
      .divToInt(count)
      .times(unit);
    const final = amount.value.minus(each.times(count - 1));
    if (noneFrom(count, each)) return NOTHING;
    if (bounds.passes(each) && bounds.passes(final) && fitsTogether(bounds, each, final, count))
      return known({ count, each });
  }
  return NOTHING;
}

function fitsTogether(bounds: Bounds, each: Decimal, final: Decimal, count: number): boolean {
  return bounds.ceilings
    .filter((ceiling) => ceiling.shared)
    .every(({ measure, room }) => {
      const [one, end] = [bounds.measure(measure, each), bounds.measure(measure, final)];
      return (
        one === undefined ||
        end === undefined ||
        one
          .times(count - 1)
          .plus(end)
          .lte(room)
      );
    });
}

function countLeft(sheet: Sheet): number {
  return (metLimits(sheet) ?? []).reduce((left, limit) => {
    if (limit.window === "per_transaction" || !limit.maxCount.known || !limit.usedCount.known) return left;
    return Math.min(left, limit.maxCount.value - limit.usedCount.value);
  }, Number.POSITIVE_INFINITY);
}

/** The least amount to send so that at least `needed` arrives after fees taken from it; undefined where none up to `most` does. */
export function leastArriving(
  needed: Decimal,
  from: Decimal,
  most: Decimal | undefined,
  fees: readonly FeeTerms[],
  exponent: number,
  feeAt: (amount: Decimal) => Decimal | undefined,
): Decimal | undefined {
  const probe: Probe = {
    passes: (amount) => {
      const fee = feeAt(amount);
      return fee !== undefined && amount.minus(fee).gte(needed);
    },
    surelyFails: (low, high) => {
      const arriving = arrivingBetween(low, high, [feeAt(low), feeAt(high)], fees, minorUnit(exponent));
      return arriving?.most.lt(needed) === true;
    },
  };
  const start = roundUp(max(from, needed), exponent);
  let reach = most === undefined ? start : roundDown(most, exponent);
  if (most === undefined) for (let i = 0; i < 64 && !probe.passes(reach); i++) reach = reach.times(2);
  for (const [low, high] of pieces(start, reach, fees, exponent)) {
    const found = search(low, high, minorUnit(exponent), probe, false);
    if (found !== undefined) return found;
  }
  return undefined;
}
