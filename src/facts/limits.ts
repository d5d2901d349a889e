import { limitWindows } from "../context-schema.js";
import { type Json, own } from "../json.js";
import { type Decimal, max, ZERO } from "../money.js";
import { type CalendarWindow, isWritable, parseDuration, parseInstant, windowEnd } from "../time.js";
import { earlier, RollingWindow } from "./history.js";
import { combine, known, knownAssuming, map, missingOf, NOTHING, type Reading, unknown } from "./reading.js";
import type { Sheet } from "./sheet.js";

export type Window = (typeof limitWindows)[number];
/** Where an exceeded limit is spoken of: by its window, or as incoming, or as the payee's. */
export type Slot = Window | "incoming" | "payee";
export const slots: readonly Slot[] = [...limitWindows, "incoming", "payee"];

/** A limit that this transaction meets, with what it measures and what is used up. Money is unknown where its currency is another. */
export class Limit {
  readonly index: number;
  readonly pointer: string;
  readonly window: Window;
  readonly party: "payer" | "payee" | "merchant" | "bank";
  readonly incoming: boolean;
  readonly countsFees: boolean;
  readonly #sheet: Sheet;
  readonly #entry: Json;
  // Each is derived when it is first asked for.
  #max: Reading<Decimal> | undefined;
  #min: Reading<Decimal> | undefined;
  #warnAt: Reading<Decimal> | undefined;
  #ceiling: Reading<Decimal> | undefined;
  #resetsAt: Reading<number> | undefined;
  #used: Reading<Decimal> | undefined;
  #usedCount: Reading<number> | undefined;
  #rolling: Reading<RollingWindow> | undefined;
  #measured: Reading<Decimal> | undefined;
  #after: Reading<Decimal> | undefined;
  #exceeded: Reading<boolean> | undefined;
  #headroom: Reading<Decimal> | undefined;

  constructor(sheet: Sheet, entry: Json, index: number) {
    this.#sheet = sheet;
    this.#entry = entry;
    this.index = index;
    this.pointer = `/limits/${index}`;
    this.window = own(entry, "window") as Window;
    this.party = (own(entry, "party") as Limit["party"] | undefined) ?? "payer";
    this.incoming = own(entry, "direction") === "incoming";
    this.countsFees = own(entry, "countsFees") === true;
  }

  /** Money out meets the outgoing limits of payer, merchant and bank and every limit of the payee; money in the payer's incoming ones. */
  get isMet(): boolean {
    if (this.#sheet.takesMoneyOut) return this.party === "payee" || !this.incoming;
    return this.party === "payer" && this.incoming;
  }
  get slot(): Slot {
    if (this.party === "payee") return "payee";
    return this.incoming ? "incoming" : this.window;
  }
  has(name: "max" | "min" | "maxCount" | "warnAt"): boolean {
    return own(this.#entry, name) !== undefined;
  }
  /** A limit that says neither a least amount nor a count must be about a highest amount, even where that is missing. */
  get limitsAmount(): boolean {
    return this.has("max") || (!this.has("min") && !this.has("maxCount") && !this.has("warnAt"));
  }
  #money(name: string): Reading<Decimal> {
    return this.#sheet.money(this.#entry, this.pointer, name);
  }
  get max(): Reading<Decimal> {
    this.#max ??= this.#money("max");
    return this.#max;
  }
  get min(): Reading<Decimal> {
    this.#min ??= this.#money("min");
    return this.#min;
  }
  get warnAt(): Reading<Decimal> {
    this.#warnAt ??= this.#money("warnAt");
    return this.#warnAt;
  }
  get ceiling(): Reading<Decimal> {
    this.#ceiling ??= this.#money("ceiling");
    return this.#ceiling;
  }
  get maxCount(): Reading<number> {
    return this.#stated("maxCount");
  }
  get setBy(): Reading<string> {
    return this.#stated("setBy");
  }
  #stated<T extends Json>(name: string): Reading<T> {
    const value = own(this.#entry, name);
    return value === undefined ? unknown(`${this.pointer}/${name}`) : known(value as T);
  }
  get timeZone(): string | undefined {
    return own(this.#entry, "timeZone") as string | undefined;
  }

  /** When the calendar window ends; unknown for the others and where neither the end nor the zone is known. */
  get resetsAt(): Reading<number> {
    this.#resetsAt ??= this.#findResetsAt();
    return this.#resetsAt;
  }
  #findResetsAt(): Reading<number> {
    const given = own(this.#entry, "resetsAt") as string | undefined;
    if (given !== undefined) return known(parseInstant(given) as number);
    if (!["daily", "weekly", "monthly", "yearly"].includes(this.window)) return NOTHING;
    if (this.timeZone === undefined) return unknown(`${this.pointer}/timeZone`);
    const zone = this.timeZone;
    const end = map(this.#sheet.now, (now) => windowEnd(now, this.window as CalendarWindow, zone));
    return end.known && !isWritable(end.value) ? NOTHING : end;
  }
  /** The end as it was written, where it was. */
  get resetsAtText(): string | undefined {
    return own(this.#entry, "resetsAt") as string | undefined;
  }

  /** What a stated figure says of the running window: nothing once the stated end is past. */
  #fresh<T>(reading: Reading<T>, name: string): Reading<T> {
    const { now } = this.#sheet;
    if (!reading.known || this.resetsAtText === undefined || !now.known) return reading;
    return (parseInstant(this.resetsAtText) as number) <= now.value ? unknown(`${this.pointer}/${name}`) : reading;
  }

  /** Used up before this transaction. A rolling window without a stated figure counts the history. */
  get used(): Reading<Decimal> {
    this.#used ??= this.#findUsed();
    return this.#used;
  }
  #findUsed(): Reading<Decimal> {
    if (this.window === "per_transaction") return known(ZERO);
    if (own(this.#entry, "used") !== undefined) return this.#fresh(this.#money("used"), "used");
    if (this.window !== "rolling") return unknown(`${this.pointer}/used`);
    return map(this.rolling, (rolling) => rolling.used);
  }
  get usedCount(): Reading<number> {
    this.#usedCount ??= this.#findUsedCount();
    return this.#usedCount;
  }
  #findUsedCount(): Reading<number> {
    if (own(this.#entry, "usedCount") !== undefined) return this.#fresh(this.#stated<number>("usedCount"), "usedCount");
    if (this.window !== "rolling") return unknown(`${this.pointer}/usedCount`);
    return map(this.rolling, (rolling) => rolling.count);
  }

  /** What a rolling window still counts of the history. */
  get rolling(): Reading<RollingWindow> {
    this.#rolling ??= this.#findRolling();
    return this.#rolling;
  }
  #findRolling(): Reading<RollingWindow> {
    const period = own(this.#entry, "period") as string | undefined;
    const entries = earlier(this.#sheet);
    const { now } = this.#sheet;
    const missing = missingOf(now);
    if (period === undefined) missing.push(`${this.pointer}/period`);
    if (entries === null) missing.push("/history");
    if (period === undefined || entries === null || !now.known) return { known: false, missing };
    const duration = parseDuration(period);
    if (duration === undefined) return NOTHING;
    const rolling = new RollingWindow(this.#sheet, entries, now.value, duration, this.timeZone ?? "UTC");
    for (const { pointer, currency } of rolling.foreign) this.#sheet.warnMismatch(`${pointer}/amount`, currency);
    return rolling.foreign.length > 0 ? NOTHING : known(rolling);
  }

  /** What counts against the limit: the amount, with the payer's fees where the limit counts them; what arrives, for the payee's. */
  get measured(): Reading<Decimal> {
    this.#measured ??= this.#findMeasured();
    return this.#measured;
  }
  #findMeasured(): Reading<Decimal> {
    if (this.party === "payee") return this.#sheet.arrives;
    return this.countsFees ? this.#sheet.total : this.#sheet.amount;
  }

  /** Used and measured together. Where one of them is unknown but the rest alone is over the limit, that is enough. */
  get after(): Reading<Decimal> {
    this.#after ??= this.#findAfter();
    return this.#after;
  }
  #findAfter(): Reading<Decimal> {
    const exact = combine(this.used, this.measured, (used, measured) => used.plus(measured));
    if (exact.known || !this.max.known || (this.party === "payee" && !this.measured.known)) return exact;
    const least = combine(
      this.used.known ? this.used : known(ZERO),
      this.measured.known ? this.measured : this.#sheet.amount,
      (a, b) => a.plus(b),
    );
    return least.known && least.value.gt(this.max.value) ? knownAssuming(least.value, exact.missing) : exact;
  }
  get exceeded(): Reading<boolean> {
    this.#exceeded ??= combine(this.after, this.max, (after, most) => after.gt(most));
    return this.#exceeded;
  }
  /** Only the fees take it over the limit: without them the transaction would fit. */
  get exceededByFees(): Reading<boolean> {
    if (!this.countsFees) return known(false);
    const withFees = combine(
      combine(this.used, this.measured, (u, m) => u.plus(m)),
      this.max,
      (after, most) => after.gt(most),
    );
    const without = combine(
      combine(this.used, this.#sheet.amount, (u, a) => u.plus(a)),
      this.max,
      (after, most) => after.lte(most),
    );
    // The amount alone over the limit is enough to deny it, whatever is used up.
    const alone = combine(this.#sheet.amount, this.max, (amount, most) => amount.gt(most));
    if ((alone.known && alone.value) || (withFees.known && !withFees.value) || (without.known && !without.value))
      return known(false);
    return combine(withFees, without, (a, b) => a && b);
  }
  get headroom(): Reading<Decimal> {
    this.#headroom ??= combine(this.max, this.used, (most, used) => most.minus(used));
    return this.#headroom;
  }
  get countAfter(): Reading<number> {
    if (this.usedCount.known) return known(this.usedCount.value + 1);
    return this.maxCount.known && this.maxCount.value === 0 ? knownAssuming(1, this.usedCount.missing) : this.usedCount;
  }

  /** What is still used at a later instant by waiting alone; undefined where that is not known. */
  usedThen(then: number): Decimal | undefined {
    if (this.window === "per_transaction" || !this.used.known) return undefined;
    if (this.window !== "rolling") return this.#endedBy(then) ? ZERO : this.used.value;
    return this.rolling.known
      ? max(ZERO, this.used.value.minus(this.rolling.value.releasedBy(then).amount))
      : undefined;
  }
  usedCountThen(then: number): number | undefined {
    if (!this.usedCount.known) return undefined;
    if (this.window !== "rolling") return this.#endedBy(then) ? 0 : this.usedCount.value;
    return this.rolling.known
      ? Math.max(0, this.usedCount.value - this.rolling.value.releasedBy(then).count)
      : undefined;
  }
  #endedBy(then: number): boolean {
    return this.resetsAt.known && this.resetsAt.value <= then;
  }

  /** The first instant after now at which waiting alone leaves room for this transaction: by amount, or by count. */
  clearsAt(by: "amount" | "count"): Reading<number> {
    const fits = by === "amount" ? this.#fitsAmount() : this.#fitsCount();
    if (fits === null) return NOTHING;
    if (this.window === "rolling") {
      const first = this.rolling.known ? this.rolling.value.firstRelease(fits) : undefined;
      return first === undefined || !isWritable(first) ? NOTHING : known(first);
    }
    const { now } = this.#sheet;
    const ahead = this.resetsAt.known && now.known && this.resetsAt.value > now.value;
    return ahead && fits(null, Number.POSITIVE_INFINITY) ? this.resetsAt : NOTHING;
  }
  /** Whether it fits once so much (null: all) has been released. */
  #fitsAmount(): ((released: Decimal | null, count: number) => boolean) | null {
    const { measured, max: most, used } = this;
    if (!measured.known || !most.known || !used.known || this.window === "per_transaction") return null;
    return (released) =>
      max(ZERO, released === null ? ZERO : used.value.minus(released))
        .plus(measured.value)
        .lte(most.value);
  }
  #fitsCount(): ((released: Decimal | null, count: number) => boolean) | null {
    const { maxCount, usedCount } = this;
    if (!maxCount.known || !usedCount.known || this.window === "per_transaction") return null;
    return (_released, count) => Math.max(0, usedCount.value - count) + 1 <= maxCount.value;
  }

  /** When this limit no longer stands against the transaction: undefined where it does not now, null where that never comes. */
  get opensAt(): number | null | undefined {
    const by: ("amount" | "count")[] = [];
    if (this.exceeded.known && this.exceeded.value) by.push("amount");
    if (
      this.has("maxCount") &&
      this.countAfter.known &&
      this.maxCount.known &&
      this.countAfter.value > this.maxCount.value
    )
      by.push("count");
    const times = by.map((kind) => this.clearsAt(kind));
    if (times.some((time) => !time.known)) return null;
    return times.length === 0 ? undefined : Math.max(...times.map((time) => (time as { value: number }).value));
  }
}

/** The limits this transaction meets; null where none are listed, so that they are unknown. */
export function metLimits(sheet: Sheet): Limit[] | null {
  return sheet.once("limits", () => {
    const listed = sheet.area("limits") as Json[] | undefined;
    return listed?.map((entry, i) => new Limit(sheet, entry, i)).filter((limit) => limit.isMet) ?? null;
  }, ["transaction", "fees", "history"]);
}

/**
 * The limit that speaks for a slot: of those proved exceeded the one with the least headroom. While one is undecided nothing is said of
 * the rest; else the one with the least headroom. `null` where no such limit is listed.
 */
export function speaking(limits: readonly Limit[]): Reading<Limit | null> {
  const over = limits.filter((limit) => limit.exceeded.known && limit.exceeded.value);
  if (over.length > 0) return known(leastHeadroom(over));
  const open = limits.filter((limit) => !limit.exceeded.known);
  if (open.length > 0) return { known: false, missing: missingOf(...open.map((limit) => limit.exceeded)) };
  return known(limits.length === 0 ? null : leastHeadroom(limits));
}

function leastHeadroom(limits: readonly Limit[]): Limit {
  const room = (limit: Limit): Decimal | undefined => {
    if (limit.headroom.known) return limit.headroom.value;
    return limit.max.known ? limit.max.value : undefined;
  };
  return limits.reduce((best, limit) => {
    const [a, b] = [room(best), room(limit)];
    return a !== undefined && b?.lt(a) ? limit : best;
  });
}
