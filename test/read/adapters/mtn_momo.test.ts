import { describe, expect, it } from "vitest";
import type { SourceValue } from "../../../src/read/value.js";
import { shapesOf } from "./shapes.js";

const momo = shapesOf("mtn_momo");

describe("mtn_momo", () => {
  const failed = {
    amount: "100",
    currency: "UGX",
    externalId: "947354",
    payer: { partyIdType: "MSISDN", partyId: "4656473839" },
    status: "FAILED",
    reason: { code: "PAYER_NOT_FOUND", message: "Payee does not exist" },
  };

  it("reads a failed request to pay, the reason as an object or as a word", () => {
    expect(momo.read(failed)?.context).toEqual({
      transaction: { reference: "947354", status: "failed", amount: "100", currency: "UGX" },
      failure: { provider: "mtn_momo", code: "PAYER_NOT_FOUND", message: "Payee does not exist" },
    });
    expect(momo.read({ status: "FAILED", reason: "NOT_ENOUGH_FUNDS" })?.context).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "mtn_momo", code: "NOT_ENOUGH_FUNDS" },
    });
  });

  it.each([
    [{ ...failed, status: "PENDING" }, "pending"],
    [{ ...failed, status: "SUCCESSFUL", financialTransactionId: "23503452" }, "succeeded"],
    [{ ...failed, reason: "APPROVAL_REJECTED" }, "cancelled"],
    [{ ...failed, reason: "EXPIRED" }, "expired"],
  ])("reads the state of %j", (payload, expected) => {
    expect(momo.read(payload as SourceValue)?.context).toHaveProperty("transaction.status", expected);
  });

  it("reads a transfer to a payee", () => {
    const { payer, ...rest } = failed;
    expect(momo.read({ ...rest, payee: payer })?.context.transaction).toMatchObject({ kind: "payout" });
  });

  it.each([
    ["a failure with a reason of nobody in particular", { status: "FAILED", reason: "TIMEOUT" }],
    ["an order with an external id", { status: "PENDING", externalId: "1", amount: "5", currency: "EUR" }],
    ["an error in another's words", { code: "INVALID_CURRENCY", message: "x" }],
  ])("does not claim %s", (_, payload) => {
    expect(momo.read(payload)).toBeNull();
  });
});
