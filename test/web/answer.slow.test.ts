import { readTransaction, type TransactionContext } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import { closePage, describeInBrowser, example, examples, expect, it, openPage, paste } from "./page.js";

describeInBrowser("the answer", () => {
  it("tells of each example what the library tells", async () => {
    const opened = await openPage();
    for (const name of examples) {
      const text = example(name);
      const context = readTransaction(text).transactions[0]?.context as TransactionContext;
      const { summary, causes } = await diagnose(context, { locale: "en", audience: "agent" });
      await opened.page.locator("#paste").fill(text);
      await expect.poll(() => opened.page.locator(".summary").textContent(), { message: name }).toBe(summary);
      const titles = opened.page.locator(".cause h3");
      await expect.poll(() => titles.allTextContents(), { message: name }).toEqual(causes.map(({ title }) => title));
    }
    expect(opened.faults).toEqual([]);
    await closePage(opened);
  });

  it("draws the sum with a title, a description and a table behind it", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    const picture = opened.page.locator(".picture").first();
    expect(await picture.locator("desc").textContent()).toBe(
      "Amount: €120.00; Fee: €2.26; Available: €121.00; Short: €1.26",
    );
    expect(await picture.locator("tbody tr").count()).toBe(4);
    await paste(opened.page, example("customer-daily-limit"));
    await opened.page.locator(".time-line").first().waitFor();
    expect(await opened.page.locator(".picture .legend").first().textContent()).toContain("Headroom");
    await closePage(opened);
  });

  it("diagnoses again when a number is changed, shows the change, and takes it back", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("card-fee-over-balance"));
    await page.getByLabel("Available balance", { exact: true }).fill("200");
    await page.locator(".changes").waitFor();
    expect(await page.locator(".changes .chip").textContent()).toContain("Available balance = 200 EUR");
    expect(await page.locator(".difference").textContent()).toContain(
      "No longer: The balance covers the amount but not the fee",
    );
    expect(await page.locator("#verdict-title").textContent()).toBe("With this it passes, as far as is known");
    expect(await page.getByLabel("Reply to the customer").inputValue()).toContain("€120.00 did not go through");
    await page.getByRole("button", { name: /Take back/ }).click();
    await page.locator(".changes").waitFor({ state: "detached" });
    await expect.poll(() => page.locator("#verdict-title").textContent()).toBe("The customer can solve this");
    await closePage(opened);
  });

  it("refuses a number that is none", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    await opened.page.getByLabel("Amount", { exact: true }).fill("1,500");
    await expect.poll(() => opened.page.locator(".number-field .bad").textContent()).toContain("1500.00");
    expect(await opened.page.locator(".changes").count()).toBe(0);
    await closePage(opened);
  });

  it("lets a remedy be tried", async () => {
    const opened = await openPage();
    await paste(opened.page, example("balance-limit-and-network"));
    await opened.page
      .getByRole("button", { name: /^Try it: Pay IDR/ })
      .first()
      .click();
    await expect.poll(() => opened.page.locator(".cause h3").allTextContents()).toEqual(["The network is unstable"]);
    await closePage(opened);
  });

  it("asks, and an answer decides", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, '{"transaction":{"amount":"120.00","currency":"USD"}}');
    await page.getByRole("button", { name: /more questions/ }).click();
    const field = page.getByLabel("What is the available balance? (USD)");
    await field.fill("100");
    await field.press("Enter");
    await expect.poll(() => page.locator(".cause code").first().textContent()).toBe("balance.insufficient");
    await page.getByRole("button", { name: "No fees" }).click();
    await expect.poll(() => page.locator(".chip").count()).toBe(2);
    await closePage(opened);
  });

  it("shows repairs beside the text, and selects the place", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, "{'transaction': {amount: '1,500.00', currency: 'USD',},\n 'balance': {'available': '10.00'}}");
    expect(await page.locator(".repairs li").count()).toBeGreaterThan(2);
    expect(await page.locator(".behind mark").count()).toBeGreaterThan(2);
    await page.locator(".repairs .place").first().click();
    expect(await page.evaluate("document.activeElement.id")).toBe("paste");
    await closePage(opened);
  });

  it("reads a file that is dropped anywhere", async () => {
    const opened = await openPage();
    const { page } = opened;
    const drop = `const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(example("customer-daily-limit"))}], "a.json"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));`;
    await page.evaluate(drop);
    await expect.poll(() => page.locator(".cause code").first().textContent()).toBe("limit.daily");
    await closePage(opened);
  });

  it("says where a text cannot be read", async () => {
    const opened = await openPage();
    await paste(opened.page, '{"transaction":{"amount":"10.000","currency":"USD"}}');
    expect(await opened.page.locator(".problem").textContent()).toContain("Line 1, column");
    expect(await opened.page.locator(".behind mark.fault").count()).toBe(1);
    await closePage(opened);
  });

  it("lists several transactions with counts by cause", async () => {
    const opened = await openPage();
    const { page } = opened;
    const names = ["card-fee-over-balance", "customer-daily-limit", "fee-over-balance"];
    await paste(page, `[${names.map(example).join(",")}]`);
    await page.locator(".list").waitFor();
    await expect.poll(() => page.locator(".row-button").count()).toBe(3);
    const filter = page.getByRole("button", { name: /The balance covers the amount but not the fee 2/ });
    await filter.click();
    expect(await page.locator(".row-button").count()).toBe(2);
    await page.getByRole("button", { name: /^All/ }).click();
    await page.locator(".row-button").nth(1).click();
    await expect.poll(() => page.locator(".cause code").first().textContent()).toBe("limit.daily");
    await closePage(opened);
  });

  it("speaks each of its languages", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    for (const [locale, verdict] of [
      ["zh-CN", "等待即可解决"],
      ["id", "menunggu"],
      ["en", "Waiting solves this"],
    ] as const) {
      await page.locator(".options select").nth(2).selectOption(locale);
      await expect.poll(() => page.locator("#verdict-title").textContent()).toContain(verdict);
      expect(await page.evaluate("document.documentElement.lang")).toBe(locale);
    }
    await closePage(opened);
  });

  it("leaves a hostile paste what it is: text", async () => {
    const opened = await openPage();
    const { page } = opened;
    const evil = "<img src=x onerror=alert(1)><script>document.title='taken'</script>";
    const text = JSON.stringify({
      transaction: { amount: "10.00", currency: "USD", reference: evil, id: `"><svg onload=alert(1)>` },
      failure: { provider: evil, code: evil, message: evil },
      __proto__: { polluted: true },
      fundingSources: [{ kind: "other", label: evil }],
      balance: { available: "1.00" },
    });
    page.on("dialog", () => opened.faults.push("a dialog opened"));
    await paste(page, text);
    expect(await page.locator("#answer img, #answer script, .side img").count()).toBe(0);
    expect(await page.title()).toBe("txwhy");
    await paste(page, `${text.slice(0, -1)}, ${evil}`);
    expect(await page.locator("#answer img, .side img").count()).toBe(0);
    expect(opened.faults).toEqual([]);
    await closePage(opened);
  });
});
