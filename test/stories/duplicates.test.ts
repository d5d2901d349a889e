import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { missingIn } from "../support/missing.js";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes } from "./example.js";

const at = "2026-11-20T09:00:00Z";
const entry = (more: object = {}) => ({ at: "2026-11-20T08:55:00Z", amount: "10.0", status: "succeeded", ...more });
const paying = (history: object[] | undefined, facts: object = {}, more: object = {}) => ({
  transaction: { id: "T-2", amount: "10.00", currency: "USD", at, reference: "R-1", ...facts },
  history,
  payeeId: "P-1",
  ...more,
});
const CODE = "transaction.duplicate";
const isDuplicate = async (history: object[], facts?: object): Promise<boolean> =>
  codes(await diagnose(paying(history, facts))).includes(CODE);
/** What is asked for to decide on it; a code of the provider could decide on it too. */
const asks = (context: object): string[] =>
  missingIn(context)
    .filter(({ path, decides }) => path !== "/failure/code" && decides.includes(CODE))
    .map(({ path }) => path);
const isRuledOut = ({ ruledOut }: Diagnosis): boolean => ruledOut.some(({ cause }) => cause === CODE);

describe("a payment with the reference of an earlier one", () => {
  const long = { at: "2026-11-01T09:00:00Z", amount: "77", payee: "P-9" };

  it("is made twice for certain, whether the other went through or is under way", async () => {
    for (const status of ["succeeded", "pending"]) {
      const diagnosis = await diagnose(paying([entry({ ...long, status, reference: "R-1" })]));
      expect(causeOf(diagnosis, CODE).certainty).toBe("certain");
    }
  });

  it("is not made twice where the other failed, is another, or is the attempt itself", async () => {
    for (const other of [
      { status: "failed", reference: "R-1" },
      { reference: "R-2" },
      { id: "T-2", reference: "R-1" },
    ]) {
      const diagnosis = await diagnose(paying([entry({ ...long, ...other })]));
      expect(codes(diagnosis)).not.toContain(CODE);
      expect(isRuledOut(diagnosis)).toBe(true);
    }
  });

  it("is one of several", async () => {
    expect(await isDuplicate([entry(long), entry({ ...long, reference: "R-1" })])).toBe(true);
  });

  it("is told from the attempt itself only where that has a number", async () => {
    const history = [entry({ ...long, id: "T-2", reference: "R-1" })];
    expect(await isDuplicate(history, { id: null })).toBe(true);
    expect(await isDuplicate([entry({ ...long, reference: "R-1" })], { id: null })).toBe(true);
    expect(await isDuplicate([entry({ ...long, reference: "R-1" })])).toBe(true);
  });
});

describe("a payment like one just before", () => {
  const like = (more: object = {}) => entry({ payee: "P-1", reference: "R-0", ...more });

  it("is possibly made twice", async () => {
    expect(causeOf(await diagnose(paying([like()])), CODE).certainty).toBe("possible");
    expect(await isDuplicate([like({ currency: "USD", status: "pending" })])).toBe(true);
  });

  it.each([
    ["another amount", { amount: "10.01" }],
    ["another currency", { currency: "EUR" }],
    ["another payee", { payee: "P-2" }],
  ])("is not made twice with %s", async (_, other) => {
    const diagnosis = await diagnose(paying([like(other)]));
    expect(codes(diagnosis)).not.toContain(CODE);
    expect(isRuledOut(diagnosis)).toBe(true);
  });

  it("is so for ten minutes before and after, and no longer", async () => {
    expect(await isDuplicate([like({ at: "2026-11-20T08:50:00Z" })])).toBe(true);
    expect(await isDuplicate([like({ at: "2026-11-20T09:10:00Z" })])).toBe(true);
    expect(await isDuplicate([like({ at: "2026-11-20T08:49:59.999Z" })])).toBe(false);
    expect(await isDuplicate([like({ at: "2026-11-20T09:10:00.001Z" })])).toBe(false);
  });

  it("is compared with the time of the attempt, and with now where that is not known", async () => {
    const late = { now: "2026-11-20T12:00:00Z" };
    expect(codes(await diagnose(paying([like()]), late))).toContain(CODE);
    expect(codes(await diagnose(paying([like()], { at: null }), late))).not.toContain(CODE);
    expect(codes(await diagnose(paying([like()], { at: null }), { now: at }))).toContain(CODE);
  });
});

describe("whether a payment was made twice", () => {
  it("is asked of the history where none is listed", async () => {
    expect(asks(paying(undefined))).toEqual(["/history"]);
  });

  it("is ruled out by an empty history, or one that only failed", async () => {
    for (const history of [[], [entry({ status: "failed", reference: "R-1", payee: "P-1" })]]) {
      const bare = { ...paying(history, { reference: null, amount: null }), payeeId: null };
      expect(isRuledOut(await diagnose(bare))).toBe(true);
    }
  });

  it("is asked of what the two have not said", async () => {
    const apart = { at: "2026-11-01T09:00:00Z" };
    const alike = { reference: "R-0", payee: "P-1" };
    const asked = async (history: object[], facts?: object, more?: object) => asks(paying(history, facts, more)).sort();
    expect(await asked([entry({ ...apart, reference: "R-0" }), entry(apart)])).toEqual(["/history/1/reference"]);
    expect(await asked([entry({ ...apart, reference: "R-0" })], { reference: null })).toEqual([
      "/transaction/reference",
    ]);
    expect(await asked([entry({ reference: "R-0" })])).toEqual(["/history/0/payee"]);
    expect(await asked([entry(alike)], {}, { payeeId: null })).toEqual(["/payeeId"]);
    expect(await asked([entry(alike)], { amount: null })).toEqual(["/transaction/amount"]);
    expect(await asked([entry(alike)], { at: null })).toEqual(["/transaction/at"]);
  });
});
