import { describe, expect, it } from "vitest";
import { shapesOf } from "./shapes.js";

const snapBi = shapesOf("snap_bi");

const status = (payload: Parameters<typeof snapBi.read>[0]) =>
  (snapBi.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

describe("snap_bi", () => {
  it("reads a refusal by its seven digits", () => {
    expect(snapBi.read({ responseCode: "4031714", responseMessage: "Insufficient Funds" })?.context).toEqual({
      transaction: { kind: "transfer", status: "failed" },
      failure: { provider: "snap_bi", code: "4031714", message: "Insufficient Funds" },
    });
  });

  it("reads amount and references of a transfer", () => {
    const read = snapBi.read({
      responseCode: "2001800",
      responseMessage: "Successful",
      referenceNo: "2020102977770000000009",
      partnerReferenceNo: "2020102900000000000001",
      amount: { value: "10000.00", currency: "IDR" },
      transactionDate: "2024-12-21T07:56:11+07:00",
    });
    expect(read?.context).toEqual({
      transaction: {
        id: "2020102977770000000009",
        reference: "2020102900000000000001",
        kind: "transfer",
        status: "succeeded",
        amount: "10000.00",
        currency: "IDR",
        at: "2024-12-21T07:56:11+07:00",
      },
    });
  });

  it("takes the state of the payment, not of the question, from an inquiry", () => {
    const read = snapBi.read({
      responseCode: "2005500",
      responseMessage: "Successful",
      originalReferenceNo: "R-7",
      originalPartnerReferenceNo: "INV-7",
      originalResponseCode: "4035414",
      originalResponseMessage: "Insufficient Funds",
      latestTransactionStatus: "06",
      transactionStatusDesc: "Failed",
      transAmount: { value: "12500.50", currency: "IDR" },
    });
    expect(read?.context.transaction).toMatchObject({ status: "failed", amount: "12500.50", reference: "INV-7" });
    expect(read?.context.failure).toMatchObject({ code: "4035414", message: "Insufficient Funds" });
  });

  it.each([
    ["00", "succeeded"],
    ["01", "pending"],
    ["02", "pending"],
    ["03", "pending"],
    ["04", "refunded"],
    ["05", "cancelled"],
    ["06", "failed"],
  ])("reads latestTransactionStatus %s as %s", (latest, expected) => {
    expect(status({ originalPartnerReferenceNo: "INV-1", latestTransactionStatus: latest })).toBe(expected);
  });

  it("believes neither a failed state nor the success written beside it", () => {
    const payload = { originalReferenceNo: "A1", latestTransactionStatus: "06", transactionStatusDesc: "SUCCESS" };
    expect(status(payload)).toBe("unknown");
  });

  it("does not take an order that was made for one that was paid", () => {
    expect(
      status({ responseCode: "2005400", responseMessage: "Successful", webRedirectUrl: "https://pay.example" }),
    ).toBe("pending");
    expect(status({ responseCode: "2021800", responseMessage: "Request In Progress" })).toBe("pending");
  });

  it("does not know the outcome after a timeout", () => {
    expect(status({ responseCode: "5041700", responseMessage: "Timeout" })).toBe("unknown");
  });

  it("says nothing of the payment when it was not found", () => {
    const read = snapBi.read({ responseCode: "4045501", responseMessage: "Transaction Not Found" });
    expect(read?.context).toEqual({
      failure: { provider: "snap_bi", code: "4045501", message: "Transaction Not Found" },
    });
  });

  it.each([
    ["another number of digits", { responseCode: "51", responseMessage: "Declined" }],
    ["digits that begin with no HTTP status", { responseCode: "9991714", responseMessage: "x" }],
    ["a code without a text", { responseCode: "4031714" }],
    ["a token", { responseCode: "2007300", responseMessage: "Successful", accessToken: "t" }],
    ["a balance", { responseCode: "2001100", responseMessage: "Successful", accountInfos: [] }],
    ["a state without a reference", { latestTransactionStatus: "00" }],
  ])("does not claim %s", (_, payload) => {
    expect(snapBi.read(payload)).toBeNull();
  });
});
