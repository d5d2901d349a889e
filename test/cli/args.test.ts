import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../src/cli/args.js";
import { diagnosed, short, txwhy } from "./helpers.js";

const refusal = async (...args: string[]): Promise<string> => {
  const ran = await txwhy(args, { stdin: JSON.stringify(short) });
  expect([ran.code, ran.out]).toEqual([2, ""]);
  return ran.err;
};

describe("the command line", () => {
  it("takes options before, between and after files, and with an equals sign", () => {
    const { options, words } = parseCommandLine([
      "--json",
      "a.json",
      "--locale=id",
      "-",
      "--what-if",
      "a=b=c",
      "b.json",
    ]);
    expect(options).toEqual({ json: true, locale: "id", "what-if": ["a=b=c"] });
    expect(words).toEqual(["a.json", "-", "b.json"]);
  });

  it("names the option that was probably meant", async () => {
    expect(await refusal("--jsno")).toContain("did you mean --json?");
    expect(await refusal("--local", "id")).toContain("did you mean --locale?");
    expect(await refusal("--quite-another-thing")).not.toContain("did you mean");
  });

  it("refuses a value that is missing, empty, or is the next option", async () => {
    for (const args of [["--locale"], ["--locale="], ["--locale", "--json"], ["--what-if"]]) {
      expect(await refusal(...args)).toContain("needs a value");
    }
  });

  it("refuses a value where none belongs", async () => {
    expect(await refusal("--json=yes")).toContain("--json takes no value");
  });

  it("refuses choices there are not, with the one that was meant", async () => {
    expect(await refusal("--audience", "agnet")).toContain("did you mean agent?");
    expect(await refusal("--fail-on", "everything")).toContain("escalate or cause");
    expect(await refusal("--profile", "gopey")).toContain("did you mean gopay?");
    expect(await refusal("--locale", "Deutsch!")).toContain("language tag");
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
    expect(await refusal("-", "-")).toContain("only once");
  });

  it("takes a misspelt command for what it was meant to be", async () => {
    expect(await refusal("explian")).toContain("did you mean explain?");
  });

  it("does not repeat a card number that stands in it", async () => {
    for (const args of [["4111111111111111"], ["--4111111111111111"], ["--audience", "4111111111111111"]]) {
      expect(await refusal(...args)).not.toContain("4111111111111111");
    }
  });

  it("shows help at a terminal without input instead of waiting, and wherever it is asked for", async () => {
    const idle = await txwhy([], { stdin: null });
    expect([idle.code, idle.err]).toEqual([0, ""]);
    expect(idle.out).toContain("Usage: txwhy [file ...|-]");
    expect((await txwhy(["--help"])).out).toBe(idle.out);
    expect((await txwhy(["rules", "-h"])).out).toContain("txwhy rules check [DIR]");
    for (const line of idle.out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("tells its version", async () => {
    expect((await txwhy(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
