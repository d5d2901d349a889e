import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseContext } from "../../src/context/parse.js";
import { fieldNames } from "../../src/read/fields.js";
import { isRemembered } from "../../src/redact/keys.js";

const program = fileURLToPath(new URL("heap-program.ts", import.meta.url));
const tsx = fileURLToPath(import.meta.resolve("tsx"));

describe("after redacting and reading", () => {
  let folder = "";
  const heap = async (...words: string[]): Promise<string> => {
    const file = join(folder, `${words.join("-")}.heapsnapshot`);
    await promisify(execFile)(process.execPath, ["--expose-gc", "--import", tsx, program, file, ...words]);
    return readFile(file, "utf8");
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "heap-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const holds = (text: string): string[] =>
    ["4012888888881881", "918273.64", "2026-03-14T15:09:26Z"].filter((secret) => text.includes(secret));

  it("nothing of the input is left on the heap: no card number used as a key, no amount, no time", {
    timeout: 120_000,
  }, async () => {
    expect(holds(await heap())).toEqual([]);
  });

  it("a text that is kept would be seen there", { timeout: 120_000 }, async () => {
    expect(holds(await heap("keep"))).toHaveLength(3);
  });
});

it("every field name of a context is known before it is read, so that no call has to remember it", () => {
  parseContext({});
  expect([...fieldNames].filter((name) => !isRemembered(name))).toEqual([]);
});
