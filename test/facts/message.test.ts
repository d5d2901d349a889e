import { describe, expect, it, test } from "vitest";
import type { PhraseTable } from "../../src/facts/code-table.js";
import { MessageReader } from "../../src/facts/message.js";
import type { Resembling } from "../../src/facts/resemblance.js";

const table: PhraseTable = {
  language: "en",
  negation: { before: ["not"], after: [] },
  between: ["the", "is"],
  payee: { words: ["recipient"], links: ["of"] },
  means: {
    poor: ["balance low"],
    expired: ["card expired", "card … run out"],
    blocked: ["account blocked"],
    fee: ["cannot pay the fee"],
    refused: ["refused", "bad request"],
    moved: ["already paid"],
    closed: ["wallet closed"],
  },
  meansAlone: { declined: ["declined"] },
  warns: { debited: ["money taken"] },
};
const policy = {
  reasonless: new Set(["refused", "declined"]),
  payees: new Map<string, string | null>([
    ["expired", null],
    ["closed", "payee closed"],
  ]),
  moved: new Set(["moved"]),
};
/** Rows near to every message, of causes with these shares of the likeness; the first is the nearest. */
const rows = (isNear: boolean, ...shares: [string | null, number][]): Resembling => ({
  cause: shares[0]?.[0] as string,
  family: undefined,
  words: "near words",
  rows: [{ provider: "acme", code: "1" }],
  shares: new Map(shares),
  isNear,
});
const reading = (message: string, near: Resembling | null = null) =>
  new MessageReader([table], policy, () => near).read(message);
const claimed = (message: string, near: Resembling | null = null): string | null =>
  reading(message, near).claim?.cause ?? null;
const warned = (message: string): string[] => reading(message).warnings.map(({ cause }) => cause);

describe("what a message says", () => {
  test.each([
    ["the cause of its phrase", "Your card expired", "expired"],
    ["the cause of the longer of two phrases", "card expired, cannot pay the fee", "fee"],
    ["neither of two causes that are about as near", "card expired and wallet closed", null],
    ["nothing where it lists what may be wrong", "card expired, cannot pay the fee or account blocked", null],
    ["a reason rather than a refusal", "refused: card expired", "expired"],
    ["a refusal where it gives no reason", "The bank has refused this payment", "refused"],
    ["a refusal in a few words", "declined", "declined"],
    ["nothing by a word of a refusal among others", "The bank of the customer declined to comment on it", null],
    ["what it says around an example", "Cannot pay the fee, e.g. balance low", "fee"],
    ["an example where it says nothing else", "Something is wrong, for example card expired", "expired"],
    ["an example also where the rest only denies", "Not account blocked, e.g. card expired", "expired"],
    ["what is behind a label", "[ balance low ] card expired", "expired"],
    ["a label where nothing is behind it", "[card expired] See the manual", "expired"],
    ["a label where what is behind it is denied", "[card expired] not account blocked", "expired"],
    ["the payee's cause in place of the payer's", "wallet closed of the recipient", "payee closed"],
    ["nothing of a payee whose cause it is not", "card expired of the recipient", null],
  ])("is %s", (_name, message, cause) => {
    expect(claimed(message)).toBe(cause);
  });

  it("tells the name of an answer of HTTP from other refusals", () => {
    expect(reading("bad request").claim).toMatchObject({ cause: "refused", isWrapper: true });
    expect(reading("refused").claim).toMatchObject({ cause: "refused", isWrapper: false });
  });

  it("is beside it what warns of money that may have moved, once", () => {
    expect(warned("already paid, money taken, already paid: card expired")).toEqual(["moved", "debited"]);
    expect(claimed("already paid, money taken: card expired")).toBe("expired");
    expect(warned("card expired")).toEqual([]);
  });
});

describe("rows that a message resembles", () => {
  const other = rows(true, ["poor", 0.5], ["expired", 0.3]);

  it("say a cause where no phrase does and they are near", () => {
    expect(claimed("nothing alike", other)).toBe("poor");
    expect(claimed("nothing alike", rows(false, ["poor", 1]))).toBeNull();
    expect(reading("nothing alike", rows(true, ["poor", 1])).claim).toMatchObject({
      words: "near words",
      isWrapper: false,
    });
  });

  it("say nothing where phrases are denied, or where they are not asked", () => {
    expect(claimed("not account blocked", other)).toBeNull();
    expect(new MessageReader([table], policy, () => other).read("nothing alike", false).claim).toBeNull();
  });

  it("are warnings where they say that money may have moved", () => {
    const { claim, warnings } = reading("nothing alike", rows(true, ["moved", 1]));
    expect([claim, warnings.map(({ cause }) => cause)]).toEqual([null, ["moved"]]);
  });

  it("speak against a phrase in pieces that has clearly less of them, and against none in one piece", () => {
    const inPieces = "card has run out";
    expect(claimed(inPieces, other)).toBeNull();
    expect(claimed(inPieces, rows(true, ["poor", 0.5], ["expired", 0.31]))).toBe("expired");
    expect(claimed(inPieces, rows(true, ["expired", 0.5], ["poor", 0.5]))).toBe("expired");
    expect(claimed("card expired", other)).toBe("expired");
  });
});
