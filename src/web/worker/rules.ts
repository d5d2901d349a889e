import { BETWEEN_CELLS, type CodeColumn, type CodeRow, type CodeTable, FIRST_SIGN } from "../../facts/code-table.js";
import type { CodeTablePack } from "../../facts/codes.js";
import { messageReader } from "../../facts/message.js";
import { NamedCodes } from "../../facts/named-codes.js";
import { Resemblance } from "../../facts/resemblance.js";
import { compose } from "../../rules/compose.js";
import { hash, locales } from "../../rules/generated/all.js";
import { generic } from "../../rules/generated/generic.js";
import { pageCodes } from "../../rules/generated/page-codes.js";
import { phrases } from "../../rules/generated/phrases.js";
import { shell } from "../../rules/generated/shell.js";
import { codeSpellings } from "../../rules/generated/spellings.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";

let made: CompiledRuleSet | undefined;

/** The values of a column, one for each row. */
function cellsOf(column: CodeColumn): readonly unknown[] {
  if (Array.isArray(column)) return column;
  if (typeof column !== "string") return [...column.rows].map((sign) => column.values[sign.charCodeAt(0) - FIRST_SIGN]);
  return column.split(BETWEEN_CELLS);
}

/** The shipped code tables, their rows made of the columns that they are kept in. */
function pagePacks(): CodeTablePack[] {
  const { tables, columns: packed } = pageCodes();
  const columns = Object.entries(packed).flatMap(([named, column]) => {
    const cells = cellsOf(column);
    const [name = "", ...more] = named.split(" ");
    if (more.length === 0) return [[name, cells] as const];
    return [name, ...more].map((one, i) => [one, cells.map((cell) => (cell as unknown[])[i])] as const);
  });
  let taken = 0;
  const nextRow = (): CodeRow => {
    const row = columns.flatMap(([name, cells]) => {
      const value = cells[taken] ?? null;
      return value === null && name !== "cause" ? [] : [[name, value] as const];
    });
    taken += 1;
    return Object.fromEntries(row) as unknown as CodeRow;
  };
  const packs = tables.map((table) => {
    const schemes = Object.entries(table.schemes).map(([name, scheme]) => {
      return [name, { ...scheme, codes: Array.from({ length: scheme.codes }, nextRow) }] as const;
    });
    const whole: CodeTable = { ...table, schemes: Object.fromEntries(schemes) };
    return {
      provider: table.provider,
      aliases: table.aliases ?? [],
      schemes: Object.keys(table.schemes),
      load: () => whole,
    };
  });
  // In the order of the library, in which the first of several finds is taken.
  return packs.sort((a, b) => (a.provider < b.provider ? -1 : 1));
}

/** The shipped rules, with code tables reduced to what diagnosing needs, because the page is one small file. */
export function pageRules(): CompiledRuleSet {
  if (made !== undefined) return made;
  const shells = shell();
  made = compose({ codes: pagePacks(), locales }, hash, {
    generic,
    phrases,
    messages: messageReader((packs) => new Resemblance(packs)),
    namedCodes: (packs) => new NamedCodes(packs, codeSpellings),
    around: (locale) => ({ shell: shells[locale] ?? {} }),
  });
  return made;
}
