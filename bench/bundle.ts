import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { browserBundle, filesIn, packageOf } from "../scripts/browser-bundle.js";
import { built } from "./library.js";
import type { Line } from "./measure.js";

interface Bundle {
  name: string;
  source: string;
}

const here = fileURLToPath(new URL("./", import.meta.url));

/** Which package each byte comes from, largest first; gzip is not additive, so these are minified bytes. */
function parts(files: readonly [path: string, bytes: number][]): string {
  const sums = new Map<string, number>();
  for (const [path, bytes] of files) {
    const name = packageOf(path) ?? "own";
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  const named = [...sums].sort((a, b) => b[1] - a[1]).filter(([, bytes]) => bytes >= 1000);
  return named.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(0)} kB`).join(", ");
}

async function sizeOf(group: string, { name, source }: Bundle): Promise<Line> {
  const { outputFiles, metafile } = await browserBundle(source, here);
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${name}: nothing was bundled`);
  const zipped = gzipSync(file.contents, { level: 9 }).byteLength;
  const note = `${(file.contents.byteLength / 1000).toFixed(0)} kB minified: ${parts(filesIn(metafile))}`;
  return { group, name, unit: "bytes", value: { median: zipped, p10: zipped, p90: zipped }, ratio: null, note };
}

/** What a browser loads, gzipped, everything it depends on included. */
export async function bundles(): Promise<Line[]> {
  const [all, core, redact] = ["browser/index.js", "browser/core.js", "browser/redact.js"].map(built);
  const [stripe, indonesian] = ["codes/stripe.js", "locales/id.js"].map(built);
  if (!all || !core || !redact || !stripe || !indonesian) {
    process.stderr.write("bundle sizes are left out: dist/ is not built (npm run build)\n");
    return [];
  }
  const from = (names: string, file: string): string => `export { ${names} } from ${JSON.stringify(file)};`;
  const list: Bundle[] = [
    { name: "txwhy/core: diagnose", source: from("diagnose", core) },
    {
      name: "txwhy/core, one provider, one locale",
      source: [
        from("diagnose, composeRules", core),
        from("default as stripe", stripe),
        from("default as id", indonesian),
      ].join(""),
    },
    { name: "txwhy: everything", source: `export * from ${JSON.stringify(all)};` },
    { name: "txwhy/redact", source: from("redact", redact) },
    { name: "json-rules-engine alone", source: from("Engine", "json-rules-engine") },
    { name: "json-logic-engine alone", source: from("LogicEngine", "json-logic-engine") },
  ];
  const lines: Line[] = [];
  for (const bundle of list) lines.push(await sizeOf("bundle for a browser, gzipped (dist)", bundle));
  return lines;
}
