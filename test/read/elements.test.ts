import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, contextsOf, refusal } from "./helpers.js";

const told = (code: string, message?: string) => ({
  transaction: { status: "failed" },
  failure: { code, ...(message === undefined ? {} : { message }) },
});

describe("elements that stand side by side in a text", () => {
  const code = "<error_code>51</error_code>";
  it.each([
    ["without anything between them", `${code}<message>No way</message>`],
    ["on lines of their own", `${code}\n  <message>No way</message>\n<note>n</note>`],
    ["with an empty one between them", `${code}<br/><message>No way</message>`],
    ["with an empty one that has a space", `${code}<br /><message>No way</message>`],
  ])("are the members of one answer: %s", (_, elements) => {
    expect(contextOf(`answer: ${elements} end`)).toEqual(told("51", "No way"));
  });

  it("are all that is read, and what stands around them is told", () => {
    expect(readTransaction(`answer: ${code}\n <message>No way</message> end`).repairs).toMatchObject([
      { line: 1, column: 1, was: "answer:" },
      { line: 2, column: 28, was: "end" },
    ]);
  });

  it("are one answer up to one that is not whole", () => {
    expect(contextOf(`a ${code}<br/> <status>failed</status><note>`)).toEqual(told("51"));
  });

  it.each([
    ["of one name", `${code}<error_code>05</error_code>`],
    ["with other elements inside of one", `${code}<b><c>x</c></b><message>No</message>`],
    ["with an attribute", `${code}<b x="1">y</b><message>No</message>`],
    ["with words between them", `${code} and <message>No</message>`],
    ["of which the second does not end", `${code}<message>No way`],
    ["of which the second has a mark that is none of XML", `${code}<message>a < b</message>`],
    ["behind one that has elements", `<payment>${code}</payment><message>No</message>`],
    [
      "behind one that has elements and a list",
      `<payment>${code}<list><item>1</item></list></payment><message>No</message>`,
    ],
  ])("are no members of one answer: %s", (_, elements) => {
    expect(refusal(`a: ${elements} end`).reason).toBe("no_transaction");
  });
});

describe("XML in a text that cannot be read", () => {
  const id = { transaction: { id: "x" } };
  const json = JSON.stringify(id);

  it.each([
    ["an element that does not end as it began", `a: <error_code>51</error_cod ${json}`, [id]],
    ["an element that is cut off", `a: <payment><error_code>51 ${json}`, [id]],
    ["a document that is cut off", `see <xml><a>b</a> ${json}`, [id]],
    ["a document whose tags do not match", `see <xml><a>1</b></xml> ${json}`, [id]],
    ["a message of a bank that is cut off", `<Document><a> x ${json}`, [id]],
    [
      "a document that is cut off, before one that is whole",
      '<?xml version="1.0"?><x><a>y</a> and <?xml version="1.0"?><x><transaction><id>x</id></transaction></x>',
      [id],
    ],
  ])("is prose: %s", (_, text, contexts) => {
    expect(contextsOf(`log ${text}`)).toEqual(contexts);
  });

  it.each([
    ["does not end", "see <xml><a>b</a>", /ends inside <xml>/],
    ["has a comment that does not end", "see <xml><!-- x", /comment is not closed/],
    ["has a document type", 'see <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', /document type/],
  ])("is what the refusal of a text is about, where there is nothing else: it %s", (_, text, hint) => {
    expect(refusal(text).hint).toMatch(hint);
  });

  const deep = `${"<a>".repeat(300)}${"</a>".repeat(300)}`;
  it.each([
    ["inside of an element", `see <payment>${deep}</payment>`, 203],
    ["beside an element", `see <payment_id>1</payment_id>${deep}`, 223],
    ["in a document", `see <xml>${deep}</xml>`, 199],
    ["as the whole text", `<x>${deep}</x>`, 193],
  ])("is refused where it is nested too deeply: %s", (_, text, column) => {
    expect(refusal(text)).toMatchObject({ column, hint: expect.stringMatching(/nested deeper/) });
  });
});

describe("XML that is escaped more often than anybody does", () => {
  it("is unescaped six times, and read without its head", () => {
    const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);
    const head = Array.from({ length: 7 }).reduce(escaped, '<?xml version="1.0"?>');
    const text = `log: ${head}<x><transaction><id>y</id></transaction></x> end`;
    const { transactions, repairs } = readTransaction(text);
    expect(transactions).toMatchObject([{ context: { transaction: { id: "y" } } }]);
    expect(repairs.filter(({ was }) => /^\\+"$/.test(was))).toHaveLength(12);
  });
});
