// Writes the man page from the table of commands, so that it says what the help says.
import { mkdirSync, writeFileSync } from "node:fs";
import { manualPage } from "../src/cli/manual.js";
import { ABOUT, AFTER } from "../src/cli/program.js";
import { COMMANDS, MAIN } from "../src/cli/run.js";
import { version } from "../src/rules/generated/core.js";

mkdirSync("man", { recursive: true });
writeFileSync("man/txwhy.1", manualPage(MAIN, COMMANDS, { version, about: ABOUT, after: AFTER }));
