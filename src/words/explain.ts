import { InvalidContextError } from "../base/errors.js";
import { isJsonObject } from "../base/json.js";
import type { CauseFile } from "../rules/files.js";
import type { RuleSet } from "../rules/packs.js";
import { type CompiledRuleSet, isRuleSet } from "../rules/rule-set.js";
import { chooseLocale } from "./locale.js";
import { Wording } from "./wording.js";

/**
 * The description of a cause, without a transaction. Placeholders in texts stay as {fact names}.
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

/**
 * Options of `explain`; all are optional.
 * @example
 * { locale: "id" }
 */
export interface ExplainOptions {
  /** BCP 47 tag. Default: English, also for a language that the rules lack. */
  locale?: string;
  /** A rule set made by `loadRules` or `composeRules`. Default: the shipped rules. */
  rules?: RuleSet;
}

/** An own member that is no accessor. @throws {InvalidContextError} where the options are no object. */
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

/** `explain` with the options of the public function. @throws {InvalidContextError} for an option of the wrong type. */
export function explainWith(code: string, options: unknown, defaults: () => RuleSet): CauseExplanation | null {
  const locale = option(options, "locale") ?? undefined;
  if (locale !== undefined && typeof locale !== "string") throw fault("/options/locale", "expected a text");
  const rules = option(options, "rules") ?? defaults();
  if (!isRuleSet(rules)) throw fault("/options/rules", "expected a rule set made by loadRules");
  return explainCause(code, locale, rules);
}

/** A cause in words; null for an unknown code. */
export function explainCause(
  code: string,
  locale: string | undefined,
  rules: CompiledRuleSet,
): CauseExplanation | null {
  const cause = rules.byCode.get(code);
  if (cause === undefined) return null;
  const chosen = chooseLocale(locale, rules).locale;
  const wording = new Wording(chosen, rules);
  const text = wording.causeText(code) ?? cause.file.text;
  const { words } = wording;
  return {
    code,
    title: wording.shown(text.title),
    explanation: wording.shown(text.explanation),
    certainties: [...new Set(cause.file.rules.map((rule) => rule.certainty))],
    advice: cause.file.advice === true,
    sensitive: cause.file.sensitive === true,
    needsHuman: cause.file.needsHuman === true,
    replaces: cause.replaces.map((entry) => entry.code),
    remedies: cause.remedies.map(({ rule: { action, who, effort } }) => {
      const own = text.remedies?.[action];
      const general = words.actions[action];
      return {
        action,
        who,
        effort,
        title: wording.shown(own?.title ?? general?.title ?? action),
        steps: (own?.steps ?? general?.steps ?? []).map((step) => wording.shown(step)),
      };
    }),
    locale: chosen,
  };
}
