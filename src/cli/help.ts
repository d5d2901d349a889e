import type { OptionName } from "./args.js";
import type { Command } from "./commands/command.js";

const OPTION_LINES: Record<OptionName, [string, string]> = {
  json: ["--json", "print JSON; several transactions give one line each"],
  locale: ["--locale TAG", "language of the answer: en, zh-CN, id; decides how 10.000 is read"],
  audience: ["--audience WHO", "customer or agent (default): an agent is told more"],
  now: ["--now TIME", "diagnose as of this time, such as 2026-11-22T09:00:00+08:00"],
  profile: ["--profile ID", "support directory: default, gopay, or a .json file"],
  rules: ["--rules DIR", "lay your own rules over the shipped ones"],
  "what-if": ["--what-if P=V", "suppose a fact, such as balance.available=200; P= makes it unknown"],
  preflight: ["--preflight", "would it pass if it were attempted now?"],
  packet: ["--packet", "print only the hand-off packet, redacted JSON for whoever takes over"],
  "fail-on": ["--fail-on WHAT", "exit 1 on escalate, or on any cause"],
  "no-color": ["--no-color", "no colours; NO_COLOR and FORCE_COLOR are heeded too"],
  help: ["--help, -h", "this text"],
  version: ["--version, -V", "the version"],
};

const optionLines = (names: readonly OptionName[]): string[] =>
  names.map((name) => `  ${OPTION_LINES[name][0].padEnd(15)} ${OPTION_LINES[name][1]}`);

const EVERYWHERE: readonly OptionName[] = ["no-color", "help", "version"];

/** The help of everything. */
export function helpText(main: Command, others: readonly Command[]): string {
  const width = Math.max(...others.map(({ usage }) => usage.length));
  return [
    "Why did this payment fail, and what makes it go through?",
    "",
    `Usage: ${main.usage}`,
    "",
    "Reads a file, or standard input: paste the failed transaction as you have it (JSON,",
    "a log line, CSV, a webhook's body), then end the input with Ctrl-D. With - it waits",
    "for a paste at a terminal too.",
    "",
    ...optionLines([...main.options, ...EVERYWHERE]),
    "",
    "Commands:",
    ...others.flatMap(({ usage, summary }) =>
      width + summary.length + 4 <= 84 ? [`  ${usage.padEnd(width)}  ${summary}`] : [`  ${usage}`, `      ${summary}`],
    ),
    "",
    "Exit: 0 answered, 1 what --fail-on asks for, 2 usage, 65 input that cannot be read or",
    "is no transaction, 70 a defect of the program.",
    "",
    "Examples:",
    "  txwhy payment.json",
    "  txwhy payment.json --what-if balance.available=200",
    "  pbpaste | txwhy --locale zh-CN",
    "",
  ].join("\n");
}

/** The help of one command. */
export const commandHelp = ({ usage, summary, options }: Command): string =>
  [
    `Usage: ${usage}`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    "",
    ...optionLines([...options, ...EVERYWHERE]),
    "",
  ].join("\n");
