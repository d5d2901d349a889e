import { describe, expect, it } from "vitest";
import type { CodeTable, PhraseTable } from "../../src/facts/code-table.js";
import {
  doubledNames,
  genericIssues,
  overPhrases,
  overTable,
  packOf,
  phraseIssues,
  sourceIssues,
  tableIssues,
} from "../../src/rules/check-codes.js";
import { completeTextIssues, isLocaleTag, overWords, wordIssues } from "../../src/rules/check-locale.js";
import type { CauseFile, SomeWords, Words } from "../../src/rules/files.js";
import { ruleFileKind, ruleFilesIn } from "../../src/rules/folder.js";
import { newestLimits, overLimits } from "../../src/rules/retry-limits.js";

const CAUSES = new Set(["balance.insufficient", "payee.closed"]);
const source = { title: "Docs", url: "https://acme.example", date: "2026-11-22" };
const row = (code: string, change: object = {}) => ({ code, meaning: code, cause: null, retry: "never", ...change });
const scheme = (rows: object[], change: object = {}) => ({
  level: "provider",
  field: "error",
  source: "docs",
  codes: rows,
  ...change,
});
const table = (change: object = {}): CodeTable =>
  ({
    provider: "acme",
    name: "Acme",
    mainScheme: "acme.code",
    sources: { docs: source },
    schemes: { "acme.code": scheme([row("E1")]) },
    ...change,
  }) as CodeTable;
const placed = (issues: { path: string; code: string }[]): string[] =>
  issues.map(({ path, code }) => `${path} ${code}`);

describe("the faults of a code table", () => {
  const FILE = "codes/acme.json";
  const faults = (change: object): string[] => placed(tableIssues(FILE, table(change), CAUSES));
  const ofRow = (change: object): string[] => faults({ schemes: { "acme.code": scheme([row("E1", change)]) } });

  it("are none of a sound one", () => {
    expect(faults({})).toEqual([]);
    expect(ofRow({ cause: "payee.closed", source: "docs", feeCurrencyCause: "payee.closed" })).toEqual([]);
    expect(ofRow({ kinds: { refund: { cause: null }, payout: { cause: "payee.closed", source: "docs" } } })).toEqual(
      [],
    );
  });

  it.each<[string, object, string]>([
    ["/cause unknown_cause", { cause: "payee.gone" }, "its cause"],
    ["/feeCurrencyCause unknown_cause", { feeCurrencyCause: "payee.gone" }, "its cause by the currency of a fee"],
    ["/kinds/payout/cause unknown_cause", { kinds: { payout: { cause: "payee.gone" } } }, "its cause for one kind"],
    ["/kinds/payout/source unknown_source", { kinds: { payout: { source: "x" } } }, "its source for one kind"],
    ["/source unknown_source", { source: "toString" }, "its source, also where an object has that name"],
  ])("are of a row %s: %o", (place, change) => {
    expect(ofRow(change)).toEqual([`/schemes/acme.code/codes/0${place}`]);
  });

  it("are two codes that differ in case, width or spaces alone", () => {
    const twice = (...codes: string[]) => faults({ schemes: { "acme.code": scheme(codes.map((code) => row(code))) } });
    for (const other of ["e1", " E1 ", "Ｅ１"])
      expect(twice("E1", other)).toEqual(["/schemes/acme.code/codes/1/code duplicate_code"]);
    expect(twice("E1", "E2")).toEqual([]);
  });

  it("are patterns that do not compile, wherever they are", () => {
    expect(faults({ schemes: { "acme.code": scheme([], { spelled: { code: "E1", not: "(" } }) } })).toEqual([
      "/schemes/acme.code/spelled/not invalid_value",
    ]);
    const shape = { format: "acme.error", source: "docs", marks: [{ path: "a", match: "(" }] };
    expect(faults({ shapes: [shape] })).toEqual(["/shapes/0/marks/0/match invalid_value"]);
    expect(faults({ shapes: [{ ...shape, marks: [{ text: "[", like: { any: "*", ok: "a" }, other: "(" }] }] })).toEqual(
      ["/shapes/0/marks/0/text invalid_value", "/shapes/0/marks/0/like/any invalid_value"],
    );
  });

  it("are shapes without marks, and those that follow no shape with marks", () => {
    const marked = { format: "one", source: "docs", marks: [] };
    expect(faults({ shapes: [marked, { format: "two", source: "docs", as: "one" }] })).toEqual([]);
    expect(faults({ shapes: [{ format: "two", source: "docs" }] })).toEqual(["/shapes/0 missing"]);
    expect(faults({ shapes: [{ format: "two", source: "gone", as: "two" }] })).toEqual([
      "/shapes/0/source unknown_source",
      "/shapes/0/as unknown_shape",
    ]);
  });

  it("are names and schemes of another provider's, not those of the table that it is laid over", () => {
    const other = packOf(table({ provider: "other", aliases: ["Acme Pay"], schemes: { "other.code": scheme([]) } }));
    const own = table({
      aliases: ["mine", "ACME PAY", "Other"],
      schemes: { "acme.code": scheme([]), "other.code": scheme([]) },
    });
    expect(placed(doubledNames(FILE, own, [other]))).toEqual([
      "/aliases/1 duplicate_provider",
      "/aliases/2 duplicate_provider",
      "/schemes/other.code duplicate_scheme",
    ]);
    expect(doubledNames(FILE, { ...own, provider: "other" }, [other])).toEqual([]);
  });

  it.each(["title", "url", "date"])("are sources with another %s than the shipped one of that name", (part) => {
    const own = (change: object) => sourceIssues(FILE, table({ sources: { docs: { ...source, ...change } } }), table());
    expect(own({})).toEqual([]);
    expect(placed(own({ [part]: "2026-11-23" }))).toEqual(["/sources/docs duplicate_source"]);
    expect(sourceIssues(FILE, table({ sources: { mine: source, toString: source } }), table())).toEqual([]);
  });
});

describe("a table laid over another", () => {
  it("replaces the rows of its codes, and keeps the others with the source that they had", () => {
    const below = table({
      aliases: ["one", "two"],
      sources: { old: source },
      schemes: {
        "acme.code": scheme([row("E1"), row("E2"), row("E3", { source: "row" })], { source: "old" }),
        "acme.other": scheme([row("X")]),
      },
      shapes: [{ format: "below" }],
    });
    const own = table({
      aliases: ["two", "three"],
      schemes: { "acme.code": scheme([row("e1", { meaning: "mine" })]), "acme.new": scheme([row("N")]) },
      shapes: [{ format: "own" }],
    });
    const laid = overTable(own, below);
    expect(laid.aliases).toEqual(["one", "two", "three"]);
    expect(Object.keys(laid.sources)).toEqual(["old", "docs"]);
    expect(laid.schemes["acme.code"]?.codes.map(({ code, source }) => [code, source])).toEqual([
      ["e1", undefined],
      ["E2", "old"],
      ["E3", "row"],
    ]);
    expect(Object.keys(laid.schemes)).toEqual(["acme.code", "acme.other", "acme.new"]);
    expect(laid.shapes?.map(({ format }) => format)).toEqual(["own", "below"]);
    expect([overTable(table(), table()).aliases, overTable(table(), table()).shapes]).toEqual([[], []]);
  });
});

describe("words that mean the same everywhere", () => {
  it("are there once, and of causes that there are", () => {
    const words = [
      { word: "a", cause: "payee.closed" },
      { word: "a", cause: "payee.gone" },
    ];
    expect(placed(genericIssues("codes/generic.json", { words }, CAUSES))).toEqual([
      "/words/1/word duplicate_code",
      "/words/1/cause unknown_cause",
    ]);
  });
});

describe("phrases", () => {
  const phrases = (change: object = {}): PhraseTable =>
    ({
      language: "en",
      negation: { before: ["not"], after: [] },
      between: ["a"],
      payee: { words: ["payee"], links: ["of"] },
      means: { "payee.closed": ["account closed"] },
      ...change,
    }) as PhraseTable;
  const faults = (change: object, file = "phrases/en.json") => placed(phraseIssues(file, phrases(change), CAUSES));

  it("have their language's file, causes that there are, and sets that there are; and are there once in all parts", () => {
    expect(faults({})).toEqual([]);
    expect(faults({}, "phrases/de.json")).toEqual(["/language language_not_path"]);
    expect(faults({ warns: { "payee.gone": ["money gone"] } })).toEqual(["/warns/payee.gone unknown_cause"]);
    expect(faults({ meansAlone: { "payee.closed": ["x", "account closed"] } })).toEqual([
      "/meansAlone/payee.closed/1 duplicate_phrase",
    ]);
    const means = { "payee.closed": ["{wrong} account", "{gone} {away}"] };
    expect(faults({ sets: { wrong: ["bad"] }, means })).toEqual([
      "/means/payee.closed/1 unknown_set",
      "/means/payee.closed/1 unknown_set",
    ]);
  });

  it("laid over others replace the same phrase, whatever it meant, and leave the rest and other languages", () => {
    const below = phrases({
      sets: { wrong: ["bad"], other: ["o"] },
      means: { "payee.closed": ["account closed", "account gone"] },
      warns: { "balance.insufficient": ["moved"] },
      claimsNothing: ["nothing", "moved"],
    });
    const german = phrases({ language: "de" });
    const own = phrases({
      negation: { before: ["never", "not"], after: ["no"] },
      sets: { wrong: ["false"], mine: ["m"] },
      means: { "balance.insufficient": ["account gone"], "payee.closed": ["shut"] },
      meansAlone: { "payee.closed": ["moved"] },
    });
    const [english, other, ...none] = overPhrases([own], [below, german]);
    expect([other, none]).toEqual([german, []]);
    expect(english).toMatchObject({
      language: "en",
      negation: { before: ["not", "never"], after: ["no"] },
      between: ["a"],
      payee: { words: ["payee"], links: ["of"] },
      sets: { wrong: ["bad", "false"], other: ["o"], mine: ["m"] },
      means: { "payee.closed": ["account closed", "shut"], "balance.insufficient": ["account gone"] },
      meansAlone: { "payee.closed": ["moved"] },
      warns: { "balance.insufficient": [] },
      claimsNothing: ["nothing"],
    });
    expect(overPhrases([phrases({ language: "fr" })], [german]).map(({ language }) => language)).toEqual(["de", "fr"]);
  });
});

describe("the words of a language", () => {
  const english = {
    actions: { top_up: { title: "Add {params.amount}", steps: ["Open it.", "Add it."] } },
    terms: { payment: "payment" },
    facts: { "balance.available": "Balance" },
    phrases: { a: "A {x}", b: "B", c: "C", d: "D", e: "E", list: ["one", "two"] },
  } as unknown as Words;
  const faults = (words: object, whole = false) => placed(wordIssues("f", english, words as SomeWords, whole));
  const phrases = (change: object) => ({ phrases: { ...english.phrases, ...change } });

  it("may lack some of a language that is there, but none of a new one", () => {
    expect(faults({})).toEqual([]);
    expect(faults({ phrases: english.phrases, terms: english.terms, facts: english.facts }, true)).toEqual([
      "/actions/top_up missing_key",
    ]);
    expect(faults({ ...english, phrases: {} }, true)).toEqual(["/phrases missing_key"]);
    expect(wordIssues("f", english, { ...english, phrases: {} } as unknown as SomeWords, true)[0]?.message).toBe(
      "missing in this language: a, b, c, d, e, list",
    );
  });

  it("lists eight missing names, and counts the others", () => {
    const many = (n: number) => ({ phrases: Object.fromEntries(Array.from({ length: n }, (_, i) => [`p${i}`, "x"])) });
    const message = (n: number) =>
      wordIssues("f", many(n) as unknown as Words, { phrases: {} } as SomeWords, true)[0]?.message;
    expect(message(3)).toBe("missing in this language");
    expect(message(4)).toBe("missing in this language: p0, p1, p2, p3");
    expect(message(8)).toMatch(/p7$/);
    expect(message(9)).toMatch(/p7 and 1 more$/);
  });

  it.each<[string, object]>([
    ["/phrases/a other_placeholders", phrases({ a: "A" })],
    ["/phrases/a other_placeholders", phrases({ a: "A {x} {y}" })],
    ["/phrases/zz extra_key", phrases({ zz: "" })],
    ["/facts/balance.nope extra_key", { facts: { "balance.nope": "x" } }],
    ["/phrases/list other_count", phrases({ list: ["one"] })],
    ["/phrases/b other_forms", phrases({ b: { one: "x" } })],
  ])("have a fault at %s: %o", (place, words) => {
    expect(faults(words)).toEqual([place]);
  });

  it("may split steps otherwise, use terms of their own, and name facts of one's own", () => {
    expect(faults({ actions: { top_up: { title: "{params.amount}", steps: ["Do it."] } } })).toEqual([]);
    expect(faults(phrases({ a: "A {x} {term.payment}" }))).toEqual([]);
    expect(faults({ facts: { "extensions.shop": "Shop" }, $schema: "s" })).toEqual([]);
  });

  it("laid over others replace key by key, the title and the steps of an action each", () => {
    const laid = overWords(
      { phrases: { b: "mine" }, actions: { top_up: { title: "Mine" } } } as unknown as SomeWords,
      english,
    );
    expect(laid.phrases).toEqual({ ...english.phrases, b: "mine" });
    expect(laid.actions.top_up).toEqual({ title: "Mine", steps: ["Open it.", "Add it."] });
    expect(laid.terms).toEqual(english.terms);
    expect(Object.keys(laid).sort()).toEqual(["actions", "facts", "phrases", "terms"]);
  });

  it("have a tag in its usual spelling", () => {
    expect(["vi", "pt-BR", "zh-CN"].filter(isLocaleTag)).toEqual(["vi", "pt-BR", "zh-CN"]);
    expect(["vi_VN", "pt-br", "PT", "", "nonsense-tag-that-is-none"].filter(isLocaleTag)).toEqual([]);
  });

  it("have the texts of every cause, listed by group where they are many", () => {
    const causes = ["payee.a", "payee.b", "payee.c", "payee.d", "fee.a"].map(
      (code) => ({ code, text: { title: "T", explanation: "{x}" } }) as unknown as CauseFile,
    );
    expect(placed(completeTextIssues("vi", causes, {}))).toEqual([" missing_text", "/fee.a missing_text"]);
    const texts = Object.fromEntries(causes.map(({ code, text }) => [code, text]));
    expect(completeTextIssues("vi", causes, texts)).toEqual([]);
    expect(
      placed(completeTextIssues("vi", causes, { ...texts, "fee.a": { title: "T", explanation: "E" } } as never)),
    ).toEqual(["/fee.a/explanation other_placeholders"]);
  });
});

describe("limits on retries", () => {
  const limit = (id: string, since?: string) => ({ id, ...(since && { since }) }) as never;

  it("apply in their newest edition, whatever the order", () => {
    const [old, newer, undated] = [limit("a", "2024-01-01"), limit("a", "2025-01-01"), limit("a")];
    for (const list of [
      [old, newer, undated],
      [undated, newer, old],
      [newer, old],
    ])
      expect(newestLimits(list)).toEqual([newer]);
  });

  it("of one's own replace every edition of the same rule, and leave the others", () => {
    const [own, below, other] = [limit("a", "2020-01-01"), limit("a", "2025-01-01"), limit("b")];
    expect(overLimits([own], [below, other])).toEqual([other, own]);
  });
});

describe("a file of rules by its path", () => {
  it.each<[string, unknown]>([
    ["retry-limits.json", { kind: "retry_limits" }],
    ["payee/closed.json", { kind: "cause" }],
    ["codes/acme.json", { kind: "codes" }],
    ["codes/generic.json", { kind: "generic" }],
    ["phrases/en.json", { kind: "phrases" }],
    ["profiles/desk.json", { kind: "profile" }],
    ["locales/vi/words.json", { kind: "words", locale: "vi" }],
    ["locales/vi/payee.json", { kind: "texts", locale: "vi" }],
    ["locales/vi.json", null],
    ["locales/vi/payee/closed.json", null],
    ["codes/acme/more.json", null],
    ["codes/.json", null],
  ])("%s is %o", (path, kind) => {
    expect(ruleFileKind(path)).toEqual(kind);
  });

  it("lies in a folder of its own, but for the limits on retries", () => {
    const files = { "a/b.json": 1, "retry-limits.json": 2, "package.json": 3 };
    expect(ruleFilesIn(files)).toEqual({ "a/b.json": 1, "retry-limits.json": 2 });
  });
});
