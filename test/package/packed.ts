import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** `npm cit` builds before it tests; without a build there is no package to look at. */
export const isBuilt =
  existsSync(join(root, "dist", "index.cjs")) && existsSync(join(root, "dist", "web", "index.html"));

const execute = promisify(execFile);

/** Runs a program to its end. @throws with what it said where it fails. */
export async function run(file: string, args: readonly string[], cwd: string, timeout = 240_000): Promise<string> {
  const env = { ...process.env, NODE_ENV: undefined, NODE_OPTIONS: undefined, VITEST: undefined };
  const { stdout } = await execute(file, [...args], { cwd, timeout, env, maxBuffer: 1 << 28 });
  return stdout;
}

export interface Manifest {
  [member: string]: unknown;
  scripts?: Record<string, string>;
  exports: Record<string, unknown>;
}

export const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** An empty folder with the package in it, installed from its tarball as anyone would, scripts and all. */
export async function installed(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-consumer-"));
  const quiet = ["--loglevel", "error", "--no-audit", "--no-fund"];
  const packed = await run("npm", ["pack", "--ignore-scripts", "--json", ...quiet, "--pack-destination", folder], root);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await run("npm", ["install", `./${filename}`, "--prefer-offline", ...quiet], folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
