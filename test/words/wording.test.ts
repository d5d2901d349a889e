import { describe, expect, it } from "vitest";
import type { Cause, PlanStep } from "../../src/base/diagnosis.js";
import { Wording } from "../../src/words/wording.js";
import { plain } from "../stories/example.js";
import { loadRules } from "../support/rules.js";

const rules = loadRules({
  "merchant/own.json": {
    code: "merchant.own",
    since: "1.0.0",
    rules: [
      {
        name: "shut",
        certainty: "certain",
        when: { all: [{ fact: "extensions.shop.isShut", operator: "equal", value: true }] },
        evidence: ["extensions.shop.isShut"],
      },
    ],
    remedies: [
      { action: "top_up", who: "customer", effort: "minutes" },
      { action: "contact_merchant", who: "customer", effort: "hours" },
    ],
    text: {
      title: "The shop {extensions.shop.name} is shut",
      explanation: "It is shut.",
      customer: { title: "Not now", explanation: "Not now." },
      remedies: { top_up: { title: ["Put {params.amount} in", "Put in {balance.shortfall}"], steps: ["Put it in."] } },
    },
  },
});
const en = new Wording("en", rules);
const customers = new Wording("en", rules, "customer");
const zh = new Wording("zh-CN", rules);
const transaction = { kind: "payment", status: "failed" } as const;
const nothing = { fact: () => undefined, param: () => undefined };

describe("a time", () => {
  const later = "2026-11-23T10:00:00Z";
  const inYear = (year?: string) => plain(new Wording("en", rules, "agent", transaction, year).time(later));

  it("is written without its year where that is this year, and with it in any other and where none is given", () => {
    expect(inYear("2026")).not.toContain("2026");
    expect(inYear("2025")).toContain("2026");
    expect(inYear()).toBe("Nov 23, 2026, 10:00 UTC");
  });
});

describe("a sentence", () => {
  it.each([
    ["the amount is 5.00 of 6", "The amount is 5.00 of 6."],
    ["why? nobody knows", "Why? nobody knows."],
    ["Wait.", "Wait."],
    ["so it is:", "So it is:"],
  ])("of %j is %j", (text, wanted) => {
    expect(en.sentence(text)).toBe(wanted);
  });

  it("of Chinese has its own full stop, and no space behind it", () => {
    expect(zh.sentences([zh.sentence("请稍候"), "", zh.sentence("请重试！")])).toBe("请稍候。请重试！");
    expect(en.sentences(["One.", "", "Two."])).toBe("One. Two.");
  });
});

describe("a text that is filled", () => {
  const filled = (wording: Wording, text: string) => wording.fill(text, { ...nothing, fact: () => "张三" });

  it("has Chinese spaces only in Chinese", () => {
    expect(filled(zh, "付给{extensions.a}Bank 3月，  共  ， 5元 。")).toBe("付给张三 Bank 3月，共，5 元。");
    expect(filled(en, "To {extensions.a}Bank （ 1 ）.")).toBe("To 张三Bank （ 1 ）.");
  });

  it("says of what is only planned to pay, and not to pay again", () => {
    const again = (status: "failed" | "planned") =>
      new Wording("en", rules, "agent", { ...transaction, status }).fill("then {term.again} a {term.payment}", nothing);
    expect(again("failed")).toBe("then pay again a payment");
    expect(again("planned")).toBe("then pay a payment");
  });

  it("is none where it has a term that nobody knows", () => {
    expect(en.fill("{term.toString}", nothing)).toBeUndefined();
    expect(en.fill("{term.unheard}", nothing)).toBeUndefined();
  });
});

describe("the question for a missing fact", () => {
  it.each([
    ["/balance/available", "What is the available balance?"],
    ["/fees/0/flat", en.words.questions["/fees/*/flat"]],
    ["/limits/12/max", en.words.questions["/limits/*/max"]],
    ["/extensions/shop/0", "What is /extensions/shop/0?"],
    ["/toString", "What is /toString?"],
  ])("%s is %j", (path, wanted) => {
    expect(en.ask(path)).toBe(wanted);
  });
});

describe("a number of a remedy", () => {
  it.each<[string, unknown, string | undefined]>([
    ["an amount with its currency", { value: "1234.5", currency: "USD" }, "$1,234.50"],
    ["a number with its groups", 12345, "12,345"],
    ["a time as people write it", "2026-11-23T10:00:00Z", "Nov 23, 2026, 10:00 UTC"],
    ["one of our words in the language", "not_linked", "not linked"],
    ["any other text as it is", "Shop 5", "Shop 5"],
    ["nothing where it is not known", null, undefined],
    ["nothing where it is missing", undefined, undefined],
  ])("is %s", (_, value, wanted) => {
    const text = en.param({ one: value }, "one");
    expect(text === undefined ? text : plain(text)).toBe(wanted);
  });

  it("is looked up by its own name alone", () => {
    expect(en.param({}, "toString")).toBeUndefined();
  });
});

describe("the titles of causes", () => {
  const causes = [{ code: "merchant.own", title: "As diagnosed" }] as Cause[];

  it("are those of the diagnosis, else the rule set's for the reader, else their codes", () => {
    expect(en.titles(["limit.daily", "merchant.own"], causes)).toEqual(["Over the daily limit", "As diagnosed"]);
    expect(en.titles(["merchant.own"], [])).toEqual(["The shop {extensions.shop.name} is shut"]);
    expect(customers.titles(["merchant.own", "limit.daily"], [])).toEqual(["Not now", "Over the daily limit"]);
    expect(en.titles(["merchant.unheard_of"], causes)).toEqual(["merchant.unheard_of"]);
  });
});

describe("the title of a plan's step", () => {
  const usd = (value: string) => ({ amount: { value, currency: "USD" } });
  const remedy = (title: string, action: string, params: object) => ({ title, action, params });
  const causes = [
    { code: "limit.daily", remedies: [remedy("Of another cause", "top_up", usd("5.00"))] },
    {
      code: "merchant.own",
      remedies: [
        remedy("Of another action", "reduce_amount", usd("5.00")),
        remedy("Add six", "top_up", usd("6.00")),
        remedy("Add five", "top_up", usd("5.00")),
        remedy("As sung", "sing", {}),
      ],
    },
  ] as unknown as Cause[];
  const step = (action: string, params: object, cause = "merchant.own") =>
    plain(en.step({ cause, action, params } as PlanStep, causes));

  it.each<[string, [action: string, params: object, cause?: string], string]>([
    ["the remedy's own where the amount is the same", ["top_up", usd("5.00")], "Add five"],
    ["made of the step's amount where that differs", ["top_up", usd("7.00")], "Put $7.00 in"],
    ["that of another cause only where it is that cause's", ["top_up", usd("5.00"), "limit.daily"], "Of another cause"],
    [
      "the action's where neither remedy nor cause has one",
      ["contact_merchant", {}],
      en.words.actions.contact_merchant.title as string,
    ],
    ["made for the action where the cause has no such remedy", ["top_up", usd("7.00"), "limit.weekly"], "Add $7.00"],
    ["the action's name where nothing else is known", ["hum", {}], "hum"],
    ["the remedy's, with its other numbers, where nothing else has words", ["sing", usd("1.00")], "As sung"],
  ])("is %s", (_, given, wanted) => {
    expect(step(...given)).toBe(wanted);
  });
});
