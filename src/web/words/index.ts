import type { Locale } from "../protocol.js";
import type { PageWords } from "./en.js";

export { filled } from "../../base/messages.js";
export type { PageWords } from "./en.js";

/** The page's words by language. They travel packed, beside the worker, and are known once `learnWords` was called. */
export const pageWords = {} as Record<Locale, PageWords>;

export function learnWords(words: Record<Locale, PageWords>): void {
  Object.assign(pageWords, words);
}
