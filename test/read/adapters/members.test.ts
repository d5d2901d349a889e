import { describe, expect, it } from "vitest";
import { contextOf, refusal } from "../helpers.js";

const FAILED = { id: "7", status: "failed" };
const failed = (more: object): string => JSON.stringify({ ...FAILED, ...more });
/** What is said of a payment that failed, beside its id and its state. */
const toldOf = (more: object) => (contextOf(failed(more)) as { failure?: object }).failure;

/** `inner` in so many objects, each with `beside` in it. */
function wrapped(times: number, inner: object, beside: object = {}): object {
  return times === 0 ? inner : { part: wrapped(times - 1, inner, beside), ...beside };
}

describe("the depth at which a member is found", () => {
  it.each([3, 4])("finds a code behind %i objects that have more in them", (times) => {
    expect(toldOf(wrapped(times, { error_code: "E51" }, { x: 1 }))).toEqual({ code: "E51" });
  });

  it.each([5, 6])("leaves a code behind %i such objects to whatever it belongs to", (times) => {
    expect(toldOf(wrapped(times, { error_code: "E51" }, { x: 1 }))).toBeUndefined();
  });

  it.each([7, 11, 12])("finds a code in %i envelopes with nothing else in them", (times) => {
    expect(toldOf(wrapped(times, { error_code: "E51" }))).toEqual({ code: "E51" });
  });

  it.each([13, 14])("does not look into %i envelopes", (times) => {
    expect(toldOf(wrapped(times, { error_code: "E51" }))).toBeUndefined();
  });

  it("prefers the outer of two texts, wherever they stand", () => {
    const inner = { data: { message: "The inner text of it" } };
    expect(toldOf({ ...inner, message: "The outer text of it" })).toEqual({ message: "The outer text of it" });
    expect(toldOf({ message: "The outer text of it", ...inner })).toEqual({ message: "The outer text of it" });
  });

  it("prefers the text whose name says more, wherever they stand", () => {
    const told = { error_message: "Ask the bank" };
    expect(toldOf({ description: "Two red cups", ...told })).toEqual({ message: "Ask the bank" });
    expect(toldOf({ ...told, description: "Two red cups" })).toEqual({ message: "Ask the bank" });
  });
});

describe("a member in a list or in an element", () => {
  it("is read from a list of one object, and not from one of several", () => {
    expect(toldOf({ details: [{ error_code: "A1" }] })).toEqual({ code: "A1" });
    expect(toldOf({ details: [{ error_code: "A1" }, { error_code: "B2" }] })).toBeUndefined();
  });

  it("is read from a list of one word under a name that nobody lists", () => {
    expect(toldOf({ host_resp_code: ["51"] })).toEqual({ code: "51" });
    expect(contextOf('{"order_id":"7","shop_state":["declined"]}')).toMatchObject({
      transaction: { reference: "7", status: "failed" },
    });
  });

  it.each([
    '<pay><id>7</id><status kind="a">FAILED</status><amount unit="main">12.50</amount><currency>EUR</currency></pay>',
    '<pay><id>7</id><status>FAILED</status><amount currency="EUR">12.50</amount></pay>',
  ])("is the text of an element with attributes: %s", (text) => {
    expect(contextOf(text)).toMatchObject({
      transaction: { id: "7", status: "failed", amount: "12.50", currency: "EUR" },
    });
  });

  it("takes no attribute of an error for a field that is wrong", () => {
    const text = '<pay><id>7</id><status>failed</status><error hint="not a good one"><code>E5</code></error></pay>';
    expect(contextOf(text)).toEqual({ transaction: FAILED, failure: { code: "E5" } });
  });

  it("says nothing where it is null", () => {
    expect(refusal('{"id":"7","message":null,"acme_err_text":"We saw it come"}').hint).toContain("acme_err_text");
  });
});

describe("the fields that an error names", () => {
  it.each([
    [{ "pay@shop": "is not a good one" }, "pay@shop is not a good one"],
    [{ "card#2": "is not a good one" }, "card#2 is not a good one"],
  ])("reads %j with the name in front", (errors, message) => {
    expect(toldOf({ errors })).toEqual({ message });
  });

  it.each([{ wait: "5 days" }, { wait: "5 d 3 h" }, { seen: "12 05 2024" }, { card: "is bad" }])(
    "takes %j for no sentence",
    (errors) => {
      expect(toldOf({ errors })).toBeUndefined();
    },
  );

  it("says nothing of a field that is one word", () => {
    expect(toldOf({ error: { code: "E51", hop: "5" } })).toEqual({ code: "E51" });
  });

  it("prefers the message of the error", () => {
    expect(toldOf({ error: { card_number: "is not a valid one", message: "Ask the bank" } })).toEqual({
      message: "Ask the bank",
    });
  });

  it("takes a sentence under any name for the reason only inside an error", () => {
    expect(toldOf({ remark_x: "Bought two red cups" })).toBeUndefined();
  });
});

describe("a name that only ends as the usual ones do", () => {
  it.each([
    [{ issuer_response: "The bank wants a call" }, { message: "The bank wants a call" }],
    [{ WalletErrorMessage: "The purse has gone empty" }, { message: "The purse has gone empty" }],
    [{ host2_resp_code3: "51" }, { code: "51" }],
    [{ [`${"x".repeat(50)}error_code`]: "E51" }, { code: "E51" }],
  ])("tells the reason in %j", (more, failure) => {
    expect(toldOf(more)).toEqual(failure);
  });

  it.each([
    ["a place", { home_state: "New South Wales" }],
    ["a place in the answer", { response_state: "New South Wales" }],
    ["an answer of one letter", { acme_response: "Y" }],
    ["a number with its label", { acme_result_message: "ErrorId: 0651" }],
    ["a name longer than any", { [`${"x".repeat(51)}error_code`]: "E51" }],
    ["a code about the customer", { "customer.host_error_code": "E51" }],
  ])("has no reason in %s", (_, more) => {
    expect(toldOf(more)).toBeUndefined();
  });

  it("is a state from four letters on, and only with the word of one", () => {
    const found = (state: string) => contextOf(JSON.stringify({ trans_id: "7", acme_state: state, error_code: "E5" }));
    expect(found("hold")).toMatchObject({ transaction: { status: "pending" } });
    expect(found("California")).toMatchObject({ transaction: { status: "failed" } });
    expect(refusal('{"order_id":"7","shop_state":"KO"}').hint).toContain("shop_state");
  });

  it("is an id also with a space in it", () => {
    expect(contextOf('{"trans_id":"ab 12","status":"failed"}')).toEqual({
      transaction: { id: "ab 12", status: "failed" },
    });
  });

  it("is no sign of a failure by itself", () => {
    expect(refusal('{"id":"7","longmessage":"We saw it come"}').hint).toContain("longmessage");
    expect(refusal('{"id":"7","acme.error-code":"B7"}').hint).toContain("acme.error-code");
  });
});

describe("a path that is one name", () => {
  it.each([
    { "order.payment.state": "failed", "order.payment.id": "7" },
    { "order/payment/state": "failed", "order:payment:id": "7" },
    { [`${"x".repeat(94)}.state`]: "failed", id: "7" },
  ])("is read by its last word: %j", (payload) => {
    expect(contextOf(JSON.stringify(payload))).toEqual({ transaction: FAILED });
  });

  it.each([
    ["that is about the customer", { "customer.payment.state": "failed", "order:payment:id": "7" }],
    ["of more than a hundred letters", { [`${"x".repeat(95)}.state`]: "failed", id: "7" }],
  ])("is no name of a fact where it is one %s", (_, payload) => {
    expect(contextOf(JSON.stringify(payload))).not.toHaveProperty("transaction");
  });
});

describe("the code and the reason", () => {
  it.each([
    [{ code: "A".repeat(64) }, { code: "A".repeat(64) }],
    [{ reason_code: "404" }, { code: "404" }],
    [{ error_code2: "404" }, { code: "404" }],
    [{ errcode: "481" }, { code: "481" }],
    [{ reason: "insufficient_funds" }, { code: "insufficient_funds" }],
    [{ error: "insufficient_funds" }, { code: "insufficient_funds" }],
    [{ reason: "Card has insufficient_funds" }, { message: "Card has insufficient_funds" }],
    [{ error: "The card was declined", message: "Oops" }, { message: "The card was declined" }],
    [{ error: ["The card was declined", "Ask the bank"], message: "Oops" }, { message: "The card was declined" }],
    [{ error: "The card was declined", message: '{"a": 1}' }, { message: "The card was declined" }],
    [{ status: "DECLINED" }, { message: "DECLINED" }],
  ])("reads %j", (more, failure) => {
    expect(toldOf(more)).toEqual(failure);
  });

  it.each([
    ["more than one word for a code", { code: "no 51" }],
    ["two words for a code, the number first", { code: "51 no" }],
    ["a code of more than 64 letters", { code: "A".repeat(65) }],
    ["the number of an HTTP answer", { errorCode: "404" }],
    ["a message that all is well", { message: "OK" }],
    ["a word of refusal for what has a kind", { status: "DECLINED", type: "refund" }],
    ["a word of refusal beside a payment that is pending", { status: "pending", result: "DECLINED:7:x" }],
  ])("has no reason in %s", (_, more) => {
    expect(contextOf(failed(more))).not.toHaveProperty("failure");
  });

  it.each([
    [{ provider: { region: "eu" }, gateway: "Acme Pay" }, "acme_pay"],
    [{ gateway: "Acme - Pay" }, "acme_pay"],
    [{ gateway: "Tester Pay" }, "tester_pay"],
  ])("names the provider of %j", (more, provider) => {
    expect(toldOf({ ...more, code: "E5" })).toEqual({ provider, code: "E5" });
  });

  it.each(["Acme & Sons", "sandbox"])("takes %s for the name of no provider", (gateway) => {
    expect(toldOf({ gateway, code: "E5" })).toEqual({ code: "E5" });
  });

  it.each([
    ["errors.moneytransfer.example", undefined],
    ["transfer.error", "transfer"],
    ["transferErrorDomain", "transfer"],
  ])("has the kind that the domain %s names", (domain, kind) => {
    const text = JSON.stringify({ error: { domain, code: "NO_7", message: "It did not work." } });
    const { transaction } = contextOf(text) as { transaction: { kind?: string } };
    expect(transaction.kind).toBe(kind);
  });
});
