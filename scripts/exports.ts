import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Writes the `exports` of package.json: an explicit subpath for every entry point, provider table and language. */
const root = fileURLToPath(new URL("..", import.meta.url));
const manifestFile = join(root, "package.json");

/** Where there is no Node: a page and its bundler, web workers, Cloudflare's workerd, edge functions. */
const WITHOUT_NODE = ["browser", "worker", "workerd", "edge-light"];

interface Target {
  import: Record<string, string>;
  require: Record<string, string>;
}

const entryPoint = (name: string): Target => ({
  import: {
    types: `./dist/${name}.d.ts`,
    ...Object.fromEntries(WITHOUT_NODE.map((condition) => [condition, `./dist/browser/${name}.js`])),
    default: `./dist/${name}.js`,
  },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

/** The same file everywhere: a table or a language, which is plain data, and the server for models, which is for Node. */
const pack = (name: string, types: string): Target => ({
  import: { types: `./dist/${types}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${types}.d.cts`, default: `./dist/${name}.cjs` },
});

export function packageExports(): Record<string, Target | string> {
  // The generic table and English are part of the entry points.
  const codes = readdirSync(join(root, "rules", "codes"))
    .filter((file) => file.endsWith(".json") && file !== "generic.json")
    .map((file) => `codes/${basename(file, ".json")}`);
  const locales = readdirSync(join(root, "rules", "locales"))
    .filter((tag) => tag !== "en")
    .map((tag) => `locales/${tag}`);
  return {
    ".": entryPoint("index"),
    "./core": entryPoint("core"),
    "./redact": entryPoint("redact"),
    "./mcp": pack("mcp", "mcp"),
    ...Object.fromEntries(codes.sort().map((name) => [`./${name}`, pack(name, "code-pack")])),
    ...Object.fromEntries(locales.sort().map((name) => [`./${name}`, pack(name, "locale-pack")])),
    "./package.json": "./package.json",
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Record<string, unknown>;
  manifest.exports = packageExports();
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`package.json: ${Object.keys(packageExports()).length} exports`);
}
