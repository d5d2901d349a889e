import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const transaction = { kind: "payment", amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };
const en = { locale: "en" };
const later = { ...en, now: "2026-03-12T09:00:00Z" };
const since = ({ causes }: Diagnosis) => causes.map(({ code, sinceAttempt }) => [code, sinceAttempt ?? false]);

describe("a cause of the attempt", () => {
  it("that still applies did not come since", async () => {
    const instrument = { kind: "debit_card", expires: "2026-02", status: "active" };
    expect(since(await diagnose({ transaction, instrument }, later))).toEqual([["instrument.expired", false]]);
  });

  it("is the same where now is before the attempt", async () => {
    const contexts = [
      {
        limits: [{ window: "daily", max: "1000", used: "900", timeZone: "UTC" }],
        balance: { available: "5000" },
        fees: [],
      },
      { authentication: { method: "pin", status: "failed", lockedUntil: "2026-03-11T00:00:00Z" } },
      { network: { service: "down", serviceBackAt: "2026-03-11T00:00:00Z" } },
    ];
    for (const facts of contexts) {
      const before = await diagnose({ transaction, ...facts }, { ...en, now: "2026-03-01T00:00:00Z" });
      expect(before).toEqual(await diagnose({ transaction, ...facts }, en));
    }
  });
});

describe("a transaction that did not fail", () => {
  it.each(["succeeded", "refunded", "pending"])("has no cause since: %s", async (status) => {
    const order = { ...transaction, status, expiresAt: "2026-03-10T22:15:00Z" };
    const { verdict, causes } = await diagnose({ transaction: order }, later);
    expect([verdict, causes]).toEqual(["not_failed", []]);
  });
});

describe("a cause by own rules that time may end", () => {
  const rule = (name: string, fact: string, value: unknown) => ({
    name,
    certainty: "certain",
    when: { all: [{ fact, operator: "equal", value }] },
    evidence: [fact],
  });
  const down = rule("service_down", "network.service", "down");
  const stuck = (more: object, rules: object[] = [down]) =>
    loadRules({
      "merchant/stuck.json": {
        code: "merchant.stuck",
        since: "1.0.0",
        ...more,
        rules,
        remedies: [],
        text: { title: "The order is stuck", explanation: "The order is stuck." },
      },
    });
  const context = { transaction, network: { service: "down", serviceBackAt: "2026-03-11T00:00:00Z" } };
  const hasEnded = async (rules: object, facts: object = {}) => {
    const { causes } = await diagnose({ ...context, ...facts }, { ...later, rules });
    const cause = causes.find(({ code }) => code === "merchant.stuck");
    expect(cause).toBeDefined();
    return "endedAt" in (cause as object);
  };

  it("ends when its facts no longer apply", async () => {
    expect(await hasEnded(stuck({}))).toBe(true);
  });

  it.each([{ outcomeUnknown: true }, { retry: "check_status_first" }])(
    "goes on where money may have moved: %o",
    async (policy) => {
      expect(await hasEnded(stuck(policy))).toBe(false);
    },
  );

  it("goes on as long as one of its rules applies", async () => {
    const rules = stuck({}, [down, rule("closed", "extensions.open", false)]);
    expect(await hasEnded(rules, { extensions: { open: false } })).toBe(false);
    expect(await hasEnded(rules, { extensions: { open: true } })).toBe(true);
  });
});

describe("what came true since the attempt", () => {
  it("is a cause, and is not ruled out by the facts of the attempt", async () => {
    const instrument = { kind: "debit_card", expires: "2026-03", status: "active" };
    const { causes, ruledOut } = await diagnose({ transaction, instrument }, { ...en, now: "2026-04-02T00:00:00Z" });
    expect(since({ causes } as Diagnosis)).toEqual([["instrument.expired", true]]);
    expect(ruledOut.map(({ cause }) => cause)).not.toContain("instrument.expired");
    const before = await diagnose({ transaction, instrument }, en);
    expect(before.ruledOut.map(({ cause }) => cause)).toContain("instrument.expired");
  });
});
