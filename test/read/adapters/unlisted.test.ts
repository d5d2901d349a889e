import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/api/index.js";
import { readTransaction } from "../../../src/read/index.js";

const first = (text: string) => readTransaction(text).transactions[0].context;
const causeOf = async (text: string) => (await diagnose(first(text))).causes[0]?.code;
const soap = (body: string) =>
  `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;

describe("an answer of a gateway that nobody lists", () => {
  it("has its code and its text under names that only end as the usual ones do", async () => {
    const form = "acme_result=1&acme_result_message=Invalid+security+code&acme_trans_id=77&acme_avs_result=Declined";
    expect(first(form)).toEqual({
      transaction: { id: "77", status: "failed" },
      failure: { message: "Invalid security code" },
    });
    expect(await causeOf(form)).toBe("instrument.invalid_details");
    expect(first('{"host_resp_code":"51","HostResponseText":"Not enough money on it","order_id":"9"}').failure).toEqual(
      {
        code: "51",
        message: "Not enough money on it",
      },
    );
  });

  it("is no failure for what a check found, nor for a code alone under such a name", () => {
    const paid = '{"id":"9","status":"paid","cvv_result":"Not Processed","avs_response":"Declined","shop_state":"KO"}';
    expect(() => first(paid)).toThrow("Cannot read");
    expect(() => first('{"order_id":5,"gateway_code":"B7"}')).toThrow("Cannot read");
  });

  it("lies in as many envelopes as there are", () => {
    const result = "<TxnResult><HostCode>7</HostCode><AuthResult>Declined</AuthResult><TransNo>4</TransNo></TxnResult>";
    const found = first(
      soap(`<PayResponse><PayResult><Answer><Reply>${result}</Reply></Answer></PayResult></PayResponse>`),
    );
    expect(found.transaction?.status).toBe("failed");
  });

  it("was declined where it says so of the payment, whatever its envelope says of the call", async () => {
    const denied = '{"status":"success","answer":{"response_code":"57","response_description":"Transacción denegada"}}';
    expect(first(denied).transaction?.status).toBe("failed");
    expect(first('{"result":"OK","transaction_approved":0,"bank_message":"Card is expired"}').transaction?.status).toBe(
      "failed",
    );
    expect(
      first("<Reply><Result>OK</Result><Txn><approved>No</approved><id>3</id></Txn></Reply>").transaction?.status,
    ).toBe("failed");
    expect(await causeOf('{"trans_id":"5","AuthorisationResult":"Refused"}')).toBe("issuer.declined");
  });

  it("says why in an element that has attributes, and in the field that is wrong", async () => {
    expect(first('<answer><error code="7">Invalid card number: 4</error></answer>').failure).toEqual({
      code: "7",
      message: "Invalid card number: 4",
    });
    expect(first('{"id":"5","errors":{"card_number":["is not a valid one"]}}').failure?.message).toBe(
      "card_number is not a valid one",
    );
  });

  it("says nothing where it only says that the call went well", async () => {
    const xml =
      '<acmeResponse message="Valid Format"><sale><id>6</id><code>110</code><message>Insufficient Funds</message></sale></acmeResponse>';
    expect(first(xml).failure?.message).toBe("Insufficient Funds");
    expect(await causeOf(xml)).toBe("balance.insufficient");
  });

  it("is not left open by the name of what was asked for, nor by that of an HTTP status", () => {
    const sale =
      '{"transaction_id":"7","action":"sale","response":{"response_code":"U20","response_desc":"Invalid account"}}';
    expect(first(sale).transaction?.status).toBe("failed");
    const list =
      '{"errors":[{"status":"Payment Required","request_id":"8","description":"The bank wants to be called"}]}';
    expect(first(list).transaction?.status).toBe("failed");
    expect(first('{"id":"7","status":"in_limbo","code":"E9","message":"Ask us"}').transaction?.status).toBe("unknown");
  });

  it("says why behind the state in one word with it", async () => {
    const xml =
      "<txn><status>Declined</status><result>DECLINED:1102:Invalid card number:</result><orderid>2</orderid></txn>";
    expect(await causeOf(xml)).toBe("instrument.invalid_details");
  });

  it("has no test system for its provider, and no state for its code", () => {
    const answer = first('{"processor":"TEST","id":"4","error":"DECLINED"}');
    expect(answer).toMatchObject({ failure: { message: "DECLINED" } });
    expect(answer.failure).not.toHaveProperty("code");
    expect(answer.failure).not.toHaveProperty("provider");
  });
});

describe("an answer in a form that hides it", () => {
  it("is base64, as banks send what they signed", () => {
    const inner = btoa('{"transactionId":"88","status":"DECLINED","message":"The card has expired"}');
    const read = first(`{"version":"V1","parameters":"${inner}","signature":"c2lnbmVk"}`);
    expect(read).toMatchObject({ transaction: { id: "88" }, failure: { message: "The card has expired" } });
    expect(first(`{"signed":"eyJhbGciOiJub25lIn0.${inner.replace(/=+$/, "")}.sig"}`).transaction?.id).toBe("88");
  });

  it("is XML inside a string", () => {
    const text = String.raw`raw: "<?xml version=\"1.0\"?>\n<answer kind=\"sale\"><id>4</id><status>DECLINED</status><message>Card is expired</message></answer>\n" in 3 ms`;
    expect(first(text)).toMatchObject({ transaction: { id: "4" }, failure: { message: "Card is expired" } });
  });

  it("is XML that was cut off, of which the words are read and no amount", async () => {
    const text =
      'the log says\n<?xml version="1.0"?><pay><amount>12.50</amount><currency>EUR</currency><text>Card has expired</text>';
    expect(first(text)).not.toHaveProperty("transaction.amount");
    expect(await causeOf(text)).toBe("instrument.expired");
  });

  it("is a row of elements without one around them", () => {
    const text =
      "they answered <r_time>now</r_time><r_error>X-12: Card is expired.</r_error><r_approved>DECLINED</r_approved>";
    expect(readTransaction(text).transactions).toHaveLength(1);
    expect(first(text).failure?.message).toContain("Card is expired");
  });

  it("stands behind a sentence that mentions a member", () => {
    const text = 'It always has "status":"approved" in it:\n{"id":"3","status":"declined","message":"Card is expired"}';
    expect(first(text).transaction).toEqual({ id: "3", status: "failed" });
  });

  it("is a form that was decoded, with spaces in its values", () => {
    const text =
      "answer = 'order_id=77&order_status=Failure&card_name=Bank of Ada&currency=INR&amount=640.89&city=Old Town'";
    expect(first(text).transaction).toMatchObject({
      reference: "77",
      amount: "640.89",
      currency: "INR",
      status: "failed",
    });
  });

  it("is a link, once also where Markdown has it twice", () => {
    const link = "https://shop.example/receipt/2571/?payment_id=MP77&payment_status=Failed&request_id=d7af49b7";
    const text = `the page [${link}](${link})\nsays that it was paid`;
    expect(first(text).transaction).toEqual({ id: "MP77", status: "failed" });
    expect(first(`see (${link})`).transaction).toEqual({ id: "MP77", status: "failed" });
  });

  it("names the owner of a code by its form", async () => {
    const text =
      '<Answer><Payment code="CC.DB"/><Status code="60">REJECTED</Status><Return code="800.100.153">declined</Return></Answer>';
    expect(first(text).failure).toMatchObject({ provider: "oppwa", code: "800.100.153" });
    expect(await causeOf(text)).toBe("instrument.invalid_details");
  });
});

describe("a provider's own code", () => {
  it("outweighs that of a bank behind it, where it says more", async () => {
    const form = "vpc_TxnResponseCode=4&vpc_AcqResponseCode=04&vpc_Message=Expired+Card&vpc_MerchTxnRef=5";
    expect(await causeOf(form)).toBe("instrument.expired");
  });

  it("is found in a note behind a name that ends as codes do", async () => {
    expect(await causeOf("Redsys: Pedido 1044: Ds_Response=0116, el pago no se ha realizado")).toBe(
      "balance.insufficient",
    );
  });
});
