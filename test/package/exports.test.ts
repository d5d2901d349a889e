import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageExports } from "../../scripts/exports.js";
import { manifestIn, root } from "./packed.js";

const { exports } = manifestIn(root);
const subpaths = (folder: string): string[] =>
  Object.keys(exports)
    .filter((name) => name.startsWith(`./${folder}/`))
    .map((name) => basename(name))
    .sort();

describe("the exports of the package", () => {
  it("are the ones that the rules make now", () => {
    expect(exports, "npm run docs makes them anew").toEqual(packageExports());
  });

  it("name every provider table by itself; the generic one is in each entry point", () => {
    const tables = readdirSync(join(root, "rules", "codes")).map((file) => basename(file, ".json"));
    expect(["generic", ...subpaths("codes")].sort()).toEqual(tables.sort());
  });

  it("name every language by itself; English is in each entry point", () => {
    expect(["en", ...subpaths("locales")].sort()).toEqual(readdirSync(join(root, "rules", "locales")).sort());
  });

  it("have no pattern: a misspelt table is refused when it is imported", () => {
    expect(JSON.stringify(exports)).not.toContain("*");
  });

  it.each([".", "./core", "./redact"])(
    "give %s without Node's modules to pages, workers and edge functions",
    (name) => {
      const { import: target } = exports[name] as { import: Record<string, string> };
      const conditions = Object.keys(target);
      expect(conditions[0]).toBe("types");
      expect(conditions.at(-1)).toBe("default");
      for (const condition of ["browser", "worker", "workerd", "edge-light"])
        expect(target[condition]).toMatch(/^\.\/dist\/browser\//);
    },
  );
});
