import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

describe("a table", () => {
  it("has paths for columns and a transaction a row, on its line", () => {
    const { transactions } = readTransaction(
      "transaction.amount,transaction.currency,limits.0.window,limits.0.max\n12.50,USD,daily,500\n\n3,EUR,daily,9\n",
    );
    expect(transactions).toEqual([
      {
        context: { transaction: { amount: "12.50", currency: "USD" }, limits: [{ window: "daily", max: "500" }] },
        format: "txwhy",
        line: 2,
      },
      {
        context: { transaction: { amount: "3", currency: "EUR" }, limits: [{ window: "daily", max: "9" }] },
        format: "txwhy",
        line: 4,
      },
    ]);
  });

  it.each([
    ["semicolons", "transaction.amount;transaction.currency\n1.500,00;EUR"],
    ["tabs", "transaction.amount\ttransaction.currency\n1,500.00\tEUR"],
    ["quotes", '"transaction.amount","transaction.currency"\r\n"1,500.00","EUR"\r\n'],
    ["brackets", "transaction[amount],transaction[currency]\n1500.00,EUR"],
    ["a byte order mark", "\ufefftransaction.amount;transaction.currency\n1500.00;EUR"],
    ["a mail quote", "> transaction.amount;transaction.currency\n> 1500.00;EUR"],
    ["spaces around", "transaction.amount ; transaction.currency\n  1.500,00 ; EUR \n   "],
  ])("may be written with %s", (_, text) => {
    expect(contextOf(text)).toEqual({ transaction: { amount: "1500.00", currency: "EUR" } });
  });

  it("gives each cell the type of its field and keeps codes and ids as they are", () => {
    expect(
      contextOf(
        "failure.code,transaction.id,network.latencyMs,transaction.debited,account.twoFactor,limits.0.maxCount,extensions.a\n05,007,1.5e3,true,FALSE,3,4\n",
      ),
    ).toEqual({
      failure: { code: "05" },
      transaction: { id: "007", debited: true },
      network: { latencyMs: 1500 },
      account: { twoFactor: false },
      limits: [{ maxCount: 3 }],
      extensions: { a: "4" },
    });
  });

  it("takes an empty cell for unknown, also where a whole entry is empty", () => {
    expect(contextsOf('transaction.id,balance.available,limits.0.max,limits.1.max\na,"",,7\nb,0,3,\n')).toEqual([
      { transaction: { id: "a" }, limits: [{ max: "7" }] },
      { transaction: { id: "b" }, balance: { available: "0" }, limits: [{ max: "3" }] },
    ]);
  });

  it("takes a cell of spaces for unknown, also in quotes", () => {
    expect(contextOf('transaction.id,transaction.currency\n" ",USD')).toEqual({ transaction: { currency: "USD" } });
  });

  it("has a row where only its first cell is empty", () => {
    expect(contextsOf("transaction.id,transaction.currency\n,USD\nx,")).toEqual([
      { transaction: { currency: "USD" } },
      { transaction: { id: "x" } },
    ]);
  });

  it("stays one where a column is no field, or a cell holds JSON", () => {
    expect(contextOf('transaction.amount,note\n5,{"transaction":{"id":"y"}}')).toEqual({
      transaction: { amount: "5" },
      note: '{"transaction":{"id":"y"}}',
    });
  });

  it.each([
    ["a field of the whole", "payeeId\np-1", { payeeId: "p-1" }],
    ["a user's own fact", "extensions.a.b\n1", { extensions: { a: { b: "1" } } }],
    ["an entry of a list", "limits.10.max\n1", { limits: [{ max: "1" }] }],
    ["an entry that is the next", "payee.currencies[]\nUSD", { payee: { currencies: ["USD"] } }],
  ])("is known by one column alone, where that is %s", (_, text, context) => {
    expect(contextOf(text)).toEqual(context);
  });

  it.each([
    ["an object's name", "balance,x\n5,6"],
    ["a list's name without a position", "limits.max\n1"],
    ["a list's name with a word", "limits.x1.max\n1"],
    ["an amount's name with more behind", "transaction.amount.x\n1"],
    ["two dots", "transaction..amount,transaction.id\n1,2"],
  ])("is not known by %s", (_, text) => {
    expect(refusal(text).hint).toMatch(/no transaction/);
  });

  it.each([
    ["a sentence with commas", "Dear team, the payment failed"],
    ["a line with a field in it and brackets", "transaction.amount, (failed), x"],
  ])("does not begin with %s", (_, line) => {
    expect(contextsOf(`${line}\n{"transaction":{"id":"y"}}`)).toEqual([{ transaction: { id: "y" } }]);
  });

  it("quotes as RFC 4180 has it", () => {
    expect(contextOf('failure.message,failure.code\n"says ""no"",\nand no",51')).toEqual({
      failure: { message: 'says "no",\nand no', code: "51" },
    });
  });

  it("asks the same of an amount as a text does", () => {
    expect(contextOf("transaction.amount,transaction.currency\n10.000,IDR")).toMatchObject({
      transaction: { amount: "10000" },
    });
    expect(refusal("transaction.amount,transaction.currency\n5.00,USD\n10.000,USD")).toMatchObject({
      line: 3,
      column: 1,
    });
    expect(readTransaction('transaction.amount,transaction.id\n "1,500.00",x'.replace(" ", "")).repairs).toEqual([
      { line: 2, column: 2, was: "1,500.00", now: "1500.00", kind: "text" },
    ]);
    expect(readTransaction("transaction.amount;transaction.id\n  1,500.00 ; 05 ")).toMatchObject({
      transactions: [{ context: { transaction: { amount: "1500.00", id: "05" } } }],
      repairs: [{ line: 2, column: 3, was: "1,500.00" }],
    });
  });

  it.each([
    ["a cell too many", "transaction.amount,transaction.currency\n5,USD\n1,500,USD\n", 3],
    ["a cell too few", "transaction.amount,transaction.currency\n5\n", 2],
    ["an open quote", 'transaction.amount,transaction.currency\n5,"USD\n', 2],
    ["text after a quote", 'transaction.amount,transaction.currency\n"5"0,USD\n', 2],
    ["a header alone", "transaction.amount,transaction.currency\n", 1],
    ["a bracket left open in its header", "transaction.amount,a[b\n5,6", 1],
  ])("with %s is refused", (_, text, line) => {
    expect(refusal(text).line).toBe(line);
  });

  it("says how many cells a row has, how many it should have, and what is wrong with a quote", () => {
    expect(refusal("transaction.amount,transaction.currency\n5,USD,1").hint).toMatch(/3 cells, the header 2/);
    expect(refusal('transaction.amount,transaction.currency\n"5"0,USD').hint).toMatch(/goes on after its quote/);
  });

  it("of a provider is read by its adapter", () => {
    const text = [
      "order_id,gross_amount,currency,payment_type,transaction_id,transaction_status,status_code,status_message",
      "o-1,44000.00,IDR,gopay,t-1,deny,202,denied",
    ].join("\n");
    expect(readTransaction(text).transactions[0]).toMatchObject({
      format: expect.stringMatching(/^midtrans\./),
      context: { transaction: { amount: "44000.00", currency: "IDR" } },
      line: 2,
    });
  });
});

describe("a form-encoded body", () => {
  it.each([
    ["dotted", "transaction.amount=1%2C500.00&transaction.currency=USD&limits.0.window=daily&limits.0.max=5"],
    ["bracketed", "transaction[amount]=1%2C500.00&transaction[currency]=USD&limits[0][window]=daily&limits[0][max]=5"],
    [
      "escaped",
      "transaction%5Bamount%5D=1%2C500.00&transaction%5Bcurrency%5D=USD&limits%5B0%5D.window=daily&limits%5B0%5D.max=5\n",
    ],
  ])("may have %s keys", (_, text) => {
    expect(contextOf(text)).toEqual({
      transaction: { amount: "1500.00", currency: "USD" },
      limits: [{ window: "daily", max: "5" }],
    });
  });

  it("decodes plus and percent, and lets an empty value be unknown", () => {
    expect(
      contextOf("failure.message=not+enough%21+%E4%BD%99%E9%A2%9D&failure.code=&transaction.debited=false"),
    ).toEqual({
      failure: { message: "not enough! 余额" },
      transaction: { debited: false },
    });
  });

  it("gives a value the type of its field, where it is written as one", () => {
    expect(
      contextOf(
        "transaction.id=true&transaction.debited=TRUE&account.twoFactor=yes&network.secure=trueish&limits.0.countsFees=untrue",
      ),
    ).toEqual({
      transaction: { id: "true", debited: true },
      account: { twoFactor: "yes" },
      network: { secure: "trueish" },
      limits: [{ countsFees: "untrue" }],
    });
  });

  it("may carry JSON in a value", () => {
    const payload = encodeURIComponent('{"transaction":{"amount":5}}');
    expect(contextOf(`event=failed&payload=${payload}`)).toEqual({ transaction: { amount: "5" } });
  });

  it("has a name without a value, a value with more equals signs, and nothing between two ampersands", () => {
    expect(contextOf(" transaction.amount=5&&transaction.debited&x&transaction.id=a=b \n")).toEqual({
      transaction: { amount: "5", id: "a=b" },
    });
  });

  it("counts positions of a list as numbers, where they are its own", () => {
    expect(contextOf("limits[10].max=5&limits[2].max=6&payload[]=1&payload[]=2&x[0]=a&x[1]=b")).toEqual({
      limits: [{ max: "6" }, { max: "5" }],
      payload: ["1", "2"],
      x: ["a", "b"],
    });
    expect(contextOf("transaction.id=y&x[1]=a&x[2]=b&limits[1a][max]=5")).toEqual({
      transaction: { id: "y" },
      x: { "1": "a", "2": "b" },
      limits: { "1a": { max: "5" } },
    });
    expect(contextOf("transaction.id=y&x[0]=a&x[2]=b&limits[0].max=5&limits[a1].max=6")).toEqual({
      transaction: { id: "y" },
      x: { "0": "a", "2": "b" },
      limits: { "0": { max: "5" }, a1: { max: "6" } },
    });
  });

  it("has a key with a bracket left open as it is", () => {
    expect(contextOf("a[b=5&transaction.amount=5")).toEqual({ "a[b": "5", transaction: { amount: "5" } });
    expect(contextOf("%20transaction.amount%20=5")).toEqual({ transaction: { amount: "5" } });
  });

  it("says where a value stands, and which key stands there twice", () => {
    expect(readTransaction("transaction.id=x&transaction.amount=1%2C500.00&transaction.currency=USD").repairs).toEqual([
      { line: 1, column: 37, was: "1,500.00", now: "1500.00", kind: "text" },
    ]);
    expect(refusal("transaction.amount=5&transaction.amount=6")).toMatchObject({
      column: 22,
      hint: expect.stringMatching(/^"transaction\.amount" stands here a second time/),
    });
  });

  it("takes repeated empty brackets for a list", () => {
    expect(contextOf("payee[currencies][]=USD&payee[currencies][]=EUR")).toEqual({
      payee: { currencies: ["USD", "EUR"] },
    });
  });

  it.each([
    ["an unfinished escape", "transaction.amount=5%2"],
    ["a value and members under one key", "transaction=5&transaction.amount=5"],
    ["an unreadable amount", "transaction.amount=10k"],
  ])("with %s is refused", (_, text) => {
    expect(refusal(text).line).toBe(1);
  });
});

describe("a table of two columns, names and values", () => {
  const rows = [
    ["Status", "Failed"],
    ["Amount", "€25.00"],
    ["Decline reason", "Insufficient funds"],
    ["Payment ID", "p_881"],
  ];
  it.each([
    ["in Markdown", "| Field | Value |\n|---|---|\n", (name: string, value: string) => `| ${name} | ${value} |`],
    ["as psql prints it", "", (name: string, value: string) => `${name} | ${value}`],
    ["copied from a page", "", (name: string, value: string) => `${name}\t${value}`],
  ])("is one transaction: %s", (_, head, line) => {
    const text = head + rows.map(([name = "", value = ""]) => line(name, value)).join("\n");
    expect(contextsOf(text)).toEqual([
      {
        transaction: { id: "p_881", status: "failed", amount: "25.00", currency: "EUR" },
        failure: { message: "Insufficient funds" },
      },
    ]);
  });

  it("is a list of transactions where its first line is a heading", () => {
    expect(contextsOf("Status\tError\nFailed\tCard expired\nFailed\tInsufficient funds")).toHaveLength(2);
  });
});
