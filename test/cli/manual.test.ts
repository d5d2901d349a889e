import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { optionFor } from "../../src/cli/args.js";
import { manualPage } from "../../src/cli/manual.js";
import { ABOUT, AFTER } from "../../src/cli/program.js";
import { COMMANDS, MAIN } from "../../src/cli/run.js";
import { version } from "../../src/rules/generated/core.js";

const page = manualPage(MAIN, COMMANDS, { version, about: ABOUT, after: AFTER });

describe("the man page", () => {
  it("is the one that npm run docs writes from the table of commands", () => {
    expect(readFileSync("man/txwhy.1", "utf8")).toBe(page);
  });

  it("names every command, the options of each, the exit codes and the examples", () => {
    const shown = page.replace(/\\-/g, "-");
    for (const { name } of COMMANDS) expect(shown).toContain(`.SS txwhy ${name}`);
    for (const name of MAIN.options) expect(shown).toContain(optionFor(name).flags);
    expect(shown).toContain("65: input that");
    expect(shown).toContain("txwhy payment.json --what-if balance.available=200");
  });

  it("begins no line with a sign that roff would take for a request of its own", () => {
    const requests = [...page.matchAll(/^[.'](\w*)/gm)].map(([, name]) => name);
    for (const name of requests) expect(["TH", "SH", "SS", "TP", "PP", "B", "br", "nf", "fi"]).toContain(name);
  });
});
