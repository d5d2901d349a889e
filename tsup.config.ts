import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, type Options } from "tsup";

const generated = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(`src/generated/${folder}`).map((file) => [
      `${folder}/${basename(file, ".ts")}`,
      `src/generated/${folder}/${file}`,
    ]),
  );

const shared: Options = {
  target: "es2022",
  treeshake: true,
  // Small helpers travel inside the bundle; the runtime dependencies stay the app's own.
  noExternal: [/^@noble\/hashes/, "string-width"],
};
// TypeScript 6 warns of an option that tsup's declaration build still sets.
const compilerOptions = { ignoreDeprecations: "6.0" };

/** The command line, and the thread in which `txwhy batch` works: two entries, so that they share what is the same. */
export const commandLine: Options = {
  ...shared,
  entry: { cli: "src/cli/main.ts", "batch-worker": "src/batch/worker.ts" },
  format: ["esm"],
  platform: "node",
  splitting: true,
};

export default defineConfig([
  {
    ...shared,
    entry: { index: "src/index.ts", core: "src/core.ts", redact: "src/redact.ts" },
    format: ["esm", "cjs"],
    dts: { compilerOptions },
    splitting: true,
  },
  // Without the second pass over the bundle: it would make the default export the whole CommonJS module.
  {
    ...shared,
    entry: { ...generated("providers"), ...generated("locales") },
    format: ["esm", "cjs"],
    treeshake: false,
  },
  // One declaration serves all tables, and one all languages.
  {
    entry: { "provider-pack": "src/provider-pack.ts", "locale-pack": "src/locale-pack.ts" },
    format: ["esm", "cjs"],
    dts: { only: true, compilerOptions },
  },
  commandLine,
]);
