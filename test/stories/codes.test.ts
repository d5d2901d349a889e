import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import { actions, causeOf, codes, evidence, example, payload, plain, remedyOf, without } from "./example.js";

const en = { locale: "en" };

describe("a code for too little money", () => {
  it("that agrees with the numbers is one cause with them, and is gone once the money is there", async () => {
    const diagnosis = await diagnose(example("insufficient-funds-agrees"), en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient"]);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(cause).toMatchObject({
      certainty: "certain",
      providerCodes: [{ provider: "xendit", code: "INSUFFICIENT_BALANCE" }],
    });
    expect(cause.rules).toEqual(["amount_over_usable_balance", "provider_code"]);
    // 180,000 − 155,000
    expect(evidence(cause, "balance.shortfall")).toBe("25000.00");
    const topUp = remedyOf(diagnosis, cause.code, "top_up");
    expect(topUp.patch).toContainEqual({ op: "remove", path: "/failure" });
    expect(topUp.verified).toBe("clears_all");
    expect(diagnosis.conflicts).toEqual([]);
  });

  it("that stands alone is as certain as its provider's table, and knows no sum", async () => {
    const diagnosis = await diagnose(example("insufficient-funds-code-alone"), en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(cause.certainty).toBe("certain");
    expect(remedyOf(diagnosis, cause.code, "use_other_method")).toMatchObject({ patch: null });
    expect(diagnosis.largestAmount).toBeNull();
    expect(diagnosis.questions.map(({ path }) => path)).toContain("/balance/available");
  });

  it("of a provider without a table is likely, and in free text possible at most", async () => {
    const context = example("insufficient-funds-code-alone");
    const certainty = async (failure: object) => (await diagnose({ ...context, failure }, en)).causes[0]?.certainty;
    expect(await certainty({ provider: "village-bank", code: "INSUFFICIENT_FUNDS" })).toBe("likely");
    expect(await certainty({ message: "Declined: insufficient funds" })).toBe("possible");
  });

  it("that the numbers contradict goes to a human with both", async () => {
    const diagnosis = await diagnose(example("insufficient-funds-contradicted"), en);
    expect(causeOf(diagnosis, "balance.insufficient").certainty).toBe("possible");
    expect(diagnosis.escalation?.reason).toBe("conflicting_evidence");
    expect(diagnosis.conflicts).toHaveLength(1);
    expect(diagnosis.conflicts[0]?.cause).toBe("balance.insufficient");
    expect(plain(diagnosis.conflicts[0]?.because ?? "")).toMatch(/insufficient_funds.*\$50\.00.*\$5,000\.00/);
  });

  it("that the numbers contradict does not make anyone add nothing", async () => {
    const diagnosis = await diagnose(example("insufficient-funds-contradicted"), en);
    const amounts = causeOf(diagnosis, "balance.insufficient").remedies.map(({ params }) => params.amount?.value);
    expect(amounts).not.toContain("0.00");
    expect(diagnosis.summary).not.toContain("$0.00");
  });
});

describe("what nothing explains", () => {
  it("an unknown code of a known provider goes to a human with the code", async () => {
    const diagnosis = await diagnose(example("unknown-code"), en);
    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.verdict).toBe("escalate");
    expect(diagnosis.escalation).toMatchObject({
      reason: "no_rule_matched",
      priority: "normal",
      channel: { kind: "chat" },
      packet: { context: { failure: { provider: "midtrans", code: "7719" } } },
    });
  });

  it("nothing known at all goes to a human with what to ask for", async () => {
    const diagnosis = await diagnose(example("nothing-known"), en);
    expect(diagnosis.causes).toEqual([]);
    expect(diagnosis.escalation).toMatchObject({ reason: "no_rule_matched", packet: { context: {} } });
    const missing = (diagnosis.escalation?.prepare ?? []).filter(({ state }) => state === "missing");
    expect(missing.map(({ item }) => item)).toEqual(
      expect.arrayContaining(["transaction_id", "amount_and_currency", "time_of_attempt", "provider_code"]),
    );
    expect(diagnosis.questions.length).toBeGreaterThan(0);
    expect(diagnosis.largestAmount).toBeNull();
  });

  it("with fees and usage unknown the answers are asked for, and decide", async () => {
    const context = example("fees-and-usage-unknown");
    const diagnosis = await diagnose(context, en);
    expect(diagnosis.escalation?.reason).toBe("no_rule_matched");
    expect(diagnosis.questions.map(({ path }) => path)).toEqual(expect.arrayContaining(["/fees", "/limits/0/used"]));
    // 480 + 25 = 505 > 500, and 600 + 480 = 1,080 > 1,000
    expect(codes(await diagnose({ ...context, fees: [{ flat: "25.00" }] }, en))).toEqual(["fee.exceeds_balance"]);
    const [daily] = context.limits as object[];
    const used = { ...context, limits: [{ ...daily, used: "600.00" }] };
    expect(codes(await diagnose(used, en))).toEqual(["limit.daily"]);
  });

  it("an excess is proved without the fees, which are asked for all the same", async () => {
    const context = { ...example("fees-and-usage-unknown"), balance: { available: "479.99" } };
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient"]);
    expect(evidence(causeOf(diagnosis, "balance.insufficient"), "balance.shortfall")).toBe("0.01");
    expect(diagnosis.questions.map(({ path }) => path)).toContain("/fees");
  });
});

describe("what a support agent has from a provider", () => {
  const read = (name: string) => {
    const { transactions, repairs, warnings } = readTransaction(payload(name));
    expect([transactions.length, repairs, warnings]).toEqual([1, [], []]);
    return transactions[0] as (typeof transactions)[number];
  };

  it.each([
    ["stripe-insufficient-funds", "stripe.payment_intent", "129.99", "USD", "balance.insufficient", "certain"],
    ["stripe-try-again-later", "stripe.error", "12800", "JPY", "issuer.declined", "likely"],
    ["midtrans-gopay-balance-low", "midtrans.transaction", "185000.00", "IDR", "balance.insufficient", "certain"],
    ["adyen-refused", "adyen.payment", "45.90", "EUR", "balance.insufficient", "certain"],
    ["xendit-wallet-balance-low", "xendit.payment", "80000", "IDR", "balance.insufficient", "certain"],
    ["mpesa-cancelled", "mpesa.stk_push", undefined, undefined, "authentication.cancelled", "certain"],
    ["paypal-instrument-declined", "paypal.error", undefined, undefined, "instrument.declined", "certain"],
  ])("%s is a %s of %s %s, and means %s, %s", async (name, format, amount, currency, code, certainty) => {
    const found = read(name);
    expect(found.format).toBe(format);
    expect(found.context.transaction?.amount).toBe(amount);
    expect(found.context.transaction?.currency).toBe(currency);
    const diagnosis = await diagnose(found.context, en);
    expect(diagnosis.causes.map((cause) => [cause.code, cause.certainty])).toEqual([[code, certainty]]);
  });

  it("midtrans-gopay-pending has not failed: its code 201 is a status, and not GoPay's for too little money", async () => {
    const diagnosis = await diagnose(read("midtrans-gopay-pending").context, en);
    expect(diagnosis).toMatchObject({ verdict: "not_failed", retry: { when: "check_status_first" } });
  });

  it("an advice to try later decides the retry", async () => {
    for (const name of ["stripe-try-again-later", "adyen-refused"]) {
      expect((await diagnose(read(name).context, en)).retry).toMatchObject({ when: "later", sameReference: false });
    }
  });

  it("the balance the customer sees gives the sum", async () => {
    const { context } = read("midtrans-gopay-balance-low");
    const diagnosis = await diagnose({ ...context, balance: { available: "120000.00" }, fees: [] }, en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(evidence(cause, "balance.shortfall")).toBe("65000.00");
    expect(actions(cause)).toContain("top_up");
    expect(codes(await diagnose(without(context as never, "failure"), en))).toEqual([]);
  });
});
