import { meant, type Options, quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { type Io, UsageError, visible } from "../io.js";
import { count, loadSource, type RuleSource } from "../rules/source.js";
import { testRules } from "../rules/test.js";
import type { Style } from "../style.js";
import type { Call, Command } from "./command.js";
import { diff } from "./rules-diff.js";
import { docs } from "./rules-docs.js";

/** What is done with rule files: `words` are the paths it was given. */
type Action = (words: readonly string[], options: Options, io: Io, style: Style) => number | Promise<number>;
const ACTIONS: Readonly<Record<string, Action>> = { check, test, docs, diff };
/** Options that only some of them take. */
const TAKEN: Readonly<Record<string, readonly string[]>> = { docs: ["out", "rules"], diff: ["json"] };

export const rulesCommand: Command = {
  name: "rules",
  usage: "txwhy rules check|test|docs|diff",
  summary: "check, try, document or compare rule files",
  forms: [
    ["txwhy rules check [DIR]", "what is wrong with rule files"],
    ["txwhy rules test [DIR]", "run their cases"],
    ["txwhy rules docs [DIR] [--out DIR]", "a page for each cause, in docs/causes"],
    ["txwhy rules diff OLD NEW [--json]", "what differs, and whose diagnosis: exit 1"],
  ],
  options: ["out", "rules", "json"],
  async run({ words: [name, ...words], options, io, style }: Call): Promise<number> {
    const names = Object.keys(ACTIONS);
    if (name === undefined) throw new UsageError(`rules needs one of: ${names.join(", ")}`);
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) throw new UsageError(`rules has no ${quoted(name)}${meant(name, names)}`);
    for (const option of ["out", "rules", "json"] as const) {
      if (options[option] !== undefined && !TAKEN[name]?.includes(option))
        throw new UsageError(`--${option} does not go with rules ${name}`);
    }
    return await action(words, options, io, style);
  },
};

function sourceOf(name: string, words: readonly string[]): RuleSource {
  if (words.length > 1) throw new UsageError(`rules ${name} takes one folder`);
  return loadSource(words[0]);
}

function report(io: Io, { issues }: RuleSource): number {
  for (const { file, path, message } of issues)
    io.stdout.write(`${visible(`${file} ${path || "(top)"}: ${message}`)}\n`);
  io.stdout.write(`${count(issues.length, "fault")}\n`);
  return EXIT.invalid;
}

function check(words: readonly string[], _: Options, io: Io): number {
  const source = sourceOf("check", words);
  if (source.issues.length > 0) return report(io, source);
  io.stdout.write(`${source.counted}: no faults\n`);
  return EXIT.answered;
}

function test(words: readonly string[], _: Options, io: Io): number {
  const source = sourceOf("test", words);
  if (source.rules === null) return report(io, source);
  const { passed, failures } = testRules(source.causes, source.rules, source.baseline);
  for (const { code, message } of failures) io.stdout.write(`${visible(`${code}: ${message}`)}\n`);
  io.stdout.write(`${count(passed, "case")} passed, ${count(failures.length, "failure")}\n`);
  return failures.length > 0 ? EXIT.invalid : EXIT.answered;
}
