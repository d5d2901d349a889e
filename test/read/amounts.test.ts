import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { tried } from "../support/runs.js";
import { amountText, contextOf, refusal } from "./helpers.js";

const read = (amount: string, currency?: string, locale?: string, more: object = {}): unknown =>
  (
    contextOf(amountText(amount, currency, more), locale === undefined ? {} : { locale }) as {
      transaction: { amount: string };
    }
  ).transaction.amount;

describe("an amount in quotes", () => {
  it.each([
    ["125.50", "USD", "125.50"],
    ["-5", "USD", "-5"],
    ["0.500", "USD", "0.500"],
    ["1234.567", "USD", "1234.567"],
    ["1234.567", "IDR", "1234.567"],
    ["0.500", "IDR", "0.500"],
    ["1,500.00", "USD", "1500.00"],
    ["1.500,00", "EUR", "1500.00"],
    ["1.500.000", "IDR", "1500000"],
    ["1,500,000", "USD", "1500000"],
    ["1,50,000.00", "INR", "150000.00"],
    ["1,50,000", "INR", "150000"],
    ["12,34,56,789.10", "INR", "123456789.10"],
    ["1,500.000", "USD", "1500.000"],
    ["1500,5", "EUR", "1500.5"],
    ["0,500", "EUR", "0.500"],
    ["1 500,00", "EUR", "1500.00"],
    ["1\u202f500,00", "EUR", "1500.00"],
    ["1'500.00", "CHF", "1500.00"],
    ["1’500", "CHF", "1500"],
    ["$1,500.00", "USD", "1500.00"],
    ["US$5", "USD", "5"],
    ["5 US$", "USD", "5"],
    ["5 USD", "USD", "5"],
    ["usd 5.00", "USD", "5.00"],
    ["$5 USD", "USD", "5"],
    ["-$5", "USD", "-5"],
    ["$-5", "USD", "-5"],
    ["−5", "USD", "-5"],
    ["Rp10.000,-", "IDR", "10000"],
    ["Rp. 1.500.000", "IDR", "1500000"],
    ["￥1,500", "JPY", "1500"],
    ["100元", "CNY", "100"],
    ["５００", "CNY", "500"],
    ["１，５００．００", "CNY", "1500.00"],
    ["٥٠٠", "EGP", "500"],
    ["١٬٥٠٠٫٥٠", "EGP", "1500.50"],
    ["१,५०,०००", "INR", "150000"],
    ["𝟓𝟎", "USD", "50"],
    ["5\u200b00", "USD", "500"],
    [" 5.00 ", "USD", "5.00"],
    ["-0", "USD", "0"],
    ["5 USDT", "USDT", "5"],
    ["- 5", "USD", "-5"],
    ["$5", " usd ", "5"],
    ["10,500.-", "CHF", "10500"],
    ["1٫500", "EGP", "1.500"],
    ["123.456", "JPY", "123456"],
    ["-10.000", "JPY", "-10000"],
    [`0.${"1".repeat(199)}`, "USD", `0.${"1".repeat(199)}`],
  ])("%s in %s is %s", (text, currency, value) => {
    expect(read(text, currency)).toBe(value);
  });

  it.each([
    ["500rb", "IDR"],
    ["1,5jt", "IDR"],
    ["1万", "CNY"],
    ["五百", "CNY"],
    ["10k", "USD"],
    ["(500)", "USD"],
    ["5%", "USD"],
    ["1e3", "USD"],
    ["0x10", "USD"],
    ["+5", "USD"],
    ["--5", "USD"],
    ["5-", "USD"],
    ["007", "USD"],
    ["000000050000", "USD"],
    ["012.345", "USD"],
    [".5", "USD"],
    ["5.", "USD"],
    ["1,5,0", "USD"],
    ["1,500,00", "USD"],
    ["1.50.000", "USD"],
    ["15,00.00", "USD"],
    ["1.500,000.00", "USD"],
    ["1,500.00.00", "USD"],
    ["1 50", "USD"],
    ["1  500", "USD"],
    ["1_500", "USD"],
    ["1/2", "USD"],
    ["about 5", "USD"],
    ["5 or 6", "USD"],
    ["", "USD"],
    ["NaN", "USD"],
    ["€5", "USD"],
    ["5 EUR", "USD"],
    ["$5", undefined],
    ["5 USDX", "USD"],
    ["5 xUSD", "USD"],
    ["1".repeat(201), "USD"],
    [`0.${"1".repeat(200)}`, "USD"],
    ["1".repeat(700), "USD"],
    ["1,5000,000", "USD"],
    ["12345,000,000", "USD"],
    ["1,500.00 5", "USD"],
    ["10,500,-", "EUR"],
    ["5,-5", "EUR"],
    ["x5,-", "EUR"],
    ["1,234,50,000", "INR"],
    ["1,50,23,0000", "INR"],
    ["1,50,3,000", "INR"],
    ["501,50,000", "INR"],
    ["1٫500٫500", "EGP"],
    ["1٫500,50", "EGP"],
  ])("%s in %s is refused, not guessed", (text, currency) => {
    expect(refusal(amountText(text, currency)).hint).toMatch(/not an amount/);
  });

  it("is shown by its start where it is long, with where it stands, and asked for its currency where that is missing", () => {
    expect(refusal(amountText("x".repeat(60), "USD")).hint).toMatch(
      /^"x{40}…" at \/transaction\/amount is not an amount that can be read without guessing; write it as in 125.50$/,
    );
    expect(refusal(amountText("x".repeat(40), "USD")).hint).toMatch(/^"x{40}" at/);
    for (const currency of [undefined, " "]) {
      expect(refusal(amountText("$5", currency)).hint).toMatch(/give its currency$/);
    }
  });

  it("goes by the currency of its object, however that is spelt", () => {
    const text =
      '{"transaction":{"amount":"$5","curr\u200bency":"USD"},"balance":{"available":"$6"," currency ":"AUD"}}';
    expect(contextOf(text)).toEqual({
      transaction: { amount: "5", currency: "USD" },
      balance: { available: "6", currency: "AUD" },
    });
    expect(contextOf('{"trans\u200baction":{"amount":"10.000","currency":"COIN","exponent":3}}')).toMatchObject({
      transaction: { amount: "10.000" },
    });
  });

  it("is read by the same rules wherever an amount may stand", () => {
    const text = JSON.stringify({
      transaction: { amount: "5", currency: "IDR" },
      fees: [{ flat: "Rp 2.500", rate: "0.007", bands: [{ upTo: "1.000.000", flat: "2.500" }] }],
      fundingSources: [{ available: "1.500", fees: [{ max: "6.500" }] }],
      payee: { balance: { cap: "20.000" } },
      history: [{ amount: "7.500" }],
    });
    expect(contextOf(text)).toEqual({
      transaction: { amount: "5", currency: "IDR" },
      fees: [{ flat: "2500", rate: "0.007", bands: [{ upTo: "1000000", flat: "2500" }] }],
      fundingSources: [{ available: "1500", fees: [{ max: "6500" }] }],
      payee: { balance: { cap: "20000" } },
      history: [{ amount: "7500" }],
    });
  });

  it("leaves what looks like an amount in a text or an unknown field alone", () => {
    const context = {
      transaction: { id: "1,500.00", note: "10.000" },
      failure: { code: "05" },
      extensions: { a: "1,500.00" },
    };
    expect(contextOf(JSON.stringify(context))).toEqual(context);
  });

  it("is logged where its text starts", () => {
    const { repairs } = readTransaction('{\n "transaction":{"amount" : "1,500.00"}}');
    expect(repairs).toEqual([{ line: 2, column: 29, was: "1,500.00", now: "1500.00", kind: "text" }]);
  });

  it("comes back from any grouping of any amount", () => {
    const styles = [
      [",", "."],
      [".", ","],
      [" ", ","],
      ["'", "."],
    ] as const;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(...styles),
        (whole, cents, [group, point]) => {
          const plain = `${whole}.${String(cents).padStart(2, "0")}`;
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group) + point + plain.slice(-2);
          expect(read(grouped, "USD")).toBe(plain);
        },
      ),
      tried(200),
    );
  });
});

describe("one separator and exactly three digits", () => {
  it.each([
    ["JPY", "10000"],
    ["VND", "10000"],
    ["IDR", "10000"],
    ["COP", "10000"],
    ["IRR", "10000"],
    ["KWD", "10.000"],
    ["BHD", "10.000"],
  ])("is settled first by the currency: %s", (currency, value) => {
    expect(read("10.000", currency)).toBe(value);
    expect(read("10,000", currency)).toBe(value);
    // Nothing after it in the order changes that.
    expect(read("10.000", currency, "en", { balance: { available: "1,000.50" } })).toBe(value);
    expect(read("10.000", currency, "de")).toBe(value);
  });

  it("is settled by a given exponent before that of the currency", () => {
    expect(contextOf('{"transaction":{"amount":"10.000","currency":"POINTS","exponent":0}}')).toMatchObject({
      transaction: { amount: "10000" },
    });
    expect(contextOf('{"transaction":{"amount":"10.000","currency":"COIN","exponent":3}}')).toMatchObject({
      transaction: { amount: "10.000" },
    });
  });

  it.each([
    ["10.000", "de", "10000"],
    ["10,000", "de", "10.000"],
    ["10.000", "id-ID", "10000"],
    ["10.000", "en-US", "10.000"],
    ["10,000", "en", "10000"],
    ["10,000", "zh-CN", "10000"],
    ["10,000", "fr-FR", "10.000"],
    ["10.000", "es-AR", "10000"],
    ["10.000", "es-MX", "10.000"],
    ["10.000", "pt_BR", "10000"],
    ["10.000", "zh-Hans-CN", "10.000"],
  ])("is settled then by the locale: %s in %s", (text, locale, value) => {
    expect(read(text, "USD", locale)).toBe(value);
    const other = { balance: { available: value.includes(".") === text.includes(".") ? "1.500,00" : "1,500.00" } };
    expect(read(text, "USD", locale, other)).toBe(value);
  });

  it.each([
    ["10.000", { available: "1,500.00" }, "10.000"],
    ["10.000", { available: "12.50" }, "10.000"],
    ["10.000", { available: "1.500,00" }, "10000"],
    ["10.000", { available: "12,50" }, "10000"],
    ["10.000", { available: "1.500.000" }, "10000"],
    ["10.000", { available: "1,500,000" }, "10.000"],
    ["10,000", { available: "1234.567" }, "10000"],
    ["10,000", { available: "0.500" }, "10000"],
  ])("is settled then by another amount of the transaction: %s beside %o", (text, balance, value) => {
    expect(read(text, "USD", undefined, { balance })).toBe(value);
    // A locale that uses this separator for nothing, or is not known, leaves it to the other amount.
    expect(read(text, "USD", "xx", { balance })).toBe(value);
  });

  it.each([
    ["nothing else", {}],
    ["a JSON number", { balance: { available: 12.5 } }],
    ["an amount without a separator", { balance: { available: "12" } }],
    ["another ambiguous one", { balance: { available: "20.000" } }],
    ["amounts that contradict each other", { balance: { available: "12.50", held: "12,50" } }],
    ["a rate", { fees: [{ rate: "0.006" }] }],
  ])("stays undecided beside %s", (_, more) => {
    const { hint, line, column } = refusal(amountText("10.000", "USD", more));
    expect(hint).toContain("10000");
    expect(hint).toContain("10.000");
    expect({ line, column }).toEqual({ line: 1, column: 26 });
  });

  it.each([
    [" 10.000 ", '"10.000" can be 10000 or 10.000; write 10000 or 10.00, or name the locale'],
    ["123.456", '"123.456" can be 123456 or 123.456; write 123456 or 123.4560, or name the locale'],
    ["-123,456", '"-123,456" can be -123456 or -123.456; write -123456 or -123.4560, or name the locale'],
  ])("tells both readings of %s and how to write either", (text, hint) => {
    expect(refusal(amountText(text, "USD")).hint).toBe(hint);
  });

  it("is not settled by a locale that uses the separator for nothing", () => {
    expect(refusal(amountText("10.000", "USD"), { locale: "fr-FR" }).hint).toMatch(/10000 or 10\.000/);
  });

  it("is not settled by a space or an apostrophe, which leaves either to be the decimal separator", () => {
    for (const available of ["1 500", "1'500"]) {
      expect(refusal(amountText("10.000", "USD", { balance: { available } })).hint).toMatch(/10000 or 10\.000/);
    }
  });

  it("is not settled by an amount of another transaction", () => {
    expect(refusal(`${amountText("12.50", "USD")}\n${amountText("10.000", "USD")}`).line).toBe(2);
  });

  it("is settled by the currency of its own object", () => {
    const text = JSON.stringify({
      transaction: { amount: "5.00", currency: "USD" },
      balance: { available: "10.000", currency: "JPY" },
    });
    expect(contextOf(text)).toMatchObject({ balance: { available: "10000" } });
  });

  it("is left out with a warning where it is not the transaction's amount", () => {
    const reading = readTransaction(
      '{"transaction":{"amount":5,"currency":"USD"},\n"limits":[{"max":"10.000","used":"1"}]}',
    );
    expect(reading.transactions[0]?.context).toEqual({
      transaction: { amount: "5", currency: "USD" },
      limits: [{ used: "1" }],
    });
    expect(reading.warnings).toEqual([
      {
        path: "/limits/0/max",
        code: "amount_ambiguous",
        message: expect.stringMatching(/10000 or 10\.000/),
        params: { text: "10.000", grouped: "10000", decimal: "10.000", plainly: "10.00" },
        line: 2,
      },
    ]);
  });

  it("has its decimal point in a rate, whatever the currency", () => {
    const rate = (text: string) => contextOf(amountText("5", "IDR", { fees: [{ rate: text }] }));
    expect(rate("1.500")).toMatchObject({ fees: [{ rate: "1.500" }] });
    expect(rate("0,006")).toMatchObject({ fees: [{ rate: "0.006" }] });
    expect(rate("1,500")).toEqual({ transaction: { amount: "5", currency: "IDR" }, fees: [{}] });
  });
});
