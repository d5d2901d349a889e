import { describe, expect, it } from "vitest";
import { diagnose, explain, loadRules, type TransactionContext } from "../../src/api/index.js";

const stripe = { provider: "stripe", code: "insufficient_funds" };
const told = async (context: TransactionContext, audience: "customer" | "agent" = "customer"): Promise<string> =>
  (await diagnose(context, { locale: "en", audience })).causes[0]?.explanation ?? "";

describe("the forms of a text", () => {
  it("follow what pays, and are the default where that is unknown", async () => {
    expect(await told({ failure: stripe, instrument: { kind: "credit_card" } })).toBe(
      "Your card does not have enough money for this payment.",
    );
    expect(await told({ failure: stripe, instrument: { brand: "visa" } })).toMatch(/^Your card/);
    expect(await told({ failure: stripe, instrument: { kind: "bank_account" } })).toMatch(/^Your bank account/);
    expect(await told({ failure: stripe })).toBe("There is not enough money for this payment.");
  });

  it("follow the kind of transaction", async () => {
    expect(await told({ failure: stripe, transaction: { kind: "transfer" } })).toMatch(/for this transfer\.$/);
    expect(await told({ failure: stripe, transaction: { kind: "withdrawal" } })).toMatch(/for this withdrawal\.$/);
  });

  it("follow the reader: an agent's begins with what the provider said", async () => {
    const context = { failure: stripe, instrument: { kind: "credit_card" as const } };
    expect(await told(context, "agent")).toBe(
      "Stripe: insufficient_funds. The customer's card does not have enough money for this payment.",
    );
    const slow = { network: { latencyMs: 3400 } };
    expect(await told(slow)).toBe("The connection was too slow.");
    expect(await told(slow, "agent")).toContain("3,400 ms");
  });

  it("are the default in an explanation of a cause", () => {
    expect(explain("instrument.expired")?.title).toBe("The card or account has expired");
  });
});

describe("a check of forms", () => {
  const text = { title: "T", explanation: "E" };
  const faults = (changed: object): string[] => {
    const cause = {
      code: "merchant.closed",
      since: "1.0.0",
      rules: [
        {
          name: "closed",
          certainty: "certain",
          when: { all: [{ fact: "extensions.open", operator: "equal", value: false }] },
          evidence: ["extensions.open"],
        },
      ],
      remedies: [{ action: "contact_merchant", who: "merchant", effort: "hours" }],
      text: { ...text, ...changed },
    };
    try {
      loadRules({ "merchant/closed.json": JSON.stringify(cause) });
      return [];
    } catch (error) {
      return (error as { issues: { path: string; code: string }[] }).issues.map(({ path, code }) => `${path} ${code}`);
    }
  };

  it("asks for a default, the same placeholders, and forms and terms that there are", () => {
    expect(faults({ explanation: { default: "{transaction.amount}", card: "card {transaction.amount}" } })).toEqual([]);
    expect(faults({ explanation: { default: "{transaction.amount}", card: "card" } })).toEqual([
      "/text/explanation/card other_placeholders",
    ]);
    expect(faults({ explanation: { default: "none", agent: "{transaction.amount}" } })).toEqual([]);
    expect(faults({ explanation: { card: "card" } })).toHaveLength(1);
    expect(faults({ explanation: { default: "E", cash: "cash" } })).toHaveLength(1);
    expect(faults({ explanation: "{term.pay} again" })).toEqual([]);
    expect(faults({ explanation: "{term.nope} again" })).toEqual(["/text/explanation unknown_placeholder"]);
  });
});

describe("a zero fee", () => {
  it("is no part of a sentence", async () => {
    const transaction = { amount: "120.00", currency: "EUR" };
    const balance = { available: "100.00" };
    expect(await told({ transaction, balance, fees: [] })).toBe(
      "€120.00 is needed, but only €100.00 is available: short €20.00.",
    );
    expect(await told({ transaction, balance, fees: [{ flat: "1.00" }] })).toBe(
      "€120.00 + €1.00 fee = €121.00, but only €100.00 is available: short €21.00.",
    );
    expect(await told({ transaction, balance })).toContain("before fees");
  });
});

describe("a time", () => {
  it("has the name by which people call their time", async () => {
    const of = async (locale: string, currency: string, offset: string): Promise<string> => {
      const transaction = { amount: "5", currency, at: `2026-11-22T09:00:00${offset}` };
      const authentication = { method: "pin" as const, lockedUntil: `2026-11-22T10:00:00${offset}` };
      return (await diagnose({ transaction, authentication }, { locale })).causes[0]?.explanation ?? "";
    };
    expect(await of("id", "IDR", "+07:00")).toContain("10.00 WIB");
    expect(await of("id", "IDR", "+08:00")).toContain("10.00 WITA");
    expect(await of("zh-CN", "CNY", "+08:00")).toContain("10:00（北京时间）");
    expect(await of("en", "EUR", "+01:00")).toContain("10:00 CET");
    expect(await of("en", "USD", "-05:00")).toContain("10:00 EST");
    expect(await of("en", "USD", "Z")).toContain("10:00 UTC");
    expect(await of("en", "USD", "+05:45")).toContain("10:00 UTC+5:45");
  });
});
