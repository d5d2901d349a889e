import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findCauses } from "../../src/causes/find.js";
import type { Ask, DiagnosisView } from "../../src/web/protocol.js";
import { learnWords } from "../../src/web/words/index.js";
import { galleryIn } from "../../src/web/worker/gallery.js";
import { answerTo } from "../../src/web/worker/session.js";
import { example } from "./page.js";
import { pageLanguages } from "./page-languages.js";

// Every diagnosis looks for causes, whatever asks for it.
vi.mock("../../src/causes/find.js", async (original) => {
  const actual = await original<typeof import("../../src/causes/find.js")>();
  return { ...actual, findCauses: vi.fn(actual.findCauses) };
});
const searches = (): number => vi.mocked(findCauses).mock.calls.length;

const text = example("customer-daily-limit");
const raised: Ask["changes"] = [
  { id: "limit", label: "limit", patch: [{ op: "add", path: "/limits/0/max", value: "99999999" }] },
];

const asked = (more: Partial<Ask>): Ask => ({
  id: 1,
  text,
  locale: "en",
  replyLocale: null,
  chosen: 0,
  changes: [],
  asOf: null,
  profile: "default",
  numbers: null,
  ...more,
});

async function view(more: Partial<Ask> = {}): Promise<DiagnosisView> {
  const { answer } = await answerTo(asked(more));
  if (answer.result.kind !== "view") throw new Error(`no view: ${JSON.stringify(answer.result)}`);
  return answer.result.view;
}

const emptyField = () => answerTo(asked({ text: "" }));

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

  it("is diagnosed once also where a change of it clears everything", async () => {
    const english = await view({ changes: raised });
    const first = searches();
    const indonesian = await view({ changes: raised, locale: "id" });
    expect(searches()).toBe(first);
    expect(indonesian.difference?.gone).toHaveLength(1);
    expect(indonesian.difference?.gone).not.toEqual(english.difference?.gone);
  });

  it.each<[string, Partial<Ask>]>([
    ["another text", { text: example("card-fee-over-balance") }],
    ["a supposed change", { changes: raised }],
    ["another time", { asOf: "2030-01-01T00:00:00Z" }],
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

describe("the gallery", () => {
  it("is diagnosed once for every language", async () => {
    const english = await galleryIn("en");
    const first = searches();
    expect(first).toBeGreaterThan(0);
    const chinese = await galleryIn("zh-CN");
    expect(searches()).toBe(first);
    expect(chinese.map(({ group }) => group)).toEqual(english.map(({ group }) => group));
    expect(chinese[0]?.items[0]?.title).not.toBe(english[0]?.items[0]?.title);
  });
});
