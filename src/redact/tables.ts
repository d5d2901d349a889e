import type { Claims } from "./claims.js";
import { claimValue, isTelling } from "./frames.js";
import { type KeyPlace, type KeyReader, TOP } from "./keys.js";
import { matchesOf, matchFrom, spanOf } from "./scan.js";

interface Cell {
  start: number;
  end: number;
}

const SEPARATORS = [",", ";", "\t", "|"] as const;
/** Nobody writes a table with longer lines. */
const LINE = /^.{1,10000}$/gm;
/** A heading begins with a letter and is no sentence. */
const HEADING = /^\p{L}[^\n:=!?\uff1a]{0,59}$/u;
const BEGINS_HEADER = /^[\s"|]*\p{L}/u;
/** The line below a heading in Markdown. */
const UNDERLINED = /^\s+\|[\s:|-]*-[\s:|-]*(?:\n|$)/;
const FEWEST_COLUMNS = 3;
/** The columns of an SQL statement, and each row of its values. */
const INSERT = /\(([^()\n]{3,2000})\)\s{0,9}VALUES(?=\s{0,9}\()/dgi;
const ROW = /\s{0,9}\(((?:[^()'\n]|'[^'\n]*'){1,4000})\),?/dy;

/** The cells of a line, without the quotes and spaces around them. */
function cellsOf(text: string, line: Cell, separator: string, quote = '"'): Cell[] {
  const cells: Cell[] = [];
  let [start, isQuoted] = [line.start, false];
  for (let at = line.start; at <= line.end; at++) {
    if (text[at] === quote && at < line.end) isQuoted = !isQuoted;
    if (at < line.end && (isQuoted || text[at] !== separator)) continue;
    const whole = text.slice(start, at);
    const inner = whole.replace(/^[\s"'`]+|[\s"'`]+$/g, "");
    const from = start + whole.indexOf(inner);
    cells.push({ start: from, end: from + inner.length });
    start = at + 1;
  }
  return cells;
}

/** "Beneficiary A/c" is one heading, and no path. */
const placeOf = (heading: string, keys: KeyReader): KeyPlace => keys.placeOf(heading.replace("/", " "), TOP);

/** Name and value where a line has just these two cells, `| CVV | 123 |`, and is no heading in Markdown. */
function pairIn(text: string, line: Cell): Cell[] {
  if (UNDERLINED.test(text.slice(line.end, line.end + 200))) return [];
  const filled = cellsOf(text, line, "|").filter(({ start, end }) => end > start);
  const cells = filled.length === 2 ? filled : cellsOf(text, line, "\t");
  const [name] = cells;
  return cells.length === 2 && name !== undefined && HEADING.test(text.slice(name.start, name.end)) ? cells : [];
}

/** What the headings of a table say of its columns; undefined for a line that is none, or tells of nobody. */
function columnsOf(text: string, line: Cell, keys: KeyReader): { separator: string; places: KeyPlace[] } | undefined {
  if (!BEGINS_HEADER.test(text.slice(line.start, line.start + 80))) return undefined;
  for (const separator of SEPARATORS) {
    if (text.slice(line.start, line.end).split(separator, FEWEST_COLUMNS).length < FEWEST_COLUMNS) continue;
    const cells = cellsOf(text, line, separator);
    const headings = cells.map(({ start, end }) => text.slice(start, end));
    // A row of a Markdown table begins and ends with its separator.
    if (
      !headings.every((heading, i) => HEADING.test(heading) || (heading === "" && (i === 0 || i === cells.length - 1)))
    )
      continue;
    const places = headings.map((heading) => placeOf(heading, keys));
    return places.some(isTelling) ? { separator, places } : undefined;
  }
  return undefined;
}

/** The cells of tables in a text, by the headings of their columns: `Beneficiary Name,A/c,Amount`. A row has as many cells as its header. */
export function findTables(text: string, claims: Claims): void {
  let columns: ReturnType<typeof columnsOf>;
  for (const match of matchesOf(INSERT, text)) {
    const [start, end] = spanOf(match, 1);
    const places = cellsOf(text, { start, end }, ",").map((cell) =>
      placeOf(text.slice(cell.start, cell.end), claims.keys),
    );
    const at = match.index + match[0].length;
    for (let row = matchFrom(ROW, text, at); row; row = matchFrom(ROW, text, ROW.lastIndex)) {
      const [from, to] = spanOf(row, 1);
      for (const [i, cell] of cellsOf(text, { start: from, end: to }, ",", "'").entries())
        if (places[i]) claimValue(places[i], text, cell, claims);
    }
  }
  for (const match of text.matchAll(LINE)) {
    const line = { start: match.index, end: match.index + match[0].length };
    // A line that is drawn between rows.
    if (columns && /^[\s|+:-]+$/.test(match[0])) continue;
    const cells = columns === undefined ? [] : cellsOf(text, line, columns.separator);
    if (columns === undefined || cells.length !== columns.places.length) {
      const [name, value] = pairIn(text, line);
      columns = name ? undefined : columnsOf(text, line, claims.keys);
      if (name && value) claimValue(placeOf(text.slice(name.start, name.end), claims.keys), text, value, claims);
      continue;
    }
    for (const [i, cell] of cells.entries()) {
      const place = columns.places[i] as KeyPlace;
      // The line below the header in Markdown has dashes alone.
      if (/[\p{L}\p{N}]/u.test(text.slice(cell.start, cell.end))) claimValue(place, text, cell, claims);
    }
  }
}
