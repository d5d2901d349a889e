import { parseInstant } from "../../base/time.js";
import type { CodeTable } from "../../facts/code-table.js";
import type { ProviderCatalog } from "../../facts/codes.js";
import { meant, quoted } from "../args.js";
import { certaintyWords, codeCards, codeRecord, retryWords } from "../code-cards.js";
import { type CodeMeaning, codeMeanings, providersOf, rowsOf } from "../code-meanings.js";
import { columns } from "../columns.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, UsageError } from "../io.js";
import { Page } from "../layout.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import type { CommandSpec } from "./command.js";

export const codesCommand: CommandSpec = {
  name: "codes",
  arguments: "[PROVIDER] [CODE]",
  summary: "the code tables, one of them, or what a code means",
  options: ["rules", "json", "stale", "now"],
  choices: (rules) => providersOf(rules.catalog),
  async run({ words: [asked, code], options, io, style }) {
    const rules = rulesFor(options, io);
    const { catalog } = rules;
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
      return write(old, () => staleText(printable(old), style));
    }
    if (asked === undefined) {
      const tables = tablesOf(catalog);
      return write(tables, () => tablesText(printable(tables), style));
    }
    const [provider, sought] =
      code === undefined && catalog.table(asked) === undefined ? [undefined, asked] : [asked, code];
    if (sought === undefined) {
      const rows = rowsOf(knownTable(catalog, asked));
      return write(
        rows.map((row) => codeRecord(row, rules)),
        () => codesText(rows, style),
      );
    }
    const found = codeMeanings(sought, provider, catalog) ?? rowsOf(knownTable(catalog, asked));
    if (found.length === 0) throw new UsageError(unknownCode(sought, provider, catalog));
    return write(
      found.map((one) => codeRecord(one, rules)),
      () => codeCards(sought, found, rules, style),
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

const tablesText = (tables: readonly TableSummary[], style: Style): string =>
  columns(
    ["PROVIDER", "CODES", "NEWEST SOURCE", "NAME"],
    tables.map(({ provider, name, codes, newest }) => [[[provider, style.bold]], String(codes), newest, name]),
    style,
  );

/** On fewer columns four of them would break the codes, which have to be read and copied whole. */
const TABLE_NEEDS = 100;

function codesText(rows: readonly CodeMeaning[], style: Style): string {
  const schemes = [...new Set(rows.map(({ scheme }) => scheme))];
  return schemes
    .map((scheme) => {
      const own = rows.filter((one) => one.scheme === scheme).map(({ row }) => printable(row));
      if (style.wide < TABLE_NEEDS) return `${style.dim(printable(scheme))}\n${codeList(own, style)}`;
      const cells = own.map((row) => [
        [[row.code, style.bold]] as const,
        [
          row.cause ?? (style.unicode ? "—" : "-"),
          [row.certainty === "certain" ? "" : certaintyWords(row), style.dim],
        ] as const,
        retryWords(row),
        row.meaning,
      ]);
      return `${style.dim(printable(scheme))}\n${columns(["CODE", "CAUSE", "RETRY", "MEANING"], cells, style)}`;
    })
    .join("\n");
}

/** Each code with its meaning, and below it the cause and what its source says of another try. */
function codeList(rows: readonly CodeMeaning["row"][], style: Style): string {
  const page = new Page(style);
  const [dash, dot] = style.unicode ? ["—", "·"] : ["-", "-"];
  for (const row of rows) {
    page.hang(`${row.code}  `, row.meaning, style.bold);
    const cause = `${row.cause ?? dash}${row.certainty === "certain" ? "" : certaintyWords(row)}`;
    page.hang("    ", [[`${cause} ${dot} retry ${retryWords(row)}`, style.dim]]);
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

function staleText(sources: readonly StaleSource[], style: Style): string {
  const page = new Page(style);
  if (sources.length === 0) page.line("no source is older");
  for (const { provider, title, url, date, days, codes } of sources)
    page.hang(`${date}  `, [
      [provider, style.bold],
      [` ${title} (${days} days, ${codes} codes)`, (text) => text],
      [` ${url}`, style.dim],
    ]);
  return page.text();
}
