import { setTimeout as passed } from "node:timers/promises";
import type { InputFile } from "../batch/bytes.js";
import { type Chunk, chunksOf, WHOLE } from "../batch/chunk.js";
import type { Progress } from "../batch/progress.js";
import { type Io, UsageError } from "../io.js";
import { FEED } from "./scripts.js";
import type { Server } from "./server.js";

/** How long to wait for room, in milliseconds. */
const WAIT = 50;

export interface Feeding {
  files: readonly InputFile[];
  /** Their names in results. */
  names: readonly string[];
  /** Feeding waits while so many rows are unanswered. */
  mostUnanswered: number;
  progress: Progress;
  signal: AbortSignal;
}

/** Where a row came from, as a message carries it. */
export interface Place {
  file: string;
  row: number;
  line: number;
}

/**
 * Puts the rows of files into the stream, each once: a feed that was stopped goes on after the last row that the server has.
 * @returns How many rows this run has fed.
 * @throws {UsageError} where a file that was fed in part has changed since.
 */
export async function feed(server: Server, feeding: Feeding, io: Io): Promise<number> {
  const { files, names, progress, signal } = feeding;
  let rows = 0;
  let bytes = 0;
  for (const [input, file] of files.entries()) {
    const name = names[input] as string;
    const last = await lastFed(server, name, file);
    const onRead = (length: number): void => {
      bytes += length;
    };
    const cutting = { after: { input: 0, row: last }, shard: WHOLE, everyLine: false };
    for await (const chunk of chunksOf([file], cutting, io, onRead)) {
      if (!(await put(server, name, chunk, feeding))) return rows;
      rows += chunk.rows.length;
      progress.show({ rows, bytes });
      if (signal.aborted) return rows;
    }
  }
  return rows;
}

/** The last row of an input that the server has; 0 where it has none. */
async function lastFed({ redis, keys }: Server, name: string, file: InputFile): Promise<number> {
  const state = `${file.size ?? "stream"} ${file.modified ?? ""}`;
  await redis.hsetnx(keys.fed, `state of ${name}`, state);
  if ((await redis.hget(keys.fed, `state of ${name}`)) !== state)
    throw new UsageError(`${name} was fed before and has changed since; feed it under another name or --prefix`);
  return Number((await redis.hget(keys.fed, name)) ?? 0);
}

/** Puts the rows of a chunk, waiting for room. False where it was stopped before all were put. */
async function put({ redis, keys }: Server, name: string, chunk: Chunk, feeding: Feeding): Promise<boolean> {
  const { mostUnanswered, signal } = feeding;
  const rows = messagesOf(chunk, name);
  for (let done = 0; done < rows.length; ) {
    const sent = rows.slice(done).flat();
    done += (await redis.eval(FEED, 2, keys.in, keys.fed, mostUnanswered, name, ...sent)) as number;
    if (done === rows.length) break;
    if (signal.aborted) return false;
    await passed(WAIT);
  }
  return true;
}

function messagesOf(chunk: Chunk, file: string): (string | number | Buffer)[][] {
  return chunk.rows.map((row, i) => {
    const fault = chunk.faults.get(i);
    const place = { file, row, line: chunk.lines[i], ...(fault === undefined ? {} : { fault }) };
    const bytes = chunk.bytes.subarray(i === 0 ? 0 : chunk.ends[i - 1], chunk.ends[i]);
    return [row, JSON.stringify(place), chunk.header ?? "", Buffer.from(bytes)];
  });
}
