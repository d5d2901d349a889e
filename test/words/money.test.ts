import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney } from "../../src/words/money.js";
import { tried } from "../support/runs.js";

const locales = [
  "en en-IN zh-CN id de de-AT de-CH fr es pt-PT pt-BR pl lt bg sv he ja th hi mr bn ta my ar-EG fa ne sw uz it nl tr uk",
].flatMap((list) => list.split(" "));
const currencies = ["USD", "EUR", "IDR", "JPY", "CHF", "CVE", "INR", "BHD", "CLF", "CNY", ""];

/** What Intl writes of the same text with the digits that have to be shown. */
function byIntl(value: string, currency: string, locale: string): string {
  const style = currency === "" ? {} : ({ style: "currency", currency } as const);
  const usual =
    currency === "" ? 0 : (new Intl.NumberFormat(locale, style).resolvedOptions().minimumFractionDigits ?? 0);
  const fraction = value.split(".")[1] ?? "";
  const digits = fraction.replace(/0+$/, "").length;
  const shown = digits === 0 ? Math.min(usual, fraction.length) : Math.max(digits, usual, Math.min(fraction.length, 2));
  const format = new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  });
  return format.format(value as `${number}`);
}

const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat({ max: 8 }))
  .map(([units, digits]) => {
    const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
    const sign = units < 0n ? "-" : "";
    return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  });

describe("an amount is written", () => {
  it("as Intl writes it, in every way of grouping and every script", () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(...locales), fc.constantFrom(...currencies), (value, locale, currency) => {
        expect(formatMoney({ value, currency }, locale)).toBe(byIntl(value, currency, locale));
      }),
      tried(2000),
    );
  });

  it("with every digit it has; plainly, beyond what Intl can write", () => {
    const value = "1234.000000000000000000000000001";
    expect(formatMoney({ value, currency: "USD" }, "en")).toBe("1234.000000000000000000000000001 USD");
    expect(formatMoney({ value, currency: "ETH" }, "id")).toBe("1234.000000000000000000000000001 ETH");
  });

  it("with the code of an asset that is no currency behind it", () => {
    expect(formatMoney({ value: "1234.50", currency: "USDT" }, "en")).toBe("1,234.50 USDT");
  });
});
