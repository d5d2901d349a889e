/** What no caller should hand over, each made anew. Everything in it that could be called reports it. */
export function hostileValues(called: (name: string) => void = () => {}): [string, unknown][] {
  const boom = (name: string) => () => {
    called(name);
    throw new RangeError(`${name} was called`);
  };
  const cycle: Record<string, unknown> = { amount: "1" };
  cycle.self = cycle;
  const list: unknown[] = [];
  list.push(list);
  let deep: unknown = "1";
  for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep };
  let web: unknown = { a: 1 };
  for (let i = 0; i < 60; i++) web = { a: web, b: web };
  let reads = 0;
  const changing = {
    get amount() {
      called("getter");
      return String(reads++);
    },
  };
  // A Proxy's traps cannot but be called when anything is asked of it.
  const trap = (name: string) => () => {
    throw new RangeError(`${name} was trapped`);
  };
  class Wallet {
    available = "5";
    toJSON = boom("toJSON");
    override = boom("override");
  }
  class Money {
    readonly value = "5";
  }
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    ["undefined", undefined],
    ["null", null],
    ["NaN", Number.NaN],
    ["minus infinity", Number.NEGATIVE_INFINITY],
    ["minus zero", -0],
    ["a tiny float", 5e-324],
    ["a huge float", 1.7976931348623157e308],
    ["an unsafe whole number", 2 ** 53 + 2],
    ["BigInt", 10n ** 400n],
    ["Symbol", Symbol("x")],
    ["function", boom("function")],
    ["class", Wallet],
    ["instance with functions", new Wallet()],
    ["instance", new Money()],
    ["Date", new Date(0)],
    ["broken Date", new Date(Number.NaN)],
    ["Map", new Map([["amount", "1"]])],
    ["Set", new Set(["1"])],
    ["WeakMap", new WeakMap()],
    ["Promise", Promise.resolve("1")],
    ["thenable", { then: boom("then") }],
    ["RegExp", /(a+)+$/],
    ["Error", new Error("x")],
    ["boxed text", new String("1")],
    ["boxed number", new Number(1)],
    ["boxed truth", new Boolean(false)],
    ["bytes", new Uint8Array([1, 2])],
    ["buffer", Buffer.from("1")],
    ["generator", (function* () {})()],
    ["cycle", cycle],
    ["cyclic list", list],
    ["100,000 levels", deep],
    ["a web of 2^60 values", web],
    ["changing getter", changing],
    ["throwing getter", Object.defineProperty({}, "amount", { get: boom("get"), enumerable: true })],
    [
      "asynchronous getter",
      {
        get amount() {
          called("getter");
          return Promise.resolve("1");
        },
      },
    ],
    ["hidden getter", Object.defineProperty({}, "amount", { get: boom("get"), enumerable: false })],
    [
      "setter",
      {
        set amount(_: unknown) {
          called("setter");
        },
      },
    ],
    ["symbol key", { [Symbol.iterator]: boom("iterator"), [Symbol.toPrimitive]: boom("toPrimitive") }],
    ["toString and valueOf", { toString: boom("toString"), valueOf: boom("valueOf"), toJSON: boom("toJSON") }],
    [
      "Proxy that throws",
      new Proxy({}, { get: trap("get"), ownKeys: trap("ownKeys"), getPrototypeOf: trap("getPrototypeOf") }),
    ],
    ["Proxy that lies", new Proxy({}, { ownKeys: () => ["a", "a"] })],
    [
      "Proxy with keys without end",
      new Proxy({}, { ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => undefined }),
    ],
    ["Proxy of a list without end", new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 32 - 1 : undefined) })],
    ["revoked Proxy", revoked.proxy],
    ["sparse list", Object.assign(new Array(1_000_000), { 999999: "1" })],
    ["list without end", new Array(2 ** 32 - 1)],
    ["list with members", Object.assign(["1"], { amount: "1" })],
    ["own __proto__", JSON.parse('{"__proto__":{"amount":"1","polluted":true}}')],
    ["own constructor", JSON.parse('{"constructor":{"prototype":{"polluted":true}}}')],
    ["own hasOwnProperty", { hasOwnProperty: "x", toString: "x", valueOf: "x", length: "x", then: "x" }],
    ["no prototype", Object.create(null)],
    ["inherited members", Object.create({ amount: "1", currency: "USD" })],
    ["empty list", []],
    ["empty object", {}],
    ["list of lists", [[[[]]]]],
  ];
}

/** Texts that a table, a pattern or a printer may take for something else. */
export const hostileTexts: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "then",
  "length",
  "",
  " ",
  "\u0000",
  "\ufeff",
  "\ud800",
  "\udc00\ud800",
  "a\ud83d",
  "\u202e123\u202c",
  "\u200b\u200d\u2066",
  "\u001b[31m\u001b]0;title\u0007",
  "../../etc/passwd",
  "~0~1/~",
  "$&$1$$",
  "{transaction.amount}",
  "[[x]]",
  "%s%d%j%o",
  "<script>alert(1)</script>",
  "1e400000",
  "1e-999999",
  "-0",
  "0x10",
  "1_000",
  "Infinity",
  "NaN",
  "１２３",
  "٣",
  "9".repeat(500),
  `0.${"0".repeat(400)}1`,
  "9".repeat(100_000),
  "é".repeat(50_000),
  "2026-02-30T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:59.999999999999999999+00:00",
  "P99999999999999999999Y",
  "Etc/../UTC",
  "en-US-u-nu-fullwide-x-y",
  "i-klingon",
  "zh-CN\u0000",
];

/** A context with every area in it, each made anew. */
export const everything = (): Record<string, unknown> => ({
  transaction: {
    amount: "120",
    currency: "USD",
    at: "2026-11-22T01:00:00Z",
    reference: "R",
    kind: "payment",
    status: "failed",
  },
  balance: { available: "100", currency: "USD" },
  network: { status: "online" },
  limits: [
    { window: "daily", max: "100", used: "5", timeZone: "UTC", resetsAt: "2026-11-23T00:00:00Z", period: "P1D" },
  ],
  fees: [{ flat: "1", bands: [{ upTo: "5" }] }],
  fundingSources: [{ kind: "agent", label: "x" }],
  instrument: { kind: "wallet", expires: "2026-11" },
  authentication: { method: "pin", status: "failed", lockedUntil: "2026-11-22T05:00:00Z" },
  account: { status: "active" },
  payee: { currencies: ["USD"], balance: { available: "1", cap: "5" } },
  failure: {
    provider: "stripe",
    code: "x",
    networkCode: "51",
    adviceCode: "1",
    message: "m",
    codes: [{ scheme: "a", code: "b" }],
  },
  history: [{ at: "2026-11-21T00:00:00Z", amount: "1", status: "failed", cause: "x", triedRemedies: ["top_up"] }],
  customer: { id: "c", locale: "en" },
  payeeId: "p",
  extensions: { a: 1 },
});

/** Every place of a value made anew, each time with something else put there. */
export function* withEach(
  make: () => unknown,
  values: () => [string, unknown][],
): Generator<{ where: string; name: string; value: unknown }> {
  type Holder = Record<string | number, unknown>;
  const places = function* (value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
    yield path;
    if (typeof value !== "object" || value === null) return;
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const key of keys) yield* places((value as Holder)[key], [...path, key]);
  };
  for (const path of places(make())) {
    for (const [name, hostile] of values()) {
      const where = `/${path.join("/")}`;
      if (path.length === 0) yield { where, name, value: hostile };
      else {
        const value = make();
        const holder = path.slice(0, -1).reduce<unknown>((one, step) => (one as Holder)[step], value) as Holder;
        holder[path.at(-1) as string | number] = hostile;
        yield { where, name, value };
      }
    }
  }
}

/** Answers with plain JSON or refuses with an error of this kind. @returns what is wrong with it, if anything is. */
export async function fault(
  kind: (new (...args: never[]) => Error) | undefined,
  ask: () => unknown,
): Promise<string | undefined> {
  try {
    JSON.stringify(await ask());
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    if (kind === undefined || !(error instanceof kind)) return `${name}: ${message.slice(0, 200)}`;
    if (message === "") return "an error without words";
    return message.length > 150_000 ? `an error of ${message.length} characters` : undefined;
  }
}

/** A whole hand-off packet around a context. */
export const packetWith = <T>(context: T) => ({
  schema: "txwhy.handoff/1",
  reason: "unknown_outcome",
  priority: "normal",
  options: { locale: "en", audience: "agent" },
  ruleSet: { id: "txwhy", version: "1.0.0", hash: "0123abcd" },
  context,
  causes: [{ code: "network.timeout", certainty: "certain", rules: ["timed_out"] }],
  questions: [],
  conflicts: [],
  tried: [],
});
