import type { CompiledRuleSet } from "../../rules/rule-set.js";
import type { OptionName, Options } from "../args.js";
import type { Io } from "../io.js";
import type { Style } from "../style.js";

/** One command, from which its parsing and its help are made. */
export interface CommandSpec {
  name: string;
  /** As in the help: `[CODE]` may be missing, `<OLD>` may not, `[FILE...]` takes any number. */
  arguments?: string;
  /** One line for the list of commands, without a full stop. */
  summary: string;
  /** What its first argument may be, where there is a list of it: for the completion of a shell. */
  choices?(rules: CompiledRuleSet): readonly string[];
  /** The options it takes, besides those of every command. */
  options: readonly OptionName[];
  /** Its own commands. Without `run` it does nothing but run one of them. */
  commands?: readonly CommandSpec[];
  /** Returns the exit code. An error that it throws ends the run with a message and the exit code of its kind. */
  run?(call: Call): number | Promise<number>;
}

export interface Call {
  options: Options;
  /** The arguments that are no options, `-` among them. */
  words: readonly string[];
  io: Io;
  style: Style;
}
