import { describe, expect, it } from "vitest";
import { readTransaction } from "../../src/read/index.js";
import { contextOf, refusal } from "./helpers.js";

const messageOf = (text: string) => (contextOf(text) as { failure: { message: string } }).failure.message;
const words = (count: number, word = "word"): string => `${word} `.repeat(count);
const story = "I opened the app and looked at it. ".repeat(40).trim();
const lacking = "insufficient funds";

describe("the message of a failure told in words", () => {
  it.each([
    ["of at most 1000 characters", `${words(300).slice(0, 981)}\n\n${lacking}`, /^(?:word )+w\ninsufficient funds$/],
    ["whose last line is told", `${story}\n${lacking}`, /^insufficient funds$/],
    ["with a provider", `${story}\nStripe: my payment failed`, /^Stripe: my payment failed$/],
  ])("is what tells of it in a text %s", (_, text, message) => {
    expect(messageOf(text)).toMatch(message);
  });

  it("has the words that a line break stands between", () => {
    expect(messageOf("Stripe: my payment\nfailed")).toBe("Stripe: my payment\nfailed");
    expect(messageOf("a, b!\ninsufficient funds")).toBe("a, b!\n\ninsufficient funds");
  });

  it.each(["declined (again)\nbut no insufficient!\nfunds", "insufficient 5\nfunds"])(
    "is none where a phrase is in two sentences: %j",
    (text) => {
      expect(refusal(text).reason).toBe("no_transaction");
    },
  );

  it("is looked for in the first 200000 characters", () => {
    expect(messageOf(`hello ${words(40_000, "x")}\n${lacking}`)).toContain(lacking);
    expect(refusal(`hello ${words(100_000, "x")}\n${lacking}`).reason).toBe("no_transaction");
  });

  it.each([
    "status: paid",
    "state - captured",
    "status => settled",
    "status is paid",
    "state was captured",
    "status'  :  'paid",
    "status:paid",
    "status :paid",
    "status   :   paid",
  ])("keeps what names the payment as paid: %s", (line) => {
    expect(messageOf(`${story}\n${line}\n${lacking} ${story}`)).toBe(
      `${line}\n\n${lacking} I opened the app and looked at it.`,
    );
  });

  it.each(["statusX: paid", "status: xpaid"])("leaves out what only looks like that: %s", (line) => {
    expect(messageOf(`${story}\n${line}\n${lacking} ${story}`)).not.toContain("paid");
  });
});

describe("a message of many lines", () => {
  it("has at most 1000 characters", () => {
    const lines = Array.from({ length: 60 }, (_, i) => `error number ${i} was insufficient funds`);
    const message = messageOf(lines.join("\n"));
    expect(message.length).toBeLessThanOrEqual(1000);
    expect(message).toContain(lines[20]);
  });

  it("is whole where the words that tell are broken over two of them", () => {
    const message = messageOf(`${lacking.replace(" ", "\n")} in it. ${story}\n${story}`);
    expect(message).toContain("insufficient\nfunds in it.");
  });

  it("is whole up to 200 characters", () => {
    const text = `Hi there my friend. ${words(31)}${lacking}, x`.padEnd(199, "x").concat(".");
    expect(messageOf(text)).toBe(text);
  });
});

describe("a sentence too long to be shown", () => {
  it.each([
    ["at its start", `${lacking} ${words(60)}`, `${lacking} ${words(36).trim()}`],
    [
      "behind whole words, in its middle",
      `${words(60)}${lacking} ${words(60)}`,
      `${words(19)}${lacking} ${words(16).trim()}`,
    ],
    [
      "behind a part of a word, in its middle",
      `${words(23, "abcdefg")}${lacking} ${words(60, "abcdefg")}`,
      `${words(10, "abcdefg")}${lacking} ${words(12, "abcdefg").trim()}`,
    ],
    ["at its end", `${words(100)}${lacking}`, `${words(36)}${lacking}`],
    [
      "at its end behind a part of a word",
      `${words(50, "ab cdefgh")}${lacking} y`,
      `cdefgh ${words(17, "ab cdefgh")}${lacking} y`,
    ],
    [
      "twice in one part",
      `${words(15)}${lacking} ${words(7)}card expired ${words(60)}`,
      `${words(15)}${lacking} ${words(7)}card expired ${words(11).trim()}`,
    ],
  ])("is shown with the words that tell, between whole words: %s", (_, text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("is shown with the first words that tell all of it", () => {
    const text = `${words(22)}${lacking} ${words(15)}card expired ${words(60)}`;
    expect(messageOf(text)).toMatch(/^(?:word )+insufficient funds (?:word )+card expired(?: word)+$/);
    expect(messageOf(text).length).toBeLessThanOrEqual(200);
  });

  it("is shown whole where no part of it tells all", () => {
    const text = `${lacking} ${words(60)}card expired ${words(60)}`.trim();
    expect(messageOf(text)).toBe(text);
  });

  it("is shown whole up to 200 characters", () => {
    const sentence = `${words(36)}${lacking},.`;
    expect(sentence).toHaveLength(200);
    expect(messageOf(`Hi there my friend. ${sentence} I see that.`)).toBe(sentence);
  });
});

describe("a block of code", () => {
  const told = "order_creation_failed";
  it.each([
    ["on its line", `it says\n\`\`\`\n${told}\n\`\`\`\nmy card expired`],
    ["indented", `it says\n\`\`\`\n   ${told}  \n\`\`\`\nmy card expired`],
    ["with the name of a language", `it says\n\`\`\`json\n${told}\n\`\`\`\nmy card expired`],
    ["itself indented", `it says\n  \`\`\`\n${told}\n  \`\`\`\nmy card expired`],
  ])("counts before what a person says, where it has a code: %s", (_, text) => {
    expect(messageOf(text)).toBe(told);
  });

  it("leaves what warns of money that moved", () => {
    expect(messageOf(`\`\`\`\n${told}\n\`\`\`\nmy card expired\nI was charged twice for it`)).toBe(
      `${told}\n\nI was charged twice for it`,
    );
  });

  it.each([
    ["whose marks are in a line", `it \`\`\`js is\n${told}\n\`\`\` done\nmy card expired`],
    ["whose marks end a line", `x \`\`\`\n${told}\n\`\`\` y my card expired`],
  ])("is none %s", (_, text) => {
    expect(messageOf(text)).toMatch(/^(?:it|x) ```/);
  });
});

describe("the state that words tell", () => {
  it.each([
    ["pending", "the payment is pending since Monday", "pending"],
    ["pending beside what is on its own line", "Error pending: the payment is pending", "pending"],
    ["cancelled beside a broken object", `see {"a":1 "b"} status: cancelled, ${lacking}`, "cancelled"],
    ["unknown beside a broken object", `see {"a":1 "b"} status: unknown, ${lacking}`, "unknown"],
  ])("is that of the payment: %s", (_, text, status) => {
    expect(contextOf(text)).toMatchObject({ transaction: { status }, failure: { message: text } });
  });

  it("is not pending where another line tells a failure", () => {
    expect(contextOf(`the payment is pending\nand I have ${lacking}`)).not.toHaveProperty("transaction");
  });

  it.each(["pending", "succeeded"])("is taken with nothing of a broken object where it did not fail: %s", (state) => {
    expect(messageOf(`see {"a":1 "b"} status: ${state}, ${lacking}`)).toBe(`see\n\n"b"} status: ${state}, ${lacking}`);
  });
});

it("the first amount of a text is one with a known currency", () => {
  const seen = (text: string) => readTransaction(text).warnings.map(({ params }) => params?.text);
  expect(seen(`${lacking} on 5 XYZ and EUR 5.00 today`)).toEqual(["EUR 5.00"]);
  expect(seen(`${lacking} for ABC 500 and 20.00 EUR`)).toEqual(["20.00 EUR"]);
  expect(seen(`${lacking}, 50 ABC`)).toEqual([]);
});
