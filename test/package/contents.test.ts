import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { licences, licencesFile } from "../../scripts/licences.js";
import { sbom, sbomFile } from "../../scripts/sbom.js";
import { isBuilt, manifestIn, root, run } from "./packed.js";

describe("the bill of materials", () => {
  const text = readFileSync(sbomFile, "utf8");

  it("is the one that the lock file makes now", () => {
    expect(text, "npm run docs makes it anew").toBe(sbom());
  });

  it("names all that is installed with the package or built into it, with its licence and hash", () => {
    const { components, metadata } = JSON.parse(text) as {
      components: { name: string; licenses: unknown[]; hashes: unknown[] }[];
      metadata: { component: { name: string; version: string } };
    };
    const { name, version, dependencies } = manifestIn(root);
    expect(metadata.component).toMatchObject({ name, version });
    const names = components.map((component) => component.name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(dependencies as object), "preact", "string-width"]));
    for (const name of ["typescript", "vitest", "@blu3r4y/lzma"]) expect(names).not.toContain(name);
    for (const component of components) {
      expect(component.licenses.length, component.name).toBeGreaterThan(0);
      expect(component.hashes.length, component.name).toBeGreaterThan(0);
    }
  });

  it("names no place it was made at, no time, and nowhere to download from", () => {
    expect(text).not.toMatch(/registry|"distribution"|\.tgz|timestamp|serialNumber|file:|"\/|[A-Z]:\\\\/);
    expect(text).not.toContain(root);
  });
});

describe("the licences of others", () => {
  it("are those of the packages that the bill names, as they are installed", () => {
    const text = readFileSync(licencesFile, "utf8");
    expect(text, "npm run docs makes it anew").toBe(licences());
    for (const name of ["decimal.js", "json-rules-engine", "preact"]) expect(text).toContain(`\n${name} `);
  });
});

describe.skipIf(!isBuilt)("the tarball", () => {
  let files: string[] = [];
  beforeAll(async () => {
    const packed = await run("npm", ["pack", "--ignore-scripts", "--dry-run", "--json", "--loglevel", "error"], root);
    const [{ files: found }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    files = found.map(({ path }) => path);
  });

  it("holds what the package needs and its papers, and no source, test or tool", () => {
    for (const name of [
      "README.md",
      "LICENSE",
      "SECURITY.md",
      "PRIVACY.md",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "docs/README.md",
      "docs/api.md",
      "THIRD-PARTY.txt",
      "sbom.cdx.json",
    ])
      expect(files).toContain(name);
    expect(files).toEqual(expect.arrayContaining(["rules/baseline.json", "dist/cli.js", "dist/web/index.html"]));
    const others = files.filter((path) => path.includes("/") && !/^(?:dist|rules)\//.test(path));
    expect(others.filter((path) => !/^docs\/[^.].*\.md$/.test(path))).toEqual(["bench/README.md", "man/txwhy.1"]);
    expect(files.filter((path) => /\.map$|(?<!\.d)\.c?ts$|\.test\./.test(path))).toEqual([]);
  });

  it("has a file behind every export", () => {
    const targets = JSON.stringify(manifestIn(root).exports).match(/\.\/[^"]+/g) ?? [];
    for (const target of targets.filter((path) => /^\.\/(?:dist|package)/.test(path))) {
      expect(files).toContain(target.slice(2));
    }
  });

  it("has documents whose links lead to files in it", () => {
    const documents = files.filter((path) => path.endsWith(".md"));
    const links = documents.flatMap((document) =>
      [...readFileSync(join(root, document), "utf8").matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g)].map(
        ([, target = ""]) => ({
          document,
          target: posix.join(posix.dirname(document), decodeURIComponent(target)),
        }),
      ),
    );
    expect(links.length).toBeGreaterThan(documents.length);
    const leadsSomewhere = (target: string): boolean =>
      files.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, "")}/`));
    expect(links.filter(({ target }) => !leadsSomewhere(target))).toEqual([]);
  });

  it("names no address of its own while there is none", () => {
    for (const member of ["repository", "homepage", "bugs"]) expect(manifestIn(root)).not.toHaveProperty(member);
  });

  it("runs nothing when it is installed: only a clone of the sources is built", () => {
    const { scripts = {} } = manifestIn(root);
    for (const hook of ["preinstall", "install", "postinstall", "preuninstall", "uninstall", "postuninstall"])
      expect(scripts).not.toHaveProperty(hook);
    // npm runs it for a clone or a git address, where dist/ has to be made, never for the tarball.
    expect(scripts.prepare).toBe("npm run build");
  });

  it("holds no path of the machine it was built on, and no host to download from", () => {
    const registry = /registry\.(?:npmjs|yarnpkg)|npmmirror|artifactory|verdaccio/i;
    for (const path of files.filter((file) => /\.(?:js|cjs|json|html|md|ts|cts)$/.test(file))) {
      const text = readFileSync(join(root, path), "utf8");
      expect(text.includes(root), path).toBe(false);
      expect(registry.test(text), path).toBe(false);
    }
  });
});
