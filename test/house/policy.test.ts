import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { defaultRules } from "../../src/api/index.js";
import { vocabulary } from "../../src/facts/vocabulary.js";

const source = fileURLToPath(new URL("../../src/", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes("generated"),
);
/** What is left of a file without its comments: examples in docstrings may name causes. */
const codeOf = (file: string): string =>
  readFileSync(join(source, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "");

describe("the policy of a cause", () => {
  const shipped = defaultRules().causes;
  // The facts room names facts, and some causes are called like them: "balance.held" is an amount there, "limit.daily" an area.
  const facts = new Set(vocabulary.flatMap(({ name }) => [name, name.replace(/\.\w+$/, "")]));
  it.each(files)("is in its rule file: %s names no cause", (file) => {
    const code = codeOf(file);
    const named = shipped.filter((cause) => new RegExp(`["'\`]${cause.replace(".", "\\.")}["'\`]`).test(code));
    expect(named.filter((cause) => !(file.startsWith("facts") && facts.has(cause)))).toEqual([]);
  });
});
