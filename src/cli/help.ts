import type { OptionName } from "./args.js";
import type { Command } from "./commands/command.js";

const OPTION_LINES: Record<OptionName, [string, string]> = {
  json: ["--json", "print JSON, a line for each transaction"],
  locale: ["--locale TAG", "language: en, zh-CN or id; also decides how 10.000 is read"],
  audience: ["--audience WHO", "customer or agent (default): an agent is told more"],
  now: ["--now TIME", "diagnose as of then: 2026-11-22T09:00:00+08:00"],
  profile: ["--profile ID", "support directory: default, gopay, or a .json file"],
  rules: ["--rules DIR", "lay your own rules over the shipped ones"],
  "what-if": ["--what-if P=V", "suppose a fact: balance.available=200; P= makes it unknown"],
  preflight: ["--preflight", "would it pass if it were attempted now?"],
  packet: ["--packet", "print only the hand-off packet: redacted JSON"],
  "fail-on": ["--fail-on WHAT", "exit 1 on escalate, or on any cause"],
  out: ["--out PATH", "where to write: a folder; with batch also a .ndjson file"],
  report: ["--report FILE", "write the report to FILE.json or FILE.html; repeatable"],
  resume: ["--resume", "go on with results that a stopped run left at --out"],
  jobs: ["--jobs N", "threads that diagnose; as many as there are cores"],
  quiet: ["--quiet", "do not tell how far it has come"],
  "no-color": ["--no-color", "no colours; NO_COLOR and FORCE_COLOR are heeded too"],
  help: ["--help, -h", "this text"],
  version: ["--version, -V", "the version"],
};

const optionLines = (names: readonly OptionName[]): string[] =>
  names.map((name) => `  ${OPTION_LINES[name][0].padEnd(15)} ${OPTION_LINES[name][1]}`);

const EVERYWHERE: readonly OptionName[] = ["no-color", "help", "version"];

/** The help of everything. */
export function helpText(main: Command, others: readonly Command[]): string {
  const calls = others.map(({ usage }) => usage.replace(/^txwhy /, ""));
  const width = Math.max(...calls.map((call) => call.length));
  return [
    "Why did this payment fail, and what makes it go through?",
    "",
    `Usage: ${main.usage}`,
    "",
    "Reads a file, or standard input: paste the failed transaction as you have it",
    "(JSON, a log line, CSV, the body of a webhook), then end the input with Ctrl-D.",
    "At a terminal, - waits for a paste.",
    "",
    ...optionLines([...main.options, ...EVERYWHERE]),
    "",
    "Commands:",
    ...others.map(({ summary }, i) => `  ${(calls[i] as string).padEnd(width)}  ${summary}`),
    "",
    "Exit codes: 0 answered, 1 as --fail-on asks, 2 usage, 65 input that cannot be",
    "read or is no transaction, 70 a defect of the program.",
    "",
    "Examples:",
    "  txwhy payment.json",
    "  txwhy payment.json --what-if balance.available=200",
    "  pbpaste | txwhy --locale zh-CN",
    "",
  ].join("\n");
}

/** The help of one command. */
export const commandHelp = ({ usage, summary, options, forms = [] }: Command): string =>
  [
    `Usage: ${usage}`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    "",
    ...forms.map(([call, does]) => `  ${call.padEnd(35)} ${does}`),
    ...(forms.length > 0 ? [""] : []),
    ...optionLines([...options, ...EVERYWHERE]),
    "",
  ].join("\n");
