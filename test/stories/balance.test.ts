import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes, evidence, example, plain, remediesOf, remedyOf, stepsOf, without } from "./example.js";

const en = { locale: "en" };

describe("a payment of 350,000 with a fee of 1,000 and only 285,000 in the wallet", () => {
  const context = example("short-balance");
  // 350,000 + 1,000 − 285,000
  const short = "66000.00";

  it("is short by 66,000, and says the sum", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient"]);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(cause.certainty).toBe("certain");
    expect(evidence(cause, "balance.shortfall")).toBe(short);
    expect(plain(cause.explanation)).toContain("IDR 350,000 + IDR 1,000 fee = IDR 351,000");
    expect(plain(diagnosis.summary)).toContain("short IDR 66,000");
    expect(diagnosis.verdict).toBe("self_service");
    expect(diagnosis.retry).toEqual({ when: "after_remedy", sameReference: false });
  });

  it("passes after the exact top-up by linked bank card, credit card or at a counter", async () => {
    const topUps = remediesOf(await diagnose(context, en), "balance.insufficient", "top_up");
    expect(topUps.map(({ params }) => [params.source, params.amount, params.fee])).toEqual([
      ["Linked bank card", { value: short, currency: "IDR" }, { value: "1000.00", currency: "IDR" }],
      // The card takes 2 % of what is sent: 67,346 − 1,346.92 = 65,999.08, but 67,347 − 1,346.94 = 66,000.06. Rupiah have no decimals.
      ["Linked credit card", { value: "67347.00", currency: "IDR" }, undefined],
      // The least the counter takes; after its 2,500 there are 97,500 left.
      ["Minimarket counter", { value: "100000.00", currency: "IDR" }, undefined],
    ]);
    expect(topUps.map(({ verified, leaves }) => [verified, leaves])).toEqual(Array(3).fill(["clears_all", []]));
    expect(stepsOf(topUps[0] as never)).toMatch(/Choose linked bank card/i);
  });

  it("is not to be topped up from an expired card, nor from an account with too little on it", async () => {
    const sources = remediesOf(await diagnose(context, en), "balance.insufficient", "top_up").map(
      ({ params }) => params.source,
    );
    expect(sources).not.toContain("Old credit card");
    expect(sources).not.toContain("Savings account");
  });

  it("has one general top-up where no source of money is known, and none where no source is usable", async () => {
    const unknown = await diagnose(without(context, "fundingSources"), en);
    expect(remediesOf(unknown, "balance.insufficient", "top_up").map(({ params }) => params)).toEqual([
      { amount: { value: short, currency: "IDR" } },
    ]);
    const unusable = await diagnose({ ...context, fundingSources: [{ kind: "bank_card", status: "blocked" }] }, en);
    expect(remediesOf(unusable, "balance.insufficient", "top_up")).toEqual([]);
  });

  it("could be 284,000 now", async () => {
    // 285,000 − 1,000
    expect((await diagnose(context, en)).largestAmount).toEqual({ value: "284000.00", currency: "IDR" });
  });

  it("is covered by 351,000 to the cent", async () => {
    const available = (value: string) => ({ ...context, balance: { available: value } });
    expect(codes(await diagnose(available("351000.00"), en))).toEqual([]);
    const cent = await diagnose(available("350999.99"), en);
    expect(evidence(causeOf(cent, "fee.exceeds_balance"), "balance.shortfall")).toBe("0.01");
  });
});

describe("a transfer that fits without its fee", () => {
  it("is short by the fee alone, and the card gives no less than its least top-up", async () => {
    const diagnosis = await diagnose(example("fee-over-balance"), en);
    expect(codes(diagnosis)).toEqual(["fee.exceeds_balance"]);
    // 500,000 + 2,500 − 500,500
    expect(evidence(causeOf(diagnosis, "fee.exceeds_balance"), "balance.shortfall")).toBe("2000.00");
    expect(remedyOf(diagnosis, "fee.exceeds_balance", "top_up").params).toEqual({
      amount: { value: "10000.00", currency: "IDR" },
      source: "Linked bank card",
    });
    expect(diagnosis.largestAmount?.value).toBe("498000.00");
  });

  it("is short by a fee and a tax, each rounded to the cent", async () => {
    const diagnosis = await diagnose(example("card-fee-over-balance"), en);
    const cause = causeOf(diagnosis, "fee.exceeds_balance");
    // 0.35 + 1.49 % of 120.00 = 2.138, so 2.14; tax 0.1 % = 0.12; 122.26 − 121.00
    expect(evidence(cause, "fees.payer")).toBe("2.26");
    expect(evidence(cause, "total.debit")).toBe("122.26");
    expect(evidence(cause, "balance.shortfall")).toBe("1.26");
    // 1.40 − (0.10 + 2.9 %: 0.14) = 1.26; of 1.39 only 1.25 would be left.
    expect(remedyOf(diagnosis, "fee.exceeds_balance", "top_up").params.amount?.value).toBe("1.40");
    // 118.76 + 2.12 + 0.12 = 121.00; a cent more is 121.01.
    expect(diagnosis.largestAmount?.value).toBe("118.76");
  });
});

describe("money that is there but not to be had", () => {
  it("on hold: 20.00 of the 45.50 held would be enough, once released", async () => {
    const context = example("money-on-hold");
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["balance.held"]);
    const release = remedyOf(diagnosis, "balance.held", "release_hold");
    expect(release).toMatchObject({ who: "support", params: { amount: { value: "20.00" } }, verified: "clears_all" });
    expect(release.patch).toEqual(
      expect.arrayContaining([
        { op: "replace", path: "/balance/available", value: "100.00" },
        { op: "replace", path: "/balance/held", value: "25.50" },
      ]),
    );
  });

  it("on hold, but a cent too little or with fees unknown: simply too little money", async () => {
    const context = example("money-on-hold");
    const less = { ...context, balance: { available: "80.00", held: "19.99" } };
    expect(codes(await diagnose(less, en))).toEqual(["balance.insufficient"]);
    expect(codes(await diagnose(without(context, "fees"), en))).toEqual(["balance.insufficient"]);
  });

  it("restricted: 300 of the 1,000 cannot be withdrawn, so 100 are missing", async () => {
    const diagnosis = await diagnose(example("bonus-not-for-withdrawal"), en);
    expect(codes(diagnosis)).toEqual(["balance.restricted"]);
    const cause = causeOf(diagnosis, "balance.restricted");
    // Below the free allowance of 20,000 there is no fee, its least of 0.10 included.
    expect(evidence(cause, "total.debit")).toBe("800.00");
    expect(evidence(cause, "balance.usable")).toBe("700.00");
    expect(evidence(cause, "balance.shortfall")).toBe("100.00");
    expect(diagnosis.largestAmount?.value).toBe("700.00");
  });
});

describe("a top-up that would not go through itself", () => {
  it("fails as a remedy: over the wallet's cap and over what may come in this month", async () => {
    const diagnosis = await diagnose(example("top-up-cannot-help"), en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient"]);
    // Short by 150,000: 1,950,000 + 150,000 > 2,000,000, and 19,900,000 + 150,000 > 20,000,000.
    const topUp = remedyOf(diagnosis, "balance.insufficient", "top_up");
    expect(topUp.params.amount?.value).toBe("150000.00");
    expect(topUp.verified).toBe("fails");
    expect(topUp.leaves).toEqual(["balance.cap_exceeded", "limit.incoming"]);
    expect(causeOf(diagnosis, "balance.insufficient").remedies.at(-2)).toBe(topUp);
    expect(diagnosis.plan?.steps.map(({ action }) => action)).toEqual(["reduce_amount"]);
    expect(diagnosis.plan?.steps[0]?.params.amount?.value).toBe("1950000.00");
  });

  it("over the cap: of 200,000 only 100,000 fit under 20,000,000, or as much is spent first", async () => {
    const diagnosis = await diagnose(example("top-up-over-cap"), en);
    expect(codes(diagnosis)).toEqual(["balance.cap_exceeded"]);
    expect(diagnosis.largestAmount?.value).toBe("100000.00");
    expect(remedyOf(diagnosis, "balance.cap_exceeded", "make_room")).toMatchObject({
      params: { amount: { value: "100000.00" } },
      verified: "clears_all",
    });
  });

  it("over the month's incoming limit: 500,000 now, or all of it from the 1st", async () => {
    const diagnosis = await diagnose(example("top-up-over-monthly-incoming"), en);
    expect(codes(diagnosis)).toEqual(["limit.incoming"]);
    expect(diagnosis.largestAmount?.value).toBe("500000.00");
    expect(diagnosis.verdict).toBe("wait");
    expect(diagnosis.retry).toEqual({ when: "later", notBefore: "2026-12-01T00:00:00+07:00", sameReference: false });
  });

  it("for money coming in, a lack-of-funds code speaks of the card it comes from", async () => {
    const context = example("top-up-over-cap");
    const refused = {
      ...context,
      balance: { available: "50000.00", held: "0.00", cap: "2000000.00" },
      limits: [],
      failure: { provider: "stripe", code: "insufficient_funds" },
    };
    const diagnosis = await diagnose(refused, en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(cause.remedies.map(({ action }) => action)).toEqual(["use_other_method"]);
  });
});
