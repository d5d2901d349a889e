import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

const five = { transaction: { amount: "5", status: "failed" } };
const strict = '{"transaction":{"amount":5,"status":"failed"}}';

describe("what people paste for JSON", () => {
  it.each([
    ["a byte order mark", `\ufeff${strict}`],
    ["zero-width characters", '{\u200b"transaction"\u200d:{"amount":\u20605,"status":"failed"}}'],
    ["no-break and ideographic spaces", '{\u00a0"transaction":\u3000{"amount":\u202f5,"status":"failed"}}'],
    [
      "terminal colours",
      '{\u001b[34;1m"transaction"\u001b[0m:{"amount":\u001b[33m5\u001b[0m,"status":\u001b[32m"failed"\u001b[0m}}',
    ],
    ["full-width punctuation", '｛"transaction"：｛"amount"：5，＂status＂："failed"｝｝'],
    ["letters of mathematics", "{𝐭𝐫𝐚𝐧𝐬𝐚𝐜𝐭𝐢𝐨𝐧: {𝘢𝘮𝘰𝘶𝘯𝘵: 5, 𝘴𝘵𝘢𝘵𝘶𝘴: '𝙛𝙖𝙞𝙡𝙚𝙙'}}"],
    ["corner brackets", "{「transaction」:{「amount」:5,『status』:「failed」}}"],
    ["smart quotes", "{“transaction”:{”amount“:5,‘status’:„failed“}}"],
    ["smart quotes a program half replaced", '{“transaction":{“amount": 5,“status":“failed"}}'],
    ["comments", '{ // one\n"transaction":/* two {"amount": 6} */{"amount":5, # three\n"status":"failed"} }'],
    ["trailing commas", '{"transaction":{"amount":5,"status":"failed",},}'],
    ["single quotes", "{'transaction':{'amount':5,'status':'failed'}}"],
    ["backticks", "{`transaction`:{`amount`:5,`status`:`failed`}}"],
    ["bare keys", "{transaction:{amount:5,status:'failed'}}"],
    ["a dict of Python", "{u'transaction': {'amount': 5, 'status': b'failed'}}"],
    ["a hash of Ruby", '{:transaction=>{"amount"=>5, :status=>:failed}}'],
    ["a new hash of Ruby", "{transaction: {amount: 5, status: :failed}}"],
    ["an assignment", `const x = ${strict};`],
    ["a log line", `2026-11-22 10:00:01 [main] ERROR a.b.C - failed payload=${strict} (attempt 2 of 3)`],
    ["a code fence", `Here it is:\n\`\`\`json\n${strict}\n\`\`\`\nThanks!`],
    ["a mail quote", '> {"transaction":\n> > {"amount":5,\n> "status":"failed"}}'],
    ["a mail quote wrapped by the mailer", '> {"transaction":{"amount":5,\n"status":"failed"}}'],
    ["line numbers", '  9 | {"transaction":\n 10 | {"amount":5,\n 11 |\n 12 | "status":"failed"}}'],
    ["line numbers with an empty line", '1 {"transaction":{\n2 "amount":5,\n\n3 "status":"failed"}}'],
    ["line numbers after prose", 'payload: here\n1 {"transaction":{\n2 "amount":5,\n3 "status":"failed"}}'],
    ["a mail quote with an angle bracket", '> {"transaction":\n> {"amount":5,"status":"failed"}} <b>'],
    [
      "XML whose lines begin with the end of a tag",
      "<x\n><transaction\n><amount>5</amount><status>failed</status></transaction></x>",
    ],
    [
      "escaped HTML with line breaks",
      "{&quot;transaction&quot;:<br>{&quot;amount&quot;:5,&quot;status&quot;:&quot;failed&quot;}}",
    ],
    ["line numbers with a space", '1 {"transaction":{\n2  "amount":\n3  5,\n4  "status":"failed"}}'],
    ["escaped HTML", "{&quot;transaction&quot;:{&quot;amount&quot;:5,&quot;status&quot;:&quot;failed&quot;}}"],
    [
      "escaped HTML with numbers",
      "{&#34;transaction&#34;:&nbsp;{&#39;amount&#39;:5,&#34;status&#34;:&#34;failed&#34;}}",
    ],
    ["JSON inside a page", `<html><body><pre>${strict}</pre></body></html>`],
    ["JSON inside a JSON string", JSON.stringify(strict)],
    ["JSON inside a string in a log", `msg=${JSON.stringify(strict)} level=error`],
    ["JSON escaped twice", `"msg=${JSON.stringify(JSON.stringify(strict)).slice(1, -1)}"`],
    ["a string of JavaScript", `JSON.parse('${strict}')`],
    ["a JSON string with faults in it", JSON.stringify({ body: "{'transaction':{amount:5,status:'failed',}}" })],
    [
      "a log record with the payload in its text",
      JSON.stringify({ log: `ERROR payment ${strict}\n`, stream: "stderr" }),
    ],
  ])("reads %s", (_, text) => {
    expect(contextOf(text)).toEqual(five);
  });

  it.each([
    ["True", true],
    ["true", true],
    ["False", false],
    ["None", null],
    ["nil", null],
    ["undefined", null],
    ["NULL", null],
  ])("reads the literal %s", (literal, value) => {
    expect(contextOf(`{transaction: {debited: ${literal}}}`)).toEqual({ transaction: { debited: value } });
  });

  it.each([
    ["objects one after the other", `${strict}${strict}`],
    ["one a line", `${strict}\n${strict}\n`],
    ["with commas between", `${strict},\n${strict},`],
    ["in a list", `[${strict},${strict}]`],
    ["in a list with a trailing comma", `[${strict},${strict},]`],
    ["in several log lines", `a ${strict}\nb ${strict} c`],
  ])("reads several: %s", (_, text) => {
    expect(contextsOf(text)).toEqual([five, five]);
  });

  it("leaves entities inside a text of ordinary JSON to the letter", () => {
    const failure = { message: "x {&quot;a&quot;} &amp;" };
    expect(contextOf(`{"failure":${JSON.stringify(failure)},}`)).toEqual({ failure });
    expect(contextOf("see &lt;b&gt; {failure: {message: 'a &amp; b'}}")).toEqual({ failure: { message: "a &amp; b" } });
  });

  it("takes a first line that names a part of a context for prose", () => {
    expect(contextOf(`balance\n${strict}`)).toEqual(five);
    expect(refusal(`extensions\n${strict}`).hint).toMatch(/part of "extensions"/);
  });

  it("gives the line on which each transaction starts", () => {
    const lines = readTransaction(`\n\nfirst:\n${strict}\r\n  \r\n[\n${strict}]`).transactions.map(({ line }) => line);
    expect(lines).toEqual([4, 7]);
  });
});

describe("the log of repairs", () => {
  const repairsOf = (text: string) => readTransaction(text).repairs;

  it("says where, what it was and what it is now, one entry a place", () => {
    expect(repairsOf("{\n  'transaction'： {“id”: \"x\",},\n}")).toEqual([
      { line: 2, column: 3, was: "'", now: '"', kind: "structure" },
      { line: 2, column: 15, was: "'", now: '"', kind: "structure" },
      { line: 2, column: 16, was: "：", now: ":", kind: "structure" },
      { line: 2, column: 19, was: "“", now: '"', kind: "structure" },
      { line: 2, column: 22, was: "”", now: '"', kind: "structure" },
      { line: 2, column: 28, was: ",", now: "", kind: "structure" },
      { line: 2, column: 30, was: ",", now: "", kind: "structure" },
    ]);
  });

  it("is in the order of the text, and calls structure what stands before any string", () => {
    expect(repairsOf('\u001b[1m{"transaction":{},}\u001b[0m')).toEqual([
      { line: 1, column: 1, was: "\u001b[1m", now: "", kind: "structure" },
      { line: 1, column: 22, was: ",", now: "", kind: "structure" },
      { line: 1, column: 24, was: "\u001b[0m", now: "", kind: "structure" },
    ]);
  });

  it("has the number in front of a line, not the line", () => {
    expect(repairsOf('1: {"transaction":{\n2: "id":"x"}}')).toEqual([
      { line: 1, column: 1, was: "1: ", now: "", kind: "structure" },
      { line: 2, column: 1, was: "2: ", now: "", kind: "structure" },
    ]);
  });

  it("names what stands around the JSON", () => {
    expect(repairsOf(`ERROR x ${strict} y`)).toEqual([
      { line: 1, column: 1, was: "ERROR x", now: "", kind: "structure" },
      { line: 1, column: 56, was: "y", now: "", kind: "structure" },
    ]);
  });

  it("calls it text inside a string", () => {
    expect(repairsOf('{"transaction":{"amount":"1,500.00","currency":"US\u200bD"}}')).toEqual([
      { line: 1, column: 27, was: "1,500.00", now: "1500.00", kind: "text" },
      { line: 1, column: 49, was: "US\u200bD", now: "USD", kind: "text" },
    ]);
    const html = repairsOf("{&quot;failure&quot;:{&quot;message&quot;:&quot;a &amp; b&quot;}}");
    expect(html.filter(({ kind }) => kind === "text")).toEqual([
      { line: 1, column: 51, was: "&amp;", now: "&", kind: "text" },
    ]);
  });

  it("counts places in the text as given, through a mail quote and an escaped string", () => {
    expect(repairsOf('> {"transaction":\n> {"id":"x",}}').at(-1)).toMatchObject({ line: 2, column: 12, was: "," });
    expect(repairsOf('{"a":1,"body":"{\\"transaction\\":{\\"id\\":\\"x\\",}}"}')).toEqual([
      { line: 1, column: 46, was: ",", now: "", kind: "structure" },
    ]);
  });

  it("counts columns in UTF-16 units and lines by any line end", () => {
    expect(repairsOf('{"failure":{"message":"😀"},}')[0]).toMatchObject({ line: 1, column: 28 });
    expect(repairsOf('{\r\n"failure":{},\r}')[0]).toMatchObject({ line: 2, column: 13 });
  });

  it("reads a known key with invisible characters in it, and says so", () => {
    const reading = readTransaction('{"transaction":{"amo\u200bunt":5}}');
    expect(reading.transactions[0]?.context).toEqual({ transaction: { amount: "5" } });
    expect(reading.repairs).toEqual([{ line: 1, column: 18, was: "amo\u200bunt", now: "amount", kind: "text" }]);
  });

  it("is silent about a text in a string that turned out to hold no transaction", () => {
    const text = JSON.stringify({ log: "see {'a': 1,} there", data: { transaction: { id: "x" } } });
    expect(repairsOf(text)).toEqual([]);
  });

  it("does not show a card number", () => {
    const { repairs } = readTransaction(`card 4111 1111 1111 1111 declined ${strict} /* 4111111111111111 */`);
    expect(JSON.stringify(repairs)).not.toMatch(/4111.?1111/);
  });

  it("shows no bare digits of another script, which may be a secret", () => {
    const { repairs } = readTransaction("{transaction:{},pin：１２３４}");
    expect(JSON.stringify(repairs)).not.toContain("１２３４");
  });
});

describe("what a repair could make into another amount", () => {
  it.each([
    ["a cut-off number", '{"transaction":{"amount":12'],
    ["a cut-off object", '{"transaction":{"amount":12}'],
    ["a cut-off string", '{"transaction":{"amount":"12'],
    ["a missing comma", '{"transaction":{"amount":12 "currency":"USD"}}'],
    ["a doubled comma", '{"transaction":{"amount":12,,"currency":"USD"}}'],
    ["a hole in a list", '{"limits":[{},,{}]}'],
    ["a missing value", '{"transaction":{"amount":,"currency":"USD"}}'],
    ["a missing colon", '{"transaction":{"amount" 12}}'],
    ["a doubled colon", '{"transaction":{"amount"::12}}'],
    ["a number with a comma", '{"transaction":{"amount":1,500}}'],
    ["a number with a space", '{"transaction":{"amount":1 500}}'],
    ["a number with an underscore", '{"transaction":{"amount":1_500}}'],
    ["a number with an invisible character", '{"transaction":{"amount":1\u200b500}}'],
    ["a number with a colour code", '{"transaction":{"amount":1\u001b[0m500}}'],
    ["a number with a comment in it", '{"transaction":{"amount":1/**/500}}'],
    ["a number against a comment", '{"transaction":{"amount":15//00\n}}'],
    ["a number over two lines of a mail", '> {"transaction":{"amount":15\n> 00}}'],
    ["an entity in a number", "{&quot;transaction&quot;:{&quot;amount&quot;:1&#53;00}}"],
    ["a bare unit", '{"transaction":{"amount":10k}}'],
    ["a bare currency", '{"transaction":{"amount":10 USD}}'],
    ["a leading zero", '{"transaction":{"amount":0100}}'],
    ["a leading point", '{"transaction":{"amount":.5}}'],
    ["a trailing point", '{"transaction":{"amount":5.}}'],
    ["a plus sign", '{"transaction":{"amount":+5}}'],
    ["hexadecimal", '{"transaction":{"amount":0x10}}'],
    ["NaN", '{"transaction":{"amount":NaN}}'],
    ["Infinity", '{"transaction":{"amount":-Infinity}}'],
    ["a bare word", '{"transaction":{"amount":5,"status":failed}}'],
    ["a closing brace too many", '{"transaction":{"amount":5}},"balance":{"available":"3"}}'],
    ["a member outside of its object", '{"transaction":{"amount":5}},"balance":{"available":"3"}'],
    ["a strange member outside of its object", '{"transaction":{"amount":5}},"order":{"a":1}'],
    ["an object inside of an open one", '{ oops {"transaction":{"amount":5}}'],
    ["the inside of a payee", '"payee":{"balance":{"available":"3"}}'],
    ["the inside of a payee without quotes", "payee: {balance:{available:3}}"],
    ["the end of a list", '{"transaction":{"amount":5}},{"transaction":{"amount":6}}]'],
    ["an open comment", '{"transaction":{"amount":5} /* }'],
    ["one broken line among good ones", `${strict}\n{"transaction":{"amount":\n`],
    [
      "a broken JSON string in a good wrapper",
      JSON.stringify({ a: [{ transaction: {} }], body: '{"transaction":{"amount":5' }),
    ],
  ])("is refused: %s", (_, text) => {
    expect(refusal(text).hint).not.toBe("");
  });

  it("but full-width digits are the same digits", () => {
    expect(contextOf('{"transaction"：{"amount"：１５００．５０}}')).toEqual({ transaction: { amount: "1500.50" } });
  });

  it("but a list of full-width numbers stays a list", () => {
    expect(contextOf('{"transaction":{},"extensions":{"a":[５，６]}}')).toMatchObject({
      extensions: { a: ["５", "６"] },
    });
  });

  it("but a key of digits in a numbered listing is no line number", () => {
    expect(contextOf('1 {"transaction":{"amount":5},\n2 "a":1,\n3: "b"}')).toEqual({
      transaction: { amount: "5" },
      a: 1,
      "3": "b",
    });
  });

  it("but a number that does not follow on is no line number, nor one after a line without", () => {
    expect(contextOf('1 {"transaction":{\n2 "amount":\n5 }}')).toEqual({ transaction: { amount: "5" } });
    expect(contextOf('1 {"transaction":{},\n2 "extensions":{"a":\n"b"},"k":\n3 }')).toEqual({
      transaction: {},
      extensions: { a: "b" },
      k: 3,
    });
  });

  it("but keys of digits inside an object are no line numbers", () => {
    expect(contextOf("{\n 1: {'a': 1},\n 2: {'b': 2},\n 'transaction': {}}")).toMatchObject({
      "1": { a: 1 },
      "2": { b: 2 },
    });
  });

  it("but two numbered lines in a column of amounts are left alone", () => {
    expect(contextOf('1 {"transaction":{"amount":\n2.50}}')).toEqual({ transaction: { amount: "2.50" } });
  });
});
