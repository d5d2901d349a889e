import type { Args, OptionName } from "../args.js";
import type { Io } from "../io.js";
import type { Style } from "../style.js";

/** One command: its words in the help, the options it takes, and what it does. */
export interface Command {
  name: string;
  usage: string;
  /** One line each for the list of commands. */
  summary: string;
  options: readonly OptionName[];
  /** Each way to call it and what that does, where there are several. */
  forms?: readonly (readonly [call: string, does: string])[];
  /** Gives the exit code. Errors it throws become messages and exit codes of their own. */
  run(call: Call): Promise<number>;
}

export interface Call extends Args {
  io: Io;
  style: Style;
}
