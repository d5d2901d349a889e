import type english from "./en.json";

export { filled } from "../../base/messages.js";

/** The page's own words. The words of a diagnosis come from rules/locales. */
export type PageWords = Record<keyof (typeof english)["page"], string>;

/**
 * What the page needs of a language: one file of src/web/words, named by its tag. `messages` has the library's sentences about an input,
 * by their code; English needs none, the library has them.
 */
export interface PageLanguage {
  page: PageWords;
  messages: Readonly<Record<string, string>>;
}

/** The tag of a language that the page has words in. */
export type Locale = string;

/** Known once `learnWords` was called: the words travel packed, beside the worker. */
const languages = new Map<Locale, PageLanguage>();

export function learnWords(all: Readonly<Record<Locale, PageLanguage>>): void {
  for (const [locale, words] of Object.entries(all)) languages.set(locale, words);
}

/** The languages of the page, English first. */
export const pageLocales = (): Locale[] =>
  [...languages.keys()].sort((a, b) => Number(b === "en") - Number(a === "en"));

/** The first language of the reader that the page has; English where it has none of them. */
export function preferredLocale(tags: readonly string[]): Locale {
  const languageOf = (tag: string): string | undefined => tag.toLowerCase().split("-")[0];
  for (const tag of tags) {
    const found = pageLocales().find((locale) => languageOf(locale) === languageOf(tag));
    if (found !== undefined) return found;
  }
  return "en";
}

/** The page's words in a language; in English where it has none. */
export const pageWords = (locale: Locale): PageWords =>
  (languages.get(locale) ?? (languages.get("en") as PageLanguage)).page;

/** The library's sentences in a language; undefined where they are the library's own. */
export const pageMessages = (locale: Locale): Readonly<Record<string, string>> | undefined =>
  languages.get(locale)?.messages;
