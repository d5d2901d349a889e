import { stat } from "node:fs/promises";
import type { DiagnoseOptions } from "../../api/options.js";
import { createRedactor } from "../../redact/index.js";
import { version } from "../../rules/generated/core.js";
import type { CompiledRuleSet } from "../../rules/rule-set.js";
import { type Io, tell, UsageError } from "../io.js";
import type { Style } from "../style.js";
import type { ResultForm } from "./answer.js";
import type { InputFile } from "./bytes.js";
import { type Chunk, type Cutting, chunksOf, type Shard } from "./chunk.js";
import { changeBetween, type Journal, journalPath, readJournal, writeJournal } from "./journal.js";
import { lockResults } from "./lock.js";
import { fileOutput, type Output, streamOutput } from "./output.js";
import { inOrder, sameThreadPool, threadPool, type WorkerPool } from "./pool.js";
import { Progress } from "./progress.js";
import { reportOf } from "./report.js";
import type { BatchReport } from "./report-schema.js";
import { Tally } from "./tally.js";
import { rulesOf, type Setup } from "./work.js";
import { type Kept, keptRows, wholeLines } from "./written.js";

/** Inputs smaller than this are done before threads would be ready. */
const SMALL = 65_536;

export interface BatchRequest {
  files: readonly InputFile[];
  /** Where the results go; standard output where it is null. */
  out: string | null;
  resume: boolean;
  /** Which of the rows are this run's. */
  shard: Shard;
  form: Omit<ResultForm, "oneLine">;
  /** How many threads diagnose, this one among them. */
  jobs: number;
  quiet: boolean;
  options: Omit<DiagnoseOptions, "rules">;
  ruleFiles: Record<string, string> | null;
  io: Io;
  style: Style;
  /** Ends the run early; chunks under way are finished and kept. */
  signal: AbortSignal;
}

export interface BatchEnd {
  /** Lines of results, including those of earlier runs. */
  lines: number;
  /** null where the run was ended early. */
  report: BatchReport | null;
}

/**
 * Diagnoses every row of the inputs, writes a line for each result in the order of the rows, and reports on all of them. Holds only the
 * chunks under way in memory.
 * @throws {UsageError} where the results cannot be started or resumed as asked.
 */
export async function runBatch(request: BatchRequest): Promise<BatchEnd> {
  const { files, out, shard } = request;
  const names = namesOf(files);
  // Whoever reads the answers to standard input from standard output may count lines.
  const oneLine = out === null && files.length === 1 && files[0]?.path === "-";
  const setup: Setup = {
    names,
    options: request.options,
    form: { ...request.form, oneLine },
    ruleFiles: request.ruleFiles,
  };
  const rules = rulesOf(setup);
  const journal: Journal = {
    schema: "txwhy.batch-journal/1",
    version,
    ruleSet: rules.hash,
    options: { ...request.options, ...request.form, shard: `${shard.index}/${shard.count}` },
    inputs: [...files],
    finished: false,
  };
  const unlock = out === null ? async () => undefined : await lockResults(out);
  try {
    return await run(request, setup, rules, journal);
  } finally {
    await unlock();
  }
}

async function run(request: BatchRequest, setup: Setup, rules: CompiledRuleSet, journal: Journal): Promise<BatchEnd> {
  const { files, out, io, jobs, shard } = request;
  const { names } = setup;
  const size = await begin(request, journal);
  const keepsJournal = out !== null && size !== null;
  const total = files.some((file) => file.size === null)
    ? null
    : files.reduce((sum, file) => sum + (file.size as number), 0);
  const isSmall = total !== null && total < SMALL && (size ?? 0) < SMALL;
  const pool = jobs === 1 || isSmall ? sameThreadPool(setup, rules) : await threadPool(setup, rules, jobs);
  const tally = new Tally(rules);
  const progress = new Progress(io, request.style, total, request.quiet);
  try {
    const kept = await recount(out, size ?? 0, names, shard, pool, tally);
    const output = out === null ? streamOutput(io) : await fileOutput(out, kept.end);
    try {
      // Written only after the results were cut: otherwise older results would seem to belong to the new journal.
      if (keepsJournal) await writeJournal(out, journal);
      const cutting: Cutting = { after: kept.last, shard, everyLine: setup.form.oneLine };
      await answerAll(request, cutting, pool, output, tally, progress, names);
    } finally {
      progress.clear();
      await output.close();
    }
    const data = tally.data();
    const lines = (data.sums.get("results")?.count ?? 0) + (data.sums.get("errors")?.count ?? 0);
    if (request.signal.aborted) return { lines, report: null };
    const report = await reportOf({ tally: data, names, options: request.options, shard }, rules);
    if (keepsJournal) await writeJournal(out, { ...journal, finished: true });
    return { lines, report };
  } finally {
    await pool.close();
  }
}

/** The names of the inputs in results: redacted and unique. */
export function namesOf(files: readonly InputFile[]): string[] {
  const redactor = createRedactor();
  const taken = new Set<string>();
  return files.map(({ name }) => {
    const redacted = redactor.text(name);
    let unique = redacted;
    for (let number = 2; taken.has(unique); number++) unique = `${redacted} (${number})`;
    taken.add(unique);
    return unique;
  });
}

/** Size of the results to resume from, in bytes; null where there is no file to keep a journal beside. */
async function begin({ out, resume, files }: BatchRequest, journal: Journal): Promise<number | null> {
  if (out === null) return null;
  const there = await stat(out).catch(() => null);
  if (there !== null && !there.isFile()) {
    if (there.isDirectory()) throw new UsageError(`--out ${out} is a folder`);
    if (resume) throw new UsageError(`--resume: ${out} is no file that keeps results`);
    return null;
  }
  const before = await readJournal(out);
  if (resume) {
    if (files.some(({ path }) => path === "-")) {
      throw new UsageError("--resume: standard input cannot be read a second time; keep it in a file");
    }
    if (before === null && there !== null && there.size > 0) {
      throw new UsageError(`--resume: ${journalPath(out)} is missing, so nobody can say what ${out} is of`);
    }
    const change = before === null ? undefined : changeBetween(before, journal);
    if (change !== undefined) {
      throw new UsageError(`--resume: ${change}; leave out --resume and name another --out to start anew`);
    }
    return there?.size ?? 0;
  }
  if (there !== null && there.size > 0 && before === null) {
    throw new UsageError(`--out ${out} is there already and not of batch; name another, or delete it`);
  }
  if (before !== null && !before.finished && there !== null) {
    throw new UsageError(
      `--out ${out} is of a run that was stopped; add --resume to go on, or delete it to start anew`,
    );
  }
  return 0;
}

/** Counts the existing results, and finds how far they can be kept. */
async function recount(
  out: string | null,
  size: number,
  names: readonly string[],
  shard: Shard,
  pool: WorkerPool,
  tally: Tally,
): Promise<Kept> {
  if (out === null || size === 0) return { end: 0, last: { input: 0, row: 0 } };
  for (let limit = size; ; ) {
    const kept = await keptRows(out, names, limit, shard);
    const counted = tally.fresh();
    let broken: number | null = null;
    for await (const [, result] of inOrder(wholeLines(out, kept.end), pool.room, pool.countWritten)) {
      counted.merge(result.tally);
      if (result.broken !== null) {
        broken = result.broken;
        break;
      }
    }
    if (broken === null) {
      tally.merge(counted.data());
      return kept;
    }
    limit = broken;
  }
}

async function answerAll(
  request: BatchRequest,
  cutting: Cutting,
  pool: WorkerPool,
  output: Output,
  tally: Tally,
  progress: Progress,
  names: readonly string[],
): Promise<void> {
  const { files, io, signal } = request;
  let bytes = 0;
  let rows = 0;
  const onRead = (length: number): void => {
    bytes += length;
  };
  const tasks = async function* (): AsyncGenerator<{ chunk: Chunk; read: number }> {
    for await (const chunk of until(signal, chunksOf(files, cutting, io, onRead))) yield { chunk, read: bytes };
  };
  for await (const [{ chunk, read }, answered] of inOrder(tasks(), pool.room, ({ chunk }) =>
    pool.diagnoseChunk(chunk),
  )) {
    await output.write(answered.bytes);
    tally.merge(answered.tally);
    rows += chunk.lines.length;
    if (chunk.broken !== null) {
      progress.clear();
      tell(io, `txwhy: ${names[chunk.input]}, line ${chunk.broken.line}: ${chunk.broken.message}`);
    }
    progress.show({ rows, bytes: read });
  }
}

/** Yields until the signal; the item under way at that moment is given up. */
async function* until<T>(signal: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let stop = (): void => undefined;
  signal.addEventListener("abort", () => stop(), { once: true });
  while (!signal.aborted) {
    // No Promise.race with the signal: it would keep every turn in memory until the end.
    const step = await new Promise<IteratorResult<T> | null>((resolve, reject) => {
      stop = () => resolve(null);
      iterator.next().then(resolve, reject);
    });
    if (step === null || step.done === true) break;
    yield step.value;
  }
  iterator.return?.(undefined).catch(() => undefined);
}
