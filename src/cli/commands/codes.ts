import { parseInstant } from "../../base/time.js";
import type { CodeRow, CodeTable } from "../../facts/code-table.js";
import type { ProviderCatalog } from "../../facts/codes.js";
import { meant, quoted } from "../args.js";
import { EXIT } from "../exit.js";
import { jsonText, printable, UsageError } from "../io.js";
import { Page, padded, widthOf } from "../layout.js";
import { rulesFor } from "../rules/option.js";
import type { Style } from "../style.js";
import type { CommandSpec } from "./command.js";

export const codesCommand: CommandSpec = {
  name: "codes",
  arguments: "[PROVIDER] [CODE]",
  summary: "a provider's codes and what they mean",
  options: ["rules", "json", "stale", "now"],
  async run({ words: [provider, code], options, io, style }) {
    const { catalog } = rulesFor(options, io);
    const names = catalog.packs.map((pack) => pack.provider).sort();
    if (options.stale !== undefined) {
      if (code !== undefined) throw new UsageError("--stale lists sources, not codes: leave out the code");
      const now = options.now === undefined ? Date.now() : (parseInstant(options.now) as number);
      const asked = provider === undefined ? names : [provider];
      const old = staleSources(
        asked.map((name) => knownTable(catalog, name, names)),
        now,
        options.stale,
      );
      io.stdout.write(options.json ? `${jsonText(old, true)}\n` : staleText(printable(old), style));
      return EXIT.answered;
    }
    if (provider === undefined) {
      io.stdout.write(options.json ? `${jsonText(names, true)}\n` : `${names.join("\n")}\n`);
      return EXIT.answered;
    }
    const table = knownTable(catalog, provider, names);
    const found = rowsOf(
      table,
      code,
      (asked) => catalog.read({ failure: { provider: table.provider, code: asked } })?.codes[0]?.row,
    );
    if (found.length === 0) {
      const all = Object.values(table.schemes).flatMap((scheme) => scheme.codes.map((row) => row.code));
      throw new UsageError(`${table.name} has no code ${quoted(code ?? "")}${meant(code ?? "", all)}`);
    }
    io.stdout.write(
      options.json ? `${jsonText(found, true)}\n` : codesText(printable(found), code !== undefined, style),
    );
    return EXIT.answered;
  },
};

function knownTable(catalog: ProviderCatalog, provider: string, names: readonly string[]): CodeTable {
  const table = catalog.table(provider);
  if (table !== undefined) return table;
  const near = meant(provider, names) || "; txwhy codes lists all there are";
  throw new UsageError(`there is no table of ${quoted(provider)}${near}`);
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

interface FoundCode extends Omit<CodeRow, "source"> {
  scheme: string;
  source: { title: string; url: string; date: string } | null;
}

/** The rows of a table, or of one code: by its exact spelling, else as a diagnosis would match it. */
function rowsOf(table: CodeTable, code: string | undefined, read: (code: string) => CodeRow | undefined): FoundCode[] {
  const all = Object.entries(table.schemes).flatMap(([scheme, { codes, source }]) =>
    codes.map((row) => ({ row, found: { ...row, scheme, source: table.sources[row.source ?? source] ?? null } })),
  );
  if (code === undefined) return all.map(({ found }) => found);
  const asked = code.normalize("NFKC").trim().toLowerCase();
  const exact = all.filter(({ row }) => row.code.toLowerCase() === asked);
  const meantRow = exact.length > 0 ? undefined : read(code);
  return (exact.length > 0 ? exact : all.filter(({ row }) => row === meantRow)).map(({ found }) => found);
}

function codesText(rows: readonly FoundCode[], inFull: boolean, style: Style): string {
  const page = new Page(style);
  const width = Math.min(28, Math.max(...rows.map(({ code }) => widthOf(code))));
  const [arrow, dot, none] = style.unicode ? ["→", "·", "—"] : ["->", "-", "-"];
  let scheme = "";
  for (const row of rows) {
    if (row.scheme !== scheme) {
      page.gap();
      page.line(style.dim(row.scheme));
      scheme = row.scheme;
    }
    const certainty = row.cause === null ? "" : ` (${row.certainty ?? "likely"})`;
    const waiting = row.wait === undefined ? "" : ` ${row.wait}`;
    page.hang(`  ${padded(row.code, width)}  `, [
      [`${arrow} ${row.cause ?? none}`, style.bold],
      [`${certainty} ${dot} ${row.retry}${waiting}`, style.dim],
      [` ${dot} ${row.meaning}`, (text) => text],
    ]);
    if (!inFull) continue;
    if (row.note !== undefined) page.hang("  ", row.note);
    if (row.source !== null)
      page.hang("  ", [[`${row.source.title}, ${row.source.date}: ${row.source.url}`, style.dim]]);
  }
  return page.text();
}
