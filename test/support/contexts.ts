import fc from "fast-check";

export type Fields = Record<string, unknown>;
export interface Case {
  context: Fields;
  options: { now?: string; audience?: "customer" | "agent"; locale?: string };
}

export const NOW = Date.parse("2026-11-22T01:00:00Z");
const MINUTE = 60_000;
const DAY = 86_400_000;

export const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");
const near = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: -12, max: 12 }).map((n) => n * MINUTE) },
    { weight: 3, arbitrary: fc.integer({ min: -50, max: 50 }).map((n) => n * 3_600_000) },
    { weight: 2, arbitrary: fc.integer({ min: -400, max: 400 }).map((n) => n * DAY) },
    { weight: 1, arbitrary: fc.constant(0) },
  )
  .map((shift) => iso(NOW + shift));
const past = fc.integer({ min: 0, max: 50_000 }).map((minutes) => iso(NOW - minutes * MINUTE));
export const money = (most: number): fc.Arbitrary<string | number> =>
  fc.oneof(
    fc.integer({ min: 0, max: most * 100 }).map((cents) => (cents / 100).toFixed(2)),
    fc.integer({ min: 0, max: Math.ceil(most / 5) }).map((n) => n * 5),
    fc.integer({ min: 0, max: most }).map(String),
  );
const rate = fc.constantFrom("0", "0.006", "0.01", "0.025", "0.1", "0.5");
export const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...required: (keyof T & string)[]) =>
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
export const contexts = fc
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
export const cases: fc.Arbitrary<Case> = fc.record({
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
