import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findCauses } from "../../src/causes/find.js";
import type { Ask, DiagnosisView } from "../../src/web/protocol.js";
import { learnWords } from "../../src/web/words/index.js";
import { galleryIn } from "../../src/web/worker/gallery.js";
import { answerTo } from "../../src/web/worker/session.js";
import { ask } from "./ask.js";
import { example } from "./page.js";
import { pageLanguages } from "./page-languages.js";

// Every diagnosis looks for causes, whatever asks for it.
vi.mock("../../src/causes/find.js", async (original) => {
  const actual = await original<typeof import("../../src/causes/find.js")>();
  return { ...actual, findCauses: vi.fn(actual.findCauses) };
});
const searches = (): number => vi.mocked(findCauses).mock.calls.length;

const text = example("customer-daily-limit");
const raised: Ask["supposed"] = [
  { id: "limit", label: "limit", patch: [{ op: "add", path: "/limits/0/max", value: "99999999" }] },
];

async function view(more: Partial<Ask> = {}): Promise<DiagnosisView> {
  const { answer } = await answerTo(ask(text, more));
  if (answer.result.kind !== "view") throw new Error(`no view: ${JSON.stringify(answer.result)}`);
  return answer.result.view;
}

const emptyField = () => answerTo(ask(""));

beforeAll(() => learnWords(pageLanguages));
beforeEach(async () => {
  await emptyField();
  vi.mocked(findCauses).mockClear();
});

describe("a transaction that is shown", () => {
  it("is diagnosed once for every language of the page and of the reply", async () => {
    const english = await view();
    const first = searches();
    expect(first).toBeGreaterThan(0);
    const chinese = await view({ locale: "zh-CN" });
    const reply = await view({ replyLocale: "zh-CN" });
    expect(searches()).toBe(first);
    expect(chinese.summary).not.toBe(english.summary);
    expect(chinese.send.packet.options.locale).toBe("zh-CN");
    expect(reply.send.reply).not.toBe(english.send.reply);
    expect(reply.summary).toBe(english.summary);
  });

  it("is diagnosed once also where something is supposed", async () => {
    const english = await view({ supposed: raised });
    const first = searches();
    const indonesian = await view({ supposed: raised, locale: "id" });
    expect(searches()).toBe(first);
    expect(indonesian.whatIf?.gone).toHaveLength(1);
    expect(indonesian.whatIf?.gone).not.toEqual(english.whatIf?.gone);
  });

  it.each<[string, Partial<Ask>]>([
    ["another text", { text: example("card-fee-over-balance") }],
    ["a fact that was added", { added: raised }],
    ["a supposed change", { supposed: raised }],
    ["another time", { now: "2030-01-01T00:00:00Z" }],
    ["another profile", { profile: "gopay" }],
  ])("is diagnosed anew with %s", async (_, more) => {
    await view();
    const first = searches();
    await view(more);
    expect(searches()).toBeGreaterThan(first);
  });

  it("is forgotten when its text is", async () => {
    await view();
    const first = searches();
    await emptyField();
    await view();
    expect(searches()).toBe(2 * first);
  });
});

const available = (value: string): Ask["added"] => [
  { id: "balance", label: `Available balance = ${value}`, patch: [{ op: "add", path: "/balance/available", value }] },
];
const sent = ({ send }: DiagnosisView): string => [send.reply, send.note, send.packetJson, send.safeContext].join("\n");

describe("a supposed number", () => {
  const short = { text: example("card-fee-over-balance") };

  it("is in nothing that is sent, also where it clears nothing", async () => {
    const real = await view(short);
    const supposed = await view({ ...short, supposed: available("121.77") });
    expect(sent(supposed)).toBe(sent(real));
    expect(supposed.summary).toBe(real.summary);
    expect(supposed.whatIf?.result).toBe("Short €1.26 → €0.49 · still: The balance does not cover the fee");
  });

  it("is told to clear everything where it does", async () => {
    const { whatIf } = await view({ ...short, supposed: available("500.00") });
    expect(whatIf).toMatchObject({ clears: true, result: "With this it passes, as far as is known" });
  });

  it("that makes no transaction is refused in its place, and the answer stays", async () => {
    const patch = [{ op: "add" as const, path: "/balance/held", value: "-5" }];
    const wrong = await view({ ...short, supposed: [{ id: "held", label: "held", patch }] });
    expect(wrong.whatIf?.issues).toHaveLength(1);
    expect(wrong.summary).toBe((await view(short)).summary);
  });
});

describe("a number in the picture", () => {
  const paths = ({ causes }: DiagnosisView) =>
    [...(causes[0]?.picture?.parts ?? []), causes[0]?.picture?.against].map((part) => part?.path);

  it("names its place in the transaction, where it stands there as it is", async () => {
    expect(paths(await view({ text: example("fee-over-balance") }))).toEqual([
      "/transaction/amount",
      "/fees/0/flat",
      "/balance/available",
    ]);
    expect(paths(await view())).toEqual(["/limits/0/used", "/transaction/amount", "/limits/0/max"]);
  });

  it("that was calculated names none", async () => {
    const text =
      '{"transaction":{"amount":"100.00","currency":"USD"},"balance":{"available":"90.00","restricted":"5.00"},"fees":[{"rate":"0.01"}]}';
    expect(paths(await view({ text }))).toEqual(["/transaction/amount", null, null]);
  });
});

describe("the first thing to do", () => {
  const text =
    '{"transaction":{"amount":"1500.00","currency":"CNY","kind":"transfer"},"balance":{"available":"900.00"},"fees":[]}';

  it("is the desk's, on the page and in the note as in the reply: adding money before sending less", async () => {
    const { causes, plan, send } = await view({ text });
    expect(causes[0]?.remedies.map(({ action }) => action).slice(0, 2)).toEqual(["top_up", "use_other_method"]);
    expect(plan).toEqual([]);
    expect(send.reply).toContain("Please add at least");
    expect(send.note.indexOf("Add CN¥600.00")).toBeLessThan(send.note.indexOf("Send CN¥900.00 or less"));
    expect(send.note).not.toContain("Try again:");
  });
});

describe("what goes to colleagues", () => {
  it("has the signs of its language, and names the customer's channel as what it is", async () => {
    const { send } = await view({
      text: example("debited-not-completed"),
      locale: "zh-CN",
      now: "2026-11-22T09:00:00+07:00",
    });
    const [markdown] = send.packetMarkdown.split("```");
    for (const made of [send.note, markdown]) {
      expect(made).toContain("客户联系渠道");
      expect(made).not.toMatch(/\p{Script=Han}\**[:(]/u);
    }
  });

  it("has every time of a time line by one clock", async () => {
    const { causes } = await view({ now: "2026-11-28T02:00:00Z" });
    expect(causes[0]?.timeLine?.points.map(({ text }) => text.slice(-4))).toEqual([" WIB", " WIB", " WIB"]);
  });
});

describe("a fact that the agent added", () => {
  it("is in the reply, the note, the packet and the link", async () => {
    const { send, summary } = await view({ text: example("card-fee-over-balance"), added: available("121.77") });
    expect(summary).toContain("€0.49");
    expect(send.reply).toContain("€121.77");
    expect(send.note).toContain("Added by the agent: Available balance = 121.77");
    expect(send.packetJson).toContain("121.77");
    expect(send.safeContext).toContain("121.77");
  });
});

describe("a ticket that is answered days later", () => {
  it("names the day of the attempt as the reason, and says that it can be tried now", async () => {
    const { send, summary } = await view({ replyLocale: "en" });
    expect(summary).toContain("Over the daily limit");
    expect(send.reply).toContain("You can pay again now");
    expect(send.reply).not.toContain("Nov 23");
  });

  it("tells of the wait while it lasts", async () => {
    const { send } = await view({ replyLocale: "en", now: "2026-11-22T21:00:00+07:00" });
    expect(send.reply).toContain("Nov 23");
  });
});

describe("the language of the reply", () => {
  it("is the customer's where it is known, else the page's, and is called what it is", async () => {
    const known = '{"transaction":{"amount":"5","currency":"IDR"},"customer":{"locale":"id-ID"}}';
    expect((await view({ text: known, locale: "zh-CN" })).send).toMatchObject({
      replyLocale: "id",
      customerLocale: "id",
    });
    const open = '{"transaction":{"amount":"5","currency":"IDR"}}';
    expect((await view({ text: open, locale: "zh-CN" })).send).toMatchObject({
      replyLocale: "zh-CN",
      customerLocale: null,
    });
    const other = '{"transaction":{"amount":"5","currency":"IDR"},"customer":{"locale":"sw"}}';
    expect((await view({ text: other })).send).toMatchObject({ replyLocale: "en", customerLocale: null });
  });

  it.each([
    ["an Indonesian chat line", "kak kok transfer saya gagal, katanya saldo tidak cukup", "id"],
    ["a Chinese one", "您好，我付款失败，提示余额不足", "zh-CN"],
    ["an English one, on a Chinese page", "my payment failed, it says insufficient funds, why?", "en"],
    ["the message that an app shows", '{"error":{"code":"51","message":"Saldo kamu tidak cukup ya"},"amount":5}', "id"],
  ])("is guessed from %s, and the guess is called one", async (_, text, replyLocale) => {
    const { send } = await view({ text, locale: replyLocale === "zh-CN" ? "en" : "zh-CN" });
    expect(send).toMatchObject({ replyLocale, customerLocale: null, isGuessed: true });
  });

  it("is not guessed from a provider's English", async () => {
    const text = '{"error":{"code":"51","message":"Your card was not accepted, please try it again"},"amount":5}';
    expect((await view({ text, locale: "zh-CN" })).send).toMatchObject({ replyLocale: "zh-CN", isGuessed: false });
  });
});

describe("a hand-over", () => {
  const risky: Partial<Ask> = { text: example("debited-not-completed"), replyLocale: "en" };

  it("is spoken of in the reply only once it was made", async () => {
    expect((await view(risky)).send.reply).not.toContain("looking into it");
    expect((await view({ ...risky, handedOver: true })).send.reply).toContain("looking into it");
  });
});

describe("the gallery", () => {
  it("is diagnosed once for every language", async () => {
    const english = await galleryIn("en", true);
    const first = searches();
    expect(first).toBeGreaterThan(0);
    const chinese = await galleryIn("zh-CN", true);
    expect(searches()).toBe(first);
    expect(chinese.groups.map(({ group }) => group)).toEqual(english.groups.map(({ group }) => group));
    expect(chinese.groups[0]?.items[0]?.title).not.toBe(english.groups[0]?.items[0]?.title);
  });

  it("diagnoses all examples only where all are asked for, and names them by what the answer says", async () => {
    const { first, groups, count } = await galleryIn("en", false);
    expect(groups).toEqual([]);
    expect(first.map(({ title }) => title)).toContain("Fee not covered: short IDR\u00a02,000");
    expect(count).toBeGreaterThan(first.length);
  });
});
