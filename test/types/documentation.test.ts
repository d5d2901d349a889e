import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const file = "src/context/generated/types.ts";
const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
const declared = source.statements.filter(
  (statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement),
);
const isDocumented = (node: ts.Node): boolean => ts.getJSDocCommentsAndTags(node).length > 0;

describe("the types of the input, as an editor shows them,", () => {
  it("have a sentence for every type and every member", () => {
    const silent = declared.flatMap((one) => [
      ...(isDocumented(one) ? [] : [one.name.text]),
      ...(ts.isInterfaceDeclaration(one) ? one.members : [])
        .filter((member) => !isDocumented(member))
        .map((member) => `${one.name.text}.${member.name?.getText()}`),
    ]);
    expect(silent).toEqual([]);
    expect(declared.length).toBeGreaterThan(20);
  });

  it("say the unit where a number or a text has one", () => {
    const shown = source.text;
    for (const unit of ["0.006 is 0.6 %", "milliseconds", "from 0 to 1", "1 is Monday, 7 is Sunday", "major units"])
      expect(shown).toContain(unit);
  });

  it("need nothing from another module", () => {
    expect(source.statements.filter(ts.isImportDeclaration)).toEqual([]);
    expect(declared).toHaveLength(source.statements.length);
  });
});
