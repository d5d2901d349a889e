import { describe, expect, it } from "vitest";
import { missingIn } from "../support/missing.js";
import { diagnose } from "../support/untyped.js";
import {
  adviceCodes,
  causeOf,
  codes,
  everyAction,
  example,
  remedyOf,
  stepsOf,
  without,
  withTransaction,
} from "./example.js";

const en = { locale: "en" };

describe("a payment over a bad public network", () => {
  const context = example("bad-network");

  it("probably failed because of it", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["network.unstable"]);
    expect(causeOf(diagnosis, "network.unstable")).toMatchObject({
      certainty: "likely",
      rules: ["slow", "losing_packets"],
    });
    expect(adviceCodes(diagnosis)).toEqual(["network.insecure"]);
  });

  it("is tried again after a test, on a stable and safe network, once the status is checked, with the same reference", async () => {
    const diagnosis = await diagnose(context, { ...en, audience: "agent" });
    for (const action of ["test_network", "switch_network"]) {
      const steps = stepsOf(remedyOf(diagnosis, "network.unstable", action));
      expect(steps).toMatch(/not (?:use )?a public/);
      expect(steps).toMatch(/in the history[\s\S]*same reference/);
    }
    expect(stepsOf(remedyOf(diagnosis, "network.unstable", "test_network"))).toMatch(
      /speed test[\s\S]*stable and safe/,
    );
    expect(remedyOf(diagnosis, "network.unstable", "switch_network").verified).toBe("clears_all");
  });

  it("had another reason at exactly 2,000 ms and 5 % loss", async () => {
    const edge = { ...context, network: { status: "online", latencyMs: 2000, lossRate: 0.05 } };
    expect(codes(await diagnose(edge, en))).toEqual([]);
  });
});

describe("a payment without an answer", () => {
  const context = example("timeout");

  it("has an unknown outcome: check first, and never pay twice", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["network.timeout", "network.unstable"]);
    expect(diagnosis.verdict).toBe("escalate");
    expect(diagnosis.escalation?.reason).toBe("unknown_outcome");
    expect(diagnosis.retry).toEqual({ when: "check_status_first", sameReference: true });
    expect(causeOf(diagnosis, "network.timeout").remedies[0]?.action).toBe("check_status");
    expect(everyAction(diagnosis)).not.toContain("retry_now");
    expect(everyAction(diagnosis)).not.toContain("start_again");
    expect(diagnosis.plan).toBeNull();
  });

  it("is to be checked by its reference, and sent again with the same one only", async () => {
    const steps = stepsOf(remedyOf(await diagnose(context, en), "network.timeout", "check_status"));
    expect(steps).toContain("ORDER-55341");
    expect(steps).toMatch(/Only when it has clearly failed, pay again with the same reference/);
  });

  it("says the same while it is pending, and nothing once it has succeeded", async () => {
    expect(codes(await diagnose(withTransaction(context, { status: "pending" }), en))).toContain("network.timeout");
    expect((await diagnose(withTransaction(context, { status: "succeeded" }), en)).verdict).toBe("not_failed");
  });
});

describe("a payment that took the money and did not complete", () => {
  it("goes to a human at once, by phone, with proof of the debit, and is not paid again", async () => {
    const diagnosis = await diagnose(example("debited-not-completed"), { ...en, profile: "gopay" });
    expect(codes(diagnosis)[0]).toBe("transaction.debited_not_completed");
    expect(diagnosis.retry).toEqual({ when: "check_status_first", sameReference: true });
    expect(diagnosis.plan).toBeNull();
    expect(diagnosis.escalation).toMatchObject({
      reason: "unknown_outcome",
      priority: "high",
      channel: { kind: "phone", openNow: true },
    });
    const prepare = Object.fromEntries(
      (diagnosis.escalation?.prepare ?? []).map(({ item, state }) => [item, state] as const),
    );
    expect(prepare).toMatchObject({ proof_of_debit: "missing", transaction_id: "have", amount_and_currency: "have" });
  });
});

describe("a payment that is still pending", () => {
  it("has not failed, whatever the balance says: only its status is to be checked", async () => {
    const diagnosis = await diagnose(example("pending"), en);
    expect(diagnosis).toMatchObject({
      verdict: "not_failed",
      causes: [],
      plan: null,
      questions: [],
      escalation: null,
      retry: { when: "check_status_first" },
    });
  });
});

describe("a payment sent a second time", () => {
  const context = example("paid-twice");

  it("with the same reference is certainly the same one", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["transaction.duplicate"]);
    expect(causeOf(diagnosis, "transaction.duplicate").certainty).toBe("certain");
    expect(diagnosis.retry).toEqual({ when: "check_status_first", sameReference: true });
  });

  it("with another reference within ten minutes is possibly the same one", async () => {
    const [first] = context.history as Record<string, unknown>[];
    const firstAt = async (at: string) =>
      diagnose({ ...context, history: [{ ...first, reference: "ORDER-58113", at }] }, en);
    const within = await firstAt("2026-11-22T13:53:00+07:00");
    expect(causeOf(within, "transaction.duplicate").certainty).toBe("possible");
    expect(codes(await firstAt("2026-11-22T13:52:59+07:00"))).toEqual([]);
  });

  it("is not seen where the history is not known", async () => {
    const diagnosis = await diagnose(without(context, "history"), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(missingIn(without(context, "history")).map(({ path }) => path)).toContain("/history");
  });
});

describe("a service that is back before a lock ends, and an order that ends with it", () => {
  it("needs a new order and then one wait, not two", async () => {
    const diagnosis = await diagnose(
      {
        transaction: {
          amount: "5",
          currency: "USD",
          at: "2026-11-21T01:00:00Z",
          expiresAt: "2026-11-22T01:00:00Z",
        },
        network: { service: "maintenance", serviceBackAt: "2026-11-22T00:00:00Z" },
        authentication: { method: "pin", status: "cancelled", lockedUntil: "2026-11-22T01:00:00Z" },
      },
      en,
    );
    expect(diagnosis.plan?.steps.map(({ action, params }) => [action, params.notBefore])).toEqual([
      ["start_again", undefined],
      ["wait_for_unlock", "2026-11-22T01:00:00Z"],
    ]);
  });
});
