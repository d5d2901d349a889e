import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";

const HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

describe("a name that ends in Key and says what failed", () => {
  test.each([
    "com.stripe.lib:StripeErrorCodeKey=card_declined",
    "ErrorCodeKey: card_declined",
    "codeKey=insufficient_funds",
    "NSLocalizedDescriptionKey=Your card was declined",
    "NSLocalizedFailureReasonErrorKey=Do not honour",
    "NSErrorFailingURLKey=https://api.example.com/pay",
    "NSErrorFailingURLStringKey=https://api.example.com/pay, NSErrorDomainKey=abc1",
    '{"i18nKey":"error.card_declined","resultKey":"R05","StripeErrorTypeKey":"card_error"}',
  ])("keeps its value: %s", (text) => expect(redactText(text)).toBe(text));

  test("is not the key of a merchant, nor a secret whose name has more words", () => {
    for (const key of ["apiKey", "secretKey", "merchantKey", "privateKey", "accessKey", "errorSigningKey", "passkey"])
      expect(redact({ [key]: "a1b2" })).toEqual({});
    expect(redactText("accessCodeKey=a1b2c3")).toBe("accessCodeKey=<SECRET_1>");
  });
});

describe("the person whom a mail quotes", () => {
  test.each([
    [
      "On Tue, 3 Mar 2026, Wambui Njeri via kenyaict < w@example.org > wrote:",
      "On Tue, 3 Mar 2026, <NAME_1> via kenyaict < <EMAIL_1> > wrote:",
    ],
    ["Wambui Njeri via kenyaict <k@example.org>", "<NAME_1> via kenyaict <<EMAIL_1>>"],
    ['"Njeri, Wambui" <w@example.org>', '"<NAME_1>" <<EMAIL_1>>'],
    ["From: Wambui Njeri via Forum", "From: <NAME_1> via Forum"],
    ["Am 3. März schrieb Anna Muster <a@example.org>:", "Am 3. März schrieb <NAME_1> <<EMAIL_1>>:"],
    ["Am 3. März schrieb Anna Muster:", "Am 3. März schrieb <NAME_1>:"],
    [
      "El mar, 3 mar 2026 a las 10:00, Ana Ruiz (<ana@example.org>) escribió:",
      "El mar, 3 mar 2026 a las 10:00, <NAME_1> (<<EMAIL_1>>) escribió:",
    ],
    [
      "Em 3 de mar. de 2026, Ana Souza <a@example.org> escreveu:",
      "Em 3 de mar. de 2026, <NAME_1> <<EMAIL_1>> escreveu:",
    ],
    [
      "Pada tanggal 3 Mar 2026 Budi Santoso <b@example.org> menulis:",
      "Pada tanggal 3 Mar 2026 <NAME_1> <<EMAIL_1>> menulis:",
    ],
    ["张伟 <zhang@example.org> 写道：", "<NAME_1> <<EMAIL_1>> 写道："],
  ])("is hidden: %s", (text, expected) => expect(redactText(text)).toBe(expected));
});

describe("an object under authorization", () => {
  test.each([
    "[private] authorization => object(Cielo\\Authorization) {\n  returnCode => 57\n}",
    "authorization: {\n  status: 2,\n  code: '57'\n}",
    "'authorization' => [\n  'code' => '57',\n]",
    "authorization=Authorization(id=5, code=57)",
    '{"authorization":{"code":"57"}}',
  ])("is no header: %s", (text) => expect(redactText(text)).toBe(text));

  test.each([
    ["Authorization: Bearer abcd.efgh1234", "Authorization: <SECRET_1>"],
    ['authorization => "Basic dXNlcjpwYXNz"', 'authorization => "<SECRET_1>"'],
    ["'authorization' => ['Bearer abcd1234efgh']", "'authorization' => '<SECRET_1>'"],
    ["authorization: { token: 'abcd1234' }", "authorization: { token: '<SECRET_1>' }"],
  ])("hides its header and its secrets: %s", (text, expected) => expect(redactText(text)).toBe(expected));
});

describe("what YAML writes below a secret's key", () => {
  test.each([
    ["pin:\n  - 1\n  - 2\nname: x", "pin:\n  - <SECRET_1>\nname: x"],
    ["card:\n  cvv:\n  - 8\n  - 4\n  brand: visa", "card:\n  cvv:\n  - <SECRET_1>\n  brand: visa"],
    ['cvv:\n    value: "123"\namount: 10', 'cvv:\n    value: "<SECRET_1>"\namount: 10'],
    ["password: |\n  hunter2 secret\n  more\ncode: 51", "password: |\n  <SECRET_1>\ncode: 51"],
    ["pin:\n- must have six digits", "pin:\n- must have six digits"],
  ])("%j", (text, expected) => expect(redactText(text)).toBe(expected));
});

describe("a signature", () => {
  test.each([
    "X-Signature: a1b2c3d4e5f6",
    "x-callback-token: a1b2c3d4e5f6",
    `X-Hub-Signature-256: sha256=${HEX}`,
    `X-Razorpay-Signature: ${HEX}`,
    "Paypal-Transmission-Sig: kWKZ+o9pJ1v2/uGj==",
    "X-Shopify-Hmac-Sha256: kWKZo9pJ1v2uGj8=",
    `vnp_SecureHash=${HEX}`,
    "CHECKSUMHASH=w2QDRMgp1234567JEAPCIOmNgQvsi==",
    `hash: ${HEX}`,
  ])("is hidden: %s", (text) => expect(redactText(text)).toMatch(/^[\w-]+[:=] ?<SECRET_1>=*$/));

  test("is hidden in each part of a header, and in the answer of a wallet", () => {
    expect(redactText(`Stripe-Signature: t=1492774577,v1=${HEX},v0=${HEX}`)).not.toContain(HEX);
    expect(redact({ signature: HEX, hash: HEX, resultCode: 1006 })).toEqual({
      signature: "<SECRET_1>",
      hash: "<SECRET_1>",
      resultCode: 1006,
    });
    expect(redactText(`{"partnerCode":"M1","hash":"${HEX}"}`)).toBe('{"partnerCode":"M1","hash":"<SECRET_1>"}');
  });

  test("is not the id of a transaction on a chain, nor what is said of one", () => {
    const kept = { transactionHash: HEX, txHash: `0x${HEX}`, block: { hash: `0x${HEX}` } };
    expect(redact(kept)).toEqual(kept);
    for (const beside of ["confirmations", "ledger_index", "Sequence", "signer_id"])
      expect(redact({ hash: HEX, [beside]: 3 })).toEqual({ hash: HEX, [beside]: 3 });
    for (const text of [
      `{"hash":"0x${HEX}","status":"0x0"}`,
      `hash: ${HEX}\nblockHeight: 5`,
      "Signature: invalid",
      "signature mismatch",
      "invalid_signature: checksum mismatch",
      "checksum: failed",
    ])
      expect(redactText(text)).toBe(text);
  });
});

describe("a name below a closing", () => {
  test.each([
    ["Meus cumprimentos,", "Aurélio Cassamá"],
    ["Bien cordialement", "Marie Dupont"],
    ["Freundliche Grüsse", "Hans Meier"],
    ["Trân trọng,", "Nguyễn Văn Nam"],
    ["よろしくお願いします", "田中太郎"],
    ["감사합니다.", "김민수"],
    ["با تشکر", "علی رضایی"],
    ["Ystävällisin terveisin,", "Matti Virtanen"],
  ])("is hidden in other languages too: %s", (closing, name) => {
    expect(redactText(`It was declined.\n\n${closing}\n${name}`)).toBe(`It was declined.\n\n${closing}\n<NAME_1>`);
  });
});

describe("a number below the line of a branch or a bank", () => {
  test.each(["branch: 0001,", "ISPB: 99999008", "Sort code: 20-00-00", "routing number: 021000021"])(
    "is that of an account: %s",
    (line) => {
      expect(redactText(`Hello\n${line}\nnumber: 40817263`)).toBe(`Hello\n${line}\nnumber: <ACCOUNT_1>`);
    },
  );
  test("is kept below any other line", () => {
    const text = "Hello\nbranches: 3\nnumber: 40817263\norder: 5\nnumber: 40817264";
    expect(redactText(text)).toBe(text);
  });
});

describe("a first name below a closing", () => {
  test.each([
    ...["Lg,", "LG", "Mfg", "Thx,", "Rgds,", "Tks,", "Saludos,", "Abs,", "Att,", "Hormat saya,", "Terima kasih,"],
    ...["S pozdravem", "Předem moc děkuji,", "Pozdrawiam,", "С уважением,", "Med vänliga hälsningar", "Saygılarımla,"],
    ...["Met vriendelijke groet,", "Grazie,"],
    ...["Regards", "Best,", "Thanks!", "Gracias,", "BR,", "Mit freundlichen Grüßen"],
  ])("%s", (closing) => {
    expect(redactText(`It was declined.\n\n${closing}\n\nWambui`)).toBe(`It was declined.\n\n${closing}\n\n<NAME_1>`);
  });

  test.each([
    "Thanks,\nThe card was declined",
    "Thanks,\nDeclined",
    "Att,\nSupport",
    "Gracias,\nTransaccion rechazada",
  ])("is not in: %j", (text) => expect(redactText(text)).toBe(text));
});

describe("a text of payment support", () => {
  test.each([
    ["El cód. de seguridad es: 472", "El cód. de seguridad es: <SECRET_1>"],
    ["upi://pay?pa=priya@ybl&tr=T123", "upi://pay?pa=<EMAIL_1>&tr=T123"],
    ["CBU 0170099220000067797370 rechazado", "CBU <ACCOUNT_1> rechazado"],
    ["mon numéro 06.12.34.56.78", "mon numéro <PHONE_1>"],
    ["id|customer_name|code\n--+----+--\n1|Wambui Njeri|51", "id|customer_name|code\n--+----+--\n1|<NAME_1>|51"],
    [
      "+--+------+\n| id | customer_name | code |\n+--+---+---+\n| 1 | Wambui Njeri | 51 |\n+--+---+",
      "+--+------+\n| id | customer_name | code |\n+--+---+---+\n| 1 | <NAME_1> | 51 |\n+--+---+",
    ],
    ["PAYU_SALT=eCwWELxi", "PAYU_SALT=<SECRET_1>"],
    ["curl -u 3c9ae17d58b402e6: -d x", "curl -u <SECRET_1> -d x"],
    ["CURP OEGM850617MDFLRR04 no coincide", "CURP <ID_1> no coincide"],
    ["note OEGM850617MDFLRR04!", "note <ID_1>!"],
    ['{"access_id":"5B19D0E27FA84C63"}', '{"access_id":"<SECRET_1>"}'],
    ["curl --user shop:hunter2secret -d x", "curl --user <SECRET_1> -d x"],
    ['-d "destination[name]=Johann Quantz" -d "a=1"', '-d "destination[name]=<NAME_1>" -d "a=1"'],
    ["MPESA_PASSKEY=bfb279f9aa9bdbcf", "MPESA_PASSKEY=<SECRET_1>"],
    ["Your OTP is 482913. JANGAN berikan", "Your OTP is <SECRET_1>. JANGAN berikan"],
    ["SPEI: CLABE 012180001234567897 concepto renta", "SPEI: CLABE <ACCOUNT_1> concepto renta"],
    ["NPWP 09.254.294.3-407.000 tidak valid", "NPWP <ID_1> tidak valid"],
  ])("%j", (text, expected) => expect(redactText(text)).toBe(expected));
});
