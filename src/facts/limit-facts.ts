import { own } from "../base/json.js";
import { combine, isTrue, known, map, missingOf, NOTHING, type Reading, unknown } from "../base/known.js";
import { compare, type Decimal, decimal, max } from "../base/money.js";
import { type FactDefinition, fact } from "./fact.js";
import { type Limit, metLimits, type Slot, slots, speaking } from "./limits.js";
import type { Sheet } from "./sheet.js";

type Chosen = Reading<Limit | null>;
type Choose = (sheet: Sheet) => Chosen;

/** One of the met limits, picked once for a sheet. */
function chosen(pick: (limits: readonly Limit[]) => Chosen): Choose {
  const choose: Choose = (sheet) => {
    const limits = metLimits(sheet);
    return limits === null ? unknown("/limits") : pick(limits);
  };
  return (sheet) => sheet.once(choose);
}

/** The first limit for which the test is true, else what keeps it undecided, else any. */
function firstThat(limits: readonly Limit[], test: (limit: Limit) => Reading<boolean>): Chosen {
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
    chosen((limits) => speaking(limits.filter((limit) => limit.slot === slot && limit.limitsAmount))),
  ]),
);
/** Of the limits that speak for their windows, one that only the fees exceed: none where no limit of the window counts them. */
const byFees = chosen((limits) => {
  const windows = slots.map((slot) => limits.filter((limit) => limit.slot === slot && limit.has("max")));
  const spoken = windows.filter((window) => window.some((limit) => limit.countsFees)).map(speaking);
  const found = firstThat(
    spoken.flatMap((limit) => (limit.known && limit.value !== null ? limit.value : [])),
    (limit) => limit.exceededByFees,
  );
  const isFound = found.known && found.value !== null && isTrue(found.value.exceededByFees);
  return isFound || spoken.every((limit) => limit.known)
    ? found
    : { known: false, missing: missingOf(...spoken, found) };
});
/** Of several least amounts the highest speaks: with it the others are met too. */
const byMinimum = chosen((limits) =>
  firstThat(
    limits
      .filter((limit) => limit.has("min"))
      .sort(({ min: a }, { min: b }) => (a.known && b.known ? compare(b.value, a.value) : 0)),
    (limit) => combine(limit.measured, limit.min, (measured, least) => compare(measured, least) < 0),
  ),
);
const byCount = chosen((limits) =>
  firstThat(
    limits.filter((limit) => limit.has("maxCount")),
    (limit) => limit.countExceeded,
  ),
);
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

/** A property of the chosen limit. Where no such limit is listed there is nothing to ask for. */
function of<T>(choose: Choose, property: (limit: Limit) => Reading<T>): (sheet: Sheet) => Reading<T> {
  return (sheet) => {
    const limit = choose(sheet);
    if (!limit.known) return limit;
    return limit.value === null ? NOTHING : property(limit.value);
  };
}

/** Only a limit of somebody else is worth naming the owner. */
const otherParty = (limit: Limit): Reading<string> => (limit.party === "payer" ? NOTHING : known(limit.party));
const clock = (limit: Limit): Reading<string> => (limit.timeZone === undefined ? NOTHING : known(limit.timeZone));

function slotFacts(area: string, choose: Choose, what: string): FactDefinition[] {
  return [
    fact(
      `${area}.exists`,
      "boolean",
      `Whether ${what} is listed that this transaction meets; unknown where no limits are listed.`,
      (sheet) => map(choose(sheet), (limit) => limit !== null),
    ),
    fact(
      `${area}.max`,
      "money",
      `The most that ${what} allows.`,
      of(choose, (limit) => limit.max),
    ),
    fact(
      `${area}.used`,
      "money",
      `What is used up of ${what} before this transaction.`,
      of(choose, (limit) => limit.used),
    ),
    fact(
      `${area}.measured`,
      "money",
      `What counts against ${what}: the amount, with the payer's fees where it counts them; what arrives, for the payee's.`,
      of(choose, (limit) => limit.measured),
    ),
    fact(
      `${area}.after`,
      "money",
      `Used and measured together for ${what}; what is known of them, where that alone is over.`,
      of(choose, (limit) => limit.after),
    ),
    fact(
      `${area}.headroom`,
      "money",
      `What is left of ${what} before this transaction.`,
      of(choose, (limit) => limit.headroom),
    ),
    fact(
      `${area}.excess`,
      "money",
      `How far this transaction goes over ${what}.`,
      of(choose, (limit) => combine(limit.after, limit.max, (after, most) => after.minus(most))),
    ),
    fact(
      `${area}.otherParty`,
      "text",
      `Whose limit ${what} is, where it is not the payer's own.`,
      of(choose, otherParty),
    ),
    fact(
      `${area}.setBy`,
      "text",
      `Who set ${what}.`,
      of(choose, (limit) => limit.setBy),
    ),
    fact(
      `${area}.ceiling`,
      "money",
      `The highest that the customer may set ${what} to.`,
      of(choose, (limit) => limit.ceiling),
    ),
    fact(
      `${area}.pointer`,
      "text",
      `Where ${what} stands in the context.`,
      of(choose, (limit) => known(limit.pointer)),
    ),
    fact(
      `${area}.resetsAt`,
      "time",
      `When the calendar window of ${what} ends.`,
      of(choose, (limit) => limit.resetsAt),
    ),
    fact(
      `${area}.clearsAt`,
      "time",
      `The first time at which waiting alone leaves room in ${what}; unknown where it never does.`,
      of(choose, (limit) => limit.clearsAt("amount")),
    ),
    fact(`${area}.timeZone`, "text", `The time zone of ${what}.`, of(choose, clock)),
    fact(
      `${area}.byFeesOnly`,
      "boolean",
      `Only the fees take this transaction over ${what}.`,
      of(choose, (limit) => limit.exceededByFees),
    ),
  ];
}

const NAMES: Record<Slot, [area: string, what: string]> = {
  per_transaction: ["limit.perTransaction", "a limit on each transaction"],
  daily: ["limit.daily", "a daily limit"],
  weekly: ["limit.weekly", "a weekly limit"],
  monthly: ["limit.monthly", "a monthly limit"],
  yearly: ["limit.yearly", "a yearly limit"],
  lifetime: ["limit.lifetime", "a lifetime limit"],
  rolling: ["limit.rolling", "a rolling limit"],
  incoming: ["limit.incoming", "a limit on incoming money"],
  payee: ["payee.limit", "a limit of the payee"],
};

const payeeBalance = (sheet: Sheet, name: "available" | "cap"): Reading<Decimal> => {
  const value = own(own(sheet.area("payee"), "balance"), name);
  return value === undefined ? unknown(`/payee/balance/${name}`) : known(decimal(value as string | number));
};

/** Limits: of each window the one that speaks, then the least amount, the count, the alert and the payee's cap. */
export const limitFacts: readonly FactDefinition[] = [
  ...slots.flatMap((slot) => slotFacts(NAMES[slot][0], bySlot.get(slot) as Choose, NAMES[slot][1])),
  ...slotFacts("fee.limit", byFees, "a limit that only the fees exceed"),
  fact("limit.minimum.exists", "boolean", "Whether a least amount is listed.", (sheet) =>
    map(byMinimum(sheet), (limit) => limit !== null),
  ),
  fact(
    "limit.minimum.min",
    "money",
    "The least amount.",
    of(byMinimum, (limit) => limit.min),
  ),
  fact(
    "limit.minimum.measured",
    "money",
    "What is compared with the least amount.",
    of(byMinimum, (limit) => limit.measured),
  ),
  fact("limit.minimum.otherParty", "text", "Whose least amount it is.", of(byMinimum, otherParty)),
  fact("limit.count.exists", "boolean", "Whether a highest count is listed.", (sheet) =>
    map(byCount(sheet), (limit) => limit !== null),
  ),
  fact(
    "limit.count.maxCount",
    "number",
    "The highest count of transactions.",
    of(byCount, (limit) => limit.maxCount),
  ),
  fact(
    "limit.count.used",
    "number",
    "Transactions counted before this one.",
    of(byCount, (limit) => limit.usedCount),
  ),
  fact(
    "limit.count.after",
    "number",
    "Transactions counted with this one.",
    of(byCount, (limit) => limit.countAfter),
  ),
  fact("limit.count.otherParty", "text", "Whose count it is.", of(byCount, otherParty)),
  fact(
    "limit.count.clearsAt",
    "time",
    "The first time at which waiting alone leaves room in the count.",
    of(byCount, (limit) => limit.clearsAt("count")),
  ),
  fact("limit.count.timeZone", "text", "The time zone of the count.", of(byCount, clock)),
  fact("limit.near.exists", "boolean", "Whether a limit with an alert is listed.", (sheet) =>
    map(byWarning(sheet), (limit) => limit !== null),
  ),
  fact(
    "limit.near.warnAt",
    "money",
    "The sum at which the customer is alerted.",
    of(byWarning, (limit) => limit.warnAt),
  ),
  fact(
    "limit.near.max",
    "money",
    "The most that the limit with the alert allows.",
    of(byWarning, (limit) => limit.max),
  ),
  fact(
    "limit.near.after",
    "money",
    "Used and measured together for the limit with the alert.",
    of(byWarning, (limit) => limit.after),
  ),
  fact(
    "limit.near.left",
    "money",
    "What is left of the limit with the alert after this transaction.",
    of(byWarning, (limit) => combine(limit.max, limit.after, (most, after) => most.minus(after))),
  ),
  fact("payee.balanceAfter", "money", "The payee's balance with what arrives.", (sheet) =>
    combine(payeeBalance(sheet, "available"), sheet.arrives, (a, b) => a.plus(b)),
  ),
  fact("payee.balanceCap", "money", "The most the payee's wallet may hold.", (sheet) => payeeBalance(sheet, "cap")),
  fact("payee.room", "money", "What the payee can still receive under the cap.", (sheet) =>
    combine(payeeBalance(sheet, "cap"), payeeBalance(sheet, "available"), (cap, a) => max(decimal(0), cap.minus(a))),
  ),
];
