import { own } from "../base/json.js";
import { combine, isTrue, type Known, known, map, missingOf, UNKNOWN, unknown } from "../base/known.js";
import { compare, type Decimal, max, ZERO } from "../base/money.js";
import { type FactDefinition, fact } from "./fact.js";
import {
  decidingLimit,
  exceededTogether,
  type Limit,
  lastEnd,
  leastHeadroom,
  metLimits,
  type Slot,
  slots,
} from "./limits.js";
import type { Sheet } from "./sheet.js";

type Chosen = Known<Limit | null>;
type Choose = (sheet: Sheet) => Chosen;

/** One of the limits that apply, picked once for a sheet. */
function chosen(pick: (limits: readonly Limit[]) => Chosen): Choose {
  const choose: Choose = (sheet) => {
    const limits = metLimits(sheet);
    return limits === null ? unknown("/limits") : pick(limits);
  };
  return (sheet) => sheet.once(choose);
}

/** The first limit for which the test is true; unknown while one is undecided; otherwise the first limit. */
function firstThat(limits: readonly Limit[], test: (limit: Limit) => Known<boolean>): Chosen {
  const results = limits.map((limit) => ({ limit, result: test(limit) }));
  const hit = results.find(({ result }) => isTrue(result));
  if (hit !== undefined) return known(hit.limit);
  const open = results.filter(({ result }) => !result.known);
  if (open.length > 0) return { known: false, missing: missingOf(...open.map(({ result }) => result)) };
  return known(limits[0] ?? null);
}

const bySlot = new Map<Slot, Choose>(
  slots.map((slot) => [
    slot,
    chosen((limits) => decidingLimit(limits.filter((limit) => limit.slot === slot && limit.limitsAmount))),
  ]),
);
/**
 * A limit that only the fees exceed, among those reported for their windows; windows in which no limit includes fees are left out. Of
 * several, the one with the least headroom.
 */
const byFees = chosen((limits) => {
  const windows = slots.map((slot) => limits.filter((limit) => limit.slot === slot && limit.has("max")));
  const reported = windows.filter((window) => window.some((limit) => limit.countsFees)).map(decidingLimit);
  const listed = reported.flatMap((limit) => (limit.known && limit.value !== null ? limit.value : []));
  const over = listed.filter((limit) => isTrue(limit.exceededByFees));
  if (over.length > 0) return known(leastHeadroom(over));
  const found = firstThat(listed, (limit) => limit.exceededByFees);
  return reported.every((limit) => limit.known) ? found : { known: false, missing: missingOf(...reported, found) };
});
/** Of several minimums the highest: an amount that reaches it reaches the others too. */
const byMinimum = chosen((limits) =>
  firstThat(
    limits
      .filter((limit) => limit.has("min"))
      .sort(({ min: a }, { min: b }) => (a.known && b.known ? compare(b.value, a.value) : 0)),
    (limit) => combine(limit.measured, limit.min, (measured, least) => compare(measured, least) < 0),
  ),
);
const counted = (limits: readonly Limit[]): Limit[] => limits.filter((limit) => limit.has("maxCount"));
const overCount = (limits: readonly Limit[]): Limit[] => counted(limits).filter((limit) => isTrue(limit.countExceeded));
/** Of several exceeded counts, the one with the fewest transactions left. */
const byCount = chosen((limits) => {
  const left = ({ maxCount, usedCount }: Limit): number =>
    (maxCount.known ? maxCount.value : 0) - (usedCount.known ? usedCount.value : 0);
  const [first] = overCount(limits).sort((a, b) => left(a) - left(b));
  return first === undefined ? firstThat(counted(limits), (limit) => limit.countExceeded) : known(first);
});
const byWarning = chosen((limits) =>
  firstThat(
    limits.filter((limit) => limit.has("warnAt") && limit.has("max") && limit.party !== "payee"),
    (limit) =>
      combine(
        limit.exceeded,
        combine(limit.after, limit.warnAt, (after, at) => compare(after, at) >= 0),
        (over, near) => !over && near,
      ),
  ),
);

/** The payer's limit on incoming money is met by a top-up or refund alone, a limit of the payee only by money that goes out. */
function canArise(area: string, { takesMoneyOut }: Sheet): boolean {
  if (area === "payee.limit") return takesMoneyOut;
  return !takesMoneyOut || !area.endsWith(".incoming");
}

/** A property of the chosen limit. Without such a limit it is unknown, and there is nothing to ask for. */
function of<T>(choose: Choose, property: (limit: Limit) => Known<T>): (sheet: Sheet) => Known<T> {
  return (sheet) => {
    const limit = choose(sheet);
    if (!limit.known) return limit;
    return limit.value === null ? UNKNOWN : property(limit.value);
  };
}

/** When all limits that are reported with the chosen one leave enough room. */
function amountEnd(sheet: Sheet, choose: Choose): Known<number> {
  const limit = choose(sheet);
  if (!limit.known || limit.value === null) return limit.known ? UNKNOWN : limit;
  const over = exceededTogether(sheet, limit.value.pointer);
  return over.length === 0 ? limit.value.clearsAt("amount") : lastEnd(over, "amount");
}
function countEnd(sheet: Sheet): Known<number> {
  const limit = byCount(sheet);
  return limit.known ? lastEnd(overCount(metLimits(sheet) ?? []), "count") : limit;
}

/** The owner is named only when it is not the payer. */
const otherParty = (limit: Limit): Known<string> => (limit.party === "payer" ? UNKNOWN : known(limit.party));
const clock = (limit: Limit): Known<string> => (limit.timeZone === undefined ? UNKNOWN : known(limit.timeZone));

function slotFacts(area: string, choose: Choose): FactDefinition[] {
  return [
    fact(`${area}.exists`, "boolean", (sheet) => map(choose(sheet), (limit) => limit !== null), {
      listing: true,
      arises: (sheet) => canArise(area, sheet),
    }),
    fact(
      `${area}.max`,
      "money",
      of(choose, (limit) => limit.max),
    ),
    fact(
      `${area}.used`,
      "money",
      of(choose, (limit) => limit.used),
    ),
    fact(
      `${area}.measured`,
      "money",
      of(choose, (limit) => limit.measured),
    ),
    fact(
      `${area}.after`,
      "money",
      of(choose, (limit) => limit.after),
    ),
    fact(
      `${area}.headroom`,
      "money",
      of(choose, (limit) => limit.headroom),
    ),
    fact(
      `${area}.excess`,
      "money",
      of(choose, (limit) => combine(limit.after, limit.max, (after, most) => after.minus(most))),
    ),
    fact(`${area}.otherParty`, "text", of(choose, otherParty)),
    fact(
      `${area}.setBy`,
      "text",
      of(choose, (limit) => limit.setBy),
    ),
    fact(
      `${area}.ceiling`,
      "money",
      of(choose, (limit) => limit.ceiling),
    ),
    fact(
      `${area}.pointer`,
      "text",
      of(choose, (limit) => known(limit.pointer)),
    ),
    fact(
      `${area}.resetsAt`,
      "time",
      of(choose, (limit) => limit.resetsAt),
    ),
    fact(`${area}.clearsAt`, "time", (sheet) => amountEnd(sheet, choose), { ofNextAttempt: true }),
    fact(`${area}.timeZone`, "text", of(choose, clock)),
    fact(
      `${area}.byFeesOnly`,
      "boolean",
      of(choose, (limit) => limit.exceededByFees),
    ),
  ];
}

const AREAS: Record<Slot, string> = {
  per_transaction: "limit.perTransaction",
  daily: "limit.daily",
  weekly: "limit.weekly",
  monthly: "limit.monthly",
  yearly: "limit.yearly",
  lifetime: "limit.lifetime",
  rolling: "limit.rolling",
  incoming: "limit.incoming",
  payee: "payee.limit",
};

const payeeBalance = (sheet: Sheet, name: "available" | "cap"): Known<Decimal> => {
  const value = own(own(sheet.area("payee"), "balance"), name);
  return value === undefined ? unknown(`/payee/balance/${name}`) : known(sheet.cache.decimal(value as string | number));
};

/** Limits: the one reported for each window, then the minimum, the count, the alert and the payee's cap. */
export const limitFacts: readonly FactDefinition[] = [
  ...slots.flatMap((slot) => slotFacts(AREAS[slot], bySlot.get(slot) as Choose)),
  ...slotFacts("fee.limit", byFees),
  fact("limit.minimum.exists", "boolean", (sheet) => map(byMinimum(sheet), (limit) => limit !== null), {
    listing: true,
  }),
  fact(
    "limit.minimum.min",
    "money",
    of(byMinimum, (limit) => limit.min),
  ),
  fact(
    "limit.minimum.measured",
    "money",
    of(byMinimum, (limit) => limit.measured),
  ),
  fact("limit.minimum.otherParty", "text", of(byMinimum, otherParty)),
  fact("limit.count.exists", "boolean", (sheet) => map(byCount(sheet), (limit) => limit !== null), { listing: true }),
  fact(
    "limit.count.maxCount",
    "number",
    of(byCount, (limit) => limit.maxCount),
  ),
  fact(
    "limit.count.used",
    "number",
    of(byCount, (limit) => limit.usedCount),
  ),
  fact(
    "limit.count.after",
    "number",
    of(byCount, (limit) => limit.countAfter),
  ),
  fact("limit.count.otherParty", "text", of(byCount, otherParty)),
  fact("limit.count.clearsAt", "time", countEnd, { ofNextAttempt: true }),
  fact("limit.count.timeZone", "text", of(byCount, clock)),
  fact("limit.near.exists", "boolean", (sheet) => map(byWarning(sheet), (limit) => limit !== null), { listing: true }),
  fact(
    "limit.near.warnAt",
    "money",
    of(byWarning, (limit) => limit.warnAt),
  ),
  fact(
    "limit.near.max",
    "money",
    of(byWarning, (limit) => limit.max),
  ),
  fact(
    "limit.near.after",
    "money",
    of(byWarning, (limit) => limit.after),
  ),
  fact(
    "limit.near.left",
    "money",
    of(byWarning, (limit) => combine(limit.max, limit.after, (most, after) => most.minus(after))),
  ),
  fact("payee.balanceAfter", "money", (sheet) =>
    combine(payeeBalance(sheet, "available"), sheet.arrives, (a, b) => a.plus(b)),
  ),
  fact("payee.balanceCap", "money", (sheet) => payeeBalance(sheet, "cap")),
  fact("payee.room", "money", (sheet) =>
    combine(payeeBalance(sheet, "cap"), payeeBalance(sheet, "available"), (cap, a) => max(ZERO, cap.minus(a))),
  ),
];
