import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, ownCause, txwhy } from "../helpers.js";

const committed = "docs/causes";
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

/** The pages of a folder of one's own rules. */
async function pagesOf(files: Record<string, string>): Promise<Record<string, string>> {
  const out = join(folderWith({}), "pages");
  const ran = await txwhy(["rules", "docs", "--rules", folderWith(files), "--out", out]);
  expect(ran).toMatchObject({ code: 0, err: "" });
  return filesIn(out);
}

/** A page without its code, where signs mean nothing. */
const prose = (page: string): string =>
  page
    .replace(/^(`{3,})json\n[\s\S]*?\n\1$/gm, "")
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "")
    .replace(/\\[^\n]/g, "");

describe("the pages of the shipped causes", () => {
  it("are the ones that the rules make now", async () => {
    const out = join(folderWith({}), "pages");
    expect((await txwhy(["rules", "docs", "--out", out])).code).toBe(0);
    const [made, kept] = [filesIn(out), filesIn(committed)];
    expect(Object.keys(kept), "npm run docs makes them anew").toEqual(Object.keys(made));
    for (const [name, page] of Object.entries(made)) expect(kept[name], `npm run docs makes ${name} anew`).toBe(page);
  });

  it("link only pages and headings that are there", () => {
    const pages = filesIn(committed);
    const links = Object.entries(pages).flatMap(([name, page]) =>
      [...page.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, file, anchor]) => ({ name, file, anchor })),
    );
    expect(links.length).toBeGreaterThan(150);
    for (const { name, file, anchor } of links) {
      expect(Object.keys(pages), `${name} links ${file}`).toContain(file);
      if (anchor !== undefined) expect(pages[file as string]).toContain(`\n## ${anchor}\n`);
    }
  });

  it("show the sum, the condition, each remedy's outcome, the codes with their source, and three languages", () => {
    const page = readFileSync(`${committed}/fee.exceeds_balance.md`, "utf8");
    for (const part of [
      "$100.00 + $0.50 fee = $100.50, but only $100.00 is available: short $0.50.",
      "- Total debit (`total.debit`) is more than Usable balance (`balance.usable`)",
      '{"fact": "total.debit", "operator": "greaterThan", "value": {"fact": "balance.usable"}}',
      "Worked: “Pay $99.50”, clears everything, as `/transaction/amount` becomes `99.50`.",
      "| ISO 8583 response code, `iso8583.de39` | certain | `T9` |",
      "Replaces [`balance.insufficient`](balance.insufficient.md).",
      "| Chinese | 余额不够付手续费 | 含手续费 US$0.50 共需 US$100.50（金额 US$100.00），可用余额只有 US$100.00，还差 US$0.50。 | 通过 Bank card 充值 US$1.00; 付款金额改为 US$99.50 |",
      "| Indonesian | Saldo tidak cukup untuk biayanya | Totalnya US$100,50 (nominal US$100,00 + biaya US$0,50), sedangkan saldo tersedia US$100,00, jadi kurang US$0,50. | Isi saldo US$1,00 lewat Bank card; Bayar US$99,50 |",
      "| covers it to the cent | `balance: {available: 100.50}` | does not apply |",
    ])
      expect(page).toContain(part);
  });

  it("hold no HTML", () => {
    for (const [name, page] of Object.entries(filesIn(committed))) expect(prose(page), name).not.toMatch(/<[a-z!/]/i);
  });
});

describe("rules docs, of one's own rules", () => {
  it("write a page for each of them and a list", async () => {
    const pages = await pagesOf({ "merchant/closed.json": ownCause({ replaces: ["merchant.misconfigured"] }) });
    expect(Object.keys(pages)).toEqual(["README.md", "merchant.closed.md"]);
    const page = pages["merchant.closed.md"] as string;
    expect(page).toContain("# The shop is closed\n");
    expect(page, "a shipped cause has no page here").toContain("Replaces `merchant.misconfigured`.");
    expect(page).toContain("| closed | `extensions: {shopOpen: false}` | applies |");
    expect(pages["README.md"]).toContain("[`merchant.closed`](merchant.closed.md)");
  });

  it("let no text bring HTML, a link, a table cell or an end of a code block of its own", async () => {
    const hostile =
      "<img src=x onerror=alert(1)> [click](javascript:alert(1)) | ``` ![x](http://evil.example/x) `</script>";
    const cases = [{ name: hostile, given: { extensions: { shopOpen: false, "a|b`": hostile } }, expect: "match" }];
    const rules = [
      {
        name: "shop_closed",
        certainty: "certain",
        when: { all: [{ fact: "extensions.shop", operator: "equal", value: `\`\`\`\n${hostile}` }] },
        evidence: ["extensions.shop"],
      },
    ];
    const change = { cases, rules, since: hostile, text: { title: hostile, explanation: hostile } };
    const pages = await pagesOf({ "merchant/closed.json": ownCause(change) });
    for (const page of Object.values(pages)) {
      expect(prose(page)).not.toMatch(/<[a-z!/]/i);
      expect(prose(page)).not.toMatch(/\]\((?!README|merchant)/);
      expect(prose(page)).not.toContain("://");
      for (const row of page.split("\n").filter((line) => line.startsWith("| "))) {
        expect([3, 4, 5]).toContain(row.match(/(?<!\\)\|/g)?.length);
      }
    }
  });

  it("take away the page of a cause that is gone, and nothing else", async () => {
    const out = folderWith({ "notes.md": "# Notes\n\nmine\n" });
    const before = folderWith({
      "merchant/closed.json": ownCause(),
      "merchant/away.json": ownCause({ code: "merchant.away" }),
    });
    await txwhy(["rules", "docs", "--rules", before, "--out", out]);
    expect(Object.keys(filesIn(out))).toContain("merchant.away.md");
    await txwhy(["rules", "docs", "--rules", folderWith({ "merchant/closed.json": ownCause() }), "--out", out]);
    expect(Object.keys(filesIn(out))).toEqual(["README.md", "merchant.closed.md", "notes.md"]);
  });

  it("write nothing from broken rules, nor where nothing can be written", async () => {
    const out = join(folderWith({}), "pages");
    const broken = await txwhy(["rules", "docs", "--rules", folderWith({ "merchant/closed.json": "{" }), "--out", out]);
    expect([broken.code, broken.err.includes("merchant/closed.json (top): not JSON")]).toEqual([65, true]);
    expect(() => readdirSync(out)).toThrow();
    writeFileSync(out, "");
    const ran = await txwhy([
      "rules",
      "docs",
      "--rules",
      folderWith({ "merchant/closed.json": ownCause() }),
      "--out",
      out,
    ]);
    expect([ran.code, ran.err.includes("cannot be written")]).toEqual([2, true]);
    expect((await txwhy(["rules", "check", "--out", out])).err).toContain("--out does not go with rules check");
  });
});
