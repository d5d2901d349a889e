import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";

const readme = readFileSync("README.md", "utf8");
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));
const scratch = mkdtempSync(join("test", "documents", "readme-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("the README", () => {
  it("shows what its first command really prints", async () => {
    const command = blocks[0]?.text ?? "";
    const file = /npm start --silent -- (\S+)/.exec(command)?.[1] as string;
    let printed = "";
    const stdout = { write: (text: string) => (printed += text) };
    const stdin = (async function* () {})();
    expect(
      await run([file], {
        stdin,
        stdout,
        stderr: { write: () => true },
        env: {},
        platform: "linux",
        launch: async () => false,
      }),
    ).toBe(0);
    expect(blocks[1]?.text.trim()).toBe(printed.trim());
  });

  it("shows the object that its six lines return", async () => {
    const [code, shown] = [blocks[2]?.text as string, blocks[3]?.text as string];
    expect(
      code
        .trim()
        .split("\n")
        .filter((line) => line.trim() !== ""),
    ).toHaveLength(6);
    const file = join(scratch, "example.ts");
    writeFileSync(file, `${code.replace('"txwhy"', '"../../../src/api/index.js"')}\nexport { answer };\n`);
    const { answer } = (await import(pathToFileURL(file).href)) as { answer: unknown };
    expect(answer).toEqual(JSON.parse(shown));
  });

  it("shows what its batch command really reports", async () => {
    const at = blocks.findIndex(({ text }) => text.includes(" -- batch "));
    const file = / -- batch (\S+) --out \S+/.exec(blocks[at]?.text ?? "")?.[1] as string;
    let printed = "";
    const stdout = { write: (text: string) => (printed += text) };
    const stdin = (async function* () {})();
    const io = { stdin, stdout, stderr: { write: () => true }, env: {}, platform: "linux", launch: async () => false };
    // One of its rows is a bad one.
    expect(await run(["batch", file, "--out", join(scratch, "many")], io)).toBe(65);
    expect(blocks[at + 1]?.text.trim()).toBe(printed.trim());
  });

  it("names only commands and files that are there", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    for (const [, name = ""] of readme.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(name);
    for (const [, path = ""] of readme.matchAll(/(examples\/[\w./-]+\.json)/g))
      expect(() => readFileSync(path)).not.toThrow();
  });
});
