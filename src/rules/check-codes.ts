import type { RuleIssue } from "../base/errors.js";
import { pointer } from "../base/json.js";
import type { CodeTable, GenericTable } from "../facts/code-table.js";
import type { CodeTablePack } from "../facts/codes.js";

type Path = (string | number)[];

/** Codes are compared like this, so two that differ only in case or width are the same. */
const plainCode = (code: string): string => code.normalize("NFKC").trim().toLowerCase();

/** Faults of one code table: its name, its main scheme, codes that occur twice, and names of causes and sources that do not exist. */
export function tableIssues(file: string, table: CodeTable, causes: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = (path: Path, code: string, message: string): void =>
    void issues.push({ file, path: pointer(path), code, message });
  const wanted = `codes/${table.provider}.json`;
  if (file !== wanted) report(["provider"], "provider_not_path", `the file of ${table.provider} is ${wanted}`);
  if (!Object.hasOwn(table.schemes, table.mainScheme))
    report(["mainScheme"], "unknown_scheme", `no scheme is called "${table.mainScheme}"`);
  const checkSource = (path: Path, source: string | undefined): void => {
    if (source !== undefined && !Object.hasOwn(table.sources, source))
      report([...path, "source"], "unknown_source", `no source is called "${source}"`);
  };
  for (const [name, scheme] of Object.entries(table.schemes)) {
    checkSource(["schemes", name], scheme.source);
    const seen = new Set<string>();
    for (const [i, row] of scheme.codes.entries()) {
      const path = ["schemes", name, "codes", i];
      const code = plainCode(row.code);
      if (seen.has(code)) report([...path, "code"], "duplicate_code", `"${row.code}" is in this scheme twice`);
      seen.add(code);
      checkSource(path, row.source);
      if (row.cause !== null && !causes.has(row.cause))
        report([...path, "cause"], "unknown_cause", `no cause is called "${row.cause}"`);
      const { feeCurrencyCause } = row;
      if (feeCurrencyCause !== undefined && !causes.has(feeCurrencyCause))
        report([...path, "feeCurrencyCause"], "unknown_cause", `no cause is called "${feeCurrencyCause}"`);
      for (const [kind, special] of Object.entries(row.kinds ?? {})) {
        checkSource([...path, "kinds", kind], special.source);
        if (special.cause && !causes.has(special.cause))
          report([...path, "kinds", kind, "cause"], "unknown_cause", `no cause is called "${special.cause}"`);
      }
    }
  }
  for (const [i, { source }] of (table.shapes ?? []).entries()) checkSource(["shapes", i], source);
  return issues;
}

/** Faults of the words and phrases that mean the same at every provider. */
export function genericIssues(file: string, table: GenericTable, causes: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  for (const part of ["words", "phrases"] as const) {
    const seen = new Set<string>();
    for (const [i, entry] of table[part].entries()) {
      const name = "word" in entry ? entry.word : entry.phrase;
      const report = (key: string, code: string, message: string): void =>
        void issues.push({ file, path: pointer([part, i, key]), code, message });
      if (seen.has(name)) report("word" in entry ? "word" : "phrase", "duplicate_code", `"${name}" is here twice`);
      seen.add(name);
      if (!causes.has(entry.cause)) report("cause", "unknown_cause", `no cause is called "${entry.cause}"`);
    }
  }
  return issues;
}

/** Names and schemes that another provider's table has too: only one of the two could be found. */
export function doubledNames(file: string, table: CodeTable, others: readonly CodeTablePack[]): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = (path: Path, code: string, message: string): void =>
    void issues.push({ file, path: pointer(path), code, message });
  for (const other of others) {
    if (other.provider === table.provider) continue;
    const names = [other.provider, ...other.aliases].map(plainCode);
    for (const [i, alias] of (table.aliases ?? []).entries()) {
      if (names.includes(plainCode(alias)))
        report(["aliases", i], "duplicate_provider", `${other.provider} has the name "${alias}" too`);
    }
    for (const scheme of other.schemes) {
      if (Object.hasOwn(table.schemes, scheme))
        report(["schemes", scheme], "duplicate_scheme", `${other.provider} has a scheme of this name too`);
    }
  }
  return issues;
}

/** Sources of an own table that have the name of another source of the table below: rows of that one would get a wrong source. */
export function sourceIssues(file: string, own: CodeTable, below: CodeTable): RuleIssue[] {
  return Object.entries(own.sources).flatMap(([name, source]) => {
    const other = Object.hasOwn(below.sources, name) ? below.sources[name] : undefined;
    if (other === undefined || (other.title === source.title && other.url === source.url && other.date === source.date))
      return [];
    const message = `the shipped table has another source of this name, "${other.title}"; choose a new name`;
    return [{ file, path: pointer(["sources", name]), code: "duplicate_source", message }];
  });
}

/** A table laid over another of the same provider: a row replaces the row of its code, other rows stay. */
export function overTable(own: CodeTable, below: CodeTable): CodeTable {
  const schemes = new Map(Object.entries(below.schemes));
  for (const [name, scheme] of Object.entries(own.schemes)) {
    const replaced = new Set(scheme.codes.map((row) => plainCode(row.code)));
    const lower = schemes.get(name);
    // A row below names its source by itself or by its scheme; in the merged scheme it must keep it.
    const kept = (lower?.codes ?? [])
      .filter((row) => !replaced.has(plainCode(row.code)))
      .map((row) => ({ ...row, source: row.source ?? (lower?.source as string) }));
    schemes.set(name, { ...scheme, codes: [...scheme.codes, ...kept] });
  }
  return {
    ...own,
    aliases: [...new Set([...(below.aliases ?? []), ...(own.aliases ?? [])])],
    sources: { ...below.sources, ...own.sources },
    schemes: Object.fromEntries(schemes),
  };
}

export const packOf = (table: CodeTable): CodeTablePack => ({
  provider: table.provider,
  aliases: table.aliases ?? [],
  schemes: Object.keys(table.schemes),
  load: () => table,
});
