import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";
import { codes, remedyOf } from "./example.js";

const en = { locale: "en" };
/** A transfer, whose amount the customer may change, sent again after a failure. */
const transaction = {
  kind: "transfer",
  amount: "120.00",
  currency: "USD",
  at: "2026-11-22T09:00:00Z",
  reference: "R-1",
};
const short = { transaction, balance: { available: "100.00" }, fees: [] };
const wrongPin = { method: "pin", status: "failed" };
/** The customer has tried this before, and it has failed. */
const tried = (cause: string, ...triedRemedies: string[]) => ({
  at: "2026-11-21T09:00:00Z",
  amount: "5.00",
  reference: "R-1",
  status: "failed",
  cause,
  triedRemedies,
});
const stepsOf = ({ plan }: Diagnosis): unknown[] | undefined =>
  plan?.steps.map(({ action, params }) => params.source ?? action);

describe("a plan", () => {
  it("takes the source that costs least of those that are as quick", async () => {
    const context = { ...short, history: [tried("balance.insufficient", "reduce_amount")] };
    const from = async (...fees: string[]) => {
      const fundingSources = fees.map((flat, i) => ({ kind: "agent", label: `Source ${i}`, fees: [{ flat }] }));
      return stepsOf(await diagnose({ ...context, fundingSources }, en));
    };
    expect(await from("2.00", "0.50", "1.00")).toEqual(["Source 1"]);
    expect(await from("0.50", "2.00", "1.00")).toEqual(["Source 0"]);
    expect(await from("1.00", "0.50", "0.50")).toEqual(["Source 1"]);
    // However many there are.
    expect(await from(...Array<string>(11).fill("1.00"), "0.50")).toEqual(["Source 11"]);
  });

  it("takes what is quickest before what costs least", async () => {
    const { plan } = await diagnose({ ...short, fundingSources: [{ kind: "agent" }] }, en);
    expect(plan).toMatchObject({
      steps: [{ cause: "balance.insufficient", action: "reduce_amount" }],
      patch: [{ op: "replace", path: "/transaction/amount", value: "100.00" }],
      clears: true,
    });
  });

  it("takes one slow step rather than two quick ones", async () => {
    // Either lock and limit end with the day, or the PIN is reset and the amount is lowered.
    const diagnosis = await diagnose(
      {
        transaction,
        authentication: { ...wrongPin, lockedUntil: "2026-11-23T00:00:00Z" },
        limits: [{ window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" }],
      },
      en,
    );
    expect(codes(diagnosis)).toEqual(["authentication.password_locked", "limit.daily"]);
    expect(stepsOf(diagnosis)).toEqual(["wait_for_unlock"]);
  });

  it("leaves out what was tried without success, at its first step and after", async () => {
    const context = { ...short, fundingSources: [{ kind: "agent" }], authentication: wrongPin };
    expect(stepsOf(await diagnose(context, en))).toEqual(["enter_password_again", "reduce_amount"]);
    const before = tried("balance.insufficient", "reduce_amount");
    expect(stepsOf(await diagnose({ ...context, history: [before] }, en))).toEqual(["enter_password_again", "agent"]);
    const both = [before, tried("authentication.password_wrong", "enter_password_again")];
    expect(stepsOf(await diagnose({ ...context, history: both }, en))).toEqual(["reset_payment_password", "agent"]);
  });

  it("changes a shop's price only where nothing else clears, not even what was tried before", async () => {
    const limits = [{ window: "daily", max: "200", used: "100", timeZone: "UTC" }];
    const context = {
      transaction: { amount: "150", currency: "USD", at: "2026-03-10T10:00:00Z" },
      limits,
      history: [
        {
          at: "2026-03-09T12:00:00Z",
          amount: "150",
          status: "failed",
          cause: "limit.daily",
          triedRemedies: ["wait_until"],
        },
      ],
    };
    expect(stepsOf(await diagnose(context, en))).toEqual(["wait_until"]);
    const transfer = { ...context, transaction: { ...context.transaction, kind: "transfer" } };
    expect(stepsOf(await diagnose(transfer, en))).toEqual(["reduce_amount"]);
  });

  it("changes a shop's price even again where that is all that clears", async () => {
    const diagnosis = await diagnose(
      {
        transaction: { ...transaction, kind: "payment" },
        balance: { available: "500.00" },
        fees: [],
        limits: [{ window: "per_transaction", max: "100.00" }],
        history: [tried("limit.per_transaction", "reduce_amount")],
      },
      en,
    );
    expect(codes(diagnosis)).toEqual(["limit.per_transaction"]);
    expect(stepsOf(diagnosis)).toEqual(["reduce_amount"]);
  });

  it("takes what was tried for one cause where that cause has nothing else, and nothing was tried for the other", async () => {
    const diagnosis = await diagnose(
      {
        ...short,
        balance: { available: "100.00", cap: "119.99" },
        authentication: wrongPin,
        history: [tried("balance.insufficient", "reduce_amount")],
      },
      en,
    );
    expect(stepsOf(diagnosis)).toEqual(["enter_password_again", "reduce_amount"]);
  });

  it("has no step that fails by itself", async () => {
    const diagnosis = await diagnose(
      {
        ...short,
        balance: { available: "100.00", cap: "119.99" },
        history: [tried("balance.insufficient", "reduce_amount")],
      },
      en,
    );
    expect(remedyOf(diagnosis, "balance.insufficient", "top_up").verified).toBe("fails");
    // The amount was lowered before, without success; it is all that is left.
    expect(stepsOf(diagnosis)).toEqual(["reduce_amount"]);
  });

  it("is not there where something can only be done by others, or nothing blocks", async () => {
    const frozen = await diagnose({ ...short, account: { status: "frozen" } }, en);
    expect(codes(frozen)).toEqual(["account.frozen", "balance.insufficient"]);
    expect(frozen.plan).toBeNull();
    expect((await diagnose({ ...short, balance: { available: "120.00" } }, en)).plan).toBeNull();
  });

  it("clears as much as six causes, one after another, and no more", async () => {
    const six = {
      ...short,
      network: { status: "offline" },
      authentication: wrongPin,
      account: { verification: "none", requiredVerification: "full" },
      instrument: { kind: "prepaid_card", status: "expired" },
      payee: { status: "not_found" },
    };
    const diagnosis = await diagnose(six, en);
    expect(diagnosis.causes).toHaveLength(6);
    expect(stepsOf(diagnosis)).toEqual([
      "switch_network",
      "enter_password_again",
      "verify_identity",
      "update_details",
      "reduce_amount",
      "correct_payee",
    ]);
    const limits = [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }];
    const seven = await diagnose({ ...six, limits }, en);
    expect(seven.causes).toHaveLength(7);
    expect(seven.plan).toBeNull();
  });

  it("is the same where what is not known is written as null", async () => {
    const context = { ...short, network: { service: "maintenance" }, limits: [{ window: "daily", max: "500.00" }] };
    const withNulls = {
      ...context,
      balance: { available: "100.00", held: null, cap: null },
      network: { service: "maintenance", serviceBackAt: null, timedOut: null },
      authentication: null,
      history: null,
    };
    const [plain, nulls] = [await diagnose(context, en), await diagnose(withNulls, en)];
    expect(nulls.plan?.steps).toEqual(plain.plan?.steps);
    expect(nulls.plan?.steps).toHaveLength(2);
    const verified = ({ causes }: Diagnosis) => causes.flatMap((cause) => cause.remedies.map((one) => one.verified));
    expect(verified(nulls)).toEqual(verified(plain));
  });

  it("waits first where only then it is known which amount would pass", async () => {
    const { plan } = await diagnose(
      {
        ...short,
        fundingSources: [],
        limits: [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }],
      },
      en,
    );
    expect(plan?.steps.map(({ cause, action }) => [cause, action])).toEqual([
      ["limit.count", "wait_until"],
      ["balance.insufficient", "reduce_amount"],
    ]);
  });

  it("of the same steps in another order has the first cause's first, as soon as it can be", async () => {
    const { causes, plan } = await diagnose(
      {
        ...short,
        fundingSources: [],
        limits: [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }],
        network: { status: "unstable" },
      },
      en,
    );
    expect(causes.map(({ code }) => code)).toEqual(["balance.insufficient", "limit.count", "network.unstable"]);
    expect(plan?.steps.map(({ action }) => action)).toEqual(["wait_until", "reduce_amount", "switch_network"]);
  });

  it.each([
    ["risk.abnormal_activity", "unsafe"],
    ["risk.suspected_fraud", "unsafe"],
    ["network.timeout", "outcomeUnknown"],
    ["merchant.system_asleep", "outcomeUnknown"],
  ])(
    "is not made while %s, by its rule file %s, applies, though the file knows a way out of it",
    async (code, policy) => {
      const rules = loadRules({
        [`${code.replace(".", "/")}.json`]: {
          code,
          since: "1.0.0",
          [policy]: true,
          rules: [
            {
              name: "own",
              certainty: "certain",
              when: { all: [{ fact: "network.status", operator: "equal", value: "offline" }] },
              evidence: ["network.status"],
            },
          ],
          remedies: [{ action: "switch_network", who: "customer", effort: "seconds" }],
          text: {
            title: "Own",
            explanation: "Own.",
            remedies: { switch_network: { title: "Switch", steps: ["Switch."] } },
          },
        },
      });
      const diagnosis = await diagnose({ transaction, network: { status: "offline" } }, { ...en, rules });
      expect(remedyOf(diagnosis, code, "switch_network").verified).toBe("clears_all");
      expect(diagnosis.plan).toBeNull();
    },
  );
});
