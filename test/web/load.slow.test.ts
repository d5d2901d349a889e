import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { pageFile } from "./build.js";
import {
  closePage,
  describeInBrowser,
  emptyPage,
  example,
  expect,
  it,
  openPage,
  paste,
  pasteByKey,
  unfold,
  withClipboard,
} from "./page.js";
import { pageLanguages } from "./page-languages.js";

/** The browser reports tasks from 50 ms on. */
const SHORTEST_REPORTED = 50;

/** The longest time for which a page is blocked during some work, in ms; at least what the browser reports. */
async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const watch = "new PerformanceObserver((l) => slow.push(...l.getEntries().map((e) => e.duration)))";
  await page.evaluate(`window.slow = []; ${watch}.observe({ entryTypes: ["longtask"] })`);
  await work();
  return Math.max(SHORTEST_REPORTED, ...((await page.evaluate("slow")) as number[]));
}

describeInBrowser("the file", () => {
  it("holds everything in at most 480 kB gzipped, under a policy that names its script and style", () => {
    const html = readFileSync(pageFile, "utf8");
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(480_000);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[^']+';/);
    expect(policy).not.toContain("unsafe");
    expect(html).not.toMatch(/ style="/);
  });

  it("makes no request but for itself", async () => {
    const opened = await openPage();
    for (const name of ["card-fee-over-balance", "provider/stripe-insufficient-funds"]) {
      await paste(opened.page, example(name));
    }
    await opened.page.getByRole("tab").nth(1).click();
    const asked = opened.requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
    expect(asked).toHaveLength(1);
    expect(opened.faults).toEqual([]);
    await closePage(opened);
  });

  it("is refused a request by its policy", async () => {
    const opened = await openPage();
    const tried = await opened.page.evaluate("fetch('https://example.invalid/').then(() => 'sent', () => 'refused')");
    expect(tried).toBe("refused");
    expect(opened.faults.join()).toContain("Content Security Policy");
    await closePage(opened);
  });

  it("shows nothing but its style until it can be used", async () => {
    const page = await emptyPage();
    await page.addInitScript(
      "window.DecompressionStream = class { constructor() { return new TransformStream({ transform() {} , flush: () => new Promise(() => {}) }); } }",
    );
    await page.goto(pathToFileURL(pageFile).href);
    const shown =
      "[document.body.innerText.trim(), getComputedStyle(document.body).margin, document.styleSheets.length > 0]";
    await expect.poll(() => page.evaluate(shown)).toEqual(["", "0px", true]);
    await page.context().close();
  });

  it("says in every language that it cannot start, where its packed part cannot be read", async () => {
    const page = await emptyPage();
    await page.addInitScript("delete window.DecompressionStream");
    await page.goto(pathToFileURL(pageFile).href);
    await page.locator("#cannot-start").waitFor();
    const said = await page.locator("#cannot-start p").allTextContents();
    expect(said).toEqual(Object.values(pageLanguages).map((language) => language.page.cannot_start));
    await page.context().close();
  });

  it("takes typing as soon as it is shown", async () => {
    const opened = await openPage();
    await opened.page.keyboard.type("{}");
    await expect.poll(() => opened.page.locator("#paste").inputValue()).toBe("{}");
    await closePage(opened);
  });

  it("stays responsive with a megabyte in it", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    const one = JSON.stringify(JSON.parse(example("customer-daily-limit")));
    const text = `[\n${Array.from({ length: Math.ceil(1_000_000 / one.length) }, () => one).join(",\n")}\n]`;
    expect(text.length).toBeGreaterThan(1_000_000);
    const suppose = async (): Promise<void> => {
      await page.locator(".legend").getByLabel("This one", { exact: true }).fill("1");
      await page.locator(".what-if-result").waitFor();
    };
    const short = await longestTask(page, async () => {
      await pasteByKey(page, one);
      await page.locator(".edit").click();
      await page.locator("#paste").focus();
      await page.keyboard.type(" ".repeat(20));
      await suppose();
    });
    await page.locator(".new-ticket").click();
    const long = await longestTask(page, async () => {
      await pasteByKey(page, text);
      await page.locator(".list").waitFor();
      await page.locator(".edit").click();
      await page.locator("#paste").focus();
      await page.keyboard.press("ControlOrMeta+End");
      for (let i = 0; i < 20; i++) await page.keyboard.type(" ");
      await expect.poll(() => page.locator("#paste").inputValue()).toBe(`${text}${" ".repeat(20)}`);
      // A question about one of them interrupts the list and does not begin it anew.
      await suppose();
    });
    // A thousand times the text blocks the page at most twenty times as long: ten on a quiet machine, fourteen beside other tests.
    expect(long).toBeLessThan(20 * short);
    await closePage(opened);
  });

  it("counts thousands of transactions by cause, all of them, and shows them page by page", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    const rows = Array.from({ length: 3000 }, (_, i) => `T-${i + 1},${i % 3 === 0 ? "5.00" : "30.00"},USD,20.00`);
    const header = "transaction.id,transaction.amount,transaction.currency,balance.available";
    await pasteByKey(page, [header, ...rows].join("\n"));
    await page.locator(".pages").waitFor();
    await unfold(page, ".what-if");
    await page.locator(".what-if").getByLabel("Amount", { exact: true }).fill("6");
    await page.locator(".what-if-result").waitFor();
    await page.locator(".several-working").waitFor({ state: "detached", timeout: 120_000 });
    await expect.poll(() => page.locator(".list h2").textContent()).toBe("3000 transactions");
    await page.getByRole("button", { name: / 2000$/ }).click();
    await expect.poll(() => page.locator(".row-button").count()).toBe(100);
    const next = page.getByRole("button", { name: "Next" });
    for (let i = 0; i < 19; i++) await next.click();
    await expect.poll(() => next.isDisabled()).toBe(true);
    await expect.poll(() => page.locator(".pages").textContent()).toContain("1901–2000 of 2000");
    const last = page.locator(".row-button").last();
    await expect.poll(() => last.textContent()).toContain("T-3000");
    await last.click();
    await expect.poll(() => page.locator(".strip .about").textContent()).toContain("T-3000");
    await closePage(opened);
  });

  it("says so where a text holds more than is read at once", async () => {
    const opened = await openPage(withClipboard);
    const many = `[${Array.from({ length: 10_001 }, () => '{"transaction":{"id":"x"}}').join(",")}]`;
    await pasteByKey(opened.page, many);
    await expect
      .poll(() => opened.page.locator(".problem").textContent())
      .toContain("more than 10000 entries in one list; paste fewer");
    await closePage(opened);
  });
});
