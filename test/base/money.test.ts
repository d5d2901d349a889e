import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoExponent } from "../../src/base/currencies.js";
import {
  compare,
  decimal,
  type FeeTerms,
  feeOn,
  feesOn,
  fractionDigits,
  isDecimalText,
  minorUnit,
  moneyText,
  reachable,
  roundDown,
  roundHalfUp,
  roundUp,
} from "../../src/base/money.js";
import { tried } from "../support/runs.js";

const RUNS = tried(300);

/** An exact fraction of two whole numbers, the lower one positive: a second way to count. */
interface Ratio {
  n: bigint;
  d: bigint;
}
const ratio = (text: string): Ratio => {
  const [whole = "", part = ""] = text.replace("-", "").split(".");
  const n = BigInt(whole + part);
  return { n: text.startsWith("-") ? -n : n, d: 10n ** BigInt(part.length) };
};
const add = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
const minus = (a: Ratio, b: Ratio): Ratio => add(a, { n: -b.n, d: b.d });
const less = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d;
const halfUp = ({ n, d }: Ratio, exponent: number): bigint => {
  const scaled = n * 10n ** BigInt(exponent) * 2n + d;
  return scaled / (2n * d);
};
const plain = (units: bigint, exponent: number): string => {
  const digits = String(units).padStart(exponent + 1, "0");
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
};

interface Terms {
  flat?: string;
  rate?: string;
  min?: string;
  max?: string;
  freeAllowance?: string;
  bands?: { upTo?: string; flat?: string; rate?: string }[];
}
function expectedFee(amount: string, fee: Terms, exponent: number): string | undefined {
  const whole = ratio(amount);
  let charged = whole;
  if (fee.freeAllowance !== undefined) {
    charged = minus(whole, ratio(fee.freeAllowance));
    if (charged.n <= 0n) return plain(0n, exponent);
  }
  let { flat, rate } = fee;
  if (fee.bands !== undefined) {
    const band = fee.bands.find(({ upTo }) => upTo === undefined || !less(ratio(upTo), whole));
    if (band === undefined) return undefined;
    flat = band.flat;
    rate = band.rate;
  }
  let value = ratio(flat ?? "0");
  if (rate !== undefined) value = add(value, times(ratio(rate), charged));
  if (fee.min !== undefined && less(value, ratio(fee.min))) value = ratio(fee.min);
  if (fee.max !== undefined && less(ratio(fee.max), value)) value = ratio(fee.max);
  return plain(halfUp(value, exponent), exponent);
}

const number = (text: string | undefined) => (text === undefined ? undefined : decimal(text));
const terms = (fee: Terms): FeeTerms => ({
  flat: number(fee.flat),
  rate: number(fee.rate),
  min: number(fee.min),
  max: number(fee.max),
  freeAllowance: number(fee.freeAllowance),
  bands:
    fee.bands &&
    reachable(
      fee.bands.map(({ upTo, flat, rate }) => ({ upTo: number(upTo), flat: number(flat), rate: number(rate) })),
    ),
});
const found = (amount: string, fee: Terms, exponent: number): string | undefined => {
  const value = feeOn(decimal(amount), terms(fee), exponent);
  return value === undefined ? undefined : moneyText(value, exponent);
};

const amounts = fc.oneof(
  fc.tuple(fc.nat(100_000), fc.nat(9999)).map(([whole, part]) => `${whole}.${String(part).padStart(4, "0")}`),
  fc.nat(2000).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
);
const rates = fc.nat(30_000).map((n) => `${Math.floor(n / 20_000)}.${String(n % 20_000).padStart(5, "0")}`);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const feeTerms: fc.Arbitrary<Terms> = fc
  .record({
    flat: optional(amounts),
    rate: optional(rates),
    min: optional(amounts),
    max: optional(amounts),
    freeAllowance: optional(amounts),
    bands: optional(
      fc.array(fc.record({ upTo: optional(amounts), flat: optional(amounts), rate: optional(rates) }), {
        maxLength: 8,
      }),
    ),
  })
  .map((fee) => JSON.parse(JSON.stringify(fee)) as Terms);

describe("a fee", () => {
  test("has the first of its bands that fits, in whatever order they are listed", () => {
    const bands = ["10", "7", "20", "15", "20", undefined, "30"].map((upTo, i) => ({
      flat: `${i + 1}`,
      ...(upTo && { upTo }),
    }));
    const flats = ["7", "8", "10", "12", "18", "20", "25", "40"].map((amount) => found(amount, { bands }, 0));
    expect(flats).toEqual(["1", "1", "1", "3", "3", "3", "6", "6"]);
  });

  test("is what exact fractions give, whatever its terms", () => {
    fc.assert(
      fc.property(amounts, feeTerms, fc.constantFrom(0, 2, 3, 8, 18), (amount, fee, exponent) => {
        expect(found(amount, fee, exponent)).toBe(expectedFee(amount, fee, exponent));
      }),
      RUNS,
    );
  });

  test.each<[string, string, Terms, number, string | undefined]>([
    ["flat", "200.00", { flat: "0.50" }, 2, "0.50"],
    ["a rate", "120.00", { rate: "0.006" }, 2, "0.72"],
    ["flat and a rate", "120.00", { flat: "0.30", rate: "0.029" }, 2, "3.78"],
    ["half a minor unit rounds up", "0.50", { rate: "0.01" }, 2, "0.01"],
    ["just under half rounds down", "0.49", { rate: "0.01" }, 2, "0.00"],
    ["half a unit of a currency without decimals", "50", { rate: "0.01" }, 0, "1"],
    ["half a unit with three decimals", "0.050", { rate: "0.01" }, 3, "0.001"],
    ["no float: 1.005 is 1.01", "1.00", { flat: "0.005", rate: "1" }, 2, "1.01"],
    ["no float: 0.1 + 0.2", "0.2", { flat: "0.1", rate: "1" }, 2, "0.30"],
    ["at its least", "1.00", { rate: "0.006", min: "0.10" }, 2, "0.10"],
    ["at its most", "1000.00", { rate: "0.006", max: "5.00" }, 2, "5.00"],
    ["digits of different count are compared as numbers", "1000.00", { rate: "0.01", min: "9.50" }, 2, "10.00"],
    ["a free allowance charges what lies above it", "1200.00", { rate: "0.001", freeAllowance: "1000.00" }, 2, "0.20"],
    [
      "with nothing above the allowance nothing is charged, flat and min included",
      "1000.00",
      { flat: "1.00", min: "0.10", freeAllowance: "1000.00" },
      2,
      "0.00",
    ],
    [
      "a minor unit above the allowance the least fee is due",
      "1000.01",
      { rate: "0.001", min: "0.10", freeAllowance: "1000.00" },
      2,
      "0.10",
    ],
    ["a band holds to its edge", "100.00", { bands: [{ upTo: "100.00", flat: "1" }, { flat: "2" }] }, 2, "1.00"],
    ["a band ends after its edge", "100.01", { bands: [{ upTo: "100.00", flat: "1" }, { flat: "2" }] }, 2, "2.00"],
    [
      "the first band that fits is taken",
      "5.00",
      {
        bands: [
          { upTo: "10", flat: "1" },
          { upTo: "7", flat: "2" },
        ],
      },
      2,
      "1.00",
    ],
    ["a band stands in place of flat and rate", "5.00", { flat: "9", rate: "1", bands: [{ upTo: "10" }] }, 2, "0.00"],
    ["min and max still clamp a band", "5.00", { min: "0.40", bands: [{ upTo: "10", flat: "0.10" }] }, 2, "0.40"],
    ["no band fits", "10.01", { flat: "1", bands: [{ upTo: "10", flat: "0.10" }] }, 2, undefined],
    [
      "a band is chosen by the whole amount, also above an allowance",
      "150.00",
      { freeAllowance: "100.00", bands: [{ upTo: "100", rate: "0.5" }, { rate: "0.1" }] },
      2,
      "5.00",
    ],
    [
      "not fitting a band matters not below the allowance",
      "5",
      { freeAllowance: "9", bands: [{ upTo: "1" }] },
      2,
      "0.00",
    ],
  ])("%s", (_, amount, fee, exponent, expected) => {
    expect(found(amount, fee, exponent)).toBe(expected);
    expect(expectedFee(amount, fee, exponent)).toBe(expected);
  });

  test("of several each is rounded by itself", () => {
    const one = terms({ rate: "0.005" });
    expect(moneyText(feesOn(decimal("1.00"), [one, one], 2) ?? decimal("0"), 2)).toBe("0.02");
    expect(feesOn(decimal("1.00"), [one, terms({ bands: [] })], 2)).toBeUndefined();
    expect(moneyText(feesOn(decimal("1.00"), [], 2) ?? decimal("9"), 2)).toBe("0.00");
  });
});

describe("a decimal", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 60 });
  const decimals = fc.tuple(fc.boolean(), digits, optional(digits)).map(([negative, whole, part]) => {
    const head = whole.replace(/^0+(?=\d)/, "");
    return `${negative ? "-" : ""}${head}${part === undefined ? "" : `.${part}`}`;
  });

  test("keeps every digit through sums and products", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const exact = (text: string): string => {
          const { n, d } = ratio(text);
          const size = String(d).length - 1;
          const out = plain(n < 0n ? -n : n, size);
          const trimmed = out.includes(".") ? out.replace(/\.?0+$/, "") : out;
          return `${n < 0n ? "-" : ""}${trimmed}`;
        };
        const text = ({ n, d }: Ratio): string => {
          const size = String(d).length - 1;
          const out = plain(n < 0n ? -n : n, size);
          const trimmed = out.includes(".") ? out.replace(/\.?0+$/, "") : out;
          return `${n < 0n ? "-" : ""}${trimmed}`;
        };
        expect(decimal(a).toFixed()).toBe(exact(a));
        expect(decimal(a).plus(decimal(b)).toFixed().replace(/^-0$/, "0")).toBe(text(add(ratio(a), ratio(b))));
        expect(decimal(a).times(decimal(b)).toFixed().replace(/^-0$/, "0")).toBe(text(times(ratio(a), ratio(b))));
      }),
      RUNS,
    );
  });

  test("are compared by what they come to, near ones and zeros too", () => {
    const digit = fc.constantFrom("1", "0.1", "0.0000001", "10000000");
    fc.assert(
      fc.property(decimals, decimals, digit, (a, b, step) => {
        const [x, y, by] = [decimal(a), decimal(b), decimal(step)];
        const nothing = x.minus(x).times(y);
        for (const [left, right] of [
          [x, y],
          [x, x.plus(by)],
          [x, x.minus(by)],
          [x, x.plus(by).minus(by)],
        ] as const) {
          const order = less(ratio(left.toFixed()), ratio(right.toFixed()))
            ? -1
            : left.toFixed() === right.toFixed()
              ? 0
              : 1;
          expect(Math.sign(compare(left, right))).toBe(order);
          expect(Math.sign(compare(right, left)) + order).toBe(0);
        }
        expect(Math.sign(compare(nothing, x)) + Math.sign(x.isZero() ? 0 : x.s)).toBe(0);
        expect(compare(nothing, nothing.negated()) + 0).toBe(0);
        const endless = decimal(Number.POSITIVE_INFINITY);
        expect([compare(x, endless), compare(endless, x), compare(endless.negated(), x)]).toEqual([-1, 1, -1]);
      }),
      RUNS,
    );
  });

  test("rounds to the minor unit as its name says", () => {
    fc.assert(
      fc.property(
        decimals.map((text) => text.replace("-", "")),
        fc.integer({ min: 0, max: 20 }),
        (text, exponent) => {
          const { n, d } = ratio(text);
          const scale = 10n ** BigInt(exponent);
          expect(moneyText(roundDown(decimal(text), exponent), exponent)).toBe(plain((n * scale) / d, exponent));
          expect(moneyText(roundUp(decimal(text), exponent), exponent)).toBe(plain((n * scale + d - 1n) / d, exponent));
          expect(moneyText(roundHalfUp(decimal(text), exponent), exponent)).toBe(
            plain(halfUp({ n, d }, exponent), exponent),
          );
        },
      ),
      RUNS,
    );
  });

  test.each(["0", "-0", "0.00", "-0.000"])("%s is zero without a sign", (text) => {
    expect(decimal(text).isNegative()).toBe(false);
    expect(moneyText(decimal(text), 2)).toBe("0.00");
  });

  test.each(["0", "-0", "1", "-1", "10.50", "0.000", "123456789012345678901234567890.1"])("%s is plain", (text) => {
    expect(isDecimalText(text)).toBe(true);
  });
  test.each(
    "|+1|01|00|1.|.5|-.5|1e5|1E5|0x10|0b1|1_000|1,000|NaN|Infinity|-Infinity| 1|1 |1\n|--1|1.2.3|１|٣|1-|-|−1|null".split(
      "|",
    ),
  )("%j is not", (text) => {
    expect(isDecimalText(text)).toBe(false);
  });

  test("shows at least the currency's digits and never fewer than it has", () => {
    expect(moneyText(decimal("5"), 2)).toBe("5.00");
    expect(moneyText(decimal("5.1234"), 2)).toBe("5.1234");
    expect(moneyText(decimal("1000000000000000000000"), 0)).toBe("1000000000000000000000");
    expect(moneyText(decimal("0.000000000000000001"), 2)).toBe("0.000000000000000001");
  });

  test("counts digits without trailing zeros", () => {
    expect(["1.10", "1.100", "1", "0.001"].map((text) => fractionDigits(decimal(text)))).toEqual([1, 1, 0, 3]);
  });
});

describe("a currency", () => {
  test.each([
    ["USD", 2],
    ["IDR", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["VND", 0],
    ["KWD", 3],
    ["BHD", 3],
    ["CLF", 4],
    ["UYW", 4],
  ])("%s has %i digits", (code, digits) => {
    expect(isoExponent(code)).toBe(digits);
    expect(moneyText(minorUnit(digits), digits)).toBe(digits === 0 ? "1" : `0.${"1".padStart(digits, "0")}`);
  });
  test.each(["USDT", "BTC", "XXX", "XAU", "usd", "", "constructor", "__proto__", "toString"])(
    "%j is not of ISO 4217",
    (code) => {
      expect(isoExponent(code)).toBeUndefined();
    },
  );
});
