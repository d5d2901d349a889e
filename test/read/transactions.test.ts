import { describe, expect, it } from "vitest";
import { InvalidContextError } from "../../src/base/errors.js";
import type { Adapter } from "../../src/read/adapters/adapter.js";
import { contextFields, type Field, type Fields } from "../../src/read/fields.js";
import { type ReadOptions, readTransaction } from "../../src/read/index.js";
import { createReader } from "../../src/read/reader.js";
import { shortened } from "../../src/read/unreadable.js";
import { isObject, member, NumberText, type SourceValue } from "../../src/read/value.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

const own = { transaction: { id: "x" } };

describe("where a transaction is looked for", () => {
  const wrapped = (levels: number, value: unknown = own): unknown =>
    levels === 0 ? value : { data: wrapped(levels - 1, value) };
  const strings = (levels: number): unknown => (levels === 0 ? own : JSON.stringify(strings(levels - 1)));

  it("is up to six objects down and no further", () => {
    expect(contextOf(JSON.stringify(wrapped(6)))).toEqual(own);
    expect(refusal(JSON.stringify(wrapped(7))).hint).toMatch(/no transaction/);
  });

  it("counts lists and texts in texts as levels, but not the text that holds an object", () => {
    const lists = (levels: number): string => `${"[".repeat(levels)}${JSON.stringify(own)}${"]".repeat(levels)}`;
    expect(contextOf(lists(6))).toEqual(own);
    expect(refusal(lists(7)).hint).toMatch(/no transaction/);
    expect(contextOf(JSON.stringify(JSON.stringify(wrapped(6))))).toEqual(own);
    expect(refusal(JSON.stringify(strings(9))).hint).toMatch(/no transaction/);
  });

  it("is in lists, lists in lists, and JSON strings in strings", () => {
    expect(contextsOf(JSON.stringify([[own], { items: [own, { x: own }] }]))).toEqual([own, own, own]);
    expect(contextOf(JSON.stringify({ data: strings(3) }))).toEqual(own);
    expect(contextOf(JSON.stringify(strings(4)))).toEqual(own);
  });

  it("is not inside one that was found", () => {
    const context = { ...own, extensions: { original: { transaction: { id: "y" } } } };
    expect(contextsOf(JSON.stringify(context))).toEqual([context]);
  });

  it("is in an envelope before the envelope, where the envelope says nothing of a transaction", () => {
    expect(contextOf(JSON.stringify({ customer: { id: "c" }, requestId: "r", data: own }))).toEqual(own);
    expect(contextOf(JSON.stringify({ customer: { id: "c" }, requestId: "r" }))).toEqual({
      customer: { id: "c" },
      requestId: "r",
    });
    expect(contextOf(JSON.stringify({ balance: { available: "5" }, data: own }))).toEqual({
      balance: { available: "5" },
      data: own,
    });
  });

  it("is in a known name that holds something else, and is the whole where one member speaks of a transaction", () => {
    expect(contextOf(JSON.stringify({ customer: [own] }))).toEqual(own);
    const theirs = { customer: { locale: "en" }, payment: { amount: 5.5, currency: "EUR", status: "DECLINED" } };
    expect(contextOf(JSON.stringify(theirs))).toEqual({
      transaction: { amount: "5.5", currency: "EUR", status: "failed" },
      failure: { message: "DECLINED" },
    });
    const whole = { ...own, customer: { id: "c" }, data: { transaction: { id: "y" } } };
    expect(contextsOf(JSON.stringify(whole))).toEqual([whole]);
  });

  it("is somebody else's where only an id stands under a name of ours, and the failure beside it", () => {
    const theirs = {
      transaction: { id: "t1" },
      status: "FAILED",
      error_code: "no_such_code",
      error_message: "No luck",
    };
    expect(contextOf(JSON.stringify(theirs))).toEqual({
      transaction: { id: "t1", status: "failed" },
      failure: { code: "no_such_code", message: "No luck" },
    });
  });

  it("is no event without anything of ours in it, where another object tells of a failure", () => {
    const event = { state: 0, transaction: {}, type: "transactionState" };
    const failed = { state: 2, transaction: {}, id: "t1", message: "Cannot connect to iTunes Store" };
    const text = `buying: ${JSON.stringify(event)}\nthen: ${JSON.stringify(failed)}`;
    expect(contextsOf(text)).toMatchObject([{ failure: { message: "Cannot connect to iTunes Store" } }]);
    expect(contextsOf(JSON.stringify(event))).toEqual([event]);
  });

  it.each([
    { payeeId: "p-1" },
    { fundingSources: [{ kind: "agent" }] },
    { extensions: { a: 1 } },
    { customer: null },
    { transaction: {}, limits: 5 },
  ])("is %j", (context) => {
    expect(contextOf(JSON.stringify(context))).toEqual(context);
  });

  it("is never in a part of a context, which would mean something else alone", () => {
    const context = { payee: { balance: { available: "5" } }, requestId: "r" };
    expect(contextsOf(JSON.stringify(context))).toEqual([context]);
  });

  it.each([
    ["a text where an object should be", { transaction: "x" }],
    ["a list of numbers", { limits: [5] }],
    ["an object where a list should be", { fees: { flat: 5 } }],
    ["a null", { customer: null, amount: 5 }],
    ["a null inside", { a: { customer: null } }],
    ["a number where a text should be", { payeeId: 5 }],
    ["a list in which something is no object", { limits: [{ max: "5" }, 5] }],
    ["a key of a prototype", { constructor: {}, toString: {} }],
  ])("is not where a known name has %s", (_, value) => {
    expect(refusal(JSON.stringify(value)).hint).toMatch(/no transaction/);
  });
});

describe("a text without a transaction", () => {
  it.each([
    "",
    "   \n",
    "42",
    "null",
    "[]",
    "[{}]",
    '"hello"',
    "hello, my payment failed",
    "transaction.amount",
    "a,b\n",
    "{]",
    '{"a":1}',
    "<a/>",
    "\ufeff",
    "```\n```",
  ])("is refused: %j", (text) => {
    const error = refusal(text);
    expect(error.name).toBe("UnreadableInputError");
    expect(error.hint.length).toBeGreaterThan(10);
    expect(error.line).toBeGreaterThan(0);
    expect(error.column).toBeGreaterThan(0);
  });
});

describe("a key", () => {
  it("is read without spaces and what cannot be seen where that makes a known one, and left as it is otherwise", () => {
    const reading = readTransaction('{"transaction":{" amount ":5,"col\u200bour":"red"}}');
    expect(reading.transactions[0]?.context).toEqual({ transaction: { amount: "5", "col\u200bour": "red" } });
    expect(reading.repairs).toEqual([{ line: 1, column: 18, was: " amount ", now: "amount", kind: "text" }]);
    expect(contextOf('{"transaction":{" amount":6,"amount":5}}')).toEqual({
      transaction: { " amount": 6, amount: "5" },
    });
  });

  it("that takes a word is read without the spaces around it, and an empty one is left", () => {
    expect(contextOf('{"transaction":{"status":" failed ","kind":" "}}')).toEqual({
      transaction: { status: "failed", kind: " " },
    });
  });
});

describe("what is no option", () => {
  const issues = (options: unknown): unknown[] => {
    try {
      readTransaction("{}", options as ReadOptions);
    } catch (error) {
      if (error instanceof InvalidContextError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  };

  it.each<[string, unknown, RegExp]>([
    ["a number for the options", 7, /^\/options: expected a plain object/],
    ["a number for the locale", { locale: 5 }, /^\/options\/locale: expected a text/],
    ["a locale that is no tag", { locale: "Bahasa Indonesia" }, /^\/options\/locale: write a language tag/],
    ["a list for the provider", { provider: [] }, /^\/options\/provider: expected a text/],
    ["a misspelt provider", { provider: "strpie" }, /^\/options\/provider: .*did you mean "stripe"/],
    ["a provider that nobody knows", { provider: "zzz" }, /^\/options\/provider: .*set failure\.provider/],
    ["a misspelt option", { local: "id" }, /^\/options\/local: no such option; did you mean "locale"/],
    ["a function", { locale: () => "en" }, /^\/options\/locale: /],
  ])("is an error that says where: %s", (_, options, issue) => {
    expect(issues(options)).toEqual([expect.stringMatching(issue)]);
  });

  it("is told with every other fault", () => {
    expect(issues({ locale: 5, provider: "zzz", extra: 1 })).toHaveLength(3);
  });

  it("shows no secret that was put in its place", () => {
    expect(JSON.stringify(issues({ "4111 1111 1111 1111": 1 }))).not.toContain("1111 1111");
  });

  it("is nothing where an option is null, and a tag may have an underscore", () => {
    expect(contextOf("{}", { locale: null, provider: null } as unknown as ReadOptions)).toEqual({});
    expect(contextOf('{"transaction":{"amount":"10.000","currency":"EUR"}}', { locale: "pt_BR" })).toMatchObject({
      transaction: { amount: "10000" },
    });
  });
});

describe("the error", () => {
  it("has the line and column of the fault in the text as given", () => {
    expect(refusal('{"transaction":\n  {"amount": 5,\n   "currency" "USD"}}')).toMatchObject({ line: 3, column: 15 });
    expect(refusal('> {"transaction":\n> {"amount":"10k"}}')).toMatchObject({ line: 2, column: 13 });
    expect(refusal('{"body":"{\\"transaction\\":{\\"amount\\":\\"10k\\"}}"}')).toMatchObject({ line: 1, column: 39 });
    expect(refusal("\n   hello")).toMatchObject({ line: 2, column: 4 });
  });

  it("shows at most 200 characters around it, without what must not leave", () => {
    const pan = "4111 1111 1111 1111";
    for (const before of ["x".repeat(1000), `${"x".repeat(70)} ${pan} `, `${pan}, `, "1 ".repeat(50) + pan]) {
      const error = refusal(
        `{"failure":{"message":"${before}${pan}"},"transaction":{"amount":nope}} ${`${pan}, `.repeat(30)}`,
      );
      expect(error.excerpt.length).toBeLessThanOrEqual(200);
      expect(error.excerpt.length).toBeGreaterThan(0);
      expect(error.excerpt + error.hint + error.message).not.toMatch(/1111.?1111/);
    }
  });

  it("shows no number by its half where the text is cut", () => {
    const redactor = { value: (value: unknown) => value, text: (text: string) => text.replace(/x{50}/g, "-") };
    const text = `${"x".repeat(985)} 4111 1111 1111 1111 and more`;
    expect(shortened(text, redactor)).not.toContain("4111");
  });

  it("names no secret in the amount it could not read", () => {
    expect(refusal('{"transaction":{"amount":"4111 1111 1111 1111x"}}').message).not.toMatch(/1111.?1111/);
  });
});

describe("the failure of an unknown provider", () => {
  it("is read from an error with code and message", () => {
    expect(readTransaction('{"status":400,"error":{"code":51,"message":"no"}}').transactions).toEqual([
      {
        context: { transaction: { status: "failed" }, failure: { code: "51", message: "no" } },
        format: "generic",
        line: 1,
      },
    ]);
  });

  it("bears the name of the provider that was given", () => {
    expect(contextOf('{"error":{"code":"x","message":"no"}}', { provider: "mollie" })).toMatchObject({
      failure: { provider: "mollie", code: "x", message: "no" },
    });
  });

  it("is read from a code or a message alone, where they stand in an error", () => {
    expect(contextOf('{"error":{"code":"x9"}}')).toMatchObject({ failure: { code: "x9" } });
    expect(contextOf('{"error":{"message":"no"}}')).toMatchObject({ failure: { message: "no" } });
    expect(() => contextOf('{"error":{"code":true}}')).toThrow(/no transaction/);
  });

  it("keeps the name that its adapter gives it, and has none where it is no failure", () => {
    const found = (context: Record<string, unknown>): Adapter => ({
      provider: "last",
      read: () => ({ format: "generic", context, warnings: [] }),
    });
    const named = createReader([], [found({ failure: { provider: "shop", code: "x" } })], ["mollie"]);
    expect(named('{"a":1}', { provider: "mollie" }).transactions[0]?.context).toEqual({
      failure: { provider: "shop", code: "x" },
    });
    const paid = createReader([], [found({ transaction: { status: "succeeded" } })], ["mollie"]);
    expect(paid('{"a":1}', { provider: "mollie" }).transactions[0]?.context).toEqual({
      transaction: { status: "succeeded" },
    });
  });

  it("does not hide a transaction further in", () => {
    expect(contextOf(JSON.stringify({ error: { code: "x", message: "no", details: own } }))).toEqual(own);
  });
});

describe("providers' adapters", () => {
  const seen: SourceValue[] = [];
  const acme: Adapter = {
    provider: "acme",
    read(payload) {
      seen.push(payload);
      const amount = member(payload, "acme_amount") ?? (payload === "ACME|51" ? new NumberText("1") : undefined);
      if (!(amount instanceof NumberText)) return null;
      return {
        format: "dana.order",
        context: { transaction: { amount: amount.text } },
        warnings: [{ path: "/transaction", code: "acme", message: "m" }],
      };
    },
  };
  const read = createReader([acme], [], ["mollie"]);

  it("come before txwhy's own shape and get values to the digit, on objects without a prototype", () => {
    const reading = read('\n{"acme_amount":100.00,"transaction":{"id":"x"}}');
    expect(reading.transactions).toEqual([
      { context: { transaction: { amount: "100.00" } }, format: "dana.order", line: 2 },
    ]);
    expect(reading.warnings).toEqual([{ path: "/transaction", code: "acme", message: "m", line: 2 }]);
    expect(seen.filter(isObject).every((value) => Object.getPrototypeOf(value) === null)).toBe(true);
  });

  it("are asked inside an envelope, and of a text in which nothing else is found", () => {
    expect(read('{"event":{"acme_amount":5}}').transactions[0]?.format).toBe("dana.order");
    expect(read('{"raw":"ACME|51"}').transactions[0]?.format).toBe("dana.order");
    expect(read(" ACME|51 \n").transactions[0]?.format).toBe("dana.order");
  });

  it("are left out where another provider was named", () => {
    expect(read('{"acme_amount":5}', { provider: "ACME" as never }).transactions).toHaveLength(1);
    expect(() => read('{"acme_amount":5}', { provider: "mollie" })).toThrow(/no transaction/);
  });

  it.each([
    [
      "stripe",
      '{"object":"payment_intent","id":"pi_1","amount":9999,"currency":"usd","status":"requires_payment_method","last_payment_error":{"code":"card_declined","decline_code":"insufficient_funds","type":"card_error","message":"m"}}',
    ],
    [
      "midtrans",
      '{"status_code":"202","status_message":"deny","transaction_id":"b9","order_id":"C1","gross_amount":"145000.00","payment_type":"gopay","transaction_status":"deny"}',
    ],
    ["upi", "U30|DEBIT HAS BEEN FAILED|Z9|INSUFFICIENT FUNDS IN CUSTOMER (REMITTER) ACCOUNT"],
  ])("know the payload of %s, bare, wrapped and several at once", (provider, payload) => {
    const format = expect.stringMatching(new RegExp(`^${provider}\\.`));
    expect(readTransaction(payload).transactions).toMatchObject([{ format }]);
    const value: unknown = payload.startsWith("{") ? JSON.parse(payload) : payload;
    expect(readTransaction(JSON.stringify({ body: JSON.stringify({ data: value }) })).transactions).toMatchObject([
      { format },
    ]);
    expect(readTransaction(JSON.stringify([{ a: value }, { a: value }])).transactions).toMatchObject([
      { format },
      { format },
    ]);
  });
});

describe("the fields of a context, as the reader knows them,", () => {
  const members = (field: Field | undefined): Fields => (field as { members: Fields }).members;
  const entries = (field: Field | undefined): Field => (field as { each: Field }).each;

  it("have the type of their values", () => {
    const { transaction, limits, fees, payee, failure, customer, network, extensions } = contextFields;
    expect(members(transaction)).toMatchObject({
      id: "text",
      kind: "word",
      amount: "decimal",
      currency: "word",
      exponent: "number",
      at: "word",
      debited: "boolean",
      reference: "text",
    });
    expect(members(entries(limits))).toMatchObject({
      max: "decimal",
      maxCount: "number",
      timeZone: "word",
      period: "word",
    });
    expect(members(entries(fees))).toMatchObject({ flat: "decimal", rate: "rate" });
    expect(members(entries(members(entries(fees)).bands))).toEqual({ upTo: "decimal", flat: "decimal", rate: "rate" });
    expect(members(payee).currencies).toEqual({ each: "word" });
    expect(members(failure).code).toBe("text");
    expect(members(customer)).toMatchObject({ id: "text", locale: "word" });
    expect(members(network).lossRate).toBe("number");
    expect(extensions).toBe("free");
  });
});
