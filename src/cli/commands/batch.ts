import { constants } from "node:fs";
import { access, mkdir, stat, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { DiagnoseOptions } from "../../api/options.js";
import { ruleFilesIn } from "../../rules/folder.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { type Options, quoted } from "../args.js";
import type { InputFile } from "../batch/bytes.js";
import type { Shard } from "../batch/chunk.js";
import type { BatchReport } from "../batch/report-schema.js";
import { EXIT, exitOf } from "../exit.js";
import { InputError, jsonText, tell, UsageError } from "../io.js";
import { profileFor } from "../profile.js";
import { filesOf } from "../rules/folder.js";
import { rulesFor } from "../rules/option.js";
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

/** The files in a folder named by --out. */
const IN_FOLDER = { out: "diagnoses.ndjson", reports: ["report.json", "report.html"] };

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
  const signals = listen(stop, files);
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
    if (out === null) io.stderr.write(text);
    else io.stdout.write(text);
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

/** Where results and reports go: to the named files, or all into the folder. */
function destinations({ out, report = [] }: Options): { out: string | null; reports: string[] } {
  if (out === undefined) return { out: null, reports: report };
  if (/\.(?:ndjson|jsonl)$/i.test(out) || out.startsWith("/dev/")) return { out, reports: report };
  return { out: join(out, IN_FOLDER.out), reports: [...IN_FOLDER.reports.map((name) => join(out, name)), ...report] };
}

async function inputFile(path: string): Promise<InputFile> {
  if (path === "-") return { name: "standard input", path, size: null, modified: null };
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new UsageError(`${quoted(path)} is a folder; name a file in it`);
    await access(path, constants.R_OK);
    const isFile = found.isFile();
    return { name: path, path, size: isFile ? found.size : null, modified: isFile ? found.mtimeMs : null };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw new UsageError(isMissing ? `no such file: ${quoted(path)}` : `${quoted(path)} may not be read`);
  }
}

function checkDistinct(files: readonly InputFile[], written: readonly string[]): void {
  const taken = new Set<string>();
  for (const { path, name } of files) {
    const place = path === "-" ? path : resolve(path);
    if (taken.has(place)) throw new UsageError(`${quoted(name)} is given twice; its rows would count twice`);
    taken.add(place);
  }
  for (const path of written) {
    if (taken.has(resolve(path))) throw new UsageError(`${quoted(path)} would be written over what is read`);
    taken.add(resolve(path));
  }
}

async function diagnoseOptionsOf(options: Options, rules: CompiledRuleSet): Promise<Omit<DiagnoseOptions, "rules">> {
  const result: Omit<DiagnoseOptions, "rules"> = { audience: options.audience ?? "agent" };
  if (options.locale !== undefined) result.locale = options.locale;
  if (options.now !== undefined) result.now = options.now;
  if (options.profile !== undefined) result.profile = await profileFor(options.profile, rules);
  return result;
}

/** The first signal ends the run in order; the second ends the process at once. */
function listen(stop: AbortController, files: readonly InputFile[]): { code(): number; end(): void } {
  let code: number = EXIT.answered;
  const on = (name: "SIGINT" | "SIGTERM", number: number): (() => void) => {
    const heard = (): void => {
      code = 128 + number;
      stop.abort();
      // An open pipe would keep the process alive.
      if (files.some(({ path }) => path === "-")) process.stdin.destroy();
    };
    process.once(name, heard);
    return () => void process.off(name, heard);
  };
  const ends = [on("SIGINT", 2), on("SIGTERM", 15)];
  return {
    code: () => code,
    end: () => {
      for (const end of ends) end();
    },
  };
}

async function writeReport(path: string, report: BatchReport): Promise<void> {
  const { reportHtml } = await import("../batch/report-html.js");
  const text = /\.html$/i.test(path) ? reportHtml(report) : `${jsonText(report, true)}\n`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw new InputError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

function exitCode({ escalated, causes, errors, results }: BatchReport, { failOn, maxErrors = "0" }: Options): number {
  const allowed = maxErrors.endsWith("%")
    ? (Number(maxErrors.slice(0, -1)) / 100) * (results.count + errors.count)
    : Number(maxErrors);
  const outcome = { escalates: escalated.count > 0, hasCause: causes.length > 0 };
  return exitOf([{ ...outcome, invalid: errors.count > allowed }], failOn);
}
