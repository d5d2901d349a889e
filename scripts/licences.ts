import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sbomFile } from "./sbom.js";

/**
 * Writes THIRD-PARTY.txt: the licences of all that the bill of materials names, for parts of it are built into the package's files, and
 * their licences ask to go with them.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
export const licencesFile = join(root, "THIRD-PARTY.txt");

/** A package's own licence text. @throws where it has none. */
function licenceOf(name: string): string {
  const folder = join(root, "node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} brings no text of its licence`);
  return readFileSync(join(folder, file), "utf8").replace(/\r\n/g, "\n").trim();
}

/** The same for the same bill and the same installed packages. */
export function licences(): string {
  const { components } = JSON.parse(readFileSync(sbomFile, "utf8")) as {
    components: { purl: string; version: string }[];
  };
  const parts = components.map(({ purl, version }) => {
    const name = decodeURIComponent(purl.replace(/^pkg:npm\//, "").replace(/@[^@]*$/, ""));
    return `${name} ${version}\n${"=".repeat(name.length + version.length + 1)}\n\n${licenceOf(name)}\n`;
  });
  return `txwhy needs these packages, or has parts of them built into its files.\n\n${parts.join("\n\n")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(licencesFile, licences());
