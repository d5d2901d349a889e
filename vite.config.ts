import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { build, defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { allWords } from "./src/web/words/all.js";

// A test run must not make another page than a release does.
process.env.NODE_ENV = "production";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What a table tells of its codes to people who read the table; diagnosing needs none of it. */
const FOR_READERS = ["meaning", "note", "source", "sources", "field", "title", "url", "date"];

/** Provider tables without what only `txwhy codes` shows. */
function leanTables(): Plugin {
  return {
    name: "lean-tables",
    transform(code, id) {
      if (!/src\/rules\/generated\/codes\//.test(id)) return null;
      return code.replace(/JSON\.parse\(("(?:[^"\\]|\\.)*")\)/, (_, literal: string) => {
        const table = JSON.parse(JSON.parse(literal) as string, (key, value: unknown) =>
          FOR_READERS.includes(key) ? undefined : value,
        ) as unknown;
        return `JSON.parse(${JSON.stringify(JSON.stringify(table))})`;
      });
    },
  };
}

/**
 * The page's words on one line, and after it the worker with all rules and tables: compressed, as text that no parser
 * runs. src/web/engine.ts unpacks it with the browser's own DecompressionStream.
 */
async function packedEngine(): Promise<string> {
  const result = await build({
    configFile: false,
    root: path("src/web"),
    logLevel: "warn",
    plugins: [leanTables()],
    resolve: { alias: { "jsonpath-plus": path("src/rules/no-jsonpath.ts") } },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      lib: { entry: path("src/web/worker/main.ts"), formats: ["iife"], name: "engine" },
    },
  });
  const [{ output }] = result as unknown as [{ output: { code: string }[] }];
  const code = output[0]?.code ?? "";
  const payload = Buffer.from(`${JSON.stringify(allWords)}\n${code}`);
  return deflateRawSync(payload, { level: 9 }).toString("base64");
}

function engine(): Plugin {
  return {
    name: "engine",
    transformIndexHtml: {
      order: "post",
      async handler() {
        return [
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
