import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { failures } from "../../bench/contexts.js";
import { diagnose } from "../support/untyped.js";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as (options?: { type: "minor" }) => void;

/** Heap that some hundred diagnoses hold though only the young generation was collected since, in bytes each. */
async function heldEach(context: unknown): Promise<number> {
  const runs = 300;
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < runs; i++) {
    await diagnose(context);
    if (i % 5 === 0) gc({ type: "minor" });
  }
  gc({ type: "minor" });
  gc({ type: "minor" });
  return (process.memoryUsage().heapUsed - before) / runs;
}

test("a diagnosis is rubbish for the next small collection, and not only for the great one that stops everything", async () => {
  const context = failures["3 causes"];
  for (let i = 0; i < 100; i++) await diagnose(context);
  // What the compiler does meanwhile falls into some rounds and not into others; what outlives a collection is in all of them.
  let held = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) held = Math.min(held, await heldEach(context));
  expect(held).toBeLessThan(40_000);
});
