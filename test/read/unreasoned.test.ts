import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { contextOf, refusal } from "./helpers.js";

const causesOf = async (text: string) => (await diagnose(contextOf(text))).causes.map(({ code }) => code);

describe("how programs say that a payment failed, without the reason", () => {
  it.each([
    "Could not retrieve order. OrderEndpoint.php:459 Order status changed from Pending payment to Failed.",
    "Erro no pagamento: Pagamento cancelado. Status do pedido alterado de Aguardando para Cancelado.",
    "Credit Card Payment Failed with message: ”",
    "Acme: Received data with invalid payment status: 2",
    'I get Error Domain=com.acme.pay Code=2 "It did not work out"',
    "server log: get_brand_wcpay_request:fail",
  ])("%s", (text) => {
    expect(contextOf(text)).toHaveProperty("failure.message");
  });
});

it.each(["eu recebi o erro CFE-PGR-0108 no aplicativo", "error code: ABC-XY-1234 at the till"])(
  "a code with hyphens counts behind the word for an error: %s",
  (text) => expect(contextOf(text)).toHaveProperty("failure.message"),
);

it("the time in brackets in front of a log is no list that was cut off", () => {
  const text =
    '[2024-05-07 16:22:40] production.ERROR: Your card has expired. {"userId":804,"exception":"[object] (CardError(code: 402): Your card has expired. at /srv/app/Handler.php:12)';
  expect(contextOf(text)).toMatchObject({ failure: { message: expect.stringContaining("Your card has expired") } });
});

it("a number beside an error has the reason that the text around it gives", () => {
  const text =
    'Error: replacement fee too low (error={"name":"ProviderError","code":-32000,"_isProviderError":true}, method="sendTransaction"';
  expect(contextOf(text)).toMatchObject({
    failure: { code: "-32000", message: expect.stringContaining("replacement fee too low") },
  });
});

it("a payment that is called paid beside an error in words is open", () => {
  expect(contextOf('{"id":"7","status":"paid","error":"insufficient funds"}')).toMatchObject({
    transaction: { status: "unknown" },
    failure: { message: "insufficient funds" },
  });
});

it("the name of a picture on a page is no word of a failure", () => {
  const shown = "java.io.FileNotFoundException: https://static.shop.example/result/card_declined@1.5x.png?v=5";
  expect(refusal(shown).reason).toBe("no_transaction");
});

describe("that a payment failed, and no reason", () => {
  it.each([
    "Stripe: your payment failed twice",
    "Midtrans: pembayaran gagal, tolong dicek",
    "Alipay 支付失败，请问怎么处理",
    "Razorpay par payment nahi ho raha",
    "PayU: płatność nie powiodła się",
    "PayPal の決済エラー",
    "Adyen: die Zahlung ist fehlgeschlagen",
    "ZarinPal, which has no table: تراکنش ناموفق میباشد",
    "Houve um erro no pagamento. Cielo: order data recovered successfully, transaction successfully created",
  ])("is read where the provider is named, with no cause: %s", async (text) => {
    const { provider, message } = (contextOf(text) as { failure: { provider?: string; message?: string } }).failure;
    expect([typeof provider, message]).toEqual(["string", text]);
    expect(await causesOf(text)).toEqual([]);
  });
  it.each([
    "my payment failed",
    "Stripe: the payment has not failed",
    "Stripe: the payment succeeded after a failed payment",
    "Stripe: hello",
  ])("is asked for more: %s", (text) => {
    expect(refusal(text).message).toContain("code and message alone");
  });
  it("does not hide what an object says", () => {
    const text = 'Stripe payment failed: {"note": "see below", "why": "card_declined_by_issuer expired_card"}';
    expect(JSON.stringify(contextOf(text))).toContain("expired_card");
  });
});

describe("the name of a class", () => {
  it.each([
    ["with its namespace", "Acme \\ Gateway \\ Zarinpal \\ PayException (-22)"],
    ["as PHP prints it", "Requesting a payment with Shop_XML Object\nStripe: the payment failed"],
  ])("%s tells nothing by its words", async (_, text) => {
    expect(await causesOf(`Stripe: payment failed\n${text}`)).toEqual([]);
  });
});
