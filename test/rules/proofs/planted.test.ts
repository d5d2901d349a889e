import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/rules/condition.js";
import { truthOf } from "../../../src/rules/engine.js";
import type { CauseFile } from "../../../src/rules/files.js";
import type { RuleFiles } from "../../../src/rules/packs.js";
import { type FindingKind, prove, reading } from "../../../src/rules/proofs/prove.js";
import { compiled } from "../../../src/rules/rule-set.js";
import { defaultRules, loadRules } from "../../../src/rules/shipped.js";

const shipped = compiled(defaultRules());
const files = shipped.sorted.map(({ file }) => file);

/** What is proved of these causes, laid over the shipped ones. */
function proved(...causes: CauseFile[]) {
  const own = causes.map((one) => [`${one.code.replace(".", "/")}.json`, one] as const);
  const rules = compiled(loadRules(Object.fromEntries(own) as RuleFiles));
  return prove(
    rules,
    causes.map(({ code }) => code),
  );
}
const kinds = (...causes: CauseFile[]): FindingKind[] => proved(...causes).findings.map(({ kind }) => kind);

const is = (fact: string, value: string | number | boolean): Condition => ({ fact, operator: "equal", value });
const at = (
  fact: string,
  operator: "lessThan" | "greaterThan" | "lessThanInclusive" | "greaterThanInclusive",
  other: string | number,
): Condition => ({
  fact,
  operator,
  value: typeof other === "string" ? { fact: other } : other,
});
const all = (...parts: Condition[]): Condition => ({ all: parts });
const any = (...parts: Condition[]): Condition => ({ any: parts });
const not = (part: Condition): Condition => ({ not: part });

/** A rule begins with a list. */
const listed = (part: Condition): Condition => ("fact" in part ? all(part) : part);

/** A sound cause of one's own whose rules have these conditions. */
function made(...conditions: Condition[]): CauseFile {
  return {
    code: "payee.planted",
    since: "1.0.0",
    rules: conditions.map((when, i) => ({
      name: `rule_${i + 1}`,
      certainty: "certain",
      when: listed(when),
      evidence: ["payee.status"],
    })),
    remedies: [{ action: "ask_payee", who: "payee", effort: "hours" }],
    text: { title: "Planted", explanation: "Planted." },
  };
}

/** Twenty shipped causes with a change: the first that it can be made to. */
function changed(change: (file: CauseFile) => CauseFile | null): CauseFile[] {
  const made = files.flatMap((file) => change(structuredClone(file)) ?? []);
  expect(made.length).toBeGreaterThanOrEqual(20);
  return made.slice(0, 20);
}
const withRule = (file: CauseFile, when: Condition): CauseFile => {
  const [first] = file.rules;
  return { ...file, rules: [...file.rules, { ...(first as CauseFile["rules"][number]), name: "planted", when }] };
};
const firstWhen = ({ rules }: CauseFile): Condition => rules[0]?.when as Condition;

describe("the shipped rules", () => {
  it("have none of these faults, and all of it is decided", () => {
    expect(prove(shipped, shipped.causes)).toEqual({ findings: [], undecided: 0 });
  });
});

describe("a condition that can never hold", () => {
  it("is found in every shipped cause where a part of it is denied", () => {
    for (const file of changed((one) => withRule(one, all(firstWhen(one), not(firstWhen(one))))))
      expect(kinds(file), file.code).toContain("always_false");
  });

  it.each<[string, Condition]>([
    ["a text that has two values", all(is("payee.status", "closed"), is("payee.status", "active"))],
    ["a word that the context does not know", is("account.status", "frozn")],
    ["a list of such words", { fact: "network.status", operator: "in", value: ["down", "slow"] }],
    [
      "a list without one of its own",
      all({ fact: "payee.status", operator: "in", value: ["closed"] }, not(is("payee.status", "closed"))),
    ],
    [
      "every word of a fact denied",
      { fact: "account.status", operator: "notIn", value: ["active", "frozen", "dormant", "closed"] },
    ],
    ["a boolean that is both", all(is("network.secure", true), not(is("network.secure", true)))],
    ["a cause that is none", is("failure.cause", "payee.gone")],
    ["two causes by one code", all(is("failure.cause", "payee.closed"), is("failure.cause", "payee.not_found"))],
    [
      "one code in two cases of its letters",
      all(is("failure.code", "do_not_honor"), not(is("failure.code", "DO_NOT_HONOR"))),
    ],
    ["a number above its maximum", at("network.lossRate", "greaterThan", 1)],
    ["a number below its minimum", at("network.latencyMs", "lessThan", 0)],
    [
      "a number between two that exclude it",
      all(at("network.lossRate", "greaterThan", 0.3), at("network.lossRate", "lessThan", 0.2)),
    ],
    ["a number below and equal to one", all(at("network.lossRate", "lessThan", 0.3), is("network.lossRate", 0.3))],
    [
      "a whole number between two neighbours",
      all(at("authentication.attemptsLeft", "greaterThan", 2), at("authentication.attemptsLeft", "lessThan", 3)),
    ],
    ["a whole number that is none", is("transaction.exponent", 1.5)],
    [
      "an amount above and below another",
      all(
        at("transaction.amount", "greaterThan", "balance.usable"),
        at("balance.usable", "greaterThanInclusive", "transaction.amount"),
      ),
    ],
    [
      "a ring of three amounts",
      all(
        at("transaction.amount", "lessThan", "total.debit"),
        at("total.debit", "lessThanInclusive", "balance.usable"),
        at("balance.usable", "lessThanInclusive", "transaction.amount"),
      ),
    ],
    [
      "amounts on both sides of zero",
      all(
        at("balance.cap", "lessThan", 0),
        at("balance.cap", "greaterThan", "balance.shortfall"),
        at("balance.shortfall", "greaterThan", 0),
      ),
    ],
    [
      "a time before and after another",
      all(
        at("transaction.at", "lessThan", "transaction.expiresAt"),
        at("transaction.expiresAt", "lessThan", "transaction.at"),
      ),
    ],
    [
      "two fixed times the wrong way round",
      all(
        { fact: "transaction.at", operator: "lessThan", value: "2026-01-01T00:00:00Z" },
        { fact: "transaction.at", operator: "greaterThan", value: "2026-01-01T08:00:00+07:00" },
      ),
    ],
    [
      "alternatives that all contradict the rest",
      all(
        is("payee.status", "active"),
        any(is("payee.status", "closed"), all(is("account.twoFactor", true), is("account.twoFactor", false))),
      ),
    ],
    ["a denied alternative", not(any(is("network.timedOut", true), is("network.timedOut", false)))],
    [
      "texts that are equal and are not",
      all(
        { fact: "extensions.bank", operator: "equal", value: { fact: "extensions.home" } },
        is("extensions.bank", "x"),
        not(is("extensions.home", "x")),
      ),
    ],
  ])("is found: %s", (_, when) => {
    const { findings } = proved(made(when, is("payee.status", "not_found")));
    const own = findings.filter(({ kind }) => kind === "always_false");
    expect(own.map(({ path }) => path)).toEqual(["/rules/0/when"]);
    expect(own[0]?.contradiction?.length).toBeGreaterThan(0);
  });

  it("is found in a remedy, and in what a cause replaces", () => {
    const file = made(all(is("payee.status", "closed"), is("network.secure", true)));
    const never = all(is("network.timedOut", true), is("network.timedOut", false));
    file.remedies.push({ action: "contact_support", who: "support", effort: "hours", when: never });
    file.replaces = [{ code: "payee.closed", when: never }];
    const { findings } = proved(file);
    expect(findings.map(({ kind, path }) => [kind, path])).toEqual([
      ["always_false", "/remedies/1/when"],
      ["always_false", "/replaces/0/when"],
    ]);
  });

  it("names the fewest comparisons that contradict each other", () => {
    const { findings } = proved(
      made(
        all(
          is("network.secure", true),
          at("network.lossRate", "greaterThan", 0.5),
          at("network.lossRate", "lessThan", 0.1),
        ),
      ),
    );
    expect(findings[0]?.contradiction).toEqual(["network.lossRate greaterThan 0.5", "network.lossRate lessThan 0.1"]);
  });
});

describe("a condition that another implies", () => {
  it("is found in every shipped cause that gets a narrower rule", () => {
    for (const file of changed((one) => withRule(one, all(firstWhen(one), is("extensions.branch", "north"))))) {
      const found = proved(file).findings.filter(({ kind }) => kind === "implied");
      expect(
        found.map(({ rule }) => rule?.name),
        file.code,
      ).toContain("planted");
    }
  });

  it.each<[string, Condition, Condition]>([
    ["a higher bound", at("network.lossRate", "greaterThan", 0.5), at("network.lossRate", "greaterThan", 0.2)],
    [
      "a bound that excludes its end",
      at("network.lossRate", "lessThan", 0.5),
      at("network.lossRate", "lessThanInclusive", 0.5),
    ],
    [
      "one word of a list",
      is("payee.status", "closed"),
      { fact: "payee.status", operator: "in", value: ["closed", "cannot_receive"] },
    ],
    ["one word, and not another", is("payee.status", "closed"), not(is("payee.status", "active"))],
    [
      "one of two alternatives",
      is("network.secure", false),
      any(is("network.secure", false), is("network.timedOut", true)),
    ],
    [
      "an order through a third amount",
      all(at("transaction.amount", "greaterThan", "total.debit"), at("total.debit", "greaterThan", "balance.usable")),
      at("transaction.amount", "greaterThan", "balance.usable"),
    ],
    [
      "a code that is written in capitals",
      all(is("failure.code", "X1"), is("network.secure", true)),
      is("failure.code", "x1"),
    ],
    [
      "whole numbers that leave one value",
      all(at("authentication.attemptsLeft", "lessThan", 1), is("network.secure", true)),
      is("authentication.attemptsLeft", 0),
    ],
  ])("is found: %s", (_, narrow, wide) => {
    const found = proved(made(narrow, wide)).findings.filter(
      ({ kind, cause, other }) => kind === "implied" && cause === other?.cause && other?.name === "rule_2",
    );
    expect(found.map(({ path }) => path)).toEqual(["/rules/0/when"]);
    const [finding] = found;
    for (const rule of [finding?.rule, finding?.other])
      expect(truthOf(rule?.compiled.condition as never, reading(finding?.witness ?? new Map()))).toBe(true);
  });

  it("is found between two causes, unless one replaces the other", () => {
    const when = all(is("payee.status", "closed"), is("network.secure", true));
    expect(proved(made(when)).findings.map(({ kind, other }) => [kind, other?.cause])).toEqual([
      ["implied", "payee.closed"],
    ]);
    expect(kinds({ ...made(when), replaces: ["payee.closed"] })).toEqual([]);
  });

  it("is no fault where it makes the cause surer", () => {
    const file = made(all(is("extensions.a", true), is("extensions.b", true)), is("extensions.a", true));
    expect(kinds(file)).toEqual(["implied"]);
    const [first, second] = file.rules as [CauseFile["rules"][number], CauseFile["rules"][number]];
    expect(kinds({ ...file, rules: [first, { ...second, certainty: "likely" }] })).toEqual([]);
  });

  it("is found inside a condition, at the part that changes nothing", () => {
    const parts = all(
      at("extensions.wait", "greaterThan", 5),
      is("extensions.shop", "a"),
      at("extensions.wait", "greaterThan", 3),
    );
    expect(proved(made(parts)).findings.map(({ kind, path }) => [kind, path])).toEqual([
      ["implied", "/rules/0/when/all/2"],
    ]);
  });

  it("does not follow from what is unknown", () => {
    // With the status unknown, only the first of them holds.
    const either = any(is("network.timedOut", true), is("network.timedOut", false));
    expect(kinds(made(is("extensions.a", true), either))).toEqual([]);
  });
});

describe("two equal conditions", () => {
  it("are found in every shipped cause that gets one in other words", () => {
    for (const file of changed((one) => withRule(one, not(any(not(firstWhen(one)))))))
      expect(kinds(file), file.code).toContain("equal");
  });

  it.each<[string, Condition, Condition]>([
    [
      "the parts in another order",
      all(is("extensions.a", true), is("extensions.b", 1)),
      all(is("extensions.b", 1), is("extensions.a", true)),
    ],
    [
      "the sides of a comparison changed",
      at("transaction.amount", "lessThan", "balance.cap"),
      at("balance.cap", "greaterThan", "transaction.amount"),
    ],
    ["a list of one", is("extensions.a", "x"), { fact: "extensions.a", operator: "in", value: ["x"] }],
    ["a boolean denied", is("extensions.a", true), not(is("extensions.a", false))],
    [
      "the other words of a fact",
      is("account.status", "dormant"),
      { fact: "account.status", operator: "notIn", value: ["active", "frozen", "closed"] },
    ],
    [
      "a whole number by its bound",
      at("transaction.exponent", "greaterThan", 2),
      at("transaction.exponent", "greaterThanInclusive", 3),
    ],
    [
      "one time in two zones",
      { fact: "transaction.at", operator: "lessThan", value: "2026-01-01T00:00:00Z" },
      { fact: "transaction.at", operator: "lessThan", value: "2026-01-01T07:00:00+07:00" },
    ],
    [
      "equal by both bounds",
      is("network.lossRate", 0.5),
      all(at("network.lossRate", "lessThanInclusive", 0.5), at("network.lossRate", "greaterThanInclusive", 0.5)),
    ],
  ])("are found: %s", (_, one, other) => {
    expect(kinds(made(one, other))).toContain("equal");
  });

  it("are found in two causes", () => {
    const { findings } = proved(made(is("payee.status", "not_found")));
    expect(findings.map(({ kind, cause, other }) => [kind, cause, other?.cause])).toEqual([
      ["equal", "payee.planted", "payee.not_found"],
    ]);
  });
});

describe("a cause that no remedy and no human meets", () => {
  const meetsNobody = (file: CauseFile): boolean => {
    const { needsHuman, unsafe, outcomeUnknown, advice, code } = file;
    return !(needsHuman || unsafe || outcomeUnknown || advice || code.startsWith("merchant."));
  };

  it("is found in every shipped cause that loses its remedies", () => {
    for (const file of changed((one) => {
      if (!meetsNobody(one)) return null;
      for (const { remedies } of [one.text])
        for (const action of Object.keys(remedies ?? {})) delete remedies?.[action as never];
      return { ...one, remedies: [] };
    }))
      expect(kinds(file), file.code).toEqual(["uncovered"]);
  });

  it("is found where no remedy is offered in some situations", () => {
    const file = made(is("payee.status", "closed"));
    file.replaces = ["payee.closed"];
    file.remedies = [{ action: "ask_payee", who: "payee", effort: "hours", when: all(is("network.secure", true)) }];
    const { findings } = proved(file);
    expect(findings.filter(({ kind }) => kind === "uncovered").map(({ certain }) => certain)).toEqual([false]);
  });

  it("is none where the remedies share all situations, or a human takes over", () => {
    const file = made(all(is("network.secure", true), is("extensions.a", true)));
    const remedy = { action: "ask_payee", who: "payee", effort: "hours" } as const;
    expect(kinds({ ...file, remedies: [{ ...remedy, when: all(is("network.secure", true)) }] })).toEqual([]);
    expect(kinds({ ...file, remedies: [], needsHuman: true })).toEqual([]);
    expect(kinds({ ...file, remedies: [] })).toEqual(["uncovered"]);
  });
});
