import { setTimeout as after } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as core from "../../src/api/core.js";
import {
  type DiagnoseOptions,
  defaultRules,
  diagnose,
  diagnoseMany,
  InvalidContextError,
  type ManyResult,
  type TransactionContext,
} from "../../src/api/index.js";
import { manyWith } from "../../src/api/many.js";

const at = "2026-11-22T09:00:00+01:00";
const context = (i: number): TransactionContext => ({
  transaction: { amount: `${130 + i}.00`, currency: "EUR", at },
  balance: { available: "150.00" },
  fees: [],
});
const contexts = (count: number): TransactionContext[] => Array.from({ length: count }, (_, i) => context(i));

async function all(results: AsyncIterable<ManyResult>): Promise<ManyResult[]> {
  const found: ManyResult[] = [];
  for await (const result of results) found.push(result);
  return found;
}

describe("many contexts", () => {
  it("are diagnosed in their order, each as alone", async () => {
    const given = contexts(40);
    const options: DiagnoseOptions = { locale: "id", audience: "agent", now: at };
    const alone: ManyResult[] = [];
    for (const [index, one] of given.entries()) alone.push({ index, diagnosis: await diagnose(one, options) });
    expect(await all(diagnoseMany(given, options))).toEqual(alone);
    expect(new Set(alone.map(({ diagnosis }) => diagnosis?.summary)).size).toBeGreaterThan(1);
  });

  it("come from a generator, also from one that waits", async () => {
    async function* slowly(): AsyncGenerator<TransactionContext> {
      for (const one of contexts(3)) {
        await after(1);
        yield one;
      }
    }
    function* atOnce(): Generator<TransactionContext> {
      yield* contexts(3);
    }
    expect(await all(diagnoseMany(slowly()))).toEqual(await all(diagnoseMany(contexts(3))));
    expect(await all(diagnoseMany(atOnce()))).toEqual(await all(diagnoseMany(contexts(3))));
    expect(await all(diagnoseMany([]))).toEqual([]);
  });

  it("go on after one that is not a context", async () => {
    const wrong = { transaction: { amount: "1,000", currency: "EUR" } };
    const found = await all(diagnoseMany([context(0), wrong, null as never, context(80)]));
    expect(found.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(found.map(({ diagnosis }) => diagnosis !== undefined)).toEqual([true, false, false, true]);
    expect(found[1]?.error).toBeInstanceOf(InvalidContextError);
    expect(found[1]?.error?.issues.map(({ path }) => path)).toEqual(["/transaction/amount"]);
    expect(found[3]?.diagnosis).toEqual(await diagnose(context(80)));
  });

  it("are not begun with a faulty option", async () => {
    let read = 0;
    function* counted(): Generator<TransactionContext> {
      read += 1;
      yield {};
    }
    const results = all(diagnoseMany(counted(), { now: "yesterday" }));
    await expect(results).rejects.toMatchObject({ issues: [{ path: "/options/now", code: "invalid_time" }] });
    expect(read).toBe(0);
  });

  it("end with a source that fails, and the source is closed with a loop that is left", async () => {
    function* failing(): Generator<TransactionContext> {
      yield context(0);
      throw new RangeError("the source is gone");
    }
    await expect(all(diagnoseMany(failing()))).rejects.toThrow("the source is gone");
    let closed = false;
    function* endless(): Generator<TransactionContext> {
      try {
        for (;;) yield context(0);
      } finally {
        closed = true;
      }
    }
    for await (const { index } of diagnoseMany(endless())) if (index === 2) break;
    expect(closed).toBe(true);
  });

  it("use the rules that are given, and from txwhy/core its own", async () => {
    const declined = { failure: { provider: "stripe", code: "expired_card" } };
    const codes = async (results: AsyncIterable<ManyResult>): Promise<(string | undefined)[]> =>
      (await all(results)).map(({ diagnosis }) => diagnosis?.causes[0]?.code);
    expect(await codes(diagnoseMany([declined]))).toEqual(["instrument.expired"]);
    expect(await codes(core.diagnoseMany([declined]))).toEqual([undefined]);
    expect(await codes(diagnoseMany([declined], { rules: core.coreRules() }))).toEqual([undefined]);
  });
});

describe("what goes wrong in the program itself", () => {
  it("is thrown, and is no result of a context", async () => {
    const broken = (): Promise<never> => Promise.reject(new RangeError("a defect"));
    await expect(all(manyWith(broken, defaultRules, contexts(1), {}))).rejects.toThrow(RangeError);
  });
});

describe("while many contexts are diagnosed", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** How often a timer of 1 ms fires between the first and the last result. */
  async function ticksDuring(work: () => Promise<unknown>): Promise<number> {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);
    await work();
    clearInterval(timer);
    return ticks;
  }

  it("timers run", async () => {
    const given = contexts(300);
    expect(await ticksDuring(() => all(diagnoseMany(given)))).toBeGreaterThan(10);
    // A loop of awaits alone holds them back.
    const loop = async (): Promise<void> => {
      for (const one of given.slice(0, 50)) await diagnose(one);
    };
    expect(await ticksDuring(loop)).toBe(0);
  });

  it.each([
    ["a browser, which has no setImmediate", ["setImmediate"]],
    ["a runtime without MessageChannel", ["setImmediate", "MessageChannel"]],
  ])("timers run in %s", async (_, missing) => {
    for (const name of missing) vi.stubGlobal(name, undefined);
    const given = contexts(50);
    let found: ManyResult[] = [];
    const ticks = await ticksDuring(async () => {
      found = await all(diagnoseMany(given));
    });
    expect(ticks).toBeGreaterThan(1);
    expect(found.map(({ index }) => index)).toEqual(given.map((_, i) => i));
  });
});
