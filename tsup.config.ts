import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { defineConfig, type Options } from "tsup";

const generated = (folder: "codes" | "locales"): Record<string, string> =>
  Object.fromEntries(
    readdirSync(`src/rules/generated/${folder}`).map((file) => [
      `${folder}/${basename(file, ".ts")}`,
      `src/rules/generated/${folder}/${file}`,
    ]),
  );

const shared: Options = {
  target: "es2022",
  treeshake: true,
  // Optional: an app that serves no model is not made to load them.
  external: [/^@modelcontextprotocol\//],
  // Small helpers travel inside the bundle; the runtime dependencies stay the app's own.
  noExternal: [/^@noble\/hashes/, "string-width", "fastest-levenshtein"],
};
// TypeScript 6 warns of an option that tsup's declaration build still sets.
const compilerOptions = { ignoreDeprecations: "6.0" };

/** commander is CommonJS and requires modules of Node, which needs a `require` in the bundle. So it is a file of its own, beside the program. */
export const commander: Options = {
  ...shared,
  entry: { commander: "node_modules/commander/esm.mjs" },
  format: ["esm"],
  platform: "node",
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
};
const commanderBeside: Plugin = {
  name: "commander-beside",
  setup(build) {
    build.onResolve({ filter: /^commander$/ }, () => ({ path: "./commander.js", external: true }));
  },
};

/** The command line, and the thread in which `txwhy batch` works: two entries, so that they share what is the same. */
export const commandLine: Options = {
  ...shared,
  entry: { cli: "src/cli/main.ts", "batch-worker": "src/cli/batch/worker.ts" },
  format: ["esm"],
  platform: "node",
  splitting: true,
  esbuildPlugins: [commanderBeside],
};

/** The tools for a model, for an app that connects them itself. */
const mcp = { mcp: "src/cli/mcp/server.ts" };
const library = { index: "src/api/index.ts", core: "src/api/core.ts", redact: "src/redact/index.ts" };

/** The tables and languages are modules of their own already; an app that imports one of them does not get it twice. */
const packsApart: Plugin = {
  name: "packs-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\/(?:codes|locales)\// }, ({ path }) => ({ path: `.${path}`, external: true }));
  },
};

/** For browsers and workers: the same modules, with json-rules-engine inside so that jsonpath-plus can be left out of it. */
const browser: Options = {
  ...shared,
  entry: library,
  outDir: "dist/browser",
  format: ["esm"],
  platform: "browser",
  splitting: true,
  noExternal: [...(shared.noExternal ?? []), /^(?:json-rules-engine|clone|eventemitter2|hash-it|jsonpath-plus)$/],
  esbuildPlugins: [packsApart],
  esbuildOptions(options) {
    options.alias = { "jsonpath-plus": fileURLToPath(new URL("src/rules/no-jsonpath.ts", import.meta.url)) };
  },
};

export default defineConfig([
  commander,
  // The command line shares the library's modules: all tables are large, and once in the package is enough.
  {
    ...commandLine,
    entry: { ...library, ...mcp, ...(commandLine.entry as Record<string, string>) },
    dts: { entry: { ...library, ...mcp }, compilerOptions },
  },
  { ...shared, entry: { ...library, ...mcp }, format: ["cjs"], dts: { compilerOptions }, splitting: true },
  // Without the second pass over the bundle: it would make the default export the whole CommonJS module.
  {
    ...shared,
    entry: { ...generated("codes"), ...generated("locales") },
    format: ["esm", "cjs"],
    treeshake: false,
  },
  // One declaration serves all tables, and one all languages.
  {
    entry: { "code-pack": "src/rules/code-pack.ts", "locale-pack": "src/rules/locale-pack.ts" },
    format: ["esm", "cjs"],
    dts: { only: true, compilerOptions },
  },
  browser,
]);
