import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";

describe("one placeholder", () => {
  test.each<[string, object[]]>([
    ["a phone with either prefix", [{ phone: "0062 812 3456 7890" }, { phone: "+62 812-3456-7890" }]],
    ["a name in any case and spacing", [{ cardholder_name: "Budi Santoso" }, { cardholder_name: " BUDI  SANTOSO " }]],
    ["an address in any case", [{ address: "Jl. Mawar 5" }, { address: "JL. MAWAR 5" }]],
    ["an account in any case and spacing", [{ iban: "xx00 a" }, { iban: "XX00A" }]],
  ])("stands for %s", (_, values) => {
    const [one, other] = (redact(values) as object[]).flatMap((value) => Object.values(value));
    expect(other).toBe(one);
  });

  test("does not stand for two ids that differ in their case", () => {
    expect(redact([{ payeeId: "p-A" }, { payeeId: "p-a" }])).toEqual([
      { payeeId: "<PAYEE_1>" },
      { payeeId: "<PAYEE_2>" },
    ]);
  });
});

describe("the last four digits of a card", () => {
  test.each([
    ["123456789012", "<CARD_1 …9012>"],
    ["**** 1881", "<CARD_1 …1881>"],
    ["xxxx-xxxx-1234", "<CARD_1 …1234>"],
    ["411111-1113", "<CARD_1 …1113>"],
  ])("are shown of %s", (number, expected) => {
    expect(redact({ card_number: number })).toEqual({ card_number: expected });
  });

  test.each(["12345", "1234567-1234", "411111-11134", "4111 1111 1111 11**", "4111 1111 1111 *11", "**** 12"])(
    "are not shown of %s",
    (number) => {
      expect(redact({ card_number: number })).toEqual({ card_number: "<CARD_1>" });
    },
  );
});

describe("what a key gave away", () => {
  test.each<[object, string, string]>([
    [{ pin: 93_847_561 }, "sent 93847561 to him", "sent <SECRET_1> to him"],
    [{ phone: "123456" }, "ref 123456", "ref <PHONE_1>"],
    [{ payeeId: "p-1234" }, "to P 1234", "to <PAYEE_1>"],
    [{ customer_id: "c-1234" }, "by c-1234", "by <CUSTOMER_1>"],
  ])("is masked in a text too: %o", (value, note, expected) => {
    expect(redact({ ...value, note })).toMatchObject({ note: expected });
  });

  test.each<[object, string]>([
    [{ phone: "12345" }, "total 12345"],
    [{ payeeId: "p-123" }, "row p 123"],
    [{ cardholder_name: "Test" }, "Test passed"],
    [{ address: "Jl. Mawar 55555" }, "di jl mawar 55555"],
    [{ email: "unknown 123456" }, "unknown 123456"],
  ])("is left where it may be any word or number: %o", (value, note) => {
    expect(redact({ ...value, note })).toMatchObject({ note });
  });
});

describe("a label", () => {
  test("is the first that is a text, and speaks of the value alone", () => {
    expect(redact({ key: 5, name: "cvv", value: "123" })).toEqual({ key: 5, name: "cvv" });
    expect(redact({ name: "order_id", value: "4012888888881881", phone: "12345" })).toEqual({
      name: "order_id",
      value: "4012888888881881",
      phone: "<PHONE_1>",
    });
  });
});

describe("a list", () => {
  test.each([
    [[["cvv", "123"]], [["cvv", "<SECRET_1>"]]],
    [
      ["Cookie", "sid=8f2", "Host", "a1"],
      ["Cookie", "<SECRET_1>", "Host", "a1"],
    ],
    [
      ["cvv", "expiry"],
      ["cvv", "expiry"],
    ],
  ])("hides what stands behind the name of a secret: %j", (list, expected) => {
    expect(redact(list)).toEqual(expected);
    expect(JSON.parse(redactText(JSON.stringify(list)))).toEqual(expected);
  });
});

describe("a copy", () => {
  test("keeps null, undefined, members without a prototype and those of an instance", () => {
    class Payment {
      amount = "5.00";
    }
    const bare: Record<string, unknown> = Object.assign(Object.create(null), { a: null });
    expect(redact({ bare, payment: new Payment(), nothing: undefined })).toEqual({
      bare: { a: null },
      payment: { amount: "5.00" },
      nothing: undefined,
    });
    expect(redact(undefined)).toBeUndefined();
  });

  test("has what stands in it twice twice", () => {
    const fee = { flat: "1" };
    expect(redact({ fees: [fee, fee], other: fee })).toEqual({ fees: [fee, fee], other: fee });
  });

  test("may be changed", () => {
    const copy = redact({ a: 1, b: 2 }) as Record<string, unknown>;
    copy.a = 3;
    delete copy.b;
    expect(copy).toEqual({ a: 3 });
  });

  test("numbers every key that became the same", () => {
    const keys = ["4012888888881881", "4012 8888 8888 1881", "4012-8888-8888-1881"];
    expect(Object.keys(redact(Object.fromEntries(keys.map((key) => [key, 1]))) as object)).toEqual([
      "<CARD_1 …1881>",
      "<CARD_1 …1881> (2)",
      "<CARD_1 …1881> (3)",
    ]);
  });
});
