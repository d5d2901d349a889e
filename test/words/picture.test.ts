import { describe, expect, it } from "vitest";
import { sumOf } from "../../src/words/picture.js";
import { diagnose } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-11-22T09:00:00Z" };

/** The picture of the first cause: parts, what they come to, and what they are held against. */
async function drawn(context: object): Promise<string | null> {
  const { causes } = await diagnose({ transaction, fees: [], ...context }, { locale: "en" });
  const [cause] = causes;
  if (cause === undefined) throw new Error("no cause");
  const sum = sumOf(cause);
  if (sum === null) return null;
  const parts = sum.parts.map(({ fact, value, role }) => `${role} ${fact} ${sum.text(value)}`).join(" + ");
  const whole = `${sum.total.fact} ${sum.text(sum.total.value)} ${sum.currency}`;
  return `${sum.kind}: ${parts} = ${whole} against ${sum.against.fact} ${sum.text(sum.against.value)}`;
}

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
});
