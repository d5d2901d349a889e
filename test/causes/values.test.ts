import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { assess } from "../support/untyped.js";

const transaction = { kind: "transfer", amount: "150", currency: "USD", at: "2026-03-10T22:00:00Z" };

/** A rule set that has a cause of its own, which holds where all of these conditions do. */
const withRule = (all: object[], evidence: string[]) =>
  loadRules({
    "merchant/seen.json": {
      code: "merchant.seen",
      since: "1.0.0",
      rules: [
        {
          name: "seen",
          certainty: "certain",
          when: { all },
          evidence,
        },
      ],
      remedies: [],
      text: { title: "Seen", explanation: "Seen." },
    },
  });

describe("the evidence of a cause", () => {
  const evidenceOf = async (facts: object, options: object = {}) => {
    const { causes } = await assess({ transaction, ...facts }, options);
    return causes.flatMap(({ evidence }) => evidence);
  };
  /** A cause that applies where the network is down, with these facts as its evidence. */
  const withEvidence = (...evidence: string[]) =>
    withRule([{ fact: "network.status", operator: "equal", value: "offline" }], evidence);
  const seen = async (facts: { network?: object; [area: string]: unknown }, ...evidence: string[]) => {
    const network = { status: "offline", ...facts.network };
    const { causes } = await assess({ transaction, ...facts, network }, { rules: withEvidence(...evidence) });
    return causes.find(({ code }) => code === "merchant.seen")?.evidence;
  };

  it("has money in the currency of the transaction and times in milliseconds, and no unit for others", async () => {
    const balance = { available: "20.5" };
    expect(
      await seen({ balance, network: { latencyMs: 900 } }, "balance.available", "network.latencyMs", "network.status"),
    ).toStrictEqual([
      { fact: "balance.available", value: "20.50", unit: "USD" },
      { fact: "network.latencyMs", value: 900, unit: "ms" },
      { fact: "network.status", value: "offline" },
    ]);
  });

  it("has null for a fact that is not known, and each fact once", async () => {
    expect(await seen({}, "balance.available", "balance.available")).toEqual([
      { fact: "balance.available", value: null },
    ]);
  });

  it("has a time as it was written, whatever its offset", async () => {
    const expiresAt = "2026-03-11T04:00:00+07:00";
    expect(await evidenceOf({ transaction: { ...transaction, expiresAt } })).toContainEqual({
      fact: "transaction.expiresAt",
      value: expiresAt,
    });
  });

  it("has no card number in a text, and keeps a code that only looks like one", async () => {
    const extensions = { note: "Jane 4242 4242 4242 4242" };
    expect(JSON.stringify(await seen({ extensions }, "extensions.note"))).not.toContain("4242 4242");
    expect(await seen({ failure: { code: "4242424242424242" } }, "failure.code")).toEqual([
      { fact: "failure.code", value: "4242424242424242" },
    ]);
  });

  it.each([
    ["extensions.pin", { pin: "1234" }],
    ["extensions.session.token", { session: { token: "abcdef" } }],
    ["extensions.password.text", { password: { text: "sesame" } }],
  ])("has no secret: %s is one by its place", async (fact, extensions) => {
    expect(await seen({ extensions }, fact)).toEqual([{ fact, value: "<SECRET>" }]);
  });

  it("has no secret that is a number", async () => {
    const fact = "extensions.card.pin";
    const rules = withRule([{ fact, operator: "greaterThan", value: 0 }], [fact, "extensions.tries"]);
    const { causes } = await assess({ transaction, extensions: { card: { pin: 8471 }, tries: 3 } }, { rules });
    expect(causes[0]?.evidence[0]).toEqual({ fact, value: "<SECRET>" });
    expect(JSON.stringify(causes)).not.toContain("8471");
  });

  it("is that of the next attempt where the cause came true since the attempt", async () => {
    const rules = withRule(
      [{ fact: "transaction.at", operator: "greaterThan", value: { fact: "extensions.closesAt" } }],
      ["transaction.at", "extensions.closesAt"],
    );
    const { causes } = await assess(
      { transaction, extensions: { closesAt: "2026-03-10T23:00:00Z" } },
      { rules, now: "2026-03-11T00:00:00Z" },
    );
    expect(causes[0]).toMatchObject({ code: "merchant.seen", sinceAttempt: true });
    expect(causes[0]?.evidence).toEqual([
      { fact: "transaction.at", value: "2026-03-11T00:00:00Z" },
      { fact: "extensions.closesAt", value: "2026-03-10T23:00:00Z" },
    ]);
  });
});

describe("what rules a cause out", () => {
  const because = async (facts: object, cause: string) => {
    const { ruledOut } = await assess({ transaction, network: { status: "offline" }, ...facts });
    return ruledOut.find((one) => one.cause === cause)?.because;
  };

  it("is a comparison of two facts, or of a fact with a number, with the relation that failed", async () => {
    const facts = { balance: { available: "500" }, fees: [] };
    expect(await because(facts, "balance.insufficient")).toEqual({
      code: "comparison",
      params: { fact: "transaction.amount", relation: "≤", other: "balance.usable" },
    });
    expect(await because(facts, "transaction.amount_invalid")).toEqual({
      code: "comparison",
      params: { fact: "transaction.amount", relation: ">", constant: "0.00" },
    });
  });

  it("has a time constant with the offset of the answer", async () => {
    const opening = { fact: "transaction.at", operator: "lessThan", value: "2020-01-01T00:00:00Z" };
    const rules = withRule([opening], ["transaction.at"]);
    const { ruledOut } = await assess({ transaction: { ...transaction, at: "2026-03-10T22:00:00+07:00" } }, { rules });
    expect(ruledOut.find(({ cause }) => cause === "merchant.seen")?.because.params).toEqual({
      fact: "transaction.at",
      relation: "≥",
      constant: "2020-01-01T07:00:00+07:00",
    });
  });

  it("is what is stated, where words or yes and no are compared", async () => {
    const facts = { authentication: { method: "pin", status: "passed", attemptsLeft: 3 } };
    const stated = (fact: string) => ({ code: "stated", params: { fact } });
    expect(await because(facts, "authentication.password_wrong")).toEqual(stated("authentication.status"));
    expect(await because(facts, "authentication.password_locked")).toEqual(stated("authentication.isLocked"));
  });
});

describe("the facts of an answer", () => {
  it("are those that are known, and nothing else", async () => {
    const { facts } = await assess({ transaction, customer: { locale: "id" }, network: { status: "offline" } });
    expect(facts["customer.locale"]).toEqual({ kind: "text", value: "id" });
    expect(Object.keys(facts)).not.toContain("customer.preferredChannel");
    expect(Object.values(facts)).not.toContain(undefined);
    for (const fact of Object.values(facts)) expect(Object.values(fact ?? {})).not.toContain(undefined);
  });
});
