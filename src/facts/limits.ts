import { type Json, own } from "../base/json.js";
import {
  combine,
  isTrue,
  type Known,
  type KnownValue,
  known,
  knownAssuming,
  map,
  missingOf,
  UNKNOWN,
  unknown,
} from "../base/known.js";
import { compare, type Decimal, max, ZERO } from "../base/money.js";
import { addDuration, type CalendarWindow, type Duration, isWritable, parseDuration } from "../base/time.js";
import { limitWindows } from "../context/schema.js";
import { earlier, RollingWindow } from "./history.js";
import type { Sheet } from "./sheet.js";

export type Window = (typeof limitWindows)[number];
/** Which cause reports an exceeded limit: that of its window, of incoming money, or of the payee. */
export type Slot = Window | "incoming" | "payee";
/** What a bound on the amount applies to: the amount, with the payer's fees, or less the payee's. */
export type Measure = "amount" | "total" | "arrives";
export const slots: readonly Slot[] = [...limitWindows, "incoming", "payee"];

const HOUR = 3_600_000;
/** No calendar window is longer, in milliseconds, also where clocks are set back in it. */
const LONGEST: Partial<Record<Window, number>> = {
  daily: 27 * HOUR,
  weekly: (7 * 24 + 3) * HOUR,
  monthly: (31 * 24 + 3) * HOUR,
  yearly: (366 * 24 + 3) * HOUR,
};

/** One listed limit: what it measures and how much of it is used. Money in another currency than the transaction's is unknown. */
export class Limit {
  readonly index: number;
  readonly pointer: string;
  readonly window: Window;
  readonly party: "payer" | "payee" | "merchant" | "bank";
  readonly incoming: boolean;
  readonly countsFees: boolean;
  readonly #sheet: Sheet;
  readonly #entry: Json;
  // Computed on first use.
  #max: Known<Decimal> | undefined;
  #min: Known<Decimal> | undefined;
  #warnAt: Known<Decimal> | undefined;
  #ceiling: Known<Decimal> | undefined;
  #resetsAt: Known<number> | undefined;
  #used: Known<Decimal> | undefined;
  #usedCount: Known<number> | undefined;
  #rolling: Known<RollingWindow> | undefined;
  #after: Known<Decimal> | undefined;
  #exceeded: Known<boolean> | undefined;
  #headroom: Known<Decimal> | undefined;

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

  /**
   * Whether the limit applies to this transaction. To money going out: the outgoing limits of payer, merchant and bank, and every limit of
   * the payee. To money coming in: the incoming limits of the payer; to a top-up also the outgoing limits of the bank it comes from.
   */
  get isMet(): boolean {
    if (this.#sheet.takesMoneyOut) return this.party === "payee" || !this.incoming;
    if (this.party === "bank" && !this.incoming) return this.#sheet.transaction.kind === "top_up";
    return this.party === "payer" && this.incoming;
  }
  /** What counts against the limit. */
  get measure(): Measure {
    if (this.party === "payee" || this.incoming) return "arrives";
    return this.countsFees ? "total" : "amount";
  }
  get slot(): Slot {
    if (this.party === "payee") return "payee";
    return this.incoming ? "incoming" : this.window;
  }
  has(name: "max" | "min" | "maxCount" | "warnAt"): boolean {
    return own(this.#entry, name) !== undefined;
  }
  /** A limit with neither a minimum nor a count must have a maximum, even where that is not stated. */
  get limitsAmount(): boolean {
    return this.has("max") || (!this.has("min") && !this.has("maxCount") && !this.has("warnAt"));
  }
  #money(name: string): Known<Decimal> {
    return this.#sheet.money(this.#entry, this.pointer, name);
  }
  get max(): Known<Decimal> {
    this.#max ??= this.#money("max");
    return this.#max;
  }
  get min(): Known<Decimal> {
    this.#min ??= this.#money("min");
    return this.#min;
  }
  get warnAt(): Known<Decimal> {
    this.#warnAt ??= this.#money("warnAt");
    return this.#warnAt;
  }
  get ceiling(): Known<Decimal> {
    this.#ceiling ??= this.#money("ceiling");
    return this.#ceiling;
  }
  get maxCount(): Known<number> {
    return this.#stated("maxCount");
  }
  get setBy(): Known<string> {
    return this.#stated("setBy");
  }
  #stated<T extends Json>(name: string): Known<T> {
    const value = own(this.#entry, name);
    return value === undefined ? unknown(`${this.pointer}/${name}`) : known(value as T);
  }
  get timeZone(): string | undefined {
    return own(this.#entry, "timeZone") as string | undefined;
  }

  /** The end of a calendar window; unknown for other windows, and when neither the end nor the time zone is known. */
  get resetsAt(): Known<number> {
    this.#resetsAt ??= this.#findResetsAt();
    return this.#resetsAt;
  }
  #findResetsAt(): Known<number> {
    const given = own(this.#entry, "resetsAt") as string | undefined;
    if (given !== undefined) return known(this.#sheet.cache.instant(given));
    if (!["daily", "weekly", "monthly", "yearly"].includes(this.window)) return UNKNOWN;
    if (this.timeZone === undefined) return unknown(`${this.pointer}/timeZone`);
    const zone = this.timeZone;
    const end = map(this.#sheet.at, (at) => this.#sheet.cache.windowEnd(at, this.window as CalendarWindow, zone));
    return end.known && !isWritable(end.value) ? UNKNOWN : end;
  }
  /** The stated end, as it was written. */
  get resetsAtText(): string | undefined {
    return own(this.#entry, "resetsAt") as string | undefined;
  }

  /** Whether the stated end is past at the attempt. A stated figure is about the window before it, so what is used of the new one is unknown. */
  get #isStale(): boolean {
    const { at, cache } = this.#sheet;
    return this.resetsAtText !== undefined && at.known && cache.instant(this.resetsAtText) <= at.value;
  }

  /** Used before this transaction. A rolling window without a stated figure adds up the history. */
  get used(): Known<Decimal> {
    this.#used ??= this.#findUsed();
    return this.#used;
  }
  #findUsed(): Known<Decimal> {
    if (this.window === "per_transaction") return known(ZERO);
    if (this.#isStale) return UNKNOWN;
    if (own(this.#entry, "used") !== undefined) return this.#money("used");
    if (this.window !== "rolling") return unknown(`${this.pointer}/used`);
    return map(this.rolling, (rolling) => rolling.used);
  }
  get usedCount(): Known<number> {
    this.#usedCount ??= this.#findUsedCount();
    return this.#usedCount;
  }
  #findUsedCount(): Known<number> {
    if (this.#isStale) return UNKNOWN;
    if (own(this.#entry, "usedCount") !== undefined) return this.#stated("usedCount");
    if (this.window !== "rolling") return unknown(`${this.pointer}/usedCount`);
    return map(this.rolling, (rolling) => rolling.count);
  }

  /** The transactions of the history that a rolling window still counts. */
  get rolling(): Known<RollingWindow> {
    this.#rolling ??= this.#findRolling();
    return this.#rolling;
  }
  #findRolling(): Known<RollingWindow> {
    const period = own(this.#entry, "period") as string | undefined;
    const entries = earlier(this.#sheet);
    const { at } = this.#sheet;
    const missing = missingOf(at);
    if (period === undefined) missing.push(`${this.pointer}/period`);
    if (entries === null) missing.push("/history");
    if (period === undefined || entries === null || !at.known) return { known: false, missing };
    const duration = parseDuration(period) as Duration;
    const rolling = new RollingWindow(this.#sheet, entries, at.value, duration, this.timeZone ?? "UTC");
    for (const { pointer, currency } of rolling.foreign) this.#sheet.warnMismatch(`${pointer}/amount`, currency);
    return rolling.foreign.length > 0 ? UNKNOWN : known(rolling);
  }

  /** What counts against the limit: the amount, with the payer's fees where the limit includes them; what arrives, for incoming money. */
  get measured(): Known<Decimal> {
    return this.#sheet[this.measure];
  }

  /** Used plus measured. When one of them is unknown but the other alone exceeds the limit, that one. */
  get after(): Known<Decimal> {
    this.#after ??= this.#findAfter();
    return this.#after;
  }
  #findAfter(): Known<Decimal> {
    const exact = combine(this.used, this.measured, (used, measured) => used.plus(measured));
    if (exact.known || !this.max.known || (this.measure === "arrives" && !this.measured.known)) return exact;
    const least = combine(
      this.used.known ? this.used : known(ZERO),
      this.measured.known ? this.measured : this.#sheet.amount,
      (a, b) => a.plus(b),
    );
    return least.known && compare(least.value, this.max.value) > 0 ? knownAssuming(least.value, exact.missing) : exact;
  }
  get exceeded(): Known<boolean> {
    this.#exceeded ??= combine(this.after, this.max, (after, most) => compare(after, most) > 0);
    return this.#exceeded;
  }
  /** Only the fees take it over the limit. */
  get exceededByFees(): Known<boolean> {
    if (this.measure !== "total") return known(false);
    const { amount } = this.#sheet;
    const isOver = (used: Known<Decimal>, measured: Known<Decimal>): Known<boolean> =>
      combine(
        combine(used, measured, (u, m) => u.plus(m)),
        this.max,
        (after, most) => compare(after, most) > 0,
      );
    const withoutFees = isOver(this.used, amount);
    // An amount that alone exceeds the limit denies it, however much is used.
    if (isTrue(isOver(known(ZERO), amount)) || isTrue(withoutFees)) return known(false);
    return combine(isOver(this.used, this.measured), withoutFees, (over) => over);
  }
  get headroom(): Known<Decimal> {
    this.#headroom ??= combine(this.max, this.used, (most, used) => most.minus(used));
    return this.#headroom;
  }
  get countAfter(): Known<number> {
    if (this.usedCount.known) return known(this.usedCount.value + 1);
    return this.maxCount.known && this.maxCount.value === 0 ? knownAssuming(1, this.usedCount.missing) : this.usedCount;
  }
  get countExceeded(): Known<boolean> {
    return combine(this.countAfter, this.maxCount, (after, most) => after > most);
  }

  /** Whether a figure is stated, and not added up from the history. */
  states(name: "used" | "usedCount"): boolean {
    return own(this.#entry, name) !== undefined;
  }

  /** How much is still used at a later instant, if nothing is done until then. */
  usedThen(then: number): Known<Decimal> {
    if (this.hasEndedBy(then)) return map(this.used, () => ZERO);
    if (this.window !== "rolling") return this.used;
    return combine(this.used, this.rolling, (used, rolling) => max(ZERO, used.minus(rolling.releasedBy(then).amount)));
  }
  usedCountThen(then: number): Known<number> {
    if (this.hasEndedBy(then)) return map(this.usedCount, () => 0);
    if (this.window !== "rolling") return this.usedCount;
    return combine(this.usedCount, this.rolling, (count, rolling) =>
      Math.max(0, count - rolling.releasedBy(then).count),
    );
  }
  /**
   * Whether the window of the attempt is over by a later instant. Without its end, it is over once the longest window of its kind, or the
   * whole period of a rolling window, has passed since the attempt.
   */
  hasEndedBy(then: number): boolean {
    if (this.resetsAt.known) return this.resetsAt.value <= then;
    const { at } = this.#sheet;
    if (!at.known) return false;
    if (this.window !== "rolling") return at.value + (LONGEST[this.window] ?? Number.POSITIVE_INFINITY) <= then;
    const period = own(this.#entry, "period") as string | undefined;
    const duration = period === undefined ? undefined : parseDuration(period);
    return duration !== undefined && addDuration(at.value, duration, this.timeZone ?? "UTC") <= then;
  }

  /** The first instant at which waiting alone leaves room for this transaction, by amount or by count. */
  clearsAt(by: "amount" | "count"): Known<number> {
    const fits = by === "amount" ? this.#fitsAmount : this.#fitsCount;
    if (!fits.known) return UNKNOWN;
    if (this.window === "rolling" && this.resetsAtText === undefined) {
      const first = this.rolling.known ? this.rolling.value.firstRelease(fits.value) : undefined;
      return first === undefined || !isWritable(first) ? UNKNOWN : known(first);
    }
    // The figures of a window that has ended are unknown, so this window ends after the attempt.
    return this.#sheet.at.known && fits.value(null, Number.POSITIVE_INFINITY) ? this.resetsAt : UNKNOWN;
  }
  /** Whether the transaction fits once an amount (null: all) has been released. */
  get #fitsAmount(): Known<(released: Decimal | null) => boolean> {
    const room = combine(this.max, this.measured, (most, measured) => most.minus(measured));
    return combine(this.used, room, (used, left) => (released: Decimal | null) => {
      const still = released === null ? ZERO : used.minus(released);
      return compare(max(ZERO, still), left) <= 0;
    });
  }
  get #fitsCount(): Known<(released: Decimal | null, count: number) => boolean> {
    if (this.window === "per_transaction") return UNKNOWN;
    return combine(
      this.maxCount,
      this.usedCount,
      (most, used) => (_released: Decimal | null, count: number) => Math.max(0, used - count) + 1 <= most,
    );
  }

  /** When this limit stops blocking the transaction: undefined where it does not block now, null where it never stops. */
  get opensAt(): number | null | undefined {
    const times: Known<number>[] = [];
    if (isTrue(this.exceeded)) times.push(this.clearsAt("amount"));
    if (isTrue(this.countExceeded)) times.push(this.clearsAt("count"));
    if (times.length === 0) return undefined;
    const ends = times.flatMap((time) => (time.known ? time.value : []));
    return ends.length < times.length ? null : Math.max(...ends);
  }
}

/** All limits of the context; null where none are listed, so that they are unknown. */
export const listedLimits = (sheet: Sheet): Limit[] | null => sheet.once(findListed);
/** The limits that apply to this transaction; null where none are listed. */
export const metLimits = (sheet: Sheet): Limit[] | null => sheet.once(findMet);

const findListed = (sheet: Sheet): Limit[] | null =>
  (sheet.area("limits") as Json[] | undefined)?.map((entry, i) => new Limit(sheet, entry, i)) ?? null;
const findMet = (sheet: Sheet): Limit[] | null => listedLimits(sheet)?.filter((limit) => limit.isMet) ?? null;

/**
 * The limit that is reported for a slot: of the exceeded ones, the one with the least headroom. Unknown while none is exceeded and one is
 * undecided; otherwise the one with the least headroom. `null` where no such limit is listed.
 */
export function decidingLimit(limits: readonly Limit[]): Known<Limit | null> {
  const over = limits.filter((limit) => isTrue(limit.exceeded));
  if (over.length > 0) return known(leastHeadroom(over));
  const open = limits.filter((limit) => !limit.exceeded.known);
  if (open.length > 0) return { known: false, missing: missingOf(...open.map((limit) => limit.exceeded)) };
  return known(limits.length === 0 ? null : leastHeadroom(limits));
}

/**
 * The instant at which waiting alone has ended all of these limits: the latest of their ends. Unknown where one never ends, its end is
 * unknown, or there are none.
 */
export function lastEnd(limits: readonly Limit[], by: "amount" | "count"): Known<number> {
  const ends = limits.map((limit) => limit.clearsAt(by));
  if (ends.length === 0 || ends.some((end) => !end.known)) return UNKNOWN;
  return ends.reduce((a, b) => combine(a, b, (one, other) => Math.max(one, other)));
}

/** The limits that are exceeded together with the one at a JSON Pointer, itself among them, and are reported as one cause. */
export function exceededTogether(sheet: Sheet, pointer: string): Limit[] {
  const limits = metLimits(sheet) ?? [];
  const one = limits.find((limit) => limit.pointer === pointer);
  if (one === undefined) return [];
  return limits.filter((limit) =>
    isTrue(one.exceededByFees) ? isTrue(limit.exceededByFees) : limit.slot === one.slot && isTrue(limit.exceeded),
  );
}

/** For limits whose maximum is known. */
export function leastHeadroom(limits: readonly Limit[]): Limit {
  const room = ({ headroom, max: most }: Limit): Decimal =>
    (headroom.known ? headroom : (most as KnownValue<Decimal>)).value;
  return limits.reduce((best, limit) => (compare(room(limit), room(best)) < 0 ? limit : best));
}
