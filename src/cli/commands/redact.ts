import { createRedactor } from "../../redact/index.js";
import { EXIT } from "../exit.js";
import { readSources } from "../input.js";
import { withEscapes } from "../io.js";
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

/** Redacts a text and changes nothing else. JSON stays JSON: a number that was replaced becomes a string. */
export function redacted(text: string): string {
  const result = createRedactor().text(text);
  if (!isJson(text) || isJson(result)) return result;
  return result.replace(/"(?:[^"\\]|\\.)*"|<[A-Z]+_[^<>"]*>/g, (piece) =>
    piece.startsWith("<") ? `"${piece}"` : piece,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
