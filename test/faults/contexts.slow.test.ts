import { describe, expect, test } from "vitest";
import { explain, InvalidContextError, recordOutcome, redact } from "../../src/api/index.js";
import { everything, fault, hostileTexts, hostileValues, packetWith, withEach } from "../support/hostile.js";
import { diagnose, preflight } from "../support/untyped.js";

const texts = (): [string, unknown][] => hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]);

/** What was called of the hostile values, and what went wrong. */
async function faults(
  values: (called: (name: string) => void) => Iterable<{ where: string; name: string; value: unknown }>,
  ask: (value: never) => unknown,
  kind: (new (...args: never[]) => Error) | undefined = InvalidContextError,
): Promise<string[]> {
  const found: string[] = [];
  let at = "";
  for (const { where, name, value } of values((called) => found.push(`${at}: ${called} was called`))) {
    at = `${where} ${name}`;
    const wrong = await fault(kind, () => ask(value as never));
    if (wrong !== undefined) found.push(`${at}: ${wrong}`);
  }
  return found;
}
const inContexts = () => withEach(everything, texts);

describe("a hostile text", () => {
  test("at any place of a context is answered or refused", { timeout: 300_000 }, async () => {
    expect(await faults(inContexts, (context) => diagnose(context, { locale: "id" }))).toEqual([]);
  });
  test("at any place of a context is redacted to plain JSON", { timeout: 300_000 }, async () => {
    expect(await faults(inContexts, redact, undefined)).toEqual([]);
  });
  test.each(["", "transaction", "failure", "customer", "extensions"])(
    "is a key like any other in /%s",
    async (area) => {
      const found: string[] = [];
      for (const key of hostileTexts) {
        const context = everything();
        const holder = area === "" ? context : context[area];
        const member = { value: "x", enumerable: true, configurable: true, writable: true };
        Object.defineProperty(holder, key, member);
        for (const ask of [() => diagnose(context), () => preflight(context), () => redact(context)]) {
          const wrong = await fault(InvalidContextError, ask);
          if (wrong !== undefined) found.push(`${JSON.stringify(key).slice(0, 40)}: ${wrong}`);
        }
      }
      expect(found).toEqual([]);
    },
  );
});

describe("a hostile value", () => {
  const small = () => ({
    transaction: { amount: "5", currency: "USD" },
    limits: [{ window: "daily" }],
    extensions: {},
  });
  test("is refused or answered wherever it stands, and nothing of it is called", { timeout: 300_000 }, async () => {
    const values = (called: (name: string) => void) => withEach(small, () => hostileValues(called));
    expect(await faults(values, (context) => diagnose(context))).toEqual([]);
    expect(await faults(values, (context) => preflight(context))).toEqual([]);
  });
  test("is redacted to something that can be written as JSON", { timeout: 300_000 }, async () => {
    const values = (called: (name: string) => void) =>
      withEach(
        () => null,
        () => hostileValues(called),
      );
    expect(await faults(values, redact, undefined)).toEqual([]);
  });
  test("as an option or in a profile is refused or answered", { timeout: 300_000 }, async () => {
    const options = () => ({
      locale: "en",
      now: "2026-11-22T01:00:00Z",
      audience: "agent",
      profile: { id: "own", name: "Own", channels: [{ kind: "phone", hours: "always" }], source: { title: "own" } },
      rules: null,
    });
    const values = (called: (name: string) => void) =>
      withEach(options, () =>
        [...hostileValues(called), ...texts()].filter(([name]) => name !== "a web of 2^60 values"),
      );
    expect(await faults(values, (given) => diagnose({}, given))).toEqual([]);
  });
  test("gives explain an error or null", async () => {
    const values = (called: (name: string) => void) =>
      withEach(
        () => ({ locale: "en" }),
        () => [...hostileValues(called), ...texts()],
      );
    expect(await faults(values, (options) => explain("balance.insufficient", options))).toEqual([]);
    expect(await faults(values, (code) => explain(code))).toEqual([]);
    expect(() => explain("limit.daily", { locale: 5 as never })).toThrow(/\/options\/locale: expected/);
  });
  test("in a packet or an outcome is refused with its place", { timeout: 300_000 }, async () => {
    const outcome = () => ({
      ticket: "T",
      result: "not_solved",
      remedy: "top_up",
      note: "n",
      at: "2026-11-22T01:00:00Z",
      tried: [{ cause: "balance.insufficient", actions: ["top_up"] }],
    });
    const transaction = { amount: "5", currency: "USD", at: "2026-11-22T01:00:00Z", id: "T-1" };
    const packet = () => packetWith({ transaction: { ...transaction }, payeeId: "p" });
    const hostile = (called: (name: string) => void): [string, unknown][] => [...hostileValues(called), ...texts()];
    const outcomes = (called: (name: string) => void) => withEach(outcome, () => hostile(called));
    const packets = (called: (name: string) => void) => withEach(packet, () => hostile(called));
    expect(await faults(outcomes, (value) => recordOutcome(packet() as never, value))).toEqual([]);
    expect(await faults(packets, (value) => recordOutcome(value, outcome() as never))).toEqual([]);
    const wrong = { ...outcome(), result: "constructor", tried: [{ cause: "x" }] };
    expect(() => recordOutcome(packet() as never, wrong as never)).toThrow(
      /\/outcome\/result: .*\n\/outcome\/tried\/0\/actions: /s,
    );
  });
});

test("minus zero is zero, also in what is handed over", async () => {
  const { escalation } = await diagnose({ balance: { held: -0 }, extensions: { a: -0 } });
  expect(escalation?.packet.context).toStrictEqual({ balance: { held: 0 }, extensions: { a: 0 } });
});
