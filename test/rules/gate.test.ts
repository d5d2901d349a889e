import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { defaultRules, explain, InvalidRulesError, type RuleIssue } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

type Json = Record<string, unknown>;
type Files = Readonly<Record<string, unknown>>;

/** A whole, sound rule file of a user's own. */
const sound = (): Json => ({
  $schema: "../rule.schema.json",
  code: "account.credit_hold",
  since: "1.0.0",
  rules: [
    {
      name: "held_by_credit_control",
      certainty: "certain",
      when: {
        all: [
          { fact: "extensions.creditHold", operator: "equal", value: true },
          { fact: "extensions.daysOverdue", operator: "greaterThan", value: 30 },
        ],
      },
      evidence: ["extensions.daysOverdue", "transaction.amount"],
    },
  ],
  remedies: [{ action: "contact_support", who: "support", effort: "hours" }],
  text: {
    title: "On credit hold",
    explanation: "An invoice is {extensions.daysOverdue} days overdue.",
    remedies: {
      contact_support: { title: "Settle {extensions.daysOverdue} days", steps: ["Call {transaction.currency}."] },
    },
  },
});
const FILE = "account/credit_hold.json";
const holding = { extensions: { creditHold: true, daysOverdue: 45 } };

function refused(files: Files): RuleIssue[] {
  try {
    loadRules(files);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRulesError);
    expect((error as Error).name).toBe("InvalidRulesError");
    const { issues } = error as InvalidRulesError;
    for (const issue of issues) {
      expect(issue.message).not.toBe("");
      expect((error as Error).message).toContain(issue.file);
    }
    return issues;
  }
  return [];
}
const places = (files: Files): string[] => refused(files).map(({ file, path, code }) => `${file} ${path} ${code}`);

/** The sound file with one place changed; `undefined` takes it away. */
function changed(path: string, value: unknown): Json {
  const file = structuredClone(sound());
  const steps = path.split("/").slice(1);
  let holder = file as Json;
  for (const step of steps.slice(0, -1)) holder = holder[step] as Json;
  const last = steps.at(-1) as string;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return file;
}

describe("own rules", () => {
  test("lie on top of the shipped ones, with facts of one's own", async () => {
    const rules = loadRules({ [FILE]: sound() });
    const { causes, ruleSet } = await diagnose(holding, { rules });
    expect(causes.map(({ code }) => code)).toEqual(["account.credit_hold"]);
    expect(causes[0]?.explanation).toBe("An invoice is 45 days overdue.");
    expect(causes[0]?.evidence[0]).toMatchObject({ fact: "extensions.daysOverdue", value: 45 });
    expect(causes[0]?.remedies[0]?.title).toBe("Settle 45 days");
    expect(ruleSet).toEqual({ id: rules.id, version: rules.version, hash: rules.hash });
    expect(rules.causes.length).toBe(defaultRules().causes.length + 1);
    const both = await diagnose(
      { ...holding, account: { status: "frozen" }, network: { status: "offline" } },
      { rules },
    );
    expect(both.causes.map(({ code }) => code)).toEqual(["network.offline", "account.credit_hold", "account.frozen"]);
    expect((await diagnose(holding)).causes).toEqual([]);
  });

  test("never fire on facts that are missing or of another kind, and ask for them", async () => {
    const rules = loadRules({ [FILE]: sound() });
    const partial = await diagnose({ extensions: { creditHold: true } }, { rules });
    expect(partial.causes).toEqual([]);
    expect(partial.questions.map(({ path }) => path)).toContain("/extensions/daysOverdue");
    for (const extensions of [
      { creditHold: "true", daysOverdue: 45 },
      { creditHold: true, daysOverdue: "45 days" },
      { creditHold: 1, daysOverdue: 45 },
      { creditHold: [true], daysOverdue: [45] },
      { creditHold: null, daysOverdue: null },
    ]) {
      expect((await diagnose({ extensions }, { rules })).causes).toEqual([]);
    }
    const ruledOut = await diagnose({ extensions: { creditHold: false, daysOverdue: 45 } }, { rules });
    expect(ruledOut.ruledOut.map(({ cause }) => cause)).toContain("account.credit_hold");
  });

  test("may name a provider's own code, known to a table or not, beside facts", async () => {
    const cause = (when: object): Files => ({
      "account/own.json": {
        code: "account.own",
        since: "1.0.0",
        rules: [{ name: "own", certainty: "likely", when, evidence: ["failure.code"] }],
        remedies: [],
        text: { title: "Own", explanation: "Own." },
      },
    });
    const code = { fact: "failure.code", operator: "equal", value: "E-4711" };
    const named = loadRules(cause({ all: [code] }));
    const found = await diagnose({ failure: { provider: "mybank", code: "E-4711" } }, { rules: named });
    expect(found.causes.map(({ code: name, certainty }) => [name, certainty])).toEqual([["account.own", "likely"]]);
    expect(found.causes[0]?.providerCodes).toEqual([{ provider: "mybank", code: "E-4711" }]);
    expect((await diagnose({ failure: { provider: "mybank", code: "E-4712" } }, { rules: named })).causes).toEqual([]);
    const beside = loadRules(cause({ any: [code, { fact: "network.status", operator: "equal", value: "online" }] }));
    const online = { network: { status: "online" }, balance: { available: "0" } };
    for (const failure of [undefined, { code: "other" }, { provider: "stripe", code: "insufficient_funds" }]) {
      const { causes } = await diagnose({ ...online, failure: failure ?? null }, { rules: beside });
      expect(causes.map(({ code: name }) => name)).toContain("account.own");
    }
  });

  test("may reach into objects of one's own, by own keys alone", async () => {
    const rules = loadRules({
      [FILE]: changed("/rules/0/when", {
        all: [{ fact: "extensions.credit.state", operator: "equal", value: "hold" }],
      }),
    });
    const codes = async (extensions: unknown) =>
      (await diagnose({ extensions: extensions as Json }, { rules })).causes.map(({ code }) => code);
    expect(await codes({ credit: { state: "hold" } })).toEqual(["account.credit_hold"]);
    expect(await codes({ "credit.state": "hold" })).toEqual([]);
    expect(await codes({ credit: "hold" })).toEqual([]);
  });

  test("compare an amount of one's own with an amount of the transaction", async () => {
    const rules = loadRules({
      [FILE]: changed("/rules/0", {
        name: "over_the_credit_line",
        certainty: "certain",
        when: {
          all: [{ fact: "transaction.amount", operator: "greaterThan", value: { fact: "extensions.creditLine" } }],
        },
        evidence: ["transaction.amount", "extensions.creditLine"],
      }),
    });
    const of = async (creditLine: unknown) =>
      (await diagnose({ transaction: { amount: "10.00", currency: "USD" }, extensions: { creditLine } }, { rules }))
        .causes;
    expect(await of("9.50")).toHaveLength(1);
    expect(await of("100.00")).toHaveLength(0);
  });

  test("stand in place of a shipped cause of the same code, its other words with it", async () => {
    const shipped = compiled(defaultRules()).byCode.get("account.frozen")?.file as unknown as Json;
    const own = { ...structuredClone(shipped), text: { title: "Frozen by us", explanation: "We froze it." } };
    const rules = loadRules({ "account/frozen.json": own });
    expect(rules.causes.length).toBe(defaultRules().causes.length);
    for (const locale of ["en", "zh-CN", "id"]) {
      const { causes } = await diagnose({ account: { status: "frozen" } }, { rules, locale });
      expect(causes[0]?.title).toBe("Frozen by us");
    }
    const words = { "account.frozen": { title: "我们冻结了", explanation: "已冻结。" } };
    const spoken = loadRules({ "account/frozen.json": own, "locales/zh-CN/account.json": words });
    expect(
      (await diagnose({ account: { status: "frozen" } }, { rules: spoken, locale: "zh-CN" })).causes[0]?.title,
    ).toBe("我们冻结了");
    expect((await diagnose({ account: { status: "frozen" } }, { rules: spoken, locale: "en" })).causes[0]?.title).toBe(
      "Frozen by us",
    );
    expect(explain("account.frozen")?.title).not.toBe("Frozen by us");
  });

  test("may change the words alone", async () => {
    const rules = loadRules({
      "locales/id/account.json": { "account.frozen": { title: "Dibekukan", explanation: "Beku." } },
    });
    const { causes } = await diagnose({ account: { status: "frozen" } }, { rules, locale: "id" });
    expect(causes[0]?.title).toBe("Dibekukan");
    const other = await diagnose({ account: { status: "closed" } }, { rules, locale: "id" });
    const before = await diagnose({ account: { status: "closed" } }, { locale: "id" });
    expect(other.causes[0]?.title).toBe(before.causes[0]?.title);
  });

  test("may take the place of a general cause", async () => {
    const rules = loadRules({ [FILE]: changed("/replaces", ["account.frozen"]) });
    const { causes } = await diagnose({ ...holding, account: { status: "frozen" } }, { rules });
    expect(causes.map(({ code }) => code)).toEqual(["account.credit_hold"]);
  });

  test("lie on top of other own rules", async () => {
    const first = loadRules({ [FILE]: sound() });
    const second = loadRules(
      { "locales/id/account.json": { "account.credit_hold": { title: "Ditahan", explanation: "x" } } },
      first,
    );
    expect((await diagnose(holding, { rules: second, locale: "id" })).causes[0]?.title).toBe("Ditahan");
    expect(second.hash).not.toBe(first.hash);
  });

  test("remain what they were when the files change afterwards", async () => {
    const file = sound();
    const rules = loadRules({ [FILE]: file });
    (file.text as Json).title = "Changed";
    ((file.rules as Json[])[0] as Json).when = { all: [] };
    expect((await diagnose(holding, { rules })).causes[0]?.title).toBe("On credit hold");
  });

  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  test("come from a folder as well, and say the same", async () => {
    const write = (path: string, value: unknown): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof value === "string" ? value : JSON.stringify(value));
    };
    write(FILE, sound());
    write("locales/id/account.json", { "account.credit_hold": { title: "Ditahan", explanation: "x" } });
    write("rule.schema.json", {});
    write("account/README.md", "not a rule");
    const rules = loadRules(folder);
    expect((await diagnose(holding, { rules, locale: "id" })).causes[0]?.title).toBe("Ditahan");
    expect(loadRules(`${folder}/`).hash).toBe(rules.hash);
    write(FILE, `{"code": "account.credit_hold",`);
    expect(refused({ [FILE]: `{"code": "account.credit_hold",` })[0]).toMatchObject({
      file: FILE,
      path: "",
      code: "broken_json",
    });
    expect(() => loadRules(folder)).toThrow(InvalidRulesError);
  });
});

describe("the hash", () => {
  test("changes with every change of the files and with nothing else", () => {
    const hash = (files: Files) => loadRules(files).hash;
    const base = hash({ [FILE]: sound() });
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(base).not.toBe(defaultRules().hash);
    expect(hash({ [FILE]: sound() })).toBe(base);
    const shuffled = Object.fromEntries(Object.entries(sound()).reverse());
    expect(hash({ [FILE]: shuffled })).toBe(base);
    expect(hash({ [FILE]: changed("/text/title", "Other") })).not.toBe(base);
    expect(hash({ [FILE]: changed("/remedies/0/effort", "days") })).not.toBe(base);
    expect(hash({ [FILE]: changed("/rules/0/when/all/1/value", 31) })).not.toBe(base);
    const words = { "account.frozen": { title: "x", explanation: "y" } };
    const two = { [FILE]: sound(), "locales/id/account.json": words };
    expect(hash(two)).not.toBe(base);
    expect(hash({ "locales/id/account.json": words, [FILE]: sound() })).toBe(hash(two));
  });
});

describe("refused with file, pointer and reason:", () => {
  test("nothing, where nothing is wrong", () => {
    expect(refused({ [FILE]: sound() })).toEqual([]);
    expect(refused({ [FILE]: JSON.stringify(sound()) })).toEqual([]);
    expect(refused({})).toEqual([]);
  });

  const WHEN = "/rules/0/when/all/0";
  test.each<[string, string, unknown, string, string]>([
    ["an unknown key", "/colour", "red", "/colour", "unknown_key"],
    ["an unknown key of a rule", "/rules/0/priority", 5, "/rules/0/priority", "unknown_key"],
    ["an unknown key of a remedy", "/remedies/0/cost", 5, "/remedies/0/cost", "unknown_key"],
    ["an unknown key of the text", "/text/headline", "x", "/text/headline", "unknown_key"],
    ["an unknown key of a condition", `${WHEN}/path`, "$.x", `${WHEN}/path`, "unknown_key"],
    ["an unknown fact", `${WHEN}/fact`, "transaction.amuont", `${WHEN}/fact`, "unknown_fact"],
    [
      "an unknown fact to compare with",
      `${WHEN}/value`,
      { fact: "balance.nope" },
      `${WHEN}/value/fact`,
      "unknown_fact",
    ],
    ["an unknown fact in the evidence", "/rules/0/evidence/0", "balance.nope", "/rules/0/evidence/0", "unknown_fact"],
    ["an unknown operator", `${WHEN}/operator`, "greater", `${WHEN}/operator`, "unknown_operator"],
    [
      "an operator that does not compare this kind",
      `${WHEN}/operator`,
      "lessThan",
      `${WHEN}/operator`,
      "wrong_operator",
    ],
    ["an unknown action", "/remedies/0/action", "pray", "/remedies/0/action", "unknown_action"],
    [
      "an unknown placeholder in the explanation",
      "/text/explanation",
      "{balance.nope}",
      "/text/explanation",
      "unknown_placeholder",
    ],
    ["an unknown placeholder in the title", "/text/title", "{nope}", "/text/title", "unknown_placeholder"],
    ["an empty placeholder", "/text/title", "{}", "/text/title", "unknown_placeholder"],
    [
      "an unknown placeholder in a step",
      "/text/remedies/contact_support/steps/0",
      "{nope}",
      "/text/remedies/contact_support/steps/0",
      "unknown_placeholder",
    ],
    [
      "words for a remedy the cause has not",
      "/text/remedies/top_up",
      { title: "x" },
      "/text/remedies/top_up",
      "unknown_action",
    ],
    [
      "words for a rule the cause has not",
      "/text/rules",
      { nope: { explanation: "x" } },
      "/text/rules/nope",
      "unknown_rule",
    ],
    ["an unknown cause to replace", "/replaces", ["balance.nope"], "/replaces/0", "unknown_replaces"],
    ["itself to replace", "/replaces", ["account.credit_hold"], "/replaces/0", "replaces_ring"],
    ["a code that is not its path", "/code", "account.other", "/code", "code_not_path"],
    ["a certainty that is none", "/rules/0/certainty", "sure", "/rules/0/certainty", "invalid_value"],
    ["no rule", "/rules", [], "/rules", "too_small"],
    ["no text", "/text", undefined, "/text", "invalid_type"],
    [
      "an amount of money",
      WHEN,
      { fact: "transaction.amount", operator: "greaterThan", value: "100.00" },
      `${WHEN}/value`,
      "money_in_rule",
    ],
    [
      "an amount of money as a number",
      WHEN,
      { fact: "transaction.amount", operator: "greaterThan", value: 100 },
      `${WHEN}/value`,
      "money_in_rule",
    ],
    [
      "a constant of another kind",
      WHEN,
      { fact: "network.latencyMs", operator: "greaterThan", value: "2000" },
      `${WHEN}/value`,
      "wrong_kind",
    ],
    [
      "a fact of another kind",
      WHEN,
      { fact: "network.latencyMs", operator: "greaterThan", value: { fact: "transaction.amount" } },
      `${WHEN}/value/fact`,
      "wrong_kind",
    ],
    [
      "a list where one value is expected",
      WHEN,
      { fact: "network.status", operator: "equal", value: ["online"] },
      `${WHEN}/value`,
      "wrong_kind",
    ],
    [
      "one value where a list is expected",
      WHEN,
      { fact: "network.status", operator: "in", value: "online" },
      `${WHEN}/value`,
      "wrong_kind",
    ],
  ])("%s", (_, path, value, at, code) => {
    const found = refused({ [FILE]: changed(path, value) });
    expect(found.map((issue) => `${issue.file} ${issue.path} ${issue.code}`)).toContain(`${FILE} ${at} ${code}`);
  });

  test("a ring of replaces, also over shipped causes", () => {
    const a = { ...sound(), replaces: ["account.second"] };
    const b = { ...sound(), code: "account.second", replaces: ["account.credit_hold"] };
    const found = places({ [FILE]: a, "account/second.json": b });
    expect(found).toContain(`${FILE} /replaces/0 replaces_ring`);
    expect(found).toContain("account/second.json /replaces/0 replaces_ring");
    const insufficient = {
      ...structuredClone(compiled(defaultRules()).byCode.get("balance.insufficient")?.file as unknown as Json),
      replaces: ["balance.held"],
    };
    expect(places({ "balance/insufficient.json": insufficient })).toContain(
      "balance/insufficient.json /replaces/0 replaces_ring",
    );
  });

  test("a key that stands twice, also where it is escaped", () => {
    const text = JSON.stringify(sound());
    const twice = text.replace('"since":', '"sin\\u0063e":"0.1.0","since":');
    expect(places({ [FILE]: twice })).toEqual([`${FILE} /since duplicate_key`]);
    const inside = text.replace('"operator":"equal"', '"operator":"notEqual","operator":"equal"');
    expect(places({ [FILE]: inside })).toEqual([`${FILE} /rules/0/when/all/0/operator duplicate_key`]);
    const words = '{"account.frozen":{"title":"x","explanation":"y"},"account.frozen":{"title":"z","explanation":"y"}}';
    expect(places({ "locales/id/account.json": words })).toEqual([
      "locales/id/account.json /account.frozen duplicate_key",
    ]);
  });

  test.each(["", "{", "{}x", "null", "[]", "42", '"x"', "{'a':1}", '{"code":}', "\ufeff{}", "// no\n{}"])(
    "%j",
    (text) => {
      const found = refused({ [FILE]: text });
      expect(found.length).toBeGreaterThan(0);
      for (const issue of found) expect(issue.file).toBe(FILE);
    },
  );

  test("other words with faults of their own", () => {
    const words = (value: unknown) => places({ "locales/id/account.json": { "account.frozen": value } });
    const place = "locales/id/account.json /account.frozen";
    expect(words({ title: "x", explanation: "{nope}" })).toEqual([`${place}/explanation unknown_placeholder`]);
    expect(words({ title: "x", explanation: "y", colour: "red" })).toEqual([`${place}/colour unknown_key`]);
    expect(words({ title: "x" })).toHaveLength(1);
    expect(words({ title: "x", explanation: "y", remedies: { top_up: { title: "z" } } })).toEqual([
      `${place}/remedies/top_up unknown_action`,
    ]);
    expect(places({ "locales/id/account.json": { "account.nope": { title: "x", explanation: "y" } } })).toEqual([
      "locales/id/account.json /account.nope unknown_cause",
    ]);
    expect(places({ "locales/id/account.json": "[]" })).toHaveLength(1);
  });

  test("all faults of all files at once", () => {
    const found = places({
      [FILE]: { ...changed("/rules/0/when/all/0/fact", "a.b"), colour: "red" },
      "account/other.json": { ...sound(), code: "account.third" },
      "account/broken.json": "{",
      "locales/id/account.json": { "account.nope": {} },
    });
    for (const file of [FILE, "account/other.json", "account/broken.json", "locales/id/account.json"])
      expect(found.some((place) => place.startsWith(`${file} `))).toBe(true);
  });

  test("two files of one code", () => {
    const twice = refused({ [FILE]: sound(), [`more/${FILE}`]: sound() });
    expect(twice.length).toBeGreaterThan(0);
  });

  test("two rules of one name", () => {
    const file = sound();
    const [rule] = file.rules as Json[];
    file.rules = [rule, { ...rule, when: { all: [{ fact: "network.status", operator: "equal", value: "offline" }] } }];
    expect(refused({ [FILE]: file }).length).toBeGreaterThan(0);
  });

  test("a fact of one's own that is misspelt by its form", () => {
    for (const fact of [
      "extensions.credit-hold",
      "extensions.",
      "extensions.a..b",
      "extensions.1a",
      "extensions.a[0]",
    ]) {
      expect(places({ [FILE]: changed("/rules/0/when/all/0/fact", fact) })).toContain(
        `${FILE} ${WHEN}/fact unknown_fact`,
      );
    }
  });

  test("a parameter in the words that the action does not have", () => {
    const found = refused({ [FILE]: changed("/text/remedies/contact_support/title", "Pay {params.amuont}") });
    expect(found.length).toBeGreaterThan(0);
  });

  test("a fact of one's own that is used as two kinds, whichever file comes first", async () => {
    const rule = (code: string, value: unknown): Json => ({
      ...sound(),
      code,
      rules: [
        {
          name: "own",
          certainty: "certain",
          when: { all: [{ fact: "extensions.tier", operator: "equal", value }] },
          evidence: ["transaction.amount"],
        },
      ],
      text: { title: "x", explanation: "y" },
      remedies: [],
    });
    const files: [string, Json][] = [
      ["account/a.json", rule("account.a", "0")],
      ["payee/b.json", rule("payee.b", "gold")],
    ];
    for (const order of [files, [...files].reverse()]) {
      let rules: ReturnType<typeof loadRules>;
      try {
        rules = loadRules(Object.fromEntries(order));
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidRulesError);
        continue;
      }
      // Accepted: then it works, and compares what was written.
      const codes = async (tier: unknown) =>
        (await diagnose({ extensions: { tier } }, { rules })).causes.map(({ code }) => code);
      expect(await codes("5")).toEqual([]);
      expect(await codes("gold")).toEqual(["payee.b"]);
      expect(await codes("0")).toEqual(["account.a"]);
    }
  });

  test("own texts that look like numbers are compared as texts", async () => {
    const rules = loadRules({
      [FILE]: changed("/rules/0/when/all", [{ fact: "extensions.tier", operator: "in", value: ["gold", "5"] }]),
    });
    expect((await diagnose({ extensions: { tier: "5" } }, { rules })).causes).toHaveLength(1);
    expect((await diagnose({ extensions: { tier: "5.0" } }, { rules })).causes).toHaveLength(0);
  });

  test("facts of one's own in a condition of replacing, alone", () => {
    const when = { all: [{ fact: "extensions.flag", operator: "equal", value: true }] };
    expect(refused({ [FILE]: changed("/replaces", [{ code: "account.frozen", when }]) })).toEqual([]);
  });
});

describe("a rule set", () => {
  test("is frozen, and the shipped ones pass the same gate", () => {
    const rules = defaultRules();
    expect(Object.isFrozen(rules)).toBe(true);
    const files = Object.fromEntries(
      [...compiled(rules).byCode.values()].map(({ code, file }) => [`${code.replace(".", "/")}.json`, file]),
    );
    expect(refused(files)).toEqual([]);
  });
});
