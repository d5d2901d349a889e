import { describe, expect, it } from "vitest";
import { amountText, echoOf, fieldAmount } from "../../src/web/amounts.js";
import { answerOf } from "../../src/web/answers.js";
import type { Input } from "../../src/web/protocol.js";
import { seenIn } from "../../src/web/seen.js";
import { english } from "./page-languages.js";

const money: Input = { kind: "money" };
const amount: Input = { kind: "amount" };

describe("an amount that is typed", () => {
  it.each([
    ["150.000", "IDR", "150000"],
    ["150,000", "IDR", "150000"],
    ["Rp 150.000", "IDR", "150000"],
    ["150.000 IDR", "IDR", "150000"],
    ["150000", "IDR", "150000"],
    ["1,500.00", "USD", "1500.00"],
    ["1.500,00", "EUR", "1500.00"],
    ["1.500", "KWD", "1.500"],
    ["0.500", "USD", "0.500"],
    ["1,500", "JPY", "1500"],
  ])("is read as a pasted one: %s in %s", (typed, currency, value) => {
    expect(answerOf(money, typed, { currency })).toBe(value);
  });

  it.each([
    ["150rb", "IDR"],
    ["1万", "CNY"],
    ["10.000", "USD"],
    ["$100", "EUR"],
    ["(500)", "USD"],
  ])("is refused where it would have to be guessed: %s in %s", (typed, currency) => {
    expect(answerOf(money, typed, { currency })).toBeUndefined();
  });

  it("follows the number format that was chosen for the page", () => {
    expect(answerOf(money, "10.000", { currency: "USD", locale: "id" })).toBe("10000");
    expect(answerOf(money, "10.000", { currency: "USD", locale: "en" })).toBe("10.000");
  });

  it.each([
    ["150.000 IDR", "150000", "IDR"],
    ["IDR 150.000", "150000", "IDR"],
    ["Rp150.000", "150000", "IDR"],
    ["idr 150000", "150000", "IDR"],
    ["12.50 EUR", "12.50", "EUR"],
    ["€12,50", "12.50", "EUR"],
    ["0.5 ETH", "0.5", "ETH"],
  ])("names its currency before or behind it: %s", (typed, value, currency) => {
    expect(answerOf(amount, typed, {})).toEqual({ amount: value, currency });
  });

  it("has no currency where its sign is that of several", () => {
    expect(answerOf(amount, "$100", {})).toBeUndefined();
    expect(answerOf(amount, "150000", {})).toBeUndefined();
  });

  it("is a share where it is a percentage", () => {
    const percent: Input = { kind: "percent" };
    expect(answerOf(percent, "0,6", {})).toBe("0.006");
    expect(answerOf(percent, "12.5 %", {})).toBe("0.125");
    expect(answerOf(percent, "1.250", {})).toBe("0.0125");
  });
});

describe("what stands beside a field", () => {
  const said = (typed: string, currency: string) => echoOf(money, typed, { currency }, "en", english.page);

  it("shows the amount as it was read", () => {
    expect(said("150.000", "IDR")).toEqual({ text: "= IDR\u00a0150,000", isBad: false });
  });

  it("shows both amounts where there are two", () => {
    expect(said("10.000", "USD")).toEqual({
      text: "This can be 10000 or 10.000. Write it one of these ways.",
      isBad: true,
    });
  });

  it("asks for digits where there are words", () => {
    expect(said("150rb", "IDR")?.text).toContain("150000");
  });

  it("groups a known number only where it is read back as the same", () => {
    expect(fieldAmount("150000", money, { currency: "IDR" }, "id")).toBe("150.000");
    expect(fieldAmount("500500.00", money, { currency: "IDR" }, "id")).toBe("500.500");
    expect(fieldAmount("1500.00", money, { currency: "USD" }, "en")).toBe("1,500.00");
    expect(fieldAmount("1500", money, { currency: "USD" }, "en")).toBe("1500");
    expect(amountText("0.000000000000000001", "USDC", "en")).toBe("0.000000000000000001 USDC");
  });
});

describe("what a text that cannot be read speaks of", () => {
  it("is offered: amounts with what stands beside them, and codes", () => {
    expect(seenIn("kak saldo saya 150rb, bayar Rp 120.000 gagal INSUFFICIENT_BALANCE terus")).toEqual({
      amounts: ["150000 IDR", "120.000 IDR"],
      codes: ["INSUFFICIENT_BALANCE"],
    });
    expect(seenIn("付了200元没成功").amounts).toEqual(["200 CNY"]);
  });

  it("takes no phone number, order number or time for an amount", () => {
    expect(seenIn("call 081234567890 about 20261122 at 10.30").amounts).toEqual([]);
  });
});
