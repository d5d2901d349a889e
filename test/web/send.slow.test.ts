import { readFile } from "node:fs/promises";
import { type HandoffPacket, packetJsonSchema } from "../../src/api/index.js";
import { diagnose } from "../support/untyped.js";
import {
  closePage,
  describeInBrowser,
  example,
  expect,
  it,
  type Opened,
  openPage,
  paste,
  unfold,
  withClipboard,
} from "./page.js";

const CARD = "4242 4242 4242 4242";
const secretive = JSON.stringify({
  ...JSON.parse(example("debited-not-completed")),
  failure: { message: `declined for card ${CARD}, call +62 812 3456 7890` },
});

const clipboard = ({ page }: Opened): Promise<string> => page.evaluate("navigator.clipboard.readText()");

/** What a button copies. The clipboard is emptied first: it is filled some time after the click. */
async function copied(opened: Opened, button: string): Promise<string> {
  await opened.page.evaluate("navigator.clipboard.writeText('')");
  await opened.page.getByRole("button", { name: button }).click();
  await expect.poll(() => clipboard(opened)).not.toBe("");
  return clipboard(opened);
}

describeInBrowser("what is sent", () => {
  it("copies reply, note and packet, all redacted", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    await paste(page, secretive);
    const reply = await copied(opened, "Copy reply");
    expect(reply).toBe(await page.getByLabel("Reply to the customer").inputValue());
    await page.getByRole("tab", { name: "Note" }).click();
    const note = await copied(opened, "Copy note");
    expect(note).toContain("transaction.debited_not_completed");
    await page.getByRole("tab", { name: "Escalate" }).click();
    await unfold(page, ".send details");
    const packet = await copied(opened, "Copy JSON");
    const markdown = await copied(opened, "Copy hand-off");
    for (const text of [reply, note, packet, markdown]) {
      expect(text.replace(/\D/g, "")).not.toContain("4242424242424242");
      expect(text).not.toContain("3456 7890");
    }
    expect(markdown).toContain("```json");
    await closePage(opened);
  });

  it("hands off a packet that makes the same diagnosis again", async () => {
    const opened = await openPage();
    await paste(opened.page, secretive);
    await opened.page.getByRole("tab", { name: "Escalate" }).click();
    const packet = JSON.parse(await opened.page.getByLabel("Hand-off packet, JSON").inputValue()) as HandoffPacket;
    for (const name of packetJsonSchema().required as string[]) expect(packet).toHaveProperty(name);
    const { profile, ...options } = packet.options;
    const again = await diagnose(packet.context, { ...options, profile: profile as string });
    expect(again.causes.map(({ code }) => code)).toEqual(packet.causes.map(({ code }) => code));
    await expect.poll(() => opened.page.locator(".hand-over .checklist .missing").count()).toBeGreaterThan(0);
    await closePage(opened);
  });

  it("hands over what nothing but the agent wants handed over, and records what came of it", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("card-fee-over-balance"));
    await page.getByRole("tab", { name: "Escalate" }).click();
    await expect
      .poll(() => page.getByRole("tabpanel").textContent())
      .toContain("By the rules, no escalation is needed.");
    await expect.poll(() => page.locator(".hand-over").textContent()).toContain("you asked for it");
    await expect.poll(() => page.locator(".checklist .missing").count()).toBeGreaterThan(0);
    const packet = JSON.parse(await page.getByLabel("Hand-off packet, JSON").inputValue()) as HandoffPacket;
    for (const name of packetJsonSchema().required as string[]) expect(packet).toHaveProperty(name);
    expect(packet.reason).toBe("needs_human");
    const again = await diagnose(packet.context, { locale: "en" });
    expect(again.causes.map(({ code }) => code)).toEqual(packet.causes.map(({ code }) => code));
    await unfold(page, ".send details");
    await page.getByLabel("Ticket number").fill("T-7");
    await page.getByRole("button", { name: "Record the outcome" }).click();
    await page.locator(".recorded").waitFor();
    await closePage(opened);
  });

  it("speaks the customer's language unless another is chosen, and counts an SMS", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    const reply = page.getByLabel("Reply to the customer");
    await expect.poll(() => reply.inputValue()).toContain("belum berhasil");
    await page.getByLabel("Channel of the reply").selectOption("sms");
    await expect.poll(() => page.locator(".lengths").textContent()).toContain("GSM-7");
    // The shorter reply may still be put in while the field is filled.
    const lengths = async () => {
      await reply.fill("您好");
      return page.locator(".lengths").textContent();
    };
    await expect.poll(lengths).toContain("2 characters, 1 SMS (UCS-2)");
    await page.getByRole("button", { name: "Undo my changes" }).click();
    await page.getByRole("button", { name: "中文" }).click();
    await expect.poll(() => reply.inputValue()).toContain("付款未成功");
    await expect
      .poll(() => page.locator(".languages").textContent())
      .toBe("简体中文 (your choice; customer: Bahasa Indonesia)");
    await closePage(opened);
  });

  it("says that a colleague looks into it once the hand-off was copied", async () => {
    const opened = await openPage(withClipboard);
    const { page } = opened;
    await paste(page, example("debited-not-completed"));
    await page.getByRole("button", { name: "EN", exact: true }).click();
    const reply = page.locator("textarea.letter").first();
    await expect.poll(() => reply.inputValue()).toContain("Hello");
    await expect.poll(() => reply.inputValue()).not.toContain("looking into it");
    await page.keyboard.press("e");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect.poll(() => reply.inputValue()).toContain("looking into it");
    await closePage(opened);
  });

  it("copies without the clipboard where a page from disk may not use it", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("customer-daily-limit"));
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.getByRole("button", { name: "Copy reply" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await closePage(opened);
  });

  it("records an outcome, saves it on request, and does not propose again what was tried", async () => {
    const opened = await openPage();
    const { page } = opened;
    await paste(page, example("debited-not-completed"));
    await page.getByRole("tab", { name: "Escalate" }).click();
    await unfold(page, ".send details");
    await page.getByRole("button", { name: "Record the outcome" }).click();
    await expect.poll(() => page.locator(".outcome .bad").textContent()).toBe("Enter the ticket number");
    await page.getByLabel("Ticket number").fill("T-100");
    await page.getByLabel("Result", { exact: true }).selectOption("not_solved");
    await page.locator(".checks input").first().check();
    await page.getByRole("button", { name: "Record the outcome" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".outcome").getByRole("button", { name: "Save as a file" }).click(),
    ]);
    const record = JSON.parse(await readFile(await download.path(), "utf8")) as { ticket: string; history: unknown[] };
    expect(record.ticket).toBe("T-100");
    expect(record.history.length).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Diagnose again with what was tried" }).click();
    await expect.poll(() => page.locator(".chip").textContent()).toContain("T-100");
    const stored = await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie");
    expect(String(stored)).not.toContain("T-100");
    await closePage(opened);
  });

  it("puts the redacted transaction into a link on request, and opens it again", async () => {
    const opened = await openPage(withClipboard);
    await paste(opened.page, secretive);
    await expect.poll(() => opened.page.evaluate("location.hash")).toBe("");
    const link = await copied(opened, "Copy link");
    expect(link).toContain("#t=");
    const summary = await opened.page.locator("#verdict-title").textContent();
    const again = await openPage({}, link.slice(link.indexOf("#")));
    await expect.poll(() => again.page.locator("#verdict-title").textContent()).toBe(summary);
    await again.page.locator(".edit").click();
    expect((await again.page.locator("#paste").inputValue()).replace(/\D/g, "")).not.toContain("4242424242424242");
    await closePage(again);
    await closePage(opened);
  });
});
