import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultRules, InvalidRulesError } from "../../src/api/index.js";
import { folderWith } from "../cli/helpers.js";
import { growsInLine } from "../support/growth.js";
import { everything, fault, hostileTexts, hostileValues, withEach } from "../support/hostile.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const online = () => ({ all: [{ fact: "network.status", operator: "equal", value: "online" }] });
const cause = (code = "account.own") => ({
  code,
  since: "1",
  rules: [{ name: "own", certainty: "certain", when: online(), evidence: ["network.status"] }],
  remedies: [{ action: "top_up", who: "customer", effort: "minutes", params: { a: 1 }, when: online() }],
  replaces: [{ code: "balance.insufficient", when: online() }],
  text: {
    title: "T",
    explanation: ["E", "F"],
    rules: { own: { explanation: "E" } },
    remedies: { top_up: { title: "t", steps: ["s"] } },
  },
  cases: [{ name: "a", given: {}, expect: "match" }],
});
const words = { title: "x", explanation: "y" };
const refusal = (ask: () => unknown): string[] => {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof InvalidRulesError)) throw error;
    return error.issues.map(({ file, path, code }) => `${file} ${path} ${code}`);
  }
  return [];
};

/** Plain ones too, for a rule file is hostile by where a text stands. */
const hostile = (called: (name: string) => void): [string, unknown][] => [
  ...hostileValues(called),
  ...hostileTexts.map((text): [string, unknown] => [JSON.stringify(text).slice(0, 40), text]),
];

describe("a hostile value", () => {
  test.each<[string, () => unknown]>([
    ["as the files or as one of them", () => ({ "account/own.json": null })],
    ["in the texts of a language", () => ({ "locales/id/account.json": { "account.frozen": words } })],
  ])("%s is refused or read", async (_, make) => {
    const found: string[] = [];
    for (const { where, name, value } of withEach(make, () => hostile((called) => found.push(called)))) {
      const wrong = await fault(InvalidRulesError, () => loadRules(value as never).hash);
      // The names of folders that are not there are texts as well.
      if (wrong !== undefined) found.push(`${where} ${name}: ${wrong}`);
    }
    expect(found).toEqual([]);
  });

  test("at any place of a rule is refused, or diagnosed with", { timeout: 300_000 }, async () => {
    const found: string[] = [];
    for (const { where, name, value } of withEach(cause, () => hostile((called) => found.push(called)))) {
      if (name === "a web of 2^60 values" && where.split("/").length > 3) continue;
      const wrong = await fault(InvalidRulesError, async () =>
        diagnose(everything(), { rules: loadRules({ "account/own.json": value }) }),
      );
      if (wrong !== undefined) found.push(`${where} ${name}: ${wrong}`);
    }
    expect(found).toEqual([]);
  });

  test("as the rules to lie upon is refused", () => {
    for (const [name, value] of hostileValues())
      if (value !== undefined)
        expect([name, refusal(() => loadRules({}, value as never))]).toEqual([name, ["(base)  invalid_type"]]);
  });
});

describe("a name from a rule file", () => {
  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("%s reaches no prototype", async (name) => {
    const files = JSON.parse(`{"locales/${name}/account.json": {"account.frozen": ${JSON.stringify(words)}}}`);
    expect(refusal(() => loadRules(files))).toEqual([`locales/${name}/account.json  invalid_tag`]);
    expect((Object.prototype as Record<string, unknown>)["account.frozen"]).toBeUndefined();
    expect(refusal(() => loadRules(JSON.parse(`{"${name}": 5}`)))).not.toEqual([]);
    expect(refusal(() => loadRules({ "locales/id/a.json": `{"${name}": ${JSON.stringify(words)}}` }))).toEqual([
      `locales/id/a.json /${name} unknown_cause`,
    ]);
  });
});

describe("a folder", () => {
  test.each([["missing"], [""], ["a\u0000b"], ["/"], ["~0~1"]])("that is not there (%j) is told", (name) => {
    if (name !== "/") expect(refusal(() => loadRules(name))[0]).toMatch(/ unreadable$/);
  });
  test("that is a file, holds a dead link, a link to itself or binary garbage is told with the file", () => {
    const folder = folderWith({ "account/own.json": new Uint8Array([0, 255, 254, 128, 123]), "file.json": "{}" });
    expect(refusal(() => loadRules(folder))).toEqual(["account/own.json  broken_json"]);
    expect(refusal(() => loadRules(join(folder, "file.json")))[0]).toMatch(/ unreadable$/);
    const linked = folderWith({ "account/x.txt": "" });
    symlinkSync(join(linked, "nowhere"), join(linked, "account", "dead.json"));
    symlinkSync(linked, join(linked, "account", "self.json"));
    expect(refusal(() => loadRules(linked)).sort()).toEqual([
      "account/dead.json  unreadable",
      "account/self.json  unreadable",
    ]);
  });
  test("without leave to read is told", () => {
    const folder = folderWith({ "account/own.json": "{}" });
    chmodSync(join(folder, "account/own.json"), 0o000);
    // Whoever may read everything finds an empty rule instead.
    expect(refusal(() => loadRules(folder)).length).toBeGreaterThan(0);
    chmodSync(join(folder, "account/own.json"), 0o600);
  });
});

describe("a text", () => {
  test.each<[string, string]>([
    ["of a hundred thousand levels", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["of a hundred thousand levels of objects", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["of 50 MB", `"${"x".repeat(50 * 2 ** 20)}"`],
    ["of a million times the same name", `{${'"code":1,'.repeat(1_000_000)}"code":1}`],
    [
      "with a condition of a million parts",
      JSON.stringify({ ...cause(), rules: [{ ...cause().rules[0], when: { all: new Array(1_000_000).fill(1) } }] }),
    ],
    ["of NUL", "\u0000"],
    ["of nothing", ""],
  ])("%s is refused in few words", async (_, text) => {
    expect(refusal(() => loadRules({ "account/own.json": text }))).not.toEqual([]);
    expect(await fault(InvalidRulesError, () => loadRules({ "account/own.json": text }))).toBeUndefined();
  });
});

test("a thousand faults are told, and how many more there are", () => {
  const files = Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`account/own_${i}.json`, "{"]));
  const told = refusal(() => loadRules(files));
  expect([told.length, told.at(-1)]).toEqual([1001, "account/own_999.json  more_faults"]);
});

describe("very many rules", () => {
  const folder = (n: number): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [
        `account/own_${i}.json`,
        { ...cause(`account.own_${i}`), replaces: i === 0 ? [] : [`account.own_${i - 1}`] },
      ]),
    );
  test("are read in line with their number", { timeout: 120_000 }, () => growsInLine(folder, loadRules, 150));
  test("in a ring are refused, each with its place", () => {
    const n = 900;
    const files = {
      ...folder(n),
      "account/own_0.json": { ...cause("account.own_0"), replaces: [`account.own_${n - 1}`] },
    };
    expect(refusal(() => loadRules(files)).filter((issue) => issue.endsWith("replaces_ring"))).toHaveLength(n);
  });
  test("that mix the kinds of facts of one's own are told in line with their number", { timeout: 120_000 }, () =>
    growsInLine(
      (n) =>
        Object.fromEntries(
          Array.from({ length: n }, (_, i) => {
            const leaf = (value: unknown) => ({ fact: `extensions.f${i}`, operator: "equal", value });
            const rule = { ...cause().rules[0], when: { any: [leaf(true), leaf("text")] } };
            return [`account/own_${i}.json`, { ...cause(`account.own_${i}`), rules: [rule] }];
          }),
        ),
      refuses,
      100,
    ),
  );
});

function refuses(files: Record<string, unknown>): void {
  expect(refusal(() => loadRules(files))).not.toEqual([]);
}

test("the shipped rules are frozen and stay what they are", () => {
  expect(Object.isFrozen(defaultRules())).toBe(true);
});
