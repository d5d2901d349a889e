import fc from "fast-check";
import { expect, test } from "vitest";
import { confirmPlan, troubled } from "../support/plans.js";

test("the plan is the cheapest that trying every remedy finds", { timeout: 60_000 }, async () => {
  const lengths = new Set<number | null>();
  for (const { context, options } of fc.sample(troubled, { seed: 7, numRuns: 30 })) {
    lengths.add(await confirmPlan(context, options));
  }
  // The contexts are of every kind: some have no plan, others a short or a long one.
  for (const length of [null, 1, 2, 3]) expect(lengths).toContain(length);
});
