import { describe, expect, it } from "vitest";
import { UnreadableInputError } from "../../../src/base/errors.js";
import { readTransaction } from "../../../src/read/index.js";
import { contextOf, refusal } from "../helpers.js";

const statusOf = (payload: object): unknown =>
  (contextOf(JSON.stringify(payload)) as { transaction?: { status?: string } }).transaction?.status;

/** Whether the members of an object tell a failure by their names; of one that does not, the words may still be read. */
function tells(payload: object): boolean {
  try {
    return readTransaction(JSON.stringify(payload)).transactions.some(({ format }) => format === "generic");
  } catch (error) {
    if (error instanceof UnreadableInputError) return false;
    throw error;
  }
}

const coded = { id: "7", code: "E5", message: "Ask the bank" };

describe("what is a sign of a failure", () => {
  it.each([
    { id: "7", message: "Ask the bank for help" },
    { message: "Capture order failed", x: "y" },
    { error_code: "card_expired" },
    { error_code: "do_not_honor" },
    { error_code: "CardExpired" },
    { error_code: "do_not_honor", codeError: "0" },
    { id: "7", action: "DECLINE" },
    { id: "7", error: true },
    { id: "7", error: `It is ${"so ".repeat(70)}sad` },
    { id: "7", error: ["a", "b"] },
    { id: "7", isSuccess: false },
    { id: "7", is_ok: false },
    { id: "7", succeeded: false },
    { id: "7", success: false },
    { id: "7", httpStatusCode: "402" },
    { id: "7", http_status: "402" },
    { id: "7", httpstatus: "402" },
    { id: "7", statusCode: "402" },
    { id: "7", http_code: "402" },
    { id: "7", status: "402" },
    { id: "7", code: "402" },
  ])("is %j", (payload) => {
    expect(statusOf(payload)).toBe("failed");
  });

  it.each([
    { id: "7", message: "OK" },
    { id: "7", description: "Two red cups" },
    { id: "7", code: "0" },
    { code: "card_expired" },
    { order_x: 1, error_code: "B7" },
    { error_code: "do_not_honor", code: "0" },
    { id: "7", status: "refunded" },
    { id: "7", status: "paid", message: "Ask the bank" },
    { id: "7", success: true, message: "Ask the bank" },
    { id: "7", status: "requires_new_card", message: "Invalid account" },
    { id: "7", status: "requires_new_card", message: "Ask the bank" },
    { id: "7", status: "success", message: "Your card was declined" },
    { id: "7", error: [] },
    { id: "7", error: " " },
    { id: "7", error: "none" },
    { id: "7", error: "0" },
    { id: "7", error: "[report](https://shop.example/1)" },
    { id: "7", error: "https://shop.example/1" },
    { id: "7", error: "http://shop.example/1" },
    { id: "7", not_ok: false },
    { id: "7", success_page: false },
    { id: "7", my_code: "402" },
    { id: "7", my_status: "402" },
    { id: "7", status_page: "402" },
    { id: "7", code_page: "402" },
    { id: "7", http_status: "1402" },
    { id: "7", http_status: "4021" },
    { id: "7", http_status: "302" },
  ])("is not %j", (payload) => {
    expect(tells(payload)).toBe(false);
  });

  it.each([
    [{ method: "GET", path: "/pay" }, false],
    [{ method: "GET", path: "shop/pay" }, true],
    [{ method: "card", path: "/pay" }, true],
    [{ method: "FORGET", path: "/pay" }, true],
    [{ method: "DELETED", path: "/pay" }, true],
  ])("is told of a payment and not of a request to a web server: %j", (line, isTold) => {
    const error = { id: "7", error_code: "card_expired", message: "It is out of date" };
    expect(tells({ ...line, dyno: "web.1", ...error })).toBe(isTold);
  });

  it("is none where both members of 3-D Secure are there and all went well", () => {
    const paid = { id: "7", status: "success", code: "E5" };
    expect(tells({ ...paid, x_cavv: "AAAB=", acme_eci: "02" })).toBe(false);
    expect(statusOf({ ...paid, Eci: "02" })).toBe("succeeded");
  });
});

describe("the state of a payment", () => {
  it.each([
    ["REJECT: 15", "failed"],
    ["REJECT:15", "failed"],
    ["NOK: 12345", "failed"],
    ["DECLINED_BY_RISK", "failed"],
    ["NEVER_DECLINED_YET", "unknown"],
    ["Payment Required", "failed"],
    ["bad request", "failed"],
    ["It is forbidden", "unknown"],
    ["Forbidden zone", "unknown"],
    ["await send(order)", "failed"],
    ["77", "failed"],
    ["state7", "unknown"],
    ["7up", "unknown"],
  ])("that is called %s beside a code is %s", (status, expected) => {
    expect(statusOf({ ...coded, status })).toBe(expected);
  });

  it.each([
    [{ ...coded, action: "sale" }, "failed"],
    [{ ...coded, transaction_status: "in_limbo" }, "unknown"],
    [{ ...coded, success: true }, "unknown"],
    [{ ...coded, status: "requires_new_card", message: "Invalid account" }, "failed"],
    [{ id: "7", status: "weird", statusCode: "402", message: "Ask the bank" }, "unknown"],
    [{ id: "7", status: "7", message: "Ask the bank" }, "failed"],
    [{ id: "7", status: "77", message: "Ask the bank" }, "failed"],
    [{ id: "7", status: "refunded", message: "Ask the bank" }, "refunded"],
    [{ id: "7", success: false, status: "in_limbo" }, "failed"],
    [{ id: "7", success: false, status: "paid" }, "succeeded"],
  ])("is told by the whole of %j: %s", (payload, expected) => {
    expect(statusOf(payload)).toBe(expected);
  });

  it.each([
    { id: "7", error_message: "The payment is pending review" },
    { id: "7", status: "in_limbo", message: "The payment is pending review" },
    { id: "7", code: "E5", message: "The payment is still pending" },
    { id: "7", success: false, message: "The payment is being processed" },
    { id: "7", status: "pending", approved: "0" },
  ])("is pending in %j", (payload) => {
    expect(statusOf(payload)).toBe("pending");
  });
});

describe("a call that went well, with a payment in it", () => {
  const well = { id: "7", status: "success", code: "57" };

  it.each([
    { message: "Operacion denegada" },
    { message: "Authorization denied" },
    { message: "Auth. denied" },
    { message: "Card was refused" },
    { message: "Tarjeta rechazada" },
    { approved: false },
    { approved: "no" },
    { approved: "n" },
    { approved: "0" },
    { x: 1, a: { x: 1, b: { x: 1, c: { x: 1, approved: "no" } } } },
    { x: 1, a: { x: 1, b: { x: 1, c: { x: 1, d: { x: 1, approved: "no" } } } } },
  ])("has failed where it says %j", (more) => {
    expect(statusOf({ ...well, ...more })).toBe("failed");
  });

  it.each([
    { message: "We did not hear that the card was declined" },
    { approved: true },
    { approved: "10" },
    { approved: "night" },
    { customer: { approved: "no" } },
    { x: 1, a: { x: 1, b: { x: 1, c: { x: 1, d: { x: 1, e: { x: 1, approved: "no" } } } } } },
  ])("has not failed where it says %j", (more) => {
    expect(statusOf({ ...well, ...more })).toBe("succeeded");
  });

  it("has failed where only a flag says that it was not approved", () => {
    expect(statusOf({ id: "7", success: true, approved: "no", message: "Ask the bank" })).toBe("failed");
  });
});

describe("objects that name a state or a number and no more", () => {
  it("have failed where the one state says so, whatever kind of payment they name", () => {
    expect(contextOf('{"result":"KO","type":"cancelled"}')).toEqual({ transaction: { status: "failed" } });
  });

  it("are refused where two states differ", () => {
    expect(refusal('{"status":"failed","state":"expired"}').hint).toContain("{status, state}");
  });

  const told = (payload: object) => contextOf(`Payment with Midtrans: ${JSON.stringify(payload)}`);
  const description = "Not enough money on it";

  it.each([
    [{ status: 2400, message: description }, "code 2400: "],
    [{ status: "0240", description }, "code 0240: "],
    [{ status: 2400, reference: "ab 12", description }, "code 2400: "],
  ])("have their number for a code of the provider that the text names: %j", (payload, code) => {
    expect(told(payload)).toMatchObject({
      failure: { provider: "midtrans", message: expect.stringContaining(code + description) },
    });
  });

  it.each([
    { id: 2400, description },
    { status: "00", message: "Ask the bank" },
    { status: "2400x", message: "Ask the bank" },
    { status: "x2400", message: "Ask the bank" },
    { x: { status: 2400 }, message: "Ask the bank" },
  ])("have no such code in %j", (payload) => {
    expect(told(payload)).toEqual({
      failure: { provider: "midtrans", message: `Payment with Midtrans: ${JSON.stringify(payload)}` },
    });
  });

  it("are refused where a number has no text beside it", () => {
    expect(refusal('Payment with Midtrans: {"status":2400}').hint).toContain("{status}");
  });
});

describe("an object that was cut off", () => {
  const cut = (own: object) => `${JSON.stringify(own).slice(0, -1)},"data":{"a":`;

  it.each([
    { error_code: "card_expired", message: "DECLINED" },
    { type: "paid", error_code: "card_expired", message: "Ask the bank" },
    { statusCode: 402, code: "E5", message: "Ask the bank" },
    { status: "402", code: "E5", message: "Ask the bank" },
  ])("has failed where its own members name a fault and no state: %j", (own) => {
    const { message, code, error_code = code } = own as { message: string; code?: string; error_code?: string };
    expect(contextOf(cut(own))).toEqual({ transaction: { status: "failed" }, failure: { code: error_code, message } });
  });

  it.each([
    { status: "pending", error_code: "card_expired", message: "Ask the bank" },
    { status: "paid", error_code: "card_expired", message: "Ask the bank" },
    { status: "in_limbo", error_code: "card_expired", message: "Ask the bank" },
    { status: "expired", state: "pending", error_code: "card_expired", message: "Ask the bank" },
  ])("is refused where a state leaves it open: %j", (own) => {
    expect(refusal(cut(own)).hint).toContain("the text ends before it is complete");
  });
});
