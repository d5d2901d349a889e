import type { CodeRow, CodeTable } from "../../facts/code-table.js";
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
  options: ["rules", "json"],
  async run({ words: [provider, code], options, io, style }) {
    const { catalog } = rulesFor(options, io);
    const names = catalog.packs.map((pack) => pack.provider).sort();
    if (provider === undefined) {
      io.stdout.write(options.json ? `${jsonText(names, true)}\n` : `${names.join("\n")}\n`);
      return EXIT.answered;
    }
    const table = catalog.table(provider);
    if (table === undefined) {
      const near = meant(provider, names) || "; txwhy codes lists all there are";
      throw new UsageError(`there is no table of ${quoted(provider)}${near}`);
    }
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
