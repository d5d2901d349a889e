import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { actions, causeOf, codes, remediesOf, remedyOf } from "./example.js";

const en = { locale: "en" };
const transaction = { amount: "120.00", currency: "USD", at: "2026-11-22T09:00:00Z" };
const short = { transaction, balance: { available: "100.00" }, fees: [] };
const shortBy20 = "balance.insufficient";

describe("a top-up", () => {
  const sources = async (...fundingSources: object[]) => {
    const diagnosis = await diagnose({ ...short, fundingSources }, en);
    return remediesOf(diagnosis, shortBy20, "top_up").map(({ params }) => params);
  };
  const dollars = (value: string) => ({ value, currency: "USD" });

  it("adds what is left of it after the source's own fee, and no more", async () => {
    const agent = { kind: "agent", fees: [{ flat: "2.00", paidBy: "payee" }] };
    const diagnosis = await diagnose({ ...short, fundingSources: [agent] }, en);
    const topUp = remedyOf(diagnosis, shortBy20, "top_up");
    expect(topUp.params).toEqual({ amount: dollars("22.00"), source: "agent" });
    expect(topUp.patch).toEqual([{ op: "replace", path: "/balance/available", value: "120.00" }]);
  });

  it("is not to be had where fees leave nothing of it", async () => {
    expect(await sources({ kind: "agent", fees: [{ rate: "1", paidBy: "payee" }] })).toEqual([]);
  });

  it("is at most what the source gives at once", async () => {
    expect(await sources({ kind: "bank_card", maxTopUp: "19.99" })).toEqual([]);
    expect(await sources({ kind: "bank_card", maxTopUp: "20.00" })).toEqual([
      { amount: dollars("20.00"), source: "bank_card" },
    ]);
  });

  it("must be there with the fee that comes on top", async () => {
    const card = { kind: "bank_card", available: "21.00" };
    expect(await sources({ ...card, fees: [{ flat: "1.01" }] })).toEqual([]);
    expect(await sources({ ...card, fees: [{ flat: "1.00" }] })).toEqual([
      { amount: dollars("20.00"), source: "bank_card", fee: dollars("1.00") },
    ]);
  });

  it("from a source whose fee on it is not known is offered without one", async () => {
    const bands = [{ upTo: "5.00", flat: "1.00" }];
    expect(await sources({ kind: "agent", fees: [{ bands }] })).toEqual([
      { amount: dollars("20.00"), source: "agent" },
    ]);
  });

  it("warns of a source's fee in another currency at its place", async () => {
    const fundingSources = [{ kind: "agent" }, { kind: "bank_card", fees: [{ flat: "1.00", currency: "EUR" }] }];
    const { warnings } = await diagnose({ ...short, fundingSources }, en);
    expect(warnings).toMatchObject([{ path: "/fundingSources/1/fees/0/flat", code: "currency_mismatch" }]);
  });

  it("by a code alone has no amount, from each usable source", async () => {
    const fundingSources = [
      { kind: "bank_card" },
      { kind: "credit_card", status: "expired" },
      { kind: "agent", label: "Corner shop" },
    ];
    const diagnosis = await diagnose({ transaction, fundingSources, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(remediesOf(diagnosis, shortBy20, "top_up").map(({ params }) => params)).toEqual([
      { source: "bank_card" },
      { source: "Corner shop" },
    ]);
  });

  it("is not offered where the numbers show nothing short", async () => {
    const context = { ...short, balance: { available: "120.00" }, failure: { code: "INSUFFICIENT_FUNDS" } };
    for (const fundingSources of [undefined, [{ kind: "bank_card" }]]) {
      expect(actions(causeOf(await diagnose({ ...context, fundingSources }, en), shortBy20))).not.toContain("top_up");
    }
  });

  it("may fill the wallet to its cap, and its limit on incoming money, but not over", async () => {
    const blocked = async (cap: string, max: string) => {
      const limits = [{ window: "monthly", direction: "incoming", max, used: "0", timeZone: "UTC" }];
      const diagnosis = await diagnose({ ...short, balance: { available: "100.00", cap }, limits }, en);
      const { verified, leaves } = remedyOf(diagnosis, shortBy20, "top_up");
      return [verified, leaves];
    };
    expect(await blocked("120.00", "20.00")).toEqual(["clears_all", []]);
    expect(await blocked("119.99", "20.00")).toEqual(["fails", ["balance.cap_exceeded"]]);
    expect(await blocked("120.00", "19.99")).toEqual(["fails", ["limit.incoming"]]);
  });

  it("that may not come in fails, whatever stands against the payment already", async () => {
    const incoming = { window: "monthly", direction: "incoming", max: "19.99", used: "0", timeZone: "UTC" };
    const overLimit = await diagnose({ ...short, limits: [incoming] }, en);
    expect(remedyOf(overLimit, shortBy20, "top_up").verified).toBe("fails");
    const failure = { code: "WALLET_BALANCE_CAP_EXCEEDED" };
    const overCap = await diagnose({ ...short, balance: { available: "100.00", cap: "119.99" }, failure }, en);
    expect(codes(overCap)).toEqual([shortBy20, "balance.cap_exceeded"]);
    expect(remedyOf(overCap, shortBy20, "top_up").verified).toBe("fails");
  });

  it("is judged without the fees of the payment it is for", async () => {
    const context = {
      ...short,
      balance: { available: "100.00", cap: "119.99" },
      fees: [{ flat: "10.00", paidBy: "payee" }],
    };
    const over = remedyOf(await diagnose(context, en), shortBy20, "top_up");
    expect(over.leaves).toEqual(["balance.cap_exceeded"]);
  });
});

describe("another amount", () => {
  it("is not named while a code alone speaks against the amount", async () => {
    const limits = [{ window: "per_transaction", max: "100.00" }];
    const diagnosis = await diagnose({ transaction, limits, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(codes(diagnosis)).toEqual(["limit.per_transaction", shortBy20]);
    expect(actions(causeOf(diagnosis, "limit.per_transaction"))).not.toContain("reduce_amount");
    expect(diagnosis.largestAmount).toBeNull();
  });

  it("is the least that is allowed, where numbers show it", async () => {
    const limits = [{ window: "per_transaction", min: "150.00" }];
    for (const failure of [undefined, { code: "AMOUNT_TOO_SMALL" }]) {
      const diagnosis = await diagnose({ transaction, limits, failure }, en);
      const increase = remedyOf(diagnosis, "limit.minimum", "increase_amount");
      expect(increase).toMatchObject({ params: { amount: { value: "150.00" } }, verified: "clears_all" });
    }
  });

  it("is not known to be enough where a code alone calls it too small", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "AMOUNT_TOO_SMALL" } }, en);
    expect(remedyOf(diagnosis, "limit.minimum", "increase_amount")).toMatchObject({ params: {}, patch: null });
  });

  it("is not offered where what is allowed cannot be paid", async () => {
    const limits = [{ window: "per_transaction", min: "150.00" }];
    const diagnosis = await diagnose({ ...short, balance: { available: "130.00" }, limits }, en);
    expect(actions(causeOf(diagnosis, "limit.minimum"))).not.toContain("increase_amount");
  });

  it("is paid in as few parts as may be, where it may be split", async () => {
    const limits = [{ window: "per_transaction", max: "50.00" }];
    const diagnosis = await diagnose({ transaction: { ...transaction, splittable: true }, limits }, en);
    expect(remedyOf(diagnosis, "limit.per_transaction", "split_payment").params).toEqual({
      amount: { value: "40.00", currency: "USD" },
      parts: 3,
    });
    const whole = await diagnose({ transaction, limits }, en);
    expect(actions(causeOf(whole, "limit.per_transaction"))).not.toContain("split_payment");
  });

  it("is not cut into parts where a code alone says that it is too much, for nobody knows how small they would have to be", async () => {
    const failure = { provider: "stripe", code: "charge_exceeds_transaction_limit" };
    for (const limits of [
      undefined,
      [{ window: "per_transaction" }],
      [{ window: "daily", max: "500.00", used: "0" }],
    ]) {
      const diagnosis = await diagnose({ transaction: { ...transaction, splittable: true }, limits, failure }, en);
      expect(actions(causeOf(diagnosis, "limit.per_transaction"))).not.toContain("split_payment");
    }
  });
});

describe("a higher limit", () => {
  it("is not offered where a code alone says that it is too low", async () => {
    const limit = { window: "daily", max: "200.00", setBy: "customer", ceiling: "1000.00", timeZone: "UTC" };
    for (const limits of [undefined, [limit]]) {
      const diagnosis = await diagnose({ transaction, limits, failure: { code: "DAILY_LIMIT_EXCEEDED" } }, en);
      expect(actions(causeOf(diagnosis, "limit.daily"))).not.toContain("raise_limit");
    }
  });
});

describe("room in a full wallet", () => {
  const topUp = { ...transaction, kind: "top_up", amount: "50.00" };

  it("is made by as much as is over, by what is spendable alone", async () => {
    const full = (held: string) =>
      diagnose({ transaction: topUp, balance: { available: "5.00", held, cap: "100.00" } }, en);
    const room = remedyOf(await full("50.00"), "balance.cap_exceeded", "make_room");
    expect(room.params.amount?.value).toBe("5.00");
    expect(room.patch).toEqual([{ op: "replace", path: "/balance/available", value: "0.00" }]);
    expect(actions(causeOf(await full("50.01"), "balance.cap_exceeded"))).not.toContain("make_room");
  });

  it("is made by an amount that is not known where only a code says that it is full", async () => {
    const failure = { code: "WALLET_BALANCE_CAP_EXCEEDED" };
    for (const balance of [undefined, { available: "5.00" }, { cap: "100.00" }]) {
      const diagnosis = await diagnose({ transaction: topUp, balance, failure }, en);
      expect(remedyOf(diagnosis, "balance.cap_exceeded", "make_room")).toMatchObject({ params: {}, patch: null });
    }
  });
});

describe("money on hold", () => {
  it("is released by an amount that is not known where only a code says that it is held", async () => {
    // The clearing house's R09: posted, but not yet collected.
    const failure = { provider: "nacha", code: "R09" };
    for (const balance of [undefined, { available: "500.00", held: "20.00" }, { held: "20.00" }]) {
      const diagnosis = await diagnose({ transaction, balance, failure }, en);
      expect(remedyOf(diagnosis, "balance.held", "release_hold")).toMatchObject({ params: {}, patch: null });
    }
  });
});

describe("an identity check", () => {
  it("is of the level that is asked for", async () => {
    const account = { verification: "basic", requiredVerification: "full" };
    const verify = remedyOf(await diagnose({ transaction, account }, en), "account.unverified", "verify_identity");
    expect(verify.params).toEqual({ level: "full" });
    expect(verify.patch).toEqual([{ op: "replace", path: "/account/verification", value: "full" }]);
  });

  it("is of a level that is not known where a code alone asks for it", async () => {
    const diagnosis = await diagnose({ transaction, failure: { code: "KYC_REQUIRED" } }, en);
    expect(remedyOf(diagnosis, "account.unverified", "verify_identity")).toMatchObject({ params: {}, patch: null });
  });
});

describe("what a remedy changes:", () => {
  const network = { status: "offline", latencyMs: 2500, lossRate: 0.1 };
  it.each([
    [
      "another network is online, and its speed not yet known",
      { network },
      "network.offline",
      "switch_network",
      [
        { op: "replace", path: "/network/status", value: "online" },
        { op: "remove", path: "/network/latencyMs" },
        { op: "remove", path: "/network/lossRate" },
      ],
    ],
    [
      "a network that is made secure",
      { network: { connection: "public_wifi" } },
      "network.insecure",
      "use_secure_network",
      [{ op: "add", path: "/network/secure", value: true }],
    ],
    [
      "a network at home that is made secure is still the one at home",
      { network: { connection: "wifi", secure: false } },
      "network.insecure",
      "use_secure_network",
      [{ op: "replace", path: "/network/secure", value: true }],
    ],
    [
      "a renewed card has a month that is not yet known",
      { instrument: { kind: "debit_card", expires: "2026-10" } },
      "instrument.expired",
      "update_details",
      [{ op: "remove", path: "/instrument/expires" }],
    ],
    [
      "a renewed card that was called expired is active",
      { instrument: { kind: "debit_card", status: "expired", expires: "2026-10" } },
      "instrument.expired",
      "update_details",
      [
        { op: "remove", path: "/instrument/expires" },
        { op: "replace", path: "/instrument/status", value: "active" },
      ],
    ],
    [
      "a linked account is active",
      { instrument: { kind: "bank_account", status: "not_linked" } },
      "instrument.not_linked",
      "link_instrument",
      [{ op: "replace", path: "/instrument/status", value: "active" }],
    ],
    [
      "a new password leaves the tries that are left",
      { authentication: { method: "pin", status: "failed", attemptsLeft: 2 } },
      "authentication.password_wrong",
      "reset_payment_password",
      [{ op: "replace", path: "/authentication/status", value: "passed" }],
    ],
    [
      "a new order has not ended, and keeps all that is not about its end",
      {
        transaction: { ...transaction, status: "expired", expiresAt: "2026-11-22T08:00:00Z", reference: "R-7" },
        authentication: { status: "passed" },
      },
      "transaction.expired",
      "start_again",
      [
        { op: "remove", path: "/transaction/status" },
        { op: "remove", path: "/transaction/expiresAt" },
      ],
    ],
    [
      "a new order is not the one that was cancelled",
      { transaction: { ...transaction, status: "cancelled" }, authentication: { status: "cancelled" } },
      "authentication.cancelled",
      "start_again",
      [
        { op: "remove", path: "/transaction/status" },
        { op: "remove", path: "/authentication/status" },
      ],
    ],
    [
      "another payee is not known to be closed, and what else is known stays",
      { payee: { status: "not_found", currencies: ["USD"] } },
      "payee.not_found",
      "correct_payee",
      [{ op: "remove", path: "/payee/status" }],
    ],
    [
      "two-factor sign-in is on",
      { account: { twoFactor: false } },
      "authentication.two_factor_off",
      "turn_on_two_factor",
      [{ op: "replace", path: "/account/twoFactor", value: true }],
    ],
  ])("%s", async (_, facts, code, action, patch) => {
    const remedy = remedyOf(await diagnose({ transaction, ...facts }, en), code, action);
    expect(remedy.patch).toEqual(patch);
    expect(remedy).toMatchObject({ verified: "clears_all", leaves: [] });
  });
});

describe("a code that named the cause", () => {
  const stripe = (code: string) => ({ scheme: "stripe.decline_code", code });

  it("is gone after the remedy with what says the same or less, and one that names something else then speaks", async () => {
    const failure = {
      message: "Insufficient funds",
      codes: [
        { scheme: "iso8583.de39", code: "51" },
        stripe("generic_decline"),
        stripe("expired_card"),
        stripe("insufficient_funds"),
      ],
    };
    const topUp = remedyOf(await diagnose({ ...short, failure }, en), shortBy20, "top_up");
    expect(topUp.patch?.slice(1)).toEqual([
      { op: "remove", path: "/failure/codes/3" },
      { op: "remove", path: "/failure/codes/1" },
      { op: "remove", path: "/failure/codes/0" },
      { op: "remove", path: "/failure/message" },
    ]);
    expect(topUp).toMatchObject({ verified: "fails", leaves: ["instrument.expired"] });
  });

  it("stays where a remedy is for another cause", async () => {
    const limits = [{ window: "daily", max: "200.00", used: "100.00", timeZone: "UTC" }];
    const diagnosis = await diagnose({ ...short, limits, failure: { code: "INSUFFICIENT_FUNDS" } }, en);
    expect(remedyOf(diagnosis, "limit.daily", "wait_until").patch).toEqual([
      { op: "replace", path: "/transaction/at", value: "2026-11-23T00:00:00Z" },
      { op: "replace", path: "/limits/0/used", value: "0.00" },
    ]);
  });
});

describe("what was tried before", () => {
  const limits = [{ window: "daily", max: "200.00", used: "100.00", setBy: "customer", ceiling: "900.00" }];
  const failed = { at: "2026-11-22T08:00:00Z", amount: "120.00", status: "failed" };
  const tried = { ...failed, cause: "limit.daily", triedRemedies: ["raise_limit"] };
  const offered = async (more: object, ...history: object[]) => {
    const context = { transaction: { ...transaction, ...more }, limits, history };
    return causeOf(await diagnose(context, en), "limit.daily").remedies.map(({ action, tried }) =>
      tried ? `${action}, tried` : action,
    );
  };
  const fresh = ["raise_limit", "use_other_method", "reduce_amount"];
  const last = ["use_other_method", "reduce_amount", "raise_limit, tried"];

  it("is offered last, and marked, if it failed for this cause", async () => {
    expect(await offered({})).toEqual(fresh);
    expect(await offered({}, { ...tried, status: "succeeded" })).toEqual(fresh);
    expect(await offered({}, { ...tried, cause: "limit.weekly" })).toEqual(fresh);
    expect(await offered({}, { ...failed, cause: "limit.daily" })).toEqual(fresh);
    expect(await offered({}, tried)).toEqual(last);
  });

  it.each([
    ["another amount", { amount: "9.00" }],
    ["another payee", { payee: "someone-else" }],
    ["another currency", { currency: "EUR" }],
    ["a time more than a day before", { at: "2026-11-21T08:59:59Z" }],
    ["a time after the attempt", { at: "2026-11-22T09:00:01Z" }],
  ])("is nothing of this transaction with %s", async (_, facts) => {
    expect(await offered({}, { ...tried, ...facts })).toEqual(fresh);
  });

  it("belongs to this transaction by its reference, whenever it was", async () => {
    const before = { ...tried, at: "2026-10-01T09:00:00Z", amount: "9.00" };
    expect(await offered({ reference: "R-1" }, { ...before, reference: "R-1" })).toEqual(last);
    expect(await offered({ reference: "R-1" }, { ...before, reference: "R-2" })).toEqual(fresh);
    expect(await offered({ reference: "R-1" }, tried)).toEqual(fresh);
  });

  it("is in a plan only where nothing else clears", async () => {
    const steps = async (amountFixed: boolean, ...triedRemedies: string[]) => {
      const context = { transaction: { ...transaction, amountFixed }, limits, history: [{ ...tried, triedRemedies }] };
      return (await diagnose(context, en)).plan?.steps.map(({ action }) => action);
    };
    expect(await steps(false)).toEqual(["reduce_amount"]);
    expect(await steps(false, "reduce_amount")).toEqual(["raise_limit"]);
    expect(await steps(false, "raise_limit", "reduce_amount")).toEqual(["reduce_amount"]);
    // A price that is fixed cannot be paid in part: what was tried comes before that.
    expect(await steps(true, "raise_limit")).toEqual(["raise_limit"]);
  });

  it("goes to a human once everything the customer could do has failed, whatever support could", async () => {
    const reason = async (...triedRemedies: string[]) => {
      const history = [{ ...failed, cause: "account.unverified", triedRemedies }];
      const account = { verification: "basic", requiredVerification: "full" };
      return (await diagnose({ transaction, account, history }, en)).escalation?.reason;
    };
    expect(await reason("verify_identity")).toBe("remedies_exhausted");
    expect(await reason("contact_support")).toBeUndefined();
  });
});

describe("a payment that may have been made already", () => {
  it("is not started again, though its order has ended", async () => {
    const again = { ...transaction, status: "expired", reference: "R-7" };
    const before = { at: "2026-11-22T08:00:00Z", amount: "120.00", currency: "USD", reference: "R-7" };
    const diagnosis = await diagnose({ transaction: again, history: [{ ...before, status: "succeeded" }] }, en);
    expect(codes(diagnosis)).toEqual(["transaction.duplicate", "transaction.expired"]);
    expect(actions(causeOf(diagnosis, "transaction.expired"))).not.toContain("start_again");
    expect(diagnosis.plan).toBeNull();
  });
});

describe("a payment by card", () => {
  it("is not told to add money: a bank's card is not filled in the wallet, and nobody here knows its balance", async () => {
    const by = async (kind: string) => {
      const { causes, questions } = await diagnose({
        transaction: { amount: "49.90", currency: "USD" },
        instrument: { kind },
        failure: { provider: "stripe", code: "insufficient_funds" },
      });
      return {
        actions: causes[0]?.remedies.map(({ action }) => action),
        asks: questions.map(({ path }) => path).includes("/balance/available"),
      };
    };
    for (const kind of ["card", "debit_card", "credit_card"])
      expect(await by(kind)).toEqual({ actions: ["use_other_method"], asks: false });
    for (const kind of ["wallet", "prepaid_card"])
      expect(await by(kind)).toEqual({ actions: ["top_up", "use_other_method"], asks: true });
  });
});
