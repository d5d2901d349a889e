import { batchCommand } from "./commands/batch.js";
import { codesCommand } from "./commands/codes.js";
import type { CommandSpec } from "./commands/command.js";
import { completionCommand } from "./commands/completion.js";
import { diagnoseCommand } from "./commands/diagnose.js";
import { explainCommand } from "./commands/explain.js";
import { mcpCommand } from "./commands/mcp.js";
import { openCommand } from "./commands/open.js";
import { redactCommand } from "./commands/redact.js";
import { rulesCommand } from "./commands/rules.js";
import { schemaCommand } from "./commands/schema.js";
import { collectCommand, feedCommand, workCommand } from "./commands/work.js";
import { EXIT, exitOfError } from "./exit.js";
import { type Io, tell } from "./io.js";
import { Program } from "./program.js";
import { errorText } from "./report.js";
import { styleFor } from "./style.js";

/** The commands that have to be named. Without a name files are diagnosed. */
export const COMMANDS: readonly CommandSpec[] = [
  explainCommand,
  codesCommand,
  batchCommand,
  feedCommand,
  workCommand,
  collectCommand,
  mcpCommand,
  rulesCommand,
  redactCommand,
  schemaCommand,
  openCommand,
  completionCommand(() => ({ main: MAIN, commands: COMMANDS })),
];

/** Diagnosing files. */
export const MAIN = diagnoseCommand([...COMMANDS.map(({ name }) => name), "help"]);

/** Runs the program with its arguments (without node and script) and returns the exit code. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const program = new Program(MAIN, COMMANDS, io, (spec, options, words) => {
    if (spec === MAIN && words.length === 0 && io.stdin.isTTY === true) {
      program.help();
      return EXIT.answered;
    }
    return spec.run?.({ options, words, io, style: styleFor(io, options) }) ?? EXIT.answered;
  });
  try {
    return await program.run(argv);
  } catch (error) {
    // The reader of our output, such as `head`, has seen enough.
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return EXIT.answered;
    tell(io, errorText(error));
    return exitOfError(error);
  }
}
