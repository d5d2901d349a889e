import { describe, expect, it } from "vitest";
import { diagnose } from "../../support/untyped.js";
import { contextOf, refusal } from "../helpers.js";

const payment = (status: string): object => ({
  Data: {
    DomesticPaymentId: "dp-1",
    ConsentId: "c-1",
    Status: status,
    CreationDateTime: "2026-03-04T05:50:31+00:00",
    Initiation: {
      EndToEndIdentification: "e2e-1",
      InstructedAmount: { Amount: "12.50", Currency: "GBP" },
      CreditorAccount: { SchemeName: "UK.OBIE.IBAN", Identification: "GB33BUKB20201555555555", Name: "Acme" },
    },
  },
  Links: { Self: "https://bank.example/dp-1" },
});

describe("the answer of a bank of Open Banking UK", () => {
  it.each([
    ["RJCT", "failed"],
    ["Rejected", "failed"],
    ["AcceptedSettlementInProcess", "pending"],
    ["ACSC", "pending"],
    ["ACCC", "succeeded"],
    ["SomethingNew", "unknown"],
  ])("is read with its amount, %s as %s", (status, expected) => {
    expect(contextOf(JSON.stringify(payment(status)))).toMatchObject({
      transaction: { id: "dp-1", reference: "e2e-1", status: expected, amount: "12.50", currency: "GBP" },
    });
  });
});

describe("the state that Alipay gives to an app", () => {
  it.each([
    ["channel_returns_fail , resultStatus=6002", "network.timeout", "check_status_first"],
    ["alipay: resultStatus: 6001", "authentication.cancelled", "after_remedy"],
    ["result {resultStatus=5000}", "transaction.duplicate", "check_status_first"],
  ])("is a code in a log: %s", async (text, cause, when) => {
    const { causes, retry } = await diagnose(contextOf(text));
    expect(causes[0]?.code).toBe(cause);
    expect(retry.when).toBe(when);
  });

  it("is no failure where it is a success", () => {
    expect(refusal("the log says resultStatus 9000").hint).toContain("no transaction");
  });
});

it("an output that nodes do not relay, as Electrum tells it, is too small", async () => {
  const text = `error: {'message': 'the transaction was rejected by network rules.\\n\\n64: dust\\n[01000000]', 'code': 1}`;
  const { causes } = await diagnose(contextOf(text));
  expect(causes.map(({ code }) => code)).toEqual(["limit.minimum"]);
});
