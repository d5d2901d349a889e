import { describe, expect, it } from "vitest";
import { diagnose, preflight } from "../support/untyped.js";
import { actions, causeOf, codes, remedyOf } from "./example.js";

const en = { locale: "en" };
const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const daily = { window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" };
const midnight = "2026-11-23T00:00:00Z";

describe("a service that is down", () => {
  it("without a stated end is waited for, and up again after the wait", async () => {
    const diagnosis = await diagnose({ transaction, network: { service: "maintenance" } }, en);
    const wait = remedyOf(diagnosis, "provider.maintenance", "wait_until");
    expect(wait).toMatchObject({ params: {}, verified: "clears_all" });
    expect(wait.patch).toEqual([{ op: "replace", path: "/network/service", value: "up" }]);
    expect(diagnosis.retry).toMatchObject({ when: "later", sameReference: true });
  });

  it("by a code alone is waited for as well, though the wait cannot be simulated", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "SERVICE_MAINTENANCE" } }, en);
    expect(remedyOf(diagnosis, "provider.maintenance", "wait_until")).toMatchObject({
      params: {},
      patch: null,
      verified: "not_simulated",
    });
    expect(diagnosis.verdict).toBe("wait");
  });

  it("by facts and a code is up after the wait, and the code is gone", async () => {
    const network = { service: "maintenance" };
    const diagnosis = await diagnose({ transaction, network, failure: { code: "SERVICE_MAINTENANCE" } }, en);
    expect(remedyOf(diagnosis, "provider.maintenance", "wait_until").patch).toEqual([
      { op: "replace", path: "/network/service", value: "up" },
      { op: "remove", path: "/failure" },
    ]);
  });

  it("is not waited for once its stated end is past, whatever a code says", async () => {
    const network = { service: "maintenance", serviceBackAt: "2026-11-22T08:00:00Z" };
    const diagnosis = await diagnose({ transaction, network, failure: { code: "SERVICE_MAINTENANCE" } }, en);
    expect(actions(causeOf(diagnosis, "provider.maintenance"))).not.toContain("wait_until");
  });

  it("beside a limit is only a matter of waiting, though its end is not known", async () => {
    const context = { transaction, network: { service: "maintenance" }, limits: [daily] };
    for (const failure of [undefined, { code: "SERVICE_MAINTENANCE" }]) {
      const diagnosis = await diagnose({ ...context, failure }, en);
      expect(codes(diagnosis)).toEqual(["provider.maintenance", "limit.daily"]);
      expect(diagnosis.verdict).toBe("wait");
      // The service may be back by then, the limit is new only then.
      expect(diagnosis.retry).toMatchObject({ when: "later", notBefore: "2026-11-23T00:00:00Z" });
    }
  });
});

describe("a limit that resets", () => {
  it("beside too little money is not a matter of waiting alone", async () => {
    const context = { transaction, limits: [daily], balance: { available: "100.00" }, fees: [] };
    const diagnosis = await diagnose(context, en);
    expect(codes(diagnosis)).toEqual(["balance.insufficient", "limit.daily"]);
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("is empty after the wait, and nothing is said of the service and of limits that go on", async () => {
    const monthly = { ...daily, window: "monthly", max: "9000.00" };
    const diagnosis = await diagnose({ transaction, limits: [daily, monthly] }, en);
    expect(remedyOf(diagnosis, "limit.daily", "wait_until").patch).toEqual([
      { op: "replace", path: "/transaction/at", value: midnight },
      { op: "replace", path: "/limits/0/used", value: "0.00" },
    ]);
  });

  it("by count allows another payment after the wait, and other counts go on", async () => {
    const diagnosis = await diagnose(
      {
        transaction,
        limits: [
          { window: "monthly", maxCount: 30, usedCount: 12, timeZone: "UTC" },
          { window: "daily", maxCount: 3, usedCount: 3, timeZone: "UTC" },
        ],
      },
      en,
    );
    const wait = remedyOf(diagnosis, "limit.count", "wait_until");
    expect(wait).toMatchObject({ params: { notBefore: midnight }, verified: "clears_all" });
    expect(wait.patch).toEqual([
      { op: "replace", path: "/transaction/at", value: midnight },
      { op: "replace", path: "/limits/1/usedCount", value: 0 },
    ]);
  });

  it("at a time that is not known is not waited for", async () => {
    const { timeZone: _, ...nowhere } = daily;
    const diagnosis = await diagnose({ transaction, limits: [nowhere] }, en);
    expect(actions(causeOf(diagnosis, "limit.daily"))).not.toContain("wait_until");
    expect(diagnosis.verdict).toBe("self_service");
  });

  it("by a code alone is not waited for, as no end is known", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "DAILY_LIMIT_EXCEEDED" } }, en);
    expect(actions(causeOf(diagnosis, "limit.daily"))).not.toContain("wait_until");
  });

  it("after the order has ended is not waited for", async () => {
    const waits = async (expiresAt: string) => {
      const diagnosis = await diagnose({ transaction: { ...transaction, expiresAt }, limits: [daily] }, en);
      return actions(causeOf(diagnosis, "limit.daily")).includes("wait_until");
    };
    expect(await waits("2026-11-22T23:59:59Z")).toBe(false);
    expect(await waits(midnight)).toBe(false);
    expect(await waits("2026-11-23T00:00:01Z")).toBe(true);
  });
});

describe("a lock that ends", () => {
  const authentication = { method: "pin", status: "failed", attemptsLeft: 2, lockedUntil: "2026-11-22T10:00:00Z" };

  it("takes the failed try with it, and leaves the tries that are left", async () => {
    const diagnosis = await diagnose({ transaction, authentication }, en);
    expect(remedyOf(diagnosis, "authentication.password_locked", "wait_for_unlock").patch).toEqual([
      { op: "replace", path: "/transaction/at", value: "2026-11-22T10:00:00Z" },
      { op: "remove", path: "/authentication/lockedUntil" },
      { op: "remove", path: "/authentication/status" },
    ]);
  });

  it("gives back the tries where none was left, and leaves a challenge that is still to be met", async () => {
    const spent = { method: "pin", status: "required", attemptsLeft: 0, lockedUntil: "2026-11-22T10:00:00Z" };
    const diagnosis = await diagnose({ transaction, authentication: spent }, en);
    const wait = remedyOf(diagnosis, "authentication.password_locked", "wait_for_unlock");
    expect(wait.patch).toEqual([
      { op: "replace", path: "/transaction/at", value: "2026-11-22T10:00:00Z" },
      { op: "remove", path: "/authentication/lockedUntil" },
      { op: "remove", path: "/authentication/attemptsLeft" },
    ]);
    expect(wait).toMatchObject({ verified: "clears_this", leaves: ["authentication.challenge_required"] });
  });

  it("with the order or after it is not waited for", async () => {
    const waits = async (expiresAt: string) => {
      const diagnosis = await diagnose({ transaction: { ...transaction, expiresAt }, authentication }, en);
      return actions(causeOf(diagnosis, "authentication.password_locked")).includes("wait_for_unlock");
    };
    expect(await waits("2026-11-22T10:00:00Z")).toBe(false);
    expect(await waits("2026-11-22T10:00:01Z")).toBe(true);
  });

  it("at no known time is not waited for: only a new PIN gives new tries", async () => {
    const spent = { method: "pin", status: "failed", attemptsLeft: 0 };
    const diagnosis = await diagnose({ transaction, authentication: spent }, en);
    const cause = causeOf(diagnosis, "authentication.password_locked");
    expect(actions(cause)).not.toContain("wait_for_unlock");
    const reset = remedyOf(diagnosis, cause.code, "reset_payment_password");
    expect(reset.verified).toBe("clears_all");
    expect(reset.patch).toEqual([
      { op: "replace", path: "/authentication/status", value: "passed" },
      { op: "remove", path: "/authentication/attemptsLeft" },
    ]);
  });

  it("by a code alone is not waited for after its stated end", async () => {
    const past = { method: "pin", lockedUntil: "2026-11-22T08:00:00Z" };
    const failure = { code: "PIN_LOCKED" };
    const diagnosis = await diagnose({ transaction, authentication: past, failure }, en);
    expect(actions(causeOf(diagnosis, "authentication.password_locked"))).not.toContain("wait_for_unlock");
  });
});

describe("an advice code that says how long to wait", () => {
  // The card network's 24: again after one hour.
  const failure = { code: "ISSUER_UNAVAILABLE", adviceCode: "24" };
  const anHourLater = "2026-11-22T10:00:00Z";

  it("gives the wait of the code beside it its end, counted from the attempt", async () => {
    const diagnosis = await diagnose({ transaction, failure }, en);
    expect(remedyOf(diagnosis, "issuer.unavailable", "wait_until").params).toEqual({ notBefore: anHourLater });
    expect(diagnosis.retry).toEqual({
      when: "later",
      notBefore: anHourLater,
      sameReference: true,
      decline: "soft",
      because: { provider: "mastercard", code: "24" },
    });
    const later = await diagnose({ transaction, failure }, { ...en, now: "2026-11-22T09:30:00Z" });
    expect(later.retry.notBefore).toBe(anHourLater);
    const over = await diagnose({ transaction, failure }, { ...en, now: anHourLater });
    expect(over.retry.when).toBe("now");
  });

  it("says nothing of the end of an outage that only the facts show", async () => {
    const diagnosis = await diagnose({ transaction, network: { service: "down" }, failure }, en);
    expect(remedyOf(diagnosis, "provider.outage", "wait_until").params).toEqual({});
    expect(remedyOf(diagnosis, "issuer.unavailable", "wait_until").params).toEqual({ notBefore: anHourLater });
  });

  it("delays also where there is something else to do first", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "INSUFFICIENT_FUNDS", adviceCode: "24" } }, en);
    expect(diagnosis.verdict).toBe("self_service");
    expect(diagnosis.retry).toMatchObject({ when: "later", notBefore: anHourLater, sameReference: false });
  });

  it("delays without an end where it is not known what time it is, or where no such time can be written", async () => {
    const { at: _, ...timeless } = transaction;
    const never = { ...transaction, at: "9999-12-30T23:30:00Z" };
    for (const attempt of [timeless, never]) {
      const diagnosis = await diagnose({ transaction: attempt, failure }, en);
      expect(remedyOf(diagnosis, "issuer.unavailable", "wait_until").params).toEqual({});
      expect(diagnosis.retry).toMatchObject({ when: "later", sameReference: true });
    }
  });

  it("is not there: the wait has no end", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "RATE_LIMITED" } }, en);
    expect(remedyOf(diagnosis, "provider.rate_limited", "wait_until").params).toEqual({});
    expect(diagnosis.retry).toMatchObject({ when: "later", sameReference: true });
  });
});

describe("a payment looked at before it is made", () => {
  const passesAt = async (context: object) => (await preflight(context, en)).passesAt;

  it("passes when the last of a lock, a service and two limits has ended", async () => {
    const context = {
      transaction,
      network: { service: "down", serviceBackAt: "2026-11-22T12:00:00Z" },
      authentication: { method: "pin", lockedUntil: "2026-11-22T10:00:00Z" },
    };
    expect(await passesAt(context)).toBe("2026-11-22T12:00:00Z");
    const roomy = { ...daily, window: "yearly", max: "900.00" };
    expect(await passesAt({ ...context, limits: [daily, roomy] })).toBe(midnight);
    const count = { window: "weekly", maxCount: 1, usedCount: 1, timeZone: "UTC" };
    // The week ends on Sunday, as the day does.
    expect(await passesAt({ ...context, limits: [daily, count] })).toBe(midnight);
    const locked = { method: "pin", lockedUntil: "2026-11-24T10:00:00Z" };
    expect(await passesAt({ ...context, authentication: locked, limits: [daily] })).toBe("2026-11-24T10:00:00Z");
  });

  it("does not wait for the end of what is stated of a service that is up", async () => {
    const network = { service: "up", serviceBackAt: "2026-12-22T12:00:00Z" };
    expect(await passesAt({ transaction, network, limits: [daily] })).toBe(midnight);
  });

  it("never passes by waiting where more stands against it, or a limit has no known end", async () => {
    expect(await passesAt({ transaction, limits: [daily], account: { status: "frozen" } })).toBeNull();
    expect(await passesAt({ transaction, limits: [daily, { ...daily, timeZone: null }] })).toBeNull();
    expect(await passesAt({ transaction, network: { service: "down" } })).toBeNull();
  });

  it("does not pass by waiting for a lock that has ended already", async () => {
    const authentication = { method: "pin", status: "failed", lockedUntil: "2026-11-22T08:00:00Z" };
    expect(await passesAt({ transaction, authentication })).toBeNull();
  });

  it("never passes after the order or the card has run out", async () => {
    const endsAt = (expiresAt: string) => ({ transaction: { ...transaction, expiresAt }, limits: [daily] });
    expect(await passesAt(endsAt(midnight))).toBeNull();
    expect(await passesAt(endsAt("2026-11-23T00:00:01Z"))).toBe(midnight);
    const monthly = { window: "monthly", max: "200.00", used: "100.00", timeZone: "UTC" };
    const card = (expires: string) => ({ transaction, limits: [monthly], instrument: { kind: "debit_card", expires } });
    expect(await passesAt(card("2026-11"))).toBeNull();
    expect(await passesAt(card("2026-12"))).toBe("2026-12-01T00:00:00Z");
  });

  it("has no known time to pass at where now is not known", async () => {
    const { at: _, ...timeless } = transaction;
    const balance = { available: "5000000.00" };
    const passing = await preflight({ transaction: timeless, balance, fees: [] }, en);
    expect(passing).toMatchObject({ outcome: "passes", passes: true, passesAt: null });
    const unknown = await preflight({ transaction: timeless, fees: [] }, en);
    expect(unknown).toMatchObject({ outcome: "unknown", passes: false, passesAt: null });
    const reset = { ...daily, resetsAt: midnight };
    expect(await preflight({ transaction: timeless, limits: [reset] }, en)).toMatchObject({
      passes: false,
      passesAt: null,
    });
  });
});
