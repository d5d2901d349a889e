import { readFileSync } from "node:fs";
import { transform } from "esbuild";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { withoutLayout } from "../../scripts/lean.js";
import { leanDecimal } from "../../scripts/lean-decimal.js";
import { pack } from "../../scripts/pack.js";
import { shortCause, wholeCause } from "../../src/code-rule.js";
import { core } from "../../src/generated/core.js";
import type { Json } from "../../src/json.js";
import * as words from "../../src/redact/words.js";
import { unpack } from "../../src/unpack.js";

describe("decimal.js for a browser", () => {
  const library = readFileSync("node_modules/decimal.js/decimal.mjs", "utf8");

  it("has the methods that are called, and those which they call", () => {
    const lean = leanDecimal(library, "value.modulo(other)");
    for (const name of ["modulo", "minus", "times"]) expect(lean).toContain(`P.${name} = `);
    for (const name of ["squareRoot", "sine", "toFraction"]) expect(lean).not.toContain(`P.${name} = `);
  });

  it("has the thousand digits of a constant only where they are needed", () => {
    expect(leanDecimal(library, "value.plus(other)")).not.toContain("2.302585");
    expect(leanDecimal(library, "value.ln()")).toContain("LN10 = '2.302585");
    expect(leanDecimal(library, "value.sin()")).toContain("PI = '3.14159");
  });

  it("is refused where it is not written as it was", () => {
    expect(() => leanDecimal(library.replaceAll("P.", "Q."), "")).toThrow("look here");
  });
});

describe("the word lists for a browser", () => {
  it("are the same lists without their layout", async () => {
    const code = withoutLayout(readFileSync("src/redact/words.ts", "utf8"));
    const { code: script } = await transform(code, { loader: "ts", format: "esm" });
    const lean = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as typeof words;
    expect({ ...lean }).toEqual({ ...words });
  });
});

describe("packed data", () => {
  const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\n"));
  const values = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value")),
      fc.dictionary(text, tie("value")),
      fc.record({ fact: tie("value"), operator: text, value: tie("value") }),
    ) as fc.Arbitrary<Json>,
  }));

  test("is the same when it is read, to the order of its keys", () => {
    fc.assert(
      fc.property(values.value, (value) => {
        expect(JSON.stringify(unpack(pack(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  test("has no line break in a text, which would begin another", () => {
    expect(() => pack({ text: "one\ntwo" })).toThrow("line break");
  });
});

describe("a cause written short", () => {
  const { causes } = core();

  test("is the same when it is read, to the order of its keys", () => {
    for (const cause of causes) expect(JSON.stringify(wholeCause(shortCause(cause)))).toBe(JSON.stringify(cause));
    expect(causes.filter((cause) => shortCause(cause).rules.includes("code")).length).toBeGreaterThan(50);
  });

  test("keeps a rule for a code that is not the usual one", () => {
    const usual = causes.find((cause) => shortCause(cause).rules.includes("code")) as (typeof causes)[number];
    const rules = usual.rules.map((rule) => ({ ...rule, evidence: ["failure.code"] }));
    const own = { ...usual, rules };
    expect(shortCause(own).rules).not.toContain("code");
    expect(wholeCause(shortCause(own))).toEqual(own);
  });
});
