import { InvalidRulesError } from "../../base/errors.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { EXIT } from "../exit.js";
import { jsonText } from "../io.js";
import { compareRules, isSame, type Side } from "../rules/diff/compare.js";
import { casesOf, effectsOf, examplesBeside, type Trial } from "../rules/diff/effects.js";
import { type DiffReport, diffText } from "../rules/diff/text.js";
import { shippedRules } from "../rules/folder.js";
import { loadSource, type RuleSource, shippedSource } from "../rules/source.js";
import type { Call } from "./command.js";

/**
 * Compares two rule folders, or two files of a cause, by what they mean: their parts, and the diagnosis of every case and example of
 * both. Exit code 0 where they mean the same, 1 where they differ.
 * @throws {InvalidRulesError} for rules with a fault.
 */
export async function diff({ words, options, io, style }: Call): Promise<number> {
  const [before, after] = words as [string, string];
  const report = await compare(sideOf(before), sideOf(after));
  io.stdout.write(options.json ? `${jsonText(report, true)}\n` : diffText(report, style));
  return report.same ? EXIT.answered : EXIT.found;
}

interface Loaded extends Side {
  trials: Trial[];
}

/** Rules laid over the shipped ones are tried with the shipped cases too: that is what they may change. */
function sideOf(path: string): Loaded {
  const source = loadSource(path);
  const rules = checked(path, source);
  const base = source.whole ? [] : shippedSource().causes;
  const causes = new Map([...base, ...source.causes].map((cause) => [cause.code, cause]));
  const all = source.whole ? source.causes : [...base, ...source.causes];
  const trials = [...casesOf(all, source.baseline), ...examplesBeside(source.whole ? path : shippedRules())];
  return { rules, causes, trials };
}

/** Which of the two sides is at fault must be seen. */
function checked(path: string, { issues, rules }: RuleSource): CompiledRuleSet {
  if (rules !== null) return rules;
  throw new InvalidRulesError(issues.map((issue) => ({ ...issue, file: `${path}: ${issue.file}` })));
}

async function compare(before: Loaded, after: Loaded): Promise<DiffReport> {
  const difference = compareRules(before, after);
  if (isSame(difference)) return { same: true, difference, tried: 0, effects: [] };
  const { tried, effects } = await effectsOf([...before.trials, ...after.trials], before.rules, after.rules);
  return { same: false, difference, tried, effects };
}
