import { describe, expect, it } from "vitest";
import type { Kind } from "../../src/base/known.js";
import { factDefinition, isExtension, ofKind } from "../../src/facts/vocabulary.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

describe("a value of a kind", () => {
  it.each<[Kind, unknown, string | undefined]>([
    ["money", "12.50", "12.5"],
    ["money", 12.5, "12.5"],
    ["money", "twelve", undefined],
    ["money", true, undefined],
    ["money", null, undefined],
    ["number", 12.5, "12.5"],
    ["number", "12.5", undefined],
    ["boolean", false, "false"],
    ["boolean", "false", undefined],
    ["text", "12.5", "12.5"],
    ["text", 12.5, undefined],
    ["time", "1970-01-01T00:00:01Z", "1000"],
    ["time", "yesterday", undefined],
    ["time", 1000, undefined],
  ])("%s of %j is %s", (kind, value, wanted) => {
    const read = ofKind(value as never, kind);
    expect(read === undefined ? read : String(read)).toBe(wanted);
  });
});

describe("a fact of one's own", () => {
  it.each([
    ["extensions.shop", true],
    ["extensions.shop.opensAt", true],
    ["extensions._a.B2", true],
    ["extensions", false],
    ["extensions.", false],
    ["extensions.2a", false],
    ["extensions.a.2b", false],
    ["extensions.a-b", false],
    ["extensions.a.__proto__", false],
    ["extensions.__proto__.a", false],
    ["my.extensions.a", false],
    ["balance.available", false],
  ])("%s: %s", (name, isOne) => {
    expect(isExtension(name)).toBe(isOne);
    if (isOne) expect(factDefinition(name)?.kind).toBe("text");
  });

  /** What an own rule that compares a fact in `extensions.shop.fact` comes to: found, denied, or asked for. */
  async function compared(operator: string, value: unknown, fact: unknown): Promise<string> {
    const rules = loadRules({
      "merchant/own.json": {
        code: "merchant.own",
        since: "1.0.0",
        rules: [
          {
            name: "compared",
            certainty: "certain",
            when: { all: [{ fact: "extensions.shop.fact", operator, value }] },
            evidence: ["extensions.shop.fact"],
          },
        ],
        remedies: [],
        text: { title: "Own", explanation: "Own." },
      },
    });
    const { causes, questions } = await diagnose({ extensions: { shop: { fact } } }, { rules });
    const asked = questions.filter(({ decides }) => decides.includes("merchant.own")).map(({ path }) => path);
    return causes.length > 0 ? "found" : (asked[0] ?? "denied");
  }

  it.each<[string, string, unknown, unknown, string]>([
    ["a number above", "greaterThan", 9.5, 10, "found"],
    ["a number below", "greaterThan", 9.5, 9, "denied"],
    ["a number sent as text, as amounts are", "greaterThan", 9.5, "10", "found"],
    ["one of more digits than a number keeps", "greaterThan", 9.5, "10.00000000000000000001", "/extensions/shop/fact"],
    ["a word in place of a number", "greaterThan", 9.5, "ten", "/extensions/shop/fact"],
    ["a word in place of a truth", "equal", true, "true", "/extensions/shop/fact"],
    ["a time at another offset", "lessThan", "2026-11-22T10:00:00Z", "2026-11-22T11:30:00+02:00", "found"],
    ["a word", "equal", "shut", "shut", "found"],
    ["nothing", "equal", "shut", null, "/extensions/shop/fact"],
  ])("is compared as %s", async (_, operator, value, fact, wanted) => {
    expect(await compared(operator, value, fact)).toBe(wanted);
  });
});
