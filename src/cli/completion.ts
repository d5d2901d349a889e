import type { Option } from "commander";
import type { CompiledRuleSet } from "../rules/rule-set.js";
import { type OptionName, optionFor, optionNames, valuesOf } from "./args.js";
import type { CommandSpec } from "./commands/command.js";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** One command line that can be completed: "", "explain", "rules check". */
interface Line {
  path: string;
  summary: string;
  options: { name: OptionName; option: Option }[];
  /** What may follow: its own commands with their summaries, or the values of its first argument. */
  words: { word: string; summary: string }[];
  takesFiles: boolean;
  /** What every command line takes besides its options: its help, and at the top the version. */
  always: readonly { flag: string; summary: string }[];
}

const HELP = { flag: "--help", summary: "this help" };
const VERSION = { flag: "--version", summary: "the version" };

/** The script that completes commands, options and their values in a shell. Made from the program's own table of commands. */
export function completionScript(
  shell: Shell,
  main: CommandSpec,
  commands: readonly CommandSpec[],
  rules: CompiledRuleSet,
): string {
  const top = { ...main, name: "", commands };
  const lines = [...linesOf(top, "", rules), helpLine(commands)];
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](lines);
}

function linesOf(spec: CommandSpec, path: string, rules: CompiledRuleSet): Line[] {
  const { commands = [], options, summary, arguments: words = "" } = spec;
  const names = optionNames.filter((name) => name === "color" || options.includes(name));
  const inner = commands.map((one) => ({ word: one.name, summary: one.summary }));
  const help = path === "" ? [{ word: "help", summary: "this help, or that of a command" }] : [];
  const values = (spec.choices?.(rules) ?? []).map((word) => ({ word, summary: "" }));
  const line: Line = {
    path,
    summary,
    options: names.map((name) => ({ name, option: optionFor(name) })),
    words: [...inner, ...help, ...values],
    takesFiles: /FILE|DIR|REPORT|OLD/.test(words),
    always: path === "" ? [HELP, VERSION] : [HELP],
  };
  return [line, ...commands.flatMap((one) => linesOf(one, `${path} ${one.name}`.trim(), rules))];
}

const helpLine = (commands: readonly CommandSpec[]): Line => ({
  path: "help",
  summary: "this help, or that of a command",
  options: [],
  words: commands.map(({ name, summary }) => ({ word: name, summary })),
  takesFiles: false,
  always: [],
});

/** In single quotes, for all three shells. Neither names nor help texts have line ends. */
const quote = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
const wordsOf = (line: Line): string => line.words.map(({ word }) => word).join(" ");
const flagOf = ({ long = "" }: Option): string => long;

/** Every option with a value, once, and what that may be: a list of words, or undefined for anything, files too. */
function valued(lines: readonly Line[]): { option: Option; values: readonly string[] | undefined }[] {
  const all = new Map(lines.flatMap(({ options }) => options.map(({ name, option }) => [name, option] as const)));
  return [...all]
    .filter(([, option]) => option.required || option.optional)
    .map(([name, option]) => ({ option, values: valuesOf[name] }));
}

/** The cases by which a shell finds the command of a line: each pattern is the command so far and the next word. */
const steps = (lines: readonly Line[]): [pattern: string, path: string][] =>
  lines
    .filter(({ path }) => path !== "")
    .map(({ path }) => {
      const at = path.lastIndexOf(" ");
      return [`${at < 0 ? "" : path.slice(0, at)}/${path.slice(at + 1)}`, path];
    });

function bashScript(lines: readonly Line[]): string {
  const values = valued(lines).map(({ option, values }) => {
    const words = values === undefined ? "" : `COMPREPLY=($(compgen -W ${quote(values.join(" "))} -- "$cur")); `;
    // Where the value may be missing, a file may follow.
    const files = values === undefined || option.optional ? "_txwhy_files; " : "";
    return `    ${flagOf(option)}) ${words}${files}return ;;`;
  });
  const found = steps(lines).map(([pattern, path]) => `      ${quote(pattern)}) command=${quote(path)} ;;`);
  const cases = lines.map(
    (line) =>
      `    ${quote(line.path)}) options=${quote(
        [...line.options.map(({ option }) => flagOf(option)), ...line.always.map(({ flag }) => flag)].join(" "),
      )} words=${quote(wordsOf(line))} files=${line.takesFiles ? "yes" : ""} ;;`,
  );
  return `# Completion of txwhy for bash. Load it with: source <(txwhy completion bash)
_txwhy_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen -f -- "$cur"))
}

_txwhy() {
  local IFS=$' \\t\\n' cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= options= words= files= i
  COMPREPLY=()
  # "--locale=i" comes as three words.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
${values.join("\n")}
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case $command/\${COMP_WORDS[i]} in
${found.join("\n")}
    esac
  done
  case $command in
${cases.join("\n")}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [[ -n $files ]]; then _txwhy_files; fi
  fi
}

complete -F _txwhy txwhy
`;
}

function zshScript(lines: readonly Line[]): string {
  const found = steps(lines).map(([pattern, path]) => `    (${quote(pattern)}) command=${quote(path)} ;;`);
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);
  const cases = lines.map((line) => {
    const options = line.options.map(({ name, option }) => {
      const words = valuesOf[name];
      const value =
        option.required || option.optional ? `:value:${words === undefined ? "_files" : `(${words.join(" ")})`}` : "";
      return quote(`*${flagOf(option)}${value === "" ? "" : "="}[${plain(option.description)}]${value}`);
    });
    const always = line.always.map(({ flag, summary }) => quote(`(- *)${flag}[${plain(summary)}]`));
    // A word without a description has no colon after it: zsh would show an empty column.
    const words = line.words.map(({ word, summary }) =>
      quote(summary === "" ? plain(word) : `${plain(word)}:${summary}`),
    );
    return `    (${quote(line.path)})
      options=(${[...options, ...always].join(" ")})
      words_of_line=(${words.join(" ")})
      files=${line.takesFiles ? "yes" : "''"} ;;`;
  });
  return `#compdef txwhy
# Completion of txwhy for zsh. Put it as _txwhy into a folder of $fpath, or load it after compinit: source <(txwhy completion zsh)
_txwhy_words() {
  (( \${#words_of_line} )) && _describe 'word' words_of_line
  [[ -n $files ]] && _files
}

_txwhy() {
  local command= word files
  local -a options words_of_line
  for word in \${words[2,CURRENT-1]}; do
    case $command/$word in
${found.join("\n")}
    esac
  done
  case $command in
${cases.join("\n")}
  esac
  _arguments -s $options '*: :_txwhy_words'
}

# As a file of $fpath this is the body of the function _txwhy itself; where it is sourced, there are no words to complete yet.
if [[ \${funcstack[1]} == _txwhy ]]; then
  _txwhy "$@"
else
  compdef _txwhy txwhy
fi
`;
}

function fishScript(lines: readonly Line[]): string {
  const found = steps(lines).map(
    ([pattern, path]) => `      case ${quote(pattern)}\n        set command ${quote(path)}`,
  );
  const completions = lines.flatMap((line) => {
    const when = `-n ${quote(`test (__txwhy_command) = "${line.path}"`)}`;
    const words = line.words.map(
      ({ word, summary }) =>
        `complete -c txwhy ${when} -a ${quote(word)}${summary === "" ? "" : ` -d ${quote(summary)}`}`,
    );
    const options = line.options.map(({ name, option }) => {
      const values = valuesOf[name];
      const takes = option.required || option.optional;
      const value = !takes ? "" : values === undefined ? " -r -F" : ` -x -a ${quote(values.join(" "))}`;
      return `complete -c txwhy ${when} -l ${flagOf(option).slice(2)}${value} -d ${quote(option.description)}`;
    });
    const always = line.always.map(
      ({ flag, summary }) => `complete -c txwhy ${when} -l ${flag.slice(2)} -d ${quote(summary)}`,
    );
    return [`complete -c txwhy ${when} ${line.takesFiles ? "-F" : "-f"}`, ...words, ...options, ...always];
  });
  return `# Completion of txwhy for fish. Put it as txwhy.fish into ~/.config/fish/completions.
function __txwhy_command
  set -l command ''
  for word in (commandline -opc)[2..-1]
    switch $command/$word
${found.join("\n")}
    end
  end
  echo "$command"
end

${completions.join("\n")}
`;
}
