import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultRules, redact } from "../../src/api/index.js";
import { compiled } from "../../src/rules/rule-set.js";
import { folderWith, txwhy } from "../cli/helpers.js";

const documents = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "PRIVACY.md",
  "CHANGELOG.md",
  "docs/README.md",
  "bench/README.md",
  "docs/quality.md",
  ...readdirSync("docs/guides").map((name) => `docs/guides/${name}`),
];
const read = (path: string): string => readFileSync(path, "utf8");
const manifest = JSON.parse(read("package.json")) as {
  version: string;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

describe("every document", () => {
  it.each(documents)("%s links and names only files, scripts and commands that exist", (document) => {
    const text = read(document);
    for (const [, target = ""] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g))
      expect(existsSync(join(dirname(document), target)), `${document} links ${target}`).toBe(true);
    for (const [path] of text.matchAll(/(?<=`)(?:src|rules|test|scripts|examples|docs)\/[\w./-]+\.\w+(?=`)/g))
      expect(existsSync(path), `${document} names ${path}`).toBe(true);
    for (const [, name = ""] of text.matchAll(/npm run ([a-z:]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it.each(documents)("%s has no path of a machine and no host to download from", (document) => {
    expect(read(document)).not.toMatch(/\/(?:home|Users|root|tmp|work)\/|registry\.|localhost/);
  });
});

describe("CONTRIBUTING's cause in five minutes", () => {
  const guide = read("CONTRIBUTING.md");
  const blocks = [...guide.matchAll(/```(json|sh|text)\n([\s\S]*?)```/g)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
  const [rule, payment] = blocks.filter(({ language }) => language === "json");
  const folder = folderWith({ "my-rules/merchant/closed.json": rule?.text ?? "", "payment.json": payment?.text ?? "" });
  const steps = blocks.flatMap(({ language, text }, i) => {
    const shown = blocks[i + 1];
    return language === "sh" && text.startsWith("txwhy ") && shown?.language === "text"
      ? [{ command: text.trim(), shown: shown.text }]
      : [];
  });

  it("has three commands with what they print", () => {
    expect(steps.map(({ command }) => command.split(" ").slice(0, 3).join(" "))).toEqual([
      "txwhy rules check",
      "txwhy rules test",
      "txwhy payment.json --rules",
    ]);
  });

  it.each(steps)("prints what it says: $command", async ({ command, shown }) => {
    const args = command
      .split(" ")
      .slice(1)
      .map((word) => (/^(?:my-rules|payment\.json)$/.test(word) ? join(folder, word) : word));
    const { code, out } = await txwhy(args);
    expect(code).toBe(0);
    expect(out.startsWith(shown.trimEnd()), out).toBe(true);
  });
});

describe("SECURITY", () => {
  const text = read("SECURITY.md");

  it("names tests that are there, and the version that is held", () => {
    const tests = read("test/rules/engine.test.ts");
    const named = [...text.replace(/\n/g, " ").matchAll(/"([a-z][^"]{20,})"/g)].map(([, name = ""]) => name);
    expect(named).toHaveLength(3);
    for (const name of named) expect(tests).toContain(`"${name}"`);
    expect(text).toContain(`\`${manifest.dependencies["json-rules-engine"]}\``);
    const engine = JSON.parse(read("node_modules/json-rules-engine/package.json")) as {
      version: string;
      dependencies: Record<string, string>;
    };
    expect(text).toContain(`json-rules-engine ${engine.version}`);
    expect(text).toContain(`\`${engine.dependencies["jsonpath-plus"]}\``);
    expect(text).toContain(`| ${manifest.version.split(".")[0]}.x | yes |`);
  });

  it("counts the dependencies that there are", () => {
    const words = ["none", "one", "two", "three", "four", "five", "six", "seven"];
    expect(text).toContain(`${words[Object.keys(manifest.dependencies).length]} at run time`);
  });

  it("and PRIVACY quote the policy that the page is built with", () => {
    const policy = read("vite.config.ts");
    for (const [rule] of `${text}${read("PRIVACY.md")}`.matchAll(/[a-z]+-(?:src|action|uri) '[a-z]+'/g))
      expect(policy).toContain(`"${rule}"`);
  });
});

describe("PRIVACY", () => {
  it("lists every placeholder, each as redact makes it", () => {
    const listed = [...read("PRIVACY.md").matchAll(/<([A-Z]+)_1[^>]*>/g)].map(([, kind = ""]) => kind);
    const [, kinds = ""] = /PLACEHOLDER =\s*\/<\(([A-Z|]+)\)/.exec(read("src/redact/fold.ts")) ?? [];
    expect([...new Set(listed)].sort()).toEqual(kinds.split("|").sort());
    expect(redact({ card: "4012888888881881", customer: { id: "c-1881-77" }, cvv: "123" })).toEqual({
      card: "<CARD_1 …1881>",
      customer: { id: "<CUSTOMER_1>" },
    });
  });
});

describe("CHANGELOG", () => {
  it("has the version of the package on top, with its date or as unreleased, and counts what is there", () => {
    const text = read("CHANGELOG.md");
    const [, version, date] = /^## \[([^\]]+)\] - (\d{4}-\d\d-\d\d|unreleased)$/m.exec(text) ?? [];
    expect(version).toBe(manifest.version);
    expect(date === "unreleased" || !Number.isNaN(Date.parse(date ?? ""))).toBe(true);
    const { causes, catalog } = compiled(defaultRules());
    if (version !== "1.0.0") return;
    expect(text).toContain(`${causes.length} causes`);
    expect(text).toContain(`codes of ${catalog.packs.length} providers`);
  });
});
