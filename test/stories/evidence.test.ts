import { describe, expect, it } from "vitest";
import { createDiagnose } from "../../src/api/diagnose.js";
import type { Diagnosis } from "../../src/api/index.js";
import { defaultRules } from "../../src/rules/shipped.js";
import { loadRules } from "../support/rules.js";
import { diagnose, preflight } from "../support/untyped.js";
import { causeOf, codes } from "./example.js";

const { assess, assessForHandOver } = createDiagnose(defaultRules);
const en = { locale: "en" };
const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const rich = { transaction, balance: { available: "500.00" }, fees: [] };
const short = { ...rich, balance: { available: "100.00" } };
const daily = { window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" };
const stripe = (code: string) => ({ scheme: "stripe.decline_code", code });
const certainties = ({ causes }: Diagnosis) => causes.map(({ code, certainty }) => [code, certainty]);
const contradicted = ({ conflicts }: Diagnosis) => conflicts.map(({ cause, facts }) => [cause, facts]);

describe("a code for any limit", () => {
  const failure = { code: "LIMIT_EXCEEDED" };
  const payeeCap = { balance: { available: "950.00", cap: "1000.00" } };

  it("agrees with each limit that the numbers show, and adds none", async () => {
    const over = async (facts: object) => certainties(await diagnose({ ...rich, ...facts, failure }, en));
    expect(await over({ limits: [daily] })).toEqual([["limit.daily", "certain"]]);
    expect(await over({ payee: payeeCap })).toEqual([["payee.limit_exceeded", "certain"]]);
    expect(await over({ limits: [daily], payee: payeeCap })).toEqual([
      ["limit.daily", "certain"],
      ["payee.limit_exceeded", "certain"],
    ]);
    const withFee = { fees: [{ flat: "1.00" }], limits: [{ ...daily, used: "80.00", countsFees: true }] };
    expect(await over(withFee)).toEqual([["fee.exceeds_limit", "certain"]]);
  });

  it("is named with each of them", async () => {
    const { causes } = await diagnose({ ...rich, limits: [daily], payee: payeeCap, failure }, en);
    expect(causes.map(({ rules, providerCodes }) => [rules, providerCodes])).toEqual([
      [["over_the_limit"], [{ provider: "generic", code: "LIMIT_EXCEEDED" }]],
      [["over_the_cap_of_the_payee"], [{ provider: "generic", code: "LIMIT_EXCEEDED" }]],
    ]);
  });

  it("alone may be any, and is not answered by one that is only near", async () => {
    expect(certainties(await diagnose({ transaction, failure }, en))).toEqual([["limit.per_transaction", "possible"]]);
    const near = { window: "daily", max: "900.00", used: "100.00", warnAt: "150.00", timeZone: "UTC" };
    const diagnosis = await diagnose({ transaction, limits: [near], failure }, en);
    expect(codes(diagnosis)).toEqual(["limit.per_transaction"]);
    expect(diagnosis.advice.map(({ code, providerCodes }) => [code, providerCodes])).toEqual([
      ["limit.near", undefined],
    ]);
  });

  it("is not contradicted by limits that fit, as another one that is not listed may be over", async () => {
    const fits = { ...daily, max: "900.00" };
    expect(contradicted(await diagnose({ ...rich, limits: [fits], failure }, en))).toEqual([]);
    expect(contradicted(await diagnose({ ...rich, limits: [], failure }, en))).toEqual([]);
    const open = { window: "weekly", max: "900.00", timeZone: "UTC" };
    expect(contradicted(await diagnose({ ...rich, limits: [fits, open], failure }, en))).toEqual([]);
  });
});

describe("a code for one cause", () => {
  it("is contradicted by the numbers that deny it, which are named", async () => {
    const fits = { ...daily, max: "900.00" };
    const diagnosis = await diagnose({ ...rich, limits: [fits], failure: { code: "DAILY_LIMIT_EXCEEDED" } }, en);
    expect(certainties(diagnosis)).toEqual([["limit.daily", "possible"]]);
    expect(contradicted(diagnosis)).toEqual([
      ["limit.daily", ["failure.code", "limit.daily.after", "limit.daily.max"]],
    ]);
    expect(diagnosis.conflicts[0]?.because).toContain("DAILY_LIMIT_EXCEEDED");
    expect(diagnosis.conflicts[0]?.because).toContain("$220.00");
  });

  it("is not contradicted where no such limit is listed among those that are", async () => {
    const weekly = { ...daily, window: "weekly", max: "900.00" };
    const diagnosis = await diagnose({ ...rich, limits: [weekly], failure: { code: "DAILY_LIMIT_EXCEEDED" } }, en);
    expect(certainties(diagnosis)).toEqual([["limit.daily", "likely"]]);
    expect(contradicted(diagnosis)).toEqual([]);
  });

  it("from the issuer is contradicted only by a limit of the bank", async () => {
    const failure = { codes: [{ scheme: "upi.bank_code", code: "Z8" }] };
    const besides = (party: string) =>
      diagnose({ ...rich, limits: [{ window: "per_transaction", max: "900.00", party }], failure }, en);
    expect(contradicted(await besides("payer"))).toEqual([]);
    expect(contradicted(await besides("bank"))).toHaveLength(1);
  });

  it("is not contradicted by facts that do not decide, or by the kind of the payment", async () => {
    const open = await diagnose(
      { transaction, balance: { held: "5.00" }, failure: { code: "INSUFFICIENT_FUNDS" } },
      en,
    );
    expect(certainties(open)).toEqual([["balance.insufficient", "likely"]]);
    expect(open.conflicts).toEqual([]);
    const topUp = { ...transaction, kind: "top_up" };
    const incoming = await diagnose({ ...rich, transaction: topUp, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(certainties(incoming)).toEqual([["balance.insufficient", "likely"]]);
    expect(incoming.conflicts).toEqual([]);
  });

  it("is not contradicted while one of two ways to be true is open", async () => {
    const failure = { code: "PAYEE_LIMIT_EXCEEDED" };
    const limits = [{ ...daily, party: "payee", max: "900.00" }];
    expect((await diagnose({ ...rich, limits, failure }, en)).conflicts).toEqual([]);
    const payee = { balance: { available: "0.00", cap: "900.00" } };
    expect(contradicted(await diagnose({ ...rich, limits, payee, failure }, en))).toHaveLength(1);
  });

  it("agrees with what stands in place of its own cause", async () => {
    const context = { ...rich, balance: { available: "120.00" }, fees: [{ flat: "1.00" }] };
    const diagnosis = await diagnose({ ...context, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(certainties(diagnosis)).toEqual([["fee.exceeds_balance", "certain"]]);
    expect(diagnosis.conflicts).toEqual([]);
  });

  it("stands beside a cause of one's own that names it too, each by its own rule", async () => {
    const own = {
      code: "account.own",
      since: "1.0.0",
      rules: [
        {
          name: "own",
          certainty: "code",
          when: { all: [{ fact: "failure.code", operator: "equal", value: "INSUFFICIENT_FUNDS" }] },
          evidence: ["failure.code"],
        },
      ],
      remedies: [],
      text: { title: "Own", explanation: "Own." },
    };
    const rules = loadRules({ "account/own.json": own });
    const { causes } = await diagnose({ transaction, failure: { code: "INSUFFICIENT_FUNDS" } }, { ...en, rules });
    expect(causes.map((cause) => [cause.code, cause.certainty, cause.rules])).toEqual([
      ["account.own", "likely", ["own"]],
      ["balance.insufficient", "likely", ["provider_code"]],
    ]);
  });

  it("leaves open how much less would do only where no number tells it", async () => {
    const reduced = async (context: object, code: string) =>
      (await diagnose({ ...context, failure: { code } }, en)).largestAmount?.value;
    expect(await reduced(short, "INSUFFICIENT_FUNDS")).toBe("100.00");
    expect(await reduced(short, "ISSUER_UNAVAILABLE")).toBe("100.00");
    expect(await reduced(short, "DAILY_LIMIT_EXCEEDED")).toBeUndefined();
  });

  it("says nothing of one that is through", async () => {
    const through = { ...transaction, status: "succeeded" };
    const context = { transaction: through, account: { twoFactor: false }, failure: { code: "INSUFFICIENT_FUNDS" } };
    const { verdict, causes, advice } = await diagnose(context, en);
    expect([verdict, causes]).toEqual(["not_failed", []]);
    expect(advice.map(({ code }) => code)).toEqual(["authentication.two_factor_off"]);
  });

  it("makes certain what is only likely by its signs, and free text does not", async () => {
    const slow = { transaction, network: { latencyMs: 2500 } };
    expect(certainties(await diagnose(slow, en))).toEqual([["network.unstable", "likely"]]);
    const coded = await diagnose({ ...slow, failure: { code: "POOR_NETWORK" } }, en);
    expect(certainties(coded)).toEqual([["network.unstable", "certain"]]);
    expect(causeOf(coded, "network.unstable").rules).toEqual(["slow", "provider_code"]);
    const before = { at: "2026-11-22T08:55:00Z", amount: "120.00", currency: "USD", payee: "p-1", status: "succeeded" };
    const twice = { transaction, payeeId: "p-1", history: [before] };
    for (const failure of [undefined, { message: "duplicate transaction" }]) {
      expect(certainties(await diagnose({ ...twice, failure }, en))).toEqual([["transaction.duplicate", "possible"]]);
    }
  });

  it("stands with the others that say the same, and without those that do not", async () => {
    const failure = {
      codes: [{ scheme: "iso8583.de39", code: "51" }, stripe("expired_card"), stripe("insufficient_funds")],
    };
    expect(causeOf(await diagnose({ ...short, failure }, en), "balance.insufficient").providerCodes).toEqual([
      { provider: "iso8583", code: "51" },
      { provider: "stripe", code: "insufficient_funds" },
    ]);
  });

  it("stands once with the cause that takes the place of its own", async () => {
    const held = { ...rich, balance: { available: "100.00", held: "50.00" } };
    const diagnosis = await diagnose({ ...held, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(codes(diagnosis)).toEqual(["balance.held"]);
    expect(causeOf(diagnosis, "balance.held").providerCodes).toEqual([
      { provider: "generic", code: "INSUFFICIENT_FUNDS" },
    ]);
    expect(diagnosis.ruledOut.map(({ cause }) => cause)).not.toContain("balance.insufficient");
  });

  it("is not named where only a message says it", async () => {
    const { causes } = await diagnose({ transaction, failure: { message: "Declined: insufficient funds" } }, en);
    expect(causes.map(({ code, providerCodes }) => [code, providerCodes])).toEqual([
      ["balance.insufficient", undefined],
    ]);
  });

  it("does not take the place of what is surer, as facts do", async () => {
    const network = { status: "unstable" };
    const guess = await diagnose({ transaction, network, failure: { message: "no internet connection" } }, en);
    expect(codes(guess)).toContain("network.unstable");
    expect(codes(await diagnose({ transaction, network: { status: "offline", latencyMs: 2500 } }, en))).toEqual([
      "network.offline",
    ]);
  });
});

describe("facts", () => {
  it("do not contradict each other where a card is past its last month, whatever its state", async () => {
    const expired = (status: string) =>
      diagnose({ transaction, instrument: { kind: "debit_card", status, expires: "2026-10" } }, en);
    expect(contradicted(await expired("active"))).toEqual([]);
    expect(codes(await expired("active"))).toEqual(["instrument.expired"]);
    expect(contradicted(await expired("expired"))).toEqual([]);
  });

  it("of a limit that only the fees exceed take the place of that limit, and of no other", async () => {
    const byFees = { ...daily, used: "80.00", countsFees: true };
    const weekly = { window: "weekly", max: "100.00", used: "0.00", timeZone: "UTC" };
    const diagnosis = await diagnose({ ...rich, fees: [{ flat: "1.00" }], limits: [byFees, weekly] }, en);
    expect(codes(diagnosis)).toEqual(["fee.exceeds_limit", "limit.weekly"]);
  });
});

describe("the retry", () => {
  const retry = async (context: object) => (await diagnose({ transaction, ...context }, en)).retry;

  it("is forbidden by an advice code, whatever else could be done", async () => {
    // The card network's 03: do not try again.
    const forbidden = { code: "INSUFFICIENT_FUNDS", adviceCode: "03" };
    expect(await retry({ failure: forbidden })).toEqual({
      when: "never",
      sameReference: false,
      decline: "hard",
      because: { provider: "mastercard", code: "03" },
    });
    const duplicate = { transaction: { ...transaction, status: "unknown" }, failure: forbidden };
    expect(await retry(duplicate)).toMatchObject({ when: "check_status_first", sameReference: true });
  });

  it("waits for the later of a limit and an advice", async () => {
    const failure = { code: "DAILY_LIMIT_EXCEEDED", adviceCode: "24" };
    const until = async (at: string) =>
      (await retry({ transaction: { ...transaction, at }, limits: [daily], failure })).notBefore;
    expect(await until("2026-11-22T09:00:00Z")).toBe("2026-11-23T00:00:00Z");
    expect(await until("2026-11-22T23:30:00Z")).toBe("2026-11-23T00:30:00Z");
  });

  it("is now for one that is planned and fits, and never for one that is through", async () => {
    const of = async (status: string) => (await retry({ transaction: { ...transaction, status } })).when;
    expect(await of("planned")).toBe("now");
    expect(await of("succeeded")).toBe("never");
    expect(await of("refunded")).toBe("never");
    expect(await of("pending")).toBe("check_status_first");
  });
});

describe("a time in an answer", () => {
  const notBefore = async (context: object) =>
    (await diagnose({ transaction, ...context }, en)).causes[0]?.remedies.find(({ params }) => params.notBefore)?.params
      .notBefore;

  it("is written as the context wrote it", async () => {
    const stated = "2026-11-23T00:00:00+08:00";
    const { timeZone: _, ...somewhere } = daily;
    expect(await notBefore({ limits: [{ ...somewhere, resetsAt: stated }] })).toBe(stated);
    expect(await notBefore({ network: { service: "down", serviceBackAt: stated } })).toBe(stated);
    expect(await notBefore({ authentication: { method: "pin", lockedUntil: stated } })).toBe(stated);
  });

  it("is else on the clock of the limit it belongs to, or at the offset of now", async () => {
    const shanghai = { ...daily, timeZone: "Asia/Shanghai" };
    expect(await notBefore({ limits: [shanghai] })).toBe("2026-11-23T00:00:00+08:00");
    const rolling = { window: "rolling", max: "200.00", period: "P1D" };
    const history = [{ at: "2026-11-21T17:00:00Z", amount: "100.00", status: "succeeded" }];
    const jakarta = { ...transaction, at: "2026-11-22T16:00:00+07:00" };
    expect(await notBefore({ transaction: jakarta, limits: [rolling], history })).toBe("2026-11-23T00:00:00+07:00");
  });
});

describe("the largest amount", () => {
  const largest = async (context: object) => (await diagnose(context, en)).largestAmount?.value;

  it("is known of what is planned, and of what failed, and not of what is through", async () => {
    const of = (status: string) => largest({ ...rich, transaction: { ...transaction, status } });
    expect(await of("failed")).toBe("500.00");
    expect(await of("planned")).toBe("500.00");
    expect(await of("succeeded")).toBeUndefined();
    expect(await of("pending")).toBeUndefined();
  });
});

describe("the questions", () => {
  it("name every cause that an answer decides, in the order of their codes", async () => {
    const limits = [{ window: "daily", max: "900.00", countsFees: true, timeZone: "UTC" }];
    const { questions } = await diagnose({ ...rich, fees: null, limits }, en);
    expect(questions.length).toBeGreaterThan(2);
    for (const { decides } of questions) expect(decides).toEqual([...new Set(decides)].sort());
  });

  it("ask for a fee that would change a sum that is proved already", async () => {
    const { questions } = await diagnose({ ...short, fees: null }, en);
    expect(questions.find(({ path }) => path === "/fees")?.decides).toContain("balance.insufficient");
    expect((await diagnose(short, en)).questions.map(({ path }) => path)).not.toContain("/fees");
  });

  it("do not ask what another cause has taken the place of, or what is about other payments", async () => {
    const offline = await diagnose({ transaction, network: { status: "offline", latencyMs: 2500 } }, en);
    expect(offline.questions.flatMap(({ decides }) => decides)).not.toContain("network.unstable");
    const topUp = await diagnose({ ...rich, transaction: { ...transaction, kind: "top_up" } }, en);
    const asked = topUp.questions.map(({ path }) => path);
    expect(asked).toContain("/limits");
    expect(asked.filter((path) => path.startsWith("/payee/balance"))).toEqual([]);
  });

  it("do not ask for advice", async () => {
    const { questions } = await diagnose(short, en);
    expect(questions.flatMap(({ decides }) => decides)).not.toContain("authentication.two_factor_off");
    expect(questions.map(({ path }) => path)).not.toContain("/account/twoFactor");
  });

  it("leave a cause out that the numbers deny, though a code is not given", async () => {
    const { questions, ruledOut } = await diagnose(rich, en);
    expect(questions.flatMap(({ decides }) => decides)).not.toContain("balance.insufficient");
    const out = ruledOut.find(({ cause }) => cause === "balance.insufficient");
    expect(out?.because).toContain("$120.00");
    const named = ruledOut.map(({ cause }) => cause);
    expect(named).toEqual([...named].sort());
  });

  it("name the cause that a code means by its title, when it rules another cause out", async () => {
    const failure = { provider: "stripe", code: "expired_card" };
    const { ruledOut } = await diagnose({ failure }, { ...en, locale: "zh-CN", audience: "agent" });
    const because = ruledOut.map(({ because }) => because);
    expect(because).toContain("服务商代码的含义：银行卡已过期");
    expect(because.join()).not.toMatch(/[a-z]+\.[a-z]+/);
  });
});

describe("the summary", () => {
  it("has the number of the cause, and no step", async () => {
    const summary = async (context: object) => (await diagnose(context, en)).summary;
    expect(await summary({ transaction, limits: [{ ...daily, used: null, max: "100.00" }] })).toBe(
      "Over the daily limit by $20.00",
    );
    const network = { service: "maintenance", serviceBackAt: "2026-11-22T12:00:00Z" };
    expect(await summary({ transaction, network })).toBe("The payment service is under maintenance");
    const authentication = { method: "pin", lockedUntil: "2026-11-22T10:00:00Z" };
    expect(await summary({ transaction, authentication })).toBe(
      "The payment password is locked until Nov 22, 2026, 10:00 UTC",
    );
  });
});

describe("what is warned of", () => {
  it("stands in the order of its places, with a locale that nobody speaks at the place it was asked for", async () => {
    const context = {
      ...rich,
      zebra: 1,
      balance: { available: "500.00", currency: "EUR" },
      customer: { locale: "tlh" },
    };
    const { warnings, locale } = await diagnose(context);
    expect(locale).toBe("en");
    expect(warnings.map(({ path, code }) => [path, code])).toEqual([
      ["/balance/available", "currency_mismatch"],
      ["/customer/locale", "locale_unsupported"],
      ["/zebra", "unknown_key"],
    ]);
    const asked = await diagnose(rich, { locale: "tlh" });
    expect(asked.warnings.map(({ path }) => path)).toEqual(["/options/locale"]);
    expect((await diagnose({ ...rich, customer: { locale: "id-ID" } })).locale).toBe("id");
  });
});

describe("an agent who asks for an escalation", () => {
  it("gets one for the reason of the diagnosis, else because a human is needed", async () => {
    expect((await assessForHandOver(short, en)).escalation?.reason).toBe("needs_human");
    expect((await assessForHandOver({}, en)).escalation?.reason).toBe("no_rule_matched");
  });

  it("gets an assessment that differs in nothing else", async () => {
    const plain = await assess(short, en);
    expect(plain.escalation).toBe(null);
    expect({ ...(await assessForHandOver(short, en)), escalation: null }).toEqual(plain);
    expect(await assessForHandOver({}, en)).toEqual(await assess({}, en));
  });
});

describe("a preflight", () => {
  it("reads what went wrong with the last attempt as none of its business", async () => {
    const failed = {
      ...rich,
      transaction: { ...transaction, status: "cancelled" },
      failure: { code: "LIMIT_EXCEEDED" },
    };
    expect(await preflight(failed, en)).toMatchObject({ passes: true, causes: [], passesAt: transaction.at });
    const asked = (await preflight(rich, en)).questions.map(({ path }) => path);
    expect(asked.filter((path) => path.startsWith("/failure"))).toEqual([]);
    expect(asked).not.toContain("/transaction/debited");
    expect(asked).not.toContain("/network/timedOut");
    expect(asked).toContain("/limits");
  });
});
