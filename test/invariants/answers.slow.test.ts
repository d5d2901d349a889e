import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Diagnosis, InvalidContextError } from "../../src/api/index.js";
import { cases, contexts, type Fields } from "../support/contexts.js";
import { always, clone, deepFreeze, leaves, shuffled } from "../support/laws.js";
import { patience, tried } from "../support/runs.js";
import { diagnose, preflight } from "../support/untyped.js";

describe("any accepted context", () => {
  always("is answered, in plain JSON, the same way each time, and left as it was", async ({ context, options }) => {
    const frozen = deepFreeze(clone(context));
    const first = await diagnose(frozen, options);
    const second = await diagnose(clone(context), { ...options });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(frozen).toEqual(context);
    expect(JSON.parse(JSON.stringify(first))).toStrictEqual(first);
    const flight = await preflight(frozen, options);
    expect(JSON.parse(JSON.stringify(flight))).toStrictEqual(flight);
  });

  test("is answered the same whatever the order of its keys", { timeout: patience }, () =>
    fc.assert(
      fc.asyncProperty(cases, fc.infiniteStream(fc.nat()), async ({ context, options }, order) => {
        const { extensions, ...rest } = context;
        const mixed = shuffled(rest, () => order.next().value as number) as Fields;
        const other = extensions === undefined ? mixed : { extensions, ...mixed };
        expect(JSON.stringify(await diagnose(other, options))).toBe(JSON.stringify(await diagnose(context, options)));
      }),
      tried(150),
    ),
  );

  test("has its warnings in an order that does not depend on the order of its keys", async () => {
    const [one, other] = await Promise.all([
      diagnose({ transaction: { amuont: "1", curency: "USD" }, balanse: {} }),
      diagnose({ balanse: {}, transaction: { curency: "USD", amuont: "1" } }),
    ]);
    expect(other.warnings).toEqual(one.warnings);
  });

  test("hands over the user's own facts in an order that does not depend on theirs", async () => {
    const [one, other] = await Promise.all([
      diagnose({ extensions: { b: 1, a: { d: 1, c: 2 } } }),
      diagnose({ extensions: { a: { c: 2, d: 1 }, b: 1 } }),
    ]);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  always("says the same with null for what is missing", async ({ context, options }) => {
    const nulls = {
      failure: null,
      customer: null,
      payeeId: null,
      limits: null,
      balance: null,
      history: null,
      ...context,
    };
    if (context.transaction !== undefined)
      Object.assign(nulls, { transaction: { debited: null, expiresAt: null, id: null, ...context.transaction } });
    const strip = (diagnosis: Diagnosis): string =>
      JSON.stringify(diagnosis, (key, value) => (key === "patch" && value !== null ? "patch" : value));
    expect(strip(await diagnose(nulls, options))).toBe(strip(await diagnose(context, options)));
  });

  test("is answered alike alone and among many", { timeout: patience }, () =>
    fc.assert(
      fc.asyncProperty(fc.array(cases, { minLength: 5, maxLength: 20 }), async (many) => {
        const alone: string[] = [];
        for (const { context, options } of many) alone.push(JSON.stringify(await diagnose(context, options)));
        const together = await Promise.all(many.map(({ context, options }) => diagnose(context, options)));
        expect(together.map((diagnosis) => JSON.stringify(diagnosis))).toEqual(alone);
      }),
      tried(30),
    ),
  );

  test("and anything else: never anything thrown but InvalidContextError", { timeout: patience }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), broken()),
        async (input) => {
          try {
            await diagnose(input);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidContextError);
            expect((error as InvalidContextError).issues.length).toBeGreaterThan(0);
          }
        },
      ),
      tried(150),
    ),
  );

  test.each([
    ["an amount of 150 digits after the point", { transaction: { amount: `1.${"1".repeat(150)}`, currency: "USD" } }],
    [
      "a balance of 150 digits after the point",
      { transaction: { amount: "5.00", currency: "USD" }, balance: { available: `1.${"1".repeat(150)}` } },
    ],
    [
      "an amount of 200 digits",
      { transaction: { amount: "9".repeat(200), currency: "USD" }, balance: { available: 1 } },
    ],
    [
      "the last second of the calendar",
      {
        transaction: { amount: "10", currency: "USD", at: "9999-12-31T23:59:59-23:59" },
        limits: [{ window: "yearly", max: "15", used: "10", timeZone: "Asia/Jakarta" }],
      },
    ],
    [
      "the first second of the calendar",
      {
        transaction: { amount: "10", currency: "USD", at: "0000-01-01T00:00:00+23:59" },
        limits: [{ window: "yearly", max: "15", used: "10", timeZone: "Asia/Jakarta" }],
      },
    ],
    [
      "thirty digits after the point",
      {
        transaction: { amount: "1", currency: "XTOK", exponent: 30 },
        fees: [{ rate: "0.333" }],
        balance: { available: "0.5" },
      },
    ],
  ])("%s is answered", async (_, context) => {
    const diagnosis = await diagnose(context);
    expect(diagnosis.summary).not.toBe("");
    expect((await preflight(context)).passesAt ?? "9999-12-31T00:00:00Z").toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(JSON.stringify(diagnosis)).not.toMatch(/[+-]\d{6}-\d\d-\d\dT/);
  });
});

/** A context with one place spoilt. */
function broken(): fc.Arbitrary<unknown> {
  return fc.tuple(contexts, fc.nat(), fc.anything()).map(([context, pick, poison]) => {
    const places = [...leaves(context)];
    const path = places[pick % Math.max(1, places.length)];
    if (path === undefined) return poison;
    const copy = clone(context);
    let holder = copy as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
    holder[path.at(-1) as string | number] = poison;
    return copy;
  });
}
