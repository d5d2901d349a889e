import { availableParallelism } from "node:os";
import { ruleFilesIn } from "../../rules/folder.js";
import type { Shard } from "../batch/chunk.js";
import { checkDistinct, destinations, diagnoseOptionsOf, exitCode, inputFile, writeReport } from "../batch/request.js";
import { jsonText, tell, UsageError } from "../io.js";
import { filesOf } from "../rules/folder.js";
import { rulesFor } from "../rules/option.js";
import { listen } from "../signals.js";
import type { Call, CommandSpec } from "./command.js";

export const batchCommand: CommandSpec = {
  name: "batch",
  arguments: "[FILE...]",
  summary: "diagnose many transactions and report on them",
  options: [
    "out",
    "report",
    "resume",
    "jobs",
    "quiet",
    "key",
    "shard",
    "assess",
    "maxErrors",
    "locale",
    "audience",
    "now",
    "profile",
    "rules",
    "failOn",
  ],
  run: batch,
  commands: [
    {
      name: "merge",
      arguments: "<REPORT...>",
      summary: "the report on the whole from the reports of its parts",
      options: ["json", "report", "rules", "maxErrors", "failOn"],
      run: merge,
    },
  ],
};

async function batch({ options, words, io, style }: Call): Promise<number> {
  if (words.length === 0) throw new UsageError("batch needs files, or - for standard input");
  const { out, reports } = destinations(options);
  if (options.resume && out === null) throw new UsageError("--resume needs --out, where the results are");
  const rules = rulesFor(options, io);
  const files = await Promise.all(words.map(inputFile));
  checkDistinct(files, [...(out === null ? [] : [out]), ...reports]);
  // Loaded late: only this command needs threads.
  const { runBatch } = await import("../batch/run.js");
  const stop = new AbortController();
  const signals = listen(
    stop,
    files.some(({ path }) => path === "-"),
  );
  try {
    const { lines, report } = await runBatch({
      files,
      out,
      resume: options.resume === true,
      jobs: options.jobs ?? availableParallelism(),
      quiet: options.quiet === true,
      shard: shardOf(options.shard),
      form: { assess: options.assess === true, key: options.key ?? null },
      options: await diagnoseOptionsOf(options, rules),
      ruleFiles: options.rules === undefined ? null : ruleFilesIn(filesOf(options.rules)),
      io,
      style,
      signal: stop.signal,
    });
    if (report === null) {
      const canResume = out !== null && files.every(({ path }) => path !== "-");
      tell(io, `txwhy: stopped; ${lines} lines of results are kept${canResume ? "; --resume goes on from there" : ""}`);
      return signals.code();
    }
    const { reportText } = await import("../batch/report-text.js");
    const text = reportText(report, style);
    if (out !== null) io.stdout.write(text);
    else if (!options.quiet) io.stderr.write(text);
    for (const path of reports) await writeReport(path, report);
    return exitCode(report, options);
  } finally {
    signals.end();
  }
}

async function merge({ options, words, io, style }: Call): Promise<number> {
  const { mergedReport } = await import("../batch/merge.js");
  const report = await mergedReport(words, rulesFor(options, io));
  const { reportText } = await import("../batch/report-text.js");
  io.stdout.write(options.json ? `${jsonText(report, true)}\n` : reportText(report, style));
  for (const path of options.report ?? []) await writeReport(path, report);
  return exitCode(report, options);
}

function shardOf(text = "1/1"): Shard {
  const [index, count] = text.split("/").map(Number) as [number, number];
  return { index, count };
}
