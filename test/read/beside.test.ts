import { describe, expect, it } from "vitest";
import { contextOf } from "./helpers.js";

const error = { type: "card_error", code: "card_declined", message: "Declined." };
const stripe = JSON.stringify({ error });
const unsaid = JSON.stringify({ error: { ...error, message: undefined } });
const debited = "the money was deducted from my account";

describe("what a person tells beside a failure", () => {
  it.each([
    ["in English", debited],
    ["in Chinese", "钱被扣了，但是订单没有成功"],
    ["of a second payment", "I was charged twice for one order"],
  ])("is added to its message where it warns of money that moved: %s", (_, told) => {
    expect(contextOf(`Hello,\n   ${told}  \n${stripe}`)).toHaveProperty("failure.message", `Declined.\n\n${told}`);
    expect(contextOf(`${told}\n${unsaid}`)).toHaveProperty("failure.message", told);
  });

  it("keeps the words that warn, wherever they stand in a long line, and short ones in Chinese", () => {
    expect(contextOf(`${"and ".repeat(110)}${debited}\n${stripe}`)).toHaveProperty(
      "failure.message",
      expect.stringMatching(new RegExp(`${debited}$`)),
    );
    expect(contextOf(`已扣款\n${stripe}`)).toHaveProperty("failure.message", "Declined.\n\n已扣款");
  });

  it("is cut where its line is long", () => {
    const { failure } = contextOf(`${debited} ${"and then ".repeat(80)}\n${unsaid}`) as {
      failure: { message: string };
    };
    expect(failure.message).toMatch(new RegExp(`^${debited} and then `));
    expect(failure.message).toHaveLength(400);
  });

  it.each([
    ["a context of our own", { transaction: { id: "x", status: "failed" }, failure: { code: "51" } }],
    ["a context of our own without a failure", { transaction: { id: "x", status: "failed" } }],
  ])("adds nothing to %s", (_, context) => {
    expect(contextOf(`${debited}\n${JSON.stringify(context)}`)).toEqual(context);
  });

  it("adds nothing to a state of which no failure is told", () => {
    expect(contextOf(`${debited}\n{"id":"x","status":"failed"}`)).toEqual({
      transaction: { id: "x", status: "failed" },
    });
  });
});

describe("the codes beside an object that a log cut off", () => {
  const cut = (before: string, object = '{"status":"failed","code":"R1","message":"No","doc') =>
    contextOf(`${before} came back: ${object} (truncated...)`);

  it.each([
    [["insufficient_funds"]],
    [["do_not_honor"]],
    [["insufficient_funds", "card_expired"]],
    [["insufficient_funds", "card_expired", "invalid_account"]],
  ])("are added to its message: %j", (codes) => {
    expect(cut(codes.join(" "))).toHaveProperty("failure.message", ["No", ...codes].join("\n\n"));
  });

  it("are none where there are more of them than one failure has", () => {
    const codes = "insufficient_funds card_expired invalid_account invalid_amount";
    expect(cut(codes)).toHaveProperty("failure.message", "No");
  });

  it("are added beside a code of a known provider", () => {
    expect(cut("insufficient_funds", '{"error":{"type":"card_error","code":"card_declined"},"doc')).toHaveProperty(
      "failure.message",
      expect.stringContaining("insufficient_funds"),
    );
  });

  it("are none where the object has no code to which they could be added", () => {
    const object = '{"status":"expired","id":"a1","doc';
    expect(cut("insufficient_funds", object)).toEqual({ transaction: { id: "a1", status: "expired" } });
  });
});
