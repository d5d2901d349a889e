import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.js";
import { testRules } from "../../src/cli/rules/test.js";
import type { CauseFile } from "../../src/rules/files.js";
import { compiled } from "../../src/rules/rule-set.js";
import { defaultRules } from "../../src/rules/shipped.js";

const read = (path: string): Json =>
  JSON.parse(readFileSync(new URL(`../../rules/${path}`, import.meta.url), "utf8")) as Json;
const baseline = read("baseline.json");
const rules = compiled(defaultRules());
/** The shipped rules leave their cases behind: the files have them. */
const files = rules.causes.map((code) => read(`${code.replace(".", "/")}.json`) as unknown as CauseFile);

describe("every case of a shipped rule comes out, and every leaf of its condition matters:", () => {
  it.each(files.map((file) => [file.code, file] as const))("%s", (_, file) => {
    const { passed, failures } = testRules([file], rules, baseline);
    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(0);
  });
});
