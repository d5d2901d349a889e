import { describe, expect, it } from "vitest";
import { type AssessedRemedy, type Assessment, reply } from "../../src/api/index.js";
import { loadRules } from "../support/rules.js";
import { assess } from "../support/untyped.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-03-10T10:00:00Z" };
const transfer = { ...transaction, kind: "transfer" };
const short: Assessment = await assess({ transaction: transfer, balance: { available: "20" }, fees: [] });
const daily: Assessment = await assess({
  transaction,
  balance: { available: "900" },
  fees: [],
  limits: [{ window: "daily", max: "200", used: "100", timeZone: "UTC" }],
});
const fraud: Assessment = await assess({ transaction, failure: { provider: "adyen", code: "22" } });
const frozen: Assessment = await assess({ transaction, account: { status: "frozen" } });
const [lead, limit, risk] = [short, daily, fraud].map(({ causes }) => causes[0]) as [
  Assessment["causes"][number],
  Assessment["causes"][number],
  Assessment["causes"][number],
];
type Wish = NonNullable<Parameters<typeof reply>[1]>;
type Change = { -readonly [K in keyof Assessment]?: unknown };

/** The sentences of the reply to an answer with some changes, and its notes. */
function said(answer: Assessment, change: Change = {}, wish: Wish = {}) {
  const { text, notes } = reply({ ...answer, ...change } as Assessment, { locale: "en", channel: "chat", ...wish });
  return { text: text.replace(/^Hello,\s+/, "").replaceAll("\n", " "), notes: notes.map(({ code }) => code) };
}
const text = (...given: Parameters<typeof said>): string => said(...given).text;
/** A cause alone, with changes in its remedies, and no plan. */
const remediesWith = (change: (remedy: AssessedRemedy) => object, cause = lead): Change => ({
  causes: [{ ...cause, remedies: cause.remedies.map((remedy) => ({ ...remedy, ...change(remedy) })) }],
  plan: null,
});

const SHORT = "$150.00 is needed, but only $20.00 is available: short $130.00.";
const ADD = "Please add at least $130.00, then send it again.";
const SHOW = "Please reply with the message that the app shows, or a screenshot of it.";
const UNKNOWN = "We do not know the reason for certain yet.";

describe("the time at which a reply is sent", () => {
  it("names the year of the attempt only where it is another one, and is never before the answer", () => {
    expect(text(short, {}, { now: "2027-01-01T00:00:00Z" })).toContain("on Mar 10, 2026, 10:00 UTC did");
    expect(text(short, {}, { now: "2025-12-31T00:00:00Z" })).toContain("on Mar 10, 10:00 UTC did");
    expect(text(short)).toContain("on Mar 10, 10:00 UTC did");
  });

  it("decides whether a time of a cause is still to come; one of the transaction itself is told as it was", async () => {
    const rules = loadRules({
      "merchant/closed.json": {
        code: "merchant.closed",
        since: "1.0.0",
        rules: [
          {
            name: "outside_opening_hours",
            certainty: "certain",
            when: { all: [{ fact: "transaction.at", operator: "lessThan", value: { fact: "extensions.opensAt" } }] },
            evidence: ["extensions.opensAt"],
          },
        ],
        remedies: [],
        text: {
          title: "The shop is closed",
          explanation: "You came at {transaction.at}, and the shop opens at {extensions.opensAt}.",
        },
      },
      "merchant/early.json": {
        code: "merchant.early",
        since: "1.0.0",
        rules: [
          {
            name: "early",
            certainty: "certain",
            when: { all: [{ fact: "extensions.isEarly", operator: "equal", value: true }] },
            evidence: ["extensions.isEarly"],
          },
        ],
        remedies: [],
        text: { title: "Too early", explanation: "You came at {transaction.at}." },
      },
    });
    const closed = await assess({ transaction, extensions: { opensAt: "2026-03-10T12:00:00Z" } }, { rules });
    const at = (now?: string): string => text(closed, {}, { rules, ...(now === undefined ? {} : { now }) });
    expect(at()).toContain("the shop opens at Mar 10, 12:00 UTC.");
    expect(at("2026-03-10T11:59:59Z")).toContain("the shop opens at Mar 10, 12:00 UTC.");
    expect(at("2026-03-10T12:00:00Z")).toContain("did not go through. The shop is closed.");
    const early = await assess({ transaction, extensions: { isEarly: true } }, { rules });
    expect(text(early, {}, { rules, now: "2026-03-12T00:00:00Z" })).toContain("You came at Mar 10, 10:00 UTC.");
  });
});

describe("a reply leaves the reason open", () => {
  it.each<[string, Change, string]>([
    ["and says nothing of trying again where it may be tried", { retry: { when: "now", sameReference: true } }, ""],
    [
      "and says not to try it again where it never works",
      { retry: { when: "never", sameReference: true } },
      " Please do not send it again for now.",
    ],
    [
      "and says from when it works again",
      { retry: { when: "later", notBefore: "2026-03-10T12:00:00Z", sameReference: true } },
      " You can send it again from Mar 10, 12:00 UTC.",
    ],
  ])("where there is no cause, %s", (_, change, again) => {
    const { text, notes } = said(short, { causes: [], ...change });
    expect(text).toBe(`Your transfer of $150.00 on Mar 10, 10:00 UTC did not go through. ${UNKNOWN}${again} ${SHOW}`);
    expect(notes).toEqual(["reason_open"]);
  });

  it("where the cause is a guess of ours, and not where a provider's code says so", () => {
    const guess = { ...lead, certainty: "possible" };
    expect(text(short, { causes: [guess] })).toContain(UNKNOWN);
    const coded = { ...guess, providerCodes: [{ provider: "acme", code: "51" }] };
    expect(text(short, { causes: [coded] })).toContain(SHORT);
  });

  it("where evidence contradicts the first cause, and not where it contradicts another one", () => {
    const conflict = (cause: string): Change => ({
      conflicts: [{ cause, facts: [], because: { code: "conflict_code", params: { code: "51" } } }],
    });
    expect(said(short, conflict("balance.insufficient")).notes).toEqual(["conflicting_evidence"]);
    expect(text(short, conflict("payee.closed"))).toContain(SHORT);
  });
});

describe("a reply where money may have moved", async () => {
  const debited: Assessment = await assess({ transaction: { ...transaction, debited: true } });
  const checkFirst = { when: "check_status_first", sameReference: true };

  it.each<[string, Assessment, Change]>([
    ["because of the cause, whatever is said of a retry", debited, { retry: { when: "later", sameReference: true } }],
    ["though no cause says so", short, { causes: [], retry: checkFirst }],
    ["though another cause is named", short, { retry: checkFirst }],
  ])("says to check first, %s", (_, answer, change) => {
    const { text, notes } = said(answer, change);
    expect(text).toMatch(/do not (?:send it|pay) again until the result is clear/);
    expect(text).not.toMatch(/add at least|or less|another/);
    expect(notes).toEqual(["money_may_have_moved"]);
  });
});

describe("a reply about a risk", () => {
  it("says no more where only the rule file tells that it is one", () => {
    const { sensitive: _, ...plain } = risk;
    expect(said(fraud, { causes: [plain] })).toEqual(said(fraud));
    expect(said(fraud).notes).toEqual(["risk_only"]);
  });

  it("offers no other way to pay, and needs no remedy", () => {
    const other = lead.remedies.find(({ action }) => action === "use_other_method");
    expect(said(fraud, { causes: [{ ...risk, remedies: [other, ...risk.remedies] }] })).toEqual(said(fraud));
    expect(text(fraud, { causes: [{ ...risk, remedies: [] }] })).toMatch(
      /spoken to support\. We never ask for your PIN, password or one-time code\.$/,
    );
  });
});

describe("the reasons in a reply", () => {
  const second = { facts: { ...daily.facts, ...short.facts }, plan: null };

  it("are two, and a second one is no guess", () => {
    const both = (certainty: string): string => text(short, { ...second, causes: [lead, { ...limit, certainty }] });
    expect(both("likely")).toContain(`${SHORT} With $100.00 already used that day`);
    expect(both("possible")).not.toContain("used that day");
  });
});

describe("the ways in a reply", () => {
  it("are none that fails", () => {
    expect(
      text(
        short,
        remediesWith(({ action }) => (action === "top_up" ? { verified: "fails" } : {})),
      ),
    ).not.toContain(ADD);
    expect(text(short)).toContain(ADD);
  });

  it("have no second one that helps less than the first", () => {
    const ways = remediesWith(({ action }) => ({
      verified: action === "reduce_amount" ? "clears_all" : "clears_this",
    }));
    expect(text(short, ways)).toContain("Please send $20.00 or less. If it still");
    const alike = remediesWith(() => ({ verified: "clears_this" }));
    expect(text(short, alike)).toContain("Alternatively, please");
  });

  it("come to support where there is none, and where they were tried in vain", () => {
    const HELP = "Please reply to this message, so that we can help you further.";
    expect(text(short, { causes: [{ ...lead, remedies: [] }], plan: null })).toMatch(new RegExp(`${HELP}$`));
    const escalation = (reason: string, prepare?: unknown[]): Change => ({
      escalation: { ...frozen.escalation, reason, ...(prepare && { prepare }) },
    });
    const tried = remediesWith(({ action }) => (action === "top_up" ? { tried: true } : {}));
    const TRIED = "You have already tried what usually helps.";
    expect(text(short, { ...tried, ...escalation("remedies_exhausted") })).toContain(TRIED);
    expect(text(short, { ...tried, ...escalation("needs_human") })).not.toContain(TRIED);
    expect(text(short, escalation("remedies_exhausted"))).not.toContain(TRIED);
    const had = [{ item: "account_details", state: "have" }];
    expect(text(short, { ...tried, ...escalation("remedies_exhausted", had) })).toContain(`${TRIED} ${HELP}`);
  });

  it("have steps in an email, but none where it is a guess that money is missing", () => {
    expect(text(short, {}, { channel: "email" })).toContain(`${ADD} 1. Open the app`);
    const guess = remediesWith(({ action }) => (action === "top_up" ? { params: {}, verified: "not_simulated" } : {}));
    const top = { ...guess, causes: [{ ...lead, remedies: [{ ...lead.remedies[1], params: {} }] }] };
    expect(text(short, top, { channel: "email" })).toMatch(
      /Please make sure that there is enough money, .*again\. {2}If/,
    );
  });

  it("are for a payment that is only planned to make it, not to make it again", async () => {
    const planned = await assess({
      transaction: { ...transaction, status: "planned" },
      balance: { available: "20" },
      fees: [],
    });
    expect(text(planned)).toMatch(/^Your payment of \$150\.00 would not go through at the moment\. .*, then pay\. /);
  });
});

describe("the amount that works until a limit is reset", () => {
  const UNTIL = "The full amount works again from Mar 11, 00:00 UTC; until then, up to $100.00.";
  const FROM = "You can pay again from Mar 11, 00:00 UTC.";

  it.each<[string, Change]>([
    ["a smaller one would not clear everything", remediesWith(() => ({ verified: "clears_this" }), limit)],
    ["no largest one is known", { largestAmount: null }],
    [
      "the amount is no part of it",
      { causes: [{ ...limit, remedies: limit.remedies.filter(({ action }) => action !== "reduce_amount") }] },
    ],
  ])("is not named where %s", (_, change) => {
    expect(text(daily)).toContain(UNTIL);
    expect(text(daily, change)).toContain(FROM);
  });

  it("is named also where waiting is only the first way", () => {
    expect(text(daily, { verdict: "self_service", plan: null })).toContain(UNTIL);
  });
});
