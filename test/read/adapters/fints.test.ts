import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/api/index.js";
import { readTransaction } from "../../../src/read/index.js";

const diagnosed = async (text: string) => {
  const { transactions } = readTransaction(text);
  expect(transactions).toHaveLength(1);
  return diagnose(transactions[0].context);
};

describe("an answer of FinTS", () => {
  it("is read from its segments, by the code of the order and not by that of the message", async () => {
    const text = "HIRMG:3:2+9050::Die Nachricht enthält Fehler.'HIRMS:4:2:3+9942::PIN falsch.+9010::Nicht ausgeführt.'";
    expect(readTransaction(text).transactions[0]).toMatchObject({
      format: "fints.response",
      context: {
        transaction: { status: "failed" },
        failure: { provider: "fints", code: "9942", message: "PIN falsch." },
        instrument: { kind: "bank_account" },
      },
    });
    expect((await diagnosed(text)).causes[0]).toMatchObject({ code: "authentication.password_wrong" });
  });

  it.each([
    ["in a segment", "HIRMS:4:2:3+9000::Auftrag nicht abgeschlossen.'"],
    [
      "in the log of a program",
      "11:29:58 HBCI error code: 9050:Nachricht teilweise fehlerhaft.\n11:29:59 HBCI error code: 9000:Interner Fehler, es ist unklar ob der Auftrag verarbeitet wurde. (3: Msg.GV)",
    ],
  ])("that leaves the outcome open %s is looked up before anyone pays again", async (_, text) => {
    const { causes, retry, verdict } = await diagnosed(text);
    expect(causes[0]?.code).toBe("network.timeout");
    expect(retry.when).toBe("check_status_first");
    expect(verdict).toBe("escalate");
  });

  it("that was accepted is no failure of its own", () => {
    expect(() => readTransaction("HIRMS:4:2:3+0020::Auftrag ausgeführt.'")).toThrow();
  });
});
