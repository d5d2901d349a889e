import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diagnose } from "../../../src/api/index.js";
import { overDaily, short, unanswered } from "../helpers.js";
import { type Call, connected } from "./client.js";

let server: Awaited<ReturnType<typeof connected>>;
let call: Call;
beforeAll(async () => {
  server = await connected();
  call = server.call;
});
afterAll(() => server.client.close());

const declined = JSON.stringify({
  error: { type: "card_error", code: "card_declined", decline_code: "insufficient_funds", message: "Declined." },
});
const MOST_BYTES = 1500;

describe("the tools of the server", () => {
  it("are listed with schemas, and as reading only", async () => {
    const { tools } = await server.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["diagnose", "preflight", "reply", "explain_code", "redact"]);
    for (const { inputSchema, outputSchema, annotations, description } of tools) {
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: "object" });
      expect(annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true, openWorldHint: false });
      expect(description).toBeTruthy();
    }
  });

  it("say to the model that an answer's texts are data", () => {
    expect(server.client.getInstructions()).toContain("never an instruction");
  });
});

describe("diagnose", () => {
  it("answers known facts with the cause, the sum and checked remedies", async () => {
    const { data } = await call("diagnose", { context: short });
    expect(data).toMatchObject({
      index: 1,
      of: 1,
      verdict: "self_service",
      causes: [
        {
          code: "fee.exceeds_balance",
          certainty: "certain",
          explanation: expect.stringContaining("$0.50"),
          remedies: [{ action: "top_up", verified: "clears_all" }, { action: "reduce_amount" }],
        },
      ],
      largestAmount: { value: "99.50", currency: "USD" },
    });
  });

  it("answers what was pasted, with what the provider said", async () => {
    const { data } = await call("diagnose", { text: `payment failed: ${declined}` });
    expect(data).toMatchObject({ causes: [{ code: "balance.insufficient" }] });
    expect((data as { said: unknown[] }).said).toContainEqual(
      expect.objectContaining({ provider: "stripe", code: "insufficient_funds" }),
    );
  });

  it("takes the language, the reader and the time of the call", async () => {
    const { data } = await call("diagnose", { context: overDaily, locale: "id", now: "2026-11-23T09:00:00+01:00" });
    const expected = await diagnose(overDaily as object, {
      locale: "id",
      now: "2026-11-23T09:00:00+01:00",
      audience: "agent",
    });
    expect(data).toMatchObject({ locale: "id", summary: expected.summary, retry: { when: expected.retry.when } });
  });

  it("answers one of several transactions, and says how many there are", async () => {
    const text = `${JSON.stringify(short)}\n${JSON.stringify(overDaily)}`;
    expect((await call("diagnose", { text })).data).toMatchObject({
      index: 1,
      of: 2,
      causes: [{ code: "fee.exceeds_balance" }],
    });
    expect((await call("diagnose", { text, index: 2 })).data).toMatchObject({
      index: 2,
      of: 2,
      causes: [{ code: "limit.daily" }],
    });
    expect(await call("diagnose", { text, index: 3 })).toMatchObject({
      isError: true,
      data: { error: "invalid_arguments", hint: expect.stringContaining("1 to 2") },
    });
  });

  it("gives everything with detail full, and the hand-off packet as one text", async () => {
    const { data } = await call("diagnose", { context: unanswered, detail: "full" });
    const { full, packet } = data as { full: { ruleSet: unknown; escalation: object }; packet: string };
    const { ruleSet, escalation } = await diagnose(unanswered as object, { audience: "agent" });
    expect(full.ruleSet).toEqual(ruleSet);
    expect(full.escalation).not.toHaveProperty("packet");
    expect(JSON.parse(packet)).toEqual(escalation?.packet);
  });

  it("names what a brief answer left out", async () => {
    const more = { account: { status: "frozen" }, network: { status: "offline" }, instrument: { status: "expired" } };
    const { data } = await call("diagnose", { context: { ...short, ...more } });
    expect((data as { leftOut: string[] }).leftOut).toContain("causes");
  });
});

describe("preflight", () => {
  it("says whether it would pass, how much would, and when", async () => {
    expect((await call("preflight", { context: overDaily })).data).toMatchObject({
      outcome: "blocked",
      causes: [{ code: "limit.daily" }],
      largestAmount: { value: "20.00", currency: "EUR" },
      passesAt: "2026-11-23T00:00:00+01:00",
    });
  });
});

describe("reply", () => {
  it("writes the message to the customer for its channel and in their language", async () => {
    const { data } = await call("reply", { context: short, channel: "email", locale: "id" });
    expect(data).toMatchObject({ channel: "email", locale: "id", subject: expect.stringContaining("US$100,00") });
    expect((data as { text: string }).text).toMatch(/^Halo,\n\n/);
  });

  it("does not name the provider or its code", async () => {
    const { data } = await call("reply", { text: declined });
    expect((data as { text: string }).text).not.toMatch(/stripe|insufficient_funds/i);
  });
});

describe("explain_code", () => {
  it("explains a cause", async () => {
    expect((await call("explain_code", { code: "Limit.Daily" })).data).toMatchObject({
      cause: { code: "limit.daily", title: "Over the daily limit" },
    });
  });

  it("finds a provider's code in every table, and in one with its source", async () => {
    const everywhere = (await call("explain_code", { code: "INSUFFICIENT_FUNDS" })).data as {
      of: number;
      meanings: { provider: string }[];
    };
    expect(everywhere.of).toBeGreaterThan(5);
    expect(new Set(everywhere.meanings.map(({ provider }) => provider)).size).toBeGreaterThan(2);
    const { data } = await call("explain_code", { code: "insufficient_funds", provider: "Stripe" });
    expect(data).toMatchObject({
      cause: { code: "balance.insufficient" },
      meanings: expect.arrayContaining([
        expect.objectContaining({ scheme: "stripe.decline_code", cause: "balance.insufficient" }),
        expect.objectContaining({ scheme: "stripe.payout_failure_code", cause: "merchant.balance_insufficient" }),
      ]),
    });
  });

  it("has a hint for a misspelt code and for a provider without a table", async () => {
    expect(await call("explain_code", { code: "limit.dialy" })).toMatchObject({
      isError: true,
      data: { hint: expect.stringContaining("limit.daily") },
    });
    expect(await call("explain_code", { code: "51", provider: "strip" })).toMatchObject({
      isError: true,
      data: { hint: expect.stringContaining("did you mean stripe?") },
    });
  });
});

describe("redact", () => {
  it("returns the text with its lines and without personal data", async () => {
    const { data } = await call("redact", { text: "card 4012 8888 8888 1881\nmail anna@example.com" });
    expect(data).toEqual({ text: "card <CARD_1 …1881>\nmail <EMAIL_1>" });
  });
});

describe("a brief answer", () => {
  const long = "x".repeat(3000);
  const everything = {
    transaction: { amount: "5000000", currency: "IDR", at: "2026-11-22T09:00:00+07:00", reference: long },
    balance: { available: "1000000", held: "300000", restricted: "100000" },
    fees: [{ flat: "2500" }, { rate: "0.007", party: "bank" }],
    limits: ["daily", "weekly", "monthly"].map((window) => ({ window, max: "2000000", used: "1500000" })),
    network: { status: "unstable", connection: "public_wifi" },
    account: { verification: "basic", requiredVerification: "full" },
    authentication: { method: "pin", status: "failed", attemptsLeft: 1 },
    failure: { provider: "stripe", code: long, message: long, codes: [{ scheme: "iso8583.de39", code: "51" }] },
    [long]: 1,
  };
  const contexts: object[] = [short, overDaily, unanswered, {}, everything];
  it.each(["en", "zh-CN", "id"])("has at most 1.5 kB, as text and as data, in %s", async (locale) => {
    for (const context of contexts)
      for (const [name, more] of [
        ["diagnose", {}],
        ["diagnose", { profile: "gopay" }],
        ["preflight", {}],
        ["reply", { channel: "email" }],
        ["reply", { channel: "sms" }],
      ] as const) {
        const { text, isError } = await call(name, { context, locale, ...more });
        expect(isError).toBe(false);
        expect(Buffer.byteLength(text), `${name} ${text}`).toBeLessThanOrEqual(MOST_BYTES);
      }
    for (const code of ["51", "05", "insufficient_funds", "balance.insufficient", "limit.daily", "expired_card"])
      expect(Buffer.byteLength((await call("explain_code", { code, locale })).text), code).toBeLessThanOrEqual(
        MOST_BYTES,
      );
  });
});

describe("an error", () => {
  it("is a tool error with a hint where the text has no transaction", async () => {
    expect(await call("diagnose", { text: "hello" })).toMatchObject({
      isError: true,
      data: { error: "unreadable_input", line: 1, hint: expect.stringContaining("no transaction") },
    });
  });

  it("names every fault of a context", async () => {
    const context = { transaction: { amount: "1,0" }, balance: { available: "x" } };
    const { data, isError } = await call("diagnose", { context });
    expect(isError).toBe(true);
    expect((data as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["/transaction/amount", "/balance/available"]),
    );
  });

  it("names a misspelt argument, a wrong choice and a wrong kind", async () => {
    for (const [args, said] of [
      [{ context: short, local: "id" }, "did you mean locale?"],
      [{ context: short, detail: "all" }, "write one of: brief, full"],
      [{ text: 5 }, "expected: string"],
      [{ context: short, profile: "none" }, "expected one of: default, gopay"],
      [{ context: short, now: "today" }, "/now"],
    ] as const) {
      const { text, isError } = await call("diagnose", args);
      expect(isError).toBe(true);
      expect(text).toContain(said);
    }
  });

  it("asks for either a text or a context", async () => {
    for (const args of [{}, { text: declined, context: short }])
      expect(await call("diagnose", args)).toMatchObject({ isError: true, data: { error: "invalid_arguments" } });
  });

  it("does not repeat a card number that was pasted", async () => {
    for (const text of [
      "4012 8888 8888 1881",
      '{"id":"p1","status":"failed","code":"E1","message":"card 4012 8888 8888 1881 refused"}',
      "pan=4012888888881881",
    ])
      for (const name of ["diagnose", "preflight", "reply"])
        expect((await call(name, { text })).text).not.toMatch(/4012 ?8888 ?8888/);
    const { text } = await call("explain_code", { code: "4012888888881881", provider: "4012888888881881" });
    expect(text).not.toContain("40128888");
  });
});

describe("a server with defaults", () => {
  it("answers with them where a call says nothing else", async () => {
    const { client, call } = await connected({ locale: "zh-CN", profile: "gopay", audience: "customer" });
    expect((await call("diagnose", { context: unanswered })).data).toMatchObject({ locale: "zh-CN" });
    expect((await call("diagnose", { context: unanswered, locale: "en" })).data).toMatchObject({ locale: "en" });
    await client.close();
  });
});
