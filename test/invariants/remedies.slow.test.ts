import type { Operation } from "rfc6902";
import { describe, expect, test } from "vitest";
import { defaultRules, InvalidContextError } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import type { Case, Fields } from "../support/contexts.js";
import {
  always,
  at,
  changesAmount,
  clone,
  codes,
  EFFORTS,
  isFixed,
  PAYS_AGAIN,
  patched,
  UNKNOWN_OUTCOME,
  UNSAFE,
  VERIFIED,
} from "../support/laws.js";
import { diagnose } from "../support/untyped.js";

const UNSAFE_CAUSES = ["risk.abnormal_activity", "risk.suspected_fraud"];

describe("remedies", () => {
  const sameTopUp = async (context: Fields, patch: Operation[], options: Case["options"]): Promise<string[]> => {
    const operation = patch.find((one) => one.path === "/balance/available") as { value?: string } | undefined;
    if (operation === undefined) return [];
    const before = BigInt(Math.round(Number(at(context, "/balance/available")) * 1000));
    const arrives = Number(BigInt(Math.round(Number(operation.value) * 1000)) - before) / 1000;
    const moved = patched(
      context,
      patch.filter(({ path }) => /^\/(transaction\/at$|transaction$|limits\/)/.test(path)),
    );
    const { failure: _, ...rest } = clone(moved);
    const alone = {
      ...rest,
      fees: [],
      transaction: { ...(rest.transaction as Fields), kind: "top_up", amount: arrives },
    };
    return codes(await diagnose(alone, options)).filter((name) =>
      ["balance.cap_exceeded", "limit.incoming", "limit.minimum", "limit.count"].includes(name),
    );
  };

  always("do what they say when their patch is applied from outside", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    const before = codes(diagnosis);
    for (const cause of [...diagnosis.causes, ...diagnosis.advice]) {
      const blocking = diagnosis.causes.includes(cause);
      for (const { action, patch, verified, leaves: left } of cause.remedies) {
        const where = `${cause.code} ${action}`;
        expect([where, verified === "not_simulated"]).toEqual([where, patch === null]);
        if (patch === null) {
          expect(left).toEqual([]);
          continue;
        }
        const after = codes(await diagnose(patched(context, patch), options));
        const first = action === "top_up" ? await sameTopUp(context, patch as Operation[], options) : [];
        expect([where, left]).toEqual([where, [...first, ...after]]);
        if (!blocking) continue;
        const fails = first.length > 0 || left.includes(cause.code) || left.some((name) => !before.includes(name));
        const expected = fails ? "fails" : left.length === 0 ? "clears_all" : "clears_this";
        expect([where, verified]).toEqual([where, expected]);
        if (/^wait_/.test(action)) expect(left).not.toContain(cause.code);
      }
    }
  });

  always("stand by what they clear, then effort, then the rule file", async ({ context, options }) => {
    const { byCode: known } = compiled(defaultRules());
    for (const cause of (await diagnose(context, options)).causes) {
      const inFile = (known.get(cause.code)?.remedies ?? []).map(({ rule }) => rule.action as string);
      const places = cause.remedies.map(
        ({ verified, effort, action, tried }) =>
          Number(tried ?? false) * 1_000_000 +
          Number(changesAmount(action) && isFixed(context)) * 100_000 +
          VERIFIED.indexOf(verified) * 10_000 +
          EFFORTS.indexOf(effort) * 100 +
          inFile.indexOf(action),
      );
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  always("make a plan that clears everything, or none while it is not safe to pay", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    const { plan, causes } = diagnosis;
    const known = codes(diagnosis);
    if (plan !== null) {
      expect(plan.steps.length).toBeGreaterThan(0);
      expect(codes(await diagnose(patched(context, plan.patch), options))).toEqual([]);
    }
    const { when } = diagnosis.retry;
    if (when === "check_status_first" || known.some((name) => UNSAFE_CAUSES.includes(name))) expect(plan).toBeNull();
    const actions = causes.flatMap(({ remedies }) => remedies.map(({ action }) => action));
    if (known.some((name) => UNSAFE_CAUSES.includes(name)))
      for (const action of UNSAFE) expect(actions).not.toContain(action);
    if (known.some((name) => UNKNOWN_OUTCOME.includes(name) || name === "transaction.duplicate")) {
      for (const action of PAYS_AGAIN) expect(actions).not.toContain(action);
    }
  });
});

describe("a plan", () => {
  test("is found where the first cause can only be cleared after another", async () => {
    const context = {
      transaction: { amount: "120.00", currency: "USD", at: "2026-11-22T01:00:00Z" },
      balance: { available: "100.00" },
      fees: [],
      fundingSources: [],
      limits: [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }],
    };
    const { causes, plan } = await diagnose(context);
    expect(causes.map(({ code: name }) => name)).toEqual(["balance.insufficient", "limit.count"]);
    // The largest amount is not known while the count stands; after the wait it is.
    expect(plan?.steps.map(({ action }) => action)).toEqual(["wait_until", "reduce_amount"]);
  });

  test("takes the least money of those that cost the same effort", async () => {
    const { plan } = await diagnose({
      transaction: { amount: "120.00", currency: "USD" },
      balance: { available: "100.00" },
      fees: [],
      fundingSources: [
        { kind: "agent", fees: [{ flat: "2.00" }] },
        { kind: "bank_card", fees: [{ flat: "0.50" }] },
        { kind: "other", fees: [{ flat: "1.00" }] },
      ],
    });
    const [step] = plan?.steps ?? [];
    if (step?.action === "top_up") expect(step.params.source).toBe("bank_card");
    else expect(step?.action).toBe("reduce_amount");
  });
});

describe("names from data", () => {
  test.each(["constructor", "toString", "valueOf", "__proto__", "hasOwnProperty"])(
    "%s is a label like any other",
    async (label) => {
      const diagnosis = await diagnose({
        transaction: { amount: "120.00", currency: "USD" },
        balance: { available: "100.00" },
        fundingSources: [{ kind: "agent", label }],
      });
      const topUp = diagnosis.causes[0]?.remedies.find(({ action }) => action === "top_up");
      expect(topUp?.params.source).toBe(label);
      expect(JSON.stringify(diagnosis)).not.toMatch(/native code|object Object/);
      expect([topUp?.title, ...(topUp?.steps ?? [])].join()).toContain(label);
    },
  );

  test.each(["constructor", "toString", "__proto__"])("%s is no provider, code or scheme", async (name) => {
    const { causes } = await diagnose({
      failure: {
        provider: name,
        code: name,
        networkCode: name,
        adviceCode: name,
        codes: [{ scheme: name, code: name }],
      },
    });
    expect(causes).toEqual([]);
    await expect(diagnose({}, { profile: name })).rejects.toBeInstanceOf(InvalidContextError);
  });

  test("a profile in a time zone that there is not is a fault of the option", async () => {
    const profile = {
      id: "own",
      name: "Own",
      channels: [
        {
          kind: "phone" as const,
          hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "17:00" }],
          timeZone: "Mars/Olympus",
        },
      ],
      source: { title: "own", date: "2026-01-01" },
    };
    const found = await diagnose({}, { profile, now: "2026-11-22T09:00:00Z" }).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(InvalidContextError);
    expect((found as InvalidContextError).issues.map(({ path }) => path)).toEqual([
      "/options/profile/channels/0/timeZone",
    ]);
  });
});

describe("a limit", () => {
  test.each([
    ["where a known ceiling allows it", { ceiling: "150.00" }, true],
    ["not where it is a cent too low", { ceiling: "149.99" }, false],
    ["not where it is not known", {}, false],
    ["not where another set it", { ceiling: "150.00", setBy: "wallet" }, false],
  ])("is raised %s", async (_, more, offered) => {
    const { causes } = await diagnose({
      transaction: { amount: "120.00", currency: "USD" },
      limits: [{ window: "daily", max: "100.00", used: "30.00", setBy: "customer", ...more }],
    });
    const raise = causes[0]?.remedies.find(({ action }) => action === "raise_limit");
    expect(raise !== undefined).toBe(offered);
    if (offered) expect(raise?.params.limit).toEqual({ value: "150.00", currency: "USD" });
  });
});

describe("a planned transaction", () => {
  test("is not asked what went wrong with it: nothing did", async () => {
    const { questions } = await diagnose({
      transaction: { status: "planned", amount: "120.00", currency: "USD", debited: false },
      balance: { available: "100.00" },
      network: { timedOut: false },
      failure: { code: "insufficient_funds" },
    });
    const asked = questions.map(({ path }) => path);
    for (const path of ["/failure/code", "/network/timedOut", "/transaction/debited"])
      expect(asked).not.toContain(path);
  });
});
