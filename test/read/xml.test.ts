import { describe, expect, it } from "vitest";
import { UnreadableInputError } from "../../src/base/errors.js";
import { parseXml, readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

const pacs = `<?xml version="1.0" encoding="UTF-8"?>
<p:Document xmlns:p="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><p:FIToFIPmtStsRpt>
 <p:GrpHdr><p:MsgId>STATUS456</p:MsgId></p:GrpHdr>
 <!-- <TxInfAndSts/> -->
 <p:TxInfAndSts><p:TxSts>RJCT</p:TxSts><p:StsRsnInf><p:Rsn><p:Cd>AM04</p:Cd></p:Rsn></p:StsRsnInf>
  <p:OrgnlTxRef><p:IntrBkSttlmAmt Ccy="EUR">1500.00</p:IntrBkSttlmAmt></p:OrgnlTxRef></p:TxInfAndSts>
</p:FIToFIPmtStsRpt></p:Document>`;
const wechat =
  "<xml><return_code><![CDATA[SUCCESS]]></return_code><result_code>FAIL</result_code><err_code><![CDATA[NOTENOUGH]]></err_code><a><![CDATA[<&余额]]></a></xml>";

describe("XML", () => {
  it("is read where one entry of a report was copied with the ends of other elements around it", () => {
    const entry = pacs.slice(pacs.indexOf("<p:TxInfAndSts><p:TxSts>"), pacs.indexOf("</p:FIToFIPmtStsRpt>"));
    expect(contextOf(`</StsRsnInf></OrgnlGrpInfAndSts>\n${entry.replaceAll("p:", "")}`)).toMatchObject({
      transaction: { amount: "1500.00", currency: "EUR", status: "failed" },
      failure: { code: "AM04" },
    });
  });

  it("gives elements as objects, repeated ones as arrays, attributes with @, text as text, no prefixes", () => {
    const text = `<n:a xmlns:n="urn:x" xmlns="urn:y" id='1'><b>x</b><b> y </b><c k="&lt;">5.00</c><d/><e><f/><f>z</f></e></n:a>`;
    expect(JSON.parse(JSON.stringify(parseXml(text)))).toEqual({
      a: {
        "@xmlns": "urn:y",
        "@id": "1",
        b: ["x", "y"],
        c: { "@k": "<", "#text": "5.00" },
        d: "",
        e: { f: ["", "z"] },
      },
    });
  });

  it("keeps an amount as the text it is", () => {
    expect(JSON.stringify(parseXml("<a>100.00</a>"))).toBe('{"a":"100.00"}');
  });

  it("knows the five entities and numbers, and takes CDATA to the letter", () => {
    expect(parseXml("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;<![CDATA[<b>&amp;]]></a>")).toEqual({
      a: "<>&\"'A😀<b>&amp;",
    });
  });

  it("takes __proto__ for a name like any other", () => {
    const value = parseXml("<a><__proto__><x>1</x></__proto__></a>") as { a: object };
    expect(Object.keys(value.a)).toEqual(["__proto__"]);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it("steps over a document type that defines nothing", () => {
    const type = '<!DOCTYPE reply PUBLIC "-//Acme//DTD Reply v1//EN" "http://acme.example/reply.dtd">';
    expect(parseXml(`<?xml version="1.0"?>${type}<reply><code>51</code></reply>`)).toEqual({ reply: { code: "51" } });
  });

  it.each([
    ["a document type", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ["a document type inside", "<a><!ENTITY x 'y'></a>"],
    ["another entity", "<a>&nbsp;</a>"],
    ["a bare ampersand", "<a>a & b</a>"],
    ["a surrogate by number", "<a>&#xd800;</a>"],
    ["an open element", "<a><b>5</b>"],
    ["crossed elements", "<a><b>5</a></b>"],
    ["an open comment", "<a><!-- </a>"],
    ["an open CDATA section", "<a><![CDATA[5</a>"],
    ["an attribute without quotes", "<a b=5/>"],
    ["an attribute twice", '<a b="5" b="6"/>'],
    ["attributes without a space", '<a b="5"c="6"/>'],
    ["an attribute without a value", "<a b/>"],
    ["an open attribute", '<a b="5/>'],
    ["a tag in an attribute", '<a b="<c"/>'],
    ["a name that is none", "<1a/>"],
    ["more than a name in a closing tag", "<a></a b>"],
    ["an open instruction", "<?xml <a/>"],
    ["a number without its semicolon", "<a>&#65</a>"],
    ["a number with a name in front", "<a>&x#65;</a>"],
    ["a number with more behind", "<a>&#65x;</a>"],
    ["a number beyond Unicode", "<a>&#1114112;</a>"],
    ["a number of nothing", "<a>&#0;</a>"],
    ["two roots", "<a/><b/>"],
    ["text around", "x <a/>"],
    ["65 levels", "<a>".repeat(65) + "</a>".repeat(65)],
    ["10,001 elements in a list", `<a>${"<b/>".repeat(10_001)}</a>`],
    ["nothing", ""],
  ])("with %s is refused", (_, text) => {
    expect(() => parseXml(text)).toThrow(UnreadableInputError);
  });

  it("may have spaces in its tags, comments inside, and its text in pieces", () => {
    const text = "\ufeff <?x y?><!-- c --><a  b = '1'\n><c >1<!-- d -->,5<![CDATA[00]]></c > <e/ ></a >".replace(
      "/ >",
      "/>",
    );
    expect(JSON.parse(JSON.stringify(parseXml(text)))).toEqual({ a: { "@b": "1", c: "1,500", e: "" } });
    expect(parseXml("<a>&#xE000;&#xD7FF;&#1114111;</a>")).toEqual({ a: "\ue000\ud7ff\u{10ffff}" });
  });

  it("says where", () => {
    expect(() => parseXml("<a>\n <b>5</c>\n</a>")).toThrow(expect.objectContaining({ line: 2, column: 6 }));
    expect(() => parseXml("<a>x &lt; &nbsp;</a>")).toThrow(expect.objectContaining({ line: 1, column: 11 }));
    expect(() => parseXml("<a b='x &nbsp;'/>")).toThrow(expect.objectContaining({ line: 1, column: 9 }));
  });

  it.each([
    ["what is not closed, by the start of its name", `<${"n".repeat(60)}>`, /ends inside <n{40}>/],
    ["what should be closed", "<a><b>5</a></b>", /<\/?b>/],
    ["what follows", "<a/>x", /after the end of the XML/],
    ["what is too much", `<a>${" ".repeat(16 * 2 ** 20)}</a>`, /16 MiB/],
    ["what it is not", "text", /element should start here/],
  ])("says %s", (_, text, hint) => {
    expect(() => parseXml(text)).toThrow(hint);
  });

  it("has each amount where it stands", () => {
    const text =
      "<x><transaction><amount> 1,500.00 </amount><currency>USD</currency></transaction>\n<balance><available><![CDATA[1,000]]>.00</available></balance></x>";
    expect(readTransaction(text).repairs).toEqual([
      { line: 1, column: 26, was: "1,500.00", now: "1500.00", kind: "text" },
      { line: 2, column: 30, was: "1,000.00", now: "1000.00", kind: "text" },
    ]);
  });

  it("leaves out what is empty", () => {
    expect(contextOf("<x><transaction><amount/><id>x</id></transaction></x>")).toEqual({ transaction: { id: "x" } });
  });

  it.each([
    ["alone", pacs],
    ["in a JSON string", JSON.stringify({ format: "xml", xml: pacs })],
    ["in a log line", `2026-11-22 received ${pacs} from bank`],
    ["after a byte order mark", `\ufeff${pacs}`],
    ["in escaped HTML", pacs.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")],
  ])("of a bank is read %s", (_, text) => {
    const [transaction] = readTransaction(text).transactions;
    expect(transaction?.format).toMatch(/^iso20022\./);
    expect(JSON.stringify(transaction?.context)).toContain("AM04");
    expect(JSON.stringify(transaction?.context)).toContain("1500.00");
  });

  it("may hold braces, and end with a line", () => {
    expect(contextOf("<x><transaction><id>{a:1}</id></transaction></x>\n ")).toEqual({ transaction: { id: "{a:1}" } });
  });

  it("may be followed by what a person wrote", () => {
    expect(contextOf("<x><transaction><id>y</id></transaction></x> sent by Ada")).toEqual({ transaction: { id: "y" } });
  });

  it("is told to be wrong, where it holds nothing else", () => {
    expect(refusal("<a><b>5</a>").hint).toMatch(/<\/?b>/);
  });

  it("of a wallet is read", () => {
    const [transaction] = readTransaction(wechat).transactions;
    expect(transaction?.format).toMatch(/^wechat_pay\./);
    expect(JSON.stringify(transaction?.context)).toContain("NOTENOUGH");
  });

  it("in txwhy's own shape takes the types of the fields", () => {
    const text =
      "<x><transaction><amount>1,500.00</amount><currency>USD</currency><debited>true</debited><id/></transaction></x>";
    expect(contextOf(text)).toEqual({ transaction: { amount: "1500.00", currency: "USD", debited: true } });
  });
});
