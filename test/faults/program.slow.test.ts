import { describe, expect, test } from "vitest";
import { folderWith, short, txwhy } from "../cli/helpers.js";
import { hostileTexts } from "../support/hostile.js";
import { Dice } from "../support/mutate.js";

const SEEN = /^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/;
/** No defect, something said, and nothing that a terminal would obey. */
async function sound(args: readonly string[], stdin: string | Uint8Array = JSON.stringify(short)): Promise<void> {
  const { code, out, err } = await txwhy(args, { stdin });
  const where = JSON.stringify(args).slice(0, 200);
  expect([where, code, err.slice(0, 300)]).toEqual([where, expect.toBeOneOf([0, 1, 2, 65]), expect.any(String)]);
  expect([where, out + err === ""]).toEqual([where, false]);
  expect([where, SEEN.test(out + err)]).toEqual([where, true]);
}

describe("a hostile argument", () => {
  test.each([
    "--locale",
    "--now",
    "--audience",
    "--profile",
    "--rules",
    "--what-if",
    "--fail-on",
    "explain",
    "codes",
    "redact",
    "rules",
    "schema",
  ])("after %s is answered or refused in words", { timeout: 120_000 }, async (word) => {
    for (const text of hostileTexts) await sound([word, text]);
  });
  test("is a file that is not there, a command that is not there, an option that is not there", async () => {
    for (const text of hostileTexts)
      for (const args of [[text], ["--", text], [`--${text}`], [`-${text}`]]) await sound(args);
  });
  test("to what-if is answered or refused in words, as a name and as a value", { timeout: 120_000 }, async () => {
    for (const text of hostileTexts) {
      await sound(["--what-if", `${text}=1`]);
      await sound(["--what-if", `balance.${text}=${text}`]);
      await sound(["--what-if", `limits.${text}.max=1`]);
    }
  });
});

describe("what is not text", () => {
  const garbage = (seed: number, length: number): Uint8Array => {
    const dice = new Dice(seed);
    return Uint8Array.from({ length }, () => dice.below(256));
  };
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("on standard input is refused in words (%i)", async (seed) => {
    for (const args of [[], ["--json"], ["redact"]]) await sound(args, garbage(seed, 2 ** (seed * 2)));
    await sound([], Buffer.concat([Buffer.from([0xff, 0xfe]), garbage(seed, 999)]));
    await sound([], Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), garbage(seed, 999)]));
    await sound([], Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), garbage(seed, 999)]));
  });
  test("in rule files is refused with the file", async () => {
    const folder = folderWith({ "account/own.json": garbage(9, 5000), "locales/id/account.json": garbage(10, 500) });
    for (const args of [
      ["--rules", folder],
      ["rules", "check", folder],
      ["rules", "test", folder],
    ]) {
      const { code, err, out } = await txwhy(args, { stdin: JSON.stringify(short) });
      expect([code, `${err}${out}`]).toEqual([65, expect.stringContaining("account/own.json")]);
      await sound(args);
    }
  });
  test("of 50 MB is refused without reading it all", { timeout: 120_000 }, async () => {
    const { code, err } = await txwhy([], { stdin: Buffer.alloc(50 * 2 ** 20, 0x7b) });
    expect([code, err]).toEqual([65, expect.stringMatching(/16 MiB/)]);
  });
});

test.each(["constructor", "__proto__", "toString"])("%s is no command, provider, profile or cause", async (name) => {
  expect((await txwhy(["explain", name])).code).toBe(2);
  expect((await txwhy(["codes", name])).code).toBe(2);
  expect((await txwhy(["--profile", name], { stdin: JSON.stringify(short) })).code).not.toBe(0);
  await sound(["--json", "--locale", name]);
});
