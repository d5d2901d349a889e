import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One mutant under one test. */
export interface Try {
  mutant: string;
  test: string;
  /** How it was noticed; null where the test passed as if nothing had changed. */
  noticed: "failed" | "hung" | null;
}

/** What was tried in a folder so far. */
export function readTries(folder: string): Try[] {
  const file = join(folder, "tries");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Try);
}
