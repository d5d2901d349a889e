import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
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
    ["Swahili", "pesa zimekatwa lakini sijapata huduma"],
    ["Hindi in Latin script", "mere account se 320 kat liye aur recharge pending"],
    ["Bengali in Latin script", "bkash diye payment korchi, taka kete niyeche kintu order hoy nai"],
    ["Portuguese", "meu pix não caiu para a loja"],
    ["Spanish", "me debitaron el pago y el pedido sigue igual"],
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

describe("why it failed, in the words of banks", () => {
  it.each([
    ["Лимит: превышен суточный лимит переводов", "limit.daily"],
    ["giao dịch bị từ chối: số dư tài khoản không đủ", "balance.insufficient"],
    ["Rücklastschrift wegen mangelnder Deckung", "balance.insufficient"],
    ["devuelta por cuenta inexistente", "payee.not_found"],
    ["valor acima do limite noturno do Pix", "limit.daily"],
    ["提示超出单日累计限额", "limit.daily"],
    ["salio lako halitoshi kufanya muamala", "balance.insufficient"],
  ])("%s", async (text, cause) => expect((await causesOf(text)).causes).toEqual([`${cause} possible`]));
});

describe("why it failed, in the words of nodes and programs of chains", () => {
  it.each([
    ["Transfer: insufficient lamports 5000, need 20000", "balance.insufficient"],
    ["Simulation failed: Error processing Instruction 1: custom program error: 0x1", "balance.insufficient"],
    ["checking transaction: GasBalanceTooLow", "chain.gas_insufficient"],
    ["kind: InsufficientCoinBalance, command: 0", "balance.insufficient"],
    ["rejected: Transaction nonce is too low. Try incrementing the nonce.", "chain.nonce_conflict"],
    ["Error #-25: Missing inputs", "transaction.duplicate"],
    ["The latest ledger sequence 12 is greater than the transaction's LastLedgerSequence", "chain.expired"],
    ["submit failed (OutsideValidityIntervalUTxO (SlotNo 12))", "chain.expired"],
  ])("%s", async (text, cause) => expect((await causesOf(text)).causes).toEqual([`${cause} possible`]));

  it("a contract that stopped, and a fault while processing, give way to the reason beside them", async () => {
    const log = "Error processing Instruction 2\nProgram log: insufficient lamports 1, need 2\nProgram Abc failed";
    expect((await causesOf(log)).causes).toEqual(["balance.insufficient possible"]);
  });

  it("words of two lines are no phrase", async () => {
    const text = "Log: min relay fee not met, insufficient\nGas was set by hand";
    expect((await causesOf(text)).causes).toEqual(["chain.fee_too_low possible"]);
  });
});

describe("the code of a table in a sentence", () => {
  it.each([
    ["Our debit came back, ACH return R29", "nacha", "R29", "issuer.revoked"],
    ["SEPA transfer rejected with reason AC04", "iso20022", "AC04", undefined],
    ["Lastschrift zurückgegeben, Grund AM04", "iso20022", "AM04", "balance.insufficient"],
    ["UPI collect failed with U69", "upi", "U69", undefined],
    ["ATM cash withdrawal declined, resp code: 51", "iso8583", "51", "balance.insufficient"],
    ["sent 20 and got tecNO_DST_INSUF_XRP", "xrpl", "tecNO_DST_INSUF_XRP", undefined],
  ])("is told with its meaning, and is possible at most: %s", async (text, provider, code, cause) => {
    const { said, causes, retry } = await diagnose(contextOf(text));
    expect(said[0]).toMatchObject({ provider, ...(code && { code }) });
    expect(said[0]?.meaning).not.toBeNull();
    expect(causes[0]?.certainty).toBe("possible");
    if (cause !== undefined) expect(causes[0]?.code).toBe(cause);
    expect(retry.when).not.toBe("now");
  });

  it.each([
    ["of another scheme", "NEFT returned, reason R03, account closed", "nacha"],
    ["that is a name", "card declined at gate R29", "nacha"],
    ["without a word for it", "card declined for seat AM04", "iso20022"],
  ])("is left alone where the word may be something else: %s", async (_, text, provider) => {
    const { said } = await diagnose(contextOf(text));
    expect(said.map((one) => one.provider)).not.toContain(provider);
  });

  it("in a notice of lines has its scheme from the words around it", async () => {
    const notice = "ACH debit returned.\nReturn code: R01\nTrace: 0912";
    expect((await diagnose(contextOf(notice))).said[0]).toMatchObject({ provider: "nacha", code: "R01" });
  });
});

describe("a failure that only the inside of an object tells", () => {
  it("is told in words", async () => {
    const text = "tx: ExecutionError { inner: Inner { kind: InsufficientCoinBalance, command: Some(0) } }";
    expect((await causesOf(text)).causes).toEqual(["balance.insufficient possible"]);
  });

  it("is not where the object tells of a success", () => {
    const text = 'body: {"foo": {"success": true, "note": "earlier try: insufficient funds"}}';
    expect(() => readTransaction(text)).toThrow();
  });

  it("stands in front of the frames of a stack trace, whose arguments are cut off", () => {
    const text = `ERROR: exchange {"code":-2010,"msg":"Account has insufficient balance for requested action."}
#0 /srv/app/Exchange.php(12): Exchange->handle(400, '', 'POST', '{"code":-2010,"...')
#1 [internal function]: Exchange->request('order')
#2 {main}`;
    expect(contextOf(text)).toMatchObject({ failure: { code: "-2010" } });
  });
});
