import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redact, redactText } from "../../src/redact/index.js";
import { tried } from "../support/runs.js";

const RUNS = tried(150);

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

function withCheckDigit(body: string): string {
  let sum = 0;
  for (const [i, digit] of [...body].reverse().entries()) {
    const doubled = i % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** Cards start with 3 to 6; thirteen digits that start with 1 are a time. */
const card = fc
  .tuple(fc.constantFrom("3", "4", "5", "6"), digits(11, 17))
  .map(([first, rest]) => withCheckDigit(`${first}${rest}`));

const zeros = ["0", "０", "٠", "۰", "०", "০", "๐", "𝟎", "𝟶"];
const script = fc.constantFrom(...zeros);
const inScript = (text: string, zero: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 48) + Number(digit)));

const gap = fc.constantFrom("", " ", "-", ".", "\u00a0", "\u3000", "\u200b", "\u00ad", "\u2011", "\u202e", " - ");
const spaced = (text: string, size: number, separator: string) =>
  (text.match(new RegExp(`.{1,${size}}`, "gu")) ?? []).join(separator);

/** Everything that digits can hide behind, undone by the plainest means. */
function readable(value: unknown): string {
  let text = JSON.stringify(value) ?? "";
  for (let level = 0; level < 3; level++) {
    text = text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    text = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodeURIComponent(run));
    text = text.replaceAll("\\\\", "\\");
  }
  for (const zero of zeros) {
    for (let digit = 9; digit >= 0; digit--) {
      text = text.replaceAll(String.fromCodePoint((zero.codePointAt(0) ?? 48) + digit), String(digit));
    }
  }
  return text.replace(/[^\p{L}\p{N}<>]/gu, "");
}

/** Four digits in a row of a secret that can still be read. */
function survivors(secret: string, output: unknown, except = ""): string[] {
  const text = readable(output).replace(/<[A-Z]+\d+(\d{4})?>/g, (whole) =>
    except && whole.endsWith(`${except}>`) ? "<>" : whole.replace(/\d+>/, ">"),
  );
  const windows = Array.from({ length: secret.length - 3 }, (_, i) => secret.slice(i, i + 4));
  return windows.filter((window) => text.includes(window));
}

const styles: ReadonlyArray<(words: string[]) => string> = [
  (words) => words.join("_"),
  (words) => words.join("-"),
  (words) => words.join(" "),
  (words) => words.join("_").toUpperCase(),
  (words) => words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(""),
  (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(""),
  (words) => words.join("_").replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (words) => words.join("\u200b_"),
];
const styled = (phrases: string[]) =>
  fc.tuple(fc.constantFrom(...phrases), fc.constantFrom(...styles)).map(([phrase, style]) => style(phrase.split(" ")));

const secretKey = fc.oneof(
  styled([
    ...[
      "cvv",
      "cvv2",
      "cvc",
      "cid",
      "pin",
      "user pin",
      "pin code",
      "password",
      "new password",
      "passcode",
      "otp",
      "sms otp",
      "token",
    ],
    ...[
      "access token",
      "api key",
      "secret",
      "client secret",
      "authorization",
      "cookie",
      "private key",
      "mnemonic",
      "seed phrase",
    ],
    ...[
      "security code",
      "verification code",
      "track data",
      "track 2",
      "kata sandi",
      "kode otp",
      "kode keamanan",
      "kode verifikasi",
    ],
  ]),
  fc.constantFrom("密码", "支付密码", "验证码", "短信验证码", "安全码", "密钥", "令牌", "助记词", "PIN码", "密碼"),
);
const personalKey = fc.oneof(
  styled([
    ...[
      "card number",
      "pan",
      "account number",
      "iban",
      "phone",
      "phone number",
      "mobile",
      "nik",
      "ktp",
      "passport number",
      "national id",
    ],
    ...[
      "customer id",
      "user id",
      "payee id",
      "nomor rekening",
      "no rek",
      "nomor hp",
      "no ktp",
      "nomor kartu",
      "bank account number",
    ],
  ]),
  fc.constantFrom("卡号", "账号", "手机号", "身份证号", "电话", "护照号"),
);
const harmlessKey = fc.constantFrom(
  "note",
  "extensions",
  "data",
  "备注",
  "catatan",
  "payload",
  "items",
  "x",
  "event",
  "payment",
);

/** The member somewhere: in objects, arrays, JSON texts, JSON texts inside JSON texts. */
type Wrap = (value: unknown) => unknown;
const wrap: fc.Arbitrary<Wrap> = fc
  .array(
    fc.oneof(
      harmlessKey.map(
        (key): Wrap =>
          (value) => ({ [key]: value }),
      ),
      harmlessKey.map(
        (key): Wrap =>
          (value) => ({ before: 1, [key]: value, after: "two" }),
      ),
      fc.constant<Wrap>((value) => [1, value, "three"]),
      fc.constant<Wrap>((value) => ({ body: JSON.stringify(value) })),
    ),
    { maxLength: 3 },
  )
  .map((wraps) => (value) => wraps.reduce((inner, next) => next(inner), value));

describe("for all inputs", () => {
  test("no secret survives under its key, whatever the language, width, casing, type and nesting", () => {
    const value = fc.oneof(
      digits(4, 12).map((secret) => ({ secret, value: secret as unknown })),
      digits(4, 12).map((secret) => ({ secret: String(Number(`9${secret}`)), value: Number(`9${secret}`) as unknown })),
      digits(4, 12).map((secret) => ({ secret, value: { deep: [{ inner: secret }] } as unknown })),
      fc
        .tuple(digits(4, 9), script)
        .map(([secret, zero]) => ({ secret, value: `ab ${inScript(secret, zero)}` as unknown })),
    );
    fc.assert(
      fc.property(secretKey, value, wrap, (key, { secret, value }, wrapped) => {
        expect(survivors(secret, redact(wrapped({ [key]: value })))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("no number of a person, card or account survives under its key", () => {
    fc.assert(
      fc.property(personalKey, digits(6, 18), script, fc.boolean(), wrap, (key, number, zero, asNumber, wrapped) => {
        const value = asNumber ? Number(`9${number.slice(0, 14)}`) : inScript(number, zero);
        const secret = asNumber ? String(value) : number;
        const output = redact(wrapped({ [key]: value }));
        const isCard = /CARD/.test(JSON.stringify(output));
        expect(survivors(secret, output, isCard ? secret.slice(-4) : "")).toEqual([]);
      }),
      RUNS,
    );
  });

  test("of a card in free text only the last four digits survive, in every script and spacing", () => {
    const around = fc.constantFrom(
      "",
      "card ",
      "paid with ",
      "付款卡",
      "kartu saya ",
      "x=",
      "<",
      "(",
      "please charge: ",
    );
    fc.assert(
      fc.property(
        card,
        script,
        fc.constantFrom(4, 1, 2, 6, 19),
        gap,
        around,
        wrap,
        (number, zero, size, separator, before, wrapped) => {
          const written = inScript(spaced(number, size, separator), zero);
          const output = redact(wrapped({ note: `${before}${written}, thanks` }));
          expect(survivors(number, output, number.slice(-4))).toEqual([]);
        },
      ),
      RUNS,
    );
  });

  test("a card hidden in a key, a query string, a URL or an escape does not survive", () => {
    const hide = fc.constantFrom<(text: string) => unknown>(
      (text) => ({ [text]: { x: 1 } }),
      (text) => `a=1&note=${text}&b=2`,
      (text) => `https://x.test/?q=${[...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")}`,
      (text) => `{"note":"${[...text].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")}"}`,
      (text) => [[{ [`${text} `]: text }]],
      (text) => ({ unknown: Number(text) > Number.MAX_SAFE_INTEGER ? text : Number(text) }),
    );
    fc.assert(
      fc.property(card, hide, (number, hidden) => {
        expect(survivors(number, redact(hidden(number)), number.slice(-4))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("no code survives where a sentence names it", () => {
    const sentence = fc.constantFrom<(code: string) => string>(
      (code) => `my PIN is ${code}`,
      (code) => `OTP: ${code}.`,
      (code) => `cvv ${code}, thanks`,
      (code) => `${code} is your verification code`,
      (code) => `密码：${code}`,
      (code) => `您的验证码是${code}，请勿泄露`,
      (code) => `kata sandi saya ${code}`,
      (code) => `kode OTP Anda adalah ${code}`,
      (code) => `pin=${code}&amount=5`,
      (code) => `Passcode = "${code}"`,
      (code) => `{pin: ${code}, amount: 5}`,
      (code) => `<cvv>${code}</cvv>`,
    );
    fc.assert(
      fc.property(digits(4, 8), script, sentence, wrap, (code, zero, write, wrapped) => {
        expect(survivors(code, redact(wrapped({ message: write(inScript(code, zero)) })))).toEqual([]);
      }),
      RUNS,
    );
  });

  test("amounts, codes, times and ids survive under their keys", () => {
    const key = fc.oneof(
      styled([
        ...[
          "id",
          "transaction id",
          "order id",
          "reference",
          "merchant reference",
          "rrn",
          "gross amount",
          "amount",
          "available",
          "fee",
        ],
        ...[
          "code",
          "network code",
          "response code",
          "status code",
          "created",
          "transaction time",
          "at",
          "order number",
          "kode kesalahan",
        ],
        ...["id transaksi", "jumlah", "saldo", "waktu"],
      ]),
      fc.constantFrom("订单号", "交易流水号", "金额", "错误码", "时间"),
    );
    const value = fc.oneof(
      card,
      digits(1, 20),
      card.map(Number),
      fc.uuid(),
      fc.date({ noInvalidDate: true }).map((at) => at.toISOString()),
    );
    const plainWrap = fc.array(harmlessKey, { maxLength: 3 });
    fc.assert(
      fc.property(key, value, plainWrap, (key, value, path) => {
        const input = path.reduce<unknown>((inner, outer) => ({ [outer]: [inner] }), { [key]: value });
        expect(redact(input)).toEqual(input);
      }),
      RUNS,
    );
  });

  test("amounts, codes and times survive in a sentence, byte for byte", () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 10, max: 99 }));
    const sentence = fc.constantFrom<(units: number, cents: number) => string>(
      (units, cents) => `${units}.${cents} + 0.73 fee > 100.00`,
      (units) => `Saldo Rp${units} tidak cukup，kurang Rp ${units.toLocaleString("id-ID")}`,
      (units) => `金额 ${units} 元，余额不足`,
      (units) => `error ${String(units).slice(0, 7)} at ${new Date(units * 40_000).toISOString()}`,
      (units, cents) => `USD ${units.toLocaleString("en-US")}.${cents} declined with code [${cents}]`,
      (units) => `balance 0, tx cost ${units}00000000000, epoch ${1_600_000_000_000 + units}`,
    );
    fc.assert(
      fc.property(amount, sentence, ([units, cents], write) => {
        expect(redactText(write(units, cents))).toBe(write(units, cents));
      }),
      RUNS,
    );
  });

  test("it never throws, changes nothing it is given, and a second pass finds nothing more", () => {
    const anything = fc.anything({
      key: fc.oneof(secretKey, personalKey, harmlessKey, fc.string(), fc.constant("__proto__")),
      values: [
        fc.string({ unit: "binary" }),
        fc.double(),
        card,
        fc.emailAddress(),
        digits(4, 20),
        fc.bigInt(),
        fc.boolean(),
      ],
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (input) => {
        const before = fc.stringify(input);
        const once = redact(input);
        expect(redact(once)).toEqual(once);
        expect(fc.stringify(input)).toBe(before);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      tried(300),
    );
  });

  test("a text of mixed words and numbers is stable after one pass", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "pin",
        "account",
        "card",
        "phone",
        "OTP:",
        "is",
        "password",
        "=",
        ":",
        "&",
        '"',
        "rekening",
        "密码",
        "Rp",
        "<",
        "{",
        "%20",
        '\\"',
      ),
      digits(1, 20),
      card,
      fc.emailAddress(),
      fc.string({ maxLength: 6 }),
    );
    const text = fc
      .tuple(fc.array(word, { maxLength: 12 }), fc.constantFrom(" ", "", ","))
      .map(([words, by]) => words.join(by));
    fc.assert(
      fc.property(text, (text) => {
        const once = redactText(text);
        expect(redactText(once)).toBe(once);
      }),
      tried(500),
    );
  });
});

describe("a text that is not looked into", () => {
  const word = fc.stringMatching(/^[A-Za-z_]{1,13}$|^[a-z][A-Za-z]{0,22}$|^[a-z]{1,6}(?:_[a-z]{1,9}){1,3}$/);
  const number = fc.stringMatching(/^-?(?:0|[1-9]\d{0,5})(?:\.\d{1,2})?$/);
  const time = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/);

  test("is one in which nothing would be found: a word or a small number", () => {
    fc.assert(
      fc.property(fc.oneof(word, number), (note) => {
        // Once something was learned from a key, every text is looked into.
        const learned = redact({ password: "q1w2e3r4t5", note }) as { note: string };
        expect(learned.note).toBe(note);
        expect(redact({ note })).toEqual({ note });
      }),
      tried(3000),
    );
  });

  test("is one in which nothing would be found: a time", () => {
    fc.assert(
      fc.property(time, (at) => {
        expect(redact({ created: at, at: `${at} ` })).toEqual({ created: at, at: `${at} ` });
      }),
      tried(1000),
    );
  });

  test.each([
    "sk_live_abcdefghijk",
    "rk_test_abcdefgh",
    "xnd_production_abcdefgh",
    "whsec_abcdefgh",
    "rzp_live_abcdefgh",
  ])("is never a key: %s", (key) => {
    expect(JSON.stringify(redact({ note: key }))).not.toContain(key);
  });
});
