import { InvalidContextError, InvalidRulesError, UnreadableInputError } from "../base/errors.js";
import type { Reading } from "../read/index.js";
import { createRedactor, redactText } from "../redact/index.js";
import { InputError, type Io, tell, UsageError, withEscapes } from "./io.js";
import { widthOf } from "./layout.js";

/** The text of an error for standard error. Parts that may come from the input are redacted. */
export function errorText(error: unknown, where = "", text = ""): string {
  const at = where === "" ? "" : `${redactText(where)}: `;
  if (error instanceof UnreadableInputError) return unreadableText(error, where, text);
  if (error instanceof InvalidContextError) {
    const issues = error.issues.map(({ path, message }) => `  ${path || "(top)"}: ${redactText(message)}`);
    return [`txwhy: ${at}this is not a transaction context`, ...issues].join("\n");
  }
  if (error instanceof InvalidRulesError) {
    const issues = error.issues.map(
      ({ file, path, message }) => `  ${file} ${path || "(top)"}: ${redactText(message)}`,
    );
    return ["txwhy: the rules are refused", ...issues].join("\n");
  }
  if (error instanceof InputError) return `txwhy: ${at}${error.message}`;
  if (error instanceof UsageError) return `txwhy: ${error.message}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `txwhy: this is a defect of txwhy; please report it\n${redactText(stack)}`;
}

const MOST_SHOWN = 76;

function unreadableText(error: UnreadableInputError, where: string, text: string): string {
  const { line, column, excerpt, hint } = error;
  const lines = [`txwhy: ${redactText(where || "input")}, line ${line}, column ${column}: cannot be read`];
  const shown = excerptLine(excerpt, offsetIn(excerpt, error, text));
  if (shown !== undefined) {
    const gutter = `  ${line} | `;
    lines.push(gutter + shown.line);
    if (shown.caret !== undefined) lines.push(`${" ".repeat(gutter.length - 2)}| ${" ".repeat(shown.caret)}^`);
  }
  return [...lines, `  ${hint}`].join("\n");
}

/**
 * Offset of the fault in the redacted excerpt: the position whose surroundings match the text best. Only the excerpt is shown, because
 * the text itself is not redacted.
 */
function offsetIn(excerpt: string, { line, column }: UnreadableInputError, text: string): number | undefined {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const at = start + column - 1;
  let best: number | undefined;
  let most = 2;
  for (let i = 0; i <= excerpt.length; i++) {
    let agreed = 0;
    while (agreed < i && excerpt[i - 1 - agreed] === text[at - 1 - agreed]) agreed++;
    let after = 0;
    while (i + after < excerpt.length && excerpt[i + after] === text[at + after]) after++;
    if (agreed + after > most) [best, most] = [i, agreed + after];
  }
  return best ?? (excerpt.length <= most && text.startsWith(excerpt) ? at : undefined);
}

/** The line of the excerpt with the fault, cut to the width, and the column of the caret under it. */
function excerptLine(excerpt: string, offset: number | undefined): { line: string; caret?: number } | undefined {
  if (excerpt.trim() === "") return undefined;
  const first = excerpt.split(/[\r\n]/).find((line) => line.trim() !== "");
  if (offset === undefined) return first === undefined ? undefined : { line: withEscapes(first.slice(0, MOST_SHOWN)) };
  const before = excerpt
    .slice(0, offset)
    .split(/[\r\n]/)
    .at(-1) as string;
  const after = excerpt.slice(offset).split(/[\r\n]/)[0] as string;
  const kept = (before.length > 50 ? `…${before.slice(-49)}` : before).replace(/\t/g, " ");
  const shownBefore = withEscapes(kept);
  return {
    line: shownBefore + withEscapes(after.replace(/\t/g, " ").slice(0, MOST_SHOWN - 50)),
    caret: widthOf(shownBefore),
  };
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;
const AMOUNT = /^-?\d+(?:\.\d+)?$/;
const MOST_AMOUNTS = 3;

/** Summarises the repairs of the reader in one line. Silent when there were none. */
export function tellRepairs({ repairs }: Reading, name: string, io: Io): void {
  if (repairs.length === 0) return;
  const amounts = repairs.filter(
    ({ kind, was, now }) => kind === "text" && AMOUNT.test(now) && /\d/.test(was.normalize("NFKC")),
  );
  const said = amounts.slice(0, MOST_AMOUNTS).map(({ was, now }) => `${was.replace(/\s+/g, " ")} -> ${now}`);
  const more = amounts.length > MOST_AMOUNTS ? `, and ${amounts.length - MOST_AMOUNTS} more` : "";
  const touched =
    amounts.length === 0
      ? "no amount touched"
      : `${count(amounts.length, "amount")} written plainly: ${said.join(", ")}${more}`;
  tell(io, `txwhy: ${redactText(name)}: ${count(repairs.length, "repair")}, ${touched}`);
}

/** Writes each warning once, on its own line. */
export function tellWarnings(
  warnings: readonly { path: string; message: string; line?: number }[],
  name: string,
  io: Io,
): void {
  const redactor = createRedactor();
  const lines = warnings.map(({ path, message, line }) => {
    const place = line === undefined ? redactor.text(name) : `${redactor.text(name)}:${line}`;
    return `txwhy: ${place}: ${path === "" ? "" : `${path}: `}${redactor.text(message)}`;
  });
  for (const line of new Set(lines)) tell(io, line.replace(/\s+/g, " "));
}
