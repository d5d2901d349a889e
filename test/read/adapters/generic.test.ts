import { describe, expect, it } from "vitest";
import { generic } from "../../../src/read/adapters/generic.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";

const read = (payload: SourceValue) => generic.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

describe("an error of nobody in particular", () => {
  it("is read from its envelope, and names no provider", () => {
    expect(read({ error: { code: "INSUFFICIENT_FUNDS", message: "Not enough money" } })).toEqual({
      format: "generic.error",
      context: {
        transaction: { status: "failed" },
        failure: { code: "INSUFFICIENT_FUNDS", message: "Not enough money" },
      },
      warnings: [],
    });
  });

  it("names the provider that the payload names", () => {
    const payload = { gateway: "Acme Pay", error: { code: "card_expired", message: "Card expired" } };
    expect(contextOf(payload)).toHaveProperty("failure.provider", "acme_pay");
  });

  it("is read flat where a state says that it failed", () => {
    expect(contextOf({ code: "limit_exceeded", message: "Too much", status: "declined" })).toMatchObject({
      transaction: { status: "failed" },
      failure: { code: "limit_exceeded" },
    });
    expect(contextOf({ code: "limit_exceeded", message: "Too much", success: false })).not.toBeUndefined();
    expect(contextOf({ error: "insufficient_funds", message: "Not enough" })).toHaveProperty(
      "failure.code",
      "insufficient_funds",
    );
  });

  it.each([
    ["PENDING", "pending"],
    ["in-progress", "pending"],
    ["Succeeded", "succeeded"],
    ["CANCELED", "cancelled"],
    ["expired", "expired"],
  ])("in state %s is %s", (state, status) => {
    expect(contextOf({ code: "X1", message: "state", status: state })).toHaveProperty("transaction.status", status);
  });

  it("is not made of a success, nor of a state that nobody knows", () => {
    const others: SourceValue[] = [
      { code: "SUCCESS", message: "ok", status: "whatever" },
      { code: "00", message: "Approved", amount: "1.00" },
      { code: "X1", message: "odd", status: "ON_HOLD" },
      { code: "X1", message: "fine", success: true },
      { code: 0, message: "success" },
      { code: 200, message: "OK" },
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });

  it("is not made of errors of programs, of HTTP or of JSON-RPC", () => {
    const others: SourceValue[] = [
      { error: { code: 404, message: "Not Found" } },
      { statusCode: 404, error: "Not Found", message: "Cannot GET /" },
      { code: "ENOENT", errno: -2, syscall: "open", message: "no such file" },
      { jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Method not found" } },
      { error: { code: -32000, message: "header not found" } },
      { code: "I18N_KEY", message: "Hello" },
      { error: { message: "no code" } },
      { error: { code: "X" } },
      { error: "declined" },
      {},
      null,
      [],
    ];
    for (const payload of others) expect(read(payload)).toBeNull();
  });

  it("with a number for a code is read only beside a payment", () => {
    expect(
      contextOf({ code: "1032", message: "Request cancelled", transaction_id: "T1", status: "failed" }),
    ).toMatchObject({
      transaction: { id: "T1" },
      failure: { code: "1032" },
    });
    expect(read({ code: "1032", message: "Request cancelled", status: "failed" })).toBeNull();
  });
});

describe("its amount", () => {
  const sum = (amount: SourceValue, currency: SourceValue = "USD") =>
    read({ error: { code: "DECLINED_X", message: "no" }, amount, currency });

  it("is taken where a point shows that it is in major units", () => {
    expect(sum("150.00")?.context).toHaveProperty("transaction.amount", "150.00");
    expect(sum(new NumberText("150.50"))?.context).toHaveProperty("transaction.amount", "150.50");
    expect(sum(150.5)?.context).toHaveProperty("transaction.amount", "150.5");
  });

  it("is left out where it could be cents or dollars, or where three digits could group", () => {
    for (const amount of [15000, "15000", new NumberText("15000"), "10.000", "1,500.00"]) {
      expect(sum(amount)?.context.transaction).not.toHaveProperty("amount");
      expect(sum(amount)?.warnings).toHaveLength(1);
    }
  });
});
