import { existsSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockResults } from "../../../src/cli/batch/lock.js";
import { folderWith } from "../helpers.js";
import { batch, lines, ndjson, shortOf, text } from "./helpers.js";

const rows = [
  ...shortOf(...Array.from({ length: 23 }, (_, i) => `${i + 20}.00`)),
  { failure: { provider: "acme", code: "E1" } },
  { failure: { provider: "acme", code: "E2", message: "odd" } },
  { failure: { provider: "acme", code: "E1", message: "an older one, with more" } },
  { balance: { available: 1 }, limits: 3 },
];

/** Runs the parts of two inputs, and one run over the whole. */
async function parts(count: number): Promise<{ folder: string; inputs: string[]; reports: string[] }> {
  const folder = folderWith({
    "a.ndjson": `${ndjson(rows)}nothing\n`,
    "b.ndjson": `nothing else\n${ndjson(rows.slice(5))}`,
  });
  const inputs = ["a.ndjson", "b.ndjson"].map((name) => join(folder, name));
  const reports: string[] = [];
  for (let index = 1; index <= count; index++) {
    const out = join(folder, `part-${index}`);
    await batch([...inputs, "--shard", `${index}/${count}`, "--out", out]);
    reports.push(join(out, "report.json"));
  }
  await batch([...inputs, "--out", join(folder, "whole")]);
  return { folder, inputs, reports };
}

describe("--shard", () => {
  it.each([1, 2, 5, 40])("of %i parts answers each row once, with its number", async (count) => {
    const { folder } = await parts(count);
    const whole = text(folder, "whole", "diagnoses.ndjson").split("\n").filter(Boolean);
    const split = Array.from({ length: count }, (_, i) =>
      text(folder, `part-${i + 1}`, "diagnoses.ndjson")
        .split("\n")
        .filter(Boolean),
    ).flat();
    expect(split.sort()).toEqual(whole.sort());
  });

  it("goes on where a part was stopped", async () => {
    const { folder, inputs } = await parts(3);
    const out = join(folder, "part-2", "diagnoses.ndjson");
    const before = text(out);
    writeFileSync(out, before.slice(0, before.length / 2));
    writeFileSync(`${out}.journal`, text(`${out}.journal`).replace('"finished":true', '"finished":false'));
    await batch([...inputs, "--shard", "2/3", "--out", join(folder, "part-2"), "--resume"]);
    expect(text(out)).toBe(before);
    const { code, err } = await batch([...inputs, "--shard", "1/3", "--out", join(folder, "part-2"), "--resume"]);
    expect([code, err]).toEqual([2, expect.stringContaining("--shard was")]);
  });
});

describe("batch merge", () => {
  it.each([2, 5, 40])("makes of the reports of %i parts the report of one run, byte for byte", async (count) => {
    const { folder, reports } = await parts(count);
    const merged = join(folder, "merged.json");
    const { code } = await batch(["merge", ...reports.reverse(), "--report", merged], { alone: true });
    expect(code).toBe(65);
    expect(text(merged)).toBe(text(folder, "whole", "report.json"));
  });

  it("refuses reports that are not the parts of one whole", async () => {
    const { folder, reports } = await parts(3);
    const [first, second, third] = reports as [string, string, string];
    const other = await parts(2);
    for (const [given, said] of [
      [[first, second], "parts 3 of 3 are missing"],
      [[first, second, third, second], "given twice"],
      [[first, second, other.reports[0]], "differ"],
      [[join(folder, "whole", "report.json")], "of a whole run"],
      [[join(folder, "a.ndjson")], "is not JSON"],
      [[join(folder, "none.json")], "cannot be read"],
    ] as [string[], string][]) {
      const { code, out, err } = await batch(["merge", ...given], { alone: true });
      expect([code > 0, out]).toEqual([true, ""]);
      expect(err).toContain(said);
    }
  });
});

describe("two runs on one --out", () => {
  it("are locked against each other, also where the other one's machine is not this one", async () => {
    const folder = folderWith({ "a.ndjson": ndjson(rows) });
    const out = join(folder, "out.ndjson");
    const run = () => batch([join(folder, "a.ndjson"), "--out", out]);
    for (const holder of [
      { process: process.ppid, host: hostname() },
      { process: 1, host: "elsewhere" },
    ]) {
      writeFileSync(`${out}.lock`, JSON.stringify(holder));
      expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining(`process ${holder.process}`) });
      expect(existsSync(out)).toBe(false);
    }
  });

  it("are not held up by a run that was killed", async () => {
    const folder = folderWith({ "a.ndjson": ndjson(rows) });
    const out = join(folder, "out.ndjson");
    for (const left of [JSON.stringify({ process: 2 ** 22 + 1, host: hostname() }), ""]) {
      writeFileSync(`${out}.lock`, left);
      await batch([join(folder, "a.ndjson"), "--out", out]);
      expect(lines(text(out)).length).toBe(rows.length);
      expect(existsSync(`${out}.lock`)).toBe(false);
    }
  });

  it("are one alone where many find such a lock at about the same time", async () => {
    const folder = folderWith({});
    for (let round = 0; round < 40; round++) {
      const out = join(folder, `${round}.ndjson`);
      writeFileSync(`${out}.lock`, JSON.stringify({ process: 2 ** 22 + 1, host: hostname() }));
      const after = async (turns: number) => {
        for (let i = 0; i < turns; i++) await new Promise(setImmediate);
        return lockResults(out);
      };
      const tries = await Promise.allSettled(Array.from({ length: 16 }, (_, i) => after(i)));
      const held = tries.filter((one) => one.status === "fulfilled");
      expect(held).toHaveLength(1);
      await held[0]?.value();
      await expect(lockResults(out)).resolves.toBeTypeOf("function");
    }
  });
});
