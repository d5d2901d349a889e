import { readFileSync, statSync } from "node:fs";
import { pageFile } from "./build.js";
import { closePage, describeInBrowser, example, expect, it, openPage, paste } from "./page.js";

describeInBrowser("the file", () => {
  it("holds everything in at most 400 kB, under a policy that names its script and style", () => {
    expect(statSync(pageFile).size).toBeLessThanOrEqual(400_000);
    const html = readFileSync(pageFile, "utf8");
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

  it("takes typing within a second of being opened", async () => {
    const opened = await openPage();
    const { page } = opened;
    const timing = "performance.getEntriesByType('navigation')[0]";
    expect(await page.evaluate(`${timing}.domInteractive`)).toBeLessThan(1000);
    await closePage(opened);
  });

  it("stays responsive with a megabyte in it", async () => {
    const opened = await openPage({ permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    const one = JSON.stringify(JSON.parse(example("customer-daily-limit")));
    const text = `[\n${Array.from({ length: Math.ceil(1_000_000 / one.length) }, () => one).join(",\n")}\n]`;
    expect(text.length).toBeGreaterThan(1_000_000);
    const watch = "new PerformanceObserver((l) => slow.push(...l.getEntries().map((e) => e.duration)))";
    await page.evaluate(`window.slow = []; ${watch}.observe({ entryTypes: ["longtask"] })`);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await page.locator("#paste").focus();
    await page.keyboard.press("Control+V");
    await page.locator(".list").waitFor();
    for (let i = 0; i < 20; i++) await page.keyboard.type(" ");
    await expect.poll(() => page.locator("#paste").inputValue()).toBe(`${text}${" ".repeat(20)}`);
    await expect.poll(() => page.locator(".list .hint").count()).toBeGreaterThan(0);
    const slow = (await page.evaluate("slow")) as number[];
    // A person notices from about a tenth of a second on; a busy machine is given more.
    expect(Math.max(0, ...slow)).toBeLessThan(500);
    await closePage(opened);
  });
});
