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
