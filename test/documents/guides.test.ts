import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it, vi } from "vitest";

const guides = join("docs", "guides");
const scratch = mkdtempSync(join("test", "documents", "guides-"));
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

const texts = readdirSync(guides).map((name) => ({ name, text: readFileSync(join(guides, name), "utf8") }));

// A guide's own files, which its code reads: "Save this as `my-rules/merchant/closed.json`:".
for (const { text } of texts)
  for (const [, path = "", content = ""] of text.matchAll(/Save this as `([^`]+)`:\n+```json\n([\s\S]*?)```/g)) {
    mkdirSync(join(scratch, dirname(path)), { recursive: true });
    writeFileSync(join(scratch, path), content);
  }

const blocks = texts.flatMap(({ name, text }) =>
  [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""], i) => {
    const file = join(scratch, `${name.replace(".md", "")}-${i + 1}.ts`);
    const module = code
      .replace(/from "(txwhy[^"]*)"/g, (_, entry) => `from "${sourceOf(entry)}"`)
      .replace(/loadRules\("([^"]+)"/g, (_, folder) => `loadRules(${JSON.stringify(join(scratch, folder))}`);
    writeFileSync(file, `${module}\nexport {};\n`);
    return { name: `${name}, block ${i + 1}`, code, file };
  }),
);

describe("the guides", () => {
  it("are listed on their first page, and each has code", () => {
    const first = readFileSync(join(guides, "README.md"), "utf8");
    for (const { name } of texts.filter((guide) => guide.name !== "README.md")) {
      expect(first).toContain(`(${name})`);
      expect(blocks.some((block) => block.name.startsWith(name))).toBe(true);
    }
  });

  it("have code that compiles, for Node and for browsers", () => {
    const config = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, process.cwd());
    const program = ts.createProgram(
      blocks.map(({ file }) => file),
      { ...options, lib: ["lib.es2023.d.ts", "lib.dom.d.ts"] },
    );
    const found = blocks.flatMap(({ file }) =>
      ts
        .getPreEmitDiagnostics(program, program.getSourceFile(file))
        .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
    );
    expect(found).toEqual([]);
  }, 120_000);

  it.each(blocks)("print what they say: $name", async ({ code, file }) => {
    const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
    const printed: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((value: unknown) => {
      printed.push(typeof value === "string" ? value : JSON.stringify(value));
    });
    try {
      await import(join(process.cwd(), file));
    } finally {
      log.mockRestore();
      Reflect.deleteProperty(globalThis, "onmessage");
    }
    expect(printed).toEqual(said);
  });
});
