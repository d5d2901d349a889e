import { type Json, own } from "../base/json.js";
import {
  combine,
  isTrue,
  type Known,
  known,
  knownAssuming,
  map,
  missingOf,
  NOTHING,
  type Reading,
  unknown,
} from "../base/known.js";
import { compare, type Decimal, max, ZERO } from "../base/money.js";
import { type CalendarWindow, type Duration, isWritable, parseDuration } from "../base/time.js";
import { limitWindows } from "../context/schema.js";
import { earlier, RollingWindow } from "./history.js";
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
    if (given !== undefined) return known(this.#sheet.cache.instant(given));
    if (!["daily", "weekly", "monthly", "yearly"].includes(this.window)) return NOTHING;
    if (this.timeZone === undefined) return unknown(`${this.pointer}/timeZone`);
    const zone = this.timeZone;
    const end = map(this.#sheet.now, (now) => this.#sheet.cache.windowEnd(now, this.window as CalendarWindow, zone));
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
    return this.#sheet.cache.instant(this.resetsAtText) <= now.value ? unknown(`${this.pointer}/${name}`) : reading;
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
    const duration = parseDuration(period) as Duration;
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
    return least.known && compare(least.value, this.max.value) > 0 ? knownAssuming(least.value, exact.missing) : exact;
  }
  get exceeded(): Reading<boolean> {
    this.#exceeded ??= combine(this.after, this.max, (after, most) => compare(after, most) > 0);
    return this.#exceeded;
  }
  /** Only the fees take it over the limit: without them the transaction would fit. */
  get exceededByFees(): Reading<boolean> {
    if (!this.countsFees) return known(false);
    const { amount } = this.#sheet;
    const isOver = (used: Reading<Decimal>, measured: Reading<Decimal>): Reading<boolean> =>
      combine(
        combine(used, measured, (u, m) => u.plus(m)),
        this.max,
        (after, most) => compare(after, most) > 0,
      );
    const withoutFees = isOver(this.used, amount);
    // The amount alone over the limit is enough to deny it, whatever is used up.
    if (isTrue(isOver(known(ZERO), amount)) || isTrue(withoutFees)) return known(false);
    return combine(isOver(this.used, this.measured), withoutFees, (over) => over);
  }
  get headroom(): Reading<Decimal> {
    this.#headroom ??= combine(this.max, this.used, (most, used) => most.minus(used));
    return this.#headroom;
  }
  get countAfter(): Reading<number> {
    if (this.usedCount.known) return known(this.usedCount.value + 1);
    return this.maxCount.known && this.maxCount.value === 0 ? knownAssuming(1, this.usedCount.missing) : this.usedCount;
  }
  get countExceeded(): Reading<boolean> {
    return combine(this.countAfter, this.maxCount, (after, most) => after > most);
  }

  /** What is still used at a later instant by waiting alone. */
  usedThen(then: number): Reading<Decimal> {
    if (this.window !== "rolling") return map(this.used, (used) => (this.#endedBy(then) ? ZERO : used));
    return combine(this.used, this.rolling, (used, rolling) => max(ZERO, used.minus(rolling.releasedBy(then).amount)));
  }
  usedCountThen(then: number): Reading<number> {
    if (this.window !== "rolling") return map(this.usedCount, (count) => (this.#endedBy(then) ? 0 : count));
    return combine(this.usedCount, this.rolling, (count, rolling) =>
      Math.max(0, count - rolling.releasedBy(then).count),
    );
  }
  #endedBy(then: number): boolean {
    return this.resetsAt.known && this.resetsAt.value <= then;
  }

  /** The first instant after now at which waiting alone leaves room for this transaction: by amount, or by count. */
  clearsAt(by: "amount" | "count"): Reading<number> {
    const fits = by === "amount" ? this.#fitsAmount : this.#fitsCount;
    if (!fits.known) return NOTHING;
    if (this.window === "rolling") {
      const first = this.rolling.known ? this.rolling.value.firstRelease(fits.value) : undefined;
      return first === undefined || !isWritable(first) ? NOTHING : known(first);
    }
    // A window that has ended has nothing known of it, so that one of which something is known ends after now.
    return this.#sheet.now.known && fits.value(null, Number.POSITIVE_INFINITY) ? this.resetsAt : NOTHING;
  }
  /** Whether it fits once so much (null: all) has been released. */
  get #fitsAmount(): Reading<(released: Decimal | null) => boolean> {
    const room = combine(this.max, this.measured, (most, measured) => most.minus(measured));
    return combine(this.used, room, (used, left) => (released: Decimal | null) => {
      const still = released === null ? ZERO : used.minus(released);
      return compare(max(ZERO, still), left) <= 0;
    });
  }
  get #fitsCount(): Reading<(released: Decimal | null, count: number) => boolean> {
    if (this.window === "per_transaction") return NOTHING;
    return combine(
      this.maxCount,
      this.usedCount,
      (most, used) => (_released: Decimal | null, count: number) => Math.max(0, used - count) + 1 <= most,
    );
  }

  /** When this limit no longer stands against the transaction: undefined where it does not now, null where that never comes. */
  get opensAt(): number | null | undefined {
    const times: Reading<number>[] = [];
    if (isTrue(this.exceeded)) times.push(this.clearsAt("amount"));
    if (isTrue(this.countExceeded)) times.push(this.clearsAt("count"));
    if (times.length === 0) return undefined;
    const ends = times.flatMap((time) => (time.known ? time.value : []));
    return ends.length < times.length ? null : Math.max(...ends);
  }
}

/** The limits that this transaction meets; null where none are listed, so that they are unknown. */
export const metLimits = (sheet: Sheet): Limit[] | null => sheet.once(findMet);

function findMet(sheet: Sheet): Limit[] | null {
  const listed = sheet.area("limits") as Json[] | undefined;
  return listed?.map((entry, i) => new Limit(sheet, entry, i)).filter((limit) => limit.isMet) ?? null;
}

/**
 * The limit that speaks for a slot: of those proved exceeded the one with the least headroom. While one is undecided nothing is said of
 * the rest; else the one with the least headroom. `null` where no such limit is listed.
 */
export function speaking(limits: readonly Limit[]): Reading<Limit | null> {
  const over = limits.filter((limit) => isTrue(limit.exceeded));
  if (over.length > 0) return known(leastHeadroom(over));
  const open = limits.filter((limit) => !limit.exceeded.known);
  if (open.length > 0) return { known: false, missing: missingOf(...open.map((limit) => limit.exceeded)) };
  return known(limits.length === 0 ? null : leastHeadroom(limits));
}

/** Of limits whose highest amount is known. */
function leastHeadroom(limits: readonly Limit[]): Limit {
  const room = ({ headroom, max: most }: Limit): Decimal =>
    (headroom.known ? headroom : (most as Known<Decimal>)).value;
  return limits.reduce((best, limit) => (compare(room(limit), room(best)) < 0 ? limit : best));
}
