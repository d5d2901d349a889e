import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRuleFolder } from "../../rules/folder.js";
import { quoted } from "../args.js";
import { UsageError } from "../io.js";

/** The package's rules folder, wherever this file was bundled to. */
export function shippedRules(from = fileURLToPath(import.meta.url)): string {
  let folder = dirname(from);
  for (let parent = dirname(folder); parent !== folder; folder = parent, parent = dirname(folder)) {
    if (isFile(join(folder, "rules", "baseline.json"))) return join(folder, "rules");
  }
  throw new Error("the rules folder of the package is missing");
}

export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * The JSON files of a folder that was named on the command line.
 * @throws {UsageError} when there is no such folder.
 * @throws {InvalidRulesError} when something in it cannot be read.
 */
export function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) throw new UsageError(`no such folder: ${quoted(folder)}`);
  if (!statSync(folder).isDirectory()) throw new UsageError(`${quoted(folder)} is no folder that can be read`);
  return readRuleFolder(folder);
}

/**
 * The folder whose files a path names, as it was named: "rules" for the shipped ones. A single file is in the folder of its group, one
 * below.
 */
export function folderOf(path: string | undefined): string {
  if (path === undefined) return "rules";
  return isFile(path) ? join(dirname(path), "..") : path;
}
