import { describe, expect, it } from "vitest";
import { diagnose } from "../support/untyped.js";
import { diagnosed, fileWith, invalid, overDaily, short, succeeded, txwhy, unanswered } from "./helpers.js";

const json = (context: unknown): string => JSON.stringify(context);

describe("what is read", () => {
  it("is a file, standard input, or both in the order they are named", async () => {
    const file = fileWith(json(short));
    const ran = await txwhy([file, "-"], { stdin: json(unanswered) });
    const [first, second] = ran.out.split("2/2");
    expect(first).toContain("fee.exceeds_balance");
    expect(second).toContain("network.timeout");
    expect((await txwhy(["-"], { stdin: json(short) })).out).toBe((await txwhy([file])).out);
  });

  it("may be UTF-16 with a byte order mark, as Windows shells write it", async () => {
    const bytes = Buffer.from(`\ufeff${json(short)}`, "utf16le");
    expect((await txwhy([fileWith(bytes)])).out).toContain("fee.exceeds_balance");
  });

  it("comes in pieces that may part a character", async () => {
    const bytes = Buffer.from(json({ ...short, fundingSources: [{ kind: "other", label: "银行卡" }] }));
    const ran = await txwhy([], { stdin: bytes });
    expect(ran.out).toContain("银行卡");
  });

  it("is nothing else once a file is missing", async () => {
    const ran = await txwhy([fileWith(json(short)), "missing.json"]);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain("missing.json");
  });
});

describe("several transactions", () => {
  it("give several answers, each with its number, file, line and format", async () => {
    const ran = await diagnosed(`${json(short)}\n${json(succeeded)}`);
    expect(ran.out).toContain("1/2 · standard input:1 · txwhy");
    expect(ran.out).toContain("2/2 · standard input:2 · txwhy");
  });

  it("give NDJSON with --json, and one alone one line", async () => {
    const ran = await diagnosed([short, unanswered], ["--json"]);
    const verdicts = ran.out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { verdict: string }).verdict);
    expect(verdicts).toEqual(["self_service", "escalate"]);
    expect((await diagnosed(short, ["--json"])).out.trimEnd().split("\n")).toHaveLength(1);
  });

  it("are printed though one of them is invalid, which is told with every issue and its place", async () => {
    const ran = await diagnosed([short, invalid, unanswered]);
    expect(ran.code).toBe(65);
    expect(ran.out).toContain("fee.exceeds_balance");
    expect(ran.out).toContain("network.timeout");
    expect(ran.err).toContain("standard input:1: this is not a transaction context");
    expect(ran.err).toContain("  /balance/held: ");
    expect(ran.err).toContain("  /limits/0/window: ");
  });

  it("are printed though another file cannot be read", async () => {
    const ran = await txwhy([fileWith("hello"), fileWith(json(short))]);
    expect(ran.code).toBe(65);
    expect(ran.out).toContain("fee.exceeds_balance");
  });
});

describe("JSON for programs", () => {
  it("is what the library answers an agent", async () => {
    const ran = await diagnosed(overDaily, ["--json", "--locale", "id", "--now", "2026-11-23T10:00:00+01:00"]);
    const expected = await diagnose(overDaily, { audience: "agent", locale: "id", now: "2026-11-23T10:00:00+01:00" });
    expect(JSON.parse(ran.out)).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it("carries the warnings of reading too", async () => {
    const text = '{"transaction": {"amount": "5", "currency": "USD"}, "balance": {"available": "10.000"}}';
    const ran = await diagnosed(text, ["--json"]);
    const { warnings } = JSON.parse(ran.out) as { warnings: { code: string; line: number }[] };
    expect(warnings).toMatchObject([{ code: "amount_ambiguous", line: 1 }]);
    expect(ran.err).toContain("/balance/available");
  });

  it("is indented for eyes at a terminal", async () => {
    expect((await diagnosed(short, ["--json"], { columns: 80 })).out).toContain('\n  "verdict"');
  });

  it("is the packet alone with --packet, and a word on standard error where there is none", async () => {
    const ran = await diagnosed(unanswered, ["--packet"]);
    expect(JSON.parse(ran.out)).toMatchObject({ schema: "txwhy.handoff/1", context: unanswered });
    const none = await diagnosed(short, ["--packet"]);
    expect([none.code, none.out]).toEqual([0, ""]);
    expect(none.err).toContain("nothing to hand over");
  });

  it("is a preflight with --preflight", async () => {
    const { passes, passesAt } = JSON.parse((await diagnosed(overDaily, ["--preflight", "--json"])).out);
    expect([passes, passesAt]).toEqual([false, "2026-11-23T00:00:00+01:00"]);
  });
});

describe("what is told about the text", () => {
  it("is one line for repairs that left every amount alone", async () => {
    const ran = await diagnosed('{transaction: {amount: "5.00", currency: "USD",},}');
    expect(ran.err).toMatch(/^txwhy: standard input: \d+ repairs, no amount touched\n$/);
  });

  it("names the amounts that were written plainly", async () => {
    const ran = await diagnosed('{"transaction": {"amount": "1,500.00", "currency": "USD"}}');
    expect(ran.err).toContain("1 repair, 1 amount written plainly: 1,500.00 -> 1500.00");
  });

  it("is nothing for strict JSON", async () => {
    expect((await diagnosed(short)).err).toBe("");
  });

  it("is each warning on its line, with the preflight too", async () => {
    for (const args of [[], ["--preflight"]]) {
      const ran = await diagnosed({ ...short, blance: {} }, args);
      expect(ran.err).toBe('txwhy: standard input: /blance: unknown key, left out; did you mean "balance"?\n');
    }
  });

  it("shows the place that cannot be read with a caret under it", async () => {
    const file = fileWith('{"transaction": {\n  "currency": "USD",\n  "amount": "10k"\n}}');
    const lines = (await txwhy([file])).err.split("\n");
    expect(lines[0]).toBe(`txwhy: ${file}, line 3, column 13: cannot be read`);
    expect(lines[1]).toBe('  3 |   "amount": "10k"');
    expect(lines[2]?.indexOf("^")).toBe(lines[1]?.indexOf('"10k"'));
    expect(lines[3]).toContain("125.50");
  });

  it("puts the caret right behind what was redacted and behind wide characters", async () => {
    const ran = await diagnosed('{"transaction": {"note": "银行卡 4111 1111 1111 1111", "amount": "10k"}}');
    const [, line = "", caret = ""] = ran.err.split("\n");
    expect(line).toContain("…1111>");
    // Three characters are two columns wide.
    expect(caret.indexOf("^")).toBe(line.indexOf('"10k"') + 3);
    expect(ran.err).not.toContain("4111 1111");
  });
});

describe("what must not be seen by a terminal", () => {
  const label = "A\u202eB\u0007\u001b[31m\u0085\u2066C\r\nD 4111 1111 1111 1111";
  const evil = { ...short, fundingSources: [{ kind: "other", label }] };

  it("is printed as visible escapes, a line feed as a space", async () => {
    const { out } = await diagnosed(evil);
    expect(out).toContain("A\\u202eB\\u0007\\u001b[31m\\u0085\\u2066C D");
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  it("stands in JSON as escapes that give the same value", async () => {
    const { out } = await diagnosed(evil, ["--json"]);
    expect(out).toContain("\\u202e");
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(JSON.stringify(JSON.parse(out))).toContain("A\u202eB");
  });

  it("is escaped on standard error too", async () => {
    const ran = await diagnosed('{"transaction": {"amount": "10\u202e\u009bk", "currency": "USD"}}');
    expect(ran.err).toContain("\\u202e");
    expect(ran.err).not.toMatch(/[\u007f-\u009f\u202a-\u202e]/);
  });

  it("is never a card number", async () => {
    for (const args of [[], ["--json"], ["--packet"]]) {
      const ran = await diagnosed({ ...evil, ...unanswered }, args);
      expect(ran.out + ran.err).not.toContain("4111 1111");
    }
  });
});
