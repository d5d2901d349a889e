import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it, vi } from "vitest";
import { apiFile, apiPage, type Example } from "../../scripts/api.js";

const { page, examples, faults } = apiPage();
const scratch = mkdtempSync(join("test", "documents", "api-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SOURCES: Readonly<Record<string, string>> = {
  txwhy: "src/api/index",
  "txwhy/core": "src/api/core",
  "txwhy/redact": "src/redact/index",
  "txwhy/mcp": "src/cli/mcp/server",
};
/** The source behind an entry point of the package. */
const sourceOf = (entry: string): string =>
  `../../../${SOURCES[entry] ?? entry.replace(/^txwhy\//, "src/rules/generated/")}.js`;

/** An example as a module of its own; one of a type is a value of that type, or a function that has to do with it. */
function moduleOf({ name, kind, entry, code }: Example): string {
  const isStatement = /^(?:import|async function|function) /.test(code);
  const used = kind !== "type" ? "" : `import type { ${name} } from "${entry}";\n`;
  const body = kind !== "type" || isStatement ? code : `export const example: ${name} = ${code};`;
  const called = kind === "type" && /\bdiagnose\(/.test(code) ? 'import { diagnose } from "txwhy";\n' : "";
  return `${called}${used}${body}\nexport {};\n`.replace(
    /from "(txwhy[^"]*)"/g,
    (_, from) => `from "${sourceOf(from)}"`,
  );
}

const written = examples.map((example, i) => {
  const file = join(scratch, `${i}-${example.name}.ts`);
  writeFileSync(file, moduleOf(example));
  return { ...example, file };
});

describe("the API reference", () => {
  it("is the one that the docstrings make now", () => {
    expect(readFileSync(apiFile, "utf8"), "npm run docs makes it anew").toBe(page);
  });

  it("has a docstring and an example for every export", () => {
    expect(faults).toEqual([]);
    expect(examples.length).toBeGreaterThan(60);
  });

  it("links only headings that are there", () => {
    const slugs = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9 _-]/g, "")
        .replace(/ /g, "-"),
    );
    for (const [, anchor = ""] of page.matchAll(/\]\(#([^)]+)\)/g))
      expect(slugs).toContain(anchor.replace(/-\d+$/, ""));
  });

  it("has examples that compile", () => {
    const config = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, process.cwd());
    const program = ts.createProgram(
      written.map(({ file }) => file),
      { ...options, noUnusedLocals: false, noUnusedParameters: false, types: ["node"] },
    );
    const found = ts
      .getPreEmitDiagnostics(program)
      .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
    expect(found).toEqual([]);
  }, 120_000);

  it.each(written.filter(({ kind }) => kind !== "type"))(
    "shows what the example of $name prints",
    async ({ code, file }) => {
      const said = [...code.matchAll(/console\.log\(.*?\); \/\/ (.*)$/gm)].map(([, text]) => text);
      const printed: string[] = [];
      const log = vi.spyOn(console, "log").mockImplementation((value: unknown) => {
        printed.push(typeof value === "string" ? value : JSON.stringify(value));
      });
      try {
        await import(join(process.cwd(), file));
      } finally {
        log.mockRestore();
      }
      expect(printed).toEqual(said);
      expect(said.length).toBeGreaterThan(0);
    },
  );
});
