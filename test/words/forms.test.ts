import { describe, expect, it } from "vitest";
import { diagnose, explain, loadRules, type TransactionContext } from "../../src/api/index.js";

const stripe = { provider: "stripe", code: "insufficient_funds" };
/** A provider of cards, wallets and bank debits. */
const braintree = { provider: "braintree", code: "2001" };
const told = async (context: TransactionContext, audience: "customer" | "agent" = "customer"): Promise<string> =>
  (await diagnose(context, { locale: "en", audience })).causes[0]?.explanation ?? "";

describe("the forms of a text", () => {
  it("follow what pays, and are the default where that is unknown", async () => {
    expect(await told({ failure: stripe, instrument: { kind: "credit_card" } })).toBe(
      "Your card does not have enough money for this payment.",
    );
    expect(await told({ failure: stripe, instrument: { brand: "visa" } })).toMatch(/^Your card/);
    expect(await told({ failure: stripe, instrument: { kind: "bank_account" } })).toMatch(/^Your bank account/);
    expect(await told({ failure: braintree })).toBe("There is not enough money for this payment.");
  });

  it.each([
    ["a card", { scheme: "iso8583.de39", code: "51" }, /^Your card/],
    ["a bank account", { scheme: "nacha.return_code", code: "R01" }, /^Your bank account/],
    ["a mobile money account", { scheme: "mpesa.result_code", code: "1" }, /^Your mobile money account/],
    ["a wallet", { scheme: "zalopay.sub_return_code", code: "-63" }, /^Your wallet .*money/],
    ["a chain", { scheme: "stellar.result_code", code: "op_underfunded" }, /^Your wallet .*coins/],
  ])("follow a code that is about %s, where nothing says what pays", async (_, code, wanted) => {
    expect(await told({ failure: { codes: [code] } })).toMatch(wanted);
  });

  it("name no card where the code of a card stands beside a balance or another way of paying", async () => {
    const transaction = { amount: "120", currency: "USD" } as const;
    const balance = { available: "100" } as const;
    const { transaction: understood, causes } = await diagnose({ transaction, balance, failure: stripe });
    expect(understood.instrument).toBeUndefined();
    expect(causes[0]?.remedies.map(({ action }) => action)).toContain("top_up");
    const stated = await diagnose({ instrument: { kind: "mobile_money" }, failure: stripe });
    expect(stated.transaction.instrument).toEqual({ kind: "mobile_money" });
  });

  it("advise nothing that cannot be done with a card", async () => {
    const advised = async (code: string): Promise<string> => {
      const { transaction, causes } = await diagnose({ failure: { codes: [{ scheme: "iso8583.de39", code }] } });
      expect(transaction.instrument).toEqual({ kind: "card" });
      return causes[0]?.remedies.map(({ action }) => action).join() ?? "";
    };
    expect(await advised("51")).toBe("use_other_method");
    expect(await advised("55")).toBe("enter_password_again,contact_support");
    expect(await advised("38")).toBe("contact_issuer,contact_support");
  });

  it("name neither wallet nor card nor bank in the steps where nothing says what pays", async () => {
    for (const locale of ["en", "zh-CN", "id"]) {
      const { causes } = await diagnose({ failure: braintree }, { locale });
      const [first] = causes[0]?.remedies ?? [];
      expect([first?.title, ...(first?.steps ?? [])].join()).not.toMatch(
        /wallet|card|bank|app\b|银行|钱包|应用|充值|kartu|dompet/i,
      );
    }
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
