import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, test } from "vitest";
import { answers } from "../support/answers.js";
import { always } from "../support/laws.js";
import { diagnose, preflight } from "../support/untyped.js";

const program = fileURLToPath(new URL("../support/answers.ts", import.meta.url));
/** A thread does not take over the loader of its parent. */
const start = `const { workerData: { program, register } } = require("node:worker_threads");
  import(register).then((tsx) => { tsx.register(); return import(program); });`;
const tsx = fileURLToPath(import.meta.resolve("tsx"));

describe("the same answers are given", () => {
  let here: string[] = [];
  beforeAll(async () => {
    here = await answers();
  }, 300_000);

  test.each([
    ["in Apia, in Indonesian", { TZ: "Pacific/Apia", LANG: "id_ID.UTF-8", LC_ALL: "id_ID.UTF-8" }],
    ["in New York, in Turkish", { TZ: "America/New_York", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
    ["in Kathmandu, without a language", { TZ: "Asia/Kathmandu", LANG: "C", LC_ALL: "C" }],
  ])("%s", { timeout: 300_000 }, async (_, env) => {
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", tsx, program], {
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 24,
    });
    expect(stdout.split("\n")).toEqual(here);
  });

  test("by three threads at once", { timeout: 300_000 }, async () => {
    const threads = [0, 1, 2].map(
      () =>
        new Promise<string[]>((done, fail) => {
          const workerData = { answers: true, program, register: import.meta.resolve("tsx/esm/api") };
          const worker = new Worker(start, { eval: true, workerData });
          worker.once("message", done);
          worker.once("error", fail);
        }),
    );
    for (const there of await Promise.all(threads)) expect(there).toEqual(here);
  });
});

/** Says of every trap that was asked, and refuses what would change something. */
function watched(value: unknown, seen: Set<string>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: object = Array.isArray(value) ? [] : {};
  for (const [key, member] of Object.entries(value))
    Object.defineProperty(copy, key, {
      value: watched(member, seen),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const names = Object.getOwnPropertyNames(Reflect) as (keyof typeof Reflect)[];
  const traps = names
    .filter((name) => typeof Reflect[name] === "function")
    .map((name) => [
      name,
      (...given: unknown[]) => {
        seen.add(name);
        return (Reflect[name] as (...all: unknown[]) => unknown)(...given);
      },
    ]);
  return new Proxy(copy, Object.fromEntries(traps) as ProxyHandler<object>);
}

describe("the input", () => {
  always("is looked at by its own members alone, and nothing of it is set or called", async ({ context, options }) => {
    const seen = new Set<string>();
    const traced = watched(context, seen);
    expect(JSON.stringify(await diagnose(traced, options))).toBe(JSON.stringify(await diagnose(context, options)));
    await preflight(traced, options);
    // Of an array its length is read, which is its own too.
    expect(
      [...seen].filter((name) => !["ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf", "get"].includes(name)),
    ).toEqual([]);
  });
});
