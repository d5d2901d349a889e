import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import { actions, causeOf, codes, everyAction, remedyOf } from "./example.js";

const at = "2026-03-10T10:00:00Z";
const payment = { kind: "payment", amount: "150", currency: "USD", at };
const transfer = { ...payment, kind: "transfer" };
const well = { balance: { available: "5000" }, fees: [], limits: [] };
/** The customer is not told of a stolen card, nor of what it leaves. */
const agent = { audience: "agent" };
const daily = { window: "daily", timeZone: "UTC" };
const steps = ({ plan }: Diagnosis) => plan?.steps.map(({ action }) => action);

describe("what a remedy does not take away", () => {
  it("a new order does not bring a lost card back, nor fill an empty account", async () => {
    const context = {
      transaction: { amount: "50", currency: "USD", status: "cancelled" },
      failure: { provider: "stripe", code: "lost_card" },
    };
    const lost = await diagnose(context, agent);
    expect(remedyOf(lost, "authentication.cancelled", "start_again").leaves).toEqual(["instrument.lost_or_stolen"]);
    expect(lost.plan).toBeNull();
    const empty = await diagnose({
      transaction: { amount: "50", currency: "USD", status: "expired" },
      failure: { provider: "stripe", code: "insufficient_funds" },
    });
    expect(remedyOf(empty, "transaction.expired", "start_again").leaves).toEqual(["balance.insufficient"]);
  });

  it.each(["stolen", "blocked"])("correct details do not make a %s card a good one", async (status) => {
    const failure = { provider: "stripe", code: "incorrect_cvc" };
    const diagnosis = await diagnose({ transaction: payment, instrument: { status }, failure }, agent);
    expect(remedyOf(diagnosis, "instrument.invalid_details", "update_details")).toMatchObject({
      verified: "clears_this",
    });
    expect(diagnosis.plan).toBeNull();
  });

  it("a PIN is no one-time code", async () => {
    const authentication = { method: "otp", status: "required" };
    const failure = { provider: "stripe", code: "incorrect_pin" };
    const diagnosis = await diagnose({ transaction: payment, ...well, authentication, failure });
    const again = remedyOf(diagnosis, "authentication.password_wrong", "enter_password_again");
    expect(again.leaves).toEqual(["authentication.challenge_required"]);
    expect(steps(diagnosis)).toHaveLength(2);
  });
});

describe("several limits of one kind over at once", () => {
  it("are waited for until the last of them ends", async () => {
    const incoming = { direction: "incoming", timeZone: "UTC" };
    const diagnosis = await diagnose({
      transaction: { ...payment, kind: "top_up" },
      balance: { available: "0", cap: "5000" },
      fees: [],
      limits: [
        { ...incoming, window: "daily", max: "200", used: "200" },
        { ...incoming, window: "monthly", max: "1000", used: "900" },
      ],
    });
    expect(remedyOf(diagnosis, "limit.incoming", "wait_until")).toMatchObject({
      params: { notBefore: "2026-04-01T00:00:00Z" },
      verified: "clears_all",
    });
    expect(diagnosis).toMatchObject({ verdict: "wait", retry: { when: "later", notBefore: "2026-04-01T00:00:00Z" } });
  });

  it("are all raised, or none: one that may not be raised still blocks", async () => {
    const own = { ...daily, used: "0", setBy: "customer", ceiling: "900" };
    const of = async (second: object) =>
      causeOf(
        await diagnose({ transaction: payment, ...well, limits: [{ ...own, max: "100" }, second] }),
        "limit.daily",
      );
    const both = (await of({ ...own, max: "120" })).remedies.find(({ action }) => action === "raise_limit");
    expect(both).toMatchObject({ verified: "clears_all", params: { limit: { value: "150.00" } } });
    expect(both?.patch?.map(({ path }) => path)).toEqual(["/limits/0/max", "/limits/1/max"]);
    expect(actions(await of({ ...own, max: "120", ceiling: "149.99" }))).not.toContain("raise_limit");
  });
});

describe("a plan", () => {
  it("waits and pays less where the customer may, and adds money where the price is fixed", async () => {
    const context = { balance: { available: "100" }, fees: [], limits: [{ ...daily, maxCount: 3, usedCount: 3 }] };
    expect(steps(await diagnose({ transaction: transfer, ...context }))).toEqual(["wait_until", "reduce_amount"]);
    expect(steps(await diagnose({ transaction: payment, ...context }))).toEqual(["top_up", "wait_until"]);
    const fixed = { ...transfer, amountFixed: true };
    expect(steps(await diagnose({ transaction: fixed, ...context }))).toEqual(["top_up", "wait_until"]);
  });

  it("lowers a fixed amount only where nothing else clears", async () => {
    const diagnosis = await diagnose({
      transaction: payment,
      balance: { available: "100" },
      fees: [],
      fundingSources: [],
    });
    expect(steps(diagnosis)).toEqual(["reduce_amount"]);
    expect(actions(causeOf(diagnosis, "balance.insufficient"))).toEqual(["use_other_method", "reduce_amount"]);
  });

  it("begins with a remedy of a later cause where the first one's fails", async () => {
    const diagnosis = await diagnose({
      transaction: { ...transfer, amount: "700" },
      balance: { available: "100", cap: "500" },
      fees: [],
      limits: [
        { window: "weekly", max: "100", used: "190", setBy: "customer", ceiling: "2000" },
        { window: "monthly", max: "100", used: "0", party: "payee" },
      ],
    });
    expect(steps(diagnosis)).toEqual(["raise_limit", "reduce_amount"]);
  });
});

describe("a wait", () => {
  it("is not offered for a day on which the card is no longer good", async () => {
    const diagnosis = await diagnose({
      transaction: { ...payment, at: "2026-03-30T10:00:00Z" },
      balance: { available: "1000" },
      fees: [],
      instrument: { kind: "wallet", expires: "2026-03" },
      limits: [{ ...daily, window: "monthly", max: "200", used: "100" }],
    });
    expect(everyAction(diagnosis)).not.toContain("wait_until");
    expect(diagnosis.verdict).not.toBe("wait");
  });

  it("is over where the window ended since the attempt: it is tried again now", async () => {
    const context = { transaction: payment, ...well, limits: [{ ...daily, max: "1000", used: "900" }] };
    const diagnosis = await diagnose(context, { now: "2026-03-11T09:00:00Z" });
    expect(codes(diagnosis)).toEqual(["limit.daily"]);
    expect(actions(causeOf(diagnosis, "limit.daily"))).toEqual(["retry_now"]);
    expect(remedyOf(diagnosis, "limit.daily", "retry_now")).toMatchObject({
      verified: "clears_all",
      patch: [
        { op: "replace", path: "/transaction/at", value: "2026-03-11T09:00:00Z" },
        { op: "remove", path: "/limits/0/used" },
      ],
    });
  });
});

describe("an amount", () => {
  it("cannot be checked while what is used is not known", async () => {
    const limits = [{ ...daily, max: "500", setBy: "customer", ceiling: "900" }];
    const diagnosis = await diagnose({ transaction: { ...transfer, amount: "600" }, ...well, limits });
    for (const action of ["raise_limit", "reduce_amount"])
      expect(remedyOf(diagnosis, "limit.daily", action)).toMatchObject({ verified: "not_simulated", patch: null });
    expect(diagnosis.plan).toBeNull();
  });

  it("is one among others only where every smaller one passes too", async () => {
    const upTo = async (least: object) => {
      const limits = [{ window: "per_transaction", max: "100", ...least }];
      return remedyOf(
        await diagnose({ transaction: transfer, ...well, limits }),
        "limit.per_transaction",
        "reduce_amount",
      ).params;
    };
    expect(await upTo({})).toMatchObject({ amount: { value: "100.00" }, upTo: { value: "100.00" } });
    expect(await upTo({ min: "80" })).not.toHaveProperty("upTo");
  });

  it("is not advised where it is zero or less: the order is started again", async () => {
    for (const amount of ["-50", "0"]) {
      const diagnosis = await diagnose({ transaction: { ...payment, amount }, ...well });
      expect(everyAction(diagnosis)).toEqual(["start_again", "contact_merchant"]);
    }
  });

  it("is split in as few parts as pass, of which the last may be smaller", async () => {
    const diagnosis = await diagnose({
      transaction: { ...payment, amount: "110", splittable: true },
      balance: { available: "120" },
      fees: [{ bands: [{ upTo: "20", flat: "0" }, { flat: "10" }] }],
      limits: [{ window: "per_transaction", max: "90" }],
    });
    // 90 with its fee of 10, and 20 without one: 120.
    expect(remedyOf(diagnosis, "limit.per_transaction", "split_payment").params).toEqual({
      parts: 2,
      amount: { value: "90.00", currency: "USD" },
    });
  });

  it("of a top-up has to be allowed itself", async () => {
    const limits = [{ window: "per_transaction", direction: "incoming", min: "100" }];
    const diagnosis = await diagnose({ transaction: payment, balance: { available: "100" }, fees: [], limits });
    expect(remedyOf(diagnosis, "balance.insufficient", "top_up")).toMatchObject({
      verified: "fails",
      leaves: ["limit.minimum"],
    });
  });
});

describe("what is left out", () => {
  it("while money may have moved, is all that pays again or hides it", async () => {
    const before = { at: "2026-03-10T09:55:00Z", amount: "150", status: "pending", payee: "p" };
    const contexts = [
      { transaction: transfer, payeeId: "p", history: [before] },
      { transaction: transfer, failure: { provider: "mpesa", code: "1037" } },
      { transaction: { ...transfer, debited: true } },
    ];
    for (const context of contexts) {
      const diagnosis = await diagnose({ ...well, balance: { available: "20" }, ...context });
      expect(actions(diagnosis.causes[0] as Diagnosis["causes"][number])[0]).toBe("check_status");
      for (const action of ["top_up", "reduce_amount", "use_other_method", "retry_now", "start_again"])
        expect(everyAction(diagnosis)).not.toContain(action);
      expect(diagnosis.plan).toBeNull();
    }
  });

  it("on a refund, is what only a payer can do", async () => {
    const refund = { ...payment, kind: "refund" };
    const diagnosis = await diagnose({ transaction: refund, ...well, balance: { available: "400", cap: "500" } });
    expect(everyAction(diagnosis)).toEqual(["make_room"]);
  });

  it("beside suspected fraud, is another card too", async () => {
    const failure = { provider: "stripe", code: "fraudulent" };
    const diagnosis = await diagnose({ transaction: payment, balance: { available: "100" }, failure });
    expect(everyAction(diagnosis)).not.toContain("use_other_method");
  });

  it("is a new code where none was used", async () => {
    const of = async (method: string) => {
      const authentication = { method, status: "failed" };
      return actions(
        causeOf(await diagnose({ transaction: payment, ...well, authentication }), "authentication.challenge_failed"),
      );
    };
    expect(await of("biometric")).not.toContain("request_new_code");
    expect(await of("otp")).toContain("request_new_code");
  });

  it("is a confirmation while nobody is there: the merchant brings the customer back", async () => {
    const authentication = { method: "challenge", status: "required" };
    const transaction = { ...payment, initiator: "merchant" };
    const toldTo = async (audience: "agent" | "customer") => {
      const diagnosis = await diagnose({ transaction, ...well, authentication }, { locale: "en", audience });
      return remedyOf(diagnosis, "authentication.challenge_required", "complete_challenge");
    };
    const remedy = await toldTo("agent");
    expect(remedy).toMatchObject({ who: "merchant", effort: "hours", params: { initiator: "merchant" } });
    expect(remedy.title).toMatch(/^Bring the customer back/);
    expect((await toldTo("customer")).title).toBe("Go back to the merchant to confirm this payment");
  });
});
