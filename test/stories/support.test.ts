import { describe, expect, it } from "vitest";
import { type HandoffPacket, recordOutcome } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes, example, without, withTransaction } from "./example.js";

const en = { locale: "en" };
const code = "authentication.challenge_failed";

describe("a confirmation that keeps failing", () => {
  const context = example("confirmation-refused");

  /** The first attempt said nothing that anyone knew, so support took over. */
  async function handedOver(): Promise<HandoffPacket> {
    const unexplained = { ...without(context, "authentication"), failure: { provider: "adyen", code: "9999" } };
    const { escalation } = await diagnose(unexplained, en);
    if (escalation === null) throw new Error("not handed over");
    return escalation.packet;
  }

  /** The next morning's attempt, with what support wrote down. */
  const nextDay = (history: unknown[]) => ({
    ...withTransaction(context, { id: "EW-4600-19", at: "2026-11-24T09:00:00+01:00" }),
    history,
  });

  it("has two things the customer can do: nobody can ask for a new code where no code was used", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual([code]);
    const own = causeOf(diagnosis, code).remedies.filter(({ who }) => who === "customer");
    expect(own.map(({ action }) => action)).toEqual(["complete_challenge", "use_other_method"]);
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("gets what support has tried as the last advice, marked as tried", async () => {
    const { history } = recordOutcome(await handedOver(), {
      ticket: "CASE-20261123-4",
      result: "not_solved",
      tried: [{ cause: code, actions: ["complete_challenge"] }],
    });
    const diagnosis = await diagnose(nextDay(history), en);
    expect(causeOf(diagnosis, code).remedies.map(({ action, tried }) => [action, tried])).toEqual([
      ["use_other_method", undefined],
      ["contact_support", undefined],
      ["complete_challenge", true],
    ]);
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("goes to a human once all of it was tried, with what was tried", async () => {
    const all = ["complete_challenge", "use_other_method"];
    const { history } = recordOutcome(await handedOver(), {
      ticket: "CASE-20261123-4",
      result: "not_solved",
      tried: [{ cause: code, actions: all }],
    });
    const diagnosis = await diagnose(nextDay(history), en);
    expect(diagnosis.verdict).toBe("escalate");
    expect(diagnosis.escalation).toMatchObject({
      reason: "remedies_exhausted",
      packet: { tried: [{ cause: code, actions: all }] },
    });
    expect(diagnosis.escalation?.prepare).toContainEqual(
      expect.objectContaining({ item: "what_was_tried", state: "have" }),
    );
  });

  it("still-refused-after-support says the same from two entries of the history", async () => {
    const diagnosis = await diagnose(example("still-refused-after-support"), en);
    expect(diagnosis.escalation?.reason).toBe("remedies_exhausted");
    expect(diagnosis.escalation?.channel.kind).toBe("chat");
  });

  it("is not paid a second time after support has solved it", async () => {
    const record = recordOutcome(await handedOver(), {
      ticket: "CASE-20261123-4",
      result: "solved",
      remedy: "use_other_method",
      note: "Paid with the card 4111 1111 1111 1111 instead.",
    });
    expect(record).toMatchObject({ ticket: "CASE-20261123-4", result: "solved", remedy: "use_other_method" });
    expect(record.note).not.toContain("4111 1111");
    const diagnosis = await diagnose(nextDay(record.history), en);
    expect(codes(diagnosis)[0]).toBe("transaction.duplicate");
    expect(diagnosis.retry).toEqual({ when: "check_status_first", sameReference: true });
  });
});

describe("several causes at once", () => {
  it("too little money, a limit and a bad network: what is certain comes first, and two steps clear all", async () => {
    const context = withTransaction(example("balance-limit-and-network"), { amountFixed: false });
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient", "limit.per_transaction", "network.unstable"]);
    expect(diagnosis.causes.map(({ certainty }) => certainty)).toEqual(["certain", "certain", "likely"]);
    // 2,150,000 − 2,500 would fit in the balance, but one payment may be 2,000,000.
    expect(diagnosis.largestAmount?.value).toBe("2000000.00");
    expect(diagnosis.plan?.steps.map(({ action, params }) => [action, params.amount?.value])).toEqual([
      ["reduce_amount", "2000000.00"],
      ["switch_network", undefined],
    ]);
  });

  it("adding the missing 252,500 leaves the limit and the network", async () => {
    const diagnosis = await diagnose(example("balance-limit-and-network"), en);
    const topUp = causeOf(diagnosis, "balance.insufficient").remedies.find(({ action }) => action === "top_up");
    // 2,400,000 + 2,500 − 2,150,000
    expect(topUp?.params.amount?.value).toBe("252500.00");
    expect(topUp).toMatchObject({ verified: "clears_this", leaves: ["limit.per_transaction", "network.unstable"] });
  });

  it("a wrong password and too little money: first the password, then the amount if it can be changed", async () => {
    const context = example("password-and-balance");
    const shop = await diagnose(context, en);
    expect(shop.plan?.steps.map(({ action }) => action)).toEqual(["enter_password_again", "top_up"]);
    const diagnosis = await diagnose(withTransaction(context, { amountFixed: false }), en);
    expect(codes(diagnosis)).toEqual(["authentication.password_wrong", "balance.insufficient"]);
    expect(diagnosis.plan?.steps.map(({ cause, action, params }) => [cause, action, params.amount?.value])).toEqual([
      ["authentication.password_wrong", "enter_password_again", undefined],
      ["balance.insufficient", "reduce_amount", "200.00"],
    ]);
  });
});

describe("the way to a human", () => {
  it("is the channel the customer prefers, unless it is pressing", async () => {
    const normal = await diagnose(example("unknown-code"), { ...en, profile: "gopay" });
    expect(normal.escalation?.channel).toMatchObject({ kind: "chat", openNow: true });
    const high = await diagnose(example("debited-not-completed"), { ...en, profile: "gopay" });
    expect(high.escalation?.channel.kind).toBe("phone");
    expect(high.escalation?.alternatives.map(({ kind }) => kind)).toEqual(["chat", "email"]);
  });

  it("names no address, as none is confirmed", async () => {
    const { escalation } = await diagnose(example("unknown-code"), { ...en, profile: "gopay" });
    for (const channel of [escalation?.channel, ...(escalation?.alternatives ?? [])]) {
      expect(channel).not.toHaveProperty("address");
    }
  });

  it("hands over no customer id and no payee, but the ids that find the payment", async () => {
    const { escalation } = await diagnose({ ...example("unknown-code"), payeeId: "merchant-771" }, en);
    const text = JSON.stringify(escalation?.packet);
    expect(text).not.toContain("cust-40021");
    expect(text).not.toContain("merchant-771");
    expect(escalation?.packet.context).toMatchObject({
      transaction: { id: "MT-2026-99120", reference: "ORDER-57200" },
    });
  });
});
