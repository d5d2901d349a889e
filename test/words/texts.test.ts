import { describe, expect, it } from "vitest";
import type { AssessedCause, AssessedFact, Assessment, Audience } from "../../src/base/assessment.js";
import type { Profile } from "../../src/rules/files.js";
import type { CompiledRuleSet } from "../../src/rules/rule-set.js";
import { AnswerTexts } from "../../src/words/texts.js";
import { plain } from "../stories/example.js";
import { loadRules } from "../support/rules.js";

type Facts = Assessment["facts"];
interface Given {
  facts?: Facts;
  said?: Partial<Assessment["said"][number]>[];
  audience?: Audience;
  locale?: string;
  rules?: CompiledRuleSet;
  profile?: string;
}
const shipped = loadRules({});
const textsOf = ({
  facts = {},
  said = [],
  audience = "agent",
  locale = "en",
  rules = shipped,
  profile = "default",
}: Given) =>
  new AnswerTexts(
    { locale, audience, profile: rules.parts.profiles.find(({ id }) => id === profile) as Profile, rules },
    { facts, said: said as Assessment["said"], transaction: { kind: "payment", status: "failed" } },
  );
const money = (value: string): AssessedFact => ({ kind: "money", value, unit: "USD" });
const text = (value: string): AssessedFact => ({ kind: "text", value });
const time = (value: string): AssessedFact => ({ kind: "time", value });
const found = (code: string, rules: string[], rest: Partial<AssessedCause> = {}): AssessedCause =>
  ({ code, certainty: "certain", rules, evidence: [], remedies: [], ...rest }) as AssessedCause;

/** A cause of one's own; its first rule is about a fact, the others about codes. */
const ownCause = (code: string, texts: object, remedies: object[] = []) => ({
  code,
  since: "1.0.0",
  rules: [
    {
      name: "by_fact",
      certainty: "certain",
      when: { all: [{ fact: "extensions.shop.isShut", operator: "equal", value: true }] },
      evidence: ["extensions.shop.isShut"],
    },
    ...["by_code", "by_word"].map((name) => ({
      name,
      certainty: "code",
      when: { all: [{ fact: "failure.code", operator: "equal", value: name }] },
      evidence: ["failure.code"],
    })),
  ],
  remedies,
  text: { title: "Own", explanation: "Own.", ...texts },
});

describe("a fact in a sentence", () => {
  it.each<[string, string, AssessedFact, string]>([
    ["an amount has its currency", "balance.available", money("1234.5"), "$1,234.50"],
    ["a number has its groups", "network.latencyMs", { kind: "number", value: 2500 }, "2,500"],
    ["a time is written as people write it", "transaction.at", time("2026-11-22T09:00:00Z"), "Nov 22, 2026, 09:00 UTC"],
    ["a month has its name", "instrument.expires", text("2026-10"), "October 2026"],
    ["a word of ours is put into the language", "instrument.status", text("not_linked"), "not linked"],
    ["a code is kept as it was sent", "failure.code", text("not_linked"), "not_linked"],
    ["a fact of one's own is kept as it was sent", "extensions.shop.state", text("not_linked"), "not_linked"],
    ["a reference is kept as it was sent", "transaction.reference", text("not_linked"), "not_linked"],
    [
      "a code's cause has the title of that cause",
      "failure.cause",
      text("instrument.expired"),
      "The card or account has expired",
    ],
    [
      "the name of a cause in any other fact is only text",
      "failure.code",
      text("instrument.expired"),
      "instrument.expired",
    ],
  ])("%s", (_, name, fact, wanted) => {
    expect(plain(textsOf({ facts: { [name]: fact } }).fact(name) ?? "")).toBe(wanted);
  });

  it("is undefined where it is not known, whatever its name", () => {
    for (const name of ["balance.available", "toString", "__proto__"]) expect(textsOf({}).fact(name)).toBeUndefined();
  });
});

describe("what a sentence leaves out", () => {
  const now = time("2026-11-22T09:00:00Z");
  const facts = {
    "fees.payer": ["0.00", "0", "0.05", "0.50"],
    "balance.held": ["0.00", "5"],
    "limit.daily.used": ["0", "10"],
    "limit.count.used": ["0", "3"],
    "balance.available": ["0.00"],
    "limit.daily.clearsAt": ["2026-11-22T08:59:59Z", "2026-11-22T09:00:00Z", "2026-11-22T09:00:01Z"],
    "transaction.expiresAt": ["2026-11-22T08:00:00Z"],
  };
  const nameOf = (fact: string) => fact.toLowerCase().replace(/\W/g, "_");
  const rules = loadRules(
    Object.fromEntries(
      Object.keys(facts).map((fact) => [
        `merchant/${nameOf(fact)}.json`,
        ownCause(`merchant.${nameOf(fact)}`, { explanation: [`With {${fact}}.`, "Left out."] }),
      ]),
    ),
  );
  const told = (fact: string, value: string, known: Facts = { now }): string => {
    const one = /At$/.test(fact) ? time(value) : money(value);
    const { explanation } = textsOf({ rules, facts: { ...known, [fact]: one } }).cause(
      found(`merchant.${nameOf(fact)}`, ["by_fact"]),
    );
    return plain(explanation);
  };

  it.each<[string, keyof typeof facts, string, boolean]>([
    ["a fee of nothing", "fees.payer", "0.00", true],
    ["a fee of nothing without decimals", "fees.payer", "0", true],
    ["no fee of five cents", "fees.payer", "0.05", false],
    ["no fee of fifty cents", "fees.payer", "0.50", false],
    ["held money where there is none", "balance.held", "0.00", true],
    ["no held money that there is", "balance.held", "5", false],
    ["what was used of a limit, where that is nothing", "limit.daily.used", "0", true],
    ["nothing of what was used", "limit.daily.used", "10", false],
    ["no balance, however empty", "balance.available", "0.00", false],
    ["an end of waiting that is past", "limit.daily.clearsAt", "2026-11-22T08:59:59Z", true],
    ["an end of waiting that is now", "limit.daily.clearsAt", "2026-11-22T09:00:00Z", true],
    ["no end of waiting that is to come", "limit.daily.clearsAt", "2026-11-22T09:00:01Z", false],
    ["no other time, though it is past", "transaction.expiresAt", "2026-11-22T08:00:00Z", false],
  ])("is %s", (_, fact, value, isLeftOut) => {
    expect(told(fact, value)).toMatch(isLeftOut ? /^Left out\.$/ : /^With .*\d.*\.$/);
  });

  it("is no end of waiting where nobody knows what time it is", () => {
    expect(told("limit.daily.clearsAt", "2026-11-22T08:59:59Z", {})).toMatch(/^With /);
  });

  it("is a remedy's fee of nothing, and no other number of it", () => {
    const steps = (params: object) =>
      textsOf({ rules: priced }).remedy("merchant.priced", "top_up", params).steps.map(plain);
    const remedy = { action: "top_up", who: "customer", effort: "minutes" };
    const priced = loadRules({
      "merchant/priced.json": ownCause(
        "merchant.priced",
        { remedies: { top_up: { title: "Add", steps: ["Fee {params.fee}.", "Amount {params.amount}."] } } },
        [remedy],
      ),
    });
    const usd = (value: string) => ({ value, currency: "USD" });
    expect(steps({ fee: usd("0.00"), amount: usd("0.00") })).toEqual(["Amount $0.00."]);
    expect(steps({ fee: usd("1.00"), amount: usd("5.00") })).toEqual(["Fee $1.00.", "Amount $5.00."]);
    expect(steps({ amount: usd("5.00") })).toEqual(["Amount $5.00."]);
  });
});

describe("the texts of a cause", () => {
  const rules = loadRules({
    "merchant/own.json": ownCause("merchant.own", {
      heading: "Own, with its sum",
      rules: {
        by_code: { title: "As a code says", explanation: "A code says so." },
        by_fact: { explanation: "A fact shows it." },
      },
    }),
    "merchant/plain.json": ownCause("merchant.plain", {
      heading: "Plain, with its sum",
      rules: { by_code: { title: "As a code says", explanation: "A code says so." } },
    }),
    "merchant/sensitive.json": {
      ...ownCause("merchant.sensitive", {
        heading: "Sensitive, with its sum",
        rules: { by_fact: { title: "What a fact shows", explanation: "A fact shows it." } },
        customer: { title: "Not approved", explanation: "It was not approved." },
      }),
      sensitive: true,
    },
  });

  it.each<[string, string, string[], Audience, [title: string, heading: string, explanation: string]]>([
    [
      "are those of the rule about a fact, with the sum above",
      "own",
      ["by_fact"],
      "agent",
      ["Own", "Own, with its sum", "A fact shows it."],
    ],
    [
      "are those of a code alone, which shows no sum",
      "own",
      ["by_code"],
      "agent",
      ["As a code says", "As a code says", "A code says so."],
    ],
    [
      "are not a code's where a fact shows it too",
      "own",
      ["by_code", "by_fact"],
      "agent",
      ["Own", "Own, with its sum", "A fact shows it."],
    ],
    [
      "are the cause's own where a fact has none, whatever a code has",
      "plain",
      ["by_code", "by_fact"],
      "agent",
      ["Own", "Plain, with its sum", "Own."],
    ],
    [
      "are the cause's own for a code that has none",
      "plain",
      ["by_word"],
      "agent",
      ["Own", "Plain, with its sum", "Own."],
    ],
    [
      "are the first rule's of two that a code fires",
      "own",
      ["by_word", "by_code"],
      "agent",
      ["As a code says", "As a code says", "A code says so."],
    ],
    [
      "are everything for an agent",
      "sensitive",
      ["by_fact"],
      "agent",
      ["What a fact shows", "Sensitive, with its sum", "A fact shows it."],
    ],
    [
      "are less for the customer",
      "sensitive",
      ["by_fact"],
      "customer",
      ["Not approved", "Not approved", "It was not approved."],
    ],
    [
      "are its code where the rule set does not have it",
      "gone",
      ["any"],
      "agent",
      ["merchant.gone", "merchant.gone", "merchant.gone"],
    ],
  ])("%s", (_, name, fired, audience, [title, heading, explanation]) => {
    expect(textsOf({ rules, audience }).cause(found(`merchant.${name}`, fired))).toEqual({
      title,
      heading,
      explanation,
    });
  });

  it.each<[string, string | null | undefined, string, string]>([
    ["say nothing of an end that did not come", undefined, "Own, with its sum", "A fact shows it."],
    ["say that it has ended", null, "Own, with its sum (ended since)", "A fact shows it. That has ended since."],
    [
      "say when it has ended",
      "2026-11-22T10:00:00Z",
      "Own, with its sum (ended on Nov 22, 2026, 10:00 UTC)",
      "A fact shows it. That ended on Nov 22, 2026, 10:00 UTC.",
    ],
  ])("%s", (_, endedAt, heading, explanation) => {
    const texts = textsOf({ rules }).cause(
      found("merchant.own", ["by_fact"], endedAt === undefined ? {} : { endedAt }),
    );
    expect([texts.title, plain(texts.heading), plain(texts.explanation)]).toEqual(["Own", heading, explanation]);
  });

  it("begin for an agent with what each provider said, by its name", () => {
    const said = [
      { provider: "stripe", scheme: "stripe.error_code", name: "Stripe", code: "card_declined" },
      { provider: "stripe", scheme: "stripe.decline_code", name: "Stripe", code: "lost_card" },
      { provider: "iso8583", scheme: "iso8583.de39", name: "The card network", code: "41" },
      { provider: "acme", scheme: "acme.code", name: "Acme Pay", code: "41" },
    ];
    const spoken = (codes: [provider: string, code: string][], audience: Audience = "agent") =>
      textsOf({ rules, said, audience }).cause(
        found("merchant.own", ["by_fact"], { providerCodes: codes.map(([provider, code]) => ({ provider, code })) }),
      ).explanation;
    expect(
      spoken([
        ["stripe", "card_declined"],
        ["iso8583", "41"],
        ["stripe", "lost_card"],
        ["stripe", "lost_card"],
      ]),
    ).toBe("Stripe: card_declined, lost_card. The card network: 41. A fact shows it.");
    // By the name of its scheme too, and not by another provider's same code.
    expect(spoken([["acme.code", "41"]])).toBe("Acme Pay: 41. A fact shows it.");
    expect(spoken([["unheard of", "41"]])).toBe("unheard of: 41. A fact shows it.");
    for (const nobody of ["", "generic"]) expect(spoken([[nobody, "41"]])).toBe("41. A fact shows it.");
    expect(spoken([["stripe", "lost_card"]], "customer")).toBe("A fact shows it.");
  });
});

describe("the steps of a remedy", () => {
  const password = "authentication.password_wrong";
  const reset = (
    profile: string,
    locale: string,
    action: "reset_payment_password" | "contact_support" = "reset_payment_password",
  ) => textsOf({ profile, locale }).remedy(password, action, {}).steps.join();

  it("are the wallet's own for a new password, in English where it has no others, and for nothing else", () => {
    expect(reset("gopay", "en")).toMatch(/^Open the GoPay app/);
    expect(reset("gopay", "zh-CN")).toMatch(/^打开 GoPay/);
    expect(reset("gopay", "fr")).toBe(reset("gopay", "en"));
    expect(reset("default", "en")).toMatch(/^On the sign-in page/);
    expect(reset("gopay", "en", "contact_support")).toBe(reset("default", "en", "contact_support"));
  });
});

describe("why a cause is ruled out", () => {
  const facts = {
    "transaction.amount": money("100.00"),
    "balance.usable": money("200.00"),
    "network.status": text("online"),
    "network.latencyMs": { kind: "number", value: 80 } as const,
  };
  const denial = (code: string, params: Record<string, string | number>, known: Facts = facts, locale = "en") =>
    plain(textsOf({ facts: known, locale }).denial({ code, params }));

  it("is a fact as it was stated, or two that are compared, or one and a number", () => {
    expect(denial("stated", { fact: "network.status" })).toBe("Network: online");
    expect(denial("comparison", { fact: "transaction.amount", relation: "≤", other: "balance.usable" })).toBe(
      "Amount $100.00 ≤ Usable balance $200.00",
    );
    expect(denial("comparison", { fact: "network.latencyMs", relation: "≤", constant: 1500 })).toBe(
      "Round trip 80 ≤ 1,500",
    );
    const word = { fact: "network.status", relation: "≠", constant: "offline" };
    expect(denial("comparison", word, {})).toMatch(/≠ offline$/);
    expect(denial("comparison", word, facts, "zh-CN")).toMatch(/≠ 离线$/);
  });
});

describe("a contradiction", () => {
  it("names each fact with its value, and the code that says otherwise once", () => {
    const facts = { "transaction.amount": money("100.00"), "failure.code": text("E1") };
    const reason = { code: "conflict_code", params: { code: "E1" } };
    const names = ["failure.code", "transaction.amount", "balance.usable"];
    expect(plain(textsOf({ facts }).conflict(reason, names))).toBe(
      "The code E1 says otherwise than the facts: Amount $100.00; Usable balance.",
    );
  });
});
