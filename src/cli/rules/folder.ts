import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { quoted } from "../args.js";
import { UsageError } from "../io.js";

/** Where the shipped rules lie: in the package's rules folder, wherever this file was bundled to. */
export function shippedRules(from = fileURLToPath(import.meta.url)): string {
  let folder = dirname(from);
  for (let parent = dirname(folder); parent !== folder; folder = parent, parent = dirname(folder)) {
    if (isFile(join(folder, "rules", "baseline.json"))) return join(folder, "rules");
  }
  throw new Error("the rules folder of the package is missing");
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * The JSON files under a folder by their path in it, with `/` between the steps.
 * @throws {UsageError} when there is no such folder.
 */
export function readRuleFolder(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const visit = (inside: string): void => {
    const entries = readdirSync(join(folder, inside), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith(".json")) files[path] = readFileSync(join(folder, path), "utf8");
    }
  };
  try {
    visit("");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === "ENOENT" ? `no such folder: ${quoted(folder)}` : `${quoted(folder)} is no folder that can be read`,
    );
  }
  return files;
}

const NOT_GROUPS = ["locales", "codes", "profiles"];

/** What a user's own rules are made of: `<group>/<name>.json` and `locales/<locale>/<group>.json`. */
export function ownRuleFiles(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.includes("/")));
}

/** The cause files of a whole rules folder, and the texts of its other languages. */
export function causeFiles(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => {
      const [top, ...rest] = path.split("/");
      if (top === "locales") return rest.length === 2 && rest[1] !== "words.json";
      return rest.length === 1 && !NOT_GROUPS.includes(top as string);
    }),
  );
}
