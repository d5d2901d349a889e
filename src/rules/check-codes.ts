import type { RuleIssue } from "../base/errors.js";
import { pointer } from "../base/json.js";
import type { CodeTable, GenericTable, PhraseTable } from "../facts/code-table.js";
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
    for (const part of ["code", "near", "not"] as const)
      checkPattern(scheme.spelled?.[part] ?? "", ["schemes", name, "spelled", part], report);
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
  for (const [i, shape] of (table.shapes ?? []).entries()) {
    checkSource(["shapes", i], shape.source);
    checkPatterns(shape, ["shapes", i], report);
    if (shape.marks === undefined && shape.as === undefined)
      report(["shapes", i], "missing", "a shape needs `marks`, or `as` with a shape that has them");
    if (shape.as !== undefined && !table.shapes?.some(({ format, as }) => format === shape.as && as === undefined))
      report(["shapes", i, "as"], "unknown_shape", `no other shape of this table is called "${shape.as}"`);
  }
  return issues;
}

type Report = (path: Path, code: string, message: string) => void;

function checkPattern(source: string, path: Path, report: Report): void {
  try {
    new RegExp(source, "iu");
  } catch (error) {
    report(path, "invalid_value", (error as Error).message);
  }
}

/** Regular expressions that do not compile: the texts at `match` and `text`, and the members of `like`, anywhere in a shape. */
function checkPatterns(value: unknown, path: Path, report: Report): void {
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const here = [...path, name];
    checkPatterns(inner, here, report);
    if (typeof inner !== "string" || (name !== "match" && name !== "text" && path.at(-1) !== "like")) continue;
    checkPattern(inner, here, report);
  }
}

/** Faults of the code words that mean the same at every provider. */
export function genericIssues(file: string, { words }: GenericTable, causes: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const seen = new Set<string>();
  for (const [i, { word, cause }] of words.entries()) {
    const report = (key: string, code: string, message: string): void =>
      void issues.push({ file, path: pointer(["words", i, key]), code, message });
    if (seen.has(word)) report("word", "duplicate_code", `"${word}" is here twice`);
    seen.add(word);
    if (!causes.has(cause)) report("cause", "unknown_cause", `no cause is called "${cause}"`);
  }
  return issues;
}

const PHRASE_PARTS = ["means", "meansFamily", "meansAlone", "meansAloneFamily", "warns"] as const;

/** Faults of the phrases of one language: its name, causes that do not exist, phrases that occur twice. */
export function phraseIssues(file: string, table: PhraseTable, causes: ReadonlySet<string>): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const report = (path: Path, code: string, message: string): void =>
    void issues.push({ file, path: pointer(path), code, message });
  const wanted = `phrases/${table.language}.json`;
  if (file !== wanted) report(["language"], "language_not_path", `the file of ${table.language} is ${wanted}`);
  const seen = new Set<string>();
  for (const part of PHRASE_PARTS) {
    for (const [cause, phrases] of Object.entries(table[part] ?? {})) {
      if (!causes.has(cause)) report([part, cause], "unknown_cause", `no cause is called "${cause}"`);
      for (const [i, phrase] of phrases.entries()) {
        if (seen.has(phrase)) report([part, cause, i], "duplicate_phrase", `"${phrase}" is here twice`);
        for (const [, set = ""] of phrase.matchAll(/\{(.*?)\}/g))
          if (!Object.hasOwn(table.sets ?? {}, set))
            report([part, cause, i], "unknown_set", `no set is called "${set}"`);
        seen.add(phrase);
      }
    }
  }
  return issues;
}

/** Phrases laid over others: an own phrase replaces the same phrase of its language, other phrases stay. */
export function overPhrases(own: readonly PhraseTable[], below: readonly PhraseTable[]): PhraseTable[] {
  const tables = new Map(below.map((table) => [table.language, table]));
  for (const table of own) {
    const lower = tables.get(table.language);
    tables.set(table.language, lower === undefined ? table : overLanguage(table, lower));
  }
  return [...tables.values()];
}

function overLanguage(own: PhraseTable, lower: PhraseTable): PhraseTable {
  const replaced = new Set(PHRASE_PARTS.flatMap((part) => Object.values(own[part] ?? {}).flat()));
  const isKept = (phrase: string): boolean => !replaced.has(phrase);
  const both = (part: (typeof PHRASE_PARTS)[number]): Record<string, string[]> => {
    const phrases = new Map(Object.entries(lower[part] ?? {}).map(([cause, list]) => [cause, list.filter(isKept)]));
    for (const [cause, list] of Object.entries(own[part] ?? {}))
      phrases.set(cause, [...(phrases.get(cause) ?? []), ...list]);
    return Object.fromEntries(phrases);
  };
  const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
  return {
    language: own.language,
    negation: {
      before: union(lower.negation.before, own.negation.before),
      after: union(lower.negation.after, own.negation.after),
    },
    between: union(lower.between, own.between),
    payee: { words: union(lower.payee.words, own.payee.words), links: union(lower.payee.links, own.payee.links) },
    sets: {
      ...lower.sets,
      ...Object.fromEntries(
        Object.entries(own.sets ?? {}).map(([name, words]) => [name, union(lower.sets?.[name] ?? [], words)]),
      ),
    },
    means: both("means"),
    meansFamily: both("meansFamily"),
    meansAlone: both("meansAlone"),
    meansAloneFamily: both("meansAloneFamily"),
    warns: both("warns"),
    claimsNothing: union((lower.claimsNothing ?? []).filter(isKept), own.claimsNothing ?? []),
    fails: union((lower.fails ?? []).filter(isKept), own.fails ?? []),
  };
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
    shapes: [...(own.shapes ?? []), ...(below.shapes ?? [])],
  };
}

export const packOf = (table: CodeTable): CodeTablePack => ({
  provider: table.provider,
  aliases: table.aliases ?? [],
  schemes: Object.keys(table.schemes),
  load: () => table,
});
