import { EXIT } from "../exit.js";
import { type Io, jsonText, UsageError, withEscapes } from "../io.js";
import { checkedRules, trialsOf } from "../rules/check/check.js";
import { checkText } from "../rules/check/formats.js";
import { pairsText, pairsTogether } from "../rules/check/together.js";
import { folderOf } from "../rules/folder.js";
import { count, loadSource, type RuleSource } from "../rules/source.js";
import { testRules } from "../rules/test.js";
import type { Call, CommandSpec } from "./command.js";
import { diff } from "./rules-diff.js";
import { docs } from "./rules-docs.js";
import { promote } from "./rules-promote.js";

export const rulesCommand: CommandSpec = {
  name: "rules",
  summary: "check, test, document, compare or extend rule files",
  options: [],
  commands: [
    {
      name: "check",
      arguments: "[DIR]",
      summary: "faults in rule files, and in what they mean",
      options: ["rules", "format", "together"],
      run: check,
    },
    { name: "test", arguments: "[DIR]", summary: "run the cases of rule files", options: [], run: test },
    {
      name: "docs",
      arguments: "[DIR]",
      summary: "write a page for each cause, into docs/causes or --out",
      options: ["out", "rules"],
      run: docs,
    },
    {
      name: "diff",
      arguments: "<OLD> <NEW>",
      summary: "what differs, and which diagnoses change: exit 1",
      options: ["json"],
      run: diff,
    },
    {
      name: "promote",
      arguments: "<FILE>",
      summary: "make a redacted case of a real transaction",
      options: ["rules", "write", "locale", "now"],
      run: promote,
    },
  ],
};

function report(io: Io, { issues }: RuleSource): number {
  for (const { file, path, message } of issues)
    io.stdout.write(`${withEscapes(`${file} ${path || "(top)"}: ${message}`)}\n`);
  io.stdout.write(`${count(issues.length, "fault")}\n`);
  return EXIT.invalid;
}

function check({ words: [folder], options, io }: Call): number {
  if (folder !== undefined && options.rules !== undefined)
    throw new UsageError("rules check takes one folder, as DIR or by --rules");
  const path = folder ?? options.rules;
  const source = loadSource(path);
  const checked = checkedRules(source);
  const { files, counted, rules } = source;
  if (options.together === true && rules !== null && checked.issues.length === 0) {
    const pairs = pairsTogether(rules, trialsOf(source));
    const isText = (options.format ?? "text") === "text";
    if (!isText && options.format !== "json") throw new UsageError("--together prints text or json");
    io.stdout.write(`${isText ? withEscapes(pairsText(pairs)) : jsonText(pairs, true)}\n`);
    return EXIT.answered;
  }
  io.stdout.write(checkText({ ...checked, files, counted, folder: folderOf(path) }, options.format ?? "text"));
  return checked.issues.length > 0 ? EXIT.invalid : EXIT.answered;
}

function test({ words: [folder], io }: Call): number {
  const source = loadSource(folder);
  if (source.rules === null) return report(io, source);
  const { passed, failures } = testRules(source.causes, source.rules, source.baseline);
  for (const { code, message } of failures) io.stdout.write(`${withEscapes(`${code}: ${message}`)}\n`);
  io.stdout.write(`${count(passed, "case")} passed, ${count(failures.length, "failure")}\n`);
  return failures.length > 0 ? EXIT.invalid : EXIT.answered;
}
