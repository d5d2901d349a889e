import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Writes sbom.cdx.json: what the package needs at run time, and what is built into its files. npm makes it from the lock file; what
 * changes from one run or machine to another is taken out, and names of hosts one would download from.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
export const sbomFile = join(root, "sbom.cdx.json");

interface Component {
  name: string;
  purl: string;
  externalReferences?: { type: string; url: string }[];
  [member: string]: unknown;
}

interface Bom {
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
  specVersion: string;
}

interface Lock {
  packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

/** Packages that the sources import: those that are no dependency are built into the files. */
function imported(): Set<string> {
  const names = new Set<string>();
  for (const path of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(path)) continue;
    const text = readFileSync(join(root, "src", path), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|import)\s*\(?\s*"((?:@[\w.-]+\/)?[\w.-]+)[^"]*"/g)) {
      if (!name.startsWith(".") && name !== "node") names.add(name);
    }
  }
  return names;
}

/** These packages and all that they need, by the lock file. */
function closure(names: Iterable<string>, { packages }: Lock): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const entry = packages[`node_modules/${name}`];
    if (entry === undefined || found.has(name)) return;
    found.add(name);
    for (const needed of Object.keys(entry.dependencies ?? {})) visit(needed);
  };
  for (const name of names) visit(name);
  return found;
}

/** A tool's own older copy of the same package is not ours. */
const isAtTop = (component: Component, { packages }: Lock): boolean =>
  packages[`node_modules/${fullName(component)}`]?.version === component.version;

const fullName = ({ purl }: Component): string =>
  decodeURIComponent(purl.replace(/^pkg:npm\//, "").replace(/@[^@]*$/, ""));

/** The bill as text: the same for the same lock file and sources. */
export function sbom(): string {
  const npm = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--loglevel", "error"];
  const bom = JSON.parse(execFileSync("npm", npm, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })) as Bom;
  const { name, version, dependencies, optionalDependencies, peerDependencies } = read("package.json") as {
    name: string;
    version: string;
    dependencies: Record<string, string>;
    optionalDependencies: Record<string, string>;
    peerDependencies: Record<string, string>;
  };
  const lock = read("package-lock.json") as Lock;
  const needed = closure(Object.keys({ ...dependencies, ...optionalDependencies }), lock);
  // A peer is neither installed with the package nor built into it: whoever wants it brings it.
  const builtIn = [...imported()].filter((one) => !Object.hasOwn(peerDependencies, one));
  const all = new Set([...needed, ...closure(builtIn, lock)]);
  const components = bom.components
    .filter((component) => all.has(fullName(component)) && isAtTop(component, lock))
    .sort((a, b) => (a.purl < b.purl ? -1 : 1))
    .map((component) => cleaned(component, needed.has(fullName(component)) ? "installed" : "built in"));
  const refs = new Set([`${name}@${version}`, ...components.map((component) => component["bom-ref"] as string)]);
  return `${JSON.stringify(
    {
      $schema: `http://cyclonedx.org/schema/bom-${bom.specVersion}.schema.json`,
      bomFormat: "CycloneDX",
      specVersion: bom.specVersion,
      version: 1,
      metadata: { component: cleaned({ ...bom.metadata.component, name }, null) },
      components,
      dependencies: bom.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)).sort() }))
        .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
    },
    null,
    2,
  )}\n`;
}

/** How a component comes to whoever uses the package: installed beside it, or built into its files. */
function cleaned(component: Component, how: "installed" | "built in" | null): Record<string, unknown> {
  const { "bom-ref": ref, type, name, version, description, purl, hashes, licenses, externalReferences } = component;
  const links = (externalReferences ?? []).filter((link) => link.type !== "distribution");
  return {
    "bom-ref": ref,
    type,
    name,
    version,
    description,
    purl,
    ...(how === null ? {} : { properties: [{ name: "txwhy:how", value: how }] }),
    hashes,
    licenses,
    ...(links.length === 0 ? {} : { externalReferences: links }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const text = sbom();
  writeFileSync(sbomFile, text);
  const { components } = JSON.parse(text) as Bom;
  console.log(`sbom.cdx.json: ${components.length} components`);
}
