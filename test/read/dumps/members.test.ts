import { describe, expect, it } from "vitest";
import { contextOf, contextsOf, refusal } from "../helpers.js";

const failure = { code: "no_such_code_77", message: "The bank said no, try another card." };
const failed = { transaction: { status: "failed" }, failure };

describe("members that were copied without the brackets around them", () => {
  it.each([
    [
      "PHP print_r",
      `The plugin logs this:

    [status] => failed
    [code] => no_such_code_77
    [message] => The bank said no, try another card.

What may it be?`,
    ],
    [
      "print_r of an object with private members",
      `    [code:Acme\\Pay\\Sale:private] => no_such_code_77
    [returnMessage:Acme\\Pay\\Sale:private] => The bank said no, try another card.
    [status:Acme\\Pay\\Sale:private] => failed`,
    ],
    [
      "PHP var_dump",
      `  ["status"]=>
  string(6) "failed"
  ["code"]=>
  string(15) "no_such_code_77"
  ["message"]=>
  string(35) "The bank said no, try another card."`,
    ],
    [
      "a PHP array",
      `  'status' => 'failed',
  'code' => 'no_such_code_77',
  'message' => 'The bank said no, try another card.',`,
    ],
    [
      "a Ruby hash",
      `:status => "failed",
:code => "no_such_code_77",
:message => "The bank said no, try another card."`,
    ],
    [
      "a console without the first brace",
      `Error: payment
  status: 'failed',
  code: 'no_such_code_77',
  message: 'The bank said no, try another card.'
}
    at pay (/srv/pay.js:12:3)`,
    ],
    [
      "JSON with an object in it",
      `"status": "failed",
"error": { "code": "no_such_code_77", "message": "The bank said no, try another card." }`,
    ],
  ])("are read: %s", (_, text) => {
    expect(contextOf(text)).toEqual(failed);
  });

  it("keep their amount", () => {
    expect(
      contextOf("[STATUS] => TXN_FAILURE\n[TXNAMOUNT] => 12.50\n[CURRENCY] => INR\n[RESPMSG] => Bank said no"),
    ).toEqual({
      transaction: { status: "failed", amount: "12.50", currency: "INR" },
      failure: { message: "Bank said no" },
    });
  });

  it("are as many failures as there are runs of lines", () => {
    const text =
      "[status] => failed\n[code] => a_1\n[id] => p1\n\nand then\n\n[status] => failed\n[code] => b_2\n[id] => p2";
    expect(contextsOf(text)).toHaveLength(2);
  });

  it("are refused where more of the same object follows, so that nothing is read of half a payment", () => {
    const text = "code: 'no_such_code_77',\nmessage: 'x' },\nstatus: 'succeeded',\namount: '12.00'\n}";
    expect(refusal(text).message).toContain("a piece seems to be missing");
  });
});

describe("an object whose members stand on two lines below a sentence", () => {
  it("is read from its own first brace", () => {
    const text = `The log says:\n{"code":"no_such_code_77","message":"The bank said no, try another card.",\n"status":"failed"}`;
    expect(contextOf(text)).toEqual(failed);
  });
});

describe("objects in which something was cut", () => {
  it("are prose where PHP cut the arguments in a stack trace", () => {
    const text = `Uncaught exception 'Acme\\PaymentException' with message 'declined' #0 /a.php(74): pay('{"payer_id":"QX...') #1 {main}`;
    expect(contextOf(text)).toHaveProperty("failure.message");
  });

  it("are prose where Guzzle cut the body of an answer", () => {
    const text =
      'Server error: POST /v1/pay resulted in a `500 Internal Server Error` response: {"errors":[{"detail":"It broke {here} (truncated...)';
    expect(contextOf(text)).toHaveProperty("failure.message");
  });

  it("are prose where Apple's systems describe a response", () => {
    const text =
      "<NSHTTPURLResponse: 0x60> { URL: https://pay.example/v1 } { Status Code: 402, Headers { } } card_declined";
    expect(contextOf(text)).toHaveProperty("failure.message");
  });
});

it("members of a context of ours are refused without their brace and their end", () => {
  const text =
    '"transaction": {"amount": "5.00", "currency": "EUR", "status": "failed"},\n"failure": {"code": "51", "message": "x"';
  expect(refusal(text).reason).toBe("cut_off");
});

describe("what somebody left out of a paste", () => {
  it.each([
    `{"status": "failed", "code": "no_such_code_77", .... left out for brevity }`,
    `{"status": "failed", "code": "no_such_code_77" ... }`,
    `{"status": "failed", "items": [1, 2, ...], "code": "no_such_code_77", "more": ...}`,
  ])("is passed over where they say so: %s", (text) => {
    expect(contextOf(text)).toEqual({ transaction: { status: "failed" }, failure: { code: "no_such_code_77" } });
  });
});

describe("a text inside an error", () => {
  it("is looked into where it is an object, and is no message", () => {
    const text = JSON.stringify({
      error: JSON.stringify({ status: "FAILED", code: "no_such_code_77", message: "It broke." }),
      orderID: "7",
    });
    expect(contextOf(text)).toEqual({
      transaction: { status: "failed" },
      failure: { code: "no_such_code_77", message: "It broke." },
    });
  });
});

describe("one failure as JSON and as the struct of a program", () => {
  it("is one", () => {
    const message = "Your card was declined. This transaction requires authentication.";
    const json = JSON.stringify({ error: { code: "authentication_required", message, type: "card_error" } });
    const struct = `&stripe.Error{\n  ChargeID: "ch_1",\n  Code: "authentication_required",\n  Msg: "${message}",\n  HTTPStatusCode: 402,\n}`;
    expect(contextsOf(`The answer\n${json}\nbecomes this\n${struct}\nin Go`)).toHaveLength(1);
  });
});

it("entries of a list that print_r showed are read without the brackets around them", () => {
  const text =
    "print_r($answer);\n(\n    [0] => Array\n        (\n            [code] => 2060\n            [description] => The payer is the payee.\n        )\n\n)\n";
  expect(contextOf(text)).toMatchObject({ failure: { code: "2060", message: "The payer is the payee." } });
});
