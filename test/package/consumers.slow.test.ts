import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installed, isBuilt, manifestIn, root, run } from "./packed.js";

const fixtures = join(root, "test", "package", "consumer");

describe.skipIf(!isBuilt)("the package in an empty folder", () => {
  let folder = "";
  let remove = (): void => {};
  beforeAll(async () => {
    ({ folder, remove } = await installed());
    for (const name of ["answers.cjs", "by-require.cjs", "by-import.mjs"])
      copyFileSync(join(fixtures, name), join(folder, name));
    copyFileSync(join(fixtures, "types.ts"), join(folder, "types.ts"));
    copyFileSync(join(fixtures, "types.ts"), join(folder, "types.cts"));
  }, 300_000);
  afterAll(() => remove());

  const bom = (): { name: string; version: string }[] => {
    const { components } = JSON.parse(readFileSync(join(folder, "node_modules", "txwhy", "sbom.cdx.json"), "utf8")) as {
      components: { name: string; version: string; properties: { value: string }[] }[];
    };
    return components.filter(({ properties }) => properties[0]?.value === "installed");
  };

  it("brings what its bill of materials says, and nothing that runs when it is installed", () => {
    const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string; hasInstallScript?: true }>;
    };
    const names = Object.keys(packages).filter((path) => path !== "" && path !== "node_modules/txwhy");
    expect(names.map((path) => path.replace("node_modules/", "")).sort()).toEqual(
      bom()
        .map(({ name }) => name)
        .sort(),
    );
    for (const path of [...names, "node_modules/txwhy"]) {
      const { scripts = {} } = manifestIn(join(folder, path));
      for (const hook of ["preinstall", "install", "postinstall"]) expect(scripts, path).not.toHaveProperty(hook);
      expect(packages[path]?.hasInstallScript, path).toBeUndefined();
      expect(existsSync(join(folder, path, "binding.gyp")), path).toBe(false);
    }
  });

  let first: unknown;
  it.for([20, 22, 24])(
    "answers alike in Node %i, by require and by import, and from the command line",
    async (major, context) => {
      const isThis = process.versions.node.startsWith(`${major}.`);
      const [file, before] = isThis ? [process.execPath, []] : ["npx", ["-y", `node@${major}`]];
      const version = await run(file, [...before, "--version"], folder).catch((error: Error) => error.message);
      if (!version.startsWith(`v${major}.`)) {
        const note = `not tried in Node ${major}, which cannot be had here: ${version.split("\n")[0]}`;
        process.stderr.write(`\n${note}\n`);
        return context.skip(note);
      }
      const answers = await Promise.all(
        ["by-require.cjs", "by-import.mjs"].map(
          async (script) => JSON.parse(await run(file, [...before, script], folder)) as unknown,
        ),
      );
      expect(answers[1]).toEqual(answers[0]);
      first ??= answers[0];
      expect(answers[0]).toEqual(first);
      expect(answers[0]).toMatchObject({
        many: [
          [0, "instrument.expired"],
          [1, "invalid_context"],
        ],
        localized: true,
        // instanceof tells the copies apart; name and code do not.
        copies: [1, 2].flatMap(() => [
          "InvalidContextError invalid_context true false",
          "InvalidRulesError invalid_rules true false",
          "UnreadableInputError unreadable_input true false",
        ]),
        causes: ["fee.exceeds_balance: €120.00 + €1.79 fee = €121.79, but only €121.00 is available: short €0.79."],
        preflight: false,
        whole: "Masa berlaku kartu sudah habis",
        coreAlone: 0,
        redacted: { card: "<CARD_1 …1881>" },
        sameRedact: true,
        read: 1,
        explained: "超出每日限额",
        refused: "InvalidContextError true 2",
      });
      expect((answers[0] as { parts: string; whole: string }).parts).toBe((answers[0] as { whole: string }).whole);
      const cli = join("node_modules", "txwhy", "dist", "cli.js");
      expect(await run(file, [...before, cli, "--version"], folder)).toBe(`${manifestIn(root).version as string}\n`);
    },
  );

  const strict: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: false,
    skipLibCheck: false,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  };
  it.each([
    ["nodenext, as a module", "types.ts", ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ["nodenext, as CommonJS", "types.cts", ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ["node16, as CommonJS", "types.cts", ts.ModuleKind.Node16, ts.ModuleResolutionKind.Node16],
    ["bundler", "types.ts", ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ])("has types that an app compiles with, its declarations checked too: %s", (_, file, module, moduleResolution) => {
    const program = ts.createProgram([join(folder, file)], { ...strict, module, moduleResolution });
    const found = ts.getPreEmitDiagnostics(program).map(({ file: at, start, messageText }) => {
      const line = at === undefined ? 0 : at.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      return `${at?.fileName.replace(folder, "")}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
    expect(found).toEqual([]);
    // The declarations of the package load none of another package: zod alone has four thousand types.
    const others = program
      .getSourceFiles()
      .filter(({ fileName }) => /node_modules\/(?!txwhy\/|typescript\/)/.test(fileName));
    expect(others.map(({ fileName }) => fileName.replace(folder, ""))).toEqual([]);
  });

  it("has declarations that say nothing of the engine and declare nothing for another package", () => {
    const dist = join(folder, "node_modules", "txwhy", "dist");
    const texts = readdirSync(dist)
      .filter((name) => /\.d\.c?ts$/.test(name))
      // A server of the Model Context Protocol is one of that package, and only whoever asks for it needs its types.
      .filter((name) => !name.startsWith("mcp."))
      // An example in a docstring may import from txwhy.
      .map((name) => [name, readFileSync(join(dist, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "")] as const);
    expect(texts.length).toBeGreaterThan(5);
    for (const [name, text] of texts) {
      for (const [, from = ""] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g))
        expect(from, name).toMatch(/^\.\//);
      for (const sign of [
        "declare module",
        "declare global",
        "json-rules-engine",
        "zod",
        "Almanac",
        "Compiled",
        "RuleParts",
      ])
        expect(text, name).not.toContain(sign);
    }
  });

  it("has no export that the types' test leaves out", () => {
    const text = readFileSync(join(fixtures, "types.ts"), "utf8");
    const program = ts.createProgram(
      ["index", "core", "redact"].map((name) => join(folder, "node_modules", "txwhy", "dist", `${name}.d.ts`)),
      { ...strict, skipLibCheck: true, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 },
    );
    const checker = program.getTypeChecker();
    const names = program
      .getRootFileNames()
      .flatMap((file) =>
        checker.getExportsOfModule(
          checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol,
        ),
      );
    expect(names.length).toBeGreaterThan(50);
    for (const { name } of names) expect(text, name).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
