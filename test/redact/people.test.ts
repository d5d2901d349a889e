import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";

describe("a national identity number", () => {
  test.each([
    ["CPF 123.456.789-09 e CNPJ 11.222.333/0001-81", "CPF <ID_1> e CNPJ <ID_2>"],
    ["de 123.456.789-09, tambem 12345678909", "de <ID_1>, tambem <ID_1>"],
    ["11222333000181 da loja", "<ID_1> da loja"],
    ["his 2341 2341 2346", "his <ID_1>"],
    ["his ABCPE1234F", "his <ID_1>"],
    ["cpf: 111", "cpf: 111"],
    ["aadhaar: 234123412347", "aadhaar: <ID_1>"],
    ["documento=12345678", "documento=<ID_1>"],
  ])("is known by its check digits, its shape or its key: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...["123.456.789-19", "12345678919", "111.111.111-11", "11222333000182", "11.222.333/0001-82", "2341 2341 2347"],
    ...["ref 12345678909", "RRN: 12345678909", "txn #12345678909", "rrn 234123412346", "ABCXE1234F", "20261122090008"],
  ])("is not: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test("is known by the key and the type beside it in an object", () => {
    expect(
      redact({ documents: [{ type: "CPF", value: "12 3" }], identification: { type: "CNPJ", number: "123456" } }),
    ).toEqual({
      documents: [{ type: "CPF", value: "<ID_1>" }],
      identification: { type: "CNPJ", number: "<ID_2>" },
    });
  });
});

describe("the message of a wallet", () => {
  test.each([
    [
      "QGR7AB12CD Confirmed. Ksh500.00 sent to JOHN DOE 0712345678 on 1/2/26 at 10:00 AM. New M-PESA balance is Ksh1,200.00.",
      "QGR7AB12CD Confirmed. Ksh500.00 sent to <NAME_1> <PHONE_1> on 1/2/26 at 10:00 AM. New M-PESA balance is Ksh1,200.00.",
    ],
    [
      "You have received Ksh1,000.00 from jane roe 254712345678",
      "You have received Ksh1,000.00 from <NAME_1> <PHONE_1>",
    ],
    ["Rs.500 debited trf to RAMESH KUMAR Refno 412345678901", "Rs.500 debited trf to <NAME_1> Refno 412345678901"],
    ["Paid to Ramesh Kumar ramesh.k@okaxis UPI Ref 412345678901", "Paid to <NAME_1> <EMAIL_1> UPI Ref 412345678901"],
    [
      "Transfer ke BUDI SANTOSO sebesar Rp50.000 gagal. Ref 123456789012",
      "Transfer ke <NAME_1> sebesar Rp50.000 gagal. Ref 123456789012",
    ],
    ["Kamu mengirim Rp50.000 ke Budi (081234567890)", "Kamu mengirim Rp50.000 ke <NAME_1> (<PHONE_1>)"],
    ["向张三转账500元失败", "向<NAME_1>转账500元失败"],
    ["Dear Mr. John Doe, payment failed", "Dear Mr. <NAME_1>, payment failed"],
  ])("loses its persons: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...["Ksh 200.00 paid to NAIVAS SUPERMARKET on 1/2/26", "Top up GoPay Rp100.000 dari BCA gagal", "向商户付款失败"],
    ...[
      "Dear Customer, payment of Rp50.000 failed",
      "sent to Acquirer Host at 10:00",
      "Transfer to Payment Gateway USD 5 failed",
    ],
  ])("keeps businesses and systems: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("the result of a check", () => {
  test.each([
    ...[
      "cvc_check: fail",
      "cvv_result: N",
      "avs_result: Y",
      "cvv=N&CVV2MATCH=S",
      '{"cvv_code":"N","cvc":"fail","pin":null}',
    ],
    ...["'cvvResponseCode' => 'I',", "[cvvResultCode] => M", "<cvv2>N</cvv2>", "cvv: not_provided"],
  ])("stays in a text: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test("stays in an object, where a code of the card goes", () => {
    expect(redact({ cvv: "N", cvc: "not_provided", cvv_code: "M", cvv2: "847", password: "N" })).toEqual({
      cvv: "N",
      cvc: "not_provided",
      cvv_code: "M",
    });
  });
});
