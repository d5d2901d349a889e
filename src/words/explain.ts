import { InvalidContextError } from "../base/errors.js";
import { copyPlainJson, isJsonObject, own } from "../base/json.js";
import type { CauseFile, Template } from "../rules/files.js";
import type { RuleSet } from "../rules/rule-set.js";
import { chooseLocale } from "./locale.js";

/**
 * What is known of a cause without a transaction. Placeholders in texts stay as {fact names}.
 * @example
 * {
 *   code: "network.offline",
 *   title: "The device is offline",
 *   explanation: "There is no connection.",
 *   certainties: ["certain", "code"],
 *   advice: false,
 *   sensitive: false,
 *   needsHuman: false,
 *   replaces: ["network.unstable"],
 *   remedies: [],
 *   locale: "en",
 * }
 */
export interface CauseExplanation {
  code: string;
  title: string;
  explanation: string;
  certainties: CauseFile["rules"][number]["certainty"][];
  advice: boolean;
  sensitive: boolean;
  needsHuman: boolean;
  replaces: string[];
  remedies: { action: string; who: string; effort: string; title: string; steps: string[] }[];
  locale: string;
}

/** The fullest wording, without the parts in [[double brackets]] that only some transactions have. */
const first = (template: Template): string => ([template].flat()[0] as string).replace(/\[\[.*?\]\]/g, "");

/** The locale that the options ask for. @throws {InvalidContextError} where it is no text. */
export function localeOf(options: unknown): string | undefined {
  const copied = copyPlainJson(options);
  const isOptions = "value" in copied && isJsonObject(copied.value);
  const locale = isOptions ? (own(copied.value, "locale") ?? undefined) : null;
  if (locale === undefined || typeof locale === "string") return locale;
  const path = isOptions ? "/options/locale" : "/options";
  throw new InvalidContextError([{ path, code: "invalid_type", message: "expected { locale }, a text" }]);
}

/** A cause in words; null for a code that no rule has. */
export function explainCause(code: string, locale: string | undefined, rules: RuleSet): CauseExplanation | null {
  const cause = rules.causes.get(code);
  if (cause === undefined) return null;
  const chosen = chooseLocale(locale, rules).locale;
  const text = rules.parts.causeTexts[chosen]?.[code] ?? cause.file.text;
  const words = rules.parts.words[chosen] ?? rules.parts.words.en;
  return {
    code,
    title: text.title,
    explanation: first(text.explanation),
    certainties: [...new Set(cause.file.rules.map((rule) => rule.certainty))],
    advice: cause.file.advice === true,
    sensitive: cause.file.sensitive === true,
    needsHuman: cause.file.needsHuman === true,
    replaces: cause.replaces.map((entry) => entry.code),
    remedies: cause.remedies.map(({ rule: { action, who, effort } }) => {
      const own = text.remedies?.[action];
      const general = words?.actions[action];
      return {
        action,
        who,
        effort,
        title: first(own?.title ?? general?.title ?? action),
        steps: (own?.steps ?? general?.steps ?? []).map((step) => first(step)),
      };
    }),
    locale: chosen,
  };
}
