import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

describe("a sentence that says a refund failed", () => {
  it.each([
    "refund failed",
    "Refund failed!",
    "the refund was declined",
    "Refund of 12.50 USD failed",
    "refund $20 failed",
    "Refund status: FAILED",
    "REFUND_REJECTED",
    "a failed refund",
    "We could not process the refund",
    "退款失败",
    "退款100元失败",
    "退款申请被拒",
    "reembolso fallido",
    "el reembolso fue rechazado",
    "El reembolso falló",
    "reembolso falhou",
    "O estorno foi negado",
    "pengembalian dana gagal",
    "refund Rp100.000 gagal",
    "İşlem iade edilemedi",
    "İade başarısız",
  ])("is read as that, whatever else it lacks: %s", (text) => {
    expect(contextOf(text)).toEqual({ transaction: { kind: "refund", status: "failed" }, failure: { message: text } });
  });

  it("asks first for the code", async () => {
    const { verdict, transaction, causes, questions } = await diagnose(contextOf("refund failed"));
    expect([verdict, transaction.kind, transaction.status, causes]).toEqual(["escalate", "refund", "failed", []]);
    expect(questions[0]?.path).toBe("/failure/code");
  });

  it("tells the amount and does not take it", () => {
    const { warnings } = readTransaction("Refund of 12.50 USD failed");
    expect(warnings).toMatchObject([{ code: "amount_seen", params: { text: "12.50 USD" } }]);
  });

  it("makes a reason beside it the merchant's", async () => {
    const { causes } = await diagnose(contextOf("refund failed: insufficient funds"));
    expect(causes.map(({ code }) => code)).toEqual(["merchant.balance_insufficient"]);
  });

  it("says what an object beside it is about", () => {
    const error = JSON.stringify({ id: "x1", status: "failed", code: "E9" });
    expect(contextOf(`Refund failed: ${error}`)).toMatchObject({ transaction: { id: "x1", kind: "refund" } });
    const message = JSON.stringify({ id: "x1", status: "failed", message: "Refund failed" });
    expect(contextOf(message)).toMatchObject({ transaction: { id: "x1", kind: "refund" } });
  });
});

describe("a sentence that speaks of a refund and of no failure of it", () => {
  it.each([
    "I want a refund, please",
    "please refund failed payment 123",
    "the refund has not failed",
    "When will my refund arrive?",
    "Your payment failed and will be refunded",
    "退款是因为支付失败",
    "我要退款",
    "quiero un reembolso",
  ])("is refused: %s", (text) => expect(refusal(text).reason).toBe("no_transaction"));
});
