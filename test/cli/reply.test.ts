import { describe, expect, it } from "vitest";
import { moreSituations } from "../stories/more-reply-situations.js";
import { situations } from "../stories/reply-situations.js";
import { diagnosed, fileWith, invalid, short, txwhy, unanswered } from "./helpers.js";

describe("the last line of a diagnosis", () => {
  const lastOf = async (context: object | undefined): Promise<string> =>
    (await diagnosed(context ?? {}, ["--no-color"])).out.trim().split("\n").at(-1) ?? "";
  const replyTo = async (context: object | undefined): Promise<string> =>
    (await diagnosed(context ?? {}, ["--reply"])).out;

  it.each([
    ["the wallet is short, and a card is linked", "Do first: Add CN¥407.20 via bank card", "add at least CN¥407.20"],
    [
      "over a monthly limit and short as well",
      "Do first: Send IDR 1,000,000 or less",
      "Please send IDR 1,000,000 or less.",
    ],
    ["over the daily limit", "Do first: Wait until Nov 23, 2026, 00:00 WIB", "again from Nov 23, 00:00 WIB"],
    ["a card without enough money", "Do first: Use another card", "Please use another card."],
  ])("is the first advice of the reply: %s", async (name, last, advice) => {
    const context = { ...situations, ...moreSituations }[name];
    expect((await lastOf(context)).replace(/\u00a0/g, " ")).toBe(last);
    expect(await replyTo(context)).toContain(advice);
  });

  it("offers nothing where the evidence contradicts itself", async () => {
    const name = "an expired card that is said to be active, and money that is there after all";
    expect(await lastOf(situations[name])).not.toMatch(/Add|another/);
  });
});

describe("--reply", () => {
  it("prints the message to the customer and nothing else", async () => {
    const { code, out, err } = await diagnosed(short, ["--reply"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Hello,\nYour payment of \$100\.00/);
    expect(out).not.toContain("fee.exceeds_balance");
  });

  it("is for the channel that is named, and an email has a subject", async () => {
    const email = (await diagnosed(short, ["--reply", "email"])).out;
    expect(email).toMatch(/^Your payment of \$100\.00\n\nHello,\n\n/);
    const sms = await diagnosed(short, ["--reply", "sms"]);
    expect(sms.out.trim().split("\n")).toHaveLength(1);
    expect(sms.err).toMatch(/GSM-7, \d+ characters, \d SMS/);
  });

  it("does not take a file for a channel", async () => {
    const file = fileWith(JSON.stringify(short));
    expect((await txwhy(["--reply", file])).out).toBe((await txwhy([file, "--reply=chat"])).out);
  });

  it("tells its sender what was left out", async () => {
    expect((await diagnosed(unanswered, ["--reply"])).err).toContain("Money may have moved");
  });

  it("is the library's with --json, and one for each transaction", async () => {
    const { out } = await diagnosed([short, unanswered], ["--reply", "--json"]);
    const replies = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { locale: string; text: string });
    expect(replies.map(({ locale }) => locale)).toEqual(["en", "en"]);
    const shown = (await diagnosed([short, unanswered], ["--reply"])).out;
    for (const { text } of replies) expect(shown).toContain(text);
    expect(shown).toMatch(/^── 1\/2 · [\s\S]*\n\n── 2\/2 · /);
  });

  it("does not go with what is for somebody else", async () => {
    for (const option of ["--packet", "--preflight"]) {
      const { code, err } = await diagnosed(short, ["--reply", option]);
      expect(code).toBe(2);
      expect(err).toContain("--reply does not go with");
    }
    expect((await diagnosed(short, ["--reply=letter"])).err).toContain("Use email or chat or sms");
  });
});

describe("several transactions of which one is invalid", () => {
  it("are answered but for that one, with exit code 65", async () => {
    const { code, out, err } = await diagnosed([short, invalid, unanswered]);
    expect(code).toBe(65);
    expect(out).toContain("fee.exceeds_balance");
    expect(out).toContain("network.timeout");
    expect(err).toContain("this is not a transaction context");
  });
});
