import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

describe("strict JSON", () => {
  it("keeps every digit of a number", () => {
    expect(contextOf('{"transaction":{"amount":12345678901234567890.00},"balance":{"held":100.00}}')).toEqual({
      transaction: { amount: "12345678901234567890.00" },
      balance: { held: "100.00" },
    });
  });

  it.each([
    ["1e3", "1000"],
    ["1.50e1", "15.0"],
    ["15E-1", "1.5"],
    ["1e-3", "0.001"],
    ["12e-3", "0.012"],
    ["-0", "0"],
    ["-0.00", "0.00"],
    ["0e5", "0"],
    ["-1.5e2", "-150"],
    ["0.5e1", "5"],
    ["100e-2", "1.00"],
    ["1230e-1", "123.0"],
  ])("writes %s plainly as %s, without a repair", (written, plain) => {
    const reading = readTransaction(`{"transaction":{"amount":${written}}}`);
    expect(reading.transactions[0]?.context).toEqual({ transaction: { amount: plain } });
    expect(reading.repairs).toEqual([]);
  });

  it("never takes a number for a grouped one", () => {
    expect(contextOf('{"transaction":{"amount":10.000,"currency":"IDR"}}')).toEqual({
      transaction: { amount: "10.000", currency: "IDR" },
    });
  });

  it("gives number fields as numbers and unknown numbers as numbers where that is exact", () => {
    const text =
      '{"network":{"latencyMs":2e3,"lossRate":0.05},"extensions":{"a":1.50,"b":12345678901234567890,"c":-0}}';
    expect(contextOf(text)).toEqual({
      network: { latencyMs: 2000, lossRate: 0.05 },
      extensions: { a: 1.5, b: "12345678901234567890", c: 0 },
    });
  });

  it("gives a number field as a number whatever its digits, a text field every digit, and a number too large as a text", () => {
    const text =
      '{"network":{"latencyMs":-0,"lossRate":0.10000000000000000001},"failure":{"code":12345678901234567890},"extensions":{"a":100,"b":10.050,"c":1e400}}';
    expect(contextOf(text)).toEqual({
      network: { latencyMs: 0, lossRate: 0.1 },
      failure: { code: "12345678901234567890" },
      extensions: { a: 100, b: 10.05, c: `1${"0".repeat(400)}` },
    });
  });

  it("is a list of JSON texts too, and a text with every escape of JSON, without a repair", () => {
    const list = '[ "{\\"transaction\\":{\\"id\\":\\"x\\"}}" , true, false, null, 1 ]\n';
    expect(readTransaction(list)).toMatchObject({
      transactions: [{ context: { transaction: { id: "x" } } }],
      repairs: [],
    });
    const text = '{"transaction":{"id":"\\u0041\\u00e9\\/\\b\\f\\n\\r\\t\\"\\\\"}}';
    expect(readTransaction(text)).toMatchObject({
      transactions: [{ context: { transaction: { id: 'Aé/\b\f\n\r\t"\\' } } }],
      repairs: [],
    });
  });

  it("keeps null, unknown keys and the text of a message to the letter", () => {
    const context = {
      transaction: { amount: null, colour: "red" },
      failure: { message: "a\u200bb \u00a0“c”，\n" },
      zzz: [1],
    };
    const reading = readTransaction(JSON.stringify(context));
    expect(reading.transactions[0]?.context).toEqual(context);
    expect(reading.repairs).toEqual([]);
  });

  it("takes __proto__ and constructor for keys like any other", () => {
    const context = contextOf('{"transaction":{},"extensions":{"__proto__":{"polluted":1},"constructor":2}}') as {
      extensions: object;
    };
    expect(Object.keys(context.extensions)).toEqual(["__proto__", "constructor"]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(context.extensions)).toBe(Object.prototype);
  });

  it("reads an empty object as a failure about which nothing is known", () => {
    expect(readTransaction("{}").transactions).toEqual([{ context: {}, format: "txwhy", line: 1 }]);
  });
});

describe("the same key twice", () => {
  it.each([
    ['{"transaction":{"amount":5,"amount":6}}'],
    ['{"transaction":{"amount":5,"\\u0061mount":6}}'],
    ['{"transaction":{"amount":5,"amo\u200bunt":6}}'],
    ['{"transaction":{"amo\u200bunt":5,"amount":6}}'],
    ['{"transaction":{"amo\u200bunt":5,"am\u00adount":6}}'],
    ['{"transaction":{"amount":5,"amount":null}}'],
    ['{"transaction":{"amount":5,"amount":"5"}}'],
    ['{"transaction":{"amount":5},"transaction":{"amount":5,"id":"x"}}'],
    ['{transaction:{amount:5,"amount":6,}}'],
    ['{"transaction":{"amount":100,"amount":1}}'],
    ['{"transaction":{"amount":10.5,"amount":1.5}}'],
    ['{"transaction":{"amo\u200bunt":5,"am\u00adount":5,"amount":6}}'],
    ['{"transaction":{},"a":[1,2],"a":[1,3]}'],
    ['{"transaction":{},"a":[1],"a":[1,2]}'],
    ['{"transaction":{},"a":[],"a":{}}'],
    ['{"transaction":{},"a":"x","a":["x"]}'],
    ['{"transaction":{},"a":{},"a":"x"}'],
    ['{"transaction":{},"a":{"x":1,"y":2},"a":{"x":1,"y":3}}'],
    ['{"transaction":{},"a":{"x":1,"y":2},"a":{"x":1,"z":2}}'],
    ['{"transaction":{},"a":true,"a":false}'],
    ['{"transaction":{},"a":null,"a":false}'],
    ["transaction.amount=5&transaction[amount]=6"],
    ["transaction.amount,transaction.amount\n5,6"],
  ])("with two values is refused: %s", (text) => {
    expect(refusal(text).hint).toMatch(/second time/);
  });

  it.each([
    ['{"transaction":{"amount":5,"amount":5.00}}', "5"],
    ['{"transaction":{"amount":1e3,"amount":1000}}', "1000"],
    ['{"transaction":{"amo\u200bunt":5,"amount":5}}', "5"],
    ['{"transaction":{"amount":5},"transaction":{"amount":5}}', "5"],
    ['{"transaction":{"amount":5,"amo\u200bunt":5}}', "5"],
    ['{"transaction":{"amo\u200bunt":5,"am\u00adount":5,"amount":5}}', "5"],
    ['{"transaction":{"amount":1.50,"amount":1.5}}', "1.50"],
    ["transaction.amount=5&transaction[amount]=5", "5"],
  ])("with one value is one: %s", (text, amount) => {
    const { transactions, repairs } = readTransaction(text);
    expect(transactions[0]?.context).toEqual({ transaction: { amount } });
    expect(repairs).toEqual([]);
  });

  it.each(["true", "null", "[1,2]", '[[],{"x":[]}]', '{"x":1,"y":"z"}', '"x"'])("is one where both are %s", (value) => {
    expect(contextOf(`{"transaction":{},"a":${value},"a":${value}}`)).toEqual({
      transaction: {},
      a: JSON.parse(value),
    });
  });

  it("is one where what differs cannot be seen", () => {
    expect(contextOf('{"transaction":{"id":"x","id":"x\u200b"}}')).toEqual({ transaction: { id: "x" } });
  });

  it("is named, a long one by its start", () => {
    expect(refusal(`{"transaction":{"${"k".repeat(100)}":5,"${"k".repeat(100)}":6}}`).hint).toMatch(/^"k{60}" stands/);
  });
});

describe("sizes", () => {
  const nested = (levels: number): string => `{"extensions":{"a":${"[".repeat(levels - 2)}${"]".repeat(levels - 2)}}}`;
  const many = (entries: number): string => `{"extensions":{"a":[${Array(entries).fill(1).join(",")}]}}`;
  const amount = (digits: string): string => `{"transaction":{"amount":${digits}}}`;

  it.each([
    ["64 levels", nested(64), nested(65)],
    ["10,000 entries", many(10_000), many(10_001)],
    ["200 digits", amount("1".repeat(200)), amount("1".repeat(201))],
    ["200 digits with a point", amount(`0.${"1".repeat(199)}`), amount(`0.${"1".repeat(200)}`)],
    ["an exponent of 400", amount("1e400"), amount("1e401")],
    ["an exponent of -400", amount("1e-400"), amount("1e-401")],
    [
      "a text of 1 MiB",
      `{"extensions":{"a":"${"x".repeat(2 ** 20)}"}}`,
      `{"extensions":{"a":"${"x".repeat(2 ** 20 + 1)}"}}`,
    ],
  ])("allow %s and not one more", (_, within, beyond) => {
    expect(readTransaction(within).transactions).toHaveLength(1);
    expect(refusal(beyond).hint).not.toMatch(/no transaction/);
    // A tolerant reading has the same sizes.
    expect(
      refusal(beyond.replace('"extensions"', "extensions").replace('"transaction"', "transaction")).hint,
    ).not.toMatch(/no transaction/);
  });

  it("allow 200,000 values and not one more", () => {
    const lists = (count: number): string =>
      `{"extensions":{"a":[${Array(20)
        .fill(
          `[${Array(count / 20)
            .fill(1)
            .join(",")}]`,
        )
        .join(",")}]}}`;
    expect(readTransaction(lists(199_960)).transactions).toHaveLength(1);
    expect(refusal(lists(199_980)).hint).toMatch(/200000 values/);
  });

  it("count each value once, however the text has to be read", () => {
    const lists = `[${Array(12)
      .fill(`[${Array(9_999).fill(1).join(",")}]`)
      .join(",")}]`;
    expect(
      readTransaction(`{"transaction":{},"extensions":{"a":${lists}}}\n{"transaction":{}}`).transactions,
    ).toHaveLength(2);
  });

  it("allow 16 MiB and not one more", () => {
    const text = '{"transaction":{"amount":5}}';
    expect(contextOf(text.padEnd(16 * 2 ** 20))).toEqual({ transaction: { amount: "5" } });
    expect(refusal(text.padEnd(16 * 2 ** 20 + 1)).hint).toMatch(/16 MiB/);
  });
});
