import { type ChildProcess, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { text } from "../batch/helpers.js";
import { ended, Program } from "../batch/program.js";
import { folderWith } from "../helpers.js";
import { TestServer } from "./redis.js";

// Where everything has to be proved, a missing server is a failure.
const isThere = process.env.CI !== undefined || spawnSync("redis-server", ["--version"]).status === 0;
const program = new Program();
const server = new TestServer();
beforeAll(async () => {
  if (!isThere) return;
  await program.build();
  await server.start();
}, 300_000);
afterAll(async () => {
  program.remove();
  if (isThere) await server.stop();
});

/** A row that ends the process that reads it, by way of a module loaded before the program. */
const KILLER = "this row ends its process";
const row = (i: number): string =>
  i % 200 === 7
    ? "nothing"
    : JSON.stringify({
        transaction: { id: `tx-${i}`, amount: `${(i % 40) + 1}.00`, currency: "EUR" },
        balance: { available: "20" },
        failure: { provider: "acme", code: `E${i % 7}` },
      });

interface Job {
  folder: string;
  input: string;
  prefix: string;
  work(...args: string[]): ChildProcess;
  run(command: "feed" | "collect", ...args: string[]): ReturnType<typeof ended>;
  /** Lines of a plain run over the same rows. */
  plain(): Promise<string[]>;
  collected(): string[];
}

let jobs = 0;
function job(rows: readonly string[]): Job {
  const folder = folderWith({ "in.ndjson": rows.map((line) => `${line}\n`).join("") });
  const input = join(folder, "in.ndjson");
  const prefix = `job-${++jobs}`;
  const shared = ["--prefix", prefix, "--quiet"];
  const linesOf = (...path: string[]): string[] =>
    text(folder, ...path)
      .split("\n")
      .filter(Boolean)
      .sort();
  return {
    folder,
    input,
    prefix,
    work: (...args) => program.start(["work", server.address, ...shared, "--assess", "--idle", "1", ...args]),
    run: (command, ...args) => ended(program.start([command, server.address, ...shared, ...args])),
    plain: async () => {
      await ended(program.start(["batch", input, "--assess", "--out", join(folder, "plain"), "--quiet"]));
      return linesOf("plain", "diagnoses.ndjson");
    },
    collected: () => linesOf("collected", "diagnoses.ndjson"),
  };
}

const collectInto = ({ folder }: Job): string[] => ["--out", join(folder, "collected")];
const answered = (prefix: string): Promise<number> => server.redis.xlen(`{${prefix}}:out`);
async function untilAnswered(prefix: string, count: number): Promise<void> {
  while ((await answered(prefix)) < count) await passed(20);
}

describe.skipIf(!isThere)("txwhy work", () => {
  it("answers every row once while a consumer and then the server are killed", async () => {
    const count = 4000;
    const one = job(Array.from({ length: count }, (_, i) => row(i)));
    const feeding = one.run("feed", one.input, "--most-unanswered", "1500");
    const consumers = [one.work("--drain"), one.work("--drain"), one.work()];
    const ends = consumers.slice(0, 2).map((child) => ended(child));
    const [, , victim] = consumers as [ChildProcess, ChildProcess, ChildProcess];
    await untilAnswered(one.prefix, 800);
    victim.kill("SIGKILL");
    await untilAnswered(one.prefix, 1600);
    await server.kill();
    await passed(1000);
    await server.start();
    expect((await feeding).code).toBe(0);
    const collected = await one.run("collect", ...collectInto(one));
    expect([collected.code, collected.err]).toEqual([65, ""]);
    expect(one.collected()).toEqual(await one.plain());
    // Collected in another order than a plain run has, the report is the same.
    const report = JSON.parse(text(one.folder, "collected", "report.json")) as { results: { count: number } };
    expect(report.results.count).toBe(count - count / 200);
    for (const end of await Promise.all(ends)) expect(end.code).toBe(0);
  }, 600_000);

  it("gives up a row that ends its processes, and only that one", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => (i === 150 ? JSON.stringify({ note: KILLER }) : row(i)));
    const one = job(rows);
    const hook = join(one.folder, "hook.cjs");
    writeFileSync(
      hook,
      `const decode = TextDecoder.prototype.decode;
       TextDecoder.prototype.decode = function (...given) {
         const text = decode.apply(this, given);
         if (this.fatal && text.includes(${JSON.stringify(KILLER)})) process.kill(process.pid, "SIGKILL");
         return text;
       };`,
    );
    await one.run("feed", one.input);
    const environment = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = `--require ${hook}`;
    let runs = 0;
    try {
      for (;;) {
        const { signal } = await ended(one.work("--drain"));
        runs++;
        if (signal === null) break;
        expect(runs).toBeLessThan(10);
      }
    } finally {
      if (environment === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = environment;
    }
    expect(runs).toBe(4);
    const dead = await server.redis.xrange(`{${one.prefix}}:dead`, "-", "+");
    expect(dead.map(([, fields]) => JSON.parse(fields[1] as string).row)).toEqual([151]);
    await one.run("collect", ...collectInto(one));
    const lines = one.collected();
    expect(lines).toHaveLength(300);
    expect(lines.filter((line) => line.includes('"given_up"'))).toHaveLength(1);
    const others = (await one.plain()).filter((line) => !line.includes('"row":151,'));
    expect(lines.filter((line) => !line.includes('"row":151,'))).toEqual(others);
  }, 600_000);

  it("stops cleanly at SIGTERM, and another goes on", async () => {
    const one = job(Array.from({ length: 800 }, (_, i) => row(i)));
    await one.run("feed", one.input);
    const first = one.work();
    const end = ended(first);
    await untilAnswered(one.prefix, 100);
    first.kill("SIGTERM");
    expect((await end).code).toBe(0);
    expect(await answered(one.prefix)).toBeLessThan(800);
    await ended(one.work("--drain"));
    await one.run("collect", ...collectInto(one));
    expect(one.collected()).toEqual(await one.plain());
  }, 600_000);

  it("refuses a job that was begun with other rules or options", async () => {
    const one = job([row(1)]);
    await one.run("feed", one.input);
    await ended(one.work("--drain"));
    const other = await ended(one.work("--drain", "--locale", "id"));
    expect([other.code, other.err]).toEqual([2, expect.stringContaining("other options")]);
    const own = folderWith({
      "profiles/desk.json": text("rules", "profiles", "default.json").replace('"default"', '"desk"'),
    });
    const rules = await ended(one.work("--drain", "--rules", own));
    expect([rules.code, rules.err]).toEqual([2, expect.stringContaining("other rules")]);
  }, 120_000);
});

describe.skipIf(!isThere)("txwhy feed", () => {
  it("waits while the bound on unanswered rows is reached, and goes on after a stop without a row twice", async () => {
    const one = job(Array.from({ length: 200 }, (_, i) => row(i)));
    const child = program.start(["feed", server.address, one.input, "--prefix", one.prefix, "--most-unanswered", "50"]);
    const end = ended(child);
    const waiting = (): Promise<number> => server.redis.xlen(`{${one.prefix}}:in`);
    while ((await waiting()) < 50) await passed(20);
    await passed(300);
    expect(await waiting()).toBe(50);
    child.kill("SIGTERM");
    expect((await end).code).toBe(0);
    await one.run("feed", one.input);
    expect(await waiting()).toBe(200);
    await one.run("feed", one.input);
    expect(await waiting()).toBe(200);
  }, 120_000);
});

describe("where there is no server or no client", () => {
  it("one line says so", async () => {
    if (!isThere) await program.build();
    const none = await ended(program.start(["work", "redis://127.0.0.1:1"]));
    expect(none.code).toBe(65);
    expect(none.err).toBe("txwhy: no Redis server answers there (ECONNREFUSED)\n");
    const wrong = await ended(program.start(["work", "localhost"]));
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("redis://localhost:6379")]);
  }, 300_000);
});
