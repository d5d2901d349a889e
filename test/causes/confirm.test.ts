import { describe, expect, it } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import type { JsonObject } from "../../src/base/json.js";
import { UNKNOWN } from "../../src/base/known.js";
import { confirmCauses, findCauses, type Situation } from "../../src/causes/find.js";
import { compiled } from "../../src/rules/rule-set.js";

const transaction = { amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };
const found = (facts: JsonObject, now?: string): Situation =>
  findCauses({ transaction, ...facts }, now, compiled(defaultRules()));
const knowsNothing = () => UNKNOWN;

describe("json-rules-engine, asked again about every cause,", () => {
  it("denies one whose facts it does not find, and then there is no answer", async () => {
    const situation = found({ balance: { available: "20" }, fees: [] });
    expect(situation.blocking).toHaveLength(1);
    await confirmCauses(situation);
    await expect(confirmCauses({ ...situation, read: knowsNothing })).rejects.toThrow(/denies rule .*balance/);
  });

  it("is asked about advice too", async () => {
    const situation = found({ account: { twoFactor: false } });
    expect([situation.blocking.length, situation.advice.length]).toEqual([0, 1]);
    await confirmCauses(situation);
    await expect(confirmCauses({ ...situation, read: knowsNothing })).rejects.toThrow(/denies rule/);
  });

  it("reads the facts of the next attempt for what came true since", async () => {
    const situation = found({ instrument: { kind: "debit_card", expires: "2026-03" } }, "2026-04-02T00:00:00Z");
    expect(situation.blocking.map(({ sinceAttempt }) => sinceAttempt)).toEqual([true]);
    await confirmCauses({ ...situation, read: knowsNothing });
    const blocking = situation.blocking.map((one) => ({ ...one, read: knowsNothing }));
    await expect(confirmCauses({ ...situation, blocking })).rejects.toThrow(/denies rule/);
  });
});
