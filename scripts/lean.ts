import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { leanDecimal } from "./lean-decimal.js";

const source = fileURLToPath(new URL("../src", import.meta.url));

/** Everything that may ask something of a decimal. */
function sources(): string {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/generated/.test(entry.parentPath))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

/** The sentences that say what a fact means are for documents and schemas; diagnosing reads none of them. */
export const withoutDocs = (code: string): string => code.replace(/(["`])[^"`\n]* [^"`\n]*\.\1/g, '""');

/** The word lists of redact are laid out for people; what is read of them has no spaces behind its commas. */
export const withoutLayout = (code: string): string => code.replace(/,\s+/g, ",");

/** Packages that something of src/browser/ stands in for. */
const REPLACED = /^(?:json-rules-engine|eventemitter2|clone)$/;
const standIn = (name: string): string => join(source, "browser", `${name}.ts`);

/** Files that are taken otherwise than they are. */
const CHANGED: readonly [file: RegExp, change: (code: string) => string][] = [
  // It looks for a switch in the page's storage, to write facts to the console.
  [/json-rules-engine[\\/]dist[\\/]debug\.js$/, () => "exports.__esModule = true; exports.default = () => {};"],
  [/decimal\.js[\\/]decimal\.mjs$/, (code) => leanDecimal(code, sources())],
  [/src[\\/]facts[\\/]\w+-facts\.ts$/, withoutDocs],
  [/src[\\/]redact[\\/]words\.ts$/, withoutLayout],
];

/**
 * Bundles for a browser without what no browser needs: of json-rules-engine only what reaches a verdict, of decimal.js only what is
 * called, of the facts no sentences. The package's build for browsers is made with it.
 */
export function lean(): Plugin {
  return {
    name: "lean",
    setup(build) {
      build.onResolve({ filter: REPLACED }, ({ path }) => ({ path: standIn(path) }));
      for (const [filter, change] of CHANGED) {
        build.onLoad({ filter }, ({ path }) => ({
          loader: path.endsWith(".ts") ? "ts" : "js",
          contents: change(readFileSync(path, "utf8")),
        }));
      }
    },
  };
}

/** The same for Vite, which makes the agent's page. */
export function leanPage(): {
  name: string;
  enforce: "pre";
  resolveId(id: string): string | null;
  load(id: string): string | null;
} {
  return {
    name: "lean",
    enforce: "pre",
    resolveId: (id) => (REPLACED.test(id) ? standIn(id) : null),
    load: (id) => {
      const change = CHANGED.find(([file]) => file.test(id))?.[1];
      return change === undefined ? null : change(readFileSync(id, "utf8"));
    },
  };
}
