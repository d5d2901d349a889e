import { beforeAll, describe, expect, it } from "vitest";
import { contextJsonSchema, defaultRules } from "../../src/api/index.js";
import { contextMessages } from "../../src/base/messages.js";
import { readHints } from "../../src/read/hints/index.js";
import { readMessages } from "../../src/read/messages.js";
import { compiled } from "../../src/rules/rule-set.js";
import type { Ask, Input } from "../../src/web/protocol.js";
import { filled, type Locale, learnWords, type PageLanguage } from "../../src/web/words/index.js";
import { inputFor } from "../../src/web/worker/inputs.js";
import { answerTo } from "../../src/web/worker/session.js";
import { ask } from "./ask.js";
import { example, examples } from "./page.js";
import { pageLanguages } from "./page-languages.js";

const messages = { ...readMessages, ...contextMessages };
/** The page has fields for what a template shows in a text. */
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{[a-zA-Z]+\}/g)]
    .map((match) => match[0])
    .filter((name) => name !== "{template}")
    .sort();

/** Pastes that are refused, repaired or read in part, by what is told of them. */
const PASTES: Record<string, string> = {
  no_transaction: "hello there",
  cut_off: '{"transaction":{"amount":"1.00","currency":"USD"',
  "cut_off.string": '{"transaction":{"reference":"abc',
  "cut_off.element": "<Document><GrpHdr>",
  "cut_off.close": '{"a":1}} , {"transaction":{"id":"x"}}',
  "cut_off.name": '"amount": "5" {"transaction":{"id":"x"}} ',
  "cut_off.owner": 'payee: {"status":"active"}',
  comma_missing: '{"transaction":{"id":"x"},"fees":[{"flat":1} {"flat":2}]}',
  "comma_missing.member": '{"transaction":{"id":"x" "kind":"payment"}}',
  value_missing: '{"transaction":{"id":}}',
  not_a_value: '{"transaction":{"debited":perhaps}}',
  not_a_number: '{"transaction":{"amount":1.2.3}}',
  two_values: '{"transaction":{"id":"a","id":"b"}}',
  row_length: "transaction.id,transaction.kind\na,b,c",
  "quote_open.cell": 'transaction.id,transaction.kind\n"a,b',
  "curl_data.missing": "curl https://example.invalid -d",
  "curl_data.file": "curl https://example.invalid -d @body.json",
  "curl_data.replaced": 'curl https://example.invalid -d "{\\"transaction\\":{\\"amount\\":$AMOUNT}}"',
  "xml.document_type": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a/>",
  "xml.closing": "<?xml version='1.0'?><a><b></a>",
  amount_unclear: '{"transaction":{"amount":"500rb","currency":"IDR"}}',
  "amount_unclear.no_currency": '{"transaction":{"amount":"10k"}}',
  "amount_ambiguous.decisive": '{"transaction":{"amount":"10.000","currency":"USD"}}',
  amount_ambiguous: '{"transaction":{"id":"x","currency":"USD"},"balance":{"available":"10.000"}}',
  "amount_unreadable.seen": '{"error":{"code":"declined","message":"no"},"amount":15000,"currency":"USD"}',
  unknown_key: '{"transaction":{"id":"x"},"colour":"red"}',
  "unknown_key.near": '{"transaction":{"id":"x","curency":"USD"}}',
  currency_mismatch:
    '{"transaction":{"amount":"1.00","currency":"USD"},"balance":{"available":"1.00","currency":"EUR"}}',
  "required.currency": '{"transaction":{"amount":"1.00"}}',
  required: '{"limits":[{"max":"1.00"}]}',
  negative: '{"transaction":{"id":"x"},"balance":{"held":"-1.00"}}',
  invalid_value: '{"transaction":{"status":"odd"}}',
  invalid_time: '{"transaction":{"at":"yesterday"}}',
  "invalid_time.month": '{"instrument":{"expires":"12/26"}}',
  "invalid_type.text": '{"transaction":{"id":5}}',
  "invalid_type.object": '{"transaction":{"id":"x"},"balance":5}',
  "invalid_type.array": '{"transaction":{"id":"x"},"limits":{"window":"daily"}}',
  "invalid_type.flag": '{"transaction":{"debited":"maybe"}}',
  "invalid_type.integer": '{"transaction":{"exponent":2.5}}',
  "invalid_type.number": '{"network":{"lossRate":2}}',
  invalid_currency: '{"transaction":{"currency":"usd"}}',
  unknown_currency: '{"transaction":{"amount":"1.00","currency":"XQZ"}}',
  invalid_time_zone: '{"limits":[{"window":"daily","timeZone":"Mars/Base"}]}',
  invalid_duration: '{"limits":[{"window":"rolling","period":"a while"}]}',
};

const asked = (text: string, locale: Locale, more: Partial<Ask> = {}): Ask =>
  ask(text, { locale, replyLocale: locale, ...more });

/** Every text of an answer that the page shows as its own: not what was pasted, its codes and names. */
function sayings(value: unknown, key = ""): string[] {
  if (typeof value === "string") return PASTED.includes(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((entry) => sayings(entry, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => sayings(member, name));
}
const PASTED =
  `code path action kind verdict verified certainty priority state tone format excerpt was now patch locale replyLocale
  packet packetJson packetMarkdown safeContext name of unit value ruleSet providerCodes zone id meaning`.split(/\s+/);

/** English as it is written in sentences. Names, codes and what stands in quotes say nothing of the language. */
const ENGLISH =
  /\b(?:the|is|are|was|of|and|with|not|this|that|has|have|does|been|which|cannot|will|would|than|from|write|paste|expected|needed)\b/i;
const bare = (text: string): string => text.replace(/"[^"]*"|“[^”]*”|`[^`]*`|\/[\w/]+|<[^>]*>|\{[^}]*\}/g, " ");
const english = (text: string): boolean => ENGLISH.test(bare(text));

beforeAll(() => learnWords(pageLanguages));

describe("what is told of an input", () => {
  const { en: _, ...others } = pageLanguages;
  for (const [locale, { messages: own }] of Object.entries(others)) {
    const said: Readonly<Record<string, string>> = { ...readHints(locale), ...own };

    it(`has every sentence of the library in ${locale}, about the same things`, () => {
      expect(Object.keys(said).sort()).toEqual(Object.keys(messages).sort());
      for (const [key, text] of Object.entries(said)) {
        expect(placeholders(text), key).toEqual(placeholders(messages[key as keyof typeof messages]));
        expect(english(text), text).toBe(false);
      }
    });

    it(`is said in ${locale} of whatever is pasted`, async () => {
      for (const [key, text] of Object.entries(PASTES)) {
        const { answer } = await answerTo(asked(text, locale));
        const own = sayings({ reading: answer.reading, result: answer.result });
        expect(own.filter(english), key).toEqual([]);
        const sentence = said[key] as string;
        const start = filled(sentence, {})
          .split(/\{\w+\}/)
          .find((part) => part.trim().length > 1) as string;
        expect(
          own.some((one) => one.includes(start)),
          `${key}: ${own.join(" | ")}`,
        ).toBe(true);
      }
    });

    it(`is said in ${locale} of every example, with its questions answered or not`, async () => {
      for (const name of examples) {
        const { answer } = await answerTo(asked(example(name), locale));
        expect(answer.result.kind, name).toBe("view");
        // What an example itself calls things stands in it as it is.
        const given = example(name).toLowerCase();
        const quoted = [...example(name).matchAll(/"([^"]{4,})"/g)].map(([, text]) => text as string);
        // The tables of the providers tell their names and the meanings of their codes in English; where one is shown, that is said.
        const meant = answer.result.kind === "view" ? [...answer.result.view.said] : [];
        // The longest first: one may be part of another.
        meant.push(...meant.map((one) => one.split(/[:：]/)[0] as string));
        meant.sort((a, b) => b.length - a.length);
        const own = sayings(answer.result)
          .filter((text) => !given.includes(text.toLowerCase()) && !meant.some((one) => one.includes(text)))
          .map((text) => meant.reduce((rest, one) => rest.replaceAll(one, ""), text))
          .map((text) => quoted.reduce((rest, one) => rest.replaceAll(one, ""), text));
        expect(own.filter(english), name).toEqual([]);
      }
    });
  }

  it("knows English when it sees it", async () => {
    const { answer } = await answerTo(asked(PASTES.no_transaction as string, "en"));
    expect(sayings(answer.result).filter(english)).not.toEqual([]);
  });
});

describe("the fields that answer", () => {
  const wordsIn = (locale: Locale) => (pageLanguages[locale] as PageLanguage).page;
  const values = (locale: Locale) => compiled(defaultRules()).parts.words[locale]?.values ?? {};

  /** Every place of a context, with 0 for a position. */
  function places(schema: unknown, path: string): string[] {
    const { properties, items, anyOf } = schema as { properties?: object; items?: object; anyOf?: object[] };
    if (anyOf !== undefined) return places(anyOf[0], path);
    if (items !== undefined) return [path, ...places(items, `${path}/0`)];
    if (properties === undefined) return [path];
    return Object.entries(properties).flatMap(([name, member]) => places(member, `${path}/${name}`));
  }

  const labels = (input: Input): string[] =>
    input.kind === "choice"
      ? input.options.map(({ label }) => label)
      : input.kind === "entries"
        ? input.fields.flatMap(({ label, input: inner }) => [label, ...labels(inner)])
        : [];

  it("name every choice in every language", () => {
    const asked = places(contextJsonSchema(), "").filter((path) => !path.startsWith("/customer"));
    expect(asked.length).toBeGreaterThan(80);
    for (const path of asked) {
      const inEnglish = labels(inputFor(path, values("en"), wordsIn("en")));
      for (const label of inEnglish) expect(label.replace("UnionPay", ""), path).not.toMatch(/_|[a-z][A-Z]/);
      const inChinese = labels(inputFor(path, values("zh-CN"), wordsIn("zh-CN")));
      for (const label of inChinese) expect(label, path).toMatch(/\p{Script=Han}|^(?:PIN|VPN|Wi-Fi)$/u);
      const inIndonesian = labels(inputFor(path, values("id"), wordsIn("id")));
      for (const label of inIndonesian) expect(label.replace("UnionPay", ""), path).not.toMatch(/_|[a-z][A-Z]/);
      expect(inIndonesian.length).toBe(inEnglish.length);
    }
  });

  it("are there for every question that is ever asked", () => {
    const questions = Object.keys(compiled(defaultRules()).parts.words.en?.questions ?? {});
    expect(questions.length).toBeGreaterThan(30);
    for (const pattern of questions) {
      const path = pattern.replace(/\*/g, "0");
      expect(inputFor(path, values("en"), wordsIn("en")).kind, path).not.toBe("none");
    }
  });
});

describe("an amount that can be read in two ways", () => {
  it("offers each way, with what it would mean, in the agent's language", async () => {
    const text = '{"transaction":{"amount":"10.000","currency":"USD"}}';
    const { answer } = await answerTo(asked(text, "en"));
    expect(answer.reading.styles).toEqual([
      { locale: "id", label: "10.000 = 10 thousand (Indonesian: 1.234,56)" },
      { locale: "en", label: "10.000 = 10.00 (English: 1,234.56)" },
    ]);
    const chinese = await answerTo(asked('{"transaction":{"amount":"10,000","currency":"USD"}}', "zh-CN"));
    expect(chinese.answer.reading.styles.map(({ label }) => label)).toEqual([
      "10,000 = 10.00（印度尼西亚语：1.234,56）",
      "10,000 = 1万（英语：1,234.56）",
    ]);
  });

  it("is read as chosen, and only where nothing else decides", async () => {
    const open = '{"transaction":{"amount":"10.000","currency":"USD"}}';
    const amountIn = async (text: string, numbers: string | null): Promise<string | undefined> => {
      const { result } = (await answerTo(asked(text, "en", { numbers }))).answer;
      return result.kind === "view" ? result.view.about[0]?.text : result.kind;
    };
    expect(await amountIn(open, null)).toBe("unreadable");
    expect(await amountIn(open, "id")).toBe("$10,000.00");
    expect(await amountIn(open, "en")).toBe("$10.00");
    const shown = '{"transaction":{"amount":"10.000","currency":"USD"},"balance":{"available":"1,500.00"}}';
    expect(await amountIn(shown, "id")).toBe("$10.00");
  });
});
