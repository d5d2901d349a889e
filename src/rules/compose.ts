import type { CommonWords } from "../facts/codes.js";
import type { CauseText, Profile, Words } from "./files.js";
import { core, version } from "./generated/core.js";
import type { ProfileTexts, RulePacks } from "./packs.js";
import { CompiledRuleSet } from "./rule-set.js";

/** What the library itself adds to a rule set beside packs. */
export interface Extras extends Partial<CommonWords> {
  /** The texts around an answer in a language: in a terminal, on a page. */
  around?: (locale: string) => Pick<Words, "shell" | "terminal">;
}

/** The shipped causes in English, with packs that were checked when they were built. `hash` is that of all of it. */
export function compose(
  { codes = [], locales = [] }: RulePacks,
  hash: string,
  { generic = () => null, phrases = () => [], messages = null, namedCodes = null, around = () => ({}) }: Extras = {},
): CompiledRuleSet {
  const { causes, profiles, english, retryLimits } = core();
  const words: Record<string, Words> = { en: { ...english, ...around("en") } };
  const causeTexts: Record<string, Record<string, CauseText>> = {};
  const spoken: ProfileTexts[] = [];
  for (const pack of locales) {
    const content = pack.load();
    words[pack.locale] = { ...content.words, ...around(pack.locale) };
    causeTexts[pack.locale] = content.causes;
    spoken.push(...(content.profiles ?? []));
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
    messages,
    namedCodes,
    profiles: profiles.map((profile) => spoken.filter(({ id }) => id === profile.id).reduce(withTexts, profile)),
    retryLimits,
  });
}

const withTexts = (profile: Profile, { resetSteps, tone }: ProfileTexts): Profile => ({
  ...profile,
  resetSteps: { ...profile.resetSteps, ...resetSteps },
  tone: { ...profile.tone, ...tone },
});
