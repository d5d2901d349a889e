import { describe, expect, it } from "vitest";
import { assess, diagnose } from "../support/untyped.js";
import { causeOf, codes, plain, remedyOf } from "./example.js";

const en = { locale: "en" };
const transaction = { amount: "150", currency: "USD", at: "2026-03-10T10:00:00Z" };
const enough = { balance: { available: "5000" }, fees: [], limits: [] };

describe("a one-time code without attempts left", () => {
  it("is replaced by a new code, which comes with its own attempts", async () => {
    for (const status of ["failed", "expired"]) {
      const authentication = { method: "otp", status, attemptsLeft: 0 };
      const diagnosis = await diagnose({ transaction, ...enough, authentication }, en);
      const anew = remedyOf(diagnosis, "authentication.code_expired", "request_new_code");
      expect([status, anew.verified, diagnosis.verdict]).toEqual([status, "clears_all", "self_service"]);
    }
  });
});

describe("paying less", () => {
  const title = async (limits: object[], locale: string) => {
    const context = {
      transaction: { ...transaction, kind: "transfer" },
      balance: { available: "100" },
      fees: [],
      limits,
    };
    return plain(remedyOf(await diagnose(context, { locale }), "balance.insufficient", "reduce_amount").title);
  };

  it("is said to work for any lower amount only where every lower amount passes", async () => {
    expect(await title([], "en")).toBe("Send $100.00 or less");
    expect(await title([], "zh-CN")).toContain("以内");
    expect(await title([], "id")).toContain("maksimal");
    const minimum = [{ window: "per_transaction", min: "80" }];
    expect(await title(minimum, "en")).toBe("Send $100.00");
    expect(await title(minimum, "zh-CN")).not.toContain("以内");
    expect(await title(minimum, "id")).not.toContain("maksimal");
  });

  it("is not simulated while a fee in another currency is not known", async () => {
    const context = { transaction, balance: { available: "100" }, fees: [{ flat: "1", currency: "EUR" }], limits: [] };
    const { remedies } = causeOf(await diagnose(context, en), "balance.insufficient");
    const [more] = remedies.filter(({ action }) => action === "top_up");
    expect(more?.verified).toBe("not_simulated");
  });
});

describe("a merchant's empty account", () => {
  it("is the merchant's to fill, by the codes of every table that names it", async () => {
    for (const [provider, code] of [
      ["eway", "V6154"],
      ["dlocal", "514"],
      ["dlocal", "5014"],
      ["circle", "insufficient_funds"],
    ]) {
      const diagnosis = await diagnose(
        { transaction: { ...transaction, kind: "payout" }, failure: { provider, code } },
        en,
      );
      expect([code, codes(diagnosis), diagnosis.verdict]).toEqual([
        code,
        ["merchant.balance_insufficient"],
        "escalate",
      ]);
    }
  });
});

describe("a message", () => {
  it("about a daily transfer limit is about the daily limit", async () => {
    for (const message of ["You have exceeded your daily transfer limit", "Your daily payment limit was reached"]) {
      const { causes } = await diagnose({ transaction, failure: { message } }, en);
      expect(causes.map(({ code, certainty }) => [code, certainty])).toEqual([["limit.daily", "possible"]]);
    }
  });

  it("about a replacement names the pending transaction that it would replace", async () => {
    const diagnosis = await diagnose({ transaction, failure: { message: "replacement transaction underpriced" } }, en);
    expect(causeOf(diagnosis, "chain.fee_too_low").explanation).toContain("pending transaction");
  });
});

describe("a possible duplicate", () => {
  it("is the customer's to look up, also where the balance seems too low", async () => {
    const entry = { at: "2026-03-10T09:55:00Z", amount: "150", currency: "USD", payee: "p", status: "pending" };
    const context = { transaction, payeeId: "p", balance: { available: "20" }, fees: [], limits: [], history: [entry] };
    const { verdict, retry, plan } = await diagnose(context, en);
    expect([verdict, retry.when, plan]).toEqual(["self_service", "check_status_first", null]);
  });
});

describe("the packet of an escalation for a sensitive cause", () => {
  const context = {
    transaction,
    ...enough,
    instrument: { status: "active" },
    failure: { provider: "stripe", code: "lost_card" },
  };

  it("tells a customer nothing of fraud, theft or loss beyond the code of the cause", async () => {
    const { escalation } = await diagnose(context, en);
    const text = JSON.stringify(escalation?.packet).replaceAll("instrument.lost_or_stolen", "");
    expect(text).not.toMatch(/lost|stolen|stripe/i);
    expect(escalation?.packet.context).toEqual({ transaction });
  });

  it("is whole for an agent, and in the assessment", async () => {
    const forAgent = await diagnose(context, { ...en, audience: "agent" });
    const { escalation } = await assess(context);
    for (const packet of [forAgent.escalation?.packet, escalation?.packet])
      expect(packet?.context).toMatchObject({ failure: { code: "lost_card" } });
  });
});
