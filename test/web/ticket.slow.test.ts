import {
  closePage,
  describeInBrowser,
  example,
  expect,
  it,
  openPage,
  paste,
  pasteByKey,
  setSetting,
  unfold,
  withClipboard,
} from "./page.js";

const OWN = (locale: string, reference: string): string =>
  JSON.stringify({
    transaction: { amount: "150000", currency: "IDR", reference },
    balance: { available: "1000" },
    customer: { locale },
  });

describeInBrowser("a ticket", () => {
  it("takes two strokes from paste to copied reply", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    await pasteByKey(page, example("card-fee-over-balance"));
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect
      .poll(() => page.evaluate("navigator.clipboard.readText()"))
      .toContain("Your payment of €120.00 on Nov 20, 18:12 CET (ref. INV-2026-1188) did not go through");
    await page.keyboard.press("n");
    await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toContain("Note");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toContain("fee.exceeds_balance");
    await page.keyboard.press("e");
    await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toContain("Escalate");
    await closePage(opened);
  });

  it("that is pasted is a new one: nothing of the one before is left, and it can be undone", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    const reply = page.getByLabel("Reply to the customer");
    await pasteByKey(page, OWN("id", "trx-1"));
    await page.getByRole("button", { name: "中文" }).click();
    await expect.poll(() => reply.inputValue()).toContain("参考号 trx-1");
    await reply.fill("my own words");
    // Also into the field of the transaction, with the cursor somewhere in it.
    await page.locator(".edit").click();
    await page.locator("#paste").focus();
    await pasteByKey(page, OWN("en", "trx-2"));
    await expect.poll(() => reply.inputValue()).toContain("ref. trx-2");
    await expect.poll(() => page.locator(".list").count()).toBe(0);
    await expect.poll(() => page.locator(".languages").textContent()).toBe("English (customer)");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => reply.inputValue()).toBe("my own words");
    await page.getByRole("button", { name: "Earlier tickets" }).click();
    await expect.poll(() => page.locator(".earlier button").textContent()).toContain("IDR\u00a0150,000");
    await closePage(opened);
  });

  it("takes a piece of text into its field without becoming another", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    await paste(page, '{"transaction":{"amount":"","currency":"USD","reference":"trx-3"},"balance":{"available":"1"}}');
    await page.evaluate("const one = document.querySelector('#paste'); one.focus(); one.setSelectionRange(26, 26)");
    await page.evaluate("navigator.clipboard.writeText('75.50')");
    await page.keyboard.press("ControlOrMeta+V");
    await expect.poll(() => page.locator(".strip .about").textContent()).toContain("$75.50");
    await expect.poll(() => page.locator(".undo").count()).toBe(0);
    await closePage(opened);
  });

  it("keeps an edited reply when the diagnosis changes, and offers the new text", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, '{"transaction":{"amount":"120.00","currency":"USD"}}');
    const reply = page.getByLabel("Reply to the customer");
    await reply.fill("my own words");
    const field = page.getByLabel("What is the available balance? (USD)");
    await field.fill("100");
    await field.press("Enter");
    await page.locator(".banner").waitFor();
    await expect.poll(() => reply.inputValue()).toBe("my own words");
    await page.getByRole("button", { name: "Use the new text" }).click();
    await expect.poll(() => reply.inputValue()).toContain("$100.00");
    await closePage(opened);
  });

  it("is made of five questions where there is no data, with what was seen offered and not taken", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, "kak saldo saya 150rb, bayar Rp 152.500 gagal nih");
    const amount = page.getByLabel("Amount and currency");
    await expect.poll(() => amount.inputValue()).toBe("");
    await page.getByRole("button", { name: "152.500 IDR" }).first().click();
    await expect.poll(() => amount.inputValue()).toBe("152.500 IDR");
    await page.getByLabel("Available balance").fill("150.000");
    await page.getByRole("button", { name: "Find the cause" }).click();
    await page.locator(".verdict").waitFor();
    await expect.poll(() => page.locator("#verdict-title").textContent()).toContain("IDR\u00a02,500");
    await closePage(opened);
  });

  it("is forgotten with the page, the settings are not", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, OWN("id", "trx-secret"));
    await setSetting(page, 1, "gopay");
    await setSetting(page, 2, "dark");
    await setSetting(page, 0, "id");
    await expect.poll(() => page.title()).toContain("Rp\u00a0150.000");
    await page.reload();
    await page.locator(".example").first().waitFor();
    await expect
      .poll(() => page.evaluate("document.documentElement.lang + document.documentElement.dataset.theme"))
      .toBe("iddark");
    const stored = String(
      await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie"),
    );
    expect(stored).toContain("gopay");
    expect(stored).not.toMatch(/trx|150/);
    await closePage(opened);
  });

  it("shows its keys, and lets the letters be turned off", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("card-fee-over-balance"));
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await expect.poll(() => page.locator(".verdict").count()).toBe(1);
    await page.locator(".menu > button").last().click();
    await page.locator(".switch input").uncheck();
    await page.keyboard.press("Escape");
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("n");
    await expect.poll(() => page.getByRole("tab", { selected: true }).textContent()).toContain("Reply");
    await unfold(page);
    await page.keyboard.press("Escape");
    await page.locator(".example").first().waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("paste");
    await closePage(opened);
  });
});
