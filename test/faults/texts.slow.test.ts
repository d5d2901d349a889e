import { describe, expect, test } from "vitest";
import { InvalidContextError, readTransaction, redact, UnreadableInputError } from "../../src/api/index.js";
import { adapters } from "../../src/read/adapters/index.js";
import { growsInLine } from "../support/growth.js";
import { everything, fault, hostileTexts, hostileValues, withEach } from "../support/hostile.js";
import { diagnose } from "../support/untyped.js";

const texts = (): [string, unknown][] => hostileTexts.map((text) => [JSON.stringify(text).slice(0, 40), text]);

describe("a hostile text", () => {
  test("at any place of a paste is read or refused, and what is read can be diagnosed or told why not", {
    timeout: 300_000,
  }, async () => {
    const found: string[] = [];
    for (const { where, name, value } of withEach(everything, texts)) {
      const wrong = await fault(UnreadableInputError, async () => {
        for (const { context } of readTransaction(JSON.stringify(value)).transactions)
          expect([where, name, await fault(InvalidContextError, () => diagnose(context))]).toEqual([
            where,
            name,
            undefined,
          ]);
      });
      if (wrong !== undefined) found.push(`${where} ${name}: ${wrong}`);
    }
    expect(found).toEqual([]);
  });

  test("alone, in a fence, as a cell and as a form is read or refused", async () => {
    for (const text of hostileTexts) {
      const pastes = [
        text,
        `\`\`\`\n${text}\n\`\`\``,
        `transaction.amount,${text}\n5,${text}`,
        `transaction.amount=5&${text}=${text}`,
      ];
      for (const paste of pastes)
        expect([text.slice(0, 40), await fault(UnreadableInputError, () => readTransaction(paste))]).toEqual([
          text.slice(0, 40),
          undefined,
        ]);
    }
  });
});

describe("the reader", () => {
  test("takes a text and plain options, and refuses anything else in words", async () => {
    const found: string[] = [];
    const hostile = [...hostileValues((called) => found.push(called)), ...texts()];
    const paste = '{"transaction":{"amount":"10.000","currency":"USD"}}';
    for (const [name, value] of hostile) {
      const unreadable = await fault(UnreadableInputError, () => readTransaction(value));
      if (unreadable !== undefined) found.push(`${name}: ${unreadable}`);
      const asks = [
        () => readTransaction(paste, value as object),
        () => readTransaction(paste, { locale: value as string }),
        () => readTransaction(paste, { provider: value as never }),
      ];
      for (const ask of asks) {
        // An option that is taken may leave the amount ambiguous.
        const faulty = await fault(InvalidContextError, ask);
        const wrong = faulty === undefined ? faulty : await fault(UnreadableInputError, ask);
        if (wrong !== undefined) found.push(`${name}: ${wrong}`);
      }
    }
    expect(found).toEqual([]);
    expect(() => readTransaction(5)).toThrow(/no transaction/);
    expect(() => readTransaction(() => "{}")).toThrow(/expected a text or a parsed JSON value/);
  });

  test.each([
    ["50 MB of one letter", "x"],
    ["50 MB of open brackets", "["],
    ["50 MB of objects", '{"transaction":{}}\n'],
  ])("refuses %s at once", (_, piece) => {
    const text = piece.repeat((50 * 2 ** 20) / piece.length);
    expect(() => readTransaction(text)).toThrow(/16 MiB/);
  });
});

describe("every adapter", () => {
  /** A payload of each shape that an adapter may look into, grown in width. */
  const wide = (n: number): unknown[] => {
    const entries = Array.from({ length: n }, (_, i) => ({ code: `c${i}`, message: "x", id: `i${i}`, type: "t" }));
    const keyed = Object.fromEntries(entries.map((entry, i) => [`key_${i}`, entry]));
    return [
      { error: { code: "card_declined", errors: entries, details: entries, message: "m ".repeat(n) } },
      { errors: entries, transaction: keyed, data: keyed },
      { pspReference: "1", resultCode: "Refused", refusalReason: "x".repeat(n * 10), additionalData: keyed },
      { notificationItems: entries.map((entry) => ({ NotificationRequestItem: entry })) },
      { mti: "0210", fields: Object.fromEntries(entries.map((_, i) => [String(i), "51"])) },
      { FIToFIPmtStsRpt: { TxInfAndSts: entries, OrgnlGrpInfAndSts: entries } },
      {
        status_code: "202",
        status_message: "m",
        transaction_status: "deny",
        payment_amounts: entries,
        item_details: entries,
      },
      { jsonrpc: "2.0", id: 1, error: { code: -32000, message: "insufficient funds ".repeat(n), data: keyed } },
      { Body: { stkCallback: { ResultCode: 1, CallbackMetadata: { Item: entries } } } },
      { status: "DECLINED", purchase_units: entries, details: entries, links: entries, name: "x", debug_id: "1" },
    ];
  };
  test.each(adapters.map((adapter) => [adapter.provider, adapter] as const))(
    "of %s reads in line with the size of a payload",
    { timeout: 60_000 },
    (_, adapter) =>
      growsInLine(
        wide,
        (payloads) => {
          for (const payload of payloads) adapter.read(payload as never);
        },
        1000,
      ),
  );
});

describe("what grows", () => {
  const paying = { transaction: { amount: "10", currency: "USD", at: "2026-11-22T09:00:00Z" } };
  const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
  test.each<[string, (n: number) => unknown]>([
    ["fees", (n) => ({ ...paying, fees: many(n, (i) => ({ flat: "0.01", rate: `0.000${i % 10}` })) })],
    ["bands of a fee", (n) => ({ ...paying, fees: [{ bands: many(n, (i) => ({ upTo: String(i + 1), flat: "1" })) }] })],
    [
      "bands that are searched for an amount",
      (n) => ({
        ...paying,
        fees: [{ paidBy: "payee", bands: many(n, (i) => ({ upTo: String(i + 1), rate: "0.01" })) }],
        payee: { balance: { available: "0", cap: "5" } },
      }),
    ],
    [
      "limits of every window",
      (n) => ({ ...paying, limits: many(n, (i) => ({ window: "daily", max: String(i), used: "5" })) }),
    ],
    [
      "history",
      (n) => ({
        ...paying,
        history: many(n, (i) => ({ id: `h${i}`, at: "2026-11-22T08:59:00Z", amount: "10", status: "succeeded" })),
      }),
    ],
    [
      "sources of funds",
      (n) => ({ ...paying, balance: { available: "1" }, fundingSources: many(n, () => ({ kind: "agent" })) }),
    ],
    ["codes", (n) => ({ failure: { codes: many(n, (i) => ({ scheme: "stripe.decline_code", code: `c${i}` })) } })],
    ["unknown keys", (n) => ({ ...paying, ...Object.fromEntries(many(n, (i) => [`transactoin${i}`, 1])) })],
    ["faults", (n) => ({ ...paying, limits: many(n, () => ({ window: "x", max: "-" })) })],
  ])("by %s takes time in line with it", { timeout: 120_000 }, (_, make) =>
    growsInLine(
      make,
      (context) =>
        diagnose(context).catch((error) => {
          if (!(error instanceof InvalidContextError)) throw error;
        }),
      100,
    ),
  );
  test.each<[string, (n: number) => unknown]>([
    ["cards", (n) => many(n, () => "paid with 4012 8888 8888 1881, mail a@example.com")],
    ["different secrets", (n) => many(n, (i) => ({ email: `a${i}@example.com`, note: `mail a${i}@example.com` }))],
    ["keys that become the same", (n) => Object.fromEntries(many(n, (i) => [`a${i}@example.com`, 1]))],
    ["JSON in JSON", (n) => JSON.stringify(JSON.stringify(many(n, (i) => ({ pin: String(i), amount: "5" }))))],
  ])("redacting by %s takes time in line with it", { timeout: 120_000 }, (_, make) => growsInLine(make, redact, 300));
});
