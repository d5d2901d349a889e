import type { Locale } from "../protocol.js";
import { en, type PageWords } from "./en.js";
import { id } from "./id.js";
import { zhCN } from "./zh-CN.js";

export type { PageWords } from "./en.js";

export const pageWords: Record<Locale, PageWords> = { en, "zh-CN": zhCN, id };

/** A phrase with its {placeholders} filled. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{([a-z]+)\}/g, (_, key: string) => String(values[key] ?? ""));
