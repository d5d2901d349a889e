import { describe, expect, test } from "vitest";
import { meaningOf } from "../../src/facts/meanings.js";
import { vocabulary } from "../../src/facts/vocabulary.js";
import { fileSchemas } from "../../src/rules/json-schemas.js";

describe("the meaning of a fact", () => {
  test.each(vocabulary.map(({ name }) => name))("%s is one sentence or two that end", (name) => {
    expect(meaningOf(name)).toMatch(/^[A-Z`].*[^.]\.$/);
    expect(meaningOf(name)).not.toMatch(/[{}]/);
  });

  test("is another one for every fact", () => {
    const meanings = vocabulary.map(({ name }) => meaningOf(name));
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  test("is there for facts of one's own, and for nothing that is no fact", () => {
    expect(meaningOf("extensions.score")).toMatch(/of your own/);
    for (const name of ["balance.nope", "limit.daily.nope", "limit.nope.max", "toString", "limit.daily", ""])
      expect(meaningOf(name)).toBeUndefined();
  });

  test("is shown by an editor that completes the facts of a rule", () => {
    expect(JSON.stringify(fileSchemas()["rule.schema.json"])).toContain("Amount over the daily limit.");
  });
});
