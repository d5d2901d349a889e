import { describe, expect, it } from "vitest";
import { diagnosed, fileWith, short, txwhy } from "./helpers.js";

const refusal = async (...args: string[]): Promise<string> => {
  const ran = await txwhy(args, { stdin: JSON.stringify(short) });
  expect([ran.code, ran.out]).toEqual([2, ""]);
  return ran.err;
};

describe("the command line", () => {
  it("takes options before, between and after files and commands, and with an equals sign", async () => {
    const file = fileWith(JSON.stringify(short));
    const ran = await txwhy(["--json", file, "--locale=id", file, "--what-if", "balance.available=1"]);
    const [first, second] = ran.out.trim().split("\n") as [string, string];
    expect(JSON.parse(first)).toMatchObject({ locale: "id", causes: [{ code: "balance.insufficient" }] });
    expect(second).toBe(first);
    const before = await txwhy(["--json", "--locale", "id", "explain", "limit.daily"]);
    expect(before.out).toBe((await txwhy(["explain", "limit.daily", "--locale", "id", "--json"])).out);
    expect(JSON.parse(before.out)).toMatchObject({ locale: "id" });
  });

  it("names the option that was probably meant", async () => {
    expect(await refusal("--jsno")).toBe('txwhy: unknown option "--jsno" (Did you mean --json?)\n');
    expect(await refusal("--local", "id")).toContain("Did you mean --locale?");
    expect(await refusal("rules", "docs", "--uot", "x")).toContain("Did you mean --out?");
    expect(await refusal("--quite-another-thing")).not.toContain("Did you mean");
  });

  it("refuses a value that is missing, empty, or is the next option", async () => {
    for (const args of [["--locale"], ["--locale="], ["--out", "--json", "batch", "-"], ["--what-if"]]) {
      expect(await refusal(...args)).toMatch(/needs a value|argument missing/);
    }
  });

  it("refuses a value where none belongs", async () => {
    expect(await refusal("--json=yes")).toContain("--json takes no value");
  });

  it("refuses choices there are not, with the one that was meant", async () => {
    expect(await refusal("--audience", "agnet")).toContain("did you mean agent?");
    expect(await refusal("--fail-on", "everything")).toContain("Use escalate or cause");
    expect(await refusal("--profile", "gopey")).toContain("did you mean gopay?");
    expect(await refusal("--locale", "Deutsch!")).toContain("Write a language tag, such as en, id, zh-CN.");
    expect(await refusal("--now", "2026-11-22T09:00:00")).toContain("offset");
  });

  it("refuses one option twice with two values, but not twice with the same", async () => {
    expect(await refusal("--locale", "en", "--locale", "id")).toContain("given twice");
    expect((await diagnosed(short, ["--locale", "id", "--locale", "id"])).code).toBe(0);
  });

  it("refuses what does not go together", async () => {
    expect(await refusal("--packet", "--preflight")).toContain("does not go with");
    expect(await refusal("--preflight", "--fail-on", "escalate")).toContain("--fail-on cause");
    expect(await refusal("explain", "limit.daily", "--packet")).toContain("does not go with explain");
    expect(await refusal("--packet", "explain", "limit.daily")).toContain("does not go with explain");
    expect(await refusal("rules", "check", "--out", "x")).toContain("--out does not go with rules check");
    expect(await refusal("explain", "limit.daily", "limit.weekly")).toContain("too many arguments");
    expect(await refusal("rules", "diff", "old")).toContain("missing required argument 'NEW'");
    expect(await refusal("-", "-")).toContain("only once");
  });

  it("takes a misspelt command for what it was meant to be", async () => {
    expect(await refusal("explian")).toContain("did you mean explain?");
  });

  it("does not repeat a card number that stands in it", async () => {
    for (const args of [
      ["4111111111111111"],
      ["--4111111111111111"],
      ["--audience", "4111111111111111"],
      ["help", "4111111111111111"],
      ["rules", "4111111111111111"],
    ]) {
      expect(await refusal(...args)).not.toContain("4111111111111111");
    }
  });

  it("shows of an unknown option nothing but its name", async () => {
    expect(await refusal("--pin=eagle-one")).toBe('txwhy: unknown option "--pin"\n');
    expect(await refusal("-peagle-one")).toBe('txwhy: unknown option "-p"\n');
  });

  it("shows help at a terminal without input instead of waiting, and wherever it is asked for", async () => {
    const idle = await txwhy([], { stdin: null });
    expect([idle.code, idle.err]).toEqual([0, ""]);
    expect(idle.out).toContain("Usage: txwhy [options] [file ...|-]");
    expect((await txwhy(["--help"])).out).toBe(idle.out);
    expect((await txwhy(["help"])).out).toBe(idle.out);
    for (const line of idle.out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("has help for every command, with its options alone", async () => {
    for (const path of [["batch"], ["rules"], ["rules", "docs"], ["explain"]]) {
      const { code, out, err } = await txwhy(["help", ...path]);
      expect([code, err]).toEqual([0, ""]);
      expect(out).toContain(`Usage: txwhy ${path.join(" ")} [options]`);
      expect((await txwhy([...path, "--help"])).out).toBe(out);
      expect(out.includes("--resume")).toBe(path[0] === "batch");
    }
    expect((await txwhy(["rules", "-h"])).out).toMatch(/diff <OLD> <NEW> +what differs/);
    expect(await refusal("help", "explian")).toContain("did you mean explain?");
  });

  it("tells its version", async () => {
    expect((await txwhy(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
