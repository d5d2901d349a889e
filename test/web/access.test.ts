import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { closePage, describeInBrowser, example, expect, it, openPage, paste } from "./page.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

async function violations(page: Page): Promise<string[]> {
  const found = (await page.evaluate(
    "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations)",
  )) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Every main state of the page, by what brings it about. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  gallery: async () => undefined,
  fee: (page) => paste(page, example("card-fee-over-balance")),
  "many causes": (page) => paste(page, example("balance-limit-and-network")),
  "time line": (page) => paste(page, example("customer-daily-limit")),
  "conflict and hand-off": async (page) => {
    await paste(page, example("insufficient-funds-contradicted"));
    await page.getByRole("tab").nth(2).click();
  },
  "outcome form": async (page) => {
    await paste(page, example("abnormal-activity"));
    await page.getByRole("tab").nth(3).click();
    await page.locator(".outcome button.primary").click();
  },
  "all questions": async (page) => {
    await paste(page, "{}");
    await page.locator(".questions > button").click();
  },
  supposed: async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await page.locator(".remedy button").first().click();
    await page.locator(".changes").waitFor();
  },
  unreadable: (page) => paste(page, '{"transaction":{"amount":"10.000","currency":"USD"}}'),
  repairs: (page) => paste(page, "{'transaction': {amount: '1,500.00', currency: 'USD',}}"),
  invalid: (page) => paste(page, '{"transaction":{"amount":"10","currency":"USD","status":"odd"}}'),
  several: async (page) => {
    await paste(page, `[${example("pending")},${example("card-fee-over-balance")}]`);
    await page.locator(".row-button").nth(1).waitFor();
  },
};

async function empty(page: Page): Promise<void> {
  await page.locator("#paste").fill("");
  await page.locator(".example").first().waitFor();
}

describeInBrowser("access", () => {
  for (const [locale, colorScheme] of [
    ["en-US", "light"],
    ["zh-CN", "dark"],
    ["id-ID", "light"],
  ] as const) {
    it(`is clean for axe in every state, ${locale}, ${colorScheme}`, async () => {
      const opened = await openPage({ locale, colorScheme });
      await opened.page.evaluate(axe);
      for (const [name, bring] of Object.entries(STATES)) {
        await empty(opened.page);
        await bring(opened.page);
        expect(await violations(opened.page), name).toEqual([]);
      }
      await closePage(opened);
    });
  }

  it("fits 320 pixels in every state without scrolling sideways", async () => {
    const opened = await openPage({ viewport: { width: 320, height: 640 }, locale: "id-ID" });
    for (const [name, bring] of Object.entries(STATES)) {
      await empty(opened.page);
      await bring(opened.page);
      expect(await opened.page.evaluate("document.documentElement.scrollWidth"), name).toBeLessThanOrEqual(320);
    }
    await closePage(opened);
  });

  it("is used by keyboard alone", async () => {
    const opened = await openPage();
    const { page } = opened;
    const focused = (): Promise<string> => page.evaluate("document.activeElement.textContent");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the answer");
    const tabTo = async (selector: string): Promise<void> => {
      for (let i = 0; i < 150; i++) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`no way by keyboard to ${selector}`);
    };
    await tabTo(".example");
    await page.keyboard.press("Enter");
    await page.locator(".verdict").waitFor();
    await tabTo(".remedy button");
    await page.keyboard.press("Enter");
    await page.locator(".changes").waitFor();
    await page.evaluate("document.querySelector('.skip').focus()");
    await tabTo(".chip button");
    await page.keyboard.press("Enter");
    await page.locator(".changes").waitFor({ state: "detached" });
    await tabTo("[role=tab][aria-selected=true]");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Ticket note");
    await page.keyboard.press("End");
    expect(await focused()).toBe("Outcome");
    await closePage(opened);
  });

  it("announces the answer", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    expect(await opened.page.getByRole("status").textContent()).toContain("The customer can solve this. €120.00");
    await closePage(opened);
  });

  it("prints the answer without its controls", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    await opened.page.emulateMedia({ media: "print" });
    expect(await opened.page.locator("#paste").isVisible()).toBe(false);
    expect(await opened.page.locator(".tabs").isVisible()).toBe(false);
    expect(await opened.page.locator(".picture").first().isVisible()).toBe(true);
    await closePage(opened);
  });
});
