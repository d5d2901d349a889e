import { describe, expect, it } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const at = "2026-03-10T22:00:00Z";
const transaction = { kind: "payment", amount: "150", currency: "USD", at };
const questionsOf = async (facts: object) =>
  (await diagnose({ transaction, ...facts }, { locale: "en" })).questions.map(({ path, decides }) => ({
    path,
    decides,
  }));
const asked = async (facts: object) => (await questionsOf(facts)).map(({ path }) => path);

describe("questions", () => {
  it("are not about a balance in another currency, which the amount cannot be compared with", async () => {
    expect(await asked({ balance: { currency: "USD" } })).toContain("/balance/available");
    expect((await asked({ balance: { currency: "EUR" } })).filter((path) => path.startsWith("/balance"))).toEqual([]);
  });

  it("are not about the money of a card, which is its issuer's, but about that of a wallet", async () => {
    const money = (paths: string[]) => paths.filter((path) => /^\/(?:balance|fundingSources)/.test(path));
    expect(money(await asked({ instrument: { kind: "wallet" } }))).toContain("/balance/available");
    expect(money(await asked({ instrument: { kind: "debit_card" } }))).toEqual([]);
  });

  it("are not about that of a card even where an own rule compares it", async () => {
    const rules = loadRules({
      "merchant/low.json": {
        code: "merchant.low",
        since: "1.0.0",
        rules: [
          {
            name: "low",
            certainty: "certain",
            when: { all: [{ fact: "balance.available", operator: "lessThan", value: { fact: "transaction.amount" } }] },
            evidence: ["balance.available"],
          },
        ],
        remedies: [],
        text: { title: "Too low", explanation: "Too low." },
      },
    });
    const decided = async (kind: string) => {
      const { questions } = await diagnose({ transaction, instrument: { kind } }, { locale: "en", rules });
      return questions.flatMap(({ decides }) => decides);
    };
    expect(await decided("wallet")).toContain("merchant.low");
    expect(await decided("debit_card")).not.toContain("merchant.low");
  });

  it("are not about sums where the amount is nothing, and not about a payee where the account is the customer's own", async () => {
    const sums = (paths: string[]) => paths.filter((path) => /^\/(?:balance|fees|limits)/.test(path));
    expect(sums(await asked({}))).toEqual(["/balance/available", "/fees", "/limits"]);
    expect(sums(await asked({ transaction: { ...transaction, amount: "0" } }))).toEqual([]);
    // Also beside a cause that is no sum, for which more would be asked.
    const stolen = {
      transaction: { ...transaction, amount: "0" },
      failure: { provider: "stripe", code: "stolen_card" },
    };
    expect(sums(await asked(stolen))).toEqual([]);
    const known = { balance: { available: "500" }, fees: [], limits: [], failure: { code: "UNHEARD_OF" } };
    const payee = async (kind: string) =>
      (await asked({ ...known, transaction: { ...transaction, kind } })).filter((path) => path.startsWith("/payee/"));
    expect(await payee("transfer")).toContain("/payee/status");
    expect(await payee("withdrawal")).toEqual([]);
    expect(await payee("top_up")).toEqual([]);
    expect(await payee("refund")).toEqual([]);
  });

  it("ask how a payment was confirmed right after how that ended", async () => {
    const paths = await asked({ failure: { provider: "stripe", code: "incorrect_pin" } });
    expect(paths.slice(0, 2)).toEqual(["/authentication/status", "/authentication/method"]);
  });

  it("are not about a confirmation where the merchant refunds or pays out", async () => {
    const confirmation = (paths: string[]) => paths.filter((path) => path.startsWith("/authentication/"));
    const unread = { failure: { provider: "stripe", code: "no_such_code" } };
    expect(confirmation(await asked(unread))).not.toEqual([]);
    for (const kind of ["refund", "payout"])
      expect(confirmation(await asked({ ...unread, transaction: { ...transaction, kind } }))).toEqual([]);
  });

  it("are about sums and codes alone where one cause is certain, and about all else where it is only likely", async () => {
    const sums = /^\/(?:failure|transaction|balance|fees|limits)/;
    const certain = await asked({ authentication: { method: "pin", status: "failed" } });
    expect(certain.filter((path) => !sums.test(path))).toEqual([]);
    expect(await asked({ failure: { provider: "stripe", code: "do_not_honor" } })).toContain("/authentication/status");
  });

  describe("about a bank's code that does not say whose account it is about", () => {
    const failure = { provider: "iso20022", code: "AC04" };
    const initiator = "/transaction/initiator";

    it("ask first who started the payment, and the answer decides whose account it is", async () => {
      const { causes, questions } = await diagnose({ transaction, failure }, { locale: "en" });
      expect(causes.map(({ code, certainty }) => [code, certainty])).toEqual([["payee.closed", "possible"]]);
      expect(questions[0]).toEqual({
        path: initiator,
        ask: "Who started this payment: the customer or the merchant?",
        decides: ["account.closed", "payee.closed"],
      });
      for (const [by, code] of [
        ["merchant", "account.closed"],
        ["customer", "payee.closed"],
      ]) {
        const answered = await diagnose({ transaction: { ...transaction, initiator: by }, failure }, { locale: "en" });
        expect(answered.causes.map((cause) => [cause.code, cause.certainty])).toEqual([[code, "likely"]]);
        expect(answered.questions.map(({ path }) => path)).not.toContain(initiator);
      }
    });

    it("do not ask it where the kind says who pays, or the code names the account", async () => {
      for (const kind of ["transfer", "withdrawal", "top_up", "refund", "payout"])
        expect(await asked({ transaction: { ...transaction, kind }, failure })).not.toContain(initiator);
      expect(await asked({ failure: { ...failure, code: "AC07" } })).not.toContain(initiator);
    });

    it("do not ask it where a sum shows why the payment failed", async () => {
      const known = { balance: { available: "20" }, fees: [], limits: [] };
      expect(await asked({ ...known, failure })).not.toContain(initiator);
    });
  });

  it("ask for the amount, and not for the currency that is given with it", async () => {
    const paths = await asked({ transaction: { kind: "payment", at } });
    expect(paths).toContain("/transaction/amount");
    expect(paths).not.toContain("/transaction/currency");
  });

  it("decide causes and never advice, each named once in the order of the codes", async () => {
    const { byCode } = compiled(defaultRules());
    for (const facts of [{}, { balance: { available: "500" } }, { transaction: { ...transaction, kind: "top_up" } }]) {
      const questions = await questionsOf(facts);
      expect(questions).not.toEqual([]);
      for (const { decides } of questions) {
        expect(decides).toEqual([...new Set(decides)].sort());
        expect(decides.filter((code) => byCode.get(code)?.file.advice === true)).toEqual([]);
      }
    }
  });
});

const isThis = (fact: string, value: string | boolean) => ({ fact, operator: "equal", value });

describe("the question after the first", () => {
  /** Named by a code of the shop's, and shown by these facts together. */
  const byCodeOr = (name: string, ...all: object[]) => ({
    code: `merchant.${name}`,
    since: "1.0.0",
    rules: [
      {
        name: "provider_code",
        certainty: "code",
        when: { all: [isThis("failure.code", "SHOP_7")] },
        evidence: ["failure.code"],
      },
      { name, certainty: "certain", when: { all }, evidence: ["failure.code"] },
    ],
    remedies: [],
    text: { title: `The order is ${name}`, explanation: `The order is ${name}.` },
  });
  const rules = loadRules({
    "merchant/held.json": byCodeOr("held", isThis("extensions.held", true), isThis("payee.status", "closed")),
    "merchant/stopped.json": byCodeOr("stopped", isThis("account.status", "frozen")),
  });

  it("is the one without whose answer the first decides nothing, before another that decides a cause alone", async () => {
    const { questions } = await diagnose({ transaction, failure: { code: "SHOP_7" } }, { locale: "en", rules });
    const paths = questions.map(({ path }) => path);
    expect(paths.slice(0, 3)).toEqual(["/extensions/held", "/payee/status", "/account/status"]);
  });
});

describe("questions for own rules", () => {
  /** A cause shown by any of these lists of own facts, each of them true. */
  const cause = (name: string, ...lists: string[][]) => ({
    [`merchant/${name}.json`]: {
      code: `merchant.${name}`,
      since: "1.0.0",
      rules: lists.map((facts, i) => ({
        name: `rule_${i}`,
        certainty: "certain",
        when: { all: facts.map((fact) => isThis(`extensions.${fact}`, true)) },
        evidence: [`extensions.${facts[0]}`],
      })),
      remedies: [],
      text: { title: name, explanation: `It is ${name}.` },
    },
  });
  // A code that no table knows: then own facts are asked for first.
  const failure = { code: "UNHEARD_OF" };
  const known = { balance: { available: "500" }, fees: [], limits: [], failure };
  const own = async (files: object, extensions: object = {}) => {
    const rules = loadRules(files as Record<string, unknown>);
    const { questions } = await diagnose({ transaction, ...known, extensions }, { locale: "en", rules });
    return questions.flatMap(({ path }) =>
      path.startsWith("/extensions/") ? [path.slice("/extensions/".length)] : [],
    );
  };

  it("go on with the rule that lacks the fewest facts of those that the first question is for", async () => {
    expect(await own(cause("one", ["a", "x", "y"], ["a", "z"]))).toEqual(["a", "z", "x", "y"]);
    expect(await own(cause("one", ["a", "z"], ["a", "x", "y"]))).toEqual(["a", "z", "x", "y"]);
  });

  it("keep a rule together that lacks as many facts as are asked for, and not one that lacks more", async () => {
    const other = cause("other", ["b"]);
    expect(await own({ ...cause("one", ["a", "c", "d", "e", "f"]), ...other })).toEqual(["a", "c", "d", "e", "f"]);
    expect(await own({ ...cause("one", ["a", "c", "d", "e", "f", "g"]), ...other })).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("are not about the other facts of a rule that one fact denies", async () => {
    expect(await own(cause("one", ["a", "b"], ["c"]), { a: false })).toEqual(["c"]);
  });

  it("are about facts of one's own whatever these are called", async () => {
    const rules = loadRules(cause("one", ["shop.balance.low"]));
    for (const kind of ["wallet", "debit_card"]) {
      const { questions } = await diagnose({ transaction, ...known, instrument: { kind } }, { locale: "en", rules });
      expect(questions.map(({ path }) => path)).toContain("/extensions/shop/balance/low");
    }
  });
});
