import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Almanac, Engine, Rule } from "json-rules-engine";
import { afterEach, describe, expect, test, vi } from "vitest";
import { defaultRules, InvalidRulesError } from "../../src/api/index.js";
import { type FactValue, type Kind, type Known, known, unknown } from "../../src/base/known.js";
import { decimal } from "../../src/base/money.js";
import { ofKind } from "../../src/facts/vocabulary.js";
import {
  type Condition,
  type FactLanguage,
  operatorNames,
  operatorsOf,
  RuleEngine,
  truthOf,
} from "../../src/rules/engine.js";
import { compiled } from "../../src/rules/rule-set.js";
import { loadRules } from "../support/rules.js";
import { isMutationRun } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

declare module "json-rules-engine" {
  // Missing from the library's own types at 7.3.1.
  interface Rule {
    evaluate(almanac: Almanac): Promise<{ result: boolean | null }>;
  }
}

// The very module that json-rules-engine has loaded.
const library = createRequire(createRequire(import.meta.url).resolve("json-rules-engine"));
const jsonpath = library("jsonpath-plus") as { JSONPath: (...args: unknown[]) => unknown };

afterEach(() => {
  vi.restoreAllMocks();
});

const language: FactLanguage = {
  kindOf: (name) =>
    (({ m: "money", n: "number", b: "boolean", t: "text", w: "time" }) as Record<string, Kind>)[name.charAt(0)],
  constant: (value, kind) => ofKind(value, kind),
  isCaseless: () => false,
};
type Facts = Record<string, string | number | boolean>;
const reader =
  (facts: Facts) =>
  (name: string): Known<FactValue> => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined) return unknown(`/${name}`);
    return known(ofKind(value, language.kindOf(name) as Kind) as FactValue);
  };
const ids = (rules: readonly { id: string }[]): string[] => rules.map((rule) => rule.id).sort();
const one = (when: Condition): RuleEngine => new RuleEngine([{ id: "r", when }], language);
/** What the library alone makes of a condition. */
async function plainly(conditions: unknown, facts: Record<string, unknown>): Promise<boolean> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addRule({ conditions: conditions as never, event: { type: "fired" } });
  return (await engine.run(facts)).events.length > 0;
}

/** A cause file with one condition, for the load gate. */
const pack = (when: unknown, code = "account.own"): Record<string, unknown> => ({
  [`${code.replace(".", "/")}.json`]: {
    code,
    since: "1.0.0",
    rules: [{ name: "own", certainty: "certain", when, evidence: ["transaction.amount"] }],
    remedies: [],
    text: { title: "Own", explanation: "Own." },
  },
});
const HELD = { fact: "network.status", operator: "equal", value: "offline" };
function refusals(when: unknown): { path: string; code: string }[] {
  try {
    loadRules(pack(when));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRulesError);
    return (error as InvalidRulesError).issues.map(({ path, code }) => ({ path, code }));
  }
}

describe("a rule's path", () => {
  const withPath = { all: [{ fact: "n1", operator: "equal", value: 1, path: "$.a" }] };

  test("is handed to jsonpath-plus by the library", async () => {
    const spy = vi.spyOn(jsonpath, "JSONPath");
    expect(await plainly(withPath, { n1: { a: 1 } })).toBe(true);
    expect(spy).toHaveBeenCalled();
  });

  test("is not needed for the library to reach into another fact's value by one", async () => {
    const spy = vi.spyOn(jsonpath, "JSONPath");
    const other = { all: [{ fact: "n1", operator: "equal", value: { fact: "n2", path: "$.a" } }] };
    expect(await plainly(other, { n1: 1, n2: { a: 1 } })).toBe(true);
    expect(spy).toHaveBeenCalled();
  });

  test("is refused by the load gate, and never looked up were it to come through", async () => {
    const spy = vi.spyOn(jsonpath, "JSONPath");
    const leaf = { fact: "network.latencyMs", operator: "equal", value: 1 };
    for (const extra of ["path", "params", "priority"]) {
      expect(refusals({ all: [{ ...leaf, [extra]: "$" }] })).toEqual([
        { path: `/rules/0/when/all/0/${extra}`, code: "unknown_key" },
      ]);
    }
    expect(refusals({ all: [{ ...leaf, value: { fact: "network.latencyMs", path: "$.a" } }] })).not.toEqual([]);
    const engine = one(withPath as never);
    await expect(engine.confirm(engine.rules, reader({ n1: 1 }))).rejects.toThrow(/defect/);
    expect(spy).not.toHaveBeenCalled();
  });

  test("no diagnosis ever reaches jsonpath-plus", async () => {
    const spy = vi.spyOn(jsonpath, "JSONPath");
    for (let i = 0; i < 50; i++) await diagnose(payment(i));
    expect(spy).not.toHaveBeenCalled();
  });
});

const payment = (i: number) => ({
  transaction: {
    amount: `${(i * 37) % 400}.${String(i % 100).padStart(2, "0")}`,
    currency: "USD",
    at: "2026-11-22T09:00:00Z",
    status: ["failed", "planned", "unknown", "cancelled"][i % 4],
  },
  balance: { available: `${(i * 53) % 300}.50`, held: `${i % 90}` },
  fees: [{ flat: "0.50" }, { rate: "0.006", paidBy: i % 2 === 0 ? "payer" : "payee" }],
  limits: [{ window: "daily", max: `${(i * 71) % 500}`, used: `${i % 200}`, countsFees: i % 3 === 0, timeZone: "UTC" }],
  network: { status: ["online", "offline", "unstable"][i % 3], latencyMs: (i * 97) % 4000 },
  authentication: { method: "pin", status: i % 5 === 0 ? "failed" : "passed" },
  account: { status: i % 11 === 0 ? "frozen" : "active" },
});

describe("calls that overlap", () => {
  test("lose rules where they share the library's engine", async () => {
    const engine = new Engine([], { allowUndefinedFacts: true });
    for (let i = 0; i < 5; i++) {
      const conditions = {
        all: [
          { fact: "slow", operator: "equal", value: 1, priority: 5 - i },
          { fact: "slow", operator: "greaterThan", value: 0 },
        ],
      };
      engine.addRule({ conditions, event: { type: `e${i}` }, priority: i + 1 });
    }
    const wait = (ms: number): Promise<number> => new Promise((done) => setTimeout(() => done(1), ms));
    const runs = await Promise.all(Array.from({ length: 40 }, (_, i) => engine.run({ slow: () => wait(i % 4) })));
    expect(runs.some((run) => run.events.length < 5)).toBe(true);
  });

  test.skipIf(isMutationRun)(
    "come to the same as one after another, thousands of them",
    { timeout: 300_000 },
    async () => {
      const alone: string[] = [];
      for (let i = 0; i < 200; i++) alone.push(JSON.stringify(await diagnose(payment(i))));
      const together = await Promise.all(
        Array.from({ length: 1500 }, async (_, i) => {
          // Some begin later, in the middle of others.
          for (let turn = i % 7; turn > 0; turn--) await Promise.resolve();
          return JSON.stringify(await diagnose(payment(i % 200)));
        }),
      );
      expect(together.filter((text, i) => text !== alone[i % 200])).toEqual([]);
    },
  );

  test("each on facts of its own", async () => {
    const engine = new RuleEngine(
      [
        { id: "small", when: { all: [{ fact: "m1", operator: "lessThan", value: { fact: "m2" } }] } },
        { id: "large", when: { not: { fact: "m1", operator: "lessThan", value: { fact: "m2" } } } },
      ],
      language,
    );
    const results = await Promise.all(
      Array.from({ length: 4000 }, async (_, i) => {
        const read = reader({ m1: `${i % 20}.50`, m2: "10.00" });
        const found = engine.holding(read);
        await engine.confirm(found, read);
        return ids(found).join();
      }),
    );
    expect(results).toEqual(results.map((_, i) => (i % 20 < 10 ? "small" : "large")));
  });
});

describe("a missing fact", () => {
  const negations: [string, Condition][] = [
    ["notEqual", { all: [{ fact: "t1", operator: "notEqual", value: "x" }] }],
    ["notIn", { all: [{ fact: "t1", operator: "notIn", value: ["x"] }] }],
    ["not", { not: { fact: "t1", operator: "equal", value: "x" } }],
    ["not of any", { not: { any: [{ fact: "t1", operator: "equal", value: "x" }] } }],
    ["notEqual to a missing one", { all: [{ fact: "t2", operator: "notEqual", value: { fact: "t1" } }] }],
    [
      "not of all with a known one",
      {
        not: {
          all: [
            { fact: "t2", operator: "equal", value: "known" },
            { fact: "t1", operator: "equal", value: "x" },
          ],
        },
      },
    ],
  ];

  test.each(negations)("fires through %s in the library, never here", async (_, when) => {
    expect(await plainly(when, { t2: "known" })).toBe(true);
    const engine = one(when);
    const read = reader({ t2: "known" });
    expect(engine.holding(read)).toEqual([]);
    expect(truthOf(engine.rules[0]?.condition as never, read)).toBeNull();
    expect(ids(engine.holding(reader({ t2: "other", t1: "y" })))).toEqual(["r"]);
  });

  test("leaves open only what it could decide", () => {
    const all = one({
      all: [
        { fact: "t1", operator: "equal", value: "x" },
        { fact: "b1", operator: "equal", value: true },
      ],
    });
    const any = one({
      any: [
        { fact: "t1", operator: "equal", value: "x" },
        { fact: "b1", operator: "equal", value: true },
      ],
    });
    const truth = (engine: RuleEngine, facts: Facts) => truthOf(engine.rules[0]?.condition as never, reader(facts));
    expect([
      truth(all, { b1: false }),
      truth(all, { b1: true }),
      truth(any, { b1: true }),
      truth(any, { b1: false }),
    ]).toEqual([false, null, true, null]);
  });

  test("does not fire any shipped rule: nothing is known of an empty context", async () => {
    const { causes, advice } = await diagnose({});
    expect([causes, advice]).toEqual([[], []]);
  });
});

describe("amounts", () => {
  const less: Condition = { all: [{ fact: "m1", operator: "lessThan", value: { fact: "m2" } }] };

  test("are compared as text by the library, as decimals here", async () => {
    expect(await plainly(less, { m1: "9.50", m2: "10.00" })).toBe(false);
    expect(await plainly({ all: [{ fact: "m1", operator: "equal", value: "1.0" }] }, { m1: "1.00" })).toBe(false);
    const read = reader({ m1: "9.50", m2: "10.00" });
    const engine = one(less);
    expect(ids(engine.holding(read))).toEqual(["r"]);
    await engine.confirm(engine.holding(read), read);
    const same = one({ all: [{ fact: "m1", operator: "equal", value: { fact: "m2" } }] });
    const equal = reader({ m1: "1.0", m2: "1.00" });
    expect(ids(same.holding(equal))).toEqual(["r"]);
    await same.confirm(same.holding(equal), equal);
  });

  test("lists and null are coerced by the library; only one typed value is ever compared here", async () => {
    expect(await plainly({ all: [{ fact: "n1", operator: "lessThan", value: 10 }] }, { n1: [9] })).toBe(true);
    expect(await plainly({ all: [{ fact: "n1", operator: "greaterThan", value: null }] }, { n1: 5 })).toBe(true);
    expect(await plainly({ all: [{ fact: "n1", operator: "greaterThan", value: ["4"] }] }, { n1: "5 apples" })).toBe(
      true,
    );
    expect(refusals({ all: [{ fact: "network.latencyMs", operator: "lessThan", value: [10] }] })).toEqual([
      { path: "/rules/0/when/all/0/value", code: "wrong_kind" },
    ]);
    expect(refusals({ all: [{ fact: "network.latencyMs", operator: "lessThan", value: null }] })).toEqual([
      { path: "/rules/0/when/all/0/value", code: "wrong_kind" },
    ]);
    const own = loadRules(pack({ all: [{ fact: "extensions.score", operator: "lessThan", value: 10 }] }));
    for (const score of [[9], "9 points", null, {}, true]) {
      expect((await diagnose({ extensions: { score } }, { rules: own })).causes).toEqual([]);
    }
    expect((await diagnose({ extensions: { score: 9 } }, { rules: own })).causes).toHaveLength(1);
  });

  test("of 25 digits keep every one", () => {
    const read = reader({ m1: "1000000000000000000000000.01", m2: "1000000000000000000000000.02" });
    expect(ids(one(less).holding(read))).toEqual(["r"]);
  });
});

describe("a rule that says something else than it seems to", () => {
  const leaf = { fact: "network.status", operator: "equal", value: "online" };

  test("empty groups are true in the library and refused here", async () => {
    expect(await plainly({ all: [] }, {})).toBe(true);
    expect(await plainly({ any: [] }, {})).toBe(true);
    for (const group of ["all", "any"]) {
      expect(refusals({ [group]: [] })).toEqual([{ path: `/rules/0/when/${group}`, code: "invalid_condition" }]);
      expect(refusals({ all: [{ [group]: [] }] })).toEqual([
        { path: `/rules/0/when/all/0/${group}`, code: "invalid_condition" },
      ]);
    }
  });

  test("`all` beside `any` is ignored by the library and refused here", async () => {
    const never = { fact: "t1", operator: "equal", value: "other" };
    const always = { fact: "t1", operator: "equal", value: "x" };
    expect(await plainly({ any: [always], all: [never] }, { t1: "x" })).toBe(true);
    expect(refusals({ any: [leaf], all: [leaf] })).toHaveLength(1);
    expect(refusals({ all: [leaf], not: leaf })).toHaveLength(1);
    expect(refusals({ all: [leaf], ...leaf })).toHaveLength(3);
  });

  test("a misspelt operator rejects a whole run of the library and is refused by name here", async () => {
    const when = { all: [{ ...leaf, operator: "equals" }] };
    await expect(plainly(when, { "network.status": "online" })).rejects.toThrow(/operator/i);
    expect(refusals(when)).toEqual([{ path: "/rules/0/when/all/0/operator", code: "unknown_operator" }]);
  });

  test("unknown keys are kept by the library and refused here", async () => {
    const when = { all: [{ fact: "t1", operator: "equal", value: "x", vlaue: "y" }], nmae: "z" };
    expect(await plainly(when, { t1: "x" })).toBe(true);
    expect(refusals({ all: [{ ...leaf, vlaue: "y" }], nmae: "z" }).map(({ code }) => code)).toEqual([
      "unknown_key",
      "unknown_key",
    ]);
  });

  test("an operator with another before it, and a condition kept elsewhere, work in the library", async () => {
    expect(await plainly({ all: [{ fact: "t1", operator: "not:equal", value: "y" }] }, { t1: "x" })).toBe(true);
    const engine = new Engine();
    engine.setCondition("shared", { all: [{ fact: "t1", operator: "equal", value: "x" }] });
    engine.addRule({ conditions: { all: [{ condition: "shared" }] }, event: { type: "fired" } });
    expect((await engine.run({ t1: "x" })).events).toHaveLength(1);
  });

  test.each([
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "startsWith",
    "not:equal",
    "everyFact:equal",
    "",
  ])("%j is no operator", (operator) => {
    expect(refusals({ all: [{ ...leaf, operator }] })).toEqual([
      { path: "/rules/0/when/all/0/operator", code: "unknown_operator" },
    ]);
  });

  test.each([
    "constructor",
    "__proto__",
    "toString",
    "network",
    "network.",
    "network.nothing",
    "extensions",
    "extensions.",
    "extensions.a-b",
    "extensions.__proto__[0]",
    "$..*",
    "",
  ])("%j is no fact", (fact) => {
    expect(refusals({ all: [{ ...leaf, fact }] })).toEqual([
      { path: "/rules/0/when/all/0/fact", code: "unknown_fact" },
    ]);
  });

  test("a condition by reference, which the library looks up elsewhere, is refused", () => {
    expect(refusals({ all: [{ condition: "shared" }] })).not.toEqual([]);
    expect(refusals({ condition: "shared" })).not.toEqual([]);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "all"],
    ["a list", [leaf]],
    ["a leaf alone", leaf],
    ["all of one, not a list", { all: leaf }],
    ["not of a list", { not: [leaf] }],
    ["a list in a list", { all: [[leaf]] }],
    ["a hole", { all: [null] }],
  ])("%s is no condition", (_, when) => {
    expect(refusals(when)).not.toEqual([]);
  });

  test("nested a hundred thousand deep it is refused as everything else", () => {
    const deep = `${'{"not":'.repeat(100_000)}${JSON.stringify(leaf)}${"}".repeat(100_000)}`;
    const text = JSON.stringify(pack("HERE")["account/own.json"]).replace('"HERE"', deep);
    expect(() => loadRules({ "account/own.json": text })).toThrow(InvalidRulesError);
  });
});

describe("order and work", () => {
  test("results of the library come as promises finish", async () => {
    const engine = new Engine();
    const slow = (ms: number) => () => new Promise((done) => setTimeout(() => done(1), ms));
    engine.addRule({ conditions: { all: [{ fact: "late", operator: "equal", value: 1 }] }, event: { type: "a" } });
    engine.addRule({ conditions: { all: [{ fact: "soon", operator: "equal", value: 1 }] }, event: { type: "b" } });
    const { events } = await engine.run({ late: slow(20), soon: slow(1) });
    expect(events.map((event) => event.type)).toEqual(["b", "a"]);
  });

  test("whatever order its promises finish in, causes stand in ours", async () => {
    const own = Object.entries({ ...pack({ all: [HELD] }), ...pack({ all: [HELD] }, "account.other") });
    const context = { network: { status: "offline" }, account: { status: "frozen" } };
    const evaluate = Rule.prototype.evaluate;
    let turn = 0;
    vi.spyOn(Rule.prototype, "evaluate").mockImplementation(async function (this: Rule, almanac: Almanac) {
      // The first that are asked answer last.
      for (let wait = 40 - 10 * turn++; wait > 0; wait--) await Promise.resolve();
      return evaluate.call(this, almanac);
    });
    for (const files of [own, [...own].reverse()]) {
      turn = 0;
      const { causes } = await diagnose(context, { rules: loadRules(Object.fromEntries(files)) });
      expect(causes.map(({ code }) => code)).toEqual([
        "network.offline",
        "account.frozen",
        "account.other",
        "account.own",
      ]);
    }
  });

  test("the library works through every rule in every run, and clones its lists each time", async () => {
    const spy = vi.spyOn(Rule.prototype, "evaluate");
    const engine = new Engine([], { allowUndefinedFacts: true });
    const long = Array.from({ length: 50 }, (_, i) => `code-${i}`);
    for (let i = 0; i < 20; i++)
      engine.addRule({ conditions: { all: [{ fact: "t1", operator: "in", value: long }] }, event: { type: `e${i}` } });
    const { results } = await engine.run({ t1: "code-1" });
    expect(spy).toHaveBeenCalledTimes(20);
    const copies = results.map(({ conditions }) => (conditions as { all: { value: unknown }[] }).all[0]?.value);
    expect(copies).toEqual(results.map(() => long));
    expect(new Set([long, ...copies]).size).toBe(21);
  });

  test("no shipped rule has a list worth minding, and only facts that tell rules apart are read to find them", () => {
    const { engine } = compiled(defaultRules());
    const lists = engine.rules.flatMap(({ leaves }) =>
      leaves.map(({ against }) => ("constant" in against ? [against.constant].flat().length : 1)),
    );
    expect(Math.max(...lists)).toBeLessThan(10);
    const keyed = new RuleEngine(
      Array.from({ length: 500 }, (_, i) => ({
        id: `r${i}`,
        when: {
          all: [
            { fact: "t1", operator: "equal" as const, value: `code-${i}` },
            { fact: `n${i}`, operator: "greaterThan" as const, value: 1 },
          ],
        },
      })),
      language,
    );
    const asked: string[] = [];
    const read = reader({ t1: "code-77", n77: 2, n78: 2 });
    const found = keyed.holding((name) => {
      asked.push(name);
      return read(name);
    });
    expect([ids(found), [...new Set(asked)].sort()]).toEqual([["r77"], ["n77", "t1"]]);
  });

  test("only rules that hold are handed over, and each of these is", async () => {
    const spy = vi.spyOn(Rule.prototype, "evaluate");
    const { causes, advice } = await diagnose(payment(7));
    const fired = [...causes, ...advice].flatMap((cause) => cause.rules);
    expect(fired.length).toBeGreaterThan(0);
    expect(spy).toHaveBeenCalledTimes(fired.length);
  });

  test("the doors we come in by are there, and the default export is not the function its types say", () => {
    expect([typeof Engine, typeof Rule, typeof Almanac]).toEqual(["function", "function", "function"]);
    // Asked of Node itself: a bundler may mend it.
    const script = 'import engine from "json-rules-engine"; console.log(typeof engine)';
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(stdout.trim()).toBe("object");
  });

  test("only one file knows the library, and only its patch releases are taken unseen", () => {
    const root = new URL("../../", import.meta.url);
    const sources = readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" });
    const knowing = sources.filter(
      (file) =>
        /\.tsx?$/.test(file) && /from "json-rules-engine"/.test(readFileSync(new URL(`src/${file}`, root), "utf8")),
    );
    expect(knowing.sort()).toEqual(["rules/engine.ts"]);
    const { dependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies["json-rules-engine"]).toBe("~7.3.1");
    const installed = JSON.parse(
      readFileSync(new URL("node_modules/json-rules-engine/package.json", root), "utf8"),
    ) as {
      version: string;
    };
    expect(installed.version).toMatch(/^7\.3\./);
  });
});

describe("a rule that json-rules-engine is asked to confirm", () => {
  test("a denied hit is a defect that is thrown, with the rule's name", async () => {
    const engine = one({ all: [{ fact: "m1", operator: "greaterThan", value: "0" }] });
    const held = engine.holding(reader({ m1: "1" }));
    await expect(engine.confirm(held, reader({ m1: "-1" }))).rejects.toThrow("defect: json-rules-engine denies rule r");
    await expect(engine.confirm(held, reader({}))).rejects.toThrow(/defect/);
  });

  test("every operator is compared by the kind of its fact", () => {
    expect(operatorsOf("boolean")).toEqual(["equal", "notEqual"]);
    for (const kind of ["money", "number", "time"] as const) expect(operatorsOf(kind)).toHaveLength(6);
    expect(operatorsOf("text")).not.toContain("lessThan");
    expect(operatorNames).toHaveLength(8);
    expect(decimal("1.0").cmp(decimal("1.00"))).toBe(0);
  });
});

describe("rule packs", () => {
  const evil = "globalThis.__txwhy_ran = true";
  test("cannot run code, whatever stands in them", async () => {
    const spies = [vi.spyOn(jsonpath, "JSONPath"), vi.spyOn(globalThis, "eval")];
    const texts = [
      evil,
      `$..[?(${evil})]`,
      `{constructor.constructor("${evil}")()}`,
      `\${${evil}}`,
      `{{${evil}}}`,
      "[]['constructor']",
    ];
    for (const text of texts) {
      for (const leaf of [
        { fact: text, operator: "equal", value: 1 },
        { fact: "network.status", operator: text, value: 1 },
        { fact: "network.status", operator: "equal", value: { fact: text } },
        { fact: "network.status", operator: "equal", value: "online", path: text },
        { fact: "network.status", operator: "equal", value: "online", params: { path: text } },
      ]) {
        expect(refusals({ all: [leaf] })).not.toEqual([]);
      }
      const rules = loadRules(
        pack({
          all: [
            { fact: "network.status", operator: "equal", value: "online" },
            { fact: "extensions.x", operator: "notEqual", value: text },
          ],
        }),
      );
      await diagnose({ network: { status: "online" }, extensions: { x: text } }, { rules });
      await diagnose({ network: { status: "online" }, extensions: { x: "y", __proto__: null } }, { rules });
    }
    expect((globalThis as Record<string, unknown>).__txwhy_ran).toBeUndefined();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test("do not reach prototypes", async () => {
    const text = JSON.stringify(
      pack({ all: [{ fact: "extensions.a", operator: "equal", value: true }] })["account/own.json"],
    );
    for (const poison of ["__proto__", "constructor", "prototype"]) {
      const poisoned = `{${JSON.stringify(poison)}:{"polluted":true},${text.slice(1)}`;
      expect(() => loadRules({ "account/own.json": poisoned })).toThrow(InvalidRulesError);
    }
    const rules = loadRules(
      pack({ all: [{ fact: "extensions.constructor.name", operator: "equal", value: "Object" }] }),
    );
    expect((await diagnose({ extensions: {} }, { rules })).causes).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("leave the shipped rules as they are", () => {
    const before = defaultRules();
    loadRules(pack({ all: [{ fact: "network.status", operator: "equal", value: "online" }] }));
    expect(defaultRules()).toBe(before);
    expect(before.causes.includes("account.own")).toBe(false);
    expect(Object.isFrozen(before)).toBe(true);
  });
});
