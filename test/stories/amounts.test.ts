import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { actions, causeOf, codes, evidence, example, plain, remedyOf, without, withTransaction } from "./example.js";

const en = { locale: "en" };

describe("what the payee may take", () => {
  it("is bounded by the payee's cap: of 400,000 only 150,000 fit", async () => {
    const diagnosis = await diagnose(example("payee-cap"), en);
    expect(codes(diagnosis)).toEqual(["payee.limit_exceeded"]);
    // 2,000,000 − 1,850,000
    expect(diagnosis.largestAmount?.value).toBe("150000.00");
    expect(causeOf(diagnosis, "payee.limit_exceeded").rules).toEqual(["over_the_cap_of_the_payee"]);
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("is bounded by the payee's month: all of it from the 1st", async () => {
    const diagnosis = await diagnose(without(example("payee-limit-and-cap"), "payee"), en);
    const cause = causeOf(diagnosis, "payee.limit_exceeded");
    // 20,000,000 − 19,700,000
    expect(diagnosis.largestAmount?.value).toBe("300000.00");
    expect(remedyOf(diagnosis, cause.code, "wait_until").params.notBefore).toBe("2026-12-01T00:00:00+07:00");
    const told = await diagnose(without(example("payee-limit-and-cap"), "payee"), { ...en, audience: "agent" });
    expect(plain(causeOf(told, cause.code).explanation)).toContain("IDR 100,000 over");
  });

  it("is told without the payee's numbers to the one who pays", async () => {
    for (const locale of ["en", "zh-CN", "id"]) {
      for (const context of [example("payee-cap"), without(example("payee-limit-and-cap"), "payee")]) {
        const diagnosis = await diagnose(context, { locale });
        const { title, explanation } = causeOf(diagnosis, "payee.limit_exceeded");
        const said = `${diagnosis.summary} ${title} ${plain(explanation)}`;
        expect(said).not.toMatch(/150[.,]000|100[.,]000|300[.,]000|19[.,]700[.,]000|20[.,]000[.,]000/);
      }
    }
  });

  it("is bounded by both at once, and then waiting for the month does not help", async () => {
    const diagnosis = await diagnose(example("payee-limit-and-cap"), en);
    const cause = causeOf(diagnosis, "payee.limit_exceeded");
    expect(cause.rules).toEqual(["over_a_limit_of_the_payee", "over_the_cap_of_the_payee"]);
    expect(diagnosis.largestAmount?.value).toBe("150000.00");
    expect(actions(cause)).not.toContain("wait_until");
    expect(cause.explanation).not.toContain("there is room for it again");
  });
});

describe("a fee that the payee bears", () => {
  it("eats 0.30, and 0.37 is the least of which a cent arrives", async () => {
    const diagnosis = await diagnose(example("fee-eats-the-amount"), en);
    expect(codes(diagnosis)).toEqual(["fee.consumes_amount"]);
    // 0.35 + 1.5 %: 0.35 of 0.30, and 0.36 of 0.36 as of 0.37.
    const cause = causeOf(diagnosis, "fee.consumes_amount");
    expect(evidence(cause, "fees.payee")).toBe("0.35");
    expect(remedyOf(diagnosis, cause.code, "increase_amount")).toMatchObject({
      params: { amount: { value: "0.37", currency: "EUR" } },
      verified: "clears_all",
    });
  });

  it("still leaves nothing of 0.36", async () => {
    const context = withTransaction(example("fee-eats-the-amount"), { amount: "0.36" });
    expect(codes(await diagnose(context, en))).toEqual(["fee.consumes_amount"]);
  });
});

describe("a payment of 18,000,000 where one may be 10,000,000", () => {
  const context = example("split-payment");

  it("goes through in two parts of 9,000,000", async () => {
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["limit.per_transaction"]);
    expect(remedyOf(diagnosis, "limit.per_transaction", "split_payment")).toMatchObject({
      params: { parts: 2, amount: { value: "9000000.00", currency: "IDR" } },
      verified: "clears_all",
    });
  });

  it("cannot be split where each part's fee no longer fits in the balance", async () => {
    // Two parts cost 18,005,000; at once it would be 18,002,500.
    const balance = (available: string) => ({ ...context, balance: { available } });
    const actionsWith = async (available: string) =>
      actions(causeOf(await diagnose(balance(available), en), "limit.per_transaction"));
    expect(await actionsWith("18005000.00")).toContain("split_payment");
    expect(await actionsWith("18004999.99")).not.toContain("split_payment");
  });

  it("is not split unless the payee takes parts", async () => {
    const whole = withTransaction(context, { splittable: false });
    expect(actions(causeOf(await diagnose(whole, en), "limit.per_transaction"))).toEqual([
      "use_other_method",
      "reduce_amount",
    ]);
  });
});

describe("currencies with other digits than two", () => {
  it("yen have none", async () => {
    const diagnosis = await diagnose(example("yen-without-decimals"), en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    // 1.5 % of 12,000 = 180; 12,180 − 9,800
    expect(evidence(cause, "balance.shortfall")).toBe("2380");
    expect(remedyOf(diagnosis, cause.code, "top_up").params).toEqual({
      amount: { value: "2380", currency: "JPY" },
      source: "Bank account",
      fee: { value: "110", currency: "JPY" },
    });
    // 9,655 + 145 (144.825 rounded) = 9,800; 9,656 + 145 is a yen too much.
    expect(diagnosis.largestAmount).toEqual({ value: "9655", currency: "JPY" });
    expect(plain(cause.explanation)).toContain("¥12,000 + ¥180 fee = ¥12,180");
  });

  it("half a yen is no amount", async () => {
    const half = withTransaction(example("yen-without-decimals"), { amount: "9000.5" });
    expect(codes(await diagnose(half, en))).toContain("transaction.amount_invalid");
  });

  it("ether have eighteen, and not one is lost", async () => {
    const diagnosis = await diagnose(example("ether-eighteen-decimals"), en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    // 0.5 + 0.000420000000000001 − 0.498765432109876543
    expect(evidence(cause, "balance.shortfall")).toBe("0.001654567890123458");
    expect(cause.explanation).toContain("0.001654567890123458");
    // 0.498765432109876543 − 0.000420000000000001
    expect(diagnosis.largestAmount).toEqual({ value: "0.498345432109876542", currency: "ETH" });
  });
});
