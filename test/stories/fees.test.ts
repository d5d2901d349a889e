import { describe, expect, it } from "vitest";
import type { Diagnosis } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import { causeOf, codes, evidence, remedyOf } from "./example.js";

const en = { locale: "en" };
const paying = (amount: string, fees: object[] | undefined, more: object = {}) => ({
  transaction: { amount, currency: "USD" },
  balance: { available: "100" },
  fees,
  ...more,
});
/** What is asked for to decide on a cause; a code of the provider could decide on each. */
const asks = ({ questions }: Diagnosis, code: string): string[] =>
  questions.filter(({ path, decides }) => path !== "/failure/code" && decides.includes(code)).map(({ path }) => path);
const ruledOut = (diagnosis: Diagnosis): string[] => diagnosis.ruledOut.map(({ cause }) => cause);

describe("fees that nobody mentioned", () => {
  it("are asked for where they could take the payment over the balance", async () => {
    const diagnosis = await diagnose(paying("100", undefined), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asks(diagnosis, "fee.exceeds_balance")).toEqual(["/fees"]);
  });

  it("do not hide that the amount alone is over", async () => {
    const diagnosis = await diagnose(paying("120", undefined), en);
    const cause = causeOf(diagnosis, "balance.insufficient");
    expect(evidence(cause, "balance.shortfall")).toBe("20.00");
    expect(remedyOf(diagnosis, cause.code, "top_up").params.amount?.value).toBe("20.00");
    expect(asks(diagnosis, cause.code)).toEqual(["/fees"]);
    expect(asks(await diagnose(paying("120", []), en), cause.code)).toEqual([]);
  });

  it("take nothing from what arrives", async () => {
    const payee = { balance: { available: "0", cap: "50" } };
    expect(codes(await diagnose(paying("50", undefined, { payee }), en))).toEqual([]);
    expect(codes(await diagnose(paying("50.01", undefined, { payee }), en))).toEqual(["payee.limit_exceeded"]);
  });
});

describe("a fee that cannot be computed", () => {
  it("is asked for where it has no figure, and no other", async () => {
    const diagnosis = await diagnose(paying("100", [{ flat: "0" }, { party: "tax" }]), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asks(diagnosis, "fee.exceeds_balance")).toEqual(["/fees/1/flat"]);
  });

  it("is asked for by its bands where none of them fits", async () => {
    const fees = [{ bands: [{ upTo: "500", flat: "0" }] }, { bands: [{ upTo: "99.99", flat: "0" }] }];
    const diagnosis = await diagnose(paying("100", fees), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asks(diagnosis, "fee.exceeds_balance")).toEqual(["/fees/1/bands"]);
    expect(ruledOut(await diagnose(paying("99.99", fees), en))).toContain("fee.exceeds_balance");
  });

  it.each([
    ["flat", { flat: "1", rate: "0.01" }],
    ["min", { rate: "0.01", min: "1" }],
    ["max", { rate: "0.01", max: "1" }],
    ["freeAllowance", { rate: "0.01", freeAllowance: "1" }],
    ["bands", { bands: [{ flat: "1" }] }],
    ["rate", { rate: "0.01" }],
  ])("is warned of at its %s where it is in another currency, and not asked for", async (name, fee) => {
    const diagnosis = await diagnose(paying("100", [{ flat: "0" }, { ...fee, currency: "EUR" }]), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asks(diagnosis, "fee.exceeds_balance")).toEqual([]);
    expect(ruledOut(diagnosis)).not.toContain("fee.exceeds_balance");
    const [warning, ...others] = diagnosis.warnings;
    expect(warning).toMatchObject({ path: `/fees/1/${name}`, code: "currency_mismatch" });
    expect(warning?.message).toMatch(/EUR.*USD/);
    expect(others).toEqual([]);
  });

  it("is warned of as a whole where it has nothing but another currency", async () => {
    const { warnings } = await diagnose(paying("100", [{ currency: "EUR" }]), en);
    expect(warnings.map(({ path }) => path)).toEqual(["/fees/0"]);
  });

  it("is not asked for beside one in another currency, which leaves the sum open whatever the answer", async () => {
    const diagnosis = await diagnose(paying("100", [{ flat: "1", currency: "EUR" }, { party: "tax" }]), en);
    expect(asks(diagnosis, "fee.exceeds_balance")).toEqual([]);
  });

  it("does not prove that the payee's limit is exceeded", async () => {
    const limits = [{ window: "per_transaction", party: "payee", max: "50" }];
    const fees = [{ bands: [{ upTo: "10", flat: "1" }], paidBy: "payee" }];
    const diagnosis = await diagnose(paying("60", fees, { limits }), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(asks(diagnosis, "payee.limit_exceeded")).toContain("/fees/0/bands");
  });
});

describe("a fee in the transaction's own currency", () => {
  it("counts as if nothing were said of it", async () => {
    const diagnosis = await diagnose(paying("100", [{ flat: "1", currency: "USD" }]), en);
    expect(codes(diagnosis)).toEqual(["fee.exceeds_balance"]);
    expect(diagnosis.warnings).toEqual([]);
  });

  it("is in another one only where the transaction's is known", async () => {
    const { warnings } = await diagnose({
      fees: [{ flat: "1", currency: "EUR" }],
      balance: { available: "5", currency: "EUR" },
    });
    expect(warnings).toEqual([]);
  });
});

describe("fees of an amount that is not known", () => {
  const unknown = (fees: object[]) => ({ transaction: { currency: "USD" }, balance: { available: "100" }, fees });

  it("cannot have eaten it where the payee bears none", async () => {
    expect(ruledOut(await diagnose(unknown([{ flat: "1" }]), en))).toContain("fee.consumes_amount");
    expect(ruledOut(await diagnose(unknown([]), en))).toContain("fee.consumes_amount");
  });

  it("may have eaten it where the payee bears one of them", async () => {
    const diagnosis = await diagnose(unknown([{ flat: "1" }, { flat: "1", paidBy: "payee" }]), en);
    expect(ruledOut(diagnosis)).not.toContain("fee.consumes_amount");
    expect(asks(diagnosis, "fee.consumes_amount")).toEqual(["/transaction/amount"]);
  });
});

describe("a limit that counts fees", () => {
  const limit = { window: "daily", max: "100", used: "20", countsFees: true, timeZone: "Asia/Jakarta" };
  const at = "2026-11-20T09:00:00+07:00";
  const paid = (amount: string, fees: object[] | undefined, more: object = {}) => ({
    ...paying(amount, fees, { balance: undefined }),
    transaction: { amount, currency: "USD", at },
    limits: [{ ...limit, ...more }],
  });

  it("is exceeded by the amount alone while the fees are not known, and then no wait is promised", async () => {
    const diagnosis = await diagnose(paid("81", undefined), en);
    expect(codes(diagnosis)).toEqual(["limit.daily"]);
    const { remedies } = causeOf(diagnosis, "limit.daily");
    expect(remedies.map(({ action }) => action)).not.toContain("wait_until");
    expect(ruledOut(diagnosis)).toContain("fee.exceeds_limit");
  });

  it("is not exceeded by the fees where the amount alone is over it, whatever is used up", async () => {
    const diagnosis = await diagnose(paid("101", [{ flat: "1" }], { used: null }), en);
    expect(codes(diagnosis)).toEqual(["limit.daily"]);
    expect(ruledOut(diagnosis)).toContain("fee.exceeds_limit");
  });

  it("is exceeded by what is known, and the rest that could say by how much is asked for", async () => {
    expect(asks(await diagnose(paid("81", undefined), en), "limit.daily")).toEqual(["/fees"]);
    expect(asks(await diagnose(paid("101", [], { used: null }), en), "limit.daily")).toEqual(["/limits/0/used"]);
    expect(asks(await diagnose(paid("101", undefined, { used: null }), en), "limit.daily").sort()).toEqual([
      "/fees",
      "/limits/0/used",
    ]);
    expect(asks(await diagnose(paid("101", []), en), "limit.daily")).toEqual([]);
  });

  it("leaves open whether the fees exceed it while something is not known", async () => {
    expect(asks(await diagnose(paid("80", undefined), en), "fee.exceeds_limit")).toEqual(["/fees"]);
    expect(asks(await diagnose(paid("80", [{ flat: "1" }], { used: null }), en), "fee.exceeds_limit")).toEqual([
      "/limits/0/used",
    ]);
  });

  it("is exceeded by the fees also where it is not known what is used up of another", async () => {
    const context = paid("80", [{ flat: "1" }]);
    const limits = [{ ...limit, window: "weekly", used: null }, ...context.limits];
    expect(codes(await diagnose({ ...context, limits }, en))).toEqual(["fee.exceeds_limit"]);
  });

  it("does not speak of fees while another of its window has less room", async () => {
    const context = paid("80", [{ flat: "1" }]);
    const limits = [...context.limits, { ...limit, used: "60", countsFees: false }];
    expect(codes(await diagnose({ ...context, limits }, en))).toEqual(["limit.daily"]);
    const roomy = [...context.limits, { ...limit, used: "0", countsFees: false }];
    expect(codes(await diagnose({ ...context, limits: roomy }, en))).toEqual(["fee.exceeds_limit"]);
  });

  it("is exceeded by the fees beside another window that the amount exceeds", async () => {
    const context = paid("80", [{ flat: "1" }]);
    const limits = [{ ...limit, window: "weekly", max: "50", countsFees: false }, ...context.limits];
    expect(codes(await diagnose({ ...context, limits }, en))).toEqual(["fee.exceeds_limit", "limit.weekly"]);
  });

  it("is not exceeded by fees that still fit", async () => {
    const diagnosis = await diagnose(paid("79", [{ flat: "1" }]), en);
    expect(codes(diagnosis)).toEqual([]);
    expect(ruledOut(diagnosis)).toContain("fee.exceeds_limit");
  });

  it("is the only one that fees exceed: what is used up of another does not matter to them", async () => {
    const diagnosis = await diagnose(paid("80", [{ flat: "1" }], { used: null, countsFees: false }), en);
    expect(asks(diagnosis, "limit.daily")).toEqual(["/limits/0/used"]);
    expect(asks(diagnosis, "fee.exceeds_limit")).toEqual([]);
    expect(ruledOut(diagnosis)).toContain("fee.exceeds_limit");
  });
});
