import { expect, it } from "vitest";
import type { CodeTable } from "../../src/facts/code-table.js";
import type { CodeTablePack } from "../../src/facts/codes.js";
import { codes as shipped } from "../../src/rules/generated/all.js";
import { pageRules } from "../../src/web/worker/rules.js";

const byCode = <Row extends { code: string }>(codes: readonly Row[]): Row[] =>
  [...codes].sort((a, b) => (a.code < b.code ? -1 : 1));

/** Scheme, code and all that diagnosing needs of each row: by their codes, but in order where the order counts. */
function rowsOf(packs: readonly CodeTablePack[]): unknown[] {
  return packs.flatMap(({ provider, aliases, schemes, load }) => {
    const table: CodeTable = load();
    return Object.entries(table.schemes).flatMap(([scheme, { level, match, codes }]) =>
      (match === "inside" ? codes : byCode(codes)).map(({ source, note, kinds, ...row }) => ({
        ...{ provider, aliases, schemes, mainScheme: table.mainScheme, scheme, level, match, ...row },
        kinds: kinds && Object.entries(kinds).map(([kind, { source, ...meaning }]) => [kind, meaning]),
      })),
    );
  });
}

it("the page has every row of the shipped code tables", () => {
  const all = rowsOf(shipped);
  expect(all.length).toBeGreaterThan(6_000);
  expect(rowsOf(pageRules().catalog.packs)).toEqual(all);
});
