import { redactText } from "../redact/index.js";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { chooseLocale } from "../words/locale.js";
import type { Options } from "./args.js";
import { type Io, tell } from "./io.js";

/** The language of an agent: that of `--locale`, else of the environment as far as it is available, else English. */
export function agentLocale({ locale }: Options, { env }: Io, rules: CompiledRuleSet): string {
  if (locale !== undefined) return locale;
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => (value ?? "") !== "") ?? "en";
  // "zh_CN.UTF-8@variant"; C and POSIX are no languages, and then English.
  return chooseLocale(set.split(/[.@]/)[0], rules).locale;
}

/** Says once that the language of `--locale` is not there, and which are. */
export function tellUnmetLocale({ locale }: Options, io: Io, rules: CompiledRuleSet): void {
  if (chooseLocale(locale, rules).met) return;
  const available = [...rules.locales].sort((a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1));
  tell(
    io,
    `txwhy: --locale ${redactText(locale ?? "")}: not available (${available.join(", ")}); answering in English`,
  );
}
