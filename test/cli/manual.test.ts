import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { optionFor } from "../../src/cli/args.js";
import { dateOfManual, manualPage } from "../../src/cli/manual.js";
import { ABOUT, AFTER } from "../../src/cli/program.js";
import { COMMANDS, MAIN } from "../../src/cli/run.js";
import { version } from "../../src/rules/generated/core.js";

const written = readFileSync("man/txwhy.1", "utf8");
const date = dateOfManual(written) ?? "";
const page = manualPage(MAIN, COMMANDS, { version, date, about: ABOUT, after: AFTER });

describe("the man page", () => {
  it("is the one that npm run docs writes from the table of commands", () => {
    expect(written).toBe(page);
  });

  it("bears the day of its last change", () => {
    expect(date).toMatch(/^20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/);
    expect(page.split("\n")[0]).toBe(`.TH TXWHY 1 "${date}" "txwhy ${version}" "User Commands"`);
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
