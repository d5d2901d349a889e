import { ruleFilesIn } from "../../rules/folder.js";
import { type CompiledRuleSet, compiled } from "../../rules/rule-set.js";
import { defaultRules, loadRules } from "../../rules/shipped.js";
import type { Options } from "../args.js";
import { type Io, tell } from "../io.js";
import { filesOf } from "./folder.js";

/** The rules of a run: the shipped ones, with those of `--rules` laid over them. @throws {InvalidRulesError} */
export function rulesFor({ rules }: Options, io: Io): CompiledRuleSet {
  if (rules === undefined) return compiled(defaultRules());
  const files = ruleFilesIn(filesOf(rules));
  if (Object.keys(files).length === 0)
    tell(io, `txwhy: --rules: no rule files in ${rules}; the shipped rules are used`);
  return compiled(loadRules(files));
}
