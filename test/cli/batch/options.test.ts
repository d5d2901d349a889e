import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reportSchema } from "../../../src/cli/batch/report-schema.js";
import { fileWith, folderWith, txwhy } from "../helpers.js";
import { batch, lines, ndjson, resultsOf, shortOf } from "./helpers.js";

const path = (): string => fileWith(ndjson(shortOf("20.00")), "rows.ndjson");

describe("txwhy batch", () => {
  it("stands in the help, and has its own", async () => {
    expect((await txwhy(["--help"])).out).toMatch(/batch \[FILE\.\.\.\] +diagnose many/);
    const { out } = await txwhy(["batch", "--help"]);
    for (const option of ["--out", "--report", "--resume", "--jobs", "--quiet", "--locale"])
      expect(out).toContain(option);
  });

  it("is refused with one line where it is asked for what there is not", async () => {
    for (const [args, said] of [
      [[], "batch needs files"],
      [["no-such-file.csv"], "no such file"],
      [[folderWith({})], "is a folder"],
      [[path(), "--jobs", "0"], "--jobs"],
      [[path(), "--jobs", "many"], "--jobs"],
      [[path(), "--report", "report.pdf"], "ends in .json or .html"],
      [[path(), "--what-if", "a=1"], "--what-if does not go with batch"],
      [[path(), "--profile", "gopey"], "did you mean gopay?"],
    ] as const) {
      const { code, out, err } = await txwhy(["batch", ...args]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(said);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
  });

  it("does what the options of one diagnosis do, to each", async () => {
    const options = [
      "--locale",
      "zh-CN",
      "--audience",
      "customer",
      "--now",
      "2026-11-23T09:00:00+08:00",
      "--profile",
      "gopay",
    ];
    const file = join("examples", "timeout.json");
    const content = JSON.stringify(JSON.parse(readFileSync(file, "utf8")));
    const [result] = await resultsOf(content, options);
    expect(result).toMatchObject(JSON.parse((await txwhy([file, "--json", ...options])).out));
  });

  it("uses one's own rules", async () => {
    const own = JSON.parse(readFileSync("rules/balance/insufficient.json", "utf8")) as { text: { title: string } };
    own.text.title = "Otherwise";
    const rules = folderWith({ "balance/insufficient.json": JSON.stringify(own) });
    expect(JSON.stringify(await resultsOf(ndjson(shortOf("20.00")), ["--rules", rules]))).toContain("Otherwise");
  });

  it("ends with 1 where --fail-on asks for it, else with 0", async () => {
    expect((await batch([path()])).code).toBe(0);
    expect((await batch([path(), "--fail-on", "escalate"])).code).toBe(0);
    expect((await batch([path(), "--fail-on", "cause"])).code).toBe(1);
    expect((await batch([fileWith("{}"), "--fail-on", "escalate"])).code).toBe(1);
  });

  it("says so where results or reports cannot be written", async () => {
    const file = path();
    for (const args of [
      ["--out", join(file, "x.ndjson")],
      ["--report", join(file, "x.html")],
    ]) {
      const { code, err } = await batch([file, ...args]);
      expect(code).toBe(65);
      expect(err).toContain("cannot be written");
    }
  });
});

describe("txwhy schema report", () => {
  it("describes the report", async () => {
    const schema = JSON.parse((await txwhy(["schema", "report"])).out) as { title: string; required: string[] };
    expect(schema.title).toBe("BatchReport");
    // Only the report on a part of the rows has a shard.
    expect([...schema.required, "shard"].sort()).toEqual(Object.keys(reportSchema.shape).sort());
  });
});

describe("progress", () => {
  // Every look at the clock finds six seconds gone.
  const slow = async (terminal: number | undefined, args: string[], env = {}): Promise<string> => {
    const { Progress } = await import("../../../src/cli/batch/progress.js");
    const { styleFor } = await import("../../../src/cli/style.js");
    let told = "";
    const stderr = { write: (text: string) => (told += text), isTTY: terminal !== undefined, columns: terminal };
    const io = {
      stdin: (async function* () {})(),
      stdout: { write: () => true },
      stderr,
      env,
      platform: "linux",
      launch: async () => false,
    };
    const progress = new Progress(
      io,
      styleFor(io, {}),
      args.includes("sized") ? 1000 : null,
      args.includes("quiet"),
      (() => {
        let seconds = 0;
        return () => {
          seconds += 6;
          return 1000 * seconds;
        };
      })(),
    );
    progress.show({ rows: 10, bytes: 100 });
    progress.show({ rows: 1200, bytes: 500 });
    progress.clear();
    return told;
  };

  it("is plain lines where there is no terminal, with rate and time left", async () => {
    expect(await slow(undefined, ["sized"])).toBe(
      "txwhy: 10 %, 10 rows, 2 rows/s\ntxwhy: 50 %, 1,200 rows, 100 rows/s, 15 s left\n",
    );
    expect(await slow(undefined, [])).not.toContain("%");
  });

  it("is a bar at a terminal, drawn in one line and taken away at the end", async () => {
    const told = await slow(100, ["sized"]);
    expect(told).toContain("████████████░░░░░░░░░░░░ 50 %, 1,200 rows, 100 rows/s");
    expect(told).not.toContain("\n");
    expect(told.endsWith("\r\u001b[2K")).toBe(true);
    expect(told.replaceAll("\r\u001b[2K", "")).not.toContain("\u001b");
  });

  it("has no bar where there is no room, and no block signs where they cannot be shown", async () => {
    expect(await slow(40, ["sized"])).not.toContain("█");
    expect(await slow(100, ["sized"], { LC_ALL: "C" })).toContain("############............");
  });

  it("is silent with --quiet", async () => {
    expect(await slow(100, ["sized", "quiet"])).toBe("");
    expect((await batch([path(), "--quiet"])).err).not.toContain("rows/s");
  });

  it("leaves nothing of the bar in the results", async () => {
    const { out, err } = await batch([path()], { terminal: 100 });
    expect(lines(out)).toHaveLength(1);
    expect(err).toContain("Customers can solve it");
  });
});
