import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { optionFor, optionNames } from "../../src/cli/args.js";
import { COMMANDS } from "../../src/cli/run.js";
import { txwhy } from "./helpers.js";

const script = async (shell: string): Promise<string> => (await txwhy(["completion", shell])).out;

/** What bash offers after these words; the last one is being written. */
async function offered(...words: string[]): Promise<string[]> {
  const line = ["txwhy", ...words].map((word) => `'${word}'`).join(" ");
  const asked = `${await script("bash")}
COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _txwhy; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", asked], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .split("\n")
    .filter((word) => word !== "");
}

describe("completion in bash", () => {
  it("offers the commands, and files", async () => {
    const all = await offered("");
    for (const { name } of COMMANDS) expect(all).toContain(name);
    expect(all).toContain("help");
    expect(all).toContain("package.json");
    expect(await offered("exp")).toEqual(["explain"]);
  });

  it("offers the commands of a command, and the options of each alone", async () => {
    expect(await offered("rules", "")).toEqual(expect.arrayContaining(["check", "test", "docs", "diff"]));
    expect(await offered("--wh")).toEqual(["--what-if"]);
    expect(await offered("explain", "--")).toContain("--locale");
    expect(await offered("explain", "--")).not.toContain("--what-if");
    expect(await offered("--json", "rules", "diff", "--j")).toEqual(["--json"]);
  });

  it("offers what an argument or an option may be", async () => {
    expect(await offered("explain", "limit.da")).toEqual(["limit.daily"]);
    expect(await offered("codes", "stri")).toEqual(["stripe"]);
    expect(await offered("completion", "")).toEqual(["bash", "zsh", "fish"]);
    expect(await offered("--audience", "")).toEqual(["customer", "agent"]);
    expect(await offered("--locale", "=", "z")).toEqual(["zh-CN"]);
    expect(await offered("--reply", "e")).toContain("email");
    expect(await offered("help", "ba")).toEqual(["batch"]);
  });
});

describe("completion", () => {
  it("has every command and option in every shell", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const text = await script(shell);
      for (const { name } of COMMANDS) expect(text).toContain(name);
      for (const name of optionNames) expect(text).toContain(optionFor(name).long?.slice(2) as string);
    }
  });

  it("offers the help of every command, and the version of the program", async () => {
    expect(await offered("--")).toEqual(expect.arrayContaining(["--help", "--version"]));
    expect(await offered("explain", "--")).toContain("--help");
    expect(await offered("explain", "--")).not.toContain("--version");
    const zsh = await script("zsh");
    expect(zsh.match(/--help\[/g)).toHaveLength((zsh.match(/^ {6}options=/gm)?.length ?? 0) - 1);
    expect(zsh.match(/--version\[/g)).toHaveLength(1);
    const fish = await script("fish");
    expect(fish).toContain(`(__txwhy_command) = "explain"' -l help`);
    expect(fish.match(/ -l version /g)).toHaveLength(1);
  });

  it("can be sourced in zsh, where there is nothing to complete yet, or be a file of its functions", async () => {
    const end = (await script("zsh")).split("\n").slice(-6).join("\n");
    expect(end).toBe(`if [[ \${funcstack[1]} == _txwhy ]]; then\n  _txwhy "$@"\nelse\n  compdef _txwhy txwhy\nfi\n`);
  });

  it("has no empty description in zsh, which would show a column of dashes", async () => {
    expect(await script("zsh")).toContain("'balance.held' ");
    expect(await script("zsh")).not.toMatch(/:' /);
  });

  it("is refused for another shell", async () => {
    const { code, err } = await txwhy(["completion", "tcsh"]);
    expect([code, err]).toEqual([2, 'txwhy: there is no completion for "tcsh"; there are bash, zsh, fish\n']);
  });
});
