import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith } from "../helpers.js";
import { lines, ndjson, text } from "./helpers.js";
import { ended, Program } from "./program.js";

const program = new Program();
beforeAll(() => program.build(), 300_000);
afterAll(() => program.remove());

/** Rows that are quickly answered, a bad one and a slow one now and then: chunks are not done in the order in which they are begun. */
const rows = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => {
    if (i % 97 === 5) return "nothing";
    const transaction = { id: `tx-${i}`, amount: `${i + 1}.00`, currency: "EUR", status: "succeeded" };
    if (i % 640 > 8) return JSON.stringify({ transaction });
    return JSON.stringify({
      transaction: { ...transaction, status: "failed" },
      balance: { available: "1" },
      fees: [{ rate: "0.01" }],
    });
  });

const written = (folder: string, name = "out.ndjson"): string => text(folder, name);
const until = async (test: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await test())) await passed(20);
};

describe("threads", () => {
  it("give the same results in the same order as one, and the same report", async () => {
    const folder = folderWith({ "in.ndjson": `${rows(4000).join("\n")}\n` });
    const input = join(folder, "in.ndjson");
    for (const jobs of ["1", "2", "3"]) {
      const { code, err } = await ended(
        program.start([
          "batch",
          input,
          "--jobs",
          jobs,
          "--out",
          join(folder, `${jobs}.ndjson`),
          "--report",
          join(folder, `${jobs}.json`),
          "--quiet",
        ]),
      );
      expect([code, err]).toEqual([65, ""]);
    }
    expect(lines(written(folder, "1.ndjson")).map(({ row }) => row)).toEqual(
      Array.from({ length: 4000 }, (_, i) => i + 1),
    );
    for (const jobs of ["2", "3"]) {
      expect(written(folder, `${jobs}.ndjson`)).toBe(written(folder, "1.ndjson"));
      expect(written(folder, `${jobs}.json`)).toBe(written(folder, "1.json"));
    }
  });

  it("use one's own rules", async () => {
    const own = JSON.parse(readFileSync("rules/balance/insufficient.json", "utf8")) as { text: { title: string } };
    own.text.title = "Otherwise";
    const folder = folderWith({ "balance/insufficient.json": JSON.stringify(own) });
    const child = program.start(["batch", "-", "--jobs", "2", "--rules", folder]);
    child.stdin?.end(ndjson([{ transaction: { amount: "9", currency: "EUR" }, balance: { available: "1" } }]));
    const { code, out } = await ended(child);
    expect([code, lines(out)[0]?.causes?.[0]]).toMatchObject([0, { title: "Otherwise" }]);
  });

  it("that cannot start end the run with an error instead of letting it wait", async () => {
    const broken = program.without("batch-worker.js");
    const child = broken.start(["batch", "-", "--jobs", "2"]);
    child.stdin?.end("{}\n");
    const { code, err } = await ended(child);
    broken.remove();
    expect(code).toBe(70);
    expect(err).toContain("defect of txwhy");
  });
});

describe("a run that is stopped", () => {
  const count = 8000;
  const made = async (): Promise<{ folder: string; input: string; expected: string }> => {
    const folder = folderWith({ "in.ndjson": `${rows(count).join("\n")}\n` });
    const input = join(folder, "in.ndjson");
    await ended(
      program.start([
        "batch",
        input,
        "--out",
        join(folder, "expected.ndjson"),
        "--report",
        join(folder, "expected.json"),
      ]),
    );
    return { folder, input, expected: written(folder, "expected.ndjson") };
  };
  /** What comes of it when nothing stops it: made once. */
  let whole: Awaited<ReturnType<typeof made>>;
  beforeAll(async () => {
    whole = await made();
  }, 300_000);

  it("by Ctrl-C keeps what was begun, says how to go on, and is gone on with to the same bytes", async () => {
    const { folder, input, expected } = whole;
    const out = join(folder, "out.ndjson");
    const args = ["batch", input, "--out", out, "--report", join(folder, "r.json")];
    const child = program.start(args);
    const end = ended(child);
    await until(() => existsSync(out) && statSync(out).size > 100_000);
    child.kill("SIGINT");
    const { code, err } = await end;
    expect(code).toBe(130);
    const kept = written(folder);
    expect(kept.endsWith("\n")).toBe(true);
    expect(err).toContain(
      `txwhy: stopped; ${kept.split("\n").length - 1} lines of results are kept; --resume goes on from there`,
    );
    expect(existsSync(join(folder, "r.json"))).toBe(false);
    expect(kept.length).toBeLessThan(expected.length);
    expect((await ended(program.start([...args, "--resume"]))).code).toBe(65);
    expect(written(folder) === expected).toBe(true);
    expect(written(folder, "r.json")).toBe(written(folder, "expected.json"));
  });

  it("by being killed again and again comes to the same bytes in the end", async () => {
    const { folder, input, expected } = whole;
    const out = join(folder, "killed.ndjson");
    const args = ["batch", input, "--out", out, "--resume", "--report", join(folder, "r.json")];
    for (const share of [0.2, 0.5, 0.7]) {
      const child = program.start(args);
      const end = ended(child);
      await until(() => existsSync(out) && statSync(out).size > expected.length * share);
      child.kill("SIGKILL");
      await end;
    }
    expect(statSync(out).size).toBeLessThan(expected.length);
    await ended(program.start(args));
    expect(written(folder, "killed.ndjson") === expected).toBe(true);
    expect(written(folder, "r.json")).toBe(written(folder, "expected.json"));
  });

  it("while it waits for standard input ends all the same", async () => {
    const child = program.start(["batch", "-"]);
    const end = ended(child);
    // More rows than go to a thread at once: when the first results are there, the program waits for more rows.
    child.stdin?.write("{}\n".repeat(200));
    await once(child.stdout as Readable, "data");
    child.kill("SIGINT");
    const { code, err } = await end;
    expect([code, err]).toEqual([130, expect.stringContaining("txwhy: stopped")]);
    expect(err).not.toContain("--resume");
  });
});

// Only Linux says how much memory another process had at the most.
describe.skipIf(process.platform !== "linux")("a reader that is slow", () => {
  it("holds the run back instead of filling its memory", async () => {
    const folder = folderWith({ "in.ndjson": "" });
    const input = join(folder, "in.ndjson");
    const row = JSON.stringify({ transaction: { id: "tx", amount: "1.00", currency: "EUR", status: "succeeded" } });
    writeFileSync(input, `${row}\n`.repeat(400_000));
    const child = program.start(["batch", input, "--jobs", "2", "--quiet"]);
    const status = (name: string): number =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
    // Nothing is read: once the first results wait to be read, the work comes to rest.
    await once(child.stdout as Readable, "readable");
    await until(async () => {
      const before = processorTime(child.pid as number);
      await passed(1500);
      return processorTime(child.pid as number) - before < 30;
    });
    const memory = status("VmHWM");
    child.stdout?.destroy();
    child.kill("SIGKILL");
    expect(memory).toBeLessThan(700);
  });
});

/** Clock ticks a process has worked, hundredths of a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return Number(fields[11]) + Number(fields[12]);
}
