import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPage, pageFile, root } from "./build.js";

const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const hasBrowser = existsSync(chromiumPath);

/** The names of all examples, as the gallery has them. */
export const examples: string[] = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\\/g, "/").replace(/\.json$/, ""))
  .sort();
export const example = (name: string): string => readFileSync(join(root, "examples", `${name}.json`), "utf8");

// What a page shows follows an action some time later, so tests ask for it with `expect.poll`: a busy machine takes longer.

/** A page under test: what it asked of the network, and what went wrong in it. */
export interface Opened {
  page: Page;
  requests: string[];
  faults: string[];
}

let browser: Browser;

export async function openPage(options: BrowserContextOptions = {}, fragment = ""): Promise<Opened> {
  // Without motion: a colour on its way to another is no fault.
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
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

/** Pastes a text onto the page, nowhere in particular, and waits for its answer. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  })()`);
  await page.locator(".verdict, .problem").first().waitFor();
}

export const withClipboard: BrowserContextOptions = { permissions: ["clipboard-read", "clipboard-write"] };

/** Pastes a text as a person does, from the clipboard; the page must be allowed it. */
export async function pasteByKey(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("ControlOrMeta+V");
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  await page.locator(".verdict, .problem").first().waitFor();
}

/** Opens what is folded: everything, or what a selector names. */
export async function unfold(page: Page, selector = "details"): Promise<void> {
  await page.evaluate(`for (const one of document.querySelectorAll(${JSON.stringify(selector)})) one.open = true`);
}

/** Chooses a setting by the place of its list in the menu: language, desk, appearance. */
export async function setSetting(page: Page, index: number, value: string): Promise<void> {
  await page.locator(".menu > button").last().click();
  await page.locator(".settings select").nth(index).selectOption(value);
  await page.keyboard.press("Escape");
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
