import { describe, expect, it } from "vitest";
import type { Adapter } from "../../../src/read/adapters/adapter.js";
import { shapeAdapters } from "../../../src/read/adapters/shape.js";
import { readTransaction } from "../../../src/read/index.js";

const [acme] = shapeAdapters([
  {
    provider: "acme",
    mainScheme: "acme.code",
    shapes: [
      {
        format: "charge",
        in: ["events.*", "data", ""],
        marks: { has: ["charge_id"], is: { kind: ["charge"] } },
        id: "charge_id",
        status: [
          { at: "state", words: { paid: "succeeded", open: "pending" } },
          { is: "failed", when: { has: ["why"] } },
        ],
        zone: "+07:00",
        at: "made_at",
        amount: { value: "sum", unit: "minor", currency: "coin", digits: { CLP: 2 } },
        code: [{ at: "why", match: "^\\[(\\w+)\\]" }, "why.code"],
        message: "/note",
        codes: { "acme.flag": "flags.*" },
        instrument: {
          kind: { at: "by", words: { plastic: "card" } },
          expiryMonth: "card.month",
          expiryYear: "card.year",
        },
      },
    ],
  },
]) as [Adapter];
const charge = { kind: "charge", charge_id: "c1", sum: 1250, coin: "EUR" };
const contextOf = (payload: object) => acme.read(payload as never)?.context;

describe("a shape in data", () => {
  it("reads what it names from the places that it names", () => {
    const payload = {
      ...charge,
      why: "[E51] no money",
      made_at: "2026-11-20 10:11:12",
      flags: ["a", "b"],
      by: "plastic",
      card: { month: 9, year: 29 },
    };
    expect(contextOf(payload)).toEqual({
      transaction: { id: "c1", status: "failed", at: "2026-11-20T10:11:12+07:00", amount: "12.50", currency: "EUR" },
      failure: {
        provider: "acme",
        code: "E51",
        codes: [
          { scheme: "acme.flag", code: "a" },
          { scheme: "acme.flag", code: "b" },
        ],
      },
      instrument: { kind: "card", expires: "2029-09" },
    });
  });

  it("is told by its marks only, and never by half of them", () => {
    for (const payload of [{ charge_id: "c1" }, { kind: "charge" }, { kind: "refund", charge_id: "c1" }, {}])
      expect(contextOf(payload)).toBeUndefined();
  });

  it.each([
    ["STILL_PENDING_REVIEW", "unknown"],
    ["PENDING", "pending"],
    ["DECLINED", "failed"],
    ["SOMETHING_NEW", "unknown"],
  ])("takes a state that it does not list for what any payload means by it: %s", (state, status) => {
    expect(contextOf({ ...charge, state })).toMatchObject({ transaction: { status } });
  });

  it("looks in each place, and takes a message from around the object", () => {
    expect(contextOf({ note: "Declined", data: charge })).toMatchObject({ failure: { message: "Declined" } });
  });

  it("reads a list as so many transactions", () => {
    const found = acme.readAll?.({ events: [charge, { ...charge, charge_id: "c2" }, { kind: "other" }] } as never);
    expect(found?.map(({ recognised }) => recognised.context.transaction)).toMatchObject([{ id: "c1" }, { id: "c2" }]);
  });

  it("takes a word for a failure that says so in any payload, also where it does not list it, and none for a success", () => {
    for (const [state, status] of [
      ["FAILED", "failed"],
      ["declined", "failed"],
      ["expired", "expired"],
      ["cancelled", "cancelled"],
    ])
      expect(contextOf({ ...charge, state })).toHaveProperty("transaction.status", status);
    expect(contextOf({ ...charge, state: "succeeded" })).toHaveProperty("transaction.status", "unknown");
  });

  it("takes a state that it does not list for unknown, and no state for none", () => {
    expect(contextOf({ ...charge, state: "frozen" })).toHaveProperty("transaction.status", "unknown");
    expect(contextOf(charge)).not.toHaveProperty("transaction.status");
  });

  it("follows the provider where it departs from the currency's digits", () => {
    expect(contextOf({ ...charge, sum: 1200, coin: "CLP" })).toHaveProperty("transaction.amount", "12");
  });

  it("leaves out an amount without a currency, and says so", () => {
    const { coin: _, ...rest } = charge;
    const read = acme.read(rest as never);
    expect(read?.context.transaction).not.toHaveProperty("amount");
    expect(read?.warnings).toHaveLength(1);
  });

  it("knows a member by the name that libraries give it", () => {
    const { charge_id, ...rest } = charge;
    expect(contextOf({ ...rest, chargeId: charge_id })).toHaveProperty("transaction.id", "c1");
  });

  it("never throws, whatever lies in its places", () => {
    for (const junk of [null, true, 1, "", "x", [], [null], {}, { "": [] }, [[{}]]])
      for (const key of ["why", "state", "sum", "coin", "flags", "card", "made_at", "data", "events"])
        expect(() => acme.read({ ...charge, [key]: junk } as never)).not.toThrow();
  });
});

const [bravo] = shapeAdapters([
  {
    provider: "bravo",
    mainScheme: "bravo.code",
    shapes: [
      { format: "notice", as: "payment", marks: { has: ["payment_no", "notice_no"] }, kind: { is: "refund" } },
      {
        format: "payment",
        marks: { has: ["payment_no"], not: { mode: ["test"] } },
        status: [
          { is: "refunded", when: { same: [["paid", "returned"]] } },
          { at: "state", words: { open: "pending", no: "failed", yes: "succeeded" } },
        ],
        silent: ["pending"],
        amount: [
          { value: "total.cents", unit: "minor", currency: "total.coin" },
          { value: "sum", unit: "major", currency: "coin" },
        ],
        code: { each: "errors.*", when: { not: { word: ["declined"] } }, at: "word" },
        codes: { "bravo.code": "errors.*.word" },
        authentication: { method: { is: "challenge" }, status: { at: "secure", words: { asked: "required" } } },
      },
    ],
  },
]) as [Adapter];
const bravoContext = (payload: object) => bravo.read({ payment_no: 1, ...payload } as never)?.context;

describe("the language of shapes", () => {
  it("takes of several entries the one that fits, and tells the others beside it, each once", () => {
    const errors = [{ word: "declined" }, { word: "cvv" }, { word: "late" }];
    expect(bravoContext({ state: "no", errors })).toMatchObject({
      failure: {
        code: "cvv",
        codes: [
          { scheme: "bravo.code", code: "declined" },
          { scheme: "bravo.code", code: "late" },
        ],
      },
    });
  });

  it("leaves out the codes of an earlier attempt while another is under way", () => {
    expect(bravoContext({ state: "open", errors: [{ word: "cvv" }] })).toEqual({ transaction: { status: "pending" } });
  });

  it("takes the first amount that is there, each in its own unit", () => {
    expect(bravoContext({ total: { cents: 1250, coin: "EUR" }, sum: "9", coin: "USD" })).toMatchObject({
      transaction: { amount: "12.50", currency: "EUR" },
    });
    expect(bravoContext({ sum: "9", coin: "USD" })).toMatchObject({ transaction: { amount: "9", currency: "USD" } });
  });

  it("compares two places, and refuses a word", () => {
    expect(bravoContext({ state: "yes", paid: 5, returned: 5 })).toHaveProperty("transaction.status", "refunded");
    expect(bravoContext({ state: "yes", paid: 5, returned: 3 })).toHaveProperty("transaction.status", "succeeded");
    expect(bravoContext({ state: "yes" })).toHaveProperty("transaction.status", "succeeded");
    expect(bravoContext({ mode: "test" })).toBeUndefined();
  });

  it("has what it does not say itself from the shape that it names", () => {
    const read = bravo.read({ payment_no: 1, notice_no: 2, state: "no" } as never);
    expect(read).toMatchObject({
      format: "bravo.notice",
      context: { transaction: { kind: "refund", status: "failed" } },
    });
  });

  it("says how the payer was to confirm only where it says what came of it", () => {
    expect(bravoContext({ secure: "asked" })).toHaveProperty("authentication", {
      method: "challenge",
      status: "required",
    });
    expect(bravoContext({ secure: "other" })).not.toHaveProperty("authentication");
  });

  it("knows a member in the spelling of XML", () => {
    expect(bravo.read({ "payment-no": 1, state: "no" } as never)?.context).toHaveProperty(
      "transaction.status",
      "failed",
    );
  });
});

describe("returns of the US clearing house", () => {
  const contexts = (payload: object) => readTransaction(payload).transactions.map(({ context }) => context);

  it("are read from an entry, its amount in cents", () => {
    const entry = {
      transactionCode: 27,
      RDFIIdentification: "12104288",
      amount: 100050,
      addenda99: { typeCode: "99", returnCode: "R01", originalTrace: "121042880000001" },
    };
    expect(contexts(entry)).toMatchObject([
      {
        transaction: { id: "121042880000001", status: "failed", amount: "1000.50", currency: "USD" },
        failure: { provider: "nacha", code: "R01" },
      },
    ]);
  });

  it("are read from a transfer's event, in dollars", () => {
    const event = {
      transfer_id: "t1",
      transfer_amount: "12.34",
      failure_reason: { ach_return_code: "R02", description: "Account closed" },
    };
    expect(contexts(event)).toMatchObject([
      {
        transaction: { id: "t1", amount: "12.34", currency: "USD" },
        failure: { provider: "plaid", code: "R02", message: "Account closed" },
      },
    ]);
  });

  it("are read from a failure that explains its code", () => {
    const failure = { _links: { self: {} }, code: "R01", description: "Insufficient Funds", explanation: "…" };
    expect(contexts(failure)).toMatchObject([{ failure: { provider: "dwolla", code: "R01" } }]);
  });

  it("do not guess the unit of any other amount", () => {
    expect(contexts({ return_code: "R03", amount: 5000 })[0]?.transaction).toEqual({ status: "failed" });
  });
});
