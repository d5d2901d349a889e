import { describe, expect, it } from "vitest";
import { assess, reply } from "../../src/api/index.js";

const transaction = { amount: "150.00", currency: "USD", at: "2026-03-10T10:00:00Z" };
const fine = { balance: { available: "900" }, fees: [], limits: [] };
const FAILED = "Your payment of $150.00 on Mar 10, 10:00 UTC did not go through.";
const CLOSE = "If it still does not work, just reply to this message.";
const SEND =
  "So that we can help you further, please reply with: the phone number or email address of your account, the transaction number in your history.";

type Given = Parameters<typeof assess>[0];
type Wish = NonNullable<Parameters<typeof reply>[1]>;

/** The sentences between greeting and signature, and the notes. */
async function said(context: object, wish: Wish = {}, options: object = {}) {
  const assessment = await assess({ transaction, ...context } as Given, options);
  const { text, notes } = reply(assessment, { locale: "en", channel: "chat", ...wish });
  return { text: text.replace(/^Hello,\s+/, "").replaceAll("\n", " "), notes: notes.map(({ code }) => code) };
}
const text = async (...given: Parameters<typeof said>): Promise<string> => (await said(...given)).text;

describe("a reply about a payment that did not fail", () => {
  it.each([
    ["succeeded", "Your payment of $150.00 on Mar 10, 10:00 UTC went through."],
    ["refunded", "Your payment of $150.00 on Mar 10, 10:00 UTC was refunded."],
    [
      "pending",
      "Your payment of $150.00 on Mar 10, 10:00 UTC is still being processed. Please do not pay again until the result is clear.",
    ],
    ["planned", "Nothing known stands in the way of your payment of $150.00."],
  ])("says that it is %s, and offers help", async (status, sentence) => {
    expect(await text({ transaction: { ...transaction, status }, ...fine })).toBe(
      `${sentence} If you have any questions, just reply to this message.`,
    );
  });
});

describe("a reply about a risk", () => {
  it("says to secure the account and not to pay, and that somebody looks into it only where that is so", async () => {
    const context = { account: { unrecognisedActivity: true }, balance: { available: "1" }, fees: [] };
    const alone = await said(context);
    expect(alone.text).toMatch(
      /^This is about your payment .* secure the account at once\. .*do not pay again for now/,
    );
    expect(alone.text).not.toMatch(/looking into it|balance|\$1\.00|other/);
    expect(alone.notes).toEqual(["risk_only"]);
    expect(await text(context, { handedOver: true })).toMatch(/Our team is looking into it/);
  });

  it("of a stolen card neither says so nor says to secure the account, and names the bank", async () => {
    const { text, notes } = await said({ instrument: { status: "stolen" }, balance: { available: "1" }, fees: [] });
    expect(text).toBe(
      `${FAILED} This card or account cannot be used at the moment. Please contact your bank or payment provider; use only the number or chat in its official app or on its official website. We never ask for your PIN, password or one-time code.`,
    );
    expect(notes).toEqual(["risk_only"]);
  });
});

describe("a reply where money may have moved", () => {
  it("does not say that it failed, says to check, and asks for what a desk needs", async () => {
    const { text, notes } = await said({ failure: { provider: "iso8583", code: "09" } });
    expect(text).toMatch(/^This is about your payment/);
    expect(text).toContain("do not pay again until the result is clear");
    expect(text.endsWith(SEND)).toBe(true);
    expect(notes).toEqual(["money_may_have_moved"]);
  });

  it("asks for the proof of a debit where there was one, and offers no way to pay", async () => {
    const { text } = await said({
      transaction: { ...transaction, debited: true },
      balance: { available: "1" },
      fees: [],
    });
    expect(text).toContain("a screenshot that shows that the money left");
    expect(text).not.toMatch(/add at least|or less|another/);
  });
});

describe("a reply where the reason cannot be named", () => {
  it("asks for the message shown", async () => {
    expect(await said({})).toEqual({
      text: `${FAILED} We do not know the reason for certain yet. Please reply with the message that the app shows, or a screenshot of it.`,
      notes: ["reason_open"],
    });
  });

  it("says from when on it can be tried again, where a code says so", async () => {
    const later = { failure: { codes: [{ scheme: "mastercard.mac", code: "02" }] } };
    expect(await text(later)).toContain("You can pay again from Mar 13, 10:00 UTC.");
    expect(await text(later, { now: "2026-03-14T00:00:00Z" })).toContain("You can pay again now.");
  });

  it("names none where only words of a message tell it, and where the facts contradict the code", async () => {
    expect((await said({ failure: { message: "insufficient balance" } })).notes).toEqual(["reason_open"]);
    const instrument = { kind: "credit_card", status: "active", expires: "2027-01" };
    const conflict = await said({ ...fine, instrument, failure: { provider: "stripe", code: "expired_card" } });
    expect(conflict.notes).toEqual(["conflicting_evidence"]);
    expect(conflict.text).not.toMatch(/expir/);
  });
});

describe("a reply with a reason", () => {
  const pin = { authentication: { method: "pin", status: "failed" } };
  const WRONG = "The payment password or PIN was wrong.";

  it("names what to do for each of two reasons", async () => {
    expect(await text({ ...fine, ...pin, balance: { available: "20" } })).toBe(
      `${FAILED} ${WRONG} $150.00 is needed, but only $20.00 is available: short $130.00. Please enter the payment password or PIN again with care, or reset it if you are not sure. Please add at least $130.00, then pay again. ${CLOSE}`,
    );
  });

  it("remembers what was tried in vain, and asks for what a desk needs", async () => {
    const tried = (triedRemedies: string[]) => ({
      ...fine,
      ...pin,
      history: [
        {
          ...transaction,
          at: "2026-03-10T09:50:00Z",
          status: "failed",
          cause: "authentication.password_wrong",
          triedRemedies,
        },
      ],
    });
    const all = await text(tried(["enter_password_again", "reset_payment_password"]));
    expect(all).toMatch(/tried/);
    expect(all.endsWith(SEND)).toBe(true);
    expect(await text(tried(["enter_password_again"]))).not.toMatch(/You have tried|tried everything/);
  });

  it("that only a person can mend asks for what that person needs, and does not claim that it was tried", async () => {
    expect(await text({ account: { status: "frozen" } })).toBe(
      `${FAILED} The account is frozen; this payment is not possible until that is lifted. ${SEND}`,
    );
  });

  it("does not tell the holder of a card to add money", async () => {
    const card = { instrument: { kind: "credit_card" }, failure: { provider: "stripe", code: "insufficient_funds" } };
    expect(await text(card)).toBe(
      `${FAILED} Your card does not have enough money for this payment. Please use another card. ${CLOSE}`,
    );
  });

  it("offers a smaller amount as a second way, where the amount is the customer's to choose", async () => {
    const short = (kind: string) => ({
      balance: { available: "150.00" },
      fees: [{ flat: "0.73" }],
      transaction: { ...transaction, kind },
    });
    expect(await text(short("transfer"))).toContain("Alternatively, please send $149.27 or less.");
    expect(await text(short("payment"))).toContain("If the amount can be changed, please pay $149.27 or less.");
    expect(await text(short("transfer"), { channel: "sms" })).not.toContain("149.27");
  });

  it("ends without asking to try once more where it can be tried now", async () => {
    const down = { network: { service: "down", serviceBackAt: "2026-03-10T10:05:00Z" } };
    expect(await text(down, {}, { now: "2026-03-10T12:00:00Z" })).toBe(
      `${FAILED} The payment service was not available. You can pay again now; if it fails again, please reply to this message instead of trying once more.`,
    );
  });

  it("has no reference that nobody can use", async () => {
    const withReference = (reference: string) =>
      text({ transaction: { ...transaction, reference }, network: { status: "offline" } });
    expect(await withReference("x".repeat(64))).toContain("(ref. xxx");
    expect(await withReference("x".repeat(65))).not.toContain("ref.");
  });
});

describe("a reply that says to wait", () => {
  const daily = { window: "daily", max: "200", used: "100", timeZone: "UTC" };
  const day = (limit: object = {}) => ({ balance: { available: "900" }, fees: [], limits: [{ ...daily, ...limit }] });
  const OVER =
    "With $100.00 already used that day, $150.00 more makes $250.00: $50.00 over the daily limit of $200.00.";

  it("names the time, and the amount that works until then", async () => {
    expect(await text(day())).toBe(
      `${FAILED} ${OVER} The full amount works again from Mar 11, 00:00 UTC; until then, up to $100.00. ${CLOSE}`,
    );
    expect(await text({ ...day({ used: "200" }) })).toContain("You can pay again from Mar 11, 00:00 UTC.");
  });

  it("says that it is over where it is, to the moment", async () => {
    const over = await said(day(), { now: "2026-03-11T00:00:00Z" });
    expect(over.text).toBe(`${FAILED} ${OVER} You can pay again now. ${CLOSE}`);
    expect(over.notes).toEqual(["wait_is_over"]);
    expect((await said(day(), { now: "2026-03-10T23:59:59Z" })).notes).toEqual([]);
  });

  it("is never true for a time before the one at which the answer was made", async () => {
    const after = await said(day(), { now: "2026-03-01T00:00:00Z" }, { now: "2026-03-10T11:00:00Z" });
    expect(after.text).toContain("works again from Mar 11");
  });

  it("offers to raise a limit that the customer set", async () => {
    expect(await text(day({ setBy: "customer", ceiling: "900" }))).toContain(
      "Alternatively, you can raise the limit to at least $250.00 in the app's settings, then pay again.",
    );
  });

  it("of a lock does not say to try a smaller amount, and names no time where none is known", async () => {
    const lock = { method: "pin", status: "failed", attemptsLeft: 0, lockedUntil: "2026-03-10T12:00:00Z" };
    expect(await text({ authentication: lock })).toContain(
      "You can try again from Mar 10, 12:00 UTC; please do not try earlier.",
    );
    expect(await text({ network: { service: "maintenance" } })).toBe(
      `${FAILED} The payment service was under maintenance. Please wait a little, then pay again. ${CLOSE}`,
    );
  });
});
