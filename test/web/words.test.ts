import { describe, expect, it } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import { offsetOf, pieces } from "../../src/web/place.js";
import { learnWords, pageLocales, pageWords, preferredLocale } from "../../src/web/words/index.js";
import { smsLength } from "../../src/words/sms.js";
import { english, pageLanguages } from "./page-languages.js";

const placeholders = (text: string): string[] => [...text.matchAll(/\{[a-z]+\}/g)].map((match) => match[0]).sort();

describe("the page's words", () => {
  for (const [locale, { page }] of Object.entries(pageLanguages)) {
    it(`has the same keys and placeholders in ${locale}`, () => {
      expect(Object.keys(page).sort()).toEqual(Object.keys(english.page).sort());
      for (const [key, text] of Object.entries(page)) {
        expect(text.trim(), key).not.toBe("");
        expect(placeholders(text), key).toEqual(placeholders(english.page[key as keyof typeof page]));
      }
    });
  }

  it("are there in every language that a diagnosis speaks, and in no other", () => {
    expect(Object.keys(pageLanguages).sort()).toEqual([...defaultRules().locales].sort());
  });

  it("are used in the first language of the reader that the page has, else in English", () => {
    learnWords(pageLanguages);
    expect(pageLocales()[0]).toBe("en");
    expect(preferredLocale(["de-DE", "zh-TW", "id"])).toBe("zh-CN");
    expect(preferredLocale(["id-ID"])).toBe("id");
    expect(preferredLocale(["de"])).toBe("en");
    expect(pageWords("de")).toBe(pageWords("en"));
  });
});

describe("the length of an SMS", () => {
  it.each([
    ["a".repeat(160), "GSM-7", 1],
    ["a".repeat(161), "GSM-7", 2],
    [`${"a".repeat(159)}€`, "GSM-7", 2],
    ["好".repeat(70), "UCS-2", 1],
    ["好".repeat(71), "UCS-2", 2],
    [`${"a".repeat(80)}“`, "UCS-2", 2],
    ["", "GSM-7", 1],
  ])("counts %j", (text, encoding, segments) => {
    expect(smsLength(text)).toMatchObject({ encoding, segments });
  });
});

describe("places in a text", () => {
  it("finds a line and column", () => {
    expect(offsetOf("ab\ncd", 2, 2)).toBe(4);
    expect(offsetOf("ab", 9, 9)).toBe(2);
  });

  it("cuts a text at its marks, whatever their order", () => {
    const cut = pieces("abcdef", [
      { from: 4, to: 5, kind: "repair" },
      { from: 1, to: 3, kind: "fault" },
      { from: 2, to: 6, kind: "repair" },
    ]);
    expect(cut.map(({ text }) => text).join("")).toBe("abcdef");
    expect(cut.filter(({ kind }) => kind !== null).map(({ text }) => text)).toEqual(["bc", "e"]);
  });
});
