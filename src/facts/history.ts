import { type Json, own } from "../base/json.js";
import { combine, type Known, known, map, someTrue, unknown } from "../base/known.js";
import { type Decimal, ZERO } from "../base/money.js";
import { addDuration, type Duration } from "../base/time.js";
import type { Sheet } from "./sheet.js";

const TEN_MINUTES = 600_000;

interface Entry {
  entry: Json;
  pointer: string;
  at: number;
}

/** Succeeded and pending transactions of the history without the transaction itself, in order of time. Null where no history is given. */
export const earlier = (sheet: Sheet): Entry[] | null => sheet.once(earlierOf);

function earlierOf(sheet: Sheet): Entry[] | null {
  const history = sheet.area("history") as Json[] | undefined;
  if (history === undefined) return null;
  const { id } = sheet.transaction;
  return history
    .map(
      (entry, i): Entry => ({
        entry,
        pointer: `/history/${i}`,
        at: sheet.cache.instant(own(entry, "at") as string),
      }),
    )
    .filter(({ entry }) => own(entry, "status") !== "failed" && (id === undefined || own(entry, "id") !== id))
    .sort((a, b) => a.at - b.at);
}

/** An earlier one has the transaction's reference. */
export function sameReference(sheet: Sheet): Known<boolean> {
  const entries = earlier(sheet);
  if (entries === null) return unknown("/history");
  if (entries.length === 0) return known(false);
  const reference = sheet.stated<string>("transaction", "reference");
  if (!reference.known) return reference;
  return someTrue(
    entries.map(({ entry, pointer }) => {
      const other = own(entry, "reference");
      return other === undefined ? unknown(`${pointer}/reference`) : known(other === reference.value);
    }),
  );
}

/** An earlier one has the same amount, currency and payee, at most ten minutes apart. */
export function sameDetails(sheet: Sheet): Known<boolean> {
  const entries = earlier(sheet);
  if (entries === null) return unknown("/history");
  if (entries.length === 0) return known(false);
  const { amount, at: moment } = sheet;
  const payee = sheet.area("payeeId");
  return someTrue(
    entries.map(({ entry, pointer, at: then }): Known<boolean> => {
      if (amount.known && !sheet.cache.decimal(own(entry, "amount") as string | number).eq(amount.value))
        return known(false);
      if ((own(entry, "currency") ?? sheet.currency) !== sheet.currency) return known(false);
      const near = map(moment, (instant) => Math.abs(then - instant) <= TEN_MINUTES);
      if (near.known && !near.value) return near;
      const other = own(entry, "payee");
      if (payee !== undefined && other !== undefined && payee !== other) return known(false);
      if (payee === undefined) return unknown("/payeeId");
      if (other === undefined) return unknown(`${pointer}/payee`);
      return combine(amount, near, () => true);
    }),
  );
}

/** Running sums over the history, so that the sum of any stretch is one subtraction, however many limits ask. */
interface Sums {
  at: number[];
  amount: Decimal[];
  /** How many so far are in another currency. */
  foreign: number[];
}

function sumsOf(sheet: Sheet): Sums {
  const result: Sums = { at: [], amount: [ZERO], foreign: [0] };
  for (const { entry, at } of earlier(sheet) ?? []) {
    const currency = own(entry, "currency") as string | undefined;
    const isForeign = currency !== undefined && sheet.currency !== undefined && currency !== sheet.currency;
    result.at.push(at);
    result.amount.push(
      (result.amount.at(-1) as Decimal).plus(sheet.cache.decimal(own(entry, "amount") as string | number)),
    );
    result.foreign.push((result.foreign.at(-1) as number) + (isForeign ? 1 : 0));
  }
  return result;
}

/** The first index in [low, high) for which the test holds, by bisection: it must hold for all later ones. `high` where it holds for none. */
function firstIndex(low: number, high: number, test: (index: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (test(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The transactions that a rolling window counts now. Each is released at its own time plus the period. */
export class RollingWindow {
  /** Those in another currency: with one of them nothing can be added up. */
  readonly foreign: { pointer: string; currency: string }[];
  readonly #sums: Sums;
  readonly #from: number;
  readonly #to: number;
  readonly #period: Duration;
  readonly #zone: string;

  constructor(sheet: Sheet, entries: readonly Entry[], now: number, period: Duration, zone: string) {
    this.#sums = sheet.once(sumsOf);
    this.#period = period;
    this.#zone = zone;
    const { at, foreign } = this.#sums;
    this.#to = firstIndex(0, at.length, (i) => (at[i] as number) > now);
    this.#from = firstIndex(0, this.#to, (i) => this.#releasedAt(i) > now);
    const some = foreign[this.#to] !== foreign[this.#from];
    this.foreign = some
      ? entries.slice(this.#from, this.#to).flatMap(({ entry, pointer }) => {
          const currency = own(entry, "currency") as string | undefined;
          return currency !== undefined && currency !== sheet.currency ? [{ pointer, currency }] : [];
        })
      : [];
  }

  get used(): Decimal {
    return this.#amount(this.#from, this.#to);
  }
  get count(): number {
    return this.#to - this.#from;
  }
  #releasedAt(index: number): number {
    return addDuration(this.#sums.at[index] as number, this.#period, this.#zone);
  }
  #amount(from: number, to: number): Decimal {
    return (this.#sums.amount[to] as Decimal).minus(this.#sums.amount[from] as Decimal);
  }

  /** What is released by a later instant. */
  releasedBy(then: number): { amount: Decimal; count: number } {
    const end = firstIndex(this.#from, this.#to, (i) => this.#releasedAt(i) > then);
    return { amount: this.#amount(this.#from, end), count: end - this.#from };
  }

  /** The instant of the first release after which the test holds; it must hold for all later ones. Undefined where it never does. */
  firstRelease(test: (released: Decimal, count: number) => boolean): number | undefined {
    const last = firstIndex(this.#from, this.#to, (i) => test(this.#amount(this.#from, i + 1), i + 1 - this.#from));
    return last < this.#to ? this.#releasedAt(last) : undefined;
  }
}
