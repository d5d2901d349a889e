import type { CompiledRuleSet } from "../rules/rule-set.js";
import type { Wording } from "../words/wording.js";
import { type CodeMeaning, publishedIn } from "./code-meanings.js";
import { printable } from "./io.js";
import { Page, padded, type Span, widthOf } from "./layout.js";
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

/** What a table says about another try: "later, after 1 day", "not known". */
export function retryWords({ retry, wait }: CodeMeaning["row"], wording: Wording): string {
  const said = wording.phrase(retry === "check_status_first" ? "retry_check_status" : `retry_${retry}`);
  return wait === undefined
    ? said
    : wording.phrase("retry_wait", { retry: said, time: spanText(wait, wording.locale) });
}

/** The units of an ISO 8601 duration as tables have them, by their letters. */
const UNITS: readonly (readonly [unit: string, pattern: RegExp])[] = [
  ["day", /^P(\d+)D/],
  ["hour", /T(\d+)H/],
  ["minute", /T.*?(\d+)M/],
  ["second", /T.*?(\d+)S/],
];

/** "P1D" as "1 day"; a duration of other units as it is. */
function spanText(span: string, locale: string): string {
  const parts = UNITS.flatMap(([unit, pattern]) => {
    const count = pattern.exec(span)?.[1];
    if (count === undefined) return [];
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Number(count));
  });
  return parts.length === 0 ? span : parts.join(" ");
}

/** How a cause is named beside a code: its certainty only where there is a cause. */
export const certaintyWords = ({ cause, certainty = "likely" }: CodeMeaning["row"], wording: Wording): string =>
  cause === null ? "" : wording.phrase("in_brackets", { text: wording.phrase(`certainty_${certainty}`) });

/** What every table that has a code says of it: meaning, cause, retry, party and source. */
export function codeCards(
  code: string,
  meanings: readonly CodeMeaning[],
  rules: CompiledRuleSet,
  wording: Wording,
  style: Style,
): string {
  const page = new Page(style);
  const dot = style.unicode ? "·" : "-";
  if (meanings.length > 1) page.hang("", printable(summaryOf(code, meanings, wording)));
  for (const meaning of meanings) {
    const { table, scheme, row } = printable({ ...meaning, table: { name: meaning.table.name } });
    const party = partyOf(row.cause, rules);
    const source = publishedIn(meaning);
    page.gap();
    page.hang("", [
      [`${table.name} ${dot} ${row.code}`, style.bold],
      [` ${dot} ${scheme}`, style.dim],
    ]);
    const labels = ["cause", "retry", "party", "source"].map((name) => wording.phrase(`codes_${name}`));
    const width = Math.max(...labels.map(widthOf));
    const [cause = "", retry = "", who = "", from = ""] = labels.map((label) => `  ${padded(label, width)}  `);
    page.hang("  ", inEnglish(row.meaning, wording));
    if (row.note !== undefined) page.hang("  ", inEnglish(row.note, wording));
    page.hang(cause, causeSpans(row, rules, wording, style), style.dim);
    page.hang(retry, retryWords(row, wording), style.dim);
    page.hang(who, party === null ? wording.phrase("retry_unknown") : wording.value(party), style.dim);
    if (source !== undefined) page.hang(from, printable(`${source.title}, ${source.date}: ${source.url}`), style.dim);
  }
  return page.text();
}

/** A text of a table, which is English. */
const inEnglish = (text: string, wording: Wording): string => wording.phrase("english", { text });

/** The code of a cause, in another language than the codes' with its title, and how sure the table makes it. */
function causeSpans(row: CodeMeaning["row"], rules: CompiledRuleSet, wording: Wording, style: Style): Span[] {
  if (row.cause === null) return [wording.phrase("codes_no_cause")];
  const title = wording.locale === "en" || !rules.byCode.has(row.cause) ? [] : wording.titles([row.cause], []);
  return [[row.cause, ...title].join(" "), [certaintyWords(row, wording), style.dim]];
}

/** "insufficient_funds is in 12 tables: balance.insufficient 11, no cause 1" */
function summaryOf(code: string, meanings: readonly CodeMeaning[], wording: Wording): string {
  const counts = new Map<string, number>();
  for (const { row } of meanings) {
    const cause = row.cause ?? wording.phrase("codes_no_cause");
    counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  const listed = [...counts].sort((a, b) => b[1] - a[1]).map(([cause, count]) => `${cause} ${count}`);
  const tables = new Set(meanings.map(({ table }) => table.provider)).size;
  return wording.phrase(tables === 1 ? "codes_found_one" : "codes_found", {
    code,
    count: String(tables),
    causes: listed.join(wording.phrase("list_comma")),
  });
}
