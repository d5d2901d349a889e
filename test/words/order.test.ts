import { describe, expect, it } from "vitest";
import type { PlanStep } from "../../src/base/remedy.js";
import { deskOrder, neededSteps, waitingFirst } from "../../src/words/order.js";

type Remedy = Parameters<typeof deskOrder>[0][number];
const remedy = (action: string, verified: Remedy["verified"] = "clears_all", tried?: true): Remedy =>
  ({ action, verified, ...(tried && { tried }) }) as Remedy;
const named = (remedies: readonly Pick<Remedy, "action">[]): string => remedies.map(({ action }) => action).join();

describe("the order in which a desk names remedies", () => {
  it("has adding money before a smaller amount where both help as much", () => {
    const least = remedy("reduce_amount");
    const other = remedy("use_other_method", "not_simulated");
    expect(named(deskOrder([least, other, remedy("top_up")]))).toBe("use_other_method,top_up,reduce_amount");
    expect(named(deskOrder([least, remedy("top_up", "clears_this")]))).toBe("reduce_amount,top_up");
    expect(named(deskOrder([least, other]))).toBe("reduce_amount,use_other_method");
    expect(named(deskOrder([other, remedy("top_up")]))).toBe("use_other_method,top_up");
  });

  it("has what was tried behind the rest, and last what does not work", () => {
    const tried = remedy("top_up", "clears_all", true);
    expect(named(deskOrder([remedy("raise_limit", "fails"), tried, remedy("use_other_method", "not_simulated")]))).toBe(
      "use_other_method,top_up,raise_limit",
    );
    expect(named(deskOrder([remedy("reduce_amount", "fails"), remedy("top_up", "fails")]))).toBe(
      "reduce_amount,top_up",
    );
    expect(named(deskOrder([remedy("top_up", "fails", true), tried]))).toBe("top_up,top_up");
    expect(deskOrder([remedy("top_up", "fails", true), tried])[0]).toBe(tried);
  });

  it("keeps the order of remedies that are alike, and leaves the list as it was", () => {
    const given = [remedy("reset_nonce"), remedy("add_gas"), remedy("raise_fee")];
    const before = [...given];
    expect(named(deskOrder(given))).toBe("reset_nonce,add_gas,raise_fee");
    expect(given).toEqual(before);
  });

  it("has waiting first where time is enough", () => {
    const given = ["use_other_method", "wait_until", "top_up", "wait_for_unlock"].map((action) => remedy(action));
    expect(named(waitingFirst(given))).toBe("wait_until,wait_for_unlock,use_other_method,top_up");
  });
});

describe("the steps of a plan that are named", () => {
  const step = (action: string): PlanStep => ({ cause: "limit.daily", action, params: {} }) as PlanStep;
  const one = { steps: [step("top_up")] };
  const two = { steps: [step("top_up"), step("raise_limit")] };

  it("are those of a plan of several steps, or where the first remedy leaves something", () => {
    expect(neededSteps(remedy("top_up"), two)).toBe(two.steps);
    expect(neededSteps(remedy("reduce_amount", "clears_this"), one)).toBe(one.steps);
  });

  it("are none where the first remedy clears everything, and where there is no plan or no remedy", () => {
    expect(neededSteps(remedy("top_up"), one)).toEqual([]);
    expect(neededSteps(remedy("top_up", "not_simulated"), one)).toEqual([]);
    expect(neededSteps(remedy("top_up", "clears_this"), null)).toEqual([]);
    expect(neededSteps(undefined, two)).toEqual([]);
  });
});
