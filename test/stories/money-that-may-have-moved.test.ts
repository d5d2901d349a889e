import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes } from "./example.js";

const en = { locale: "en" };
const transaction = { amount: "150", currency: "USD", at: "2026-03-10T10:00:00Z", reference: "R" };
const poor = { transaction, balance: { available: "20" }, fees: [], limits: [] };
const daily = { window: "daily", max: "200", used: "150", timeZone: "UTC" };

describe("while money may have moved", () => {
  it("a shortfall is possible at most, and stands behind the unknown outcome", async () => {
    const diagnosis = await diagnose({ ...poor, failure: { provider: "mpesa", code: "1037" } }, en);
    expect(diagnosis.causes.map(({ code, certainty }) => [code, certainty])).toEqual([
      ["network.timeout", "likely"],
      ["balance.insufficient", "possible"],
    ]);
    expect(diagnosis.retry).toMatchObject({ when: "check_status_first", sameReference: true });
  });

  it.each([
    ["money left", { transaction: { ...transaction, debited: true } }],
    ["the status is unknown", { transaction: { ...transaction, status: "unknown" } }],
    ["no answer came", { network: { timedOut: true } }],
    ["a text says so", { failure: { message: "504 Gateway Timeout" } }],
  ])("limits and the balance are possible at most: %s", async (_, facts) => {
    const { causes } = await diagnose({ ...poor, limits: [daily], ...facts }, en);
    const sums = causes.filter(({ code }) => /^(?:balance|limit)\./.test(code));
    expect(sums.map(({ certainty }) => certainty)).toEqual(["possible", "possible"]);
    expect(causes[0]?.code).toMatch(/^(?:network\.timeout|transaction\.debited_not_completed)$/);
  });

  it.each([
    ["iso8583", "09"],
    ["iso8583", "16"],
    ["iso8583", "32"],
    ["momo_vn", "7000"],
  ])("a code that names no cause and says to check first is an unknown outcome: %s %s", async (provider, code) => {
    const diagnosis = await diagnose({ transaction, failure: { provider, code } }, en);
    expect(codes(diagnosis)).toEqual(["network.timeout"]);
    expect(diagnosis.retry.when).toBe("check_status_first");
  });
});

describe("no answer", () => {
  it("with nothing debited so far is not told as money that may have left", async () => {
    const said = async (debited: boolean | null) => {
      const diagnosis = await diagnose({ transaction: { ...transaction, debited }, network: { timedOut: true } }, en);
      return causeOf(diagnosis, "network.timeout").explanation;
    };
    expect(await said(false)).toContain("no money has left");
    expect(await said(null)).toContain("whether money has left");
  });
});

describe("a code for fraud or a lost card", () => {
  it("always applies, beside the inner code that decides", async () => {
    const failure = { provider: "adyen", code: "20", networkCode: "51" };
    const diagnosis = await diagnose({ transaction, failure }, { ...en, audience: "agent" });
    expect(codes(diagnosis)).toEqual(["risk.suspected_fraud", "balance.insufficient"]);
    expect(causeOf(diagnosis, "risk.suspected_fraud").providerCodes).toEqual([{ provider: "adyen", code: "20" }]);
    expect(diagnosis.retry.when).toBe("never");
  });

  it("comes first whatever its certainty", async () => {
    const context = { ...poor, failure: { message: "reported as lost card" } };
    expect((await diagnose(context, en)).causes[0]?.code).toBe("instrument.lost_or_stolen");
  });
});
