import { describe, expect, test } from "vitest";
import { redact } from "../../src/redact/index.js";
import { isRemembered, rememberField } from "../../src/redact/keys.js";

const VISA = "4012888888881881";
const CARD = "<CARD_1 …1881>";

describe("a secret's key", () => {
  test.each([
    ["with a plural", "secrets"],
    ["with a word in front that speaks of the secret", "wrong_password"],
    ["with capitals that run into a word", "JWTValue"],
    ["with a word in capitals at its end", "sessionOTP"],
    ["with a number inside a word", "track2data"],
    ["with doubled separators", "seed__words"],
    ["with a kind of key that nobody listed", "merchant_signing_key"],
    ["with a digit in front", "3d_pin"],
    ["with its value named behind it", "pin.value"],
    ["in Spanish", "clave"],
    ["as wallets sign their answers", "sign"],
    ["as VNPay signs its return address", "vnp_SecureHash"],
    ["as a gateway names the code of a card", "card_code"],
    ["in one word with what it is", "pincode"],
    ["in one word with whose it is", "userpin"],
    ["as a field of ISO 8583 inside a message", "request.de.52"],
    ["at the end of a very long one", `${"x".repeat(400)}_pin`],
    ["at the start of a very long one", `pin_${"x".repeat(400)}`],
  ])("%s is known", (_, key) => {
    expect(redact({ a: 1, [key]: "hunter2" })).toEqual({ a: 1 });
  });
});

describe("an object under a secret's key", () => {
  test.each(["authorizationHeader", "proxyAuthorization", "verificationCode"])("is dropped whole under %s", (key) => {
    expect(redact({ a: 1, [key]: { value: "abc" } })).toEqual({ a: 1 });
  });
});

describe("a word that only ends like a secret's", () => {
  test.each(["spin", "cvvresult"])("is none: %s", (key) => {
    expect(redact({ [key]: 3 })).toEqual({ [key]: 3 });
  });
});

describe("what a key says", () => {
  test("is remembered for the names of schemas, and never for a key of an input", () => {
    rememberField("examplePin");
    expect(redact([{ examplePin: "1234" }, { examplePin: "1234", otherExamplePin: "1" }])).toEqual([{}, {}]);
    expect([isRemembered("examplePin"), isRemembered("otherExamplePin")]).toEqual([true, false]);
    rememberField("examplePin");
    expect(redact({ examplePin: "1234" })).toEqual({});
  });
});

describe("a contact", () => {
  test("is a phone number where it looks like one, and a person's name is kept apart from it", () => {
    expect(redact({ contact: "9797001122" })).toEqual({ contact: "<PHONE_1>" });
    expect(redact("prefill: {\n  contact: 9797001122,\n  method: 'card' }")).not.toContain("9797001122");
    expect(redact({ contact: "by phone" })).toEqual({ contact: "by phone" });
  });
});

describe("a person's number", () => {
  test.each([
    ["phone_12", "<PHONE_1>"],
    ["home_phone_2", "<PHONE_1>"],
    ["phone_raw", "<PHONE_1>"],
    ["customerphone", "<PHONE_1>"],
    ["customer__name", "<NAME_1>"],
    ["old_bank_customer_name", "<NAME_1>"],
    ["nama_billing_details", "<NAME_1>"],
    ["nomes", "<NAME_1>"],
    ["homeTel", "<PHONE_1>"],
    ["my_home_tel", "<PHONE_1>"],
    ["msisdns", "<PHONE_1>"],
    ["msIsdn", "<PHONE_1>"],
    ["telepon_rumah", "<PHONE_1>"],
    ["account_number", "<ACCOUNT_1>"],
    ["user_id_no", "<CUSTOMER_1>"],
    ["alamat_kantor", "<ADDRESS_1>"],
    ["cust_name", "<NAME_1>"],
    ["beneName", "<NAME_1>"],
    ["name_on_account", "<NAME_1>"],
    ["titular", "<NAME_1>"],
    ["付款人", "<NAME_1>"],
    ["fecha_nacimiento", "<ID_1>"],
    ["nif", "<ID_1>"],
  ])("is masked under %s", (key, expected) => {
    expect(redact({ [key]: "ACME 12-345" })).toEqual({ [key]: expected });
  });

  test.each([
    "device_mac_address",
    "vas",
    "pns",
    "hotel",
    "japan",
    "unik",
    "has_phone",
    "is_customer",
    "server_name",
    "telepon_verified",
    "nik_valid",
  ])("is not what stands under %s", (key) => {
    expect(redact({ [key]: "10.0.0.1" })).toEqual({ [key]: "10.0.0.1" });
  });

  test("is masked wherever it stands in an object about it, with all of an address and nothing of a label", () => {
    expect(
      redact({
        phone: { home: "12345", label: "home" },
        address: { building: "Menara", wing: { floor: "seventh" }, phone: "12345", reference: "12-34567" },
        cardholder_name: { first: "Budi", last: "Santoso" },
        customer: { ids: ["c-1"], points: 12_345 },
        payee: { score: 12_345 },
        account: { opened_by: "12345" },
      }),
    ).toEqual({
      phone: { home: "<PHONE_1>", label: "home" },
      address: { building: "<ADDRESS_1>", wing: { floor: "<ADDRESS_2>" }, phone: "<PHONE_1>", reference: "12-34567" },
      cardholder_name: { first: "<NAME_1>", last: "<NAME_2>" },
      customer: { ids: ["<CUSTOMER_1>"], points: 12_345 },
      payee: { score: 12_345 },
      account: { opened_by: "12345" },
    });
  });
});

describe("a person's name", () => {
  const name = "Budi Santoso";
  test.each<[string, object]>([
    ["a customer", { customer: { _name: name } }],
    ["several shoppers", { shoppers: [{ name }] }],
    ["a shopper of a bank", { vip_bank_shopper: { name } }],
    ["a customer, in Chinese", { 客户: { name } }],
    ["an account", { account: { name } }],
    ["a shopper, dotted", { "shopper.name": name }],
    ["a shopper, bracketed", { "shopper[name]": name }],
  ])("is masked inside %s", (_, value) => {
    expect(JSON.stringify(redact(value))).toBe(JSON.stringify(value).replace(name, "<NAME_1>"));
  });

  test.each<[string, object]>([
    ["a note", { note: { name } }],
    ["a merchant, in Chinese", { 商户: { name } }],
    ["several merchants", { merchants: [{ nama: name }] }],
    ["a bank with words in front", { our_partner_bank: { nama: name } }],
  ])("is not what stands inside %s", (_, value) => {
    expect(redact(value)).toEqual(value);
  });
});

describe("an id or an amount", () => {
  test.each(["merchant_side_reference", "tarif"])("stays under %s, also when Luhn-valid", (key) => {
    expect(redact({ [key]: VISA })).toEqual({ [key]: VISA });
  });

  test("stays in a list whose entries are numbered", () => {
    expect(redact({ references: { "0": VISA } })).toEqual({ references: { "0": VISA } });
  });

  test("is not what stands beside one, or under a key in Chinese that speaks of none", () => {
    expect(redact({ order: { id: VISA, note: VISA }, 备注: VISA })).toEqual({
      order: { id: VISA, note: CARD },
      备注: CARD,
    });
  });
});
