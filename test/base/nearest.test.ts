import { describe, expect, it } from "vitest";
import { nearest } from "../../src/base/nearest.js";

describe("the name that a misspelling meant", () => {
  it.each<[string, string, string[], string | undefined]>([
    ["is the nearer of two that are near", "usedCoun", ["usedAmount", "usedCount", "maxCount"], "usedCount"],
    ["is the first of two that are equally near", "mix", ["max", "min"], "max"],
    ["is the same one where the two change places", "mix", ["min", "max"], "min"],
    ["is found whatever the case and the marks between words", "USED_COUNT", ["usedCount"], "usedCount"],
    ["may differ by a third of its letters", "abcdxx", ["abcdef"], "abcdef"],
    ["may not differ by more", "abcxxx", ["abcdef"], undefined],
    ["may differ by one letter, however short it is", "ad", ["at"], "at"],
    ["is none where nothing is near", "colour", ["max", "min"], undefined],
  ])("%s", (_, word, names, meant) => {
    expect(nearest(word, names)).toBe(meant);
  });
});
