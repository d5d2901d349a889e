import { expect, it } from "vitest";
import { measureWords } from "../../scripts/phrases-measure.js";
import { codes } from "../../src/rules/generated/all.js";

/** Tables of many kinds; each is left out of what its own rows may resemble. */
const SAMPLE = ["checkout", "iso8583", "momo_vn", "paystack"];

it("the meanings of a table that is left out are recognised far more often than misread", () => {
  const tables = codes.map((pack) => pack.load()).filter(({ provider }) => SAMPLE.includes(provider));
  const { rows, recognised, misread, alike, without, invented } = measureWords(tables);
  expect(tables).toHaveLength(SAMPLE.length);
  expect((recognised + alike) / rows).toBeGreaterThan(0.6);
  expect((misread - alike) / rows).toBeLessThan(0.07);
  expect(invented / without).toBeLessThan(0.3);
});
