import { describe, expect, it } from "vitest";
import { codes as packs } from "../../src/rules/generated/all.js";
import { answered, meant } from "../support/meant.js";
import { diagnose } from "../support/untyped.js";

const tableOf = (provider: string) => {
  const pack = packs.find((one) => one.provider === provider);
  if (pack === undefined) throw new Error(`no table of ${provider}`);
  return pack.load();
};
const rowsOf = (provider: string) => Object.values(tableOf(provider).schemes).flatMap(({ codes }) => codes);

describe("a code about the payer's account on a refund or payout, which the merchant pays", () => {
  it.each(["upi", "iso20022", "mtn_momo", "bkash"])("never blames the customer's account: %s", async (provider) => {
    const ofPayer = rowsOf(provider).filter(
      ({ meaning, cause }) =>
        /\b(?:payer|debtor|remitting)/.test(meaning) && /^(?:account|instrument|issuer)\./.test(cause ?? ""),
    );
    // Direct debits, requests to pay and mandates are payments, whoever sends the code.
    const onlyOfPayments = /mandate|request|whitelist|blacklist|special service|payer address|account has changed/;
    const sent = ofPayer.filter(({ meaning }) => !onlyOfPayments.test(meaning));
    expect(sent.length).toBeGreaterThan(0);
    const blamed: string[] = [];
    for (const { code } of sent)
      for (const kind of ["refund", "payout"] as const)
        for (const cause of await meant(provider, code, kind))
          if (/ (?:account|instrument|issuer)\./.test(cause)) blamed.push(`${code} ${kind}: ${cause}`);
    expect(blamed).toEqual([]);
  });

  it("says that a card lost or stolen is the merchant's, and that of a payment the customer's", async () => {
    expect(await meant("upi", "YA", "payment")).toEqual(["certain instrument.lost_or_stolen"]);
    expect(await meant("upi", "YA", "refund")).toEqual(["certain merchant.misconfigured"]);
  });
});

describe("a code about the payee's account where that is the customer's own", () => {
  it.each([
    ["YF", "likely account.frozen"],
    ["ZY", "likely account.dormant"],
    ["YD", "likely issuer.declined"],
    ["XM", "likely instrument.expired"],
    ["XS", "likely instrument.blocked"],
    ["Y1", "likely issuer.unavailable"],
  ])("names what is wrong with it on a refund: UPI %s", async (code, cause) => {
    expect(await meant("upi", code, "refund")).toEqual([cause]);
    expect((await meant("upi", code, "payment")).join()).not.toContain(cause.split(" ")[1]);
  });
});

describe("a mobile wallet that is to be paid", () => {
  it.each([
    ["vodacom_mpesa", "INS-996", "likely account.dormant", "likely payee.cannot_receive"],
    ["vodacom_mpesa", "INS-2051", "certain instrument.invalid_details", "certain payee.not_found"],
    ["bkash", "2057", "likely instrument.not_linked", "likely payee.not_found"],
    ["mtn_momo", "PAYER_NOT_FOUND", "likely instrument.not_linked", "likely merchant.misconfigured"],
  ])("is the payee's on a payout and the payer's on a payment: %s %s", async (provider, code, payment, payout) => {
    expect(await meant(provider, code, "payment")).toEqual([payment]);
    expect(await meant(provider, code, "payout")).toEqual([payout]);
  });

  it("was perhaps paid where MTN's answer came too late, so nobody pays out again unchecked", async () => {
    const { causes, retry } = await answered("payout", { provider: "mtn_momo", code: "COULD_NOT_PERFORM_TRANSACTION" });
    expect(causes.map(({ code }) => code)).toEqual(["network.timeout"]);
    expect(retry.when).toBe("check_status_first");
  });

  it.each([
    ["DP00900001007", "certain merchant.balance_insufficient"],
    ["DP00900001012", "certain payee.not_found"],
    ["DP00900001014", "certain network.timeout"],
    ["DP00900001017", "certain transaction.duplicate"],
  ])("has Airtel's codes of disbursements: %s", async (code, cause) => {
    expect(await meant("airtel", code, "payout")).toEqual([cause]);
  });
});

describe("a code that means something else on a cancellation", () => {
  it.each([
    ["41", "certain instrument.lost_or_stolen", undefined],
    ["43", "certain instrument.lost_or_stolen", "likely merchant.balance_insufficient"],
    ["51", "certain balance.insufficient", "likely merchant.misconfigured"],
    ["54", "likely instrument.expired", undefined],
    ["55", "certain authentication.password_wrong", "likely merchant.misconfigured"],
    ["97", "likely transaction.amount_invalid", "certain provider.outage"],
    ["56", undefined, "certain merchant.balance_insufficient"],
    ["10", undefined, "certain transaction.duplicate"],
  ])("is read by its kind: Cielo %s", async (code, payment, refund) => {
    expect(await meant("cielo", code, "payment")).toEqual(payment === undefined ? [] : [payment]);
    expect(await meant("cielo", code, "refund")).toEqual(refund === undefined ? [] : [refund]);
  });

  it("says what it means there", async () => {
    const transaction = { kind: "refund", amount: "10", currency: "BRL", at: "2026-03-10T10:00:00Z" };
    const { said } = await diagnose({ transaction, failure: { provider: "cielo", code: "41" } }, { locale: "en" });
    expect(said[0]?.meaning).toBe("state of the payment does not allow a cancellation");
    expect(said[0]?.source?.title).toBe("Cielo: return codes of cancellations");
  });
});

describe("the codes of refunds and payouts", () => {
  it.each([
    ["vnpay", "94", "refund", "certain transaction.duplicate"],
    ["phonepe", "TIMED_OUT", "refund", "certain network.timeout"],
    ["phonepe", "EXCESS_REFUND_AMOUNT", "refund", "likely transaction.duplicate"],
    ["mercado_pago", "order_already_refunded", "refund", "certain transaction.duplicate"],
    ["mercado_pago", "insufficient_funds", "payout", "certain merchant.balance_insufficient"],
    ["mercado_pago", "by_bank", "payout", "likely payee.cannot_receive"],
    ["paystack", "reversed", "payout", "likely payee.cannot_receive"],
    ["paystack", "abandoned", "payout", "likely merchant.misconfigured"],
    ["payu", "109", "refund", "certain transaction.duplicate"],
    ["payu", "105", "refund", "likely merchant.misconfigured"],
    ["payu", "1002", "payout", "certain transaction.duplicate"],
    ["payu", "1014", "payout", "certain payee.not_found"],
  ] as const)("are read: %s %s", async (provider, code, kind, cause) => {
    expect(await meant(provider, code, kind)).toEqual([cause]);
  });

  it.each([
    ["paystack", "abandoned"],
    ["paystack", "failed"],
    ["mercado_pago", "by_bank"],
  ])("say nothing about a payment that has the same word: %s %s", async (provider, code) => {
    expect(await meant(provider, code, "payment")).toEqual([]);
  });

  it("say that money left the account though VNPAY's payment failed", async () => {
    const failure = { provider: "vnpay", codes: [{ scheme: "vnpay.transaction_status", code: "04" }] };
    const { causes, retry } = await answered("payment", failure);
    expect(causes.map(({ code }) => code)).toEqual(["transaction.debited_not_completed"]);
    expect(retry.when).toBe("check_status_first");
    // The response code of the same number is another field.
    expect(await meant("vnpay", "04", "payment")).toEqual(["likely merchant.not_permitted"]);
  });
});

describe("a code among words", () => {
  it("stays a guess also where its meaning depends on the kind", async () => {
    const message = "ISO 20022 reason code AC05, payment rejected";
    const { causes } = await answered("payout", { message });
    expect(causes.map(({ certainty, code }) => [certainty, code])).toEqual([["possible", "merchant.misconfigured"]]);
  });
});

describe("a Bacs code that GoCardless hands on", () => {
  it("means what it means at Bacs, with the same next try", () => {
    const bacs = tableOf("bacs").schemes["bacs.arudd"]?.codes ?? [];
    const handed = tableOf("gocardless").schemes["gocardless.bacs_arudd"]?.codes ?? [];
    expect(handed.length).toBeGreaterThan(5);
    const policy = (rows: typeof bacs) =>
      rows.map(({ code, cause, certainty, retry }) => [code, cause, certainty, retry]);
    const known = new Set(handed.map(({ code }) => code));
    expect(policy(handed)).toEqual(policy(bacs.filter(({ code }) => known.has(code))));
  });
});
