import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";

describe("a secret", () => {
  test.each<[string, object]>([
    ["whose last sign is a letter, as an outcome of a check is", { pin: "8x4k", otp: "84ab3f", cvv: "12a" }],
    ["under an English word beside Chinese", { otp码: "8471", 码otp: "8472", 我的pin: "8473" }],
    ["under a path", { "card.pin": "8471", "card[cvv]": "847", "a/b/password": "hunter2", "[token]": "t-1" }],
    ["in an object of its own", { pin: { value: "8471", length: 4 }, password: ["hunter2"] }],
  ])("%s is dropped", (_, value) => {
    expect(redact(value)).toEqual({});
  });

  test.each([
    ['pin: {"value": "8472"}'],
    ["pin: {value: 8472}"],
    ["x\n         pin: {value: 8472}"],
    ["{a: 1, pin: {value: 8472}}"],
    ["{ \tpin: {value: 8472}}"],
    ["[pin: {value: 8472}]"],
    ["a; pin: {value: 8472}"],
    ["@pin={value: 8472}"],
    ["card=Card(pin=[8472], brand=visa)"],
    ["pin => [8472]"],
    ["pin: {first: {of: 1}, then: 8472}"],
    ['{"pin": [8472, "8472"]}'],
    ["{'pin': ('8472', 8472)}"],
  ])("in an object inside a text is hidden: %j", (text) => {
    expect(redactText(text)).not.toContain("8472");
  });
});

describe("a person's number or name", () => {
  test.each<[string, object, object]>([
    [
      "that is as long as an account on a chain",
      { customer_id: "cus4f9a8b7c6d5e4f3a2b1c0d9e8f7" },
      { customer_id: "<CUSTOMER_1>" },
    ],
    [
      "whose key has words before the person",
      { default_customer_name: "Budi Santoso" },
      { default_customer_name: "<NAME_1>" },
    ],
    ["whose key names the person behind it", { nama_penerima: "Budi Santoso" }, { nama_penerima: "<NAME_1>" }],
    [
      "under the word of another language",
      { nome: "João Silva", nombre: "Ana Ruiz" },
      { nome: "<NAME_1>", nombre: "<NAME_2>" },
    ],
    [
      "in an object whose last word is a person",
      { shipping_customer: { name: "Budi S" } },
      { shipping_customer: { name: "<NAME_1>" } },
    ],
    [
      "in an object with details of a person",
      { customer_details: { name: "Budi S" } },
      { customer_details: { name: "<NAME_1>" } },
    ],
    [
      "in a list of ids of a person",
      { customer: { ids: ["c-1"], id: "c-2" } },
      { customer: { ids: ["<CUSTOMER_1>"], id: "<CUSTOMER_2>" } },
    ],
    [
      "under a path, also one with empty steps",
      { "a[customer][name]": "Budi", "customer..name": "Budi" },
      { "a[customer][name]": "<NAME_1>", "customer..name": "<NAME_1>" },
    ],
  ])("%s is masked", (_, value, wanted) => {
    expect(redact(value)).toEqual(wanted);
  });

  test.each<[string, object]>([
    ["the name of a thing, in any language", { billing_store: { name: "Corner Shop" }, merchant: { nome: "Loja" } }],
    ["the last digits of a card", { "card last 4": "1881" }],
    ["an account on a chain", { address: "0x4012888888881881401288888888188140128888" }],
    ["a key of dots alone", { "..": "x" }],
  ])("does not hide %s", (_, value) => {
    expect(redact(value)).toEqual(value);
  });
});

describe("a value in a text", () => {
  test.each<[string, string, string]>([
    ["whose key has a digit at its end", "cvv2=847&x=1", "847"],
    ["whose key has a digit at its start", "3d_pin=8472&x=1", "8472"],
    ["of several words, in an object without quotes", "Login{password=correct horse battery, user=1}", "horse"],
    ["that is an address, in an object without quotes", "User{address=Jl. Mawar 5, city=Jakarta}", "Mawar"],
    ["that is a name in small letters", "cardholder_name: budi santoso", "santoso"],
    ["in quotes that are escaped", String.raw`{"message":"password=\"correct horse\" failed"}`, "horse"],
    ["of letters, under a longer key than the code's", "card_pin: abcd", "abcd"],
    ["of letters, under a key that begins as the code's", "pin_block: ABCDEF", "ABCDEF"],
    ["that is a code with spaces", "PIN: 8 4 7 2", "4 7"],
    ["that is a code with dashes", "PIN: 8-4-7-2", "4-7"],
    ["that is a card number of thirteen digits", "paid with 4222222222222 today", "42222"],
    ["that is a card number with a moment in it", "paid with 4111111111111111 today", "41111"],
    ["under a key of three words", "new card pin = 84723", "84723"],
    ["in the lines below a person", "payer:\n  name: Budi Santoso\nshop: x", "Budi"],
    ["in a list below a person", "payer:\n  - name: Budi Santoso\nshop: x", "Budi"],
    ["deep in the lines below an address", "payer:\n  address:\n    street: Mawar 5\n    unit: Melati\nshop: x", "M"],
  ])("%s is hidden", (_, text, secret) => {
    expect(redactText(text)).not.toContain(secret);
  });

  test.each<[string, string]>([
    ["in the lines below a shop", "payer:\n  id: 1\nmerchant:\n  name: Kiosk\n"],
    ["in the lines behind a person", "payer:\n  id: 1\nname: Kiosk\n"],
  ])("%s is nobody's name", (_, text) => {
    expect(redactText(text)).toContain("Kiosk");
  });

  test("that a key gave away is hidden where it stands alone, however harmless it looks", () => {
    expect(redact({ pin: "481516", note: "481516" })).toEqual({ note: "<SECRET_1>" });
    expect(redact([{ phone: "123456" }, "123456", { order_note: "123456" }])).toEqual([
      { phone: "<PHONE_1>" },
      "<PHONE_1>",
      { order_note: "<PHONE_1>" },
    ]);
  });
});

/** Multiplication in the dihedral group of the pentagon, as Verhoeff printed it, and his permutation. */
const PRODUCTS = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const TURNED = "1576283094";

/** Twelve digits, the last of which is the check digit, in groups of four. */
function aadhaar(first: string): string {
  const turn = (digit: number, times: number): number => (times === 0 ? digit : turn(Number(TURNED[digit]), times - 1));
  const sum = [...first]
    .reverse()
    .reduce((product, digit, i) => Number(PRODUCTS[product]?.[turn(Number(digit), i + 1)]), 0);
  const check = [...Array(10).keys()].find((digit) => PRODUCTS[sum]?.[digit] === "0");
  return `${first}${check}`.replace(/(\d{4})(?=\d)/g, "$1 ");
}

describe("an identity number of India", () => {
  const numbers = Array.from({ length: 60 }, (_, i) => aadhaar(String(23_456_789_012 + i * 987_654_321)));

  test.each(numbers)("%s is hidden by its check digit, and is no such number with another one", (number) => {
    expect(redactText(`nomor ${number} ok`)).toBe("nomor <ID_1> ok");
    const other = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    expect(redactText(`nomor ${other} ok`)).toBe(`nomor ${other} ok`);
  });
});
