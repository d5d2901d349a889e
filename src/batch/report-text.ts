import { jsonText, printable } from "../cli/io.js";
import { Page, padded, widthOf } from "../cli/layout.js";
import type { Style } from "../cli/style.js";
import { formatMoney } from "../render.js";
import { grouped } from "./progress.js";
import type { BatchReport, ReportPart, ReportSum } from "./report-schema.js";

const BAR = 20;
const MOST_CAUSES = 15;
const MOST_CLUSTERS = 5;
const MOST_ERRORS = 8;
const MOST_MONEY = 2;

/** The report for a terminal: what matters most of each list, and how much is left out. */
export function reportText(report: BatchReport, style: Style): string {
  const shown = printable(report);
  const page = new Page(style);
  overview(shown, page);
  causes(shown, page);
  escalations(shown, page);
  unmatched(shown, page);
  errors(shown, page);
  return page.text();
}

export const percent = (share: number | null): string => (share === null ? "-" : `${(share * 100).toFixed(1)} %`);

/** "1 row", "2 rows". */
export const many = (n: number, one: string): string => `${grouped(n)} ${one}${n === 1 ? "" : "s"}`;

/** The four ways in which failed results end; together they are all of them. */
export const endings = (report: BatchReport): [label: string, part: ReportPart][] => [
  ["Customers can solve it", report.customer],
  ["Waiting solves it", report.waiting],
  ["Needs a person", report.escalated],
  ["Not proved", report.unproved],
];

function overview({ results, failed, files, errors, ...report }: BatchReport, page: Page): void {
  const { style } = page;
  const read = `${many(results.count, "result")} from ${many(files.length, "file")}`;
  const bad = errors.count === 0 ? "" : `, ${many(errors.count, "error")}`;
  page.line(style.bold(`${read}${bad}`));
  page.line(`${grouped(failed.count)} failed: ${moneyText(failed, report.locale)}`);
  page.gap();
  table(
    endings({ results, failed, files, errors, ...report }).map(([label, part]) => [
      label,
      bar(part.share, page),
      percent(part.share),
      grouped(part.count),
      moneyText(part, report.locale),
    ]),
    page,
  );
}

function causes({ causes, locale }: BatchReport, page: Page): void {
  if (causes.length === 0) return;
  heading("Causes: of how many results each is the first, and whose money that is", page);
  table(
    causes
      .slice(0, MOST_CAUSES)
      .map(({ code, decisive }) => [
        code,
        bar(decisive.share, page),
        percent(decisive.share),
        grouped(decisive.count),
        moneyText(decisive, locale),
      ]),
    page,
  );
  more(causes.length - MOST_CAUSES, "cause", page);
}

function escalations({ reasons, priorities }: BatchReport, page: Page): void {
  if (reasons.length === 0) return;
  heading("Why a person is needed", page);
  const rows = [
    ...reasons.map(({ reason, ...part }) => ({ name: reason, part })),
    ...priorities.map(({ priority, ...part }) => ({ name: `priority ${priority}`, part })),
  ];
  table(
    rows.map(({ name, part }) => [name, bar(part.share, page), percent(part.share), grouped(part.count)]),
    page,
  );
}

function unmatched({ unmatched: { count, clusters, others } }: BatchReport, page: Page): void {
  if (count === 0) return;
  heading(`No rule matched: ${many(count, "result")}`, page);
  for (const cluster of clusters.slice(0, MOST_CLUSTERS)) {
    page.hang(`  ${grouped(cluster.count)} × `, cluster.signature);
    page.hang("      ", jsonText(cluster.context, false), page.style.dim);
  }
  const unlisted = clusters.slice(MOST_CLUSTERS).reduce((total, cluster) => total + cluster.count, others);
  if (unlisted > 0) page.line(`  ${grouped(unlisted)} × others`);
}

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

function more(count: number, one: string, page: Page): void {
  if (count > 0) page.line(`  and ${many(count, one)} more`);
}

/** Columns as wide as their widest cell; the last one takes what is left and is wrapped. */
function table(rows: string[][], page: Page): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => widthOf(row[i] as string))));
  for (const row of rows) {
    const last = row.length - 1;
    const cells = row.slice(0, last).map((cell, i) => {
      const isNumber = /^[\d,.]+(?: %)?$|^-$/.test(cell);
      const gap = " ".repeat((widths[i] as number) - widthOf(cell));
      return isNumber ? gap + cell : padded(cell, widths[i] as number);
    });
    page.hang(`  ${cells.join("  ")}  `, row[last] as string);
  }
}

function bar(share: number | null, { style }: Page): string {
  const exact = (share ?? 0) * BAR;
  // Only nothing has no cell, and only everything has all.
  const cells = exact <= 0 ? 0 : exact >= BAR ? BAR : Math.min(BAR - 1, Math.max(1, Math.round(exact)));
  const [full, empty] = style.unicode ? ["█", "░"] : ["#", "."];
  return full.repeat(cells) + style.dim(empty.repeat(BAR - cells));
}

function moneyText({ money, unpriced }: ReportSum, locale: string): string {
  const shown = money.slice(0, MOST_MONEY).map((amount) => formatMoney(amount, locale));
  const rest = money.length - shown.length;
  if (rest > 0) shown.push(`${rest} more ${rest === 1 ? "currency" : "currencies"}`);
  if (unpriced > 0) shown.push(`${grouped(unpriced)} of unknown amount`);
  return shown.join(", ");
}
