import { describe, expect, it } from "vitest";
import { diagnose } from "../../support/untyped.js";
import { contextsOf } from "../helpers.js";

const item = (ref: string, reason: string, amount: string): string =>
  `<ReturnedDebitItem ref="${ref}" transCode="17" returnCode="1" returnDescription="${reason}" originalProcessingDate="2026-01-12" valueOf="${amount}" currency="GBP">
    <PayerAccount number="55779911" ref="${ref}" name="A MEMBER" sortCode="20-00-00"></PayerAccount>
  </ReturnedDebitItem>`;

describe("a Bacs report of unpaid direct debits", () => {
  it("is read from a mail, each debit with its reason, and the merchant collected it", async () => {
    const [first, second] = contextsOf(
      `Two bounced today:\n\n<OriginatingAccountRecord>${item("M1", "REFER TO PAYER", "65.00")}${item("M2", "INSTRUCTION CANCELLED", "60.00")}</OriginatingAccountRecord>\nthanks`,
    );
    expect(first).toMatchObject({
      transaction: { reference: "M1", initiator: "merchant", amount: "65.00", currency: "GBP" },
      failure: { provider: "bacs", code: "0" },
    });
    const { causes, retry } = await diagnose(second);
    expect(causes.map(({ code, certainty }) => `${code} ${certainty}`)).toEqual(["issuer.revoked certain"]);
    expect(retry.when).toBe("after_remedy");
  });

  it("keeps a reason that the table lacks as its message", () => {
    expect(contextsOf(item("M3", "SOMETHING NEW", "1.00"))).toEqual([
      expect.objectContaining({ failure: { provider: "bacs", message: "SOMETHING NEW" } }),
    ]);
  });
});
