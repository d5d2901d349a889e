import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";

const VISA = "4012888888881881";

describe("a card in a text", () => {
  test.each([
    ["behind another number", "7,4012 8888 8888 1881", "7,<CARD_1 …1881>"],
    ["before another card", "22, 4012 8888 8888 1881, 5555 5555 5555 4444", "22, <CARD_1 …1881>, <CARD_2 …4444>"],
    ["in groups that nobody prints", "4012 8888888818 81", "<CARD_1 …1881>"],
    ["with dashes between spaces", "4012 - 8888 - 8888 - 1881", "<CARD_1 …1881>"],
    ["beside amounts", "12.50 and 13.75 for 4012 8888 8888 1881", "12.50 and 13.75 for <CARD_1 …1881>"],
    ["before numbers with which it would pass too", "4012 8888 8888 1881 26 123 456", "<CARD_1 …1881> 26 123 456"],
    ["that starts with a one", "paid 123456789012347", "paid <CARD_1 …2347>"],
  ])("is found %s", (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ["twenty digits", `${VISA}0000`],
    ["numbers that slashes part", "4012/8888888818/81 or 4012 8888888818/81"],
    ["grouped money", "4.012.888.888.881.881 or 4,012,888,888,881,881"],
    ["money with cents", "4111111111110.17"],
    ["a list of amounts", "12.50 13.75 14.25 15.16"],
    ["a list of amounts with commas", "12,50 13,75 14,25 15,16"],
    ["a time in milliseconds", "1763776800007"],
    ["a time in digits", "20261122090008 20261122090000120"],
  ])("is not what passes as one by chance: %s", (_, text) => {
    expect(redactText(text)).toBe(text);
  });

  test("has no twenty digits as a number either", () => {
    expect(redact({ x: 40128888888818810000 })).toEqual({ x: 40128888888818810000 });
  });
});

describe("a number that a sentence names", () => {
  test.each([
    ["rekening 12345", "rekening <ACCOUNT_1>"],
    ["account 12345678 1,500.00 short", "account <ACCOUNT_1> 1,500.00 short"],
    ["account 12345678 a5", "account <ACCOUNT_1> a5"],
    ["2 of 3: account 12345678 ok", "2 of 3: account <ACCOUNT_1> ok"],
    ["rekening 1234.567.890", "rekening <ACCOUNT_1>"],
    ["rekening 123.456.7890", "rekening <ACCOUNT_1>"],
    ["rekening 123-456.78", "rekening <ACCOUNT_1>"],
    ["rekening 12345.678901", "rekening <ACCOUNT_1>"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each(["rekening 1234", "rekening 150.000.000", "rekening 100000.50", "card 4111-1111"])(
    "is not the amount or the few digits in: %s",
    (text) => {
      expect(redactText(text)).toBe(text);
    },
  );
});

describe("a number with check digits", () => {
  test.each([
    ["GB29 NWBK 6016 1331 9268 19", "<IBAN_1>"],
    ["11010519491231002X", "<ID_1>"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ["GB28 NWBK 6016 1331 9268 19", "the digits of an IBAN are wrong"],
    ["110105194912310021", "the digit of an identity number is wrong"],
    ["110105194913310021", "nobody was born in a thirteenth month"],
  ])("is not %s, as %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a number whose key may also hold a word", () => {
  test.each<[string, unknown, unknown]>([
    ["an account of five digits", { account: "12345" }, { account: "<ACCOUNT_1>" }],
    ["a card of eight digits", { card: "12345678" }, { card: "<CARD_1>" }],
    ["an account that looks like an IBAN", { account: "XX12ABCDEFGH1234" }, { account: "<ACCOUNT_1>" }],
    ["an IBAN inside one", { iban: { main: "XX12ABCDEFGH1234" } }, { iban: { main: "<IBAN_1>" } }],
  ])("is masked: %s", (_, value, expected) => {
    expect(redact(value)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["an account of three digits", { account: "123" }],
    ["a card of seven", { card: "1234567" }],
    ["a card that looks like an IBAN", { card: "XX12ABCDEFGH1234" }],
    ["words", { card: "visa", account: "frozen since 2026" }],
    ["the label of a mailbox", { email: { label: "12345" } }],
  ])("is not %s", (_, value) => {
    expect(redact(value)).toEqual(value);
  });
});

describe("a mobile number without a plus", () => {
  test.each([
    "237671234567",
    "919812345678",
    "639171234567",
    "8801712345678",
    "01712345678",
    "09171234567",
    "0722 123 456",
    "0803-123-4567",
    "77 123 45 67",
    "06 12 34 56 78",
  ])("is found in a message of a wallet: %s", (phone) => {
    expect(redactText(`sent to ${phone} failed`)).toBe("sent to <PHONE_1> failed");
  });

  test("is found under the keys that wallets use for the payer", () => {
    const body = { payer: { partyIdType: "MSISDN", partyId: "46733123450" }, payerReference: "01712345678" };
    expect(JSON.stringify(redact(body))).not.toMatch(/46733123450|01712345678/);
  });

  test.each(["334511208876", "UTR 000123456789", "epoch 1763776800"])("is no reference or time: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});
