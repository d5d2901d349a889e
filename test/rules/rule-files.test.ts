import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { composeRules } from "../../src/api/core.js";
import { defaultRules, InvalidRulesError } from "../../src/api/index.js";
import { readRuleFolder } from "../../src/rules/folder.js";
import id from "../../src/rules/generated/locales/id.js";
import { loadWhole } from "../../src/rules/load.js";
import { causeMeanings, compiled, isRuleSet } from "../../src/rules/rule-set.js";
import { folderWith } from "../cli/helpers.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const isTrue = (fact: string) => ({ fact, operator: "equal", value: true });
const cause = (code: string, change: object = {}) => ({
  code,
  since: "1.0.0",
  rules: [{ name: "so", certainty: "certain", when: { all: [isTrue("extensions.so")] }, evidence: ["extensions.so"] }],
  remedies: [],
  text: { title: "So it is", explanation: "So it is." },
  ...change,
});
const fileOf = (code: string, change: object = {}) => ({ [`${code.replace(".", "/")}.json`]: cause(code, change) });

/** The faults of rule files: file, place, code and message. */
function faults(files: unknown): string[][] {
  try {
    loadRules(files as string);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRulesError);
    return (error as InvalidRulesError).issues.map(({ file, path, code, message }) => [file, path, code, message]);
  }
}

describe("rule files as values", () => {
  it.each([[5], [null], [undefined], [[]], [() => 1]])("are no %o", (source) => {
    expect(faults(source)).toEqual([["(files)", "", "invalid_type", "expected a folder, or rule files by path"]]);
  });

  it("are never run: an accessor is a fault, and what is hidden is not read", () => {
    let calls = 0;
    const files = Object.defineProperty({ ...fileOf("merchant.own") }, "merchant/other.json", {
      enumerable: true,
      get: () => ++calls,
    });
    expect(faults(files).map(([file]) => file)).toEqual(["merchant/other.json"]);
    expect(calls).toBe(0);
    const hidden = Object.defineProperty({ ...fileOf("merchant.own") }, "merchant/other.json", { value: "{" });
    expect(faults(hidden)).toEqual([]);
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    expect(faults(hostile)).toEqual([["(files)", "", "invalid_type", "expected a folder, or rule files by path"]]);
  });

  it("laid over own ones are still one's own, once", () => {
    const own = loadRules(fileOf("merchant.own"));
    expect(loadRules(fileOf("merchant.more"), own).id).toBe("txwhy+own");
    expect(loadRules(fileOf("merchant.more"), own).causes).toEqual(
      expect.arrayContaining(["merchant.own", "merchant.more"]),
    );
  });
});

describe("a folder of rules", () => {
  it("is read in the order of its paths, without what is hidden, installed or no JSON", () => {
    const folder = folderWith({
      "b/z.json": "1",
      "b/a.json": "2",
      "a.json": "3",
      "b/.hidden.json": "",
      ".git/x.json": "",
      "node_modules/x.json": "",
      "readme.md": "",
    });
    const files = { "a.json": "3", "b/a.json": "2", "b/z.json": "1" };
    for (const path of [folder, `${folder}/`, `${folder}//`]) expect(readRuleFolder(path)).toEqual(files);
    expect(Object.keys(readRuleFolder(folder))).toEqual(Object.keys(files));
  });

  it("that cannot be read is named, with what to do", () => {
    const gone = join(folderWith({}), "gone");
    const message = "there is no such file or folder; name a folder of rule files";
    expect(faults(gone)).toEqual([[gone, "", "unreadable", message]]);
    const file = join(folderWith({ "a.json": "{}" }), "a.json");
    expect(faults(file)).toEqual([[file, "", "unreadable", "cannot be read (ENOTDIR); name a folder of rule files"]]);
    for (const path of ["", "a\0b"]) expect(faults(path)).toEqual([[path, "", "unreadable", "name a folder"]]);
    expect(faults(`\0${"x".repeat(600)}`)[0]?.[0]).toHaveLength(500);
  });

  it("that is whole needs no other rules, and is checked as a whole", () => {
    const { issues, rules, causes } = loadWhole({ "merchant/own.json": JSON.stringify(cause("merchant.own")) });
    expect(issues.map(({ file, code }) => [file, code])).toEqual([["locales/en/words.json", "missing_file"]]);
    expect([rules, causes.map(({ code }) => code)]).toEqual([null, ["merchant.own"]]);
    const shipped = readRuleFolder("rules");
    const whole = loadWhole(shipped);
    expect([whole.issues, whole.rules?.id, whole.rules?.locales]).toEqual([[], "folder", ["en", "id", "zh-CN"]]);
    expect(whole.rules?.hash).toMatch(/^[0-9a-f]{64}$/);
    // English is looked at first, whatever the order, and has all words; others are compared with it.
    const german = { "locales/de/words.json": '{"phrases": {"nope": "nein"}}', ...shipped };
    const codes = loadWhole(german).issues.map(({ file, code }) => `${file} ${code}`);
    expect(codes).toContain("locales/de/words.json extra_key");
    const { "locales/en/words.json": _, ...without } = shipped;
    const english = loadWhole({ ...without, "locales/en/words.json": "{}" }).issues;
    expect(english[0]).toMatchObject({ file: "locales/en/words.json", code: "invalid_type" });
  });
});

describe("a fault of a rule file", () => {
  it("is cut where its message quotes something endless, and others are counted from the thousandth on", () => {
    const [[, , , message = ""] = []] = faults({
      "codes/generic.json": { words: [{ word: "a", cause: `payee.${"x".repeat(600)}` }] },
    });
    expect(message.length).toBe(503);
    expect(message).toMatch(/^no cause is called .* … x+"$/);
    const words = (n: number) => ({
      "codes/generic.json": {
        words: Array.from({ length: n }, (_, i) => ({
          word: `w_${"abcdefghij"[i % 10]}${"abcdefghij"[Math.floor(i / 10) % 10]}${"abcdefghij"[Math.floor(i / 100) % 10]}${i >= 1000 ? "z" : ""}`,
          cause: "payee.gone",
        })),
      },
    });
    expect(faults(words(1000))).toHaveLength(1000);
    const many = faults(words(1002));
    expect(many).toHaveLength(1001);
    expect(many.at(-1)).toEqual(["codes/generic.json", "", "more_faults", "and 2 more; fix these first"]);
  });

  it("is a path that no rule file has, and a limit on retries without a duration", () => {
    expect(faults({ "codes/a/b.json": {} }).map(([file, , code]) => [file, code])).toEqual([
      ["codes/a/b.json", "unknown_file"],
    ]);
    const limit = {
      id: "own",
      brand: "visa",
      declines: "soft",
      counts: "retries",
      sameAmount: false,
      count: 3,
      edition: "2026",
      source: { title: "T", url: "https://acme.example", date: "2026-11-28" },
    };
    const limits = (...windows: string[]) => ({
      "retry-limits.json": { limits: windows.map((window, i) => ({ ...limit, id: `own_${"ab"[i]}`, window })) },
    });
    expect(faults(limits("P30D", "PT24H"))).toEqual([]);
    expect(faults(limits("P30D", "P1X"))).toEqual([
      [
        "retry-limits.json",
        "/limits/1/window",
        "invalid_duration",
        '"P1X" is no ISO 8601 duration; write it as P30D or PT24H',
      ],
    ]);
  });

  it("is an own fact that is compared as two kinds, named where it is first compared", () => {
    const compares = (value: unknown) => ({
      rules: [
        {
          name: "so",
          certainty: "certain",
          when: { all: [{ fact: "extensions.so", operator: "equal", value }] },
          evidence: ["extensions.so"],
        },
      ],
    });
    const message = "extensions.so is compared as boolean and as text; a fact has one kind";
    const files = { ...fileOf("merchant.b", compares("yes")), ...fileOf("merchant.a", compares(true)) };
    expect(faults(files).filter(([, , code]) => code === "mixed_kinds")).toEqual([
      ["merchant/b.json", "", "mixed_kinds", message],
    ]);
    // A file that replaces a cause of the base takes its place in this too.
    const base = loadRules(fileOf("merchant.a", compares("yes")));
    expect(loadRules(fileOf("merchant.a", compares(true)), base).causes).toContain("merchant.a");
  });

  it("is a language that is called like none, and phrases of a cause that there is not", () => {
    expect(faults({ "locales/vi_VN/payee.json": {} }).map(([, , code]) => code)).toEqual(["invalid_tag"]);
    const phrases = {
      language: "en",
      negation: { before: [], after: [] },
      between: [],
      payee: { words: [], links: [] },
      means: { "payee.gone": ["gone fishing"] },
    };
    expect(faults({ "phrases/en.json": phrases }).map(([, path, code]) => [path, code])).toEqual([
      ["/means/payee.gone", "unknown_cause"],
    ]);
  });
});

describe("own phrases", () => {
  it("are read beside the shipped ones", async () => {
    const rules = loadRules({
      "phrases/en.json": {
        language: "en",
        negation: { before: [], after: [] },
        between: [],
        payee: { words: [], links: [] },
        means: { "payee.closed": ["gone fishing"] },
      },
    });
    const read = async (message: string) => (await diagnose({ failure: { message } }, { rules })).causes[0]?.code;
    expect(await read("The account is gone fishing")).toBe("payee.closed");
    expect(await read("Insufficient funds")).toBe("balance.insufficient");
  });
});

describe("a rule set", () => {
  it("has its causes in the order of a payment, then of their codes, whatever the order of the files", () => {
    const files = {
      ...fileOf("payee.zebra"),
      ...fileOf("merchant.b"),
      ...fileOf("merchant.a"),
      ...fileOf("account.z"),
    };
    const rules = loadRules(files);
    const own = ["account.z", "merchant.a", "merchant.b", "payee.zebra"];
    const places = own.map((code) => rules.causes.indexOf(code));
    const groupOf = (code = ""): string => code.split(".")[0] as string;
    const groups = [...new Set(rules.causes.map(groupOf))];
    expect(groups).toEqual([...new Set(defaultRules().causes.map(groupOf))]);
    for (const group of groups) {
      const codes = rules.causes.filter((code) => groupOf(code) === group);
      expect(codes).toEqual([...codes].sort());
    }
    expect(places).not.toContain(-1);
    expect(rules.sorted.map(({ code }) => code)).toEqual([...rules.causes].sort());
    expect(rules.rules.map(({ compiled }) => compiled.index)).toEqual(rules.rules.map((_, i) => i));
  });

  it("knows the facts that the texts of a cause name, in any language, and no numbers of remedies and no terms", () => {
    const rules = loadRules({
      ...fileOf("merchant.own", {
        text: {
          title: "{balance.available}",
          explanation: "{term.payment} of {transaction.amount}, {balance.available}.",
        },
        remedies: [{ action: "contact_merchant", who: "merchant", effort: "hours" }],
      }),
      "locales/id/merchant.json": {
        "merchant.own": { title: "{balance.available}", explanation: "{transaction.amount}, {balance.available}." },
      },
    });
    expect([...rules.factsInTexts("merchant.own")].sort()).toEqual(["balance.available", "transaction.amount"]);
    expect(rules.factsInTexts("merchant.own")).toBe(rules.factsInTexts("merchant.own"));
    expect(rules.factsInTexts("no.such")).toEqual([]);
  });

  it("knows which rules read a code, which can come true as time passes, and which leave open whose fault it is", () => {
    const rule = (name: string, when: object, change: object = {}) => ({
      name,
      certainty: "certain",
      when: { all: [when] },
      evidence: ["transaction.at"],
      ...change,
    });
    const past = { fact: "transaction.at", operator: "greaterThan", value: { fact: "extensions.end" } };
    const rules = loadRules(
      fileOf("merchant.own", {
        rules: [
          rule("late", past),
          rule("so", isTrue("extensions.so"), { partyUnknown: true }),
          rule("code", { fact: "failure.code", operator: "equal", value: "X" }, { certainty: "code" }),
          {
            ...rule("late_code", past),
            when: { all: [past, { fact: "failure.code", operator: "equal", value: "Y" }] },
          },
        ],
      }),
    );
    const own = rules.byCode.get("merchant.own");
    const names = (some: readonly { name: string }[] = []): string[] => some.map(({ name }) => name);
    expect(names(own?.byFacts)).toEqual(["late", "so"]);
    expect(names(own?.rules.filter(({ partyUnknown }) => partyUnknown))).toEqual(["so"]);
    expect(names(rules.dated.filter((one) => one.cause === "merchant.own"))).toEqual(["late"]);
  });

  it("knows what the causes say of the codes that mean them", () => {
    const files = [
      { code: "a.silent", givesNoReason: true },
      { code: "b.other", payeeCause: "b.payee", merchantCause: "b.merchant", ownCause: "b.own" },
      { code: "c.unknown", outcomeUnknown: true },
      { code: "d.check", retry: "check_status_first" },
      { code: "e.never", retry: "never", codeOfUnknownOutcome: true },
    ] as unknown as Parameters<typeof causeMeanings>[0];
    expect(causeMeanings(files)).toEqual({
      reasonless: new Set(["a.silent"]),
      payees: new Map([["b.other", "b.payee"]]),
      moved: new Set(["c.unknown", "d.check"]),
      unknownOutcome: "e.never",
      merchants: new Map([["b.other", "b.merchant"]]),
      owns: new Map([["b.other", "b.own"]]),
    });
    expect(causeMeanings([]).unknownOutcome).toBeNull();
  });

  it("is told from anything else", () => {
    expect(isRuleSet(defaultRules())).toBe(true);
    expect(isRuleSet({ ...defaultRules() })).toBe(false);
    expect(
      isRuleSet(
        new Proxy(
          {},
          {
            getPrototypeOf: () => {
              throw new Error("no");
            },
          },
        ),
      ),
    ).toBe(false);
    expect(() => compiled({} as never)).toThrow(InvalidRulesError);
  });

  it("composed of packs takes shipped ones as they are, and checks one's own", () => {
    const own = { locale: "id", load: id.load };
    expect(composeRules({ locales: [id] }).id).toBe("txwhy");
    expect(composeRules({ locales: [id] }).locales).toEqual(["en", "id"]);
    expect(composeRules({ locales: [own] })).toMatchObject({ id: "txwhy+own", locales: ["en", "id"] });
    expect(composeRules({ locales: [id] }).hash).not.toBe(composeRules().hash);
    const { words, causes } = id.load();
    const lacking = { locale: "vi", load: () => ({ words, causes: { "payee.closed": causes["payee.closed"] } }) };
    expect(() => composeRules({ locales: [lacking as never] })).toThrow(/locales\/vi\/.*missing/);
  });
});
