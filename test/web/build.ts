import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const pageFile = join(root, "dist", "web", "index.html");
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = ["src", "rules", "examples", "vite.config.ts", "package.json"].map((name) => join(root, name));
const isFresh = (): boolean =>
  existsSync(pageFile) && statSync(pageFile).mtimeMs >= Math.max(...sources.map((path) => newest(path)));

/** Builds the page where it is older than what it is made of. Test files run side by side: one builds, the others wait. */
export async function buildPage(): Promise<void> {
  const lock = join(root, "node_modules", ".page-lock");
  for (let tries = 0; tries < 300 && !isFresh(); tries++) {
    try {
      mkdirSync(lock);
    } catch {
      await new Promise((done) => setTimeout(done, 200));
      continue;
    }
    try {
      const vite = join(root, "node_modules", "vite", "bin", "vite.js");
      const { status, stderr } = spawnSync(process.execPath, [vite, "build"], { cwd: root, encoding: "utf8" });
      if (status !== 0) throw new Error(`the page was not built: ${stderr}`);
    } finally {
      rmdirSync(lock);
    }
    return;
  }
}
