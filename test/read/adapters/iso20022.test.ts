import { describe, expect, it } from "vitest";
import { iso20022 } from "../../../src/read/adapters/iso20022.js";
import { readTransaction } from "../../../src/read/index.js";
import { NumberText, type SourceValue } from "../../../src/read/value.js";
import { parseXml } from "../../../src/read/xml.js";

const status = (payload: SourceValue) =>
  (iso20022.read(payload)?.context.transaction as { status?: string } | undefined)?.status;

const pacs002 = (transaction: string) =>
  parseXml(
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10"><FIToFIPmtStsRpt>' +
      "<GrpHdr><MsgId>S</MsgId><CreDtTm>2025-01-19T10:00:00Z</CreDtTm></GrpHdr>" +
      `<OrgnlGrpInfAndSts><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInfAndSts>${transaction}</FIToFIPmtStsRpt></Document>`,
  );

describe("iso20022", () => {
  it("reads a rejected transfer from XML, with the amount and currency of the original", () => {
    const read = iso20022.read(
      pacs002(
        "<TxInfAndSts><OrgnlEndToEndId>E2E789012</OrgnlEndToEndId><OrgnlTxId>T1</OrgnlTxId><TxSts>RJCT</TxSts>" +
          "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>Insufficient</AddtlInf><AddtlInf>funds</AddtlInf></StsRsnInf>" +
          '<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">99.50</InstdAmt></Amt><Dbtr><Nm>Somebody</Nm></Dbtr></OrgnlTxRef></TxInfAndSts>',
      ),
    );
    expect(read).toEqual({
      format: "iso20022.pacs_002",
      context: {
        transaction: {
          id: "T1",
          reference: "E2E789012",
          kind: "transfer",
          status: "failed",
          amount: "99.50",
          currency: "EUR",
          at: "2025-01-19T10:00:00Z",
        },
        failure: {
          provider: "iso20022",
          code: "AM04",
          message: "Insufficient funds",
          codes: [{ scheme: "iso20022.transaction_status", code: "RJCT" }],
        },
      },
      warnings: [],
    });
  });

  it.each([
    ["by the name of its message", "pain.008.001.02", {}],
    ["by its mandate, where the message is not named", undefined, { MndtRltdInf: { MndtId: "M1" } }],
    ["by the creditor's identifier", undefined, { CdtrSchmeId: { Id: "DE98ZZZ09999999999" } }],
  ])("tells a direct debit %s: the merchant collects", (_, name, reference) => {
    const report = {
      CstmrPmtStsRpt: {
        OrgnlGrpInfAndSts: { ...(name === undefined ? {} : { OrgnlMsgNmId: name }) },
        OrgnlPmtInfAndSts: {
          TxInfAndSts: { TxSts: "RJCT", StsRsnInf: { Rsn: { Cd: "AC04" } }, OrgnlTxRef: reference },
        },
      },
    };
    expect(iso20022.read(report)?.context.transaction).toMatchObject({ kind: "payment", initiator: "merchant" });
  });

  it.each([
    ["RJCT", "failed"],
    ["PDNG", "pending"],
    ["ACSP", "pending"],
    ["ACTC", "pending"],
    ["ACSC", "succeeded"],
    ["ACCC", "succeeded"],
    ["CANC", "cancelled"],
    ["BLCK", "unknown"],
    ["XXXX", "unknown"],
  ])("reads %s as %s", (code, expected) => {
    expect(
      status(pacs002(`<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>${code}</TxSts></TxInfAndSts>`)),
    ).toBe(expected);
  });

  it("finds the reason of a batch, and several reasons of a transaction", () => {
    const batch = {
      CstmrPmtStsRpt: {
        OrgnlGrpInfAndSts: { OrgnlMsgNmId: "pain.008.001.02" },
        OrgnlPmtInfAndSts: {
          PmtInfSts: "RJCT",
          StsRsnInf: { Rsn: { Cd: "AC04" } },
          TxInfAndSts: { OrgnlEndToEndId: "NOTPROVIDED" },
        },
      },
    };
    expect(iso20022.read(batch)?.context).toMatchObject({
      transaction: { kind: "payment", status: "failed" },
      failure: { code: "AC04" },
    });
    expect(iso20022.read(batch)?.context.transaction).not.toHaveProperty("reference");
    const two = {
      FIToFIPmtStsRpt: {
        TxInfAndSts: [
          { TxSts: "RJCT", StsRsnInf: [{ Rsn: { Cd: "AC01" } }, { Rsn: { Cd: "BE04" } }, { Rsn: { Prtry: "X1" } }] },
        ],
      },
    };
    expect(iso20022.read(two)?.context.failure).toMatchObject({
      code: "AC01",
      codes: [
        { scheme: "iso20022.status_reason", code: "BE04" },
        { scheme: "iso20022.proprietary_reason", code: "X1" },
        { scheme: "iso20022.transaction_status", code: "RJCT" },
      ],
    });
  });

  it("reads the state of a whole message, and the JSON form of an amount", () => {
    expect(status({ Document: { CstmrPmtStsRpt: { OrgnlGrpInfAndSts: { GrpSts: "ACSC" } } } })).toBe("succeeded");
    const json = {
      FIToFIPmtStsRpt: {
        TxInfAndSts: { TxSts: "RJCT", OrgnlTxRef: { IntrBkSttlmAmt: { Ccy: "JPY", value: new NumberText("5000") } } },
      },
    };
    expect(iso20022.read(json)?.context.transaction).toMatchObject({ amount: "5000", currency: "JPY" });
  });

  it("reads each of several transactions", () => {
    const several = {
      FIToFIPmtStsRpt: {
        TxInfAndSts: [
          { TxSts: "ACSC", OrgnlEndToEndId: "A" },
          { TxSts: "RJCT", OrgnlEndToEndId: "B" },
        ],
      },
    };
    const { transactions, warnings } = readTransaction(several);
    expect(transactions.map(({ context }) => context.transaction)).toMatchObject([
      { reference: "A", status: "succeeded" },
      { reference: "B", status: "failed" },
    ]);
    expect(warnings).toEqual([]);
  });

  it("reads a return, whose reasons have a namespace of their own", () => {
    const returned = {
      Document: {
        PmtRtr: {
          GrpHdr: { CreDtTm: "2024-06-01T08:00:00+02:00" },
          TxInf: {
            RtrId: "R1",
            OrgnlEndToEndId: "E5",
            OrgnlIntrBkSttlmAmt: { "@Ccy": "EUR", "#text": "10.00" },
            RtrRsnInf: { Rsn: { Cd: "AC04" } },
          },
        },
      },
    };
    expect(iso20022.read(returned)?.context).toEqual({
      transaction: {
        id: "R1",
        reference: "E5",
        status: "failed",
        amount: "10.00",
        currency: "EUR",
        at: "2024-06-01T08:00:00+02:00",
      },
      failure: { provider: "iso20022", codes: [{ scheme: "iso20022.return_reason", code: "AC04" }] },
    });
  });

  it("reads one entry torn out of a report", () => {
    const entry = { OrgnlEndToEndId: "E1", TxSts: "RJCT", StsRsnInf: { Rsn: { Cd: "AC06" } } };
    expect(iso20022.read(entry)?.context).toMatchObject({
      transaction: { reference: "E1" },
      failure: { code: "AC06" },
    });
  });

  it.each([
    ["another message", { Document: { FIToFICstmrCdtTrf: { CdtTrfTxInf: {} } } }],
    ["a report that says nothing", { FIToFIPmtStsRpt: { GrpHdr: {} } }],
    ["a document of something else", { Document: { title: "RJCT" } }],
  ])("does not claim %s", (_, payload) => {
    expect(iso20022.read(payload)).toBeNull();
  });
});
