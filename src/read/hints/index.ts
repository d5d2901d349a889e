import { filled } from "../../base/filled.js";
import type { Message } from "../../base/messages.js";
import { indonesianHints } from "./id.js";
import { chineseHints } from "./zh-CN.js";

const byLanguage: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  id: indonesianHints,
  zh: chineseHints,
};

/** What is told of a text in the language of a tag, by code and kind; undefined for English and for a language without words here. */
export function readHints(locale: string | undefined): Readonly<Record<string, string>> | undefined {
  const language = locale?.toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
}

/** A message in a language; as it is where that has no words for it. */
export function inLanguage<T extends Message>(said: T, locale: string | undefined): T {
  const { kind } = said.params ?? {};
  const sentence = readHints(locale)?.[kind === undefined ? said.code : `${said.code}.${kind}`];
  return sentence === undefined ? said : { ...said, message: filled(sentence, said.params ?? {}) };
}
