import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CodeTable, Diagnosis } from "../../src/api/index.js";
import { isMutationRun } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

const TELLING = /fraud|stolen|theft|\blost\b|pick.?up/i;
const transaction = { amount: "150.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const asked = (context: object, audience: "customer" | "agent"): Promise<Diagnosis> =>
  diagnose({ transaction, ...context }, { locale: "en", audience });

/** Everything that a reader may be shown: what the human who takes over gets is not for the customer's eyes. */
const sentencesOf = ({ causes, escalation, ruleSet: _hash, ...rest }: Diagnosis): string => {
  const texts = causes.map(({ code: _, ...cause }) => cause);
  const { packet: _, ...handOver } = escalation ?? {};
  return JSON.stringify({ ...rest, texts, handOver });
};

const folder = new URL("../../rules/codes/", import.meta.url);
const tables = readdirSync(folder)
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as CodeTable)
  .filter(({ schemes }) => schemes !== undefined);

describe("what a customer is told", () => {
  it.each<[string, object]>([
    ["a stolen card", { instrument: { status: "stolen" } }],
    [
      "a code for a lost card, which the facts deny",
      { instrument: { status: "active" }, failure: { provider: "stripe", code: "lost_card" } },
    ],
    ["a code for fraud", { failure: { provider: "stripe", code: "fraudulent", message: "This looks like fraud." } }],
    ["a code without a table", { failure: { provider: "acme", code: "FRAUD_SUSPECTED" } }],
    ["a message alone", { failure: { message: "Declined: suspected fraud" } }],
  ])("never says fraud, theft or loss: %s", async (_, context) => {
    expect(sentencesOf(await asked(context, "customer"))).not.toMatch(TELLING);
    expect(JSON.stringify(await asked(context, "agent"))).toMatch(TELLING);
  });

  it.skipIf(isMutationRun)("says so of no row of any table", async () => {
    const told: string[] = [];
    for (const { schemes } of tables) {
      for (const [scheme, { codes }] of Object.entries(schemes)) {
        for (const { code, meaning, cause } of codes) {
          if (!TELLING.test(`${code} ${meaning}`) && !/^risk|lost/.test(cause ?? "")) continue;
          const diagnosis = await asked({ failure: { codes: [{ scheme, code }] } }, "customer");
          if (TELLING.test(sentencesOf(diagnosis))) told.push(`${scheme} ${code}`);
        }
      }
    }
    expect(told).toEqual([]);
  });

  it("does not name the code that forbids another try beside one that may be told", async () => {
    const codes = [
      { scheme: "stripe.decline_code", code: "lost_card" },
      { scheme: "visa.de39", code: "05" },
    ];
    const customer = await asked({ failure: { codes } }, "customer");
    expect(customer.said.map(({ code }) => code)).toEqual(["05"]);
    expect(customer.retry).toMatchObject({ when: "never" });
    expect(customer.retry.because).toBeUndefined();
    expect((await asked({ failure: { codes } }, "agent")).retry.because?.code).toBe("lost_card");
  });

  it("has no balance and no tries left beside a risk, and nothing to pay with", async () => {
    const context = {
      balance: { available: "20.00", cap: "500" },
      fees: [],
      limits: [{ window: "daily", max: "140", used: "7.77", warnAt: "1" }],
      authentication: { method: "pin", status: "failed", attemptsLeft: 2 },
      account: { unrecognisedActivity: true },
    };
    const customer = await asked(context, "customer");
    expect(customer.causes.map(({ code }) => code)).toContain("balance.insufficient");
    expect(sentencesOf(customer)).not.toMatch(/20\.00|130\.00|7\.77|140|tries/i);
    expect(customer).toMatchObject({ largestAmount: null, questions: [], ruledOut: [], conflicts: [], advice: [] });
    const others = customer.causes.filter(({ code }) => !code.startsWith("risk."));
    expect(others.flatMap(({ remedies }) => remedies)).toEqual([]);
    expect(sentencesOf(await asked(context, "agent"))).toMatch(/130\.00/);
  });

  it("keeps what is not sensitive of what was said", async () => {
    const failure = {
      provider: "stripe",
      code: "card_declined",
      networkCode: "51",
      message: "Your card was declined.",
    };
    const { said } = await asked({ failure }, "customer");
    expect(said.map(({ code }) => code)).toEqual(["51", "card_declined", "Your card was declined."]);
    expect(said[0]).toMatchObject({ meaning: expect.any(String), cause: "balance.insufficient" });
  });
});

describe("an answer for a customer leaves out", () => {
  const active = { kind: "credit_card", status: "active", expires: "2026-10" };
  const named = (list: readonly { cause: string }[]): string[] => list.map(({ cause }) => cause);

  it("that a sensitive cause is ruled out, and nothing else that is", async () => {
    const context = { instrument: active, account: { status: "active", unrecognisedActivity: false } };
    const [agent, customer] = await Promise.all([asked(context, "agent"), asked(context, "customer")]);
    expect(named(agent.ruledOut)).toContain("instrument.lost_or_stolen");
    expect(named(customer.ruledOut)).not.toContain("instrument.lost_or_stolen");
    expect(named(customer.ruledOut)).toContain("account.frozen");
  });

  it("that the facts deny a sensitive code, and no other contradiction", async () => {
    const denied = (code: string) => ({
      instrument: { ...active, expires: "2027-10" },
      failure: { provider: "stripe", code },
    });
    expect(named((await asked(denied("lost_card"), "agent")).conflicts)).toEqual(["instrument.lost_or_stolen"]);
    expect((await asked(denied("lost_card"), "customer")).conflicts).toEqual([]);
    expect(named((await asked(denied("expired_card"), "customer")).conflicts)).toEqual(["instrument.expired"]);
  });

  it("that a question would decide about a sensitive cause, and a question that decides about nothing else", async () => {
    const decided = async (audience: "customer" | "agent"): Promise<string[]> =>
      (await asked({}, audience)).questions.flatMap(({ decides }) => decides);
    expect(await decided("agent")).toContain("risk.suspected_fraud");
    expect(await decided("customer")).not.toContain("risk.suspected_fraud");
    expect(await decided("customer")).toContain("instrument.expired");
    for (const { decides } of (await asked({}, "customer")).questions) expect(decides.length).toBeGreaterThan(0);
  });

  it("the table's meaning where it tells more than the cause does, and the whole code where that tells it", async () => {
    const said = async (code: string) =>
      (await asked({ failure: { provider: "stripe", code } }, "customer")).said.map(({ meaning }) => meaning);
    expect(await said("expired_card")).toEqual([expect.stringContaining("expiry")]);
    expect(await said("lost_card")).toEqual([]);
    expect(await said("Blacklisted")).toEqual([]);
    const told = (await asked({ failure: { provider: "stripe", code: "expired_card" } }, "customer")).retry.because;
    expect(told).toEqual({ provider: "stripe", code: "expired_card" });
  });

  it("from the packet of a risk all but what the payment is, and for whom", async () => {
    const failure = { provider: "stripe", code: "fraudulent" };
    const context = { balance: { available: "3" }, fees: [], customer: { id: "c-1" }, failure };
    const packet = (await asked(context, "customer")).escalation?.packet;
    expect(packet).toMatchObject({
      said: [],
      questions: [],
      conflicts: [],
      tried: [],
      context: { transaction, customer: { id: "<CUSTOMER_1>" } },
      causes: [
        { code: "risk.suspected_fraud", certainty: "certain", rules: [] },
        { code: "balance.insufficient", certainty: "certain", rules: [] },
      ],
    });
    expect(Object.keys(packet?.context ?? {})).toEqual(["transaction", "customer"]);
    const bare = await diagnose({ failure }, { locale: "en", audience: "customer" });
    expect(bare.escalation?.packet.context).toEqual({});
    expect(Object.keys((await asked(context, "agent")).escalation?.packet.context ?? {})).toContain("balance");
  });
});

describe("what was said", () => {
  it("begins with the code that decides, with its provider's proper name and its source", async () => {
    const failure = {
      provider: "STRIPE",
      code: "card_declined",
      codes: [{ scheme: "stripe.decline_code", code: "insufficient_funds" }],
    };
    const { said } = await asked({ failure }, "agent");
    expect(said[0]).toMatchObject({
      name: "Stripe",
      scheme: "stripe.decline_code",
      code: "insufficient_funds",
      cause: "balance.insufficient",
      party: "customer",
      source: { url: expect.stringContaining("stripe.com") },
    });
  });

  it("has a code that no table knows, and the message last", async () => {
    const failure = { provider: "acme", code: "E-77", message: "no" };
    const { said } = await asked({ failure }, "agent");
    const unread = { meaning: null, cause: null, retry: null, party: null };
    expect(said).toEqual([
      { provider: "acme", name: "acme", scheme: "", code: "E-77", ...unread },
      { provider: "acme", name: "acme", scheme: "message", code: "no", ...unread },
    ]);
  });

  it("stands with what was tried in the packet of an escalation", async () => {
    const context = {
      transaction: { ...transaction, reference: "R-9" },
      instrument: { kind: "credit_card", brand: "visa" },
      account: { status: "frozen" },
    };
    const { escalation, transaction: tried, said } = await diagnose(context);
    expect(tried).toEqual({
      kind: "payment",
      amount: { value: "150.00", currency: "USD" },
      status: "failed",
      at: transaction.at,
      reference: "R-9",
      instrument: { kind: "credit_card", brand: "visa" },
    });
    expect(escalation?.packet).toMatchObject({ transaction: tried, said });
  });
});
