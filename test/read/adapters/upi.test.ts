import { describe, expect, it } from "vitest";
import { readTransaction } from "../../../src/read/index.js";
import type { SourceValue } from "../../../src/read/value.js";
import { parseXml } from "../../../src/read/xml.js";
import { assess } from "../../support/untyped.js";
import { shapesOf } from "./shapes.js";

const upi = shapesOf("upi");

const status = (payload: SourceValue) =>
  (upi.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

describe("upi", () => {
  it("reads the bank's code inside the switch's", () => {
    const line = "U30|DEBIT HAS BEEN FAILED|Z9|INSUFFICIENT FUNDS IN CUSTOMER (REMITTER) ACCOUNT";
    const expected = {
      format: "upi.switch",
      context: {
        transaction: { status: "failed" },
        failure: {
          provider: "upi",
          code: "U30",
          message: "INSUFFICIENT FUNDS IN CUSTOMER (REMITTER) ACCOUNT",
          codes: [{ scheme: "upi.bank_code", code: "Z9" }],
        },
      },
      warnings: [],
    };
    expect(upi.read({ raw: line })).toEqual(expected);
    expect(upi.read(line)).toEqual(expected);
  });

  it.each([
    ["U30|DEBIT HAS BEEN FAILED|UT|REMITTER BANK TIMED OUT", "unknown"],
    ["U30|DEBIT HAS BEEN FAILED|RB|CREDIT REVERSAL TIMEOUT", "pending"],
    ["U67|DEBIT TIMEOUT", "unknown"],
    ["U69|COLLECT EXPIRED|Completed Using Callback", "expired"],
    ["U19|REQUEST AUTHORISATION IS DECLINED|ZA", "failed"],
  ])("reads %s as %s", (line, expected) => {
    expect(status({ raw: line })).toBe(expected);
  });

  it("reads what an app hands back", () => {
    const back = { txnId: "AXI1f2", responseCode: "ZM", Status: "FAILURE", txnRef: "order-1", ApprovalRefNo: "" };
    expect(upi.read(back)?.context).toEqual({
      transaction: { id: "AXI1f2", reference: "order-1", status: "failed" },
      failure: { provider: "upi", codes: [{ scheme: "upi.bank_code", code: "ZM" }] },
    });
    expect(status({ ...back, responseCode: "00", Status: "SUCCESS" })).toBe("succeeded");
    expect(status({ ...back, responseCode: "01", Status: "SUBMITTED" })).toBe("pending");
    expect(status({ ...back, responseCode: "00" })).toBe("failed");
  });

  it("reads the switch's own message", () => {
    const xml = parseXml(
      '<upi:RespPay xmlns:upi="http://npci.org/upi/schema/"><Head ver="2.0"/><Txn id="ABC1" refId="ord-1" ts="2024-02-02T10:00:00+05:30"/>' +
        '<Resp reqMsgId="1" result="FAILURE" errCode="U30"><Ref type="PAYER" seqNum="1" respCode="Z9" orgAmount="250.00"/></Resp></upi:RespPay>',
    );
    expect(upi.read(xml)?.context).toEqual({
      transaction: {
        id: "ABC1",
        reference: "ord-1",
        status: "failed",
        amount: "250.00",
        currency: "INR",
        at: "2024-02-02T10:00:00+05:30",
      },
      failure: { provider: "upi", code: "U30", codes: [{ scheme: "upi.bank_code", code: "Z9" }] },
    });
    const deemed = { RespPay: { Resp: { "@result": "DEEMED", "@errCode": "", Ref: [] } } };
    expect(status(deemed)).toBe("pending");
  });

  const gateway = {
    status: "SUCCESS",
    responseCode: "SUCCESS",
    payload: {
      amount: "500.00",
      gatewayTransactionId: "YBL01",
      merchantRequestId: "TXN1234567",
      gatewayResponseCode: "U30",
      gatewayPayerResponseCode: "Z9",
      gatewayResponseStatus: "FAILURE",
      gatewayResponseMessage: "Debit has been failed",
      payerVpa: "someone@bank",
      payerName: "Somebody",
    },
  };

  it("reads an acquirer's answer, whose outer success is the call's", () => {
    expect(upi.read(gateway)?.context).toEqual({
      transaction: { id: "YBL01", reference: "TXN1234567", status: "failed", amount: "500.00", currency: "INR" },
      failure: {
        provider: "upi",
        code: "U30",
        message: "Debit has been failed",
        codes: [{ scheme: "upi.bank_code", code: "Z9" }],
      },
    });
  });

  it.each(["DEEMED", "PENDING"])("does not call %s a failure", (word) => {
    expect(status({ ...gateway.payload, gatewayResponseStatus: word })).toBe("pending");
  });

  it("does not take a payer who was asked for one who has paid", () => {
    const asked = {
      ...gateway.payload,
      gatewayResponseStatus: "SUCCESS",
      gatewayResponseCode: "00",
      gatewayResponseMessage: "Collect request sent successfully",
    };
    expect(status(asked)).toBe("pending");
  });

  it("reads a bank's callback", () => {
    const callback = {
      merchantTranId: "612411454593",
      BankRRN: "615519221396",
      PayerVA: "x@icici",
      PayerAmount: "12",
      TxnStatus: "SUCCESS",
      TxnInitDate: "20160715142352",
    };
    expect(upi.read(callback)?.context.transaction).toEqual({
      id: "615519221396",
      reference: "612411454593",
      status: "succeeded",
      amount: "12",
      currency: "INR",
      at: "2016-07-15T14:23:52+05:30",
    });
  });

  it("reads a labelled switch code, without an amount of unknown unit", () => {
    const read = upi.read({ errCode: "U30", payerRespCode: "Z9", rrn: "4321", amount: 100, status: "FAILED" });
    expect(read?.context).toEqual({
      transaction: { status: "failed" },
      failure: { provider: "upi", code: "U30", codes: [{ scheme: "upi.bank_code", code: "Z9" }] },
    });
  });

  it("believes a switch code over a sender's own word, but not over its success", () => {
    expect(status({ errorCode: "U30", payerVpa: "a@b", status: "TXN_ERROR" })).toBe("failed");
    expect(status({ errorCode: "U30", payerVpa: "a@b", status: "COMPLETED" })).toBe("unknown");
    const foreign = upi.read({ errorCode: "U30", payerVpa: "a@b", countryCode: "IN" });
    expect(foreign?.context.failure).not.toHaveProperty("codes");
  });

  it.each([
    ["a unit of a flat", { code: "U30", name: "Corner flat" }],
    ["a line of something else", { raw: "A30|SOMETHING|Z9" }],
    ["a line with a code alone", "U30"],
    ["a response code of a card", { responseCode: "51", Status: "FAILURE" }],
    ["a mandate", { ...gateway.payload, gatewayTransactionId: null, mandateType: "CREATE" }],
  ])("does not claim %s", (_, payload) => {
    expect(upi.read(payload)).toBeNull();
  });
});

/** The format in which a paste is read, its state, and the cause of it. */
async function told(paste: object | string): Promise<string> {
  const text = typeof paste === "string" ? paste : JSON.stringify(paste);
  const [read] = readTransaction(text).transactions;
  const { transaction, causes } = await assess(read?.context);
  return [read.format, transaction.status, ...causes.map(({ code }) => code)].join(" ");
}

describe("a paste that speaks of UPI and names no provider", () => {
  it.each<[string, object]>([
    ["by a member", { upi: { vpa: "a@okhdfc" }, responseCode: "Z9", status: "FAILED" }],
    ["by its method", { payment_method: "upi", error_code: "Z9", status: "failed", id: "1" }],
    ["by its message", { message: "UPI transaction failed", responseCode: "Z9", status: "FAILED" }],
    ["by an address", { payerAddress: "a.b@oksbi", respCode: "Z9", result: "FAILURE" }],
  ])("has the bank's code of an object: %s", async (_, payload) => {
    expect(await told(payload)).toBe("upi.response failed balance.insufficient");
  });

  it("has the switch's code of an object too", async () => {
    expect(await told({ payeeAddress: "shop@icici", respCode: "U16", result: "FAILURE" })).toBe(
      "upi.response failed risk.compliance_block",
    );
    expect(await told({ vpa: "name@ybl", responseCode: "U69", status: "FAILED" })).toBe(
      "upi.response expired transaction.expired",
    );
    expect(await told({ vpa: "name@ybl", responseCode: "BT", status: "FAILED" })).toBe(
      "upi.response unknown network.timeout",
    );
  });

  it("keeps what else it says: its id, and an amount that has paise", () => {
    const payload = {
      method: "upi",
      error_code: "ZM",
      id: "pay_1",
      order_id: "o-1",
      amount: "10.50",
      status: "failed",
    };
    expect(readTransaction(JSON.stringify(payload)).transactions[0]?.context.transaction).toEqual({
      id: "pay_1",
      reference: "o-1",
      status: "failed",
      amount: "10.50",
      currency: "INR",
    });
  });

  it.each([
    ["UPI error ZM", "authentication.password_wrong"],
    ["UPI payment failed U30", "issuer.declined"],
    ["My UPI transfer bounced, response code is U16", "risk.compliance_block"],
    ["Error Code: Z9 (NPCI)", "balance.insufficient"],
    ["payment to name@okaxis failed with code BT", "network.timeout"],
  ])("has the code of a sentence: %s", async (text, cause) => {
    expect(await told(text)).toBe(`text failed ${cause}`);
  });

  it.each([
    ["a mail address", { email: "a.b@gmail.com", code: "Z3", status: "FAILED", id: "1" }],
    ["a country", { upi: true, countryCode: "ZA", status: "FAILED", id: "1" }],
    ["a code that says all is well", { upi: true, code: "OK", status: "FAILED", id: "1" }],
  ])("is not read so by %s", async (_, payload) => {
    expect(await told(payload)).toBe("generic failed");
  });

  it.each(["Scan the UPI QR code ZA", "QR code not scanning in UPI app", "write to a.b@gmail.com, error code Z9"])(
    "is not read where no code is named: %s",
    (text) => expect(() => readTransaction(text)).toThrow(),
  );
});
