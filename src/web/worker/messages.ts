import type { Message } from "../../base/messages.js";
import { filled, type Locale, pageMessages } from "../words/index.js";

/** A message of the library about an input, in the language of the page; in the library's English where the page has no words of its own. */
export function messageText({ code, message, params = {} }: Message, locale: Locale): string {
  const sentences = pageMessages(locale);
  const sentence = sentences?.[`${code}.${params.kind}`] ?? sentences?.[code];
  return sentence === undefined ? message : filled(sentence, params);
}
