import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { meant } from "../../support/meant.js";
import { assess } from "../../support/untyped.js";

async function told(text: string): Promise<string> {
  const [read] = readTransaction(text).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read.format, transaction.kind, ...causes.map(({ code, certainty }) => `${certainty} ${code}`)].join(" ");
}

describe("a return of Australian direct entry", () => {
  it.each([
    ["1", "certain instrument.invalid_details", "certain payee.not_found"],
    ["2", "likely issuer.revoked", "likely payee.cannot_receive"],
    ["3", "certain account.closed", "certain payee.closed"],
    ["4", "likely account.frozen", "likely payee.cannot_receive"],
    ["5", "certain instrument.invalid_details", "certain payee.not_found"],
    ["6", "likely issuer.declined", "likely payee.cannot_receive"],
    ["8", "likely merchant.misconfigured", "likely merchant.misconfigured"],
    ["9", "likely account.not_permitted", "possible payee.cannot_receive"],
  ])("with code %s is about the payer of a debit and the payee of a credit", async (code, debit, credit) => {
    expect(await meant("becs", code, "payment")).toEqual([debit]);
    expect(await meant("becs", code, "payout")).toEqual([credit]);
  });

  it("is read where a payload names the scheme", async () => {
    const payload = { payment_method_type: "au_becs_debit", reason_code: "03", id: "7", amount: "45.00" };
    expect(await told(JSON.stringify(payload))).toBe("becs.return payment certain account.closed");
    expect(await told(JSON.stringify({ ...payload, type: "payout" }))).toBe("becs.return payout certain payee.closed");
    expect((await told(JSON.stringify({ ...payload, payment_method_type: "sepa_debit" }))).startsWith("becs")).toBe(
      false,
    );
  });

  it("is read in a sentence that speaks of it", async () => {
    expect(await told("BECS debit came back with return code 3")).toBe("text payment possible account.closed");
    expect(await told("BSB 062-000: dishonour reason 5")).toBe("text payment possible instrument.invalid_details");
  });
});
