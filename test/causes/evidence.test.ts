import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { row, scheme, tableFile } from "../support/tables.js";
import { diagnose } from "../support/untyped.js";

const en = { locale: "en" };
const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const rich = { transaction, balance: { available: "500.00" }, fees: [], limits: [] };
const ownCause = (code: string, rules: object[], policy: object = {}) => ({
  code,
  since: "1.0.0",
  ...policy,
  rules,
  remedies: [],
  text: { title: "Own", explanation: "Own." },
});

describe("a code for a family of causes", () => {
  const payee = { balance: { available: "0.00", cap: "900.00" } };
  const limits = [{ window: "daily", max: "900.00", used: "0.00", party: "payee", timeZone: "UTC" }];

  it("is not contradicted where only what the payee may receive is listed, and fits", async () => {
    const { conflicts } = await diagnose({ ...rich, limits, payee, failure: { code: "LIMIT_EXCEEDED" } }, en);
    expect(conflicts).toEqual([]);
    // The same facts contradict a code for this cause alone.
    const named = await diagnose({ ...rich, limits, payee, failure: { code: "PAYEE_LIMIT_EXCEEDED" } }, en);
    expect(named.conflicts.map(({ cause }) => cause)).toEqual(["payee.limit_exceeded"]);
  });

  it("is contradicted by the payer's numbers, whatever is open about the payee", async () => {
    const open = ownCause(
      "payee.own",
      [
        {
          name: "open",
          certainty: "certain",
          when: { all: [{ fact: "extensions.payee.isFull", operator: "equal", value: true }] },
          evidence: ["extensions.payee.isFull"],
        },
      ],
      { family: "funds", party: "payee" },
    );
    const rules = loadRules({ "payee/own.json": open });
    const { causes, conflicts } = await diagnose(
      { ...rich, failure: { code: "INSUFFICIENT_FUNDS" } },
      { ...en, rules },
    );
    expect(causes.map(({ code, certainty }) => [code, certainty])).toEqual([["balance.insufficient", "possible"]]);
    expect(conflicts.map(({ cause }) => cause)).toEqual(["balance.insufficient"]);
  });
});

describe("a code for a cause of safety, beside the one that decides", () => {
  const when = (fact: string, value: string) => ({ all: [{ fact, operator: "equal", value }] });
  const rule = (name: string, fact: string, value: string) => ({
    name,
    certainty: "code",
    when: when(fact, value),
    evidence: ["failure.code"],
  });
  const held = ["E8", "E9"].map((code) => row(code, "risk.own", { certainty: "possible", retry: "never" }));
  const rules = loadRules({
    "risk/own.json": ownCause(
      "risk.own",
      [rule("by_table", "failure.cause", "risk.own"), rule("by_name", "failure.code", "E9")],
      { safety: true },
    ),
    ...tableFile({ "acme.code": scheme("provider", held) }),
  });
  const fired = async (code: string) => {
    const failure = { provider: "stripe", code: "expired_card", codes: [{ scheme: "acme.code", code }] };
    const { causes } = await diagnose({ transaction, failure }, { ...en, rules });
    return causes.map((cause) => [cause.code, cause.rules]);
  };

  it("fires the rules that name it, and none that names another code", async () => {
    const expired = ["instrument.expired", ["provider_code"]];
    expect(await fired("E8")).toEqual(expect.arrayContaining([expired, ["risk.own", ["by_table"]]]));
    expect(await fired("E9")).toEqual(expect.arrayContaining([expired, ["risk.own", ["by_table", "by_name"]]]));
  });
});
