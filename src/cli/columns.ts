import { padded, type Span, widthOf, wrapped } from "./layout.js";
import type { Style } from "./style.js";

type Cell = string | readonly Span[];

const GAP = 2;
/** Columns but the last are at most this share of the width; longer cells are broken. */
const LARGEST_SHARE = 0.28;
const NARROWEST_LAST = 12;

const textOf = (cell: Cell): string =>
  typeof cell === "string" ? cell : cell.map((span) => (typeof span === "string" ? span : span[0])).join("");

/** A table for the terminal: a line of heads, then the rows. The last column takes what is left of the width and is wrapped. */
export function columns(heads: readonly string[], rows: readonly (readonly Cell[])[], style: Style): string {
  const last = heads.length - 1;
  const widest = Math.floor(style.wide * LARGEST_SHARE);
  const widths = heads.map((head, i) =>
    Math.min(widest, Math.max(widthOf(head), ...rows.map((row) => widthOf(textOf(row[i] ?? ""))))),
  );
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0);
  widths[last] = Math.max(NARROWEST_LAST, style.wide - before);
  const line = (cells: readonly Cell[]): string => {
    const broken = cells.map((cell, i) => wrapped(cell, widths[i] as number));
    const height = Math.max(...broken.map((lines) => lines.length));
    return Array.from({ length: height }, (_, y) =>
      broken
        .map((lines, i) => padded(lines[y] ?? "", widths[i] as number))
        .join(" ".repeat(GAP))
        .trimEnd(),
    ).join("\n");
  };
  return `${[style.dim(line(heads)), ...rows.map(line)].join("\n")}\n`;
}
