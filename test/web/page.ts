import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const pageFile = join(root, "dist", "web", "index.html");
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const hasBrowser = existsSync(chromiumPath);

/** The names of all examples, as the gallery has them. */
export const examples: string[] = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\\/g, "/").replace(/\.json$/, ""))
  .sort();
export const example = (name: string): string => readFileSync(join(root, "examples", `${name}.json`), "utf8");

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

/** A page under test: what it asked of the network, and what went wrong in it. */
export interface Opened {
  page: Page;
  requests: string[];
  faults: string[];
}

let browser: Browser;

export async function openPage(options: BrowserContextOptions = {}, fragment = ""): Promise<Opened> {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(pathToFileURL(pageFile).href + fragment);
  await page
    .locator(fragment === "" ? ".example" : ".verdict")
    .first()
    .waitFor();
  return { page, requests, faults };
}

/** Puts a text into the field as a paste does, and waits for its answer. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.locator("#paste").fill(text);
  await page.locator(".verdict, .problem").first().waitFor();
}

export const closePage = ({ page }: Opened): Promise<void> => page.context().close();

/** Tests that need a browser. Without one they are skipped and say so, except where everything has to be proved. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (!hasBrowser && process.env.CI !== "true") {
    describe.skip(`${name} (no browser here: install chromium)`, tests);
    return;
  }
  describe(name, () => {
    beforeAll(async () => {
      expect(hasBrowser, `no browser here: ${chromiumPath}`).toBe(true);
      await buildPage();
      browser = await chromium.launch({
        executablePath: chromiumPath,
        args: [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      });
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
    });
    tests();
  });
}

export { expect, it };

/** An empty page of the browser under test. */
export const emptyPage = async (): Promise<Page> => (await browser.newContext()).newPage();
