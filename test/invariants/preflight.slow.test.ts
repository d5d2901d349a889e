import { Temporal } from "temporal-polyfill";
import { describe, expect } from "vitest";
import { type Fields, iso } from "../support/contexts.js";
import { always, at, clone, codes, isAmountCause } from "../support/laws.js";
import { diagnose, preflight } from "../support/untyped.js";

describe("the largest amount", () => {
  const unitOf = (context: Fields): number => {
    const exponent = at(context, "/transaction/exponent") as number | undefined;
    return exponent ?? 2;
  };

  always("has no amount cause, and one minor unit more has one", async ({ context, options }) => {
    const { largestAmount } = await diagnose(context, options);
    if (largestAmount === null) return;
    expect(largestAmount.currency).toBe(at(context, "/transaction/currency"));
    const exponent = unitOf(context);
    expect((largestAmount.value.split(".")[1] ?? "").length).toBe(exponent);
    const units = BigInt(largestAmount.value.replace(".", ""));
    expect(units > 0n).toBe(true);
    const text = (n: bigint): string => {
      const digits = String(n).padStart(exponent + 1, "0");
      return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
    };
    const { failure: _, ...rest } = context;
    const amountCauses = async (n: bigint): Promise<string[]> => {
      const other = { ...rest, transaction: { ...(rest.transaction as Fields), amount: text(n) } };
      return codes(await diagnose(other, options)).filter(isAmountCause);
    };
    expect(await amountCauses(units)).toEqual([]);
    expect(await amountCauses(units + 1n)).not.toEqual([]);
  });
});

describe("preflight", () => {
  always("passes exactly where nothing blocks, and never minds the status", async ({ context, options }) => {
    const flight = await preflight(context, options);
    expect(flight.outcome === "blocked").toBe(flight.causes.length > 0);
    expect(flight.outcome === "passes").toBe(flight.passes);
    const now = options.now ?? (at(context, "/transaction/at") as string | undefined);
    if (flight.passes) expect(flight.passesAt).toBe(now ?? null);
    for (const status of ["succeeded", "failed", "pending", "planned", "cancelled"]) {
      const other = { ...context, transaction: { ...(context.transaction as Fields | undefined), status } };
      expect(await preflight(other, options)).toEqual(flight);
    }
    const planned = { ...context, transaction: { ...(context.transaction as Fields | undefined), status: "planned" } };
    const diagnosis = await diagnose(planned, options);
    expect(codes(flight)).toEqual(codes(diagnosis));
    expect(diagnosis.verdict === "not_failed").toBe(flight.outcome !== "blocked");
  });

  /** The context as waiting until then leaves it, seen from then. */
  function waited(context: Fields, now: number, then: number): Fields {
    const copy = clone(context);
    const history = (copy.history ?? null) as { at: string; amount: string | number; status: string }[] | null;
    for (const limit of (copy.limits ?? []) as Fields[]) {
      const window = limit.window as string;
      const timeZone = limit.timeZone as string | undefined;
      const over = isStale(limit, now);
      // No window of the calendar ends here, so a stated end says nothing.
      if (!over && ["rolling", "per_transaction"].includes(window)) delete limit.resetsAt;
      if (window === "rolling") {
        if (limit.period === undefined || history === null) continue;
        const released = history.filter((entry) => {
          if (entry.status === "failed" || Date.parse(entry.at) > now) return false;
          const end = Temporal.Instant.from(entry.at)
            .toZonedDateTimeISO(timeZone ?? "UTC")
            .add(inHours(limit.period as string)).epochMilliseconds;
          return end > now && end <= then;
        });
        const sum = released.reduce((total, entry) => total + Math.round(Number(entry.amount) * 100), 0);
        if (limit.used !== undefined && !over)
          limit.used = (Math.max(0, Math.round(Number(limit.used) * 100) - sum) / 100).toFixed(2);
        if (limit.usedCount !== undefined && !over)
          limit.usedCount = Math.max(0, (limit.usedCount as number) - released.length);
        continue;
      }
      if (window === "per_transaction" || over) continue;
      const end =
        limit.resetsAt !== undefined
          ? Date.parse(limit.resetsAt as string)
          : timeZone === undefined
            ? undefined
            : endOfWindow(now, window, timeZone);
      if (end === undefined || end > then) continue;
      if (limit.used !== undefined) limit.used = "0";
      if (limit.usedCount !== undefined) limit.usedCount = 0;
      delete limit.resetsAt;
    }
    const authentication = copy.authentication as Fields | undefined;
    const until = authentication?.lockedUntil as string | undefined;
    if (authentication && until !== undefined && Date.parse(until) > now && Date.parse(until) <= then) {
      if (authentication.status === "failed") delete authentication.status;
      if (authentication.attemptsLeft === 0) delete authentication.attemptsLeft;
    }
    return copy;
  }
  const isStale = (limit: Fields, now: number): boolean =>
    limit.resetsAt !== undefined && Date.parse(limit.resetsAt as string) <= now;
  const inHours = (period: string): Temporal.Duration => {
    const { months, days, hours } = Temporal.Duration.from(period);
    return Temporal.Duration.from({ months, hours: days * 24 + hours });
  };
  function endOfWindow(now: number, window: string, timeZone: string): number | undefined {
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
    const next: Record<string, () => Temporal.PlainDate> = {
      daily: () => today.add({ days: 1 }),
      weekly: () => today.add({ days: 8 - today.dayOfWeek }),
      monthly: () => today.with({ day: 1 }).add({ months: 1 }),
      yearly: () => today.with({ day: 1, month: 1 }).add({ years: 1 }),
    };
    return next[window]?.().toZonedDateTime(timeZone).epochMilliseconds;
  }
  const instants = (context: Fields, now: number): number[] => {
    const found = new Set<number>();
    const add = (time: number | undefined): void => {
      if (time !== undefined && time > now) found.add(time);
    };
    add(Date.parse((at(context, "/network/serviceBackAt") as string | undefined) ?? "-"));
    add(Date.parse((at(context, "/authentication/lockedUntil") as string | undefined) ?? "-"));
    for (const limit of (context.limits ?? []) as Fields[]) {
      if (limit.resetsAt !== undefined) add(Date.parse(limit.resetsAt as string));
      else if (limit.timeZone !== undefined) add(endOfWindow(now, limit.window as string, limit.timeZone as string));
      if (limit.window !== "rolling" || limit.period === undefined) continue;
      for (const entry of (context.history ?? []) as { at: string; status: string }[]) {
        if (entry.status === "failed" || Date.parse(entry.at) > now) continue;
        const zoned = Temporal.Instant.from(entry.at).toZonedDateTimeISO((limit.timeZone as string) ?? "UTC");
        add(zoned.add(inHours(limit.period as string)).epochMilliseconds);
      }
    }
    return [...found].sort((a, b) => a - b);
  };

  always("names the first time at which waiting is enough", async ({ context, options }) => {
    const now = options.now ?? (at(context, "/transaction/at") as string | undefined);
    const flight = await preflight(context, options);
    if (now === undefined) expect(flight.passesAt).toBeNull();
    if (now === undefined || flight.passes) return;
    let first: number | undefined;
    for (const then of instants(context, Date.parse(now))) {
      const seen = await preflight(waited(context, Date.parse(now), then), { ...options, now: iso(then) });
      if (!seen.passes) continue;
      first = then;
      break;
    }
    const found = flight.passesAt === null ? undefined : Date.parse(flight.passesAt);
    expect(found === undefined ? "never" : iso(found)).toBe(first === undefined ? "never" : iso(first));
  });
});
