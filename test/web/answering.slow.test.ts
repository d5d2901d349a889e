import { closePage, describeInBrowser, example, expect, it, openPage, paste, unfold } from "./page.js";

const UNKNOWN = (more: object): string =>
  JSON.stringify({ transaction: { amount: "100.00", currency: "USD", at: "2026-11-22T09:00:00+07:00" }, ...more });

describeInBrowser("answering", () => {
  it("takes several fees, with tiers, shares and who pays", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, UNKNOWN({ balance: { available: "101.00" } }));
    await unfold(page);
    await page.getByRole("button", { name: "Add a fee" }).click();
    const first = page.getByRole("group", { name: "Fee 1" });
    await first.getByLabel("Share of the amount").fill("0.6");
    await first.getByText("More about it").click();
    await first.getByLabel("At least").fill("0.70");
    await page.getByRole("button", { name: "Add a fee" }).click();
    const second = page.getByRole("group", { name: "Fee 2" });
    await second.getByText("More about it").click();
    await second.getByRole("button", { name: "Add a tier" }).click();
    await second.getByRole("button", { name: "Add a tier" }).click();
    const tiers = second.locator(".entry-card");
    await tiers.nth(0).getByLabel("Up to").fill("50");
    await tiers.nth(0).getByLabel("Flat amount").fill("5");
    await tiers.nth(1).getByLabel("Flat amount").fill("0.50");
    await page.locator(".entries button.primary").click();
    // 0.6 % of 100.00 is 0.60, at least 0.70; the second tier takes 0.50: 101.20 against 101.00.
    await expect.poll(() => page.locator(".verdict .pills code").textContent()).toBe("fee.exceeds_balance");
    await expect.poll(() => page.locator(".picture .legend").first().textContent()).toContain("Fee $1.20");
    await closePage(opened);
  });

  it("takes a fee that the payee bears as one that takes nothing from the payer", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, UNKNOWN({ balance: { available: "100.00" } }));
    await unfold(page);
    await page.getByRole("button", { name: "Add a fee" }).click();
    await page.getByLabel("Flat amount").fill("5");
    await page.getByLabel("Paid by").selectOption({ label: "payee" });
    await page.locator(".entries button.primary").click();
    await page.locator(".added-facts").waitFor();
    await expect.poll(() => page.locator(".verdict .pills code").count()).toBe(0);
    await closePage(opened);
  });

  it("takes several limits: of a day, of a number of transactions, and a rolling one", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, UNKNOWN({ balance: { available: "1000.00" }, fees: [] }));
    await page.getByRole("button", { name: "Add a limit" }).click();
    const group = (number: number) => page.getByRole("group", { name: `Limit ${number}` });
    await group(1).getByLabel("Limit", { exact: true }).fill("150");
    await group(1).getByLabel("Used so far").fill("120");
    await group(1).getByLabel("Resets in time zone").selectOption("Asia/Jakarta");
    await page.getByRole("button", { name: "Add a limit" }).click();
    await group(2).getByText("More about it").click();
    await group(2).getByLabel("Most transactions").fill("3");
    await group(2).getByLabel("Transactions so far").fill("3");
    await page.getByRole("button", { name: "Add a limit" }).click();
    await group(3).getByLabel("Window", { exact: true }).selectOption({ label: "Rolling" });
    await group(3).getByLabel("Limit", { exact: true }).fill("500");
    await group(3).getByLabel("Used so far").fill("450");
    await group(3).getByLabel("Length of the window").fill("7");
    await page.locator(".entries button.primary").click();
    await expect
      .poll(() => page.locator(".verdict .pills code, .cause code").allTextContents())
      .toEqual(["limit.count", "limit.daily", "limit.rolling"]);
    await expect.poll(() => page.locator(".time-line").first().textContent()).toContain("Nov 23, 2026, 00:00");
    await closePage(opened);
  });

  it("says which field of an entry it cannot read, and what an empty one lacks", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, UNKNOWN({ balance: { available: "1000.00" }, fees: [] }));
    await page.getByRole("button", { name: "Add a limit" }).click();
    await page.locator(".entries button.primary").click();
    await expect.poll(() => page.getByLabel("Limit", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel("Limit", { exact: true }).fill("1k");
    await page.getByLabel("Used so far").fill("5");
    await page.locator(".entries button.primary").click();
    await expect.poll(() => page.getByLabel("Limit", { exact: true }).getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => page.getByLabel("Used so far").getAttribute("aria-invalid")).toBe("false");
    await expect.poll(() => page.locator(".added-facts").count()).toBe(0);
    await page.getByRole("button", { name: "Remove: Limit 1" }).click();
    await page.getByRole("button", { name: "No limits" }).click();
    await page.locator(".added-facts").waitFor();
    await closePage(opened);
  });

  it("reads a time on the clock it names: this machine's, or another", async () => {
    const answered = async (zone: string | null): Promise<string> => {
      const opened = await openPage({ timezoneId: "America/New_York" });
      const { page } = opened;
      await page.getByRole("button", { name: "No data? Answer 5 questions" }).click();
      await page.getByLabel("Amount and currency").fill("100.00 USD");
      if (zone !== null) await page.getByLabel("Time zone").selectOption(zone);
      const chosen = await page.getByLabel("Time zone").locator("option:checked").textContent();
      await page.getByLabel("Time of the payment").fill("2026-11-22T10:00");
      await page.getByRole("button", { name: "Find the cause" }).click();
      await page.locator(".verdict").waitFor();
      await page.locator(".edit").click();
      const { transaction } = JSON.parse(await page.locator("#paste").inputValue()) as { transaction: { at: string } };
      await closePage(opened);
      return `${chosen}: ${transaction.at}`;
    };
    expect(await answered(null)).toBe("America/New_York (this computer): 2026-11-22T10:00:00-05:00");
    expect(await answered("Asia/Dubai")).toBe("Asia/Dubai: 2026-11-22T10:00:00+04:00");
  });

  it("takes an amount together with its currency", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, '{"balance":{"available":"10.00"}}');
    const field = page.getByLabel("What amount was to be paid, in which currency?");
    await field.fill("120.00 eur");
    await field.press("Enter");
    await expect.poll(() => page.locator(".verdict .pills code").textContent()).toBe("balance.insufficient");
    await expect.poll(() => page.locator("#verdict-title").textContent()).toContain("€110.00");
    await closePage(opened);
  });

  it("lets the agent say how an open amount is written, for this text and the next", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, '{"transaction":{"amount":"10.000","currency":"USD"},"balance":{"available":"50"},"fees":[]}');
    await expect.poll(() => page.locator(".problem").count()).toBe(1);
    const styles = page.getByRole("group", { name: "Which is meant?" }).getByRole("button");
    await expect
      .poll(() => styles.allTextContents())
      .toEqual(["10.000 = 10 thousand (Indonesian: 1.234,56)", "10.000 = 10.00 (English: 1,234.56)"]);
    await styles.nth(0).click();
    await expect.poll(() => page.locator(".explanation").textContent()).toContain("$10,000.00");
    await expect.poll(() => page.locator(".repairs").textContent()).toContain("10.000");
    await paste(page, '{"transaction":{"amount":"20.000","currency":"USD"},"balance":{"available":"50"},"fees":[]}');
    await expect.poll(() => page.locator(".explanation").textContent()).toContain("$20,000.00");
    await styles.nth(1).click();
    await expect.poll(() => page.locator(".strip .about").textContent()).toContain("$20.00");
    await page.reload();
    await page.locator(".example").first().waitFor();
    await paste(page, '{"transaction":{"amount":"20.000","currency":"USD"}}');
    await expect.poll(() => page.locator(".problem").count()).toBe(1);
    await closePage(opened);
  });

  it("speaks no English in Chinese and Indonesian but what was pasted", async () => {
    const english = /\b(?:the|is|are|was|of|and|with|not|this|that|has|which|cannot|will|than|write|paste|expected)\b/i;
    for (const locale of ["zh-CN", "id-ID"]) {
      const opened = await openPage({ locale });
      const { page } = opened;
      const own = (): Promise<string> =>
        page.evaluate(`(() => {
          const copy = document.body.cloneNode(true);
          for (const one of copy.querySelectorAll(".said, script, noscript, #cannot-start, code, pre, select[id], option[value='en']")) one.remove();
          return copy.textContent + [...document.querySelectorAll("[aria-label], [placeholder]")]
            .map((one) => " " + (one.getAttribute("aria-label") ?? "") + " " + (one.placeholder ?? "")).join("");
        })()`);
      await expect.poll(own).not.toMatch(english);
      for (const text of [
        "{}",
        example("balance-limit-and-network"),
        example("debited-not-completed"),
        '{"transaction":{"amount":"10.000","currency":"USD"}}',
        '{"transaction":{"amount":"1","currency":"USD","status":"odd"},"limits":{}}',
        '{"transaction":{"amount":"1","currency":"USD","curency":"EUR"},"balance":{"cap":"1.000"}}',
        '{"transaction":{"amount":1.2.3}}',
        "transaction.id,transaction.kind\na,b,c",
      ]) {
        await paste(page, text);
        await unfold(page);
        expect((await own()).replace(/"[^"]*"|“[^”]*”/g, ""), text).not.toMatch(english);
      }
      await closePage(opened);
    }
  });
});
