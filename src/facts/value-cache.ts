import { type Decimal, decimal } from "../base/money.js";
import { type CalendarWindow, instantText, parseInstant, windowEnd } from "../base/time.js";

/**
 * The amounts, times and ends of windows of one call, each worked out once: the patched contexts that check its remedies hold mostly the same
 * ones. It belongs to the call and is dropped with it, so nothing of a context is kept in memory afterwards.
 */
export class ValueCache {
  readonly #decimals = new Map<string | number, Decimal>();
  readonly #instants = new Map<string, number>();
  readonly #ends = new Map<string, number>();
  readonly #texts = new Map<string, string>();

  /** The decimal of a checked text or number. */
  decimal(text: string | number): Decimal {
    return once(this.#decimals, text, () => decimal(text));
  }

  /** The instant of a checked RFC 3339 text. */
  instant(text: string): number {
    return once(this.#instants, text, () => parseInstant(text) as number);
  }

  /** The end of the calendar window that `now` lies in. */
  windowEnd(now: number, window: CalendarWindow, zone: string): number {
    return once(this.#ends, `${now} ${window} ${zone}`, () => windowEnd(now, window, zone));
  }

  /** RFC 3339 of an instant at the offset of a time zone. */
  instantText(instant: number, zone: string): string {
    return once(this.#texts, `${instant} ${zone}`, () => instantText(instant, zone));
  }
}

function once<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const found = values.get(key);
  if (found !== undefined) return found;
  const made = make();
  values.set(key, made);
  return made;
}
