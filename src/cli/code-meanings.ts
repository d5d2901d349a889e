import type { CodeRow, CodeTable } from "../facts/code-table.js";
import type { ProviderCatalog } from "../facts/codes.js";

/** A code as one table has it. */
export interface CodeMeaning {
  table: CodeTable;
  scheme: string;
  row: CodeRow;
}

const norm = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** The names of all providers that have a table, in order. */
export const providersOf = (catalog: ProviderCatalog): string[] => catalog.packs.map((pack) => pack.provider).sort();

/** Every code of a table, in the order of its schemes. */
export const rowsOf = (table: CodeTable): CodeMeaning[] =>
  Object.entries(table.schemes).flatMap(([scheme, { codes }]) => codes.map((row) => ({ table, scheme, row })));

/**
 * What a code means in every table, or in that of one provider: by its exact spelling without regard to case, else, with a provider,
 * as a diagnosis would match it. Empty where no table has it; undefined where there is no such provider.
 */
export function codeMeanings(
  code: string,
  provider: string | undefined,
  catalog: ProviderCatalog,
): CodeMeaning[] | undefined {
  const wanted = norm(code);
  const isExact = ({ row }: CodeMeaning): boolean => norm(row.code) === wanted;
  if (provider === undefined) {
    const tables = providersOf(catalog).map((name) => catalog.table(name) as CodeTable);
    return tables.flatMap(rowsOf).filter(isExact);
  }
  const table = catalog.table(provider);
  if (table === undefined) return undefined;
  const rows = rowsOf(table);
  const exact = rows.filter(isExact);
  if (exact.length > 0) return exact;
  const matched = catalog.read({ failure: { provider: table.provider, code } })?.codes[0]?.row;
  return rows.filter(({ row }) => row === matched);
}

/** Where the meaning of a code is published, and when that was read. */
export const publishedIn = ({ table, scheme, row }: CodeMeaning): CodeTable["sources"][string] | undefined =>
  table.sources[row.source ?? table.schemes[scheme]?.source ?? ""];
