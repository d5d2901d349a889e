import type { CompiledRuleSet } from "../rules/rule-set.js";
import { Wording } from "../words/wording.js";
import { type CodeMeaning, publishedIn } from "./code-meanings.js";
import { printable } from "./io.js";
import { Page } from "./layout.js";
import type { Style } from "./style.js";

/** A code as it is given with `--json`: its row, where it is from, and whose it is to mend. */
export function codeRecord(meaning: CodeMeaning, rules: CompiledRuleSet) {
  const { table, scheme, row } = meaning;
  return {
    provider: table.provider,
    name: table.name,
    scheme,
    ...row,
    party: partyOf(row.cause, rules),
    source: publishedIn(meaning) ?? null,
  };
}

/** Whose it is to mend a cause; null where the rules do not say. */
const partyOf = (cause: string | null, rules: CompiledRuleSet): string | null =>
  (cause === null ? undefined : rules.byCode.get(cause)?.file.party) ?? null;

const RETRIES: Readonly<Record<CodeMeaning["row"]["retry"], string>> = {
  now: "now",
  after_remedy: "after the remedy",
  later: "later",
  check_status_first: "check the status",
  never: "never",
  unknown: "not known",
};

/** What a table says about another try: "later, after P1D", "not known". */
export const retryWords = ({ retry, wait }: CodeMeaning["row"]): string =>
  wait === undefined ? RETRIES[retry] : `${RETRIES[retry]}, after ${wait}`;

/** How a cause is named beside a code: its certainty only where there is a cause. */
export const certaintyWords = ({ cause, certainty = "likely" }: CodeMeaning["row"]): string =>
  cause === null ? "" : ` (${certainty})`;

/** What every table that has a code says of it: meaning, cause, retry, party and source. */
export function codeCards(
  code: string,
  meanings: readonly CodeMeaning[],
  rules: CompiledRuleSet,
  style: Style,
): string {
  const page = new Page(style);
  const wording = new Wording("en", rules);
  const dot = style.unicode ? "·" : "-";
  if (meanings.length > 1) page.hang("", printable(summaryOf(code, meanings)));
  for (const meaning of meanings) {
    const { table, scheme, row } = printable({ ...meaning, table: { name: meaning.table.name } });
    const party = partyOf(row.cause, rules);
    const source = publishedIn(meaning);
    page.gap();
    page.hang("", [
      [`${table.name} ${dot} ${row.code}`, style.bold],
      [` ${dot} ${scheme}`, style.dim],
    ]);
    page.hang("  ", row.meaning);
    if (row.note !== undefined) page.hang("  ", row.note);
    page.hang("  Cause   ", row.cause === null ? "none" : [row.cause, [certaintyWords(row), style.dim]], style.dim);
    page.hang("  Retry   ", retryWords(row), style.dim);
    page.hang("  Party   ", party === null ? "not known" : wording.value(party), style.dim);
    if (source !== undefined)
      page.hang("  Source  ", printable(`${source.title}, ${source.date}: ${source.url}`), style.dim);
  }
  return page.text();
}

/** "insufficient_funds is in 12 tables: balance.insufficient 11, no cause 1" */
function summaryOf(code: string, meanings: readonly CodeMeaning[]): string {
  const counts = new Map<string, number>();
  for (const { row } of meanings) counts.set(row.cause ?? "no cause", (counts.get(row.cause ?? "no cause") ?? 0) + 1);
  const listed = [...counts].sort((a, b) => b[1] - a[1]).map(([cause, count]) => `${cause} ${count}`);
  const tables = new Set(meanings.map(({ table }) => table.provider)).size;
  return `${code} is in ${tables} ${tables === 1 ? "table" : "tables"}: ${listed.join(", ")}`;
}
