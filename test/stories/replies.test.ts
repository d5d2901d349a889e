import { describe, expect, it } from "vitest";
import { type Assessment, assess, type Reply, type ReplyChannel, reply } from "../../src/api/index.js";
import { isMutationRun } from "../support/runs.js";
import { moreSituations } from "./more-reply-situations.js";
import { situations as firstSituations } from "./reply-situations.js";

const situations = { ...firstSituations, ...moreSituations };

const LOCALES = ["en", "zh-CN", "id"] as const;
const CHANNELS: ReplyChannel[] = ["email", "chat", "sms"];

/** Every reply to a situation: in every language, for every channel, with and without a profile's tone. */
function everyReply(assessment: Assessment): Reply[] {
  return LOCALES.flatMap((locale) =>
    CHANNELS.flatMap((channel) =>
      ["default", "gopay"].map((profile) => reply(assessment, { locale, channel, profile })),
    ),
  );
}
const textOf = async (name: string, options: Parameters<typeof reply>[1] = {}): Promise<string> =>
  reply(await assess(situations[name] ?? {}), { locale: "en", ...options }).text;

describe("what may never be in a reply", () => {
  const charged =
    /not (?:been )?charged|no money (?:has )?left|没有扣款|未扣款|未被扣|tidak terpotong|belum terpotong/i;
  const offset = /UTC[+-]|GMT[+-]/;
  const zero = /(?:[$€£¥]|IDR |Rp )0(?:[.,]00)?(?![.,\d])/;
  const unfilled = /[{}[\]]|undefined|null|\bterm\./;
  const glued = /\.\.(?!\.)|。。|[，；：、]。| {2}| [,.;:!?](?!\.)|[.!?]\p{L}{2,} /u;
  const halfWidth = /\p{Script=Han}[,;:!?.]|[,;:!?]\p{Script=Han}/u;
  const sentences = (text: string): string[] =>
    text.split(/(?<=[.!?]) |(?<=[。！？])|\n/).filter((sentence) => sentence.length > 12);

  const names = Object.keys(situations).filter((_, index) => !isMutationRun || index % 4 === 0);

  it.each(names)("%s", async (name) => {
    const context = situations[name] ?? {};
    const assessment = await assess(context);
    const { failure, instrument } = context;
    for (const { text, subject, locale, notes } of everyReply(assessment)) {
      const whole = `${subject}\n${text}`;
      expect(whole).not.toMatch(charged);
      expect(whole).not.toMatch(offset);
      expect(whole).not.toMatch(zero);
      expect(whole).not.toMatch(unfilled);
      expect(whole).not.toMatch(glued);
      expect(whole).not.toMatch(/looking into it|正在核查|sedang menanganinya/);
      expect(whole).not.toMatch(
        /the customer\b|客户|pelanggan (?:ini|kembali)|same reference\.|同一个交易参考号|\bAnda\b/,
      );
      if (locale === "zh-CN") expect(whole).not.toMatch(halfWidth);
      const said = sentences(text);
      expect([...new Set(said)]).toEqual(said);
      expect(subject.length).toBeLessThan(60);
      const length = notes.find(({ code }) => code === "sms_length")?.params?.segments ?? 0;
      expect(length).toBeLessThan(3);
      for (const name of [failure?.code, failure?.provider]) {
        if (name !== undefined && name !== null) expect(whole.toLowerCase()).not.toContain(name.toLowerCase());
      }
      if (instrument?.kind?.endsWith("card")) expect(whole).not.toMatch(/wallet|钱包|dompet/i);
      if (instrument?.kind === "wallet") expect(whole).not.toMatch(/your bank\b|发卡|bank penerbit/i);
      if (instrument?.kind === "bank_account")
        expect(whole).not.toMatch(/wallet|钱包|dompet|your card\b|选择“充值”|top up/i);
      if (instrument?.kind === "crypto_wallet") expect(whole).not.toMatch(/\bcards?\b|银行卡|kartu|\bbank\b/i);
    }
  });

  it("no balance, no attempts left and no other cause stand beside a risk", async () => {
    const assessment = await assess(situations["activity that is not the customer's"] ?? {});
    for (const { text, notes } of everyReply(assessment)) {
      expect(text).not.toMatch(/120[.,]000|attempt|剩余|sisa percobaan|余额|saldo|balance/i);
      expect(notes.map(({ code }) => code)).toContain("risk_only");
    }
  });

  it("no number of the merchant's or the payee's stands in it", async () => {
    for (const { text } of everyReply(await assess(situations["a payout that the merchant cannot pay"] ?? {}))) {
      expect(text).not.toMatch(/400[.,]000|500[.,]000/);
    }
    for (const { text } of everyReply(await assess(situations["a payee whose wallet is full"] ?? {}))) {
      expect(text).not.toMatch(/1[.,]800[.,]000|2[.,]000[.,]000/);
    }
  });

  it("no sum and no way to pay stand in it while money may have moved", async () => {
    for (const name of ["no answer came", "money has left", "a duplicate"]) {
      for (const { text } of everyReply(await assess(situations[name] ?? {}))) {
        expect(text).not.toMatch(/20[.,]000|90[.,]000|\badd\b|充值|isi saldo/i);
        expect(text).toMatch(/do not pay again until|请勿重新付款|jangan bayar lagi/);
      }
    }
  });

  it("no reason is claimed where the evidence contradicts itself", async () => {
    const name = "an expired card that is said to be active, and money that is there after all";
    expect(await textOf(name)).toContain("does not fit together");
    expect(await textOf(name)).not.toMatch(/enough money|add money/i);
  });
});

describe("a reply is true when it is sent", () => {
  const name = "over the daily limit";

  it("before the limit resets it says from when, and what works until then", async () => {
    const text = await textOf(name);
    expect(text).toContain("The full amount works again from Nov 23, 00:00 WIB; until then, up to IDR 180,000.");
  });

  it("after that it says that it can be tried now, and names no date that has passed", async () => {
    const assessment = await assess(situations[name] ?? {});
    const sent = reply(assessment, { locale: "en", now: "2026-11-28T10:00:00+07:00" });
    expect(sent.text).toContain("You can send it again now.");
    expect(sent.text).not.toMatch(/Nov 23|IDR 180,000/);
    expect(sent.notes.map(({ code }) => code)).toContain("wait_is_over");
  });

  it("a lock that has ended is not announced as one to come", async () => {
    const assessment = await assess(situations["a locked PIN"] ?? {});
    expect(reply(assessment, { now: "2026-11-23T10:00:00+07:00" }).text).not.toContain("10:14");
  });

  it("a colleague looks into it only where that is so", async () => {
    expect(await textOf("a frozen account", { handedOver: true })).toContain("Our team is looking into it");
  });
});

describe("the time of the attempt", () => {
  const at = "2026-11-22T09:14:00+07:00";

  it.each([
    ["a zone that customers call by name", "IDR", "on Nov 22, 09:14 WIB did"],
    ["no zone where only its offset is known", "USD", "on Nov 22, 09:14 did"],
  ])("has %s", async (_, currency, said) => {
    const { text } = reply(await assess({ transaction: { amount: "5", currency, at } }), { locale: "en" });
    expect(text).toContain(said);
  });
});

describe("a payout or a withdrawal whose account is not found", () => {
  const from = (kind: "payout" | "withdrawal") => assess({ transaction: { kind }, payee: { status: "not_found" } });

  it("is corrected by its recipient, who cannot send it again", async () => {
    for (const { text } of everyReply(await from("payout"))) {
      expect(text).not.toMatch(/try the payout again|with the payee|重新打款|收款方核对|cairkan lagi|kepada penerima/);
    }
  });

  it("names nobody else as the payee of one's own money", async () => {
    for (const { text } of everyReply(await from("withdrawal"))) {
      expect(text).not.toMatch(
        /the payee gave|with the payee|ask the payee|与收款方|联系收款方|diberikan penerima|kepada penerima/i,
      );
    }
  });
});

describe("a reply speaks as the desk does", () => {
  it("greets, closes and signs by the profile, in the customer's language", async () => {
    const context = { ...situations["the balance is short by the fee"], customer: { locale: "id" } };
    const { text, locale } = reply(await assess(context), { profile: "gopay", channel: "email" });
    expect(locale).toBe("id");
    expect(text).toMatch(/^Halo Kak,\n/);
    expect(text).toContain("balas pesan ini ya, Kak.");
    expect(text).toMatch(/\nGoPay$/);
  });

  it("names what was tried: the amount, the local time with its zone, the reference", async () => {
    const assessment = await assess(situations["the balance is short by the fee"] ?? {});
    expect(reply(assessment, { locale: "id" }).text).toContain(
      "Pembayaran Rp 150.000 pada 22 Nov, 09.14 WIB (ref. trx-88121) belum berhasil.",
    );
    expect(reply(assessment, { locale: "en" }).text).toContain("on Nov 22, 09:14 WIB (ref. trx-88121) did not go");
  });

  it("uses the verb of what was done", async () => {
    expect(await textOf("over the daily limit")).toMatch(/^Hello,\nYour transfer of/);
    expect(await textOf("below the minimum")).toContain("Please withdraw at least IDR 10,000.");
    expect(await textOf("a top-up over the wallet's cap", { locale: "zh-CN" })).toContain("充值未成功");
  });

  it("names what pays: a card, a bank account, or neither where that is unknown", async () => {
    expect(await textOf("a card without enough money")).toContain(
      "Your card does not have enough money for this payment.",
    );
    expect(await textOf("a card without enough money")).toContain("Please use another card.");
    expect(await textOf("a card without enough money")).not.toMatch(/add money/i);
    expect(await textOf("a bank account without enough money")).toContain(
      "Your bank account does not have enough money",
    );
    expect(await textOf("a code for too little money, and nothing else is known")).toContain(
      "There is not enough money for this payment.",
    );
  });

  it("says to try again once, after the last of several steps, and when it was tried without the seconds", async () => {
    const assessment = await assess({
      transaction: { amount: "2400000", currency: "IDR", at: "2026-11-22T20:30:45+07:00" },
      balance: { available: "2150000" },
      fees: [{ flat: "2500" }],
      limits: [{ window: "per_transaction", max: "2000000", setBy: "customer", ceiling: "5000000" }],
      network: { status: "unstable" },
      instrument: { kind: "wallet" },
    });
    expect(assessment.causes).toHaveLength(3);
    for (const [locale, again, time] of [
      ["en", /pay again/g, "Nov 22, 20:30 WIB"],
      ["zh-CN", /重新付款/g, "11月22日 20:30（"],
      ["id", /bayar lagi/g, "22 Nov, 20.30 WIB"],
    ] as const) {
      const { text } = reply(assessment, { locale });
      expect(text.match(again), text).toHaveLength(1);
      expect(text).toContain(time);
    }
  });

  it("tells of no amount below zero where the fee takes all", async () => {
    const assessment = await assess(situations["a fee that takes the whole withdrawal"] ?? {});
    for (const { text } of everyReply(assessment)) expect(text).not.toMatch(/[-−](?:IDR|Rp|\d)/);
  });

  it("asks for coins once where the sum has the network's fee in it", async () => {
    const assessment = await assess({
      transaction: { amount: "0.5", currency: "ETH", exponent: 18, kind: "transfer" },
      balance: { available: "0.5" },
      fees: [{ party: "network", flat: "0.0001" }],
      instrument: { kind: "crypto_wallet" },
      failure: { provider: "evm", code: "insufficient funds for gas" },
    });
    expect(assessment.causes.map(({ code }) => code)).toEqual(["fee.exceeds_balance", "chain.gas_insufficient"]);
    expect(reply(assessment, { locale: "en" }).text).toContain("Please send at least ETH 0.0001 to the wallet, then");
    for (const locale of LOCALES)
      for (const channel of CHANNELS)
        expect(reply(assessment, { locale, channel }).text).not.toMatch(/gas\b|network's own coin|主币|koin utama/i);
    const apart = await assess({
      transaction: { amount: "600", currency: "USDC", exponent: 6, kind: "transfer" },
      balance: { available: "500" },
      fees: [{ party: "network", flat: "0.0001", currency: "ETH" }],
      instrument: { kind: "crypto_wallet" },
      failure: { provider: "evm", code: "insufficient funds for gas" },
    });
    expect(reply(apart, { locale: "en" }).text).toContain("network's own coin");
  });

  it("has steps in an email, and no greeting in an SMS", async () => {
    const name = "the balance is short by the fee";
    expect(await textOf(name, { channel: "email" })).toContain(
      "\n1. Open the app and choose to add IDR 2,500 or more.\n2. ",
    );
    expect(await textOf(name, { channel: "sms" })).toMatch(/^Your payment of/);
  });

  it("counts an SMS as its characters are sent", async () => {
    const assessment = await assess(situations["a card without enough money"] ?? {});
    const length = (locale: string): unknown =>
      reply(assessment, { locale, channel: "sms" }).notes.at(-1)?.params?.encoding;
    expect([length("en"), length("id"), length("zh-CN")]).toEqual(["GSM-7", "GSM-7", "UCS-2"]);
  });

  it("is plain JSON, and refuses an option it does not know", async () => {
    const assessment = await assess(situations["a wrong PIN"] ?? {});
    const sent = reply(assessment, { channel: "sms" });
    expect(JSON.parse(JSON.stringify(sent))).toEqual(sent);
    expect(() => reply(assessment, { channel: "fax" as ReplyChannel })).toThrow("/options/channel");
    expect(() => reply(assessment, { chanel: "sms" } as never)).toThrow("/options/chanel");
  });
});
