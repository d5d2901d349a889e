import type { Line, Spread } from "./measure.js";

const SCALES = {
  ns: [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
    [1, "ns"],
  ],
  bytes: [
    [1e6, "MB"],
    [1e3, "kB"],
    [1, "B"],
  ],
} as const;

/** Three significant digits, so that 0.98 and 1,850 both fit. */
const digits = (value: number): string =>
  value.toLocaleString("en", { maximumSignificantDigits: 3, minimumSignificantDigits: value < 1000 ? 3 : 1 });

function amount(value: number, unit: Line["unit"]): string {
  const scales: readonly (readonly [number, string])[] = SCALES[unit];
  const [factor, name] = scales.find(([least]) => Math.abs(value) >= least) ?? [1, unit === "ns" ? "ns" : "B"];
  return `${digits(value / factor)} ${name}`;
}

const noise = ({ p10, p90 }: Spread, write: (value: number) => string): string => `${write(p10)} – ${write(p90)}`;

function cells({ name, unit, value, ratio, note }: Line): string[] {
  const measured = value.p10 === value.p90 ? "" : noise(value, (one) => amount(one, unit));
  const times = ratio === null ? ["", ""] : [`× ${digits(ratio.median)}`, noise(ratio, digits)];
  return [`  ${name}`, amount(value.median, unit), measured, ...times, note ?? ""];
}

/** All lines as one table, a heading for each group. */
export function table(lines: readonly Line[]): string {
  const head = ["", "median", "p10 – p90", "ratio", "p10 – p90", ""];
  const rows = [head, ...lines.map(cells)];
  const widths = head.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const write = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 || i === row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  const groups = [...new Set(lines.map((line) => line.group))];
  const body = groups.flatMap((group) => [
    "",
    group,
    ...lines.filter((line) => line.group === group).map((line) => write(cells(line))),
  ]);
  return [write(head), ...body].join("\n");
}
