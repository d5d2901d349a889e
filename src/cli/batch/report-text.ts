import { formatMoney } from "../../words/money.js";
import { jsonText, printable } from "../io.js";
import { Page, padded, widthOf } from "../layout.js";
import type { Style } from "../style.js";
import { plainLabel } from "./labels.js";
import { spikesOf } from "./outages.js";
import { grouped } from "./progress.js";
import type { BatchReport, ReportPart, ReportSum } from "./report-schema.js";

const BAR = 20;
const SHORTEST_BAR = 6;
const MOST_CAUSES = 15;
const MOST_CLUSTERS = 5;
const MOST_ERRORS = 8;
const MOST_SPIKES = 8;
const MOST_SIGNS = 200;
const MOST_MONEY = 3;

/** The report for a terminal: the first entries of each list, and how many are left out. */
export function reportText(report: BatchReport, style: Style): string {
  const shown = printable(report);
  const page = new Page(style);
  overview(shown, page);
  causes(shown, page);
  escalations(shown, page);
  outages(shown, page);
  unmatched(shown, page);
  errors(shown, page);
  return page.text();
}

export const percent = (share: number | null): string => (share === null ? "-" : `${(share * 100).toFixed(1)} %`);

/** "1 row", "2 rows". */
export const many = (n: number, one: string, more = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : more}`;

/** The four parts that add up to all failed results. */
export const endings = (report: BatchReport): [label: string, part: ReportPart][] => [
  ["Customers can solve it", report.customer],
  ["Waiting solves it", report.waiting],
  ["Needs a person", report.escalated],
  ["Not proved", report.unproved],
];

function overview(report: BatchReport, page: Page): void {
  const { results, failed, files, errors, locale } = report;
  const bad = errors.count === 0 ? "" : `, ${many(errors.count, "error")}`;
  page.line(page.style.bold(`${many(results.count, "result")} from ${many(files.length, "file")}${bad}`));
  page.hang(`${grouped(failed.count)} failed: `, moneyText(failed, locale, MOST_MONEY));
  page.gap();
  bars(
    endings(report).map(([name, part]) => ({ name, part, money: moneyText(part, locale, 1) })),
    page,
  );
}

function causes({ causes, locale }: BatchReport, page: Page): void {
  if (causes.length === 0) return;
  heading("First causes, and the money behind them", page);
  const byFirst = [...causes].sort((a, b) => b.decisive.count - a.decisive.count);
  bars(
    byFirst
      .slice(0, MOST_CAUSES)
      .map(({ code, decisive }) => ({ name: code, part: decisive, money: moneyText(decisive, locale, 1) })),
    page,
  );
  if (causes.length > MOST_CAUSES) page.line(`  and ${many(causes.length - MOST_CAUSES, "cause")} more`);
}

function escalations({ reasons, priorities }: BatchReport, page: Page): void {
  if (reasons.length === 0) return;
  heading("Why a person is needed", page);
  bars(
    reasons.map(({ reason, ...part }) => ({ name: plainLabel("reason", reason), part, money: "" })),
    page,
  );
  heading("How urgent that is", page);
  bars(
    priorities.map(({ priority, ...part }) => ({ name: plainLabel("priority", priority), part, money: "" })),
    page,
  );
}

function outages({ hours: { codes } }: BatchReport, page: Page): void {
  const spikes = spikesOf(codes);
  if (spikes.length === 0) return;
  heading("Unusually many failures (UTC)", page);
  for (const { provider, code, from, to, count, usual } of spikes.slice(0, MOST_SPIKES)) {
    const when = `${from.slice(0, 16).replace("T", " ")} to ${to.slice(11, 16)}`;
    page.hang(`  ${when}  `, `${provider} ${code}: ${grouped(count)}; usually at most ${grouped(usual)} an hour`);
  }
  if (spikes.length > MOST_SPIKES) page.line(`  and ${many(spikes.length - MOST_SPIKES, "spike")} more`);
}

function unmatched({ unmatched: { count, clusters, others } }: BatchReport, page: Page): void {
  if (count === 0) return;
  heading(`No rule matched: ${many(count, "result")}`, page);
  for (const cluster of clusters.slice(0, MOST_CLUSTERS)) {
    page.hang(`  ${grouped(cluster.count)} × `, shortened(cluster.signature));
    page.hang("      ", [shortened(jsonText(cluster.context, false)), page.style.dim]);
  }
  const unlisted = clusters.slice(MOST_CLUSTERS).reduce((total, cluster) => total + cluster.count, others);
  if (unlisted > 0) page.line(`  ${grouped(unlisted)} × others`);
}

/** Cuts a text that is long. The other reports have it in full. */
const shortened = (text: string): string =>
  [...text].length > MOST_SIGNS ? `${[...text].slice(0, MOST_SIGNS - 1).join("")}…` : text;

function errors({ errors: { kinds, others } }: BatchReport, page: Page): void {
  if (kinds.length === 0) return;
  heading("Errors", page);
  for (const { kind, message, count, first } of kinds.slice(0, MOST_ERRORS)) {
    page.hang(`  ${grouped(count)} × `, `${kind}: ${message} (first: ${first.file}:${first.line})`);
  }
  const unlisted = kinds.slice(MOST_ERRORS).reduce((total, { count }) => total + count, others);
  if (unlisted > 0) page.line(`  ${grouped(unlisted)} × others`);
}

function heading(text: string, page: Page): void {
  page.gap();
  page.line(page.style.bold(text));
}

interface BarRow {
  name: string;
  part: ReportPart;
  money: string;
}

/** One line per entry: name, share as a bar and as a number, count, money. The bars fill the remaining width. */
function bars(rows: readonly BarRow[], page: Page): void {
  const { style } = page;
  const cells = rows.map(({ name, part, money }) => ({
    name,
    share: part.share ?? 0,
    percent: percent(part.share),
    count: grouped(part.count),
    money,
  }));
  const widest = (of: (cell: (typeof cells)[number]) => string): number =>
    Math.max(...cells.map((cell) => widthOf(of(cell))));
  const [names, percents, counts, moneys] = [
    widest(({ name }) => name),
    widest(({ percent }) => percent),
    widest(({ count }) => count),
    widest(({ money }) => money),
  ];
  const room = style.width - names - percents - counts - moneys - 10;
  const length = Math.min(BAR, room);
  for (const { name, share, percent, count, money } of cells) {
    const bar = length < SHORTEST_BAR ? "" : `${barOf(share, length, style)}  `;
    page.line(`  ${padded(name, names)}  ${bar}${percent.padStart(percents)}  ${count.padStart(counts)}  ${money}`);
  }
}

function barOf(share: number, length: number, style: Style): string {
  const exact = share * length;
  // Only a share of 0 draws no cell, and only a share of 1 draws all.
  const cells = exact <= 0 ? 0 : exact >= length ? length : Math.min(length - 1, Math.max(1, Math.round(exact)));
  const [full, empty] = style.unicode ? ["█", "░"] : ["#", "."];
  return full.repeat(cells) + style.dim(empty.repeat(length - cells));
}

/** The sums in the currencies of most results, and how many more currencies there are. */
function moneyText({ money, unpriced }: ReportSum, locale: string, most: number): string {
  const shown = money.slice(0, most).map((amount) => formatMoney(amount, locale));
  const rest = money.length - shown.length;
  if (most === 1) return [...shown, ...(rest > 0 ? [`+ ${rest} more`] : [])].join(" ");
  if (rest > 0) shown.push(many(rest, "more currency", "more currencies"));
  if (unpriced > 0) shown.push(`${grouped(unpriced)} of unknown amount`);
  return shown.join(", ");
}
