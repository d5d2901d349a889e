import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { EXIT } from "../exit.js";
import { InputError, tell } from "../io.js";
import type { CommandSpec } from "./command.js";

/** The program that opens a file in its default application, by platform; elsewhere xdg-open. None of them is a shell. */
const OPENERS: Partial<Record<string, string>> = { darwin: "open", win32: "explorer.exe" };

/** The page beside the built program; when run from the sources, in dist. */
const PLACES = ["./web/index.html", "../../../dist/web/index.html"];

export const openCommand: CommandSpec = {
  name: "open",
  summary: "the agent's page in the browser",
  options: [],
  async run({ io }) {
    const page = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
    if (page === undefined) throw new InputError("the page is not built; run npm run build");
    io.stdout.write(`${page}\n`);
    const opener = OPENERS[io.platform] ?? "xdg-open";
    if (!(await io.launch(opener, [page])))
      tell(io, `txwhy: there is no ${opener} here; open the file above in a browser`);
    return EXIT.answered;
  },
};
