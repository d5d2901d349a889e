import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

const repairsOf = (text: string) =>
  readTransaction(text).repairs.map(({ line, column, was, now, kind }) => [line, column, was, now, kind]);
const id = (text: string) => (contextOf(text) as { transaction: { id: string } }).transaction.id;

describe("an escape in a text that is no strict JSON", () => {
  it.each([
    ["\\x41", "A"],
    ["ge\\xc3\\xa7ti \\xe2\\x82\\xac", "geçti €"],
    ["\\xe7\\x41 \\xff\\xfe", "çA ÿþ"],
    ["\\u0041", "A"],
    ["\\u{1F600}", "😀"],
    ["\\u{10FFFF}", "\u{10ffff}"],
    ["\\U0001F600", "😀"],
    ["\\v", "\v"],
    ["\\0", "\0"],
    ["\\01", "\\01"],
    ["\\q", "\\q"],
    ["\\'", "'"],
    ["\\\n", ""],
    ["\\n", "\n"],
    ["$b", "$b"],
  ])("is read: %j", (written, read) => {
    expect(id(`{transaction:{id:'(${written})'}}`)).toBe(`(${read})`);
  });

  it("of another language is a repair of the text, at its place, shown as JSON has it", () => {
    expect(repairsOf('{"transaction":{"id":"\\x41\\v\\q\t"}}')).toEqual([
      [1, 23, "\\x41", "A", "text"],
      [1, 27, "\\v", "\\u000b", "text"],
      [1, 29, "\\q", "\\\\q", "text"],
      [1, 31, "\t", "\\t", "text"],
    ]);
  });

  it.each([
    ["\\x4", /unfinished escape/],
    ["\\u12zz", /unfinished \\u escape/],
    ["\\u{}", /unfinished \\u escape/],
    ["\\u{110000}", /beyond Unicode/],
  ])("is refused where it is none: %s", (written, hint) => {
    expect(refusal(`{transaction:{id:'a${written}'}}`)).toMatchObject({
      column: 20,
      hint: expect.stringMatching(hint),
    });
  });

  it("that the end of the text cuts off is refused", () => {
    expect(refusal("{transaction:{id:'a\\")).toMatchObject({ column: 20, hint: expect.stringMatching(/unfinished/) });
  });

  it("inside an escaped object is what the object's text has there", () => {
    const text = 'x {\\"transaction\\":{\\"id\\":\\"\\u0041\\\\u0042\\/\\q\\"}}';
    expect(id(text)).toBe("AB/\\q");
    expect(repairsOf(text).slice(6, -1)).toEqual([
      [1, 30, "\\u0041", "A", "text"],
      [1, 36, "\\\\", "\\", "text"],
      [1, 43, "\\/", "/", "text"],
      [1, 45, "\\q", "\\\\q", "text"],
    ]);
  });

  it("behind an escaped object is none of its", () => {
    const object = '{\\"transaction\\":{\\"id\\":\\"x\\"}}';
    expect(repairsOf(`msg="${object}" C:\\temp "a"`).at(-1)).toEqual([1, 38, '" C:\\temp "a"', "", "structure"]);
    const twice = `log: ${JSON.stringify(`"${object}" C:\\temp "a"`)} end`;
    expect(repairsOf(twice).at(-1)?.slice(2)).toEqual(['\\" C:\\\\temp \\"a\\"" end', "", "structure"]);
  });
});

describe("a literal of another language", () => {
  it("is a symbol of Ruby, with quotes too", () => {
    expect(contextOf('{:"transaction"=>{:id=>"x", :"reference" => :"r", :status=>:failed}}')).toEqual({
      transaction: { id: "x", reference: "r", status: "failed" },
    });
  });

  it("is a text of Python with its letter in front, which may also be a key", () => {
    expect(contextOf("{u'transaction':{b'id':U'x'},'extensions':{u:1,ub:2}}")).toEqual({
      transaction: { id: "x" },
      extensions: { u: 1, ub: 2 },
    });
  });

  it("is said where it is repaired, and not where it is JSON's own", () => {
    expect(repairsOf('{"transaction":{"debited":True,"splittable":false},"a":undefined,"b":null,}')).toEqual([
      [1, 27, "True", "true", "structure"],
      [1, 56, "undefined", "null", "structure"],
      [1, 74, ",", "", "structure"],
    ]);
  });

  it.each([
    ["a text with a letter apart", "{transaction:{id: u 'x'}}", 19],
    ["a text with two letters", "{transaction:{id: ub'x'}}", 19],
    ["a call", "{transaction:{amount: None(5)}}", 23],
    ["a placeholder", `{transaction:{id:\`a\${b}\`}}`, 20],
    ["two colons", "{transaction:{id:::x}}", 18],
    ["a colon before a literal", "{transaction:{debited: :true}}", 24],
    ["a colon alone", "{transaction:{id: :}}", 19],
    ["a percentage", "{transaction:{amount: 5%}}", 23],
    ["a bare minus", "{transaction:{},extensions:{b:-}}", 31],
    ["a number of another script before a letter", "{transaction:{amount:５x}}", 22],
    ["a key that is none", "{transaction:{},extensions:{?:1}}", 29],
  ])("is refused, not guessed: %s", (_, text, column) => {
    expect(refusal(text)).toMatchObject({ line: 1, column });
  });

  it("is shown by its start where it is long", () => {
    expect(refusal(`{"transaction":{"amount":${"n".repeat(60)}}}`).hint).toMatch(/^"n{40}" is not a value/);
  });
});

describe("what stands between values", () => {
  it("is a comment, wherever a space may be", () => {
    expect(repairsOf('{"transaction":{} /* one */, /* */ # two\n}')).toEqual([
      [1, 19, "/* one */", "", "structure"],
      [1, 28, ",", "", "structure"],
      [1, 30, "/* */", "", "structure"],
      [1, 36, "# two", "", "structure"],
    ]);
    expect(refusal('{"transaction":{}/*/ }')).toMatchObject({ column: 18, hint: expect.stringMatching(/comment/) });
  });

  it("is a space that JSON does not know, without those that it does", () => {
    expect(repairsOf('{\u00a0 "transaction":{}\u200b\u200b \u3000 }')).toEqual([
      [1, 2, "\u00a0", " ", "structure"],
      [1, 20, "\u200b\u200b \u3000", "  ", "structure"],
    ]);
  });

  it("is read as digits of another script are: as a text", () => {
    expect(repairsOf('{"transaction":{"amount":５}}')).toEqual([
      [1, 26, "", '"', "structure"],
      [1, 26, "５", "5", "text"],
      [1, 27, "", '"', "structure"],
    ]);
  });
});

describe("a text that ends too soon, or goes on", () => {
  it.each([
    ["in a list", '{"transaction":{"id":"x"},"a":[1,2', 35, /ends before it is complete/],
    ["before a value", "{transaction:{},extensions:{b:", 31, /ends before it is complete/],
    ["after a number of another script", "{transaction:{},extensions:{b:５", 32, /ends before it is complete/],
    ["in a text", "{transaction:{id:'x", 18, /ends inside a string/],
    ["without a value", "{transaction:{},extensions:{b:}}", 31, /a value is missing/],
    ["without a comma in a list", '{"transaction":{"id":"x"},"a":[1 2]}', 34, /comma or "]" is missing after an entry/],
    ["without a comma in an object", '{"transaction":{"id":"x"} "a":1}', 27, /comma or "}" is missing after a member/],
  ])("is refused with what is wrong: %s", (_, text, column, hint) => {
    expect(refusal(text)).toMatchObject({ line: 1, column, hint: expect.stringMatching(hint) });
  });
});
