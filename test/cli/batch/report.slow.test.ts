import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type BatchReport, reportSchema } from "../../../src/cli/batch/report-schema.js";
import { diagnose } from "../../support/untyped.js";
import { fileWith, folderWith } from "../helpers.js";
import { batch, lines, ndjson, type Result, shortOf, text } from "./helpers.js";

const examples = ["examples", "examples/provider"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as object),
);

async function reported(
  rows: readonly unknown[],
  ...args: string[]
): Promise<{ report: BatchReport; results: Result[]; html: string; shown: string }> {
  const folder = folderWith({ "in.ndjson": ndjson(rows) });
  const { out } = await batch([join(folder, "in.ndjson"), "--out", join(folder, "out"), ...args]);
  return {
    report: JSON.parse(text(folder, "out", "report.json")) as BatchReport,
    results: lines(text(folder, "out", "diagnoses.ndjson")),
    html: text(folder, "out", "report.html"),
    shown: out,
  };
}

/** Sums of cents by currency: another way of adding than the program's. */
function summed(results: readonly Result[]): Record<string, string> {
  const cents: Record<string, bigint> = {};
  for (const { amount } of results) {
    if (!amount || amount.value.startsWith("-")) continue;
    const [whole = "", part = ""] = amount.value.split(".");
    cents[amount.currency] = (cents[amount.currency] ?? 0n) + BigInt(whole + part.padEnd(18, "0"));
  }
  return Object.fromEntries(Object.entries(cents).map(([currency, value]) => [currency, String(value)]));
}
const scaled = (money: readonly { value: string; currency: string }[]): Record<string, string> =>
  Object.fromEntries(
    money.map(({ value, currency }) => {
      const [whole = "", part = ""] = value.split(".");
      return [currency, String(BigInt(whole + part.padEnd(18, "0")))];
    }),
  );

describe("the report on all examples, some several times, and bad rows", () => {
  const rows = [...examples, ...examples.slice(0, 20), ...examples.slice(5, 9), "no", { balance: { held: "-1" } }];
  let given: Awaited<ReturnType<typeof reported>>;
  let answered: Result[];
  let failed: Result[];
  beforeAll(async () => {
    given = await reported(rows);
    answered = given.results.filter(({ error }) => error === undefined);
    failed = answered.filter(({ verdict }) => verdict !== "not_failed");
  });

  it("has the shape that its schema says", () => {
    expect(() => reportSchema.parse(given.report)).not.toThrow();
  });

  it("counts and sums what a second count counts and sums", () => {
    const { report } = given;
    const of = (test: (result: Result) => boolean): { count: number; money: Record<string, string> } => {
      const some = answered.filter(test);
      return { count: some.length, money: summed(some) };
    };
    const like = ({ count, money }: { count: number; money: { value: string; currency: string }[] }): unknown => ({
      count,
      money: scaled(money),
    });
    expect(like(report.results)).toEqual(of(() => true));
    expect(like(report.failed)).toEqual({ count: failed.length, money: summed(failed) });
    for (const verdict of ["self_service", "wait", "escalate", "not_failed"] as const) {
      expect(like(report.verdicts[verdict])).toEqual(of((result) => result.verdict === verdict));
    }
    const codes = new Set(answered.flatMap(({ causes }) => causes?.map(({ code }) => code) ?? []));
    expect(new Set(report.causes.map(({ code }) => code))).toEqual(codes);
    for (const { code, blocking, decisive } of report.causes) {
      expect(like(blocking)).toEqual(of(({ causes }) => causes?.some((cause) => cause.code === code) === true));
      expect(like(decisive)).toEqual(of(({ causes }) => causes?.[0]?.code === code));
    }
    for (const { reason, ...part } of report.reasons) {
      expect(like(part)).toEqual(of(({ escalation }) => escalation?.reason === reason));
    }
    expect(report.escalated.count).toBe(report.reasons.reduce((sum, { count }) => sum + count, 0));
    expect(report.errors.count).toBe(given.results.length - answered.length);
  });

  it("parts what failed into four ways to end, each with its share", () => {
    const { customer, waiting, escalated, unproved } = given.report;
    const parts = [customer, waiting, escalated, unproved];
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(failed.length);
    for (const { count, share } of parts) expect(share).toBeCloseTo(count / failed.length, 5);
  });

  it("counts for customers only plans whose every step is theirs", async () => {
    const locked = [
      { transaction: { amount: "5.00", currency: "USD" }, authentication: { method: "pin", status: "failed" } },
    ];
    const { report, results } = await reported(locked);
    const [step] = results[0]?.plan?.steps ?? [];
    expect([results[0]?.verdict, report.customer.count, report.unproved.count]).toEqual(["self_service", 1, 0]);
    const own = JSON.parse(text("rules", "authentication", "password_wrong.json")) as {
      remedies: { action: string; who: string }[];
    };
    for (const remedy of own.remedies) if (remedy.action === step?.action) remedy.who = "support";
    const rules = folderWith({ "authentication/password_wrong.json": JSON.stringify(own) });
    const theirs = await reported(locked, "--rules", rules);
    expect(theirs.results[0]?.plan?.steps).toEqual(results[0]?.plan?.steps);
    expect([theirs.report.customer.count, theirs.report.unproved.count]).toEqual([0, 1]);
  });

  it("never sums over currencies", () => {
    for (const { money } of [given.report.results, given.report.failed]) {
      expect(new Set(money.map(({ currency }) => currency)).size).toBe(money.length);
      expect(money.length).toBeGreaterThan(3);
    }
  });
});

describe("sums", () => {
  it("are exact beyond what floating point holds, and leave out what is not known or negative", async () => {
    const amounts = ["0.10", "0.20", "90071992547409.93", "-5.00"];
    const { report } = await reported([...shortOf(...amounts), { failure: { message: "no luck" } }]);
    expect(report.results.money).toEqual([{ value: "90071992547410.23", currency: "USD", count: 3 }]);
    expect([report.results.count, report.results.unpriced]).toEqual([5, 2]);
  });
});

describe("clusters of what no rule matched", () => {
  const odd = (code: string, more: object = {}): object => ({
    transaction: { amount: "5.00", currency: "EUR" },
    failure: { provider: "acme", code, ...more },
  });

  it("have the same code, whatever else differs, the most frequent first", async () => {
    const { report } = await reported([odd("Q7"), odd("Z1"), odd("q7", { message: "later" }), odd("Q7")]);
    expect(report.unmatched.clusters.map(({ signature, count, first }) => [signature, count, first.row])).toEqual([
      ["acme · q7", 3, 1],
      ["acme · z1", 1, 2],
    ]);
    expect(report.unmatched).toMatchObject({ count: 4, others: 0 });
  });

  it("have the same wording where there is no code, numbers, ids and names aside", async () => {
    const said = (message: string): object => ({ failure: { provider: "acme", message } });
    const { report } = await reported([
      said("gremlin 17 ate order ab12cd34 at 10:30"),
      said("gremlin 4 ate order  ff00aa11 at 9:05"),
      said('gremlin 4 ate order "x y" at 9:05'),
    ]);
    expect(report.unmatched.clusters.map(({ signature, count }) => [signature, count])).toEqual([
      ['acme · "gremlin # ate order # at #"', 2],
      ['acme · "gremlin # ate order <…> at #"', 1],
    ]);
  });

  it("show the smallest context that no rule matches either", async () => {
    const { report } = await reported([
      { ...odd("Q7"), balance: { available: "100.00" }, customer: { id: "kim", locale: "en" } },
      { ...odd("Q7"), balance: { available: "100.00" } },
    ]);
    const [cluster] = report.unmatched.clusters;
    expect(cluster?.context).toEqual({ failure: { code: "Q7", provider: "acme" } });
    expect((await diagnose(cluster?.context)).escalation?.reason).toBe("no_rule_matched");
  });

  it("are told apart by their fields where nothing was said", async () => {
    const { report } = await reported([{}, { network: { status: "online" } }, { network: { status: "online" } }]);
    expect(report.unmatched.clusters.map(({ signature, count }) => [signature, count])).toEqual([
      ["fields: network.status", 2],
      ["fields: none", 1],
    ]);
  });

  it("stay as many as can be read, and the rest is said to be there", async () => {
    const rows = Array.from({ length: 2600 }, (_, i) => ({ failure: { provider: "acme", code: `nobody_${i}_knows` } }));
    const { report } = await reported([...rows, ...rows.slice(2500), ...rows.slice(2500)]);
    expect(report.unmatched.clusters).toHaveLength(100);
    expect(report.unmatched.clusters.every(({ count }) => count === 3)).toBe(true);
    const listed = report.unmatched.clusters.reduce((sum, { count }) => sum + count, 0);
    expect(listed + report.unmatched.others).toBe(2800);
  });
});

describe("errors in the report", () => {
  it("are one kind whatever of the row stands in their words", async () => {
    const said = (amount: string): object => ({ transaction: { amount, currency: "USD" } });
    const { report } = await reported([said("10k"), said("20k")]);
    expect(report.errors.kinds.map(({ message, count }) => [message.slice(0, 5), count])).toEqual([['"10k"', 2]]);
  });

  it("are counted by what they say, with where the first one is", async () => {
    const { report } = await reported(["no", { limits: [{}, {}] }, "no", { limits: [{}] }]);
    expect(
      report.errors.kinds.map(({ kind, message, count, first }) => [kind, message.slice(0, 30), count, first.row]),
    ).toEqual([
      ["invalid", "/limits/*/window: window is ne", 2, 2],
      ["unreadable", "no transaction, error code or ", 2, 1],
    ]);
  });
});

describe("the page", () => {
  it("needs nothing else and allows nothing else: no script, no address, one style that its policy names", async () => {
    const { html } = await reported(examples);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] as string;
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<script|https?:|\sstyle=|\son\w+=|url\(|@import/i);
    expect(html).toContain("prefers-color-scheme: dark");
  });

  it("says in tables what its pictures show", async () => {
    const { html, report } = await reported(examples);
    expect(html.match(/<svg role="img" aria-label="/g)?.length).toBe(5);
    for (const { code, title } of report.causes) {
      expect(html).toContain(`<code>${code}</code>`);
      expect(html).toContain(title.replace(/'/g, "&#39;"));
    }
    expect(html.match(/<th scope="col">/g)?.length).toBeGreaterThan(15);
  });

  it("shows what comes from outside as text", async () => {
    const evil = '<img src=x onerror="alert(1)">';
    const folder = folderWith({
      [`${evil.replace("/", "")}.ndjson`]: ndjson([{ failure: { provider: evil, code: evil } }, "\u202e"]),
    });
    await batch([join(folder, readdirSync(folder)[0] as string), "--out", join(folder, "out")]);
    const html = text(folder, "out", "report.html");
    expect(html).not.toContain("<img");
    expect(html).not.toContain("\u202e");
    expect(html).toContain("&lt;img");
  });

  it("speaks of causes in the language asked for", async () => {
    const { html, report } = await reported(shortOf("20.00"), "--locale", "id");
    expect(report.locale).toBe("id");
    expect(html).toContain(report.causes[0]?.title);
    expect(report.causes[0]?.title).not.toBe((await reported(shortOf("20.00"))).report.causes[0]?.title);
  });
});

describe("the report in a terminal", () => {
  it("goes to standard output where results go to a file, else to standard error", async () => {
    const path = fileWith(ndjson(shortOf("20.00")));
    const toStream = await batch([path]);
    expect(toStream.err).toContain("Customers can solve it");
    expect(lines(toStream.out)).toHaveLength(1);
    const { shown } = await reported(shortOf("20.00"));
    expect(shown).toContain("balance.insufficient  ████████████████████  100.0 %  1  $20.00");
  });

  it("stays within its width and says what it leaves out", async () => {
    const { shown } = await reported(examples);
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(shown).toMatch(/and \d+ causes more/);
  });
});
