import { EXIT } from "../exit.js";
import { readSources } from "../input.js";
import { withEscapes } from "../io.js";
import { redacted } from "../redacted.js";
import type { CommandSpec } from "./command.js";

export const redactCommand: CommandSpec = {
  name: "redact",
  arguments: "[FILE]",
  summary: "a text without secrets and personal data",
  options: [],
  async run({ words, io }) {
    const [source] = await readSources(words, io);
    const text = source?.text ?? "";
    if (typeof text !== "string") throw text;
    io.stdout.write(withEscapes(redacted(text.replace(/\r\n/g, "\n"))));
    return EXIT.answered;
  },
};
