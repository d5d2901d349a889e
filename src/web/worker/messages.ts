import type { Message } from "../../base/messages.js";
import type { Locale } from "../protocol.js";
import { filled } from "../words/index.js";
import { messagesId } from "../words/messages.id.js";
import { messagesZhCN } from "../words/messages.zh-CN.js";
import type { SaidKey } from "../words/said.js";

const others: Partial<Record<Locale, Record<SaidKey, string>>> = { "zh-CN": messagesZhCN, id: messagesId };

/** What the library says of an input in English, in the language of the page. */
export function messageText({ code, message, params = {} }: Message, locale: Locale): string {
  const sentences = others[locale] as Readonly<Record<string, string>> | undefined;
  const sentence = sentences?.[`${code}.${params.kind}`] ?? sentences?.[code];
  return sentence === undefined ? message : filled(sentence, params);
}
