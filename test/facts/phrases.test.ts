import { describe, expect, it } from "vitest";
import type { PhraseTable } from "../../src/facts/code-table.js";
import { PhraseMatcher, phrasesOf } from "../../src/facts/phrases.js";
import { readable, wordsOf } from "../../src/facts/words.js";

const table: PhraseTable = {
  language: "en",
  negation: { before: ["not", "in no way"], after: ["is untrue", "never"] },
  between: ["at all", "the", "is", "a", "really"],
  payee: { words: ["recipient", "shop owner"], links: ["of", "for"] },
  sets: { wrong: ["wrong", "not right", "not right at all"] },
  means: {
    expired: ["expir*", "card … run out", "carte expirée"],
    poor: ["no money", "account … empty"],
    password: ["{wrong} pin", "pin … {wrong}"],
    lost: ["card lost", "lost or stolen"],
    fund: ["money"],
    lack: ["money"],
    fits: ["pin pin"],
  },
  meansFamily: { limit: ["over limit"] },
  meansAlone: { declined: ["declined", "busy expir*"] },
  meansAloneFamily: { anyLimit: ["exceeded"] },
  warns: { debited: ["money taken"] },
  claimsNothing: ["no money taken"],
  fails: ["payment … broke", "broke down*"],
};
const chinese: PhraseTable = {
  language: "zh",
  negation: { before: ["没有"], after: [] },
  between: [],
  payee: { words: ["收款人"], links: [] },
  means: { poor: ["余额不足", "余额 … 太少"] },
};
/** Made anew for each text, so that a break in the making is noticed too. */
const matches = (text: string) => new PhraseMatcher([table, chinese]).matches(text);
const said = (text: string): string =>
  matches(text)
    .map(({ cause, words, ofPayee }) => `${cause}${ofPayee ? " of the payee" : ""}: ${words}`)
    .join(" | ");

describe("the words of a text", () => {
  it.each([
    [
      "are in lower case, names of code taken apart",
      "InsufficientFunds INSUFFICIENT_FUNDS",
      "insufficient funds insufficient funds",
    ],
    ["keep a capital inside a short name", "PayPal iPad", "paypal ipad"],
    ["are plain where they are written wide, and their apostrophes one", "Ｃａｒｄ don’t", "card don't"],
    ["end a clause at each mark", "a; b: c, d (e) f. g! h? i", "a | b | c | d | e | f | g | h | i"],
    ["end a clause at a dash with spaces, a line left empty, and a mark of Chinese", "a - b\n\nc。d", "a | b | c | d"],
    ["go on over a point in a number, a hyphen and the end of a line", "1.5 e-mail\nnext", "1 5 e mail next"],
    ["are single characters in Chinese, also right behind a word", "APP余额", "app 余 额"],
    ["are without the letter in front of a text that Python prints", "u'Card b'lost' sub'way", "card lost sub'way"],
    ["keep the reason of a bank with the bank", "by the bank. Reason: closed", "by the bank reason closed"],
    ["end a clause before any other reason", "by us. Reason: closed", "by us | reason | closed"],
  ])("%s", (_, text, wanted) => {
    expect(
      wordsOf(text)
        .join(" ")
        .replace(/\|(?: \|)+/g, "|"),
    ).toBe(wanted);
  });

  it("are those of its start and its end where it is long, none cut in two", () => {
    const line = "abcdefg ";
    expect(readable(line.repeat(1_000))).toBe(line.repeat(1_000));
    const long = readable(`first ${line.repeat(2_000)}last`);
    expect(long).toMatch(/^first abcdefg .* abcdefg \n\n .*abcdefg last$/s);
    expect(long.length).toBeLessThan(8_010);
    expect(long.length).toBeGreaterThan(7_980);
    expect(new Set(long.split(/\s+/))).toEqual(new Set(["first", "abcdefg", "last"]));
  });
});

describe("a phrase", () => {
  it.each([
    ["is found by whole words", "There was no money.", "poor: no money"],
    ["is not found in other words", "There was no moneybag", ""],
    ["is found by the start of a word where it is given so", "it expires today", "expired: expires"],
    ["is found by no start that it has not", "an expert", ""],
    ["is found with its parts apart", "the card has now run out", "expired: card … run out"],
    ["is found with its parts in another order", "run out has the card", "expired: run out … card"],
    ["is found with its parts six words apart", "card 1 2 3 4 5 6 run out", "expired: card … run out"],
    ["is not found with its parts further apart", "card 1 2 3 4 5 6 7 run out", ""],
    ["is not found with its parts in two clauses", "the card; run out", ""],
    ["is not found with a part behind another clause", "run out, a card", ""],
    ["takes the nearest of two places", "card card was run out", "expired: card … run out"],
    ["takes any word of a set", "a wrong pin", "password: wrong pin"],
    ["takes the longest words of a set", "the pin is not right at all", "password: pin … not right at all"],
    ["may begin with several words of a set", "not right pin", "password: not right pin"],
    [
      "is found with accents and without them",
      "carte expiree, CARTE EXPIRÉE",
      "expired: carte expiree | expired: carte expirée",
    ],
    ["is found in Chinese, shown without spaces", "您的余额不足", "poor: 余额不足"],
    ["is found in Chinese with its parts apart", "余额实在太少", "poor: 余额 … 太少"],
  ])("%s", (_, text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  it.each([
    ["right before it", "not over limit", "null: over limit"],
    ["before it in several words", "in no way over limit", "null: over limit"],
    ["before it, with small words between", "not really the over limit", "null: over limit"],
    ["before it, with four small words between", "not a a a a over limit", "null: over limit"],
    ["right behind it", "over limit never", "null: over limit"],
    ["behind it in several words", "over limit is untrue", "null: over limit"],
    ["behind it, with small words between", "over limit really is never", "null: over limit"],
    ["in it", "the card is not run out", "null: card … run out"],
  ])("is denied by a word %s", (_, text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  it.each([
    ["with other words between", "not today over limit"],
    ["with five small words between", "not a a a a a over limit"],
    ["in another clause", "not so: over limit"],
    ["of which only a part is there", "in no over limit, is over limit"],
    ["behind another clause", "over limit: never"],
  ])("is not denied by a word %s", (_, text) => {
    expect(said(text)).toMatch(/^(?:limit: over limit(?: \| |$))+$/);
  });

  it.each([
    ["before it", "the recipient over limit"],
    ["before it, in two words", "shop owner over limit"],
    ["before it, as its owner", "the recipient's over limit"],
    ["before it, with a small word between", "recipient is over limit"],
    ["behind it, by a word that links", "over limit of the recipient"],
    ["behind it, in two words", "over limit for shop owner"],
  ])("is the payee's by a word %s", (_, text) => {
    expect(said(text)).toBe("limit of the payee: over limit");
  });

  it("is the payee's by a word in it", () => {
    expect(said("the account of the recipient is empty")).toBe("poor of the payee: account … empty");
  });

  it.each([
    "over limit recipient",
    "recipient: over limit",
    "over limit of her recipient",
    "shop over limit",
    "owner over limit",
    "over limit; of recipient",
  ])("is not the payee's in %j", (text) => {
    expect(said(text)).toBe("limit: over limit");
  });
});

describe("of two phrases", () => {
  it.each([
    [
      "the heavier counts where they share a word",
      "lost or stolen card lost",
      "lost: lost or stolen | lost: card lost",
    ],
    ["the longer counts, and what it says nothing of stays unsaid", "no money taken", "null: no money taken"],
    ["the one in one piece counts where both have the same words", "wrong pin", "password: wrong pin"],
    ["with the same words and weight both count", "money", "fund: money | lack: money"],
    ["both count on words of their own", "over limit and no money", "limit: over limit | poor: no money"],
  ])("%s", (_, text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  it("the one that counts everywhere is preferred to one that counts only alone", () => {
    expect(said("busy expired")).toBe("expired: expired");
  });
});

describe("a phrase that counts only alone", () => {
  it.each([
    ["declined", "declined: declined"],
    ["It was declined.", "declined: declined"],
    ["1 2 3 4 5 6 7 8 9 10 11 declined", "declined: declined"],
    ["1 2 3 4 5 6 7 8 9 10 11 12 declined", ""],
    ["We tried, it was declined", ""],
    ["exceeded", "anyLimit: exceeded"],
  ])("in %j is %j", (text, wanted) => {
    expect(said(text)).toBe(wanted);
  });
});

describe("what is known of a phrase", () => {
  const known = (text: string) => matches(text)[0];

  it("is its table's text, its family, and whether it warns, counts alone or is one piece", () => {
    expect(known("over limit")).toMatchObject({
      phrase: "over limit",
      family: "limit",
      warns: false,
      alone: false,
      inOnePiece: true,
    });
    expect(known("exceeded")).toMatchObject({ family: "limit", alone: true, inOnePiece: false });
    expect(known("my money taken")).toMatchObject({ cause: "debited", family: undefined, warns: true });
    expect(known("declined")).toMatchObject({ family: undefined, warns: false, alone: true });
    expect(known("card is run out")).toMatchObject({ phrase: "card … run out", inOnePiece: false });
    expect(known("over limit")).not.toHaveProperty("places");
  });

  it("is how many letters it has, with a little more for one in one piece", () => {
    const weights = ["no money", "card has run out", "wrong pin", "expiring"].map((text) => known(text)?.weight);
    expect(weights).toEqual([7.5, 10, 8.5, 5]);
  });

  it("is listed with its language and cause", () => {
    const listed = phrasesOf([table, chinese]).map(({ language, phrase, cause, family }) => [
      language,
      phrase,
      cause,
      family,
    ]);
    expect(listed).toEqual(
      expect.arrayContaining([
        ["en", "expir*", "expired", undefined],
        ["en", "over limit", "limit", "limit"],
        ["en", "declined", "declined", undefined],
        ["en", "exceeded", "anyLimit", "limit"],
        ["en", "money taken", "debited", undefined],
        ["zh", "余额不足", "poor", undefined],
      ]),
    );
    expect(listed).toHaveLength(19);
  });
});

describe("that a payment failed, without the reason", () => {
  const saysFailed = (text: string): boolean => new PhraseMatcher([table, chinese]).saysFailed(text);

  it.each(["The payment just broke", "it broke downwards"])("is said: %s", (text) => {
    expect(saysFailed(text)).toBe(true);
  });
  it.each(["The payment in no way broke", "The payment. It broke", "card lost", ""])("is not said: %s", (text) => {
    expect(saysFailed(text)).toBe(false);
  });
  it("is no reason", () => {
    expect(matches("The payment broke")).toEqual([]);
  });
});
