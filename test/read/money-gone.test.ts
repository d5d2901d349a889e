import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf } from "./helpers.js";

const causesOf = async (text: string) => {
  const { causes, retry } = await diagnose(contextOf(text));
  return { causes: causes.map(({ code, certainty }) => `${code} ${certainty}`), retry: retry.when };
};

describe("what people write of money that is gone", () => {
  it.each([
    ["French", "Bonjour, 12 500 F ont été débités hier mais le marchand n'a rien reçu"],
    ["Vietnamese", "ngân hàng đã trừ tiền mà đơn hàng vẫn chưa xong"],
    ["Russian", "деньги списались, а заказ не оплачен"],
    ["Thai", "โอนไม่สำเร็จ แต่เงินถูกตัดจากบัญชีแล้ว"],
    ["Filipino", "nabawas na po sa wallet ko pero wala pa sa kanya"],
    ["Arabic", "تم خصم المبلغ من حسابي والطلب لم يكتمل"],
    ["English", "the money is debited, but the order is not there"],
    ["English, of a customer", "recorded as open, but the payment is taken from their bank account"],
    ["English, of a merchant", "he accepted it, however the shop does not receive the money"],
    ["Swahili", "pesa zimekatwa lakini sijapata huduma"],
    ["Hindi in Latin script", "mere account se 320 kat liye aur recharge pending"],
    ["Bengali in Latin script", "bkash diye payment korchi, taka kete niyeche kintu order hoy nai"],
    ["Portuguese", "meu pix não caiu para a loja"],
    ["Portuguese, later", "fiz um Pix ontem. Até agora não foi creditado na outra conta"],
    ["Japanese", "お金が引き落とされたのに注文が完了していません"],
    ["Spanish", "me debitaron el pago y el pedido sigue igual"],
    ["English, of many", "payments by bank transfer fail but the users are charged"],
    ["Portuguese, of a card", "comprei por R$ 3,00, que foi cobrado em meu cartão, e a loja diz: Falha no pagamento!"],
  ])("is warned of, and nobody is told to pay again: %s", async (_, text) => {
    expect(await causesOf(text)).toEqual({
      causes: ["transaction.debited_not_completed possible"],
      retry: "check_status_first",
    });
  });

  it.each(["tài khoản chưa bị trừ tiền", "деньги не списались", "hindi nabawas sa wallet ko"])(
    "is not claimed where it is denied: %s",
    async (text) => expect((await causesOf(`card declined. ${text}`)).causes.join()).not.toContain("debited"),
  );
});
