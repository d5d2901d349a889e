import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Plugin } from "esbuild";
import { browserBundle, filesIn, packageOf } from "./browser-bundle.js";
import { lean } from "./lean.js";

/**
 * Checks how large the built package is against scripts/size-limits.json, in bytes: bundles minified with all they need and gzipped, the
 * tarball and the page as they are. `--update` lays down what is measured now: limits go down with it by themselves, never up.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const limitsFile = join(root, "scripts", "size-limits.json");
/** What a change may add before somebody has to look at it. */
const ROOM = 1.03;

interface Limit {
  limit: number;
  /** Set by what would hurt, not by what is: `--update` leaves it. */
  fixed?: true;
  /** Minified bytes by room and by package when the limit was laid down; what grew is told by them. */
  parts?: Record<string, number>;
}
type Limits = Record<string, Limit>;

interface Measured {
  name: string;
  bytes: number;
  /** The source to look into for what it is made of. */
  source?: string;
}

const dist = (path: string): string => join(root, "dist", path);

/** Of what is built already; with `lean`, of sources as the build for browsers takes them. */
async function bundled(
  source: string,
  plugins: Plugin[] = [],
): Promise<{ bytes: number; parts: Record<string, number> }> {
  const { outputFiles, metafile } = await browserBundle(source, root, plugins);
  const parts: Record<string, number> = {};
  for (const [path, bytes] of filesIn(metafile)) {
    const part = packageOf(path) ?? /^src\/(?:[^/]+$|[^/]+\/)/.exec(path)?.[0] ?? path;
    parts[part] = (parts[part] ?? 0) + bytes;
  }
  return { bytes: gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).byteLength, parts };
}

/** A bundle as an app would make it of the built package, by the name that apps import. */
async function bundle(name: string, names: string, entry: string): Promise<Measured> {
  const text = (path: string): string => `export { ${names} } from ${JSON.stringify(path)};`;
  const { bytes } = await bundled(text(`txwhy/${entry}`));
  return { name, bytes, source: text(`./src/${entry}.ts`) };
}

/** The largest of a folder's modules. */
async function largest(folder: "locales" | "providers"): Promise<Measured> {
  const all = await Promise.all(
    readdirSync(dist(folder))
      .filter((file) => file.endsWith(".js"))
      .map(async (file) => ({
        file,
        ...(await bundled(`export { default } from ${JSON.stringify(dist(`${folder}/${file}`))};`)),
      })),
  );
  const most = all.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const { bytes, file } = most;
  return {
    name: `largest of ${folder}`,
    bytes,
    source: `export { default } from "./src/generated/${folder}/${file.replace(/js$/, "ts")}";`,
  };
}

/** The tarball, with the largest of its files for parts. */
function tarball(): { measured: Measured; parts: Record<string, number> } {
  const folder = mkdtempSync(join(tmpdir(), "txwhy-size-"));
  try {
    const npm = ["pack", "--ignore-scripts", "--json", "--loglevel", "error", "--pack-destination", folder];
    const [packed] = JSON.parse(execFileSync("npm", npm, { cwd: root, encoding: "utf8" })) as {
      size: number;
      files: { path: string; size: number }[];
    }[];
    const parts: Record<string, number> = {};
    for (const { path, size } of packed?.files ?? []) {
      const part = path.replace(/-[A-Za-z0-9_-]{8}(?=\.)/, "").replace(/^((?:dist|rules)\/[^/]+\/).*/, "$1");
      parts[part] = (parts[part] ?? 0) + size;
    }
    return { measured: { name: "npm tarball", bytes: packed?.size ?? 0 }, parts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** The parts that grew, most first. */
function grown(now: Readonly<Record<string, number>>, before: Readonly<Record<string, number>> = {}): string {
  const changes = Object.entries(now)
    .map(([part, bytes]) => ({ part, was: before[part] ?? 0, bytes }))
    .filter(({ was, bytes }) => bytes - was >= 100)
    .sort((a, b) => b.bytes - b.was - (a.bytes - a.was));
  return changes.length === 0
    ? "no part of it grew by itself"
    : changes.map(({ part, was, bytes }) => `${part} ${kilo(was)} → ${kilo(bytes)}`).join(", ");
}

if (!existsSync(dist("core.js")) || !existsSync(dist("web/index.html")))
  throw new Error("nothing is built: npm run build");

const update = process.argv.includes("--update");
const limits: Limits = existsSync(limitsFile) ? (JSON.parse(readFileSync(limitsFile, "utf8")) as Limits) : {};
const packed = tarball();
const measured: Measured[] = [
  await bundle("core, its rules and one language", "diagnose", "core"),
  await bundle("redact alone", "redact", "redact"),
  await largest("locales"),
  await largest("providers"),
  packed.measured,
  { name: "the page", bytes: statSync(dist("web/index.html")).size },
];
let over = 0;
for (const { name, bytes, source } of measured) {
  const parts =
    source !== undefined
      ? (await bundled(source, [lean()])).parts
      : name === packed.measured.name
        ? packed.parts
        : undefined;
  const limit = limits[name];
  if (update) {
    const now = Math.ceil(bytes * ROOM);
    const next = limit?.fixed ? limit : { limit: Math.min(limit?.limit ?? now, now) };
    limits[name] = { ...next, ...(parts === undefined ? {} : { parts: sorted(parts) }) };
  } else if (limit === undefined || bytes > limit.limit) {
    over++;
    console.log(`${name}: ${kilo(bytes)}, over its limit of ${kilo(limit?.limit ?? 0)}`);
    if (parts !== undefined) console.log(`  grew: ${grown(parts, limit?.parts)}`);
    continue;
  }
  console.log(`${name}: ${kilo(bytes)} of ${kilo(limits[name]?.limit ?? 0)}`);
}
if (update) writeFileSync(limitsFile, `${JSON.stringify(limits, null, 2)}\n`);
if (over > 0) console.log("Raise a limit in scripts/size-limits.json only with a reason for it.");
process.exitCode = over > 0 ? 1 : 0;

function sorted(parts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(parts)
      .filter(([, bytes]) => bytes >= 1000)
      .sort(([, a], [, b]) => b - a),
  );
}
