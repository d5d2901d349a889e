import { describe, expect, it } from "vitest";
import { faultOf, type ValueKind } from "../../src/context/values.js";

const fits = (kind: ValueKind, value: unknown): boolean => faultOf(kind)(value) === null;

/** For each kind what fits it, and what does not. */
const KINDS: [kind: ValueKind, fitting: unknown[], faulty: unknown[]][] = [
  ["text", ["", " a"], [5, null]],
  ["word", ["", " a"], [5]],
  ["nonEmpty", ["a", " "], ["", 5]],
  ["name", ["a-b_2"], ["", "A", "a b", "a\n", 5]],
  [
    "money",
    ["0", "0.5", "125.50", 0, 12.5, 123_456_789_012_345, 1_234_567_890_123_450_000],
    ["-1", -1, "1,5", "01", "1.", ".5", "1e3", "+1", " 1", "", true, null],
  ],
  [
    "money",
    [0.000_123_456_789_012_345, -0],
    [1e21, 1e-7, 0.1234567890123456, 1_234_567_890_123_456, Number.NaN, Number.POSITIVE_INFINITY],
  ],
  ["money", ["1".repeat(200)], ["1".repeat(201)]],
  ["signedMoney", ["-1", -1, "-0.50", -12.5], ["--1", "-", "- 1"]],
  ["rate", ["0.006", 0.006], ["-0.006", "0.6 %"]],
  ["currency", ["USD", "usdt", "USDC.e", "1INCH", "A"], ["usd", "Eur", "", "-A", "US D", "A".repeat(21), 5]],
  [
    "time",
    ["2026-11-22T09:00:00Z", "2026-11-22T09:00:00+08:00"],
    ["2026-11-22", "2026-11-22T09:00:00", "2026-02-30T09:00:00Z", 5],
  ],
  [
    "month",
    ["2026-01", "2026-09", "2026-10", "2026-12"],
    ["2026-00", "2026-13", "2026-1", "26-01", "2026-01-01", "x2026-01", 5],
  ],
  [
    "day",
    ["2026-11-22", "2024-02-29"],
    ["2026-02-29", "2026-11-31", "2026-11-22T09:00:00Z", "x2026-11-22", "26-11-22", 5],
  ],
  [
    "clock",
    ["00:00", "09:59", "19:30", "23:00", "24:00"],
    ["24:01", "25:00", "9:00", "09:60", "09:00:00", "x09:00", 900],
  ],
  ["zone", ["Asia/Jakarta", "UTC"], ["Asia/Atlantis", "", 7]],
  ["duration", ["P1D", "PT1H30M"], ["1D", "P", "", 5]],
  ["flag", [true, false], ["true", 0, null]],
  ["object", [{}], [[], null, "a"]],
  ["list", [[]], [{}, "a"]],
  ["any", [null, undefined, 5, {}], []],
  [{ oneOf: ["online", "offline"] }, ["online", "offline"], ["Online", "", "on", 5, null]],
  [{ upTo: 1 }, [0, 0.5, 1], [-0.1, 1.1, "0.5", Number.NaN]],
  [{ least: 0, most: 3 }, [0, 3, 1], [-1, 4, 1.5, "1", Number.NaN]],
];

describe("a value", () => {
  it.each(KINDS.map(([kind, fitting, faulty]) => [JSON.stringify(kind), kind, fitting, faulty] as const))(
    "fits %s, or does not",
    (_, kind, fitting, faulty) => {
      expect(fitting.filter((value) => !fits(kind, value))).toEqual([]);
      expect(faulty.filter((value) => fits(kind, value))).toEqual([]);
    },
  );

  it.each<[ValueKind, unknown, string]>([
    ["money", 1e21, "not_a_decimal"],
    ["money", "1,5", "not_a_decimal"],
    ["money", true, "invalid_type"],
    ["money", "1".repeat(201), "too_large"],
    ["money", "-1", "negative"],
    ["currency", 5, "invalid_type"],
    ["currency", "usd", "invalid_currency"],
    ["nonEmpty", "", "invalid_value"],
    ["nonEmpty", 5, "invalid_type"],
    [{ oneOf: ["a"] }, 5, "invalid_type"],
    [{ oneOf: ["a"] }, "b", "invalid_value"],
  ])("of %j that is %j is told %s", (kind, value, code) => {
    expect(faultOf(kind)(value)?.code).toBe(code);
  });
});
