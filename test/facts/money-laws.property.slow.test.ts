import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { patience, tried } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

/** Whole minor units, so that the same payment can be written in any currency. */
interface Fee {
  flat?: number;
  rate?: string;
  min?: number;
  max?: number;
  freeAllowance?: number;
  bands?: { upTo?: number; flat?: number; rate?: string }[];
  paidBy?: "payer" | "payee";
}
interface Payment {
  amount: number;
  available: number;
  cap?: number;
  fees: Fee[];
  limits: { window: string; max?: number; min?: number; used?: number; countsFees?: boolean }[];
}

const units = (most: number): fc.Arbitrary<number> => fc.nat(most);
const rate = fc.constantFrom("0", "0.006", "0.0299", "0.01", "0.025", "0.1", "0.5", "0.3333");
const record = <T>(model: object, requiredKeys: string[] = []): fc.Arbitrary<T> =>
  fc.record(model as never, { requiredKeys: requiredKeys as never }) as unknown as fc.Arbitrary<T>;
const fee = record<Fee>({
  flat: units(80),
  rate,
  min: units(60),
  max: units(200),
  freeAllowance: units(300),
  bands: fc.array(record({ upTo: units(900), flat: units(50), rate }), { minLength: 1, maxLength: 3 }),
  paidBy: fc.constantFrom("payer", "payer", "payee"),
}).filter((one) => one.flat !== undefined || one.rate !== undefined || one.bands !== undefined);
const limit = record<Payment["limits"][number]>(
  {
    window: fc.constantFrom("per_transaction", "daily", "monthly", "lifetime"),
    max: units(1500),
    min: units(200),
    used: units(500),
    countsFees: fc.boolean(),
  },
  ["window"],
);
const payments = record<Payment>(
  {
    amount: fc.integer({ min: 1, max: 1500 }),
    available: units(1500),
    cap: units(3000),
    fees: fc.array(fee, { maxLength: 4 }),
    limits: fc.array(limit, { maxLength: 3 }),
  },
  ["amount", "available", "fees", "limits"],
);

const text = (amount: number, digits: number): string => {
  const whole = String(amount).padStart(digits + 1, "0");
  return digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
};
/** The payment in a currency of so many digits. */
function written(payment: Payment, currency: string, digits: number): object {
  const money = (value: unknown): unknown => {
    if (typeof value === "number") return text(value, digits);
    if (Array.isArray(value)) return value.map(money);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, money(member)]));
  };
  const { amount, available, cap, fees, limits } = payment;
  return {
    transaction: { amount: text(amount, digits), currency, exponent: digits },
    balance: money({ available, ...(cap === undefined ? {} : { cap }) }),
    fees: money(fees),
    limits: money(limits),
  };
}

const inUnits = (value: string): number => Number(value.replace(".", ""));
/** What an answer says, without the words and the places that depend on how it was written. */
const told = ({ causes, largestAmount, verdict }: Diagnosis): unknown => ({
  verdict,
  causes: causes.map(({ code, certainty, remedies }) => [
    code,
    certainty,
    remedies.map(({ action, verified, params, leaves }) => [
      action,
      verified,
      leaves,
      params.amount && inUnits(params.amount.value),
      params.limit && inUnits(params.limit.value),
    ]),
  ]),
  largest: largestAmount && inUnits(largestAmount.value),
});

const law = (name: string, body: (payment: Payment) => Promise<void>): void =>
  test(name, { timeout: patience }, () => fc.assert(fc.asyncProperty(payments, body), tried(100)));

describe("a sum", () => {
  law("is the same in whole minor units, however many digits the currency has", async (payment) => {
    const dollars = told(await diagnose(written(payment, "USD", 2)));
    for (const [currency, digits] of [
      ["JPY", 0],
      ["KWD", 3],
      ["CLF", 4],
      ["XTOK", 8],
    ] as const) {
      expect([currency, told(await diagnose(written(payment, currency, digits)))]).toEqual([currency, dollars]);
    }
  });

  test("does not depend on the order of fees and limits", { timeout: patience }, () =>
    fc.assert(
      fc.asyncProperty(payments, fc.infiniteStream(fc.nat()), async (payment, order) => {
        const mixed = <T>(list: readonly T[]): T[] =>
          list
            .map((entry) => ({ entry, place: order.next().value as number }))
            .sort((a, b) => a.place - b.place)
            .map(({ entry }) => entry);
        const other = { ...payment, fees: mixed(payment.fees), limits: mixed(payment.limits) };
        const [one, two] = [await diagnose(written(payment, "USD", 2)), await diagnose(written(other, "USD", 2))];
        expect(told(two)).toEqual(told(one));
        const sums = (answer: Diagnosis) =>
          answer.causes.map(({ explanation, evidence }) => [
            explanation,
            evidence.map(({ fact, value }) => [fact, value]),
          ]);
        expect(sums(two)).toEqual(sums(one));
      }),
      tried(100),
    ),
  );
});

describe("the largest amount", () => {
  const largest = async (payment: Payment): Promise<number> => {
    const { largestAmount } = await diagnose(written(payment, "USD", 2));
    return largestAmount === null ? 0 : inUnits(largestAmount.value);
  };

  law("never grows with a fee that the payer bears, nor shrinks with more to spend", async (payment) => {
    // Where fees count for a least amount, a fee may be just what was wanting.
    if (payment.limits.some(({ min, countsFees }) => min !== undefined && countsFees)) return;
    const before = await largest(payment);
    const dearer = { ...payment, fees: [...payment.fees, { flat: 7, paidBy: "payer" as const }] };
    expect(await largest(dearer)).toBeLessThanOrEqual(before);
    expect(await largest({ ...payment, available: payment.available + 13 })).toBeGreaterThanOrEqual(before);
    const free = { ...payment, fees: payment.fees.filter(({ paidBy }) => paidBy === "payee") };
    expect(await largest(free)).toBeGreaterThanOrEqual(before);
  });

  law("does not depend on the amount that was tried", async (payment) => {
    const before = await largest(payment);
    expect(await largest({ ...payment, amount: 1 })).toBe(before);
    expect(await largest({ ...payment, amount: 100_000 })).toBe(before);
  });
});
