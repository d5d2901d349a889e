import { describe, expect, it } from "vitest";
import { widthOf, wrapped } from "../../src/cli/layout.js";
import { diagnosed, fileWith, overDaily, short, succeeded, unanswered } from "./helpers.js";

const several = {
  transaction: { amount: "15000000", currency: "IDR", at: "2026-11-22T09:00:00+07:00" },
  balance: { available: "2500000" },
  fees: [{ flat: "2500" }],
  limits: [{ window: "daily", max: "10000000", used: "4000000", timeZone: "Asia/Jakarta" }],
  account: { verification: "basic", requiredVerification: "full" },
  fundingSources: [{ kind: "bank_card", label: "很长的银行卡名称 dengan nama yang panjang sekali ".repeat(3) }],
};
const stolen = { ...short, account: { unrecognisedActivity: true } };
const conflict = {
  transaction: { amount: "50", currency: "EUR" },
  balance: { available: "100" },
  fees: [],
  instrument: { kind: "wallet" },
  failure: { provider: "stripe", code: "insufficient_funds" },
};
const everything = { short, several, unanswered, stolen, overDaily, conflict, succeeded, nothing: {} };

describe("the page", () => {
  it.each(["en", "zh-CN", "id"])("fits 80 columns in %s, whatever is said", async (locale) => {
    for (const context of Object.values(everything)) {
      for (const args of [[], ["--preflight"]]) {
        const { out } = await diagnosed(context, ["--locale", locale, ...args]);
        expect(Math.max(...out.split("\n").map(widthOf))).toBeLessThanOrEqual(80);
        expect(out).not.toMatch(/\{[a-z_.]+\}|heading_|verdict_|undefined|\[object/);
        expect(out).not.toMatch(/\n\n\n|[ \t]\n|\n\n$/);
      }
    }
  });

  it("is as wide as the terminal, and at most 100 columns", async () => {
    const widest = async (columns: number): Promise<number> => {
      const { out } = await diagnosed(several, ["--no-color"], { columns });
      return Math.max(...out.split("\n").map(widthOf));
    };
    expect(await widest(60)).toBeLessThanOrEqual(60);
    expect(await widest(200)).toBeGreaterThan(80);
    expect(await widest(200)).toBeLessThanOrEqual(100);
  });

  it("says what was read, the cause with its number, why, what helps, and last what to do first, in this order", async () => {
    const { out } = await diagnosed(several, ["--questions"]);
    const plain = out.replace(/\u00a0/g, " ").replace(/\s+/g, " ");
    const order = [
      "IDR 15,000,000 · payment · Nov 22, 2026, 09:00 WIB · failed ●",
      "The customer can solve this · certain · account.unverified",
      "Do Complete the identity check — days · then still: Balance too low",
      "1. Open the identity check",
      "2. Balance too low · certain · balance.insufficient",
      "= IDR 15,002,500",
      "Plan 1. Complete the identity check 2.",
      "Most that can be paid now up to IDR 2,497,500",
      "Try again after the remedy",
    ].map((text) => plain.indexOf(text));
    expect(order).not.toContain(-1);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(plain.startsWith("IDR 15,000,000")).toBe(true);
    expect(out.trimEnd().split("\n").at(-1)).toBe("Do first: Complete the identity check");
  });

  it("begins with the amount, provider, kind, instrument, time, reference and status that were read", async () => {
    const context = {
      transaction: {
        amount: "50",
        currency: "EUR",
        at: "2026-11-22T09:00:00+01:00",
        reference: "r-7",
        kind: "transfer",
      },
      instrument: { kind: "card", brand: "visa" },
      failure: { provider: "stripe", code: "insufficient_funds", message: "Your card has insufficient funds." },
    };
    const { out } = await diagnosed(context, ["--no-color"], { columns: 100 });
    expect(out.split("\n")[0]).toBe(
      "€50.00 · Stripe · transfer · Visa card · Nov 22, 2026, 09:00 CET · ref. r-7 · failed",
    );
    expect(out).toContain("Stripe: “Your card has insufficient funds.”");
    const chinese = (await diagnosed(context, ["--locale", "zh-CN"])).out;
    expect(chinese).toContain("Stripe：“Your card has insufficient funds.”");
    const customer = (await diagnosed(context, ["--audience", "customer"])).out;
    expect(customer).not.toMatch(/stripe|insufficient_funds/i);
  });

  it("says of a code that names no cause what its table says", async () => {
    const failure = { provider: "midtrans", codes: [{ scheme: "midtrans.status_code", code: "202" }], code: "201" };
    const { out } = await diagnosed({ failure });
    expect(out).toMatch(/Midtrans and GoPay: 202 — payment denied or expired/);
    expect(out.match(/201/g)).toHaveLength(1);
  });

  it("has a heading of one line where no cause is known, and below it what is", async () => {
    const failure = { provider: "stripe", code: "ZZ-9999" };
    const begun = (out: string): string[] => out.split("\n").slice(2, 5);
    expect(begun((await diagnosed({ failure })).out)).toEqual([
      "● Cause not known (Stripe: ZZ-9999)",
      "  Needs escalation",
      "  What is given does not explain the failure. Ask for the missing facts, or",
    ]);
    expect(begun((await diagnosed({ failure: { code: "ZZ-9999" } }, ["--locale", "zh-CN"])).out)).toEqual([
      "● 原因未明（ZZ-9999）",
      "  需要升级处理",
      "  现有信息尚不足以解释这次失败。请补充缺少的信息，或升级处理。",
    ]);
    const message = { failure: { message: "Oops, something happened" } };
    for (const [locale, heading] of [
      ["en", "● Cause not known"],
      ["id", "● Penyebab belum diketahui"],
    ] as const)
      expect(begun((await diagnosed(message, ["--locale", locale])).out)[0]).toBe(heading);
    expect(begun((await diagnosed({ failure }, ["--audience", "customer"])).out)[0]).toBe("● Cause not known");
  });

  it("says that the meaning of a code is in English, or gives the title of its cause", async () => {
    const failure = { provider: "midtrans", codes: [{ scheme: "midtrans.status_code", code: "202" }], code: "201" };
    expect((await diagnosed({ failure }, ["--locale", "zh-CN"])).out).toContain("202 — 英文说明：payment denied");
    expect((await diagnosed({ failure }, ["--locale", "id"])).out).toContain(
      "202 — keterangan Inggris: payment denied",
    );
    const own = {
      provider: "stripe",
      codes: [{ scheme: "stripe.decline_code", code: "lost_card" }],
      code: "expired_card",
    };
    const { out } = await diagnosed({ failure: own }, ["--locale", "zh-CN"]);
    expect(out.replace(/\s+/g, "")).toMatch(/expired_card—[^A-Za-z]*过期/);
    expect(out).not.toContain("英文说明");
  });

  it("says who has to act where it is not the customer", async () => {
    const card = { instrument: { kind: "credit_card", status: "stolen" } };
    expect((await diagnosed(card)).out).toContain("  The bank has to act · certain · instrument.lost_or_stolen");
    expect((await diagnosed(card, ["--locale", "zh-CN"])).out).toContain("需由银行处理 · ");
    expect((await diagnosed({ instrument: { kind: "credit_card", status: "expired" } })).out).toContain(
      "The customer can solve this · ",
    );
  });

  it("has the brackets of the language", async () => {
    const out = async (locale: string): Promise<string> =>
      (await diagnosed(stolen, ["--profile", "gopay", "--locale", locale])).out;
    expect(await out("zh-CN")).toMatch(/电话（服务中）/);
    expect(await out("id")).toContain("telepon (sedang buka)");
  });

  it("says the sum of a single cause once", async () => {
    const { out } = await diagnosed(short);
    expect(out.match(/= \$100\.50/g)).toHaveLength(1);
  });

  it("puts waiting first where waiting is the answer", async () => {
    expect((await diagnosed(overDaily)).out).toMatch(
      / {2}Do {2}Wait until [\s\S]*\nDo first: Wait until Nov 23, 2026, 00:00 CET\n$/,
    );
  });

  it("names who has to act where it is not the customer, and what cannot be checked", async () => {
    const { out } = await diagnosed(unanswered);
    expect(out.replace(/\s+/g, " ")).toContain("Ask support for the outcome — hours · support · not checked");
  });

  it("says when it may be tried again, and the largest amount only where one may be tried", async () => {
    expect((await diagnosed(overDaily)).out).toContain("not before Nov 23, 2026, 00:00 CET");
    expect((await diagnosed(overDaily)).out).toMatch(/Most that can be paid now +up to €20\.00/);
    const unsafe = (await diagnosed(stolen)).out;
    expect(unsafe).toMatch(/Try again +never/);
    expect(unsafe).not.toMatch(/up to/);
  });

  it("counts the questions, and lists them where it is asked to or where no cause is known", async () => {
    const counted = (await diagnosed(unanswered)).out;
    expect(counted).toMatch(/Ask +\d open; --questions lists them\n/);
    expect(counted).not.toMatch(/\?\n/);
    const listed = (await diagnosed(unanswered, ["--questions"])).out;
    expect(listed.match(/\?/g)?.length).toBeGreaterThan(0);
    expect(listed).not.toContain("--questions");
    const unknown = (await diagnosed({})).out;
    expect(unknown).toMatch(/Ask +[^?]+\?\n/);
    expect(unknown).toMatch(/\nAsk: [^?]+\?\n$/);
  });

  it("says whom to reach and how urgently under the heading, before any other cause", async () => {
    const { out } = await diagnosed(stolen);
    expect(out.indexOf("Escalate to")).toBeGreaterThan(out.indexOf("risk.abnormal_activity"));
    expect(out.indexOf("Have ready")).toBeLessThan(out.indexOf("  2. "));
    expect(out.trimEnd().split("\n").at(-1)).toBe("Do first: Secure the account now");
  });

  it("says no sentence more than twice", async () => {
    for (const context of Object.values(everything)) {
      const { out } = await diagnosed(context, ["--questions"]);
      const titles = [...out.matchAll(/(?:Do|Or|first:) {1,2}([^—\n]+?)(?: —|\n)/g)].map(([, title]) => title);
      for (const title of titles) expect(out.split(title as string).length - 1).toBeLessThanOrEqual(3);
    }
  });

  it("hands over with channel, why, priority, and what is missing and there", async () => {
    const { out } = await diagnosed(stolen, ["--profile", "gopay"]);
    expect(out).toMatch(/Escalate to +phone \(open now\) — Urgent matters/);
    expect(out).toMatch(/Priority +urgent — only a person can settle it/);
    expect(out).toMatch(/Have ready +missing: Account details/);
    expect(out).toMatch(/there: Amount and currency/);
  });

  it("shows contradictions", async () => {
    expect((await diagnosed(conflict)).out).toMatch(/Contradictions +The code insufficient_funds/);
  });

  it("tells an agent what is not for the customer, and the customer nothing of it", async () => {
    const fraud = { ...short, failure: { provider: "stripe", code: "fraudulent" } };
    expect((await diagnosed(fraud)).out).toContain("For agents only");
    const customer = (await diagnosed(fraud, ["--audience", "customer"])).out;
    expect(customer).not.toContain("For agents only");
    expect(customer).not.toMatch(/suspects fraud/i);
  });

  it("tells what is good to know though it stops nothing, and what would help", async () => {
    const insecure = { ...overDaily, network: { connection: "public_wifi" } };
    expect((await diagnosed(insecure)).out).toMatch(
      /Good to know +This connection is public[^$]*\. Use a\s+safe network/,
    );
    expect((await diagnosed(insecure, ["--locale", "zh-CN"])).out).toMatch(/提示 +[^。]+。[^。]+。/);
  });

  it("speaks an agent's language: that asked for, else that of the environment, else English", async () => {
    const customer = { ...short, customer: { locale: "id" } };
    const said = async (args: string[], env: Record<string, string>): Promise<string> =>
      (await diagnosed(customer, args, { env })).out;
    const [english, chinese, indonesian] = ["The customer can solve this", "客户可自行解决", "Pelanggan dapat"];
    expect(await said([], {})).toContain(english);
    expect(await said([], { LANG: "en_US.UTF-8" })).toContain(english);
    expect(await said([], { LANG: "zh_CN.UTF-8" })).toContain(chinese);
    expect(await said([], { LC_MESSAGES: "id_ID.UTF-8", LANG: "zh_CN.UTF-8" })).toContain(indonesian);
    expect(await said([], { LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" })).toContain(english);
    expect(await said([], { LC_ALL: "", LANG: "de_DE.UTF-8" })).toContain(english);
    expect(await said(["--locale", "zh-TW"], { LANG: "id_ID.UTF-8" })).toContain(chinese);
    expect(await said(["--preflight"], { LANG: "id_ID.UTF-8" })).not.toContain("Would pass");
  });

  it("speaks the customer's language to the customer alone", async () => {
    const customer = { ...short, customer: { locale: "id" } };
    const env = { LANG: "zh_CN.UTF-8" };
    expect((await diagnosed(customer, ["--audience", "customer"], { env })).out).toContain("Saldo tidak cukup");
    expect((await diagnosed(customer, ["--reply"], { env })).out).toContain("Halo");
    expect((await diagnosed(customer, ["--reply", "--locale", "en"], { env })).out).toContain("Hello");
  });

  it("says once which languages there are where another is asked for", async () => {
    const ran = await diagnosed([short, short], ["--locale", "xx"]);
    expect(ran.out).toContain("The customer can solve this");
    expect(ran.err).toBe("txwhy: --locale xx: not available (en, id, zh-CN); answering in English\n");
  });

  it("names the channels of the profile asked for, which may be a file of one's own", async () => {
    const source = { title: "Own", date: "2026-11-22" };
    const channels = [{ kind: "email", address: "help@shop.example", hours: "always" }];
    const file = fileWith(JSON.stringify({ id: "own", name: "Own", channels, source }), "own.json");
    expect((await diagnosed(unanswered, ["--profile", file])).out).toMatch(/Escalate to +email \(.*open now\)/);
    for (const text of ["{", "{}"]) {
      const ran = await diagnosed(unanswered, ["--profile", fileWith(text, "own.json")]);
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(ran.err).toContain("profile");
    }
  });

  it("ends with the answer where nothing failed", async () => {
    expect((await diagnosed(succeeded)).out).toBe(
      "€50.00 · payment · succeeded\n\n● This payment went through; nothing failed.\n",
    );
  });

  it("answers a preflight with yes, no, or when", async () => {
    const first = async (context: unknown): Promise<string> =>
      (await diagnosed(context, ["--preflight"])).out.split("\n").slice(2, 4).join("\n");
    expect((await diagnosed(overDaily, ["--preflight"])).out).toMatch(/^€50\.00 · payment · .* · planned\n/);
    expect(await first(overDaily)).toBe("● Would pass: no\n  from Nov 23, 2026, 00:00 CET by waiting alone");
    expect(await first(short)).toBe("● Would pass: no\n  not by waiting alone, as far as is known");
    expect(await first({ ...short, fees: [] })).toMatch(/^● Would pass: yes/);
  });
});

describe("bars", () => {
  const rows = (out: string): string[] => out.split("\n").filter((line) => /[█░]/.test(line));
  const full = (line: string | undefined): number => (line ?? "").split("█").length - 1;

  it("show what is needed against what is available, to scale", async () => {
    const [needed, available] = rows((await diagnosed({ ...short, balance: { available: "25.00" }, fees: [] })).out);
    expect(needed).toMatch(/^ {2}needed +█+ {2}\$100\.00$/);
    expect(available).toMatch(/^ {2}available +█+░+ {2}\$25\.00$/);
    expect(full(available) * 4).toBe(full(needed));
  });

  it("show what is used and this beside it against the limit", async () => {
    const [used, own, limit] = rows((await diagnosed(overDaily)).out);
    expect(own?.indexOf("█")).toBe((used as string).lastIndexOf("█") + 1);
    expect(full(used) + full(own)).toBe(40);
    expect(full(limit)).toBe(Math.round((40 * 200) / 230));
  });

  it("show a little as a little, never as nothing", async () => {
    const [, available] = rows((await diagnosed({ ...short, balance: { available: "0.01" } })).out);
    expect(full(available)).toBe(1);
    const [, none] = rows((await diagnosed({ ...short, balance: { available: "0" } })).out);
    expect(full(none)).toBe(0);
  });

  it("show what is nearly enough as not enough", async () => {
    const [, available] = rows((await diagnosed({ ...short, balance: { available: "99.99" } })).out);
    expect(full(available)).toBe(39);
  });

  it("begin in one column in Chinese too", async () => {
    const starts = rows((await diagnosed(overDaily, ["--locale", "zh-CN"])).out).map((line) =>
      widthOf(line.split(/[█░]/)[0] as string),
    );
    expect(new Set(starts).size).toBe(1);
  });

  it("are ASCII where the locale or the terminal has no blocks", async () => {
    for (const env of [{ LANG: "C" }, { LC_ALL: "POSIX", LANG: "en_US.UTF-8" }, { TERM: "linux" }]) {
      const { out } = await diagnosed(short, [], { env: env as Record<string, string> });
      expect(out).toMatch(/needed +#+ /);
      expect(out).not.toMatch(/[█░●·—]/);
    }
    expect((await diagnosed(short, [], { platform: "win32" })).out).toMatch(/#/);
    expect((await diagnosed(short, [], { env: { LANG: "id_ID.UTF-8" } })).out).toMatch(/█/);
  });
});

describe("colours", () => {
  const coloured = async (args: string[], env: Record<string, string>, columns?: number): Promise<boolean> =>
    (await diagnosed(short, args, columns === undefined ? { env } : { env, columns })).out.includes("\u001b[");

  it("are for a terminal, unless it or the user has none", async () => {
    expect(await coloured([], {}, 80)).toBe(true);
    expect(await coloured([], {})).toBe(false);
    expect(await coloured([], { NO_COLOR: "1" }, 80)).toBe(false);
    expect(await coloured([], { TERM: "dumb" }, 80)).toBe(false);
    expect(await coloured(["--no-color"], {}, 80)).toBe(false);
  });

  it("are forced by FORCE_COLOR, but not against --no-color", async () => {
    expect(await coloured([], { FORCE_COLOR: "1" })).toBe(true);
    expect(await coloured([], { FORCE_COLOR: "0" }, 80)).toBe(false);
    expect(await coloured(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
  });

  it("change nothing but the colours", async () => {
    const plain = (await diagnosed(several)).out;
    const { out } = await diagnosed(several, [], { env: { FORCE_COLOR: "1" } });
    expect(out.replace(/\u001b\[\d+m/g, "").replace(/[ \t]+\n/g, "\n")).toBe(plain);
  });
});

describe("wrapping", () => {
  it("keeps every line within its width and loses no character", () => {
    const texts = [
      "今日已用 €180.00，超出每日限额（付款方）€200.00。",
      "a".repeat(50),
      "one two  three\nfour",
      "عربي é 👩‍👩‍👧‍👦 ok",
    ];
    for (const text of texts) {
      for (const width of [8, 16, 30]) {
        const lines = wrapped(text, width);
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
        expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
      }
    }
  });

  it("does not begin a line with a closing sign or end one with an opening sign", () => {
    for (let width = 8; width < 30; width++) {
      for (const line of wrapped("超出每日限额（付款方），超额三十元（约合）。请稍后再试！", width)) {
        expect(line).not.toMatch(/^[，。）！]|（$/);
      }
    }
  });

  it("keeps an amount with its no-break space together", () => {
    expect(wrapped("harus Rp\u00a0100.000", 12)).toEqual(["harus", "Rp\u00a0100.000"]);
  });
});
