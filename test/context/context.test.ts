import vm from "node:vm";
import { describe, expect, test, vi } from "vitest";
import {
  contextJsonSchema,
  InvalidContextError,
  type Issue,
  loadRules,
  parseContext,
  readTransaction,
  TxwhyError,
} from "../../src/api/index.js";
import { growsInLine } from "../support/growth.js";
import { isMutationRun } from "../support/runs.js";
import { diagnose, preflight } from "../support/untyped.js";

async function issuesOf(context: unknown, options?: unknown): Promise<Issue[]> {
  try {
    await diagnose(context, options as never);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidContextError);
    expect((error as Error).name).toBe("InvalidContextError");
    return (error as InvalidContextError).issues;
  }
  return [];
}
const places = async (context: unknown): Promise<string[]> =>
  (await issuesOf(context)).map(({ path, code }) => `${path} ${code}`);
const paying = (amount: unknown, more: object = {}) => ({ transaction: { amount, currency: "USD" }, ...more });

describe("a context with faults", () => {
  test("has all of them named at once, each at its JSON Pointer", async () => {
    const context = {
      transaction: { kind: "gift", amount: "1e5", currency: "USD", at: "yesterday", status: 7, debited: "yes" },
      balance: { available: {}, held: "-1.00", cap: "01" },
      network: { latencyMs: -1, lossRate: 1.5, secure: 1 },
      limits: [{ window: "hourly" }, { max: "5" }, { window: "daily", timeZone: "Mars/Olympus", maxCount: 1.5 }],
      fees: [{ bands: [{ upTo: "1," }] }, "fee"],
      fundingSources: [{ label: 5 }],
      instrument: { expires: "2026-13" },
      failure: { codes: [{ scheme: "x" }] },
      history: [{ at: "2026-11-22T09:00:00Z" }],
      customer: "me",
    };
    const found = await issuesOf(context);
    expect(found.map(({ path }) => path).sort()).toEqual(
      [
        "/balance/available",
        "/balance/cap",
        "/balance/held",
        "/customer",
        "/failure/codes/0/code",
        "/fees/0/bands/0/upTo",
        "/fees/1",
        "/fundingSources/0/kind",
        "/fundingSources/0/label",
        "/history/0/amount",
        "/history/0/status",
        "/instrument/expires",
        "/limits/0/window",
        "/limits/1/window",
        "/limits/2/maxCount",
        "/limits/2/timeZone",
        "/network/latencyMs",
        "/network/lossRate",
        "/network/secure",
        "/transaction/amount",
        "/transaction/at",
        "/transaction/debited",
        "/transaction/kind",
        "/transaction/status",
      ].sort(),
    );
    for (const { code, message } of found) {
      expect(code).toMatch(/^[a-z_]+$/);
      expect(message).not.toBe("");
    }
  });

  test("and faulty options are named together", async () => {
    const found = await issuesOf(paying("1e5"), {
      now: "today",
      audience: "boss",
      locale: 5,
      profile: "nobody",
      lokale: "en",
    });
    expect(found.map(({ path }) => path).sort()).toEqual([
      "/options/audience",
      "/options/locale",
      "/options/lokale",
      "/options/now",
      "/options/profile",
      "/transaction/amount",
    ]);
    expect((await issuesOf({}, { rules: {} })).map(({ path }) => path)).toEqual(["/options/rules"]);
    for (const options of [null, 5, "en", []]) {
      expect((await issuesOf({}, options)).map(({ path }) => path)).toEqual(["/options"]);
    }
    await expect(preflight({ limits: {} })).rejects.toBeInstanceOf(InvalidContextError);
  });

  test("with a name that needs escaping is pointed at as RFC 6901 has it", async () => {
    expect(await places({ extensions: { "a/b~c": () => 1 } })).toEqual(["/extensions/a~1b~0c not_json"]);
  });

  test.each([
    ["text", "hello"],
    ["number", 5],
    ["list", []],
    ["null", null],
    ["true", true],
  ])("a %s is no context", async (_, input) => {
    expect((await issuesOf(input)).map(({ path }) => path)).toEqual([""]);
  });
  test("undefined is no context", async () => {
    expect((await issuesOf(undefined)).map(({ path }) => path)).toEqual([""]);
  });
});

describe("a decimal", () => {
  test.each(
    [
      "0",
      "-0",
      "1",
      "125.50",
      "0.000001",
      "-5",
      "9".repeat(100),
      0,
      -0,
      125.5,
      0.1,
      1e-6,
      123456789012345,
      1e15,
      1e20,
      0.000001,
    ].map((value) => [value]),
  )("%j is one", async (amount) => {
    expect(await issuesOf(paying(amount))).toEqual([]);
  });

  test.each(
    [
      "0x10",
      "0b1",
      "0o7",
      "1_000",
      "1,000",
      "1.000,00",
      "NaN",
      "Infinity",
      "-Infinity",
      "1e5",
      "1E5",
      " 1 ",
      "1 ",
      "\t1",
      "1\n",
      "+1",
      "01",
      "-01",
      "00",
      "1.",
      ".5",
      "-",
      "",
      "--1",
      "1.2.3",
      "１２",
      "٣",
      "−1",
      "½",
      "1\u200b",
      "five",
      "9".repeat(201),
      1e21,
      1.5e300,
      1e-7,
      1234567890123456,
      0.1 + 0.2,
      Number.MAX_SAFE_INTEGER,
      Number.MAX_VALUE,
      Number.MIN_VALUE,
      true,
      [],
      ["1"],
      {},
    ].map((value) => [value]),
  )("%j is none", async (amount) => {
    expect((await issuesOf(paying(amount))).map(({ path }) => path)).toEqual(["/transaction/amount"]);
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%d is not JSON", async (amount) => {
    expect(await places(paying(amount))).toEqual(["/transaction/amount not_json"]);
  });

  test("counts digits without trailing zeros", async () => {
    const { causes } = await diagnose({
      transaction: { amount: "5.000", currency: "USD" },
      balance: { available: "9" },
    });
    expect(causes.map(({ code }) => code)).not.toContain("transaction.amount_invalid");
    const other = await diagnose({ transaction: { amount: "5.001", currency: "USD" } });
    expect(other.causes.map(({ code }) => code)).toContain("transaction.amount_invalid");
  });

  test("may be below zero only where it is the amount or the available balance", async () => {
    expect(await issuesOf(paying("-1", { balance: { available: "-1" } }))).toEqual([]);
    expect(await issuesOf(paying("-0.00", { balance: { held: "-0", restricted: -0 } }))).toEqual([]);
    const context = paying("1", {
      balance: { held: "-1", restricted: -1, cap: "-0.01" },
      limits: [{ window: "daily", max: "-1", min: "-1", used: "-1", warnAt: "-1", ceiling: "-1" }],
      fees: [
        {
          flat: "-1",
          rate: "-0.1",
          min: "-1",
          max: "-1",
          freeAllowance: "-1",
          bands: [{ upTo: "-1", flat: -1, rate: -1 }],
        },
      ],
      fundingSources: [{ kind: "agent", available: "-1", minTopUp: "-1", maxTopUp: "-1", fees: [{ flat: "-1" }] }],
      payee: { balance: { available: "-1", cap: "-1" } },
      history: [{ at: "2026-11-22T09:00:00Z", amount: "-1", status: "failed" }],
    });
    const found = await issuesOf(context);
    expect(found).toHaveLength(23);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["negative"]));
  });
});

describe("a currency", () => {
  test("is needed by an amount", async () => {
    expect(await places({ transaction: { amount: "1" } })).toEqual(["/transaction/currency required"]);
    expect(await places({ transaction: { amount: "1", currency: null } })).toEqual(["/transaction/currency required"]);
    expect(await issuesOf({ transaction: { amount: null } })).toEqual([]);
    expect(await issuesOf({ balance: { available: "5" } })).toEqual([]);
  });
  test("outside ISO 4217 needs its digits", async () => {
    expect((await places({ transaction: { amount: "1", currency: "USDT" } }))[0]).toMatch(/^\/transaction\/currency /);
    expect((await places({ transaction: { currency: "USDT" } }))[0]).toMatch(/^\/transaction\/currency /);
    expect(await issuesOf({ transaction: { amount: "1.000001", currency: "USDT", exponent: 6 } })).toEqual([]);
    expect(await issuesOf({ transaction: { amount: "1", currency: "JPY" } })).toEqual([]);
  });
  test.each([["usd"], [""], ["U S"], ["$"], [5], ["__proto__"]])("%j is none", async (currency) => {
    expect((await issuesOf({ transaction: { amount: "1", currency } })).map(({ path }) => path)).toContain(
      "/transaction/currency",
    );
  });
  test.each([-1, 1.5, "2", 31, Number.NaN])("an exponent of %j is none", async (exponent) => {
    expect(
      (await issuesOf({ transaction: { amount: "1", currency: "USD", exponent } })).map(({ path }) => path),
    ).toEqual(["/transaction/exponent"]);
  });
  test("that differs makes a comparison unknown, with a warning at the amount", async () => {
    const { causes, warnings } = await diagnose(
      paying("100", {
        balance: { available: "1", currency: "EUR" },
        limits: [{ window: "daily", max: "5", used: "1", currency: "EUR" }],
      }),
    );
    expect(causes).toEqual([]);
    const found = warnings.filter(({ code }) => code === "currency_mismatch").map(({ path }) => path);
    expect(found).toContain("/balance/available");
    expect(found).toContain("/limits/0/max");
  });
});

describe("what is missing", () => {
  test("may be null anywhere", async () => {
    const context = {
      transaction: { amount: "120.00", currency: "USD", at: null, status: null, exponent: null },
      balance: { available: "100.00", held: null, currency: null },
      network: null,
      limits: null,
      fees: [{ flat: "1", rate: null, bands: null, paidBy: null }],
      failure: null,
      customer: { locale: null },
      payeeId: null,
      extensions: null,
    };
    const bare = {
      transaction: { amount: "120.00", currency: "USD" },
      balance: { available: "100.00" },
      fees: [{ flat: "1" }],
      customer: {},
    };
    const [one, other] = await Promise.all([diagnose(context), diagnose(bare)]);
    expect(one).toEqual(other);
  });

  test("is asked for where it must be there, also when it is null", async () => {
    expect(await places({ limits: [{ window: null, max: "5" }] })).toEqual(["/limits/0/window required"]);
    expect(await places({ limits: [null] })).toEqual(["/limits/0 invalid_type"]);
    expect(await places({ fundingSources: [{}] })).toEqual(["/fundingSources/0/kind required"]);
    expect(await places({ failure: { codes: [{}] } })).toEqual([
      "/failure/codes/0/code required",
      "/failure/codes/0/scheme required",
    ]);
  });
});

describe("a misspelt key", () => {
  test("is left out and named, with what was probably meant", async () => {
    const { warnings, causes } = await diagnose({
      transaction: { amount: "120.00", currency: "USD" },
      balance: { availible: "100.00" },
      limits: [{ window: "per_transaction", maximum: "1" }],
      netwrok: { status: "offline" },
    });
    expect(causes).toEqual([]);
    const told = Object.fromEntries(warnings.map(({ path, code, message }) => [path, `${code}: ${message}`]));
    expect(told["/balance/availible"]).toMatch(/^unknown_key: .*did you mean "available"/);
    expect(told["/netwrok"]).toMatch(/^unknown_key: .*did you mean "network"/);
    expect(told["/limits/0/maximum"]).toMatch(/^unknown_key/);
  });

  test("in another case, or of a prototype, is not the key either", async () => {
    const context = JSON.parse(
      '{"Transaction":{"amount":"5"},"__proto__":{"balance":{"available":"1"}},"constructor":1,"transaction":{"__proto__":{"status":"expired"},"toString":"x"}}',
    );
    const { warnings, causes } = await diagnose(context);
    expect(causes).toEqual([]);
    expect(warnings.map(({ path }) => path).sort()).toEqual(
      ["/Transaction", "/__proto__", "/constructor", "/transaction/__proto__", "/transaction/toString"].sort(),
    );
    expect(({} as Record<string, unknown>).balance).toBeUndefined();
  });

  test("has nothing to do with facts of the user's own", async () => {
    expect((await diagnose({ extensions: { anything: { goes: [1, null] } } })).warnings).toEqual([]);
  });
});

describe("a value at its place", () => {
  const available = (value: unknown) => ({ balance: { available: value } });
  const asset = (currency: string) => ({ transaction: { amount: "1", currency, exponent: 6 } });
  const daily = (more: object) => ({ limits: [{ window: "daily", ...more }] });
  const inexact = 'a number this size is not exact; send it as a text such as "125.50"';
  const month = "write the month as YYYY-MM";
  const period = "write the period as an ISO 8601 duration, such as P30D";
  const statuses = "passed, failed, required, expired, cancelled";

  test.each<[unknown, string | null]>([
    [available(0.000123456789012345), null],
    [available(-0.000123456789012345), null],
    [available(0.0001234567890123456), inexact],
    [available(-1234567890.123456), inexact],
    [available(1002003004005.06), null],
    [available(123456789012345000), null],
    [available("9".repeat(200)), null],
    [available("9".repeat(201)), "an amount of more than 200 digits"],
    [available(true), 'expected an amount: a text such as "125.50", or a number'],
    [asset("A".repeat(20)), null],
    [asset("A".repeat(21)), "name the currency by its ISO 4217 code in capitals, such as IDR"],
    [asset("-USDT"), "name the currency by its ISO 4217 code in capitals, such as IDR"],
    [asset("USDT!"), "name the currency by its ISO 4217 code in capitals, such as IDR"],
    [asset("wstETH"), null],
    [{ instrument: { expires: "2026-12" } }, null],
    [{ instrument: { expires: "12026-12" } }, month],
    [{ instrument: { expires: "2026-120" } }, month],
    [{ instrument: { expires: 202612 } }, month],
    [{ network: { testedAt: 5 } }, "write the time with its offset, as in 2026-11-22T09:00:00+08:00"],
    [daily({ timeZone: 5 }), "name an IANA time zone, such as Asia/Jakarta"],
    [daily({ period: "P1D" }), null],
    [daily({ period: "1 day" }), period],
    [daily({ period: 5 }), period],
    [daily({ maxCount: "5" }), `expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`],
    [{ transaction: { exponent: 30 } }, null],
    [{ transaction: { exponent: 31 } }, "expected a whole number from 0 to 30"],
    [{ transaction: { exponent: -1 } }, "expected a whole number from 0 to 30"],
    [{ network: { lossRate: 1 } }, null],
    [{ network: { lossRate: 0 } }, null],
    [{ network: { lossRate: 1.001 } }, "expected a number from 0 to 1"],
    [{ network: { lossRate: "0" } }, "expected a number from 0 to 1"],
    [{ authentication: { status: "lost" } }, `expected one of: ${statuses}`],
    [{ authentication: { status: ["passed"] } }, `expected one of: ${statuses}`],
    [{ fundingSources: [{ label: "Card" }] }, "kind is needed here"],
    [{ fees: {} }, "expected array"],
    [{ balance: [] }, "expected object"],
    [{ transaction: { debited: "yes" } }, "expected true or false"],
  ])("%j: %s", async (context, said) => {
    expect((await issuesOf(context)).map(({ message }) => message)).toEqual(said === null ? [] : [said]);
  });

  test("that is wrong is named in the order of the places, whatever order they came in", async () => {
    const context = { network: { secure: 1 }, account: { status: 5 }, fees: 5, balance: 5, limits: 5 };
    const found = (await issuesOf(context)).map(({ path }) => path);
    expect(found).toEqual(["/account/status", "/balance", "/fees", "/limits", "/network/secure"]);
  });
});

describe("what stands beside unknown keys and nulls", () => {
  test("is read as if they were not there", async () => {
    const clean = {
      ...paying("120.00"),
      balance: { available: "100.00" },
      limits: [
        { window: "daily", max: "50" },
        { window: "monthly", max: "60" },
      ],
      fees: [],
    };
    const cluttered = {
      x1: 1,
      transaction: { x2: 2, amount: "120.00", kind: null, currency: "USD" },
      network: null,
      balance: { available: "100.00", x3: {} },
      limits: [
        { x4: 4, window: "daily", used: null, max: "50" },
        { window: "monthly", max: "60", used: null },
      ],
      fees: [],
    };
    const { causes } = await diagnose(clean);
    const found = await diagnose(cluttered);
    expect(found.causes.map(({ code, explanation }) => [code, explanation])).toEqual(
      causes.map(({ code, explanation }) => [code, explanation]),
    );
    expect(found.warnings.map(({ path }) => path)).toEqual(["/balance/x3", "/limits/0/x4", "/transaction/x2", "/x1"]);
  });

  test("is left as it is in the context that patches are made for", async () => {
    const context = { ...paying("120.00"), balance: { available: "100.00", x: 1 }, network: null };
    const { causes } = await diagnose({ ...context, fees: [] });
    const patches = causes.flatMap(({ remedies }) => remedies.flatMap(({ patch }) => patch ?? []));
    expect(patches.map(({ path }) => path)).toContain("/transaction/amount");
    expect(patches.filter(({ path }) => /\/x$|^\/network/.test(path))).toEqual([]);
  });

  test("of a hundred and more that are misspelt the first hundred get a guess", async () => {
    const context = Object.fromEntries(Array.from({ length: 103 }, (_, i) => [`balanc${i}`, 1]));
    const { warnings } = await diagnose(context);
    const guessed = warnings.filter(({ message }) => message.includes("did you mean"));
    expect([warnings.length, guessed.length]).toEqual([103, 100]);
  });

  test.each([
    ["ballance", 'did you mean "balance"'],
    ["limit", 'did you mean "limits"'],
    ["fee_s", 'did you mean "fees"'],
    ["payee_id", 'did you mean "payeeId"'],
    ["xyz", null],
    ["bal", null],
    [`balance${"e".repeat(34)}`, null],
  ])("%s: %s", async (key, guess) => {
    const [warning] = (await diagnose({ [key]: 1 })).warnings;
    expect(warning?.message).toBe(`unknown key, left out${guess === null ? "" : `; ${guess}?`}`);
  });
});

describe("a context from elsewhere", () => {
  const body = {
    transaction: { amount: "120.00", currency: "USD", at: null },
    balance: { available: "100.00", availible: "1" },
    fees: [],
    colour: "red",
  };

  test("is handed back as plain data with which the answer is the same", async () => {
    const context = parseContext(body);
    expect(context).toEqual(body);
    expect(context).not.toBe(body);
    expect(await diagnose(context)).toEqual(await diagnose(body));
  });

  test("is refused with every fault, as by diagnose", async () => {
    const wrong = { transaction: { amount: "1e5", kind: "gift" }, balance: 5 };
    expect(() => parseContext(wrong)).toThrow(InvalidContextError);
    try {
      parseContext(wrong);
    } catch (error) {
      expect((error as InvalidContextError).issues).toEqual(await issuesOf(wrong));
      expect((error as InvalidContextError).issues.map(({ path }) => path)).toEqual([
        "/balance",
        "/transaction/amount",
        "/transaction/currency",
        "/transaction/kind",
      ]);
    }
    for (const value of [undefined, null, 5, "text", [], new Map()]) expect(() => parseContext(value)).toThrow();
  });
});

describe("an error", () => {
  test.each([
    ["InvalidContextError", "invalid_context", () => parseContext(5)],
    ["InvalidRulesError", "invalid_rules", () => loadRules({ "merchant/closed.json": "{" })],
    ["UnreadableInputError", "unreadable_input", () => readTransaction("hello")],
  ])("named %s has the code %s, and one base class with the others", (name, code, fail) => {
    try {
      fail();
    } catch (error) {
      expect(error).toBeInstanceOf(TxwhyError);
      expect(error).toMatchObject({ name, code });
      return;
    }
    throw new Error("nothing was thrown");
  });
});

describe("the second version of the input", () => {
  const wanted = {
    transaction: {
      amount: "5.00",
      currency: "USD",
      kind: "payout",
      amountFixed: true,
      initiator: "merchant",
    },
    instrument: { kind: "mobile_money", brand: "elo" },
    failure: {
      networkCode: "51",
      adviceCode: "03",
      codes: [{ scheme: "mastercard.mac", code: "03" }],
    },
    payee: { balance: { available: "1", cap: "2" } },
    customer: { canLogIn: false },
  };

  test("is read without a warning", async () => {
    expect((await diagnose(wanted as never)).warnings).toEqual([]);
  });

  test.each([
    "wallet",
    "mobile_money",
    "card",
    "debit_card",
    "credit_card",
    "prepaid_card",
    "bank_account",
    "crypto_wallet",
  ])("knows %s as an instrument", async (kind) => expect(await issuesOf({ instrument: { kind } })).toEqual([]));
  test.each(["visa", "mastercard", "amex", "unionpay", "jcb", "discover", "elo", "other"])(
    "knows the brand %s",
    async (brand) => expect(await issuesOf({ instrument: { brand } })).toEqual([]),
  );
  test.each([
    ["/transaction/amountFixed", { transaction: { amountFixed: "yes" } }],
    ["/transaction/initiator", { transaction: { initiator: "payee" } }],
    ["/instrument/brand", { instrument: { brand: "VISA" } }],
    ["/instrument/kind", { instrument: { kind: "cash" } }],
  ])("is checked at %s", async (path, context) => {
    expect((await issuesOf(context)).map((issue) => issue.path)).toEqual([path]);
  });

  test("has a payout that takes money out: where the balance is short, it is the merchant's", async () => {
    const transaction = { amount: "120.00", currency: "USD", kind: "payout" } as const;
    const { causes } = await diagnose({ transaction, balance: { available: "100.00" }, fees: [] });
    expect(causes.map(({ code }) => code)).toEqual(["merchant.balance_insufficient"]);
  });
});

describe("the JSON Schema of a context", () => {
  interface Node {
    description?: string;
    type?: string | string[];
    required?: string[];
    properties?: Record<string, Node>;
    items?: Node;
    anyOf?: Node[];
  }
  const nodes = function* (node: Node, at: string): Generator<[string, Node]> {
    yield [at, node];
    for (const [name, member] of Object.entries(node.properties ?? {})) yield* nodes(member, `${at}/${name}`);
    if (node.items !== undefined) yield* nodes(node.items, `${at}/*`);
    for (const one of node.anyOf ?? []) if (one.properties || one.items) yield* nodes(one, at);
  };
  const all = [...nodes(contextJsonSchema() as Node, "")];

  test("has a sentence for every member", () => {
    const silent = all.flatMap(([at, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, { description = "" }]) => !/^[A-Z].*[.,;]?.*\.$/.test(description))
        .map(([name]) => `${at}/${name}`),
    );
    expect(silent).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  test("asks for what must be there, and allows null for the rest", () => {
    const needed = all.flatMap(([at, { required = [] }]) => required.map((name) => `${at}/${name}`));
    expect(needed.sort()).toEqual([
      "/failure/codes/*/code",
      "/failure/codes/*/scheme",
      "/fundingSources/*/kind",
      "/history/*/amount",
      "/history/*/at",
      "/history/*/status",
      "/limits/*/window",
    ]);
    const strict = all.flatMap(([at, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, { type = "", anyOf = [] }]) => !type.includes("null") && !anyOf.some((one) => one.type === "null"))
        .map(([name]) => `${at}/${name}`),
    );
    expect(strict.sort()).toEqual(needed.sort());
  });
});

describe("what is not JSON", () => {
  test("is refused, and none of it is called", async () => {
    const called = vi.fn();
    class Amount {
      value = "5";
      toString() {
        called();
        return "5";
      }
      toJSON() {
        called();
        return "5";
      }
      [Symbol.toPrimitive]() {
        called();
        return 5;
      }
    }
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const list: unknown[] = [];
    list.push(list);
    const values: [string, unknown][] = [
      ["function", called],
      ["class instance", new Amount()],
      ["Date", new Date(0)],
      ["Map", new Map([["a", 1]])],
      ["Set", new Set([1])],
      ["RegExp", /x/],
      ["Error", new Error("x")],
      ["Promise", Promise.resolve(1)],
      ["BigInt", 5n],
      ["Symbol", Symbol("x")],
      ["boxed text", new String("5")],
      ["typed array", new Uint8Array(2)],
      ["buffer", Buffer.from("5")],
      ["URL", new URL("https://example.com")],
      ["list of a class", new (class extends Array {})()],
      ["cycle", cycle],
      ["cyclic list", list],
      ["hole", new Array(1)],
      ["undefined in a list", [undefined]],
      ["NaN", Number.NaN],
    ];
    for (const [name, value] of values) {
      const found = await issuesOf({ transaction: { amount: "5", currency: "USD" }, extensions: { it: value } });
      expect([name, found.map(({ code }) => code)]).toEqual([name, ["not_json"]]);
      expect(found[0]?.path).toMatch(/^\/extensions\/it/);
    }
    expect(called).not.toHaveBeenCalled();
  });

  test("accessors are refused where they stand and never called", async () => {
    const called = vi.fn(() => "5");
    const context = {
      get transaction() {
        return called();
      },
      balance: Object.defineProperty({}, "available", { get: called, enumerable: true }),
      fees: Object.defineProperty([] as unknown[], 0, { get: called, enumerable: true }),
      limits: [{ window: "daily", set max(_: string) {} }],
    };
    expect(await places(context)).toEqual([
      "/transaction not_json",
      "/balance/available not_json",
      "/fees/0 not_json",
      "/limits/0/max not_json",
    ]);
    expect(called).not.toHaveBeenCalled();
  });

  test("a key that is a symbol is refused", async () => {
    expect((await issuesOf({ [Symbol("secret")]: 1 })).map(({ code }) => code)).toEqual(["not_json"]);
  });

  test("a member that is undefined is missing, as JSON has it", async () => {
    expect((await diagnose({ transaction: undefined, balance: { available: undefined } })).warnings).toEqual([]);
  });

  test("the same object in two places is no cycle", async () => {
    const shared = { flat: "1.00" };
    expect(await issuesOf(paying("5", { fees: [shared, shared] }))).toEqual([]);
  });

  test("a Proxy is read without harm or refused, and may throw what it likes", async () => {
    const plain = paying("120.00", { balance: { available: "100.00" } });
    const quiet = await diagnose(new Proxy(plain, {}));
    expect(quiet).toEqual(await diagnose(plain));
    const boom = () => {
      throw new RangeError("boom");
    };
    for (const trap of ["getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"]) {
      expect(await places(new Proxy(plain, { [trap]: boom }))).toEqual([" not_json"]);
      expect(await places({ extensions: { it: new Proxy({ a: 1 }, { [trap]: boom }) } })).toEqual([" not_json"]);
    }
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect((await issuesOf(revoked.proxy)).map(({ code }) => code)).toEqual(["not_json"]);
    const get = vi.fn();
    await diagnose(new Proxy(plain, { get }));
    expect(get).not.toHaveBeenCalled();
  });

  test("objects of another realm and without a prototype are as plain as ours", async () => {
    const text =
      '{"transaction":{"amount":"120.00","currency":"USD"},"balance":{"available":"100.00"},"fees":[{"flat":"1.00"}]}';
    const expected = await diagnose(JSON.parse(text));
    expect(await diagnose(vm.runInNewContext(`(${text})`))).toEqual(expected);
    const bare = JSON.parse(text, (_, value) =>
      typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value,
    );
    expect(await diagnose(bare)).toEqual(expected);
    expect((await issuesOf(vm.runInNewContext("({ extensions: { it: new Map() } })"))).map(({ code }) => code)).toEqual(
      ["not_json"],
    );
    expect((await issuesOf(vm.runInNewContext("new (class Object { transaction = {} })()"))).length).toBeGreaterThan(0);
  });

  test("what inherits its members has none", async () => {
    const child = Object.create({ transaction: { status: "expired" } });
    expect((await issuesOf(child)).map(({ code }) => code)).toEqual(["not_json"]);
  });
});

describe("what is too large", () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let i = 0; i < depth; i++) value = { a: value };
    return value;
  };

  test("sixty-four levels are read, sixty-five are not", async () => {
    // The context itself is the first level, its extensions the second.
    expect(await issuesOf({ extensions: nested(63) })).toEqual([]);
    expect((await issuesOf({ extensions: nested(64) })).map(({ code }) => code)).toEqual(["too_large"]);
  });
  test("a hundred thousand levels are refused like sixty-five", async () => {
    expect((await issuesOf({ extensions: nested(100_000) })).map(({ code }) => code)).toEqual(["too_large"]);
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect((await issuesOf({ extensions: { deep } })).map(({ code }) => code)).toEqual(["too_large"]);
  });
  test("ten thousand entries are read, one more is not", async () => {
    expect(await issuesOf({ extensions: { list: new Array(10_000).fill(0) } })).toEqual([]);
    expect(await places({ extensions: { list: new Array(10_001).fill(0) } })).toEqual(["/extensions/list too_large"]);
    expect(await places({ extensions: { list: new Array(4_000_000_000) } })).toEqual(["/extensions/list too_large"]);
  });
  test("two hundred thousand values are read, one more is not", async () => {
    const lists = (more: number) => ({
      // The context, extensions and twenty-one lists are values too.
      extensions: Object.fromEntries(
        Array.from({ length: 21 }, (_, i) => [`l${i}`, new Array(i < 20 ? 9_998 : 17 + more).fill(0)]),
      ),
    });
    expect(await issuesOf(lists(0))).toEqual([]);
    expect((await issuesOf(lists(1))).map(({ code }) => code)).toEqual(["too_large"]);
  });
  test("a web of shared objects is counted as it would be written out", async () => {
    let web: unknown = "x";
    for (let i = 0; i < 60; i++) web = [web, web];
    expect((await issuesOf({ extensions: { web } })).map(({ code }) => code)).toEqual(["too_large"]);
  });
  test("a text of one mebibyte is read, one letter more is not", async () => {
    expect(await issuesOf({ extensions: { text: "x".repeat(1_048_576) } })).toEqual([]);
    expect(await places({ extensions: { text: "x".repeat(1_048_577) } })).toEqual(["/extensions/text too_large"]);
  });
  test("a size is judged before anything else", async () => {
    const context = { transaction: { kind: "gift" }, extensions: { list: new Array(10_001).fill(0) } };
    expect((await issuesOf(context)).map(({ code }) => code)).toEqual(["too_large"]);
  });
});

describe.skipIf(isMutationRun)("time grows with the input and not faster", () => {
  const rolling = (n: number) => ({
    transaction: { amount: "10", currency: "USD", at: "2026-11-22T09:00:00Z" },
    limits: Array.from({ length: n }, () => ({ window: "rolling", max: "15", period: "P1M", timeZone: "Asia/Tokyo" })),
    history: Array.from({ length: n }, (_, i) => ({
      at: `2026-11-21T09:00:${String(i % 60).padStart(2, "0")}Z`,
      amount: "1",
      status: "succeeded",
    })),
  });
  const mismatched = (n: number) => ({
    transaction: { amount: "10", currency: "USD" },
    limits: Array.from({ length: n }, () => ({ window: "daily", max: "5", used: "1", currency: "EUR" })),
  });
  test.each([
    ["rolling limits over a long history", rolling, 250],
    ["amounts in another currency", mismatched, 1250],
  ])("with %s", (_, make, size) => growsInLine(make, diagnose, size));
});
