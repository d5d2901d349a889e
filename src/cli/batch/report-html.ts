import { createHash } from "node:crypto";
import { formatMoney } from "../../words/money.js";
import { jsonText } from "../io.js";
import { number, shortLabel, table, text } from "./html.js";
import { plainLabel } from "./labels.js";
import { grouped } from "./progress.js";
import { outages } from "./report-hours.js";
import type { BatchReport, ReportSum } from "./report-schema.js";
import { endings, many, percent } from "./report-text.js";

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d0d7de; --bar: #0b6bcb; --rest: #e7ecf1; --spike: #bc4c00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9aa4af; --paper: #0f1318; --line: #343b44; --bar: #58a6ff; --rest: #222932; --spike: #ff9a4d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
p { margin: .25rem 0; }
.soft { color: var(--soft); }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0 1rem; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .end { text-anchor: end; }
svg .bar { fill: var(--bar); }
svg .rest { fill: var(--rest); }
svg .spike { fill: var(--spike); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.money { display: block; white-space: nowrap; }
code { font: .85em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
`;

/** The report as one page that loads nothing: no script, no font, no picture, and a policy that forbids all three. */
export function reportHtml(report: BatchReport): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const { results, failed, files, errors, locale, ruleSet, version } = report;
  const body = [
    `<h1>${grouped(failed.count)} failed transactions</h1>`,
    `<p>${many(results.count, "result")} from ${many(files.length, "file")}, ${many(errors.count, "error")}</p>`,
    `<p class="soft">txwhy ${text(version)}, rules ${text(ruleSet.version)} (${text(ruleSet.hash.slice(0, 12))})</p>`,
    section(
      "How they end",
      endings(report).map(([name, part]) => ({ name, share: part.share, cells: sumCells(part, locale) })),
      ["", "Share", "Results", "Money"],
    ),
    section(
      "First causes, and the money behind them",
      report.causes.map(({ code, title, decisive, blocking }) => ({
        name: title,
        detail: code,
        share: decisive.share,
        cells: [...sumCells(decisive, locale), number(grouped(blocking.count))],
      })),
      ["Cause", "Share as the first cause", "Results", "Money", "Results it blocks"],
    ),
    section(
      "Why a person is needed",
      report.reasons.map(({ reason, ...part }) => ({
        name: plainLabel("reason", reason),
        share: part.share,
        cells: sumCells(part, locale),
      })),
      ["Reason", "Share", "Results", "Money"],
    ),
    section(
      "How urgent that is",
      report.priorities.map(({ priority, ...part }) => ({
        name: plainLabel("priority", priority),
        share: part.share,
        cells: sumCells(part, locale),
      })),
      ["Priority", "Share", "Results", "Money"],
    ),
    outages(report),
    unmatched(report),
    errorRows(report),
    inputs(report),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>txwhy: ${grouped(failed.count)} failed transactions</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

interface Bar {
  name: string;
  detail?: string;
  share: number | null;
  /** Table cells after name and share, as HTML. */
  cells: string[];
}

/** Bars, and a table with the same numbers in full. */
function section(title: string, bars: readonly Bar[], heads: readonly string[]): string {
  if (bars.length === 0) return "";
  const rows = bars.map(({ name, detail, share, cells }) => {
    const code = detail === undefined ? "" : `<br><code>${text(detail)}</code>`;
    return `<tr><th scope="row">${text(name)}${code}</th>${number(percent(share))}${cells.join("")}</tr>`;
  });
  return `<section><h2>${text(title)}</h2><figure>${picture(title, bars)}${table(heads, rows)}</figure></section>`;
}

const MOST_BARS = 15;
const ROW = 26;
const LABELS = 300;
const LENGTH = 500;
const WIDTH = 880;

function picture(title: string, bars: readonly Bar[]): string {
  const drawn = bars.slice(0, MOST_BARS);
  const rows = drawn.map(({ name, share }, i) => {
    const y = i * ROW;
    const length = Math.round((share ?? 0) * LENGTH * 100) / 100;

    return (
      `<text class="end" x="${LABELS - 10}" y="${y + 17}">${text(shortLabel(name))}</text>` +
      `<rect class="rest" x="${LABELS}" y="${y + 5}" width="${LENGTH}" height="16" rx="2"/>` +
      `<rect class="bar" x="${LABELS}" y="${y + 5}" width="${length}" height="16" rx="2"/>` +
      `<text x="${LABELS + LENGTH + 10}" y="${y + 17}">${text(percent(share))}</text>`
    );
  });
  // Hidden from screen readers: the table beside it has the same numbers.
  return `<svg role="img" aria-label="${text(title)}: bars of the shares in the table" viewBox="0 0 ${WIDTH} ${drawn.length * ROW}">${rows.join("")}</svg>`;
}

function sumCells({ count, money, unpriced }: ReportSum, locale: string): string[] {
  const lines = money.map((amount) => formatMoney(amount, locale));
  if (unpriced > 0) lines.push(`${grouped(unpriced)} of unknown amount`);
  const shown = lines.map((line) => `<span class="money">${text(line)}</span>`).join("");
  return [number(grouped(count)), `<td>${shown}</td>`];
}

function unmatched({ unmatched: { count, clusters, others } }: BatchReport): string {
  if (count === 0) return "";
  const rows = clusters.map(
    (cluster) =>
      `<tr><th scope="row">${text(cluster.signature)}</th>${number(grouped(cluster.count))}` +
      `<td>${text(`${cluster.first.file}:${cluster.first.line}`)}</td>` +
      `<td><code>${text(jsonText(cluster.context, false))}</code></td></tr>`,
  );
  if (others > 0) rows.push(`<tr><th scope="row">others</th>${number(grouped(others))}<td></td><td></td></tr>`);
  const heads = ["What they have in common", "Results", "First", "Smallest context for a new rule"];
  return `<section><h2>No rule matched: ${many(count, "result")}</h2>${table(heads, rows)}</section>`;
}

function errorRows({ errors: { count, kinds, others } }: BatchReport): string {
  if (count === 0) return "";
  const rows = kinds.map(
    ({ kind, message, count, first }) =>
      `<tr><th scope="row">${text(kind)}</th>${number(grouped(count))}<td>${text(message)}</td>` +
      `<td>${text(`${first.file}:${first.line}`)}</td></tr>`,
  );
  if (others > 0) rows.push(`<tr><th scope="row">others</th>${number(grouped(others))}<td></td><td></td></tr>`);
  return `<section><h2>${many(count, "error")}</h2>${table(["Kind", "Rows", "What", "First"], rows)}</section>`;
}

function inputs({ files }: BatchReport): string {
  const rows = files.map(
    ({ file, results, errors }) =>
      `<tr><th scope="row">${text(file)}</th>${number(grouped(results))}${number(grouped(errors))}</tr>`,
  );
  return `<section><h2>Files</h2>${table(["File", "Results", "Errors"], rows)}</section>`;
}
