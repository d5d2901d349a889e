import { describe, expect, it } from "vitest";
import { iso8583 } from "../../../src/read/adapters/iso8583.js";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";

const read = (payload: SourceValue) => iso8583.read(payload);
const contextOf = (payload: SourceValue) => read(payload)?.context;

const declined = {
  mti: "0210",
  fields: {
    "2": "4111111111111111",
    "3": "010000",
    "4": "000000050000",
    "11": "123456",
    "14": "3012",
    "37": "423112345678",
    "39": "51",
    "49": "840",
    "54": "0002840C000000012345",
  } as Record<string, SourceValue>,
};

describe("a response", () => {
  it("gives the code, the sum in the currency of field 49 and what is left on the account", () => {
    expect(read(declined)).toEqual({
      format: "iso8583.message",
      context: {
        transaction: { id: "423112345678", kind: "withdrawal", status: "failed", amount: "500.00", currency: "USD" },
        balance: { available: "123.45", currency: "USD" },
        instrument: { expires: "2030-12" },
        failure: { provider: "iso8583", code: "51" },
      },
      warnings: [],
    });
    expect(JSON.stringify(read(declined))).not.toContain("4111");
  });

  it("without a currency has no amount, and says so", () => {
    const { "49": _, "54": __, ...fields } = declined.fields;
    const reading = read({ mti: "0210", fields, timestamp: "2024-03-12T10:31:00.789", transactionRef: "TXN-WD-003" });
    expect(reading?.context.transaction).toEqual({
      id: "423112345678",
      kind: "withdrawal",
      status: "failed",
      reference: "TXN-WD-003",
    });
    expect(reading?.warnings).toHaveLength(1);
  });

  it.each([
    ["392", "50000"],
    ["414", "50.000"],
    ["360", "500.00"],
    ["048", "50.000"],
  ])("in currency %s has its digits", (numeric, amount) => {
    expect(contextOf({ ...declined, fields: { ...declined.fields, "49": numeric } })).toHaveProperty(
      "transaction.amount",
      amount,
    );
  });

  it("reads a currency whose number lost its zeros", () => {
    expect(contextOf({ ...declined, fields: { ...declined.fields, "49": 36 } })).toHaveProperty(
      "transaction.currency",
      "AUD",
    );
  });

  it("takes no sum with a point for field 4", () => {
    const reading = read({ ...declined, fields: { ...declined.fields, "4": "500.00" } });
    expect(reading?.context.transaction).not.toHaveProperty("amount");
    expect(reading?.warnings).toHaveLength(1);
    const whole = { ...declined, fields: { ...declined.fields, "4": new NumberText("000000050000") } };
    expect(contextOf(whole)).toHaveProperty("transaction.amount", "500.00");
  });

  it.each([
    ["00", "succeeded"],
    ["000", "succeeded"],
    ["11", "succeeded"],
    ["10", "pending"],
    ["09", "pending"],
    ["05", "failed"],
    ["N7", "failed"],
  ])("with code %s is %s", (code, status) => {
    expect(contextOf({ ...declined, fields: { ...declined.fields, "39": code } })).toHaveProperty(
      "transaction.status",
      status,
    );
  });

  it("gives a code written as a number its zero back", () => {
    expect(contextOf({ ...declined, fields: { ...declined.fields, "39": 5 } })).toHaveProperty("failure.code", "05");
  });

  it("keeps the action codes of 1993 apart from those of two characters", () => {
    const context = contextOf({ mti: "1210", fields: { "39": "116" } });
    expect(context).not.toHaveProperty("failure.code");
    expect(context).toHaveProperty("failure.codes", [{ scheme: "iso8583.action_code", code: "116" }]);
  });

  it.each([
    ["DE39", "DE49", "DE4"],
    ["DE_039", "DE_049", "DE_004"],
    ["field39", "field49", "field4"],
    ["bit39", "bit49", "bit4"],
    ["F039", "F049", "F004"],
    ["039", "049", "004"],
  ])("finds its fields under names such as %s", (code, currency, amount) => {
    const flat = { mti: "0110", [code]: "54", [currency]: "978", [amount]: "000000001000" };
    expect(contextOf(flat)).toMatchObject({
      transaction: { amount: "10.00", currency: "EUR" },
      failure: { code: "54" },
    });
  });

  it("finds values that are explained, and a code that has only a name", () => {
    const explained = { mti: "0210", fields: { DE_039: { name: "Response code", value: "75" } } };
    expect(contextOf(explained)).toHaveProperty("failure.code", "75");
    expect(contextOf({ mti: "0210", responseCode: "91", stan: "1" })).toHaveProperty("failure.code", "91");
  });

  it("takes the advice of field 48.84 for Mastercard's", () => {
    expect(contextOf({ mti: "0110", fields: { "39": "05", "48": { "84": "03" } } })).toMatchObject({
      failure: { adviceCode: "03", codes: [{ scheme: "mastercard.mac", code: "03" }] },
    });
  });

  it("takes an overdrawn balance, and none where two accounts have one each", () => {
    const with54 = (text: string) => contextOf({ ...declined, fields: { ...declined.fields, "54": text } });
    expect(with54("0002840D000000012345")).toHaveProperty("balance.available", "-123.45");
    expect(with54("0002840C000000000000")).toHaveProperty("balance.available", "0");
    expect(with54("1002840C0000000123452002840C000000012345")).not.toHaveProperty("balance");
    expect(with54("1001840C000000012345")).not.toHaveProperty("balance");
    expect(with54("garbage")).not.toHaveProperty("balance");
  });
});

it("does not read a request, a reversal, a network message or a number that only looks like a type", () => {
  const others: SourceValue[] = [
    { mti: "0200", fields: { "4": "000000050000" } },
    { mti: "0200", fields: { "39": "51" } },
    { mti: "0410", fields: { "39": "00" } },
    { mti: "0810", fields: { "39": "00" } },
    { mti: "0210", fields: { "4": "000000050000" } },
    { mti: "0210", fields: { "39": "declined" } },
    { mti: "9999", fields: { "39": "51" } },
    { "0": "0210", "39": "51" },
    { fields: { "39": "51" } },
    null,
    ["0210"],
  ];
  for (const payload of others) expect(read(payload)).toBeNull();
  expect(read({ "0": "0210", "3": "000000", "11": "000001", "39": "51" })).not.toBeNull();
});

it("reads the answer in the log of a switch, and not the request beside it", () => {
  const message = (mti: string, more = "") =>
    `<isomsg><field id="0" value="${mti}"/><field id="3" value="010000"/><field id="4" value="000000012000"/>${more}<field id="49" value="978"/></isomsg>`;
  const log = `<log realm="switch"><send>${message("0200")}</send><receive>${message("0210", '<field id="39" value="61"/>')}</receive></log>`;
  const { transactions } = readTransaction(log);
  expect(transactions).toHaveLength(1);
  expect(transactions[0].context).toMatchObject({
    transaction: { kind: "withdrawal", amount: "120.00", currency: "EUR" },
    failure: { code: "61" },
  });
});
