import type { CompiledRuleSet } from "../rules/rule-set.js";

/** The best locale for a wish: the exact tag, else the same language, else English. `met` is false if neither matches. */
export function chooseLocale(wish: string | undefined, rules: CompiledRuleSet): { locale: string; met: boolean } {
  if (wish === undefined) return { locale: "en", met: true };
  const locales = rules.locales;
  const tag = wish.toLowerCase().replace(/_/g, "-");
  const language = tag.split("-")[0];
  const found =
    locales.find((locale) => locale.toLowerCase() === tag) ??
    locales.find((locale) => locale.toLowerCase().split("-")[0] === language);
  return { locale: found ?? "en", met: found !== undefined };
}
