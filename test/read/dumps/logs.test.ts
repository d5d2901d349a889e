import { describe, expect, it } from "vitest";
import { contextOf, contextsOf, refusal } from "../helpers.js";

const failure = { code: "51", message: "Not enough money" };
const object = `{\n  "failure": {\n    "code": "51",\n    "message": "Not enough money"\n  }\n}`;
const prefixed = (prefix: (line: number) => string): string =>
  object
    .split("\n")
    .map((line, i) => `${prefix(i)}${line}`)
    .join("\n");

describe("an object of several lines in a log", () => {
  it.each([
    ["of Heroku", (i: number) => `2026-11-22T09:00:0${i}+00:00 app[web.1]: `],
    ["of Docker", (i: number) => `2026-11-22T09:00:00.38310${i}000Z `],
    ["of docker-compose", () => "shop_1  | "],
    ["of syslog", (i: number) => `Nov 22 09:00:0${i} shop pay[3321]: `],
    ["of Android", (i: number) => `11-22 09:00:0${i}.123 E/Pay: `],
    ["of Flutter", () => "I/flutter ( 1234): "],
    ["in a mail about a log", (i: number) => `> 2026-11-22T09:00:0${i}Z `],
  ])("%s is read without what stands in front of each line", (_, prefix) => {
    expect(contextOf(prefixed(prefix))).toEqual({ failure });
  });

  it("keeps the times of a table", () => {
    const table = "transaction.at,failure.code\n2026-11-22 09:00:00,51\n2026-11-22 09:00:01,05";
    expect(contextsOf(table)).toHaveLength(2);
  });
});

describe("YAML", () => {
  const yaml = `transaction:\n  id: pay_7\n  amount: 125.50\n  currency: EUR\nfailure:\n  code: 05\n  message: >\n    Not enough\n    money\n`;

  it("keeps digits and codes as they are written", () => {
    expect(contextOf(yaml)).toEqual({
      transaction: { id: "pay_7", amount: "125.50", currency: "EUR" },
      failure: { code: "05", message: expect.stringMatching(/^Not enough money/) },
    });
  });

  it("is read behind lines of a log", () => {
    const log = `Server log:\n\nE, [2026-11-22 09:00:00#26144] ERROR -- : --- !ruby/object:Response\n${yaml}\n`;
    expect(contextOf(log)).toMatchObject({ failure: { code: "05" } });
  });

  it("has an amount that is ambiguous as a text is, and shown where it stands", () => {
    const error = refusal(yaml.replace("125.50", "10.000"));
    expect([error.reason, error.line, error.column]).toEqual(["amount_ambiguous", 3, 11]);
  });

  it("is refused with two amounts", () => {
    expect(refusal(yaml.replace("  currency", "  amount: 9.00\n  currency")).reason).toBe("two_values");
  });

  it("is refused at too many levels", () => {
    const deep = Array.from({ length: 100 }, (_, i) => `${" ".repeat(i)}a:`).join("\n");
    expect(refusal(deep).reason).toBe("too_large");
  });
});

describe("lines of keys and values", () => {
  it.each([
    ["with colons", "failure.code: 51\nfailure.message: Not enough money"],
    ["with equals signs", "failure.code = 51\nfailure.message = Not enough money"],
    ["with marks of a list", "* **failure.code**: 51\n* **failure.message**: Not enough money"],
    ["with arrows", "failure.code => 51\nfailure.message => Not enough money"],
    ["with full-width colons", "failure.code：51\nfailure.message：Not enough money"],
    ["in one line of a log", '10:02:11 ERROR failure.code=51 failure.message="Not enough money"'],
    ["in a link", "see https://shop.example/return?failure.code=51&failure.message=Not+enough+money&x=1 please"],
  ])("are one object: %s", (_, text) => {
    expect(contextOf(text)).toMatchObject({ failure });
  });

  it("keep an amount whole, with its spaces and commas", () => {
    const text = "level=error transaction.amount=1 500,00 transaction.currency=EUR failure.code=51";
    expect(contextOf(text)).toMatchObject({ transaction: { amount: "1500.00" } });
  });

  it("are refused with two amounts", () => {
    const text = "transaction.amount: 5.00\ntransaction.amount: 6.00\nfailure.code: 51";
    expect(refusal(text).reason).toBe("two_values");
  });

  it("are several objects where several links or lines tell of several", () => {
    const text = "a?failure.code=51&transaction.id=1\n\nb?failure.code=05&transaction.id=2";
    expect(contextsOf(text)).toHaveLength(2);
  });
});

it("members of a dump of PHP in a sentence are read", () => {
  const text = "Po platbě vrací [resultCode] => 777, [resultMessage] => Payment not found.";
  expect(contextOf(text)).toMatchObject({ failure: { code: "777", message: "Payment not found." } });
});
