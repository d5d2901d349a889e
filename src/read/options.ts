import { InvalidContextError, type Issue } from "../base/errors.js";
import { copyPlainJson, isJsonObject, membersOf } from "../base/json.js";
import { nearest } from "../base/nearest.js";
import { redactText } from "../redact/index.js";
import type { providerNames } from "../rules/generated/provider-names.js";
import type { RuleSet } from "../rules/packs.js";
import { type CompiledRuleSet, isRuleSet } from "../rules/rule-set.js";

/**
 * A provider that the reader knows: one with an adapter or with a table of codes, a table of your own `rules` too.
 * @example
 * "midtrans"
 */
export type ReadProvider = (typeof providerNames)[number] | "dana" | "generic" | (string & {});

/**
 * How to read an input that leaves a choice. Nothing is required; an unknown or faulty option throws `InvalidContextError`.
 * @example
 * { locale: "id", provider: "midtrans" }
 */
export interface ReadOptions {
  /** BCP 47 tag. It decides whether `10.000` is ten or ten thousand where the currency does not. */
  readonly locale?: string;
  /**
   * Whose payload it is. Other providers' shapes are not looked for, and a failure in no known shape gets this as its `failure.provider`.
   * For a provider that the reader does not know, leave it out and set `failure.provider` in the context that was read.
   */
  readonly provider?: ReadProvider;
  /** A rule set made by `loadRules` or `composeRules`: the `shapes` of its own code tables are looked for before the shipped ones. */
  readonly rules?: RuleSet;
}

const OPTIONS = ["locale", "provider", "rules"] as const;

/** The options checked, as plain texts; nothing of theirs is called. @throws {InvalidContextError} with every fault at once. */
export function parseReadOptions(
  options: unknown,
  shipped: readonly string[],
): { locale: string | undefined; provider: string | undefined; rules: CompiledRuleSet | undefined } {
  const issues: Issue[] = [];
  const fault = (path: string, code: Issue["code"], message: string): undefined => {
    issues.push({ path: `/options${redactText(path.slice(0, 200))}`, code, message });
    return undefined;
  };
  // A rule set is the one option that is not JSON.
  const { rules, ...rest } = membersOf(options ?? {}) ?? {};
  const copied = copyPlainJson(rules === undefined ? (options ?? {}) : rest);
  if (rules !== undefined && !isRuleSet(rules))
    fault("/rules", "invalid_type", "expected a rule set made by loadRules or composeRules");
  if ("issues" in copied) for (const { path, code, message } of copied.issues) fault(path, code, message);
  else if (!isJsonObject(copied.value)) fault("", "invalid_type", "expected a plain object of options");
  const given = "value" in copied && isJsonObject(copied.value) ? copied.value : {};
  for (const name of Object.keys(given)) {
    if (OPTIONS.some((known) => known === name)) continue;
    const near = nearest(name, OPTIONS);
    fault(`/${name}`, "unknown_option", `no such option${near === undefined ? "" : `; did you mean "${near}"?`}`);
  }
  const text = (name: "locale" | "provider"): string | undefined => {
    const value = given[name] ?? undefined;
    return value === undefined || typeof value === "string"
      ? value
      : fault(`/${name}`, "invalid_type", "expected a text");
  };
  const locale = text("locale");
  if (locale !== undefined && !isLanguageTag(locale))
    fault("/locale", "invalid_value", "write a language tag, as in id, zh-CN or pt-BR");
  const provider = text("provider")?.toLowerCase();
  const own = isRuleSet(rules) ? rules.parts.codes.map((pack) => pack.provider) : [];
  const providers = [...new Set([...shipped, ...own])];
  if (provider !== undefined && !providers.includes(provider)) {
    const near = nearest(provider, providers);
    const meant = near === undefined ? "" : ` did you mean "${near}"?`;
    fault(
      "/provider",
      "invalid_value",
      `no provider that the reader knows;${meant || " leave it out, and set failure.provider in the context that was read"}`,
    );
  }
  if (issues.length > 0) throw new InvalidContextError(issues);
  return { locale, provider, rules: isRuleSet(rules) ? rules : undefined };
}

/** Tags are also written with an underscore, as in `zh_CN`. */
function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text.replaceAll("_", "-")).length === 1;
  } catch {
    return false;
  }
}
