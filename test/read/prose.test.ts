import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

const id = { transaction: { id: "x" } };
const json = JSON.stringify(id);
const escaped = (text: string, times: number): string =>
  times === 0 ? text : escaped(JSON.stringify(text).slice(1, -1), times - 1);

describe("an object in prose", () => {
  it.each([
    ["behind brackets that belong to the prose", `text [a] [b [c] ${json} d] e`],
    ["behind a bracket that nobody closed", `[ [x] ${json}`],
    ["behind a note in brackets", `[note] ${json}`],
    ["behind a list of one note", `[ {note} ${json}`],
    ["behind braces with words", `{a b} ${json}`],
    ["in braces with words", `{a b ${json}}`],
    ["behind two colons in braces", `{a::b} ${json}`],
    ["behind a slash in braces", `{ /b } ${json}`],
    ["behind a backslash in braces", `{\\x} ${json}`],
    ["behind an arrow", `failed => ${json}`],
    ["behind a word that ends as a part of a context does", `mypayee: ${json}`],
    ["behind a part of a context that is no label", `payee of ${json}`],
    ["behind a quoted word that is no part of a context", `"failed": ${json}`],
    ["before a comma and words", `${json}, and more`],
    ["in a page that is no XML", `<p>see ${json} &`],
    ["behind an element that is none of ours", `text <b>bold</b> ${json}`],
    ["under a key of digits", `{1: ${json}}`],
    ["in two lists", `[[ ${json} ]]`],
    ["with a comment at its start", '{ /* c */ "transaction":{"id":"x"}}'],
    ["with a comment to the end of its first line", '{ # c\n "transaction":{"id":"x"}}'],
    ["with a letter of Python at its start", '{u"transaction":{"id":"x"}}'],
    ["with an arrow", '{transaction => {"id":"x"}}'],
    ["behind a tag", `text <b> ${json}`],
    ["behind a letter of Python that begins nothing", `{u b} ${json}`],
    ["behind an arrow in braces", `{ => c} ${json}`],
    ["behind two colons that stand apart in braces", `{: : c} ${json}`],
    ["behind a brace in a block of code that ends", `\`\`\`\nif (x) {\n\`\`\`\n${json}`],
    ["behind a brace of which a log left nothing", `{(truncated...)\n${json}`],
    ["behind an argument that a stack trace cut", `#0 execute('{"payer_id":"DP...')\n${json}`],
    ["behind a cut argument in other quotes", `#0 execute("{'payer_id':'DP...", 5) ${json}`],
    ["in quotes, with an escaped line break", `see '{\\n  "transaction": {"id":"x"}}' end`],
    ["in quotes, with an escaped tab", `see '{\\t"transaction": {"id":"x"}}' end`],
    ["in quotes that it has itself, with an escaped line break", `see "{\\n  'transaction': {'id':'x'}}" end`],
    ["escaped six times", `log: ${escaped(json, 6)} end`],
  ])("is read: %s", (_, text) => {
    const context = contextOf(text) as typeof id;
    expect(context.transaction).toEqual(id.transaction);
  });

  it("is all that is read, and what stands around it is told", () => {
    const around = (text: string) => readTransaction(text).repairs.map(({ column, was, now }) => [column, was, now]);
    expect(around(`text [a ${json} b]`)).toEqual([
      [1, "text [a", ""],
      [36, "b]", ""],
    ]);
    expect(around(`see ${json}\nthen ${json} end`)).toEqual([
      [1, "see", ""],
      [1, "then", ""],
      [33, "end", ""],
    ]);
    expect(around("text <?xml version='1.0'?><x><transaction><id>y</id></transaction></x> end")).toEqual([
      [1, "text", ""],
      [72, "end", ""],
    ]);
  });

  it.each([
    "{b::c}",
    '"{x \\" }"',
    "'{x \\n\"}'",
    "{x /b}",
    "{: b}",
    "{ => c}",
    "[ {note}",
    "(a)",
    "a #<b>",
    "<b x='1'>",
  ])("is all that is read, and brackets that begin nothing are prose: %s", (prose) => {
    expect(readTransaction(`${prose} ${json}`).repairs).toMatchObject([{ column: 1, was: prose, now: "" }]);
  });

  it.each([
    ["a brace closed that was not opened", `text {a} } ${json}`, 10, /"}" stands here without its "{"/],
    ["a brace closed after it", `text ${json} } e`, 33, /"}" stands here without its "{"/],
    ["a bracket closed after it", `text [a [b ${json} c] d] e] f`, 46, /"]" stands here without its "\["/],
    ["a brace left open before it", `text { a ${json}`, 36, /"{" is not closed/],
    ["a known member after it", `${json} "failure": y`, 28, /^"failure" stands here outside of its object/],
    ["a known member before it", `"failure": ${json}`, 1, /^"failure" stands here outside of its object/],
    ["a member after it", `${json}, "a": 1`, 27, /a member stands here/],
    ["the name of what it is a part of", `the payee ${json}`, 11, /part of "payee"/],
    ["an arrow from what it is a part of", `payee => ${json}`, 10, /part of "payee"/],
    ["two letters of Python", '{ub"transaction":{"id":"x"}}', 4, /"transaction" stands here/],
    ["a comment right at the brace", '{# c\n "transaction":{"id":"x"}}', 2, /"transaction" stands here/],
    ["an escaped line break without quotes", `see {\\n "transaction": {"id":"x"}} end`, 9, /"transaction" stands here/],
    ["a cut argument that no quote begins", `#0 execute({"payer_id":"DP...') ${json}`, 35, /missing after a member/],
    ["an argument that was not cut", `#0 execute('{"payer_id":"DP') ${json}`, 33, /missing after a member/],
  ])("is refused, as it may be a piece of another: %s", (_, text, column, hint) => {
    expect(refusal(text)).toMatchObject({ column, hint: expect.stringMatching(hint) });
  });
});

describe("the description of a response by Apple's systems", () => {
  it("is left out, with the brace that its headers have", () => {
    const text = `{ URL: https://example.com/x } { Status Code: 422, Headers { "a" = b; } } ${json}`;
    expect(contextOf(text)).toEqual(id);
    expect(readTransaction(text).repairs[0]).toMatchObject({ was: "{ URL: https://example.com/x }" });
  });

  it("is told as what was read instead of it", () => {
    expect(readTransaction(`<NSHTTPURLResponse: 0x1> { URL: https://example.com/x } ${json}`).repairs).toMatchObject([
      { was: "<NSHTTPURLResponse: 0x1>", now: "" },
      { was: "{ URL: https://example.com/x }", now: '{"URL":"https://example.com/x"}' },
    ]);
  });
});

describe("a value that another language printed in a text", () => {
  it.each([
    ["Ruby", '#<Foo transaction={:id=>"x"}>'],
    ["PHP", 'array(1) {["transaction"]=>array(1) {["id"]=>string(1) "x"}}'],
    ["print_r", "Array\n(\n    [transaction] => Array\n        (\n            [id] => x\n        )\n)"],
  ])("is shown as a repair, without what stands around it: %s", (_, printed) => {
    const { transactions, repairs } = readTransaction(`see ${printed} end`);
    expect(transactions).toMatchObject([{ context: id }]);
    expect(repairs.map(({ was, now }) => [was, now])).toEqual([
      ["see", ""],
      [printed, json],
      ["end", ""],
    ]);
  });
});

describe("an object escaped more often than anybody does", () => {
  it("is no object", () => {
    expect(refusal(`log: ${escaped(json, 7)} end`).reason).toBe("no_transaction");
  });
});

describe("a text inside a text", () => {
  it.each([
    ["XML", { body: "<x><transaction><id>x</id></transaction></x>", n: 1 }],
    ["JSON after a list", { log: `[1,2] ${json}` }],
    ["JSON in quotes", { log: JSON.stringify(json) }],
    ["JSON in a list", { log: `[${json}]` }],
    ["JSON with faults after spaces", { log: "  {'transaction':{'id':'x'}}" }],
    ["JSON beside prose with a brace that begins nothing", { log: "see {'a': and so on", data: id }],
    ["JSON beside XML that is none", { a: { body: "<x>" }, data: id }],
    ["JSON beside braces with words", { log: "{x} y", data: id }],
    ["JSON beside a list in prose that begins nothing", { log: "[{'a': b", data: id }],
    ["JSON beside a brace with words and one that begins nothing", { log: "{x {'a': b", data: id }],
  ])("is read: %s", (_, value) => {
    expect(contextOf(JSON.stringify(value))).toEqual(id);
  });

  it("is strict JSON without a repair", () => {
    for (const log of [json, ` [${json}] `, JSON.stringify(json), JSON.stringify([json])]) {
      expect(readTransaction(JSON.stringify({ log }))).toMatchObject({ repairs: [] });
    }
  });

  it("is strict JSON in a mail quote too, without another repair", () => {
    const { transactions, repairs } = readTransaction(`> [\n> ${JSON.stringify(json)}\n> ]`);
    expect(transactions).toMatchObject([{ context: id, line: 2 }]);
    expect(repairs.map(({ was }) => was)).toEqual(["> ", "> ", "> "]);
  });

  it("is none where what holds it is a transaction itself", () => {
    const context = { ...id, body: "<x><transaction><id>y</id></transaction>", log: "{'transaction':{'id':'z'}" };
    expect(contextsOf(JSON.stringify(context))).toEqual([context]);
  });

  it("is refused where it begins with an object that it does not end", () => {
    expect(refusal("{\"log\":\"{'transaction':{'id':'x'}\",\"n\":1}")).toMatchObject({ column: 34 });
    expect(refusal("{\"log\":\"see {'transaction':{'id':'x'}} and {broken\"}")).toMatchObject({ column: 51 });
  });

  it("that has something behind its XML is none", () => {
    expect(refusal(JSON.stringify({ body: "<x><transaction><id>y</id></transaction></x> z" })).hint).toMatch(
      /no transaction/,
    );
  });

  const inner = '{"transaction":{"id":"@","amount":"10k"}}';
  it.each([
    ["of JSON", JSON.stringify({ body: inner.replace("@", '\\"\\\\é') }), '\\"10k'],
    ["of every quote", `{"body":"${inner.replaceAll('"', "\\u0022")}"}`, "\\u002210k"],
    ["of other languages", `{'body':'${inner.replace("@", "\\x41\\q\\'\\u{1F600}\\U0001F600\\u{41}\\\n")}'}`, '"10k'],
  ])("has its places where they stand, whatever escapes come before: those %s", (_, text, amount) => {
    const lines = text.slice(0, text.indexOf(amount)).split("\n");
    expect(refusal(text)).toMatchObject({ line: lines.length, column: (lines.at(-1) ?? "").length + 1 });
  });
});

describe("an excerpt", () => {
  const fault = '{"transaction":{"amount":nope}}';
  it("begins after the last place at which nothing is cut in two", () => {
    expect(refusal(`${"z".repeat(200)};next ${fault}`).excerpt).toMatch(/^next \{/);
    expect(refusal(`${"z".repeat(200)};${"y".repeat(54)}${fault}`).excerpt).toMatch(/^yyy/);
  });

  it("begins with a whole number where there is no such place, so that it is recognised", () => {
    const text = `{transaction:{id:'${"w".repeat(100)} 4111 1111 1111 1111 ${"v".repeat(70)}\\x4'}}`;
    expect(refusal(text).excerpt).toMatch(/^ <CARD_1 …1111> v{70}/);
  });

  it("is the whole text where that is short enough, and is never cut inside a character", () => {
    const text = `no transaction ${"x".repeat(185)}`;
    expect(refusal(text).excerpt).toBe(text);
    for (const before of ["a", "ab"]) {
      const { excerpt } = refusal(before + "😀".repeat(150));
      expect(excerpt).toMatch(/^ab?(?:😀)+…$/u);
    }
  });
});
