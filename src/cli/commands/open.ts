import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { InputError, UsageError } from "../io.js";
import type { Command } from "./command.js";

/** What opens a file with the program meant for it, by platform; elsewhere the freedesktop way. */
const OPENERS: Partial<Record<string, [command: string, ...before: string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

export const openCommand: Command = {
  name: "open",
  usage: "txwhy open",
  summary: "the agent's page in the browser",
  options: [],
  async run({ words: [extra], io }) {
    if (extra !== undefined) throw new UsageError(`open takes no ${quoted(extra)}`);
    const page = fileURLToPath(new URL("./web/index.html", import.meta.url));
    if (!existsSync(page)) throw new InputError("the page is not built; run npm run build");
    io.stdout.write(`${page}\n`);
    const [command, ...before] = OPENERS[io.platform] ?? ["xdg-open"];
    const opener = spawn(command, [...before, page], { detached: true, stdio: "ignore" });
    // Where there is nothing to open it with, the path that was printed is the answer.
    opener.on("error", () => undefined);
    opener.unref();
    return EXIT.answered;
  },
};
