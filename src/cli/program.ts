import { Command, CommanderError } from "commander";
import { redactText } from "../redact/index.js";
import { version } from "../rules/generated/core.js";
import type { ReplyChannel } from "../words/reply.js";
import { meant, type OptionName, type Options, optionFor, optionNames, quoted, replyChannels } from "./args.js";
import type { CommandSpec } from "./commands/command.js";
import { type Io, UsageError } from "./io.js";

/** Runs a command with what was read from the command line. Returns the exit code. */
export type Runner = (spec: CommandSpec, options: Options, words: readonly string[]) => number | Promise<number>;

const WIDTH = 80;

export const ABOUT = `Why did this payment fail, and what makes it go through?

Reads a file, or standard input: paste the failed transaction as you have it
(JSON, a log line, CSV, the body of a webhook), then end the input with Ctrl-D.
At a terminal, - waits for a paste.`;

export const AFTER = `
Exit codes: 0: answered, 1: --fail-on matched, 2: usage error, 65: input that
cannot be read or is no transaction, 70: a defect of txwhy.

Examples:
  txwhy payment.json
  txwhy payment.json --what-if balance.available=200
  pbpaste | txwhy --locale zh-CN`;

/** The command line of `main`, which needs no name, and of the commands beside it. */
export class Program {
  readonly #root: Command;
  readonly #run: Runner;
  #code = 0;

  constructor(main: CommandSpec, commands: readonly CommandSpec[], io: Io, run: Runner) {
    this.#run = run;
    const root = new Command("txwhy")
      .exitOverride()
      .configureOutput({
        writeOut: (text) => void io.stdout.write(text),
        outputError: () => undefined,
        getOutHelpWidth: () => WIDTH,
      })
      .description(ABOUT)
      .addHelpText("after", AFTER)
      .usage("[options] [file ...|-]")
      .version(version, "-V, --version", "the version")
      .helpOption("-h, --help", "this help")
      .argument("[file...]")
      .configureHelp({
        // Without what commander adds on its own: each description tells its default.
        optionDescription: ({ description }) => description,
        subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/\[options\] ?/, "")}`.trim(),
      });
    // Every option is the program's, so that it may stand before and after the command. The help shows those of `main`.
    for (const name of optionNames) root.addOption(optionFor(name).hideHelp(!takes(main, name)));
    this.#root = root.helpCommand(false).action(() => this.#act(main, root));
    for (const spec of commands) this.#add(root, spec);
    root
      .command("help")
      .argument("[COMMAND...]")
      .summary("this help, or that of a command")
      .action((path: string[]) => this.#found(path).help());
  }

  /**
   * Reads the arguments (without node and script) and runs their command. Returns the exit code.
   * @throws {UsageError} with one sentence that says what is wrong with them.
   */
  async run(argv: readonly string[]): Promise<number> {
    try {
      await this.#root.parseAsync(withDefaultChannel(argv), { from: "user" });
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (error.exitCode !== 0) throw new UsageError(this.#sentenceOf(error));
    }
    return this.#code;
  }

  help(): void {
    this.#root.outputHelp();
  }

  #add(parent: Command, spec: CommandSpec): void {
    const command = parent.command(spec.name).summary(spec.summary).description(sentence(spec.summary));
    if (spec.arguments !== undefined) command.arguments(spec.arguments);
    for (const name of optionNames) if (takes(spec, name)) command.addOption(optionFor(name));
    const { commands = [] } = spec;
    for (const inner of commands) this.#add(command, inner);
    if (spec.run !== undefined) {
      command
        .helpCommand(false)
        .usage(`[options] ${spec.arguments ?? ""}`.trim())
        .action(() => this.#act(spec, command));
      return;
    }
    const names = commands.map(({ name }) => name);
    command
      .helpCommand(false)
      .usage("[options] <command>")
      .argument("[command]")
      .action((name: string | undefined) => {
        if (name === undefined) throw new UsageError(`${spec.name} needs one of: ${names.join(", ")}`);
        throw new UsageError(`${spec.name} has no ${quoted(name)}${meant(name, names)}`);
      });
  }

  async #act(spec: CommandSpec, command: Command): Promise<void> {
    for (const option of this.#root.options) {
      const name = option.attributeName() as OptionName;
      const isGiven = this.#root.getOptionValueSource(name) === "cli";
      if (isGiven && optionNames.includes(name) && !takes(spec, name))
        throw new UsageError(`${option.long} does not go with ${pathOf(command) || spec.name}`);
    }
    this.#code = await this.#run(spec, command.optsWithGlobals() as Options, command.args);
  }

  /** Commander's message on one line, redacted. Of an unknown option only the name is shown: a secret may follow it. */
  #sentenceOf({ code, message }: CommanderError): string {
    const plain = message.replace(/^error: /, "").replace(/\s+/g, " ");
    const unknown = code === "commander.unknownOption" ? UNKNOWN.exec(plain) : null;
    if (unknown === null) return redactText(plain).slice(0, 300);
    const [, name = "", suggestion = ""] = unknown;
    const isKnown = this.#root.options.some(({ long }) => long === name);
    return isKnown ? `${name} takes no value` : `unknown option ${quoted(name)}${suggestion}`;
  }

  #found(path: readonly string[]): Command {
    let command = this.#root;
    for (const name of path) {
      const inner = command.commands.find((one) => one.name() === name);
      const names = command.commands.map((one) => one.name());
      if (inner === undefined) throw new UsageError(`there is no command ${quoted(name)}${meant(name, names)}`);
      command = inner;
    }
    return command;
  }
}

/** After --reply, commander would take the name of a file for its value. */
const withDefaultChannel = (argv: readonly string[]): string[] =>
  argv.map((word, i) =>
    word === "--reply" && !replyChannels.includes(argv[i + 1] as ReplyChannel) ? "--reply=chat" : word,
  );

const UNKNOWN = /^unknown option '(-[^-]|--[^=' ]*).*?'( \(.*)?$/;
const takes = ({ options }: CommandSpec, name: OptionName): boolean => name === "color" || options.includes(name);
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
/** "rules docs"; nothing for the program itself. */
const pathOf = (command: Command): string =>
  command.parent === null ? "" : `${pathOf(command.parent)} ${command.name()}`.trim();
