import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { assess } from "../support/untyped.js";

const transaction = { kind: "transfer", amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };

describe("the evidence of a cause", () => {
  const evidenceOf = async (facts: object, options: object = {}) => {
    const { causes } = await assess({ transaction, ...facts }, options);
    return causes.flatMap(({ evidence }) => evidence);
  };
  /** A cause that applies where the network is down, with these facts as its evidence. */
  const withEvidence = (...evidence: string[]) =>
    loadRules({
      "merchant/seen.json": {
        code: "merchant.seen",
        since: "1.0.0",
        rules: [
          {
            name: "seen",
            certainty: "certain",
            when: { all: [{ fact: "network.status", operator: "equal", value: "offline" }] },
            evidence,
          },
        ],
        remedies: [],
        text: { title: "Seen", explanation: "Seen." },
      },
    });
  const seen = async (facts: { network?: object; [area: string]: unknown }, ...evidence: string[]) => {
    const network = { status: "offline", ...facts.network };
    const { causes } = await assess({ transaction, ...facts, network }, { rules: withEvidence(...evidence) });
    return causes.find(({ code }) => code === "merchant.seen")?.evidence;
  };

  it("has money in the currency of the transaction and times in milliseconds, and no unit for others", async () => {
    const balance = { available: "20.5" };
    expect(
      await seen({ balance, network: { latencyMs: 900 } }, "balance.available", "network.latencyMs", "network.status"),
    ).toEqual([
      { fact: "balance.available", value: "20.50", unit: "USD" },
      { fact: "network.latencyMs", value: 900, unit: "ms" },
      { fact: "network.status", value: "offline" },
    ]);
  });

  it("has null for a fact that is not known, and each fact once", async () => {
    expect(await seen({}, "balance.available", "balance.available")).toEqual([
      { fact: "balance.available", value: null },
    ]);
  });

  it("has a time as it was written, whatever its offset", async () => {
    const expiresAt = "2026-03-11T04:00:00+07:00";
    expect(await evidenceOf({ transaction: { ...transaction, expiresAt } })).toContainEqual({
      fact: "transaction.expiresAt",
      value: expiresAt,
    });
  });

  it("has no card number in a text, and keeps a code that only looks like one", async () => {
    const extensions = { note: "Jane 4242 4242 4242 4242" };
    expect(JSON.stringify(await seen({ extensions }, "extensions.note"))).not.toContain("4242 4242");
  });
});

describe("what rules a cause out", () => {
  const because = async (facts: object, cause: string) => {
    const { ruledOut } = await assess({ transaction, network: { status: "offline" }, ...facts });
    return ruledOut.find((one) => one.cause === cause)?.because;
  };

  it("is a comparison of two facts, or of a fact with a number, with the relation that failed", async () => {
    const facts = { balance: { available: "500" }, fees: [] };
    expect(await because(facts, "balance.insufficient")).toEqual({
      code: "comparison",
      params: { fact: "transaction.amount", relation: "≤", other: "balance.usable" },
    });
    expect(await because(facts, "transaction.amount_invalid")).toEqual({
      code: "comparison",
      params: { fact: "transaction.amount", relation: ">", constant: "0.00" },
    });
  });

  it("is what is stated, where words or yes and no are compared", async () => {
    const facts = { authentication: { method: "pin", status: "passed", attemptsLeft: 3 } };
    const stated = (fact: string) => ({ code: "stated", params: { fact } });
    expect(await because(facts, "authentication.password_wrong")).toEqual(stated("authentication.status"));
    expect(await because(facts, "authentication.password_locked")).toEqual(stated("authentication.isLocked"));
  });
});
