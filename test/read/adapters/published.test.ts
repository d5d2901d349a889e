import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/api/index.js";
import { readTransaction } from "../../../src/read/index.js";
import { providerNames } from "../../../src/rules/generated/provider-names.js";

const folder = "examples/provider";
const files = readdirSync(folder).filter((file) => !file.endsWith(".md"));
const table = readFileSync(`${folder}/README.md`, "utf8");
const tables = readdirSync("rules/codes")
  .map((file) => JSON.parse(readFileSync(`rules/codes/${file}`, "utf8")) as { provider?: string; shapes?: object[] })
  .flatMap(({ provider }) => provider ?? []);
/** Codes of an association, which banks and acquirers send in payloads of their own. */
const unread = ["abecs"];
const read = (file: string) => readTransaction(readFileSync(`${folder}/${file}`, "utf8"));

const providerOf = (file: string): string => file.split("-")[0] as string;

describe("published payloads", () => {
  it.each(tables.filter((table) => !unread.includes(table)))("of %s are read by its own table", (provider) => {
    const own = files.filter((file) => providerOf(file) === provider);
    expect(own, `a payload ${folder}/${provider}-….json`).not.toEqual([]);
    for (const file of own) {
      const { transactions, warnings } = read(file);
      expect(transactions.map(({ format }) => format.split(".")[0])).toEqual([provider]);
      expect(warnings).toEqual([]);
    }
  });

  it.each(files)("%s has a known provider and says where its shape is from", (file) => {
    expect(providerNames).toContain(providerOf(file));
    const line = table.split("\n").find((row) => row.startsWith(`| \`${file}\` |`));
    expect(line).toMatch(
      /\| \[.+\]\(https:\/\/\S+\) \| \d{4}-\d\d-\d\d \|$|: shape from general knowledge of the API \| page not read \|$/,
    );
  });

  it.each(files.filter((file) => !file.includes("pending") && !file.includes("payu-")))(
    "%s is diagnosed with a cause",
    async (file) => {
      for (const { context } of read(file).transactions) {
        const { causes } = await diagnose(context);
        expect(causes).not.toEqual([]);
      }
    },
  );
});
