import { readTransaction, type TransactionContext } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import {
  closePage,
  describeInBrowser,
  example,
  examples,
  expect,
  it,
  openPage,
  paste,
  setSetting,
  unfold,
} from "./page.js";

describeInBrowser("the answer", () => {
  it("tells of each example what the library tells", async () => {
    const opened = await openPage();
    const { page } = opened;
    for (const name of examples) {
      const text = example(name);
      const context = readTransaction(text).transactions[0]?.context as TransactionContext;
      const now = new Date().toISOString();
      const { summary, causes, verdict } = await diagnose(context, { locale: "en", audience: "agent", now });
      await paste(page, text);
      const heading = await page.locator("#verdict-title").textContent();
      if (causes.length > 0 || verdict === "not_failed") expect(heading, name).toBe(summary);
      else {
        expect(heading, name).toMatch(/^Cause not known/);
        expect(summary, name).toContain(await page.locator(".verdict .explanation").textContent());
      }
      const codes = await page.locator(".verdict .pills code, .cause code").allTextContents();
      expect(codes, name).toEqual(causes.map(({ code }) => code));
    }
    expect(opened.faults).toEqual([]);
    await closePage(opened);
  });

  it("draws the sum with a title, a description and a legend that is a list", async () => {
    const opened = await openPage();
    await paste(opened.page, example("card-fee-over-balance"));
    const picture = opened.page.locator(".picture").first();
    await expect
      .poll(() => picture.locator("desc").textContent())
      .toBe("Amount: €120.00; Fee: €2.26; Available: €121.00; Short: €1.26");
    await expect.poll(() => picture.getByRole("listitem").count()).toBe(4);
    await paste(opened.page, example("customer-daily-limit"));
    await opened.page.locator(".time-line").first().waitFor();
    await expect.poll(() => opened.page.locator(".picture .legend").first().textContent()).toContain("Headroom");
    await closePage(opened);
  });

  it("lets the numbers of the picture be changed in it, shows beside them what that would do, and nowhere else", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("card-fee-over-balance"));
    const reply = page.getByLabel("Reply to the customer");
    const before = await reply.inputValue();
    const field = page.locator(".picture .legend").getByLabel("Available", { exact: true });
    await expect.poll(() => field.inputValue()).toBe("€121.00");
    await field.fill("121.77");
    await page.locator(".picture + .what-if-result").waitFor();
    await expect.poll(() => page.locator(".what-if-result").count()).toBe(1);
    await expect
      .poll(() => page.locator(".what-if-result b").textContent())
      .toBe("Short €1.26 → €0.49 · still: The balance does not cover the fee");
    await expect.poll(() => reply.inputValue()).toBe(before);
    await expect.poll(() => page.locator(".send .banner").textContent()).toBe("The reply is for the real numbers.");
    await expect.poll(() => page.locator("#verdict-title").textContent()).toBe("Fee not covered: short €1.26");
    await field.fill("200");
    await expect.poll(() => page.locator(".what-if-result b").textContent()).toContain("With this it passes");
    await page.getByRole("button", { name: /Take back/ }).click();
    await page.locator(".what-if-result").waitFor({ state: "detached" });
    await expect.poll(() => field.inputValue()).toBe("€121.00");
    await closePage(opened);
  });

  it("reads a typed amount by the rule for pasted ones, and refuses what is none", async () => {
    const opened = await openPage({ locale: "id-ID" });
    const { page } = opened;
    await paste(page, example("fee-over-balance"));
    const field = page.locator(".legend").getByLabel("Tersedia", { exact: true });
    await expect.poll(() => field.inputValue()).toBe("Rp\u00a0500.500");
    await field.fill("501.000");
    await expect.poll(() => page.locator(".verdict .chip").textContent()).toContain("Rp\u00a0501.000");
    await field.fill("501rb");
    await expect.poll(() => page.locator(".legend .bad").textContent()).toContain("150000");
    await page.locator(".what-if-result").waitFor({ state: "detached" });
    await closePage(opened);
  });

  it("lets a remedy be tried out", async () => {
    const opened = await openPage();
    await paste(opened.page, example("balance-limit-and-network"));
    await unfold(opened.page);
    await opened.page
      .getByRole("button", { name: /^What if: .*IDR/ })
      .first()
      .click();
    await opened.page.locator(".what-if-result").waitFor();
    await expect.poll(() => opened.page.locator("#verdict-title").textContent()).toContain("IDR");
    await closePage(opened);
  });

  it("asks, and an answer is a fact: it is in the reply and decides", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, '{"transaction":{"amount":"120.00","currency":"USD"}}');
    await expect.poll(() => page.locator(".question").count()).toBeLessThanOrEqual(5);
    const field = page.getByLabel("What is the available balance? (USD)");
    await field.fill("100");
    await field.press("Enter");
    await expect.poll(() => page.locator(".verdict .pills code").textContent()).toBe("balance.insufficient");
    await expect.poll(() => page.locator(".added-facts .chip").textContent()).toContain("$100");
    await expect.poll(() => page.getByLabel("Reply to the customer").inputValue()).toContain("$100.00");
    await closePage(opened);
  });

  it("shows repairs beside the text, and selects the place", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, "{'transaction': {amount: '1,500.00', currency: 'USD',},\n 'balance': {'available': '10.00'}}");
    await page.locator(".noted").click();
    await expect.poll(() => page.locator(".repairs li").count()).toBeGreaterThan(2);
    await expect.poll(() => page.locator(".behind mark").count()).toBeGreaterThan(2);
    await page.locator(".repairs .place").first().click();
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("paste");
    await closePage(opened);
  });

  it("reads a file that is dropped anywhere", async () => {
    const opened = await openPage();
    const { page } = opened;
    const drop = `const data = new DataTransfer();
      data.items.add(new File([${JSON.stringify(example("customer-daily-limit"))}], "a.json"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));`;
    await page.evaluate(drop);
    await expect.poll(() => page.locator(".verdict .pills code").textContent()).toBe("limit.daily");
    await closePage(opened);
  });

  it("says where a text cannot be read", async () => {
    const opened = await openPage();
    await paste(opened.page, '{"transaction":{"amount":"10.000","currency":"USD"}}');
    await expect.poll(() => opened.page.locator(".problem").textContent()).toContain("Line 1, column");
    await expect.poll(() => opened.page.locator(".behind mark.fault").count()).toBe(1);
    await closePage(opened);
  });

  it("lists several transactions with counts by cause", async () => {
    const opened = await openPage();
    const { page } = opened;
    const names = ["card-fee-over-balance", "customer-daily-limit", "fee-over-balance"];
    await paste(page, `[${names.map(example).join(",")}]`);
    await page.locator(".list").waitFor();
    await expect.poll(() => page.locator(".row-button").count()).toBe(3);
    const filter = page.getByRole("button", { name: /The balance does not cover the fee 2/ });
    await filter.click();
    await expect.poll(() => page.locator(".row-button").count()).toBe(2);
    await page.getByRole("button", { name: /^All/ }).click();
    await page.locator(".row-button").nth(1).click();
    await expect.poll(() => page.locator(".verdict .pills code").textContent()).toBe("limit.daily");
    await closePage(opened);
  });

  it("moves through the list by keys", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, `[${["card-fee-over-balance", "customer-daily-limit", "timeout"].map(example).join(",")}]`);
    await expect.poll(() => page.locator(".row-button").count()).toBe(3);
    const code = (): Promise<string | null> => page.locator(".verdict .pills code").textContent();
    await page.keyboard.press("j");
    await expect.poll(code).toBe("limit.daily");
    await page.keyboard.press("j");
    await expect.poll(code).toBe("network.timeout");
    await page.keyboard.press("k");
    await expect.poll(code).toBe("limit.daily");
    await page.locator(".row-button").nth(1).focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(code).toBe("fee.exceeds_balance");
    await closePage(opened);
  });

  it("speaks each of its languages", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    for (const [locale, heading] of [
      ["zh-CN", "超出每日限额"],
      ["id", "Limit harian terlampaui"],
      ["en", "Over the daily limit"],
    ] as const) {
      await setSetting(page, 0, locale);
      await expect.poll(() => page.locator("#verdict-title").textContent()).toContain(heading);
      await expect.poll(() => page.evaluate("document.documentElement.lang")).toBe(locale);
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
    await expect.poll(() => page.locator("#app img, #app script").count()).toBe(0);
    await expect.poll(() => page.title()).toMatch(/ – txwhy$/);
    await paste(page, `${text.slice(0, -1)}, ${evil}`);
    await expect.poll(() => page.locator("#app img").count()).toBe(0);
    expect(opened.faults).toEqual([]);
    await closePage(opened);
  });
});
