import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { assess } from "../support/untyped.js";

const transaction = { amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };
const short = { balance: { available: "20" }, fees: [] };
const later = { now: "2026-03-12T09:00:00Z" };
const retry = async (facts: object, options: object = {}) => (await assess({ transaction, ...facts }, options)).retry;

describe("another try", () => {
  const tryNow = { failure: { provider: "stripe", code: "processing_error" } };
  const wasDown = { network: { service: "down", serviceBackAt: "2026-03-11T00:00:00Z" } };
  const wasLocked = { authentication: { method: "pin", status: "failed", lockedUntil: "2026-03-11T00:00:00Z" } };

  it("is made now where a code says so, and after its remedy where another cause stands beside it", async () => {
    expect(await retry(tryNow)).toMatchObject({ when: "now", because: { code: "processing_error" } });
    expect((await retry({ ...tryNow, ...short })).when).toBe("after_remedy");
  });

  it.each([wasDown, wasLocked])(
    "is made now where time has ended the only cause, and not beside another: %o",
    async (facts) => {
      expect((await retry(facts, later)).when).toBe("now");
      expect((await retry({ ...facts, ...short }, later)).when).toBe("after_remedy");
    },
  );

  it("uses the reference again only where nothing but the way to the bank was wrong", async () => {
    expect((await retry(wasDown, later)).sameReference).toBe(true);
    expect((await retry(wasLocked, later)).sameReference).toBe(false);
    expect((await retry({ ...wasDown, ...short }, later)).sameReference).toBe(false);
  });
});

describe("a cause that must not be tried again", () => {
  const rules = loadRules({
    "merchant/stopped.json": {
      code: "merchant.stopped",
      since: "1.0.0",
      retry: "never",
      rules: [
        {
          name: "stopped",
          certainty: "possible",
          when: { all: [{ fact: "extensions.stopped", operator: "equal", value: true }] },
          evidence: ["extensions.stopped"],
        },
      ],
      remedies: [],
      text: { title: "The shop stopped it", explanation: "The shop stopped it." },
    },
  });

  it("forbids another try also where it stands behind others, and whatever a code advises", async () => {
    const extensions = { stopped: true };
    const failure = { provider: "stripe", code: "processing_error" };
    expect((await retry({ extensions }, { rules })).when).toBe("never");
    const both = await retry({ extensions, failure, ...short }, { rules });
    expect([both.when, both.sameReference, both.decline]).toEqual(["never", false, undefined]);
  });
});

describe("a remedy that was tried", () => {
  const reference = "R-1";
  const tried = (...triedRemedies: string[]) => ({
    transaction: { ...transaction, reference },
    ...short,
    history: [
      {
        at: "2026-03-10T20:00:00Z",
        amount: "150",
        reference,
        status: "failed",
        cause: "balance.insufficient",
        triedRemedies,
      },
    ],
  });

  it("leaves the others to the customer, and calls for a human only where none is left", async () => {
    const { verdict, causes } = await assess(tried("top_up"));
    expect(verdict).toBe("self_service");
    const actions = causes[0]?.remedies.map(({ action }) => action) ?? [];
    expect(actions).toContain("top_up");
    expect((await assess(tried(...actions))).escalation?.reason).toBe("remedies_exhausted");
  });
});

describe("what a payment that did not fail needs", () => {
  it.each([
    ["planned", "now", false],
    ["pending", "check_status_first", true],
    ["succeeded", "never", false],
    ["refunded", "never", false],
  ])("is, where it is %s: %s", async (status, when, sameReference) => {
    expect(await retry({ transaction: { ...transaction, status } })).toEqual({ when, sameReference });
  });
});

describe("the code that decides about another try", () => {
  const because = async (codes: object[], facts: object = {}) =>
    (await retry({ failure: { codes }, ...facts })).because;
  const soft = { scheme: "stripe.decline_code", code: "processing_error" };
  const lost = { scheme: "stripe.decline_code", code: "lost_card" };
  const unknown = { scheme: "alipay.sub_code", code: "ACQ.SYSTEM_ERROR" };

  it("is the one that forbids it, whatever stands beside it", async () => {
    expect(await because([soft, lost])).toMatchObject({ code: "lost_card" });
    expect(await because([lost, soft])).toMatchObject({ code: "lost_card" });
  });

  it("is the one by which money may have moved", async () => {
    expect(await because([soft, unknown])).toMatchObject({ code: "ACQ.SYSTEM_ERROR" });
    expect(await because([soft], { transaction: { ...transaction, debited: true } })).toBeUndefined();
  });

  it("is none where only a fact decides", async () => {
    expect((await retry(short)).because).toBeUndefined();
    expect((await retry({ transaction: { ...transaction, debited: true } })).because).toBeUndefined();
  });

  it("says hard or soft, where the code that decides says neither another one does, and never soft where nothing may follow", async () => {
    const declineOf = async (...codes: object[]) => (await retry({ failure: { codes } })).decline;
    expect(await declineOf(lost)).toBe("hard");
    expect(await declineOf(soft)).toBe("soft");
    expect(await declineOf(unknown)).toBeUndefined();
    expect(await declineOf({ scheme: "iso8583", code: "91" }, soft)).toBe("soft");
  });
});

describe("a code that says to try now", () => {
  const processing = { failure: { provider: "stripe", code: "processing_error" } };
  const wasDown = { network: { service: "down", serviceBackAt: "2026-03-11T00:00:00Z" } };

  it("does not shorten a wait whose end is known", async () => {
    const down = { network: { service: "maintenance", serviceBackAt: "2026-03-11T00:00:00Z" } };
    expect((await retry({ ...down, ...processing })).when).not.toBe("now");
    expect((await retry(down)).when).toBe("later");
    expect((await retry(down)).notBefore).toBe("2026-03-11T00:00:00Z");
  });

  it("is not enough where the customer has to confirm and is not there", async () => {
    const failure = { provider: "adyen", code: "39" };
    expect((await retry({ failure })).when).toBe("now");
    expect((await retry({ failure, transaction: { ...transaction, initiator: "merchant" } })).when).toBe(
      "after_remedy",
    );
  });

  it("stands beside a cause that time has ended, not beside one that goes on", async () => {
    expect((await retry({ ...wasDown, ...processing }, later)).when).toBe("now");
    expect((await retry({ ...wasDown, ...processing }, { now: "2026-03-10T23:00:00Z" })).when).not.toBe("now");
  });
});

describe("a waiting time that a code gives", () => {
  const failure = { codes: [{ scheme: "mastercard.mac", code: "02" }] };

  it("counts from the attempt and is over once it has passed", async () => {
    const waits = await retry({ failure }, { now: "2026-03-11T00:00:00Z" });
    expect([waits.when, waits.notBefore, waits.because?.code]).toEqual(["later", "2026-03-13T22:00:00Z", "02"]);
    expect((await retry({ failure }, { now: "2026-03-13T21:59:59Z" })).when).toBe("later");
    expect((await retry({ failure }, { now: "2026-03-13T22:00:00Z" })).when).not.toBe("later");
  });

  it("gives way to a later end of something else", async () => {
    const network = { service: "maintenance", serviceBackAt: "2026-03-20T00:00:00Z" };
    expect(await retry({ failure, network })).toMatchObject({ when: "later", notBefore: "2026-03-20T00:00:00Z" });
  });
});
