import { beforeAll, describe, expect, it } from "vitest";
import type { DiagnosisView } from "../../src/web/protocol.js";
import { learnWords } from "../../src/web/words/index.js";
import { answerTo, listItem } from "../../src/web/worker/session.js";
import { ask } from "./ask.js";
import { pageLanguages } from "./page-languages.js";

const locales = Object.keys(pageLanguages);

const resultOf = async (text: string, locale: string) => (await answerTo(ask(text, { locale }))).answer.result;

async function viewOf(context: object, locale: string): Promise<DiagnosisView> {
  const result = await resultOf(JSON.stringify(context), locale);
  if (result.kind !== "view") throw new Error(JSON.stringify(result));
  return result.view;
}

beforeAll(() => learnWords(pageLanguages));

describe("an answer without a cause", () => {
  const unknown = { failure: { provider: "stripe", code: "ZZ-9999" } };

  it("has a short heading, and below it what is known", async () => {
    const { summary, below, send } = await viewOf(unknown, "en");
    expect(summary).toBe("Cause not known (Stripe: ZZ-9999)");
    expect(below).toMatch(/^What is given does not explain the failure\. /);
    expect(send.note.split("\n").slice(0, 3)).toEqual([
      "Cause not known (Stripe: ZZ-9999) · Needs escalation",
      below,
      "",
    ]);
    expect((await viewOf(unknown, "zh-CN")).summary).toBe("原因未明（Stripe：ZZ-9999）");
    for (const locale of locales)
      expect((await viewOf({ failure: { message: "Oops, it was a very long story" } }, locale)).summary).not.toMatch(
        /[.。]/,
      );
  });

  it("says nothing below the heading where that is the cause, or nothing failed", async () => {
    expect((await viewOf({ network: { status: "offline" } }, "en")).below).toBeNull();
    expect((await viewOf({ transaction: { status: "succeeded" } }, "en")).below).toBeNull();
  });
});

describe("an amount", () => {
  it("is written alike in what was read, in the title, in the list and in the sum", async () => {
    const context = { transaction: { amount: "50", currency: "EUR" }, balance: { available: "20" }, fees: [] };
    const view = await viewOf(context, "en");
    expect(view.about[0]?.text).toBe("€50.00");
    expect(view.title).toMatch(/^€50\.00 · /);
    expect(view.causes[0]?.explanation).toContain("€50.00 is needed");
    expect((await listItem(context, 0, 1, ask(""))).about).toBe("€50.00");
  });
});

describe("what the provider said", () => {
  it("is in the reader's language where it is one of our causes, else said to be English", async () => {
    const said = async (code: string, locale: string): Promise<string> =>
      (await viewOf({ failure: { provider: "stripe", code } }, locale)).said.join();
    expect(await said("expired_card", "zh-CN")).toBe("Stripe：expired_card（银行卡已过期）");
    const failure = { codes: [{ scheme: "midtrans.status_code", code: "202" }] };
    expect((await viewOf({ failure }, "zh-CN")).said.join()).toMatch(/^Midtrans[^：]*：202（英文说明：[a-z ,_]+）$/);
    expect((await viewOf({ failure }, "id")).said.join()).toMatch(/\(keterangan Inggris: [a-z ,_]+\)$/);
    expect((await viewOf({ failure }, "en")).said.join()).not.toContain("English");
  });

  it("breaks no line of the note", async () => {
    const message = "Payment failed\nsaldo tidak cukup\r\n  trx 1";
    const { send } = await viewOf({ failure: { message, provider: "stripe", code: "ZZ\n9" } }, "id");
    const lines = send.note.split("\n");
    expect(lines.find((line) => line.includes("Payment failed"))).toContain("Payment failed saldo tidak cukup trx 1");
    expect(lines.find((line) => line.includes("ZZ"))).toContain("ZZ 9");
  });
});

describe("a text that is refused", () => {
  it.each(locales)("points to the fields below in %s, not to JSON", async (locale) => {
    for (const text of ["hello there", '{"colour":"red","size":4}']) {
      const result = await resultOf(text, locale);
      if (result.kind !== "unreadable") throw new Error(result.kind);
      expect(result.hint).not.toMatch(/"failure"|"transaction"|template|\{\w*\}/);
      expect(result.hint).toMatch(/below\.|下方|di bawah/);
    }
  });
});
