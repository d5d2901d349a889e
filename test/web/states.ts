import type { Page } from "playwright-core";
import { example, paste, unfold } from "./page.js";

const tab = (page: Page, index: number): Promise<void> => page.getByRole("tab").nth(index).click();
const UNKNOWN =
  '{"transaction":{"amount":"120.00","currency":"USD","at":"2026-11-22T09:00:00+07:00"},"balance":{"available":"121"}}';

/** Every main state of the page, by what brings it about, in whatever language it speaks. */
export const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  start: async () => undefined,
  "all examples": (page) => page.locator(".all-examples").click(),
  "five questions": async (page) => {
    await page.locator(".no-data").click();
    await page.locator(".five button.primary").click();
  },
  fee: (page) => paste(page, example("card-fee-over-balance")),
  "everything unfolded": async (page) => {
    await paste(page, example("balance-limit-and-network"));
    await unfold(page);
  },
  "time line": (page) => paste(page, example("customer-daily-limit")),
  conflict: (page) => paste(page, example("insufficient-funds-contradicted")),
  note: async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await tab(page, 1);
  },
  "hand-off and outcome": async (page) => {
    await paste(page, example("abnormal-activity"));
    await tab(page, 2);
    await unfold(page);
    await page.locator(".outcome button.primary").click();
  },
  "an edited reply, and the reply of an email": async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await tab(page, 0);
    await page.locator("textarea.letter").first().fill("x");
    await page.locator(".beside select").first().selectOption("email");
    await page.locator(".banner").waitFor();
  },
  "nothing known": (page) => paste(page, "{}"),
  "fees and limits filled in": async (page) => {
    await paste(page, UNKNOWN);
    await unfold(page);
    for (let i = 0; i < 2; i++) {
      const add = page.locator(".choices button:has(.icon)").first();
      if ((await add.count()) > 0) await add.click();
    }
    await unfold(page);
    for (const answer of await page.locator(".entries button.primary").all()) await answer.click();
  },
  "what if, and a fact added": async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await unfold(page);
    await page.locator(".legend input").nth(1).fill("121.77");
    await page.locator(".what-if-result").waitFor();
  },
  unreadable: (page) => paste(page, '{"transaction":{"amount":"10.0.0","currency":"USD"}}'),
  chat: (page) => paste(page, "kak saldo saya 150rb, bayar Rp 120.000 gagal nih"),
  "open amount": (page) => paste(page, '{"transaction":{"amount":"10.000","currency":"USD"}}'),
  repairs: async (page) => {
    await paste(page, "{'transaction': {amount: '1,500.00', currency: 'USD',}}");
    await page.locator(".noted").click();
  },
  warned: (page) =>
    paste(page, '{"transaction":{"amount":"1.00","currency":"USD","curency":"x"},"balance":{"held":"1.000"}}'),
  invalid: (page) => paste(page, '{"transaction":{"amount":"10","currency":"USD","status":"odd"}}'),
  "a replaced ticket": async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await paste(page, example("ether-eighteen-decimals"));
    await page.locator(".undo").waitFor();
  },
  settings: async (page) => {
    await paste(page, example("card-fee-over-balance"));
    await page.locator(".menu > button").last().click();
  },
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
  const anew = page.locator(".new-ticket");
  if ((await anew.count()) > 0) await anew.click();
  await page.locator(".example, .five").first().waitFor();
  await STATES[name]?.(page);
}
