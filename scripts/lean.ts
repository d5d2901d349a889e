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

/**
 * Bundles for a browser without what no browser needs: of json-rules-engine only what reaches a verdict, of decimal.js only what is
 * called, of the facts no sentences. The package's browser build and the agent's page are both made with it. src/browser/ has what stands
 * in for a package.
 */
export function lean(): Plugin {
  return {
    name: "lean",
    setup(build) {
      build.onResolve({ filter: /^(?:json-rules-engine|eventemitter2|clone)$/ }, ({ path }) => ({
        path: join(source, "browser", `${path}.ts`),
      }));
      // It looks for a switch in the page's storage, to write facts to the console.
      build.onLoad({ filter: /json-rules-engine[\\/]dist[\\/]debug\.js$/ }, () => ({
        contents: "exports.__esModule = true; exports.default = () => {};",
      }));
      build.onLoad({ filter: /decimal\.js[\\/]decimal\.mjs$/ }, ({ path }) => ({
        contents: leanDecimal(readFileSync(path, "utf8"), sources()),
      }));
      build.onLoad({ filter: /src[\\/]facts[\\/]\w+-facts\.ts$/ }, ({ path }) => ({
        loader: "ts",
        contents: withoutDocs(readFileSync(path, "utf8")),
      }));
      build.onLoad({ filter: /src[\\/]redact[\\/]words\.ts$/ }, ({ path }) => ({
        loader: "ts",
        contents: withoutLayout(readFileSync(path, "utf8")),
      }));
    },
  };
}
