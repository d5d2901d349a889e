import type { Json } from "../../../base/json.js";
import { printable } from "../../io.js";

/** What is already Markdown. Texts of rule files are turned into Markdown only here, so that none can add HTML or a link. */
export type Markdown = string & { readonly markdown: true };

const markdown = (text: string): Markdown => text as Markdown;

/** A text on one line in which characters with a meaning in Markdown or HTML are escaped. */
export const text = (value: string): Markdown =>
  markdown(
    printable(value)
      .replace(/[\\`*_[\]|~#]/g, "\\$&")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      // A bare address would become a link; a number with a point would start a list.
      .replace(/:\/\//g, "&#58;//")
      .replace(/\b(www)\./gi, "$1&#46;")
      .replace(/@/g, "&#64;")
      .replace(/^(\s*)([-+=])/, "$1\\$2")
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2"),
  );

/** Code within a line; also in a table, where a bar would end the cell. */
export function code(value: string): Markdown {
  const plain = printable(value).replace(/\|/g, "\\|");
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return markdown(`${ticks}${space}${plain}${space}${ticks}`);
}

/** A block of JSON. Its fence is longer than any run of backticks in it. */
export function jsonBlock(value: Json): Markdown {
  const body = indented(value, "");
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return markdown(`${fence}json\n${body}\n${fence}`);
}

const WIDTH = 100;

/** JSON on one line where that is short, else a member a line. */
function indented(value: Json, indent: string): string {
  const line = JSON.stringify(value).replace(/("(?:[^"\\]|\\.)*")|([,:])/g, (_, quoted, sign) => quoted ?? `${sign} `);
  if (indent.length + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const deeper = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((entry) => deeper + indented(entry, deeper))
    : Object.entries(value).map(([key, entry]) => `${deeper}${JSON.stringify(key)}: ${indented(entry, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${members.join(",\n")}\n${indent}${close}`;
}

/** A short form of a JSON value for a table cell: names and plain texts have no quotes. */
export function brief(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(brief).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${briefMembers(value)}}`;
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[\p{L}\p{N}_+-](?:[\p{L}\p{N} ._:/+-]*[\p{L}\p{N}_.:/+-])?$/u.test(value) &&
    !/^(?:true|false|null)$/.test(value)
    ? value
    : JSON.stringify(value);
}

/** A short form of the members of an object, without braces. */
export const briefMembers = (value: { [key: string]: Json }): string =>
  Object.entries(value)
    .map(([key, member]) => `${key}: ${brief(member)}`)
    .join(", ");

/** A link to a web page; an address of another kind is left out. */
export function webLink(title: string, url: string): Markdown {
  let href: string;
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return text(title);
    href = parsed.href;
  } catch {
    return text(title);
  }
  return markdown(
    `[${text(title)}](${href.replace(/[()<>|\\`*_\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`,
  );
}

/** A link to another page beside this one. */
export const pageLink = (label: Markdown, file: string): Markdown => markdown(`[${label}](${file})`);

export const bold = (label: Markdown): Markdown => markdown(`**${label}**`);
export const heading = (level: number, label: Markdown): Markdown => markdown(`${"#".repeat(level)} ${label}`);
export const quote = (paragraph: Markdown): Markdown => markdown(`> ${paragraph}`);

/** Joins pieces; plain strings are words of the page itself. */
export const md = (pieces: TemplateStringsArray, ...values: readonly Markdown[]): Markdown =>
  markdown(pieces.map((piece, i) => piece + (values[i] ?? "")).join(""));

export const joined = (pieces: readonly Markdown[], between: string): Markdown => markdown(pieces.join(between));

/** Numbered or not; an entry's further lines are indented below its first. */
export const list = (entries: readonly Markdown[], numbered = false): Markdown =>
  markdown(
    entries
      .map((entry, i) => {
        const sign = numbered ? `${i + 1}. ` : "- ";
        return sign + entry.replace(/\n/g, `\n${" ".repeat(sign.length)}`);
      })
      .join("\n"),
  );

export function table(head: readonly string[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return markdown([line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n"));
}

/** Blocks with an empty line between them, and one line feed at the end. */
export const page = (blocks: readonly (Markdown | null)[]): string =>
  `${blocks.filter((block) => block !== null && block !== "").join("\n\n")}\n`;
