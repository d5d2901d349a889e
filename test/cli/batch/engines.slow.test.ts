import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createReadStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith } from "../helpers.js";
import { text } from "./helpers.js";
import { ended, Program } from "./program.js";

const program = new Program();
beforeAll(() => program.build(), 300_000);
afterAll(() => program.remove());

const row = (i: number): string =>
  i % 97 === 5
    ? "nothing"
    : JSON.stringify({
        transaction: { id: `tx-${i}`, amount: `${(i % 40) + 1}.00`, currency: "EUR" },
        balance: { available: "20" },
        failure: { provider: "acme", code: `E${i % 7}` },
      });

/** Writes a line and waits for a line, as engines with a co-process do. */
async function drive(child: ChildProcess, count: number): Promise<{ key: string | null; row: number }[]> {
  const answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const seen: { key: string | null; row: number }[] = [];
  for (let i = 0; i < count; i++) {
    child.stdin?.write(`${row(i)}\n`);
    const { value } = await answers.next();
    const { key, row: number } = JSON.parse(value as string) as { key: string | null; row: number };
    seen.push({ key, row: number });
  }
  child.stdin?.end();
  return seen;
}

describe("an engine that writes a line and waits for a line", () => {
  it("gets 10,000 answers in order, each before it writes the next row", async () => {
    const child = program.start(["batch", "-", "--key", "/transaction/id", "--assess", "--quiet"]);
    const end = new Promise<number | null>((resolve) => child.on("close", resolve));
    const seen = await drive(child, 10_000);
    expect(seen).toEqual(
      Array.from({ length: 10_000 }, (_, i) => ({ key: i % 97 === 5 ? null : `tx-${i}`, row: i + 1 })),
    );
    expect(await end).toBe(65);
  }, 600_000);
});

describe("GNU parallel", () => {
  it("runs the parts, goes on with one that was killed, and the merged report is that of one run", async () => {
    const folder = folderWith({ "in.ndjson": Array.from({ length: 3000 }, (_, i) => `${row(i)}\n`).join("") });
    const input = join(folder, "in.ndjson");
    const cli = resolve(program.folder, "cli.js");
    await ended(program.start(["batch", input, "--out", join(folder, "whole"), "--quiet"]));
    const partOut = (i: number): string => join(folder, "part", String(i));

    // One part is killed in the middle. The script resumes: of a part that was not begun this is its beginning.
    const killed = spawn(
      process.execPath,
      [cli, "batch", input, "--shard", "2/4", "--out", partOut(2), "--jobs", "1", "--quiet"],
      { stdio: "ignore" },
    );
    const results = join(partOut(2), "diagnoses.ndjson");
    while (!existsSync(results) || readFileSync(results).length < 200_000) await passed(20);
    killed.kill("SIGKILL");
    await new Promise((done) => killed.on("close", done));

    const command = `${process.execPath} ${cli} batch ${input} --shard {}/4 --out ${join(folder, "part")}/{} --resume --jobs 1 --max-errors 5% --quiet`;
    execFileSync("parallel", ["--jobs", "2", "--halt", "now,fail=1", command, ":::", "1", "2", "3", "4"], {
      stdio: ["ignore", "ignore", "pipe"],
    });

    const lines = [1, 2, 3, 4].flatMap((i) => text(partOut(i), "diagnoses.ndjson").split("\n").filter(Boolean));
    expect(lines.sort()).toEqual(text(folder, "whole", "diagnoses.ndjson").split("\n").filter(Boolean).sort());
    const merged = join(folder, "merged.json");
    const reports = [3, 1, 4, 2].map((i) => join(partOut(i), "report.json"));
    await ended(program.start(["batch", "merge", ...reports, "--report", merged]));
    expect(text(merged)).toBe(text(folder, "whole", "report.json"));
  }, 600_000);
});

/** Passes rows through the filter: its exit code, the bytes of its answers, and the most bytes of memory it had. */
async function passThrough(count: number): Promise<{ code: number | null; answers: number; memory: number }> {
  const input = join(folderWith({}), "in.ndjson");
  writeFileSync(input, Array.from({ length: count }, (_, i) => `${row(i)}\n`).join(""));
  const child = spawn(
    process.execPath,
    [
      // Left to itself, V8 lets the heap grow before it collects. With a full one it ends the program.
      "--max-old-space-size=64",
      join(program.folder, "cli.js"),
      ...["batch", "-", "--assess", "--jobs", "1", "--quiet"],
    ],
    { stdio: ["pipe", "pipe", "ignore"] },
  );
  createReadStream(input).pipe(child.stdin);
  let [answers, memory] = [0, 0];
  const status = `/proc/${child.pid}/status`;
  child.stdout.on("data", (chunk: Buffer) => {
    answers += chunk.length;
    memory = Number(/VmHWM:\s+(\d+)/.exec(existsSync(status) ? text(status) : "")?.[1] ?? memory / 1024) * 1024;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, answers, memory };
}

describe("memory", () => {
  it("does not grow with the rows that pass through the filter", async () => {
    const few = await passThrough(500);
    const many = await passThrough(25_000);
    expect([few.code, many.code]).toEqual([65, 65]);
    expect(few.memory).toBeGreaterThan(0);
    expect(many.memory - few.memory).toBeLessThan(many.answers / 2);
  }, 600_000);
});
