import { version } from "../../rules/generated/core.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import type { Options } from "../args.js";
import { createAnswering } from "../batch/answer.js";
import { Progress } from "../batch/progress.js";
import { reportOf } from "../batch/report.js";
import { checkDistinct, destinations, diagnoseOptionsOf, exitCode, inputFile, writeReport } from "../batch/request.js";
import { Tally } from "../batch/tally.js";
import { createWork } from "../batch/work.js";
import { wholeLines } from "../batch/written.js";
import { EXIT } from "../exit.js";
import { type Io, tell, UsageError } from "../io.js";
import { rulesFor } from "../rules/option.js";
import { listen } from "../signals.js";
import { type Job, joinJob } from "../streams/job.js";
import { connect, isAddress, type Server } from "../streams/server.js";
import type { Style } from "../style.js";
import type { Call, CommandSpec } from "./command.js";

export const workCommand: CommandSpec = {
  name: "work",
  arguments: "<ADDRESS>",
  summary: "answer rows from a Redis or Valkey stream",
  options: ["prefix", "idle", "drain", "quiet", "key", "assess", "locale", "audience", "now", "profile", "rules"],
  run: work,
};
export const feedCommand: CommandSpec = {
  name: "feed",
  arguments: "<ADDRESS> <FILE...>",
  summary: "put the rows of files into the stream",
  options: ["prefix", "mostUnanswered", "quiet"],
  run: feedFiles,
};
export const collectCommand: CommandSpec = {
  name: "collect",
  arguments: "<ADDRESS>",
  summary: "write the results of the stream to a file and report",
  options: ["prefix", "out", "report", "maxErrors", "failOn", "quiet", "rules"],
  run: collectResults,
};

async function work({ options, words, io, style }: Call): Promise<number> {
  const rules = rulesFor(options, io);
  const diagnoseOptions = await diagnoseOptionsOf(options, rules);
  const form = { assess: options.assess === true, key: options.key ?? null, oneLine: false };
  const job: Job = { version, ruleSet: rules.hash, options: { ...diagnoseOptions, ...form } };
  return onServer(words, options, io, style, async (server, progress, signal) => {
    await joinJob(server, job);
    const { consume } = await import("../streams/consume.js");
    const names: string[] = [];
    const answer = createAnswering({ names, options: diagnoseOptions, form }, rules);
    const drain = options.drain === true;
    const idle = Math.round((options.idle ?? 60) * 1000);
    const rows = await consume(server, { answer, names, idle, drain, progress, signal });
    tell(io, `txwhy: ${rows} rows answered`);
    return EXIT.answered;
  });
}

async function feedFiles({ options, words, io, style }: Call): Promise<number> {
  const paths = words.filter((word) => !isAddress(word));
  if (paths.length === 0) throw new UsageError("feed needs files, or - for standard input");
  const files = await Promise.all(paths.map(inputFile));
  checkDistinct(files, []);
  const { namesOf } = await import("../batch/run.js");
  return onServer(words.filter(isAddress), options, io, style, async (server, progress, signal) => {
    const { feed } = await import("../streams/feed.js");
    const mostUnanswered = options.mostUnanswered ?? 4000;
    const rows = await feed(server, { files, names: namesOf(files), mostUnanswered, progress, signal }, io);
    tell(io, `txwhy: ${rows} rows fed${signal.aborted ? "; the same command goes on from there" : ""}`);
    return EXIT.answered;
  });
}

async function collectResults({ options, words, io, style }: Call): Promise<number> {
  const { out, reports } = destinations(options);
  if (out === null) throw new UsageError("collect needs --out, where the results go");
  const rules = rulesFor(options, io);
  return onServer(words, options, io, style, async (server, progress, signal) => {
    const { collect } = await import("../streams/collect.js");
    const rows = await collect(server, { out, progress, signal });
    if (signal.aborted) {
      tell(io, `txwhy: stopped; ${rows} rows collected, the same command goes on from there`);
      return EXIT.answered;
    }
    return report(server, { ...options, out }, reports, rules, io, style);
  });
}

async function report(
  { redis, keys }: Server,
  options: Options & { out: string },
  reports: readonly string[],
  rules: CompiledRuleSet,
  io: Io,
  style: Style,
): Promise<number> {
  const job = await redis.hgetall(keys.job);
  if (job.ruleSet !== undefined && job.ruleSet !== rules.hash)
    throw new UsageError("the results were made with other rules; give the same --rules");
  const { assess: _assess, key: _key, oneLine: _oneLine, ...diagnoseOptions } = JSON.parse(job.options ?? "{}");
  const fed = await redis.hkeys(keys.fed);
  const names = fed.filter((name) => !name.startsWith("state of ")).sort();
  const form = { assess: false, key: null, oneLine: false };
  const { countWritten } = createWork({ names, options: diagnoseOptions, form }, rules);
  const tally = new Tally(rules);
  for await (const written of wholeLines(options.out, Number.POSITIVE_INFINITY)) {
    tally.merge((await countWritten(written)).tally);
  }
  const made = await reportOf({ tally: tally.data(), names, options: diagnoseOptions }, rules);
  const { reportText } = await import("../batch/report-text.js");
  io.stdout.write(reportText(made, style));
  for (const path of reports) await writeReport(path, made);
  return exitCode(made, options);
}

/** Connects, runs, and stops cleanly at a signal. */
async function onServer(
  words: readonly string[],
  options: Options,
  io: Io,
  style: Style,
  run: (server: Server, progress: Progress, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const [address, ...others] = words;
  if (address === undefined || !isAddress(address) || others.length > 0)
    throw new UsageError("name one server: redis://localhost:6379");
  const stop = new AbortController();
  const signals = listen(stop, false);
  const server = await connect(address, options.prefix ?? "txwhy", io);
  const progress = new Progress(io, style, null, options.quiet === true);
  try {
    return await run(server, progress, stop.signal);
  } finally {
    progress.clear();
    server.close();
    signals.end();
  }
}
