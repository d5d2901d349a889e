import { type OptionName, optionFor, optionNames } from "./args.js";
import type { CommandSpec } from "./commands/command.js";

/** The texts around the commands and options, as the help has them. */
export interface ManualTexts {
  version: string;
  /** The day of its last change, YYYY-MM-DD. */
  date: string;
  about: string;
  /** Exit codes and examples. */
  after: string;
}

/** The man page in roff, made from the table of commands: what the help says, in one place. */
export function manualPage(
  main: CommandSpec,
  commands: readonly CommandSpec[],
  { version, date, about, after }: ManualTexts,
): string {
  const [name, ...description] = about.split("\n\n");
  const [codes = "", examples = ""] = after.trim().split("\n\n");
  const lines = [
    `.TH TXWHY 1 "${date}" "txwhy ${version}" "User Commands"`,
    ".SH NAME",
    `txwhy \\- ${plain(main.summary)}`,
    ".SH SYNOPSIS",
    ".B txwhy",
    "[options] [file ...|\\-]",
    ".br",
    ".B txwhy",
    "<command> [options]",
    ".SH DESCRIPTION",
    ...paragraph(name ?? ""),
    ...description.flatMap((text) => [".PP", ...paragraph(text)]),
    ".SH OPTIONS",
    ...optionLines(main),
    ".SH COMMANDS",
    ...commands.flatMap((one) => commandLines(one, one.name)),
    ".SH EXIT STATUS",
    ...paragraph(codes.replace(/^Exit codes: /, "")),
    ".SH EXAMPLES",
    ".nf",
    ...examples
      .split("\n")
      .slice(1)
      .map((line) => plain(line.trim())),
    ".fi",
  ];
  return `${lines.join("\n")}\n`;
}

/** The day that a man page bears; undefined where it bears none. */
export const dateOfManual = (page: string): string | undefined => /^\.TH TXWHY 1 "(\d{4}-\d\d-\d\d)"/.exec(page)?.[1];

function commandLines({ commands = [], ...spec }: CommandSpec, path: string): string[] {
  return [
    `.SS txwhy ${plain(`${path} ${spec.arguments ?? ""}`.trim())}`,
    ...paragraph(`${spec.summary.charAt(0).toUpperCase()}${spec.summary.slice(1)}.`),
    ...optionLines(spec),
    ...commands.flatMap((one) => commandLines(one, `${path} ${one.name}`)),
  ];
}

const optionLines = ({ options }: Pick<CommandSpec, "options">): string[] =>
  optionNames
    .filter((name: OptionName) => options.includes(name))
    .map(optionFor)
    .flatMap(({ flags, description }) => [".TP", `.B ${plain(flags)}`, plain(description)]);

const paragraph = (text: string): string[] => text.split("\n").map(plain);

/** A line as roff shows it unchanged. */
const plain = (text: string): string =>
  text
    .replace(/\\/g, "\\e")
    .replace(/-/g, "\\-")
    .replace(/^([.'])/, "\\&$1");
