import { parseInstant } from "../../base/time.js";
import type { CodeTable } from "../../facts/code-table.js";
import type { ProviderCatalog } from "../../facts/codes.js";
import { chooseLocale } from "../../words/locale.js";
import { Wording } from "../../words/wording.js";
import { meant, quoted } from "../args.js";
import { certaintyWords, codeCards, codeRecord, retryWords } from "../code-cards.js";
import { type CodeMeaning, codeMeanings, providersOf, rowsOf } from "../code-meanings.js";
import { columns } from "../columns.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, UsageError } from "../io.js";
import { agentLocale, tellUnmetLocale } from "../language.js";
import { Page } from "../layout.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import type { CommandSpec } from "./command.js";

export const codesCommand: CommandSpec = {
  name: "codes",
  arguments: "[PROVIDER] [CODE]",
  summary: "the code tables, one of them, or what a code means",
  options: ["locale", "rules", "json", "stale", "now"],
  choices: (rules) => providersOf(rules.catalog),
  async run({ words: [asked, code], options, io, style }) {
    const rules = rulesFor(options, io);
    const { catalog } = rules;
    tellUnmetLocale(options, io, rules);
    const wording = new Wording(chooseLocale(agentLocale(options, io, rules), rules).locale, rules);
    const write = (value: unknown, text: () => string): number => {
      io.stdout.write(options.json ? `${jsonText(value, true)}\n` : text());
      return EXIT.answered;
    };
    if (options.stale !== undefined) {
      if (code !== undefined) throw new UsageError("--stale lists sources, not codes: leave out the code");
      const now = options.now === undefined ? Date.now() : (parseInstant(options.now) as number);
      const names = asked === undefined ? providersOf(catalog) : [asked];
      const old = staleSources(
        names.map((name) => knownTable(catalog, name)),
        now,
        options.stale,
      );
      return write(old, () => staleText(printable(old), wording, style));
    }
    if (asked === undefined) {
      const tables = tablesOf(catalog);
      return write(tables, () => tablesText(printable(tables), wording, style));
    }
    const [provider, sought] =
      code === undefined && catalog.table(asked) === undefined ? [undefined, asked] : [asked, code];
    if (sought === undefined) {
      const rows = rowsOf(knownTable(catalog, asked));
      return write(
        rows.map((row) => codeRecord(row, rules)),
        () => codesText(rows, wording, style),
      );
    }
    const found = codeMeanings(sought, provider, catalog) ?? rowsOf(knownTable(catalog, asked));
    if (found.length === 0) throw new UsageError(unknownCode(sought, provider, catalog));
    return write(
      found.map((one) => codeRecord(one, rules)),
      () => codeCards(sought, found, rules, wording, style),
    );
  },
};

function knownTable(catalog: ProviderCatalog, provider: string): CodeTable {
  const table = catalog.table(provider);
  if (table !== undefined) return table;
  const near = meant(provider, providersOf(catalog)) || "; txwhy codes lists all there are";
  throw new UsageError(`there is no table of ${quoted(provider)}${near}`);
}

function unknownCode(code: string, provider: string | undefined, catalog: ProviderCatalog): string {
  const table = provider === undefined ? undefined : catalog.table(provider);
  if (table !== undefined) return `${table.name} has no code ${quoted(code)}${meant(code, codesIn([table]))}`;
  const providers = providersOf(catalog);
  const near =
    meant(code, providers) || meant(code, codesIn(providers.map((name) => catalog.table(name) as CodeTable)));
  return `there is no table of ${quoted(code)}, and no table has such a code${near || "; txwhy codes lists the tables"}`;
}

const codesIn = (tables: readonly CodeTable[]): string[] => [
  ...new Set(tables.flatMap((table) => rowsOf(table).map(({ row }) => row.code))),
];

interface TableSummary {
  provider: string;
  name: string;
  codes: number;
  /** The date at which the newest of its sources was read, YYYY-MM-DD. */
  newest: string;
}

const tablesOf = (catalog: ProviderCatalog): TableSummary[] =>
  providersOf(catalog).map((provider) => {
    const table = catalog.table(provider) as CodeTable;
    const dates = Object.values(table.sources).map(({ date }) => date);
    return { provider, name: table.name, codes: rowsOf(table).length, newest: dates.sort().at(-1) ?? "" };
  });

/** The heads of columns by their phrases, in capitals where the language has them. */
const heads = (names: readonly string[], wording: Wording): string[] =>
  names.map((name) => wording.phrase(`codes_${name}`).toLocaleUpperCase(wording.locale));

const tablesText = (tables: readonly TableSummary[], wording: Wording, style: Style): string =>
  columns(
    heads(["provider", "count", "newest", "name"], wording),
    tables.map(({ provider, name, codes, newest }) => [[[provider, style.bold]], String(codes), newest, name]),
    style,
  );

/** On fewer columns four of them would break the codes, which have to be read and copied whole. */
const TABLE_NEEDS = 100;

function codesText(rows: readonly CodeMeaning[], wording: Wording, style: Style): string {
  const schemes = [...new Set(rows.map(({ scheme }) => scheme))];
  const none = style.unicode ? "—" : "-";
  // What a code means is in the language of its table.
  const about = wording.locale === "en" ? "" : wording.phrase("in_brackets", { text: wording.phrase("codes_meaning") });
  return schemes
    .map((scheme) => {
      const own = rows.filter((one) => one.scheme === scheme).map(({ row }) => printable(row));
      if (style.wide < TABLE_NEEDS) return `${style.dim(printable(scheme + about))}\n${codeList(own, wording, style)}`;
      const cells = own.map((row) => [
        [[row.code, style.bold]] as const,
        [row.cause ?? none, [unsure(row, wording), style.dim]] as const,
        retryWords(row, wording),
        row.meaning,
      ]);
      const table = columns(heads(["code", "cause", "retry", "meaning"], wording), cells, style);
      return `${style.dim(printable(scheme))}\n${table}`;
    })
    .join("\n");
}

const unsure = (row: CodeMeaning["row"], wording: Wording): string =>
  row.certainty === "certain" ? "" : certaintyWords(row, wording);

/** Each code with its meaning, and below it the cause and what its source says of another try. */
function codeList(rows: readonly CodeMeaning["row"][], wording: Wording, style: Style): string {
  const page = new Page(style);
  const [none, dot] = style.unicode ? ["—", "·"] : ["-", "-"];
  const retry = wording.phrase("codes_retry").toLocaleLowerCase(wording.locale);
  for (const row of rows) {
    page.hang(`${row.code}  `, row.meaning, style.bold);
    const cause = `${row.cause ?? none}${unsure(row, wording)}`;
    page.hang("    ", [[`${cause} ${dot} ${retry} ${retryWords(row, wording)}`, style.dim]]);
  }
  return page.text();
}

interface StaleSource {
  provider: string;
  source: string;
  title: string;
  url: string;
  date: string;
  /** Whole days from its date to now. */
  days: number;
  /** How many codes rest on it. */
  codes: number;
}

const DAY = 86_400_000;

/** The sources of these tables that are older than so many days, the oldest first. */
function staleSources(tables: readonly CodeTable[], now: number, days: number): StaleSource[] {
  const all = tables.flatMap((table) => {
    const used = Object.values(table.schemes).flatMap((scheme) =>
      scheme.codes.map((row) => row.source ?? scheme.source),
    );
    return Object.entries(table.sources).map(([source, about]) => ({
      provider: table.provider,
      source,
      ...about,
      days: Math.floor((now - Date.parse(about.date)) / DAY),
      codes: used.filter((name) => name === source).length,
    }));
  });
  return all
    .filter((source) => source.days > days)
    .sort((a, b) => b.days - a.days || (a.provider < b.provider ? -1 : 1));
}

function staleText(sources: readonly StaleSource[], wording: Wording, style: Style): string {
  const page = new Page(style);
  if (sources.length === 0) page.line(wording.phrase("codes_none_stale"));
  for (const { provider, title, url, date, days, codes } of sources) {
    const about = wording.phrase("codes_stale", { title, days: String(days), count: String(codes) });
    page.hang(`${date}  `, [
      [provider, style.bold],
      [` ${about}`, (text) => text],
      [` ${url}`, style.dim],
    ]);
  }
  return page.text();
}
