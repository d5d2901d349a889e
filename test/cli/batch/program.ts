import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { commander, commandLine } from "../../../tsup.config.js";
import { isFresh } from "../../support/built.js";

const DIST = "dist";
const sources = ["src", "rules", "tsup.config.ts", "package.json"];
/** A folder inside the project, where a program finds its rules and libraries. */
const ownFolder = (): string => mkdtempSync(join("node_modules", ".txwhy-"));

/** The program as it is shipped: that of `npm run build` where it is up to date, else one built for the test. */
export class Program {
  constructor(readonly folder = isFresh(`${DIST}/cli.js`, sources) ? DIST : ownFolder()) {}

  async build(): Promise<void> {
    if (this.folder === DIST) return;
    for (const part of [commander, commandLine])
      await build({ ...part, config: false, silent: true, outDir: this.folder, dts: false });
  }

  remove(): void {
    if (this.folder !== DIST) rmSync(this.folder, { recursive: true, force: true });
  }

  /** A copy of it in which a file is missing. */
  without(name: string): Program {
    const copy = new Program(ownFolder());
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
