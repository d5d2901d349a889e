import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const transaction = { amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };
const en = { locale: "en" };
const named = ({ causes }: Diagnosis) =>
  causes.map(({ code, certainty, providerCodes }) => [code, certainty, providerCodes?.map((one) => one.code)]);

describe("a code that may mean more than its facts", () => {
  it.each([
    ["TIMEOUT", "network.timeout", { network: { timedOut: false } }],
    ["DUPLICATE_TRANSACTION", "transaction.duplicate", { history: [] }],
  ])("is not contradicted by them: %s", async (code, cause, facts) => {
    const diagnosis = await diagnose({ transaction, ...facts, failure: { provider: "generic", code } }, en);
    expect(diagnosis.conflicts).toEqual([]);
    expect(diagnosis.causes.map((one) => [one.code, one.certainty])).toEqual([[cause, "likely"]]);
  });
});

describe("a rule that names a code itself", () => {
  const rules = loadRules({
    "merchant/blocked.json": {
      code: "merchant.blocked",
      since: "1.0.0",
      rules: [
        {
          name: "provider_code",
          certainty: "code",
          when: { all: [{ fact: "failure.code", operator: "equal", value: "SHOP_7" }] },
          evidence: ["failure.code"],
        },
        {
          name: "blocked_perhaps",
          certainty: "possible",
          when: { all: [{ fact: "failure.code", operator: "equal", value: "SHOP_8" }] },
          evidence: ["failure.code"],
        },
      ],
      remedies: [],
      text: { title: "The shop is blocked", explanation: "The shop is blocked." },
    },
  });
  const found = async (code: string) => named(await diagnose({ transaction, failure: { code } }, { ...en, rules }));

  it("is likely without a table, or as sure as it says, and lists the code once", async () => {
    expect(await found("SHOP_7")).toEqual([["merchant.blocked", "likely", ["SHOP_7"]]]);
    expect(await found("SHOP_8")).toEqual([["merchant.blocked", "possible", ["SHOP_8"]]]);
    expect(await found("SHOP_9")).toEqual([]);
  });
});
