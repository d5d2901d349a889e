import type { Locale } from "../protocol.js";
import { en, type PageWords } from "./en.js";
import { id } from "./id.js";
import { zhCN } from "./zh-CN.js";

/** Every language of the page, for the build and the tests. */
export const allWords: Record<Locale, PageWords> = { en, "zh-CN": zhCN, id };
