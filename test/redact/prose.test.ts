import { describe, expect, test } from "vitest";
import { redactText } from "../../src/redact/index.js";

describe("a secret that a sentence names", () => {
  test.each([
    ["my password is hunter2.", "my password is <SECRET_1>."],
    ["(my password is hunter.2x)]", "(my password is <SECRET_1>)]"],
    ["my password is 'ab12'", "my password is '<SECRET_1>'"],
    ["密码是ab12", "密码是<SECRET_1>"],
    ["您的密码为 ab12", "您的密码为 <SECRET_1>"],
    ["token is 1a2b3c", "token is <SECRET_1>"],
    ["password hunt22", "password <SECRET_1>"],
    ["token abcdefghijklmnopqrstuvwxyz", "token <SECRET_1>"],
    ["sent bearer abcdef.123456", "sent bearer <SECRET_1>"],
    ["bearer abcdefghijklmnopqrstuvwx", "bearer <SECRET_1>"],
    ["security code (CVV): 123", "security code (CVV): <SECRET_1>"],
    ["CVV (3 digits): 123", "CVV (3 digits): <SECRET_1>"],
    ["CVV (123) 12/26", "CVV (<SECRET_1>) 12/26"],
    ["PIN (ATM): 4455", "PIN (ATM): <SECRET_1>"],
    ["PIN (1234) 5678", "PIN (<SECRET_1>) <SECRET_2>"],
    ["Password (old): hunter22", "Password (old): <SECRET_1>"],
    ["您的验证码是482913,5分钟内有效", "您的验证码是<SECRET_1>,5分钟内有效"],
    ["Tu código de verificación es 482913", "Tu código de verificación es <SECRET_1>"],
    ["Ihr Code lautet 482913", "Ihr Code lautet <SECRET_1>"],
    ["code de sécurité 123", "code de sécurité <SECRET_1>"],
    ["senha 987654", "senha <SECRET_1>"],
    ["pin gopay 123456", "pin gopay <SECRET_1>"],
    ["cvv -> 123", "cvv -> <SECRET_1>"],
    ["seen pi_3Nabc_secret_def123", "seen <SECRET_1>"],
    ["SCZANGBA5YHTNYVVV4C3U252E2B6P6F5T3U6MM63WBSBZATAQI3EBTQ4", "<SECRET_1>"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...[
      "token 2026-11-22T10:00Z is old",
      "token is 12.50% off",
      "the password required",
      "Basic authentication failed",
      "clave 51: fondos insuficientes",
      "error code is 482913",
    ],
  ])("is not in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

test("a sentence in quotes above an object is no name for it, whatever secret it speaks of", () => {
  const text =
    'shoppers see "Invalid or missing payment token fields":\n\n{"code":"insufficient_funds","token":"tok_9f8a7b6c5d4e"}';
  expect(redactText(text)).toBe(text.replace("tok_9f8a7b6c5d4e", "<SECRET_1>"));
});

describe("a mailbox", () => {
  test.each([
    ["mail joe@example.com.", "mail <EMAIL_1>."],
    ["mail zhang@163.com please", "mail <EMAIL_1> please"],
    ["12345@okbank", "<EMAIL_1>"],
    ["写给王伟@example.com谢谢", "<EMAIL_1>谢谢"],
    ["联系joe@example.com谢谢", "联系<EMAIL_1>谢谢"],
    ["joe@例子.中国", "<EMAIL_1>"],
  ])("is found in: %s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each(["see @example.com", "3 @ 12.50", "3@1.50USD", "email: 12345 is taken"])("is not in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("a person after a colon", () => {
  test.each([
    ["Phone: 1234", "Phone: <PHONE_1>"],
    ["Nama: Budi", "Nama: <NAME_1>"],
    ["Alamat: Menara", "Alamat: <ADDRESS_1>"],
    ["Payee: P-7", "Payee: <PAYEE_1>"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each(["Phone: 123", "Payee: ask him"])("is not in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe("what hides a secret", () => {
  const digits = [..."4012888888881881"];
  const escaped = (write: (code: number) => string): string =>
    digits.map((digit) => write(digit.charCodeAt(0))).join("");
  const hex = (code: number): string => code.toString(16);

  test.each([
    ["JSON escapes", escaped((code) => `\\u00${hex(code)}`)],
    ["escapes of JavaScript", escaped((code) => `\\u{${hex(code)}}`)],
    ["escapes of Python", escaped((code) => `\\x${hex(code)}`)],
    ["decimal entities", escaped((code) => `&#${code};`)],
    ["hexadecimal entities", escaped((code) => `&#x${hex(code)};`)],
    ["percent escapes", escaped((code) => `%${hex(code)}`)],
    ["spaces as entities", "4012&nbsp;8888&nbsp;8888&nbsp;1881"],
    ["line ends as escapes", "4012\\n8888\\t8888\\r1881"],
    ["colours of a terminal", "4012\u001b[31m 8888 \u001b[0m8888 1881"],
    ["other dashes", "4012–8888–8888–1881"],
    ["middle dots", "4012·8888·8888·1881"],
    ["blank Braille", "4012\u28008888\u28008888\u28001881"],
    ["a character that stands for a placeholder elsewhere", "4012\ue0008888\ue0008888\ue0001881"],
  ])("is seen through: %s", (_, card) => {
    expect(redactText(`paid by ${card} ok`)).toBe("paid by <CARD_1 …1881> ok");
  });

  test("is seen through where percent escapes are broken, and what stands around them stays", () => {
    expect(redactText(`q=%FF-${escaped((code) => `%${hex(code)}`)} ok`)).toBe("q=%FF-<CARD_1 …1881> ok");
    expect(redactText("note %FF%34%30%31%32%38%38%38%38%38%38%38%38%31%38%38%31 ok")).toBe("note %FF<CARD_1 …1881> ok");
    expect(redactText("%E5%AF%86%E7%A0%81=abc123&x=1")).toBe("%E5%AF%86%E7%A0%81=<SECRET_1>&x=1");
  });

  test.each(["\n", "\r", "\t", "\u2028", "\u0085"])("ends with its line, or at a tab: %j", (end) => {
    expect(redactText(`密码：abc123${end}余额不足`)).toBe(`密码：<SECRET_1>${end}余额不足`);
  });

  test("keeps its shape: other dashes in an identity number, a wide space before one", () => {
    expect(redactText("SSN 123–45–6789")).toBe("SSN <ID_1>");
    expect(redactText("paspor\u3000A1234567")).toBe("paspor\u3000<ID_1>");
  });

  test("is put back into JSON inside JSON with as many backslashes as it takes", () => {
    expect(redactText('{"body":"{\\"pin\\":1234}"}')).toBe('{"body":"{\\"pin\\":\\"<SECRET_1>\\"}"}');
    const twice = (text: string): string => JSON.stringify(JSON.stringify(text));
    expect(redactText(twice('{"pin":1234}'))).toBe(twice('{"pin":"<SECRET_1>"}'));
    expect(redactText(twice(twice('{"phone":"12345"}')))).toBe(twice(twice('{"phone":"<PHONE_1>"}')));
  });

  test("is no number beyond Unicode", () => {
    expect(redactText("&#9999999; and &#x110000;")).toBe("&#9999999; and &#x110000;");
  });
});
