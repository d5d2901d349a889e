import { Decimal as DecimalJs } from "decimal.js";
import type { Money } from "./assessment.js";
import { Bounded } from "./cache.js";

/**
 * Exact decimals. A clone of our own, so that nobody's settings reach ours: the default rounds at 20 digits. Sums and products of the
 * amounts a context may carry stay below 1000 digits, so nothing here is ever rounded but by `roundHalfUp`.
 */
const Exact = DecimalJs.clone({ precision: 1000, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = InstanceType<typeof Exact>;

export const ZERO: Decimal = new Exact(0);
const DECIMAL_TEXT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The decimal a string in plain notation stands for. The caller has checked the notation with `isDecimalText`. */
export const decimal = (text: string | number): Decimal => parsed.get(text, parse);

/** The same texts come again with every remedy that is checked; decimals never change. */
const parsed = new Bounded<string | number, Decimal>(4000);
/** Zero has no sign. */
function parse(text: string | number): Decimal {
  const value = new Exact(text);
  return value.isZero() ? ZERO : value;
}

/** Plain notation in major units: no exponent, plus sign, spaces or grouping. */
export function isDecimalText(text: string): boolean {
  return DECIMAL_TEXT.test(text);
}

export const max = (a: Decimal, b: Decimal): Decimal => (compare(a, b) < 0 ? b : a);
export const min = (a: Decimal, b: Decimal): Decimal => (compare(b, a) < 0 ? b : a);

/** As `cmp` does, which copies one of the two first: comparing is most of what is done with amounts. */
export function compare(a: Decimal, b: Decimal): number {
  const x = a.d as readonly number[] | null;
  const y = b.d as readonly number[] | null;
  // Without an end.
  if (x === null || y === null) return a.cmp(b);
  const isZero = x[0] === 0;
  const isOtherZero = y[0] === 0;
  if (isZero || isOtherZero) return isZero ? (isOtherZero ? 0 : -b.s) : a.s;
  if (a.s !== b.s) return a.s;
  if (a.e !== b.e) return a.e > b.e ? a.s : -a.s;
  // Digits stand in groups counted from the point, and none of them ends in an empty group.
  for (let i = 0; i < x.length && i < y.length; i++) {
    const difference = (x[i] as number) - (y[i] as number);
    if (difference !== 0) return difference > 0 ? a.s : -a.s;
  }
  return x.length === y.length ? 0 : x.length > y.length ? a.s : -a.s;
}

/** Digits after the point, not counting trailing zeros. */
export const fractionDigits = (value: Decimal): number => value.decimalPlaces();

/** Rounded half up to the currency's minor unit. */
export const roundHalfUp = (value: Decimal, exponent: number): Decimal =>
  value.toDecimalPlaces(exponent, DecimalJs.ROUND_HALF_UP);
export const roundUp = (value: Decimal, exponent: number): Decimal =>
  value.toDecimalPlaces(exponent, DecimalJs.ROUND_CEIL);
export const roundDown = (value: Decimal, exponent: number): Decimal =>
  value.toDecimalPlaces(exponent, DecimalJs.ROUND_FLOOR);

/** One minor unit in major units: 0.01 for two digits. */
export const minorUnit = (exponent: number): Decimal => units.get(exponent, powerOfTen);
const units = new Bounded<number, Decimal>(100);
const powerOfTen = (exponent: number): Decimal => new Exact(`1e${-exponent}`);

/** Plain text with at least the currency's digits, and more where the value has more: no digit is ever rounded away. */
export function moneyText(value: Decimal, exponent: number): string {
  const text = value.toString();
  if (exponent === 0) return text;
  const point = text.indexOf(".");
  return point < 0 ? `${text}.${"0".repeat(exponent)}` : text.padEnd(point + 1 + exponent, "0");
}

/** An amount as the answer shows it, with at least the currency's digits. */
export const moneyOf = (value: Decimal, exponent: number, currency: string): Money => ({
  value: moneyText(value, exponent),
  currency,
});

/** A fee as the arithmetic needs it: own values parsed, nothing about parties. */
export interface FeeTerms {
  flat?: Decimal | undefined;
  rate?: Decimal | undefined;
  min?: Decimal | undefined;
  max?: Decimal | undefined;
  freeAllowance?: Decimal | undefined;
  /** By rising edges, as `reachable` leaves them. */
  bands?: readonly Band[] | undefined;
}
/** What a fee is up to an amount; without an edge, from the band before on. */
export interface Band {
  upTo?: Decimal | undefined;
  flat?: Decimal | undefined;
  rate?: Decimal | undefined;
}

/** The first band that an amount fits counts: without those that none comes to, which the ones before them take in. */
export function reachable(bands: readonly Band[]): Band[] {
  const kept: Band[] = [];
  for (const band of bands) {
    const last = kept.at(-1);
    if (last !== undefined && last.upTo === undefined) break;
    if (last?.upTo === undefined || band.upTo === undefined || compare(band.upTo, last.upTo) > 0) kept.push(band);
  }
  return kept;
}

/** The band that an amount lies in; undefined where it is over the last edge. */
export function bandAt(bands: readonly Band[], amount: Decimal): Band | undefined {
  let [from, to] = [0, bands.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const edge = bands[middle]?.upTo;
    if (edge === undefined || compare(amount, edge) <= 0) to = middle;
    else from = middle + 1;
  }
  return bands[from];
}

/**
 * One fee on an amount: clamp(flat + rate × charged part, min, max), rounded half up to the minor unit. Above a free allowance only the
 * part over it is charged, and nothing over it costs nothing. A band, chosen by the whole amount, stands in place of flat and rate.
 * Undefined when no band fits.
 */
export function feeOn(amount: Decimal, fee: FeeTerms, exponent: number): Decimal | undefined {
  let charged = amount;
  if (fee.freeAllowance !== undefined) {
    charged = amount.minus(fee.freeAllowance);
    if (!charged.gt(0)) return ZERO;
  }
  let { flat, rate } = fee;
  if (fee.bands !== undefined) {
    const band = bandAt(fee.bands, amount);
    if (band === undefined) return undefined;
    flat = band.flat;
    rate = band.rate;
  }
  let value = flat ?? ZERO;
  if (rate !== undefined) value = value.plus(charged.times(rate));
  if (fee.min !== undefined) value = max(value, fee.min);
  if (fee.max !== undefined) value = min(value, fee.max);
  return roundHalfUp(value, exponent);
}

/** All fees on an amount; undefined when one of them is. */
export function feesOn(amount: Decimal, fees: readonly FeeTerms[], exponent: number): Decimal | undefined {
  let sum = ZERO;
  for (const fee of fees) {
    const one = feeOn(amount, fee, exponent);
    if (one === undefined) return undefined;
    sum = sum.plus(one);
  }
  return sum;
}

/** Amounts at which some fee jumps: the edges of its bands. Between two of them every fee only rises with the amount. */
export function feeEdges(fees: readonly FeeTerms[]): Decimal[] {
  return fees.flatMap((fee) => (fee.bands ?? []).flatMap((band) => (band.upTo === undefined ? [] : [band.upTo])));
}
