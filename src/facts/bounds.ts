import { own } from "../base/json.js";
import { type Known, known } from "../base/known.js";
import {
  bandAt,
  compare,
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
} from "../base/money.js";
import { type Measure, metLimits } from "./limits.js";
import { onlySource, type Sheet } from "./sheet.js";

/** Where a fee may jump, rounded down to the minor unit: the ends of its bands, and its free allowance. */
export const edgesOf = (fees: readonly FeeTerms[], exponent: number): Decimal[] =>
  [...feeEdges(fees), ...fees.flatMap((fee) => fee.freeAllowance ?? [])].map((edge) => roundDown(edge, exponent));

/** Doubles an amount until it is far enough, or larger than any real amount. */
export function farFrom(start: Decimal, isFar: (amount: Decimal, farthest: Decimal) => boolean): Decimal {
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
export function arriving(
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

/** An upper bound that a fact sets: at most `room`, for what it measures. */
interface Ceiling {
  measure: Measure;
  room: Decimal;
  /** Parts that are paid one after another share the room. */
  shared: boolean;
}

function* sourceCeilings(sheet: Sheet): Generator<Ceiling> {
  const source = onlySource(sheet);
  const [available, most] = [own(source, "available"), own(source, "maxTopUp")];
  const room = (value: unknown): Decimal => sheet.cache.decimal(value as string | number);
  if (available !== undefined) yield { measure: "total", room: room(available), shared: true };
  if (most !== undefined) yield { measure: "amount", room: room(most), shared: false };
}

function* balanceCeilings(sheet: Sheet): Generator<Ceiling> {
  if (!sheet.takesMoneyOut) {
    yield* sourceCeilings(sheet);
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
export class Bounds {
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
      const { measure } = limit;
      if (limit.max.known) {
        const room = limit.max.value.minus(limit.used.known ? limit.used.value : ZERO);
        this.#lower({ measure, room, shared: limit.window !== "per_transaction" });
      }
      if (limit.min.known) this.#raise(measure, limit.min.value);
    }
    const minTopUp = own(onlySource(sheet), "minTopUp");
    if (minTopUp !== undefined) this.#raise("amount", sheet.cache.decimal(minTopUp as string | number));
  }

  #allows(measure: Measure): Span {
    return this.#allowed.get(measure) ?? ANYTHING;
  }
  #lower({ measure, room, shared }: Ceiling): void {
    const { least, most } = this.#allows(measure);
    this.#allowed.set(measure, { least, most: min(most, room) });
    if (shared) this.#together.set(measure, min(this.#together.get(measure) ?? room, room));
  }

  #raise(measure: Measure, floor: Decimal): void {
    const { least, most } = this.#allows(measure);
    this.#allowed.set(measure, { least: max(least, floor), most });
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

  /** Whether every amount of an interval between two edges passes, as far as its ends show it. */
  isOpen(from: Decimal, to: Decimal): boolean {
    return (
      compare(this.#span("arrives", from, to).least, ZERO) > 0 &&
      [...this.#allowed].every(([measure, { least, most }]) => {
        const span = this.#span(measure, from, to);
        return compare(span.least, least) >= 0 && compare(span.most, most) <= 0;
      })
    );
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
      const next = min(upper, roundDown(most.minus(fees), this.#sheet.proposedExponent));
      if (next.eq(near)) break;
      near = next;
    }
    return near;
  }
}

/**
 * The readings on which a bound of the amount rests and that are unknown: fees, what was used of a limit, a balance in another currency.
 * Empty where the known bounds are exact; facts that are not given at all bound nothing.
 */
export function unknownBounds(sheet: Sheet): Known<unknown>[] {
  const limits = (metLimits(sheet) ?? []).filter((limit) => limit.limitsAmount);
  const readings: Known<unknown>[] = limits.flatMap((limit) => [limit.max, limit.used]);
  const paysFees =
    (sheet.takesMoneyOut && sheet.usable.known) ||
    own(onlySource(sheet), "available") !== undefined ||
    limits.some(({ measure }) => measure === "total");
  if (paysFees) readings.push(knownFees(sheet, "payer"));
  if (!sheet.takesMoneyOut && sheet.cap.known) readings.push(sheet.available);
  readings.push(knownFees(sheet, "payee"));
  return readings.filter((reading) => !reading.known);
}

/** Known where the fees that one side pays can be computed for any amount. */
function knownFees(sheet: Sheet, paidBy: "payer" | "payee"): Known<unknown> {
  const fees = sheet.feesOf(paidBy);
  if (fees === null) return sheet.feesAt(ZERO, paidBy);
  const unread = fees.filter((fee) => fee.problem !== undefined);
  return unread.length === 0 ? known(ZERO) : sheet.sumFees(unread, ZERO);
}
