import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { vi } from "vitest";
import { layoutFaults } from "./layout.js";
import { closePage, describeInBrowser, example, expect, it, type Opened, openPage, paste } from "./page.js";
import { bring, STATES } from "./states.js";

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

/** Looks at every state of a page opened and made as told. */
async function inEveryState(
  options: BrowserContextOptions,
  prepare: (page: Page) => Promise<unknown>,
  look: (opened: Opened) => Promise<string[]>,
): Promise<void> {
  const opened = await openPage(options);
  await prepare(opened.page);
  const found: string[] = [];
  for (const name of Object.keys(STATES)) {
    await bring(opened.page, name);
    found.push(...(await look(opened)).map((fault) => `${name}: ${fault}`));
  }
  expect(found).toEqual([]);
  expect(opened.faults).toEqual([]);
  await closePage(opened);
}

// A browser on a busy machine goes through all states in a minute or two.
vi.setConfig({ testTimeout: 300_000 });

const layout = ({ page }: Opened): Promise<string[]> => layoutFaults(page);
// What axe looks at does not depend on zoom or direction, so it runs in the wide and the narrow window alone.
const both = async ({ page }: Opened): Promise<string[]> => [
  ...(await layoutFaults(page)),
  ...(await violations(page)),
];
const withAxe = (page: Page): Promise<unknown> => page.evaluate(axe);

describeInBrowser("access", () => {
  for (const [locale, colorScheme] of [
    ["en-US", "light"],
    ["zh-CN", "dark"],
    ["id-ID", "light"],
  ] as const) {
    it(`is clean for axe and well laid out in every state, ${locale}, ${colorScheme}`, async () => {
      await inEveryState({ locale, colorScheme }, withAxe, both);
    });
  }

  it("fits 320 pixels in every state, nothing cut off and nothing on top of another", async () => {
    const narrow = { viewport: { width: 320, height: 640 }, locale: "id-ID" };
    await inEveryState(narrow, withAxe, both);
  });

  it("is whole at twice the size: the window zoomed, and the letters alone", async () => {
    const zoomed = { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, locale: "id-ID" };
    await inEveryState(zoomed, async () => undefined, layout);
    await inEveryState({}, (page) => page.evaluate("document.documentElement.style.fontSize = '200%'"), layout);
  });

  it("is whole from right to left", async () => {
    const turned = (page: Page): Promise<unknown> => page.evaluate("document.documentElement.dir = 'rtl'");
    await inEveryState({}, turned, layout);
    await inEveryState({ viewport: { width: 320, height: 640 } }, turned, layout);
  });

  it("draws its pictures in the direction of reading", async () => {
    const opened = await openPage();
    const { page } = opened;
    const centre = (selector: string): Promise<number> =>
      page.evaluate(
        `(({ left, right }) => (left + right) / 2)(document.querySelector("${selector}").getBoundingClientRect())`,
      );
    await page.clock.setFixedTime("2026-11-22T20:00:00+07:00");
    await paste(page, example("customer-daily-limit"));
    await page.locator(".time-line").first().waitFor();
    const places = async () => ({
      now: await centre(".time-line circle.now"),
      event: await centre(".time-line circle.event"),
      said: await centre(".moments .now"),
      later: await centre(".moments .event"),
      used: await centre(".bar.used"),
      main: await centre(".bar.main"),
    });
    const forward = await places();
    expect(forward.now).toBeLessThan(forward.event);
    expect(forward.said).toBeLessThan(forward.later);
    expect(forward.used).toBeLessThan(forward.main);
    await page.evaluate("document.documentElement.dir = 'rtl'");
    const backward = await places();
    expect(backward.now).toBeGreaterThan(backward.event);
    expect(backward.said).toBeGreaterThan(backward.later);
    expect(backward.used).toBeGreaterThan(backward.main);
    await closePage(opened);
  });

  it("is used by keyboard alone", async () => {
    const opened = await openPage();
    const { page } = opened;
    const focused = (): Promise<string> => page.evaluate("document.activeElement.textContent");
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("paste");
    await page.evaluate("document.querySelector('.skip').focus()");
    await expect.poll(focused).toBe("Skip to the answer");
    await page.keyboard.press("Enter");
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
    // The answer has the focus, and the reply is the next thing after what is to be done.
    await tabTo(".remedy button");
    await page.keyboard.press("Enter");
    await page.locator(".what-if-result").waitFor();
    await tabTo(".chip button");
    await page.keyboard.press("Enter");
    await page.locator(".what-if-result").waitFor({ state: "detached" });
    await page.evaluate("document.querySelector('#answer').focus()");
    await tabTo("[role=tab][aria-selected=true]");
    await page.keyboard.press("ArrowRight");
    await expect.poll(focused).toContain("Note");
    await page.keyboard.press("End");
    await expect.poll(focused).toContain("Escalate");
    await closePage(opened);
  });

  it("announces the answer", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    await expect
      .poll(() => opened.page.getByRole("status").textContent())
      .toContain("Fee not covered: short €1.26. The customer can solve this.");
    await closePage(opened);
  });

  it("prints the answer unfolded and without its controls, and folds it again", async () => {
    const opened = await openPage({ colorScheme: "dark" });
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    const open = (): Promise<number> => page.locator("#answer details[open]").count();
    const before = await open();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await expect.poll(() => page.locator("#answer details:not([open]):visible").count()).toBe(0);
    const controls =
      "button:visible, select:visible, input:not(.figure):visible, #paste:visible, [role=tablist]:visible, summary button:visible";
    await expect.poll(() => page.locator(controls).allTextContents()).toEqual([]);
    for (const shown of ["#verdict-title", ".picture svg", ".time-line svg", ".evidence", ".ruled-out li"])
      await expect.poll(() => page.locator(shown).first().isVisible(), { message: shown }).toBe(true);
    await expect.poll(() => page.getByLabel("Reply to the customer").isVisible()).toBe(true);
    await expect.poll(() => page.getByLabel("Note for the ticket").isVisible()).toBe(true);
    await expect.poll(() => page.getByLabel("Hand-off packet, JSON").isVisible()).toBe(false);
    // A number that can be changed on the screen is a number on paper.
    await expect
      .poll(() => page.evaluate("getComputedStyle(document.querySelector('.figure')).borderBlockEndStyle"))
      .toBe("none");
    // Ink on paper, whatever the screen's colours were; and all of a letter, not what fits a field.
    await expect
      .poll(() => page.evaluate("getComputedStyle(document.querySelector('#verdict-title')).color"))
      .toBe("rgb(24, 33, 29)");
    const letter = "document.querySelector('.letter')";
    await expect.poll(() => page.evaluate(`${letter}.scrollHeight <= ${letter}.clientHeight + 1`)).toBe(true);
    await expect.poll(() => layoutFaults(page)).toEqual([]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await expect.poll(open).toBe(before);
    await closePage(opened);
  });

  it("keeps its pictures readable in forced colours", async () => {
    const opened = await openPage({ forcedColors: "active" });
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    await page.locator(".time-line").first().waitFor();
    const fills = (selector: string): Promise<string[]> =>
      page.evaluate(
        `[...document.querySelectorAll("${selector}")].map((one) => { const { fill, stroke } = getComputedStyle(one); return fill + " " + stroke; })`,
      );
    // What is used, this one, the limit and the rest: each tells itself from its neighbour and from the ground.
    const [used] = await fills(".bar.used");
    const [main] = await fills(".bar.main");
    const [limit] = await fills(".bar.limit");
    const [track] = await fills(".track");
    expect(new Set([used, main, limit, track]).size).toBe(4);
    const swatch = (name: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector(".entry.${name} i")).backgroundColor`);
    expect(new Set([await swatch("used"), await swatch("main"), await swatch("limit")]).size).toBe(3);
    expect(used).toContain(await swatch("used"));
    const [rail] = await fills(".time-line .rail");
    const ground = await page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor");
    expect(rail?.split(" rgb")[1]).not.toBe(String(ground).slice(3));
    const marks = await fills(".time-line circle");
    expect(new Set(marks).size).toBeGreaterThan(1);
    await expect.poll(() => layoutFaults(page)).toEqual([]);
    await closePage(opened);
  });
});
