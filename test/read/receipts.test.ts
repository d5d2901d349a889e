import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf } from "./helpers.js";

describe("the lines of a receipt, whose names and values are parted by a space", () => {
  const receipt =
    "Date 2024-06-23 13:19:47\nAmount COP $2,500\nReceipt 1498\nAccount \nState Rejected\nResponse Code XQ";

  it.each([
    ["as they were copied", `Hello,\n\nwhat is this?\n${receipt}\n\nMy details are\nSession\n491`],
    ["parted by tabs", receipt.replace(/^(Date|Amount|Receipt|State|Response Code) /gm, "$1\t")],
  ])("are read %s", (_, text) => {
    const { transactions, warnings } = readTransaction(text);
    expect(transactions).toMatchObject([
      {
        context: {
          transaction: { status: "failed", amount: "2500", currency: "COP" },
          failure: { code: "XQ" },
        },
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it("give a whole amount in a currency with cents as a person reads it", () => {
    expect(
      readTransaction("Amount USD $20\nStatus Declined\nError code 7Z").transactions[0].context.transaction,
    ).toEqual({
      status: "failed",
      amount: "20",
      currency: "USD",
    });
  });

  it.each([
    ["of which none says how it ended", "Amount EUR 20.00\nResponse Code XQ\nmy card has expired"],
    ["which are parts of sentences", "Status of my order is unclear\nAmount that I paid was 20\nmy card has expired"],
    ["with other lines between", "Amount EUR 20.00\n\nmy card has expired\n\nStatus Declined"],
  ])("are prose, %s", (_, text) => {
    const [{ format, context }] = readTransaction(text).transactions;
    expect(format).toBe("text");
    expect(context.transaction?.amount).toBeUndefined();
  });

  it("belong to the first receipt where two stand apart", () => {
    const text = `${receipt}\n\n${receipt.replace("2,500", "9,900")}`;
    expect(readTransaction(text).transactions[0].context.transaction).toMatchObject({ amount: "2500" });
  });
});

describe("the body of an answer that Guzzle cut", () => {
  const answer = (body: string) =>
    `GuzzleHttp\\Exception\\ClientException: Client error: \`POST https://api.acme.example/charge\` resulted in a \`400 Bad Request\` response:\n${body} (truncated...)\n in file D:\\srv\\RequestException.php on line 113\``;
  const body =
    '{\n  "status": "failed",\n  "error_code": "insufficient_funds",\n  "amount": "12.50",\n  "currency": "EUR",\n  "data": {\n    "reference": "r9, x",\n    "note": "fai';

  it.each([
    ["as it is", body],
    ["with its quotes escaped for a page", body.replaceAll('"', "&quot;")],
  ])("is read up to the cut, without its amount: %s", (_, cut) => {
    const { transactions, warnings } = readTransaction(answer(cut));
    expect(transactions).toHaveLength(1);
    expect(transactions[0].context).toEqual({
      transaction: { status: "failed", reference: "r9, x" },
      failure: { code: "insufficient_funds" },
    });
    expect(warnings.map(({ code }) => code)).toEqual(["object_unread"]);
  });

  it("may say no more than that it failed", () => {
    const cut = '{"success": false, "message": "Charge attempted", "data": {"reference": "r9';
    expect(contextOf(answer(cut))).toMatchObject({
      transaction: { status: "failed" },
      failure: { message: "Charge attempted" },
    });
  });

  it("gives way to the words around it where nothing stands before the cut", () => {
    const [{ format, context }] = readTransaction(answer('{"errors":[{"detail":"not enough mon')).transactions;
    expect(format).toBe("text");
    expect(context.failure?.message).toContain("400 Bad Request");
  });
});
