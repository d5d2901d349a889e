import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patience, tried } from "../support/runs.js";
import { diagnose } from "../support/untyped.js";

const RUNS = tried(150);

/**
 * Everything here is computed a second time in whole minor units, from the words of the contract: a rate is a whole number of
 * ten-thousandths, so that a fee is rounded from a whole number of ten-thousandths of a minor unit.
 */
const SCALE = 10_000n;
interface Band {
  upTo?: bigint;
  flat?: bigint;
  rate?: bigint;
}
interface Fee {
  flat?: bigint;
  rate?: bigint;
  min?: bigint;
  max?: bigint;
  free?: bigint;
  bands?: Band[];
  paidBy: "payer" | "payee";
}
interface Limit {
  window: "per_transaction" | "daily" | "monthly";
  max?: bigint;
  min?: bigint;
  used?: bigint;
  countsFees?: boolean;
  party?: "payer" | "payee";
  direction?: "outgoing" | "incoming";
}
interface Money {
  kind: "payment" | "top_up";
  amount: bigint;
  available?: bigint;
  held?: bigint;
  restricted?: bigint;
  cap?: bigint;
  payeeAvailable?: bigint;
  payeeCap?: bigint;
  fees?: Fee[];
  limits?: Limit[];
}

/** null: no band fits, so the fee is not known. */
function feeOn(amount: bigint, fee: Fee): bigint | null {
  let charged = amount;
  if (fee.free !== undefined) {
    charged = amount - fee.free;
    if (charged <= 0n) return 0n;
  }
  let { flat = 0n, rate = 0n } = fee;
  if (fee.bands !== undefined) {
    const band = fee.bands.find(({ upTo }) => upTo === undefined || amount <= upTo);
    if (band === undefined) return null;
    flat = band.flat ?? 0n;
    rate = band.rate ?? 0n;
  }
  let scaled = flat * SCALE + rate * charged;
  if (fee.min !== undefined && scaled < fee.min * SCALE) scaled = fee.min * SCALE;
  if (fee.max !== undefined && scaled > fee.max * SCALE) scaled = fee.max * SCALE;
  return (scaled + SCALE / 2n) / SCALE;
}
function feesOn(amount: bigint, fees: readonly Fee[]): bigint | null {
  let sum = 0n;
  for (const fee of fees) {
    const one = feeOn(amount, fee);
    if (one === null) return null;
    sum += one;
  }
  return sum;
}

/** Whether some amount cause stands: what is not known proves nothing. */
function hasAmountCause(money: Money, amount: bigint): boolean {
  if (amount <= 0n) return true;
  const payer =
    money.fees === undefined
      ? null
      : feesOn(
          amount,
          money.fees.filter((fee) => fee.paidBy === "payer"),
        );
  const payee = feesOn(
    amount,
    (money.fees ?? []).filter((fee) => fee.paidBy === "payee"),
  );
  const total = payer === null ? null : amount + payer;
  const arrives = payee === null ? null : amount - payee;
  if (payee !== null && payee > 0n && amount - payee <= 0n) return true;
  const out = money.kind === "payment";
  if (out && money.available !== undefined) {
    const usable = money.available - (money.restricted ?? 0n);
    if (amount > usable || (total !== null && total > usable)) return true;
  }
  if (!out && money.available !== undefined && money.cap !== undefined && arrives !== null) {
    if (money.available + (money.held ?? 0n) + arrives > money.cap) return true;
  }
  if (out && money.payeeAvailable !== undefined && money.payeeCap !== undefined && arrives !== null) {
    if (money.payeeAvailable + arrives > money.payeeCap) return true;
  }
  for (const limit of money.limits ?? []) {
    const party = limit.party ?? "payer";
    const incoming = limit.direction === "incoming";
    if (out ? party !== "payee" && incoming : party !== "payer" || !incoming) continue;
    const measured = party === "payee" ? arrives : limit.countsFees ? total : amount;
    const used = limit.window === "per_transaction" ? 0n : (limit.used ?? 0n);
    const least = measured ?? (party === "payee" ? null : amount);
    if (limit.max !== undefined && least !== null && used + least > limit.max) return true;
    if (limit.min !== undefined && measured !== null && measured < limit.min) return true;
  }
  return false;
}

/** Whether anything known bounds the amount from above, as contract §1 has it. */
function isBounded(money: Money): boolean {
  const out = money.kind === "payment";
  if (out && money.available !== undefined) return true;
  if (!out && money.available !== undefined && money.cap !== undefined) return true;
  if (out && money.payeeAvailable !== undefined && money.payeeCap !== undefined) return true;
  return (money.limits ?? []).some((limit) => {
    const party = limit.party ?? "payer";
    const incoming = limit.direction === "incoming";
    return limit.max !== undefined && (out ? party === "payee" || !incoming : party === "payer" && incoming);
  });
}

/** Whether what bounds the amount rests on something that is not known: what is used of a window, or the fees. */
function restsOnUnknown(money: Money): boolean {
  const out = money.kind === "payment";
  const met = (money.limits ?? []).filter((limit) => {
    const party = limit.party ?? "payer";
    return out
      ? party === "payee" || limit.direction !== "incoming"
      : party === "payer" && limit.direction === "incoming";
  });
  if (met.some(({ window, max, used }) => max !== undefined && window !== "per_transaction" && used === undefined))
    return true;
  if (money.fees !== undefined) return false;
  const counted = met.some((limit) => limit.countsFees === true && limit.party !== "payee");
  return (out && money.available !== undefined) || counted;
}

const text = (units: bigint): string => {
  const digits = String(units < 0n ? -units : units).padStart(3, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const rateText = (rate: bigint): string => `${rate / SCALE}.${String(rate % SCALE).padStart(4, "0")}`;
const units = (value: string): bigint => BigInt(value.replace(".", ""));
const given = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
const maybe = (value: bigint | undefined): string | undefined => (value === undefined ? undefined : text(value));

const feeJson = (fee: Fee): object =>
  given({
    flat: maybe(fee.flat),
    rate: fee.rate === undefined ? undefined : rateText(fee.rate),
    min: maybe(fee.min),
    max: maybe(fee.max),
    freeAllowance: maybe(fee.free),
    bands: fee.bands?.map((band) =>
      given({
        upTo: maybe(band.upTo),
        flat: maybe(band.flat),
        rate: band.rate === undefined ? undefined : rateText(band.rate),
      }),
    ),
    paidBy: fee.paidBy,
  });

function contextOf(money: Money, more: { splittable?: boolean; fundingSources?: object[] } = {}) {
  const { kind, amount, available, held, restricted, cap, payeeAvailable, payeeCap, fees, limits } = money;
  return given({
    transaction: given({ kind, amount: text(amount), currency: "USD", splittable: more.splittable }),
    balance: given({
      available: maybe(available),
      held: maybe(held),
      restricted: maybe(restricted),
      cap: maybe(cap),
    }),
    payee: { balance: given({ available: maybe(payeeAvailable), cap: maybe(payeeCap) }) },
    fees: fees?.map(feeJson),
    limits: limits?.map((limit) =>
      given({ ...limit, max: maybe(limit.max), min: maybe(limit.min), used: maybe(limit.used) }),
    ),
    fundingSources: more.fundingSources,
  });
}

// --- small ranges: every amount can be tried ---

const small = (most: number, least = 0): fc.Arbitrary<bigint> => fc.bigInt({ min: BigInt(least), max: BigInt(most) });
const optional = <T>(arbitrary: fc.Arbitrary<T>, missing = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary }, { weight: missing, arbitrary: fc.constant(undefined) });
const rates = fc.oneof(
  fc.constantFrom(0n, 60n, 100n, 250n, 290n, 333n),
  fc.bigInt({ min: 0n, max: 3000n }),
  fc.bigInt({ min: 0n, max: 12_000n }),
);
const bandsOf = fc
  .array(fc.record({ upTo: small(700), flat: optional(small(60)), rate: optional(rates) }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((bands) =>
    fc.record({ sorted: fc.boolean(), open: fc.constantFrom(true, true, false) }).map(({ sorted, open }): Band[] => {
      const list = sorted ? [...bands].sort((a, b) => (a.upTo < b.upTo ? -1 : 1)) : bands;
      return list.map((band, i) =>
        given(open && i === list.length - 1 ? { ...band, upTo: undefined } : band),
      ) as Band[];
    }),
  );
const feeArbitrary: fc.Arbitrary<Fee> = fc
  .record({
    flat: optional(small(60)),
    rate: optional(rates),
    min: optional(small(40), 3),
    max: optional(small(80), 3),
    free: optional(small(300), 4),
    bands: optional(bandsOf, 2),
    paidBy: fc.constantFrom("payer" as const, "payer" as const, "payee" as const),
  })
  .map((fee) => given(fee) as Fee)
  // Without flat, rate and bands nothing is said of the fee.
  .filter((fee) => fee.flat !== undefined || fee.rate !== undefined || fee.bands !== undefined);
const limitArbitrary: fc.Arbitrary<Limit> = fc
  .record({
    window: fc.constantFrom("per_transaction" as const, "daily" as const, "monthly" as const),
    max: optional(small(900)),
    min: optional(small(200), 4),
    used: optional(small(300)),
    countsFees: optional(fc.boolean()),
    party: optional(fc.constantFrom("payer" as const, "payer" as const, "payee" as const)),
    direction: optional(fc.constantFrom("outgoing" as const, "incoming" as const), 3),
  })
  .map((limit) => given(limit) as Limit)
  .filter((limit) => limit.max !== undefined || limit.min !== undefined);
const moneyArbitrary: fc.Arbitrary<Money> = fc
  .record({
    kind: fc.constantFrom("payment" as const, "payment" as const, "payment" as const, "top_up" as const),
    amount: small(900, 1),
    available: optional(small(900)),
    held: optional(small(100), 2),
    restricted: optional(small(100), 3),
    cap: optional(small(1500), 2),
    payeeAvailable: optional(small(300), 3),
    payeeCap: optional(small(900)),
    fees: optional(fc.array(feeArbitrary, { maxLength: 3 }), 1),
    limits: optional(fc.array(limitArbitrary, { maxLength: 3 }), 1),
  })
  .map((money) => given(money) as Money);

/** Above this every bound of the ranges is broken, or fees take so much that nothing is. */
const HORIZON = 6000n;
const property = <T>(name: string, arbitrary: fc.Arbitrary<T>, body: (value: T) => Promise<void>): void =>
  test(name, { timeout: patience }, () => fc.assert(fc.asyncProperty(arbitrary, body), RUNS));

const AMOUNT_CAUSE = /^(?:balance\.|fee\.|limit\.(?!count)|payee\.limit_exceeded$|transaction\.amount_invalid$)/;

describe("the causes of an amount", () => {
  property("stand exactly where the sums of the contract say so", moneyArbitrary, async (money) => {
    const { causes } = await diagnose(contextOf(money));
    expect(causes.some(({ code }) => AMOUNT_CAUSE.test(code))).toBe(hasAmountCause(money, money.amount));
  });
});

/** The very causes that the sums of contract §3 give: what is not known proves an excess at most, and no cause of its own. */
function amountCauses(money: Money): string[] {
  const { amount } = money;
  const found = new Set<string>();
  const payer =
    money.fees === undefined
      ? null
      : feesOn(
          amount,
          money.fees.filter((fee) => fee.paidBy === "payer"),
        );
  const payee = feesOn(
    amount,
    (money.fees ?? []).filter((fee) => fee.paidBy === "payee"),
  );
  const total = payer === null ? null : amount + payer;
  const arrives = payee === null ? null : amount - payee;
  const out = money.kind === "payment";
  if (payee !== null && payee > 0n && amount <= payee) found.add("fee.consumes_amount");
  if (out && money.available !== undefined) {
    const usable = money.available - (money.restricted ?? 0n);
    const isHeld = total !== null && usable < total && total <= usable + (money.held ?? 0n);
    const isRestricted = total !== null && usable < total && total <= money.available;
    if (isHeld) found.add("balance.held");
    if (isRestricted) found.add("balance.restricted");
    if (!isHeld && !isRestricted) {
      if (amount > usable) found.add("balance.insufficient");
      else if (total !== null && total > usable) found.add("fee.exceeds_balance");
    }
  }
  if (!out && money.available !== undefined && money.cap !== undefined && arrives !== null) {
    if (money.available + (money.held ?? 0n) + arrives > money.cap) found.add("balance.cap_exceeded");
  }
  if (out && money.payeeAvailable !== undefined && money.payeeCap !== undefined && arrives !== null) {
    if (money.payeeAvailable + arrives > money.payeeCap) found.add("payee.limit_exceeded");
  }
  // Of the limits of one window that are exceeded the one with the least headroom speaks.
  const spoken = new Map<string, { headroom: bigint; code: string }>();
  for (const { window, max, min, used, countsFees, party = "payer", direction } of money.limits ?? []) {
    const incoming = direction === "incoming";
    if (out ? party !== "payee" && incoming : party !== "payer" || !incoming) continue;
    const measured = party === "payee" ? arrives : countsFees ? total : amount;
    const already = window === "per_transaction" ? 0n : used;
    const least = measured ?? (party === "payee" ? null : amount);
    if (min !== undefined && measured !== null && measured < min) found.add("limit.minimum");
    if (max === undefined || least === null || (already ?? 0n) + least <= max) continue;
    const byFees = party !== "payee" && already !== undefined && already + amount <= max;
    const slot = party === "payee" ? "payee.limit_exceeded" : incoming ? "limit.incoming" : `limit.${window}`;
    const headroom = max - (already ?? 0n);
    const other = spoken.get(slot);
    if (other !== undefined && other.headroom <= headroom) continue;
    spoken.set(slot, { headroom, code: byFees ? "fee.exceeds_limit" : slot });
  }
  for (const { code } of spoken.values()) found.add(code);
  return [...found].sort();
}

describe("which causes they are", () => {
  property("the sums of the contract say", moneyArbitrary, async (money) => {
    const { causes } = await diagnose(contextOf(money));
    expect(causes.map(({ code }) => code).sort()).toEqual(amountCauses(money));
    for (const { certainty } of causes) expect(certainty).toBe("certain");
  });

  property("the shortfall and the excess in their evidence are exact", moneyArbitrary, async (money) => {
    const { causes } = await diagnose(contextOf(money));
    const payer =
      money.fees === undefined
        ? 0n
        : feesOn(
            money.amount,
            money.fees.filter((f) => f.paidBy === "payer"),
          );
    const usable = (money.available ?? 0n) - (money.restricted ?? 0n);
    for (const { code, evidence } of causes) {
      const of = (fact: string) => evidence.find((one) => one.fact === fact)?.value;
      if (!/^balance\.(?:insufficient|held|restricted)$|^fee\.exceeds_balance$/.test(code)) continue;
      expect(of("balance.shortfall")).toBe(text(money.amount + (payer ?? 0n) - usable));
      expect(of("transaction.amount") ?? text(money.amount)).toBe(text(money.amount));
    }
  });
});

describe("the largest amount", () => {
  const isTheLargest = async (money: Money): Promise<void> => {
    let largest: bigint | null = null;
    if (isBounded(money) && !restsOnUnknown(money)) {
      for (let amount = HORIZON; amount > 0n && largest === null; amount--)
        if (!hasAmountCause(money, amount)) largest = amount;
      // Where what is known bounds nothing after all, there is no largest.
      if (largest === HORIZON) return;
    }
    const found = (await diagnose(contextOf(money))).largestAmount;
    expect(found?.value ?? null).toBe(largest === null ? null : text(largest));
  };
  property("is the largest of all amounts without an amount cause", moneyArbitrary, isTheLargest);

  /** Rates whose sums are well over one or under it, so that what arrives is decided within the horizon. */
  const steepRates = fc.constantFrom(0n, 2500n, 6000n, 12_000n, 20_000n);
  const steepFees = fc.record({ fee: feeArbitrary, rate: steepRates }).map(
    ({ fee, rate }): Fee => ({
      ...fee,
      ...(fee.bands === undefined ? { rate } : { bands: fee.bands.map((band) => ({ ...band, rate })) }),
      paidBy: "payee",
    }),
  );
  const steep = fc.record({
    kind: fc.constant("top_up" as const),
    amount: small(900, 1),
    available: small(300),
    cap: small(600),
    fees: fc.array(steepFees, { minLength: 1, maxLength: 2 }),
  });
  property("is that too where a cent more may cost the payee more than a cent", steep, isTheLargest);

  const rows = [
    {
      name: "where above a band the fee takes more than the amount",
      context: {
        transaction: { kind: "top_up", amount: "0.01", currency: "USD" },
        balance: { available: "0", cap: "0.01" },
        fees: [
          {
            bands: [
              { upTo: "0.84", flat: "0.21", rate: "0.0333" },
              { flat: "0.21", rate: "1.0827" },
            ],
            paidBy: "payee",
          },
        ],
      },
      largest: "0.23",
    },
    {
      name: "where a dearer band of the payee's lets more arrive under the cap again",
      context: {
        transaction: { amount: "150", currency: "USD" },
        fees: [{ bands: [{ upTo: "200", flat: "0" }, { flat: "500" }], paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "100" } },
      },
      largest: "600.00",
    },
    {
      name: "where a fee on what comes in begins above an allowance, over the cap and back under it",
      context: {
        transaction: { kind: "top_up", amount: "0.01", currency: "USD" },
        balance: { available: "0", cap: "0.01" },
        fees: [{ flat: "0.02", freeAllowance: "0.02", paidBy: "payee" }],
      },
      largest: "0.03",
    },
    {
      name: "where the payee's fee takes nearly everything",
      context: {
        transaction: { amount: "100", currency: "USD" },
        fees: [{ rate: "0.999", paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "5" } },
      },
      // 5004.99 less 4999.99 (4999.98501 rounded) leaves 5.00; 5005.00 less 5000.00 (4999.995) leaves 5.00; 5005.01 leaves 5.01.
      largest: "5005.00",
    },
    {
      name: "where a fee of twice what is above an allowance takes it back under the cap",
      context: {
        transaction: { amount: "100", currency: "USD" },
        fees: [{ rate: "2", freeAllowance: "100", paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "80" } },
      },
      // Of 199.99 arrives 0.01, of 200.00 nothing.
      largest: "199.99",
    },
    {
      name: "where only its highest band takes twice what is above the allowance",
      context: {
        transaction: { amount: "100", currency: "USD" },
        fees: [{ freeAllowance: "100", bands: [{ upTo: "50", rate: "0" }, { rate: "2" }], paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "80" } },
      },
      largest: "199.99",
    },
    {
      name: "where that fee ends before it has taken everything",
      context: {
        transaction: { amount: "100", currency: "USD" },
        fees: [{ rate: "2", freeAllowance: "100", max: "60", paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "80" } },
      },
      largest: "140.00",
    },
    {
      name: "where it takes hardly more than what is added, a long way",
      context: {
        transaction: { amount: "100", currency: "USD" },
        fees: [{ rate: "1.01", freeAllowance: "100", paidBy: "payee" }],
        payee: { balance: { available: "0", cap: "80" } },
      },
      // Of the 9999.49 above the allowance 10099.48 are taken (10099.4849): 0.01 arrives. Of 9999.50 it is all (10099.495).
      largest: "10099.49",
    },
    {
      name: "where a steep band ends far below, and another fee takes nearly everything",
      context: {
        transaction: { amount: "10000", currency: "USD" },
        payee: { balance: { available: "0", cap: "5" } },
        fees: [
          { bands: [{ upTo: "10", rate: "0.5" }, { flat: "0.22" }], paidBy: "payee" },
          { rate: "0.999", paidBy: "payee" },
        ],
      },
      // 5225.00 less 0.22 less 5219.78 (5219.775) leaves 5.00; 5225.01 less 5219.78 (5219.78499) leaves 5.01.
      largest: "5225.00",
    },
    {
      name: "where one fee falls at an edge that another one with lower edges follows",
      context: {
        transaction: { amount: "60", currency: "USD" },
        balance: { available: "54" },
        fees: [
          { bands: [{ upTo: "50", flat: "40" }, { flat: "0" }] },
          { bands: [{ upTo: "20", flat: "0" }, { flat: "0" }] },
        ],
      },
      largest: "54.00",
    },
    {
      name: "where two fees, each rounded by itself, leave less of more",
      context: {
        transaction: { kind: "top_up", amount: "1", currency: "USD" },
        balance: { available: "0", cap: "0.01" },
        fees: [
          { rate: "0.4", paidBy: "payee" },
          { rate: "0.4", paidBy: "payee" },
        ],
      },
      // Of 0.08 arrives 0.02 (twice 0.032, down), of 0.09 only 0.01 (twice 0.036, up), of more at least 0.02.
      largest: "0.09",
    },
    {
      name: "far away from the amount, without a step too many",
      context: {
        transaction: { amount: "1", currency: "USD" },
        balance: { available: "123456789012345678901234567890.12" },
        fees: [{ rate: "0.0299", flat: "0.30" }],
      },
      largest: "119872599293470904069555849.99",
    },
  ];
  test("is none, found without trying every amount, where two fees of half each take all of it", async () => {
    const { largestAmount, causes } = await diagnose({
      transaction: { amount: "100", currency: "USD" },
      balance: { available: "1000000000" },
      fees: [
        { rate: "0.5", paidBy: "payee" },
        { rate: "0.5", paidBy: "payee" },
      ],
    });
    expect([largestAmount, causes.map(({ code }) => code)]).toEqual([null, ["fee.consumes_amount"]]);
  });
  test.each(rows.map(({ name, context, largest }) => [name, context, largest] as const))(
    "%s",
    async (_, context, largest) => {
      const found = (await diagnose(context)).largestAmount;
      if (largest.length > 20) {
        const amount = units(found?.value ?? "0");
        const total = (n: bigint): bigint => n + 30n + (n * 299n * 2n + SCALE) / (SCALE * 2n);
        const room = units("123456789012345678901234567890.12");
        expect([total(amount) <= room, total(amount + 1n) <= room]).toEqual([true, false]);
      } else expect(found?.value).toBe(largest);
    },
  );
});

describe("the least passable amount", () => {
  property(
    "is the least above the transaction's own",
    moneyArbitrary.filter((money) => money.kind === "payment"),
    async (money) => {
      const { causes } = await diagnose(contextOf(money));
      for (const { code, remedies } of causes) {
        const offered = remedies.find(({ action }) => action === "increase_amount");
        if (!["limit.minimum", "fee.consumes_amount"].includes(code)) continue;
        let least: bigint | undefined;
        for (let amount = money.amount + 1n; amount <= HORIZON && least === undefined; amount++)
          if (!hasAmountCause(money, amount)) least = amount;
        if (least === undefined && !isBounded(money)) continue;
        expect(offered?.params.amount?.value).toBe(least === undefined ? undefined : text(least));
      }
    },
  );

  test("lies above the amount also where a band further down would let less pass", async () => {
    // Nothing arrives up to 20 and from 30.01 to 60; in between the fee is nothing.
    const bands = [{ upTo: "20", flat: "60" }, { upTo: "30", flat: "0" }, { upTo: "60", flat: "100" }, { flat: "1" }];
    const { causes } = await diagnose({
      transaction: { amount: "50", currency: "USD" },
      fees: [{ bands, paidBy: "payee" }],
    });
    const offered = causes[0]?.remedies.find(({ action }) => action === "increase_amount");
    expect([causes[0]?.code, offered?.params.amount?.value]).toEqual(["fee.consumes_amount", "60.01"]);
  });

  test("is what the limit says where it counts no fees, whoever bears them", async () => {
    const { causes } = await diagnose({
      transaction: { amount: "5", currency: "USD" },
      limits: [{ window: "per_transaction", min: "10" }],
      fees: [{ flat: "0.30" }, { flat: "0.50", paidBy: "payee" }],
    });
    const offered = causes[0]?.remedies.find(({ action }) => action === "increase_amount");
    expect([causes[0]?.code, offered?.params.amount?.value]).toEqual(["limit.minimum", "10.00"]);
  });
});

describe("parts", () => {
  /** Paid one after another: each passes by itself, and together they fit what they use up together. */
  function passesInParts(money: Money, each: bigint, count: bigint): boolean {
    const last = money.amount - each * (count - 1n);
    if (last <= 0n || last > each) return false;
    if (hasAmountCause(money, each) || hasAmountCause(money, last)) return false;
    let state = money;
    for (let i = 1n; i <= count; i++) {
      const amount = i === count ? last : each;
      if (hasAmountCause(state, amount)) return false;
      const payer =
        state.fees === undefined
          ? 0n
          : (feesOn(
              amount,
              state.fees.filter((f) => f.paidBy === "payer"),
            ) ?? 0n);
      const payee = feesOn(
        amount,
        (state.fees ?? []).filter((fee) => fee.paidBy === "payee"),
      );
      state = {
        ...state,
        ...(state.available === undefined ? {} : { available: state.available - amount - payer }),
        ...(state.payeeAvailable === undefined
          ? {}
          : { payeeAvailable: state.payeeAvailable + amount - (payee ?? 0n) }),
        ...(state.limits === undefined
          ? {}
          : {
              limits: state.limits.map((limit) => {
                const measured =
                  limit.party === "payee" ? amount - (payee ?? 0n) : limit.countsFees ? amount + payer : amount;
                return { ...limit, used: (limit.used ?? 0n) + measured };
              }),
            }),
      };
    }
    return true;
  }

  const splittable = moneyArbitrary
    .filter((money) => money.kind === "payment" && (money.fees ?? []).every((fee) => feesOn(0n, [fee]) !== null))
    .chain((money) =>
      small(400, 20).map(
        (max): Money => ({
          ...money,
          limits: [...(money.limits ?? []), { window: "per_transaction", max }],
          available: (money.available ?? 500n) + 700n,
        }),
      ),
    );

  property("are the fewest that pass every limit, with their fees", splittable, async (money) => {
    const { causes } = await diagnose(contextOf(money, { splittable: true }));
    const cause = causes.find(({ code }) => code === "limit.per_transaction");
    if (cause === undefined) return;
    const offered = cause.remedies.find(({ action }) => action === "split_payment");
    let expected: [number, string] | [null, null] = [null, null];
    // The last part may be smaller: of the parts that pass, those that differ least.
    for (let count = 2n; count <= 200n && expected[0] === null; count++) {
      const equal = (money.amount + count - 1n) / count;
      const largest = (money.amount - 1n) / (count - 1n);
      for (let each = equal; each <= largest && expected[0] === null; each++)
        if (passesInParts(money, each, count)) expected = [Number(count), text(each)];
    }
    expect([offered?.params.parts ?? null, offered?.params.amount?.value ?? null]).toEqual(expected);
  });
});

describe("a split while the fees are not known", () => {
  test("may still reach a least that the fees count for", async () => {
    const { causes } = await diagnose({
      transaction: { amount: "5.82", currency: "USD", splittable: true },
      limits: [
        { window: "per_transaction", min: "1.64", countsFees: true },
        { window: "per_transaction", max: "1.00" },
      ],
    });
    const cause = causes.find(({ code }) => code === "limit.per_transaction");
    const split = cause?.remedies.find(({ action }) => action === "split_payment");
    expect([split?.params.parts, split?.params.amount?.value]).toEqual([6, "0.97"]);
  });
});

describe("a split while the fee of the payee is not known", () => {
  test("is not held back by what the payee may hold", async () => {
    const { causes } = await diagnose({
      transaction: { amount: "150", currency: "USD", splittable: true },
      limits: [{ window: "per_transaction", max: "100" }],
      payee: { balance: { available: "0", cap: "120" } },
      fees: [{ party: "payee", paidBy: "payee" }],
    });
    const split = causes[0]?.remedies.find(({ action }) => action === "split_payment");
    expect([split?.params.parts, split?.params.amount?.value]).toEqual([2, "75.00"]);
  });
});

describe("a split where a small payment costs more than a large one", () => {
  test("is offered when the large parts fit with their fees", async () => {
    const { causes } = await diagnose({
      transaction: { amount: "150", currency: "USD", splittable: true },
      balance: { available: "155" },
      limits: [{ window: "per_transaction", max: "100" }],
      fees: [{ bands: [{ upTo: "50", flat: "10" }, { flat: "1" }] }, { flat: "0.10" }],
    });
    const split = causes[0]?.remedies.find(({ action }) => action === "split_payment");
    expect([split?.params.parts, split?.params.amount?.value]).toEqual([2, "75.00"]);
  });
});

describe("a split into very many parts", () => {
  test.each([
    ["is offered up to two hundred", "200.00", 200],
    ["is not offered beyond, as nobody would pay so", "200.01", undefined],
  ])("%s", async (_, amount, parts) => {
    const { causes } = await diagnose({
      transaction: { amount, currency: "USD", splittable: true },
      limits: [{ window: "per_transaction", max: "1.00" }],
    });
    const split = causes[0]?.remedies.find(({ action }) => action === "split_payment");
    expect(split?.params.parts).toBe(parts);
  });
});

describe("a top-up", () => {
  const sources = fc.record({
    shortfall: small(600, 1),
    fees: fc.array(feeArbitrary, { maxLength: 2 }),
    minTopUp: optional(small(300)),
    maxTopUp: optional(small(1500)),
    available: optional(small(2000)),
  });

  property("is the least of which the shortfall is left", sources, async (source) => {
    const context = {
      transaction: { amount: "100.00", currency: "USD" },
      balance: { available: text(10_000n - source.shortfall) },
      fees: [],
      fundingSources: [
        given({
          kind: "bank_card",
          fees: source.fees.map(feeJson),
          minTopUp: maybe(source.minTopUp),
          maxTopUp: maybe(source.maxTopUp),
          available: maybe(source.available),
        }),
      ],
    };
    const by = (paidBy: Fee["paidBy"]): Fee[] => source.fees.filter((fee) => fee.paidBy === paidBy);
    let least: bigint | undefined;
    // Rates just under one need a long way: the brute force goes as far as it takes for those the generator makes.
    const most = source.maxTopUp ?? 20n * HORIZON;
    for (let sent = source.minTopUp ?? 0n; sent <= most && least === undefined; sent++) {
      const payee = feesOn(sent, by("payee"));
      if (sent > 0n && payee !== null && sent - payee >= source.shortfall) least = sent;
    }
    const payer = least === undefined ? null : feesOn(least, by("payer"));
    if (least !== undefined && source.available !== undefined && least + (payer ?? 0n) > source.available)
      least = undefined;
    const { causes } = await diagnose(context);
    const offered = causes[0]?.remedies.filter(({ action }) => action === "top_up") ?? [];
    expect(causes[0]?.code).toBe("balance.insufficient");
    expect(offered.map(({ params }) => params.amount?.value)).toEqual(least === undefined ? [] : [text(least)]);
    if (least === undefined) return;
    expect((offered[0]?.params.fee as { value: string } | undefined)?.value).toBe(payer ? text(payer) : undefined);
    expect(offered[0]?.verified).toBe("clears_all");
  });

  test.each([
    ["70", ["70.00"]],
    ["69.99", []],
  ])("is never more than the %s that the source gives at once", async (maxTopUp, amounts) => {
    const { causes } = await diagnose({
      transaction: { amount: "100", currency: "USD" },
      balance: { available: "50" },
      fees: [],
      fundingSources: [
        { kind: "agent", maxTopUp, fees: [{ bands: [{ upTo: "80", flat: "20" }, { flat: "0" }], paidBy: "payee" }] },
      ],
    });
    const offered = causes[0]?.remedies.filter(({ action }) => action === "top_up") ?? [];
    expect(offered.map(({ params }) => params.amount?.value)).toEqual(amounts);
  });
});
