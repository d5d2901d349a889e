import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { diagnose } from "../support/untyped.js";
import { contextOf } from "./helpers.js";

const messageOf = (text: string) => readTransaction(text).transactions[0].context.failure?.message;
const story =
  "Hello everybody. I use the library of our shop since last year and was always happy with it. Since Monday it stops at the last step and I do not know what to do about that.";

describe("the message of a long text", () => {
  it("is the sentence that tells why", async () => {
    const text = `${story} The terminal said that the card has expired. Can somebody help?\n\nRegards`;
    expect(messageOf(text)).toBe("The terminal said that the card has expired.");
    expect((await diagnose(contextOf(text))).causes[0]?.code).toBe("instrument.expired");
  });

  it("never begins with the code around it, a mark or a fence", () => {
    const code =
      "```\nlet tx = { sum: total(list), to: client, options: { auto: on, wallet: mine } };\nawait send(tx).then(show);\n```";
    expect(messageOf(`${code}\n${story}\n> "The payment failed, there are insufficient funds."`)).toBe(
      'The payment failed, there are insufficient funds."',
    );
  });

  it("is every sentence that tells something, once, so that none of them is lost", async () => {
    const text = `${story}\nThe bank said: card has expired.\nThe bank said: card has expired.\nAnd then: insufficient funds.`;
    expect(messageOf(text)).toBe("The bank said: card has expired.\n\nAnd then: insufficient funds.");
    expect(messageOf(`${story} My card has expired. I was charged twice.`)).toBe(
      "My card has expired.\n\nI was charged twice.",
    );
  });

  it("keeps a code in capitals that stands in a sentence of its own", () => {
    expect(messageOf(`${story} It showed PAYMENT_STUCK_99. The payment failed with message: no.`)).toContain(
      "PAYMENT_STUCK_99",
    );
  });

  it("is the part of a sentence without an end that tells why", () => {
    const long = "and then the screen went white and I waited ".repeat(9);
    const message = messageOf(`${long}until it said insufficient funds ${long}`) as string;
    expect(message).toContain("insufficient funds");
    expect(message.length).toBeLessThanOrEqual(200);
  });

  it("has a mark where a word that counts only alone would count", async () => {
    const text = `${story} ${story}\n\nState Rejected`;
    expect(messageOf(text)).toBe("State Rejected […]");
    expect((await diagnose(contextOf(text))).causes).toEqual([]);
  });

  it("is what tells, also where that stands far behind in one long line", () => {
    expect(messageOf(`${"x ".repeat(600)}insufficient funds`)).toMatch(/insufficient funds$/);
  });

  it("is the text where it is short", () => {
    const text = "Hello. My card has expired. Bye.";
    expect(messageOf(text)).toBe(text);
  });
});
