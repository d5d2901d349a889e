import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { contextJsonSchema, explain, packetJsonSchema } from "../../src/api/index.js";
import { widthOf } from "../../src/cli/layout.js";
import { shippedRules } from "../../src/cli/rules/folder.js";
import { ownGateway } from "../support/gateway.js";
import { diagnosed, fileWith, folderWith, ownCause, short, txwhy } from "./helpers.js";

describe("explain", () => {
  it("says what a cause means and what helps, naming facts where a diagnosis has numbers", async () => {
    const { code, out } = await txwhy(["explain", "fee.exceeds_balance"]);
    expect(code).toBe(0);
    expect(out).toContain("The balance does not cover the fee");
    expect(out).toContain("‹Total debit›");
    expect(out).toContain("1. ");
  });

  it.each(["en", "zh-CN", "id"])(
    "knows every cause in %s, within 80 columns and without a bare placeholder",
    async (locale) => {
      const codes = [
        "balance.cap_exceeded",
        "limit.daily",
        "risk.suspected_fraud",
        "authentication.password_locked",
        "fee.exceeds_limit",
      ];
      for (const code of codes) {
        const { out } = await txwhy(["explain", code, "--locale", locale]);
        expect(Math.max(...out.split("\n").map(widthOf))).toBeLessThanOrEqual(80);
        expect(out).not.toMatch(/[{}]|param_|explain_/);
        expect(out).toContain(explain(code, { locale })?.title);
      }
    },
  );

  it("gives the library's answer with --json", async () => {
    expect(JSON.parse((await txwhy(["explain", "limit.daily", "--json"])).out)).toEqual(explain("limit.daily"));
  });

  it("takes a misspelt code for what it was meant to be", async () => {
    const { code, err } = await txwhy(["explain", "balance.insuficient"]);
    expect([code, err]).toEqual([
      2,
      'txwhy: no cause and no provider\'s code is called "balance.insuficient"; did you mean balance.insufficient?\n',
    ]);
  });

  it("lists all causes by group with their titles where none is named", async () => {
    const { code, out } = await txwhy(["explain"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^risk\n {2}risk\.abnormal_activity +Activity/);
    expect(out).toMatch(/\nfee\n {2}fee\.consumes_amount +\S/);
    expect(Math.max(...out.split("\n").map(widthOf))).toBeLessThanOrEqual(80);
    expect((await txwhy(["explain"], { env: { LANG: "id_ID.UTF-8" } })).out).toContain("Biaya");
    const listed = JSON.parse((await txwhy(["explain", "--json"])).out) as { code: string; title: string }[];
    expect(listed.map((one) => one.code)).toContain("limit.daily");
  });

  it("finds a provider's code in every table, in any case", async () => {
    const { code, out } = await txwhy(["explain", "Insufficient_Funds"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Insufficient_Funds is in \d+ tables: balance\.insufficient \d+/);
    for (const name of ["Stripe", "Square", "Mollie"]) expect(out).toContain(`${name} · `);
    expect(out).toMatch(
      /Cause {3}balance\.insufficient \(certain\)\n {2}Retry {3}\S[^\n]*\n {2}Party {3}customer\n {2}Source {2}/,
    );
    expect((await txwhy(["codes", "Insufficient_Funds"])).out).toBe(out);
    const rows = JSON.parse((await txwhy(["explain", "insufficient_funds", "--json"])).out) as object[];
    expect(rows[0]).toMatchObject({ provider: expect.any(String), meaning: expect.any(String), party: "merchant" });
  });
});

describe("codes", () => {
  it("lists the tables, a table, and one code in every scheme that has it", async () => {
    expect((await txwhy(["codes"])).out).toMatch(/^PROVIDER +CODES +NEWEST SOURCE +NAME\n/);
    expect((await txwhy(["codes"])).out).toMatch(/^stripe +\d+ +2\d{3}-\d\d-\d\d +Stripe$/m);
    const table = (await txwhy(["codes", "Stripe", "--no-color"], { columns: 200 })).out;
    expect(Math.max(...table.split("\n").map(widthOf))).toBeLessThanOrEqual(120);
    const narrow = (await txwhy(["codes", "Stripe", "--no-color"])).out;
    expect(Math.max(...narrow.split("\n").map(widthOf))).toBeLessThanOrEqual(80);
    expect(narrow).toMatch(/^revocation_of_all_authorizations {2}.+\n {4}issuer\.revoked/m);
    expect(table).toMatch(/^CODE +CAUSE +RETRY +MEANING$/m);
    expect(table).toMatch(/^insufficient_funds +balance\.insufficient +after the remedy +not enough/m);
    expect(table).toMatch(/^call_issuer +issuer\.declined \(likely\) +not known +/m);
    expect(table).not.toMatch(/after_remedy|check_status_first/);
    const { out } = await txwhy(["codes", "stripe", "INSUFFICIENT_FUNDS"]);
    expect(out).toContain("https://docs.stripe.com/declines/codes");
    expect(out).not.toContain("lost_card");
  });

  it("gives rows with their sources as JSON", async () => {
    const rows = JSON.parse((await txwhy(["codes", "stripe", "lost_card", "--json"])).out) as unknown[];
    expect(rows[0]).toMatchObject({
      code: "lost_card",
      cause: "instrument.lost_or_stolen",
      source: { url: expect.stringContaining("https://") },
    });
  });

  it("lists the sources that are older than so many days, the oldest first", async () => {
    const now = ["--now", "2026-11-28T00:00:00Z"];
    const read = async (words: string[]) =>
      JSON.parse((await txwhy(["codes", ...words, ...now, "--json"])).out) as { provider: string; days: number }[];
    const old = await read(["--stale", "180"]);
    expect(old.length).toBeGreaterThan(0);
    expect(old.every(({ days }) => days > 180)).toBe(true);
    expect(old.map(({ days }) => days)).toEqual(old.map(({ days }) => days).sort((a, b) => b - a));
    expect(await read(["stellar", "--stale", "180"])).toMatchObject([{ source: "xdr", date: "2024-03-20", days: 983 }]);
    expect((await txwhy(["codes", "stellar", "--stale", "180", ...now])).out).toMatch(
      /^2024-03-20 +stellar Stellar: .* days/,
    );
    expect((await txwhy(["codes", "stellar", "--stale", "9999", ...now])).out).toBe("no source is older\n");
    expect((await txwhy(["codes", "--stale", "soon"])).err).toContain("Write a number of days");
    expect((await txwhy(["codes", "stripe", "lost_card", "--stale", "1"])).code).toBe(2);
  });

  it("speaks the language asked for, or that of the environment, and says that meanings are in English", async () => {
    const inLanguage = async (locale: string, words: string[], columns = 120): Promise<string> =>
      (await txwhy([...words, "--locale", locale, "--no-color"], { columns })).out;
    for (const command of ["codes", "explain"]) {
      const zh = await inLanguage("zh-CN", [command, "insufficient_funds"]);
      expect(zh).toMatch(/^\d+ 张代码表中有 insufficient_funds：balance\.insufficient \d+、/);
      expect(zh).toMatch(/\n {2}英文说明：[^\n]+\n {2}原因 {6}balance\.insufficient 余额不足（确定）\n {2}重试 /);
      expect(zh).not.toMatch(/Cause|Retry|Party|Source|not known|after the remedy|certain/);
      const id = await inLanguage("id", [command, "insufficient_funds"]);
      expect(id).toMatch(/^insufficient_funds ada di \d+ tabel: /);
      expect(id).toMatch(/\n {2}keterangan Inggris: [^\n]+\n {2}Penyebab {3}balance\.insufficient Saldo tidak cukup /);
    }
    expect(await inLanguage("zh-CN", ["codes"])).toMatch(/^服务商 +代码数 +最新来源 +名称\n/);
    expect(await inLanguage("id", ["codes", "stripe"])).toMatch(/\nKODE +PENYEBAB +COBA LAGI +KETERANGAN INGGRIS\n/);
    expect(await inLanguage("zh-CN", ["codes", "stripe"], 80)).toMatch(/^stripe\.decline_code（英文说明）\n/);
    expect((await txwhy(["codes"], { env: { LANG: "id_ID.UTF-8" } })).out).toMatch(/^PENYEDIA +/);
    expect((await txwhy(["codes", "--locale", "xx"])).err).toContain("--locale xx: not available");
  });

  it("says a wait in words", async () => {
    const { out } = await txwhy(["codes", "mastercard.mac", "24"]);
    expect(`${out}${(await txwhy(["codes", "mastercard", "24"])).out}`).toMatch(/Retry +later, after 1 hour\n/);
    expect((await txwhy(["codes", "mastercard", "24", "--locale", "zh-CN"])).out).toMatch(/重试 +稍后，间隔 1小时\n/);
  });

  it("refuses a provider or code there is not, with what was meant", async () => {
    expect((await txwhy(["codes", "strip"])).err).toContain("did you mean stripe?");
    expect((await txwhy(["codes", "insuficient_funds"])).err).toContain("did you mean insufficient_funds?");
    const { code, err } = await txwhy(["codes", "stripe", "insuficient_funds"]);
    expect(code).toBe(2);
    expect(err).toContain("did you mean insufficient_funds?");
  });
});

describe("redact", () => {
  it("takes out what must not leave and keeps every other character", async () => {
    const { out } = await txwhy(["redact"], { stdin: "Kartu 4111 1111 1111 1111,\n\tjumlah 1500000.10\n" });
    expect(out).toBe("Kartu <CARD_1 …1111>,\n\tjumlah 1500000.10\n");
  });

  it("leaves JSON JSON, and numbers their digits", async () => {
    const { out } = await txwhy(["redact", fileWith('{"n": 4111111111111111, "amount": 1500000.10, "cvv": "123"}')]);
    expect(JSON.parse(out)).toMatchObject({ n: "<CARD_1 …1111>" });
    expect(out).toContain("1500000.10");
    expect(out).not.toContain("123");
  });

  it("shows control characters, but reads the line ends of Windows as line ends", async () => {
    expect((await txwhy(["redact"], { stdin: "a\r\nb\u001b[31m\u202e" })).out).toBe("a\nb\\u001b[31m\\u202e");
  });
});

describe("schema", () => {
  it("is that of the context, unless another one is asked for", async () => {
    expect(JSON.parse((await txwhy(["schema"])).out)).toEqual(contextJsonSchema());
    expect(JSON.parse((await txwhy(["schema", "packet"])).out)).toEqual(packetJsonSchema());
    expect(JSON.parse((await txwhy(["schema", "assessment"])).out).title).toBe("Assessment");
    expect((await txwhy(["schema", "rule"])).out).toContain("transaction.takesMoneyOut");
    expect((await txwhy(["schema", "rules"])).err).toContain("did you mean rule?");
  });
});

describe("--rules", () => {
  const closed = { ...short, fees: [], extensions: { shopOpen: false } };

  it("lays one's own rules over the shipped ones", async () => {
    const ran = await diagnosed(closed, ["--rules", folderWith({ "merchant/closed.json": ownCause() })]);
    expect(ran.out).toMatch(/● The shop is closed\n {2}\S.* · certain · merchant\.closed\n/);
    expect(
      (await txwhy(["explain", "merchant.closed", "--rules", folderWith({ "merchant/closed.json": ownCause() })])).code,
    ).toBe(0);
  });

  it("reads a payload of one's own gateway by the shapes of one's own table", async () => {
    const folder = folderWith({ "codes/acme.json": JSON.stringify(ownGateway) });
    const ran = await diagnosed('{"charge_no": "c-1", "why": "Q7"}', ["--rules", folder]);
    expect(ran.out).toContain("Acme Pay");
    expect(ran.out).toContain("instrument.expired");
  });

  it("refuses broken rules with file, place and reason, before anything is diagnosed", async () => {
    const folder = folderWith({ "merchant/closed.json": ownCause({ extra: 1 }), "merchant/other.json": "{" });
    const ran = await diagnosed(closed, ["--rules", folder]);
    expect([ran.code, ran.out]).toEqual([65, ""]);
    expect(ran.err).toContain("merchant/closed.json /extra: unknown key; remove it");
    expect(ran.err).toContain("merchant/other.json (top): not JSON");
  });

  it("refuses a folder there is not, and mentions one without rules", async () => {
    expect((await diagnosed(short, ["--rules", "no-such-folder"])).code).toBe(2);
    const ran = await diagnosed(short, ["--rules", folderWith({})]);
    expect([ran.code, ran.err.includes("no rule files")]).toEqual([0, true]);
  });
});

describe("rules check and rules test, of one's own", () => {
  it("find nothing in sound rules", async () => {
    const folder = folderWith({ "merchant/closed.json": ownCause() });
    expect((await txwhy(["rules", "check", folder])).out).toBe("1 cause: no faults\n");
    expect((await txwhy(["rules", "test", folder])).out).toBe("3 cases passed, 0 failures\n");
  });

  it("name each fault, and each case that comes out otherwise", async () => {
    const faulty = await txwhy(["rules", "check", folderWith({ "merchant/shut.json": ownCause() })]);
    expect([faulty.code, faulty.out]).toEqual([
      65,
      "merchant/shut.json /code: the file of merchant.closed is merchant/closed.json\n1 fault\n",
    ]);
    const cases = [{ name: "open", given: { extensions: { shopOpen: true } }, expect: "match" }];
    const ran = await txwhy(["rules", "test", folderWith({ "merchant/closed.json": ownCause({ cases }) })]);
    expect(ran.code).toBe(65);
    expect(ran.out).toContain('merchant.closed: "open": expected match, found no_match');
  });

  it("need to be told what to do, and where", async () => {
    expect((await txwhy(["rules"])).code).toBe(2);
    expect((await txwhy(["rules", "chekc"])).err).toContain("did you mean check?");
    expect((await txwhy(["rules", "check", "no-such-folder"])).err).toContain("no such folder");
    expect((await txwhy(["rules", "check", folderWith({})])).code).toBe(2);
  });
});

describe("rules check and rules test, of a whole folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-rules-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the check says once a file of a copy of the shipped rules is changed. */
  async function changed(path: string, change: (text: string) => string): Promise<string> {
    cpSync(shippedRules(), folder, { recursive: true });
    const file = join(folder, path);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(file, after);
    const ran = await txwhy(["rules", "check", folder]);
    expect(ran.code).toBe(65);
    return ran.out;
  }

  it("find nothing in the shipped rules, from wherever the program was bundled to", async () => {
    expect(shippedRules(fileURLToPath(new URL("../../dist/cli.js", import.meta.url)))).toBe(shippedRules());
    expect((await txwhy(["rules", "check"])).out).toMatch(
      /^\d+ causes, [1-9]\d* code tables, 3 languages, 2 profiles: no faults\n$/,
    );
    const { code, out } = await txwhy(["rules", "test"]);
    expect(out).toMatch(/^\d{3,} cases passed, 0 failures\n$/);
    expect(code).toBe(0);
  });

  it("find a phrase that a language lacks, and one with other placeholders", async () => {
    const path = "locales/id/words.json";
    expect(await changed(path, (text) => text.replace(/"retry_after_remedy":[^\n]*\n/, ""))).toContain(
      `${path} /shell/retry_after_remedy: missing in this language`,
    );
    expect(await changed(path, (text) => text.replace(/("upto":[^\n]*)\{amount\}/, "$1{sum}"))).toContain(
      `${path} /terminal/upto: English has {amount}, here {sum}`,
    );
  });

  it("find a code that means no cause, and one that is there twice", async () => {
    const path = "codes/visa.json";
    expect(await changed(path, (text) => text.replace('"issuer.declined"', '"issuer.declines"'))).toContain(
      `${path} /schemes/visa.de39/codes/1/cause: no cause is called "issuer.declines"`,
    );
    expect(await changed(path, (text) => text.replace('"code": "01"', '"code": "00"'))).toContain(
      `${path} /schemes/visa.de39/codes/1/code: "00" is in this scheme twice`,
    );
  });

  it("find a cause that a language lacks", async () => {
    const path = "locales/zh-CN/chain.json";
    const out = await changed(path, (text) => {
      const { "chain.reverted": _, ...others } = JSON.parse(text) as Record<string, unknown>;
      return JSON.stringify(others);
    });
    expect(out).toContain(`${path} /chain.reverted: the cause has no words in this language`);
  });

  it("find a provider's row that names no cause, or a source that is not listed", async () => {
    const path = "codes/midtrans.json";
    const first = (change: Record<string, string>) => (text: string) => {
      const table = JSON.parse(text) as { schemes: Record<string, { codes: Record<string, unknown>[] }> };
      Object.assign(Object.values(table.schemes)[0]?.codes[0] as object, change);
      return JSON.stringify(table);
    };
    expect(await changed(path, first({ cause: "balance.gone" }))).toContain('no cause is called "balance.gone"');
    expect(await changed(path, first({ source: "hearsay" }))).toContain('no source is called "hearsay"');
  });
});
