import { expect, it } from "vitest";
import { ALIKE } from "../../scripts/phrases-alike.js";
import { measureWords } from "../../scripts/phrases-measure.js";
import { codes } from "../../src/rules/generated/all.js";
import { compiled } from "../../src/rules/rule-set.js";
import { defaultRules } from "../../src/rules/shipped.js";

/** Tables of many kinds; each is left out of what its own rows may resemble. */
const SAMPLE = ["checkout", "iso8583", "momo_vn", "oppwa", "paystack", "upi"];

it("the meanings of a table that is left out are recognised far more often than misread", () => {
  const tables = codes.map((pack) => pack.load()).filter(({ provider }) => SAMPLE.includes(provider));
  const { rows, recognised, misread, without, invented } = measureWords(tables);
  expect(tables).toHaveLength(SAMPLE.length);
  expect(recognised / rows).toBeGreaterThan(0.65);
  expect(misread / rows).toBeLessThan(0.06);
  expect(invented / without).toBeLessThan(0.2);
});

it("causes that count as the same for the person have one party and one first thing to do", () => {
  const files = compiled(defaultRules()).parts.causes;
  for (const { causes } of ALIKE) {
    const of = files.filter(({ code }) => causes.includes(code));
    expect(of).toHaveLength(causes.length);
    expect(new Set(of.map(({ party }) => party)).size, causes.join()).toBe(1);
    expect(new Set(of.map(({ remedies }) => remedies[0]?.action)).size, causes.join()).toBe(1);
  }
});
