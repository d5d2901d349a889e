import { describe, expect, it } from "vitest";
import { redactText } from "../../src/redact/index.js";

describe("a table with headings", () => {
  it("is redacted by the heading of each column", () => {
    const text = [
      "Date,Beneficiary Name,Beneficiary A/c,IFSC,Amount,Currency,Status",
      "2026-11-20,Asha Verma,50100234567891,HDFC0001234,1500.00,INR,failed",
      '2026-11-21,"Rao, Kiran",50100234567999,HDFC0001234,50123456789.00,INR,failed',
    ].join("\n");
    expect(redactText(text).split("\n").slice(1)).toEqual([
      "2026-11-20,<NAME_1>,<ACCOUNT_1>,HDFC0001234,1500.00,INR,failed",
      '2026-11-21,"<NAME_2>",<ACCOUNT_2>,HDFC0001234,50123456789.00,INR,failed',
    ]);
  });

  it.each([";", "\t", "|"])("is known with %j between its cells", (separator) => {
    const text = `Nama${separator}No HP${separator}PIN\nBudi Santoso${separator}081234567890${separator}123456`;
    expect(redactText(text)).toBe(
      `Nama${separator}No HP${separator}PIN\n<NAME_1>${separator}<PHONE_1>${separator}<SECRET_1>`,
    );
  });

  it("as Markdown writes it is known too", () => {
    const text = "| Cardholder name | Account number | Amount |\n| --- | --- | --- |\n| Ana Lima | 12345678 | 10.00 |";
    expect(redactText(text).split("\n")[2]).toBe("| <NAME_1> | <ACCOUNT_1> | 10.00 |");
  });

  it("ends where a line has another number of cells, and prose with commas is none", () => {
    const text = "Name,Phone,Amount\nthe customer says that it failed\nOrder 12, paid, 081";
    expect(redactText(text)).toBe(text);
  });
});

describe("a table of two columns", () => {
  const rows = [
    ["Status", "declined"],
    ["CVV", "123"],
    ["Cardholder name", "Ana Lima"],
    ["Account number", "12345678"],
    ["OTP code", "551923"],
    ["Error code", "51"],
  ];
  const hidden = ["declined", "<SECRET_1>", "<NAME_1>", "<ACCOUNT_1>", "<SECRET_2>", "51"];

  it.each([
    ["in Markdown", "| Field | Value |\n|---|---|\n", (name: string, value: string) => `| ${name} | ${value} |`],
    ["as psql prints it", "", (name: string, value: string) => `${name} | ${value}`],
    ["copied from a page", "Field\tValue\n", (name: string, value: string) => `${name}\t${value}`],
  ])("is redacted by the name that begins each row: %s", (_, head, line) => {
    const text = (values: string[]) => head + rows.map(([name = ""], i) => line(name, values[i] ?? "")).join("\n");
    expect(redactText(text(rows.map(([, value = ""]) => value)))).toBe(text(hidden));
  });

  it("is redacted by its heading where it has one that tells", () => {
    const text = "| Cardholder name | PIN |\n|---|---|\n| Ana Lima | 1234 |\n| Rui Sousa | 5678 |";
    expect(redactText(text).split("\n").slice(2)).toEqual(["| <NAME_1> | <SECRET_1> |", "| <NAME_2> | <SECRET_2> |"]);
  });
});
