import { describe, expect, it } from "vitest";
import type { CauseFile, Diagnosis } from "../../src/api/index.js";
import { causeOf, codes, everyAction } from "../stories/example.js";
import { loadRules } from "../support/rules.js";
import { diagnose } from "../support/untyped.js";

const isOwn = { fact: "extensions.own", operator: "equal", value: true };
const byFact = (...more: object[]) => [
  { name: "stated", certainty: "likely", when: { all: [isOwn, ...more] }, evidence: ["extensions.own"] },
];
const byCode = (fact: string, value: string, certainty: string) => [
  { name: "code", certainty, when: { all: [{ fact, operator: "equal", value }] }, evidence: ["failure.code"] },
];
const noTwoFactor = { fact: "account.twoFactor", operator: "equal", value: false };
const remedy = (action: string) => ({ action, who: "customer", effort: "minutes" });

/** The shipped rules and one cause, "shop.own", which two-factor authentication resolves. */
const rulesWith = (policy: object, files: object = {}) =>
  loadRules({
    "shop/own.json": {
      code: "shop.own",
      since: "1.0.0",
      rules: byFact(noTwoFactor),
      remedies: ["start_again", "turn_on_two_factor"].map(remedy),
      text: { title: "Own", explanation: "Own." },
      ...policy,
    },
    ...files,
  });

const transaction = { amount: "10", currency: "USD", status: "failed" };
const own = { transaction, account: { twoFactor: false }, extensions: { own: true } };
/** The balance is too small for the payment. */
const poor = { ...own, balance: { available: "4", currency: "USD" }, fees: [] };

const diagnoseWith = (policy: Partial<CauseFile>, context: object = own): Promise<Diagnosis> =>
  diagnose(context, { rules: rulesWith(policy) });
const priorityWith = async (policy: Partial<CauseFile>) =>
  (await diagnoseWith({ needsHuman: true, ...policy })).escalation?.priority;

describe("a cause without a policy", () => {
  it("has a plan, may be retried after the remedy, and needs nobody", async () => {
    const { plan, retry, escalation } = await diagnoseWith({});
    expect(plan?.steps.map(({ action }) => action)).toEqual(["turn_on_two_factor"]);
    expect(retry).toEqual({ when: "after_remedy", sameReference: false });
    expect(escalation).toBeNull();
  });
});

describe("unsafe", () => {
  const moving = ["top_up", "reduce_amount", "split_payment", "raise_limit", "retry_now", "start_again"];

  it("forbids a retry and a plan", async () => {
    const { retry, plan } = await diagnoseWith({ unsafe: true });
    expect(retry).toEqual({ when: "never", sameReference: false });
    expect(plan).toBeNull();
  });
  it("forbids every remedy that moves money, also for other causes", async () => {
    expect(everyAction(await diagnoseWith({}, poor))).toEqual(expect.arrayContaining(["top_up", "start_again"]));
    const unsafe = await diagnoseWith({ unsafe: true }, poor);
    expect(codes(unsafe)).toContain("balance.insufficient");
    expect(everyAction(unsafe).filter((action) => moving.includes(action))).toEqual([]);
    expect(everyAction(unsafe)).toContain("turn_on_two_factor");
  });
  it("does not make an escalation urgent by itself", async () => {
    expect(await priorityWith({ unsafe: true })).toBe("normal");
    expect(await priorityWith({ unsafe: true, priority: "urgent" })).toBe("urgent");
  });
});

describe("outcomeUnknown", () => {
  it("escalates, has the status checked under the same reference, and forbids a plan", async () => {
    const { retry, plan, escalation } = await diagnoseWith({ outcomeUnknown: true });
    expect(retry).toEqual({ when: "check_status_first", sameReference: true });
    expect(escalation?.reason).toBe("unknown_outcome");
    expect(plan).toBeNull();
  });
});

describe("retry", () => {
  it("never: forbids a retry", async () => {
    expect((await diagnoseWith({ retry: "never" })).retry).toEqual({ when: "never", sameReference: false });
  });
  it("after_remedy: is not overruled by a code that says now", async () => {
    const cancelled = { failure: { provider: "vnpay", code: "24" } };
    expect((await diagnose({ transaction: { amount: "10", currency: "USD" }, ...cancelled })).retry.when).toBe(
      "after_remedy",
    );
  });
  it("check_status_first: has the status checked, and does not advise what may pay twice", async () => {
    expect(everyAction(await diagnoseWith({}))).toContain("start_again");
    const checked = await diagnoseWith({ retry: "check_status_first" });
    expect(checked.retry).toEqual({ when: "check_status_first", sameReference: true });
    expect(everyAction(checked)).not.toContain("start_again");
  });
});

describe("priority", () => {
  it.each(["urgent", "high"] as const)("%s: is the priority of the escalation", async (priority) => {
    expect(await priorityWith({ priority })).toBe(priority);
  });
  it("is normal where it is not given", async () => {
    expect(await priorityWith({})).toBe("normal");
  });
});

describe("documents", () => {
  const prepared = async (policy: Partial<CauseFile>, item: string) =>
    (await diagnoseWith({ needsHuman: true, ...policy })).escalation?.prepare.find((one) => one.item === item)?.state;

  it.each(["identity_document", "proof_of_debit"] as const)("%s: has to be prepared", async (item) => {
    expect(await prepared({ documents: [item] }, item)).toBe("missing");
    expect(await prepared({}, item)).toBe("not_applicable");
  });
});

describe("party", () => {
  it("is shown with the cause", async () => {
    expect(causeOf(await diagnoseWith({ party: "issuer" }), "shop.own").party).toBe("issuer");
    expect(causeOf(await diagnoseWith({}), "shop.own").party).toBeUndefined();
  });

  it("is left open where no rule that applies tells whose it is", async () => {
    const cancelled = async (facts: object) => causeOf(await diagnose(facts), "authentication.cancelled").party;
    const status = { transaction: { status: "cancelled" } };
    expect(await cancelled(status)).toBeUndefined();
    expect(await cancelled({ authentication: { status: "cancelled" } })).toBe("customer");
    expect(await cancelled({ ...status, failure: { provider: "xendit", code: "USER_DECLINED_PAYMENT" } })).toBe(
      "customer",
    );
  });
});

describe("amount", () => {
  it("leaves the largest amount unknown where a code alone says that the amount is wrong", async () => {
    const rules = byCode("failure.code", "E1", "likely") as CauseFile["rules"];
    const context = {
      ...poor,
      balance: { available: "40", currency: "USD" },
      failure: { provider: "acme", code: "E1" },
    };
    expect((await diagnoseWith({ rules }, context)).largestAmount).toEqual({ value: "40.00", currency: "USD" });
    expect((await diagnoseWith({ rules, amount: true }, context)).largestAmount).toBeNull();
  });
});

describe("anyStatus", () => {
  it("lets a cause apply to a transaction that succeeded", async () => {
    const succeeded = { ...own, transaction: { ...transaction, status: "succeeded" } };
    expect(codes(await diagnoseWith({}, succeeded))).toEqual([]);
    expect(codes(await diagnoseWith({ anyStatus: true }, succeeded))).toEqual(["shop.own"]);
  });
});

describe("family", () => {
  it("makes a code for the whole family evidence of this cause", async () => {
    const context = { ...own, failure: { provider: "iso8583", code: "61" } };
    expect(codes(await diagnoseWith({}, context))).toEqual(["shop.own", "limit.per_transaction"]);
    const agreed = await diagnoseWith({ family: "limit" }, context);
    expect(codes(agreed)).toEqual(["shop.own"]);
    expect(causeOf(agreed, "shop.own").providerCodes?.map(({ code }) => code)).toEqual(["61"]);
  });
});

describe("stopsTopUp", () => {
  it("makes a top-up that meets the cause fail, and lists the cause first", async () => {
    const rules = byFact({ fact: "transaction.kind", operator: "equal", value: "top_up" }) as CauseFile["rules"];
    const topUp = async (policy: Partial<CauseFile>) =>
      causeOf(await diagnoseWith({ rules, ...policy }, { ...poor, limits: [] }), "balance.insufficient").remedies.find(
        ({ action }) => action === "top_up",
      );
    expect(await topUp({})).toMatchObject({ verified: "clears_all", leaves: [] });
    const stopped = await topUp({ stopsTopUp: true });
    expect(stopped?.verified).toBe("fails");
    expect(stopped?.leaves[0]).toBe("shop.own");
  });
});

describe("givesNoReason", () => {
  const row = { meaning: "declined", certainty: "certain", retry: "after_remedy" };
  const scheme = (level: string, code: string, cause: string) => ({
    level,
    field: "error",
    source: "docs",
    codes: [{ ...row, code, cause }],
  });
  const table = {
    provider: "acme",
    name: "Acme Pay",
    mainScheme: "acme.code",
    sources: { docs: { title: "Acme API", url: "https://acme.example/errors", date: "2026-11-22" } },
    schemes: {
      "acme.code": scheme("provider", "E51", "balance.insufficient"),
      "acme.issuer": scheme("issuer", "E1", "shop.own"),
    },
  };
  const decided = async (policy: object) => {
    const rules = rulesWith(
      { rules: byCode("failure.cause", "shop.own", "code"), ...policy },
      { "codes/acme.json": table },
    );
    const failure = { provider: "acme", code: "E51", codes: [{ scheme: "acme.issuer", code: "E1" }] };
    return codes(await diagnose({ transaction, failure }, { rules }));
  };

  it("lets a code that gives a reason decide, also one further from the issuer", async () => {
    expect(await decided({})).toEqual(["shop.own"]);
    expect(await decided({ givesNoReason: true })).toEqual(["balance.insufficient"]);
  });
});
