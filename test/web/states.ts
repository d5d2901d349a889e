import type { Page } from "playwright-core";
import { example, paste } from "./page.js";

const tab = (page: Page, index: number): Promise<void> => page.getByRole("tab").nth(index).click();
const UNKNOWN =
  '{"transaction":{"amount":"120.00","currency":"USD","at":"2026-11-22T09:00:00+07:00"},"balance":{"available":"121"}}';

/** Every main state of the page, by what brings it about, in whatever language it speaks. */
export const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  gallery: async () => undefined,
  fee: (page) => paste(page, example("card-fee-over-balance")),
  "many causes": (page) => paste(page, example("balance-limit-and-network")),
  "time line": (page) => paste(page, example("customer-daily-limit")),
  "conflict and hand-off": async (page) => {
    await paste(page, example("insufficient-funds-contradicted"));
    await tab(page, 2);
  },
  "hand-off that nothing asks for": async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await tab(page, 2);
    await page.locator(".anyway > summary").click();
  },
  "outcome form": async (page) => {
    await paste(page, example("abnormal-activity"));
    await tab(page, 3);
    await page.locator(".outcome button.primary").click();
  },
  "all questions": async (page) => {
    await paste(page, "{}");
    await page.locator(".questions > button").click();
  },
  "fees and limits filled in": async (page) => {
    await paste(page, UNKNOWN);
    await page.locator(".questions > button").click();
    for (let i = 0; i < 2; i++) await page.locator(".choices button:has(.icon)").first().click();
    for (const summary of await page.locator(".entry-card summary").all()) await summary.click();
    await page.locator(".wide .add").click();
    for (const answer of await page.locator(".entries button.primary").all()) await answer.click();
  },
  supposed: async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await page.locator(".remedy button").first().click();
    await page.locator(".changes").waitFor();
  },
  unreadable: (page) => paste(page, '{"transaction":{"amount":"10.0.0","currency":"USD"}}'),
  "open amount": (page) => paste(page, '{"transaction":{"amount":"10.000","currency":"USD"}}'),
  repairs: (page) => paste(page, "{'transaction': {amount: '1,500.00', currency: 'USD',}}"),
  warned: (page) =>
    paste(page, '{"transaction":{"amount":"1.00","currency":"USD","curency":"x"},"balance":{"held":"1.000"}}'),
  invalid: (page) => paste(page, '{"transaction":{"amount":"10","currency":"USD","status":"odd"}}'),
  several: async (page) => {
    await paste(page, `[${example("pending")},${example("card-fee-over-balance")}]`);
    await page.locator(".row-button").nth(1).waitFor();
  },
  "many of them": async (page) => {
    const rows = Array.from({ length: 120 }, (_, i) => `${i + 1}.00,USD,20.00`);
    await paste(page, ["transaction.amount,transaction.currency,balance.available", ...rows].join("\n"));
    await page.locator(".pages").waitFor();
  },
};

/** Brings the page from whatever state it is in to another. */
export async function bring(page: Page, name: string): Promise<void> {
  await page.locator("#paste").fill("");
  await page.locator(".example").first().waitFor();
  await STATES[name]?.(page);
}
