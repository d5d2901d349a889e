import { describe, expect, it } from "vitest";
import { explain, type TransactionContext } from "../../src/api/index.js";
import { madeLanguage } from "../support/language.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const context: TransactionContext = { network: { status: "offline" } };
const localeFor = async (locale: string | undefined, customer?: object): Promise<string> =>
  (await diagnose({ ...context, ...(customer && { customer }) }, locale === undefined ? {} : { locale })).locale;
const unmet = async (asked: object, options: object): Promise<string[]> =>
  (await diagnose({ ...context, ...asked }, options)).warnings.map(({ path, code }) => `${path} ${code}`);

describe("the language of an answer", () => {
  it.each([
    ["zh-CN", "zh-CN"],
    ["ZH_cn", "zh-CN"],
    ["zh-Hant-TW", "zh-CN"],
    ["zh", "zh-CN"],
    ["id-ID", "id"],
    ["en-GB", "en"],
    ["zhx", "en"],
    ["x-zh", "en"],
  ])("for %s is %s: the tag itself, else its language, else English", async (wished, locale) => {
    expect(await localeFor(wished)).toBe(locale);
    expect(explain("network.offline", { locale: wished })?.locale).toBe(locale);
  });

  it("is the customer's where none is asked for, and English where nobody has one", async () => {
    expect(await localeFor(undefined, { locale: "id" })).toBe("id");
    expect(await localeFor("zh-CN", { locale: "id" })).toBe("zh-CN");
    expect(await localeFor(undefined)).toBe("en");
  });

  it("is the tag itself before another one of the same language, wherever the two stand", async () => {
    const rules = loadRules({ ...madeLanguage("zh-TW"), ...madeLanguage("id-MY") });
    for (const locale of ["zh-TW", "zh-CN", "id-MY", "id"])
      expect((await diagnose(context, { rules, locale })).locale).toBe(locale);
    expect((await diagnose(context, { rules, locale: "zh-HK" })).locale).toBe("zh-CN");
  });

  it("is warned of where it is not the one that was asked for, at the place that asks for it", async () => {
    expect(await unmet({}, { locale: "fr" })).toEqual(["/options/locale locale_unsupported"]);
    expect(await unmet({ customer: { locale: "fr" } }, {})).toEqual(["/customer/locale locale_unsupported"]);
    expect(await unmet({ customer: { locale: "fr" } }, { locale: "id-ID" })).toEqual([]);
    expect(await unmet({}, {})).toEqual([]);
  });

  it("is warned of among the other warnings, in the order of their places", async () => {
    const unknown = { zebra: 1, apple: 1 };
    expect(await unmet({ ...unknown, customer: { locale: "fr" } }, {})).toEqual([
      "/apple unknown_key",
      "/customer/locale locale_unsupported",
      "/zebra unknown_key",
    ]);
  });
});
