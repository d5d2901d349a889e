import fc from "fast-check";
import { Engine, type TopLevelCondition } from "json-rules-engine";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import { compareValues, type FactValue, type Kind, type Known, known, unknown } from "../../src/base/known.js";
import { decimal } from "../../src/base/money.js";
import { findCauses } from "../../src/causes/find.js";
import { readContext } from "../../src/context/parse.js";
import { ofKind, vocabulary } from "../../src/facts/vocabulary.js";
import { type Condition, type Constant, type FactLanguage, RuleEngine, truthOf } from "../../src/rules/engine.js";
import { compiled } from "../../src/rules/rule-set.js";
import { filledIn, scaled, sketches, withConstants } from "../support/conditions.js";
import { cases } from "../support/contexts.js";
import { loadRules } from "../support/rules.js";
import { tried } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

const kinds = new Map(vocabulary.map(({ name, kind }) => [name, kind]));
const names = vocabulary.map(({ name }) => name);
const kindOf = (name: string): Kind => kinds.get(name) as Kind;
const language: FactLanguage = { kindOf, isCaseless: () => false, constant: (value, kind) => ofKind(value, kind) };

type Facts = ReadonlyMap<string, FactValue>;
const readerOf =
  (facts: Facts) =>
  (name: string): Known<FactValue> => {
    const value = facts.get(name);
    return value === undefined ? unknown(`/${name}`) : known(value);
  };

const moneyText = (value: FactValue): string => (value as ReturnType<typeof decimal>).toFixed();
/** How a value is written in a rule. */
function written(value: FactValue, kind: Kind): Constant {
  if (kind === "money") return moneyText(value);
  return kind === "time" ? new Date(value as number).toISOString() : (value as Constant);
}
function neighbours(value: FactValue, kind: Kind): FactValue[] {
  if (kind === "money") {
    const amount = decimal(moneyText(value));
    return [amount, amount.plus(decimal("0.01")), amount.minus(decimal("0.01")), decimal(`${amount.toFixed(4)}0`)];
  }
  return kind === "number" || kind === "time" ? [value, (value as number) + 1, (value as number) - 1] : [value];
}
const ALWAYS: Record<Kind, readonly FactValue[]> = {
  money: ["0", "-5", "10", "9.50", "120.005", "99999999999999999999.01"].map((text) => decimal(text)),
  number: [0, 1, 2000, 0.05],
  boolean: [true, false],
  text: ["online", "failed", "balance.insufficient", "", "__proto__", "constructor", "10"],
  time: [Date.parse("2026-11-22T01:00:00Z"), 0],
};

/** All values that play a part, by kind: those of the facts, and others near them. */
function pool(facts: Facts): Record<Kind, FactValue[]> {
  const values = Object.fromEntries(Object.entries(ALWAYS).map(([kind, list]) => [kind, [...list]]));
  for (const [name, value] of facts) values[kindOf(name)]?.push(...neighbours(value, kindOf(name)));
  return values as Record<Kind, FactValue[]>;
}

/**
 * What json-rules-engine makes of the same condition by its own operators. It compares only numbers and plain texts, so amounts become
 * whole numbers in the same order, counted without a decimal library, and times milliseconds, read by Temporal.
 */
async function plainly(when: Condition, facts: Facts, values: Record<Kind, FactValue[]>): Promise<boolean> {
  const ranks = new Map(
    [...new Set(values.money.map((value) => scaled(moneyText(value))))]
      .sort((a, b) => (a < b ? -1 : 1))
      .map((amount, rank) => [amount, rank]),
  );
  const plain = (value: Constant, kind: Kind): Constant =>
    kind === "money"
      ? (ranks.get(scaled(String(value))) as number)
      : kind === "time"
        ? Temporal.Instant.from(String(value)).epochMilliseconds
        : value;
  const engine = new Engine([], { allowUndefinedFacts: true });
  const conditions = withConstants(when, (value, fact) => plain(value, kindOf(fact))) as TopLevelCondition;
  engine.addRule({ conditions, event: { type: "holds" } });
  const given = [...facts].map(([name, value]) => [name, plain(written(value, kindOf(name)), kindOf(name))]);
  return (await engine.run(Object.fromEntries(given) as Record<string, unknown>)).events.length > 0;
}

/** Kleene's logic from its definition, on numbers that are compared without a decimal library. */
function kleene(when: Condition, facts: Facts): boolean | null {
  if ("not" in when) {
    const inner = kleene(when.not, facts);
    return inner === null ? null : !inner;
  }
  if ("all" in when || "any" in when) {
    const decisive = "any" in when;
    const inner = ("any" in when ? when.any : when.all).map((child) => kleene(child, facts));
    return inner.includes(decisive) ? decisive : inner.includes(null) ? null : !decisive;
  }
  const kind = kindOf(when.fact);
  const plain = (value: Constant): bigint | Constant =>
    kind === "money"
      ? scaled(String(value))
      : kind === "time"
        ? Temporal.Instant.from(String(value)).epochNanoseconds
        : value;
  const factAt = (name: string): Constant[] => {
    const value = facts.get(name);
    return value === undefined ? [] : [written(value, kind)];
  };
  const { value, operator } = when;
  const right = (typeof value === "object" && !Array.isArray(value) ? factAt(value.fact) : [value].flat()).map(plain);
  const [left] = factAt(when.fact).map(plain);
  const [first] = right;
  if (left === undefined || first === undefined) return null;
  return {
    equal: left === first,
    notEqual: left !== first,
    lessThan: left < first,
    lessThanInclusive: left <= first,
    greaterThan: left > first,
    greaterThanInclusive: left >= first,
    in: right.includes(left),
    notIn: !right.includes(left),
  }[operator];
}

describe("random rules over the whole vocabulary, on random contexts", () => {
  test(
    "mean to us what they mean to json-rules-engine, and nothing that is not known can change it",
    {
      timeout: 3_600_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(
          cases,
          fc.array(sketches(names), { minLength: 1, maxLength: 4 }),
          fc.infiniteStream(fc.nat(9999)),
          async ({ context, options }, drafts, picks) => {
            const situation = findCauses(readContext(context).context, options.now, compiled(defaultRules()));
            const partial = new Map<string, FactValue>();
            for (const name of names) {
              const reading = situation.read(name);
              if (reading.known) partial.set(name, reading.value);
            }
            const values = pool(partial);
            const constants = (kind: Kind): Constant[] => values[kind].map((value) => written(value, kind));
            const rules = drafts.map((draft, i) => ({
              id: `r${i}`,
              when: filledIn(draft, { kindOf, names, constants }),
            }));
            const engine = new RuleEngine(rules, language);
            const held = engine.holding(situation.read);
            await engine.confirm(held, situation.read);
            const truths = engine.rules.map((rule) => truthOf(rule.condition, situation.read));
            expect(held.map(({ id }) => id).sort()).toEqual(
              engine.rules.filter((_, i) => truths[i] === true).map(({ id }) => id),
            );
            expect(truths).toEqual(rules.map(({ when }) => kleene(when, partial)));
            const used = new Set(engine.rules.flatMap((rule) => [...rule.facts]));
            for (let completion = 0; completion < 2; completion++) {
              const full = new Map(partial);
              for (const name of used) {
                const list = values[kindOf(name)];
                if (!full.has(name)) full.set(name, list[(picks.next().value as number) % list.length] as FactValue);
              }
              const read = readerOf(full);
              const found = engine.holding(read);
              await engine.confirm(found, read);
              for (const [i, rule] of engine.rules.entries()) {
                const theirs = await plainly(rules[i]?.when as Condition, full, values);
                expect([rule.id, truthOf(rule.condition, read)]).toEqual([rule.id, theirs]);
                expect([rule.id, found.includes(rule)]).toEqual([rule.id, theirs]);
                expect([rule.id, truths[i] ?? theirs]).toEqual([rule.id, theirs]);
                if (!theirs) await expect(engine.confirm([rule], read)).rejects.toThrow(`denies rule ${rule.id}`);
              }
            }
          },
        ),
        tried(2000),
      ),
  );

  const own = ["extensions.amount", "extensions.count", "extensions.flag", "extensions.word", "extensions.since"];
  const ownKinds: Record<string, Kind> = {
    "extensions.amount": "money",
    "extensions.count": "number",
    "extensions.flag": "boolean",
    "extensions.word": "text",
    "extensions.since": "time",
  };
  const kindOfAny = (name: string): Kind => ownKinds[name] ?? kindOf(name);
  const extensions = fc.record(
    {
      amount: fc.constantFrom<unknown>("0", "10.50", 3, "ten", null, ["1"]),
      count: fc.constantFrom<unknown>(0, 3, "3", true),
      flag: fc.constantFrom<unknown>(true, false, "true", 0),
      word: fc.constantFrom<unknown>("a", "", "constructor", 7, { a: 1 }),
      since: fc.constantFrom<unknown>("2026-11-22T01:00:00Z", "2026-11-22", 5),
    },
    { requiredKeys: [] },
  );
  /** What may stand in a rule file: of amounts nothing but zero. */
  const inFiles: Record<Kind, readonly Constant[]> = {
    money: ["0"],
    number: [0, 1, 3, 2000],
    boolean: [true, false],
    text: ["online", "failed", "a", "constructor", "balance.insufficient"],
    time: ["2026-11-22T01:00:00Z", "2026-11-22T09:00:01+08:00"],
  };

  test(
    "loaded from files they fire exactly where they hold, and no confirmed hit is ever denied",
    {
      timeout: 3_600_000,
    },
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(sketches([...names, ...own]), { minLength: 2, maxLength: 6 }),
          fc.array(fc.tuple(cases, extensions), { minLength: 4, maxLength: 4 }),
          async (drafts, given) => {
            const words = { kindOf: kindOfAny, names: [...names, ...own], constants: (kind: Kind) => inFiles[kind] };
            // Each fact of one's own has one kind: it is told by what the file compares it with.
            const declared = own.map((fact) => ({
              fact,
              operator: "equal",
              value: inFiles[kindOfAny(fact)][0],
            }));
            const files = Object.fromEntries(
              drafts.map((draft, i) => [
                `account/own_${i}.json`,
                {
                  code: `account.own_${i}`,
                  since: "1.0.0",
                  rules: [
                    {
                      name: "own",
                      certainty: "certain",
                      when: filledIn(draft, words),
                      evidence: ["transaction.amount"],
                    },
                    {
                      name: "kinds",
                      certainty: "certain",
                      when: { all: [...declared, NEVER] },
                      evidence: ["leastAmount"],
                    },
                  ],
                  remedies: [],
                  text: { title: "Own", explanation: "Own." },
                },
              ]),
            );
            const rules = loadRules(files);
            for (const [{ context, options }, extra] of given) {
              const whole = { ...context, extensions: extra };
              const { causes } = await diagnose(whole, { ...options, rules });
              const { read, failed } = findCauses(readContext(whole).context, options.now, rules);
              const expected = Object.keys(files)
                .map((path) => path.slice(0, -".json".length).replace("/", "."))
                .filter(
                  (code) => truthOf(rules.byCode.get(code)?.rules[0]?.compiled.condition as never, read) === true,
                );
              expect(causes.map(({ code }) => code).filter((code) => code.startsWith("account.own_"))).toEqual(
                failed ? expected : [],
              );
            }
          },
        ),
        tried(60),
      ),
  );
});
const NEVER = {
  all: [
    { fact: "network.status", operator: "equal", value: "a" },
    { fact: "network.status", operator: "equal", value: "b" },
  ],
};

describe("values are compared", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 38 });
  const amounts = fc
    .tuple(fc.boolean(), digits, fc.option(digits, { nil: undefined }))
    .map(([negative, whole, part]) => {
      const head = whole.replace(/^0+(?=\d)/, "");
      return `${negative ? "-" : ""}${head}${part === undefined ? "" : `.${part}`}`;
    });
  const close = amounts.chain((a) =>
    fc
      .constantFrom(a, `${a}${a.includes(".") ? "" : "."}0`, a.startsWith("-") ? a.slice(1) : `-${a}`)
      .map((b) => [a, b]),
  );

  test("amounts as whole numbers of their smallest part, however many digits they have", () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(amounts, amounts), close), (pair) => {
        const [a, b] = pair as [string, string];
        const [x, y] = [scaled(a), scaled(b)];
        const sign = Math.sign(compareValues("money", decimal(a), decimal(b)));
        expect(sign).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
      tried(2000),
    );
  });

  test("times as instants, whatever offset they are written with", () => {
    const instant = fc
      .tuple(fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 }), fc.integer({ min: -1439, max: 1439 }))
      .map(([ms, minutes]) => {
        const local = new Date(ms + minutes * 60_000).toISOString().replace("Z", "");
        const two = (n: number): string => String(n).padStart(2, "0");
        const size = Math.abs(minutes);
        return `${local}${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
      });
    fc.assert(
      fc.property(instant, instant, fc.boolean(), (a, b, same) => {
        const other = same ? Temporal.Instant.from(a).toString() : b;
        const [x, y] = [ofKind(a, "time"), ofKind(other, "time")];
        expect(Math.sign(compareValues("time", x as FactValue, y as FactValue))).toBe(
          Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(other)),
        );
      }),
      tried(500),
    );
  });
});
