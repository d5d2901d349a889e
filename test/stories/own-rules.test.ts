import { describe, expect, it } from "vitest";
import type { RuleSet } from "../../src/api/index.js";
import { missingIn } from "../support/missing.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";
import { causeOf } from "./example.js";

const sets = new Map<string, RuleSet>();
/** The shipped rules and one that tells the facts; made once for the same facts. */
function telling(facts: string[]): RuleSet {
  const made = sets.get(facts.join());
  if (made !== undefined) return made;
  const when = { all: [{ fact: "account.status", operator: "equal", value: "active" }] };
  const rules = loadRules({
    "account/own.json": {
      code: "account.own",
      since: "1.0.0",
      rules: [{ name: "always", certainty: "certain", when, evidence: facts }],
      remedies: [],
      text: { title: "Own", explanation: "Own." },
    },
  });
  sets.set(facts.join(), rules);
  return rules;
}

/** What a rule of one's own is told of facts: null is what is not known. */
async function told(context: object, ...facts: string[]): Promise<Record<string, unknown>> {
  const account = { ...(context as { account?: object }).account, status: "active" };
  const diagnosis = await diagnose({ ...context, account }, { rules: telling(facts) });
  return Object.fromEntries(causeOf(diagnosis, "account.own").evidence.map(({ fact, value }) => [fact, value]));
}

const at = "2026-11-20T09:00:00+08:00";
const transaction = { amount: "10", currency: "USD", at };
const under = (area: string, values: object): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${area}.${name}`, value]));
/** What is told of the members of an area, next to what it should be. */
async function compare(context: object, area: string, values: object): Promise<void> {
  const expected = under(area, values);
  expect(await told(context, ...Object.keys(expected))).toEqual(expected);
}

const UNKNOWN_LIMIT = {
  max: null,
  used: null,
  measured: null,
  after: null,
  headroom: null,
  excess: null,
  otherParty: null,
  setBy: null,
  ceiling: null,
  pointer: null,
  resetsAt: null,
  clearsAt: null,
  timeZone: null,
  byFeesOnly: null,
};
const AREAS = [
  ["limit.perTransaction", { window: "per_transaction" }],
  ["limit.daily", { window: "daily" }],
  ["limit.weekly", { window: "weekly" }],
  ["limit.monthly", { window: "monthly" }],
  ["limit.yearly", { window: "yearly" }],
  ["limit.lifetime", { window: "lifetime" }],
  ["limit.rolling", { window: "rolling" }],
  ["payee.limit", { window: "daily", party: "payee" }],
] as const;

describe("a rule of one's own is told of a limit", () => {
  const resetsAt = "2026-11-21T02:00:00Z";
  const figures = { max: "50", used: "41", setBy: "customer", ceiling: "70", resetsAt, timeZone: "Asia/Shanghai" };

  it.each(AREAS)("all that is stated and all that follows: %s", async (area, limit) => {
    const isSingle = limit.window === "per_transaction";
    await compare(
      {
        transaction,
        limits: [
          { window: "daily", min: "1" },
          { ...limit, ...figures },
        ],
      },
      area,
      {
        exists: true,
        max: "50.00",
        used: isSingle ? "0.00" : "41.00",
        measured: "10.00",
        after: isSingle ? "10.00" : "51.00",
        headroom: isSingle ? "50.00" : "9.00",
        excess: isSingle ? "-40.00" : "1.00",
        otherParty: "party" in limit ? "payee" : null,
        setBy: "customer",
        ceiling: "70.00",
        pointer: "/limits/1",
        resetsAt,
        clearsAt: resetsAt,
        timeZone: "Asia/Shanghai",
        byFeesOnly: false,
      },
    );
  });

  it.each(AREAS)("that there is none where others are listed: %s", async (area) => {
    await compare({ transaction, limits: [{ window: "daily", min: "1" }] }, area, { exists: false, ...UNKNOWN_LIMIT });
  });

  it.each(AREAS)("nothing where none are listed: %s", async (area) => {
    await compare({ transaction }, area, { exists: null, ...UNKNOWN_LIMIT });
  });

  it("on incoming money", async () => {
    const limits = [{ window: "daily", direction: "incoming", ...figures }];
    await compare({ transaction: { ...transaction, kind: "top_up" }, limits }, "limit.incoming", {
      exists: true,
      max: "50.00",
      after: "51.00",
      pointer: "/limits/0",
    });
  });

  it("of a merchant or a bank, whose it is", async () => {
    for (const party of ["merchant", "bank"]) {
      const limits = [{ window: "daily", party, ...figures }];
      await compare({ transaction, limits }, "limit.daily", { otherParty: party });
    }
  });

  it("nothing that nobody has said", async () => {
    await compare({ transaction, limits: [{ window: "daily", max: "50", used: "1" }] }, "limit.daily", {
      setBy: null,
      ceiling: null,
      timeZone: null,
      byFeesOnly: false,
    });
  });

  it("that the fees alone exceed", async () => {
    const limits = [{ window: "daily", ...figures, max: "51", countsFees: true }];
    const context = { transaction, fees: [{ flat: "0.50" }], limits };
    await compare(context, "fee.limit", {
      exists: true,
      max: "51.00",
      measured: "10.50",
      after: "51.50",
      excess: "0.50",
    });
    await compare(context, "limit.daily", { byFeesOnly: true });
  });
});

describe("a rule of one's own is told", () => {
  it("of the least amount", async () => {
    const context = {
      transaction,
      limits: [
        { window: "daily", min: "5" },
        { window: "weekly", min: "8", party: "bank" },
      ],
    };
    await compare(context, "limit.minimum", { exists: true, min: "8.00", measured: "10.00", otherParty: "bank" });
    const below = { ...context, limits: [{ window: "daily", min: "12" }, ...context.limits] };
    await compare(below, "limit.minimum", { exists: true, min: "12.00", otherParty: null });
    await compare({ transaction, limits: [] }, "limit.minimum", { exists: false, min: null });
  });

  it("of the count", async () => {
    const count = { window: "daily", maxCount: 3, usedCount: 3, timeZone: "Asia/Shanghai", party: "bank" };
    await compare({ transaction, limits: [{ window: "weekly", maxCount: 9, usedCount: 0 }, count] }, "limit.count", {
      exists: true,
      maxCount: 3,
      used: 3,
      after: 4,
      otherParty: "bank",
      clearsAt: "2026-11-21T00:00:00+08:00",
      timeZone: "Asia/Shanghai",
    });
    await compare({ transaction, limits: [] }, "limit.count", { exists: false, maxCount: null });
  });

  it("of the alert", async () => {
    const alert = { window: "daily", max: "100", used: "70", warnAt: "80" };
    const others = [
      { window: "weekly", max: "100", used: "0", warnAt: "80" },
      { window: "monthly", max: "100", used: "95", warnAt: "80" },
      { window: "daily", max: "90", used: "79", warnAt: "85", party: "payee" },
    ];
    await compare({ transaction, limits: [...others, alert] }, "limit.near", {
      exists: true,
      warnAt: "80.00",
      max: "100.00",
      after: "80.00",
      left: "20.00",
    });
    await compare({ transaction, limits: [] }, "limit.near", { exists: false, warnAt: null });
  });

  it("of the payee's cap", async () => {
    const payee = (available: string) => ({ balance: { available, cap: "100" } });
    const fees = [{ flat: "1", paidBy: "payee" }];
    await compare({ transaction, fees, payee: payee("60") }, "payee", {
      balanceAfter: "69.00",
      balanceCap: "100.00",
      room: "40.00",
    });
    await compare({ transaction, payee: payee("130") }, "payee", { balanceAfter: "140.00", room: "0.00" });
    await compare({ transaction }, "payee", { balanceAfter: null, balanceCap: null, room: null });
  });

  it("that fees are nothing where the amount is not known and the other side bears them all", async () => {
    const context = { transaction: { currency: "USD" } };
    const [payer, payee] = [{ flat: "1" }, { flat: "1", paidBy: "payee" }];
    await compare({ ...context, fees: [payee, payee] }, "fees", { payer: "0.00", payee: null });
    await compare({ ...context, fees: [payer, payer] }, "fees", { payer: null, payee: "0.00" });
    await compare({ ...context, fees: [payer, payee] }, "fees", { payer: null, payee: null });
    await compare(context, "fees", { payer: null, payee: "0.00" });
  });
});

describe("a rule of one's own is told of the transaction", () => {
  it("what is stated", async () => {
    const more = { reference: "R-1", debited: true, expiresAt: "2026-11-20T10:00:00+08:00" };
    await compare({ transaction: { ...transaction, amount: "10.50", ...more } }, "transaction", {
      amount: "10.50",
      currency: "USD",
      kind: "payment",
      takesMoneyOut: true,
      status: "failed",
      debited: true,
      fractionDigits: 1,
      exponent: 2,
      expiresAt: "2026-11-20T10:00:00+08:00",
      reference: "R-1",
    });
    await compare(
      { transaction: { ...transaction, kind: "refund", status: "expired", currency: "JPY" } },
      "transaction",
      {
        kind: "refund",
        takesMoneyOut: false,
        status: "expired",
        fractionDigits: 0,
        exponent: 0,
      },
    );
  });

  it("and nothing of what is not", async () => {
    await compare({}, "transaction", {
      amount: null,
      currency: null,
      kind: "payment",
      status: "failed",
      debited: null,
      fractionDigits: null,
      exponent: null,
      expiresAt: null,
      reference: null,
    });
    expect(await told({}, "transaction.at")).toEqual({ "transaction.at": null });
    expect(await told({ transaction }, "transaction.at")).toEqual({ "transaction.at": at });
  });

  it("with its sums", async () => {
    const fees = [{ flat: "1" }, { flat: "0.25", paidBy: "payee" }];
    const balance = { available: "10.50", held: "3", restricted: "2", cap: "20" };
    const context = { transaction, fees, balance };
    await compare(context, "total", { debit: "11.00", arrives: "9.75" });
    await compare(context, "fees", { payer: "1.00", payee: "0.25" });
    await compare(context, "balance", {
      available: "10.50",
      held: "3.00",
      restricted: "2.00",
      usable: "8.50",
      withHeld: "11.50",
      shortfall: "2.50",
      cap: "20.00",
      afterArrival: "23.25",
      capExcess: "3.25",
    });
    await compare({ transaction, balance: { available: "50", cap: "100" } }, "balance", {
      held: "0.00",
      restricted: "0.00",
      shortfall: null,
      capExcess: "0.00",
    });
    await compare({ transaction }, "balance", {
      available: null,
      held: null,
      restricted: null,
      usable: null,
      cap: null,
    });
  });

  it("with the amounts that would pass", async () => {
    const limits = [{ window: "per_transaction", max: "4", min: "2" }];
    const splittable = { ...transaction, splittable: true };
    expect(await told({ transaction: splittable, limits }, "largestAmount", "split.each", "split.parts")).toEqual({
      largestAmount: "4.00",
      "split.each": "3.34",
      "split.parts": 3,
    });
    const incoming = [{ window: "per_transaction", direction: "incoming", max: "6" }];
    for (const [cap, parts] of [
      ["10", 2],
      ["9.99", null],
    ]) {
      const context = {
        transaction: { ...splittable, kind: "top_up" },
        limits: incoming,
        balance: { available: "0", cap },
      };
      expect(await told(context, "split.parts")).toEqual({ "split.parts": parts });
    }
    expect(await told({ transaction: { ...transaction, amount: "1" }, limits }, "leastAmount")).toEqual({
      leastAmount: "2.00",
    });
    expect(await told({ transaction: { currency: "USD" }, limits }, "leastAmount")).toEqual({ leastAmount: null });
    expect(await told({ transaction }, "largestAmount", "split.parts")).toEqual({
      largestAmount: null,
      "split.parts": null,
    });
  });
});

describe("a rule of one's own is told of the others", () => {
  it.each([
    [
      "network",
      { status: "unstable", latencyMs: 120, lossRate: 0.2, connection: "wifi", timedOut: false, service: "down" },
    ],
    ["authentication", { method: "pin", status: "failed", attemptsLeft: 2, lockedUntil: "2026-11-20T10:00:00+08:00" }],
    ["instrument", { kind: "credit_card", status: "active", expires: "2026-12" }],
    ["payee", { status: "closed" }],
  ])("what is stated of the %s, and nothing else", async (area, values) => {
    await compare({ transaction, [area]: values }, area, values);
    await compare({ transaction }, area, Object.fromEntries(Object.keys(values).map((name) => [name, null])));
  });

  it("when the service is back, and whether it is", async () => {
    const network = (serviceBackAt: string) => ({ transaction, network: { serviceBackAt } });
    const past = "2026-11-20T09:00:00+08:00";
    await compare(network(past), "network", { serviceBackAt: past, serviceIsBack: true });
    await compare(network("2026-11-20T01:00:00.001Z"), "network", { serviceIsBack: false });
    await compare({ network: { serviceBackAt: past } }, "network", { serviceIsBack: null });
    await compare({}, "network", { serviceBackAt: null, serviceIsBack: false });
  });

  it("whether the network is secure", async () => {
    await compare({ network: { connection: "public_wifi" } }, "network", { secure: false });
    await compare({ network: { connection: "public_wifi", secure: true } }, "network", { secure: true });
    await compare({ network: { connection: "wifi", secure: false } }, "network", { secure: false });
    await compare({ network: { connection: "wifi" } }, "network", { secure: null });
  });

  it("whether a lock holds", async () => {
    const isLocked = async (authentication: object, isLocked: boolean | null) =>
      compare({ transaction, authentication }, "authentication", { isLocked });
    await isLocked({ lockedUntil: "2026-11-20T01:00:00.001Z" }, true);
    await isLocked({ lockedUntil: "2026-11-20T01:00:00Z", attemptsLeft: 0 }, false);
    await isLocked({ attemptsLeft: 0 }, true);
    await isLocked({ attemptsLeft: 1 }, false);
    await isLocked({}, null);
  });

  it("whether the customer is verified enough", async () => {
    const levels = ["none", "basic", "full"];
    for (const [has, verification] of levels.entries()) {
      const facts = { transaction, account: { verification } };
      expect(await told(facts, "account.isVerifiedEnough")).toEqual({ "account.isVerifiedEnough": null });
      for (const requiredVerification of ["basic", "full"]) {
        const account = { verification, requiredVerification };
        await compare({ transaction, account }, "account", {
          ...account,
          isVerifiedEnough: has >= levels.indexOf(requiredVerification),
        });
      }
    }
  });

  it("when a card has run out", async () => {
    await compare({ instrument: { expires: "2026-12" } }, "instrument", { expiredAt: "2027-01-01T00:00:00Z" });
    await compare({}, "instrument", { expiredAt: null });
  });

  it("whether the payee takes the currency", async () => {
    await compare({ transaction, payee: { currencies: ["EUR", "USD"] } }, "payee", { acceptsCurrency: true });
    await compare({ transaction, payee: { currencies: [] } }, "payee", { acceptsCurrency: false });
    await compare({ payee: { currencies: ["EUR"] } }, "payee", { acceptsCurrency: null });
  });

  it("what a code stands for, and who sent it", async () => {
    await compare({ failure: { provider: "stripe", code: "insufficient_funds" } }, "failure", {
      cause: "balance.insufficient",
      code: "insufficient_funds",
      scheme: "stripe.decline_code",
      provider: "stripe",
    });
    await compare({ failure: { provider: "stripe", code: "no_such_code" } }, "failure", {
      cause: null,
      code: "no_such_code",
      scheme: "stripe.decline_code",
      provider: "stripe",
    });
    await compare({ failure: { provider: "stripe" } }, "failure", {
      cause: null,
      code: null,
      scheme: null,
      provider: "stripe",
    });
    await compare({}, "failure", { cause: null, code: null, scheme: null, provider: null });
  });
});

describe("a fact of one's own", () => {
  const rules = loadRules({
    "account/own.json": {
      code: "account.own",
      since: "1.0.0",
      rules: [
        {
          name: "scored",
          certainty: "certain",
          when: { all: [{ fact: "extensions.risk.score", operator: "greaterThan", value: 5 }] },
          evidence: ["transaction.amount"],
        },
      ],
      remedies: [],
      text: { title: "Own", explanation: "Own." },
    },
  });
  const asks = async (extensions: object | undefined): Promise<string[]> =>
    (await diagnose({ extensions }, { rules })).questions.map(({ path }) => path).filter((path) => /ext/.test(path));

  it("is asked for where it is missing or of another kind", async () => {
    expect(await asks(undefined)).toEqual(["/extensions/risk/score"]);
    expect(await asks({ risk: { score: null } })).toEqual(["/extensions/risk/score"]);
    expect(await asks({ risk: { score: "high" } })).toEqual(["/extensions/risk/score"]);
    // Not the number that it says: a number keeps fewer digits.
    expect(await asks({ risk: { score: "9007199254740993" } })).toEqual(["/extensions/risk/score"]);
  });

  const compared = (operator: string, value: unknown) =>
    loadRules({
      "account/own.json": {
        code: "account.own",
        since: "1.0.0",
        rules: [
          {
            name: "compared",
            certainty: "certain",
            when: { all: [{ fact: "extensions.score", operator, value } as never] },
            evidence: ["extensions.score"],
          },
        ],
        remedies: [],
        text: { title: "Own", explanation: "Own." },
      },
    });
  it.each([
    ["10", "greaterThan", 9.5, true],
    ["9.50", "greaterThan", 10, false],
    ["9.50", "lessThan", 10, true],
    ["9.50", "equal", 9.5, true],
    ["9.50", "greaterThan", { fact: "network.latencyMs" }, false],
    ["10", "greaterThan", { fact: "network.latencyMs" }, true],
    ["10", "greaterThan", { fact: "transaction.amount" }, true],
    ["2026-11-22T10:00:00+08:00", "lessThan", "2026-11-22T03:00:00Z", true],
  ])("is compared by the kind of the rule's value: %j %s %j is %s", async (score, operator, value, expected) => {
    const context = {
      transaction: { amount: "9.5", currency: "USD" },
      network: { latencyMs: 9.5 },
      extensions: { score },
    };
    const { causes } = await diagnose(context, { rules: compared(operator, value) });
    expect(causes.some(({ code }) => code === "account.own")).toBe(expected);
  });
});

describe("a rule of one's own about a code", () => {
  const named = (...whens: object[]) =>
    loadRules({
      "account/own.json": {
        code: "account.own",
        since: "1.0.0",
        rules: whens.map((when, i) => ({
          name: `own_${i}`,
          certainty: "certain",
          when: { all: [when] },
          evidence: ["failure.code"],
        })),
        remedies: [],
        text: { title: "Own", explanation: "Own." },
      },
    });
  it.each(["X99", "x99", " X99 ", "Ｘ99"])("finds it whatever its case: %s", async (code) => {
    const rules = named(
      { fact: "failure.code", operator: "equal", value: "x99" },
      { fact: "failure.code", operator: "in", value: ["y1", "x99"] },
    );
    const { causes } = await diagnose({ failure: { provider: "Acme", code } }, { rules });
    expect(causes.map((cause) => [cause.code, cause.rules])).toEqual([["account.own", ["own_0", "own_1"]]]);
    expect((await diagnose({ failure: { code: "x98" } }, { rules })).causes).toEqual([]);
  });
});

describe("a code", () => {
  const asks = async (failure: object): Promise<boolean> =>
    (await diagnose({ failure })).questions.some(({ path }) => path === "/failure/code");

  it("is asked for where only the provider is known, and not again where it is not understood", async () => {
    expect(await asks({ provider: "stripe" })).toBe(true);
    expect(await asks({ provider: "stripe", code: "no_such_code" })).toBe(false);
  });
});

describe("a failure of which nothing is known", () => {
  it.each([
    ["/failure/code", "issuer.declined"],
    ["/network/status", "network.offline"],
    ["/network/timedOut", "network.timeout"],
    ["/network/service", "provider.outage"],
    ["/authentication/status", "authentication.challenge_required"],
    ["/authentication/lockedUntil", "authentication.password_locked"],
    ["/account/status", "account.frozen"],
    ["/account/verification", "account.unverified"],
    ["/instrument/status", "instrument.blocked"],
    ["/instrument/expires", "instrument.expired"],
    ["/payee/status", "payee.closed"],
    ["/payee/currencies", "payee.currency_unsupported"],
    ["/payee/balance/cap", "payee.limit_exceeded"],
    ["/payee/balance/available", "payee.limit_exceeded"],
    ["/transaction/amount", "transaction.amount_invalid"],
    ["/transaction/at", "transaction.expired"],
    ["/balance/available", "balance.insufficient"],
    ["/limits", "limit.daily"],
    ["/history", "transaction.duplicate"],
  ])("is open as long as %s is missing, which decides on %s", (path, code) => {
    const known = { expiresAt: "2026-11-20T10:00:00+08:00", currency: "USD" };
    const missing = missingIn({ transaction: known });
    expect(missing.find((question) => question.path === path)?.decides).toContain(code);
  });
});
