import { defaultRules, loadRules } from "../../defaults.js";
import type { RuleIssue } from "../../errors.js";
import type { Json } from "../../json.js";
import { causeFileSchema } from "../../rule-schema.js";
import { testRules } from "../../rule-test.js";
import { checkRuleFiles, type RuleSet } from "../../ruleset.js";
import { meant, quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { type Io, UsageError, visible } from "../io.js";
import { ownRuleFiles, readRuleFolder, shippedRules } from "../rule-folder.js";
import { checkFolder } from "../rule-report.js";
import type { Call, Command } from "./command.js";

type Action = (folder: string | undefined, io: Io) => number;
const ACTIONS: Readonly<Record<string, Action>> = { check, test };

export const rulesCommand: Command = {
  name: "rules",
  usage: "txwhy rules check|test [DIR]",
  summary: "check rule files, or run their cases",
  options: [],
  async run({ words: [name, folder, ...more], io }: Call): Promise<number> {
    const names = Object.keys(ACTIONS);
    if (name === undefined) throw new UsageError(`rules needs one of: ${names.join(", ")}`);
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) throw new UsageError(`rules has no ${quoted(name)}${meant(name, names)}`);
    if (more.length > 0) throw new UsageError(`rules ${name} takes one folder`);
    return action(folder, io);
  },
};

interface Loaded {
  issues: RuleIssue[];
  /** Of the folder alone, with their cases. */
  causes: readonly unknown[];
  rules: RuleSet | null;
  baseline: string | undefined;
  counted: string;
}

/** A folder with a baseline stands by itself; any other is laid over the shipped rules. */
function load(folder: string | undefined): Loaded {
  const files = readRuleFolder(folder ?? shippedRules());
  const baseline = files["baseline.json"];
  if (baseline !== undefined) {
    const { issues, causes, tables, rules } = checkFolder(files);
    return {
      issues,
      causes,
      rules,
      baseline,
      counted: `${count(causes.length, "cause")}, ${count(tables.length, "provider table")}`,
    };
  }
  const own = ownRuleFiles(files);
  if (Object.keys(own).length === 0) {
    throw new UsageError(`${quoted(folder ?? "")} has no rule files; they are called <group>/<name>.json`);
  }
  const { issues, causes } = checkRuleFiles(own, defaultRules().parts.causes);
  const rules = issues.length > 0 ? null : loadRules(own);
  const shipped = readRuleFolder(shippedRules());
  return { issues, causes, rules, baseline: shipped["baseline.json"], counted: count(causes.length, "cause") };
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

function report(io: Io, { issues }: Loaded): number {
  for (const { file, path, message } of issues)
    io.stdout.write(`${visible(`${file} ${path || "(top)"}: ${message}`)}\n`);
  io.stdout.write(`${count(issues.length, "fault")}\n`);
  return EXIT.invalid;
}

function check(folder: string | undefined, io: Io): number {
  const loaded = load(folder);
  if (loaded.issues.length > 0) return report(io, loaded);
  io.stdout.write(`${loaded.counted}: no faults\n`);
  return EXIT.answered;
}

function test(folder: string | undefined, io: Io): number {
  const loaded = load(folder);
  if (loaded.rules === null) return report(io, loaded);
  const causes = loaded.causes.map((cause) => causeFileSchema.parse(cause));
  const { passed, failures } = testRules(causes, loaded.rules, JSON.parse(loaded.baseline ?? "{}") as Json);
  for (const { code, message } of failures) io.stdout.write(`${visible(`${code}: ${message}`)}\n`);
  io.stdout.write(`${count(passed, "case")} passed, ${count(failures.length, "failure")}\n`);
  return failures.length > 0 ? EXIT.invalid : EXIT.answered;
}
