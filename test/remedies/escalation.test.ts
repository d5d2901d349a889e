import { describe, expect, it } from "vitest";
import type { DiagnoseOptions, Escalation, Profile } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";

const at = "2026-11-23T09:00:00+07:00";
const unknown = { transaction: { at, status: "failed" }, failure: { provider: "adyen", code: "9999" } };
const frozen = { transaction: { at }, account: { status: "frozen" } };
const debited = { transaction: { at, debited: true } };
const contradictory = {
  transaction: { at },
  instrument: { status: "active" },
  failure: { provider: "xendit", code: "INACTIVE_CARD" },
};

async function escalated(context: object, options: DiagnoseOptions = {}): Promise<Escalation> {
  const { escalation } = await diagnose(context, { locale: "en", ...options });
  if (escalation === null) throw new Error("not handed over");
  return escalation;
}

describe("the reason for a human", () => {
  it.each<[string, object, string, string]>([
    ["nothing explains it", unknown, "no_rule_matched", "normal"],
    ["a cause needs one", frozen, "needs_human", "normal"],
    [
      "a cause needs one, before anything failed",
      { ...frozen, transaction: { at, status: "planned" } },
      "needs_human",
      "low",
    ],
    ["the outcome is not known", { transaction: { at, status: "unknown" } }, "unknown_outcome", "normal"],
    ["money left the account", debited, "unknown_outcome", "high"],
    [
      "money left the account, with an outcome that is not known",
      { transaction: { at, status: "unknown", debited: true } },
      "unknown_outcome",
      "high",
    ],
    [
      "money left the account, as a code says",
      { transaction: { at }, failure: { provider: "upi", code: "U33" } },
      "unknown_outcome",
      "high",
    ],
    ["a card was lost, beside what needs one", { ...frozen, instrument: { status: "lost" } }, "needs_human", "high"],
    ["the facts contradict each other", contradictory, "conflicting_evidence", "normal"],
    [
      "activity is not the customer's",
      { transaction: { at }, account: { unrecognisedActivity: true } },
      "needs_human",
      "urgent",
    ],
    [
      "activity is not the customer's, which comes before an unknown outcome",
      { transaction: { at }, account: { unrecognisedActivity: true }, network: { timedOut: true } },
      "needs_human",
      "urgent",
    ],
  ])("is that %s", async (_, context, reason, priority) => {
    expect(await escalated(context)).toMatchObject({ reason, priority });
  });

  it("is not a contradiction about what comes after the cause that decides", async () => {
    const authentication = { method: "pin", status: "failed", attemptsLeft: 2 };
    const diagnosis = await diagnose({ ...contradictory, authentication });
    expect(diagnosis.conflicts.map(({ cause }) => cause)).toEqual(["instrument.blocked"]);
    expect(diagnosis).toMatchObject({ verdict: "self_service", escalation: null });
  });
});

describe("the channel", () => {
  const profile: Profile = {
    id: "test",
    name: "Test",
    channels: [
      {
        kind: "phone",
        address: "in the app",
        timeZone: "Asia/Jakarta",
        hours: [
          { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:30" },
          { days: [6], from: "10:15", to: "12:00" },
        ],
      },
      { kind: "chat", hours: "always", needsLogin: true },
      { kind: "email" },
    ],
    source: { title: "a test", date: "2026-11-22" },
  };
  const channels = async (context: object, options: DiagnoseOptions = {}) => {
    const { channel, alternatives } = await escalated(context, { profile, ...options });
    return [channel, ...alternatives];
  };
  const kinds = async (context: object, options: DiagnoseOptions = {}) =>
    (await channels(context, options)).map(({ kind }) => kind);

  it.each([
    ["2026-11-23T09:00:00+07:00", true],
    ["2026-11-24T08:59:59+07:00", false],
    ["2026-11-27T17:29:00+07:00", true],
    ["2026-11-27T17:30:00+07:00", false],
    ["2026-11-28T10:15:00+07:00", true],
    ["2026-11-28T10:14:00+07:00", false],
    ["2026-11-28T12:00:00+07:00", false],
    ["2026-11-29T11:00:00+07:00", false],
    ["2026-11-23T02:00:00Z", true],
  ])("is open by the clock and the week of its own time zone: at %s %s", async (now, openNow) => {
    const found = await channels(debited, { now });
    expect(found.find(({ kind }) => kind === "phone")?.openNow).toBe(openNow);
    expect(found.find(({ kind }) => kind === "chat")?.openNow).toBe(true);
    expect(found.find(({ kind }) => kind === "email")?.openNow).toBeNull();
  });

  it("is not known to be open without a time, without hours or without a time zone", async () => {
    const hours = [{ days: [1], from: "00:00", to: "23:59" }];
    const timeless = { transaction: { debited: true } };
    expect((await channels(timeless)).find(({ kind }) => kind === "phone")?.openNow).toBeNull();
    for (const channel of [{ kind: "phone", hours } as const, { kind: "phone", timeZone: "Asia/Jakarta" } as const]) {
      expect(await channels(debited, { profile: { ...profile, channels: [channel] } })).toMatchObject([
        { openNow: null },
      ]);
    }
  });

  it("is the phone where it is pressing, else what the customer prefers, else chat, or email for evidence", async () => {
    expect(await kinds(debited)).toEqual(["phone", "chat", "email"]);
    expect(await kinds({ ...debited, customer: { preferredChannel: "email" } })).toEqual(["phone", "email", "chat"]);
    expect(await kinds(unknown)).toEqual(["chat", "email", "phone"]);
    expect(await kinds({ ...unknown, customer: { preferredChannel: "phone" } })).toEqual(["phone", "chat", "email"]);
    expect(await kinds(contradictory)).toEqual(["email", "chat", "phone"]);
  });

  it("comes last while it is closed", async () => {
    const now = "2026-11-29T11:00:00+07:00";
    expect(await kinds(debited, { now })).toEqual(["chat", "email", "phone"]);
    expect((await channels(debited, { now })).at(-1)).toEqual({
      kind: "phone",
      because: "Closed at this time.",
      openNow: false,
      address: "in the app",
    });
  });

  it("needs no sign-in where the customer cannot sign in, unless there is no other", async () => {
    const locked = { ...unknown, customer: { canLogIn: false } };
    expect(await kinds(locked)).toEqual(["email", "phone"]);
    expect(await kinds({ ...unknown, customer: { canLogIn: true } })).toEqual(["chat", "email", "phone"]);
    const only = { ...profile, channels: profile.channels.filter(({ kind }) => kind === "chat") };
    expect(await kinds(locked, { profile: only })).toEqual(["chat"]);
  });

  it("says why it is the one", async () => {
    const because = async (context: object) =>
      Object.fromEntries((await channels(context)).map((channel) => [channel.kind, channel.because]));
    expect(await because({ ...debited, customer: { preferredChannel: "chat" } })).toEqual({
      phone: "Urgent matters are settled fastest by phone.",
      chat: "Small matters are settled quickly in chat.",
      email: "Documents and screenshots can be sent by email.",
    });
    expect(await because({ ...unknown, customer: { preferredChannel: "email" } })).toEqual({
      email: "The customer prefers this channel.",
      chat: "Small matters are settled quickly in chat.",
      phone: "A phone call is the fastest way to a person.",
    });
  });
});

describe("what to have ready", () => {
  const states = async (context: object) =>
    Object.fromEntries((await escalated(context)).prepare.map(({ item, state }) => [item, state]));

  it("is all there where the facts have it", async () => {
    const context = {
      ...frozen,
      transaction: { id: "T-1", amount: "5.00", currency: "USD", at, debited: true },
      customer: { id: "c-1" },
      failure: { provider: "adyen", code: "9999" },
      network: { status: "offline" },
      history: [{ at, amount: "5.00", status: "failed", cause: "account.frozen", triedRemedies: ["contact_support"] }],
    };
    expect(await states(context)).toEqual({
      account_details: "have",
      transaction_id: "have",
      amount_and_currency: "have",
      time_of_attempt: "have",
      provider_code: "have",
      what_was_tried: "have",
      proof_of_debit: "missing",
      identity_document: "missing",
    });
  });

  it("is missing where nothing is known", async () => {
    expect(await states({ transaction: { currency: "USD", debited: false } })).toEqual({
      account_details: "missing",
      transaction_id: "missing",
      amount_and_currency: "missing",
      time_of_attempt: "missing",
      provider_code: "missing",
      what_was_tried: "missing",
      proof_of_debit: "not_applicable",
      identity_document: "not_applicable",
    });
  });

  it("is no code and nothing tried before anything failed", async () => {
    expect(await states({ ...frozen, transaction: { at, status: "planned" } })).toMatchObject({
      provider_code: "not_applicable",
      what_was_tried: "not_applicable",
    });
  });

  it("is a reference where there is no id", async () => {
    expect(await states({ ...unknown, transaction: { reference: "R-1" } })).toMatchObject({ transaction_id: "have" });
  });

  it.each([
    ["account.frozen", { account: { status: "frozen" } }],
    ["account.dormant", { account: { status: "dormant" } }],
    ["account.unverified", { account: { status: "frozen", verification: "none", requiredVerification: "full" } }],
    ["risk.compliance_block", { failure: { provider: "x", code: "compliance_block" } }],
  ])("is a document where %s stands", async (_, context) => {
    expect(await states(context)).toMatchObject({ identity_document: "missing" });
  });

  it("is named in words", async () => {
    const { prepare } = await escalated(unknown);
    expect(prepare.map(({ label }) => label).slice(0, 2)).toEqual([
      "Account details",
      "Transaction number or reference",
    ]);
  });
});

describe("the packet", () => {
  it("has the options with which it makes the same diagnosis, and none that were not given", async () => {
    const given = { audience: "agent", now: "2026-11-23T10:00:00+07:00", profile: "gopay" } as const;
    expect((await escalated(unknown, given)).packet.options).toEqual({ locale: "en", ...given });
    expect(Object.keys((await escalated({ failure: unknown.failure })).packet.options)).toEqual(["locale", "audience"]);
  });

  it("says what was found, asked and tried, and on what ground", async () => {
    const history = [
      { at, amount: "5.00", status: "failed", cause: "account.frozen", triedRemedies: ["contact_support"] },
    ];
    const { packet } = await escalated({
      ...contradictory,
      account: { status: "frozen" },
      transaction: { at, amount: "5.00", currency: "USD" },
      history,
    });
    expect(packet).toMatchObject({
      schema: "txwhy.handoff/1",
      reason: "needs_human",
      priority: "normal",
      causes: [
        { code: "account.frozen", certainty: "certain" },
        { code: "instrument.blocked", providerCodes: [{ provider: "xendit", code: "INACTIVE_CARD" }] },
      ],
      conflicts: [{ cause: "instrument.blocked", facts: expect.arrayContaining(["instrument.status"]) }],
      tried: [{ cause: "account.frozen", actions: ["contact_support"] }],
    });
    expect(Object.keys(packet.causes[0] ?? {})).toEqual(["code", "certainty", "rules"]);
    expect(packet.questions.length).toBeGreaterThan(0);
    expect(packet.questions.every((path) => path.startsWith("/"))).toBe(true);
  });

  it("has the context in the order of the contract, a user's own facts by name, and nothing for what is not there", async () => {
    const { packet } = await escalated({
      extensions: { b: { d: 1, c: [{ f: 1, e: 2 }] }, a: 1 },
      failure: { message: "no", code: "9999", provider: "adyen", codes: [{ code: "1", scheme: "x.y" }] },
      history: [{ status: "failed", amount: "5.00", at, id: "h" }],
      payee: { balance: { cap: "9", available: "1" }, currencies: ["USD", "EUR"] },
      transaction: { status: "failed", currency: "USD", amount: "5.00", id: "T-1" },
    });
    expect(JSON.stringify(packet.context)).toBe(
      JSON.stringify({
        transaction: { id: "T-1", amount: "5.00", currency: "USD", status: "failed" },
        payee: { currencies: ["USD", "EUR"], balance: { available: "1", cap: "9" } },
        failure: { provider: "adyen", code: "9999", message: "no", codes: [{ scheme: "x.y", code: "1" }] },
        history: [{ id: "h", at, amount: "5.00", status: "failed" }],
        extensions: { a: 1, b: { c: [{ e: 2, f: 1 }], d: 1 } },
      }),
    );
  });
});
