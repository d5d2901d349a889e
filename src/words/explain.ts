import { InvalidContextError } from "../base/errors.js";
import { isJsonObject } from "../base/json.js";
import type { CauseFile, Template } from "../rules/files.js";
import type { RuleSet } from "../rules/packs.js";
import { type CompiledRuleSet, isRuleSet } from "../rules/rule-set.js";
import { chooseLocale } from "./locale.js";

/**
 * A cause in general, without a transaction. Texts keep their placeholders, as {fact names}.
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

/** The first text, without the optional parts in [[double brackets]]. */
const first = (template: Template): string => ([template].flat()[0] as string).replace(/\[\[.*?\]\]/g, "");

/**
 * Options of `explain`. All are optional.
 * @example
 * { locale: "id" }
 */
export interface ExplainOptions {
  /** BCP 47 tag; English if it is missing or the rule set does not have it. */
  locale?: string;
  /** Made by `loadRules` or `composeRules`; the shipped rules if it is missing. */
  rules?: RuleSet;
}

/** Reads an option without calling getters. @throws {InvalidContextError} if the options are not an object. */
function option(options: unknown, name: keyof ExplainOptions): unknown {
  try {
    if (isJsonObject(options)) return Object.getOwnPropertyDescriptor(options, name)?.value;
  } catch {
    // A Proxy whose traps throw is no options object either.
  }
  throw fault("/options", "expected a plain object of options");
}

const fault = (path: string, message: string): InvalidContextError =>
  new InvalidContextError([{ path, code: "invalid_type", message }]);

/** `explain` with unchecked options. @throws {InvalidContextError} for an option of the wrong type. */
export function explainWith(code: string, options: unknown, defaults: () => RuleSet): CauseExplanation | null {
  const locale = option(options, "locale") ?? undefined;
  if (locale !== undefined && typeof locale !== "string") throw fault("/options/locale", "expected a text");
  const rules = option(options, "rules") ?? defaults();
  if (!isRuleSet(rules)) throw fault("/options/rules", "expected a rule set made by loadRules");
  return explainCause(code, locale, rules);
}

/** The explanation of a cause; null for an unknown code. */
export function explainCause(
  code: string,
  locale: string | undefined,
  rules: CompiledRuleSet,
): CauseExplanation | null {
  const cause = rules.byCode.get(code);
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
