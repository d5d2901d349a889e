import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

const json = (value: unknown): string => JSON.stringify(value);
const base64 = (text: string): string => btoa(text);
const times = (count: number, value: unknown, wrap: (inner: unknown) => unknown): unknown =>
  Array.from({ length: count }).reduce(wrap, value);

const id = { transaction: { id: "x" } };
/** A failure of no known provider. */
const failed = (more: object = {}) => ({ status: "failed", ...more });
const paid = { amount: "5.00", currency: "EUR" };

describe("beside the failure of a known provider, an object of no known shape", () => {
  const error = json({ error: { type: "card_error", code: "card_declined", message: "Declined." } });

  it("is another failure where it has a code", () => {
    expect(contextsOf(`${error} other: ${json(failed({ ...paid, error_code: "R9" }))}`)).toMatchObject([
      { failure: { provider: "stripe" } },
      { failure: { code: "R9" } },
    ]);
  });

  it("is its request where it has none", () => {
    expect(contextOf(`${error} request: ${json(failed(paid))}`)).toMatchObject({
      transaction: paid,
      failure: { provider: "stripe" },
    });
  });
});

describe("a transaction inside of others' values", () => {
  it.each([
    ["in six lists", times(6, id, (inner) => [inner])],
    ["in six objects", times(6, id, (a) => ({ a }))],
    ["in six texts", times(6, id, (log) => ({ log: json(log) }))],
    ["in a text of base64 in another one", times(3, id, (part) => ({ part: base64(json(part)) }))],
    ["beside what is null", { a: null, b: [null, id] }],
  ])("is found: %s", (_, value) => {
    expect(contextOf(json(value))).toEqual(id);
  });

  const failure = failed({ id: "t1", ...paid });
  it.each([
    ["in six lists", times(6, failure, (inner) => [inner])],
    ["in a list with others", [{ note: "x" }, null, 5, failure]],
    ["in a list of six objects", [times(5, failure, (a) => ({ a, b: 1 }))]],
    ["in a text of base64 in another one", times(3, failure, (part) => ({ part: base64(json(part)) }))],
    ["beside texts with brackets", { a: "x[1]", b: "say <hi>", c: failure }],
  ])("is found where no adapter knows its shape: %s", (_, value) => {
    expect(contextOf(json(value))).toEqual({ transaction: failure });
  });

  it.each([
    ["seven lists", times(7, id, (inner) => [inner])],
    ["seven objects", times(7, id, (a) => ({ a }))],
    ["seven texts", times(7, id, (log) => ({ log: json(log) }))],
    ["four texts of base64", times(4, id, (part) => ({ part: base64(json(part)) }))],
    ["four texts of base64, of no known shape", times(4, failure, (part) => ({ part: base64(json(part)) }))],
  ])("is not looked for in %s", (_, value) => {
    expect(refusal(json(value)).reason).toBe("no_transaction");
  });
});

describe("a text of base64", () => {
  const part = base64(json(id));

  it.each([
    ["alone", part],
    ["signed", `eyJhbGciOiJFUzI1NiJ9.${part}.c2ln`],
    ["with spaces behind its object", base64(`${json(id)}  \n`)],
  ])("is read: %s", (_, text) => {
    expect(contextOf(json({ text }))).toEqual(id);
  });

  it.each([
    ["behind words", `see ${part}`],
    ["before words", `${part} and more`],
    ["behind a signature that is none", `y.${part}`],
    ["with words behind its object", base64(`${json(id)} and more`)],
    ["that is no text", `eyJ${"A".repeat(21)}`],
    ["whose length is none of base64", `eyJ${"A".repeat(22)}=`],
  ])("is no object: %s", (_, text) => {
    expect(refusal(json({ text })).reason).toBe("no_transaction");
  });

  it("has its repairs where it has a transaction, and none where it has none", () => {
    const amount = { transaction: { id: "x", amount: "1.500,00", currency: "EUR" } };
    expect(readTransaction(json({ text: base64(json(amount)) })).repairs).toMatchObject([
      { was: "1.500,00", now: "1500.00" },
    ]);
    const other = readTransaction(json({ text: base64('{"note":"x",b:None,c:[1,2,3],}'), of: id }));
    expect(other.repairs).toEqual([]);
  });
});

describe("an object with members that have names of ours", () => {
  const foreign = { foo: 1, bar: 2, baz: 3 };
  const ours = { id: "x", amount: "5.00" };

  it.each([
    ["a transaction with two unknown members of three", { transaction: { id: "x", foo: 1, bar: 2 } }],
    ["a transaction with as many members of ours", { transaction: { ...ours, currency: "EUR", ...foreign } }],
    ["a transaction in a word", { transaction: "x", failure: { code: "51" } }],
    ["a list of fees", { fees: [{ amount: "1.00" }] }],
    ["a customer in a word, and a network", { customer: "c1", network: { status: "offline" } }],
    ["a customer with a member of theirs", { customer: { id: "c", firstName: "A" } }],
    ["a history and a member of theirs", { history: [{ status: "failed" }], foo: 1 }],
    [
      "a customer of theirs, a network of ours and a member of theirs",
      { customer: { id: "c", firstName: "A" }, network: { status: "offline" }, foo: 1 },
    ],
  ])("is a context: %s", (_, context) => {
    expect(contextOf(json(context))).toEqual(context);
  });

  it.each([
    ["a transaction without a member of ours", { transaction: { foo: 1, bar: 2 } }],
    ["a transaction with three unknown members of four", { transaction: { id: "x", ...foreign } }],
    ["a transaction with more unknown members than ours", { transaction: { ...ours, ...foreign } }],
    ["fees that are no objects", { fees: ["1"] }],
    ["a customer without a member of ours", { customer: { firstName: "A" } }],
    ["an instrument in a word", { instrument: "card" }],
    ["a customer with a member of theirs beside another", { customer: { id: "c", firstName: "A" }, foo: 1 }],
  ])("is none: %s", (_, value) => {
    expect(refusal(json(value)).reason).toBe("no_transaction");
  });

  it.each([
    ["that is a text", { failure: "No way" }, { failure: { message: "No way" } }],
    ["without a member of ours", { failure: { foo: 1 } }, {}],
    ["of its balance", { balance: "5.00" }, {}],
    ["of its customer", { customer: { id: "c1" } }, {}],
  ])("is a failure of somebody else's where it has a state and an id beside a member %s", (_, member, more) => {
    expect(contextOf(json(failed({ id: "y", ...member })))).toEqual({
      transaction: { id: "y", status: "failed" },
      ...more,
    });
  });
});

describe("a list in an object of no known shape", () => {
  const [a, b] = [failed({ id: "a" }), failed({ id: "b" })];
  const batch = { id: "z", status: "failed" };
  const idsOf = (value: unknown) => contextsOf(json(value)).map((context) => (context as typeof id).transaction.id);

  it.each([
    ["with two ids", [a, b], ["a", "b"]],
    ["with an id and an amount", [a, failed(paid)], ["a", undefined]],
    ["with an amount each", [failed(paid), failed({ ...paid, amount: "6.00" })], [undefined, undefined]],
  ])("has the transactions that its object is about: %s", (_, payments, ids) => {
    expect(idsOf({ ...batch, payments })).toEqual(ids);
  });

  it.each([
    ["of one", [a]],
    ["with an entry that is none", [a, { note: "x" }]],
    ["with an entry that is a text", [a, "x"]],
    ["with an entry without an id and an amount", [a, failed({ error_code: "R1" })]],
    ["without an id and an amount", [failed(), failed()]],
    ["that is empty", []],
  ])("is a part of its object: %s", (_, payments) => {
    expect(idsOf({ ...batch, payments })).toEqual(["z"]);
  });

  it("is a part of its object where that has an amount of its own", () => {
    expect(idsOf({ ...batch, ...paid, payments: [a, b] })).toEqual(["z"]);
  });

  it("has its transactions also where other entries are none and the object says nothing", () => {
    expect(idsOf({ list: [a, b, { n: 1 }] })).toEqual(["a", "b"]);
  });
});

describe("a whole amount that a program printed", () => {
  const amountOf = (more: object) => contextOf(json(failed({ id: "a", ...more })));

  it.each([
    ["its currency has no decimals", { amount: "500", currency: "JPY" }],
    ["it says how many decimals there are", { amount: "500", currency: "USDC", decimals: 6 }],
  ])("is taken where %s", (_, more) => {
    expect(amountOf(more)).toMatchObject({ transaction: { amount: "500" } });
  });

  it("is left out where it may be cents", () => {
    expect(amountOf({ amount: "500", currency: "EUR" })).not.toHaveProperty("transaction.amount");
  });
});

describe("a row of which only some columns are paths of a context", () => {
  const tableOf = (columns: string, cells: string) =>
    contextOf(`${columns};balance.available\n${cells};9,00`) as Record<string, unknown>;
  const balance = { available: "9.00" };

  it.each([
    ["id;error_code;message", "a;R1;No way", { id: "a", status: "failed" }, { code: "R1", message: "No way" }],
    ["id;error_code;status", "a;R1;failed", { id: "a", status: "failed" }, { code: "R1" }],
    ["error_code;status", "R1;failed", { status: "failed" }, { code: "R1" }],
  ])("has the failure of the others: %s", (columns, cells, transaction, failure) => {
    expect(tableOf(columns, cells)).toEqual({ transaction, failure, balance });
  });

  it("has no failure where the others tell none", () => {
    const context = tableOf("id;amount;currency;status", "a;5,00;EUR;failed");
    expect(context).toStrictEqual({ transaction: { id: "a", status: "failed", ...paid }, balance });
  });

  it.each([
    ["a transaction", "error_code;status;transaction.id", "R1;failed;q", { transaction: { id: "q" } }],
    ["a failure", "error_code;status;failure.code", "R1;failed;51", { failure: { code: "51" } }],
  ])("keeps the others as they are where it has %s of ours", (_, columns, cells, own) => {
    expect(tableOf(columns, cells)).toEqual({ error_code: "R1", status: "failed", balance, ...own });
  });
});

describe("a line in a member of an object", () => {
  const line =
    "WxPayException: 返回代码：[SUCCESS]，返回信息：[OK]，结果代码：[FAIL]，错误代码：[ORDERPAID]，错误详情：[该订单已支付]";
  it.each([
    ["alone", { log: line }],
    ["beside a state that says less", { log: line, id: "a", status: "failed" }],
    ["in a list", [line]],
  ])("is read where an adapter knows it: %s", (_, value) => {
    expect(contextOf(json(value))).toHaveProperty("failure.code", "ORDERPAID");
  });
});
