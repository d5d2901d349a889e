import { MAX_ENTRIES } from "../base/sizes.js";
import { matchAt } from "./characters.js";
import { assembled, isKnownPath, pathOf } from "./paths.js";
import type { FoundValue } from "./prose.js";
import type { ReadingRecord } from "./record.js";
import { ReadRefusal, type TextView } from "./source.js";

interface TableCell {
  text: string;
  /** Where its content starts. */
  at: number;
}

const SEPARATORS = [",", ";", "\t"] as const;
const COLUMN = /^[\p{L}_$@#][\p{L}\p{N}_$.[\]@#/()&%' -]*$/u;
const BARE: Readonly<Record<string, RegExp>> = { ",": /[^,\r\n]*/y, ";": /[^;\r\n]*/y, "\t": /[^\t\r\n]*/y };
const LINE_END = /\r\n|\n|\r/y;
const BLANK_LINES = /(?:[ \t\ufeff]*(?:\r\n|\n|\r))*/y;

/** The separator of a table with a header, or null: with `known`, at least one column must be a field of the contract. */
export function separatorOf(view: TextView, known: boolean): string | null {
  const start = matchAt(BLANK_LINES, view.text, 0).length;
  if (!/[\p{L}"_$@#\ufeff]/u.test(view.text[start] ?? "")) return null;
  const first = /[\r\n]/.exec(view.text.slice(start, start + 100_000));
  const header = view.text.slice(start, start + (first?.index ?? 100_000));
  for (const separator of SEPARATORS) {
    const names = header.split(separator).map((name) => name.trim().replace(/^"|"$/g, ""));
    const paths = names.map((name) => (COLUMN.test(name) ? pathOf(name) : null)).filter((path) => path !== null);
    if (names.length > MAX_ENTRIES || paths.length < names.length) continue;
    if (paths.some(isKnownPath) || (!known && names.length > 1)) return separator;
  }
  return null;
}

/**
 * Reads a table with a header (RFC 4180, with any of the separators): each row is one object, columns are paths.
 * A row with another number of cells than the header is refused, since nobody can say which cell is missing.
 */
export function scanTable(view: TextView, separator: string, record: ReadingRecord): FoundValue[] {
  const parts: FoundValue[] = [];
  let header: { names: string[][]; cells: TableCell[] } | undefined;
  let at = 0;
  while (at < view.text.length) {
    const skipped = matchAt(BLANK_LINES, view.text, at).length;
    if (skipped > 0) {
      at += skipped;
      continue;
    }
    const start = at;
    const { cells, end } = row(view, separator, start);
    at = end;
    if (cells.length === 1 && (cells[0] as TableCell).text.trim() === "") continue;
    if (header === undefined) {
      header = { names: cells.map((cell) => pathOf(cell.text) ?? [cell.text]), cells };
      continue;
    }
    if (cells.length !== header.names.length) {
      throw new ReadRefusal(view.origin(start), "row_length", { cells: cells.length, columns: header.names.length });
    }
    const { names } = header;
    const entries = cells.map((cell, i) => ({
      path: names[i] as string[],
      text: cell.text,
      place: { view, key: cell.at, value: cell.at },
    }));
    parts.push({
      value: assembled(entries, view, start, record),
      place: { view, key: start, value: start },
      loose: true,
      row: true,
    });
  }
  return parts;
}

function row(view: TextView, separator: string, start: number): { cells: TableCell[]; end: number } {
  const { text } = view;
  const cells: TableCell[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quoted(view, at) : bare(text, separator, at);
    cells.push(cell.cell);
    at = cell.end;
    if (text[at] === separator) at++;
    else {
      const line = matchAt(LINE_END, text, at);
      if (line === "" && at < text.length) throw new ReadRefusal(view.origin(at), "after_quote");
      return { cells, end: at + line.length };
    }
  }
}

function bare(text: string, separator: string, start: number): { cell: TableCell; end: number } {
  const raw = matchAt(BARE[separator] as RegExp, text, start);
  const lead = raw.length - raw.trimStart().length;
  return { cell: { text: raw.trim(), at: start + lead }, end: start + raw.length };
}

function quoted(view: TextView, start: number): { cell: TableCell; end: number } {
  let text = "";
  let at = start + 1;
  for (;;) {
    const quote = view.text.indexOf('"', at);
    if (quote < 0) throw new ReadRefusal(view.origin(start), "quote_open.cell");
    text += view.text.slice(at, quote);
    at = quote + 1;
    if (view.text[at] !== '"') return { cell: { text, at: start + 1 }, end: at };
    text += '"';
    at++;
  }
}
