import { Decimal as DecimalJs } from "decimal.js";
import type { Money } from "./assessment.js";

/**
 * Exact decimals, on a private clone of decimal.js: its default rounds at 20 digits, and other code may change the shared settings. Sums
 * and products of the amounts in a context stay below 1,000 digits, so only the rounding functions below round.
 */
const Exact = DecimalJs.clone({ precision: 1000, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = InstanceType<typeof Exact>;

export const ZERO: Decimal = new Exact(0);
const DECIMAL_TEXT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The decimal of a text in plain notation, which the caller has checked with `isDecimalText`. Zero has no sign. */
export function decimal(text: string | number): Decimal {
  const value = new Exact(text);
  return value.isZero() ? ZERO : value;
}

/** Plain notation in major units: no exponent, plus sign, spaces or grouping. */
export function isDecimalText(text: string): boolean {
  return DECIMAL_TEXT.test(text);
}

export const max = (a: Decimal, b: Decimal): Decimal => (compare(a, b) < 0 ? b : a);
export const min = (a: Decimal, b: Decimal): Decimal => (compare(b, a) < 0 ? b : a);

/** Negative, zero or positive as a is below, equal to or above b. */
export const compare = (a: Decimal, b: Decimal): number => a.cmp(b);

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
export const minorUnit = (exponent: number): Decimal => UNITS[exponent] ?? new Exact(`1e${-exponent}`);
/** For the exponents that a context may have. */
const UNITS: readonly Decimal[] = Array.from({ length: 31 }, (_, exponent) => new Exact(`1e${-exponent}`));

/** Plain text with at least the digits of the currency, and more when the value has more: nothing is rounded. */
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

/** The numbers of a fee, parsed. */
export interface FeeTerms {
  flat?: Decimal | undefined;
  rate?: Decimal | undefined;
  min?: Decimal | undefined;
  max?: Decimal | undefined;
  freeAllowance?: Decimal | undefined;
  /** By rising upper ends, as `reachable` returns them. */
  bands?: readonly Band[] | undefined;
}
/** The fee for amounts up to `upTo`; without it, for all amounts above the previous band. */
export interface Band {
  upTo?: Decimal | undefined;
  flat?: Decimal | undefined;
  rate?: Decimal | undefined;
}

/** The bands that some amount uses. An amount uses the first band it fits, so a band below an earlier one is never reached. */
export function reachable(bands: readonly Band[]): Band[] {
  const kept: Band[] = [];
  for (const band of bands) {
    const last = kept.at(-1);
    if (last !== undefined && last.upTo === undefined) break;
    if (last?.upTo === undefined || band.upTo === undefined || compare(band.upTo, last.upTo) > 0) kept.push(band);
  }
  return kept;
}

/** The band of an amount; undefined above the last band. */
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
 * One fee on an amount: clamp(flat + rate × charged part, min, max), rounded half up to the minor unit. With a free allowance only the part
 * above it is charged, and an amount within it costs nothing. A band, chosen by the whole amount, replaces flat and rate. Undefined when
 * no band fits.
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

/** The sum of all fees on an amount; undefined when one of them is. */
export function feesOn(amount: Decimal, fees: readonly FeeTerms[], exponent: number): Decimal | undefined {
  let sum = ZERO;
  for (const fee of fees) {
    const one = feeOn(amount, fee, exponent);
    if (one === undefined) return undefined;
    sum = sum.plus(one);
  }
  return sum;
}

/** The amounts at which a fee may jump: the upper ends of its bands. Between two of them every fee only rises with the amount. */
export function feeEdges(fees: readonly FeeTerms[]): Decimal[] {
  return fees.flatMap((fee) => (fee.bands ?? []).flatMap((band) => (band.upTo === undefined ? [] : [band.upTo])));
}
