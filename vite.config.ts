import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import zopfli from "@gfx/zopfli";
import { build, defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import type { PageLanguage } from "./src/web/words/index.js";

// A test run must not make another page than a release does.
process.env.NODE_ENV = "production";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const folder = path("src/web/words");
/** Every language of the page: the files of src/web/words, by their names. */
const languages = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [basename(name, ".json"), JSON.parse(readFileSync(join(folder, name), "utf8")) as PageLanguage]),
);

/**
 * The page's words on one line, and after it the worker with all rules and tables: compressed, as text that no parser
 * runs. src/web/engine.ts unpacks it with the browser's own DecompressionStream.
 */
async function packedEngine(): Promise<string> {
  const result = await build({
    configFile: false,
    root: path("src/web"),
    logLevel: "warn",
    resolve: { alias: { "jsonpath-plus": path("src/rules/no-jsonpath.ts") } },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      lib: { entry: path("src/web/worker/main.ts"), formats: ["iife"], name: "engine" },
      // Loading a module of `yaml` does nothing by itself, which the package does not say: what is not called of it stays out.
      rolldownOptions: {
        treeshake: { moduleSideEffects: [{ test: /[\\/]node_modules[\\/]yaml[\\/]/, sideEffects: false }] },
      },
    },
  });
  const [{ output }] = result as unknown as [{ output: { code: string }[] }];
  const code = output[0]?.code ?? "";
  const payload = Buffer.from(`${JSON.stringify(languages)}\n${code}`);
  // The same format as Node's own deflate gives, 23 kB smaller. Words, code and tables differ, so the number of blocks is not limited.
  const packed = await zopfli.deflateAsync(payload, { numiterations: 50, blocksplittingmax: 0 });
  return Buffer.from(packed).toString("base64");
}

/** A sentence of the page in each of its languages, for a page that is not running. */
const inEveryLanguage = (name: "needs_script" | "cannot_start"): HtmlTagDescriptor[] =>
  Object.entries(languages).map(([lang, { page }]) => ({ tag: "p", attrs: { lang }, children: page[name] }));

function engine(): Plugin {
  return {
    name: "engine",
    transformIndexHtml: {
      order: "post",
      async handler() {
        return [
          { tag: "noscript", children: inEveryLanguage("needs_script"), injectTo: "body" },
          {
            tag: "div",
            attrs: { id: "cannot-start", hidden: true },
            children: inEveryLanguage("cannot_start"),
            injectTo: "body",
          },
          {
            tag: "script",
            attrs: { type: "text/plain", id: "engine" },
            children: await packedEngine(),
            injectTo: "body",
          },
        ];
      },
    },
  };
}

/** Names the page's one script and one style by their hashes; everything else is refused. Runs on the file as it is written. */
function policy(): Plugin {
  return {
    name: "policy",
    closeBundle() {
      const file = path("dist/web/index.html");
      // A build that failed says why itself; it has left no page.
      if (!existsSync(file)) return;
      const html = readFileSync(file, "utf8");
      const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      const hashes = (pattern: RegExp): string =>
        [...html.matchAll(pattern)].map((match) => hash(match[1] ?? "")).join(" ");
      const content = [
        "default-src 'none'",
        `script-src ${hashes(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)}`,
        `style-src ${hashes(/<style[^>]*>([\s\S]*?)<\/style>/g)}`,
        "img-src data:",
        "worker-src blob:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
      ].join("; ");
      const meta = `<meta http-equiv="Content-Security-Policy" content="${content}">`;
      writeFileSync(file, html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n    ${meta}`));
    },
  };
}

export default defineConfig({
  root: path("src/web"),
  base: "./",
  publicDir: false,
  build: {
    outDir: path("dist/web"),
    emptyOutDir: true,
    target: "es2022",
    cssTarget: ["chrome123", "firefox121", "safari17.5"],
    modulePreload: false,
  },
  plugins: [engine(), viteSingleFile({ removeViteModuleLoader: true }), policy()],
});
