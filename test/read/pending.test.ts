import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf } from "./helpers.js";

it.each([
  "付款一直显示处理中",
  "pembayaran saya masih diproses dari kemarin",
  'pembayaran sudah lunas di sana, tapi order di toko masih saja "Pending Payment"',
  "mi pago sigue en proceso desde ayer",
  "meu pagamento está em processamento desde ontem",
  "mon paiement par carte est toujours en traitement",
  "meine Zahlung ist seit gestern in Bearbeitung",
  "मेरा पेमेंट कल से पेंडिंग है",
])("a payment that is pending is told in other languages too: %s", (text) => {
  expect(contextOf(text)).toMatchObject({ transaction: { status: "pending" } });
});

it("a payment that is pending has not failed, whatever name a library gives to that", () => {
  const text = "I/flutter: 19 The payment is pending. PurchasesErrorCode.insufficientPermissionsError";
  expect(contextOf(text)).toMatchObject({ transaction: { status: "pending" } });
});

describe("a payment that was pending", () => {
  it.each([
    ["and then refused", "pembayaran saya masih diproses, kemudian ditolak bank"],
    ["and ended so, in Spanish", "El pago queda pendiente y después termina rechazado por el banco"],
    ["and was refused at last, in Chinese", "付款一直处理中，最后被拒绝了"],
    ["with the code of a refusal", "The payment is pending. Reason: cc_rejected_high_risk"],
  ])("has failed %s", (_, text) => {
    expect(contextOf(text)).not.toHaveProperty("transaction.status");
  });

  it.each([
    ["may be refused", "My payment is pending. What if it then may be rejected?"],
    ["is", "The payment is still pending and I do not want to pay twice"],
    ["stays so in quotation marks", 'The transaction status is still marked as "Pending".'],
    ["was deferred", "The payment was deferred until a parent approves it"],
    ["has its number and amount between", "The transaction SO756-1 with Credit Card for 30,00 € is pending."],
    ["has a status that is", 'It is the 3rd now and the status is still "Pending" although the deadline is over'],
    ["is said to be so in a note", "Step 1 of the transfer, have its hash, still pending @ 9:04 PM"],
    [
      "only should have become something else",
      "The transaction remains in “Pending” status. It should have been set to expired after its deadline passed.",
    ],
  ])("is pending where it %s", (_, text) => {
    expect(contextOf(text)).toHaveProperty("transaction.status", "pending");
  });

  it("keeps the code that stands at the end of a long sentence", async () => {
    const long = `El pago queda pendiente ${"y lo estoy probando con otra tarjeta ".repeat(8)}y termina en rechazo con cc_rejected_high_risk`;
    expect((await diagnose(contextOf(long))).causes).toMatchObject([{ code: "risk.suspected_fraud" }]);
  });
});

describe("a state that says that the end is not known", () => {
  it.each(["acquirer message: Response Received Too Late, status: TIMEDOUT", "Payment result: UNKNOWN, card declined"])(
    "leaves it open, whatever else the text says: %s",
    async (text) => {
      expect(contextOf(text)).toHaveProperty("transaction.status", "unknown");
      expect((await diagnose(contextOf(text))).retry.when).toBe("check_status_first");
    },
  );
  it("is that of a payload that ran out of time", () => {
    expect(contextOf('{"id":"t1","status":"TIMEOUT","error_message":"no answer"}')).toMatchObject({
      transaction: { status: "unknown" },
    });
  });
});
