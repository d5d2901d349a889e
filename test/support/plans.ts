import fc from "fast-check";
import { expect } from "vitest";
import type { AssessedRemedy, Assessment } from "../../src/api/index.js";
import type { Fields } from "./contexts.js";
import { changesAmount, EFFORTS, isFixed, patched } from "./laws.js";
import { assess } from "./untyped.js";

const SECONDS = [1, 60, 3600, 86_400];
const cents = (value: string): number => Math.round(Number(value) * 100);
/** What the customer has to move for a remedy: the top-up with its fee, or what is spent to make room. */
const moneyOf = ({ action, params }: AssessedRemedy): number =>
  action === "top_up" || action === "make_room"
    ? cents(params.amount?.value ?? "0") + cents(action === "top_up" ? (params.fee?.value ?? "0") : "0")
    : 0;
/** Whether a shop's price, a refund or a payout would be changed. */
const changesFixedAmount = ({ action }: AssessedRemedy, context: Fields): boolean =>
  changesAmount(action) && isFixed(context);

interface Walk {
  context: Fields;
  steps: string[];
  effort: number;
  money: number;
  order: number[];
}
const compare = (a: Walk, b: Walk): number => {
  const place = a.order.findIndex((at, i) => at !== b.order[i]);
  return a.effort - b.effort || a.money - b.money || (place < 0 ? 0 : (a.order[place] ?? 0) - (b.order[place] ?? 0));
};

/**
 * The cheapest plan of at most `most` steps, by trying every remedy of every answer on the way, through the public functions alone. Null
 * where there is none.
 */
async function cheapestByTrying(context: Fields, options: object, most: number): Promise<string[] | null> {
  const answers = new Map<string, Promise<Assessment>>();
  const answerTo = (given: Fields): Promise<Assessment> => {
    const key = JSON.stringify(given);
    const answer = answers.get(key) ?? assess(given, options);
    answers.set(key, answer);
    return answer;
  };
  for (const mayUse of [
    (remedy: AssessedRemedy, at: Fields) => remedy.tried !== true && !changesFixedAmount(remedy, at),
    (remedy: AssessedRemedy, at: Fields) => !changesFixedAmount(remedy, at),
    (remedy: AssessedRemedy) => remedy.tried !== true,
    () => true,
  ]) {
    let walks: Walk[] = [{ context, steps: [], effort: 0, money: 0, order: [] }];
    for (let length = 1; length <= most; length++) {
      const next: Walk[] = [];
      for (const walk of walks) {
        for (const [i, cause] of (await answerTo(walk.context)).causes.entries()) {
          for (const [j, remedy] of cause.remedies.entries()) {
            if (remedy.patch === null || remedy.verified === "fails" || !mayUse(remedy, walk.context)) continue;
            next.push({
              context: patched(walk.context, remedy.patch),
              steps: [...walk.steps, `${cause.code} ${remedy.action}`],
              effort: walk.effort + (SECONDS[EFFORTS.indexOf(remedy.effort)] as number),
              money: walk.money + moneyOf(remedy),
              order: [...walk.order, i, j],
            });
          }
        }
      }
      const clearing: Walk[] = [];
      for (const walk of next) if ((await answerTo(walk.context)).causes.length === 0) clearing.push(walk);
      const [best] = clearing.sort(compare);
      if (best !== undefined) return best.steps;
      walks = next;
    }
  }
  return null;
}

const amount = fc.constantFrom("20", "50", "80", "100", "150", "250", "700");
const customers = { setBy: "customer", ceiling: "2000" };
const limit = (facts: Fields) => fc.constant({ timeZone: "UTC", ...facts });
/** Things that stand in the way of a payment, each with its own way out. */
const LIMITS = [
  limit({ window: "daily", max: "100", used: "0" }),
  limit({ window: "daily", max: "200", used: "190", ...customers }),
  limit({ window: "weekly", max: "100", used: "190", ...customers }),
  limit({ window: "monthly", max: "90", used: "10", party: "payee" }),
  limit({ window: "daily", maxCount: 3, usedCount: 3 }),
  limit({ window: "per_transaction", max: "90" }),
  limit({ window: "per_transaction", min: "60" }),
  limit({ window: "daily", max: "300", used: "0", direction: "incoming" }),
];
const OTHERS: Fields[] = [
  { network: { status: "unstable" } },
  { network: { service: "maintenance", serviceBackAt: "2026-03-11T06:00:00Z" } },
  { authentication: { method: "pin", status: "failed", attemptsLeft: 2 } },
  { authentication: { method: "pin", lockedUntil: "2026-03-10T12:00:00Z" } },
  { authentication: { method: "biometric", status: "failed" } },
  { account: { verification: "none", requiredVerification: "full" } },
  { instrument: { kind: "wallet", status: "not_linked" } },
  { payee: { status: "closed" } },
  { payee: { balance: { available: "400", cap: "460" } } },
  { failure: { provider: "stripe", code: "incorrect_cvc" } },
];

/** Contexts with two to five things in the way, most of them about money. */
export const troubled = fc
  .record({
    kind: fc.constantFrom("payment", "transfer", "transfer", "withdrawal", "top_up"),
    amount,
    available: amount,
    held: fc.constantFrom(undefined, "100"),
    cap: fc.constantFrom(undefined, undefined, "500"),
    splittable: fc.boolean(),
    status: fc.constantFrom("failed", "failed", "expired", "cancelled"),
    fees: fc.constantFrom([], [], [{ flat: "1" }], [{ rate: "0.1" }], [{ flat: "2", paidBy: "payee" }]),
    sources: fc.constantFrom(
      undefined,
      undefined,
      [],
      [
        { kind: "agent", fees: [{ flat: "2" }] },
        { kind: "bank_card", fees: [{ flat: "1" }], minTopUp: "60" },
      ],
    ),
    limits: fc.shuffledSubarray(LIMITS, { maxLength: 3 }).chain((some) => fc.tuple(...some)),
    others: fc.shuffledSubarray(OTHERS, { maxLength: 2 }),
    later: fc.constantFrom(undefined, undefined, "2026-03-10T18:00:00Z", "2026-03-12T10:00:00Z"),
    tried: fc.constantFrom(undefined, undefined, undefined, "top_up", "reduce_amount", "wait_until"),
  })
  .map(({ kind, amount, splittable, status, available, held, cap, fees, sources, limits, others, later, tried }) => {
    const at = "2026-03-10T10:00:00Z";
    const context: Fields = Object.assign({}, ...others, {
      transaction: { kind, amount, currency: "USD", at, status, splittable, reference: "R" },
      balance: { available, ...(held && { held }), ...(cap && { cap }) },
      fees,
      limits,
      ...(sources && { fundingSources: sources }),
      ...(tried && {
        history: ["balance.insufficient", "limit.daily"].map((cause) => ({
          at: "2026-03-10T09:00:00Z",
          amount,
          status: "failed",
          reference: "R",
          cause,
          triedRemedies: [tried],
        })),
      }),
    });
    return { context, options: later === undefined ? {} : { now: later } };
  });

/** Compares the plan of an answer with the cheapest one that trying everything finds. Gives its length; null where there is none. */
export async function confirmPlan(context: Fields, options: object): Promise<number | null> {
  const { causes, plan } = await assess(context, options);
  const found = plan?.steps.map(({ cause, action }) => `${cause} ${action}`) ?? null;
  const mayHavePaid = causes.some(({ code }) => code === "transaction.duplicate" || code === "network.timeout");
  if (causes.length === 0 || mayHavePaid) {
    expect(found).toBeNull();
    return null;
  }
  // Longer plans are not compared: trying everything takes too long, and stops short of them.
  if (found !== null && found.length > 4) return found.length;
  const cheapest = await cheapestByTrying(context, options, 4);
  expect({ context, options, plan: found }).toEqual({ context, options, plan: cheapest });
  return found?.length ?? null;
}
