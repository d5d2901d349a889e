import fc from "fast-check";
import { applyPatch, type Operation } from "rfc6902";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type Diagnosis, defaultRules, diagnose, InvalidContextError, preflight } from "../src/index.js";

const numRuns = Number(process.env.TXWHY_RUNS ?? 150);
const RUNS = { numRuns };

type Fields = Record<string, unknown>;
interface Case {
  context: Fields;
  options: { now?: string; audience?: "customer" | "agent"; locale?: string };
}

// --- contexts: every member sometimes missing, numbers small enough to meet each other ---

const NOW = Date.parse("2026-11-22T01:00:00Z");
const MINUTE = 60_000;
const DAY = 86_400_000;

const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");
const near = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }).map((n) => n * MINUTE) },
    { weight: 3, arbitrary: fc.integer({ min: -50, max: 50 }).map((n) => n * 3_600_000) },
    { weight: 2, arbitrary: fc.integer({ min: -400, max: 400 }).map((n) => n * DAY) },
    { weight: 1, arbitrary: fc.constant(0) },
  )
  .map((shift) => iso(NOW + shift));
const past = fc.integer({ min: 0, max: 50_000 }).map((minutes) => iso(NOW - minutes * MINUTE));
const money = (most: number): fc.Arbitrary<string | number> =>
  fc.oneof(
    fc.integer({ min: 0, max: most * 100 }).map((cents) => (cents / 100).toFixed(2)),
    fc.integer({ min: 0, max: Math.ceil(most / 5) }).map((n) => n * 5),
    fc.integer({ min: 0, max: most }).map(String),
  );
const rate = fc.constantFrom("0", "0.006", "0.01", "0.025", "0.1", "0.5");
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...required: (keyof T & string)[]) =>
  fc.record(model as never, { requiredKeys: required as never }) as fc.Arbitrary<Fields>;
/** Mostly the transaction's own currency, and mostly not said. */
const maybeOther = fc.constantFrom("USD", "USD", "USD", "EUR");
const zone = fc.constantFrom("UTC", "Asia/Jakarta", "America/New_York", "Pacific/Apia", "Asia/Kathmandu");

const fee = some({
  party: fc.constantFrom("wallet", "bank", "merchant", "payee", "network", "tax"),
  flat: money(5),
  rate,
  min: money(3),
  max: money(8),
  bands: fc.array(some({ upTo: money(200), flat: money(10), rate }), { minLength: 1, maxLength: 3 }),
  freeAllowance: money(100),
  paidBy: fc.constantFrom("payer", "payer", "payee"),
  currency: maybeOther,
});
const limit = some(
  {
    window: fc.constantFrom("per_transaction", "daily", "weekly", "monthly", "yearly", "lifetime", "rolling"),
    max: money(300),
    min: money(50),
    used: money(200),
    maxCount: fc.integer({ min: 0, max: 5 }),
    usedCount: fc.integer({ min: 0, max: 5 }),
    warnAt: money(200),
    direction: fc.constantFrom("outgoing", "outgoing", "incoming"),
    party: fc.constantFrom("payer", "payer", "payee", "merchant", "bank"),
    countsFees: fc.boolean(),
    setBy: fc.constantFrom("customer", "wallet", "issuer", "regulator"),
    ceiling: money(600),
    resetsAt: near,
    timeZone: zone,
    period: fc.constantFrom("P1D", "P7D", "P1M", "PT12H"),
    currency: maybeOther,
  },
  "window",
);
const source = some(
  {
    kind: fc.constantFrom("bank_card", "credit_card", "bank_account", "agent", "other"),
    label: fc.constantFrom("My bank", "Card one"),
    available: money(400),
    minTopUp: money(50),
    maxTopUp: money(400),
    fees: fc.array(fee, { maxLength: 2 }),
    status: fc.constantFrom("active", "active", "expired", "blocked"),
  },
  "kind",
);
const past_payment = some(
  {
    id: fc.constantFrom("H-1", "H-2", "T-1"),
    at: past,
    amount: money(200),
    currency: maybeOther,
    payee: fc.constantFrom("payee-1", "payee-2"),
    reference: fc.constantFrom("R-0", "R-1"),
    status: fc.constantFrom("succeeded", "failed", "pending"),
    cause: fc.constantFrom("balance.insufficient", "limit.daily", "network.unstable"),
    triedRemedies: fc.array(fc.constantFrom("top_up", "reduce_amount", "wait_until", "switch_network"), {
      maxLength: 4,
    }),
  },
  "at",
  "amount",
  "status",
);
const code = fc.constantFrom(
  "insufficient_funds",
  "INSUFFICIENT-FUNDS",
  "card_declined",
  "expired_card",
  "fraudulent",
  "lost_card",
  "processing_error",
  "do_not_honor",
  "51",
  "05",
  "54",
  "61",
  "65",
  "91",
  "no_such_code",
);

const area = {
  transaction: some({
    id: fc.constantFrom("T-1", "T-2"),
    kind: fc.constantFrom("payment", "payment", "transfer", "withdrawal", "top_up", "refund"),
    amount: fc.oneof(
      { weight: 9, arbitrary: money(300) },
      { weight: 1, arbitrary: fc.constantFrom("-5", "1.005", "0") },
    ),
    currency: fc.constantFrom("USD", "USD", "USD", "USD", "EUR"),
    exponent: fc.constantFrom(2, 2, 0, 3),
    at: near,
    status: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("failed", "planned") },
      {
        weight: 3,
        arbitrary: fc.constantFrom("pending", "unknown", "succeeded", "expired", "cancelled", "refunded"),
      },
    ),
    debited: fc.constantFrom(false, false, false, true),
    reference: fc.constantFrom("R-1", "R-2"),
    expiresAt: near,
    splittable: fc.boolean(),
  }),
  balance: some({
    available: fc.oneof({ weight: 9, arbitrary: money(300) }, { weight: 1, arbitrary: fc.constant("-20.00") }),
    held: money(100),
    restricted: money(100),
    cap: money(500),
    currency: maybeOther,
  }),
  network: some({
    status: fc.constantFrom("online", "online", "offline", "unstable"),
    latencyMs: fc.constantFrom(80, 2000, 2001),
    lossRate: fc.constantFrom(0, 0.05, 0.051),
    secure: fc.boolean(),
    connection: fc.constantFrom("wifi", "public_wifi", "vpn"),
    testedAt: past,
    service: fc.constantFrom("up", "up", "degraded", "down", "maintenance"),
    serviceBackAt: near,
    timedOut: fc.constantFrom(false, false, false, true),
  }),
  limits: fc.array(limit, { maxLength: 4 }),
  fees: fc.array(fee, { maxLength: 3 }),
  fundingSources: fc.array(source, { maxLength: 2 }),
  instrument: some({
    kind: fc.constantFrom("wallet", "debit_card", "bank_account"),
    status: fc.constantFrom("active", "active", "expired", "blocked", "lost", "stolen", "not_linked"),
    expires: fc.constantFrom("2026-10", "2026-11", "2026-12", "2030-01"),
  }),
  authentication: some({
    method: fc.constantFrom("payment_password", "pin", "otp", "challenge", "biometric"),
    status: fc.constantFrom("passed", "passed", "failed", "required", "expired", "cancelled"),
    attemptsLeft: fc.integer({ min: 0, max: 3 }),
    lockedUntil: near,
  }),
  account: some({
    status: fc.constantFrom("active", "active", "active", "frozen", "dormant", "closed"),
    verification: fc.constantFrom("none", "basic", "full"),
    requiredVerification: fc.constantFrom("basic", "full"),
    twoFactor: fc.boolean(),
    unrecognisedActivity: fc.constantFrom(false, false, false, true),
  }),
  payee: some({
    status: fc.constantFrom("active", "active", "active", "closed", "cannot_receive", "not_found"),
    currencies: fc.array(fc.constantFrom("USD", "EUR"), { maxLength: 2 }),
    balance: some({ available: money(200), cap: money(400) }),
  }),
  failure: some({
    provider: fc.constantFrom("stripe", "Midtrans", "nobody", "iso8583"),
    code,
    networkCode: fc.constantFrom("51", "05", "61", "91"),
    adviceCode: fc.constantFrom("01", "02", "03", "try_again_later"),
    message: fc.constantFrom("insufficient funds", "it did not work", "Your card was declined."),
    codes: fc.array(fc.record({ scheme: fc.constantFrom("stripe.decline_code", "iso8583.de39", "who.knows"), code }), {
      maxLength: 2,
    }),
  }),
  history: fc.array(past_payment, { maxLength: 5 }),
  customer: some({
    id: fc.constant("customer-1"),
    locale: fc.constantFrom("en", "zh-CN", "id", "fr"),
    preferredChannel: fc.constantFrom("phone", "chat", "email"),
    canLogIn: fc.boolean(),
  }),
  payeeId: fc.constantFrom("payee-1", "payee-2"),
  extensions: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
};

const withCurrency = (context: Fields): Fields => {
  const transaction = context.transaction as Fields | undefined;
  if (transaction?.amount === undefined || transaction.currency !== undefined) return context;
  return { ...context, transaction: { ...transaction, currency: "USD" } };
};
/** Half of them about money alone, so that sums are not drowned by everything that may go wrong besides. */
const contexts = fc
  .oneof(
    fc.record(area, { requiredKeys: [] }),
    fc.record(
      {
        transaction: area.transaction,
        balance: area.balance,
        limits: area.limits,
        fees: area.fees,
        fundingSources: area.fundingSources,
        payee: some({ balance: some({ available: money(200), cap: money(400) }) }),
        history: area.history,
      },
      { requiredKeys: ["transaction"] },
    ),
  )
  .map((context) => withCurrency(context as Fields));
const cases: fc.Arbitrary<Case> = fc.record({
  context: contexts,
  options: fc.record(
    {
      now: fc.constantFrom(iso(NOW), "2026-11-22T09:00:00+08:00"),
      audience: fc.constantFrom("customer" as const, "agent" as const),
      locale: fc.constantFrom("en", "zh-CN", "id"),
    },
    { requiredKeys: [] },
  ),
});

const always = (name: string, body: (given: Case) => Promise<void>, arbitrary = cases): void =>
  test(name, { timeout: 600_000 }, () => fc.assert(fc.asyncProperty(arbitrary, body), RUNS));

// --- helpers: written from the contract, not from the source ---

const clone = <T>(value: T): T => structuredClone(value);
const codes = (diagnosis: Pick<Diagnosis, "causes">): string[] => diagnosis.causes.map((cause) => cause.code);

/** An independent RFC 6902 implementation has to accept every operation. */
function patched(context: Fields, patch: readonly unknown[]): Fields {
  const copy = clone(context);
  const faults = applyPatch(copy, clone(patch) as Operation[]).filter((fault) => fault !== null);
  expect(faults).toEqual([]);
  return copy;
}

function shuffled(value: unknown, order: () => number): unknown {
  if (Array.isArray(value)) return value.map((entry) => shuffled(entry, order));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => ({ key, member, place: order() }));
  entries.sort((a, b) => a.place - b.place);
  return Object.fromEntries(entries.map(({ key, member }) => [key, shuffled(member, order)]));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

const at = (document: unknown, path: string): unknown =>
  path
    .split("/")
    .slice(1)
    .reduce<unknown>((value, step) => {
      const name = step.replace(/~1/g, "/").replace(/~0/g, "~");
      return typeof value === "object" && value !== null ? (value as Fields)[name] : undefined;
    }, document);

/** Every place of the context that holds a single value, as steps. */
function* leaves(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (Array.isArray(value)) {
    for (const [i, entry] of value.entries()) if (typeof entry === "object") yield* leaves(entry, [...path, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) yield* leaves(member, [...path, key]);
  } else yield path;
}

function without(context: Fields, path: readonly (string | number)[]): Fields {
  const copy = clone(context);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  delete holder[path.at(-1) as string | number];
  return copy;
}

const GROUPS =
  "risk transaction network provider authentication account instrument merchant balance fee limit payee issuer chain".split(
    " ",
  );
const CERTAINTIES = ["certain", "likely", "possible"];
const EFFORTS = ["seconds", "minutes", "hours", "days"];
const VERIFIED = ["clears_all", "clears_this", "not_simulated", "fails"];
const UNSAFE = "retry_now start_again enter_password_again top_up reduce_amount split_payment raise_limit".split(" ");
const UNKNOWN_OUTCOME = ["network.timeout", "transaction.debited_not_completed"];
const isAmountCause = (cause: string): boolean =>
  /^(?:balance\.|fee\.|limit\.)/.test(cause)
    ? cause !== "limit.count"
    : ["payee.limit_exceeded", "transaction.amount_invalid"].includes(cause);
const needsHuman = (cause: string): boolean =>
  /^(?:risk|merchant)\./.test(cause) ||
  ["account.frozen", "account.closed", "account.dormant", "transaction.debited_not_completed"].includes(cause);

describe("any accepted context", () => {
  always("is answered, in plain JSON, the same way each time, and left as it was", async ({ context, options }) => {
    const frozen = deepFreeze(clone(context));
    const first = await diagnose(frozen, options);
    const second = await diagnose(clone(context), { ...options });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(frozen).toEqual(context);
    expect(JSON.parse(JSON.stringify(first))).toStrictEqual(first);
    const flight = await preflight(frozen, options);
    expect(JSON.parse(JSON.stringify(flight))).toStrictEqual(flight);
  });

  test("is answered the same whatever the order of its keys", { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(cases, fc.infiniteStream(fc.nat()), async ({ context, options }, order) => {
        const { extensions, ...rest } = context;
        const mixed = shuffled(rest, () => order.next().value as number) as Fields;
        const other = extensions === undefined ? mixed : { extensions, ...mixed };
        expect(JSON.stringify(await diagnose(other, options))).toBe(JSON.stringify(await diagnose(context, options)));
      }),
      RUNS,
    ),
  );

  test("has its warnings in an order that does not depend on the order of its keys", async () => {
    const [one, other] = await Promise.all([
      diagnose({ transaction: { amuont: "1", curency: "USD" }, balanse: {} }),
      diagnose({ balanse: {}, transaction: { curency: "USD", amuont: "1" } }),
    ]);
    expect(other.warnings).toEqual(one.warnings);
  });

  test("hands over the user's own facts in an order that does not depend on theirs", async () => {
    const [one, other] = await Promise.all([
      diagnose({ extensions: { b: 1, a: { d: 1, c: 2 } } }),
      diagnose({ extensions: { a: { c: 2, d: 1 }, b: 1 } }),
    ]);
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  always("says the same with null for what is missing", async ({ context, options }) => {
    const nulls = {
      failure: null,
      customer: null,
      payeeId: null,
      limits: null,
      balance: null,
      history: null,
      ...context,
    };
    if (context.transaction !== undefined)
      Object.assign(nulls, { transaction: { debited: null, expiresAt: null, id: null, ...context.transaction } });
    const strip = (diagnosis: Diagnosis): string =>
      JSON.stringify(diagnosis, (key, value) => (key === "patch" && value !== null ? "patch" : value));
    expect(strip(await diagnose(nulls, options))).toBe(strip(await diagnose(context, options)));
  });

  test("is answered alike alone and among many", { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.array(cases, { minLength: 5, maxLength: 20 }), async (many) => {
        const alone: string[] = [];
        for (const { context, options } of many) alone.push(JSON.stringify(await diagnose(context, options)));
        const together = await Promise.all(many.map(({ context, options }) => diagnose(context, options)));
        expect(together.map((diagnosis) => JSON.stringify(diagnosis))).toEqual(alone);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    ),
  );

  test("and anything else: never anything thrown but InvalidContextError", { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), broken()),
        async (input) => {
          try {
            await diagnose(input);
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidContextError);
            expect((error as InvalidContextError).issues.length).toBeGreaterThan(0);
          }
        },
      ),
      RUNS,
    ),
  );

  test.each([
    ["an amount of 150 digits after the point", { transaction: { amount: `1.${"1".repeat(150)}`, currency: "USD" } }],
    [
      "a balance of 150 digits after the point",
      { transaction: { amount: "5.00", currency: "USD" }, balance: { available: `1.${"1".repeat(150)}` } },
    ],
    [
      "an amount of 200 digits",
      { transaction: { amount: "9".repeat(200), currency: "USD" }, balance: { available: 1 } },
    ],
    [
      "the last second of the calendar",
      {
        transaction: { amount: "10", currency: "USD", at: "9999-12-31T23:59:59-23:59" },
        limits: [{ window: "yearly", max: "15", used: "10", timeZone: "Asia/Jakarta" }],
      },
    ],
    [
      "the first second of the calendar",
      {
        transaction: { amount: "10", currency: "USD", at: "0000-01-01T00:00:00+23:59" },
        limits: [{ window: "yearly", max: "15", used: "10", timeZone: "Asia/Jakarta" }],
      },
    ],
    [
      "thirty digits after the point",
      {
        transaction: { amount: "1", currency: "XTOK", exponent: 30 },
        fees: [{ rate: "0.333" }],
        balance: { available: "0.5" },
      },
    ],
  ])("%s is answered", async (_, context) => {
    const diagnosis = await diagnose(context);
    expect(diagnosis.summary).not.toBe("");
    expect((await preflight(context)).passesAt ?? "9999-12-31T00:00:00Z").toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(JSON.stringify(diagnosis)).not.toMatch(/[+-]\d{6}-\d\d-\d\dT/);
  });
});

/** A context with one place spoilt. */
function broken(): fc.Arbitrary<unknown> {
  return fc.tuple(contexts, fc.nat(), fc.anything()).map(([context, pick, poison]) => {
    const places = [...leaves(context)];
    const path = places[pick % Math.max(1, places.length)];
    if (path === undefined) return poison;
    const copy = clone(context);
    let holder = copy as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
    holder[path.at(-1) as string | number] = poison;
    return copy;
  });
}

describe("causes", () => {
  always("stand by certainty, then group, then code, each once", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    for (const list of [diagnosis.causes, diagnosis.advice]) {
      const places = list.map(({ code: name, certainty }) => {
        const place = [CERTAINTIES.indexOf(certainty), GROUPS.indexOf(name.split(".")[0] as string)];
        expect(place).not.toContain(-1);
        return `${place[0]} ${String(place[1]).padStart(2, "0")} ${name}`;
      });
      expect(places).toEqual([...places].sort());
      expect(new Set(list.map((cause) => cause.code)).size).toBe(list.length);
    }
  });

  always("are never ruled out as well, and what is ruled out stands by code", async ({ context, options }) => {
    const { causes, advice, ruledOut } = await diagnose(context, options);
    const out = ruledOut.map(({ cause }) => cause);
    for (const { code: name } of [...causes, ...advice]) expect(out).not.toContain(name);
    expect(out).toEqual([...out].sort());
    for (const { because } of ruledOut) expect(because).not.toBe("");
  });

  always("give the verdict, the retry and the hand-over", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    const { verdict, retry, escalation, causes, plan } = diagnosis;
    const standing = codes(diagnosis);
    const transaction = (context.transaction ?? {}) as Fields;
    const status = transaction.status ?? "failed";
    expect(escalation !== null).toBe(verdict === "escalate");
    const unsafe = standing.some((name) => ["risk.abnormal_activity", "risk.suspected_fraud"].includes(name));
    const unknown = standing.some((name) => UNKNOWN_OUTCOME.includes(name));
    if (verdict === "not_failed") {
      expect(causes).toEqual([]);
      expect(plan).toBeNull();
      expect(diagnosis.questions).toEqual([]);
      expect(retry).toEqual({
        when: status === "planned" ? "now" : status === "pending" ? "check_status_first" : "never",
        sameReference: false,
      });
      if (status !== "planned") expect(diagnosis.largestAmount).toBeNull();
      return;
    }
    const never = unsafe || standing.includes("instrument.lost_or_stolen");
    if (never) expect(retry.when).toBe("never");
    const checkFirst = !never && (unknown || standing.includes("transaction.duplicate"));
    expect(retry.sameReference).toBe(checkFirst);
    if (checkFirst) expect(retry.when).toBe("check_status_first");
    const risk = standing.some((name) => name.startsWith("risk."));
    const human = standing.some(needsHuman);
    if (risk) expect(escalation?.reason).toBe("needs_human");
    else if (unknown) expect(escalation?.reason).toBe("unknown_outcome");
    else if (human) expect(escalation?.reason).toBe("needs_human");
    else if (causes.length === 0) expect(escalation?.reason).toBe("no_rule_matched");
    if (unsafe) {
      expect(escalation?.priority).toBe("urgent");
      expect(plan).toBeNull();
      const offered = [...causes, ...diagnosis.advice].flatMap((cause) => cause.remedies.map(({ action }) => action));
      expect(offered.filter((action) => UNSAFE.includes(action))).toEqual([]);
    } else if (standing.includes("instrument.lost_or_stolen") && escalation) expect(escalation.priority).toBe("high");
    if (verdict === "wait" && retry.when === "later" && retry.notBefore !== undefined && options.now !== undefined)
      expect(Date.parse(retry.notBefore)).toBeGreaterThan(Date.parse(options.now));
    if (plan !== null) expect(causes).not.toEqual([]);
  });

  always("can be found again from the packet", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    if (diagnosis.escalation === null) return;
    const { packet } = diagnosis.escalation;
    const again = await diagnose(clone(packet.context), packet.options as never);
    expect(codes(again)).toEqual(codes(diagnosis));
    expect(again.verdict).toBe(diagnosis.verdict);
    expect(again.causes.map((cause) => cause.certainty)).toEqual(diagnosis.causes.map((cause) => cause.certainty));
  });

  always("ask only for what is missing, what decides most first", async ({ context, options }) => {
    const { questions } = await diagnose(context, options);
    for (const { path, decides } of questions) {
      expect(decides.length).toBeGreaterThan(0);
      // Two figures are there and yet not known: what was used in a window that is over, and bands of which none fits.
      const over = /^\/limits\/(\d+)\/used(?:Count)?$/.exec(path);
      if (over !== null && at(context, `/limits/${over[1]}/resetsAt`) !== undefined) continue;
      if (/\/bands$/.test(path)) continue;
      expect([path, at(context, path)]).toEqual([path, undefined]);
    }
    const counts = questions.map(({ decides, path }) => ({ many: -decides.length, path }));
    expect(counts).toEqual([...counts].sort((a, b) => a.many - b.many || (a.path < b.path ? -1 : 1)));
  });

  /**
   * A missing fact may leave a cause open, never make one: what stands by facts without it must not have been ruled out with it. Where
   * the contract says what counts in place of a missing fact, leaving it out says something else and the law does not apply.
   */
  const HAS_DEFAULT = [
    /^\/transaction\/(kind|status|exponent|id)$/,
    /^\/transaction\/currency$/,
    /^\/balance\/(held|restricted|currency)$/,
    /^\/limits\/\d+\/(direction|party|countsFees|currency|resetsAt|timeZone|window)$/,
    // A rolling window without a figure counts the history; a limit of nothing is a limit not known.
    /^\/limits\/\d+\/(used|usedCount)$/,
    /^\/fees\//,
    /^\/fundingSources\/\d+\/kind$/,
    /^\/history\/\d+\/(id|at|amount|status|currency)$/,
    /^\/failure\//,
    /^\/network\/(serviceBackAt|secure)$/,
    /^\/authentication\/lockedUntil$/,
    /^\/payee\/currencies\//,
    /^\/extensions\//,
  ];
  const byFacts = (diagnosis: Diagnosis): string[] =>
    diagnosis.causes
      .filter(({ certainty, rules }) => certainty === "certain" && rules.some((rule) => rule !== "provider_code"))
      .map((cause) => cause.code);

  const MAY_NOT_BE_LEFT_OUT =
    /^\/transaction\/currency$|^\/[a-zA-Z]+\/.*\/(?:window|at|amount|status|kind|scheme|code)$/;
  /** Some of the places whose absence is only a lack of knowledge. */
  const omissible = (context: Fields, picks: readonly number[]): { place: string; partial: Fields }[] => {
    const places = [...leaves(context)].filter((path) => {
      const place = `/${path.join("/")}`;
      const isUsed = /^\/limits\/\d+\/used(?:Count)?$/.test(place);
      if (isUsed && at(context, `/limits/${path[1]}/window`) !== "rolling") return true;
      return !MAY_NOT_BE_LEFT_OUT.test(place) && !HAS_DEFAULT.some((pattern) => pattern.test(place));
    });
    const chosen = new Set(picks.map((pick) => places[pick % Math.max(1, places.length)] ?? []));
    return [...chosen]
      .filter((path) => path.length > 0)
      .map((path) => ({ place: `/${path.join("/")}`, partial: without(context, path) }));
  };
  const picks = fc.array(fc.nat(), { minLength: 4, maxLength: 4 });
  const { causes: known } = defaultRules();

  test("never come of a fact that was left out, and are not lost by one that is added", { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(cases, picks, async ({ context, options }, chosen) => {
        const full = await diagnose(context, options);
        const out = full.ruledOut.map(({ cause }) => cause);
        const standing = codes(full);
        const replaced = standing.flatMap((name) => known.get(name)?.replaces.map((entry) => entry.code) ?? []);
        for (const { place, partial } of omissible(context, chosen)) {
          const found = byFacts(await diagnose(partial, options));
          expect([place, found.filter((name) => out.includes(name))]).toEqual([place, []]);
          // Without a time nothing is over, not even a window.
          if (full.verdict === "not_failed" || place === "/transaction/at") continue;
          const lost = found.filter((name) => !standing.includes(name) && !replaced.includes(name));
          expect([place, lost]).toEqual([place, []]);
        }
      }),
      RUNS,
    ),
  );
});

describe("remedies", () => {
  const sameTopUp = async (context: Fields, patch: Operation[], options: Case["options"]): Promise<string[]> => {
    const operation = patch.find((one) => one.path === "/balance/available") as { value?: string } | undefined;
    if (operation === undefined) return [];
    const before = BigInt(Math.round(Number(at(context, "/balance/available")) * 1000));
    const arrives = Number(BigInt(Math.round(Number(operation.value) * 1000)) - before) / 1000;
    const { failure: _, ...rest } = clone(context);
    const alone = {
      ...rest,
      fees: [],
      transaction: { ...(rest.transaction as Fields), kind: "top_up", amount: arrives },
    };
    return codes(await diagnose(alone, options)).filter((name) =>
      ["balance.cap_exceeded", "limit.incoming"].includes(name),
    );
  };

  always("do what they say when their patch is applied from outside", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    const before = codes(diagnosis);
    for (const cause of [...diagnosis.causes, ...diagnosis.advice]) {
      const blocking = diagnosis.causes.includes(cause);
      for (const { action, patch, verified, leaves: left } of cause.remedies) {
        const where = `${cause.code} ${action}`;
        expect([where, verified === "not_simulated"]).toEqual([where, patch === null]);
        if (patch === null) {
          expect(left).toEqual([]);
          continue;
        }
        const after = codes(await diagnose(patched(context, patch), options));
        const first = action === "top_up" ? await sameTopUp(context, patch as Operation[], options) : [];
        expect([where, left]).toEqual([where, [...first, ...after]]);
        if (!blocking) continue;
        const fails = first.length > 0 || left.includes(cause.code) || left.some((name) => !before.includes(name));
        const expected = fails ? "fails" : left.length === 0 ? "clears_all" : "clears_this";
        expect([where, verified]).toEqual([where, expected]);
        if (/^wait_/.test(action)) expect(left).not.toContain(cause.code);
      }
    }
  });

  always("stand by what they clear, then effort, then the rule file", async ({ context, options }) => {
    const { causes: known } = defaultRules();
    for (const cause of (await diagnose(context, options)).causes) {
      const inFile = (known.get(cause.code)?.remedies ?? []).map(({ rule }) => rule.action as string);
      const places = cause.remedies.map(
        ({ verified, effort, action }) =>
          VERIFIED.indexOf(verified) * 10_000 + EFFORTS.indexOf(effort) * 100 + inFile.indexOf(action),
      );
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  always("make a plan that clears everything, in one step where one is enough", async ({ context, options }) => {
    const diagnosis = await diagnose(context, options);
    const { plan, causes } = diagnosis;
    const known = codes(diagnosis);
    if (plan !== null) {
      expect(plan.steps.length).toBeGreaterThan(0);
      expect(codes(await diagnose(patched(context, plan.patch), options))).toEqual([]);
    }
    const mayNotPlan = known.some(
      (name) => UNKNOWN_OUTCOME.includes(name) || ["risk.abnormal_activity", "risk.suspected_fraud"].includes(name),
    );
    if (mayNotPlan) {
      expect(plan).toBeNull();
      return;
    }
    const ways = causes.flatMap((cause) => cause.remedies.map((remedy) => ({ cause: cause.code, remedy })));
    const enough = ways.filter(({ remedy }) => remedy.verified === "clears_all");
    if (enough.length > 0) {
      expect(plan?.steps).toHaveLength(1);
      const least = Math.min(...enough.map(({ remedy }) => EFFORTS.indexOf(remedy.effort)));
      const taken = enough.find(
        ({ cause, remedy }) => cause === plan?.steps[0]?.cause && remedy.action === plan?.steps[0]?.action,
      );
      expect(EFFORTS.indexOf(taken?.remedy.effort ?? "")).toBe(least);
      return;
    }
    for (const { cause, remedy } of ways) {
      if (remedy.patch === null || remedy.verified === "fails") continue;
      const next = await diagnose(patched(context, remedy.patch), options);
      if (next.causes.some((one) => one.remedies.some(({ verified }) => verified === "clears_all"))) {
        expect([cause, remedy.action, plan?.steps.length]).toEqual([cause, remedy.action, 2]);
        return;
      }
    }
  });
});

describe("a plan", () => {
  test("is found where the first cause can only be cleared after another", async () => {
    const context = {
      transaction: { amount: "120.00", currency: "USD", at: "2026-11-22T01:00:00Z" },
      balance: { available: "100.00" },
      fundingSources: [],
      limits: [{ window: "daily", maxCount: 1, usedCount: 1, timeZone: "UTC" }],
    };
    const { causes, plan } = await diagnose(context);
    expect(causes.map(({ code: name }) => name)).toEqual(["balance.insufficient", "limit.count"]);
    // The largest amount is not known while the count stands; after the wait it is.
    expect(plan?.steps.map(({ action }) => action)).toEqual(["wait_until", "reduce_amount"]);
  });

  test("takes the least money of those that cost the same effort", async () => {
    const { plan } = await diagnose({
      transaction: { amount: "120.00", currency: "USD" },
      balance: { available: "100.00" },
      fees: [],
      fundingSources: [
        { kind: "agent", fees: [{ flat: "2.00" }] },
        { kind: "bank_card", fees: [{ flat: "0.50" }] },
        { kind: "other", fees: [{ flat: "1.00" }] },
      ],
    });
    const [step] = plan?.steps ?? [];
    if (step?.action === "top_up") expect(step.params.source).toBe("bank_card");
    else expect(step?.action).toBe("reduce_amount");
  });
});

describe("names from data", () => {
  test.each(["constructor", "toString", "valueOf", "__proto__", "hasOwnProperty"])(
    "%s is a label like any other",
    async (label) => {
      const diagnosis = await diagnose({
        transaction: { amount: "120.00", currency: "USD" },
        balance: { available: "100.00" },
        fundingSources: [{ kind: "agent", label }],
      });
      const topUp = diagnosis.causes[0]?.remedies.find(({ action }) => action === "top_up");
      expect(topUp?.params.source).toBe(label);
      expect(JSON.stringify(diagnosis)).not.toMatch(/native code|object Object/);
      expect([topUp?.title, ...(topUp?.steps ?? [])].join()).toContain(label);
    },
  );

  test.each(["constructor", "toString", "__proto__"])("%s is no provider, code or scheme", async (name) => {
    const { causes } = await diagnose({
      failure: {
        provider: name,
        code: name,
        networkCode: name,
        adviceCode: name,
        codes: [{ scheme: name, code: name }],
      },
    });
    expect(causes).toEqual([]);
    await expect(diagnose({}, { profile: name })).rejects.toBeInstanceOf(InvalidContextError);
  });

  test("a profile in a time zone that there is not is a fault of the option", async () => {
    const profile = {
      id: "own",
      name: "Own",
      channels: [
        {
          kind: "phone" as const,
          hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "17:00" }],
          timeZone: "Mars/Olympus",
        },
      ],
      source: { title: "own", date: "2026-01-01" },
    };
    const found = await diagnose({}, { profile, now: "2026-11-22T09:00:00Z" }).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(InvalidContextError);
    expect((found as InvalidContextError).issues.map(({ path }) => path)).toEqual(["/options/profile"]);
  });
});

describe("a limit", () => {
  test.each([
    ["where a known ceiling allows it", { ceiling: "150.00" }, true],
    ["not where it is a cent too low", { ceiling: "149.99" }, false],
    ["not where it is not known", {}, false],
    ["not where another set it", { ceiling: "150.00", setBy: "wallet" }, false],
  ])("is raised %s", async (_, more, offered) => {
    const { causes } = await diagnose({
      transaction: { amount: "120.00", currency: "USD" },
      limits: [{ window: "daily", max: "100.00", used: "30.00", setBy: "customer", ...more }],
    });
    const raise = causes[0]?.remedies.find(({ action }) => action === "raise_limit");
    expect(raise !== undefined).toBe(offered);
    if (offered) expect(raise?.params.limit).toEqual({ value: "150.00", currency: "USD" });
  });
});

describe("a planned transaction", () => {
  test("is not asked what went wrong with it: nothing did", async () => {
    const { questions } = await diagnose({
      transaction: { status: "planned", amount: "120.00", currency: "USD", debited: false },
      balance: { available: "100.00" },
      network: { timedOut: false },
      failure: { code: "insufficient_funds" },
    });
    const asked = questions.map(({ path }) => path);
    for (const path of ["/failure/code", "/network/timedOut", "/transaction/debited"])
      expect(asked).not.toContain(path);
  });
});

describe("the largest amount", () => {
  const unitOf = (context: Fields): number => {
    const exponent = at(context, "/transaction/exponent") as number | undefined;
    return exponent ?? 2;
  };

  always("has no amount cause, and one minor unit more has one", async ({ context, options }) => {
    const { largestAmount } = await diagnose(context, options);
    if (largestAmount === null) return;
    expect(largestAmount.currency).toBe(at(context, "/transaction/currency"));
    const exponent = unitOf(context);
    expect((largestAmount.value.split(".")[1] ?? "").length).toBe(exponent);
    const units = BigInt(largestAmount.value.replace(".", ""));
    expect(units > 0n).toBe(true);
    const text = (n: bigint): string => {
      const digits = String(n).padStart(exponent + 1, "0");
      return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
    };
    const { failure: _, ...rest } = context;
    const amountCauses = async (n: bigint): Promise<string[]> => {
      const other = { ...rest, transaction: { ...(rest.transaction as Fields), amount: text(n) } };
      return codes(await diagnose(other, options)).filter(isAmountCause);
    };
    expect(await amountCauses(units)).toEqual([]);
    expect(await amountCauses(units + 1n)).not.toEqual([]);
  });
});

describe("preflight", () => {
  always("passes exactly where nothing blocks, and never minds the status", async ({ context, options }) => {
    const flight = await preflight(context, options);
    expect(flight.passes).toBe(flight.causes.length === 0);
    const now = options.now ?? (at(context, "/transaction/at") as string | undefined);
    if (flight.passes) expect(flight.passesAt).toBe(now ?? null);
    for (const status of ["succeeded", "failed", "pending", "planned", "cancelled"]) {
      const other = { ...context, transaction: { ...(context.transaction as Fields | undefined), status } };
      expect(await preflight(other, options)).toEqual(flight);
    }
    const planned = { ...context, transaction: { ...(context.transaction as Fields | undefined), status: "planned" } };
    const diagnosis = await diagnose(planned, options);
    expect(codes(flight)).toEqual(codes(diagnosis));
    expect(diagnosis.verdict === "not_failed").toBe(flight.passes);
  });

  /** The context as waiting until then leaves it, seen from then. */
  function waited(context: Fields, now: number, then: number): Fields {
    const copy = clone(context);
    const history = (copy.history ?? null) as { at: string; amount: string | number; status: string }[] | null;
    for (const limit of (copy.limits ?? []) as Fields[]) {
      const window = limit.window as string;
      const timeZone = limit.timeZone as string | undefined;
      const over = isStale(limit, now);
      // No window of the calendar ends here, so a stated end says nothing.
      if (!over && ["rolling", "per_transaction"].includes(window)) delete limit.resetsAt;
      if (window === "rolling") {
        if (limit.period === undefined || history === null) continue;
        const released = history.filter((entry) => {
          if (entry.status === "failed" || Date.parse(entry.at) > now) return false;
          const end = Temporal.Instant.from(entry.at)
            .toZonedDateTimeISO(timeZone ?? "UTC")
            .add(inHours(limit.period as string)).epochMilliseconds;
          return end > now && end <= then;
        });
        const sum = released.reduce((total, entry) => total + Math.round(Number(entry.amount) * 100), 0);
        if (limit.used !== undefined && !over)
          limit.used = (Math.max(0, Math.round(Number(limit.used) * 100) - sum) / 100).toFixed(2);
        if (limit.usedCount !== undefined && !over)
          limit.usedCount = Math.max(0, (limit.usedCount as number) - released.length);
        continue;
      }
      if (window === "per_transaction" || over) continue;
      const end =
        limit.resetsAt !== undefined
          ? Date.parse(limit.resetsAt as string)
          : timeZone === undefined
            ? undefined
            : endOfWindow(now, window, timeZone);
      if (end === undefined || end > then) continue;
      if (limit.used !== undefined) limit.used = "0";
      if (limit.usedCount !== undefined) limit.usedCount = 0;
      delete limit.resetsAt;
    }
    const authentication = copy.authentication as Fields | undefined;
    const until = authentication?.lockedUntil as string | undefined;
    if (authentication && until !== undefined && Date.parse(until) > now && Date.parse(until) <= then) {
      if (authentication.status === "failed") delete authentication.status;
      if (authentication.attemptsLeft === 0) delete authentication.attemptsLeft;
    }
    return copy;
  }
  const isStale = (limit: Fields, now: number): boolean =>
    limit.resetsAt !== undefined && Date.parse(limit.resetsAt as string) <= now;
  const inHours = (period: string): Temporal.Duration => {
    const { months, days, hours } = Temporal.Duration.from(period);
    return Temporal.Duration.from({ months, hours: days * 24 + hours });
  };
  function endOfWindow(now: number, window: string, timeZone: string): number | undefined {
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
    const next: Record<string, () => Temporal.PlainDate> = {
      daily: () => today.add({ days: 1 }),
      weekly: () => today.add({ days: 8 - today.dayOfWeek }),
      monthly: () => today.with({ day: 1 }).add({ months: 1 }),
      yearly: () => today.with({ day: 1, month: 1 }).add({ years: 1 }),
    };
    return next[window]?.().toZonedDateTime(timeZone).epochMilliseconds;
  }
  const instants = (context: Fields, now: number): number[] => {
    const found = new Set<number>();
    const add = (time: number | undefined): void => {
      if (time !== undefined && time > now) found.add(time);
    };
    add(Date.parse((at(context, "/network/serviceBackAt") as string | undefined) ?? "-"));
    add(Date.parse((at(context, "/authentication/lockedUntil") as string | undefined) ?? "-"));
    for (const limit of (context.limits ?? []) as Fields[]) {
      if (limit.resetsAt !== undefined) add(Date.parse(limit.resetsAt as string));
      else if (limit.timeZone !== undefined) add(endOfWindow(now, limit.window as string, limit.timeZone as string));
      if (limit.window !== "rolling" || limit.period === undefined) continue;
      for (const entry of (context.history ?? []) as { at: string; status: string }[]) {
        if (entry.status === "failed" || Date.parse(entry.at) > now) continue;
        const zoned = Temporal.Instant.from(entry.at).toZonedDateTimeISO((limit.timeZone as string) ?? "UTC");
        add(zoned.add(inHours(limit.period as string)).epochMilliseconds);
      }
    }
    return [...found].sort((a, b) => a - b);
  };

  always("names the first time at which waiting is enough", async ({ context, options }) => {
    const now = options.now ?? (at(context, "/transaction/at") as string | undefined);
    const flight = await preflight(context, options);
    if (now === undefined) expect(flight.passesAt).toBeNull();
    if (now === undefined || flight.passes) return;
    let first: number | undefined;
    for (const then of instants(context, Date.parse(now))) {
      const seen = await preflight(waited(context, Date.parse(now), then), { ...options, now: iso(then) });
      if (!seen.passes) continue;
      first = then;
      break;
    }
    const found = flight.passesAt === null ? undefined : Date.parse(flight.passesAt);
    expect(found === undefined ? "never" : iso(found)).toBe(first === undefined ? "never" : iso(first));
  });
});
