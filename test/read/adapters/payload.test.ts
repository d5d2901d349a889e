import { describe, expect, it } from "vitest";
import {
  cardExpiry,
  epochSeconds,
  instant,
  majorAmount,
  minorAmount,
  networkCode,
  recognised,
  sentence,
  shiftPoint,
  slashedExpiry,
  word,
} from "../../../src/read/adapters/payload.js";
import { plainNumber } from "../../../src/read/number.js";
import { NumberText } from "../../../src/read/value.js";

const amount = (value: Parameters<typeof minorAmount>[0], currency: string, digits = {}) =>
  minorAmount(value, currency, digits).amount;

describe("an amount in minor units", () => {
  it("takes two digits where ISO 4217 has two, none for yen and won, three for Kuwaiti dinars", () => {
    expect(amount(1999, "usd")).toBe("19.99");
    expect(amount(1999, "JPY")).toBe("1999");
    expect(amount(1999, "KRW")).toBe("1999");
    expect(amount(1999, "KWD")).toBe("1.999");
    expect(amount(150000, "IDR")).toBe("1500.00");
  });

  it("keeps a sum under one unit behind its zeros", () => {
    expect(amount(5, "USD")).toBe("0.05");
    expect(amount("7", "BHD")).toBe("0.007");
  });

  it("keeps every digit of a number beyond 2^53", () => {
    expect(amount(new NumberText("900719925474099301"), "USD")).toBe("9007199254740993.01");
    expect(amount(new NumberText("12345678901234567890123"), "JPY")).toBe("12345678901234567890123");
  });

  it("leaves out a parsed number that has already lost digits, with a warning", () => {
    const money = minorAmount(2 ** 53 * 10 + 6, "USD");
    expect(money.amount).toBeUndefined();
    expect(money.warnings).toHaveLength(1);
  });

  it("reads an exponent as the digits it stands for", () => {
    expect(amount(new NumberText("1e3"), "USD")).toBe("10.00");
    expect(amount(new NumberText("12E2"), "JPY")).toBe("1200");
  });

  it("does not take a number with a point for minor units", () => {
    expect(minorAmount("19.99", "USD")).toEqual({ currency: "USD", warnings: [expect.anything()] });
    expect(amount(new NumberText("20.00"), "USD")).toBeUndefined();
  });

  it("follows a provider that has other digits, and drops the zeros the currency does not have", () => {
    expect(amount(10000, "IDR", { IDR: 0 })).toBe("10000");
    expect(amount(50000, "CLP", { CLP: 2 })).toBe("500");
    expect(amount(50050, "CLP", { CLP: 2 })).toBe("500.5");
  });

  it("has no amount without a currency of ISO 4217", () => {
    expect(minorAmount(100, undefined)).toMatchObject({ warnings: [{ path: "/transaction/amount" }] });
    expect(minorAmount(100, "usdc").currency).toBeUndefined();
    expect(minorAmount(100, "__proto__").currency).toBeUndefined();
  });

  it("takes zero for a card check and not for an amount, and refuses a negative one", () => {
    expect(minorAmount(0, "EUR")).toEqual({ currency: "EUR", warnings: [] });
    expect(minorAmount(-100, "EUR")).toMatchObject({ currency: "EUR", warnings: [{ code: "amount_unreadable" }] });
  });

  it("says nothing of an amount that is not there", () => {
    expect(minorAmount(undefined, "EUR")).toEqual({ currency: "EUR", warnings: [] });
    expect(minorAmount(null, undefined)).toEqual({ warnings: [] });
  });
});

describe("an amount in major units", () => {
  it("keeps its digits as written", () => {
    expect(majorAmount("10.50", "USD").amount).toBe("10.50");
    expect(majorAmount(new NumberText("10.50"), "usd").amount).toBe("10.50");
    expect(majorAmount(10.5, "USD").amount).toBe("10.5");
  });

  it("refuses grouping and signs of money instead of guessing", () => {
    for (const text of ["1,000.00", "$5", "5 USD", "", "1e3"]) expect(majorAmount(text, "USD").amount).toBeUndefined();
  });
});

describe("numbers, words and times", () => {
  it("writes numbers plainly", () => {
    expect(plainNumber(new NumberText("1.25e1"))).toBe("12.5");
    expect(plainNumber(new NumberText("5e-3"))).toBe("0.005");
    expect(plainNumber(12.5)).toBe("12.5");
    expect(plainNumber(1e21)).toBeUndefined();
    expect(plainNumber("007")).toBe("7");
    expect(plainNumber(new NumberText("1e9999"))).toBeUndefined();
    expect(plainNumber(Number.NaN)).toBeUndefined();
  });

  it("moves the point by digits, never by arithmetic", () => {
    expect(shiftPoint("1", 3)).toBe("0.001");
    expect(shiftPoint("0012", 2)).toBe("0.12");
    expect(shiftPoint("1.5", 2)).toBeUndefined();
  });

  it("takes codes as they were written and drops control characters", () => {
    expect(word(new NumberText("05"))).toBe("05");
    expect(word(" 51\u0000")).toBe("51");
    expect(word("x".repeat(200))).toBeUndefined();
    expect(word(true)).toBeUndefined();
    expect(sentence("declined\u001b[31m\nnow")).toBe("declined [31m now");
    expect(sentence("x".repeat(900))).toHaveLength(500);
  });

  it("needs an offset to name an instant", () => {
    expect(instant("2020-05-01T10:00:00+0200")).toBe("2020-05-01T10:00:00+02:00");
    expect(instant("2020-05-01 10:00:00.5 Z")).toBe("2020-05-01T10:00:00.5Z");
    expect(instant("2020-05-01T10:00:00")).toBeUndefined();
    expect(instant("2020-02-31T10:00:00Z")).toBeUndefined();
    expect(instant("2020-05-01T10:00:00+2:00")).toBeUndefined();
  });

  it("tells seconds from milliseconds by their length", () => {
    expect(epochSeconds(1486632686)).toBe("2017-02-09T09:31:26Z");
    expect(epochSeconds(1486632686000)).toBeUndefined();
    expect(epochSeconds("soon")).toBeUndefined();
  });

  it("reads the month on a card and refuses one that does not exist", () => {
    expect(cardExpiry(3, 2027)).toBe("2027-03");
    expect(cardExpiry("12", "27")).toBe("2027-12");
    expect(cardExpiry(13, 2027)).toBeUndefined();
    expect(cardExpiry("03", null)).toBeUndefined();
    expect(slashedExpiry("06/2016")).toBe("2016-06");
    expect(slashedExpiry("06-2016")).toBeUndefined();
  });

  it("takes only two characters for a code of the network", () => {
    expect(networkCode("n7")).toBe("N7");
    expect(networkCode("51")).toBe("51");
    expect(networkCode("R01")).toBeUndefined();
    expect(networkCode("5")).toBeUndefined();
  });
});

describe("putting the parts together", () => {
  it("leaves out what is unknown, empty or said twice", () => {
    const { context } = recognised("generic.error", {
      transaction: { id: undefined, status: "failed" },
      instrument: { kind: undefined },
      failure: {
        provider: "x",
        codes: [
          ["x.a", "1"],
          ["x.a", "1"],
          ["x.b", undefined],
        ],
      },
    });
    expect(context).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "x", codes: [{ scheme: "x.a", code: "1" }] },
    });
  });

  it("never leaves a failure on what went through", () => {
    const failure = { provider: "x", code: "51" };
    for (const status of ["succeeded", "refunded"])
      expect(recognised("generic.error", { transaction: { status }, failure }).context.failure).toBeUndefined();
    expect(recognised("generic.error", { transaction: { status: "cancelled" }, failure }).context.failure).toEqual(
      failure,
    );
  });
});
