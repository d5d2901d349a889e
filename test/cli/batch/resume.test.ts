import { appendFileSync, existsSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderWith, type Ran } from "../helpers.js";
import { batch, lines, ndjson, shortOf, text } from "./helpers.js";

/** Two inputs with a bad row and one that holds two transactions, diagnosed to the end. */
async function finished(): Promise<{
  folder: string;
  out: string;
  go(...args: string[]): Promise<Ran>;
  whole: string;
}> {
  const rows = shortOf(...Array.from({ length: 9 }, (_, i) => `${i + 20}.00`));
  const several = JSON.stringify({ data: shortOf("70.00", "71.00") });
  const folder = folderWith({
    "a.ndjson": `${ndjson(rows)}${several}\nnothing\n`,
    "b.json": JSON.stringify([...rows, { data: shortOf("80.00", "81.00") }]),
  });
  const out = join(folder, "out.ndjson");
  const go = (...args: string[]): Promise<Ran> =>
    batch([
      join(folder, "a.ndjson"),
      join(folder, "b.json"),
      "--out",
      out,
      "--report",
      join(folder, "r.json"),
      ...args,
    ]);
  await go();
  return { folder, out, go, whole: readFileSync(out, "utf8") };
}

/** As a run leaves it that was killed. */
function stopped(out: string): void {
  const journal = `${out}.journal`;
  writeFileSync(journal, text(journal).replace('"finished":true', '"finished":false'));
}

describe("--resume", () => {
  it("makes the same results and the same report, wherever the results were cut", async () => {
    const { folder, out, go, whole } = await finished();
    const report = text(folder, "r.json");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: Buffer.byteLength(whole) }), async (size) => {
        writeFileSync(out, whole);
        truncateSync(out, size);
        stopped(out);
        const { code } = await go("--resume");
        expect(code).toBe(65);
        expect(readFileSync(out, "utf8")).toBe(whole);
        expect(text(folder, "r.json")).toBe(report);
      }),
      { numRuns: 12 },
    );
  });

  it("cuts after every whole line too, between files and inside a row of several", async () => {
    const { out, go, whole } = await finished();
    for (const count of [1, 9, 10, 11, 12, 13, 21, 22, 23]) {
      writeFileSync(
        out,
        whole
          .split("\n")
          .slice(0, count)
          .map((line) => `${line}\n`)
          .join(""),
      );
      stopped(out);
      await go("--resume");
      expect(readFileSync(out, "utf8")).toBe(whole);
    }
  });

  it("trusts nothing after the first line that is broken or does not follow", async () => {
    const { out, go, whole } = await finished();
    const all = whole.split("\n");
    const without = [...all.slice(0, 4), ...all.slice(5)].join("\n");
    const torn = [...all.slice(0, 4), `${(all[4] as string).slice(0, 200)}`, ...all.slice(5)].join("\n");
    const zeros = Buffer.concat([Buffer.from(all.slice(0, 6).join("\n")), Buffer.alloc(5000)]);
    const twice = [...all.slice(0, 4), ...all.slice(2)].join("\n");
    for (const content of [without, torn, zeros, twice]) {
      writeFileSync(out, content);
      stopped(out);
      await go("--resume");
      expect(readFileSync(out, "utf8")).toBe(whole);
    }
  });

  it("keeps what is there instead of making it anew", async () => {
    const { out, go, whole } = await finished();
    const marked = whole.replace('"verdict"', '"kept":1,"verdict"');
    writeFileSync(out, marked.slice(0, marked.length / 2));
    stopped(out);
    await go("--resume");
    expect(readFileSync(out, "utf8")).toBe(marked);
  });

  it("begins where nothing was begun, and changes nothing where all is done", async () => {
    const { folder, out, go, whole } = await finished();
    await go("--resume");
    expect(readFileSync(out, "utf8")).toBe(whole);
    const fresh = join(folder, "fresh.ndjson");
    const [a, b] = [join(folder, "a.ndjson"), join(folder, "b.json")];
    expect((await batch([a, b, "--out", fresh, "--resume"])).code).toBe(65);
    expect(readFileSync(fresh, "utf8")).toBe(whole);
  });

  it("is refused where the inputs are not as they were", async () => {
    const { folder, out, go, whole } = await finished();
    stopped(out);
    const a = join(folder, "a.ndjson");
    utimesSync(a, new Date(), new Date(Date.now() + 5000));
    expect((await go("--resume")).err).toContain(`--resume: ${a} was written to since`);
    appendFileSync(a, "{}\n");
    const { code, err } = await go("--resume");
    expect([code, err]).toEqual([2, expect.stringMatching(/had \d+ bytes and has \d+/)]);
    expect((await batch([a, "--out", out, "--resume"])).err).toContain("the inputs were");
    expect(readFileSync(out, "utf8")).toBe(whole);
  });

  it("is refused where options or rules are not as they were", async () => {
    const { folder, out, go } = await finished();
    stopped(out);
    expect((await go("--resume", "--locale", "id")).err).toContain('--locale was not given and is "id"');
    expect((await go("--resume", "--audience", "customer")).err).toContain('--audience was "agent" and is "customer"');
    const own = JSON.parse(text("rules", "balance", "insufficient.json")) as { text: { title: string } };
    own.text.title = "Otherwise";
    const rules = folderWith({ "balance/insufficient.json": JSON.stringify(own) });
    expect((await go("--resume", "--rules", rules)).err).toContain("the rules have changed");
    expect(existsSync(join(folder, "out.ndjson"))).toBe(true);
  });

  it("is refused without results, without their journal, and for standard input", async () => {
    const { folder, out } = await finished();
    expect((await batch(["-", "--resume"])).err).toContain("--resume needs --out");
    expect((await batch(["-", "--resume", "--out", join(folder, "x.ndjson")])).err).toContain(
      "cannot be read a second time",
    );
    writeFileSync(join(folder, "lone.ndjson"), text(out));
    const { err } = await batch([join(folder, "a.ndjson"), "--resume", "--out", join(folder, "lone.ndjson")]);
    expect(err).toContain("lone.ndjson.journal is missing");
    writeFileSync(`${out}.journal`, "{");
    const broken = await batch([join(folder, "a.ndjson"), "--resume", "--out", out]);
    expect([broken.code, broken.err]).toEqual([65, expect.stringContaining("no journal that can be read")]);
  });
});

describe("results that are there", () => {
  it("are not written over unless they are a finished batch's", async () => {
    const { folder, out, go, whole } = await finished();
    expect((await go()).code).toBe(65);
    expect(readFileSync(out, "utf8")).toBe(whole);
    stopped(out);
    expect(await go()).toMatchObject({ code: 2, err: expect.stringContaining("add --resume to go on") });
    const mine = join(folder, "mine.ndjson");
    writeFileSync(mine, "mine");
    const { code, err } = await batch([join(folder, "a.ndjson"), "--out", mine]);
    expect([code, err, text(mine)]).toEqual([2, expect.stringContaining("not of batch"), "mine"]);
  });

  it("are never the input or the report", async () => {
    const { folder } = await finished();
    const a = join(folder, "a.ndjson");
    const before = text(a);
    for (const args of [
      [a, "--out", a],
      [a, "--out", join(folder, ".", "x", "..", "a.ndjson")],
      [a, a],
      [join(folder, "b.json"), "--report", join(folder, "b.json")],
    ]) {
      expect((await batch(args)).code).toBe(2);
    }
    expect(text(a)).toBe(before);
  });

  it("go into a folder with both reports where --out is no .ndjson file", async () => {
    const { folder, whole } = await finished();
    const { out } = await batch([
      join(folder, "a.ndjson"),
      join(folder, "b.json"),
      "--out",
      join(folder, "all", "here"),
    ]);
    expect(text(folder, "all", "here", "diagnoses.ndjson")).toBe(whole);
    expect(JSON.parse(text(folder, "all", "here", "report.json"))).toEqual(JSON.parse(text(folder, "r.json")));
    expect(text(folder, "all", "here", "report.html")).toContain("<!doctype html>");
    expect(out).toContain("22 results from 2 files, 1 error");
    expect(lines(whole)).toHaveLength(23);
  });
});
