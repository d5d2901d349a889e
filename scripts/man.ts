// Writes the man page from the table of commands, so that it says what the help says. Its date is that of its last change: a page that
// says the same keeps it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dateOfManual, manualPage } from "../src/cli/manual.js";
import { ABOUT, AFTER } from "../src/cli/program.js";
import { COMMANDS, MAIN } from "../src/cli/run.js";
import { version } from "../src/rules/generated/core.js";

const FILE = "man/txwhy.1";
const pageOf = (date: string): string => manualPage(MAIN, COMMANDS, { version, date, about: ABOUT, after: AFTER });

const before = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
const date = dateOfManual(before);
if (date === undefined || before !== pageOf(date)) {
  mkdirSync("man", { recursive: true });
  writeFileSync(FILE, pageOf(new Date().toISOString().slice(0, 10)));
}
