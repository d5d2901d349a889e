import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import { meant } from "../../support/meant.js";
import { assess } from "../../support/untyped.js";

async function told(text: string): Promise<string> {
  const [read] = readTransaction(text).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read.format, transaction.kind, transaction.status, ...causes.map((c) => `${c.certainty} ${c.code}`)].join(
    " ",
  );
}

describe("a withdrawal that an exchange refuses", () => {
  it.each([
    [
      'huobi {"status":"error","err-code":"dw-withdraw-min-limit","err-msg":"too little","data":null}',
      "htx.error withdrawal failed certain limit.minimum",
    ],
    [
      '{"status":"error","err-code":"base-currency-chain-error","err-msg":"no such chain","data":null}',
      "htx.error payment failed likely chain.wrong_network",
    ],
    [
      'okx {"code":"58207","data":[],"msg":"Withdrawal address is not whitelisted"}',
      "okx.error withdrawal failed likely instrument.not_linked",
    ],
    [
      'okx {"code":"58116","data":[],"msg":"Transfer amount exceeds the limit"}',
      "okx.error payment failed likely limit.per_transaction",
    ],
    [
      'bybit {"retCode":131096,"retMsg":"amount","result":{},"retExtInfo":{},"time":1692973194412}',
      "bybit.error withdrawal failed possible limit.per_transaction",
    ],
    [
      '{"retCode":10000,"retMsg":"Server Timeout","result":{},"time":1692973194412}',
      "bybit.error payment unknown certain network.timeout",
    ],
  ])("is read: %s", async (text, wanted) => expect(await told(text)).toBe(wanted));

  it("is read in a mail too, which broke its code over two lines", async () => {
    const mail = "Kraken: could not execute request! #7 ([EFunding:Unknown\nwithdraw key])";
    expect(await told(mail)).toBe("text payment failed possible payee.not_found");
  });

  it("has a cause by its message where the code means several things", async () => {
    const text =
      '{"retCode":131001,"retMsg":"Account available balance insufficient","result":{},"time":1692973194412}';
    expect(await told(text)).toBe("bybit.error withdrawal failed possible balance.insufficient");
  });

  it.each([
    '{"code":"58350","data":[],"msg":"x","requestId":"1"}',
    '{"code":"51350","data":[],"msg":"failed"}',
    '{"status":"error","err-code":"E 5","err-msg":"failed"}',
    '{"retCode":131093,"retMsg":"failed"}',
  ])("is not taken from others: %s", (text) => {
    expect(readTransaction(text).transactions[0]?.format).toBe("generic");
  });
});

describe("Behpardakht Mellat sends a payer back", () => {
  const back = (code: string) => `RefId=AF82041B2F2D75F2&ResCode=${code}&SaleOrderId=50912&SaleReferenceId=1234567`;
  it.each([
    ["12", "failed certain balance.insufficient"],
    ["17", "cancelled certain authentication.cancelled"],
    ["113", "failed likely issuer.unavailable"],
  ])("with the code %s", async (code, wanted) => {
    expect(await told(back(code))).toBe(`behpardakht.callback payment ${wanted}`);
  });

  it("after a payment that succeeded", () => {
    expect(readTransaction(back("0")).transactions[0]?.context.transaction).toEqual({
      id: "AF82041B2F2D75F2",
      reference: "50912",
      status: "succeeded",
    });
  });

  it("asks to look up a repeated request before another", async () => {
    expect(await meant("behpardakht", "41", "payment")).toEqual(["certain transaction.duplicate"]);
  });
});
