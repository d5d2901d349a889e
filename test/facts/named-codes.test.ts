import { describe, expect, it } from "vitest";
import { loadRules } from "../support/rules.js";
import { row, scheme, tableFile } from "../support/tables.js";
import { assess, diagnose } from "../support/untyped.js";

const rules = loadRules({
  ...tableFile({
    "acme.code": scheme("provider", [
      row("CARD_BURNT", "instrument.blocked", { certainty: "certain", retry: "now" }),
      row("CARD_MOLTEN", "instrument.blocked", { certainty: "certain" }),
      row("PIN_SUNG", "authentication.password_wrong", { certainty: "certain" }),
      row("BURNT", "instrument.expired", { certainty: "certain" }),
      row("ALL_WELL", null, { state: "succeeded" }),
      row("7481", "instrument.blocked", { certainty: "certain" }),
      row("52", "instrument.expired", { certainty: "certain" }),
      row("500", "instrument.blocked", { certainty: "certain" }),
    ]),
    "acme.advice": scheme("advice", [row("SING_AGAIN", "provider.error")]),
    "acme.short": scheme(
      "issuer",
      [
        row("Q7", "account.closed", { certainty: "certain", retry: "now" }),
        row("Q8", "account.frozen", { certainty: "certain" }),
        row("Q9", "account.closed", { certainty: "certain" }),
        row("Q0", "account.closed", { state: "succeeded" }),
        row("Q1", null),
      ],
      { spelled: { code: "\\b(Q\\d)\\b", near: "\\bzither\\b", not: "\\bgong\\b" } },
    ),
  }),
  ...tableFile(
    { "other.code": scheme("provider", [row("CARD_BURNT", "instrument.blocked"), row("PIN_SUNG", "issuer.declined")]) },
    "other",
  ),
});

const read = async (message: string, provider?: string): Promise<string> => {
  const failure = { message, ...(provider && { provider }) };
  const { causes } = await diagnose({ failure }, { rules });
  return causes.map(({ code, certainty }) => `${code} ${certainty}`).join();
};

describe("a code of a table in the middle of a message", () => {
  it("is read, and is never more than possible", async () => {
    expect(await read("zzz CARD_BURNT zzz", "acme")).toBe("instrument.blocked possible");
    expect(await read("zzz card_burnt zzz", "acme")).toBe("instrument.blocked possible");
  });

  it("is read without a provider where all tables that have it agree", async () => {
    expect(await read("zzz CARD_BURNT zzz")).toBe("instrument.blocked possible");
    expect(await read("zzz PIN_SUNG zzz")).toBe("");
    expect(await read("zzz PIN_SUNG zzz", "acme")).toBe("authentication.password_wrong possible");
    expect(await read("zzz PIN_SUNG zzz", "other")).toBe("issuer.declined possible");
  });

  it("says nothing beside another one that means something else", async () => {
    expect(await read("zzz CARD_BURNT PIN_SUNG zzz", "acme")).toBe("");
    expect(await read("zzz CARD_BURNT CARD_MOLTEN zzz", "acme")).toBe("instrument.blocked possible");
    expect(await read("zzz CARD_BURNT ALL_WELL zzz", "acme")).toBe("instrument.blocked possible");
  });

  it("is joined of several words: a single one may be any word of a sentence", async () => {
    expect(await read("zzz BURNT zzz", "acme")).toBe("");
  });

  it("is no advice, and none of a long list", async () => {
    expect(await read("zzz SING_AGAIN zzz", "acme")).toBe("");
    const list = (count: number) => Array.from({ length: count }, (_, i) => `WORD_${i}`).join(" ");
    expect(await read(`${list(19)} CARD_BURNT`, "acme")).toBe("instrument.blocked possible");
    expect(await read(`${list(20)} CARD_BURNT`, "acme")).toBe("");
  });

  it("does not make anyone pay again at once", async () => {
    const failure = { message: "zither says Q7" };
    expect((await diagnose({ failure }, { rules })).retry.when).not.toBe("now");
  });
});

describe("a short code in a message", () => {
  it("is read where the text speaks of what its table names, and of nothing else that has such words", async () => {
    expect(await read("zither says Q7")).toBe("account.closed possible");
    expect(await read("ZITHER says Q7")).toBe("account.closed possible");
    expect(await read("the harp says Q7")).toBe("");
    expect(await read("zither and gong say Q7")).toBe("");
  });

  it("is spelled as its table spells it", async () => {
    expect(await read("zither says q7")).toBe("");
    expect(await read("zither says XQ7")).toBe("");
    expect(await read("zither says Q5")).toBe("");
  });

  it("says nothing beside one that means something else, and may stand beside one that means the same or nothing", async () => {
    expect(await read("zither says Q7 and Q8")).toBe("");
    expect(await read("zither says Q7 and Q9")).toBe("account.closed possible");
    expect(await read("zither says Q1 and Q7")).toBe("account.closed possible");
    expect(await read("zither says Q0")).toBe("");
  });
});

describe("a number that a message calls a code", () => {
  it.each([
    "zzz response code 7481",
    "zzz returned 7481",
    "zzz code: 7481",
    'zzz reason="7481"',
    "zzz code is 7481",
    "zzz code of 07481",
    "zzz c\u00f3digo 7481",
  ])("is one of the provider's: %s", async (message) => {
    expect(await read(message, "acme")).toBe("instrument.blocked possible");
  });

  it.each(["zzz amount 7481", "zzz order 7481", "zzz encode 7481", "zzz codes7481", "zzz code abc 7481"])(
    "is only a number: %s",
    async (message) => {
      expect(await read(message, "acme")).toBe("");
    },
  );

  it("means nothing of another provider, or of none", async () => {
    expect(await read("zzz response code 7481")).toBe("");
    expect(await read("zzz response code 7481", "other")).toBe("");
  });

  it("is no answer of HTTP", async () => {
    expect(await read("zzz status code 500", "acme")).toBe("");
    expect(await read("zzz response code 52", "acme")).toBe("instrument.expired possible");
  });
});

describe("the retry of a code", () => {
  const retry = async (failure: object) => (await assess({ failure }, { rules })).said[0]?.retry;

  it("is its row's where it has a field of its own, and is never at once because of words", async () => {
    expect(await retry({ codes: [{ scheme: "acme.short", code: "Q7" }] })).toBe("now");
    expect(await retry({ message: "zither Q7" })).toBe("unknown");
  });
});
