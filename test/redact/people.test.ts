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
    ["CURP GOMC900514HDFRRL09", "CURP <ID_1>"],
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
    ["Returned: R03. Trace 0210, $412.50 to Maria Delgado", "Returned: R03. Trace 0210, $412.50 to <NAME_1>"],
    ["Dear Mr. John Doe, payment failed", "Dear Mr. <NAME_1>, payment failed"],
    ["Halo Kak Budi, transfer gagal", "Halo Kak <NAME_1>, transfer gagal"],
    ["rekening 1234567890 a.n. SITI AMINAH", "rekening <ACCOUNT_1> a.n. <NAME_1>"],
    ["Nama saya Budi Santoso, saldo kurang", "Nama saya <NAME_1>, saldo kurang"],
    ["My name is John Smith and my card was declined", "My name is <NAME_1> and my card was declined"],
    ["我叫王小明,付款失败", "我叫<NAME_1>,付款失败"],
    ["客户: 王小明 付款失败", "客户: <NAME_1> 付款失败"],
    ["付款给张三失败", "付款给<NAME_1>失败"],
    ["Customer Name - John Smith", "Customer Name - <NAME_1>"],
    ["beneficiary name JANE DOE", "beneficiary name <NAME_1>"],
    ["At 10:00 Ana Díaz <ana@example.com> wrote:", "At 10:00 <NAME_1> <<EMAIL_1>> wrote:"],
    ["Très cordialement\nDidier BRUN", "Très cordialement\n<NAME_1>"],
    ['File "C:\\Users\\sorly\\x.py", line 2', 'File "C:\\Users\\<NAME_1>\\x.py", line 2'],
    ["at pay (/home/joe/app/pay.js:3)", "at pay (/home/<NAME_1>/app/pay.js:3)"],
    ["Terima kasih,\nSiti Aminah", "Terima kasih,\n<NAME_1>"],
    ["Call 415 555 2671 or 020 7946 0958", "Call <PHONE_1> or <PHONE_2>"],
    ["born: date of birth 14/05/1990, ip address 203.0.113.7", "born: date of birth <ID_1>, ip address <IP_1>"],
    ["chave pix 11987654321", "chave pix <ACCOUNT_1>"],
    ["HIUPD:4+1234567890::280:50010517+", "HIUPD:4+<ACCOUNT_1>::280:50010517+"],
  ])("loses its persons: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...["Ksh 200.00 paid to NAIVAS SUPERMARKET on 1/2/26", "Top up GoPay Rp100.000 dari BCA gagal", "向商户付款失败"],
    ...[
      "Dear Customer, payment of Rp50.000 failed",
      "sent to Acquirer Host at 10:00",
      "Transfer to Payment Gateway USD 5 failed",
      "User: Insufficient Funds",
      "see https://example.com/home/page/x",
      "Beneficiary Name Mismatch",
      "客户: 余额不足",
      "亲爱的用户:",
      "Hi Team, please check",
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

describe("a bare name beside an address or a phone", () => {
  test("is a person's in an object", () => {
    const donor = { name: "Anna Berg", email: "anna@example.com", note: "for Anna Berg" };
    expect(redact({ donor })).toEqual({ donor: { name: "<NAME_1>", email: "<EMAIL_1>", note: "for <NAME_1>" } });
    expect(redact({ name: "张伟", phone: "13800138000" })).toEqual({ name: "<NAME_1>", phone: "<PHONE_1>" });
  });

  test.each([
    ["Name: Anna Berg\nEmail: anna@example.com", "Name: <NAME_1>\nEmail: <EMAIL_1>"],
    ["Donor(name=Anna Berg, email=anna@example.com)", "Donor(name=<NAME_1>, email=<EMAIL_1>)"],
    ["Sum=5&Name=ANNA+BERG&Email=anna%40example.com", "Sum=5&Name=<NAME_1>&Email=<EMAIL_1>"],
    ["email=anna@example.com, name=Anna Berg, sum=5", "email=<EMAIL_1>, name=<NAME_1>, sum=5"],
    [
      '["name"]=> string(9) "Anna Berg" ["email"]=> string(16) "anna@example.com"',
      '["name"]=> string(9) "<NAME_1>" ["email"]=> string(16) "<EMAIL_1>"',
    ],
    [
      "<gift><name>Anna Berg</name><email>anna@example.com</email></gift>",
      "<gift><name><NAME_1></name><email><EMAIL_1></email></gift>",
    ],
  ])("is a person's in a text: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test("is none where it is an error's, a thing's, or stands alone", () => {
    for (const kept of [
      { name: "StripeCardError", email: "" },
      { merchant: { name: "Corner Shop", email: "" } },
      { name: "Payment Failed", code: "05" },
    ])
      expect(redact(kept)).toEqual(kept);
    expect(redactText("name: Payment Failed\ncode: 05")).toBe("name: Payment Failed\ncode: 05");
  });
});

test.each([
  ['{"phonenumber":"5429141122"}', '{"phonenumber":"<PHONE_1>"}'],
  ['{"CSBTPHONENUMBER":"542914112233"}', '{"CSBTPHONENUMBER":"<PHONE_1>"}'],
  ["address_name => Maren Berger", "address_name => <NAME_1>"],
  ["Pagi min, saya Agus Prabowo. Pembeli saya Sudah bayar", "Pagi min, saya <NAME_1>. Pembeli saya Sudah bayar"],
  ["Bonjour, je suis Clarisse Mboumba à Libreville", "Bonjour, je suis <NAME_1> à Libreville"],
  ["Many thanks in advance\nGreetings!\n\nErnesto Garza", "Many thanks in advance\nGreetings!\n\n<NAME_1>"],
])("a person shows by the key or the words in front: %s", (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

describe("the address in a mail", () => {
  test.each([
    [
      "Billing Address:\nAnneke de Wit\nKeizersgracht 112\n1015 CV Amsterdam\nT: 0612345678\n\nPayment Method:\nCard",
      4,
    ],
    ["Rechnungsadresse\nJana Roth\nHauptstr. 5\n\nBetrag: 5", 2],
    ["Dirección de envío:\nLuz Paz\nCalle Mayor 5\n\nImporte: 5", 2],
  ])("is hidden line by line, up to the end of its block: %s", (text, lines) => {
    const [block = "", rest] = redactText(text).split("\n\n");
    expect(block.split("\n").slice(1)).toEqual(Array.from({ length: lines }, (_, i) => `<ADDRESS_${i + 1}>`));
    expect(rest).toBe(text.split("\n\n")[1]);
  });

  test.each(["The address was wrong\nwe told them\nso it failed", "Address: unknown\nPayment: failed\nCode: 51"])(
    "is not what a sentence says of one: %s",
    (text) => expect(redactText(text)).toContain(text.split("\n")[1] as string),
  );
});

describe("the number of an account or a phone", () => {
  test.each([
    ["Konto 1234567 BLZ 37040044", "Konto <ACCOUNT_1> BLZ 37040044"],
    ["Kontonummer 1234567890, Betrag 50,00", "Kontonummer <ACCOUNT_1>, Betrag 50,00"],
    ["Empfängerkonto 1047382915 für Übertrag nicht zulässig", "Empfängerkonto <ACCOUNT_1> für Übertrag nicht zulässig"],
    ["Votre transfert au 677482913 est non abouti", "Votre transfert au <PHONE_1> est non abouti"],
    ["conta 12345-6 ag 0001", "conta <ACCOUNT_1> ag 0001"],
    ["de la cuenta 1234567890 no salió", "de la cuenta <ACCOUNT_1> no salió"],
    ["la CLABE 012180001234567897 no existe", "la CLABE <ACCOUNT_1> no existe"],
    ["compte 12345678901 débité", "compte <ACCOUNT_1> débité"],
    ["счёт 40817810099910004312", "счёт <ACCOUNT_1>"],
    ["stk 0071000998877 VCB", "stk <ACCOUNT_1> VCB"],
    ["tài khoản 0071000998877 bị trừ 2.000.000đ", "tài khoản <ACCOUNT_1> bị trừ 2.000.000đ"],
    ["บัญชี 1234567890", "บัญชี <ACCOUNT_1>"],
    ["口座番号 1234567", "口座番号 <ACCOUNT_1>"],
    ["رقم الحساب 1234567890", "رقم الحساب <ACCOUNT_1>"],
    ["chave 123.4567-8901", "chave <ACCOUNT_1>"],
    ["Pix para (11) 98765-0142", "Pix para <PHONE_1>"],
    ["8 (916) 555-01-42 Ирина", "<PHONE_1> Ирина"],
    ["тел 495 555 0142", "тел <PHONE_1>"],
    ["090-1234-5678 です", "<PHONE_1> です"],
  ])("is known by the word of its language, or by its shape: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...["Konto gesperrt seit 2026", "trừ tiền tài khoản 2.000.000", "conta 0", "saldo de la cuenta: 1500", "8 916 555"],
  ])("is not: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("an internet address", () => {
  test("is masked under a key for one, alone or as a list of proxies, and the same one has the same placeholder", () => {
    expect(
      redact({ client_ip: "203.0.113.77", xForwardedFor: "203.0.113.77, 10.0.0.1", REMOTE_ADDR: "2001:db8::8a2e:370" }),
    ).toEqual({ client_ip: "<IP_1>", xForwardedFor: "<IP_2>", REMOTE_ADDR: "<IP_3>" });
    expect(redactText("buyer ip=203.0.113.77 amount=250.00 ip: 203.0.113.77")).toBe(
      "buyer ip=<IP_1> amount=250.00 ip: <IP_1>",
    );
  });

  test("is not what else stands there, and a version or an address on a chain is none", () => {
    const value = { ip_country: "KE", ip: "unknown", version: "1.2.3.4", ip_risk: "low" };
    expect(redact(value)).toEqual(value);
  });
});

test("the name of an individual in a bank's file, and of the other party in a table, are a person's", () => {
  expect(redact({ individualName: "ALEXA SMARTT", companyName: "Acme" })).toEqual({
    individualName: "<NAME_1>",
    companyName: "Acme",
  });
  expect(redactText("Date,Amount,Counterparty\n2025-03-04,1500,JOHN KAMAU")).toBe(
    "Date,Amount,Counterparty\n2025-03-04,1500,<PAYEE_1>",
  );
});

describe("a person that a line is about, written to or signed by", () => {
  test.each([
    ["Cliente: Mar\u00eda Fernanda L\u00f3pez", "Cliente: <NAME_1>"],
    ["Cliente: Joao da Silva, pedido 11", "Cliente: <NAME_1>, pedido 11"],
    ["Kunde: J\u00fcrgen Hartmann", "Kunde: <NAME_1>"],
    ["From: Oliver Whitmore <o.w@shop.example>", "From: <NAME_1> <<EMAIL_1>>"],
    ["Payee: Jane Doe", "Payee: <NAME_1>"],
    ["Name: John Smith", "Name: <NAME_1>"],
    ["It was declined.\n\nBest regards,\nJohn Smith", "It was declined.\n\nBest regards,\n<NAME_1>"],
  ])("%s", (text, expected) => expect(redactText(text)).toBe(expected));

  test.each([
    "Customer: Not Present",
    "Card: Declined By Issuer",
    "From: PayPal Service",
    "Receiver: HDFC Bank Limited",
    "Customer:\nPayment Page",
    "Thanks, it works",
  ])("is not: %s", (text) => expect(redactText(text)).toBe(text));
});

describe("a phone as it is written at home", () => {
  test.each([
    ["Telefon 0171 5550123", "Telefon <PHONE_1>"],
    ["mobil 0171/5550123", "mobil <PHONE_1>"],
    ["call me on 07700 900123", "call me on <PHONE_1>"],
    ["ring 020 7946 0958", "ring <PHONE_1>"],
    ["mi numero es 55 1234 5678", "mi numero es <PHONE_1>"],
    ["chama no 99 991025460", "chama no <PHONE_1>"],
  ])("%s", (text, expected) => expect(redactText(text)).toBe(expected));

  test.each(["order 551234-5678", "2026 07 15", "0.0171 5550", "12 3456"])("is not: %s", (text) =>
    expect(redactText(text)).toBe(text),
  );
});
