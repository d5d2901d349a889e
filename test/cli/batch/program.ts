import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { commander, commandLine } from "../../../tsup.config.js";

/** The program as it is shipped, built into a folder inside the project, where it finds its rules and libraries. */
export class Program {
  readonly folder = mkdtempSync(join("node_modules", ".txwhy-"));

  async build(): Promise<void> {
    for (const part of [commander, commandLine])
      await build({ ...part, config: false, silent: true, outDir: this.folder, dts: false });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A copy of it in which a file is missing. */
  without(name: string): Program {
    const copy = new Program();
    cpSync(this.folder, copy.folder, { recursive: true });
    rmSync(join(copy.folder, name));
    return copy;
  }

  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [join(this.folder, "cli.js"), ...args], { stdio: ["pipe", "pipe", "pipe"] });
  }
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** What a process wrote, once it has ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const written = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => (written.out += piece));
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => (written.err += piece));
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, ...written })));
}
