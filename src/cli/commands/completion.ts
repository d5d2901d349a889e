import { meant, quoted } from "../args.js";
import { completionScript, type Shell, shells } from "../completion.js";
import { EXIT } from "../exit.js";
import { UsageError } from "../io.js";
import { rulesFor } from "../rules/option.js";
import type { CommandSpec } from "./command.js";

/** The script that completes txwhy in a shell. `program` gives all commands, this one among them. */
export const completionCommand = (
  program: () => { main: CommandSpec; commands: readonly CommandSpec[] },
): CommandSpec => ({
  name: "completion",
  arguments: "<SHELL>",
  summary: "a script that completes txwhy in bash, zsh or fish",
  options: [],
  choices: () => shells,
  run({ words: [shell = ""], options, io }) {
    if (!shells.includes(shell as Shell))
      throw new UsageError(
        `there is no completion for ${quoted(shell)}; there are ${shells.join(", ")}${meant(shell, shells)}`,
      );
    const { main, commands } = program();
    io.stdout.write(completionScript(shell as Shell, main, commands, rulesFor(options, io)));
    return EXIT.answered;
  },
});
