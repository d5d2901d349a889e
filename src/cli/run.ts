import { version } from "../rules/generated/core.js";
import { checkAllowed, parseCommandLine } from "./args.js";
import { batchCommand } from "./commands/batch.js";
import { codesCommand } from "./commands/codes.js";
import type { Command } from "./commands/command.js";
import { diagnoseCommand, diagnoseFiles } from "./commands/diagnose.js";
import { explainCommand } from "./commands/explain.js";
import { openCommand } from "./commands/open.js";
import { redactCommand } from "./commands/redact.js";
import { rulesCommand } from "./commands/rules.js";
import { schemaCommand } from "./commands/schema.js";
import { EXIT, exitOfError } from "./exit.js";
import { commandHelp, helpText } from "./help.js";
import { type Io, tell } from "./io.js";
import { errorText } from "./report.js";
import { styleFor } from "./style.js";

/** Every command but diagnosing, which is what is done with files. */
const COMMANDS: readonly Command[] = [
  explainCommand,
  codesCommand,
  batchCommand,
  rulesCommand,
  redactCommand,
  schemaCommand,
  openCommand,
];

/** Runs the program with its arguments (without node and script) and gives the exit code. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    // Whoever was reading has seen enough.
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return EXIT.answered;
    tell(io, errorText(error));
    return exitOfError(error);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const { options, words } = parseCommandLine(argv);
  if (options.version) {
    io.stdout.write(`${version}\n`);
    return EXIT.answered;
  }
  const command = COMMANDS.find(({ name }) => name === words[0]);
  const isIdle = words.length === 0 && io.stdin.isTTY === true;
  if (options.help || isIdle) {
    io.stdout.write(command === undefined ? helpText(diagnoseCommand, COMMANDS) : commandHelp(command));
    return EXIT.answered;
  }
  const style = styleFor(io, options);
  if (command === undefined) {
    checkAllowed("diagnosing", options, diagnoseCommand.options);
    if (words.includes("-") && io.stdin.isTTY === true) tell(io, "Paste the transaction, then press Ctrl-D.");
    return await diagnoseFiles(
      { options, words, io, style },
      COMMANDS.map(({ name }) => name),
    );
  }
  checkAllowed(command.name, options, command.options);
  return await command.run({ options, words: words.slice(1), io, style });
}
