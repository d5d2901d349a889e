import { readHints } from "../../read/hints/index.js";
import type english from "./en.json";

export { filled } from "../../base/filled.js";

/** The page's own words. The words of a diagnosis come from rules/locales. */
export type PageWords = Record<keyof (typeof english)["page"], string>;

/**
 * The words of the page in one language: one file of src/web/words, named by its tag. `messages` translates the library's messages about an
 * input, by code. English has only those that the page says otherwise, because the library's own are English.
 */
export interface PageLanguage {
  page: PageWords;
  /** Words that customers and apps write in this language and in no other of the page's, separated by spaces. */
  telling: string;
  messages: Readonly<Record<string, string>>;
}

/** The tag of a language that the page has words in. */
export type Locale = string;

/** Filled by `learnWords`: the words are packed beside the worker. */
const languages = new Map<Locale, PageLanguage>();

export function learnWords(all: Readonly<Record<Locale, PageLanguage>>): void {
  for (const [locale, words] of Object.entries(all)) languages.set(locale, words);
}

/** The languages of the page, English first. */
export const pageLocales = (): Locale[] =>
  [...languages.keys()].sort((a, b) => Number(b === "en") - Number(a === "en"));

/** The first language of the reader that the page has, else English. */
export function preferredLocale(tags: readonly string[]): Locale {
  const languageOf = (tag: string): string | undefined => tag.toLowerCase().split("-")[0];
  for (const tag of tags) {
    const found = pageLocales().find((locale) => languageOf(locale) === languageOf(tag));
    if (found !== undefined) return found;
  }
  return "en";
}

/** How many different words must tell a language. */
const FEWEST_TELLING = 2;

/** The language whose words are in a text; null where few are, or as many of another language. */
export function languageOf(text: string): Locale | null {
  const written = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  // Chinese has no spaces between its words.
  const has = (word: string): boolean => (/\p{Script=Han}/u.test(word) ? text.includes(word) : written.has(word));
  const counts = [...languages].map(([locale, { telling }]) => ({
    locale,
    count: telling.split(" ").filter(has).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  if (first === undefined || first.count < FEWEST_TELLING || first.count === second?.count) return null;
  return first.locale;
}

/** The page's words in a language, else in English. */
export const pageWords = (locale: Locale): PageWords =>
  (languages.get(locale) ?? (languages.get("en") as PageLanguage)).page;

/** The library's messages in a language; undefined for a language without any. */
export function pageMessages(locale: Locale): Readonly<Record<string, string>> | undefined {
  const own = languages.get(locale)?.messages;
  return own === undefined ? undefined : { ...readHints(locale), ...own };
}
