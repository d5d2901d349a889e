import { describe, expect, it } from "vitest";
import type { Cause } from "../../src/base/diagnosis.js";
import { sumOf } from "../../src/words/picture.js";
import { diagnose } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-11-22T09:00:00Z" };

/** The picture of a cause: parts, what they come to, and what they are held against. */
function pictured(cause: Cause): string | null {
  const sum = sumOf(cause);
  if (sum === null) return null;
  const parts = sum.parts.map(({ fact, value, role }) => `${role} ${fact} ${sum.text(value)}`).join(" + ");
  const whole = `${sum.total.fact} ${sum.text(sum.total.value)} ${sum.currency}`;
  return `${sum.kind}: ${parts} = ${whole} against ${sum.against.fact} ${sum.text(sum.against.value)}`;
}

/** That of the first cause of a context. */
async function drawn(context: object): Promise<string | null> {
  const { causes } = await diagnose({ transaction, fees: [], ...context }, { locale: "en" });
  const [cause] = causes;
  if (cause === undefined) throw new Error("no cause");
  return pictured(cause);
}

/** That of a cause with this evidence: texts have no unit, and amounts are all in dollars. */
const ofEvidence = (evidence: Readonly<Record<string, string>>): string | null => {
  const unitOf = (value: string): object => (/^\d/.test(value) ? { unit: "USD" } : {});
  const entries = Object.entries(evidence).map(([fact, value]) => ({ fact, value, ...unitOf(value) }));
  return pictured({ evidence: entries } as unknown as Cause);
};

const limit = { window: "daily", max: "200", used: "120.5", timeZone: "UTC" };
const topUp = { ...transaction, kind: "top_up" };

describe("the sum behind a cause", () => {
  it.each<[string, object, string]>([
    [
      "the amount against the balance",
      { balance: { available: "20.00" } },
      "balance: main total.debit 150.00 = total.debit 150.00 USD against balance.usable 20.00",
    ],
    [
      "the amount alone, where the fees are not known",
      { balance: { available: "20.00" }, fees: undefined },
      "balance: main transaction.amount 150.00 = transaction.amount 150.00 USD against balance.usable 20.00",
    ],
    [
      "amount and fee against the balance",
      { balance: { available: "150.00" }, fees: [{ flat: "0.73" }] },
      "balance: main transaction.amount 150.00 + fee fees.payer 0.73 = total.debit 150.73 USD against balance.usable 150.00",
    ],
    [
      "what is in the wallet and what arrives against the most it may hold",
      { transaction: topUp, balance: { available: "900", cap: "1000" } },
      "cap: used balance.available 900.00 + main total.arrives 150.00 = balance.afterArrival 1050.00 USD against balance.cap 1000.00",
    ],
    [
      "what was used and the amount against a limit",
      { balance: { available: "500" }, limits: [limit] },
      "limit: used limit.daily.used 120.50 + main limit.daily.measured 150.00 = limit.daily.after 270.50 USD against limit.daily.max 200.00",
    ],
    [
      "the amount alone, where nothing was used or it is not known",
      { balance: { available: "500" }, limits: [{ ...limit, max: "100", used: "0" }] },
      "limit: main limit.daily.measured 150.00 = limit.daily.after 150.00 USD against limit.daily.max 100.00",
    ],
    [
      "the amount against the limit of one payment",
      { balance: { available: "500" }, limits: [{ window: "per_transaction", max: "100" }] },
      "limit: main limit.perTransaction.measured 150.00 = limit.perTransaction.after 150.00 USD against limit.perTransaction.max 100.00",
    ],
    [
      "the amount against the least",
      { balance: { available: "500" }, limits: [{ window: "per_transaction", min: "200" }] },
      "minimum: main limit.minimum.measured 150.00 = limit.minimum.measured 150.00 USD against limit.minimum.min 200.00",
    ],
  ])("is %s", async (_, context, wanted) => {
    expect(await drawn(context)).toBe(wanted);
  });

  it("is none for a cause that is about no sum, or whose numbers are not known", async () => {
    expect(await drawn({ network: { status: "offline" } })).toBeNull();
    expect(await drawn({ failure: { provider: "stripe", code: "insufficient_funds" } })).toBeNull();
    expect(await drawn({ limits: [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }] })).toBeNull();
  });

  it("has as many decimals as the amounts it is made of", async () => {
    const yen = { ...transaction, amount: "1500", currency: "JPY" };
    expect(await drawn({ transaction: yen, balance: { available: "20" } })).toMatch(/ 1500 = .* 1500 JPY .* 20$/);
  });

  it.each<[string, Record<string, string>, string | null]>([
    [
      "is drawn from a total without an amount, with the digits of its longest number, and not from a text beside it",
      { "limit.daily.otherParty": "bank", "total.debit": "100.5", "balance.usable": "9.50" },
      "balance: main total.debit 100.50 = total.debit 100.50 USD against balance.usable 9.50",
    ],
    ["is none of a balance alone", { "balance.usable": "9.50" }, null],
    ["is none of an amount alone", { "transaction.amount": "9.50" }, null],
    ["is none where all is nothing", { "transaction.amount": "0", "balance.usable": "0.00" }, null],
    ["is none of a cap alone", { "balance.cap": "9.50" }, null],
    ["is none of what is there after it, without a cap", { "balance.afterArrival": "9.50" }, null],
    [
      "is what is there after it, where what arrives is not known",
      { "payee.balanceCap": "9.50", "payee.balanceAfter": "10.00" },
      "cap: main payee.balanceAfter 10.00 = payee.balanceAfter 10.00 USD against payee.balanceCap 9.50",
    ],
    [
      "is what is there after it, where more arrives than is there",
      { "balance.cap": "9.50", "balance.afterArrival": "10.00", "total.arrives": "12.00" },
      "cap: main balance.afterArrival 10.00 = balance.afterArrival 10.00 USD against balance.cap 9.50",
    ],
    [
      "is all that arrives, where nothing was there",
      { "balance.cap": "9.50", "balance.afterArrival": "10.00", "total.arrives": "10.00" },
      "cap: used balance.available 0.00 + main total.arrives 10.00 = balance.afterArrival 10.00 USD against balance.cap 9.50",
    ],
    ["is none of a limit alone", { "limit.daily.max": "9.50" }, null],
    [
      "is what is over a limit less what was used, where the amount itself is not known",
      { "limit.daily.used": "4.00", "limit.daily.after": "10.00", "limit.daily.max": "9.50" },
      "limit: used limit.daily.used 4.00 + main limit.daily.measured 6.00 = limit.daily.after 10.00 USD against limit.daily.max 9.50",
    ],
    [
      "is all that is over a limit, where it is not known what was used",
      { "payee.limit.after": "10.00", "payee.limit.max": "9.50" },
      "limit: main payee.limit.measured 10.00 = payee.limit.after 10.00 USD against payee.limit.max 9.50",
    ],
    [
      "is none of a number that only begins as a limit does",
      { "limit.daily.maxAll": "9.50", "limit.daily.maxmeasured": "1.00" },
      null,
    ],
    ["is none of a minimum alone", { "limit.minimum.min": "9.50" }, null],
    ["is none of an amount that should be more than nothing known", { "limit.minimum.measured": "9.50" }, null],
  ])("%s", (_, evidence, wanted) => {
    expect(ofEvidence(evidence)).toBe(wanted);
  });
});
