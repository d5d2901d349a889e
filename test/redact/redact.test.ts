import { describe, expect, test } from "vitest";
import { createRedactor, redact, redactText } from "../../src/redact/index.js";

const VISA = "4012888888881881";

describe("secrets by key", () => {
  test.each([
    ...[
      "cvv",
      "CVV2",
      "card-cvc",
      "cid",
      "userPin",
      "ｐｉｎ",
      "PIN码",
      "pin_\u200bcode",
      "user_pIn",
      "my_pIn",
      "backupPins",
      "newPIN",
      "Password",
      "passcode1",
      "kataSandi",
    ],
    ...[
      "支付密码",
      "验证码",
      "kode_otp",
      "otpCode",
      "apiKey",
      "API-KEY",
      "server_key",
      "clientSecret",
      "Authorization",
      "set-cookie",
      "accesstoken",
    ],
    ...["privateKey", "seed_phrase", "mnemonic", "track2Data", "card.cvv", "card[pin]", "key"],
  ])("the member %s is dropped, whatever its type", (key) => {
    // An object under it is what became of a payment, and is read by its members.
    const object = key === "Authorization" ? "1234" : { id: "1234" };
    for (const value of ["1234", 1234, true, null, object, ["1234"]]) {
      expect(redact({ a: 1, [key]: value, b: 2 })).toEqual({ a: 1, b: 2 });
    }
  });

  test("words that only resemble secrets stay", () => {
    const context = {
      authentication: {
        method: "payment_password",
        status: "failed",
        attemptsLeft: 0,
        lockedUntil: "2026-11-22T09:00:00+08:00",
      },
      ...{
        pinned: true,
        tokenized: true,
        shipping: { method: "x" },
        keyed: 1,
        monkey: "m",
        spinner: 2,
        paymentMethod: "otp",
      },
      ...{
        cvv_check: "M",
        cvvCheck: "Y",
        cvv_response_code: "M",
        passwordLocked: true,
        token_type: "x",
        pinAttempts: 3,
        has_pin: true,
      },
      ...{
        密码错误次数: 3,
        otpExpiresAt: "2026-11-22T09:00:00Z",
        idempotency_key: "4111111111111111",
        authorization_code: "123456",
      },
      ...{
        fee_bearer: "OUR",
        "authentication.password_wrong": "authentication.password_wrong",
        causes: ["pin", "otp", "password"],
      },
    };
    expect(redact(context)).toEqual(context);
  });

  test("a value is dropped when a label beside it names a secret", () => {
    expect(
      redact([
        { key: "otp", value: "123456" },
        { name: "order_id", value: VISA },
        { fact: "customer.id", value: "c-1" },
      ]),
    ).toEqual([{ key: "otp" }, { name: "order_id", value: VISA }, { fact: "customer.id", value: "<CUSTOMER_1>" }]);
  });

  test("a dropped secret is not left in a text beside it", () => {
    expect(redact({ message: "sent 93847561 to him", otp: "93847561" })).toEqual({ message: "sent <SECRET_1> to him" });
  });

  test("ISO 8583 fields are known by their numbers", () => {
    const fields = { "2": "4111111111111112", "4": "000000050000", "39": "51", "35": "x", "52": "0123456789ABCDEF" };
    expect(redact({ fields })).toEqual({ fields: { "2": "<CARD_1 …1112>", "4": "000000050000", "39": "51" } });
  });
});

describe("ids, times, amounts and codes by key", () => {
  test("stay as they are, also when Luhn-valid", () => {
    const kept = {
      ...{
        id: VISA,
        reference: "4012 8888 8888 1881",
        order_id: VISA,
        transaction_id: VISA,
        rrn: VISA,
        订单号: VISA,
        no_transaksi: VISA,
      },
      ...{
        gross_amount: Number(VISA),
        available: VISA,
        at: "2026-11-22T09:00:00+08:00",
        created: 1_763_776_800_000,
        code: VISA,
      },
      ...{ networkCode: VISA, last4: "1881", account_id: "acc_12345678", hash: VISA, amount: { value: Number(VISA) } },
    };
    expect(redact(kept)).toEqual(kept);
  });

  test("but no mailbox and no access key", () => {
    expect(redact({ id: "joe@example.com", reference: "sk_live_abcdefgh1234" })).toEqual({
      id: "<EMAIL_1>",
      reference: "<SECRET_1>",
    });
  });

  test("a number under an unknown key is masked when it is a card, and stays when it is a time", () => {
    expect(redact({ x: Number(VISA), y: 1_763_776_800_000, z: 4_035_414 })).toEqual({
      x: "<CARD_1 …1881>",
      y: 1_763_776_800_000,
      z: 4_035_414,
    });
  });
});

describe("persons by key", () => {
  test("payeeId and the payees of the history share their placeholders", () => {
    const history = [{ payee: "p-1" }, { payee: "p-2" }, { payee: "p-1" }];
    expect(
      redact({ history, payeeId: "p-1", customer: { id: "p-1", locale: "id" }, payee: { status: "active" } }),
    ).toEqual({
      history: [{ payee: "<PAYEE_1>" }, { payee: "<PAYEE_2>" }, { payee: "<PAYEE_1>" }],
      payeeId: "<PAYEE_1>",
      customer: { id: "<CUSTOMER_1>", locale: "id" },
      payee: { status: "active" },
    });
  });

  test("a name is masked inside a person, and stays for a provider, merchant, bank or product", () => {
    expect(
      redact({
        customer: { name: "Budi Santoso", bank: { name: "BCA" } },
        billing: { name: "Siti" },
        card: { brand: "visa", name: "Joe Doe" },
        cardholder_name: "Budi Santoso",
        姓名: "王伟",
        nama: "Siti",
        merchant: { name: "Toko Maju", nama: "Toko" },
        product: { name: "Pulsa" },
        bank_name: "BNI",
        nama_bank: "BNI",
        name: "UNPROCESSABLE_ENTITY",
        message: "Transfer to budi santoso failed",
      }),
    ).toEqual({
      customer: { name: "<NAME_1>", bank: { name: "BCA" } },
      billing: { name: "<NAME_2>" },
      card: { brand: "visa", name: "<NAME_3>" },
      cardholder_name: "<NAME_1>",
      姓名: "<NAME_4>",
      nama: "<NAME_2>",
      merchant: { name: "Toko Maju", nama: "Toko" },
      product: { name: "Pulsa" },
      bank_name: "BNI",
      nama_bank: "BNI",
      name: "UNPROCESSABLE_ENTITY",
      message: "Transfer to <NAME_1> failed",
    });
  });

  test("cards, accounts, phones and addresses are masked by key also when nothing shows what they are", () => {
    expect(
      redact({
        card: { number: "1234 5678 9012 3456", exp_month: 5 },
        account: { status: "frozen", number: 12345 },
        ...{
          nomor_rekening: "98765",
          iban: "XX00",
          phone: { country_code: "62", number: 8_123_456 },
          手机号: "12345",
          nik: "12 34",
        },
        address: { line1: "Jl. Mawar 5", postal_code: 12_345, country: "ID" },
        ...{
          masked_card: "491111-1113",
          phone_verified: true,
          card_type: "debit",
          email: "unknown",
          ip_address: "10.0.0.1",
        },
      }),
    ).toEqual({
      card: { number: "<CARD_1 …3456>", exp_month: 5 },
      account: { status: "frozen", number: "<ACCOUNT_1>" },
      ...{ nomor_rekening: "<ACCOUNT_2>", iban: "<IBAN_1>", phone: { country_code: "62", number: "<PHONE_1>" } },
      ...{ 手机号: "<PHONE_2>", nik: "<ID_1>" },
      address: { line1: "<ADDRESS_1>", postal_code: "<ADDRESS_2>", country: "ID" },
      ...{
        masked_card: "<CARD_2 …1113>",
        phone_verified: true,
        card_type: "debit",
        email: "<EMAIL_1>",
        ip_address: "<IP_1>",
      },
    });
  });
});

describe("free text", () => {
  test.each([
    ["paid with 4012 8888 8888 1881 today", "paid with <CARD_1 …1881> today"],
    ["４０１２－８８８８－８８８８－１８８１，谢谢", "<CARD_1 …1881>，谢谢"],
    ["٤٠١٢٨٨٨٨٨٨٨٨١٨٨١ / ४०१२८८८८८८८८१८८१", "<CARD_1 …1881> / <CARD_1 …1881>"],
    ["4012\u200b8888\u00ad8888\u202e1881", "<CARD_1 …1881>"],
    ["4012888888881881|12|25|1234", "<CARD_1 …1881>|12|25|<SECRET_1>"],
    ["card 4111111111111112", "card <CARD_1 …1112>"],
    ["DE89 3704 0044 0532 0130 00 failed", "<IBAN_1> failed"],
    ["no. rek BCA 123-456-7890", "no. rek BCA <ACCOUNT_1>"],
    ["账号6222021234567890已冻结", "账号<ACCOUNT_1>已冻结"],
    ["11010519491231002x and 110105 19491231 002X", "<ID_1> and <ID_1>"],
    ["3171230101900001, 123-45-6789, paspor A1234567", "<ID_1>, <ID_2>, paspor <ID_3>"],
    ["+62 812-3456-7890 or 081234567890", "<PHONE_1> or <PHONE_1>"],
    ["拨打 138 0013 8000", "拨打 <PHONE_1>"],
    ["邮箱Joe@Example.com, joe@example.com, UPI joe@okaxis", "邮箱<EMAIL_1>, <EMAIL_1>, UPI <EMAIL_2>"],
    ["Authorization: Bearer abcdef.1234567890", "Authorization: <SECRET_1>"],
    ["got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def", "got <SECRET_1>"],
    ["sk_live_abcdefgh1234 AKIAIOSFODNN7EXAMPLE", "<SECRET_1> <SECRET_2>"],
    ["my password is hunter2, pin 1234", "my password is <SECRET_1>, pin <SECRET_2>"],
    ["482913 adalah kode verifikasi", "<SECRET_1> adalah kode verifikasi"],
    ["密码：abc123", "密码：<SECRET_1>"],
    ["cvv=123&otp=456789&order_id=4012888888881881", "cvv=<SECRET_1>&otp=<SECRET_2>&order_id=4012888888881881"],
    ["password=my%20secret%201234&x=1", "password=<SECRET_1>&x=1"],
    ['{"pin":1234,"amount":100.00,"token":{"v":"12345"}}', '{"pin":"<SECRET_1>","amount":100.00,"token":"<SECRET_2>"}'],
    [
      '{"customer":{"name":"Budi","id":"C9"},"id":"4012888888881881"}',
      '{"customer":{"name":"<NAME_1>","id":"<CUSTOMER_1>"},"id":"4012888888881881"}',
    ],
    ['"{\\"pin\\":\\"1234\\"}"', '"{\\"pin\\":\\"<SECRET_1>\\"}"'],
    ['","cvv":"123","pin":"12', '","cvv":"<SECRET_1>","pin":"<SECRET_2>'],
    [
      "<cvv>123</cvv><out_trade_no>4012888888881881</out_trade_no>",
      "<cvv><SECRET_1></cvv><out_trade_no>4012888888881881</out_trade_no>",
    ],
    ["Nama: Budi Santoso, HP: 081234567890", "Nama: <NAME_1>, HP: <PHONE_1>"],
  ])("%s", (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test.each([
    ...[
      "error 4035414",
      "Invalid OTP (4035414)",
      "at 1763776800001",
      "2026-11-22T09:00:00+08:00",
      "20261122090000",
      "Rp 1.500.000",
    ],
    ...[
      "Rp13800138000",
      "15000000000 IDR",
      "120.00 + 0.73 fee = 120.73 > 100.00, short 20.73",
      "Saldo rekening Anda 1500000",
    ],
    ...[
      "tx cost 100000000000000000, overshot 4012888888881881",
      "12.50 13.75 14.25 15.00 16.75",
      "62810000.10",
      "1.234.567.890.123",
    ],
    ...[
      "Deny by Bank [BNI] with code [05]",
      "Wrong PIN: try again",
      "Incorrect PIN 117",
      "rekening 1.500.000",
      "password: must not be empty",
      "authentication.password_wrong",
    ],
    ...[
      "帐号余额不足，请用户充值或更换支付卡后再支付.",
      "密码已错误５次，账户锁定30分钟",
      "Enter the PIN in 1500 seconds",
      "Ｆｕｌｌ　ｗｉｄｔｈ １２３",
    ],
    ...[
      "tx b98fafec-4111-4111-8111-411111111111",
      "0xabababababababababababababababababababababababababababababababab",
      "name: x",
    ],
  ])("nothing is changed in: %s", (text) => {
    expect(redactText(text)).toBe(text);
  });

  test("a secret longer than any key word reaches is replaced whole", () => {
    expect(redactText(`token=${"a1".repeat(600)}&x=1`)).toBe("token=<SECRET_1>&x=1");
  });

  test("a context keeps everything a diagnosis needs", () => {
    const context = {
      transaction: {
        id: VISA,
        kind: "top_up",
        amount: "125.50",
        currency: "USD",
        exponent: 2,
        status: "failed",
        debited: false,
        splittable: true,
      },
      balance: { available: -0.5, held: "10", restricted: "0", cap: 4_012_888_888_881_881, currency: "USD" },
      network: {
        status: "unstable",
        latencyMs: 900,
        lossRate: 0.1,
        secure: false,
        connection: "public_wifi",
        service: "maintenance",
      },
      limits: [
        {
          window: "rolling",
          max: "500",
          used: 5,
          maxCount: 3,
          party: "payee",
          setBy: "customer",
          timeZone: "Asia/Jakarta",
          period: "P1D",
        },
      ],
      fees: [
        { party: "bank", rate: 0.006, bands: [{ upTo: "100", flat: "0.30" }], paidBy: "payer", freeAllowance: "1000" },
      ],
      fundingSources: [{ kind: "bank_card", label: "BCA", available: "20000000", status: "active" }],
      instrument: { kind: "debit_card", status: "active", expires: "2027-05" },
      account: {
        status: "frozen",
        verification: "basic",
        requiredVerification: "full",
        twoFactor: false,
        unrecognisedActivity: true,
      },
      payee: { status: "cannot_receive", currencies: ["IDR"], balance: { available: "1", cap: "2" } },
      failure: {
        provider: "midtrans",
        code: "05",
        networkCode: "51",
        adviceCode: "01",
        message: "Do not honour (4035414)",
      },
      history: [
        {
          id: "h-1",
          at: "2026-11-22T09:00:00+08:00",
          amount: "5.00",
          reference: VISA,
          status: "failed",
          triedRemedies: ["reset_payment_password"],
        },
      ],
      customer: { locale: "zh-CN", preferredChannel: "phone", canLogIn: false },
    };
    expect(redact(context)).toEqual(context);
    expect(JSON.stringify(redact(context))).toBe(JSON.stringify(context));
  });

  test("a notification of a provider loses only its card", () => {
    const payload = {
      ...{
        transaction_id: "b98fafec-fc2b-436f-bc6d-87853291cb35",
        order_id: "C17550",
        gross_amount: "145000.00",
        masked_card: "491111-1113",
      },
      ...{
        status_code: "202",
        status_message: "Deny by Bank [BNI] with code [05]",
        pspReference: "8514775559925128",
        fraud_status: "accept",
      },
    };
    expect(redact(payload)).toEqual({ ...payload, masked_card: "<CARD_1 …1113>" });
  });
});

describe("keys", () => {
  test("are texts too, and none is lost when two become the same", () => {
    const input = { "4012888888881881": 1, "4012 8888 8888 1881": 2, "joe@example.com": 3, "<EMAIL_1>": 4 };
    expect(Object.entries(redact(input) as object)).toEqual([
      ["<CARD_1 …1881>", 1],
      ["<CARD_1 …1881> (2)", 2],
      ["<EMAIL_2>", 3],
      ["<EMAIL_1>", 4],
    ]);
  });

  test("named __proto__ stay members and change no prototype", () => {
    const output = redact(JSON.parse('{"__proto__":{"polluted":1,"pin":"1234"}}')) as object;
    expect(JSON.stringify(output)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("placeholders", () => {
  test("are shared by everything that goes through one redactor", () => {
    const redactor = createRedactor();
    expect(redactor.value({ phone: "+62 812 3456 7890", customer: { name: "Budi Santoso" } })).toEqual({
      phone: "<PHONE_1>",
      customer: { name: "<NAME_1>" },
    });
    expect(redactor.text("Call Budi Santoso, 081234567890 or 081999999999")).toBe(
      "Call <NAME_1>, <PHONE_1> or <PHONE_2>",
    );
    expect(redactText("081999999999")).toBe("<PHONE_1>");
  });

  test("that a text already has are given to nothing else", () => {
    expect(redact(["joe@example.com", "<EMAIL_1> wrote", "<CARD_1 …1881>"])).toEqual([
      "<EMAIL_2>",
      "<EMAIL_1> wrote",
      "<CARD_1 …1881>",
    ]);
  });
});

describe("what is no JSON value", () => {
  test("is replaced", () => {
    const cycle: Record<string, unknown> = { a: 1 };
    cycle.self = cycle;
    const throws = () => {
      throw new Error("called");
    };
    const input = {
      ...{
        cycle,
        at: new Date(0),
        bad: new Date(Number.NaN),
        big: 10n,
        f: throws,
        s: Symbol("s"),
        m: new Map([[1, 2]]),
      },
      proxy: new Proxy({}, { ownKeys: throws, getOwnPropertyDescriptor: throws }),
      boxed: new String(VISA),
    };
    const unreadable = "<UNREADABLE>";
    expect(redact(input)).toEqual({
      ...{
        cycle: { a: 1, self: "<CYCLE>" },
        at: "1970-01-01T00:00:00.000Z",
        bad: unreadable,
        big: "10",
        f: unreadable,
        s: unreadable,
      },
      ...{ m: unreadable, proxy: unreadable, boxed: unreadable },
    });
  });

  test("depth and size have an end", () => {
    let deep: unknown = VISA;
    for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? { a: deep } : [deep];
    const written = JSON.stringify(redact(deep));
    expect(written).toContain("<TOO_DEEP>");
    expect(written).not.toContain("4012");
    expect(JSON.stringify(redact(new Array(3_000_000)))).toContain("<TOO_LARGE>");
  });

  test("an accessor is not called", () => {
    let calls = 0;
    const input = {
      get secret() {
        return ++calls;
      },
      get note() {
        return ++calls;
      },
      get [Symbol.toStringTag]() {
        return String(++calls);
      },
    };
    expect(redact(input)).toEqual({ note: "<UNREADABLE>" });
    expect(calls).toBe(0);
  });
});
