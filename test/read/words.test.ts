import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

describe("a text without any object", () => {
  it.each([
    ["a chat line", "hi, my card got declined because of insufficient funds", "balance.insufficient"],
    [
      "an exception",
      "com.acme.CardException: Your card has insufficient funds.\n\tat com.acme.Pay.run(Pay.java:1)",
      "balance.insufficient",
    ],
    [
      "an unknown outcome",
      "TimeoutError: not confirmed in 60 s. It is unknown if it succeeded or failed.",
      "network.timeout",
    ],
    [
      "money that is gone, in Indonesian",
      "top up gagal, uangnya udah kepotong tapi saldo 0",
      "transaction.debited_not_completed",
    ],
    ["money that is gone, in Chinese", "钱被扣了，但是订单没有成功", "transaction.debited_not_completed"],
    ["a second payment", "I was charged twice for one order", "transaction.duplicate"],
  ])("is a failure told in words, possible at most: %s", async (_, text, cause) => {
    expect(readTransaction(text).transactions[0].format).toBe("text");
    const { causes, retry } = await diagnose(contextOf(text));
    expect(causes.map(({ code, certainty }) => [code, certainty])).toEqual([[cause, "possible"]]);
    expect(retry.when).not.toBe("now");
  });

  it.each(["EUR 100.00", "100.00 EUR", "€100", "Rp100 ribu", "$13,400"])(
    "has no amount: %s is told and not taken",
    (amount) => {
      const { transactions, warnings } = readTransaction(`declined, insufficient funds on ${amount} yesterday`);
      expect(transactions[0].context.transaction).toBeUndefined();
      expect(warnings).toMatchObject([{ path: "/transaction/amount", code: "amount_seen", params: { text: amount } }]);
    },
  );

  it("bears the provider that was named", () => {
    expect(contextOf("Error: card_declined", { provider: "stripe" })).toEqual({
      failure: { provider: "stripe", message: "Error: card_declined" },
    });
  });

  it("is read by the lines that tell, where it is long", () => {
    const text = `${"some log line\n".repeat(200)}Error: insufficient funds\n${"more\n".repeat(200)}`;
    expect(contextOf(text)).toEqual({ failure: { message: "Error: insufficient funds" } });
  });

  it.each(["hello, how are you?", "paid 5 EUR to Bob", "see order 4471, section 51", "it works, thanks"])(
    "is refused where no code and no phrase is in it: %s",
    (text) => expect(refusal(text).reason).toBe("no_transaction"),
  );
});

describe("one failure shown several times", () => {
  const error = { error: { type: "card_error", code: "card_declined", message: "Declined.", charge: "ch_1" } };

  it.each([
    [
      "as dump and JSON",
      `${JSON.stringify(error)} Array\n(\n    [error] => Array\n        (\n            [type] => card_error\n            [code] => card_declined\n            [message] => Declined.\n            [charge] => ch_1\n        )\n\n)`,
    ],
    ["as the same webhook twice", `${JSON.stringify(error)}\n${JSON.stringify(error)}`],
    [
      "with less the second time",
      `first ${JSON.stringify(error)} then ${JSON.stringify({ error: { ...error.error, charge: undefined } })}`,
    ],
  ])("is one: %s", (_, text) => {
    expect(contextsOf(text)).toHaveLength(1);
  });

  it("is two where the two say different things", () => {
    const other = { error: { ...error.error, charge: "ch_2" } };
    expect(contextsOf(`${JSON.stringify(error)}\n${JSON.stringify(other)}`)).toHaveLength(2);
  });

  it("stays two rows of a table, and two lines of records without an id", () => {
    expect(contextsOf("failure.code,failure.message\n51,x\n51,x")).toHaveLength(2);
    const line = JSON.stringify({ failure: { code: "51" } });
    expect(contextsOf(`${line}\n${line}`)).toHaveLength(2);
  });
});

describe("a refusal", () => {
  const text = '{"order":{"amount":"125.50","currency":"EUR","customer_name":"x"}}';

  it("names what was read, and gives a template with what was seen", () => {
    const { hint } = refusal(text);
    expect(hint).toContain("{order}");
    expect(hint).toContain(
      '{"transaction":{"amount":"125.50","currency":"EUR"},"failure":{"provider":"...","code":"...","message":"..."}}',
    );
  });

  it("is in the language of the locale", () => {
    expect(refusal(text, { locale: "id" }).hint).toMatch(/^tidak ada transaksi/);
    expect(refusal("你好", { locale: "zh-CN" }).hint).toMatch(/^其中没有交易/);
    expect(refusal(text, { locale: "de" }).hint).toMatch(/^no transaction/);
  });

  it("shows no card number", () => {
    expect(refusal('{"total":"4012888888881881","card":"4012 8888 8888 1881"}').hint).not.toContain("8888");
  });
});
