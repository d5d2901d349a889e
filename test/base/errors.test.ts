import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { surer } from "../../src/base/certainty.js";
import { InvalidContextError, InvalidRulesError, UnreadableInputError } from "../../src/base/errors.js";
import { message, redactedMessage, sentenceOf } from "../../src/base/messages.js";
import { oncePer } from "../../src/base/once.js";
import { checkedBy } from "../../src/base/schema.js";

describe("an error about input", () => {
  it("lists each fault with its place, and that of the whole as the top", () => {
    const faults = [
      { path: "", code: "required", message: "a" },
      { path: "/balance", code: "required", message: "b" },
    ];
    expect(new InvalidContextError(faults).message).toBe("Not a transaction context:\n(top): a\n/balance: b");
    const inFile = faults.map((fault) => ({ ...fault, file: "merchant/closed.json" }));
    expect(new InvalidRulesError(inFile).message).toBe(
      "Rules refused:\nmerchant/closed.json (top): a\nmerchant/closed.json /balance: b",
    );
  });

  it("about a text has the place in it, and the parameters of its hint", () => {
    const where = { line: 2, column: 3, excerpt: "x", hint: "write it plainly", reason: "r" };
    const error = new UnreadableInputError(where);
    expect(error.message).toBe("Cannot read the input at line 2, column 3: write it plainly");
    expect(error.params).toEqual({});
    expect(new UnreadableInputError({ ...where, params: { n: 1 } }).params).toEqual({ n: 1 });
  });
});

describe("a message", () => {
  it("has the parameters that it was made from, with its kind where its code has several", () => {
    expect(message("locale_unsupported")).toStrictEqual({
      code: "locale_unsupported",
      message: "no words in this language; answered in English",
    });
    expect(message("unknown_key.near", { near: "fees" })).toStrictEqual({
      code: "unknown_key",
      message: 'unknown key, left out; did you mean "fees"?',
      params: { kind: "near", near: "fees" },
    });
    expect(message("invalid_value", { choices: "a, b" }).params).toStrictEqual({ choices: "a, b" });
  });

  it("is found again by its code and kind; where there is none, the code stands for it", () => {
    expect(sentenceOf("unknown_key", { kind: "near", near: "fees" })).toContain('"fees"');
    expect(sentenceOf("unknown_key")).toBe("unknown key, left out");
    expect(sentenceOf("of_ones_own")).toBe("of_ones_own");
  });

  it("is redacted with its texts, and keeps its numbers", () => {
    const hide = (text: string): string => text.replaceAll("secret", "***");
    expect(redactedMessage({ code: "c", message: "a secret" }, hide)).toStrictEqual({ code: "c", message: "a ***" });
    expect(redactedMessage({ code: "c", message: "secret", params: { near: "secret", most: 5 } }, hide)).toStrictEqual({
      code: "c",
      message: "***",
      params: { near: "***", most: 5 },
    });
  });
});

describe("a value that does not fit its schema", () => {
  const faultOf = (schema: z.ZodMiniType, value: unknown): string | undefined =>
    checkedBy(schema, value).error?.issues[0]?.message;

  it.each<[string, z.ZodMiniType, unknown]>([
    ["is needed here", z.string(), undefined],
    ["expected string", z.string(), 5],
    ["expected one of: a, b", z.enum(["a", "b"]), "c"],
    ["expected a", z.literal("a"), "c"],
    ["expected at least 1 character", z.string().check(z.minLength(1)), ""],
    ["expected at least 2", z.array(z.string()).check(z.minLength(2)), ["a"]],
    ["expected at most 3", z.number().check(z.lte(3)), 4],
    ["expected the form /^a$/", z.string().check(z.regex(/^a$/)), "b"],
    ["this name is not allowed here", z.record(z.string().check(z.regex(/^a$/)), z.string()), { b: "" }],
    ["fits none of the forms allowed here", z.union([z.string(), z.number()]), true],
  ])("is told that it %s", (text, schema, value) => {
    expect(faultOf(schema, value)).toBe(text);
  });
});

describe("of two certainties", () => {
  it("the surer one counts", () => {
    expect([surer("certain", "likely"), surer("likely", "certain")]).toEqual(["certain", "certain"]);
    expect([surer("possible", "likely"), surer("likely", "likely")]).toEqual(["likely", "likely"]);
  });
});

describe("what is worked out once for an object", () => {
  it("is the same for the same object, and another for another one", () => {
    let times = 0;
    const made = oncePer((_: object) => ++times);
    const [one, other] = [{}, {}];
    expect([made(one), made(one), made(other), made(one)]).toEqual([1, 1, 2, 1]);
  });
});
