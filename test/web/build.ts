import { spawnSync } from "node:child_process";
import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { isFresh, root } from "../support/built.js";

export { root } from "../support/built.js";

export const pageFile = join(root, "dist", "web", "index.html");
const sources = ["src", "rules", "examples", "vite.config.ts", "package.json"];
const isPageFresh = (): boolean => isFresh("dist/web/index.html", sources);

/** Builds the page where it is older than what it is made of. Test files run side by side: one builds, the others wait. */
export async function buildPage(): Promise<void> {
  const lock = join(root, "node_modules", ".page-lock");
  for (let tries = 0; tries < 300 && !isPageFresh(); tries++) {
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
