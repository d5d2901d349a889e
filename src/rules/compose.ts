import type { CommonWords } from "../facts/codes.js";
import type { CauseText, Words } from "./files.js";
import { core, version } from "./generated/core.js";
import type { RulePacks } from "./packs.js";
import { CompiledRuleSet } from "./rule-set.js";

/** What the library itself adds to a rule set beside packs. */
export interface Extras extends Partial<CommonWords> {
  /** English text around an answer in a terminal or on a page; other languages bring their own. */
  shell?: () => Readonly<Record<string, string>>;
}

/** The shipped causes in English, with packs that were checked when they were built. `hash` is that of all of it. */
export function compose(
  { codes = [], locales = [] }: RulePacks,
  hash: string,
  { generic = () => null, phrases = () => [], resemblance = null, namedCodes = null, shell }: Extras = {},
): CompiledRuleSet {
  const { causes, profiles, english, retryLimits } = core();
  const words: Record<string, Words> = { en: shell === undefined ? english : { ...english, shell: shell() } };
  const causeTexts: Record<string, Record<string, CauseText>> = {};
  for (const pack of locales) {
    const content = pack.load();
    words[pack.locale] = content.words;
    causeTexts[pack.locale] = content.causes;
  }
  return new CompiledRuleSet({
    id: "txwhy",
    version,
    hash,
    causes,
    words,
    causeTexts,
    codes,
    generic,
    phrases,
    resemblance,
    namedCodes,
    profiles,
    retryLimits,
  });
}
