import { InvalidRulesError, type RuleIssue } from "../base/errors.js";

type FileSystem = Pick<typeof import("node:fs"), "readdirSync" | "readFileSync">;

/** Node's file system. A browser has none: there, rule files are passed as values. */
function fileSystem(): FileSystem {
  const node = (globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }).process;
  const fs = node?.getBuiltinModule?.("node:fs");
  if (fs === undefined) throw new TypeError("loadRules: no file system here; pass the files as { path: content }");
  return fs as FileSystem;
}

/** Runs one file operation; a failure becomes an issue and gives undefined. */
function attempt<T>(issues: RuleIssue[], file: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || (error as Error).name === "TypeError") throw error;
    const reason = code === "ENOENT" ? "there is no such file or folder" : `cannot be read (${code})`;
    issues.push({ file, path: "", code: "unreadable", message: `${reason}; name a folder of rule files` });
    return undefined;
  }
}

/**
 * The JSON files under a folder, by their path in it, in the order of the paths, with `/` between the steps. Hidden files and folders and
 * `node_modules` are skipped.
 * @throws {InvalidRulesError} with an `unreadable` issue for each file or folder that cannot be read.
 */
export function readRuleFolder(folder: string): Record<string, string> {
  const root = folder.replace(/(?<=[^\\/])[\\/]+$/, "");
  const shown = root.slice(0, 500);
  // Node reports NUL in a path as a wrong argument. No file has such a path, so it is reported like a missing folder.
  if (root === "" || root.includes("\0"))
    throw new InvalidRulesError([{ file: shown, path: "", code: "unreadable", message: "name a folder" }]);
  const { readdirSync, readFileSync } = fileSystem();
  const files: Record<string, string> = {};
  const issues: RuleIssue[] = [];
  const visit = (inside: string): void => {
    const entries = attempt(issues, inside || shown, () => readdirSync(`${root}/${inside}`, { withFileTypes: true }));
    for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".json")) {
        const text = attempt(issues, path, () => readFileSync(`${root}/${path}`, "utf8"));
        if (text !== undefined) files[path] = text;
      }
    }
  };
  visit("");
  if (issues.length > 0) throw new InvalidRulesError(issues);
  return files;
}

/** The one rule file that lies directly in the folder. */
export const RETRY_LIMITS = "retry-limits.json";

/** Rule files lie in subfolders, except for one. Other files in the folder (schemas, the baseline, a package.json) are something else. */
export const ruleFilesIn = <T>(files: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => path.includes("/") || path === RETRY_LIMITS));

/** What a rule file is, by its path; null for a path that no rule file has. */
export type RuleFileKind =
  | { kind: "cause" | "codes" | "generic" | "phrases" | "profile" | "retry_limits" }
  | { kind: "words" | "texts"; locale: string };

export function ruleFileKind(path: string): RuleFileKind | null {
  if (path === RETRY_LIMITS) return { kind: "retry_limits" };
  const [top, name = "", ...rest] = path.replace(/\.json$/, "").split("/");
  if (top === "locales") {
    const file = rest[0];
    if (rest.length !== 1 || file === undefined) return null;
    return { kind: file === "words" ? "words" : "texts", locale: name };
  }
  if (top !== "codes" && top !== "profiles" && top !== "phrases") return { kind: "cause" };
  if (rest.length > 0 || name === "") return null;
  if (top === "profiles") return { kind: "profile" };
  if (top === "phrases") return { kind: "phrases" };
  return { kind: name === "generic" ? "generic" : "codes" };
}
