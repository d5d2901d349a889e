import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether a built file is there and no older than what it is made of, so that a test need not build it once more. */
export function isFresh(file: string, sources: readonly string[]): boolean {
  const built = join(root, file);
  return existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources.map((name) => newest(join(root, name))));
}
