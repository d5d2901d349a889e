import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { InputError, tell, UsageError } from "../io.js";
import type { Command } from "./command.js";

/** What opens a file with the program meant for it, by platform; elsewhere the freedesktop way. None of them is a shell. */
const OPENERS: Partial<Record<string, string>> = { darwin: "open", win32: "explorer.exe" };

/** The page beside the built program; from its sources, the one that was built last. */
const PLACES = ["./web/index.html", "../../../dist/web/index.html"];

export const openCommand: Command = {
  name: "open",
  usage: "txwhy open",
  summary: "the agent's page in the browser",
  options: [],
  async run({ words: [extra], io }) {
    if (extra !== undefined) throw new UsageError(`open takes no ${quoted(extra)}`);
    const page = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
    if (page === undefined) throw new InputError("the page is not built; run npm run build");
    io.stdout.write(`${page}\n`);
    const opener = OPENERS[io.platform] ?? "xdg-open";
    if (!(await io.launch(opener, [page])))
      tell(io, `txwhy: there is no ${opener} here; open the file above in a browser`);
    return EXIT.answered;
  },
};
